//! Characters that no text needs and that make a file read differently from what a person sees.
//!
//! `source` refuses the same ones in the texts of data files.

use super::Origin;
use super::problems::Problems;
use crate::diagnostic::{Check, Diagnostic, Group, Severity};

pub static FORBIDDEN_CHARACTER: Check = Check {
    id: "forbidden-character",
    group: Group::Form,
    severity: Severity::Error,
    acceptable: false,
    finds: "A control character, a noncharacter or a bidirectional control character: what a reader sees is not what is there.",
    mend: "Delete the character; it is invisible, so delete and retype the words around it.",
};

/// What a character is if it must not be in a narrative, in the words of a message.
pub fn forbidden(character: char) -> Option<&'static str> {
    match character {
        '\t' | '\n' => None,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some("bidirectional control character")
        }
        '\u{fdd0}'..='\u{fdef}' => Some("noncharacter"),
        _ if u32::from(character) & 0xfffe == 0xfffe => Some("noncharacter"),
        _ if character.is_control() => Some("control character"),
        _ => None,
    }
}

/// `control character U+0007`, for the first forbidden character.
pub fn first_forbidden(text: &str) -> Option<String> {
    text.chars().find_map(|character| {
        forbidden(character).map(|what| format!("{what} U+{:04X}", u32::from(character)))
    })
}

/// Text for a message: what must not be in a narrative must not reach a terminal either, and a message
/// is one line.
pub fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' | '\n' => visible.push(' '),
            _ if forbidden(character).is_some() => visible.extend(character.escape_unicode()),
            _ => visible.push(character),
        }
    }
    visible
}

pub(super) fn check(origin: Origin, body: &str, problems: &mut Problems) {
    for (at, character) in body.char_indices() {
        let rest = body.get(at..).unwrap_or_default();
        // Windows ends its lines with both; alone, a carriage return overwrites a line in a terminal.
        if rest.starts_with("\r\n") {
            continue;
        }
        if let Some(what) = forbidden(character) {
            problems.add(Diagnostic::new(
                &FORBIDDEN_CHARACTER,
                origin.span(at..at + character.len_utf8()),
                format!("{what} U+{:04X}", u32::from(character)),
            ));
        }
    }
}
