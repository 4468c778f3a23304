//! Acceptances: an irregularity that is true is silenced with a note that is published beside it.

use crate::diagnostic::{Check, Diagnostic, Group, Severity, Spanned};
use crate::model::report::Acceptance;
use crate::source::fields::unknown;

pub static UNKNOWN: Check = Check {
    id: "acceptance-unknown",
    group: Group::Form,
    severity: Severity::Error,
    acceptable: false,
    finds: "An acceptance of a check that does not exist or cannot be accepted.",
    mend: "name a check that can be accepted; `klartext check --explain ID` tells",
};

pub static STALE: Check = Check {
    id: "acceptance-without-cause",
    group: Group::Arithmetic,
    severity: Severity::Error,
    acceptable: false,
    finds: "An acceptance of something that is no longer irregular: its note would tell readers of a fault that is not there.",
    mend: "if another error names the same figure, mend that first; otherwise remove the acceptance",
};

/// Takes out what is accepted, and reports acceptances that silence nothing; not in a dataset that was not read in
/// full, whose irregularity may be hidden.
pub fn apply(
    acceptances: &[Acceptance],
    acceptable: &[&'static Check],
    complete: bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut stale = Vec::new();
    let mut used: Vec<&Acceptance> = Vec::new();
    for acceptance in acceptances {
        if !acceptable.iter().any(|check| check.id == acceptance.check) {
            let name = Spanned {
                value: acceptance.check.clone(),
                at: acceptance.at,
            };
            let ids = acceptable.iter().map(|check| check.id);
            stale.push(unknown(
                &UNKNOWN,
                &name,
                &format!("there is no check `{}` that can be accepted", name.value),
                ids,
            ));
            continue;
        }
        let subject = acceptance.subject.to_string();
        let before = diagnostics.len();
        diagnostics.retain(|found| found.check.id != acceptance.check || found.subject != subject);
        let again = used.iter().find(|earlier| {
            earlier.check == acceptance.check && earlier.subject == acceptance.subject
        });
        if let Some(earlier) = again {
            let message = format!("`{}` is accepted twice in {subject}", acceptance.check);
            stale.push(
                Diagnostic::new(&STALE, acceptance.at, message)
                    .label("again")
                    .related(earlier.at, "first")
                    .mend("keep one of the two, with the whole note"),
            );
        } else if diagnostics.len() < before {
            used.push(acceptance);
        } else if complete {
            let message = format!("`{}` finds nothing in {subject}", acceptance.check);
            let diagnostic =
                Diagnostic::new(&STALE, acceptance.at, message).label("accepts nothing");
            let elsewhere = diagnostics
                .iter()
                .filter(|found| found.check.id == acceptance.check)
                .map(|found| format!("`figure: {}`", found.subject));
            let elsewhere: Vec<String> = elsewhere.collect();
            stale.push(if elsewhere.is_empty() {
                diagnostic
            } else {
                diagnostic
                    .expected(elsewhere.join(" or "))
                    .mend("correct `figure:`, or remove the acceptance")
            });
        }
    }
    diagnostics.extend(stale);
}
