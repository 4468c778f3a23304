//! A Fluent file read for what it says: which messages there are, which variables each takes, what is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use fluent_bundle::FluentResource;
use fluent_syntax::ast;

/// Deeper braces than any sentence needs. Fluent's parser recurses, so a hostile theme could otherwise
/// exhaust the stack.
const MAX_DEPTH: usize = 32;

const MAX_DIGITS: usize = 12;

/// The words by which a selection names plural forms.
const PLURAL_FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A name and the bytes where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub name: String,
    pub range: Range<usize>,
}

#[derive(Debug)]
pub(super) struct Message {
    pub id: Mention,
    /// In the order in which they are written; a variable may stand here several times.
    pub variables: Vec<Mention>,
    /// Messages, and terms with their `-`, that it includes.
    pub includes: Vec<Mention>,
    /// Names of plural forms that it selects by.
    pub plural_forms: Vec<Mention>,
}

pub(super) struct Catalogue {
    pub resource: FluentResource,
    /// By id; terms have their `-`.
    pub messages: BTreeMap<String, Message>,
    /// What is wrong with the file by itself, from top to bottom.
    pub faults: Vec<(Range<usize>, String)>,
}

impl Catalogue {
    pub fn read(text: &str) -> Catalogue {
        let mut faults = Vec::new();
        let text = match too_deep(text) {
            Some(at) => {
                faults.push((at..at + 1, format!("braces nest deeper than {MAX_DEPTH}")));
                ""
            }
            None => text,
        };
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(rest, errors)| {
            for error in errors {
                faults.push((
                    within(text, error.pos),
                    lower_first(&error.kind.to_string()),
                ));
            }
            rest
        });
        let mut messages = BTreeMap::new();
        for entry in resource.entries() {
            let Some(message) = read_entry(resource.source(), entry, &mut faults) else {
                continue;
            };
            let Mention { name, range } = message.id.clone();
            if messages.insert(name.clone(), message).is_some() {
                faults.push((range, format!("`{name}` stands twice in this file")));
            }
        }
        faults.sort_by_key(|(range, _)| range.start);
        Catalogue {
            resource,
            messages,
            faults,
        }
    }

    /// The variables that a message may use: its own and those of the messages that it includes. Terms take
    /// theirs from the message that includes them, never from outside.
    pub fn variables<'c>(&'c self, id: &'c str) -> BTreeSet<&'c str> {
        let mut variables = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let Some(message) = self.messages.get(id).filter(|_| seen.insert(id)) else {
                continue;
            };
            variables.extend(
                message
                    .variables
                    .iter()
                    .map(|mention| mention.name.as_str()),
            );
            let included = message.includes.iter().map(|mention| mention.name.as_str());
            open.extend(included.filter(|name| !name.starts_with('-')));
        }
        variables
    }
}

/// What one message or term mentions; `None` for comments, and for junk, which the parser has reported.
fn read_entry(
    source: &str,
    entry: &ast::Entry<&str>,
    faults: &mut Vec<(Range<usize>, String)>,
) -> Option<Message> {
    let (id, sigil, value, attributes) = match entry {
        ast::Entry::Message(message) => {
            (&message.id, "", message.value.as_ref(), &message.attributes)
        }
        ast::Entry::Term(term) => (&term.id, "-", Some(&term.value), &term.attributes),
        _ => return None,
    };
    let id = Mention {
        name: format!("{sigil}{}", id.name),
        range: place(source, id.name),
    };
    let mut reader = Reader {
        source,
        faults,
        message: Message {
            id: id.clone(),
            variables: Vec::new(),
            includes: Vec::new(),
            plural_forms: Vec::new(),
        },
    };
    match value {
        Some(pattern) => reader.pattern(pattern),
        None => reader.fault(id.range, format!("`{}` has no text", id.name)),
    }
    for attribute in attributes {
        let at = place(source, attribute.id.name);
        reader.fault(
            at,
            format!("`{}` has an attribute, which nothing shows", id.name),
        );
    }
    Some(reader.message)
}

struct Reader<'r> {
    source: &'r str,
    faults: &'r mut Vec<(Range<usize>, String)>,
    message: Message,
}

impl Reader<'_> {
    fn fault(&mut self, range: Range<usize>, message: impl Into<String>) {
        self.faults.push((range, message.into()));
    }

    fn mention(&self, sigil: &str, name: &str) -> Mention {
        Mention {
            name: format!("{sigil}{name}"),
            range: place(self.source, name),
        }
    }

    fn pattern(&mut self, pattern: &ast::Pattern<&str>) {
        for element in &pattern.elements {
            if let ast::PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &ast::Expression<&str>) {
        match expression {
            ast::Expression::Inline(inline) => self.inline(inline),
            ast::Expression::Select { selector, variants } => {
                self.selector(selector);
                self.plural_forms(variants);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    /// Only variables: a choice by a constant is no choice.
    fn selector(&mut self, selector: &ast::InlineExpression<&str>) {
        match selector {
            ast::InlineExpression::VariableReference { .. } => self.inline(selector),
            ast::InlineExpression::StringLiteral { value }
            | ast::InlineExpression::NumberLiteral { value } => {
                let at = place(self.source, value);
                self.fault(at, "a selection needs a variable");
            }
            other => self.inline(other),
        }
    }

    fn plural_forms(&mut self, variants: &[ast::Variant<&str>]) {
        let names: Vec<&str> = variants
            .iter()
            .filter_map(|variant| match variant.key {
                ast::VariantKey::Identifier { name } => Some(name),
                ast::VariantKey::NumberLiteral { .. } => None,
            })
            .collect();
        if names.iter().all(|name| PLURAL_FORMS.contains(name)) {
            let forms = names.into_iter().map(|name| self.mention("", name));
            self.message.plural_forms.extend(forms.collect::<Vec<_>>());
        }
    }

    fn inline(&mut self, inline: &ast::InlineExpression<&str>) {
        match inline {
            ast::InlineExpression::VariableReference { id } => {
                let mention = self.mention("", id.name);
                self.message.variables.push(mention);
            }
            ast::InlineExpression::MessageReference { id, attribute } => {
                let mention = self.mention("", id.name);
                self.include(mention, attribute.as_ref());
            }
            ast::InlineExpression::TermReference {
                id,
                attribute,
                arguments,
            } => {
                let mention = self.mention("-", id.name);
                self.include(mention, attribute.as_ref());
                if let Some(given) = arguments {
                    let named = given.named.iter().map(|argument| &argument.value);
                    for argument in given.positional.iter().chain(named) {
                        self.inline(argument);
                    }
                }
            }
            ast::InlineExpression::FunctionReference { id, .. } => {
                let at = place(self.source, id.name);
                self.fault(at, format!("there is no function `{}`", id.name));
            }
            ast::InlineExpression::Placeable { expression } => self.expression(expression),
            // The plural form of a number with twenty decimals overflows in Fluent.
            ast::InlineExpression::NumberLiteral { value } if value.len() > MAX_DIGITS => {
                let at = place(self.source, value);
                self.fault(at, format!("the number is longer than {MAX_DIGITS} digits"));
            }
            ast::InlineExpression::StringLiteral { .. }
            | ast::InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn include(&mut self, mention: Mention, attribute: Option<&ast::Identifier<&str>>) {
        if let Some(attribute) = attribute {
            let at = place(self.source, attribute.name);
            self.fault(at, "attributes of messages are not used");
        }
        self.message.includes.push(mention);
    }
}

/// The bytes that a slice of `source` covers; the slice's address tells, since the parser copies nothing.
fn place(source: &str, slice: &str) -> Range<usize> {
    let start = slice.as_ptr().addr().saturating_sub(source.as_ptr().addr());
    within(source, start..start + slice.len())
}

fn within(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = |at: usize| {
        let at = at.min(text.len());
        (0..=at)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0)
    };
    inside(range.start)..inside(range.end.max(range.start))
}

/// Where braces nest deeper than [`MAX_DEPTH`]. Comments do not count, nor what is quoted inside braces.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut start) = (0usize, 0);
    for line in text.split_inclusive('\n') {
        let mut quoted = false;
        let code = if line.starts_with('#') { "" } else { line };
        for (at, byte) in code.bytes().enumerate() {
            match byte {
                b'"' if depth > 0 => quoted = !quoted,
                b'{' if !quoted => depth += 1,
                b'}' if !quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > MAX_DEPTH {
                return Some(start + at);
            }
        }
        start += line.len();
    }
    None
}

/// The parser's messages start with a capital, ours do not.
fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_messages_variables_and_places() {
        let text = "# { comment\na = { $n ->\n    [one] { $n } { b }\n   *[other] { -t(x: 1) } { $y }\n  }\nb = ü { $z }\n-t = T\n";
        let catalogue = Catalogue::read(text);
        assert_eq!(catalogue.faults, []);
        assert_eq!(Vec::from_iter(catalogue.messages.keys()), ["-t", "a", "b"]);
        assert_eq!(Vec::from_iter(catalogue.variables("a")), ["n", "y", "z"]);
        let b = &catalogue.messages["b"];
        assert_eq!(&text[b.variables[0].range.clone()], "z");
        assert_eq!(&text[b.id.range.clone()], "b");
        assert_eq!(catalogue.messages["a"].plural_forms.len(), 2);
    }

    #[test]
    fn hostile_files_are_faults() {
        let deep = format!("a = {}", "{\n".repeat(100_000));
        for text in [
            deep.as_str(),
            "a = { 1 ->\n   *[one] x\n }\n",
            "a = { -t(n: 1.00000000000000000000) }\n",
            "a =\n    .b = c\n",
            "a = { NUMBER($n) }\n",
            "a = b\na = c\n",
            "a = { $n\n",
            "ü\n",
        ] {
            assert!(!Catalogue::read(text).faults.is_empty(), "{text:.20}");
        }
    }
}
