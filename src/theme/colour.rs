//! A colour as klartext can compute with it, and how far two of them stand apart.
//!
//! WCAG 2.2 defines both numbers: the relative luminance of an sRGB colour and the contrast ratio of two
//! (<https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>, <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>). The
//! power of 2.4 in it is the fifth root of the twelfth power, which whole numbers have exactly: no machine rounds it
//! another way.

use std::fmt;
use std::sync::LazyLock;

use num_bigint::BigUint;

/// Red, green and blue, without transparency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// A contrast ratio in hundredths, cut off: 449 is less than 4.5:1, however near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contrast(pub u64);

pub const WHITE: Colour = Colour([255; 3]);
pub const BLACK: Colour = Colour([0; 3]);

/// What a luminance of 1 is counted as.
const SCALE: u64 = 1_000_000_000;

/// sRGB's transfer function for each of its steps, in parts of [`SCALE`]:
/// `c / 12.92` up to 0.04045, `((c + 0.055) / 1.055) ^ 2.4` above.
static LINEAR: LazyLock<[u64; 256]> = LazyLock::new(|| {
    std::array::from_fn(|step| {
        let step = u64::try_from(step).unwrap_or(255);
        // 10 of 255 is 0.0392, 11 is 0.0431.
        if step <= 10 {
            return SCALE * step * 100 / (255 * 1292);
        }
        // (step / 255 + 0.055) / 1.055, as a ratio of whole numbers.
        let (part, whole) = (1_000 * step + 14_025, 269_025_u64);
        let power = BigUint::from(SCALE).pow(5) * BigUint::from(part).pow(12);
        let root = (power / BigUint::from(whole).pow(12)).nth_root(5);
        u64::try_from(root).unwrap_or(SCALE)
    })
});

impl Colour {
    /// `#rgb`, `#rrggbb`, `rgb(1, 2, 3)`, `rgb(1 2 3)`, `white` or `black`; `None` of everything else, also of what is a
    /// colour to a browser: what leaves the site with a chart has to be written for every reader of SVG.
    ///
    /// ```
    /// use klartext::theme::colour::Colour;
    /// assert_eq!(Colour::parse("#0b7").unwrap().to_string(), "#00BB77");
    /// assert_eq!(Colour::parse("rgb(0, 187 119)"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Colour> {
        match text.trim().to_ascii_lowercase().as_str() {
            "white" => Some(WHITE),
            "black" => Some(BLACK),
            other => match other.strip_prefix('#') {
                Some(digits) => hexadecimal(digits),
                None => parts(other.strip_prefix("rgb(")?.strip_suffix(')')?),
            },
        }
    }

    /// From 0 for black to [`SCALE`] for white.
    fn luminance(self) -> u64 {
        let [red, green, blue] = self.0.map(|step| LINEAR[usize::from(step)]);
        (2126 * red + 7152 * green + 722 * blue) / 10_000
    }

    /// ```
    /// use klartext::theme::colour::{BLACK, Colour, WHITE};
    /// assert_eq!(WHITE.contrast(BLACK).to_string(), "21");
    /// assert_eq!(Colour::parse("#767676").unwrap().contrast(WHITE).to_string(), "4.54");
    /// ```
    pub fn contrast(self, other: Colour) -> Contrast {
        let (one, two) = (self.luminance(), other.luminance());
        let haze = SCALE / 20;
        Contrast(100 * (one.max(two) + haze) / (one.min(two) + haze))
    }

    /// So much nearer to another colour, in 255 steps.
    pub fn towards(self, other: Colour, step: u8) -> Colour {
        let mixed = |from: u8, to: u8| {
            let (from, to, step) = (u32::from(from), u32::from(to), u32::from(step));
            u8::try_from((from * (255 - step) + to * step + 127) / 255).unwrap_or(u8::MAX)
        };
        let ([r, g, b], [x, y, z]) = (self.0, other.0);
        Colour([mixed(r, x), mixed(g, y), mixed(b, z)])
    }
}

fn hexadecimal(digits: &str) -> Option<Colour> {
    let doubled: String;
    let digits = match digits.len() {
        3 => {
            doubled = digits.chars().flat_map(|c| [c, c]).collect();
            doubled.as_str()
        }
        6 => digits,
        _ => return None,
    };
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let sound = digits.chars().all(|c| c.is_ascii_hexdigit());
    sound.then_some(Colour([part(0)?, part(2)?, part(4)?]))
}

fn parts(inside: &str) -> Option<Colour> {
    let parts: Vec<&str> = match inside.contains(',') {
        true => inside.split(',').map(str::trim).collect(),
        false => inside.split_ascii_whitespace().collect(),
    };
    let parts: Vec<u8> = parts
        .iter()
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    Some(Colour(parts.try_into().ok()?))
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Colour([red, green, blue]) = self;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

/// `4.54`, `4.5`, `3`: as the ratios of WCAG are written, without their `:1`.
impl fmt::Display for Contrast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match (rest / 10, rest % 10) {
            (0, 0) => write!(f, "{whole}"),
            (tenths, 0) => write!(f, "{whole}.{tenths}"),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ratios of culori's `wcagContrast`, by which the browser tests go.
    #[test]
    fn contrasts_are_those_of_other_programs() {
        for (one, other, ratio) in [
            ("#1F4FA3", "#FFFFFF", "7.76"),
            ("#626975", "#F6F5F1", "5.06"),
            ("#8DBBFF", "#12151A", "9.3"),
            ("#AE8707", "#FFFFFF", "3.35"),
            ("#010101", "#000000", "1"),
        ] {
            let colour = |text| Colour::parse(text).unwrap();
            assert_eq!(
                colour(one).contrast(colour(other)).to_string(),
                ratio,
                "{one} on {other}"
            );
        }
    }

    #[test]
    fn what_is_no_plain_colour_is_none() {
        for text in [
            "",
            "#12",
            "#12345",
            "#1234567",
            "#12345678",
            "#ggg",
            "#+1+1+1",
            "red",
            "rgb(1,2)",
            "rgb(256 0 0)",
            "rgb(1,,2,3)",
            "rgb(1 2 3 / .5)",
            "hsl(1 2% 3%)",
            "#ÄÄÄ",
        ] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
        assert_eq!(Colour::parse(" rgb(1 2 3) "), Some(Colour([1, 2, 3])));
    }

    #[test]
    fn mixing_ends_at_the_other_colour() {
        let blue = Colour([31, 79, 163]);
        assert_eq!(blue.towards(WHITE, 0), blue);
        assert_eq!(blue.towards(WHITE, 255), WHITE);
    }
}
