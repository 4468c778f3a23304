//! Rows with marks on one horizontal axis: shares of periods, shares of two periods, parts of a change. What is
//! drawn on the axis is the kind's; labels, values, ticks, breaks and missing rows are arranged here.
//!
//! Beside each other, labels and axis share a row. Above each other, every text has a line of its own if need
//! be and only marks stand on the axis, so nothing can clash.

use super::rows::{self, Growing, Heading, LINE, TO_BASELINE};
use crate::charts::layout;
use crate::charts::scene::{
    Anchor, Group, Ink, Item, Label, Mark, Paint, Rendition, Run, Scene, Shape, Size,
};

#[derive(Debug, Clone, PartialEq)]
pub struct Track {
    pub label: String,
    pub ink: Ink,
    /// Under the label.
    pub remark: String,
    /// At the right edge: one line, or two.
    pub right: Vec<Run>,
    pub right_below: Vec<Run>,
    /// Under the axis, where labels stand above it.
    pub below: Vec<Run>,
    /// Rows that are missing here.
    pub skipped: u32,
    /// Labels of a break between the row above and this one.
    pub breaks: Vec<String>,
    /// A line sets this row apart from those above it: the sum of them.
    pub is_sum: bool,
}

impl Track {
    pub fn new(label: &str, ink: Ink) -> Self {
        Track {
            label: label.to_owned(),
            ink,
            remark: String::new(),
            right: Vec::new(),
            right_below: Vec::new(),
            below: Vec::new(),
            skipped: 0,
            breaks: Vec::new(),
            is_sum: false,
        }
    }
}

/// The stretch of a row on which its marks stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lane {
    pub from: f64,
    pub to: f64,
    pub middle: f64,
}

pub struct Tracks<'t> {
    pub rows: Vec<Track>,
    /// Of all rows; without it each row is a series.
    pub series: Option<&'t str>,
    /// What the marks mean, where they do not say it themselves.
    pub legend: Vec<(Paint, Run)>,
    /// Labels of a break that all rows share.
    pub breaks_above: Vec<String>,
    /// Labels of a break under the last row.
    pub breaks_below: Vec<String>,
    /// Over the values at the right.
    pub head: String,
    /// Shares of the lane with their text; a grid line stands at each.
    pub ticks: Vec<(f64, String)>,
    /// Texts stand on the lanes: axis and grid are interrupted where they do.
    pub has_texts: bool,
    /// The height of a row.
    pub pace: f64,
    /// Room before the axis, for the box of a gap.
    pub gutter: f64,
    /// Where zero is.
    pub origin: &'t dyn Fn(Lane) -> f64,
    pub marks: &'t dyn Fn(usize, Lane) -> Vec<Item>,
}

/// From a label to the axis, and from the axis to the value.
const BESIDE: f64 = 16.0;
/// Half of the height of the axis in one row, where labels stand above it.
const HALF: f64 = 10.0;
/// Half of the height of axis and grid where texts stand on them.
const SHORT: f64 = 8.0;
/// Between two rows, where labels stand above the axis.
const BETWEEN: f64 = 14.0;

fn text(x: f64, baseline: f64, anchor: Anchor, size: Size, runs: Vec<Run>) -> Item {
    Item::Label(Label {
        x,
        baseline,
        anchor,
        size,
        runs,
    })
}

fn sum_rule(drawing: &mut Growing, width: f64) {
    drawing.frame.push(rows::line(
        Paint::Axis,
        (0.0, drawing.top + 4.5),
        (width, drawing.top + 4.5),
    ));
    drawing.top += 9.0;
}

impl<'t> Tracks<'t> {
    /// Rows and nothing else.
    pub fn plain(
        rows: Vec<Track>,
        origin: &'t dyn Fn(Lane) -> f64,
        marks: &'t dyn Fn(usize, Lane) -> Vec<Item>,
    ) -> Self {
        Tracks {
            rows,
            series: None,
            legend: Vec::new(),
            breaks_above: Vec::new(),
            breaks_below: Vec::new(),
            head: String::new(),
            ticks: Vec::new(),
            has_texts: false,
            pace: 36.0,
            gutter: 0.0,
            origin,
            marks,
        }
    }

    /// `None` where labels or values leave the axis too little room.
    pub fn beside(&self, rendition: Rendition) -> Option<Scene> {
        let width = rendition.width();
        let widest = width * 0.34;
        let mut zero: f64 = 0.0;
        let mut labels = Vec::new();
        for row in &self.rows {
            let bold = row.ink.is_bold();
            let longest = layout::longest_word(&row.label, Size::Normal, bold)
                .max(layout::longest_word(&row.remark, Size::Small, false));
            if longest > widest {
                return None;
            }
            let label = layout::balanced(&row.label, widest, Size::Normal, bold);
            let remark = layout::balanced(&row.remark, widest, Size::Small, false);
            if label.len() > 2 || remark.len() > 2 {
                return None;
            }
            let line = |text: String, size, ink| (Run::new(&text, ink), size);
            let mut lines: Vec<(Run, Size)> = Vec::new();
            lines.extend(label.into_iter().map(|t| line(t, Size::Normal, row.ink)));
            lines.extend(remark.into_iter().map(|t| line(t, Size::Small, Ink::Quiet)));
            for (run, size) in &lines {
                zero = zero.max(layout::width(&run.text, *size, run.ink.is_bold()));
            }
            labels.push(lines);
        }
        let head = Run::new(&self.head, Ink::Quiet);
        let rights = self
            .rows
            .iter()
            .map(|row| rows::size_of(&row.right).max(rows::small_size_of(&row.right_below)));
        let right = rights.fold(rows::small_size_of(std::slice::from_ref(&head)), f64::max);
        let from = zero + BESIDE + self.gutter;
        let to = if right > 0.0 {
            // Under the head of the values, the last tick stands half beside the axis.
            let apart = if head.text.is_empty() { BESIDE } else { 32.0 };
            width - right - apart
        } else {
            width
        };
        if to - from < width * 0.3 {
            return None;
        }
        let lane = Lane {
            from,
            to,
            middle: 0.0,
        };
        let mut drawing = self.top(width);
        if self.write_ticks(&mut drawing, lane, width) | !head.text.is_empty() {
            if !head.text.is_empty() {
                let at = drawing.top + 12.0;
                let item = text(width, at, Anchor::End, Size::Small, vec![head]);
                drawing.frame.push(item);
            }
            drawing.top += 20.0;
        }
        let mut axis_from = drawing.top;
        for (at, (row, lines)) in self.rows.iter().zip(labels).enumerate() {
            if !row.breaks.is_empty() || row.is_sum {
                if !self.has_texts {
                    self.axis(&mut drawing, lane, axis_from);
                }
                if row.is_sum {
                    sum_rule(&mut drawing, width);
                }
                if !row.breaks.is_empty() {
                    drawing.top = rows::rule(&mut drawing.frame, &row.breaks, drawing.top, width);
                }
                axis_from = drawing.top;
            }
            drawing.top += rows::skipped(row.skipped) * self.pace;
            let height = self.pace.max(lines.len() as f64 * LINE + 12.0);
            let middle = drawing.top + height / 2.0;
            if self.has_texts {
                self.upright(&mut drawing, lane, (middle - SHORT, middle + SHORT));
            }
            let mut items = (self.marks)(at, Lane { middle, ..lane });
            let mut baseline = middle + TO_BASELINE - (lines.len() as f64 - 1.0) * LINE / 2.0;
            for (run, size) in lines {
                items.push(text(0.0, baseline, Anchor::Start, size, vec![run]));
                baseline += LINE;
            }
            let mut baseline = middle + TO_BASELINE;
            if !row.right_below.is_empty() {
                if !row.right.is_empty() {
                    baseline -= LINE / 2.0;
                }
                let below = baseline + if row.right.is_empty() { 0.0 } else { LINE };
                let runs = row.right_below.clone();
                items.push(text(width, below, Anchor::End, Size::Small, runs));
            }
            if !row.right.is_empty() {
                let runs = row.right.clone();
                items.push(text(width, baseline, Anchor::End, Size::Normal, runs));
            }
            self.put(&mut drawing, row, items);
            drawing.top += height;
        }
        if !self.has_texts {
            self.axis(&mut drawing, lane, axis_from);
        }
        Some(self.finish(drawing, rendition))
    }

    pub fn above(&self, rendition: Rendition) -> Scene {
        let width = rendition.width();
        // Marks at the ends of the axis reach beyond it.
        let lane = Lane {
            from: self.gutter + 8.0,
            to: width - 8.0,
            middle: 0.0,
        };
        let mut drawing = self.top(width);
        if self.write_ticks(&mut drawing, lane, width) {
            drawing.top += 22.0;
        }
        for (at, row) in self.rows.iter().enumerate() {
            if at > 0 {
                drawing.top += BETWEEN;
            }
            if row.is_sum {
                sum_rule(&mut drawing, width);
            }
            if !row.breaks.is_empty() {
                drawing.top = rows::rule(&mut drawing.frame, &row.breaks, drawing.top, width);
            }
            drawing.top += rows::skipped(row.skipped) * self.pace;
            let mut value = row.right.clone();
            if !row.right.is_empty() && !row.right_below.is_empty() {
                value.push(Run::new(" · ", Ink::Quiet));
            }
            value.extend(row.right_below.iter().cloned());
            let heading = Heading {
                label: &row.label,
                ink: row.ink,
                indent: 0.0,
                value,
            };
            let mut items = Vec::new();
            let mut baseline = heading.write(&mut items, drawing.top + 14.0, width);
            for line in layout::balanced(&row.remark, width, Size::Small, false) {
                baseline += LINE;
                let run = Run::new(&line, Ink::Quiet);
                items.push(text(0.0, baseline, Anchor::Start, Size::Small, vec![run]));
            }
            drawing.top = baseline + 7.0;
            let middle = drawing.top + HALF;
            items.extend((self.marks)(at, Lane { middle, ..lane }));
            let axis_from = drawing.top;
            drawing.top += 2.0 * HALF;
            self.axis(&mut drawing, lane, axis_from);
            let mut baseline = drawing.top + 1.0;
            for runs in in_lines(&row.below, width) {
                baseline += LINE;
                items.push(text(0.0, baseline, Anchor::Start, Size::Small, runs));
                drawing.top = baseline + 3.0;
            }
            self.put(&mut drawing, row, items);
        }
        drawing.top += 4.0;
        self.finish(drawing, rendition)
    }

    /// What stands over all rows.
    fn top(&self, width: f64) -> Growing {
        let mut drawing = Growing::new();
        if !self.breaks_above.is_empty() {
            drawing.top = rows::rule(&mut drawing.frame, &self.breaks_above, -4.0, width) + 4.0;
        }
        let mut x = 0.0;
        let mut baseline = drawing.top + 13.0;
        for (at, (paint, run)) in self.legend.iter().enumerate() {
            let lines = layout::wrap(&run.text, width - 18.0, Size::Normal, run.ink.is_bold());
            let wide = rows::size_of(std::slice::from_ref(run)) + 18.0;
            if at > 0 && x + wide > width {
                x = 0.0;
                baseline += 18.0;
            }
            drawing.frame.push(Item::Mark(Mark {
                paint: *paint,
                shape: Shape::Circle {
                    x: x + 7.0,
                    y: baseline - TO_BASELINE,
                    radius: 5.5,
                },
            }));
            for (line, part) in lines.iter().enumerate() {
                if line > 0 {
                    baseline += LINE;
                }
                let run = Run::new(part, run.ink);
                let at = text(x + 18.0, baseline, Anchor::Start, Size::Normal, vec![run]);
                drawing.frame.push(at);
            }
            x += wide + 20.0;
        }
        if !self.legend.is_empty() {
            drawing.top = baseline + 9.0;
        }
        drawing
    }

    /// The texts of the ticks that have room beside each other; whether there are any.
    fn write_ticks(&self, drawing: &mut Growing, lane: Lane, width: f64) -> bool {
        let mut ticks: Vec<&(f64, String)> = self
            .ticks
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .collect();
        ticks.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut reached = f64::NEG_INFINITY;
        let mut any = false;
        for (share, tick) in ticks {
            let x = lane.from + share * (lane.to - lane.from);
            let run = Run::new(tick, Ink::Quiet);
            let wide = layout::width(&run.text, Size::Small, false);
            if wide > width {
                continue;
            }
            // The outermost stay in the drawing.
            let left = (x - wide / 2.0).min(width - wide).max(0.0);
            if left < reached + 8.0 {
                continue;
            }
            reached = left + wide;
            any = true;
            let at = drawing.top + 12.0;
            let item = text(left, at, Anchor::Start, Size::Small, vec![run]);
            drawing.frame.push(item);
        }
        any
    }

    /// The axis and the grid of the rows from a height down to where the drawing has come.
    fn axis(&self, drawing: &mut Growing, lane: Lane, from: f64) {
        if drawing.top <= from {
            return;
        }
        let lower = drawing.top;
        self.upright(drawing, lane, (from, lower));
    }

    fn upright(&self, drawing: &mut Growing, lane: Lane, (from, to): (f64, f64)) {
        let mut line = |paint, x: f64| {
            let line = rows::line(paint, (x, from), (x, to));
            // Behind the marks of all rows.
            drawing.behind.push(line);
        };
        for (share, _) in self.ticks.iter().filter(|(share, _)| *share > 0.0) {
            line(Paint::Grid, lane.from + share * (lane.to - lane.from));
        }
        line(Paint::Axis, (self.origin)(lane));
    }

    fn put(&self, drawing: &mut Growing, row: &Track, items: Vec<Item>) {
        match (self.series, drawing.groups.last_mut()) {
            (Some(_), Some(group)) => group.items.extend(items),
            (Some(series), None) => drawing.groups.push(Group {
                series: Some(series.to_owned()),
                items,
            }),
            (None, _) => drawing.groups.push(Group {
                series: Some(row.label.clone()),
                items,
            }),
        }
    }

    fn finish(&self, mut drawing: Growing, rendition: Rendition) -> Scene {
        if !self.breaks_below.is_empty() {
            let width = rendition.width();
            drawing.top = rows::rule(&mut drawing.frame, &self.breaks_below, drawing.top, width);
        }
        drawing.finish(rendition)
    }
}

/// Runs of small text on one line, or, where they are too long for it, broken into lines of one ink.
fn in_lines(runs: &[Run], width: f64) -> Vec<Vec<Run>> {
    if runs.iter().all(|run| run.text.is_empty()) {
        return Vec::new();
    }
    if rows::small_size_of(runs) <= width {
        return vec![runs.to_vec()];
    }
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    layout::balanced(&text, width, Size::Small, false)
        .iter()
        .map(|line| vec![Run::new(line, Ink::Plain)])
        .collect()
}
