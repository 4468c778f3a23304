//! References in the text: shown, shown as they were written, or refused.

use pulldown_cmark::{Event, Tag};

use super::{Placed, Writer, shortened};
use crate::diagnostic::{Check, Diagnostic, Group, Severity, Spanned};
use crate::narrative::limits::{REFERENCES, TOO_MANY_REFERENCES};
use crate::narrative::reference::{self, REFERENCE_NOT_CLOSED, Reference, TEMPLATE_LANGUAGE};
use crate::narrative::scan::Kind;

pub static REFERENCE_PLACE: Check = Check {
    id: "reference-place",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A reference where a figure cannot stand, a chart or table within a sentence, or a term within a link.",
    mend: "Put numbers and rates into the text, and charts and tables into paragraphs of their own.",
};

impl<'e> Writer<'_, '_, 'e> {
    /// The candidate that is the whole content of the paragraph that begins here, if it is a chart or table.
    pub(super) fn alone(&self, rest: &[Placed<'_>]) -> Option<usize> {
        let [
            (Event::Start(Tag::Paragraph), _),
            (Event::Text(_), range),
            (Event::End(_), _),
            ..,
        ] = rest
        else {
            return None;
        };
        let index = self.text.within(range).next()?;
        let candidate = self.text.candidates.get(index)?;
        if candidate.range != *range || candidate.kind != Kind::Reference {
            return None;
        }
        let reference = reference::parse(self.text.origin, self.text.body, range.clone()).ok()?;
        reference.value.is_block().then_some(index)
    }

    pub(super) fn block(&mut self, index: usize) {
        if let Some(reference) = self.resolve(index) {
            self.pieces.reference(reference);
            self.pieces.html("\n");
        }
    }

    /// A reference within a sentence, a heading, a cell.
    pub(super) fn inline(&mut self, index: usize) {
        let Some(candidate) = self.text.candidates.get(index) else {
            return;
        };
        self.shown += 1;
        if let Some(words) = &mut self.alternative {
            self.text.mark(index);
            // So that the text does not count as missing, too.
            words.push('…');
            self.problem(
                &REFERENCE_PLACE,
                candidate.range.clone(),
                "a reference in the alternative text of an image",
            );
            return;
        }
        let Some(reference) = self.resolve(index) else {
            return;
        };
        if reference.value.is_block() {
            self.problems.add(
                Diagnostic::new(
                    &REFERENCE_PLACE,
                    reference.at,
                    "a chart or table that does not stand alone",
                )
                .expected("nothing else in the same paragraph")
                .mend("Put it into a paragraph of its own, with an empty line before and after."),
            );
            return;
        }
        if reference.value.is_link() && self.is_in_link() {
            self.problems.add(
                Diagnostic::new(&REFERENCE_PLACE, reference.at, "a term within a link")
                    .label("a link of its own")
                    .expected("one link at a time")
                    .mend("Take the term out of the link, or write the word itself."),
            );
            return;
        }
        if let Some(draft) = &mut self.draft {
            draft.text.reference(reference.clone());
        }
        self.pieces.reference(reference);
    }

    /// What a candidate that is not in code refers to, or a complaint.
    pub(super) fn resolve(&mut self, index: usize) -> Option<Spanned<Reference>> {
        self.text.mark(index);
        let candidate = self.text.candidates.get(index)?;
        let range = candidate.range.clone();
        match candidate.kind {
            Kind::Reference => {}
            Kind::Unclosed => {
                self.problem(
                    &REFERENCE_NOT_CLOSED,
                    range,
                    "`{{` without `}}` on the same line",
                );
                return None;
            }
            Kind::Stray => {
                self.problem(&REFERENCE_NOT_CLOSED, range, "`}}` without `{{` before it");
                return None;
            }
            Kind::Block => {
                let written = self.text.body.get(range.clone()).unwrap_or_default();
                let message = format!("a template block `{}`", shortened(written));
                self.problem(&TEMPLATE_LANGUAGE, range, message);
                return None;
            }
        }
        self.references += 1;
        if self.references == REFERENCES + 1 {
            self.problem(
                &TOO_MANY_REFERENCES,
                range.clone(),
                format!("more than {REFERENCES} references"),
            );
        }
        match reference::parse(self.text.origin, self.text.body, range) {
            Ok(reference) => Some(reference),
            Err(problem) => {
                self.problems.add(*problem);
                None
            }
        }
    }

    /// Markdown took it for a part of something that is not shown.
    pub(super) fn refuse_unseen(&mut self, index: usize) {
        if let Some(reference) = self.resolve(index) {
            self.problems.add(
                Diagnostic::new(
                    &REFERENCE_PLACE,
                    reference.at,
                    "a reference where nothing is shown",
                )
                .label("in a link definition, a label, a target or an id"),
            );
        }
    }
}
