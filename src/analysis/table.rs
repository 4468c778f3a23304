//! Tables: the one source of a page's table, its chart and its download.

use crate::model::figure::{CategoryKey, FigureKey};
use crate::model::identifier::{BreakdownId, MeasureId};
use crate::model::period::Period;
use crate::model::report::Report;
use crate::model::value::Value;
use crate::model::vocabulary::Vocabulary;

use super::lookup::cells;
use super::observation::{Observation, observe};

/// Everything that a report states, in the order of the vocabulary: totals before their parts, parents
/// before children, the rest last. Downloads write these rows; the other tables are selections of them.
pub fn observations<'r>(report: &'r Report, vocabulary: &Vocabulary) -> Vec<Observation<'r>> {
    let mut keys: Vec<&FigureKey> = report.figures.keys().collect();
    // Cached: finding a place walks the vocabulary.
    keys.sort_by_cached_key(|key| order(vocabulary, key));
    keys.into_iter()
        .map(|key| observe(report, vocabulary, key))
        .collect()
}

/// Where a figure stands among all figures.
pub(super) fn order(vocabulary: &Vocabulary, key: &FigureKey) -> (usize, usize, usize, String) {
    let measure = vocabulary
        .measures
        .iter()
        .position(|measure| measure.id == key.measure)
        .unwrap_or(usize::MAX);
    let Some(cell) = &key.cell else {
        return (measure, 0, 0, String::new());
    };
    let breakdown = vocabulary
        .breakdowns
        .iter()
        .position(|breakdown| breakdown.id == cell.breakdown);
    let known = breakdown.and_then(|index| vocabulary.breakdowns.get(index));
    let first = cell.category.members().filter_map(|member| {
        known?
            .categories
            .iter()
            .position(|category| category.id == *member)
    });
    let category = first.min().unwrap_or(usize::MAX);
    (
        measure,
        breakdown.map_or(usize::MAX, |index| index + 1),
        category,
        cell.category.to_string(),
    )
}

/// One part of a breakdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<'r> {
    pub category: CategoryKey,
    /// How many stated categories stand above it.
    pub depth: usize,
    pub observation: Observation<'r>,
}

/// A measure's breakdown in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct BreakdownTable<'r> {
    pub measure: MeasureId,
    pub breakdown: BreakdownId,
    pub total: Observation<'r>,
    /// In the order of the vocabulary, children after their parent.
    pub parts: Vec<Part<'r>>,
}

impl BreakdownTable<'_> {
    /// The parts that no other stated part contains.
    pub fn top(&self) -> impl Iterator<Item = &Part<'_>> {
        self.parts.iter().filter(|part| part.depth == 0)
    }

    /// Whether nothing but gaps is in it.
    pub fn is_silent(&self) -> bool {
        self.parts
            .iter()
            .all(|part| matches!(part.observation.value, None | Some(Value::Gap(_))))
    }
}

/// `None` when the report states no part of it.
pub fn breakdown_table<'r>(
    report: &'r Report,
    vocabulary: &Vocabulary,
    measure: &MeasureId,
    breakdown: &BreakdownId,
) -> Option<BreakdownTable<'r>> {
    let known = vocabulary.breakdown(breakdown)?;
    let stated: Vec<&CategoryKey> = cells(report, measure, breakdown)
        .filter_map(|figure| Some(&figure.key.cell.as_ref()?.category))
        .collect();
    let is_stated = |category| stated.iter().any(|key| key.single() == Some(category));
    let rows = observations(report, vocabulary);
    let own = rows.into_iter().filter(|row| {
        row.key.measure == *measure
            && row
                .key
                .cell
                .as_ref()
                .is_some_and(|cell| cell.breakdown == *breakdown)
    });
    let parts: Vec<Part<'r>> = own
        .filter_map(|observation| {
            let category = observation.key.cell.as_ref()?.category.clone();
            let depth = category.single().map_or(0, |category| {
                known.ancestors(category).filter(|id| is_stated(id)).count()
            });
            Some(Part {
                category,
                depth,
                observation,
            })
        })
        .collect();
    let total = observe(report, vocabulary, &FigureKey::total(measure.clone()));
    (!parts.is_empty()).then(|| BreakdownTable {
        measure: measure.clone(),
        breakdown: breakdown.clone(),
        total,
        parts,
    })
}

/// The totals of several measures in one period.
pub fn measure_table<'r>(
    report: &'r Report,
    vocabulary: &Vocabulary,
    measures: &[MeasureId],
) -> Vec<Observation<'r>> {
    measures
        .iter()
        .map(|measure| observe(report, vocabulary, &FigureKey::total(measure.clone())))
        .collect()
}

/// Figures over periods: one row a report, one observation for each key.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesTable<'r> {
    pub keys: Vec<FigureKey>,
    pub rows: Vec<(Period, Vec<Observation<'r>>)>,
}

/// The reports must be comparable in kind (`Period::is_comparable_with`) and in chronological order.
pub fn series_table<'r>(
    reports: &[&'r Report],
    vocabulary: &Vocabulary,
    keys: &[FigureKey],
) -> SeriesTable<'r> {
    let row = |report: &&'r Report| {
        (
            report.period,
            keys.iter()
                .map(|key| observe(report, vocabulary, key))
                .collect(),
        )
    };
    SeriesTable {
        keys: keys.to_vec(),
        rows: reports.iter().map(row).collect(),
    }
}
