//! Reading nodes: mappings key by key, and the plain types that all files share.
//!
//! Every function reports what it does not like and goes on, so that one run finds everything.

use std::collections::BTreeMap;

use crate::diagnostic::{Check, Diagnostic, Span, Spanned, nearest};
use crate::model::identifier::LanguageId;
use crate::model::localized::Localized;
use crate::model::period::PartialDate;

use crate::narrative::characters::{FORBIDDEN_CHARACTER, first_forbidden};

use super::checks::{
    BAD_ADDRESS, BAD_DATE, BLANK_VALUE, DUPLICATE_KEY, LABEL_TOO_LONG, MISSING_KEY,
    MISSING_TRANSLATION, UNKNOWN_KEY, UNKNOWN_LANGUAGE, WRONG_TYPE,
};
use super::misread;
use super::yaml::{Kind, Node};

/// Counts beyond this lose their last digits in JSON readers that use doubles (RFC 8259, section 6).
pub const MAX_COUNT: u64 = (1 << 53) - 1;

const MAX_LABEL: usize = 200;

/// A blank that is no figure: to such a one the gaps of a dataset are no help.
const MEND_BLANK: &str = "write the value, or remove the key";

/// One mapping, key by key; `finish` reports the keys that nobody asked for.
pub struct Fields<'n> {
    /// "a source", "the dataset": for messages.
    what: &'static str,
    pub at: Span,
    entries: Vec<(&'n Spanned<String>, &'n Node, bool)>,
    known: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// `None`, with a diagnostic, for anything but a mapping.
    pub fn open(node: &'n Node, what: &'static str, found: &mut Vec<Diagnostic>) -> Option<Self> {
        let Kind::Mapping(entries) = &node.kind else {
            wrong_type(node, &format!("{what} as keys with values"), found);
            return None;
        };
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        let mut unique = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            match first.get(key.value.as_str()) {
                Some(earlier) => found.push(
                    Diagnostic::new(
                        &DUPLICATE_KEY,
                        key.at,
                        format!("`{}` stands here twice", key.value),
                    )
                    .label("again")
                    .related(*earlier, "first"),
                ),
                None => {
                    first.insert(&key.value, key.at);
                    unique.push((key, value, false));
                }
            }
        }
        Some(Fields {
            what,
            at: node.at,
            entries: unique,
            known: Vec::new(),
        })
    }

    /// The value of a key that may be absent.
    pub fn get(&mut self, key: &'static str) -> Option<&'n Node> {
        self.known.push(key);
        let entry = self
            .entries
            .iter_mut()
            .find(|(name, ..)| name.value == key)?;
        entry.2 = true;
        Some(entry.1)
    }

    /// The value of a key that has to be there.
    pub fn require(&mut self, key: &'static str, found: &mut Vec<Diagnostic>) -> Option<&'n Node> {
        let node = self.get(key);
        if node.is_none() {
            let start = Span {
                end: self.at.start,
                ..self.at
            };
            found.push(
                Diagnostic::new(&MISSING_KEY, start, format!("{} needs `{key}:`", self.what))
                    .label(format!("`{key}:` is missing here")),
            );
        }
        node
    }

    /// The keys that nobody has asked for yet: for mappings whose keys are names.
    pub fn remaining(&mut self) -> Vec<(&'n Spanned<String>, &'n Node)> {
        let rest = self.entries.iter_mut().filter(|(.., taken)| !taken);
        rest.map(|(key, node, taken)| {
            *taken = true;
            (*key, *node)
        })
        .collect()
    }

    pub fn finish(self, found: &mut Vec<Diagnostic>) {
        for (key, _, taken) in &self.entries {
            if !taken {
                found.push(unknown(
                    &UNKNOWN_KEY,
                    key,
                    &format!("{} has no key `{}`", self.what, key.value),
                    self.known.iter().copied(),
                ));
            }
        }
    }
}

/// A name that is none of the known ones, with the nearest.
pub fn unknown<'k>(
    check: &'static Check,
    name: &Spanned<String>,
    message: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Diagnostic {
    let all: Vec<&str> = known.clone().collect();
    let diagnostic = Diagnostic::new(check, name.at, message).label("unknown");
    let diagnostic = match all.len() {
        0 => diagnostic,
        _ => diagnostic.expected(format!("one of {}", all.join(", "))),
    };
    match nearest(&name.value, known) {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}

pub fn wrong_type(node: &Node, expected: &str, found: &mut Vec<Diagnostic>) {
    found.push(match node.kind {
        Kind::Blank => Diagnostic::new(&BLANK_VALUE, node.at, "there is no value here")
            .label("blank")
            .expected(expected)
            .mend(MEND_BLANK),
        _ => {
            let what = node.kind.describe();
            Diagnostic::new(&WRONG_TYPE, node.at, format!("{what} is not possible here"))
                .label(what)
                .expected(expected)
        }
    });
}

/// The items of a list; `expected` shows how one is written.
pub fn items<'n>(node: &'n Node, expected: &str, found: &mut Vec<Diagnostic>) -> &'n [Node] {
    match &node.kind {
        Kind::Sequence(items) => items,
        _ => {
            wrong_type(node, expected, found);
            &[]
        }
    }
}

/// Text of any length, with nothing in it that a reader cannot see.
pub fn text(node: &Node, expected: &str, found: &mut Vec<Diagnostic>) -> Option<String> {
    let Kind::Scalar { text, .. } = &node.kind else {
        wrong_type(node, expected, found);
        return None;
    };
    if let Some(what) = first_forbidden(text) {
        found.push(
            Diagnostic::new(
                &FORBIDDEN_CHARACTER,
                node.at,
                format!("{what} is not allowed"),
            )
            .label("in this text"),
        );
        return None;
    }
    if text.trim().is_empty() {
        found.push(
            Diagnostic::new(&BLANK_VALUE, node.at, "this text is empty")
                .label("empty")
                .expected(expected)
                .mend(MEND_BLANK),
        );
        return None;
    }
    Some(text.trim().to_owned())
}

/// Text of one line and at most 200 characters.
pub fn label(node: &Node, expected: &str, found: &mut Vec<Diagnostic>) -> Option<String> {
    let text = text(node, expected, found)?;
    let length = text.chars().count();
    if length > MAX_LABEL {
        found.push(
            Diagnostic::new(
                &LABEL_TOO_LONG,
                node.at,
                format!("this label has {length} characters"),
            )
            .label("too long")
            .expected(format!("at most {MAX_LABEL} characters")),
        );
        return None;
    }
    Some(
        // One line, and no-break spaces stay what the author meant them to be.
        text.split_ascii_whitespace().collect::<Vec<_>>().join(" "),
    )
}

/// A text in every language of the site.
pub fn localized(node: &Node, languages: &[LanguageId], found: &mut Vec<Diagnostic>) -> Localized {
    let expected = "a text in each language: {de: …, en: …}";
    if let (Kind::Scalar { .. }, [only]) = (&node.kind, languages) {
        let text = text(node, "a text", found);
        return Localized(text.map(|text| (only.clone(), text)).into_iter().collect());
    }
    let Kind::Mapping(_) = node.kind else {
        wrong_type(node, expected, found);
        return Localized::default();
    };
    let mut texts = BTreeMap::new();
    let Some(mut fields) = Fields::open(node, "a text", found) else {
        return Localized::default();
    };
    let mut failed = false;
    for (key, value) in fields.remaining() {
        match languages
            .iter()
            .find(|language| language.as_str() == key.value)
        {
            Some(language) => match text(value, "a text", found) {
                Some(text) => drop(texts.insert(language.clone(), text)),
                None => failed = true,
            },
            // Without any language the fault lies in `languages:`.
            None if languages.is_empty() => {}
            None => found.push(unknown(
                &UNKNOWN_LANGUAGE,
                key,
                &format!("the site has no language `{}`", key.value),
                languages.iter().map(LanguageId::as_str),
            )),
        }
    }
    let missing: Vec<&str> = languages
        .iter()
        .filter(|language| !texts.contains_key(*language))
        .map(LanguageId::as_str)
        .collect();
    if !missing.is_empty() && !failed {
        found.push(
            Diagnostic::new(
                &MISSING_TRANSLATION,
                node.at,
                format!("no text for {}", missing.join(", ")),
            )
            .label("not in every language"),
        );
    }
    Localized(texts)
}

/// An absolute address.
pub fn address(node: &Node, found: &mut Vec<Diagnostic>) -> Option<String> {
    let text = text(node, "an address", found)?;
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let sound = rest.is_some_and(|rest| {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default();
        host.starts_with(|c: char| c.is_alphanumeric() || c == '[')
            && !rest.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\'))
    });
    if !sound {
        let diagnostic =
            Diagnostic::new(&BAD_ADDRESS, node.at, format!("`{text}` is no web address"))
                .label("not an address");
        found.push(match begins_with_host(&text) {
            true => diagnostic.mend(format!("write the whole address: https://{text}")),
            false => diagnostic,
        });
    }
    sound.then_some(text)
}

/// Whether an address only lacks its `https://`: a host, and no file of the site.
fn begins_with_host(text: &str) -> bool {
    const FILES: [&str; 4] = ["html", "htm", "md", "pdf"];
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let last = host.rsplit_once('.').map(|(_, last)| last);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    host.starts_with(char::is_alphanumeric)
        && host.chars().all(plain)
        && !text.contains(char::is_whitespace)
        && last.is_some_and(|last| !last.is_empty() && !FILES.contains(&last))
}

pub fn date(node: &Node, found: &mut Vec<Diagnostic>) -> Option<PartialDate> {
    let text = text(node, "a date", found)?;
    let date = PartialDate::parse(&text);
    if date.is_none() {
        let shape: String = text
            .chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect();
        let (what, label) = match shape.as_str() {
            "0000-00-00" => ("does not exist in the calendar", "no such day"),
            "0000-00" => ("does not exist in the calendar", "no such month"),
            _ => ("is no date", "not a date"),
        };
        let diagnostic = Diagnostic::new(&BAD_DATE, node.at, format!("`{text}` {what}"))
            .label(label)
            .expected("a year, month or day that exists, from 1800 on, in digits");
        found.push(match misread::date(&text) {
            Some(mend) => diagnostic.mend(mend),
            None => diagnostic,
        });
    }
    date
}

/// A word out of a fixed list.
pub fn choice<T>(node: &Node, words: &[(&'static str, T)], found: &mut Vec<Diagnostic>) -> Option<T>
where
    T: Copy,
{
    let expected = format!(
        "one of {}",
        words
            .iter()
            .map(|(word, _)| *word)
            .collect::<Vec<_>>()
            .join(", ")
    );
    let Kind::Scalar { text, .. } = &node.kind else {
        wrong_type(node, &expected, found);
        return None;
    };
    let chosen = words
        .iter()
        .find(|(word, _)| word == text)
        .map(|(_, value)| *value);
    if chosen.is_none() {
        let name = Spanned {
            value: text.clone(),
            at: node.at,
        };
        found.push(unknown(
            &WRONG_TYPE,
            &name,
            &format!("`{text}` is not possible here"),
            words.iter().map(|(w, _)| *w),
        ));
    }
    chosen
}

/// A count as a person and a program read alike: plain decimal digits.
pub fn count(node: &Node, found: &mut Vec<Diagnostic>) -> Option<u64> {
    let Kind::Scalar { text, plain } = &node.kind else {
        wrong_type(node, "a whole number", found);
        return None;
    };
    if !plain {
        found.push(
            Diagnostic::new(
                &WRONG_TYPE,
                node.at,
                format!("`{text}` is a text, because it stands in quotes"),
            )
            .label("in quotes")
            .expected("a whole number")
            .mend("remove the quotes"),
        );
        return None;
    }
    match text.parse::<u64>() {
        Ok(count)
            if count <= MAX_COUNT
                && text.bytes().all(|b| b.is_ascii_digit())
                && (text == "0" || !text.starts_with('0')) =>
        {
            Some(count)
        }
        _ => {
            let (check, why) = misread::trouble(text);
            let diagnostic = Diagnostic::new(check, node.at, format!("`{text}` {why}"))
                .label("not a plain whole number")
                .expected("a whole number from 0 to 9007199254740991 in digits");
            found.push(match misread::count(text) {
                Some(mend) => diagnostic.mend(mend),
                None => diagnostic,
            });
            None
        }
    }
}
