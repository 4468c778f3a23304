//! A note about something that the report does not have: it would never be read.

use crate::diagnostic::{Check, Diagnostic, Group, Severity};

use super::Examined;

pub static CHECK: Check = Check {
    id: "note-without-figure",
    group: Group::Form,
    severity: Severity::Error,
    acceptable: false,
    finds: "A note about a figure or breakdown that the dataset does not state.",
    mend: "state the figure, be it as a gap (not_published), or correct the name",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    for note in &examined.report.notes {
        if !examined.has(&note.subject) {
            found.push(
                Diagnostic::new(
                    &CHECK,
                    note.at,
                    format!(
                        "a note about `{}`, which this dataset does not state",
                        note.subject
                    ),
                )
                .label("not in this file"),
            );
        }
    }
}
