//! A restatement whose new value is not the one that the dataset states.

use crate::diagnostic::{Check, Diagnostic, Group, Severity};

use crate::model::figure::Subject;

use super::{Examined, describe};

pub static CHECK: Check = Check {
    id: "restatement-differs",
    group: Group::Arithmetic,
    severity: Severity::Error,
    acceptable: false,
    finds: "A restatement whose `now:` is not what the dataset states for the figure, or what the figure's next restatement begins with, or whose `was:` is the same.",
    mend: "the figure itself carries the new value, `was:` the old one: make `now:` and the figure agree",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    let all = &examined.report.restatements;
    for (index, restatement) in all.iter().enumerate() {
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
                .label("no such figure in this file")
                .mend("state the figure with its new value; the restatement tells the old one"),
            );
            continue;
        };
        // The restatements of a figure are listed from the first to the last.
        let next = all[index + 1..].iter().find(|next| next.figure == *name);
        if let Some(next) = next {
            if next.was_value != restatement.now_value {
                found.push(
                    Diagnostic::new(
                        &CHECK,
                        restatement.at,
                        format!("the restatement of {name} ends with another value than the next one begins with"),
                    )
                    .label("restated here")
                    .related(next.at, "and again here")
                    .mend("list the restatements of a figure from the first to the last, each beginning where the one before ended"),
                );
            }
        } else if figure.value != restatement.now_value {
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
        }
        if restatement.was_value == restatement.now_value {
            found.push(
                Diagnostic::new(
                    &CHECK,
                    restatement.at,
                    format!("the restatement of {name} changes nothing"),
                )
                .label("`was:` and `now:` mean the same")
                .mend("correct `was:`, or remove the restatement"),
            );
        }
    }
}
