//! The pieces of one column or bar, from the baseline outwards. Columns go up and bars go right; what is
//! certain, possible, unknown or a part is the same for both.

use crate::charts::layout::Scale;
use crate::charts::scene::{Area, Mark, Paint, Shape};
use crate::charts::spec::{Level, Tone};

/// A length along a column or bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    pub from: f64,
    pub to: f64,
    pub paint: Paint,
    /// A range without high bound ends in an arrow instead of an edge.
    pub open: bool,
}

/// Lengths that stand for no count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lengths {
    /// The box of a figure that was not given.
    pub gap: f64,
    /// The dashed piece of a range without high bound.
    pub open: f64,
}

/// The part in question keeps this tone on every page.
pub const PART: Tone = Tone::C2;
/// One of 10,000,000 is still not none.
const LEAST: f64 = 1.5;
/// Two fills that touch would read as one.
const BETWEEN: f64 = 2.0;

/// How far a stack can reach beyond the scaled length of its highest number: by pieces that are longer than
/// their counts, by lengths that stand for no count, and by the ground between.
pub fn slack(total: Level, part: Option<Level>, lengths: Lengths) -> f64 {
    let of = |level| match level {
        Level::Exactly(_) => LEAST,
        Level::Range { upper: Some(_), .. } => LEAST + BETWEEN + 2.0 * LEAST,
        Level::Range { upper: None, .. } => LEAST + BETWEEN + lengths.open,
        Level::Unknown => lengths.gap,
    };
    of(total) + part.map_or(0.0, |part| of(part) + BETWEEN)
}

/// ```text
/// total 79, part 4 to 10:  part 0–4 filled, 4–10 dashed, rest 10–79 filled
/// total 38, part unknown:  0–38 outlined
/// total unknown:           the box of a gap
/// total 33 or more:        0–33 filled, then a dashed piece with an arrow
/// ```
pub fn stack(
    total: Level,
    part: Option<Level>,
    tone: Tone,
    scale: Scale,
    lengths: Lengths,
) -> Vec<Piece> {
    let mut stack = Stack {
        pieces: Vec::new(),
        reached: 0.0,
        scale,
        lengths,
    };
    // What the part may cover at most; the rest begins above it.
    let mut covered = 0;
    if let Some(part) = part.filter(|part| *part != Level::Unknown) {
        stack.solid(part.lower(), Paint::Fill(PART));
        // A part is never more than the whole, so an open end stops there.
        let upper = match (part, total) {
            (Level::Range { upper: None, .. }, Level::Exactly(whole)) => Some(whole),
            (Level::Range { upper: None, .. }, Level::Range { upper, .. }) => upper,
            (Level::Range { upper: None, .. }, Level::Unknown) => None,
            _ => Some(part.highest()),
        };
        stack.range(part.lower(), upper, PART);
        covered = upper.unwrap_or(u64::MAX);
    }
    match total {
        Level::Unknown => stack.push(lengths.gap, Paint::Gap, false),
        _ => {
            if total.lower() > covered {
                let paint = match part {
                    Some(Level::Unknown) => Paint::Outline(tone),
                    _ => Paint::Fill(tone),
                };
                stack.solid(total.lower(), paint);
            }
            let upper = (!total.is_open()).then(|| total.highest());
            if upper.is_none_or(|upper| upper > covered) {
                stack.range(total.lower().max(covered), upper, tone);
            }
        }
    }
    stack.pieces
}

struct Stack {
    pieces: Vec<Piece>,
    reached: f64,
    scale: Scale,
    lengths: Lengths,
}

impl Stack {
    fn from(&self) -> f64 {
        if self.pieces.is_empty() {
            0.0
        } else {
            self.reached + BETWEEN
        }
    }

    fn push(&mut self, length: f64, paint: Paint, open: bool) {
        let from = self.from();
        self.reached = from + length;
        self.pieces.push(Piece {
            from,
            to: self.reached,
            paint,
            open,
        });
    }

    /// Up to a count, from wherever the pieces below end.
    fn solid(&mut self, to: u64, paint: Paint) {
        if to > 0 {
            self.push((self.scale.of(to) - self.from()).max(LEAST), paint, false);
        }
    }

    fn range(&mut self, lower: u64, upper: Option<u64>, tone: Tone) {
        match upper {
            Some(upper) if upper > lower => {
                let length = self.scale.of(upper) - self.from();
                self.push(length.max(2.0 * LEAST), Paint::Range(tone), false);
            }
            Some(_) => {}
            None => self.push(self.lengths.open, Paint::Range(tone), true),
        }
    }
}

pub fn reach(pieces: &[Piece]) -> f64 {
    pieces.last().map_or(0.0, |piece| piece.to)
}

/// Where a stack stands and which way it grows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stand {
    Up { base: f64, left: f64, right: f64 },
    Right { start: f64, top: f64, bottom: f64 },
    Left { start: f64, top: f64, bottom: f64 },
}

impl Stand {
    /// `along` from the baseline, `across` from 0 to the breadth.
    pub fn at(self, along: f64, across: f64) -> (f64, f64) {
        match self {
            Stand::Up { base, left, .. } => (left + across, base - along),
            Stand::Right { start, top, .. } => (start + along, top + across),
            Stand::Left { start, top, .. } => (start - along, top + across),
        }
    }

    fn breadth(self) -> f64 {
        match self {
            Stand::Up { left, right, .. } => right - left,
            Stand::Right { top, bottom, .. } | Stand::Left { top, bottom, .. } => bottom - top,
        }
    }

    fn rect(self, from: f64, to: f64, inset: f64) -> Shape {
        let (x0, y0) = self.at(from + inset, inset);
        let (x1, y1) = self.at(to - inset, self.breadth() - inset);
        Shape::Rect(Area {
            left: x0.min(x1),
            top: y0.min(y1),
            right: x0.max(x1),
            bottom: y0.max(y1),
        })
    }

    pub fn path(self, points: &[(f64, f64)]) -> Shape {
        Shape::Path(points.iter().map(|(a, b)| self.at(*a, *b)).collect())
    }
}

/// Half of a stroke, so that an outline is as broad as a fill.
const STROKE: f64 = 0.75;

/// The pieces as marks. A range has no edge towards the baseline: there it goes on from what is certain.
pub fn marks(pieces: &[Piece], stand: Stand) -> Vec<Mark> {
    let far = stand.breadth() - STROKE;
    let mut out = Vec::new();
    for piece in pieces {
        let Piece {
            from, to, paint, ..
        } = *piece;
        let mut mark = |paint, shape| out.push(Mark { paint, shape });
        match paint {
            Paint::Range(tone) if piece.open => {
                mark(paint, stand.path(&[(from, STROKE), (to, STROKE)]));
                mark(paint, stand.path(&[(from, far), (to, far)]));
                let middle = stand.breadth() / 2.0;
                let half = (middle - 3.0).clamp(1.0, 5.0);
                let back = to - 1.0 - half;
                let arrow = [
                    (back, middle - half),
                    (to - 1.0, middle),
                    (back, middle + half),
                ];
                mark(Paint::Arrow(tone), stand.path(&arrow));
            }
            Paint::Range(_) => {
                let edge = to - STROKE;
                let sides = [(from, STROKE), (edge, STROKE), (edge, far), (from, far)];
                mark(paint, stand.path(&sides));
            }
            Paint::Outline(_) => mark(paint, stand.rect(from, to, STROKE)),
            Paint::Gap => mark(paint, stand.rect(from, to, 0.5)),
            _ => mark(paint, stand.rect(from, to, 0.0)),
        }
    }
    out
}
