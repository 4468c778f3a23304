//! What a template may say, checked before the engine reads it.
//!
//! Tera 2 registers 37 filters, 17 tests and the functions `range` and `throw` by itself. None of them reads clock,
//! environment, files or chance, and all run in memory. Yet three doors stay open to an untrusted author, and the
//! engine has no switch for them: loops without bound (a list of lists, a component that calls itself twice, down to
//! depth 20), memory without bound (`set s = s ~ s` forty times is a terabyte), and the order of a hash map
//! (`for x in frame` walks a map in an order that differs from run to run).
//!
//! So the text of a template is read here first, token by token as Tera's own lexer reads it, and
//! - every construct outside a small list is refused, with its place. What is left cannot build a text in memory:
//!   the only way of a word is straight into the page, whose size is bounded;
//! - every round of a loop, call of a component and inclusion is made to pay for the template text that it runs
//!   ([`TICK`], which `engine` implements), and every loop to walk a list ([`LIST`]).
//!
//! What is put in is short, never holds a line break, and [`Prepared::original`] finds the author's place again.

use std::ops::Range;

/// The filter that pays for a round; prints nothing.
pub(super) const TICK: &str = "klartext_tick";
/// The filter that lets lists through and nothing else.
pub(super) const LIST: &str = "klartext_list";
/// What a single inclusion costs, in bytes of template text: an average template.
const INCLUSION: usize = 4096;

const STATEMENTS: &[&str] = &[
    "extends",
    "block",
    "endblock",
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "set",
    "include",
    "component",
    "endcomponent",
    "break",
    "continue",
];
/// Filters that neither let a text grow nor read an order.
const FILTERS: &[&str] = &[
    "default", "first", "last", "length", "lower", "nth", "trim", "upper",
];
const FUNCTIONS: &[&str] = &["text"];
/// Words of the language before which a parenthesis is no call and a bracket no index.
const KEYWORDS: &[&str] = &[
    "and", "or", "not", "in", "is", "if", "elif", "else", "for", "set",
];

/// A construct that a theme may not use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub at: Range<usize>,
    pub what: String,
    pub instead: &'static str,
}

/// A template that may be given to the engine.
#[derive(Debug, Clone, Default)]
pub(super) struct Prepared {
    pub text: String,
    /// Ids of messages, with their places in the author's text.
    pub messages: Vec<(String, Range<usize>)>,
    /// Where it leads to other templates, in order.
    pub ways: Vec<Way>,
    /// Components that it defines.
    pub components: Vec<String>,
    /// Place in the author's text and number of bytes put in there, ascending.
    inserted: Vec<(usize, usize)>,
}

/// How a template leads to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Extends,
    Includes,
    /// By the name of a component.
    Calls,
}

/// A place in a template that leads to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    pub step: Step,
    /// The other template, or the component.
    pub to: String,
    pub at: Range<usize>,
}

impl Prepared {
    /// The author's byte for a byte of `text`.
    pub fn original(&self, byte: usize) -> usize {
        let mut shift = 0;
        for (at, length) in &self.inserted {
            if byte < at + shift + length {
                return byte.saturating_sub(shift).min(*at);
            }
            shift += length;
        }
        byte - shift
    }
}

/// Reads a template. A fault of the syntax ends the reading: the engine refuses the template there, in its words.
pub(super) fn prepare(source: &str) -> (Prepared, Vec<Refusal>) {
    let mut reader = Reader { source, at: 0 };
    let mut found = Findings::default();
    while let Some(tag) = reader.next_tag() {
        found.read(source, &tag);
    }
    found.insertions.sort();
    let mut prepared = Prepared {
        messages: found.messages,
        ways: found.ways,
        components: found.components,
        ..Prepared::default()
    };
    let mut from = 0;
    for (at, text) in &found.insertions {
        prepared.text.push_str(&source[from..*at]);
        prepared.text.push_str(text);
        prepared.inserted.push((*at, text.len()));
        from = *at;
    }
    prepared.text.push_str(&source[from..]);
    (prepared, found.refusals)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'t> {
    Word(&'t str),
    /// What stands between the quotes.
    Quoted(&'t str),
    Sign(u8),
}

/// `{{ … }}` or `{% … %}`.
struct Tag<'t> {
    statement: bool,
    tokens: Vec<(Token<'t>, Range<usize>)>,
    /// Where the closing `%}`, `-%}` begins.
    closing: usize,
    end: usize,
    /// Whether it ends in `-%}`, which takes the white space behind it away.
    trims: bool,
}

impl<'t> Tag<'t> {
    fn token(&self, index: usize) -> Option<Token<'t>> {
        self.tokens.get(index).map(|(token, _)| *token)
    }

    fn before(&self, index: usize, distance: usize) -> Option<Token<'t>> {
        index
            .checked_sub(distance)
            .and_then(|index| self.token(index))
    }

    fn is_component_call(&self) -> bool {
        !self.statement && self.token(0) == Some(Token::Sign(b'<'))
    }
}

/// Follows Tera's lexer rule by rule: where it sees text, a comment or `raw`, so does this. A difference would be
/// a hole, so simplicity gives way to likeness.
struct Reader<'t> {
    source: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn next_tag(&mut self) -> Option<Tag<'t>> {
        let bytes = self.source.as_bytes();
        loop {
            let opening = bytes.get(self.at..)?.windows(2).position(|pair| {
                pair[0] == b'{' && (pair[1] == b'{' || pair[1] == b'%' || pair[1] == b'#')
            })?;
            let kind = bytes[self.at + opening + 1];
            self.at += opening + 2;
            if bytes.get(self.at) == Some(&b'-') {
                self.at += 1;
            }
            match kind {
                b'#' => self.at += find(&bytes[self.at..], b"#}")? + 2,
                b'%' => match self.raw() {
                    Raw::No => return self.tag(true),
                    Raw::Skipped => {}
                    Raw::Open => return None,
                },
                _ => return self.tag(false),
            }
        }
    }

    fn raw(&mut self) -> Raw {
        let Some(mut offset) = skip_tag(&self.source[self.at..], "raw") else {
            return Raw::No;
        };
        let rest = &self.source[self.at..];
        while let Some(block) = find(&rest.as_bytes()[offset..], b"{%") {
            offset += block + 2;
            if let Some(end) = skip_tag(&rest[offset..], "endraw") {
                self.at += offset + end;
                return Raw::Skipped;
            }
        }
        Raw::Open
    }

    /// The tokens up to the end of the tag; `None` where Tera would report a fault.
    fn tag(&mut self, statement: bool) -> Option<Tag<'t>> {
        let bytes = self.source.as_bytes();
        let closing: &[u8] = if statement { b"%}" } else { b"}}" };
        let mut tokens = Vec::new();
        loop {
            while bytes.get(self.at)?.is_ascii_whitespace() {
                self.at += 1;
            }
            let start = self.at;
            let rest = &bytes[start..];
            let trims = rest[0] == b'-' && rest[1..].starts_with(closing);
            if trims || rest.starts_with(closing) {
                self.at += closing.len() + usize::from(trims);
                return Some(Tag {
                    statement,
                    tokens,
                    closing: start,
                    end: self.at,
                    trims,
                });
            }
            let token = match rest[0] {
                quote @ (b'"' | b'\'' | b'`') => {
                    let length = quoted(&rest[1..], quote)?;
                    self.at += length + 2;
                    Token::Quoted(&self.source[start + 1..start + 1 + length])
                }
                first if first.is_ascii_alphanumeric() || first == b'_' => {
                    let word = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
                    self.at += rest.iter().take_while(word).count();
                    Token::Word(&self.source[start..self.at])
                }
                sign if sign.is_ascii() => {
                    self.at += 1;
                    Token::Sign(sign)
                }
                _ => return None,
            };
            tokens.push((token, start..self.at));
        }
    }
}

enum Raw {
    No,
    Skipped,
    /// Never closed: Tera refuses the template.
    Open,
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}

/// The bytes of a quoted text up to its closing quote; a backslash takes the next byte along.
fn quoted(bytes: &[u8], quote: u8) -> Option<usize> {
    let mut escaped = false;
    bytes.iter().position(|byte| {
        let closes = !escaped && *byte == quote;
        escaped = !escaped && *byte == b'\\';
        closes
    })
}

/// `-? name -? %}` at the start of a text: how far it reaches.
fn skip_tag(text: &str, name: &str) -> Option<usize> {
    let space = |c: char| c.is_ascii_whitespace();
    let rest = text
        .strip_prefix('-')
        .unwrap_or(text)
        .trim_start_matches(space);
    let rest = rest.strip_prefix(name)?.trim_start_matches(space);
    let rest = rest.strip_prefix('-').unwrap_or(rest).strip_prefix("%}")?;
    Some(text.len() - rest.len())
}

#[derive(Default)]
struct Findings {
    refusals: Vec<Refusal>,
    messages: Vec<(String, Range<usize>)>,
    ways: Vec<Way>,
    components: Vec<String>,
    insertions: Vec<(usize, String)>,
    /// Loops and components that are open: where their bodies begin, and whether the tag trims.
    open: Vec<(usize, bool)>,
}

impl Findings {
    fn refuse(&mut self, at: Range<usize>, what: impl Into<String>, instead: &'static str) {
        self.refusals.push(Refusal {
            at,
            what: what.into(),
            instead,
        });
    }

    fn read(&mut self, source: &str, tag: &Tag<'_>) {
        if tag.statement {
            self.statement(source, tag);
        }
        for index in 0..tag.tokens.len() {
            self.token(tag, index);
        }
        if tag.is_component_call() {
            self.call_of_component(tag);
            let ends = tag
                .tokens
                .len()
                .checked_sub(2)
                .map(|at| (tag.token(at), tag.token(at + 1)));
            if ends != Some((Some(Token::Sign(b'/')), Some(Token::Sign(b'>')))) {
                self.refuse(
                    tag.tokens[0].1.clone(),
                    "a component whose result is used in an expression",
                    "Call it alone: {{ <name argument={value} /> }}.",
                );
            }
        }
    }

    /// `{{ <name …`; a name with dots is left to the engine.
    fn call_of_component(&mut self, tag: &Tag<'_>) {
        if let Some((Token::Word(name), at)) = tag.tokens.get(1)
            && tag.token(2) != Some(Token::Sign(b'.'))
        {
            self.way(Step::Calls, name, at);
        }
    }

    fn way(&mut self, step: Step, to: &str, at: &Range<usize>) {
        self.ways.push(Way {
            step,
            to: to.to_owned(),
            at: at.clone(),
        });
    }

    fn statement(&mut self, source: &str, tag: &Tag<'_>) {
        let Some((first, at)) = tag.tokens.first() else {
            return;
        };
        let word = match first {
            Token::Word(word) => *word,
            _ => "",
        };
        if !STATEMENTS.contains(&word) {
            self.refuse(
                at.clone(),
                match word {
                    "" => "a component with a body".to_owned(),
                    other => format!("the statement `{other}`"),
                },
                "Use if, for, set, include, block, extends or a component without a body.",
            );
            return;
        }
        if let ("include" | "extends", Some((Token::Quoted(name), at))) = (word, tag.tokens.get(1))
            && !name.contains('\\')
        {
            let step = if word == "include" {
                Step::Includes
            } else {
                Step::Extends
            };
            self.way(step, name, at);
        }
        if let ("component", Some(Token::Word(name))) = (word, tag.token(1))
            && tag.token(2) != Some(Token::Sign(b'.'))
        {
            self.components.push(name.to_owned());
        }
        match word {
            "set" if tag.token(2) != Some(Token::Sign(b'=')) => self.refuse(
                at.clone(),
                "`set` with a body",
                "Write {% set name = value %}; a piece of markup that is needed twice is a component.",
            ),
            "for" => self.loop_head(tag),
            "component" => self.open.push((tag.end, tag.trims)),
            "endfor" | "endcomponent" => self.pay(source, at.start),
            "include" => self.tick(tag.end, INCLUSION, tag.trims),
            _ => {}
        }
    }

    /// `for name in value`: the value must be a list, whatever it is.
    fn loop_head(&mut self, tag: &Tag<'_>) {
        match (tag.token(2), tag.tokens.get(2)) {
            (Some(Token::Word("in")), Some((_, at))) => {
                self.insertions.push((at.end, " (".to_owned()));
                self.insertions.push((tag.closing, format!(")|{LIST} ")));
            }
            _ => self.refuse(
                tag.tokens[0].1.clone(),
                "a loop over names and values",
                "Write {% for item in list %}: the names of a view have no order.",
            ),
        }
        self.open.push((tag.end, tag.trims));
    }

    /// An end without a beginning, or of the wrong kind, is a fault of the syntax that Tera reports.
    fn pay(&mut self, source: &str, end: usize) {
        if let Some((start, trims)) = self.open.pop() {
            self.tick(start, source[start..end].len(), trims);
        }
    }

    /// `-}}` where the tag had it, so that the white space behind is still taken away.
    fn tick(&mut self, at: usize, price: usize, trims: bool) {
        let dash = if trims { "-" } else { "" };
        self.insertions
            .push((at, format!("{{{{ {price}|{TICK} {dash}}}}}")));
    }

    fn token(&mut self, tag: &Tag<'_>, index: usize) {
        let (token, at) = &tag.tokens[index];
        let next = tag.token(index + 1);
        let touches_next = tag
            .tokens
            .get(index + 1)
            .is_some_and(|(_, next)| next.start == at.end);
        let previous = tag.before(index, 1);
        match token {
            Token::Sign(b'~') => self.refuse(
                at.clone(),
                "joining texts with `~`",
                "Write both one after the other, or hand them to a message as arguments.",
            ),
            Token::Sign(b'.') if touches_next && next == Some(Token::Sign(b'.')) => self.refuse(
                at.clone(),
                "spreading a value with `...`",
                "Name the arguments one by one.",
            ),
            Token::Sign(b'[') if !indexes(previous) => self.refuse(
                at.clone(),
                "a list written in a template",
                "Lists come from the view.",
            ),
            Token::Sign(b'{')
                if !(tag.is_component_call() && previous == Some(Token::Sign(b'='))) =>
            {
                self.refuse(
                    at.clone(),
                    "a map written in a template",
                    "Maps come from the view.",
                );
            }
            Token::Sign(b'<')
                if touches_next
                    && !(index == 0 && tag.is_component_call())
                    && matches!(next, Some(Token::Word(_) | Token::Sign(b'/'))) =>
            {
                self.refuse(
                    at.clone(),
                    "a component inside an expression",
                    "Call it alone; if less-than is meant, put a space behind it.",
                );
            }
            Token::Word("for") if index > 0 => self.refuse(
                at.clone(),
                "a loop inside an expression",
                "Write {% for item in list %} … {% endfor %}.",
            ),
            Token::Word(name) if name.starts_with("__tera") || *name == TICK || *name == LIST => {
                self.refuse(
                    at.clone(),
                    format!("the inner name `{name}`"),
                    "Use the names of the view.",
                );
            }
            Token::Word(name) if previous == Some(Token::Sign(b'|')) && !FILTERS.contains(name) => {
                self.refuse(
                    at.clone(),
                    format!("the filter `{name}`"),
                    "Filters are default, first, last, length, lower, nth, trim and upper; what is HTML already \
                     needs none.",
                );
            }
            Token::Word(name) if next == Some(Token::Sign(b'(')) => self.call(tag, index, name),
            _ => {}
        }
    }

    fn call(&mut self, tag: &Tag<'_>, index: usize, name: &str) {
        let is = Some(Token::Word("is"));
        let is_test = tag.before(index, 1) == is
            || (tag.before(index, 1) == Some(Token::Word("not")) && tag.before(index, 2) == is);
        let is_filter = tag.before(index, 1) == Some(Token::Sign(b'|'));
        let defines = tag.statement && tag.token(0) == Some(Token::Word("component"));
        if is_test || is_filter || KEYWORDS.contains(&name) || (defines && index <= 1) {
            return;
        }
        if !FUNCTIONS.contains(&name) {
            self.refuse(
                tag.tokens[index].1.clone(),
                format!("the function `{name}`"),
                "The only function is text(id=\"…\").",
            );
            return;
        }
        let id = (index + 2..tag.tokens.len()).find(|&at| tag.token(at) == Some(Token::Word("id")));
        if let Some(id) = id
            && tag.token(id + 1) == Some(Token::Sign(b'='))
            && let Some((Token::Quoted(message), at)) = tag.tokens.get(id + 2)
        {
            self.messages.push(((*message).to_owned(), at.clone()));
        }
    }
}

/// Whether a bracket behind this token picks something out of it.
fn indexes(previous: Option<Token<'_>>) -> bool {
    match previous {
        Some(Token::Word(word)) => !KEYWORDS.contains(&word),
        Some(Token::Sign(sign)) => sign == b')' || sign == b']' || sign == b'?',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(source: &str) -> Vec<String> {
        prepare(source)
            .1
            .into_iter()
            .map(|refusal| refusal.what)
            .collect()
    }

    #[test]
    fn what_templates_need_is_let_through() {
        for source in [
            "{% extends \"base.html\" %}{% block main %}{% include \"components/x.html\" %}{% endblock %}",
            "{% if a < b and not (c or d) %}{{ a[0].b }}{% elif a is not containing(\"x\") %}{% endif %}",
            "{%- for x in list -%}{{ loop.index }}{{ x | length }}{%- endfor -%}",
            "{% component card(title, level = 2) %}{{ title }}{% endcomponent card %}{{ <card title={x.y} /> }}",
            "{{ text(id=\"a-b\", count=xs | length) }}{# {% filter x %} #}",
            "{% raw %}{% filter x %}{% endraw %}",
            "{% set x = a if b else c %}",
        ] {
            assert_eq!(refused(source), [""; 0], "{source}");
        }
    }

    #[test]
    fn every_door_is_shut() {
        for source in [
            "{{ x ~ x }}",
            "{{ [x, x] }}",
            "{% for x in [1, 2] %}{% endfor %}",
            "{% set m = {\"a\": x} %}",
            "{{ <a x={{\"b\": 1}} /> }}",
            "{% set x %}a{% endset %}",
            "{% set_global x = 1 %}",
            "{% filter upper %}a{% endfilter %}",
            "{{ x | safe }}",
            "{{ x | replace(from=\"a\", to=x) }}",
            "{{ range(end=9) }}",
            "{{ not range(end=9) }}",
            "{{ super() }}",
            "{{ throw(message=\"x\") }}",
            "{% <card> %}a{% </card> %}",
            "{% set x = <card /> %}",
            "{{ <card /> | length }}",
            "{{ <a b={<c/>} /> }}",
            "{{ [y for y in x] }}",
            "{{ x[y for y in x] }}",
            "{% for k, v in x %}{% endfor %}",
            "{{ <card {...x} /> }}",
            "{{ __tera_context }}",
            "{{ 0 | klartext_tick }}",
            "{#-#}{{ x | safe }}",
            "{% raw %}{% endraw %}{{ x | safe }}",
            "{{ '\\'' | safe }}",
            "{{- x | safe -}}",
        ] {
            assert!(!refused(source).is_empty(), "{source}");
        }
    }

    #[test]
    fn a_loop_pays_and_places_are_found_again() {
        let source = "{% for x in y -%} a{{ x.nope }} {% endfor %}";
        let (ready, _) = prepare(source);
        assert_eq!(
            ready.text,
            "{% for x in ( y )|klartext_list -%}{{ 18|klartext_tick -}} a{{ x.nope }} {% endfor %}"
        );
        let here = ready.text.find("x.nope").unwrap_or(0);
        assert_eq!(Some(ready.original(here)), source.find("x.nope"));
        for byte in 0..=ready.text.len() {
            assert!(ready.original(byte) <= source.len());
        }
    }
}
