//! Signed bars: **of what parts does a change consist?** From zero to both sides, all on one scale; the whole
//! change stands under them, set apart by a line.

use super::Kind;
use super::rows;
use super::stack::{self, Lengths, Piece, Stand};
use super::tracks::{Lane, Track, Tracks};
use crate::charts::layout::Scale;
use crate::charts::scene::{Anchor, Ink, Item, Label, Rendition, Run, Scene, Size};
use crate::charts::spec::{Amount, Level, Signed, SignedBar};

pub const KIND: Kind = Kind {
    name: "signed",
    question: "Of what parts does a change consist?",
};

const LENGTHS: Lengths = Lengths {
    gap: 30.0,
    open: 0.0,
};
/// From a bar to its value.
const BESIDE: f64 = 8.0;
const BAR: f64 = 20.0;

pub fn scene(signed: &Signed, rendition: Rendition) -> Scene {
    let bars: Vec<&SignedBar> = signed.parts.iter().chain([&signed.whole]).collect();
    let beside = match rendition {
        Rendition::Wide => arranged(&bars, true, |tracks| tracks.beside(rendition)),
        Rendition::Narrow => None,
    };
    beside
        .filter(Scene::is_clear)
        .unwrap_or_else(|| arranged(&bars, false, |tracks| tracks.above(rendition)))
}

/// Bars with their values behind them, or above them.
fn arranged<T>(bars: &[&SignedBar], beside: bool, draw: impl FnOnce(&Tracks<'_>) -> T) -> T {
    let rows = bars.iter().enumerate().map(|(at, bar)| {
        let is_sum = at + 1 == bars.len();
        let ink = if is_sum { Ink::Strong } else { Ink::Plain };
        let mut row = Track::new(&bar.label, ink);
        row.is_sum = is_sum && at > 0;
        if !beside {
            row.right = vec![value(bar)];
            row.right.retain(|run| !run.text.is_empty());
        }
        row
    });
    let zero = |lane: Lane| Zero::of(bars, lane, beside);
    let marks = |at: usize, lane: Lane| -> Vec<Item> {
        let Some(bar) = bars.get(at) else {
            return Vec::new();
        };
        zero(lane).items(bar, lane, beside)
    };
    let origin = |lane: Lane| zero(lane).x;
    draw(&Tracks::plain(rows.collect(), &origin, &marks))
}

fn value(bar: &SignedBar) -> Run {
    let ink = match bar.amount {
        Amount::Unknown => Ink::Quiet,
        Amount::Exactly(_) | Amount::Range { .. } => Ink::Strong,
    };
    Run::new(&bar.value, ink)
}

/// An amount as counts to the left and to the right of zero.
fn sides(amount: Amount) -> (Level, Level) {
    let (lower, upper) = match amount {
        Amount::Exactly(amount) => (amount, amount),
        Amount::Range { lower, upper } => (lower.min(upper), lower.max(upper)),
        Amount::Unknown => return (Level::Exactly(0), Level::Unknown),
    };
    // What a side reaches for certain, and what it may reach.
    let side = |low: u64, high: u64| {
        if low == high {
            Level::Exactly(low)
        } else {
            Level::Range {
                lower: low,
                upper: Some(high),
            }
        }
    };
    let left = |amount: i64| amount.min(0).unsigned_abs();
    let right = |amount: i64| amount.max(0).unsigned_abs();
    (
        side(left(upper), left(lower)),
        side(right(lower), right(upper)),
    )
}

/// Where zero stands and how long a step is.
struct Zero {
    x: f64,
    scale: Scale,
}

impl Zero {
    /// The longest scale that leaves every bar its value on its side.
    fn of(bars: &[&SignedBar], lane: Lane, beside: bool) -> Zero {
        let end = bars.iter().map(|bar| {
            let (left, right) = sides(bar.amount);
            left.highest().max(right.highest())
        });
        let end = end.max().unwrap_or(0).max(1);
        let reach = |level: Level, length: f64, text: f64| {
            let scale = Scale { end, length };
            let pieces = stack::stack(level, None, stack::PART, scale, LENGTHS);
            let reach = stack::reach(&pieces);
            if reach > 0.0 { reach + text } else { 0.0 }
        };
        let needs = |length: f64| {
            let mut needs: (f64, f64) = (0.0, 0.0);
            for bar in bars {
                let (left, right) = sides(bar.amount);
                let text = if beside {
                    rows::size_of(&[value(bar)]) + BESIDE
                } else {
                    0.0
                };
                let to_left = is_left(bar.amount);
                let (left_text, right_text) = if to_left { (text, 0.0) } else { (0.0, text) };
                needs.0 = needs.0.max(reach(left, length, left_text));
                let least = if to_left { 0.0 } else { right_text };
                needs.1 = needs.1.max(reach(right, length, right_text)).max(least);
            }
            needs
        };
        let room = lane.to - lane.from - 2.0;
        // Halving finds the length to less than a tenth, the same on every machine.
        let (mut fits, mut too_long) = (0.0, room);
        for _ in 0..16 {
            let length = (fits + too_long) / 2.0;
            let (left, right) = needs(length);
            if left + right <= room {
                fits = length;
            } else {
                too_long = length;
            }
        }
        let length = fits;
        let (left, _) = needs(length);
        Zero {
            x: lane.from + 1.0 + (left as u32 as f64),
            scale: Scale { end, length },
        }
    }

    fn items(&self, bar: &SignedBar, lane: Lane, beside: bool) -> Vec<Item> {
        let (left, right) = sides(bar.amount);
        let half = if beside { BAR / 2.0 } else { BAR / 2.0 - 3.0 };
        let (top, bottom) = (lane.middle - half, lane.middle + half);
        let pieces =
            |level| -> Vec<Piece> { stack::stack(level, None, bar.tone, self.scale, LENGTHS) };
        let (left, right) = (pieces(left), pieces(right));
        let to_left = Stand::Left {
            start: self.x - 0.5,
            top,
            bottom,
        };
        let to_right = Stand::Right {
            start: self.x + 0.5,
            top,
            bottom,
        };
        let marks = stack::marks(&left, to_left).into_iter();
        let marks = marks.chain(stack::marks(&right, to_right));
        let mut items: Vec<Item> = marks.map(Item::Mark).collect();
        if beside {
            let (x, anchor) = if is_left(bar.amount) {
                (self.x - 0.5 - stack::reach(&left) - BESIDE, Anchor::End)
            } else {
                (self.x + 0.5 + stack::reach(&right) + BESIDE, Anchor::Start)
            };
            items.push(Item::Label(Label {
                x,
                baseline: lane.middle + rows::TO_BASELINE,
                anchor,
                size: Size::Normal,
                runs: vec![value(bar)],
            }));
        }
        items
    }
}

/// Whether the value stands left of zero.
fn is_left(amount: Amount) -> bool {
    match amount {
        Amount::Exactly(amount) => amount < 0,
        Amount::Range { lower, upper } => lower.max(upper) <= 0 && lower.min(upper) < 0,
        Amount::Unknown => false,
    }
}
