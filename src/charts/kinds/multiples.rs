//! Multiples: **how did the counts of several parts change from period to period?** A panel of columns per part, all
//! of one size and on one scale, so that heights compare from panel to panel.
//!
//! As many panels stand side by side as leave every column its value; then some of the columns go without. The
//! last resort is one row per column, part by part.

use super::Kind;
use super::columns::{self, Frame, Setting, Tones, Upright};
use super::rows::{self, Growing, Pace, Row, Rows};
use crate::charts::layout::{self, Scale};
use crate::charts::scene::{
    Anchor, Group, Ink, Item, Label, Mark, Paint, Rendition, Run, Scene, Shape, Size,
};
use crate::charts::spec::{BreakMark, Column, Columns, Level, Multiples, Panel, Tone};

pub const KIND: Kind = Kind {
    name: "multiples",
    question: "How did the counts of several parts change from period to period?",
};

/// Between panels, across and down.
const ACROSS: f64 = 32.0;
const DOWN: f64 = 20.0;
const LINE: f64 = 16.0;
/// From the text of a break to its sample.
const SAMPLE: f64 = 12.0;

/// From the best to the last that still stands upright.
const LABELLED: &[Setting] = &[
    columns::setting(false, Size::Normal, false, false),
    columns::setting(false, Size::Small, false, false),
    columns::setting(true, Size::Normal, false, false),
    columns::setting(true, Size::Small, false, false),
];
const THINNED: &[Setting] = &[
    columns::setting(false, Size::Normal, false, true),
    columns::setting(true, Size::Normal, false, true),
];

pub fn scene(multiples: &Multiples, rendition: Rendition) -> Scene {
    let panels: Vec<Columns> = multiples
        .panels
        .iter()
        .map(|panel| panel_columns(multiples, panel))
        .collect();
    let arrangements = across(panels.len(), rendition)
        .into_iter()
        .flat_map(|across| LABELLED.iter().map(move |setting| (across, *setting)));
    // With many periods, room for each column matters more than panels side by side.
    let most = match rendition {
        Rendition::Wide => 2.min(panels.len()),
        Rendition::Narrow => 1,
    };
    let thinned = THINNED.iter().map(|setting| (most, *setting));
    arrangements
        .chain(thinned)
        .filter_map(|(across, setting)| upright(multiples, &panels, rendition, across, setting))
        .find(Scene::is_clear)
        .unwrap_or_else(|| rows::scene(&turned(multiples, &panels), rendition))
}

/// How many panels may stand side by side, the most first; rows of panels are as even as they can be.
fn across(panels: usize, rendition: Rendition) -> Vec<usize> {
    let most: usize = match rendition {
        Rendition::Wide => 4,
        Rendition::Narrow => 2,
    };
    let even = |across: usize| panels.div_ceil(panels.div_ceil(across).max(1));
    let mut across: Vec<usize> = (1..=most.min(panels)).rev().map(even).collect();
    across.dedup();
    // One under the other, wide panels would fill a page.
    across.retain(|across| *across > 1 || panels == 1 || rendition == Rendition::Narrow);
    across
}

fn tones(multiples: &Multiples, tone: Tone) -> Tones {
    let has_focus = multiples.periods.iter().any(|period| period.focus);
    Tones {
        focus: tone,
        others: if has_focus { Tone::Mute } else { tone },
    }
}

/// A panel as columns of its own. Its breaks are nameless: their names stand over all panels.
fn panel_columns(multiples: &Multiples, panel: &Panel) -> Columns {
    let columns = multiples.periods.iter().enumerate().map(|(at, period)| {
        let value = panel.values.get(at);
        Column {
            label: period.label.clone(),
            short: period.short.clone(),
            total: value.map_or(Level::Unknown, |value| value.level),
            total_text: value.map_or(String::new(), |value| value.text.clone()),
            part: None,
            part_text: String::new(),
            focus: period.focus,
            skipped_before: period.skipped_before,
        }
    });
    let nameless = |mark: &BreakMark| BreakMark {
        before: mark.before,
        label: String::new(),
    };
    Columns {
        series: panel.title.clone(),
        columns: columns.collect(),
        part: None,
        breaks: multiples.breaks.iter().map(nameless).collect(),
    }
}

/// `None` when the setting does not suit the texts.
fn upright(
    multiples: &Multiples,
    panels: &[Columns],
    rendition: Rendition,
    across: usize,
    setting: Setting,
) -> Option<Scene> {
    let gaps = across.checked_sub(1)? as f64;
    let width = (rendition.width() - gaps * ACROSS) / across as f64;
    let end = panels.iter().map(columns::highest).max().unwrap_or(0);
    let length = match rendition {
        _ if end == 0 => 12.0,
        Rendition::Wide => 96.0,
        Rendition::Narrow => 80.0,
    };
    let widest = panels.iter().map(|panel| columns::widest(panel, setting));
    let widest = widest.fold(0.0, f64::max);
    let mut drawing = Growing::new();
    name_breaks(multiples, &mut drawing, rendition.width());
    let mut panels = multiples.panels.iter().zip(panels).peekable();
    while panels.peek().is_some() {
        let mut titles = Vec::new();
        let mut uprights = Vec::new();
        for (panel, columns) in panels.by_ref().take(across) {
            let frame = Frame {
                rendition,
                width,
                scale: Scale { end, length },
                pace: 56.0,
                widest,
                tones: tones(multiples, panel.tone),
            };
            titles.push(layout::balanced(&panel.title, width, Size::Normal, true));
            uprights.push((panel, Upright::new(columns, frame, setting)?));
        }
        let lines = titles.iter().map(Vec::len).max().unwrap_or(0);
        let under_titles = drawing.top + lines as f64 * LINE + 4.0;
        // Panels of one row share their baseline.
        let bases = uprights.iter().map(|(_, upright)| upright.base);
        let base = bases.fold(0.0, f64::max);
        let mut lowest = under_titles;
        for (at, ((panel, upright), title)) in uprights.iter().zip(titles).enumerate() {
            let left = at as f64 * (width + ACROSS);
            let mut items = Vec::new();
            let mut baseline = drawing.top - 3.0;
            for line in title {
                baseline += LINE;
                items.push(Item::Label(Label {
                    x: left,
                    baseline,
                    anchor: Anchor::Start,
                    size: Size::Normal,
                    runs: vec![Run::new(&line, Ink::Strong)],
                }));
            }
            let scene = upright.scene()?;
            let down = under_titles + base - upright.base;
            lowest = lowest.max(down + scene.height);
            for group in scene.groups {
                items.extend(group.items.into_iter().map(|item| item.moved(left, down)));
            }
            drawing.groups.push(Group {
                series: Some(panel.title.clone()),
                items,
            });
        }
        drawing.top = lowest;
        if panels.peek().is_some() {
            drawing.top += DOWN - 8.0;
        }
    }
    Some(drawing.finish(rendition))
}

/// The names of all breaks over the panels, each behind a piece of its rule.
fn name_breaks(multiples: &Multiples, drawing: &mut Growing, width: f64) {
    // Capitals with dots on them are higher than the line, and the first one has nothing above it.
    if !multiples.breaks.is_empty() {
        drawing.top += 2.0;
    }
    for mark in &multiples.breaks {
        let lines = layout::balanced(&mark.label, width - SAMPLE, Size::Small, false);
        if lines.is_empty() {
            continue;
        }
        let (from, to) = ((2.5, drawing.top + 3.0), (2.5, drawing.top + 14.0));
        drawing.frame.push(Item::Mark(Mark {
            paint: Paint::Break,
            shape: Shape::Path(vec![from, to]),
        }));
        for line in lines {
            drawing.top += LINE;
            drawing.frame.push(Item::Label(Label {
                x: SAMPLE,
                baseline: drawing.top - 4.0,
                anchor: Anchor::Start,
                size: Size::Small,
                runs: vec![Run::new(&line, Ink::Quiet)],
            }));
        }
    }
    if drawing.top > 0.0 {
        drawing.top += 10.0;
    }
}

/// The columns of all panels as rows, panel by panel.
fn turned(multiples: &Multiples, panels: &[Columns]) -> Rows {
    let mut all: Vec<Row> = Vec::new();
    let mut breaks_below = Vec::new();
    for (panel, columns) in multiples.panels.iter().zip(panels) {
        let named = Columns {
            breaks: multiples.breaks.clone(),
            ..columns.clone()
        };
        let mut rows = columns::turned(&named, tones(multiples, panel.tone));
        if let Some(first) = rows.rows.first_mut() {
            first.title = Some(panel.title.clone());
            // What the last panel ends with stands over the next one.
            first.breaks.splice(0..0, std::mem::take(&mut breaks_below));
        }
        breaks_below = rows.breaks_below;
        all.extend(rows.rows);
    }
    Rows {
        rows: all,
        head: None,
        breaks_below,
        whole: None,
        pace: Pace {
            row: 22.0,
            bar: 14.0,
        },
    }
}
