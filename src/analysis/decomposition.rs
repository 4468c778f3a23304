//! Why it moved: the change of a count that is a share of another, in a part that follows the volume and a part
//! that follows the rate.
//!
//! a₁ − a₀ = (N₁ − N₀) · r₀ + N₁ · (r₁ − r₀), with r = a / N (SPEC section 6). At the earlier rate the later volume
//! would have meant N₁ · r₀; what is beyond that is the rate's part. The parts are exact; one is rounded for print
//! and the other is the remainder, so that the printed ones add up as well.
//!
//! And the change of a rate, where a cross-table exists, in a part that follows the mix of the categories and a part
//! that follows the rates within them (Kitagawa 1955, "Components of a Difference Between Two Rates"):
//!
//! r₁ − r₀ = Σ (w₁ − w₀) · r₀ᵢ + Σ w₁ · (r₁ᵢ − r₀ᵢ), with wᵢ = Nᵢ / N and rᵢ = aᵢ / Nᵢ of each category i.

use num_bigint::{BigInt, BigUint, Sign};

use super::change::Change;
use super::signed::SignedRatio;
use super::strata::{Counts, Stratum};

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

/// The two parts of a change of a rate, and the change itself: shares of 1, exact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MixAndWithin {
    total: Fraction,
    /// Σ (w₁ − w₀) · r₀ᵢ
    mix: Fraction,
    /// Σ (w₁ − w₀) · (r₀ᵢ + r₁ᵢ) / 2: Kitagawa's own, which halves what both bring about together.
    halved: Fraction,
    /// Σ w₁ · r₀ᵢ: the later mix at the earlier rates.
    expected: Fraction,
}

impl MixAndWithin {
    /// `None` where a period has no cases at all, or where a part exceeds its whole.
    ///
    /// A category without cases in one of the periods has no rate in it. It takes that of the other period: that it
    /// came or went is wholly a change of the mix.
    ///
    /// ```
    /// use klartext::analysis::decomposition::MixAndWithin;
    /// use klartext::analysis::strata::Stratum;
    /// use klartext::model::figure::CategoryKey;
    /// let stratum = |before, after| Stratum { category: CategoryKey::Rest, before, after };
    /// // Every category keeps its rate (1 of 10, 5 of 10); more cases come by the second.
    /// let strata = [stratum((1, 10), (1, 10)), stratum((5, 10), (15, 30))];
    /// let why = MixAndWithin::of(&strata).unwrap();
    /// assert_eq!(why.printed(1), (100, 0, 100));
    /// // The mix stays, the rate within the second falls from 50 to 20 per cent.
    /// let strata = [stratum((1, 10), (1, 10)), stratum((5, 10), (2, 10))];
    /// assert_eq!(MixAndWithin::of(&strata).unwrap().printed(1), (0, -150, -150));
    /// ```
    pub fn of(strata: &[Stratum]) -> Option<MixAndWithin> {
        let sum = |end: fn(&Stratum) -> Counts| {
            let ends = strata.iter().map(end);
            ends.fold((0u64, 0u64), |sum, one| (sum.0 + one.0, sum.1 + one.1))
        };
        let (before, after) = (sum(|one| one.before), sum(|one| one.after));
        let sound = |(part, whole): Counts| part <= whole;
        if before.1 == 0
            || after.1 == 0
            || !strata
                .iter()
                .all(|one| sound(one.before) && sound(one.after))
        {
            return None;
        }
        let mut expected = Fraction::zero();
        let mut at_later = Fraction::zero();
        for one in strata {
            let (from, to) = match (one.before, one.after) {
                ((_, 0), (_, 0)) => continue,
                ((_, 0), after) => (after, after),
                (before, (_, 0)) => (before, before),
                ends => ends,
            };
            // w₁ · r₀ᵢ, and w₀ · r₁ᵢ for the half that the symmetric split takes from the other side.
            expected = expected.plus(&share(one.after.1, after.1).times(&share(from.0, from.1)));
            at_later = at_later.plus(&share(one.before.1, before.1).times(&share(to.0, to.1)));
        }
        let (r0, r1) = (share(before.0, before.1), share(after.0, after.1));
        let mix = expected.minus(&r0);
        // Σ (w₁ − w₀) r₀ᵢ and Σ (w₁ − w₀) r₁ᵢ: with the rates above, Σ w₀ r₀ᵢ is r₀ and Σ w₁ r₁ᵢ is r₁, since a
        // category without cases has no weight.
        let other = r1.minus(&at_later);
        Some(MixAndWithin {
            total: r1.minus(&r0),
            halved: mix.plus(&other).half(),
            mix,
            expected,
        })
    }

    /// Mix, within and the whole change in units of the last decimal of a percentage point; the first two sum to the
    /// third.
    pub fn printed(&self, decimals: u8) -> (i64, i64, i64) {
        self.with_remainder(&self.mix, decimals)
    }

    /// The same in the symmetric split.
    pub fn symmetric(&self, decimals: u8) -> (i64, i64, i64) {
        self.with_remainder(&self.halved, decimals)
    }

    /// The rate that the later mix would have had at the earlier rates, in units of the last decimal of a per cent.
    pub fn expected(&self, decimals: u8) -> i64 {
        self.expected.scaled(decimals + 2)
    }

    fn with_remainder(&self, mix: &Fraction, decimals: u8) -> (i64, i64, i64) {
        let (mix, total) = (mix.scaled(decimals + 2), self.total.scaled(decimals + 2));
        (mix, total.saturating_sub(mix), total)
    }
}

fn share(part: u64, whole: u64) -> Fraction {
    Fraction {
        numerator: part.into(),
        denominator: whole.max(1).into(),
    }
}

/// A ratio of whole numbers of any size: the sum over thirty categories has a denominator of hundreds of digits.
/// The denominator is never zero.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fraction {
    numerator: BigInt,
    denominator: BigUint,
}

impl Fraction {
    fn zero() -> Fraction {
        share(0, 1)
    }

    fn plus(&self, other: &Fraction) -> Fraction {
        let own = &self.numerator * BigInt::from(other.denominator.clone());
        let its = &other.numerator * BigInt::from(self.denominator.clone());
        Fraction {
            numerator: own + its,
            denominator: &self.denominator * &other.denominator,
        }
    }

    fn minus(&self, other: &Fraction) -> Fraction {
        self.plus(&Fraction {
            numerator: -&other.numerator,
            denominator: other.denominator.clone(),
        })
    }

    fn times(&self, other: &Fraction) -> Fraction {
        Fraction {
            numerator: &self.numerator * &other.numerator,
            denominator: &self.denominator * &other.denominator,
        }
    }

    fn half(&self) -> Fraction {
        Fraction {
            numerator: self.numerator.clone(),
            denominator: &self.denominator * 2u32,
        }
    }

    /// In units of the last decimal, rounded half away from zero.
    fn scaled(&self, decimals: u8) -> i64 {
        let scale = BigUint::from(10u32).pow(u32::from(decimals));
        let twice = self.numerator.magnitude() * 2u32 * scale + &self.denominator;
        let rounded = twice / (&self.denominator * 2u32);
        let rounded = i64::try_from(rounded).unwrap_or(i64::MAX);
        match self.numerator.sign() {
            Sign::Minus => -rounded,
            Sign::NoSign | Sign::Plus => rounded,
        }
    }
}
