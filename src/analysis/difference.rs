//! The difference between two counts of the same figure.
//!
//! Whether two figures may be compared at all is not asked here: the only caller so far is a
//! restatement, which is one figure twice.

use crate::model::interval::Interval;

/// Every difference `to − from` of one number from each side; `None` is unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    pub lower: Option<i128>,
    pub upper: Option<i128>,
}

impl Difference {
    /// The one number that it is, if it is one.
    pub fn exact(self) -> Option<i128> {
        self.lower.filter(|lower| Some(*lower) == self.upper)
    }
}

/// ```
/// use klartext::analysis::difference::difference;
/// use klartext::model::interval::Interval;
/// // 2019's final rejections: 4 in the report, 10 a year later.
/// assert_eq!(difference(Interval::exactly(4), Interval::exactly(10)).exact(), Some(6));
/// ```
pub fn difference(from: Interval, to: Interval) -> Difference {
    Difference {
        lower: from
            .upper()
            .map(|most| i128::from(to.lower()) - i128::from(most)),
        upper: to
            .upper()
            .map(|most| i128::from(most) - i128::from(from.lower())),
    }
}
