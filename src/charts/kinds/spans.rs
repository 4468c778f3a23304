//! Values as points on an axis: a dot, a span with end caps for a range, a whisker for an interval. A span is
//! broad, faint and capped, a whisker is a hairline, so that neither is taken for the other.

use super::stack::Stand;
use crate::charts::scene::{Mark, Paint, Shape};
use crate::charts::spec::Tone;

/// The breadth of a span with its caps.
pub const BREADTH: f64 = 14.0;

pub fn circle(paint: Paint, (x, y): (f64, f64), radius: f64) -> Mark {
    let shape = Shape::Circle { x, y, radius };
    Mark { paint, shape }
}

/// A stand of the breadth of a span around a line upwards.
pub fn up(base: f64, x: f64) -> Stand {
    Stand::Up {
        base,
        left: x - BREADTH / 2.0,
        right: x + BREADTH / 2.0,
    }
}

/// The same around a line to the right.
pub fn right(start: f64, y: f64) -> Stand {
    Stand::Right {
        start,
        top: y - BREADTH / 2.0,
        bottom: y + BREADTH / 2.0,
    }
}

/// From one end of a range to the other; a range without high end goes on behind its arrow.
pub fn span(tone: Tone, stand: Stand, from: f64, to: f64, open: bool) -> Vec<Mark> {
    let middle = BREADTH / 2.0;
    let mark = |paint, points: &[(f64, f64)]| Mark {
        paint,
        shape: stand.path(points),
    };
    let cap = |at: f64| mark(Paint::Cap(tone), &[(at, 0.0), (at, BREADTH)]);
    let end = if open {
        let back = to - 5.0;
        let arrow = [(back, middle - 5.0), (to, middle), (back, middle + 5.0)];
        mark(Paint::Arrow(tone), &arrow)
    } else {
        cap(to)
    };
    let bar = mark(Paint::Span(tone), &[(from, middle), (to, middle)]);
    vec![bar, cap(from), end]
}

pub fn whisker(stand: Stand, from: f64, to: f64) -> Mark {
    let middle = BREADTH / 2.0;
    Mark {
        paint: Paint::Whisker,
        shape: stand.path(&[(from, middle), (to, middle)]),
    }
}
