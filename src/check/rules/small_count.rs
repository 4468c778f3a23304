//! Counts so small that they may point at a person, where the site has said from which number on counts are published.

use crate::diagnostic::{Check, Diagnostic, Group, Severity};

use super::{Examined, describe};

pub static CHECK: Check = Check {
    id: "small-count",
    group: Group::Arithmetic,
    severity: Severity::Error,
    acceptable: true,
    finds: "A count between zero and the site's `suppress_below`, stated or computed from others.",
    mend: "state it as `suppressed`, and a second part of the same breakdown with it; or accept it with a note",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    let Some(limit) = examined.settings.suppress_below else {
        return;
    };
    for figure in examined.report.figures.values() {
        let small = figure
            .value
            .exact()
            .filter(|count| (1..limit).contains(count));
        if let Some(count) = small {
            let message = format!("{} is {count}, below {limit}", figure.key);
            found.push(
                Diagnostic::new(&CHECK, figure.at, message)
                    .label(describe(figure))
                    .expected(format!("0, or a count from {limit} on, or `suppressed`"))
                    .about(figure.key.to_string()),
            );
        }
    }
}
