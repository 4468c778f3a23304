//! Rates: ratios of whole numbers, and intervals of them.

use std::cmp::Ordering;

use crate::model::interval::Interval;
use crate::model::percent::Percent;

use super::signed::SignedRatio;

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

impl Ratio {
    pub fn numerator(self) -> u64 {
        self.numerator
    }

    pub fn denominator(self) -> u64 {
        self.denominator
    }

    pub fn minus(self, other: Ratio) -> SignedRatio {
        let of = |count: u64| i128::from(count);
        let left = of(self.numerator) * of(other.denominator);
        let right = of(other.numerator) * of(self.denominator);
        let denominator = u128::from(self.denominator) * u128::from(other.denominator);
        SignedRatio::over(left - right, denominator)
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
/// has no upper bound, and where the part cannot be one: no share is above all of it.
pub fn rate(part: Interval, whole: Interval) -> Option<Rate> {
    let lower = Ratio::new(part.lower(), whole.upper()?)?;
    let one = Ratio::new(1, 1)?;
    // A part is never more than its whole, so an open or overlapping range ends at all of it.
    let upper = part
        .upper()
        .map_or(Some(one), |most| Ratio::new(most, whole.lower()))?;
    (whole.lower() > 0 && lower <= one).then_some(Rate {
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

/// The 95 per cent Wilson score interval of a rate (Wilson 1927): how far the rate could be from what it shows if
/// the period is taken as one draw. Of a range, the hull over it.
///
/// With z² = 3.841459 the bounds are (2x + z² ∓ √(z² · (4x(n − x)/n + z²))) / 2(n + z²).
///
/// ```
/// use klartext::analysis::rate::wilson;
/// use klartext::model::interval::Interval;
/// // 45 of 133: 26.3 to 42.2 %.
/// let interval = wilson(Interval::exactly(45), Interval::exactly(133)).unwrap();
/// assert_eq!((interval.lower.percent(1), interval.upper.percent(1)), (263, 422));
/// // Nothing of 74 is compatible with up to 4.9 %.
/// let none = wilson(Interval::ZERO, Interval::exactly(74)).unwrap();
/// assert_eq!((none.lower.percent(1), none.upper.percent(1)), (0, 49));
/// ```
pub fn wilson(part: Interval, whole: Interval) -> Option<Rate> {
    let parts = [part.lower(), part.upper()?];
    let wholes = [whole.lower(), whole.upper()?];
    let corners = parts
        .into_iter()
        .flat_map(|part| wholes.map(|whole| bounds(part.min(whole), whole)));
    let corners: Vec<Rate> = corners.collect::<Option<_>>()?;
    let lower = corners.iter().map(|rate| rate.lower).min()?;
    let upper = corners.iter().map(|rate| rate.upper).max()?;
    Some(Rate { lower, upper })
}

fn bounds(part: u64, whole: u64) -> Option<Rate> {
    /// In millionths, as everything below.
    const Z_SQUARED: u128 = 3_841_459;
    const MILLION: u128 = 1_000_000;
    // Larger counts have no noise that any digit would show, and would not fit.
    const LARGEST: u64 = 1 << 40;
    if whole == 0 || whole > LARGEST {
        return None;
    }
    let (x, n) = (u128::from(part), u128::from(whole));
    let centre = 2 * x * MILLION + Z_SQUARED;
    let root = (Z_SQUARED * (4 * x * (n - x) * MILLION / n + Z_SQUARED)).isqrt();
    let denominator = u64::try_from(2 * (n * MILLION + Z_SQUARED)).ok()?;
    let ratio = |numerator: u128| {
        let numerator = u64::try_from(numerator).ok()?.min(denominator);
        Ratio::new(numerator, denominator)
    };
    Some(Rate {
        // Exactly zero at 0 of n, and exactly one at n of n, whatever the root loses by being whole.
        lower: if x == 0 {
            Ratio::new(0, 1)?
        } else {
            ratio(centre.saturating_sub(root))?
        },
        upper: if x == n {
            Ratio::new(1, 1)?
        } else {
            ratio(centre + root)?
        },
    })
}
