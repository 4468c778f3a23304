//! From byte offsets to the line and column that an editor shows.

use super::{Place, Sources, Span};

/// One-based line, one-based column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// The position of a byte offset; an offset inside a character counts as that character's start.
pub fn position(text: &str, offset: usize) -> Position {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

/// A place as every message format needs it: path, first and last position; no positions for a whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<'s> {
    pub path: &'s str,
    pub from: Option<Position>,
    pub to: Option<Position>,
}

pub fn locate<'s>(sources: &'s Sources, place: &'s Place) -> Located<'s> {
    match place {
        Place::Path(path) => Located {
            path,
            from: None,
            to: None,
        },
        Place::Span(span) => locate_span(sources, *span),
    }
}

pub fn locate_span(sources: &Sources, span: Span) -> Located<'_> {
    match sources.get(span.file) {
        None => Located {
            path: "",
            from: None,
            to: None,
        },
        Some(file) => Located {
            path: &file.path,
            from: Some(position(&file.text, span.range().start)),
            to: Some(position(&file.text, span.range().end)),
        },
    }
}
