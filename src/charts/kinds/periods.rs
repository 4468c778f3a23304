//! Periods side by side, in slots of one width: a missing period keeps its place, and a break between two of
//! them has a place of its own.

use crate::charts::spec::BreakMark;

#[derive(Debug, Clone, PartialEq)]
pub struct Periods {
    /// Where the first slot begins.
    pub left: f64,
    /// From period to period.
    pub pace: f64,
    /// The slot of each period; those of missing periods stay empty.
    pub slots: Vec<u32>,
}

/// The slot of each period, given how many are missing before it; `None` when there are too many to number.
pub fn slots(skipped: impl Iterator<Item = u32>) -> Option<Vec<u32>> {
    let mut slots = Vec::new();
    let mut next: u32 = 0;
    for skipped in skipped {
        let slot = next.checked_add(skipped)?;
        slots.push(slot);
        next = slot.checked_add(1)?;
    }
    Some(slots)
}

/// How many slots there are, at least one.
pub fn count(slots: &[u32]) -> f64 {
    slots.last().map_or(1.0, |slot| f64::from(*slot) + 1.0)
}

impl Periods {
    pub fn middle(&self, slot: u32) -> f64 {
        self.left + (f64::from(slot) + 0.5) * self.pace
    }

    /// Where the slots end.
    pub fn right(&self) -> f64 {
        match self.slots.last() {
            Some(_) => self.left + count(&self.slots) * self.pace,
            None => self.left,
        }
    }

    /// Where rules stand, and their labels, from left to right. A rule stands where the first period under
    /// the new rule begins. Breaks in one place share a rule.
    pub fn breaks<'b>(&self, breaks: &'b [BreakMark]) -> Vec<(f64, Vec<&'b str>)> {
        let mut breaks: Vec<(usize, &str)> = breaks
            .iter()
            .map(|mark| (mark.before.min(self.slots.len()), mark.label.as_str()))
            .collect();
        breaks.sort_by_key(|(before, _)| *before);
        let mut places: Vec<(usize, Vec<&str>)> = Vec::new();
        for (before, label) in breaks {
            match places.last_mut() {
                Some((same, labels)) if *same == before => labels.push(label),
                _ => places.push((before, vec![label])),
            }
        }
        let x = |before: usize| match self.slots.get(before) {
            Some(slot) => self.left + f64::from(*slot) * self.pace,
            None => self.right(),
        };
        places
            .into_iter()
            .map(|(before, labels)| (x(before), labels))
            .collect()
    }
}

/// The labels of the breaks that stand before a period, or after the last of so many.
pub fn labels_before(breaks: &[BreakMark], before: usize, periods: usize) -> Vec<String> {
    let here = |mark: &&BreakMark| mark.before.min(periods) == before;
    let marks = breaks.iter().filter(here);
    marks.map(|mark| mark.label.clone()).collect()
}
