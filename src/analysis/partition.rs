//! Parts that several reports have in common.
//!
//! 2022 publishes plain-text e-mail and fax only together, 2023 each of them: what can be compared is their sum.

use std::collections::BTreeSet;

use crate::model::figure::{CategoryKey, FigureKey};
use crate::model::identifier::{BreakdownId, CategoryId, MeasureId};
use crate::model::report::Report;
use crate::model::vocabulary::{Breakdown, Vocabulary};

use super::lookup::{Found, cells, find};

/// The finest parts of a breakdown that every one of the reports states or adds up to, in the order of the
/// vocabulary; what only some of them state, alone, comes along as a gap in the others. Empty where a report
/// says nothing of the breakdown.
pub fn common(
    reports: &[&Report],
    vocabulary: &Vocabulary,
    measure: &MeasureId,
    breakdown: &BreakdownId,
) -> Vec<CategoryKey> {
    let Some(known) = vocabulary.breakdown(breakdown) else {
        return Vec::new();
    };
    let mut groups: Vec<BTreeSet<CategoryId>> = Vec::new();
    let mut rest = false;
    for report in reports {
        let mut any = false;
        for figure in cells(report, measure, breakdown) {
            any = true;
            let Some(cell) = &figure.key.cell else {
                continue;
            };
            match &cell.category {
                CategoryKey::Rest => rest = true,
                CategoryKey::Categories(members) => {
                    // A parent whose children are stated says nothing finer than they do.
                    let finer = |category: &CategoryId| {
                        let children: Vec<CategoryId> = known
                            .children(category)
                            .map(|child| child.id.clone())
                            .collect();
                        !children.is_empty()
                            && splits(report, vocabulary, measure, breakdown, &children)
                    };
                    if members.len() == 1 && members.iter().all(finer) {
                        continue;
                    }
                    let leaves = members
                        .iter()
                        .flat_map(|member| known.leaves(member))
                        .cloned()
                        .collect();
                    join(&mut groups, leaves);
                }
            }
        }
        if !any {
            return Vec::new();
        }
    }
    let order = |group: &BTreeSet<CategoryId>| {
        known
            .categories
            .iter()
            .position(|category| group.contains(&category.id))
    };
    groups.sort_by_key(order);
    let mut keys: Vec<CategoryKey> = groups
        .into_iter()
        .map(|group| named(known, group))
        .collect();
    if rest {
        keys.push(CategoryKey::Rest);
    }
    keys
}

/// Parts of a breakdown that at least so many of the reports state or add up to, none overlapping another: the
/// rows of a series, in the order of the vocabulary. What most reports know goes before what is finer.
pub fn over_time(
    reports: &[&Report],
    vocabulary: &Vocabulary,
    measure: &MeasureId,
    breakdown: &BreakdownId,
    at_least: usize,
) -> Vec<CategoryKey> {
    let Some(known) = vocabulary.breakdown(breakdown) else {
        return Vec::new();
    };
    let candidates: BTreeSet<CategoryKey> = reports
        .iter()
        .flat_map(|report| cells(report, measure, breakdown))
        .filter_map(|figure| Some(figure.key.cell.as_ref()?.category.clone()))
        .filter(|category| *category != CategoryKey::Rest)
        .collect();
    let coverage = |category: &CategoryKey| {
        let key = FigureKey::cell(measure.clone(), breakdown.clone(), category.clone());
        let counts = reports
            .iter()
            .filter(|report| find(report, vocabulary, &key).count().is_some());
        counts.count()
    };
    let mut ranked: Vec<(usize, usize, CategoryKey)> = candidates
        .into_iter()
        .map(|category| {
            (
                coverage(&category),
                leaves(known, &category).len(),
                category,
            )
        })
        .filter(|(coverage, ..)| *coverage >= at_least)
        .collect();
    ranked.sort_by(|a, b| (b.0, a.1, &a.2).cmp(&(a.0, b.1, &b.2)));
    let mut taken: BTreeSet<CategoryId> = BTreeSet::new();
    let mut chosen: Vec<CategoryKey> = Vec::new();
    for (.., category) in ranked {
        let own = leaves(known, &category);
        if own.is_disjoint(&taken) {
            taken.extend(own);
            chosen.push(category);
        }
    }
    chosen.sort_by_key(|category| {
        let first = |id: &CategoryId| known.categories.iter().position(|one| one.id == *id);
        category.members().filter_map(first).min()
    });
    chosen
}

fn leaves(known: &Breakdown, category: &CategoryKey) -> BTreeSet<CategoryId> {
    category
        .members()
        .flat_map(|member| known.leaves(member))
        .cloned()
        .collect()
}

/// Whether a report gives each of some categories.
fn splits(
    report: &Report,
    vocabulary: &Vocabulary,
    measure: &MeasureId,
    breakdown: &BreakdownId,
    categories: &[CategoryId],
) -> bool {
    categories.iter().all(|category| {
        let key = CategoryKey::one(category.clone());
        let key = FigureKey::cell(measure.clone(), breakdown.clone(), key);
        !matches!(find(report, vocabulary, &key), Found::Absent)
    })
}

/// Adds a group, merged with those that it overlaps.
fn join(groups: &mut Vec<BTreeSet<CategoryId>>, group: BTreeSet<CategoryId>) {
    let mut merged = group;
    groups.retain(|other| {
        let apart = other.is_disjoint(&merged);
        if !apart {
            merged.extend(other.iter().cloned());
        }
        apart
    });
    groups.push(merged);
}

/// A group by the name of the category that holds exactly it, if there is one.
fn named(breakdown: &Breakdown, group: BTreeSet<CategoryId>) -> CategoryKey {
    let parent = breakdown.categories.iter().find(|category| {
        let leaves = breakdown.leaves(&category.id);
        leaves.len() == group.len() && leaves.iter().all(|leaf| group.contains(*leaf))
    });
    parent.map_or(CategoryKey::Categories(group), |category| {
        CategoryKey::one(category.id.clone())
    })
}
