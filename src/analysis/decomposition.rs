//! Why it moved: the change of a count that is a share of another, in a part that follows the volume and a part
//! that follows the rate.
//!
//! a₁ − a₀ = (N₁ − N₀) · r₀ + N₁ · (r₁ − r₀), with r = a / N (SPEC section 6). At the earlier rate the later volume
//! would have meant N₁ · r₀; what is beyond that is the rate's part. The parts are exact; one is rounded for print
//! and the other is the remainder, so that the printed ones add up as well.

use super::change::Change;
use super::signed::SignedRatio;

/// The two parts of a change of an exact count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WhyItMoved {
    /// a₁ − a₀
    pub total: i64,
    /// (N₁ − N₀) · r₀
    pub volume: SignedRatio,
    /// N₁ · (r₁ − r₀)
    pub rate: SignedRatio,
    /// N₁ · r₀: what the earlier rate would have meant.
    pub expected: SignedRatio,
    /// (N₁ − N₀) · (r₀ + r₁) / 2: the volume's part where what both bring about together is halved (Kitagawa 1955).
    /// `None` where there is no later rate.
    pub halved: Option<SignedRatio>,
}

impl WhyItMoved {
    /// `None` where a count is a range, or where there is no earlier rate. The two changes must be of the part and
    /// of its whole, between the same periods.
    pub fn of(part: &Change<'_>, whole: &Change<'_>) -> Option<WhyItMoved> {
        if part.periods() != whole.periods() {
            return None;
        }
        let exact = |change: &Change<'_>| {
            let (from, to) = change.counts();
            Some((i128::from(from.exact()?), i128::from(to.exact()?)))
        };
        Self::from_counts(exact(part)?, exact(whole)?)
    }

    /// ```
    /// use klartext::analysis::decomposition::WhyItMoved;
    /// // Final rejections 2022 to 2023: 7 of 55, 45 of 133.
    /// let why = WhyItMoved::from_counts((7, 45), (55, 133)).unwrap();
    /// assert_eq!((why.total, why.printed(1)), (38, (99, 281)));
    /// assert_eq!(why.expected.scaled(1), 169);
    /// // 2024 to 2025: 25 of 83, 18 of 74.
    /// let why = WhyItMoved::from_counts((25, 18), (83, 74)).unwrap();
    /// assert_eq!((why.total, why.printed(1)), (-7, (-27, -43)));
    /// ```
    pub fn from_counts(part: (i128, i128), whole: (i128, i128)) -> Option<WhyItMoved> {
        let ((a0, a1), (n0, n1)) = (part, whole);
        let base = u128::try_from(n0).ok()?;
        Some(WhyItMoved {
            total: i64::try_from(a1 - a0).ok()?,
            volume: SignedRatio::new((n1 - n0) * a0, base)?,
            rate: SignedRatio::new(a1 * n0 - n1 * a0, base)?,
            expected: SignedRatio::new(n1 * a0, base)?,
            halved: u128::try_from(2 * n0 * n1)
                .ok()
                .and_then(|both| SignedRatio::new((n1 - n0) * (a0 * n1 + a1 * n0), both)),
        })
    }

    /// Volume and rate in units of the last decimal; together they are the total.
    pub fn printed(self, decimals: u8) -> (i64, i64) {
        self.with_remainder(self.volume, decimals)
    }

    /// The same in the symmetric split.
    ///
    /// ```
    /// use klartext::analysis::decomposition::WhyItMoved;
    /// let why = WhyItMoved::from_counts((7, 45), (55, 133)).unwrap();
    /// assert_eq!(why.symmetric(1), Some((182, 198)));
    /// assert_eq!(WhyItMoved::from_counts((7, 0), (55, 0)).unwrap().symmetric(1), None);
    /// ```
    pub fn symmetric(self, decimals: u8) -> Option<(i64, i64)> {
        let volume = self.halved?;
        Some(self.with_remainder(volume, decimals))
    }

    fn with_remainder(self, volume: SignedRatio, decimals: u8) -> (i64, i64) {
        let volume = volume.scaled(decimals);
        let total = self.total.saturating_mul(10i64.pow(u32::from(decimals)));
        (volume, total.saturating_sub(volume))
    }
}
