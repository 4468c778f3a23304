//! Changes: a difference exists only between comparable figures, and never without its verdict and the breaks
//! between its two ends.
//!
//! The fields are private, so that no page can show a bare difference that nobody has asked whether it may be
//! shown.

use std::cmp::Ordering;

use crate::model::breaks::Break;
use crate::model::figure::{Cell, FigureKey};
use crate::model::identifier::{OrganisationId, RateId};
use crate::model::interval::Interval;
use crate::model::percent::Percent;
use crate::model::period::Period;
use crate::model::report::Report;
use crate::model::vocabulary::{RateDefinition, Unit, Vocabulary};

use super::difference::{Difference, difference};
use super::observation::{Observation, observe};
use super::rate::{Rate, Ratio, rate, wilson};
use super::signed::SignedRatio;
use super::significance::{counts_differ, shares_differ};

/// What may be said of a change (SPEC section 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Beyond noise, over the whole range where an end is a range.
    Rose,
    Fell,
    NoClearChange,
    /// A break lies between: whatever the test says, the two ends are counted under different rules.
    RuleChanged,
}

/// Why two figures make no change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incomparable {
    SamePeriod(Period),
    /// The earlier one has to be named first.
    WrongOrder(Period, Period),
    /// A year and a half-year, or free periods of different lengths.
    Kinds(Period, Period),
    Organisations(OrganisationId, OrganisationId),
    Measures(Box<(FigureKey, FigureKey)>),
    Rates(RateId, RateId),
    Units(Unit, Unit),
    /// There is no count at one end.
    Gap(FigureKey, Period),
    /// A share of nothing.
    Undefined(RateId, Period),
}

/// Whether two reports may be compared at all, before any figure is looked at.
pub fn comparable(from: &Report, to: &Report) -> Result<(), Incomparable> {
    if from.organisation != to.organisation {
        let (from, to) = (from.organisation.clone(), to.organisation.clone());
        return Err(Incomparable::Organisations(from, to));
    }
    if !from.period.is_comparable_with(to.period) {
        return Err(Incomparable::Kinds(from.period, to.period));
    }
    match from.period.cmp(&to.period) {
        Ordering::Less => Ok(()),
        Ordering::Equal => Err(Incomparable::SamePeriod(from.period)),
        Ordering::Greater => Err(Incomparable::WrongOrder(from.period, to.period)),
    }
}

/// The breaks that lie between two periods and bind one of the figures.
pub fn breaks_between<'b>(
    breaks: &'b [Break],
    vocabulary: &Vocabulary,
    (earlier, later): (Period, Period),
    keys: &[&FigureKey],
) -> Vec<&'b Break> {
    let bound = |one: &Break| keys.iter().any(|key| one.binds(key, vocabulary));
    breaks
        .iter()
        .filter(|one| one.separates(earlier, later) && bound(one))
        .collect()
}

/// The breaks that set a figure of one period apart from everything before it: what a row of a download, which
/// has no other end, is flagged with. `previous` is the comparable report before it, if there is one.
pub fn breaks_before<'b>(
    breaks: &'b [Break],
    vocabulary: &Vocabulary,
    previous: Option<Period>,
    period: Period,
    key: &FigureKey,
) -> Vec<&'b Break> {
    let apart = |one: &Break| match previous {
        Some(previous) => one.separates(previous, period),
        None => (period.first_day()..=period.last_day()).contains(&one.date),
    };
    breaks
        .iter()
        .filter(|one| apart(one) && one.binds(key, vocabulary))
        .collect()
}

/// The change of one count between two periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Change<'r> {
    periods: (Period, Period),
    ends: (Observation<'r>, Observation<'r>),
    counts: (Interval, Interval),
    breaks: Vec<&'r Break>,
}

impl<'r> Change<'r> {
    pub fn between(
        (from, from_key): (&'r Report, &FigureKey),
        (to, to_key): (&'r Report, &FigureKey),
        breaks: &'r [Break],
        vocabulary: &Vocabulary,
    ) -> Result<Change<'r>, Incomparable> {
        comparable(from, to)?;
        let ends = (
            observe(from, vocabulary, from_key),
            observe(to, vocabulary, to_key),
        );
        if ends.0.unit != ends.1.unit {
            return Err(Incomparable::Units(ends.0.unit, ends.1.unit));
        }
        if from_key != to_key {
            let unlike = (from_key.clone(), to_key.clone());
            return Err(Incomparable::Measures(Box::new(unlike)));
        }
        let count = |end: &Observation<'_>, report: &Report| {
            end.count()
                .ok_or_else(|| Incomparable::Gap(end.key.clone(), report.period))
        };
        let counts = (count(&ends.0, from)?, count(&ends.1, to)?);
        let periods = (from.period, to.period);
        Ok(Change {
            periods,
            counts,
            breaks: breaks_between(breaks, vocabulary, periods, &[from_key]),
            ends,
        })
    }

    pub fn periods(&self) -> (Period, Period) {
        self.periods
    }

    pub fn from(&self) -> &Observation<'r> {
        &self.ends.0
    }

    pub fn to(&self) -> &Observation<'r> {
        &self.ends.1
    }

    pub fn counts(&self) -> (Interval, Interval) {
        self.counts
    }

    pub fn breaks(&self) -> &[&'r Break] {
        &self.breaks
    }

    pub fn difference(&self) -> Difference {
        difference(self.counts.0, self.counts.1)
    }

    pub fn verdict(&self) -> Verdict {
        if !self.breaks.is_empty() {
            return Verdict::RuleChanged;
        }
        let (from, to) = self.counts;
        // The distance is smallest between the ends that face each other; a test passed there is passed over
        // the whole range, since z grows with the later count and falls with the earlier one.
        match (from.upper(), to.upper()) {
            (Some(most), _) if most < to.lower() && counts_differ(most, to.lower()) => {
                Verdict::Rose
            }
            (_, Some(most)) if most < from.lower() && counts_differ(from.lower(), most) => {
                Verdict::Fell
            }
            _ => Verdict::NoClearChange,
        }
    }
}

/// A rate in one report: its two counts, and the share itself.
#[derive(Debug, Clone, PartialEq)]
pub struct RateObservation<'r> {
    pub part: Observation<'r>,
    pub whole: Observation<'r>,
    /// `None` where it is undefined (0 of 0) or not known.
    pub rate: Option<Rate>,
    /// As the source printed it, where that is all there is.
    pub printed: Option<Percent>,
    /// The 95 per cent Wilson interval of the rate.
    pub interval: Option<Rate>,
}

impl RateObservation<'_> {
    /// Both counts, where both are known.
    pub fn counts(&self) -> Option<(Interval, Interval)> {
        self.part.count().zip(self.whole.count())
    }
}

/// A rate of a report, of totals or of one cell on both sides.
pub fn observe_rate<'r>(
    report: &'r Report,
    vocabulary: &Vocabulary,
    definition: &RateDefinition,
    cell: Option<&Cell>,
) -> RateObservation<'r> {
    let key = |measure: &crate::model::identifier::MeasureId| FigureKey {
        measure: measure.clone(),
        cell: cell.cloned(),
    };
    let part = observe(report, vocabulary, &key(&definition.part));
    let whole = observe(report, vocabulary, &key(&definition.whole));
    let share = part.share.as_ref().filter(|share| share.base == whole.key);
    let counts = part.count().zip(whole.count());
    // A published percentage keeps its own interval, which the observation knows.
    let of_counts = || counts.and_then(|(part, whole)| rate(part, whole));
    RateObservation {
        rate: share.and_then(|share| share.rate).or_else(of_counts),
        printed: share.and_then(|share| share.printed),
        interval: counts.and_then(|(part, whole)| wilson(part, whole)),
        part,
        whole,
    }
}

/// The change of one rate between two periods, in percentage points.
#[derive(Debug, Clone, PartialEq)]
pub struct RateChange<'r> {
    rate: RateId,
    periods: (Period, Period),
    ends: (RateObservation<'r>, RateObservation<'r>),
    rates: (Rate, Rate),
    breaks: Vec<&'r Break>,
}

impl<'r> RateChange<'r> {
    pub fn between(
        (from, from_rate): (&'r Report, &RateDefinition),
        (to, to_rate): (&'r Report, &RateDefinition),
        breaks: &'r [Break],
        vocabulary: &Vocabulary,
    ) -> Result<RateChange<'r>, Incomparable> {
        comparable(from, to)?;
        if from_rate.id != to_rate.id {
            let (from, to) = (from_rate.id.clone(), to_rate.id.clone());
            return Err(Incomparable::Rates(from, to));
        }
        let end = |report: &'r Report| {
            let end = observe_rate(report, vocabulary, from_rate, None);
            for one in [&end.part, &end.whole] {
                if one.count().is_none() {
                    return Err(Incomparable::Gap(one.key.clone(), report.period));
                }
            }
            match end.rate {
                Some(rate) => Ok((end, rate)),
                None => Err(Incomparable::Undefined(from_rate.id.clone(), report.period)),
            }
        };
        let ((earlier, before), (later, after)) = (end(from)?, end(to)?);
        let periods = (from.period, to.period);
        let keys = [&earlier.part.key, &earlier.whole.key];
        Ok(RateChange {
            rate: from_rate.id.clone(),
            periods,
            breaks: breaks_between(breaks, vocabulary, periods, &keys),
            ends: (earlier, later),
            rates: (before, after),
        })
    }

    pub fn rate(&self) -> &RateId {
        &self.rate
    }

    pub fn periods(&self) -> (Period, Period) {
        self.periods
    }

    pub fn from(&self) -> &RateObservation<'r> {
        &self.ends.0
    }

    pub fn to(&self) -> &RateObservation<'r> {
        &self.ends.1
    }

    pub fn rates(&self) -> (Rate, Rate) {
        self.rates
    }

    pub fn breaks(&self) -> &[&'r Break] {
        &self.breaks
    }

    /// The least and the greatest difference of the two rates; equal where both are exact.
    pub fn difference(&self) -> (SignedRatio, SignedRatio) {
        let (before, after) = self.rates;
        (
            after.lower.minus(before.upper),
            after.upper.minus(before.lower),
        )
    }

    pub fn verdict(&self) -> Verdict {
        if !self.breaks.is_empty() {
            return Verdict::RuleChanged;
        }
        let (Some(before), Some(after)) = (self.ends.0.counts(), self.ends.1.counts()) else {
            return Verdict::NoClearChange;
        };
        let (Some(before), Some(after)) = (corners(before), corners(after)) else {
            return Verdict::NoClearChange;
        };
        let all = |order: Ordering| {
            before.iter().all(|first| {
                after.iter().all(|second| {
                    let shares = Ratio::new(second.0, second.1).zip(Ratio::new(first.0, first.1));
                    shares.is_some_and(|(later, earlier)| later.cmp(&earlier) == order)
                        && shares_differ(*first, *second)
                })
            })
        };
        if all(Ordering::Greater) {
            Verdict::Rose
        } else if all(Ordering::Less) {
            Verdict::Fell
        } else {
            Verdict::NoClearChange
        }
    }
}

/// Every pair of ends of a part and its whole; `None` where one has no upper bound.
fn corners((part, whole): (Interval, Interval)) -> Option<Vec<(u64, u64)>> {
    let parts = [part.lower(), part.upper()?];
    let wholes = [whole.lower(), whole.upper()?];
    let pair = |part: u64| wholes.map(|whole| (part.min(whole), whole));
    Some(parts.into_iter().flat_map(pair).collect())
}
