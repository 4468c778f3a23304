//! The one meaning of every published count: the set of whole numbers that it may be.

use std::fmt;

/// All whole numbers from `lower` to `upper`, both included; `upper == None` means that there is no bound.
///
/// An exact count is the interval of one number. Nothing here ever turns a range into a midpoint or an
/// unknown into zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    lower: u64,
    upper: Option<u64>,
}

impl Interval {
    pub const ZERO: Interval = Interval {
        lower: 0,
        upper: Some(0),
    };

    pub const fn exactly(count: u64) -> Self {
        Interval {
            lower: count,
            upper: Some(count),
        }
    }

    /// `None` when the bounds are the wrong way round: the empty set is no interval.
    pub fn between(lower: u64, upper: u64) -> Option<Self> {
        (lower <= upper).then_some(Interval {
            lower,
            upper: Some(upper),
        })
    }

    pub const fn at_least(lower: u64) -> Self {
        Interval { lower, upper: None }
    }

    pub const fn at_most(upper: u64) -> Self {
        Interval {
            lower: 0,
            upper: Some(upper),
        }
    }

    pub const fn lower(self) -> u64 {
        self.lower
    }

    pub const fn upper(self) -> Option<u64> {
        self.upper
    }

    /// The one number that it is, if it is one.
    pub fn exact(self) -> Option<u64> {
        self.upper.filter(|upper| *upper == self.lower)
    }

    pub fn contains(self, count: u64) -> bool {
        self.lower <= count && self.upper.is_none_or(|upper| count <= upper)
    }

    /// Every sum of one number from each side.
    ///
    /// ```
    /// use klartext::model::interval::Interval;
    /// // 2023 by channel: 89 + 36 + 8 requests.
    /// let sum = [89, 36, 8].into_iter().map(Interval::exactly).fold(Interval::ZERO, Interval::plus);
    /// assert_eq!(sum, Interval::exactly(133));
    /// ```
    pub fn plus(self, other: Self) -> Self {
        Interval {
            lower: self.lower.saturating_add(other.lower),
            upper: self
                .upper
                .zip(other.upper)
                .and_then(|(a, b)| a.checked_add(b)),
        }
    }

    /// Every non-negative difference of one number from each side; `None` when there is none.
    pub fn minus(self, other: Self) -> Option<Self> {
        let lower = other
            .upper
            .map_or(0, |most| self.lower.saturating_sub(most));
        match self.upper {
            None => Some(Interval { lower, upper: None }),
            Some(upper) => Some(Interval {
                lower,
                upper: Some(upper.checked_sub(other.lower)?),
            }),
        }
    }

    /// The numbers that lie in both.
    pub fn meet(self, other: Self) -> Option<Self> {
        let lower = self.lower.max(other.lower);
        let upper = match (self.upper, other.upper) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        upper
            .is_none_or(|upper| lower <= upper)
            .then_some(Interval { lower, upper })
    }

    /// The smallest interval that holds both.
    pub fn hull(self, other: Self) -> Self {
        Interval {
            lower: self.lower.min(other.lower),
            upper: self.upper.zip(other.upper).map(|(a, b)| a.max(b)),
        }
    }
}

/// For diagnostics and data files; pages write ranges in the reader's language.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.exact(), self.upper) {
            (Some(count), _) => write!(f, "{count}"),
            (None, Some(upper)) => write!(f, "{} to {upper}", self.lower),
            (None, None) => write!(f, "{} or more", self.lower),
        }
    }
}
