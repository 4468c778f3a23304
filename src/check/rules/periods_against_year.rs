//! Halves and quarters against the year in which they lie, and any period against one that contains it.
//!
//! A provider that reports twice a year and sums up once must not give three figures of which two cannot all be true.

use crate::analysis::lookup::{self, Found};
use crate::diagnostic::{Check, Diagnostic, Group, Severity, Span};
use crate::model::figure::Figure;
use crate::model::interval::Interval;
use crate::model::period::Period;
use crate::model::report::Report;
use crate::model::vocabulary::Counted;

use super::{Examined, describe};

pub static CHECK: Check = Check {
    id: "periods-against-year",
    group: Group::Arithmetic,
    severity: Severity::Error,
    acceptable: true,
    finds: "Halves, quarters or other periods that do not sum to the year in which they lie, or are more than it.",
    mend: "correct a count in one of the reports; or, in the report of the longer period, accept it with a note",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    let inside: Vec<&Report> = examined.inside().collect();
    for periods in rows(&inside) {
        for figure in examined.report.figures.values() {
            found.extend(examine(examined, figure, &periods));
        }
    }
}

/// The periods of each kind, without those that overlap an earlier one: halves and quarters are not mixed.
fn rows<'r>(inside: &[&'r Report]) -> Vec<Vec<&'r Report>> {
    let mut rows: Vec<Vec<&Report>> = Vec::new();
    for report in inside {
        let kind = std::mem::discriminant(&report.period);
        let row = rows
            .iter_mut()
            .find(|row| std::mem::discriminant(&row[0].period) == kind);
        match row {
            // Reports are in chronological order.
            Some(row)
                if row
                    .last()
                    .is_some_and(|last| last.period.last_day() < report.period.first_day()) =>
            {
                row.push(report);
            }
            Some(_) => {}
            None => rows.push(vec![report]),
        }
    }
    rows
}

fn examine(examined: &Examined<'_>, figure: &Figure, periods: &[&Report]) -> Option<Diagnostic> {
    let whole = figure.value.count()?;
    let measure = examined.vocabulary.measure(&figure.key.measure)?;
    if measure.counted == Counted::AtItsEnd {
        return None;
    }
    let days = |period: Period| period.last_day().number() - period.first_day().number() + 1;
    let known: Vec<(&Report, Interval, Span)> = periods
        .iter()
        .filter_map(|report| {
            let part = lookup::find(report, examined.vocabulary, &figure.key);
            let at = match &part {
                Found::Stated(figure) => figure.at,
                Found::Summed { parts, .. } => parts.first()?.at,
                Found::Absent => return None,
            };
            Some((*report, part.count()?, at))
        })
        .collect();
    let complete = days(examined.report.period)
        == known
            .iter()
            .map(|(report, ..)| days(report.period))
            .sum::<i32>();
    let counts = || known.iter().map(|(_, count, _)| *count);
    let sum = counts().fold(Interval::ZERO, Interval::plus);
    // The same account may be concerned in both halves: then the year has fewer than their sum.
    let least = match measure.unit.adds_up_over_time() {
        true => sum.lower(),
        false => counts().map(Interval::lower).max().unwrap_or(0),
    };
    let most = sum.upper().filter(|_| complete);
    if whole.upper().is_none_or(|upper| least <= upper)
        && most.is_none_or(|most| whole.lower() <= most)
    {
        return None;
    }
    let names: Vec<String> = known
        .iter()
        .map(|(report, ..)| report.period.to_string())
        .collect();
    let written: Vec<String> = counts().map(|count| count.to_string()).collect();
    let sum = match written.as_slice() {
        [only] => only.clone(),
        several => format!("{} = {sum}", several.join(" + ")),
    };
    let (key, period, periods) = (&figure.key, examined.report.period, names.join(" and "));
    let message = format!("{key} is {whole} in {period}, but {sum} in {periods}");
    let expected = match (complete, measure.unit.adds_up_over_time()) {
        (true, true) => format!("{} that sum to {whole}", names.join(" and ")),
        (true, false) => format!("at most {whole} in each period, and at least {whole} in all"),
        (false, _) => format!("at most {whole} within {period}"),
    };
    let mut diagnostic = Diagnostic::new(&CHECK, figure.at, message)
        .label(describe(figure))
        .expected(expected)
        .about(key.to_string());
    for (report, count, at) in &known {
        diagnostic = diagnostic.related(*at, format!("{}: {count}", report.period));
    }
    Some(diagnostic)
}
