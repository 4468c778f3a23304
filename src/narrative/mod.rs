//! A publisher's prose: Markdown to a [`Document`] whose figures are references, and weaving the figures in.
//!
//! In: one narrative as it was read, and where its Markdown begins. Out: finished HTML with typed holes
//! ([`document::Part`]), the headings and link targets in it, and every problem with its exact bytes. What a
//! reference names is resolved by `check`; what is put into the holes is made by `site` and is never read
//! as Markdown again.
//!
//! Every author is taken for hostile: nothing an author writes becomes active content, whatever is refused
//! is refused with a diagnostic instead of being dropped, and time and memory grow with the input only.
//!
//! **Must not enter:** values (this room does not know whether a figure exists, or in which language it is
//! read), files and link resolution, sentences for readers (they are [`document::Message`]s), raw HTML, and
//! a template language: a reference is a name with literal arguments, for a translator is no template author.

use crate::diagnostic::{Check, Checked, FileId};

pub mod characters;
pub mod document;
mod footnotes;
mod html;
mod identifiers;
mod limits;
mod problems;
pub mod reference;
mod render;
mod scan;
mod target;
#[cfg(test)]
mod tests;

use document::Document;
use problems::Problems;

/// Every check this room raises, in the order of the manual.
pub const CHECKS: &[&Check] = &[
    &characters::FORBIDDEN_CHARACTER,
    &limits::NESTING_TOO_DEEP,
    &limits::TOO_MANY_REFERENCES,
    &problems::TOO_MANY_PROBLEMS,
    &reference::REFERENCE_NOT_CLOSED,
    &reference::REFERENCE_SYNTAX,
    &reference::REFERENCE_UNKNOWN,
    &reference::REFERENCE_ARGUMENT,
    &reference::TEMPLATE_LANGUAGE,
    &render::references::REFERENCE_PLACE,
    &render::RAW_HTML,
    &render::ALERT_UNKNOWN,
    &render::headings::HEADING_LEVEL_ONE,
    &render::headings::HEADING_LEVEL_SKIPPED,
    &render::headings::HEADING_WITHOUT_TEXT,
    &render::headings::HEADING_ATTRIBUTE,
    &identifiers::ID_UNUSABLE,
    &identifiers::ID_DUPLICATE,
    &render::tables::TABLE_CELL_LOST,
    &target::LINK_TARGET,
    &target::IMAGE_TARGET,
    &render::links::LINK_WITHOUT_TEXT,
    &render::links::IMAGE_WITHOUT_ALTERNATIVE_TEXT,
    &footnotes::FOOTNOTE_UNKNOWN,
    &footnotes::FOOTNOTE_DUPLICATE,
    &footnotes::FOOTNOTE_UNUSED,
];

/// Where an author's text came from, so that offsets in the Markdown become places in the file.
#[derive(Debug, Clone, Copy)]
struct Origin {
    file: FileId,
    /// Bytes of front matter before the Markdown.
    base: usize,
}

impl Origin {
    fn span(self, range: std::ops::Range<usize>) -> crate::diagnostic::Span {
        crate::diagnostic::Span::new(
            self.file,
            self.base.saturating_add(range.start)..self.base.saturating_add(range.end),
        )
    }
}

/// Reads one narrative. `text` is the whole file and `body` the byte offset at which its Markdown begins,
/// so that every span points into the author's file. An error leaves no document; a warning does.
pub fn parse(file: FileId, text: &str, body: usize) -> Checked<Document> {
    let origin = Origin { file, base: body };
    // An offset outside the text or inside a character means that there is no Markdown to read.
    let body = text.get(body..).unwrap_or_default();
    let mut problems = Problems::default();
    let document = if limits::check(origin, body, &mut problems) {
        characters::check(origin, body, &mut problems);
        Some(render::render(origin, body, &mut problems))
    } else {
        None
    };
    let failed = problems.has_error();
    Checked {
        value: document.filter(|_| !failed),
        diagnostics: problems.into_sorted(),
    }
}
