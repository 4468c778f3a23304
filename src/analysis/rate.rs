//! Rates: ratios of whole numbers, and intervals of them.

use std::cmp::Ordering;

use crate::model::interval::Interval;
use crate::model::percent::Percent;

/// `numerator / denominator`; the denominator is never zero.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    numerator: u64,
    denominator: u64,
}

impl Ratio {
    /// `None` for a denominator of zero.
    pub fn new(numerator: u64, denominator: u64) -> Option<Ratio> {
        (denominator > 0).then_some(Ratio {
            numerator,
            denominator,
        })
    }

    /// In units of the last decimal, rounded half away from zero (DESIGN-pages section 3).
    ///
    /// ```
    /// use klartext::analysis::rate::Ratio;
    /// // 2023: 45 of 133 were finally rejected, 33.8 %.
    /// assert_eq!(Ratio::new(45, 133).unwrap().percent(1), 338);
    /// // 14 of 55 is 25.4545… %: the printed 25.4 was truncated, 25.5 is right.
    /// assert_eq!(Ratio::new(14, 55).unwrap().percent(1), 255);
    /// ```
    pub fn percent(self, decimals: u8) -> u64 {
        let scale = 100 * 10u128.pow(u32::from(decimals));
        let (numerator, denominator) = (u128::from(self.numerator), u128::from(self.denominator));
        let rounded = (2 * numerator * scale + denominator) / (2 * denominator);
        u64::try_from(rounded).unwrap_or(u64::MAX)
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = u128::from(self.numerator) * u128::from(other.denominator);
        left.cmp(&(u128::from(other.numerator) * u128::from(self.denominator)))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

/// Every ratio from `lower` to `upper`. A rate from a range is a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    pub lower: Ratio,
    pub upper: Ratio,
}

/// The share of a part in its whole. `None` where the whole may be zero (0 of 0 is undefined, not 0 %) or
/// has no upper bound.
pub fn rate(part: Interval, whole: Interval) -> Option<Rate> {
    let lower = Ratio::new(part.lower(), whole.upper()?)?;
    let one = Ratio::new(1, 1)?;
    // A part is never more than its whole, so an open or overlapping range ends at all of it.
    let upper = part
        .upper()
        .map_or(Some(one), |most| Ratio::new(most, whole.lower()))?;
    (whole.lower() > 0).then_some(Rate {
        lower,
        upper: upper.min(one),
    })
}

/// The interval that a published percentage stands for: half a unit of its last digit to either side.
pub fn published(percent: Percent) -> Option<Rate> {
    let (lower, upper, denominator) = percent.bounds();
    Some(Rate {
        lower: Ratio::new(lower, denominator)?,
        upper: Ratio::new(upper, denominator)?,
    })
}
