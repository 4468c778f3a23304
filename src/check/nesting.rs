//! The stated cells of a breakdown, arranged by what contains what: the order in which they add up.
//!
//! Only what follows from names and declarations; the counts come from the report. Rules about sums and the cells
//! that are derived both go by this, so that nothing is derived that no rule would check.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::lookup;
use crate::model::figure::FigureKey;
use crate::model::identifier::{BreakdownId, CategoryId, MeasureId};
use crate::model::interval::Interval;
use crate::model::report::Report;
use crate::model::vocabulary::{Breakdown, Vocabulary};

/// Cells that lie in the same whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub parts: Vec<FigureKey>,
    /// No request can be in two of them. `email` beside `plain_email+fax` is not disjoint.
    pub disjoint: bool,
    /// Together they are all of the whole, as far as the vocabulary tells. What lies in no other cell is all of the
    /// total by the declaration that the breakdown is a partition, and always counts as complete here.
    pub complete: bool,
}

impl Group {
    /// What the whole can be if these are its parts. Parts without a count may be anything from nothing upwards.
    ///
    /// Of parts that overlap, those that do not overlap each other are a lower bound, and the sum of all an upper one.
    pub fn sum(&self, report: &Report, nesting: &Nesting) -> Interval {
        let counts: Vec<(&FigureKey, Option<Interval>)> = self
            .parts
            .iter()
            .map(|key| {
                (
                    key,
                    report.figure(key).and_then(|figure| figure.value.count()),
                )
            })
            .collect();
        let upper = counts
            .iter()
            .map(|(_, count)| count.and_then(Interval::upper))
            .try_fold(0u64, |sum, upper| sum.checked_add(upper?))
            .filter(|_| self.complete);
        let mut lower = 0u64;
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        let mut largest_first: Vec<(&FigureKey, u64)> = counts
            .iter()
            .map(|(key, count)| (*key, count.map_or(0, Interval::lower)))
            .collect();
        largest_first.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for (key, count) in largest_first {
            let leaves = nesting.leaves(key);
            if self.disjoint || leaves.iter().all(|leaf| !taken.contains(leaf)) {
                lower = lower.saturating_add(count);
                taken.extend(leaves);
            }
        }
        match upper {
            // Every cell's range begins below its end, so the sums do; parts left out only lower the first.
            Some(upper) => Interval::between(lower, upper).unwrap_or(Interval::exactly(lower)),
            None => Interval::at_least(lower),
        }
    }
}

/// How the stated cells of one measure's breakdown lie in each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nesting {
    /// Cells that no other stated cell contains.
    pub top: Group,
    /// Each stated cell that contains others, with those directly below it; outer ones first.
    pub families: Vec<(FigureKey, Group)>,
    leaves: BTreeMap<FigureKey, BTreeSet<usize>>,
}

impl Nesting {
    /// `None` for a breakdown that the vocabulary does not know.
    pub fn of(
        report: &Report,
        vocabulary: &Vocabulary,
        measure: &MeasureId,
        breakdown: &BreakdownId,
    ) -> Option<Nesting> {
        let known = vocabulary.breakdown(breakdown)?;
        let numbering = Numbering::of(known);
        let cells: Vec<(&FigureKey, BTreeSet<usize>)> = lookup::cells(report, measure, breakdown)
            .filter_map(|figure| {
                let members = figure.key.cell.as_ref()?.category.members();
                let leaves = members.flat_map(|member| numbering.leaves(member));
                Some((&figure.key, leaves.collect()))
            })
            .collect();
        // Only cells that share a leaf can lie in each other: of 4,000 that share none, none is compared.
        let mut holders: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, (_, leaves)) in cells.iter().enumerate() {
            for leaf in leaves {
                holders.entry(*leaf).or_default().push(index);
            }
        }
        let neighbours = |index: usize| -> BTreeSet<usize> {
            let leaves = cells[index].1.iter();
            let all = leaves.flat_map(|leaf| holders.get(leaf).into_iter().flatten());
            all.copied().filter(|other| *other != index).collect()
        };
        // Of two names for the same leaves, `email` and `pgp_email+plain_email`, the first contains the second.
        let contains = |outer: usize, inner: usize| {
            let (outside, inside) = (&cells[outer].1, &cells[inner].1);
            inside.is_subset(outside) && (inside.len() < outside.len() || outer < inner)
        };
        let disjoint = |parts: &[usize]| {
            let mut seen = BTreeSet::new();
            parts
                .iter()
                .flat_map(|part| &cells[*part].1)
                .all(|leaf| seen.insert(*leaf))
        };
        let group = |parts: &[usize], complete: bool| Group {
            parts: parts.iter().map(|part| cells[*part].0.clone()).collect(),
            disjoint: disjoint(parts),
            complete,
        };
        let (mut top, mut families) = (Vec::new(), Vec::new());
        for (index, (_, leaves)) in cells.iter().enumerate() {
            let near = neighbours(index);
            if !near.iter().any(|other| contains(*other, index)) {
                top.push(index);
            }
            let inside: Vec<usize> = near
                .iter()
                .copied()
                .filter(|other| contains(index, *other))
                .collect();
            let direct: Vec<usize> = inside
                .iter()
                .copied()
                .filter(|part| !inside.iter().any(|between| contains(*between, *part)))
                .collect();
            if !direct.is_empty() {
                let covered: BTreeSet<usize> = direct
                    .iter()
                    .flat_map(|part| cells[*part].1.iter().copied())
                    .collect();
                families.push((index, group(&direct, covered == *leaves)));
            }
        }
        families.sort_by_key(|(index, _)| std::cmp::Reverse(cells[*index].1.len()));
        Some(Nesting {
            top: group(&top, true),
            families: families
                .into_iter()
                .map(|(index, group)| (cells[index].0.clone(), group))
                .collect(),
            leaves: cells
                .iter()
                .map(|(key, leaves)| ((*key).clone(), leaves.clone()))
                .collect(),
        })
    }

    fn leaves(&self, key: &FigureKey) -> BTreeSet<usize> {
        self.leaves.get(key).cloned().unwrap_or_default()
    }
}

/// A number for each category, and which lie in which: looked up once, because a breakdown may have thousands.
struct Numbering<'v> {
    numbers: BTreeMap<&'v CategoryId, usize>,
    children: BTreeMap<&'v CategoryId, Vec<&'v CategoryId>>,
}

impl<'v> Numbering<'v> {
    fn of(breakdown: &'v Breakdown) -> Self {
        let mut children: BTreeMap<&CategoryId, Vec<&CategoryId>> = BTreeMap::new();
        for category in &breakdown.categories {
            if let Some(parent) = &category.parent {
                children.entry(parent).or_default().push(&category.id);
            }
        }
        let ids = breakdown.categories.iter().map(|category| &category.id);
        Numbering {
            numbers: ids.enumerate().map(|(number, id)| (id, number)).collect(),
            children,
        }
    }

    /// What lies in a category and has nothing in itself; itself, if nothing does. Nesting is acyclic
    /// (`source::vocabulary`) and as deep as its labels are many at most.
    fn leaves(&self, category: &CategoryId) -> Vec<usize> {
        let mut open = vec![category];
        let mut found = Vec::new();
        while let Some(next) = open.pop() {
            match self.children.get(next) {
                Some(children) => open.extend(children.iter().copied()),
                None => found.extend(self.numbers.get(next)),
            }
        }
        found
    }
}
