//! The ids of headings and terms: given by the author or made from the words, and unique in the document.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Check, Group, Severity, Span};

pub static ID_UNUSABLE: Check = Check {
    id: "id-unusable",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A {#id} that cannot stand in an address.",
    mend: "Use letters a to z, digits, - and _, beginning with a letter and ending with a letter or digit.",
};

pub static ID_DUPLICATE: Check = Check {
    id: "id-duplicate",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "The same {#id} on two headings or terms, or one that the page itself uses.",
    mend: "Give one of them another id, or leave it out: an id is then made from the words.",
};

/// Whether an author's id is short and plain enough for every address bar.
pub fn is_usable(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.ends_with(|c: char| c.is_ascii_alphanumeric())
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// The ids that pages have beside an author's text: a test holds this list against their templates.
pub const OF_PAGES: &[&str] = &[
    "cite",
    "contents-h",
    "corrections",
    "corrections-c",
    "facts",
    "files",
    "gaps",
    "gaps-c",
    "glossary",
    "main",
    "narrative",
    "notes",
    "quotes",
    "sources",
    "statuses",
    "statuses-c",
    "top",
];

/// What the ids begin with that pages make from figures, notes, sources and the glossary.
pub const OF_PAGES_BEGIN: &[&str] = &[
    "correction-",
    "f-",
    "glossary-",
    "in-text-",
    "method-",
    "note-",
    "q-",
    "source-",
];

/// Whether the page around the text has an id, or may have it.
pub fn is_of_page(id: &str) -> bool {
    OF_PAGES.contains(&id) || OF_PAGES_BEGIN.iter().any(|begin| id.starts_with(begin))
}

/// `Anfragen über Bestandsdaten` to `anfragen-ueber-bestandsdaten`.
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    let mut between = false;
    for character in words.chars().flat_map(char::to_lowercase) {
        let mut buffer = [0; 4];
        let letters = match character {
            'ä' | 'æ' => "ae",
            'ö' | 'œ' => "oe",
            'ü' => "ue",
            'ß' => "ss",
            'à' | 'á' | 'â' | 'ã' | 'å' => "a",
            'ç' => "c",
            'è' | 'é' | 'ê' | 'ë' => "e",
            'ì' | 'í' | 'î' | 'ï' => "i",
            'ñ' => "n",
            'ò' | 'ó' | 'ô' | 'õ' | 'ø' => "o",
            'ù' | 'ú' | 'û' => "u",
            // An umlaut of two characters, as macOS writes it; other marks fall away.
            '\u{308}' if slug.ends_with(['a', 'o', 'u']) => "e",
            '\u{300}'..='\u{36f}' => continue,
            other if other.is_alphanumeric() => &*other.encode_utf8(&mut buffer),
            _ => {
                between = true;
                continue;
            }
        };
        if between && !slug.is_empty() {
            slug.push('-');
        }
        between = false;
        slug.push_str(letters);
    }
    if slug.is_empty() {
        slug.push_str("section");
    }
    slug
}

/// The ids that are taken. Footnotes use a `:` in theirs, which neither an author's id nor a slug can hold.
#[derive(Debug, Default)]
pub struct Identifiers {
    taken: BTreeSet<String>,
    /// Where authors gave theirs.
    given: BTreeMap<String, Span>,
    /// The last number that was given to each slug, so that a thousand equal headings need no million tries.
    numbers: BTreeMap<String, usize>,
}

impl Identifiers {
    /// Takes an author's id; the error is where another one took it.
    pub fn reserve(&mut self, id: &str, at: Span) -> Result<(), Span> {
        if let Some(first) = self.given.get(id) {
            return Err(*first);
        }
        self.given.insert(id.to_owned(), at);
        self.taken.insert(id.to_owned());
        Ok(())
    }

    /// An id made from the words; `words`, `words-2`, `words-3`. One that the page has is kept apart: `text-notes`.
    pub fn make(&mut self, words: &str) -> String {
        let mut slug = slug(words);
        if is_of_page(&slug) {
            slug.insert_str(0, "text-");
        }
        if self.taken.insert(slug.clone()) {
            return slug;
        }
        let number = self.numbers.entry(slug.clone()).or_insert(1);
        loop {
            *number += 1;
            let id = format!("{slug}-{number}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}
