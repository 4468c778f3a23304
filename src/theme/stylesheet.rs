//! A theme's stylesheet: what of it is sent to readers, and its design tokens in light, in dark and on paper.
//!
//! Pages get their colours from the stylesheet itself. What leaves the site without one, such as a chart that is
//! downloaded, has to be given the same ones, so the stylesheet is read instead of saying every colour twice.

use std::collections::BTreeMap;
use std::ops::Range;

/// Where a token's value holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// Everywhere, as far as nothing below says otherwise.
    Light,
    /// Where the device or the reader wants it dark.
    Dark,
    /// On paper.
    Print,
}

/// A token and its value, with their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    pub scheme: Scheme,
    /// Without the dashes before it.
    pub name: String,
    pub name_at: Range<usize>,
    pub value: String,
    pub value_at: Range<usize>,
}

/// `prelude { body }`, or a statement without a body.
pub(super) struct Rule {
    pub prelude: Range<usize>,
    pub body: Option<Range<usize>>,
}

/// The tokens of a stylesheet in light colours: names without the dashes before them, and values as they are written;
/// of two with one name the later one.
///
/// ```
/// use klartext::theme::stylesheet::tokens;
/// let css = ":root { --ink: #16191F; --t2: var(--c2); } @media print { :root { --ink: #000 } }";
/// assert_eq!(tokens(css).get("ink").map(String::as_str), Some("#16191F"));
/// ```
pub fn tokens(stylesheet: &str) -> BTreeMap<String, String> {
    declarations(stylesheet)
        .into_iter()
        .filter(|declaration| declaration.scheme == Scheme::Light)
        .map(|declaration| (declaration.name, declaration.value))
        .collect()
}

/// Every token that a stylesheet declares for the page as a whole, from top to bottom.
pub(super) fn declarations(stylesheet: &str) -> Vec<Declaration> {
    let css = blanked(stylesheet);
    root_bodies(&css)
        .into_iter()
        .flat_map(|(scheme, body)| {
            let css = &css;
            parts(css, body, b';')
                .into_iter()
                .filter_map(move |part| declaration(css, scheme, part))
        })
        .collect()
}

/// The insides of the rules for the page as a whole, each with what it speaks of. `css` is blanked.
pub(super) fn root_bodies(css: &str) -> Vec<(Scheme, Range<usize>)> {
    let mut found = Vec::new();
    for rule in rules(css, 0..css.len()).0 {
        let Some(body) = rule.body else { continue };
        match scheme(&css[rule.prelude]) {
            Some(Selected::Root(scheme)) => found.push((scheme, body)),
            Some(Selected::Media(scheme)) => {
                let inner = rules(css, body).0.into_iter();
                found.extend(inner.filter_map(|rule| {
                    let whole = is_root(&css[rule.prelude]);
                    rule.body.filter(|_| whole).map(|body| (scheme, body))
                }));
            }
            None => {}
        }
    }
    found
}

/// What a selector or an at-rule of the outermost level speaks of.
pub(super) enum Selected {
    Root(Scheme),
    /// An at-rule; what is meant stands in the rules inside.
    Media(Scheme),
}

pub(super) fn scheme(prelude: &str) -> Option<Selected> {
    let prelude: String = prelude.split_whitespace().collect::<Vec<_>>().join(" ");
    match prelude.replace('\'', "\"").as_str() {
        ":root" => Some(Selected::Root(Scheme::Light)),
        ":root[data-theme=\"dark\"]" | ":root[data-theme=dark]" => {
            Some(Selected::Root(Scheme::Dark))
        }
        "@media (prefers-color-scheme: dark)" | "@media (prefers-color-scheme:dark)" => {
            Some(Selected::Media(Scheme::Dark))
        }
        "@media print" => Some(Selected::Media(Scheme::Print)),
        _ => None,
    }
}

/// Whether a selector within `@media` means the page as a whole, whatever the reader chose.
pub(super) fn is_root(prelude: &str) -> bool {
    let mut selectors = prelude.split(',').map(str::trim);
    selectors.any(|selector| {
        selector == ":root" || selector.replace('\'', "\"") == ":root:not([data-theme=\"light\"])"
    })
}

/// `--name: value`; `None` of anything else.
fn declaration(css: &str, scheme: Scheme, part: Range<usize>) -> Option<Declaration> {
    let colon = part.start + css[part.clone()].find(':')?;
    let name_at = trimmed(css, part.start..colon);
    let value_at = trimmed(css, colon + 1..part.end);
    Some(Declaration {
        scheme,
        name: css[name_at.clone()].strip_prefix("--")?.to_owned(),
        name_at,
        value: css[value_at.clone()].to_owned(),
        value_at,
    })
}

/// Without the white space at both ends.
pub(super) fn trimmed(css: &str, at: Range<usize>) -> Range<usize> {
    let text = &css[at.clone()];
    let start = at.start + (text.len() - text.trim_start().len());
    start..(start + text.trim().len())
}

/// What a value refers to by `var(--name)`, in order.
pub(super) fn references(css: &str) -> impl Iterator<Item = &str> {
    css.split("var(--").skip(1).map(|rest| {
        let name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let end = rest.find(|c: char| !name(c)).unwrap_or(rest.len());
        &rest[..end]
    })
}

/// The name in a value that is `var(--name)` and nothing else.
pub(super) fn reference(value: &str) -> Option<&str> {
    let name = value.strip_prefix("var(--")?.strip_suffix(')')?.trim();
    (!name.contains([',', '(', ')'])).then_some(name)
}

/// The value of a token, through any number of `var(--other)`.
pub fn resolve<'t>(tokens: &'t BTreeMap<String, String>, name: &str) -> Option<&'t str> {
    let mut value = tokens.get(name)?;
    // A chain longer than the list goes in a circle.
    for _ in 0..=tokens.len() {
        let Some(other) = reference(value) else {
            return Some(value);
        };
        value = tokens.get(other)?;
    }
    None
}

/// A stylesheet as readers get it: without the words for those who work on it, and without indentation. Comments
/// that begin with `/*!`, such as licences, stay.
///
/// ```
/// use klartext::theme::stylesheet::sent;
/// let css = "/*! MIT */\n/* why */\na {\n  color: red;  /* because */\n}\n";
/// assert_eq!(sent(css), "/*! MIT */\na {\ncolor: red;\n}\n");
/// assert_eq!(sent("a::before { content: \"/* text */\" }"), "a::before { content: \"/* text */\" }\n");
/// ```
pub fn sent(stylesheet: &str) -> String {
    let mut without = String::with_capacity(stylesheet.len());
    let mut from = 0;
    for comment in comments(stylesheet) {
        if !stylesheet[comment.clone()].starts_with("/*!") {
            without.push_str(&stylesheet[from..comment.start]);
            without.push(' ');
            from = comment.end;
        }
    }
    without.push_str(&stylesheet[from..]);
    let mut out = String::with_capacity(without.len());
    for line in without.lines().map(str::trim) {
        if !line.is_empty() {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// The same bytes with nothing in the comments, so that every place is where it was.
pub(super) fn blanked(stylesheet: &str) -> String {
    let mut out = String::with_capacity(stylesheet.len());
    let mut from = 0;
    for comment in comments(stylesheet) {
        out.push_str(&stylesheet[from..comment.start]);
        let bytes = stylesheet[comment.clone()].bytes();
        out.extend(bytes.map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        from = comment.end;
    }
    out.push_str(&stylesheet[from..]);
    out
}

/// Where comments stand; one that is never closed reaches to the end. What looks like one within quotes is none.
fn comments(css: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut signs = Signs::default();
    for (at, byte) in css.bytes().enumerate() {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        if signs.outside() && css.as_bytes()[at..].starts_with(b"/*") {
            let end = css[at + 2..]
                .find("*/")
                .map_or(css.len(), |length| at + length + 4);
            found.push(at..end);
        } else {
            signs.read(byte);
        }
    }
    found
}

/// Whether a byte of a stylesheet stands within quotes, and in how many brackets.
#[derive(Default)]
pub(super) struct Signs {
    quote: Option<u8>,
    escaped: bool,
    /// What closes the brackets that are open.
    pub open: Vec<u8>,
    /// How many of them are braces.
    braces: usize,
    /// A bracket was closed that was not open, or a quote not before its line ended.
    pub broken: bool,
}

impl Signs {
    pub fn outside(&self) -> bool {
        self.quote.is_none() && !self.escaped
    }

    /// Whether all that was opened is closed.
    pub fn sound(&self) -> bool {
        self.quote.is_none() && !self.escaped && self.open.is_empty() && !self.broken
    }

    pub fn read(&mut self, byte: u8) {
        if self.escaped {
            self.escaped = false;
            return;
        }
        match (self.quote, byte) {
            (_, b'\\') => self.escaped = true,
            (Some(open), byte) if byte == open => self.quote = None,
            // A quote ends with its line at the latest.
            (Some(_), b'\n') => {
                self.quote = None;
                self.broken = true;
            }
            (Some(_), _) => {}
            (None, b'"' | b'\'') => self.quote = Some(byte),
            (None, b'(') => self.open.push(b')'),
            (None, b'[') => self.open.push(b']'),
            (None, b'{') => {
                self.open.push(b'}');
                self.braces += 1;
            }
            (None, b')' | b']' | b'}') => match self.open.last() {
                Some(last) if *last == byte => {
                    self.open.pop();
                    self.braces -= usize::from(byte == b'}');
                }
                _ => self.broken = true,
            },
            (None, _) => {}
        }
    }
}

/// The rules of a stretch of a blanked stylesheet, and where one begins that is never closed.
pub(super) fn rules(css: &str, within: Range<usize>) -> (Vec<Rule>, Option<Range<usize>>) {
    let mut found = Vec::new();
    let mut signs = Signs::default();
    let mut from = within.start;
    let mut opened = None;
    for (at, byte) in css.bytes().enumerate().take(within.end).skip(within.start) {
        let depth = signs.braces;
        let outside = signs.outside();
        signs.read(byte);
        match (byte, depth, outside) {
            (b'{', 0, true) => opened = Some(at),
            (b'}', 1, true) => {
                // Whatever else was left open within ends with the block.
                signs = Signs::default();
                if let Some(opened) = opened.take() {
                    found.push(Rule {
                        prelude: trimmed(css, from..opened),
                        body: Some(opened + 1..at),
                    });
                }
                from = at + 1;
            }
            (b';', 0, true) if signs.open.is_empty() => {
                found.push(Rule {
                    prelude: trimmed(css, from..at),
                    body: None,
                });
                from = at + 1;
            }
            // A closing brace too many belongs to nothing.
            (b'}', 0, true) => {
                found.push(Rule {
                    prelude: trimmed(css, from..at + 1),
                    body: None,
                });
                signs = Signs::default();
                from = at + 1;
            }
            _ => {}
        }
    }
    let rest = trimmed(css, from..within.end);
    (found, (!rest.is_empty()).then_some(rest))
}

/// What stands between the separators of a stretch, those in quotes and brackets aside; nothing that is blank.
pub(super) fn parts(css: &str, within: Range<usize>, separator: u8) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut signs = Signs::default();
    let mut from = within.start;
    for (at, byte) in css.bytes().enumerate().take(within.end).skip(within.start) {
        if byte == separator && signs.outside() && signs.open.is_empty() {
            found.push(from..at);
            from = at + 1;
        }
        signs.read(byte);
    }
    found.push(from..within.end);
    let trimmed = found.into_iter().map(|part| trimmed(css, part));
    trimmed.filter(|part| !part.is_empty()).collect()
}
