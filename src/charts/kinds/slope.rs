//! Slope: **how did counts change between two periods?** Both stand on axes from zero, joined by a line per count
//! and labelled at both ends. A line across a break is not drawn: the rule of the break stands in its place, or its
//! name under the label where other counts go on unchanged.
//!
//! Labels move apart where their counts are close, with a line to their mark. Where that does not do, both counts
//! stand in rows.

use std::borrow::Cow;

use super::Kind;
use super::rows::{self, Growing, Pace, Row, Rows};
use super::rules;
use super::spans;
use crate::charts::layout::{self, Scale};
use crate::charts::scene::{
    Anchor, Area, Group, Ink, Item, Label, Mark, Paint, Rendition, Run, Scene, Shape, Size,
};
use crate::charts::spec::{Level, Slope, SlopeLine, Tone};

pub const KIND: Kind = Kind {
    name: "slope",
    question: "How did counts change between two periods?",
};

/// More lines than this are a tangle.
const MOST_LINES: usize = 5;
const LINE: f64 = 16.0;
/// From an axis to its labels; a line to a moved label has to find room here.
const BESIDE: f64 = 14.0;
/// A label may stand this far from its mark.
const FARTHEST: f64 = 40.0;
const RADIUS: f64 = 5.0;
const OPEN: f64 = 26.0;
/// Gaps hang under the baseline, where no count is.
const GAP_PACE: f64 = 24.0;
const GAP_HALF: f64 = 8.0;

/// Whether every label has room beside its mark in the wide drawing; if not, a table says more.
pub fn fits(slope: &Slope) -> bool {
    upright(&told(slope), Rendition::Wide).is_some()
}

pub fn scene(slope: &Slope, rendition: Rendition) -> Scene {
    upright(&told(slope), rendition).unwrap_or_else(|| rows::scene(&turned(slope), rendition))
}

/// A rule between the periods would say that every count changed its meaning. Where some did not, the others say it
/// themselves, under their label.
fn told(slope: &Slope) -> Cow<'_, Slope> {
    let Some(broken) = &slope.broken else {
        return Cow::Borrowed(slope);
    };
    if slope.lines.iter().all(|line| line.broken) {
        return Cow::Borrowed(slope);
    }
    let told = |line: &SlopeLine| SlopeLine {
        remark: match line.broken {
            true => broken.clone(),
            false => line.remark.clone(),
        },
        ..line.clone()
    };
    Cow::Owned(Slope {
        lines: slope.lines.iter().map(told).collect(),
        broken: None,
        ..slope.clone()
    })
}

fn upright(slope: &Slope, rendition: Rendition) -> Option<Scene> {
    if slope.lines.is_empty() || slope.lines.len() > MOST_LINES {
        return None;
    }
    // Of two lines in one place, only one would be seen.
    let mut lines = slope.lines.iter().enumerate();
    if lines.any(|(at, line)| {
        let others = slope.lines.iter().skip(at + 1);
        others
            .into_iter()
            .any(|other| line.from == other.from && line.to == other.to)
    }) {
        return None;
    }
    // Where no line leads from one end to the other, both ends need their name.
    let is_whole =
        |line: &SlopeLine| matches!((line.from, line.to), (Level::Exactly(_), Level::Exactly(_)));
    let named = slope
        .lines
        .iter()
        .any(|line| line.broken || !is_whole(line));
    let arrangements: &[bool] = match rendition {
        Rendition::Wide => &[true],
        Rendition::Narrow if named => &[true],
        Rendition::Narrow => &[false],
    };
    let scenes = arrangements
        .iter()
        .filter_map(|named| Upright::new(slope, rendition, *named)?.scene());
    scenes.into_iter().find(Scene::is_clear)
}

/// One of the two ends of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    From,
    To,
}

/// The texts at an end, with the height of their first baseline over or under the mark.
struct Texts {
    lines: Vec<(Vec<Run>, Size)>,
    /// Where the mark is, and where the middle of the first line is.
    mark: f64,
    at: f64,
    /// The mark is a gap: the texts stand beside its box.
    line: usize,
}

struct Upright<'s> {
    slope: &'s Slope,
    rendition: Rendition,
    named: bool,
    left: f64,
    right: f64,
    /// Where the axes begin and end.
    top: f64,
    base: f64,
    rules: Vec<rules::Rule>,
    scale: Scale,
}

impl<'s> Upright<'s> {
    fn new(slope: &'s Slope, rendition: Rendition, named: bool) -> Option<Self> {
        let width = rendition.width();
        let values = |line: &SlopeLine| {
            let value = Run::new(&line.from_text, Ink::Strong);
            let name = if named {
                format!("{} ", line.label)
            } else {
                String::new()
            };
            rows::size_of(&[Run::new(&name, Ink::Plain), value])
        };
        let left = slope.lines.iter().map(values).fold(20.0, f64::max) + BESIDE;
        let right_room = match rendition {
            Rendition::Wide => 240.0,
            Rendition::Narrow => 128.0,
        };
        let wanted = slope.lines.iter().map(|line| {
            let value = Run::new(&line.to_text, Ink::Strong);
            let label = Run::new(&format!(" {}", line.label), Ink::Plain);
            let remark = Run::new(&line.remark, Ink::Quiet);
            rows::size_of(&[value, label]).max(rows::small_size_of(&[remark]))
        });
        let right_room = wanted.fold(0.0, f64::max).min(right_room);
        let right = (width - right_room - BESIDE).min(left + 360.0);
        let least = match rendition {
            Rendition::Wide => 180.0,
            Rendition::Narrow => 90.0,
        };
        if right - left < least {
            return None;
        }
        let breaks: Vec<(f64, Vec<&str>)> = slope
            .broken
            .iter()
            .map(|label| ((left + right) / 2.0, vec![label.as_str()]))
            .collect();
        let rules = rules::place(&breaks, width);
        let ends = slope.lines.iter().flat_map(|line| [line.from, line.to]);
        let highest = ends.clone().map(Level::highest).max().unwrap_or(0);
        let open = ends.clone().any(Level::is_open);
        let length = match rendition {
            Rendition::Wide => 250.0,
            Rendition::Narrow => 230.0,
        };
        let top = rules::band(&rules) + 34.0;
        Some(Upright {
            slope,
            rendition,
            named,
            left,
            right,
            top,
            base: top + length,
            rules,
            scale: Scale {
                end: highest.max(1),
                length: length - if open { OPEN } else { 0.0 },
            },
        })
    }

    fn y(&self, count: u64) -> f64 {
        self.base - self.scale.of(count)
    }

    fn x(&self, end: End) -> f64 {
        match end {
            End::From => self.left,
            End::To => self.right,
        }
    }

    fn level(line: &SlopeLine, end: End) -> Level {
        match end {
            End::From => line.from,
            End::To => line.to,
        }
    }

    /// The middle of the mark at an end; gaps are counted from the baseline down.
    fn mark(&self, at: usize, end: End) -> f64 {
        let level = |line: &SlopeLine| Self::level(line, end);
        match self.slope.lines.get(at).map(level) {
            Some(Level::Exactly(count)) => self.y(count),
            Some(Level::Range {
                lower,
                upper: Some(upper),
            }) => (self.y(lower) + self.y(upper.max(lower))) / 2.0,
            Some(Level::Range { lower, upper: None }) => self.y(lower) - OPEN / 2.0,
            Some(Level::Unknown) | None => {
                let before = self.slope.lines.iter().take(at);
                let gaps = before.filter(|line| level(line) == Level::Unknown).count();
                self.base + 20.0 + gaps as f64 * GAP_PACE
            }
        }
    }

    fn scene(&self) -> Option<Scene> {
        let mut drawing = Growing::new();
        for (end, name) in [(End::From, &self.slope.from), (End::To, &self.slope.to)] {
            let x = self.x(end);
            drawing
                .behind
                .push(rows::line(Paint::Axis, (x, self.top - 6.0), (x, self.base)));
            drawing.frame.push(Item::Label(Label {
                x,
                baseline: self.top - 14.0,
                anchor: Anchor::Middle,
                size: Size::Normal,
                runs: vec![Run::new(name, Ink::Strong)],
            }));
        }
        let base = self.base + 0.5;
        let (from, to) = ((self.left - 6.0, base), (self.right + 6.0, base));
        drawing.behind.push(rows::line(Paint::Axis, from, to));
        for rule in &self.rules {
            drawing
                .frame
                .extend(rule.items(rules::band(&self.rules), self.base));
        }
        let mut lowest = self.base + 8.0;
        let (left, right) = (self.texts(End::From)?, self.texts(End::To)?);
        for (at, line) in self.slope.lines.iter().enumerate() {
            let mut items: Vec<Item> = self.marks(at, line).into_iter().map(Item::Mark).collect();
            for (end, texts) in [(End::From, &left), (End::To, &right)] {
                for text in texts.iter().filter(|text| text.line == at) {
                    items.extend(self.written(text, end));
                    lowest = lowest.max(text.at + text.lines.len() as f64 * LINE);
                }
            }
            drawing.groups.push(Group {
                series: Some(line.label.clone()),
                items,
            });
        }
        drawing.top = lowest;
        Some(drawing.finish(self.rendition))
    }

    fn marks(&self, at: usize, line: &SlopeLine) -> Vec<Mark> {
        let mut marks = Vec::new();
        if let (Level::Exactly(from), Level::Exactly(to), false) = (line.from, line.to, line.broken)
        {
            marks.push(Mark {
                paint: Paint::Line(line.tone),
                shape: Shape::Path(vec![(self.left, self.y(from)), (self.right, self.y(to))]),
            });
        }
        for end in [End::From, End::To] {
            let x = self.x(end);
            let middle = self.mark(at, end);
            let stand = spans::up(self.base, x);
            match Self::level(line, end) {
                Level::Exactly(_) => {
                    marks.push(spans::circle(Paint::Dot(line.tone), (x, middle), RADIUS));
                }
                Level::Range { lower, upper } => {
                    let from = self.scale.of(lower);
                    let to = upper.map_or(from + OPEN, |upper| self.scale.of(upper.max(lower)));
                    marks.extend(spans::span(line.tone, stand, from, to, upper.is_none()));
                }
                Level::Unknown => marks.push(Mark {
                    paint: Paint::Gap,
                    shape: Shape::Rect(Area {
                        left: x - GAP_HALF,
                        top: middle - GAP_HALF,
                        right: x + GAP_HALF,
                        bottom: middle + GAP_HALF,
                    }),
                }),
            }
        }
        marks
    }

    /// The texts at one end from top to bottom, moved apart; `None` where one would stand too far from its mark.
    fn texts(&self, end: End) -> Option<Vec<Texts>> {
        let mut texts: Vec<Texts> = Vec::new();
        for (at, line) in self.slope.lines.iter().enumerate() {
            let mark = self.mark(at, end);
            texts.push(Texts {
                lines: self.lines(line, end)?,
                mark,
                at: mark,
                line: at,
            });
        }
        texts.sort_by(|a, b| a.mark.total_cmp(&b.mark));
        // Down from the top, then up from the bottom with half of the way, until all are apart.
        let height = |text: &Texts| text.lines.len() as f64 * LINE + 1.0;
        for _ in 0..40 {
            for at in 1..texts.len() {
                let Some([above, below]) = texts.get_mut(at - 1..=at) else {
                    continue;
                };
                let lacking = above.at + height(above) - below.at;
                if lacking > 0.0 {
                    above.at -= lacking / 2.0;
                    below.at += lacking / 2.0;
                }
            }
            // The names of the periods stand over all.
            if let Some(first) = texts.first_mut() {
                first.at = first.at.max(self.top - 1.0);
            }
        }
        let is_near = |text: &Texts| (text.at - text.mark).abs() <= FARTHEST;
        texts.iter().all(is_near).then_some(texts)
    }

    fn lines(&self, line: &SlopeLine, end: End) -> Option<Vec<(Vec<Run>, Size)>> {
        let ink = match Self::level(line, end) {
            Level::Unknown => Ink::Quiet,
            Level::Exactly(_) | Level::Range { .. } => Ink::Strong,
        };
        let normal = |runs: Vec<Run>| (runs, Size::Normal);
        if end == End::From {
            let mut runs = vec![Run::new(&line.from_text, ink)];
            if self.named {
                runs.insert(0, Run::new(&format!("{} ", line.label), Ink::Plain));
            }
            return Some(vec![normal(runs)]);
        }
        let room = self.rendition.width() - self.right - BESIDE;
        let value = Run::new(&line.to_text, ink);
        let label = Run::new(&format!(" {}", line.label), Ink::Plain);
        let mut lines = Vec::new();
        if rows::size_of(&[value.clone(), label.clone()]) <= room {
            lines.push(normal(vec![value, label]));
        } else {
            lines.push(normal(vec![value]));
            let longest = layout::longest_word(&line.label, Size::Normal, false);
            let label = layout::balanced(&line.label, room, Size::Normal, false);
            if longest > room || label.len() > 2 {
                return None;
            }
            lines.extend(
                label
                    .iter()
                    .map(|text| normal(vec![Run::new(text, Ink::Plain)])),
            );
        }
        if layout::longest_word(&line.remark, Size::Small, false) > room {
            return None;
        }
        let remark = layout::balanced(&line.remark, room, Size::Small, false);
        let remark = remark.iter().map(|text| vec![Run::new(text, Ink::Quiet)]);
        lines.extend(remark.map(|runs| (runs, Size::Small)));
        Some(lines)
    }

    fn written(&self, text: &Texts, end: End) -> Vec<Item> {
        let (sign, anchor) = match end {
            End::From => (-1.0, Anchor::End),
            End::To => (1.0, Anchor::Start),
        };
        let axis = self.x(end);
        let mut items = Vec::new();
        if (text.at - text.mark).abs() > 5.0 {
            let start = (axis + sign * (RADIUS + 1.0), text.mark);
            let stop = (axis + sign * (BESIDE - 3.0), text.at);
            items.push(rows::line(Paint::Leader, start, stop));
        }
        let mut baseline = text.at + rows::TO_BASELINE;
        for (runs, size) in &text.lines {
            items.push(Item::Label(Label {
                x: axis + sign * BESIDE,
                baseline,
                anchor,
                size: *size,
                runs: runs.clone(),
            }));
            baseline += LINE;
        }
        items
    }
}

/// Both counts of every line as rows.
fn turned(slope: &Slope) -> Rows {
    let row = |title: Option<&str>, period: &str, level: Level, text: &str, tone: Tone| {
        let ink = match level {
            Level::Unknown => Ink::Quiet,
            Level::Exactly(_) | Level::Range { .. } => Ink::Strong,
        };
        Row {
            title: title.map(str::to_owned),
            label: period.to_owned(),
            ink: Ink::Plain,
            total: level,
            part: None,
            tone,
            value: vec![Run::new(text, ink)],
            aside: None,
            child: false,
            skipped: 0,
            breaks: Vec::new(),
        }
    };
    let all = slope.lines.iter().all(|line| line.broken);
    let pair = |line: &SlopeLine| {
        let (from, to) = (line.from_text.as_str(), line.to_text.as_str());
        let own = slope.broken.as_ref().filter(|_| line.broken && !all);
        [
            row(Some(&line.label), &slope.from, line.from, from, Tone::Mute),
            Row {
                breaks: own.into_iter().cloned().collect(),
                ..row(None, &slope.to, line.to, to, line.tone)
            },
        ]
    };
    let mut rows: Vec<Row> = slope.lines.iter().flat_map(pair).collect();
    if let Some(first) = rows.first_mut().filter(|_| all) {
        first.breaks = slope.broken.iter().cloned().collect();
    }
    Rows {
        rows,
        head: None,
        breaks_below: Vec::new(),
        whole: None,
        pace: Pace {
            row: 24.0,
            bar: 15.0,
        },
    }
}
