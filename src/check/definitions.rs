//! The definitions of measures against the figures that are counted by them: a word under which figures stand does
//! not change its meaning unsaid.

use crate::diagnostic::{Check, Diagnostic, Group, Severity};
use crate::model::report::Report;
use crate::model::vocabulary::Vocabulary;

use super::record::{OrganisationRecord, ReportRecord};

pub static WITHOUT_VERSION: Check = Check {
    id: "definition-without-version",
    group: Group::History,
    severity: Severity::Error,
    acceptable: false,
    finds: "A built-in measure that the site's vocabulary gives another name, unit or meaning, though figures stand under it and no version of the definition says so: readers and downloads would take the new meaning for the built-in one.",
    mend: "add `versions: [{version: 2, definition: {…}, change: {…}}]` to the measure, with `from:` if it counts from a day only; or declare a measure with a name of your own",
};

pub fn run(
    organisations: &[OrganisationRecord],
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) {
    let reports = organisations.iter().flat_map(OrganisationRecord::reports);
    let reports: Vec<&Report> = reports.map(ReportRecord::report).collect();
    for measure in &vocabulary.measures {
        let Some(at) = measure.redefined else {
            continue;
        };
        let figures = reports.iter().flat_map(|report| report.figures.values());
        let mut counted = figures.filter(|figure| figure.key.measure == measure.id);
        let Some(first) = counted.next() else {
            continue;
        };
        let others = counted.count();
        let message = format!(
            "`{}` is built in; here it gets another name or meaning under figures that cite `{0}@1`",
            measure.id
        );
        let told = match others {
            0 => "a figure counted by it".to_owned(),
            more => format!("the first of {} figures counted by it", more + 1),
        };
        found.push(
            Diagnostic::new(&WITHOUT_VERSION, at, message)
                .label("no version of its own")
                .related(first.at, told)
                .expected(
                    "a version of the definition, which the figures and the downloads then cite",
                ),
        );
    }
}
