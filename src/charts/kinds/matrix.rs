//! Matrix: **how does an outcome differ between categories?** A row per category, a column per outcome; in each cell
//! its count, and under it a bar from zero that is as long as the cell's share of its row. Lengths compare down a
//! column, where shades would not.
//!
//! Wide, the categories stand left of their cells; where they or the values are too long for that, above them; and
//! where columns are too narrow for their words, every cell is a bar of its own under its category.

use super::Kind;
use super::rows::{self, Growing, LINE, Pace, Row, Rows};
use super::stack::{self, Lengths, Stand};
use crate::charts::layout::{self, Scale};
use crate::charts::scene::{Anchor, Group, Ink, Item, Label, Paint, Rendition, Run, Scene, Size};
use crate::charts::spec::{Level, Matrix, MatrixCell, MatrixRow};

pub const KIND: Kind = Kind {
    name: "matrix",
    question: "How does an outcome differ between categories?",
};

const LENGTHS: Lengths = Lengths {
    gap: 30.0,
    open: 16.0,
};
/// Between two columns.
const BETWEEN: f64 = 20.0;
const BAR: f64 = 10.0;
/// A value, its bar, and the ground under them.
const ROW: f64 = 44.0;
/// What a whole row is on the scale that rows of unlike size share.
const WHOLE: u64 = 10_000;

pub fn scene(matrix: &Matrix, rendition: Rendition) -> Scene {
    let beside = match rendition {
        Rendition::Wide => table(matrix, rendition, true),
        Rendition::Narrow => None,
    };
    beside
        .filter(Scene::is_clear)
        .or_else(|| table(matrix, rendition, false).filter(Scene::is_clear))
        .unwrap_or_else(|| one_by_one(matrix, rendition))
}

fn text(x: f64, baseline: f64, size: Size, runs: Vec<Run>) -> Item {
    Item::Label(Label {
        x,
        baseline,
        anchor: Anchor::Start,
        size,
        runs,
    })
}

/// The words of a row's head, line by line.
fn head(row: &MatrixRow, room: f64) -> Vec<(Run, Size)> {
    let label = layout::balanced(&row.label, room, Size::Normal, true);
    let remark = layout::balanced(&row.remark, room, Size::Small, false);
    let label = label
        .iter()
        .map(|line| (Run::new(line, Ink::Strong), Size::Normal));
    let remark = remark
        .iter()
        .map(|line| (Run::new(line, Ink::Quiet), Size::Small));
    label.chain(remark).collect()
}

fn runs(cell: &MatrixCell) -> Vec<Run> {
    let ink = match cell.level {
        Level::Unknown => Ink::Quiet,
        Level::Exactly(_) | Level::Range { .. } => Ink::Strong,
    };
    let runs = [
        Run::new(&cell.value, ink),
        Run::new(&cell.remark, Ink::Plain),
    ];
    runs.into_iter()
        .filter(|run| !run.text.is_empty())
        .collect()
}

/// `None` where a column would be narrower than a word of its head.
fn table(matrix: &Matrix, rendition: Rendition, beside: bool) -> Option<Scene> {
    let width = rendition.width();
    let columns = matrix.columns.len().max(1) as f64;
    let widest = width * 0.3;
    let mut from = 0.0;
    let mut heads = Vec::new();
    for row in &matrix.rows {
        let room = if beside { widest } else { width };
        let longest = layout::longest_word(&row.label, Size::Normal, true)
            .max(layout::longest_word(&row.remark, Size::Small, false));
        if longest > room {
            return None;
        }
        let lines = head(row, room);
        if beside {
            for (run, size) in &lines {
                from = layout::width(&run.text, *size, run.ink.is_bold()).max(from);
            }
        }
        heads.push(lines);
    }
    if beside {
        from += BETWEEN;
    }
    let cell = (width - from - BETWEEN * (columns - 1.0)) / columns;
    let cells = matrix.rows.iter().flat_map(|row| &row.cells);
    let slack = cells
        .map(|cell| stack::slack(cell.level, None, LENGTHS))
        .fold(0.0, f64::max);
    if cell < 40.0 {
        return None;
    }
    let left = |at: usize| from + at as f64 * (cell + BETWEEN);
    let mut drawing = Growing::new();
    let mut deepest: f64 = 0.0;
    for (at, column) in matrix.columns.iter().enumerate() {
        if layout::longest_word(&column.label, Size::Normal, false) > cell {
            return None;
        }
        let mut baseline = 13.0;
        for line in layout::balanced(&column.label, cell, Size::Normal, false) {
            let run = Run::new(&line, Ink::Plain);
            drawing
                .frame
                .push(text(left(at), baseline, Size::Normal, vec![run]));
            deepest = deepest.max(baseline);
            baseline += LINE;
        }
    }
    drawing.top = deepest + 10.0;
    for (row, lines) in matrix.rows.iter().zip(heads) {
        let rule = (0.0, drawing.top - 0.5);
        drawing
            .frame
            .push(rows::line(Paint::Grid, rule, (width, rule.1)));
        let mut items = Vec::new();
        let mut baseline = drawing.top + 18.0;
        let count = lines.len() as f64;
        for (run, size) in lines {
            items.push(text(0.0, baseline, size, vec![run]));
            baseline += LINE;
        }
        let (top, height) = if beside {
            (drawing.top, ROW.max(count * LINE + 12.0))
        } else {
            let top = drawing.top + count * LINE + 2.0;
            (top, top - drawing.top + ROW)
        };
        for (at, (cell_of, column)) in row.cells.iter().zip(&matrix.columns).enumerate() {
            let runs = runs(cell_of);
            if rows::size_of(&runs) > cell {
                return None;
            }
            items.push(text(left(at), top + 18.0, Size::Normal, runs));
            let scale = Scale {
                end: WHOLE,
                // The same for every cell, or lengths would not compare.
                length: cell - 1.0 - slack,
            };
            let level = of_whole(cell_of.level, row.whole);
            let pieces = stack::stack(level, None, column.tone, scale, LENGTHS);
            let (upper, lower) = (top + 25.0, top + 25.0 + BAR);
            let stand = Stand::Right {
                start: left(at) + 1.0,
                top: upper,
                bottom: lower,
            };
            items.extend(stack::marks(&pieces, stand).into_iter().map(Item::Mark));
            let x = left(at) + 0.5;
            let axis = rows::line(Paint::Axis, (x, upper - 2.0), (x, lower + 2.0));
            drawing.frame.push(axis);
        }
        drawing.groups.push(Group {
            series: Some(row.label.clone()),
            items,
        });
        drawing.top += height;
    }
    Some(drawing.finish(rendition))
}

/// Every cell a bar under the name of its row; nothing can clash.
fn one_by_one(matrix: &Matrix, rendition: Rendition) -> Scene {
    let mut bars = Vec::new();
    for row in &matrix.rows {
        let title = match row.remark.is_empty() {
            true => row.label.clone(),
            false => format!("{} ({})", row.label, row.remark),
        };
        let mut title = Some(title);
        for (cell, column) in row.cells.iter().zip(&matrix.columns) {
            bars.push(Row {
                title: title.take(),
                label: column.label.clone(),
                ink: Ink::Plain,
                total: of_whole(cell.level, row.whole),
                part: None,
                tone: column.tone,
                value: runs(cell),
                aside: None,
                child: false,
                skipped: 0,
                breaks: Vec::new(),
            });
        }
    }
    let rows = Rows {
        rows: bars,
        head: None,
        breaks_below: Vec::new(),
        whole: Some(WHOLE),
        pace: Pace {
            row: 36.0,
            bar: BAR,
        },
    };
    rows::above(&rows, rendition)
}

/// A count as its share of the row.
fn of_whole(level: Level, whole: u64) -> Level {
    // One of ten million is still not none.
    let share = |count: u64| {
        let share = u128::from(count) * u128::from(WHOLE) / u128::from(whole.max(1));
        let share = u64::try_from(share).unwrap_or(WHOLE);
        share.clamp(count.min(1), WHOLE)
    };
    match level {
        Level::Exactly(count) => Level::Exactly(share(count)),
        Level::Range { lower, upper } => Level::Range {
            lower: share(lower),
            upper: upper.map(share),
        },
        Level::Unknown => Level::Unknown,
    }
}
