//! Columns: **how did a count change from period to period?** From zero, one column per period, every one
//! labelled, so there is no value axis and no grid.
//!
//! Where the texts of all columns do not fit side by side, they become shorter, then smaller; then the wide
//! drawing labels some of the columns, and the narrow one turns them into rows, newest first.

use super::Kind;
use super::periods::{self, Periods};
use super::rows::{Pace, Row, Rows};
use super::rules::{self, Rule};
use super::stack::{self, Lengths, Piece, Stand};
use crate::charts::layout::{self, Scale};
use crate::charts::scene::{
    Anchor, Group, Ink, Item, Label, Mark, Paint, Rendition, Run, Scene, Shape, Size,
};
use crate::charts::spec::{Column, Columns, Level, Tone};

pub const KIND: Kind = Kind {
    name: "columns",
    question: "How did a count change from period to period?",
};

const LENGTHS: Lengths = Lengths {
    gap: 28.0,
    open: 22.0,
};
/// From this many periods on, the narrow drawing writes ’17.
const MANY: usize = 9;
/// Columns closer than this cannot be told apart.
const CLOSEST: f64 = 9.0;

/// Fewer columns than this are never thinned out: as rows, each of them keeps its value.
const ENOUGH_TO_THIN: usize = 16;
/// If only every so many columns can show their full label, short ones say more.
const FARTHEST: u32 = 5;

/// The room of some columns, and what they share with other drawings of the same kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub rendition: Rendition,
    pub width: f64,
    /// The longest that a column gets, and the count that is as long.
    pub scale: Scale,
    /// A few columns stand together at the left, where the text begins, not scattered over the page: from one
    /// to the next at most this, or as much as their texts need.
    pub pace: f64,
    /// The widest text of all drawings, so that the columns of all stand at the same places.
    pub widest: f64,
    pub tones: Tones,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tones {
    pub focus: Tone,
    pub others: Tone,
}

impl Tones {
    const fn of(self, focus: bool) -> Tone {
        if focus { self.focus } else { self.others }
    }
}

const TONES: Tones = Tones {
    focus: Tone::C1,
    others: Tone::Mute,
};

/// The count that a scale has to reach.
pub fn highest(columns: &Columns) -> u64 {
    let counts = columns.columns.iter().map(|column| {
        let part = column.part.map_or(0, Level::highest);
        column.total.highest().max(part)
    });
    counts.max().unwrap_or(0)
}

/// How wide the widest text of some columns is.
pub fn widest(columns: &Columns, setting: Setting) -> f64 {
    let texts = columns.columns.iter().flat_map(|column| {
        [period(column, setting), total(column), part(column)]
            .map(|run| layout::width(&run.text, setting.size, run.ink.is_bold()))
    });
    texts.fold(0.0, f64::max)
}

impl Frame {
    /// A drawing of its own.
    fn whole(columns: &Columns, rendition: Rendition) -> Self {
        let end = highest(columns);
        let length = match rendition {
            // Nothing to compare needs no height.
            _ if end == 0 => 12.0,
            Rendition::Wide => 190.0,
            Rendition::Narrow => 160.0,
        };
        Frame {
            rendition,
            width: rendition.width(),
            scale: Scale { end, length },
            pace: match rendition {
                Rendition::Wide => 104.0,
                Rendition::Narrow => 82.0,
            },
            widest: 0.0,
            tones: TONES,
        }
    }
}

/// How the texts of the columns are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    short: bool,
    size: Size,
    /// The name of the part stands left of its values, not above them.
    beside: bool,
    /// Only some columns are labelled.
    thinned: bool,
}

pub const fn setting(short: bool, size: Size, beside: bool, thinned: bool) -> Setting {
    Setting {
        short,
        size,
        beside,
        thinned,
    }
}

/// From the best to the last that still stands upright.
const SETTINGS: &[Setting] = &[
    setting(false, Size::Normal, true, false),
    setting(false, Size::Normal, false, false),
    setting(false, Size::Small, false, false),
    setting(true, Size::Normal, true, false),
    setting(true, Size::Normal, false, false),
    setting(true, Size::Small, false, false),
    setting(false, Size::Normal, true, true),
    setting(true, Size::Normal, true, true),
    setting(true, Size::Normal, false, true),
];

pub fn scene(columns: &Columns, rendition: Rendition) -> Scene {
    let count = columns.columns.len();
    let frame = Frame::whole(columns, rendition);
    SETTINGS
        .iter()
        .filter(|setting| match rendition {
            Rendition::Wide => !setting.thinned || count >= ENOUGH_TO_THIN,
            Rendition::Narrow => {
                !setting.thinned && !setting.beside && (setting.short || count < MANY)
            }
        })
        .filter_map(|setting| Upright::new(columns, frame, *setting)?.scene())
        .find(Scene::is_clear)
        .unwrap_or_else(|| super::rows::scene(&turned(columns, TONES), rendition))
}

fn period(column: &Column, setting: Setting) -> Run {
    let ink = if column.focus {
        Ink::Strong
    } else {
        Ink::Plain
    };
    Run::new(
        if setting.short {
            &column.short
        } else {
            &column.label
        },
        ink,
    )
}

fn total(column: &Column) -> Run {
    let ink = match column.total {
        _ if column.focus => Ink::Strong,
        Level::Unknown => Ink::Quiet,
        Level::Exactly(_) | Level::Range { .. } => Ink::Plain,
    };
    Run::new(&column.total_text, ink)
}

fn part(column: &Column) -> Run {
    let ink = match column.part {
        None | Some(Level::Unknown) => Ink::Quiet,
        Some(Level::Exactly(_) | Level::Range { .. }) => Ink::Part,
    };
    Run::new(&column.part_text, ink)
}

/// The groups of a scene of columns, in their order.
#[derive(Debug, Clone, Copy)]
enum Place {
    Whole,
    Part,
    Frame,
}

fn add(scene: &mut Scene, place: Place, item: Item) {
    if let [whole, part, frame] = scene.groups.as_mut_slice() {
        let group = match place {
            Place::Whole => whole,
            Place::Part => part,
            Place::Frame => frame,
        };
        group.items.push(item);
    }
}

/// The texts of a column, where they would stand.
struct Texts<'c> {
    column: &'c Column,
    slot: u32,
    value: Label,
    period: Label,
    part: Option<Label>,
}

/// Columns that stand.
pub struct Upright<'c> {
    columns: &'c Columns,
    frame: Frame,
    setting: Setting,
    periods: Periods,
    /// The names of breaks that fall in one place, from left to right.
    rules: Vec<Rule>,
    /// Where the columns stand.
    pub base: f64,
}

impl<'c> Upright<'c> {
    /// `None` when there are too many periods to stand side by side.
    pub fn new(columns: &'c Columns, frame: Frame, setting: Setting) -> Option<Self> {
        let skipped = columns.columns.iter().map(|column| column.skipped_before);
        let slots = periods::slots(skipped)?;
        let count = periods::count(&slots);
        let gutter = if setting.beside {
            gutter(columns)?
        } else {
            0.0
        };
        let widest = widest(columns, setting).max(frame.widest);
        // Texts of thinned columns are wider than their slots, and the outermost need room beyond them.
        let beyond = if setting.thinned {
            let least = (frame.width - gutter - widest) / count;
            ((widest - least) / 2.0).max(0.0)
        } else {
            0.0
        };
        let left = gutter.max(beyond);
        let closest = (frame.width - left - beyond) / count;
        if closest < CLOSEST {
            return None;
        }
        let slot = closest.min(frame.pace.max(widest + 12.0));
        let mut upright = Upright {
            columns,
            frame,
            setting,
            periods: Periods {
                left,
                pace: slot,
                slots,
            },
            rules: Vec::new(),
            base: 0.0,
        };
        upright.rules = rules::place(&upright.periods.breaks(&columns.breaks), frame.width);
        let reaches = columns
            .columns
            .iter()
            .map(|c| stack::reach(&upright.pieces(c)));
        let over = if upright.rules.is_empty() { 22.0 } else { 28.0 };
        upright.base =
            rules::band(&upright.rules) + over + reaches.fold(frame.scale.length, f64::max);
        Some(upright)
    }

    fn pieces(&self, column: &Column) -> Vec<Piece> {
        let tone = self.frame.tones.of(column.focus);
        let part = column.part.filter(|_| self.columns.part.is_some());
        stack::stack(column.total, part, tone, self.frame.scale, LENGTHS)
    }

    fn breadth(&self) -> f64 {
        let share = match self.frame.rendition {
            Rendition::Wide => 0.62,
            Rendition::Narrow => 0.7,
        };
        (self.periods.pace * share).min(self.periods.pace - 2.0)
    }

    /// `None` when the setting does not suit the texts.
    pub fn scene(&self) -> Option<Scene> {
        let group = |series: Option<&str>| Group {
            series: series.map(str::to_owned),
            items: Vec::new(),
        };
        let part = self.columns.part.as_ref();
        let mut scene = Scene {
            width: self.frame.rendition.width(),
            height: self.base + 28.0,
            description: String::new(),
            groups: vec![
                group(Some(&self.columns.series)),
                group(part.map(|part| part.label.as_str())),
                group(None),
            ],
        };
        for (column, slot) in self.columns.columns.iter().zip(&self.periods.slots) {
            self.stand(&mut scene, column, *slot);
        }
        let axis = vec![
            (self.periods.left, self.base + 0.5),
            (self.periods.right(), self.base + 0.5),
        ];
        let axis = Mark {
            paint: Paint::Axis,
            shape: Shape::Path(axis),
        };
        add(&mut scene, Place::Frame, Item::Mark(axis));
        for rule in &self.rules {
            for item in rule.items(rules::band(&self.rules), self.base) {
                add(&mut scene, Place::Frame, item);
            }
        }
        let row = self.name_part(&mut scene);
        let texts: Vec<Texts<'c>> = self
            .columns
            .columns
            .iter()
            .zip(&self.periods.slots)
            .map(|(column, slot)| self.texts(column, *slot, row))
            .collect();
        if self.setting.thinned {
            self.label_some(&mut scene, &texts)?;
        } else {
            for Texts {
                value,
                period,
                part,
                ..
            } in texts
            {
                add(&mut scene, Place::Whole, Item::Label(value));
                add(&mut scene, Place::Frame, Item::Label(period));
                if let Some(part) = part {
                    add(&mut scene, Place::Part, Item::Label(part));
                }
            }
        }
        Some(scene)
    }

    fn stand(&self, scene: &mut Scene, column: &Column, slot: u32) {
        let half = self.breadth() / 2.0;
        let stand = Stand::Up {
            base: self.base,
            left: self.periods.middle(slot) - half,
            right: self.periods.middle(slot) + half,
        };
        for mark in stack::marks(&self.pieces(column), stand) {
            let place = match mark.paint {
                Paint::Fill(stack::PART)
                | Paint::Range(stack::PART)
                | Paint::Arrow(stack::PART) => Place::Part,
                _ => Place::Whole,
            };
            add(scene, place, Item::Mark(mark));
        }
    }

    /// Writes the name of the part beside or above its row of values, and returns the row's baseline.
    fn name_part(&self, scene: &mut Scene) -> Option<f64> {
        let part = self.columns.part.as_ref()?;
        let mut baseline = self.base + 44.0;
        let name = |text: &str, baseline: f64| {
            Item::Label(Label {
                x: 0.0,
                baseline,
                anchor: Anchor::Start,
                size: Size::Normal,
                runs: vec![Run::new(text, Ink::Part)],
            })
        };
        if self.setting.beside {
            add(scene, Place::Part, name(&part.short, baseline));
        } else {
            baseline -= 2.0;
            for line in layout::balanced(&part.label, self.frame.width, Size::Normal, true) {
                add(scene, Place::Part, name(&line, baseline));
                baseline += 18.0;
            }
        }
        scene.height = baseline + 8.0;
        Some(baseline)
    }

    fn texts(&self, column: &'c Column, slot: u32, row: Option<f64>) -> Texts<'c> {
        let label = |baseline: f64, run: Run| Label {
            x: self.periods.middle(slot),
            baseline,
            anchor: Anchor::Middle,
            size: self.setting.size,
            runs: vec![run],
        };
        let value = total(column);
        let wide = layout::width(&value.text, self.setting.size, value.ink.is_bold());
        let reach = stack::reach(&self.pieces(column));
        // The word for a gap stands in its box if it fits: the box is no height to be read off.
        let inside = column.total == Level::Unknown && wide + 6.0 <= self.breadth();
        let over = if inside {
            reach - LENGTHS.gap / 2.0 - 4.5
        } else if reach > 0.0 {
            reach + 7.0
        } else {
            // A zero stands on the baseline.
            5.0
        };
        Texts {
            column,
            slot,
            value: label(self.base - over, value),
            period: label(self.base + 20.0, period(column, self.setting)),
            part: row.map(|row| label(row, part(column))),
        }
    }

    /// Labels every so many columns, counted from the one in focus, and those that a reader looks for. What
    /// has no room is left to the table: a label on a neighbour's column would be worse than none.
    fn label_some(&self, scene: &mut Scene, texts: &[Texts<'c>]) -> Option<()> {
        let wide = |label: &Label| label.width() + 8.0;
        let widest = texts
            .iter()
            .map(|text| wide(&text.period).max(text.part.as_ref().map_or(0.0, wide)));
        let widest = widest.fold(0.0, f64::max);
        let mut stride: u32 = 1;
        while f64::from(stride) * self.periods.pace < widest {
            stride += 1;
        }
        if stride > FARTHEST && !self.setting.short {
            return None;
        }
        let anchor = texts.iter().find(|text| text.column.focus);
        let anchor = anchor.or(texts.last()).map_or(0, |text| text.slot);
        let regular = |text: &&Texts<'c>| text.slot.abs_diff(anchor).is_multiple_of(stride);
        let mut try_to_add = |place: Place, label: &Label| {
            if scene.admits(label) {
                add(scene, place, Item::Label(label.clone()));
            }
        };
        for text in texts.iter().filter(regular) {
            try_to_add(Place::Frame, &text.period);
            if let Some(part) = &text.part {
                try_to_add(Place::Part, part);
            }
        }
        let highest = texts
            .iter()
            .rev()
            .max_by_key(|text| text.column.total.highest());
        let empty = |text: &&Texts<'c>| text.column.total.highest() == 0;
        let looked_for = texts
            .iter()
            .filter(|text| text.column.focus)
            .chain(highest)
            .chain(texts.last())
            .chain(texts.first())
            .chain(texts.iter().filter(regular))
            .chain(texts.iter().filter(empty));
        let mut written = Vec::new();
        for text in looked_for {
            if !written.contains(&text.slot) {
                written.push(text.slot);
                let mut value = text.value.clone();
                // The period in focus is never without its value, even if that has to rise over neighbours.
                while text.column.focus && !scene.admits(&value) && value.baseline > 20.0 {
                    value.baseline -= 2.0;
                }
                if scene.admits(&value) {
                    add(scene, Place::Whole, Item::Label(value));
                }
            }
        }
        Some(())
    }
}

/// Room for the name of the part at the left of its row; `None` if it is too long to stand there.
fn gutter(columns: &Columns) -> Option<f64> {
    let Some(part) = &columns.part else {
        return Some(0.0);
    };
    let wide = layout::width(&layout::plain(&part.short), Size::Normal, true) + 10.0;
    (wide <= 150.0).then_some(wide.max(80.0))
}

/// The same as rows, newest first.
pub fn turned(columns: &Columns, tones: Tones) -> Rows {
    let breaks = |before| periods::labels_before(&columns.breaks, before, columns.columns.len());
    let rows = columns.columns.iter().enumerate().map(|(at, column)| Row {
        title: None,
        label: column.label.clone(),
        ink: if column.focus {
            Ink::Strong
        } else {
            Ink::Plain
        },
        total: column.total,
        part: column.part.filter(|_| columns.part.is_some()),
        tone: tones.of(column.focus),
        value: vec![total(column)],
        aside: columns.part.as_ref().map(|_| part(column)),
        child: false,
        // Above a row stands the period after it, and what lies between the two.
        skipped: columns
            .columns
            .get(at + 1)
            .map_or(0, |next| next.skipped_before),
        breaks: breaks(at + 1),
    });
    let mut rows: Vec<Row> = rows.collect();
    rows.reverse();
    Rows {
        rows,
        head: columns.part.as_ref().map(|part| part.label.clone()),
        breaks_below: breaks(0),
        whole: None,
        pace: Pace {
            row: 22.0,
            bar: 14.0,
        },
    }
}
