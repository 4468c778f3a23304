//! Horizontal stacks, one under the other: bars, and columns that had to be turned because their texts would
//! not fit side by side.

use super::stack::{self, Lengths, Stand};
use crate::charts::layout::{self, Scale};
use crate::charts::scene::{
    Anchor, Group, Ink, Item, Label, Mark, Paint, Rendition, Run, Scene, Shape, Size,
};
use crate::charts::spec::{Level, Tone};

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// A line of its own above the row, and above those that follow without one.
    pub title: Option<String>,
    pub label: String,
    pub ink: Ink,
    pub total: Level,
    pub part: Option<Level>,
    pub tone: Tone,
    pub value: Vec<Run>,
    /// A second value, in a column of its own at the right edge.
    pub aside: Option<Run>,
    /// A part of the row above it.
    pub child: bool,
    /// Rows that are missing here.
    pub skipped: u32,
    /// Labels of a break between the row above and this one.
    pub breaks: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    pub rows: Vec<Row>,
    /// What the values aside are.
    pub head: Option<String>,
    /// Labels of a break under the last row.
    pub breaks_below: Vec<String>,
    /// Where the scale ends, unless a row is longer.
    pub whole: Option<u64>,
    pub pace: Pace,
}

/// From row to row, and the breadth of the bar in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    pub row: f64,
    pub bar: f64,
}

/// Unlike any count: a gap is as long whatever the scale.
const LENGTHS: Lengths = Lengths {
    gap: 30.0,
    open: 24.0,
};
pub const LINE: f64 = 16.0;
/// From the middle of a line of text to its baseline.
pub const TO_BASELINE: f64 = 4.5;
const INDENT: f64 = 16.0;
/// A missing period keeps its place, but a missing century is shown as a dozen rows.
const MOST_SKIPPED: u32 = 12;

/// Labels beside their bars, if they and the values leave the bars enough room; else above them.
pub fn scene(rows: &Rows, rendition: Rendition) -> Scene {
    beside(rows, rendition)
        .filter(Scene::is_clear)
        .unwrap_or_else(|| above(rows, rendition))
}

pub fn size_of(runs: &[Run]) -> f64 {
    runs.iter()
        .map(|run| layout::width(&run.text, Size::Normal, run.ink.is_bold()))
        .sum()
}

pub fn small_size_of(runs: &[Run]) -> f64 {
    runs.iter()
        .map(|run| layout::width(&run.text, Size::Small, run.ink.is_bold()))
        .sum()
}

/// How many rows the missing ones take.
pub fn skipped(rows: u32) -> f64 {
    f64::from(rows.min(MOST_SKIPPED))
}

fn label(x: f64, baseline: f64, anchor: Anchor, runs: Vec<Run>) -> Item {
    Item::Label(Label {
        x,
        baseline,
        anchor,
        size: Size::Normal,
        runs,
    })
}

pub fn line(paint: Paint, from: (f64, f64), to: (f64, f64)) -> Item {
    Item::Mark(Mark {
        paint,
        shape: Shape::Path(vec![from, to]),
    })
}

impl Row {
    /// The count that decides how long the scale may be, and what comes on top of it at any scale.
    fn length(&self) -> (u64, f64) {
        let highest = self
            .part
            .map_or(0, Level::highest)
            .max(self.total.highest());
        (highest, stack::slack(self.total, self.part, LENGTHS))
    }

    fn heading(&self) -> Heading<'_> {
        let mut value = self.value.clone();
        if let Some(aside) = self.aside.as_ref().filter(|run| !run.text.is_empty()) {
            value.push(Run::new(" · ", Ink::Quiet));
            value.push(aside.clone());
        }
        Heading {
            label: &self.label,
            ink: self.ink,
            indent: self.indent(),
            value,
        }
    }

    fn indent(&self) -> f64 {
        if self.child { INDENT } else { 0.0 }
    }

    fn stack(&self, scale: Scale, stand: Stand) -> (Vec<Item>, f64) {
        let pieces = stack::stack(self.total, self.part, self.tone, scale, LENGTHS);
        let marks = stack::marks(&pieces, stand).into_iter().map(Item::Mark);
        (marks.collect(), stack::reach(&pieces))
    }

    fn pace(&self, pace: Pace) -> Pace {
        if self.child {
            Pace {
                row: pace.row - 8.0,
                bar: pace.bar * 2.0 / 3.0,
            }
        } else {
            pace
        }
    }
}

impl Rows {
    fn end(&self) -> u64 {
        let highest = self.rows.iter().map(|row| row.length().0).max();
        highest.unwrap_or(0).max(self.whole.unwrap_or(0)).max(1)
    }
}

/// The rule of a break over the whole drawing, its label above it; returns the new top.
pub fn rule(items: &mut Vec<Item>, breaks: &[String], top: f64, width: f64) -> f64 {
    let mut y = top + 5.0;
    for text in breaks {
        for text in layout::balanced(text, width, Size::Small, false) {
            y += LINE;
            items.push(Item::Label(Label {
                x: 0.0,
                baseline: y - 4.0,
                anchor: Anchor::Start,
                size: Size::Small,
                runs: vec![Run::new(&text, Ink::Quiet)],
            }));
        }
    }
    y += 4.5;
    items.push(line(Paint::Break, (0.0, y), (width, y)));
    y + 6.5
}

/// Writes the title of a row and returns the new top.
fn title(items: &mut Vec<Item>, row: &Row, top: f64, width: f64) -> f64 {
    let Some(title) = &row.title else {
        return top;
    };
    let mut y = top + if top > 0.0 { 10.0 } else { 0.0 };
    for line in layout::balanced(title, width, Size::Normal, true) {
        y += LINE;
        items.push(label(
            0.0,
            y - 3.0,
            Anchor::Start,
            vec![Run::new(&line, Ink::Strong)],
        ));
    }
    y + 2.0
}

/// A drawing that grows downwards.
pub struct Growing {
    /// What every mark stands in front of.
    pub behind: Vec<Item>,
    pub groups: Vec<Group>,
    /// Axes and rules.
    pub frame: Vec<Item>,
    pub top: f64,
}

impl Growing {
    pub fn new() -> Self {
        Growing {
            behind: Vec::new(),
            groups: Vec::new(),
            frame: Vec::new(),
            top: 0.0,
        }
    }

    pub fn finish(mut self, rendition: Rendition) -> Scene {
        if !self.behind.is_empty() {
            let behind = Group {
                series: None,
                items: self.behind,
            };
            self.groups.insert(0, behind);
        }
        self.groups.push(Group {
            series: None,
            items: self.frame,
        });
        // A text that says nothing takes no room.
        for group in &mut self.groups {
            let says = |item: &Item| match item {
                Item::Label(label) => label.runs.iter().any(|run| !run.text.is_empty()),
                Item::Mark(_) => true,
            };
            group.items.retain(says);
        }
        Scene {
            width: rendition.width(),
            height: self.top.max(8.0),
            description: String::new(),
            groups: self.groups,
        }
    }
}

fn beside(rows: &Rows, rendition: Rendition) -> Option<Scene> {
    let width = rendition.width();
    let widest_label = width * 0.4;
    let mut labels = Vec::new();
    let mut zero: f64 = 0.0;
    for row in &rows.rows {
        let bold = row.ink.is_bold();
        let room = widest_label - row.indent();
        if layout::longest_word(&row.label, Size::Normal, bold) > room {
            return None;
        }
        let lines = layout::balanced(&row.label, room, Size::Normal, bold);
        if lines.len() > 2 {
            return None;
        }
        for text in &lines {
            zero = zero.max(row.indent() + layout::width(text, Size::Normal, bold));
        }
        labels.push(lines);
    }
    let zero = zero + 14.0;
    let asides = rows.rows.iter().filter_map(|row| row.aside.as_ref());
    let aside = asides
        .map(|run| size_of(std::slice::from_ref(run)) + 12.0)
        .fold(0.0, f64::max);
    let head = rows.head.as_ref().map(|head| Run::new(head, Ink::Part));
    let room = width - aside - zero - 1.0;
    let scale = fitting_scale(rows, room, width / 4.0)?;

    let mut drawing = Growing::new();
    if let Some(head) = head {
        if size_of(std::slice::from_ref(&head)) > width {
            return None;
        }
        drawing
            .frame
            .push(label(width, 14.0, Anchor::End, vec![head]));
        drawing.top = 24.0;
    }
    let mut axis_from = drawing.top;
    for (row, lines) in rows.rows.iter().zip(labels) {
        if !row.breaks.is_empty() || row.title.is_some() {
            if drawing.top > axis_from {
                drawing.frame.push(axis(zero, axis_from, drawing.top));
            }
            if !row.breaks.is_empty() {
                drawing.top = rule(&mut drawing.frame, &row.breaks, drawing.top, width);
            }
            drawing.top = title(&mut drawing.frame, row, drawing.top, width);
            axis_from = drawing.top;
        }
        drawing.top += skipped(row.skipped) * rows.pace.row;
        let pace = row.pace(rows.pace);
        let height = pace.row.max(lines.len() as f64 * LINE + 12.0);
        let middle = drawing.top + height / 2.0;
        let stand = Stand::Right {
            start: zero + 1.0,
            top: middle - pace.bar / 2.0,
            bottom: middle + pace.bar / 2.0,
        };
        let (mut items, reach) = row.stack(scale, stand);
        let mut baseline = middle + TO_BASELINE - (lines.len() as f64 - 1.0) * LINE / 2.0;
        for text in lines {
            let run = Run::new(&text, row.ink);
            items.push(label(row.indent(), baseline, Anchor::Start, vec![run]));
            baseline += LINE;
        }
        let baseline = middle + TO_BASELINE;
        let x = zero + 1.0 + reach + if reach > 0.0 { 8.0 } else { 6.0 };
        items.push(label(x, baseline, Anchor::Start, row.value.clone()));
        if let Some(aside) = &row.aside {
            items.push(label(width, baseline, Anchor::End, vec![aside.clone()]));
        }
        drawing.groups.push(Group {
            series: Some(row.label.clone()),
            items,
        });
        drawing.top += height;
    }
    drawing.frame.push(axis(zero, axis_from, drawing.top));
    drawing.top += 2.0;
    if !rows.breaks_below.is_empty() {
        drawing.top = rule(&mut drawing.frame, &rows.breaks_below, drawing.top, width);
    }
    Some(drawing.finish(rendition))
}

fn axis(x: f64, from: f64, to: f64) -> Item {
    line(Paint::Axis, (x + 0.5, from), (x + 0.5, to))
}

/// The longest scale at which every value still stands behind its bar; `None` when that makes the longest bar
/// shorter than `least`, too short to compare.
fn fitting_scale(rows: &Rows, room: f64, least: f64) -> Option<Scale> {
    let end = rows.end();
    let highest = rows.rows.iter().map(|row| row.length().0).max()?;
    let mut length = room;
    for row in &rows.rows {
        let (count, extra) = row.length();
        let left = room - extra - 8.0 - size_of(&row.value);
        if left < 0.0 {
            return None;
        }
        if count > 0 {
            length = length.min(left * end as f64 / count as f64);
        }
    }
    let scale = Scale { end, length };
    (highest == 0 || scale.of(highest) >= least).then_some(scale)
}

/// Labels and values above their bars. Every text has a line of its own if need be, so nothing can clash.
pub fn above(rows: &Rows, rendition: Rendition) -> Scene {
    let width = rendition.width();
    let extra = rows.rows.iter().map(|row| row.length().1);
    let scale = Scale {
        end: rows.end(),
        length: width - 1.0 - extra.fold(0.0, f64::max),
    };
    let mut drawing = Growing::new();
    for text in rows
        .head
        .iter()
        .flat_map(|head| layout::balanced(head, width, Size::Normal, true))
    {
        drawing.top += LINE;
        let run = Run::new(&text, Ink::Part);
        let baseline = drawing.top - 2.0;
        let item = label(width, baseline, Anchor::End, vec![run]);
        drawing.frame.push(item);
    }
    if rows.head.is_some() {
        drawing.top += 8.0;
    }
    // Bars are as broad as in the other drawing, up to what reads well under a line of text.
    let bar = rows.pace.bar.min(16.0);
    for (i, row) in rows.rows.iter().enumerate() {
        if i > 0 {
            drawing.top += if row.child { 10.0 } else { 13.0 };
        }
        if !row.breaks.is_empty() {
            drawing.top = rule(&mut drawing.frame, &row.breaks, drawing.top, width) + 2.0;
        }
        drawing.top += skipped(row.skipped) * rows.pace.row;
        drawing.top = title(&mut drawing.frame, row, drawing.top, width);
        let mut items = Vec::new();
        let baseline = row.heading().write(&mut items, drawing.top + 14.0, width);
        let bar = row.pace(Pace { bar, ..rows.pace }).bar;
        let (top, bottom) = (baseline + 7.0, baseline + 7.0 + bar);
        let stand = Stand::Right {
            start: 1.0,
            top,
            bottom,
        };
        let (marks, _) = row.stack(scale, stand);
        items.extend(marks);
        drawing
            .frame
            .push(line(Paint::Axis, (0.5, top - 2.0), (0.5, bottom + 2.0)));
        drawing.groups.push(Group {
            series: Some(row.label.clone()),
            items,
        });
        drawing.top = bottom;
    }
    drawing.top += 6.0;
    if !rows.breaks_below.is_empty() {
        drawing.top = rule(&mut drawing.frame, &rows.breaks_below, drawing.top, width);
    }
    drawing.finish(rendition)
}

/// The texts above a bar: the label at the left and the value at the right, on one line if both fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading<'h> {
    pub label: &'h str,
    pub ink: Ink,
    pub indent: f64,
    pub value: Vec<Run>,
}

impl Heading<'_> {
    /// Writes the lines from a first baseline on, and returns the last one.
    pub fn write(&self, items: &mut Vec<Item>, first: f64, width: f64) -> f64 {
        let mut baseline = first;
        for (at, (left, right)) in self.lines(width).into_iter().enumerate() {
            if at > 0 {
                baseline += LINE;
            }
            if let Some(run) = left {
                items.push(label(self.indent, baseline, Anchor::Start, vec![run]));
            }
            if !right.is_empty() {
                items.push(label(width, baseline, Anchor::End, right));
            }
        }
        baseline
    }

    fn lines(&self, width: f64) -> Vec<(Option<Run>, Vec<Run>)> {
        let value = self.value.clone();
        let bold = self.ink.is_bold();
        let room = width - self.indent;
        let beside = room - size_of(&value) - 12.0;
        let pair = |lines: Vec<String>| -> Vec<(Option<Run>, Vec<Run>)> {
            let runs = lines.iter().map(|text| Run::new(text, self.ink));
            runs.map(|run| (Some(run), Vec::new())).collect()
        };
        // Filled line by line, the last one is the shortest and may leave the value room behind it.
        let mut full = pair(layout::wrap(self.label, room, Size::Normal, bold));
        let longest = layout::longest_word(self.label, Size::Normal, bold);
        if longest <= beside {
            // Or the label keeps clear of the value from the first line on, if that takes no more lines.
            let mut shared = pair(layout::balanced(self.label, beside, Size::Normal, bold));
            if shared.is_empty() {
                return vec![(None, value)];
            }
            if shared.len() <= full.len().max(2)
                && let Some((_, right)) = shared.first_mut()
            {
                *right = value;
                return shared;
            }
        }
        if let Some((Some(last), right)) = full.last_mut()
            && layout::width(&last.text, Size::Normal, bold) <= beside
        {
            *right = value;
            return full;
        }
        let mut lines = pair(layout::balanced(self.label, room, Size::Normal, bold));
        if size_of(&value) <= width {
            lines.push((None, value));
        } else {
            let text: String = value.iter().map(|run| run.text.as_str()).collect();
            let values = layout::wrap(&text, width, Size::Normal, false);
            let runs = values.iter().map(|text| Run::new(text, Ink::Plain));
            lines.extend(runs.map(|run| (None, vec![run])));
        }
        lines
    }
}
