//! What is not published: gaps, values that cannot be computed with, and what a source passes over.

use std::collections::BTreeSet;

use crate::model::figure::{FigureKey, Subject};
use crate::model::identifier::{BreakdownId, MeasureId};
use crate::model::period::Period;
use crate::model::report::Report;
use crate::model::value::{AsStated, Gap, Value};
use crate::model::vocabulary::{Sums, Vocabulary};

use super::lookup::{cells, find, sums};
use super::table::order;

/// Why there is no count, or not every one. In the order in which a register lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    Gap(Gap),
    AsStated(AsStated),
    /// Some parts of a breakdown are given, others are not.
    Partly,
    /// This report's sources do not speak of what another report states (SPEC section 3).
    PassedOver,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    pub reason: Reason,
    pub subject: Subject,
    pub period: Period,
}

/// A report with the breakdowns of which its source says that nothing of them is published.
pub struct Told<'r> {
    pub report: &'r Report,
    pub breakdowns: Vec<((MeasureId, BreakdownId), Gap)>,
}

/// By reason, then in the order of the vocabulary, then by period.
///
/// What a source passes over is listed for measures and breakdowns, not for each category: 2017's missing
/// channels are one thing that it does not say and not four. The parts of a total that is missing itself are
/// not listed either.
pub fn missing(told: &[Told<'_>], vocabulary: &Vocabulary) -> Vec<Missing> {
    let (mut totals, mut breakdowns) = (BTreeSet::new(), BTreeSet::new());
    for key in told.iter().flat_map(|one| one.report.figures.keys()) {
        match &key.cell {
            None => drop(totals.insert(&key.measure)),
            Some(cell) => drop(breakdowns.insert((&key.measure, &cell.breakdown))),
        }
    }
    let mut all = Vec::new();
    for Told {
        report,
        breakdowns: silent,
    } in told
    {
        let mut add = |reason, subject| {
            all.push(Missing {
                reason,
                subject,
                period: report.period,
            });
        };
        for figure in report.figures.values() {
            let subject = || Subject::Figure(figure.key.clone());
            match figure.value {
                Value::Count(_) => {}
                Value::AsStated(how) => add(Reason::AsStated(how), subject()),
                Value::Gap(gap) => add(Reason::Gap(gap), subject()),
            }
        }
        for ((measure, breakdown), gap) in silent {
            add(
                Reason::Gap(*gap),
                Subject::Breakdown(measure.clone(), breakdown.clone()),
            );
        }
        for measure in &totals {
            let total = FigureKey::total((*measure).clone());
            if find(report, vocabulary, &total).value().is_none() {
                add(Reason::PassedOver, Subject::Figure(total));
            }
        }
        for (measure, breakdown) in &breakdowns {
            let subject = || Subject::Breakdown((*measure).clone(), (*breakdown).clone());
            let total = FigureKey::total((*measure).clone());
            let total = find(report, vocabulary, &total).value();
            let said = silent
                .iter()
                .any(|((own, split), _)| own == *measure && split == *breakdown);
            if cells(report, measure, breakdown).next().is_some() {
                if sums(report, vocabulary, measure, breakdown) == Sums::Incomplete {
                    add(Reason::Partly, subject());
                }
            } else if !said && matches!(total, Some(Value::Count(_) | Value::AsStated(_))) {
                add(Reason::PassedOver, subject());
            }
        }
    }
    all.sort_by_key(|one| (one.reason, place(vocabulary, &one.subject), one.period));
    all
}

fn place(vocabulary: &Vocabulary, subject: &Subject) -> (usize, usize, usize, String) {
    match subject {
        Subject::Figure(key) => order(vocabulary, key),
        Subject::Breakdown(measure, breakdown) => {
            let known = vocabulary
                .breakdowns
                .iter()
                .position(|known| known.id == *breakdown);
            let (measure, ..) = order(vocabulary, &FigureKey::total(measure.clone()));
            // Before the cells of the same breakdown.
            (
                measure,
                known.map_or(usize::MAX, |index| index + 1),
                0,
                String::new(),
            )
        }
    }
}
