//! Measuring and breaking text, and the way from counts to lengths. Floating-point numbers begin here; only
//! `+ - * /` and comparisons are used on them, so that every machine computes the same drawing.

use super::scene::Size;
use super::spec::{Ratio, Share};

/// Advances of U+0020 to U+017F in 1/64 em, rounded up, of DejaVu Sans: among the widest of the fonts that
/// systems set interfaces in, so that a text measured here has room in all of them. Control characters and
/// the soft hyphen have none, as they are never written.
#[rustfmt::skip]
const REGULAR: [u8; 352] = [
    21, 26, 30, 54, 41, 61, 50, 18, 25, 25, 32, 54, 21, 24, 21, 22, 41, 41, 41, 41, 41, 41,
    41, 41, 41, 41, 22, 22, 54, 54, 54, 34, 64, 44, 44, 45, 50, 41, 37, 50, 49, 19, 19, 42,
    36, 56, 48, 51, 39, 51, 45, 41, 40, 47, 44, 64, 44, 40, 44, 25, 22, 25, 54, 32, 32, 40,
    41, 36, 41, 40, 23, 41, 41, 18, 18, 38, 18, 63, 41, 40, 41, 41, 27, 34, 26, 41, 38, 53,
    38, 38, 34, 41, 22, 41, 54, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 21, 26, 41, 41,
    41, 41, 22, 32, 32, 64, 31, 40, 54, 0, 64, 32, 32, 54, 26, 26, 32, 41, 41, 21, 32, 26,
    31, 40, 63, 63, 63, 34, 44, 44, 44, 44, 44, 44, 63, 45, 41, 41, 41, 41, 19, 19, 19, 19,
    50, 48, 51, 51, 51, 51, 51, 54, 51, 47, 47, 47, 47, 40, 39, 41, 40, 40, 40, 40, 40, 40,
    63, 36, 40, 40, 40, 40, 18, 18, 18, 18, 40, 41, 40, 40, 40, 40, 40, 54, 40, 41, 41, 41,
    41, 38, 41, 38, 44, 40, 44, 40, 44, 40, 45, 36, 45, 36, 45, 36, 45, 36, 50, 41, 50, 41,
    41, 40, 41, 40, 41, 40, 41, 40, 41, 40, 50, 41, 50, 41, 50, 41, 50, 41, 49, 41, 59, 45,
    19, 18, 19, 18, 19, 18, 19, 18, 19, 18, 38, 36, 19, 18, 42, 38, 38, 36, 18, 36, 18, 36,
    24, 36, 22, 36, 19, 48, 41, 48, 41, 48, 41, 53, 48, 41, 51, 40, 51, 40, 51, 40, 69, 66,
    45, 27, 45, 27, 45, 27, 41, 34, 41, 34, 41, 34, 41, 34, 40, 26, 40, 26, 40, 26, 47, 41,
    47, 41, 47, 41, 47, 41, 47, 41, 47, 41, 64, 53, 40, 38, 40, 44, 34, 44, 34, 44, 34, 23,
];

/// The same of DejaVu Sans Bold. A factor would not do: bold digits are a tenth wider, but a bold t a fifth.
#[rustfmt::skip]
const BOLD: [u8; 352] = [
    23, 30, 34, 54, 45, 65, 56, 20, 30, 30, 34, 54, 25, 27, 25, 24, 45, 45, 45, 45, 45, 45,
    45, 45, 45, 45, 26, 26, 54, 54, 54, 38, 64, 50, 49, 47, 54, 44, 44, 53, 54, 24, 24, 50,
    41, 64, 54, 55, 47, 55, 50, 47, 44, 52, 50, 71, 50, 47, 47, 30, 24, 30, 54, 32, 32, 44,
    46, 38, 46, 44, 28, 46, 46, 22, 22, 43, 22, 67, 46, 44, 46, 46, 32, 39, 31, 46, 42, 60,
    42, 42, 38, 46, 24, 46, 54, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 23, 30, 45, 45,
    41, 45, 24, 32, 32, 64, 37, 42, 54, 0, 64, 32, 32, 54, 29, 29, 32, 48, 41, 25, 32, 29,
    37, 42, 67, 67, 67, 38, 50, 50, 50, 50, 50, 50, 70, 47, 44, 44, 44, 44, 24, 24, 24, 24,
    54, 54, 55, 55, 55, 55, 55, 54, 55, 52, 52, 52, 52, 47, 48, 47, 44, 44, 44, 44, 44, 44,
    68, 38, 44, 44, 44, 44, 22, 22, 22, 22, 44, 46, 44, 44, 44, 44, 44, 54, 44, 46, 46, 46,
    46, 42, 46, 42, 50, 44, 50, 44, 50, 44, 47, 38, 47, 38, 47, 38, 47, 38, 54, 46, 54, 46,
    44, 44, 44, 44, 44, 44, 44, 44, 44, 44, 53, 46, 53, 46, 53, 46, 53, 46, 54, 46, 63, 51,
    24, 22, 24, 22, 24, 22, 24, 22, 24, 22, 48, 44, 24, 22, 50, 43, 43, 41, 22, 41, 22, 41,
    31, 41, 36, 42, 24, 54, 46, 54, 46, 54, 46, 63, 54, 46, 55, 44, 55, 44, 55, 44, 75, 71,
    50, 32, 50, 32, 50, 32, 47, 39, 47, 39, 47, 39, 47, 39, 44, 31, 44, 31, 44, 31, 52, 46,
    52, 46, 52, 46, 52, 46, 52, 46, 52, 46, 71, 60, 47, 42, 47, 47, 38, 47, 38, 47, 38, 28,
];

/// Signs beyond the tables that numbers and sentences need: spaces, dashes, quotes, signs and arrows.
#[rustfmt::skip]
const BEYOND: [(char, u8, u8); 30] = [
    ('\u{2007}', 41, 45), ('\u{2009}', 13, 13), ('\u{200a}', 7, 7), ('\u{202f}', 13, 13), ('\u{2010}', 24, 27),
    ('\u{2011}', 24, 27), ('\u{2012}', 41, 45), ('\u{2013}', 32, 32), ('\u{2014}', 64, 64), ('\u{2018}', 21, 25),
    ('\u{2019}', 21, 25), ('\u{201a}', 21, 25), ('\u{201c}', 34, 43), ('\u{201d}', 34, 43), ('\u{201e}', 34, 43),
    ('\u{2022}', 38, 41), ('\u{2026}', 64, 64), ('\u{2030}', 86, 93), ('\u{2032}', 15, 17), ('\u{2039}', 26, 27),
    ('\u{203a}', 26, 27), ('\u{20ac}', 41, 45), ('\u{2190}', 54, 54), ('\u{2191}', 54, 54), ('\u{2192}', 54, 54),
    ('\u{2193}', 54, 54), ('\u{2212}', 54, 54), ('\u{2248}', 54, 54), ('\u{2264}', 54, 54), ('\u{2265}', 54, 54),
];

/// Wider than any letter of Cyrillic or Greek: for everything that no table knows.
const OTHER: u8 = 86;

fn advance(c: char, bold: bool) -> u8 {
    if let Some((_, regular, heavy)) = BEYOND.iter().find(|(sign, _, _)| *sign == c) {
        return if bold { *heavy } else { *regular };
    }
    // Combining marks, and signs that only steer line breaks, take no room.
    if matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}') {
        return 0;
    }
    let table = if bold { &BOLD } else { &REGULAR };
    let place = (c as usize).checked_sub(0x20);
    place.and_then(|at| table.get(at)).copied().unwrap_or(OTHER)
}

/// How wide a text is at most, in units of the drawing.
pub fn width(text: &str, size: Size, bold: bool) -> f64 {
    let advances: u32 = text.chars().map(|c| u32::from(advance(c, bold))).sum();
    f64::from(advances) * size.units() / 64.0
}

const SOFT_HYPHEN: char = '\u{ad}';

/// A text as it is written into a drawing: no soft hyphens and control characters, single spaces.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == SOFT_HYPHEN {
            continue;
        }
        let c = if is_space(c) { ' ' } else { c };
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}

/// Where a line may end. No-break spaces are no such place.
fn is_space(c: char) -> bool {
    c == ' ' || c.is_control()
}

/// What stands between two unbreakable pieces of a text when no line ends there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Space,
    /// After a hyphen or slash between letters.
    Nothing,
    /// A soft hyphen: a line that ends here shows it.
    Soft,
}

fn pieces(text: &str) -> Vec<(String, Joint)> {
    let mut out = Vec::new();
    let mut piece = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_space(c) {
            if !piece.is_empty() {
                out.push((std::mem::take(&mut piece), Joint::Space));
            }
        } else if c == SOFT_HYPHEN {
            if !piece.is_empty() {
                out.push((std::mem::take(&mut piece), Joint::Soft));
            }
        } else {
            // Not after a single letter: "E-Mail" is one word.
            let after_letter = piece
                .chars()
                .rev()
                .take(2)
                .filter(|c| c.is_alphabetic())
                .count()
                == 2;
            piece.push(c);
            let before_letter = chars.peek().is_some_and(|next| next.is_alphabetic());
            if matches!(c, '-' | '/') && after_letter && before_letter {
                out.push((std::mem::take(&mut piece), Joint::Nothing));
            }
        }
    }
    if !piece.is_empty() {
        out.push((piece, Joint::Space));
    }
    out
}

/// A text in lines of at most `room`. Words wider than that are cut where they reach it: better an ugly line
/// than one that leaves the drawing.
pub fn wrap(text: &str, room: f64, size: Size, bold: bool) -> Vec<String> {
    let fits = |line: &str| width(line, size, bold) <= room;
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut joint = Joint::Space;
    for (piece, after) in pieces(text) {
        let mut longer = line.clone();
        if !line.is_empty() && joint == Joint::Space {
            longer.push(' ');
        }
        longer.push_str(&piece);
        // The hyphen has to have room in case that the line ends behind this piece.
        let shown = match after {
            Joint::Soft => format!("{longer}-"),
            Joint::Space | Joint::Nothing => longer.clone(),
        };
        if fits(&shown) {
            line = longer;
        } else {
            if !line.is_empty() {
                if joint == Joint::Soft {
                    line.push('-');
                }
                lines.push(std::mem::take(&mut line));
            }
            for c in piece.chars() {
                let mut longer = line.clone();
                longer.push(c);
                if !line.is_empty() && !fits(&longer) {
                    lines.push(std::mem::take(&mut line));
                    line.push(c);
                } else {
                    line = longer;
                }
            }
            if after == Joint::Soft && !fits(&format!("{line}-")) {
                lines.push(std::mem::take(&mut line));
            }
        }
        joint = after;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The same with lines of even length, if they need not be more for that.
pub fn balanced(text: &str, room: f64, size: Size, bold: bool) -> Vec<String> {
    let lines = wrap(text, room, size, bold);
    let longest = longest_word(text, size, bold);
    (1..8)
        .rev()
        .map(|step| room - room * f64::from(step) / 16.0)
        .filter(|narrower| longest <= *narrower)
        .map(|narrower| wrap(text, narrower, size, bold))
        .find(|shorter| shorter.len() == lines.len())
        .unwrap_or(lines)
}

/// The width below which a word would have to be cut.
pub fn longest_word(text: &str, size: Size, bold: bool) -> f64 {
    pieces(text)
        .into_iter()
        .map(|(piece, joint)| match joint {
            Joint::Soft => width(&format!("{piece}-"), size, bold),
            Joint::Space | Joint::Nothing => width(&piece, size, bold),
        })
        .fold(0.0, f64::max)
}

/// From counts to lengths: `end` is as long as `length`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    pub end: u64,
    pub length: f64,
}

impl Scale {
    /// ```text
    /// end 133, length 190: 45 requests are 64.3 units long.
    /// ```
    pub fn of(self, count: u64) -> f64 {
        if self.end == 0 {
            return 0.0;
        }
        count as f64 / self.end as f64 * self.length
    }
}

/// What part of the whole a ratio is, from 0 to 1; `None` of nothing.
fn portion(ratio: Ratio) -> Option<f64> {
    let whole = ratio.whole as f64;
    (ratio.whole > 0).then(|| (ratio.part as f64 / whole).min(1.0))
}

/// A share as parts of the whole, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Portion {
    At(f64),
    Between(f64, f64),
    Unknown,
}

impl Portion {
    pub fn of(share: Share) -> Portion {
        match share {
            Share::Exactly(ratio) => portion(ratio).map_or(Portion::Unknown, Portion::At),
            Share::Range { lower, upper } => match (portion(lower), portion(upper)) {
                (Some(a), Some(b)) => Portion::Between(a.min(b), a.max(b)),
                _ => Portion::Unknown,
            },
            Share::Unknown => Portion::Unknown,
        }
    }

    pub fn highest(self) -> f64 {
        match self {
            Portion::At(portion) | Portion::Between(_, portion) => portion,
            Portion::Unknown => 0.0,
        }
    }
}
