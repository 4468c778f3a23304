//! What lies in a category against the category, nested or merged: 27 plain-text + 36 PGP e-mails = 63 e-mails in 2025.

use crate::analysis::lookup;
use crate::check::nesting::{Group, Nesting};
use crate::check::resolve::breakdowns;
use crate::diagnostic::{self, Check, Diagnostic, Severity};
use crate::model::figure::FigureKey;
use crate::model::interval::Interval;
use crate::model::vocabulary::Sums;

use super::{Examined, describe};

pub static CHECK: Check = Check {
    id: "children-against-parent",
    group: diagnostic::Group::Arithmetic,
    severity: Severity::Error,
    acceptable: true,
    finds: "Categories that are more than the category that contains them, or all of them and not its sum; so also of merged categories, such as `plain_email+fax` beside `plain_email` and `fax`.",
    mend: "correct a count, or accept it with a note",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    for (measure, breakdown) in breakdowns(examined.report) {
        let sums = lookup::sums(examined.report, examined.vocabulary, &measure, &breakdown);
        if matches!(sums, Sums::Multiple | Sums::Overlapping)
            || !examined.has_read(&measure, &breakdown)
        {
            continue;
        }
        let nesting = Nesting::of(examined.report, examined.vocabulary, &measure, &breakdown);
        for (parent, children) in nesting.iter().flat_map(|nesting| &nesting.families) {
            let sum = nesting
                .as_ref()
                .map(|nesting| children.sum(examined.report, nesting));
            found.extend(sum.and_then(|sum| examine(examined, parent, children, sum, sums)));
        }
    }
}

fn examine(
    examined: &Examined<'_>,
    parent: &FigureKey,
    children: &Group,
    sum: Interval,
    sums: Sums,
) -> Option<Diagnostic> {
    let parent = examined.report.figure(parent)?;
    let whole = parent.value.count()?;
    let complete = sums == Sums::Partition && children.complete;
    let possible = match complete {
        true => whole.meet(sum).is_some(),
        false => whole.upper().is_none_or(|most| sum.lower() <= most),
    };
    if possible {
        return None;
    }
    let stated: Vec<_> = children
        .parts
        .iter()
        .filter_map(|key| examined.report.figure(key))
        .filter(|figure| figure.value.count().is_some())
        .collect();
    let counts = stated.iter().filter_map(|figure| figure.value.count());
    let known = match children.disjoint {
        true => counts.fold(Interval::ZERO, Interval::plus),
        false => sum,
    };
    let mut diagnostic = Diagnostic::new(
        &CHECK,
        parent.at,
        format!(
            "the parts of {} sum to {known}, but it is {whole}",
            parent.key
        ),
    )
    .label(describe(parent))
    .expected(match complete && stated.len() == children.parts.len() {
        true => format!("parts that sum to {whole}"),
        false => format!("parts that sum to at most {whole}"),
    })
    .about(parent.key.to_string());
    for child in stated {
        diagnostic = diagnostic.related(child.at, describe(child));
    }
    Some(diagnostic)
}
