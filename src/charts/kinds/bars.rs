//! Bars: **of what kinds were the counts of one period?** Horizontal, from zero, each with "n of N (p %)";
//! children are thinner and indented under the bar that they are parts of.
//!
//! Wide, the labels stand left of their bars; where labels or values are too long for that, and always in
//! the narrow drawing, they stand above.

use super::Kind;
use super::rows::{Pace, Row, Rows};
use crate::charts::scene::{Ink, Rendition, Run, Scene};
use crate::charts::spec::{Bar, Bars, Level};

pub const KIND: Kind = Kind {
    name: "bars",
    question: "Of what kinds were the counts of one period?",
};

pub fn scene(bars: &Bars, rendition: Rendition) -> Scene {
    let rows = Rows {
        rows: bars.bars.iter().map(row).collect(),
        head: None,
        breaks_below: Vec::new(),
        whole: bars.whole,
        pace: Pace {
            row: 36.0,
            bar: 24.0,
        },
    };
    match rendition {
        Rendition::Wide => super::rows::scene(&rows, rendition),
        Rendition::Narrow => super::rows::above(&rows, rendition),
    }
}

fn row(bar: &Bar) -> Row {
    let ink = match bar.level {
        Level::Unknown => Ink::Quiet,
        Level::Exactly(_) | Level::Range { .. } => Ink::Strong,
    };
    let runs = [Run::new(&bar.value, ink), Run::new(&bar.remark, Ink::Plain)];
    Row {
        title: None,
        label: bar.label.clone(),
        ink: Ink::Plain,
        total: bar.level,
        part: None,
        tone: bar.tone,
        value: runs
            .into_iter()
            .filter(|run| !run.text.is_empty())
            .collect(),
        aside: None,
        child: bar.indent,
        skipped: 0,
        breaks: Vec::new(),
    }
}
