//! A percentage as a source printed it, and the whole numbers that fit it.

use std::fmt;

use super::interval::Interval;

/// `27.1` is 271 with one decimal. Never a float: 6 and 6.0 say different things about their precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Percent {
    scaled: u64,
    decimals: u8,
}

impl Percent {
    /// Reads digits with an optional point: `27.1`, `6`, `6.0`. At most 100, at most six decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let canonical = whole == "0" || !whole.starts_with('0');
        if !digits(whole) || !canonical || whole.len() > 3 || fraction.len() > 6 {
            return None;
        }
        if text.contains('.') && !digits(fraction) {
            return None;
        }
        let decimals = u8::try_from(fraction.len()).ok()?;
        let scaled = format!("{whole}{fraction}").parse().ok()?;
        (scaled <= 100 * 10u64.pow(u32::from(decimals))).then_some(Percent { scaled, decimals })
    }

    pub fn scaled(self) -> u64 {
        self.scaled
    }

    pub fn decimals(self) -> u8 {
        self.decimals
    }

    fn unit(self) -> u128 {
        10u128.pow(u32::from(self.decimals))
    }

    /// The whole numbers k for which k of `base` rounds to this percentage: |100k/n − p| is at most half a
    /// unit of p's last written digit (SPEC section 3). Over a range of bases it is the hull; `None` when
    /// no whole number fits.
    ///
    /// ```
    /// use klartext::model::{interval::Interval, percent::Percent};
    /// let fits = |p, n| Percent::parse(p).unwrap().fits(Interval::exactly(n));
    /// assert_eq!(fits("27.1", 133), Some(Interval::exactly(36)));
    /// assert_eq!(fits("2.32", 35_083), Interval::between(813, 815));
    /// assert_eq!(fits("74.6", 55), None); // mailbox.org 2022: 100 − 25.4, not 41 of 55
    /// // Nothing of 1, 2 or 3 is 40 %, though 0.4 of 3 is more than 0.4 of 1.
    /// let range = Interval::between(1, 3).unwrap();
    /// assert_eq!(Percent::parse("40").unwrap().fits(range), None);
    /// ```
    pub fn fits(self, base: Interval) -> Option<Interval> {
        let (two_p, scale) = (2 * u128::from(self.scaled), 200 * self.unit());
        let least = |n: u64| (two_p.saturating_sub(1) * u128::from(n)).div_ceil(scale);
        let most = |n: u64| ((two_p + 1) * u128::from(n) / scale).min(u128::from(n));
        let has_fit = |n: &u64| *n > 0 && least(*n) <= most(*n);
        // The ends of the hull lie at the outermost bases that have a fit. Among so many bases in a row one has:
        // the fits of a base span a unit of the last digit, which is one whole number or more from there on.
        let enough = u64::try_from(scale / 2)
            .unwrap_or(u64::MAX)
            .saturating_add(1);
        let end = base.lower().saturating_add(enough);
        let from =
            (base.lower()..=base.upper().map_or(end, |upper| upper.min(end))).find(has_fit)?;
        let least = u64::try_from(least(from)).ok()?;
        match base.upper() {
            None => Some(Interval::at_least(least)),
            Some(upper) => {
                let begin = from.max(upper.saturating_sub(enough));
                let to = (begin..=upper).rev().find(has_fit)?;
                Interval::between(least, u64::try_from(most(to)).ok()?)
            }
        }
    }

    /// The share's own interval as (numerator, numerator, denominator): p minus and plus half a unit of its
    /// last digit, within 0 and 100 per cent. A published percentage keeps this, whatever its counts say.
    pub fn bounds(self) -> (u64, u64, u64) {
        let denominator = 200 * 10u64.pow(u32::from(self.decimals));
        let lower = (2 * self.scaled).saturating_sub(1);
        (lower, (2 * self.scaled + 1).min(denominator), denominator)
    }
}

/// As a data file writes it, with a point.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10u64.pow(u32::from(self.decimals));
        write!(f, "{}", self.scaled / unit)?;
        if self.decimals > 0 {
            write!(
                f,
                ".{:0width$}",
                self.scaled % unit,
                width = usize::from(self.decimals)
            )?;
        }
        Ok(())
    }
}
