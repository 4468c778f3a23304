//! A count ten times as large as usual, or a tenth: more often a digit too many or too few than an event.

use crate::analysis::lookup;
use crate::diagnostic::{Check, Diagnostic, Group, Severity};
use crate::model::figure::Figure;

use super::Examined;

pub static CHECK: Check = Check {
    id: "outlier",
    group: Group::Arithmetic,
    severity: Severity::Warning,
    acceptable: true,
    finds: "A count that is ten times, or a tenth of, what the other reports make plausible: the sign of a missing or doubled digit.",
    mend: "look the count up again; if it is right, accept it with a note",
};

/// What is a tenth of less than this may be chance, and no digit is missing in it.
const LEAST: u64 = 50;

/// Reports to either side that say what is usual; a year's halves and quarters stand among them.
const AROUND: usize = 20;

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    for figure in examined.report.figures.values() {
        found.extend(examine(examined, figure));
    }
}

fn examine(examined: &Examined<'_>, figure: &Figure) -> Option<Diagnostic> {
    // Zero is an assertion, and no digit is missing in it.
    let count = figure.value.exact().filter(|count| *count > 0)?;
    let own = examined.report.period;
    let others: Vec<(u64, crate::model::period::Period)> = examined
        .around(AROUND)
        .filter(|other| other.period.is_comparable_with(own))
        .filter_map(|other| {
            let found = lookup::find(other, examined.vocabulary, &figure.key);
            Some((found.count()?.exact()?, other.period))
        })
        .collect();
    // Of two reports alone the later one is told.
    if others.len() == 1 && others.iter().all(|(_, period)| *period > own) {
        return None;
    }
    // The nearest of all decides: where the series has been at this level before, nothing is out of line.
    let near = others
        .iter()
        .map(|(other, _)| *other)
        .min_by_key(|other| other.abs_diff(count))?;
    let (small, large) = (count.min(near), count.max(near));
    if large < LEAST || small == 0 || large / 10 < small {
        return None;
    }
    let told: Vec<String> = others
        .iter()
        .map(|(count, period)| format!("{count} in {period}"))
        .collect();
    let shown = told.len().min(5);
    let more = match told.len() - shown {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "{} is {count}, and the nearest of the other reports has {near}",
        figure.key
    );
    Some(
        Diagnostic::new(&CHECK, figure.at, message)
            .label(match count > near {
                true => "ten times as many, or more",
                false => "a tenth, or less",
            })
            .expected(format!(
                "a count nearer to the other reports: {}{more}",
                told[..shown].join(", ")
            ))
            .about(figure.key.to_string()),
    )
}
