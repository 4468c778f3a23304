//! A narrative that was read: HTML with holes.

use super::html::escaped;
use super::reference::Reference;
use crate::diagnostic::{Span, Spanned};

#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub parts: Vec<Part>,
    /// In the order of the text, for a table of contents.
    pub headings: Vec<Heading>,
    /// Where each table begins, and each footnote that is shown: what a translation has as many of.
    pub tables: Vec<Span>,
    pub footnotes: Vec<Span>,
    /// The author's own words, for the check of numbers: without code, quotations and figures.
    pub passages: Vec<Passage>,
    /// Targets inside the site, for the link check; addresses elsewhere are not among them.
    pub links: Vec<Link>,
}

/// A stretch of the page to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Finished and escaped.
    Html(String),
    Reference(Spanned<Reference>),
    /// Words of the page, not of the author. Some stand in attribute values.
    Message(Message),
    /// The target of a link or image inside the site, as the author wrote it, within quotation marks: only the page
    /// knows where the files beside the text come to lie. Not escaped.
    Address(String),
}

/// What the page itself has to say around an author's text, in the page's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// Visible title of an alert: `alert-note`, `alert-tip`, ...
    Alert(Alert),
    /// Name of the section of footnotes, in an attribute.
    Footnotes,
    /// Name of the link from a footnote back to one of its mentions (1 is the first), in an attribute.
    FootnoteBack { number: usize, mention: usize },
    /// Name of the region in which the nth wide table scrolls, in an attribute.
    WideTable { number: usize },
}

impl Message {
    /// The key under which the `language` room knows the words.
    pub fn id(&self) -> &'static str {
        match self {
            Message::Alert(Alert::Note) => "alert-note",
            Message::Alert(Alert::Tip) => "alert-tip",
            Message::Alert(Alert::Important) => "alert-important",
            Message::Alert(Alert::Warning) => "alert-warning",
            Message::Alert(Alert::Caution) => "alert-caution",
            Message::Footnotes => "footnotes",
            Message::FootnoteBack { .. } => "footnote-back",
            Message::WideTable { .. } => "wide-table",
        }
    }
}

/// The kinds of `> [!NOTE]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

impl Alert {
    /// As in the class `note-tip`.
    pub fn word(self) -> &'static str {
        match self {
            Alert::Note => "note",
            Alert::Tip => "tip",
            Alert::Important => "important",
            Alert::Warning => "warning",
            Alert::Caution => "caution",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// 2 to 6; the page itself has the only heading of level 1.
    pub level: u8,
    pub id: String,
    /// Escaped text without any markup, and the references in it, to be woven like the document.
    pub text: Vec<Part>,
    pub at: Span,
}

/// The words of one paragraph, heading, list item or cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    pub text: String,
    /// Where each stretch of the text begins, and the bytes of the file that it was written as.
    pieces: Vec<(usize, Span)>,
}

impl Passage {
    /// What stands for something in the text that is not the author's words: it joins nothing.
    pub const HOLE: char = '\u{fffc}';

    pub fn push(&mut self, words: &str, at: Span) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(words);
    }

    /// The place of a stretch of the text.
    pub fn at(&self, range: &std::ops::Range<usize>) -> Option<Span> {
        let index = self
            .pieces
            .partition_point(|(start, _)| *start <= range.start);
        let (start, at) = self.pieces.get(index.checked_sub(1)?)?;
        let end = self
            .pieces
            .get(index)
            .map_or(self.text.len(), |(start, _)| *start);
        let written = at.range();
        Some(match written.len() == end - start {
            true => Span::new(
                at.file,
                written.start + (range.start - start)..written.start + (range.end.min(end) - start),
            ),
            // An entity or an escape: the whole of it.
            false => *at,
        })
    }
}

/// A link that stays inside the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub kind: LinkKind,
    /// Relative path, `#anchor`, or both, with entities and escapes resolved.
    pub target: Spanned<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    Page,
    Image,
}

impl Document {
    /// Every reference that the page shows, in the order of the page (footnotes come last).
    pub fn references(&self) -> impl Iterator<Item = &Spanned<Reference>> {
        self.parts.iter().filter_map(|part| match part {
            Part::Reference(reference) => Some(reference),
            Part::Html(_) | Part::Message(_) | Part::Address(_) => None,
        })
    }
}

/// Fills every hole of a document's or a heading's parts. What comes back is put in verbatim, so `fill` returns
/// finished HTML, and `say` text that is escaped for HTML and for a double-quoted attribute value.
///
/// ```
/// use klartext::diagnostic::FileId;
/// use klartext::narrative::{document::weave, parse};
/// let read = parse(FileId(0), "There were {{ n(\"received\") }} requests.", 0);
/// let document = read.value.expect("the example has no error");
/// let html = weave(&document.parts, |_| "68".to_owned(), |message| message.id().to_owned());
/// assert_eq!(html, "<p>There were 68 requests.</p>\n");
/// ```
pub fn weave(
    parts: &[Part],
    mut fill: impl FnMut(&Spanned<Reference>) -> String,
    mut say: impl FnMut(&Message) -> String,
) -> String {
    let mut html = String::new();
    for part in parts {
        match part {
            Part::Html(finished) => html.push_str(finished),
            Part::Reference(reference) => html.push_str(&fill(reference)),
            Part::Message(message) => html.push_str(&say(message)),
            Part::Address(address) => html.push_str(&escaped(address)),
        }
    }
    html
}
