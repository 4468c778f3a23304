//! Sparkline: **which way does a series go?** A line as high as a line of text, for lists and tables; its last
//! value has a dot. It has no words, so that a text beside it has to say what may be said of it.
//!
//! It begins at zero. It stops at gaps, ranges and breaks as every line does; a value between two of them is a
//! dot, so that it does not vanish.

use super::Kind;
use super::periods;
use crate::charts::layout::Portion;
use crate::charts::scene::{Group, Item, Mark, Paint, Scene, Shape};
use crate::charts::spec::{Share, Spark};

pub const KIND: Kind = Kind {
    name: "spark",
    question: "Which way does a series go?",
};

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 32.0;
/// Room for half a dot at each side.
const MARGIN: f64 = 5.0;
const LAST: f64 = 3.5;
const ALONE: f64 = 2.0;

/// One drawing of one size, whatever it is for.
pub fn scene(spark: &Spark) -> Scene {
    let skipped = spark.points.iter().map(|point| point.skipped_before);
    // More missing periods than can be numbered have no place: then all stand side by side.
    let slots = periods::slots(skipped).unwrap_or_else(|| (0..).take(spark.points.len()).collect());
    let pace = (WIDTH - 2.0 * MARGIN) / (periods::count(&slots) - 1.0).max(1.0);
    let highest = spark
        .points
        .iter()
        .map(|point| Portion::of(point.share).highest())
        .fold(0.0, f64::max);
    let height = |portion: f64| match highest > 0.0 {
        true => HEIGHT - MARGIN - portion / highest * (HEIGHT - 2.0 * MARGIN),
        false => HEIGHT - MARGIN,
    };
    let ground = HEIGHT - MARGIN;
    let base = Item::Mark(Mark {
        paint: Paint::Grid,
        shape: Shape::Path(vec![(0.0, ground), (WIDTH, ground)]),
    });
    let mut items = Vec::new();
    let mut run: Vec<(f64, f64)> = Vec::new();
    let mut last = None;
    let end = |run: &mut Vec<(f64, f64)>, items: &mut Vec<Item>| {
        match run.as_slice() {
            [] => {}
            [(x, y)] => items.push(dot(spark, (*x, *y), ALONE)),
            _ => items.push(Item::Mark(Mark {
                paint: Paint::Line(spark.tone),
                shape: Shape::Path(run.clone()),
            })),
        }
        run.clear();
    };
    for (point, slot) in spark.points.iter().zip(&slots) {
        if point.after_break || point.skipped_before > 0 {
            end(&mut run, &mut items);
        }
        match (point.share, Portion::of(point.share)) {
            (Share::Exactly(_), Portion::At(portion)) => {
                let at = (MARGIN + f64::from(*slot) * pace, height(portion));
                run.push(at);
                last = Some(at);
            }
            _ => end(&mut run, &mut items),
        }
    }
    // The dot of the last value says it already.
    if run.len() > 1 || run.last().copied() != last {
        end(&mut run, &mut items);
    }
    items.extend(last.map(|at| dot(spark, at, LAST)));
    let group = |series: Option<&str>, items| Group {
        series: series.map(str::to_owned),
        items,
    };
    Scene {
        width: WIDTH,
        height: HEIGHT,
        description: String::new(),
        groups: vec![group(None, vec![base]), group(Some(&spark.series), items)],
    }
}

fn dot(spark: &Spark, (x, y): (f64, f64), radius: f64) -> Item {
    Item::Mark(Mark {
        paint: Paint::Fill(spark.tone),
        shape: Shape::Circle { x, y, radius },
    })
}
