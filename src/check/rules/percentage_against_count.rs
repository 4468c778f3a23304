//! A percentage printed beside a count that does not round to it.
//!
//! mailbox.org 2022 prints 25.4 % beside 14 of 55, which is 25.4545… %: rounded 25.5, "25.4" is truncated.

use crate::diagnostic::{Check, Diagnostic, Group, Severity};
use crate::model::value::Statement;

use super::Examined;
use super::percentage_fits_no_count::written;

pub static CHECK: Check = Check {
    id: "percentage-against-count",
    group: Group::Arithmetic,
    severity: Severity::Error,
    acceptable: true,
    finds: "A percentage printed beside a count that does not round to it.",
    mend: "look both up again; if the source really prints both, accept it with a note, and pages compute the share from the count",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    for figure in examined.report.figures.values() {
        let Statement::Count {
            count,
            printed: Some(share),
        } = &figure.stated
        else {
            continue;
        };
        let base = examined.report.figure(&share.of);
        let Some(base_count) = base.and_then(|base| base.value.count()) else {
            continue;
        };
        if share
            .percent
            .fits(base_count)
            .is_some_and(|fits| fits.contains(*count))
        {
            continue;
        }
        let mut diagnostic = Diagnostic::new(
            &CHECK,
            figure.at,
            format!("{count} of {base_count} is not {} %", share.percent),
        )
        .label(format!(
            "printed beside it: {} % of {}",
            share.percent, share.of
        ))
        .about(figure.key.to_string());
        if let Some(own) = base_count
            .exact()
            .and_then(|base| written(*count, base, share.percent.decimals()))
        {
            let printed = match share.percent.fits(base_count) {
                Some(fits) => format!("{} % of {base_count} is {fits}", share.percent),
                None => format!("no whole number of {base_count} is {} %", share.percent),
            };
            diagnostic = diagnostic.expected(format!("{own}; {printed}"));
        }
        if let Some(base) = base {
            diagnostic = diagnostic.related(base.at, format!("{} is {base_count}", share.of));
        }
        found.push(diagnostic);
    }
}
