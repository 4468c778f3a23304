//! Breaks against the figures of all reports of their organisation: what a break names has to be there to be cut.

use crate::diagnostic::{Check, Diagnostic, Group, Severity};
use crate::model::report::{Organisation, Report};
use crate::model::vocabulary::Vocabulary;
use crate::source::dataset::BreakdownGap;

pub static WITHOUT_FIGURE: Check = Check {
    id: "break-without-figure",
    group: Group::Form,
    severity: Severity::Warning,
    acceptable: false,
    finds: "A break that names a figure of which no report speaks: it cuts nothing, and perhaps another was meant.",
    mend: "name a figure that the reports state, or remove it from the break",
};

/// `told`: each report with the breakdowns of which it says that nothing is published.
pub fn run(
    organisation: &Organisation,
    told: &[(&Report, &[BreakdownGap])],
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) {
    for one in &organisation.breaks {
        for named in &one.figures {
            let spoken_of = told.iter().any(|(report, gaps)| {
                let mut keys = report.figures.keys();
                keys.any(|key| named.value.covers(key, vocabulary))
                    || gaps.iter().any(|gap| {
                        gap.measure == *named.value.measure()
                            && named
                                .value
                                .breakdown()
                                .is_none_or(|own| *own == gap.breakdown)
                    })
            });
            if !spoken_of {
                let message = format!(
                    "the break `{}` names {}, of which no report speaks",
                    one.id, named.value
                );
                found.push(
                    Diagnostic::new(&WITHOUT_FIGURE, named.at, message)
                        .label("in no report")
                        .related(one.at, "the break"),
                );
            }
        }
    }
}
