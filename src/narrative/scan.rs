//! Finding `{{ … }}` before Markdown is read.
//!
//! Markdown would tear a reference apart at its quotes, underscores and pipes. So each one is replaced by as
//! many bytes of a character that means nothing in Markdown; offsets stay true, and the reference is found again
//! by its offset. Whether it is right is asked later, when it is known whether it stands in code.

use std::ops::Range;

/// One byte, neither blank nor punctuation, allowed in link targets, and forbidden to authors.
pub const FILLER: char = '\u{7f}';

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// In the Markdown, braces included. Never empty, never over the end of a line.
    pub range: Range<usize>,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `{{ … }}`.
    Reference,
    /// `{{` without its `}}`.
    Unclosed,
    /// `}}` without its `{{`.
    Stray,
    /// `{% … %}`, or its beginning.
    Block,
}

/// Every place that looks like a reference, in order, without overlap. Takes time linear in the text, because no
/// look ahead goes beyond the next opening brace pair.
pub fn candidates(markdown: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    // `\{{` shows braces, and then the `}}` that belongs to them is text too.
    let mut literal = 0usize;
    while let Some(rest) = markdown.get(at..).filter(|rest| !rest.is_empty()) {
        let mut take = |length: usize, kind: Kind| {
            found.push(Candidate {
                range: at..at + length,
                kind,
            });
            length
        };
        at += if rest.starts_with("\\{{") {
            literal += 1;
            3
        } else if rest.starts_with("\\{%") {
            3
        } else if rest.starts_with("\\}}") {
            literal = literal.saturating_sub(1);
            3
        } else if rest.starts_with("\\\\") {
            2
        } else if rest.starts_with("{{") {
            match reference_length(rest) {
                Some(length) => take(length, Kind::Reference),
                None => take(2, Kind::Unclosed),
            }
        } else if rest.starts_with("{%") {
            take(block_length(rest), Kind::Block)
        } else if rest.starts_with("}}") && literal > 0 {
            literal -= 1;
            2
        } else if rest.starts_with("}}") {
            take(2, Kind::Stray)
        } else {
            if rest.starts_with('\n') {
                literal = 0;
            }
            rest.chars().next().map_or(1, char::len_utf8)
        };
    }
    found
}

/// What may belong to the braces that `rest` begins with. A backtick ends it, for then one of the braces stands in
/// a code span and the other does not. One search for all that ends it, so that none goes beyond the nearest.
fn inside(rest: &str) -> &str {
    let inside = rest.get(2..).unwrap_or_default();
    let end = inside
        .char_indices()
        .find(|(at, character)| match character {
            '\n' | '\r' | '`' => true,
            '{' => inside
                .get(at + 1..)
                .is_some_and(|next| next.starts_with(['{', '%'])),
            _ => false,
        });
    inside
        .get(..end.map_or(inside.len(), |(at, _)| at))
        .unwrap_or_default()
}

fn reference_length(rest: &str) -> Option<usize> {
    let inside = inside(rest);
    let mut quoted = false;
    let outside_quotes = inside.char_indices().find(|(at, character)| {
        quoted ^= *character == '"';
        !quoted && inside.get(*at..).is_some_and(|tail| tail.starts_with("}}"))
    });
    // With a quote left open, the first braces are the likely end; the quote is complained about later.
    let end = match outside_quotes {
        Some((end, _)) => end,
        None => inside.find("}}")?,
    };
    Some(2 + end + 2)
}

fn block_length(rest: &str) -> usize {
    inside(rest).find("%}").map_or(2, |end| 2 + end + 2)
}

/// The Markdown with every candidate replaced by filler of the same length.
pub fn filled(markdown: &str, candidates: &[Candidate]) -> String {
    let mut filled = String::with_capacity(markdown.len());
    let mut at = 0;
    for candidate in candidates {
        filled.push_str(markdown.get(at..candidate.range.start).unwrap_or_default());
        filled.extend(std::iter::repeat_n(FILLER, candidate.range.len()));
        at = candidate.range.end;
    }
    filled.push_str(markdown.get(at..).unwrap_or_default());
    filled
}
