//! A percentage of something that the dataset does not state, or, by way of others, of itself.
//!
//! A share is as good as its base: of a base that nobody states a reader cannot tell what was shared.

use crate::diagnostic::{Check, Diagnostic, Group, Severity};
use crate::model::figure::{Figure, Subject};
use crate::model::value::Statement;

use super::Examined;

pub static CHECK: Check = Check {
    id: "percentage-without-base",
    group: Group::Arithmetic,
    severity: Severity::Error,
    acceptable: false,
    finds: "A percentage of a figure that the dataset does not state, or of itself.",
    mend: "state the base, be it as a gap (not_published), or name the right one with `of:`",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    for figure in examined.report.figures.values() {
        let Some(share) = figure.stated.share() else {
            continue;
        };
        match examined.report.figure(&share.of) {
            None if examined.has(&Subject::Figure(share.of.clone())) => {}
            None => {
                let message = format!(
                    "{} is {} % of {}, which the dataset does not state",
                    figure.key, share.percent, share.of
                );
                let label = format!("of {}", share.of);
                found.push(
                    Diagnostic::new(&CHECK, figure.at, message)
                        .label(label)
                        .about(figure.key.to_string()),
                );
            }
            Some(base) if returns(examined, figure, base) => {
                let message = format!("{} is a percentage of itself", figure.key);
                found.push(
                    Diagnostic::new(&CHECK, figure.at, message)
                        .label(format!("of {}", base.key))
                        .related(base.at, format!("{} comes from it again", base.key))
                        .about(figure.key.to_string()),
                );
            }
            Some(_) => {}
        }
    }
}

/// Whether the base of the base, and so on, is the figure itself.
fn returns(examined: &Examined<'_>, figure: &Figure, base: &Figure) -> bool {
    // A chain without a return visits each figure once at most.
    let steps = examined.report.figures.len();
    let mut next = Some(base);
    for _ in 0..steps {
        let Some(here) = next else { return false };
        if here.key == figure.key {
            return true;
        }
        next = match &here.stated {
            Statement::Share(share) => examined.report.figure(&share.of),
            _ => None,
        };
    }
    false
}
