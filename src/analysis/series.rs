//! What can be said of a count among those of the periods before it: facts about complete counts, no trend.

use crate::model::period::Period;

/// One period's count; `None` where there is none, or a range.
pub type Point = (Period, Option<u64>);

/// The first that holds is the one to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// No period before it.
    First,
    /// More, or fewer, than in every one of three periods or more, which begin with `since`.
    Record { most: bool, since: Period },
    /// After a run of two changes or more in the other direction: for the first time since the run began.
    Reversal { more: bool, since: Period },
    /// Anything else: the two counts, or the difference between them.
    Plain,
}

/// Periods before a record, and changes before a reversal, from which on one is worth a sentence.
const RECORD: usize = 3;
const RUN: usize = 2;

/// The pattern of the last of the points. They are in chronological order, and counted under the same rules.
///
/// ```
/// use klartext::analysis::series::{Pattern, pattern};
/// use klartext::model::period::Period::Year;
/// let counts = |all: &[(u16, u64)]| all.iter().map(|(y, n)| (Year(*y), Some(*n))).collect::<Vec<_>>();
/// let mut years = vec![(2017, 38), (2018, 72), (2019, 79), (2020, 85), (2021, 65), (2022, 55)];
/// assert_eq!(pattern(&counts(&years[..1])), Pattern::First);
/// assert_eq!(pattern(&counts(&years[..4])), Pattern::Record { most: true, since: Year(2017) });
/// assert_eq!(pattern(&counts(&years[..5])), Pattern::Reversal { more: false, since: Year(2017) });
/// assert_eq!(pattern(&counts(&years)), Pattern::Plain);
/// years.push((2023, 133));
/// assert_eq!(pattern(&counts(&years)), Pattern::Record { most: true, since: Year(2017) });
/// // Nobody knows 2015 and 2016.
/// years.insert(0, (2014, 3));
/// assert_eq!(pattern(&counts(&years)), Pattern::Record { most: true, since: Year(2017) });
/// ```
pub fn pattern(points: &[Point]) -> Pattern {
    let Some(((_, Some(last)), before)) = points.split_last() else {
        return Pattern::Plain;
    };
    if before.is_empty() {
        return Pattern::First;
    }
    let before = unbroken(points);
    let earlier: Vec<u64> = before.iter().filter_map(|(_, count)| *count).collect();
    let (Some((since, _)), last) = (before.first().copied(), *last) else {
        return Pattern::Plain;
    };
    if earlier.len() >= RECORD {
        if earlier.iter().all(|count| *count < last) {
            return Pattern::Record { most: true, since };
        }
        if earlier.iter().all(|count| *count > last) {
            return Pattern::Record { most: false, since };
        }
    }
    let previous = earlier.last().copied().unwrap_or(last);
    let more = last > previous;
    // The run of changes in the other direction that ends with the period before.
    let run = earlier
        .windows(2)
        .rev()
        .take_while(|pair| {
            if more {
                pair[0] > pair[1]
            } else {
                pair[0] < pair[1]
            }
        })
        .count();
    match before.get(earlier.len() - 1 - run) {
        Some((since, _)) if run >= RUN && last != previous => Pattern::Reversal {
            more,
            since: *since,
        },
        _ => Pattern::Plain,
    }
}

/// The periods directly before the last one: back to the first without a count, or to a time without a report. Nobody
/// knows what a record would have to exceed there.
fn unbroken(points: &[Point]) -> &[Point] {
    let adjoins = |pair: &[Point]| {
        pair[0].1.is_some() && pair[0].0.last_day().number() + 1 == pair[1].0.first_day().number()
    };
    let length = points
        .windows(2)
        .rev()
        .take_while(|pair| adjoins(pair))
        .count();
    let end = points.len().saturating_sub(1);
    points.get(end - length..end).unwrap_or_default()
}
