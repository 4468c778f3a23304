//! A report published before its period was over, or restated before it was published: one of the dates is mistyped,
//! and with it the order in which the public learned of the figures.

use crate::diagnostic::{Check, Diagnostic, Group, Severity};

use super::Examined;

pub static CHECK: Check = Check {
    id: "dates-out-of-order",
    group: Group::Form,
    severity: Severity::Error,
    acceptable: false,
    finds: "A report published before its period was over, or a restatement from before the report.",
    mend: "correct the date",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    let period = &examined.dataset.period;
    let Some(published) = &examined.dataset.published else {
        return;
    };
    let end = period.value.last_day();
    if published.value.last_day() < end {
        let message = format!(
            "published {}, but {} ends on {end}",
            published.value, period.value
        );
        found.push(
            Diagnostic::new(&CHECK, published.at, message)
                .label("before the period was over")
                .related(period.at, "the period")
                .expected(format!("a date from {end} on")),
        );
    }
    for restatement in &examined.report.restatements {
        if restatement.date.last_day() < published.value.first_day() {
            let message = format!(
                "{} is restated in {}, but the report was published in {}",
                restatement.figure, restatement.date, published.value
            );
            found.push(
                Diagnostic::new(&CHECK, restatement.at, message)
                    .label(format!("dated {}", restatement.date))
                    .related(published.at, "published")
                    .expected(format!("a date from {} on", published.value)),
            );
        }
    }
}
