//! Flow: **what became of the cases, stage by stage?** A row of bars per stage, all on one scale, each part under the
//! part that it comes from, joined by a tint of its colour: widths compare, and no band has to cross another.
//!
//! A part's words stand under its bar, from its left edge or, near the right edge of the drawing, up to its right one;
//! where they would meet the words before them they move down, led by a thin line. Where that would take more than
//! a few lines, the parts are bars one under the other.

use super::Kind;
use super::rows::{self, Growing, Pace, Row, Rows};
use crate::charts::layout::Scale;
use crate::charts::scene::{
    Anchor, Area, Group, Ink, Item, Label, Mark, Paint, Rendition, Run, Scene, Shape, Size,
};
use crate::charts::spec::{Flow, FlowPart, Level};

pub const KIND: Kind = Kind {
    name: "flow",
    question: "What became of the cases, stage by stage?",
};

const BAR: f64 = 26.0;
/// From a bar to the first line of words under it, from line to line, and from the last one to the next stage.
const FIRST: f64 = 17.0;
const SECOND: f64 = 15.0;
const BELOW: f64 = 14.0;
/// Ground between two bars of one stage.
const GROUND: f64 = 2.0;
/// Blocks of words under each other before bars say it better.
const MOST_TIERS: usize = 3;
/// Between two blocks of words side by side.
const APART: f64 = 14.0;

pub fn scene(flow: &Flow, rendition: Rendition) -> Scene {
    stages(flow, rendition)
        .filter(Scene::is_clear)
        .unwrap_or_else(|| rows::above(&one_by_one(flow), rendition))
}

/// The words of a part: its name with the count, and what it is a part of.
struct Words {
    lines: [(Vec<Run>, Size); 2],
    width: f64,
}

impl Words {
    fn of(part: &FlowPart) -> Words {
        let name = vec![
            Run::new(&part.value, Ink::Strong),
            Run::new(&format!(" {}", part.label), Ink::Strong),
        ];
        let remark = vec![Run::new(&part.remark, Ink::Plain)];
        let width = rows::size_of(&name).max(rows::small_size_of(&remark));
        Words {
            lines: [(name, Size::Normal), (remark, Size::Small)],
            width,
        }
    }

    fn height(&self) -> f64 {
        let lines = self.lines.iter().filter(|(runs, _)| says(runs)).count();
        FIRST + SECOND * lines.saturating_sub(1) as f64
    }
}

fn says(runs: &[Run]) -> bool {
    runs.iter().any(|run| !run.text.is_empty())
}

/// Where a part stands from left to right.
struct Span {
    left: f64,
    right: f64,
}

fn span(part: &FlowPart, scale: Scale) -> Span {
    Span {
        left: scale.of(part.from),
        right: scale.of(part.from.saturating_add(part.count)),
    }
}

fn stages(flow: &Flow, rendition: Rendition) -> Option<Scene> {
    let width = rendition.width();
    let scale = Scale {
        end: flow.total,
        length: width,
    };
    let mut drawing = Growing::new();
    // Where each part's bar ends, for those below that come from it.
    let mut above: Vec<(&FlowPart, f64)> = Vec::new();
    for stage in &flow.stages {
        let top = drawing.top;
        let mut bottom = top + BAR;
        for (from, end) in &above {
            for part in stage {
                drawing.behind.extend(tint(from, part, (*end, top), scale));
            }
        }
        // The blocks of words so far: from where, to where, and their tier.
        let mut taken: Vec<Vec<(f64, f64)>> = vec![Vec::new(); MOST_TIERS];
        let mut depth = [0.0_f64; MOST_TIERS];
        let mut placed = Vec::new();
        for part in stage {
            let at = span(part, scale);
            let words = Words::of(part);
            if words.width > width {
                return None;
            }
            let ends = at.left + words.width > width;
            let (from, to) = match ends {
                true => (at.right - words.width, at.right),
                false => (at.left, at.left + words.width),
            };
            if from < 0.0 {
                return None;
            }
            let free = |tier: &&mut Vec<(f64, f64)>| {
                tier.iter()
                    .all(|(left, right)| from >= right + APART || to + APART <= *left)
            };
            let (number, tier) = taken.iter_mut().enumerate().find(|(_, tier)| free(tier))?;
            tier.push((from, to));
            depth[number] = depth[number].max(words.height());
            placed.push((part, at, words, ends, number));
        }
        for (part, at, words, ends, tier) in placed {
            let down: f64 = depth.iter().take(tier).sum();
            let begin = top + BAR + down;
            let edge = if ends { at.right } else { at.left };
            let mut items = vec![bar(&at, top, part)];
            if tier > 0 {
                let x = if ends { edge - 1.5 } else { edge + 1.5 };
                items.push(rows::line(
                    Paint::Leader,
                    (x, top + BAR),
                    (x, begin + FIRST - 13.0),
                ));
            }
            let mut baseline = begin;
            for ((runs, size), pace) in words.lines.into_iter().zip([FIRST, SECOND]) {
                if !says(&runs) {
                    continue;
                }
                baseline += pace;
                items.push(Item::Label(Label {
                    x: edge,
                    baseline,
                    anchor: if ends { Anchor::End } else { Anchor::Start },
                    size,
                    runs,
                }));
            }
            bottom = bottom.max(baseline);
            drawing.groups.push(Group {
                series: Some(part.label.clone()),
                items,
            });
            above.push((part, top + BAR));
        }
        drawing.top = bottom + BELOW;
    }
    drawing.top -= BELOW - 6.0;
    Some(drawing.finish(rendition))
}

fn bar(at: &Span, top: f64, part: &FlowPart) -> Item {
    // Nothing is drawn wider than it is, but for what would not be seen at all.
    let right = (at.right - GROUND).max(at.left + 1.0);
    Item::Mark(Mark {
        paint: Paint::Fill(part.tone),
        shape: Shape::Rect(Area {
            left: at.left,
            top,
            right,
            bottom: top + BAR,
        }),
    })
}

/// What of a part goes on into a part further down, between them.
fn tint(from: &FlowPart, to: &FlowPart, (top, bottom): (f64, f64), scale: Scale) -> Option<Item> {
    let (a, b) = (span(from, scale), span(to, scale));
    let is_next = from.into.contains(&to.id);
    let (left, right) = (a.left.max(b.left), a.right.min(b.right) - GROUND);
    (is_next && left + 0.5 < right).then_some(Item::Mark(Mark {
        paint: Paint::Tint(from.tone),
        shape: Shape::Rect(Area {
            left,
            top,
            right,
            bottom,
        }),
    }))
}

fn one_by_one(flow: &Flow) -> Rows {
    let parts = flow.stages.iter().enumerate();
    let row = |(stage, part): (usize, &FlowPart)| Row {
        title: None,
        label: part.label.clone(),
        ink: Ink::Strong,
        total: Level::Exactly(part.count),
        part: None,
        tone: part.tone,
        value: vec![
            Run::new(&part.value, Ink::Strong),
            Run::new(&format!(" {}", part.remark), Ink::Plain),
        ],
        aside: None,
        child: stage > 0,
        skipped: 0,
        breaks: Vec::new(),
    };
    Rows {
        rows: parts
            .flat_map(|(stage, parts)| parts.iter().map(move |part| (stage, part)))
            .map(row)
            .collect(),
        head: None,
        breaks_below: Vec::new(),
        whole: Some(flow.total),
        pace: Pace {
            row: 30.0,
            bar: 18.0,
        },
    }
}
