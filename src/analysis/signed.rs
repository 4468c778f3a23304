//! Signed ratios of whole numbers: parts of a change, and differences of rates.

use std::cmp::Ordering;

/// `numerator / denominator`; the denominator is never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedRatio {
    numerator: i128,
    denominator: u128,
}

impl SignedRatio {
    /// `None` for a denominator of zero.
    pub fn new(numerator: i128, denominator: u128) -> Option<SignedRatio> {
        (denominator > 0).then_some(SignedRatio {
            numerator,
            denominator,
        })
    }

    /// The denominator must not be zero; that of two ratios never is.
    pub(super) fn over(numerator: i128, denominator: u128) -> SignedRatio {
        SignedRatio {
            numerator,
            denominator: denominator.max(1),
        }
    }

    /// In units of the last decimal, rounded half away from zero: 9.927… with one decimal is 99.
    ///
    /// ```
    /// use klartext::analysis::signed::SignedRatio;
    /// // Of the rise from 7 of 55 to 45 of 133, 78 × 7 ÷ 55 is volume.
    /// assert_eq!(SignedRatio::new(78 * 7, 55).unwrap().scaled(1), 99);
    /// assert_eq!(SignedRatio::new(-9 * 25, 83).unwrap().scaled(1), -27);
    /// ```
    pub fn scaled(self, decimals: u8) -> i64 {
        let scale = 10u128.pow(u32::from(decimals));
        let size = self.numerator.unsigned_abs();
        let rounded = (2 * size * scale + self.denominator) / (2 * self.denominator);
        let rounded = i64::try_from(rounded).unwrap_or(i64::MAX);
        if self.numerator < 0 {
            -rounded
        } else {
            rounded
        }
    }

    pub fn sign(self) -> Ordering {
        self.numerator.cmp(&0)
    }
}
