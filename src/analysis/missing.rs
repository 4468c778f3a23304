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
    all.sort_by_key(|one| {
        let subject = one.subject.clone();
        (one.reason, place(vocabulary, &subject), subject, one.period)
    });
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

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::diagnostic::{FileId, Span};
    use crate::model::figure::{CategoryKey, Figure};
    use crate::model::identifier::{CategoryId, OrganisationId, SourceId};
    use crate::model::interval::Interval;
    use crate::model::report::State;
    use crate::model::value::{Statement, Status};

    fn total(measure: &str) -> FigureKey {
        FigureKey::total(MeasureId::from(measure))
    }

    fn by_fax(measure: &str) -> FigureKey {
        let fax = CategoryKey::Categories(BTreeSet::from([CategoryId::from("fax")]));
        FigureKey::cell(MeasureId::from(measure), BreakdownId::from("channel"), fax)
    }

    fn count(count: u64) -> Value {
        Value::Count(Interval::exactly(count))
    }

    fn report(year: u16, values: Vec<(FigureKey, Value)>) -> Report {
        let at = Span::new(FileId(0), 0..0);
        let figures = values.into_iter().map(|(key, value)| {
            let figure = Figure {
                key: key.clone(),
                stated: Statement::Count {
                    count: 0,
                    printed: None,
                },
                value,
                status: Status::Published,
                source: SourceId::from("report"),
                note: None,
                at,
            };
            (key, figure)
        });
        Report {
            organisation: OrganisationId::from("example"),
            period: Period::Year(year),
            published: None,
            state: State::Final,
            sources: Vec::new(),
            figures: figures.collect(),
            sums: BTreeMap::new(),
            notes: Vec::new(),
            restatements: Vec::new(),
            medians: Vec::new(),
            acceptances: Vec::new(),
        }
    }

    fn said(reports: &[Report], silent: &[((MeasureId, BreakdownId), Gap)]) -> Vec<String> {
        let told: Vec<Told<'_>> = reports
            .iter()
            .enumerate()
            .map(|(index, report)| Told {
                report,
                breakdowns: if index == 0 {
                    silent.to_vec()
                } else {
                    Vec::new()
                },
            })
            .collect();
        missing(&told, &Vocabulary::default())
            .iter()
            .map(|one| format!("{:?} {} {}", one.reason, one.subject, one.period))
            .collect()
    }

    #[test]
    fn silence_is_listed_once_and_not_for_the_parts_of_what_is_missing_itself() {
        let full = report(
            2023,
            vec![
                (total("received"), count(133)),
                (by_fax("received"), count(8)),
                (total("objected"), Value::Gap(Gap::NotPublished)),
            ],
        );
        let short = report(2022, vec![(total("received"), count(55))]);
        let empty = report(2021, vec![(total("answered"), count(1))]);
        assert_eq!(
            said(&[short.clone(), full.clone(), empty], &[]),
            [
                "Gap(NotPublished) objected 2023",
                // An unknown vocabulary says of no breakdown that its parts are all.
                "Partly received.channel 2023",
                "PassedOver answered 2022",
                "PassedOver answered 2023",
                "PassedOver objected 2021",
                "PassedOver objected 2022",
                "PassedOver received 2021",
                "PassedOver received.channel 2022",
            ]
        );
        let channel = (MeasureId::from("received"), BreakdownId::from("channel"));
        let told = said(&[short, full], &[(channel, Gap::Withheld)]);
        assert_eq!(
            told.iter()
                .filter(|line| line.contains("channel 2022"))
                .collect::<Vec<_>>(),
            ["Gap(Withheld) received.channel 2022"]
        );
    }
}
