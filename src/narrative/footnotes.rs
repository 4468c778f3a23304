//! Footnotes: collected while the text is read, numbered and set at its end afterwards.
//!
//! Numbers follow the order of the mentions on the page, which is known only at the end: a footnote may be
//! defined before, after or inside another one.

use std::collections::{BTreeMap, VecDeque};

use super::document::{Message, Part};
use super::html::{Piece, Pieces};
use super::problems::Problems;
use crate::diagnostic::{Check, Diagnostic, Group, Severity, Span};

pub static FOOTNOTE_UNKNOWN: Check = Check {
    id: "footnote-unknown",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A mention of a footnote that is not defined.",
    mend: "Define it at the end of the text, as in `[^1]: Text`, or escape the bracket: `\\[^1]`.",
};

pub static FOOTNOTE_DUPLICATE: Check = Check {
    id: "footnote-duplicate",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "Two footnotes with the same label.",
    mend: "Give one of them another label.",
};

pub static FOOTNOTE_UNUSED: Check = Check {
    id: "footnote-unused",
    group: Group::Prose,
    severity: Severity::Warning,
    acceptable: false,
    finds: "A footnote that the text does not mention and that is therefore not shown.",
    mend: "Mention it in the text, or delete it.",
};

#[derive(Debug)]
struct Footnote {
    pieces: Pieces,
    at: Span,
    number: Option<usize>,
    mentions: usize,
}

#[derive(Debug, Default)]
pub struct Footnotes {
    by_label: BTreeMap<String, Footnote>,
}

pub fn unknown(label: &str, at: Span) -> Diagnostic {
    Diagnostic::new(
        &FOOTNOTE_UNKNOWN,
        at,
        format!("the footnote `[^{label}]` is not defined"),
    )
}

/// Labels are alike regardless of case, as in the parser.
fn key(label: &str) -> String {
    label.to_lowercase()
}

impl Footnotes {
    pub fn define(&mut self, label: &str, pieces: Pieces, at: Span, problems: &mut Problems) {
        if let Some(first) = self.by_label.get(&key(label)) {
            problems.add(
                Diagnostic::new(
                    &FOOTNOTE_DUPLICATE,
                    at,
                    format!("the footnote `[^{label}]` is defined twice"),
                )
                .related(first.at, "the first is here"),
            );
            return;
        }
        self.by_label.insert(
            key(label),
            Footnote {
                pieces,
                at,
                number: None,
                mentions: 0,
            },
        );
    }

    /// The text's parts with its mentions numbered and the section of footnotes after them; and where each of
    /// these footnotes is defined.
    pub fn finish(mut self, text: Pieces, problems: &mut Problems) -> (Vec<Part>, Vec<Span>) {
        let mut order = VecDeque::new();
        let mut count = 0;
        let mut page = self.number(text, &mut count, &mut order, problems);
        let (mut set, mut places) = (Vec::new(), Vec::new());
        while let Some(label) = order.pop_front() {
            let Some(footnote) = self.by_label.get_mut(&label) else {
                continue;
            };
            places.push(footnote.at);
            let pieces = std::mem::take(&mut footnote.pieces);
            set.push((label, self.number(pieces, &mut count, &mut order, problems)));
        }
        if !set.is_empty() {
            page.html("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
            page.message(Message::Footnotes);
            page.html("\">\n<ol>\n");
            for (label, pieces) in set {
                if let Some(Footnote {
                    number: Some(number),
                    mentions,
                    ..
                }) = self.by_label.get(&label)
                {
                    page.append(item(*number, *mentions, pieces));
                }
            }
            page.html("</ol>\n</section>\n");
        }
        self.warn_of_unused(problems);
        (page.into_parts(), places)
    }

    /// Replaces mentions by links; labels that are met for the first time join `order`.
    fn number(
        &mut self,
        pieces: Pieces,
        count: &mut usize,
        order: &mut VecDeque<String>,
        problems: &mut Problems,
    ) -> Pieces {
        let mut numbered = Pieces::default();
        for piece in pieces.list {
            let (label, at) = match piece {
                Piece::Part(Part::Html(html)) => {
                    numbered.html(&html);
                    continue;
                }
                Piece::Part(_) => {
                    numbered.list.push(piece);
                    continue;
                }
                Piece::Mention { label, at } => (label, at),
            };
            let key = key(&label);
            let Some(footnote) = self.by_label.get_mut(&key) else {
                // The parser knows a few more pairs of capital and small letters than we do.
                problems.add(unknown(&label, at));
                continue;
            };
            footnote.mentions += 1;
            let number = *footnote.number.get_or_insert_with(|| {
                *count += 1;
                order.push_back(key);
                *count
            });
            numbered.html(&format!(
                "<sup><a href=\"#fn:{number}\" id=\"{}\" role=\"doc-noteref\">{number}</a></sup>",
                mention_id(number, footnote.mentions)
            ));
        }
        numbered
    }

    fn warn_of_unused(&self, problems: &mut Problems) {
        for (label, footnote) in &self.by_label {
            if footnote.number.is_none() {
                problems.add(Diagnostic::new(
                    &FOOTNOTE_UNUSED,
                    footnote.at,
                    format!("the footnote `[^{label}]` is not mentioned in the text"),
                ));
            }
        }
    }
}

fn mention_id(number: usize, mention: usize) -> String {
    match mention {
        1 => format!("fnref:{number}"),
        more => format!("fnref:{number}:{more}"),
    }
}

/// One footnote, with a way back to each of its mentions at the end of its last paragraph.
fn item(number: usize, mentions: usize, mut pieces: Pieces) -> Pieces {
    let mut item = Pieces::default();
    item.html(&format!("<li id=\"fn:{number}\">\n"));
    let in_paragraph = pieces.strip_suffix("</p>\n");
    item.append(pieces);
    if !in_paragraph {
        item.html("<p>");
    }
    for mention in 1..=mentions {
        if in_paragraph || mention > 1 {
            item.html(" ");
        }
        item.html(&format!(
            "<a href=\"#{}\" role=\"doc-backlink\" aria-label=\"",
            mention_id(number, mention)
        ));
        item.message(Message::FootnoteBack { number, mention });
        // The second character asks for a glyph instead of an emoji.
        item.html("\">\u{21a9}\u{fe0e}</a>");
    }
    item.html("</p>\n</li>\n");
    item
}
