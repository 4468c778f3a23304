//! YAML to a tree of nodes that know where they were written. The only file that knows serde-saphyr.
//!
//! The parser is asked for a generic tree, not for klartext's own structs, because a typed
//! deserialiser stops at the first surprise, and a publisher wants all of them in one run. A plain
//! scalar keeps its source text: `6.0` must not become a float, nor `017` a number, before a rule has
//! looked at it.
//!
//! **Must not enter:** what the nodes mean (`dataset`, `settings` and their neighbours read them).

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Error, Location};

use crate::diagnostic::{Diagnostic, FileId, Span, Spanned};

use super::checks::{NUMBER_FORM, YAML_FEATURE, YAML_SYNTAX};
use super::slip::slip;

/// Deeper nesting is refused (SPEC section 11), in the words of [`Feature::DEPTH`].
const MAX_DEPTH: usize = 32;

#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub at: Span,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `key:`, `~` or `null`.
    Blank,
    Scalar {
        text: String,
        /// Written without quotes.
        plain: bool,
    },
    Sequence(Vec<Node>),
    /// In the order of the file, duplicates included.
    Mapping(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// The value of a key, for whoever needs its place.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let Kind::Mapping(entries) = &self.kind else {
            return None;
        };
        let entry = entries.iter().find(|(name, _)| name.value == key);
        entry.map(|(_, node)| node)
    }
}

impl Kind {
    /// For "expected …, found …".
    pub fn describe(&self) -> &'static str {
        match self {
            Kind::Blank => "nothing",
            Kind::Scalar { plain: false, .. } => "a quoted text",
            Kind::Scalar { plain: true, .. } => "a single text or number",
            Kind::Sequence(_) => "a list",
            Kind::Mapping(_) => "a mapping",
        }
    }
}

/// Reads the YAML that lies in `range` of a file's text (all of it, or a front matter).
pub fn parse(file: FileId, text: &str, range: Range<usize>) -> Result<Node, Box<Diagnostic>> {
    let yaml = &text[range.clone()];
    let options = serde_saphyr::options! {
        strict_booleans: true,
        with_snippet: false,
        no_schema: false,
        duplicate_keys: serde_saphyr::options::DuplicateKeyPolicy::PassThrough,
        budget: serde_saphyr::budget! {
            max_depth: MAX_DEPTH,
            max_anchors: 0,
            max_aliases: 0,
            max_merge_keys: 0,
            max_documents: 1,
        },
    };
    let place = Places {
        file,
        yaml,
        start: range.start,
    };
    match serde_saphyr::from_str_with_options::<serde_saphyr::Spanned<Raw>>(yaml, options) {
        Ok(raw) => place.node(raw),
        Err(error) => Err(Box::new(place.refusal(&error))),
    }
}

/// The tree as the parser delivers it; scalars of other types than text are re-read from the source.
enum Raw {
    Blank,
    Text(String),
    Plain,
    Sequence(Vec<serde_saphyr::Spanned<Raw>>),
    Mapping(Vec<(serde_saphyr::Spanned<Raw>, serde_saphyr::Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Blank)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Blank)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element()? {
            all.push(item);
        }
        Ok(Raw::Sequence(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut all = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            all.push(entry);
        }
        Ok(Raw::Mapping(all))
    }
}

struct Places<'t> {
    file: FileId,
    yaml: &'t str,
    start: usize,
}

impl Places<'_> {
    fn range(&self, location: &Location) -> Range<usize> {
        let span = location.span();
        let whole = |number: Option<u64>| number.and_then(|n| usize::try_from(n).ok());
        let start = match whole(span.byte_offset()) {
            Some(offset) if offset > 0 || location.line() <= 1 && location.column() <= 1 => offset,
            _ => self.offset_of(location),
        };
        let length = whole(span.byte_len()).unwrap_or(0);
        self.clamp(start)..self.clamp(start.saturating_add(length))
    }

    /// Errors of syntax carry a line and a column only.
    fn offset_of(&self, location: &Location) -> usize {
        let line = usize::try_from(location.line())
            .unwrap_or(1)
            .saturating_sub(1);
        let column = usize::try_from(location.column())
            .unwrap_or(1)
            .saturating_sub(1);
        let start: usize = self
            .yaml
            .split_inclusive('\n')
            .take(line)
            .map(str::len)
            .sum();
        let rest = self.yaml[start..].split('\n').next().unwrap_or_default();
        start + rest.chars().take(column).map(char::len_utf8).sum::<usize>()
    }

    fn clamp(&self, at: usize) -> usize {
        let mut at = at.min(self.yaml.len());
        while !self.yaml.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, self.start + range.start..self.start + range.end)
    }

    fn node(&self, raw: serde_saphyr::Spanned<Raw>) -> Result<Node, Box<Diagnostic>> {
        let range = self.range(&raw.referenced);
        self.refuse_tag(&range)?;
        let source = &self.yaml[range.clone()];
        let scalar = |text: String| Kind::Scalar {
            text,
            plain: !source.starts_with(['"', '\'', '|', '>']),
        };
        let mut at = self.span(&range);
        let kind = match raw.value {
            Raw::Blank => {
                // The parser places a missing value at the start of whatever comes next.
                if source != "~" && !source.eq_ignore_ascii_case("null") {
                    at.end = at.start;
                }
                Kind::Blank
            }
            Raw::Plain => scalar(source.to_owned()),
            Raw::Text(text) => scalar(text),
            Raw::Sequence(items) => {
                let items = items
                    .into_iter()
                    .map(|item| self.node(item))
                    .collect::<Result<Vec<_>, _>>()?;
                at.end = at.end.max(items.last().map_or(at.end, |item| item.at.end));
                Kind::Sequence(items)
            }
            Raw::Mapping(entries) => {
                let mut all: Vec<(Spanned<String>, Node)> = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    let key = self.key(key)?;
                    let value = self.node(value)?;
                    at.end = at.end.max(value.at.end);
                    match all.last_mut() {
                        Some((_, number)) if self.goes_on(number, &key, &value) => {
                            number.at.end = key.at.end;
                            number.kind = Kind::Scalar {
                                text: self.yaml[self.within(number.at)].to_owned(),
                                plain: true,
                            };
                        }
                        _ => all.push((key, value)),
                    }
                }
                Kind::Mapping(all)
            }
        };
        Ok(Node { at, kind })
    }

    /// `{total: 1,000}` is one number for a person, and for YAML the number 1 and a key `000` without a value.
    fn goes_on(&self, number: &Node, key: &Spanned<String>, value: &Node) -> bool {
        let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let numeric = matches!(&number.kind, Kind::Scalar { text, plain: true } if digits(text));
        numeric
            && value.kind == Kind::Blank
            && value.at.start == value.at.end
            && number.at.end + 1 == key.at.start
            && self.yaml[self.within(number.at).end..].starts_with(',')
            && digits(&key.value)
    }

    /// The range of a span within the text that is parsed.
    fn within(&self, at: Span) -> Range<usize> {
        at.range().start - self.start..at.range().end - self.start
    }

    fn key(&self, raw: serde_saphyr::Spanned<Raw>) -> Result<Spanned<String>, Box<Diagnostic>> {
        let node = self.node(raw)?;
        match node.kind {
            Kind::Scalar { text, .. } => Ok(Spanned {
                value: text,
                at: node.at,
            }),
            kind => Err(Box::new(
                Diagnostic::new(
                    &YAML_FEATURE,
                    node.at,
                    format!("a key must be a word, this is {}", kind.describe()),
                )
                .label("not a word")
                .mend("write one word before the colon"),
            )),
        }
    }

    /// Tags never reach the visitor, so they are looked for in the source before the value.
    fn refuse_tag(&self, range: &Range<usize>) -> Result<(), Box<Diagnostic>> {
        let before = self.yaml[..range.start].trim_end();
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        let word = before
            .rfind([' ', '\t', '\n', '[', '{', ','])
            .map_or(0, |at| at + 1);
        let tag = if self.yaml[range.clone()].starts_with('!') {
            Some(range.clone())
        } else {
            let tagged = before[word..].starts_with('!') && !before[line..].contains('#');
            tagged.then_some(word..before.len())
        };
        tag.map_or(Ok(()), |tag| {
            Err(Box::new(
                Diagnostic::new(&YAML_FEATURE, self.span(&tag), "tags are not allowed")
                    .label("a tag, or a text that needs quotes")
                    .mend("remove it; put a text that begins with `!` in quotes"),
            ))
        })
    }

    fn refusal(&self, error: &Error) -> Diagnostic {
        let range = error
            .location()
            .map_or(0..0, |location| self.range(&location));
        let at = self.span(&range);
        let text = error.to_string();
        let text = plain(text.lines().next().unwrap_or_default());
        if text.starts_with("non-finite float") {
            let written = &self.yaml[range];
            return Diagnostic::new(&NUMBER_FORM, at, format!("`{written}` is no count"))
                .label("not a number that one can count to")
                .expected("a whole number in digits, or a gap such as not_published");
        }
        let feature = match error {
            Error::Budget { breach, .. } => Some(Feature::of(breach)),
            Error::MultipleDocuments { .. } => Some(Feature::SECOND_DOCUMENT),
            Error::MergeKeyNotAllowed { .. } => Some(Feature::MERGE_KEY),
            Error::UnknownAnchor { .. } => Some(Feature::ALIAS),
            _ => None,
        };
        if feature.is_none()
            && let Some(slip) = slip(self.yaml, range.start, text)
        {
            let message = format!("this is not valid YAML: {}", slip.message);
            return Diagnostic::new(&YAML_SYNTAX, self.span(&slip.range), message)
                .label(slip.label)
                .mend(slip.mend);
        }
        match feature {
            Some(Feature {
                message,
                label,
                mend,
            }) => Diagnostic::new(&YAML_FEATURE, at, message)
                .label(label)
                .mend(mend),
            None => Diagnostic::new(
                &YAML_SYNTAX,
                at,
                format!("this is not valid YAML: {}", in_words(text)),
            )
            .label("reading ended here"),
        }
    }
}

/// A part of YAML that klartext refuses, in words.
struct Feature {
    message: &'static str,
    label: &'static str,
    mend: &'static str,
}

impl Feature {
    const SECOND_DOCUMENT: Feature = Feature {
        message: "a second document (`---`) is not allowed",
        label: "a second document begins here",
        mend: "remove the line, or move what follows it into a file of its own",
    };
    const MERGE_KEY: Feature = Feature {
        message: "merge keys (`<<`) are not allowed",
        label: "a merge key",
        mend: "write the keys and values out where they belong",
    };
    const ALIAS: Feature = Feature {
        message: "aliases (`*name`) are not allowed",
        label: "an alias, or a text that needs quotes",
        mend: "write the value out where it belongs; put a text that begins with `*` in quotes",
    };
    const ANCHOR: Feature = Feature {
        message: "anchors (`&name`) are not allowed",
        label: "an anchor, or a text that needs quotes",
        mend: "write the value out where it belongs; put a text that begins with `&` in quotes",
    };
    const DEPTH: Feature = Feature {
        message: "more than 32 levels of nesting",
        label: "too deep",
        mend: "nothing that klartext reads is nested so deeply: look for a bracket too many",
    };
    const SIZE: Feature = Feature {
        message: "the file is too large or too complex",
        label: "the limit is reached here",
        mend: "split the file, or shorten it",
    };

    fn of(breach: &serde_saphyr::budget::BudgetBreach) -> Self {
        use serde_saphyr::budget::BudgetBreach::{Aliases, Anchors, Depth, Documents, MergeKeys};
        match breach {
            Documents { .. } => Self::SECOND_DOCUMENT,
            Aliases { .. } => Self::ALIAS,
            Anchors { .. } => Self::ANCHOR,
            MergeKeys { .. } => Self::MERGE_KEY,
            Depth { .. } => Self::DEPTH,
            _ => Self::SIZE,
        }
    }
}

/// What the parser says of the commonest slips without its own terms, and all else as it is.
fn in_words(text: &str) -> &str {
    const WORDS: [(&str, &str); 6] = [
        (
            "while parsing a flow mapping",
            "a `{` that is not closed, or a comma missing between two keys",
        ),
        (
            "while parsing a flow sequence",
            "a `[` that is not closed, or a comma missing between two items",
        ),
        (
            "mapping values are not allowed",
            "a second colon in one line; a text with `: ` in it needs quotes",
        ),
        (
            "simple key expected ':'",
            "a key without a colon and a space behind it",
        ),
        (
            "while parsing a block mapping",
            "a line that is not indented like those it belongs to",
        ),
        (
            "tabs disallowed",
            "a tab where the line has to be indented with spaces",
        ),
    ];
    WORDS
        .iter()
        .find(|(parser, _)| text.starts_with(parser))
        .map_or(text, |(_, words)| words)
}

/// The parser's words without its own "line …, column …", which the diagnostic shows better.
fn plain(text: &str) -> &str {
    let text = text.strip_prefix("error: ").unwrap_or(text);
    text.split(" at line ")
        .next()
        .unwrap_or(text)
        .trim_end_matches(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in one line, with the source text that each node points at.
    fn show(text: &str) -> String {
        match parse(FileId(0), text, 0..text.len()) {
            Ok(node) => tree(&node, text),
            Err(refused) => format!("{}: {}", refused.check.id, refused.message),
        }
    }

    fn tree(node: &Node, source: &str) -> String {
        let at = &source[node.at.range()];
        match &node.kind {
            Kind::Blank => "blank".to_owned(),
            Kind::Scalar { text, plain } => {
                format!("{text}({}{at})", if *plain { "" } else { "quoted " })
            }
            Kind::Sequence(items) => {
                let items: Vec<_> = items.iter().map(|item| tree(item, source)).collect();
                format!("[{}]", items.join(" "))
            }
            Kind::Mapping(entries) => {
                let entries: Vec<_> = entries
                    .iter()
                    .map(|(key, value)| format!("{}={}", key.value, tree(value, source)))
                    .collect();
                format!("{{{}}}", entries.join(" "))
            }
        }
    }

    #[test]
    fn a_plain_scalar_keeps_what_was_written() {
        assert_eq!(
            show("a: 6.0\nb: 017\nc: on"),
            "{a=6.0(6.0) b=017(017) c=on(on)}"
        );
        assert_eq!(
            show("a: 0x11\nb: 2:13\nc: 1e3"),
            "{a=0x11(0x11) b=2:13(2:13) c=1e3(1e3)}"
        );
    }

    #[test]
    fn places_are_exact() {
        assert_eq!(
            show("a: {x: \"ä\", y: 'b'}"),
            "{a={x=ä(quoted \"ä\") y=b(quoted 'b')}}"
        );
        assert_eq!(show("a:\nb: ~"), "{a=blank b=blank}");
        assert_eq!(show("p+q: 1\np+q: 2"), "{p+q=1(1) p+q=2(2)}");
    }

    #[test]
    fn what_hides_a_value_is_refused() {
        for text in [
            "a: &x 1",
            "a: *x",
            "a: !!str 1",
            "!t\na: 1",
            "a: 1\n---\nb: 2",
            "<<: {a: 1}",
        ] {
            assert!(
                show(text).starts_with("yaml-feature:"),
                "{text}: {}",
                show(text)
            );
        }
        let deep = show(&"[".repeat(100_000));
        assert!(deep.starts_with("yaml-"), "{deep}");
    }
}
