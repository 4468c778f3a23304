//! A note about something that the report does not have: it would never be read.

use crate::diagnostic::{Check, Diagnostic, Group, Severity};

use crate::model::figure::Subject;

use super::Examined;

pub static CHECK: Check = Check {
    id: "note-without-figure",
    group: Group::Form,
    severity: Severity::Error,
    acceptable: false,
    finds: "A note about, or a median of, a figure or breakdown that the dataset does not state.",
    mend: "state the figure, be it as a gap (not_published), or correct the name",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    for median in &examined.report.medians {
        if !examined.has(&Subject::Figure(median.figure.clone())) {
            let message = format!(
                "a median of `{}`, which this dataset does not state",
                median.figure
            );
            found.push(Diagnostic::new(&CHECK, median.at, message).label("not in this file"));
        }
    }
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
