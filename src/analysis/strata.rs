//! Cross-tables: the same categories of a measure and of a part of it, in two reports. They are what a rate is made
//! of: `rejected.channel.fax` beside `received.channel.fax` is the rejection rate of requests by fax.
//!
//! Marginals stay marginals: a cell that no source states is a gap here, and never inferred.

use crate::model::figure::{CategoryKey, FigureKey};
use crate::model::identifier::{BreakdownId, MeasureId};
use crate::model::period::Period;
use crate::model::report::Report;
use crate::model::vocabulary::{RateDefinition, Sums, Vocabulary};

use super::change::{Proportion, RateObservation, observe_rate};
use super::lookup::{find, sums};
use super::observation::{Observation, observe};
use super::partition;

/// The categories of one report in which a measure and some parts of it are known.
#[derive(Debug, Clone, PartialEq)]
pub struct CrossTable<'r> {
    /// The parts of the measure that have counts in at least one category, in the order asked for.
    pub columns: Vec<MeasureId>,
    /// Two or more, in the order of the vocabulary.
    pub rows: Vec<CrossRow<'r>>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CrossRow<'r> {
    /// How many cases of the measure there are in this category.
    pub whole: Observation<'r>,
    /// One per column.
    pub cells: Vec<RateObservation<'r>>,
}

/// `None` where nothing crosses: no part, or one category only.
pub fn cross_table<'r>(
    report: &'r Report,
    vocabulary: &Vocabulary,
    whole: &MeasureId,
    parts: &[MeasureId],
    breakdown: &BreakdownId,
) -> Option<CrossTable<'r>> {
    let cell = |measure: &MeasureId, category: &CategoryKey| {
        FigureKey::cell(measure.clone(), breakdown.clone(), category.clone())
    };
    let mut categories = partition::common(&[report], vocabulary, whole, breakdown);
    categories.retain(|category| {
        let count = find(report, vocabulary, &cell(whole, category)).count();
        count.is_some_and(|count| count.upper() != Some(0))
    });
    let is_counted = |measure: &MeasureId, category: &CategoryKey| {
        let found = find(report, vocabulary, &cell(measure, category));
        found.count().is_some()
    };
    let columns: Vec<MeasureId> = parts
        .iter()
        .filter(|part| categories.iter().any(|one| is_counted(part, one)))
        .cloned()
        .collect();
    categories.retain(|category| columns.iter().any(|part| is_counted(part, category)));
    let rows: Vec<CrossRow<'r>> = categories
        .iter()
        .map(|category| CrossRow {
            whole: observe(report, vocabulary, &cell(whole, category)),
            cells: columns
                .iter()
                .map(|part| {
                    let share = Proportion {
                        part: cell(part, category),
                        whole: cell(whole, category),
                    };
                    observe_rate(report, vocabulary, &share)
                })
                .collect(),
        })
        .collect();
    (rows.len() > 1).then_some(CrossTable { columns, rows })
}

/// A part and its whole, both exact.
pub type Counts = (u64, u64);

/// One category of a rate in two periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stratum {
    pub category: CategoryKey,
    pub before: Counts,
    pub after: Counts,
}

/// Why a rate cannot be divided by a breakdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Indivisible {
    /// The report says nothing of this measure's parts.
    Unspoken(MeasureId, BreakdownId, Period),
    /// There is no count.
    Gap(FigureKey, Period),
    /// It is a range: the parts of a change would be ranges that do not add up.
    Range(FigureKey, Period),
    /// A case may be in several categories, in none, or without one that is told.
    NoPartition(MeasureId, BreakdownId, Period),
}

/// The finest categories that both reports state of a rate's part and of its whole, each with its counts.
pub fn strata(
    reports: [&Report; 2],
    vocabulary: &Vocabulary,
    rate: &RateDefinition,
    breakdown: &BreakdownId,
) -> Result<Vec<Stratum>, Indivisible> {
    for report in reports {
        for measure in [&rate.part, &rate.whole] {
            if sums(report, vocabulary, measure, breakdown) != Sums::Partition {
                let (measure, breakdown) = (measure.clone(), breakdown.clone());
                return Err(Indivisible::NoPartition(measure, breakdown, report.period));
            }
            if partition::common(&[report], vocabulary, measure, breakdown).is_empty() {
                let (measure, breakdown) = (measure.clone(), breakdown.clone());
                return Err(Indivisible::Unspoken(measure, breakdown, report.period));
            }
        }
    }
    let common = |measure: &MeasureId| partition::common(&reports, vocabulary, measure, breakdown);
    let (parts, wholes) = (common(&rate.part), common(&rate.whole));
    // The finer one may hold cells that the other measure does not have.
    let (first, second) = match parts.len() > wholes.len() {
        true => (parts, wholes),
        false => (wholes, parts),
    };
    counted(reports, vocabulary, rate, breakdown, &first)
        .or_else(|why| counted(reports, vocabulary, rate, breakdown, &second).map_err(|_| why))
}

fn counted(
    reports: [&Report; 2],
    vocabulary: &Vocabulary,
    rate: &RateDefinition,
    breakdown: &BreakdownId,
    categories: &[CategoryKey],
) -> Result<Vec<Stratum>, Indivisible> {
    let exact = |report: &Report, key: FigureKey| match find(report, vocabulary, &key).count() {
        None => Err(Indivisible::Gap(key, report.period)),
        Some(count) => count.exact().ok_or(Indivisible::Range(key, report.period)),
    };
    let counts = |report: &Report, category: &CategoryKey| {
        let count = |measure: &MeasureId| {
            let category = category.clone();
            let key = FigureKey::cell(measure.clone(), breakdown.clone(), category);
            exact(report, key)
        };
        Ok((count(&rate.part)?, count(&rate.whole)?))
    };
    let strata: Vec<Stratum> = categories
        .iter()
        .map(|category| {
            Ok(Stratum {
                category: category.clone(),
                before: counts(reports[0], category)?,
                after: counts(reports[1], category)?,
            })
        })
        .collect::<Result<_, _>>()?;
    let ends: [fn(&Stratum) -> Counts; 2] = [|one| one.before, |one| one.after];
    for (report, end) in reports.into_iter().zip(ends) {
        let told = strata.iter().map(end);
        let (part, whole) = told.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        for (measure, sum) in [(&rate.part, part), (&rate.whole, whole)] {
            if exact(report, FigureKey::total(measure.clone()))? != sum {
                let (measure, breakdown) = (measure.clone(), breakdown.clone());
                return Err(Indivisible::NoPartition(measure, breakdown, report.period));
            }
        }
    }
    Ok(strata)
}
