//! Escaping, and pieces of a page on the way to becoming a document.

use super::document::{Message, Part};
use super::reference::Reference;
use crate::diagnostic::{Span, Spanned};

/// Fit for text and for quoted attribute values alike, so that no caller has to choose.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

/// A part, or a mention of a footnote, whose number is known only when everything was read.
#[derive(Debug)]
pub enum Piece {
    Part(Part),
    Mention { label: String, at: Span },
}

#[derive(Debug, Default)]
pub struct Pieces {
    pub list: Vec<Piece>,
}

impl Pieces {
    /// Markup of our own, or escaped text.
    pub fn html(&mut self, html: &str) {
        if let Some(Piece::Part(Part::Html(tail))) = self.list.last_mut() {
            tail.push_str(html);
        } else {
            self.list.push(Piece::Part(Part::Html(html.to_owned())));
        }
    }

    pub fn text(&mut self, text: &str) {
        self.html(&escaped(text));
    }

    pub fn reference(&mut self, reference: Spanned<Reference>) {
        self.list.push(Piece::Part(Part::Reference(reference)));
    }

    pub fn message(&mut self, message: Message) {
        self.list.push(Piece::Part(Part::Message(message)));
    }

    pub fn address(&mut self, address: String) {
        self.list.push(Piece::Part(Part::Address(address)));
    }

    pub fn mention(&mut self, label: String, at: Span) {
        self.list.push(Piece::Mention { label, at });
    }

    pub fn append(&mut self, other: Pieces) {
        for piece in other.list {
            match piece {
                Piece::Part(Part::Html(html)) => self.html(&html),
                piece => self.list.push(piece),
            }
        }
    }

    /// Takes `suffix` off the end if the pieces end with it.
    pub fn strip_suffix(&mut self, suffix: &str) -> bool {
        match self.list.last_mut() {
            Some(Piece::Part(Part::Html(html))) if html.ends_with(suffix) => {
                html.truncate(html.len() - suffix.len());
                true
            }
            _ => false,
        }
    }

    /// For pieces without mentions, such as the text of a heading.
    pub fn into_parts(self) -> Vec<Part> {
        self.list
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Part(part) => Some(part),
                Piece::Mention { .. } => None,
            })
            .collect()
    }
}
