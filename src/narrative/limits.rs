//! Bounds that hold before and while Markdown is read, so that no input takes long. That a narrative is no larger
//! than 2 MiB is seen to by `disk`, which reads no more of it.

use super::Origin;
use super::problems::Problems;
use crate::diagnostic::{Check, Diagnostic, Group, Severity};

pub static NESTING_TOO_DEEP: Check = Check {
    id: "nesting-too-deep",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "Quotations, lists or emphasis inside one another, more than 16 deep.",
    mend: "Flatten the text: use headings or separate lists instead of nesting.",
};

pub static TOO_MANY_REFERENCES: Check = Check {
    id: "too-many-references",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "More than 2,000 references in one narrative.",
    mend: "Split the narrative, or show the figures with {{ table(\"…\") }}.",
};

pub const NESTING: usize = 16;
pub const REFERENCES: usize = 2_000;
/// The parser walks all open containers for each line, so depth times lines must be small before it starts.
/// A container opens only with a marker in the beginning of a line, so that beginning bounds the depth.
const OPENING_BYTES: usize = 256;

/// Whether the body may be given to the parser.
pub fn check(origin: Origin, body: &str, problems: &mut Problems) -> bool {
    let mut start = 0;
    for line in body.split_inclusive(['\n', '\r']) {
        let opening = opening(line);
        if opening > OPENING_BYTES {
            problems.add(Diagnostic::new(
                &NESTING_TOO_DEEP,
                origin.span(start..start + opening),
                format!("the line begins with {opening} bytes of indentation and markers of lists or quotations"),
            ).expected(format!("at most {OPENING_BYTES} bytes")));
            return false;
        }
        start += line.len();
    }
    true
}

/// How many bytes of a line may open containers: blanks, markers of quotations, lists, definitions, footnotes.
fn opening(line: &str) -> usize {
    let mut rest = line.trim_end();
    let whole = rest.len();
    loop {
        let shorter = rest.trim_start_matches([' ', '\t', '>', '+', '*', '-', ':']);
        // A rule (`---`, `* * *`) holds nothing, however long it is.
        if shorter.is_empty() && is_rule(rest) {
            return whole - rest.len();
        }
        let next = footnote_marker(number_marker(shorter));
        if next.len() == rest.len() {
            return whole - rest.len();
        }
        rest = next;
    }
}

fn is_rule(rest: &str) -> bool {
    let marks = rest.trim_start_matches([' ', '\t', '>']);
    ['-', '*']
        .into_iter()
        .any(|mark| marks.chars().all(|c| c == mark || c == ' ' || c == '\t'))
}

fn number_marker(rest: &str) -> &str {
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() == rest.len() {
        return rest;
    }
    after.strip_prefix(['.', ')']).unwrap_or(rest)
}

fn footnote_marker(rest: &str) -> &str {
    rest.strip_prefix("[^")
        .and_then(|label| label.split_once("]:"))
        .filter(|(label, _)| !label.contains(['[', ']']))
        .map_or(rest, |(_, after)| after)
}
