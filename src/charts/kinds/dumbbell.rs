//! Dumbbell: **how did shares change between two periods?** On one axis from 0 to 100 per cent, the earlier share
//! a ring and the later one a dot, with their counts at the marks and the change at the right.
//!
//! Where the counts do not fit at their marks, and always in the narrow drawing, they stand under them.

use super::Kind;
use super::rows;
use super::spans;
use super::tracks::{Lane, Track, Tracks};
use crate::charts::layout::Portion;
use crate::charts::scene::{
    Anchor, Area, Ink, Item, Label, Mark, Paint, Rendition, Run, Scene, Shape, Size,
};
use crate::charts::spec::{Dumbbell, DumbbellRow, Tone};

pub const KIND: Kind = Kind {
    name: "dumbbell",
    question: "How did shares change between two periods?",
};

const RING: f64 = 5.5;
const DOT: f64 = 6.5;
/// A ring around a dot that would hide it, and the dot in it.
const WIDE_RING: f64 = 8.0;
const SMALL_DOT: f64 = 4.5;
/// The box of a figure that was not given stands before the axis, where no share is.
const GUTTER: f64 = 44.0;
const GAP: f64 = 30.0;
/// From the axis up to the counts.
const OVER: f64 = 12.0;
/// Between two counts.
const APART: f64 = 12.0;

pub fn scene(dumbbell: &Dumbbell, rendition: Rendition) -> Scene {
    let beside = match rendition {
        Rendition::Wide => arranged(dumbbell, true, |tracks| tracks.beside(rendition)),
        Rendition::Narrow => None,
    };
    beside
        .filter(Scene::is_clear)
        .unwrap_or_else(|| arranged(dumbbell, false, |tracks| tracks.above(rendition)))
}

fn from_run(row: &DumbbellRow) -> Run {
    Run::new(&row.from_text, Ink::Quiet)
}

fn to_run(row: &DumbbellRow) -> Run {
    let ink = match Portion::of(row.to) {
        Portion::Unknown => Ink::Quiet,
        Portion::At(_) | Portion::Between(..) => Ink::Strong,
    };
    Run::new(&row.to_text, ink)
}

/// With the counts at their marks, or under them.
fn arranged<T>(dumbbell: &Dumbbell, beside: bool, draw: impl FnOnce(&Tracks<'_>) -> T) -> T {
    let rows = dumbbell.rows.iter().map(|row| {
        let mut track = Track::new(&row.label, Ink::Strong);
        track.remark.clone_from(&row.remark);
        track.right = vec![Run::new(&row.change, Ink::Strong)];
        track.right.retain(|run| !run.text.is_empty());
        track.below = vec![from_run(row), Run::new(" → ", Ink::Quiet), to_run(row)];
        track
    });
    let has_gap = |row: &DumbbellRow| {
        [row.from, row.to]
            .iter()
            .any(|share| Portion::of(*share) == Portion::Unknown)
    };
    let tone = dumbbell.rows.first().map_or(Tone::C1, |row| row.tone);
    let alike = dumbbell.rows.iter().all(|row| row.tone == tone);
    let legend = [
        (Paint::Ring, Run::new(&dumbbell.from, Ink::Plain)),
        // One colour of many would say that the others are something else.
        (
            Paint::Dot(if alike { tone } else { Tone::Mute }),
            Run::new(&dumbbell.to, Ink::Strong),
        ),
    ];
    let gutter = if dumbbell.rows.iter().any(has_gap) {
        GUTTER
    } else {
        0.0
    };
    let marks = |at: usize, lane: Lane| -> Vec<Item> {
        let Some(row) = dumbbell.rows.get(at) else {
            return Vec::new();
        };
        let mut items: Vec<Item> = marks(row, lane).into_iter().map(Item::Mark).collect();
        if beside {
            items.extend(counts(row, lane, gutter));
        }
        items
    };
    let origin = |lane: Lane| lane.from;
    draw(&Tracks {
        legend: legend.to_vec(),
        breaks_above: dumbbell.broken.iter().cloned().collect(),
        head: if beside {
            dumbbell.change.clone()
        } else {
            String::new()
        },
        ticks: dumbbell
            .ticks
            .iter()
            .filter(|tick| tick.percent <= 100)
            .map(|tick| (f64::from(tick.percent) / 100.0, tick.text.clone()))
            .collect(),
        has_texts: beside,
        pace: 54.0,
        gutter,
        ..Tracks::plain(rows.collect(), &origin, &marks)
    })
}

/// Where a share stands: the middle of its mark.
fn place(portion: Portion, lane: Lane) -> f64 {
    let length = lane.to - lane.from;
    match portion {
        Portion::At(portion) => lane.from + portion * length,
        Portion::Between(from, to) => lane.from + (from + to) / 2.0 * length,
        Portion::Unknown => lane.from - GUTTER + 8.0 + GAP / 2.0,
    }
}

fn marks(row: &DumbbellRow, lane: Lane) -> Vec<Mark> {
    let (from, to) = (Portion::of(row.from), Portion::of(row.to));
    let mut marks = Vec::new();
    if let (Portion::At(_), Portion::At(_)) = (from, to) {
        let (a, b) = (place(from, lane), place(to, lane));
        // The line ends at the edges of the marks.
        let (start, end) = if a <= b {
            (a + RING + 1.0, b - DOT)
        } else {
            (a - RING - 1.0, b + DOT)
        };
        if (end - start) * (b - a) > 0.0 {
            marks.push(Mark {
                paint: if row.broken {
                    Paint::LooseLink
                } else {
                    Paint::Link
                },
                shape: Shape::Path(vec![(start, lane.middle), (end, lane.middle)]),
            });
        }
    }
    if from == Portion::Unknown || to == Portion::Unknown {
        let middle = place(Portion::Unknown, lane);
        marks.push(Mark {
            paint: Paint::Gap,
            shape: Shape::Rect(Area {
                left: middle - GAP / 2.0,
                top: lane.middle - 7.5,
                right: middle + GAP / 2.0,
                bottom: lane.middle + 7.5,
            }),
        });
    }
    let distance = (place(from, lane) - place(to, lane)).abs();
    let is_hidden = matches!(to, Portion::At(_)) && distance < 3.0;
    let (ring, dot) = if is_hidden {
        (WIDE_RING, SMALL_DOT)
    } else {
        (RING, DOT)
    };
    let length = lane.to - lane.from;
    let stand = spans::right(lane.from, lane.middle);
    for (portion, tone, paint, radius) in [
        (from, Tone::Mute, Paint::Ring, ring),
        (to, row.tone, Paint::Dot(row.tone), dot),
    ] {
        match portion {
            Portion::At(_) => {
                let at = (place(portion, lane), lane.middle);
                marks.push(spans::circle(paint, at, radius));
            }
            Portion::Between(low, high) => {
                marks.extend(spans::span(tone, stand, low * length, high * length, false));
            }
            Portion::Unknown => {}
        }
    }
    marks
}

/// The counts over their marks; side by side where the marks are close, and never beyond the lane.
fn counts(row: &DumbbellRow, lane: Lane, gutter: f64) -> Vec<Item> {
    let (from, to) = (Portion::of(row.from), Portion::of(row.to));
    let size = |run: &Run| rows::small_size_of(std::slice::from_ref(run));
    let (from_run, to_run) = (from_run(row), to_run(row));
    let (from_width, to_width) = (size(&from_run), size(&to_run));
    let (mut a, mut b) = (place(from, lane), place(to, lane));
    let mut runs = vec![from_run, to_run];
    if from == Portion::Unknown && to == Portion::Unknown && row.from_text == row.to_text {
        // One box, one word.
        runs.truncate(1);
    } else {
        let lacking = (from_width + to_width) / 2.0 + APART - (b - a).abs();
        if lacking > 0.0 {
            // Each moves half of what is lacking, away from the other.
            let step = if a <= b {
                lacking / 2.0
            } else {
                -lacking / 2.0
            };
            a -= step;
            b += step;
        }
    }
    // At the ends of the lane both move together.
    let beyond = (a + from_width / 2.0).max(b + to_width / 2.0) - (lane.to + 14.0);
    let before = (a - from_width / 2.0).min(b - to_width / 2.0) - (lane.from - gutter - 10.0);
    let step = if before < 0.0 {
        before
    } else {
        beyond.max(0.0)
    };
    let label = |(x, run): (f64, Run)| {
        Item::Label(Label {
            x: x - step,
            baseline: lane.middle - OVER,
            anchor: Anchor::Middle,
            size: Size::Small,
            runs: vec![run],
        })
    };
    [a, b].into_iter().zip(runs).map(label).collect()
}
