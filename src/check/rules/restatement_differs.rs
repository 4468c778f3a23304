//! A restatement whose new value is not the one that the dataset states.

use crate::diagnostic::{Check, Diagnostic, Group, Severity};

use crate::model::figure::Subject;

use super::{Examined, describe};

pub static CHECK: Check = Check {
    id: "restatement-differs",
    group: Group::Arithmetic,
    severity: Severity::Error,
    acceptable: false,
    finds: "A restatement whose `now:` is not what the dataset states for the figure, or whose `was:` is the same.",
    mend: "the figure itself carries the new value, `was:` the old one: make `now:` and the figure agree",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    for restatement in &examined.report.restatements {
        let name = &restatement.figure;
        let Some(figure) = examined.report.figure(name) else {
            if examined.has(&Subject::Figure(name.clone())) {
                continue;
            }
            found.push(
                Diagnostic::new(
                    &CHECK,
                    restatement.at,
                    format!("`{name}` is restated, but the dataset does not state it"),
                )
                .label("no such figure in this file"),
            );
            continue;
        };
        if figure.value != restatement.now_value {
            found.push(
                Diagnostic::new(
                    &CHECK,
                    restatement.at,
                    format!(
                        "the restatement of {name} ends with another value than the figure has"
                    ),
                )
                .label("restated here")
                .related(figure.at, format!("the figure is {}", describe(figure))),
            );
        } else if restatement.was_value == restatement.now_value {
            found.push(
                Diagnostic::new(
                    &CHECK,
                    restatement.at,
                    format!("the restatement of {name} changes nothing"),
                )
                .label("`was:` and `now:` mean the same"),
            );
        }
    }
}
