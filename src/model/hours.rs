//! A time in hours as a source states it.

use std::fmt;

/// `31.5` is 3150 hundredths, written with one decimal. Never a float: what was written is written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    hundredths: u64,
    decimals: u8,
}

impl Hours {
    /// Reads digits with an optional point and at most two decimals: `0`, `0.25`, `31.5`. At most 999,999 hours.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let sound = !whole.is_empty()
            && digits(whole)
            && digits(fraction)
            && whole.len() <= 6
            && fraction.len() <= 2
            && (whole == "0" || !whole.starts_with('0'))
            && text.contains('.') != fraction.is_empty();
        let hundredths = format!("{whole}{fraction:0<2}").parse().ok()?;
        let decimals = u8::try_from(fraction.len()).ok()?;
        sound.then_some(Hours {
            hundredths,
            decimals,
        })
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.hundredths / 100, self.hundredths % 100);
        match self.decimals {
            0 => write!(f, "{whole}"),
            1 => write!(f, "{whole}.{}", rest / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hours;

    #[test]
    fn hours_are_written_as_they_were() {
        for text in ["0", "0.5", "31.50", "7", "0.05", "999999"] {
            assert_eq!(
                Hours::parse(text).map(|hours| hours.to_string()).as_deref(),
                Some(text)
            );
        }
        for text in ["", "01", "1.", ".5", "1.234", "-1", "1,5", "1000000", "1e3"] {
            assert_eq!(Hours::parse(text), None, "{text}");
        }
    }
}
