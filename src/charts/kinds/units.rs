//! Units: **of what kinds were the few counts of a period?** A square per request, so that small numbers are counted
//! and not estimated. Periods stand one under the other, so that their areas compare.
//!
//! Wide, the parts stand side by side, five squares to a column; where their texts do not fit so, and always in
//! the narrow drawing, one under the other. All squares are of one size. More parts or squares than can be
//! counted are drawn as bars.

use super::Kind;
use super::rows::Growing;
use super::stack::{self, Stand};
use crate::charts::layout;
use crate::charts::scene::{
    Anchor, Area, Group, Ink, Item, Label, Mark, Paint, Rendition, Run, Scene, Shape, Size,
};
use crate::charts::spec::{Bar, Bars, Level, UnitGroup, UnitPart, Units};

pub const KIND: Kind = Kind {
    name: "units",
    question: "Of what kinds were the few counts of a period?",
};

/// With more parts or squares, nobody counts.
const MOST_PARTS: usize = 4;
const MOST_SQUARES: u64 = 300;

const PER_COLUMN: usize = 5;
const PER_ROW: usize = 20;
/// Between two parts that stand side by side.
const APART: f64 = 28.0;
/// From square to square: at most this, and at least what can still be counted.
const PACE: f64 = 26.0;
const CLOSEST: f64 = 8.0;
/// How much of the pace is ground.
const GROUND: f64 = 0.16;
/// The line with the name of a period, and from one period to the next.
const TITLE: f64 = 26.0;
const DOWN: f64 = 26.0;
/// Lines of a label before the parts stand one under the other.
const MOST_LINES: usize = 3;

pub fn scene(units: &Units, rendition: Rendition) -> Scene {
    if !countable(units) {
        return super::bars::scene(&bars(units), rendition);
    }
    match rendition {
        Rendition::Wide => beside(units, rendition).filter(Scene::is_clear),
        Rendition::Narrow => None,
    }
    .unwrap_or_else(|| below(units, rendition))
}

fn countable(units: &Units) -> bool {
    let sum = parts(units).fold(0, |sum: u64, part| sum.saturating_add(part.level.highest()));
    let few = |group: &UnitGroup| group.parts.len() <= MOST_PARTS;
    units.groups.iter().all(few) && sum <= MOST_SQUARES
}

fn parts(units: &Units) -> impl Iterator<Item = &UnitPart> {
    units.groups.iter().flat_map(|group| &group.parts)
}

/// What a part is called among those of all periods.
fn series(group: &UnitGroup, part: &UnitPart) -> String {
    match group.title.is_empty() {
        true => part.label.clone(),
        false => format!("{}: {}", group.title, part.label),
    }
}

fn bars(units: &Units) -> Bars {
    let bar = |group: &UnitGroup, part: &UnitPart| Bar {
        label: series(group, part),
        level: part.level,
        value: part.value.clone(),
        remark: if part.remark.is_empty() {
            String::new()
        } else {
            format!(" {}", part.remark)
        },
        tone: part.tone,
        indent: false,
    };
    let bars = units.groups.iter().flat_map(|group| {
        let parts = group.parts.iter();
        parts.map(move |part| bar(group, part))
    });
    Bars {
        bars: bars.collect(),
        whole: None,
    }
}

/// The place of the square with some number.
#[derive(Debug, Clone, Copy)]
enum Fill {
    Columns,
    Rows,
}

/// How the squares of a drawing are set.
#[derive(Debug, Clone, Copy)]
struct Raster {
    pace: f64,
    fill: Fill,
}

impl Raster {
    fn side(self) -> f64 {
        // Whole units where there is room for them keep the edges sharp.
        let side = self.pace - (self.pace * GROUND).max(2.0);
        if side >= 12.0 {
            side as u32 as f64
        } else {
            side
        }
    }

    fn cell(self, number: usize) -> (usize, usize) {
        match self.fill {
            Fill::Columns => (number / PER_COLUMN, number % PER_COLUMN),
            Fill::Rows => (number % PER_ROW, number / PER_ROW),
        }
    }

    /// Columns and rows of cells that a part takes.
    fn cells(self, part: &UnitPart) -> (usize, usize) {
        let count = match part.level {
            // A box of one size, whatever the scale.
            Level::Unknown => {
                return match self.fill {
                    Fill::Columns => (2, PER_COLUMN),
                    Fill::Rows => (4, 1),
                };
            }
            // The open end takes the place of one square.
            Level::Range { upper: None, .. } => squares(part.level) + 1,
            Level::Exactly(_) | Level::Range { .. } => squares(part.level),
        };
        match self.fill {
            Fill::Columns => (count.div_ceil(PER_COLUMN), count.min(PER_COLUMN)),
            Fill::Rows => (count.min(PER_ROW), count.div_ceil(PER_ROW)),
        }
    }

    fn size(self, cells: usize) -> f64 {
        if cells == 0 {
            0.0
        } else {
            cells as f64 * self.pace - (self.pace - self.side())
        }
    }

    fn corners(
        self,
        numbers: std::ops::Range<usize>,
        at: (f64, f64),
        inset: f64,
    ) -> Vec<(f64, f64)> {
        let corner = |number| {
            let (column, row) = self.cell(number);
            (
                at.0 + column as f64 * self.pace + inset,
                at.1 + row as f64 * self.pace + inset,
            )
        };
        numbers.map(corner).collect()
    }

    /// The squares of a part, from an upper left corner on.
    fn marks(self, part: &UnitPart, at: (f64, f64)) -> Vec<Mark> {
        let certain = part.level.lower() as usize;
        let all = squares(part.level);
        let side = self.side();
        let mut marks = Vec::new();
        let mut squares = |numbers: std::ops::Range<usize>, paint, inset: f64| {
            if !numbers.is_empty() {
                marks.push(Mark {
                    paint,
                    shape: Shape::Squares {
                        corners: self.corners(numbers, at, inset),
                        side: side - 2.0 * inset,
                    },
                });
            }
        };
        squares(0..certain, Paint::Fill(part.tone), 0.0);
        squares(certain..all, Paint::Range(part.tone), 0.75);
        match part.level {
            Level::Unknown => {
                let (columns, rows) = self.cells(part);
                marks.push(Mark {
                    paint: Paint::Gap,
                    shape: Shape::Rect(Area {
                        left: at.0 + 0.5,
                        top: at.1 + 0.5,
                        right: at.0 + self.size(columns) - 0.5,
                        bottom: at.1 + self.size(rows) - 0.5,
                    }),
                });
            }
            Level::Range { upper: None, .. } => {
                // No number of squares would be right: a dashed piece with an arrow.
                let open = stack::Piece {
                    from: 0.0,
                    to: side,
                    paint: Paint::Range(part.tone),
                    open: true,
                };
                for (left, top) in self.corners(all..all + 1, at, 0.0) {
                    let bottom = top + side;
                    let stand = Stand::Right {
                        start: left,
                        top,
                        bottom,
                    };
                    marks.extend(stack::marks(&[open], stand));
                }
            }
            Level::Exactly(_) | Level::Range { .. } => {}
        }
        marks
    }
}

fn squares(level: Level) -> usize {
    level.highest() as usize
}

/// A text in the lines that it takes.
fn lines(text: &str, room: f64, size: Size, ink: Ink) -> Vec<Label> {
    layout::balanced(text, room, size, ink.is_bold())
        .iter()
        .map(|line| Label {
            x: 0.0,
            baseline: 0.0,
            anchor: Anchor::Start,
            size,
            runs: vec![Run::new(line, ink)],
        })
        .collect()
}

fn value_ink(part: &UnitPart) -> Ink {
    match part.level {
        Level::Unknown => Ink::Quiet,
        Level::Exactly(_) | Level::Range { .. } => Ink::Strong,
    }
}

fn longest(part: &UnitPart) -> f64 {
    let value = layout::width(&layout::plain(&part.value), Size::Large, true);
    let label = layout::longest_word(&part.label, Size::Normal, true);
    let remark = layout::longest_word(&part.remark, Size::Small, false);
    value.max(label).max(remark)
}

/// The width of a part's texts if none of them is broken.
fn unbroken(part: &UnitPart) -> f64 {
    let label = layout::width(&layout::plain(&part.label), Size::Normal, true);
    let remark = layout::width(&layout::plain(&part.remark), Size::Small, false);
    longest(part).max(label).max(remark)
}

/// The parts of every period side by side, with the largest squares that leave every text its room.
fn beside(units: &Units, rendition: Rendition) -> Option<Scene> {
    let raster = |step: u32| Raster {
        pace: PACE - f64::from(step) / 2.0,
        fill: Fill::Columns,
    };
    let steps = ((PACE - CLOSEST) * 2.0) as u32;
    let fits = |raster: &Raster| {
        let rooms = units.groups.iter().map(|group| {
            let needs = needs(group, *raster, longest);
            room(&needs, rendition)
        });
        rooms.into_iter().all(|room| room >= 0.0)
    };
    let raster = (0..=steps).map(raster).find(fits)?;
    let mut drawing = Growing::new();
    for (at, group) in units.groups.iter().enumerate() {
        if at > 0 {
            drawing.top += DOWN;
        }
        drawing.top = strip(group, raster, rendition, &mut drawing)?;
    }
    Some(drawing.finish(rendition))
}

/// How wide each part has to be for its squares and its text.
fn needs(group: &UnitGroup, raster: Raster, text: fn(&UnitPart) -> f64) -> Vec<f64> {
    let parts = group.parts.iter();
    parts
        .map(|part| raster.size(raster.cells(part).0).max(text(part)))
        .collect()
}

/// What is left of the drawing's width.
fn room(needs: &[f64], rendition: Rendition) -> f64 {
    let between = APART * needs.len().saturating_sub(1) as f64;
    rendition.width() - between - needs.iter().sum::<f64>()
}

/// The name of a period over its parts; to where it reaches.
fn title(group: &UnitGroup, rendition: Rendition, drawing: &mut Growing) -> f64 {
    let mut top = drawing.top;
    let titles = lines(&group.title, rendition.width(), Size::Normal, Ink::Strong);
    let is_named = !titles.is_empty();
    for (at, mut line) in titles.into_iter().enumerate() {
        top += if at == 0 { 13.0 } else { 17.0 };
        line.baseline = top;
        drawing.frame.push(Item::Label(line));
    }
    if is_named { top + TITLE - 17.0 } else { top }
}

/// The parts of one period side by side; how far down they reach. `None` where a text has no room.
fn strip(
    group: &UnitGroup,
    raster: Raster,
    rendition: Rendition,
    drawing: &mut Growing,
) -> Option<f64> {
    // What room is left goes to the texts that would otherwise be broken.
    let mut widths = needs(group, raster, longest);
    let mut left = room(&widths, rendition);
    for (its, wanted) in widths.iter_mut().zip(needs(group, raster, unbroken)) {
        let more = (wanted - *its).min(left);
        *its += more;
        left -= more;
    }
    let mut texts = Vec::new();
    let mut deepest: usize = 0;
    for (part, room) in group.parts.iter().zip(&widths) {
        let room = room + 0.01;
        let label = lines(&part.label, room, Size::Normal, Ink::Strong);
        let remark = lines(&part.remark, room, Size::Small, Ink::Plain);
        if label.len() > MOST_LINES || remark.len() > MOST_LINES {
            return None;
        }
        deepest = deepest.max(label.len() + remark.len());
        texts.push((label, remark));
    }
    let head = title(group, rendition, drawing);
    let top = head + 20.0 + deepest as f64 * 17.0 + 14.0;
    let mut x = 0.0;
    let mut rows = 0;
    for ((part, room), (label, remark)) in group.parts.iter().zip(&widths).zip(texts) {
        let value = Label {
            x,
            baseline: head + 20.0,
            anchor: Anchor::Start,
            size: Size::Large,
            runs: vec![Run::new(&part.value, value_ink(part))],
        };
        let mut items = vec![Item::Label(value)];
        let mut baseline = head + 23.0;
        for mut line in label.into_iter().chain(remark) {
            baseline += 17.0;
            line.x = x;
            line.baseline = baseline;
            items.push(Item::Label(line));
        }
        items.extend(raster.marks(part, (x, top)).into_iter().map(Item::Mark));
        rows = rows.max(raster.cells(part).1);
        drawing.groups.push(Group {
            series: Some(series(group, part)),
            items,
        });
        x += room + APART;
    }
    Some(match rows {
        0 => top - 8.0,
        _ => top + raster.size(rows),
    })
}

/// One under the other: every text has lines of its own if need be, so nothing can clash.
fn below(units: &Units, rendition: Rendition) -> Scene {
    let width = rendition.width();
    let raster = match rendition {
        Rendition::Wide => {
            let most = parts(units).map(|part| {
                let raster = Raster {
                    pace: PACE,
                    fill: Fill::Columns,
                };
                raster.cells(part).0
            });
            let most = most.max().unwrap_or(0).max(1);
            Raster {
                pace: PACE.min(width / most as f64),
                fill: Fill::Columns,
            }
        }
        Rendition::Narrow => Raster {
            pace: (width + 2.5) / PER_ROW as f64,
            fill: Fill::Rows,
        },
    };
    let mut drawing = Growing::new();
    for (at, group) in units.groups.iter().enumerate() {
        if at > 0 {
            drawing.top += DOWN;
        }
        drawing.top = title(group, rendition, &mut drawing);
        for (at, part) in group.parts.iter().enumerate() {
            if at > 0 {
                drawing.top += 18.0;
            }
            let items = block(part, raster, width, &mut drawing.top);
            drawing.groups.push(Group {
                series: Some(series(group, part)),
                items,
            });
        }
    }
    drawing.finish(rendition)
}

/// One part over the whole width, from `top` on, which ends under it.
fn block(part: &UnitPart, raster: Raster, width: f64, top: &mut f64) -> Vec<Item> {
    let mut items = Vec::new();
    let value = Run::new(&part.value, value_ink(part));
    let wide = layout::width(&value.text, Size::Large, true);
    let beside = if wide > 0.0 { wide + 10.0 } else { 0.0 };
    let longest = layout::longest_word(&part.label, Size::Normal, true).max(layout::longest_word(
        &part.remark,
        Size::Small,
        false,
    ));
    let mut baseline = *top + 20.0;
    let mut x = beside;
    if wide > width {
        // No number: then it is text like any other.
        for mut line in lines(&part.value, width, Size::Normal, Ink::Strong) {
            line.baseline = baseline;
            baseline += 17.0;
            items.push(Item::Label(line));
        }
        x = 0.0;
    } else {
        items.push(Item::Label(Label {
            x: 0.0,
            baseline,
            anchor: Anchor::Start,
            size: Size::Large,
            runs: vec![value],
        }));
        if longest > width - beside {
            baseline += 19.0;
            x = 0.0;
        }
    }
    let label = lines(&part.label, width - x, Size::Normal, Ink::Strong);
    let remark = lines(&part.remark, width - x, Size::Small, Ink::Plain);
    if x > 0.0 && !label.is_empty() && !remark.is_empty() {
        // Two lines stand beside the large value as one block.
        baseline -= 7.0;
    }
    for mut line in label.into_iter().chain(remark) {
        line.x = x;
        line.baseline = baseline;
        baseline += 17.0;
        items.push(Item::Label(line));
    }
    baseline = baseline.max(*top + 37.0);
    *top = baseline - 17.0 + 12.0;
    let rows = raster.cells(part).1;
    if rows > 0 {
        let at = (0.0, *top);
        items.extend(raster.marks(part, at).into_iter().map(Item::Mark));
        *top += raster.size(rows);
    } else {
        *top -= 4.0;
    }
    items
}
