//! The parts of a partition against their total.
//!
//! mailbox.org 2025 names 63 + 5 + 0 channels of 74: the six that remain are `rest: 6`, or an error.

use crate::analysis::lookup;
use crate::check::nesting::Nesting;
use crate::check::resolve::breakdowns;
use crate::diagnostic::{Check, Diagnostic, Group, Severity};
use crate::model::figure::{FigureKey, Subject};
use crate::model::identifier::{BreakdownId, MeasureId};
use crate::model::interval::Interval;
use crate::model::value::Value;
use crate::model::vocabulary::Sums;

use super::{Examined, describe};

pub static CHECK: Check = Check {
    id: "parts-against-total",
    group: Group::Arithmetic,
    severity: Severity::Error,
    acceptable: true,
    finds: "The parts of a breakdown that do not sum to the total.",
    mend: "correct a count; or add `rest:` for what has no category; or say `sums: multiple` if one request may have several, or `sums: incomplete` if parts are missing; or accept it with a note",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    for (measure, breakdown) in breakdowns(examined.report) {
        if examined.has_read(&measure, &breakdown) {
            found.extend(examine(examined, &measure, &breakdown));
        }
    }
}

fn examine(
    examined: &Examined<'_>,
    measure: &MeasureId,
    breakdown: &BreakdownId,
) -> Option<Diagnostic> {
    let sums = lookup::sums(examined.report, examined.vocabulary, measure, breakdown);
    let total = examined.report.figure(&FigureKey::total(measure.clone()))?;
    let whole = total.value.count()?;
    let nesting = Nesting::of(examined.report, examined.vocabulary, measure, breakdown)?;
    let mut figures: Vec<_> = nesting
        .top
        .parts
        .iter()
        .filter_map(|key| examined.report.figure(key))
        .collect();
    figures.sort_by_key(|figure| figure.at);
    let counts: Vec<Interval> = figures
        .iter()
        .filter_map(|figure| figure.value.count())
        .collect();
    // Beyond the known parts of an open breakdown there may be others.
    let sum = nesting.top.sum(examined.report, &nesting);
    let complete = counts.len() == figures.len();
    let contradiction = match sums {
        Sums::Partition => whole.meet(sum).is_none(),
        Sums::Incomplete => whole.upper().is_some_and(|most| sum.lower() > most),
        Sums::Multiple | Sums::Overlapping => false,
    };
    if !contradiction {
        return None;
    }
    // A gap among the parts leaves the sum open above; what is known is still said as it is.
    let sum = match nesting.top.disjoint {
        true => counts.iter().copied().fold(Interval::ZERO, Interval::plus),
        false => sum,
    };
    let subject = Subject::Breakdown(measure.clone(), breakdown.clone());
    let difference = i128::from(sum.lower()) - i128::from(whole.lower());
    let exact = sum.exact().zip(whole.exact()).is_some();
    let open = sums == Sums::Incomplete || !complete;
    let message = match (open, exact) {
        (true, _) => {
            format!("the known parts of {subject} alone are {sum}, but {measure} is {whole}")
        }
        (false, true) => format!(
            "the parts of {subject} sum to {sum}, but {measure} is {whole} ({difference:+})"
        ),
        (false, false) => format!("the parts of {subject} sum to {sum}, but {measure} is {whole}"),
    };
    let place = examined
        .dataset
        .places
        .get(&(measure.clone(), breakdown.clone()))
        .copied()
        .unwrap_or(total.at);
    let written: Vec<String> = counts.iter().map(ToString::to_string).collect();
    let mut diagnostic = Diagnostic::new(&CHECK, place, message)
        .label(match written.as_slice() {
            [only] => format!("{only} in all"),
            _ if !nesting.top.disjoint => format!("{sum} in all; some of these lie in each other"),
            several => format!("{} = {sum}", several.join(" + ")),
        })
        .expected(match open {
            true => format!("parts that sum to at most {whole}"),
            false => format!("parts that sum to {whole}"),
        })
        .related(total.at, format!("{measure} is {}", describe(total)))
        .about(subject.to_string());
    for figure in figures {
        if !matches!(figure.value, Value::Gap(_)) {
            diagnostic = diagnostic.related(figure.at, describe(figure));
        }
    }
    Some(diagnostic)
}
