//! Finding a figure in a report: stated as such, or the exact sum of finer parts.

use std::collections::BTreeSet;

use crate::model::figure::{CategoryKey, Cell, Figure, FigureKey};
use crate::model::identifier::{BreakdownId, CategoryId, MeasureId};
use crate::model::interval::Interval;
use crate::model::report::Report;
use crate::model::value::Value;
use crate::model::vocabulary::{Sums, Vocabulary};

#[derive(Debug, Clone, PartialEq)]
pub enum Found<'r> {
    Stated(&'r Figure),
    /// Not stated itself, but every one of its parts is: 2025's `plain_email+fax` is 27 + 0.
    Summed {
        value: Interval,
        parts: Vec<&'r Figure>,
    },
    /// The sources do not speak of it.
    Absent,
}

impl Found<'_> {
    pub fn value(&self) -> Option<Value> {
        match self {
            Found::Stated(figure) => Some(figure.value),
            Found::Summed { value, .. } => Some(Value::Count(*value)),
            Found::Absent => None,
        }
    }

    pub fn count(&self) -> Option<Interval> {
        self.value().and_then(Value::count)
    }
}

pub fn find<'r>(report: &'r Report, vocabulary: &Vocabulary, key: &FigureKey) -> Found<'r> {
    if let Some(figure) = report.figure(key) {
        return Found::Stated(figure);
    }
    let Some(Cell {
        breakdown,
        category: CategoryKey::Categories(wanted),
    }) = &key.cell
    else {
        return Found::Absent;
    };
    let parts = cover(report, vocabulary, &key.measure, breakdown, wanted);
    let counts: Option<Vec<Interval>> = parts
        .as_ref()
        .and_then(|parts| parts.iter().map(|part| part.value.count()).collect());
    match (parts, counts) {
        (Some(parts), Some(counts)) if !parts.is_empty() => Found::Summed {
            value: counts.into_iter().fold(Interval::ZERO, Interval::plus),
            parts,
        },
        _ => Found::Absent,
    }
}

/// Stated figures that together are exactly the wanted categories, each once.
fn cover<'r>(
    report: &'r Report,
    vocabulary: &Vocabulary,
    measure: &MeasureId,
    breakdown: &BreakdownId,
    wanted: &BTreeSet<CategoryId>,
) -> Option<Vec<&'r Figure>> {
    if sums(report, vocabulary, measure, breakdown) != Sums::Partition {
        return None;
    }
    let known = vocabulary.breakdown(breakdown)?;
    // A category is all that lies in it: `email` stands for PGP and plain text, and the other way round.
    let mut missing: BTreeSet<&CategoryId> = wanted
        .iter()
        .flat_map(|category| known.leaves(category))
        .collect();
    let mut stated: Vec<(BTreeSet<&CategoryId>, &Figure)> = cells(report, measure, breakdown)
        .filter_map(|figure| {
            let members = figure.key.cell.as_ref()?.category.members();
            let leaves: BTreeSet<&CategoryId> =
                members.flat_map(|member| known.leaves(member)).collect();
            (!leaves.is_empty()).then_some((leaves, figure))
        })
        .collect();
    // The coarsest first: what a source says in one number need not be added up.
    stated.sort_by_key(|(leaves, _)| std::cmp::Reverse(leaves.len()));
    let mut parts = Vec::new();
    for (leaves, figure) in stated {
        if leaves.is_subset(&missing) {
            missing.retain(|category| !leaves.contains(category));
            parts.push(figure);
        }
    }
    missing.is_empty().then_some(parts)
}

/// The stated cells of one measure's breakdown.
pub fn cells<'r>(
    report: &'r Report,
    measure: &MeasureId,
    breakdown: &BreakdownId,
) -> impl Iterator<Item = &'r Figure> {
    report.figures.values().filter(move |figure| {
        figure.key.measure == *measure
            && figure
                .key
                .cell
                .as_ref()
                .is_some_and(|cell| cell.breakdown == *breakdown)
    })
}

/// How a measure's breakdown adds up in this report: as the dataset says, else as the vocabulary does.
pub fn sums(
    report: &Report,
    vocabulary: &Vocabulary,
    measure: &MeasureId,
    breakdown: &BreakdownId,
) -> Sums {
    let own = report
        .sums
        .get(&(measure.clone(), breakdown.clone()))
        .copied();
    own.or_else(|| vocabulary.breakdown(breakdown).map(|known| known.sums))
        .unwrap_or(Sums::Incomplete)
}
