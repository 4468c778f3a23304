//! Changes: a difference exists only between comparable figures, and never without its verdict and the breaks
//! between its two ends.
//!
//! The fields are private, so that no page can show a bare difference that nobody has asked whether it may be
//! shown.

use std::cmp::Ordering;

use crate::model::breaks::Break;
use crate::model::figure::{CategoryKey, Cell, FigureKey};
use crate::model::identifier::{MeasureId, OrganisationId};
use crate::model::interval::Interval;
use crate::model::percent::Percent;
use crate::model::period::Period;
use crate::model::report::Report;
use crate::model::vocabulary::{RateDefinition, Unit, Vocabulary};

use super::difference::{Difference, difference};
use super::lookup::find;
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
    Shares(Box<(Proportion, Proportion)>),
    Units(Unit, Unit),
    /// There is no count at one end.
    Gap(FigureKey, Period),
    /// A share of nothing.
    Undefined(FigureKey, Period),
}

/// A part and what it is a share of: a rate of the vocabulary, of totals or of one cell; or a category's share of
/// its measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proportion {
    pub part: FigureKey,
    pub whole: FigureKey,
}

impl Proportion {
    pub fn of_rate(rate: &RateDefinition) -> Proportion {
        Proportion {
            part: FigureKey::total(rate.part.clone()),
            whole: FigureKey::total(rate.whole.clone()),
        }
    }

    /// The same category on both sides: the rejection rate of requests by fax.
    pub fn of_cell(rate: &RateDefinition, cell: &Cell) -> Proportion {
        let key = |measure: &MeasureId| FigureKey {
            measure: measure.clone(),
            cell: Some(cell.clone()),
        };
        Proportion {
            part: key(&rate.part),
            whole: key(&rate.whole),
        }
    }

    /// A category's share of its measure.
    pub fn of_total(part: FigureKey) -> Proportion {
        Proportion {
            whole: part.to_total(),
            part,
        }
    }
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

/// A category's count, up to what it is if all cases without a category belonged to it: 2025 assigns 6 of 74
/// requests to no channel, and a fall of any one channel must not rest on them.
fn with_rest(
    report: &Report,
    vocabulary: &Vocabulary,
    key: &FigureKey,
    count: Interval,
) -> Interval {
    let Some(cell) = key
        .cell
        .as_ref()
        .filter(|cell| cell.category != CategoryKey::Rest)
    else {
        return count;
    };
    let rest = FigureKey::cell(
        key.measure.clone(),
        cell.breakdown.clone(),
        CategoryKey::Rest,
    );
    match find(report, vocabulary, &rest).count() {
        Some(rest) => count.hull(count.plus(rest)),
        None => count,
    }
}

/// The change of one count between two periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Change<'r> {
    periods: (Period, Period),
    ends: (Observation<'r>, Observation<'r>),
    counts: (Interval, Interval),
    /// What the counts may be once cases without a category are taken into account.
    tested: (Interval, Interval),
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
            tested: (
                with_rest(from, vocabulary, from_key, counts.0),
                with_rest(to, vocabulary, to_key, counts.1),
            ),
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
        let (from, to) = self.tested;
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

/// A share in one report.
pub fn observe_rate<'r>(
    report: &'r Report,
    vocabulary: &Vocabulary,
    proportion: &Proportion,
) -> RateObservation<'r> {
    let part = observe(report, vocabulary, &proportion.part);
    let whole = observe(report, vocabulary, &proportion.whole);
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
    periods: (Period, Period),
    ends: (RateObservation<'r>, RateObservation<'r>),
    rates: (Rate, Rate),
    /// Part and whole of both ends, the parts as [`with_rest`] widens them.
    tested: [(Interval, Interval); 2],
    breaks: Vec<&'r Break>,
}

impl<'r> RateChange<'r> {
    pub fn between(
        (from, proportion): (&'r Report, &Proportion),
        (to, other): (&'r Report, &Proportion),
        breaks: &'r [Break],
        vocabulary: &Vocabulary,
    ) -> Result<RateChange<'r>, Incomparable> {
        comparable(from, to)?;
        if proportion != other {
            let unlike = (proportion.clone(), other.clone());
            return Err(Incomparable::Shares(Box::new(unlike)));
        }
        let end = |report: &'r Report| {
            let end = observe_rate(report, vocabulary, proportion);
            for one in [&end.part, &end.whole] {
                if one.count().is_none() {
                    return Err(Incomparable::Gap(one.key.clone(), report.period));
                }
            }
            match end.rate {
                Some(rate) => Ok((end, rate)),
                None => Err(Incomparable::Undefined(
                    proportion.part.clone(),
                    report.period,
                )),
            }
        };
        let ((earlier, before), (later, after)) = (end(from)?, end(to)?);
        let tested = [(from, &earlier), (to, &later)].map(|(report, end)| {
            let (part, whole) = end.counts()?;
            let key = &end.part.key;
            Some((with_rest(report, vocabulary, key, part), whole))
        });
        let [Some(tested_from), Some(tested_to)] = tested else {
            // `end` has refused whatever has no counts.
            return Err(Incomparable::Gap(proportion.part.clone(), from.period));
        };
        let periods = (from.period, to.period);
        let keys = [&earlier.part.key, &earlier.whole.key];
        Ok(RateChange {
            periods,
            breaks: breaks_between(breaks, vocabulary, periods, &keys),
            ends: (earlier, later),
            rates: (before, after),
            tested: [tested_from, tested_to],
        })
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
        let (Some(before), Some(after)) = (corners(self.tested[0]), corners(self.tested[1])) else {
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
