//! From a report's figures to the scopes of the templates: which state asked how often, and what no scope can hold.
//!
//! The templates count orders of member states only. What a report counts is sorted into five heaps, and nothing is
//! moved between them: orders of a state, of the EU without saying of which state, from outside, of what is not
//! clear, and the whole.

use crate::analysis::observation::{Observation, observe};
use crate::analysis::table::observations;
use crate::model::figure::{CategoryKey, FigureKey};
use crate::model::identifier::{BreakdownId, MeasureId};
use crate::model::interval::Interval;
use crate::model::report::Report;
use crate::model::value::Value;
use crate::model::vocabulary::{Breakdown, Vocabulary};

use super::templates::{State, states};

/// The breakdowns that can say which state asked, the finer first.
const BREAKDOWNS: [&str; 2] = ["country", "origin"];
/// Categories of the EU without a state's name.
const UNNAMED: [&str; 3] = ["eu", "eu_other", "other_eu"];
const OUTSIDE: [&str; 2] = ["non_eu", "outside_eu"];

/// One part of the breakdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Heap {
    pub key: FigureKey,
    /// `None` where the report gives no count.
    pub count: Option<Interval>,
    pub is_gap: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Bridge {
    pub measure: MeasureId,
    /// What the report counts in all.
    pub whole: Option<Interval>,
    pub whole_is_gap: bool,
    pub breakdown: Option<BreakdownId>,
    /// In the official order, each with a figure of its own.
    pub states: Vec<(State, Heap)>,
    pub unnamed: Vec<Heap>,
    pub outside: Vec<Heap>,
    pub unclear: Vec<Heap>,
}

/// Sorts the orders of a measure.
pub fn bridge(report: &Report, vocabulary: &Vocabulary, measure: &MeasureId) -> Bridge {
    let whole = observe(report, vocabulary, &FigureKey::total(measure.clone()));
    let mut bridge = Bridge {
        measure: measure.clone(),
        whole: whole.count(),
        whole_is_gap: whole.count().is_none(),
        breakdown: None,
        states: Vec::new(),
        unnamed: Vec::new(),
        outside: Vec::new(),
        unclear: Vec::new(),
    };
    let rows = observations(report, vocabulary);
    for name in BREAKDOWNS {
        let Some(breakdown) = vocabulary.breakdown(&BreakdownId::from(name)) else {
            continue;
        };
        let cells: Vec<(&CategoryKey, &Observation<'_>)> = rows
            .iter()
            .filter(|row| row.key.measure == *measure)
            .filter_map(|row| {
                let cell = row
                    .key
                    .cell
                    .as_ref()
                    .filter(|cell| cell.breakdown == breakdown.id)?;
                Some((&cell.category, row))
            })
            .collect();
        if cells.is_empty() {
            continue;
        }
        bridge.breakdown = Some(breakdown.id.clone());
        for (category, row) in &cells {
            if !has_stated_parts(category, &cells, breakdown) {
                bridge.sort(category, row);
            }
        }
        break;
    }
    let place = |state: State| states().iter().position(|known| *known == state);
    bridge.states.sort_by_key(|(state, _)| place(*state));
    bridge
}

/// Whether the parts of a category are stated: then it would be counted twice.
fn has_stated_parts(
    category: &CategoryKey,
    cells: &[(&CategoryKey, &Observation<'_>)],
    breakdown: &Breakdown,
) -> bool {
    let Some(parent) = category.single() else {
        return false;
    };
    let mut members = cells.iter().flat_map(|(other, _)| other.members());
    members.any(|member| breakdown.ancestors(member).any(|above| above == parent))
}

impl Bridge {
    fn sort(&mut self, category: &CategoryKey, row: &Observation<'_>) {
        let heap = Heap {
            key: row.key.clone(),
            count: row.count(),
            is_gap: matches!(row.value, None | Some(Value::Gap(_))),
        };
        let id = category.single().map_or("", |id| id.as_str());
        match State::of_category(id) {
            Some(state) => self.states.push((state, heap)),
            None if UNNAMED.contains(&id) => self.unnamed.push(heap),
            None if OUTSIDE.contains(&id) => self.outside.push(heap),
            None => self.unclear.push(heap),
        }
    }

    /// The orders of member states together, as far as the report says: mailbox.org's 2025 are 70 + 3 = 73 of 74.
    ///
    /// Without a breakdown it is anything up to the whole; what is unclear may or may not count.
    pub fn in_scope(&self) -> Option<Interval> {
        if self.breakdown.is_none() {
            let upper = self.whole.and_then(Interval::upper);
            return Some(upper.map_or(Interval::at_least(0), Interval::at_most));
        }
        let certain = self
            .states
            .iter()
            .map(|(_, heap)| heap)
            .chain(&self.unnamed);
        let mut sum = Interval::ZERO;
        for heap in certain {
            sum = sum.plus(heap.count?);
        }
        for heap in &self.unclear {
            let most = heap.count.and_then(Interval::upper);
            sum = sum.plus(most.map_or(Interval::at_least(0), Interval::at_most));
        }
        Some(sum)
    }

    /// Whether some orders of member states are not in any state's heap.
    pub fn leaves_states_open(&self) -> bool {
        let some = |heap: &Heap| heap.count.is_none_or(|count| count != Interval::ZERO);
        self.breakdown.is_none() || self.unnamed.iter().chain(&self.unclear).any(some)
    }

    /// Whether every counted order is one of a member state.
    pub fn is_all_in_scope(&self) -> bool {
        self.whole.is_some() && self.in_scope() == self.whole
    }
}
