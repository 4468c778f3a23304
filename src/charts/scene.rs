//! The fully resolved drawing: every mark and label where it will stand, with nothing left to interpret, so
//! that a clash can be found before anything is drawn.

use super::layout;
use super::spec::Tone;

/// Which of the two drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rendition {
    Wide,
    Narrow,
}

impl Rendition {
    /// In CSS pixels at the reader's normal text size.
    pub const fn width(self) -> f64 {
        match self {
            Rendition::Wide => 736.0,
            Rendition::Narrow => 328.0,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    pub width: f64,
    pub height: f64,
    pub description: String,
    pub groups: Vec<Group>,
}

/// The marks and labels of one series, in the order in which they are drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// `None` for axes and rules, which show no data.
    pub series: Option<String>,
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    Mark(Mark),
    Label(Label),
}

impl Item {
    /// The same elsewhere.
    pub fn moved(self, right: f64, down: f64) -> Item {
        let to = |(x, y): (f64, f64)| (x + right, y + down);
        match self {
            Item::Label(label) => Item::Label(Label {
                x: label.x + right,
                baseline: label.baseline + down,
                ..label
            }),
            Item::Mark(Mark { paint, shape }) => Item::Mark(Mark {
                paint,
                shape: match shape {
                    Shape::Rect(area) => Shape::Rect(Area {
                        left: area.left + right,
                        top: area.top + down,
                        right: area.right + right,
                        bottom: area.bottom + down,
                    }),
                    Shape::Path(points) => Shape::Path(points.into_iter().map(to).collect()),
                    Shape::Circle { x, y, radius } => Shape::Circle {
                        x: x + right,
                        y: y + down,
                        radius,
                    },
                    Shape::Squares { corners, side } => Shape::Squares {
                        corners: corners.into_iter().map(to).collect(),
                        side,
                    },
                },
            }),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub paint: Paint,
    pub shape: Shape,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Rect(Area),
    Path(Vec<(f64, f64)>),
    Circle {
        x: f64,
        y: f64,
        radius: f64,
    },
    /// Many squares in one, by their upper left corners.
    Squares {
        corners: Vec<(f64, f64)>,
        side: f64,
    },
}

/// What a mark means; the theme gives it its looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// A count that is certain.
    Fill(Tone),
    /// A count whose parts are not known.
    Outline(Tone),
    /// From the low bound of a range to its high one.
    Range(Tone),
    /// The open end of a range without a high bound.
    Arrow(Tone),
    /// Joins what can be compared.
    Line(Tone),
    /// A share that is certain.
    Dot(Tone),
    /// The earlier of two shares.
    Ring,
    /// From the earlier of two shares to the later one.
    Link,
    /// The same where a break lies between them.
    LooseLink,
    /// From the low end of a share that is a range to its high one, and these ends.
    Span(Tone),
    Cap(Tone),
    /// The interval in which chance may move a share: no figure of its own.
    Whisker,
    /// Joins a count to what became of it; a text may stand on it.
    Tint(Tone),
    /// No figure at all.
    Gap,
    Axis,
    /// Behind everything: a text may stand on it.
    Grid,
    /// From a label to its mark.
    Leader,
    Break,
}

impl Paint {
    /// Half of the breadth of a stroke, rounded up.
    const fn half_stroke(self) -> f64 {
        match self {
            Paint::Line(_) | Paint::Link | Paint::Arrow(_) => 1.25,
            Paint::Span(_) => 4.0,
            Paint::Cap(_) => 1.0,
            _ => 0.75,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub x: f64,
    pub baseline: f64,
    pub anchor: Anchor,
    pub size: Size,
    pub runs: Vec<Run>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    Normal,
    Small,
    /// A number that is read before everything else.
    Large,
    /// What a drawing shows, where it stands alone.
    Title,
}

impl Size {
    pub const fn units(self) -> f64 {
        match self {
            Size::Normal => 13.0,
            Size::Small => 12.0,
            Size::Large => 24.0,
            Size::Title => 18.0,
        }
    }
}

/// A piece of a label in one ink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub ink: Ink,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Plain,
    /// The period in focus, the value of a bar.
    Strong,
    /// The part in question, in its colour.
    Part,
    /// Gaps and remarks on the series.
    Quiet,
}

impl Ink {
    pub const fn is_bold(self) -> bool {
        matches!(self, Ink::Strong | Ink::Part)
    }
}

impl Run {
    /// Text as it will be written: soft hyphens and control characters are gone, runs of spaces are one.
    pub fn new(text: &str, ink: Ink) -> Self {
        Run {
            text: layout::plain(text),
            ink,
        }
    }
}

/// A box with its edges in order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    fn meets(self, other: Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn around(points: &[(f64, f64)]) -> Area {
        let start = Area {
            left: f64::INFINITY,
            top: f64::INFINITY,
            right: f64::NEG_INFINITY,
            bottom: f64::NEG_INFINITY,
        };
        points.iter().fold(start, |area, (x, y)| Area {
            left: area.left.min(*x),
            top: area.top.min(*y),
            right: area.right.max(*x),
            bottom: area.bottom.max(*y),
        })
    }

    fn grown(self, by: f64) -> Area {
        Area {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }
}

/// The share of a text's size above its baseline that accents on capitals need, and below it for tails.
const ASCENT: f64 = 0.78;
const DESCENT: f64 = 0.22;
/// Two texts on one line need this much between them to read as two.
const APART: f64 = 4.0;

impl Label {
    pub fn width(&self) -> f64 {
        self.runs
            .iter()
            .map(|run| layout::width(&run.text, self.size, run.ink.is_bold()))
            .sum()
    }

    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    pub fn area(&self) -> Area {
        let width = self.width();
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        Area {
            left,
            top: self.baseline - self.size.units() * ASCENT,
            right: left + width,
            bottom: self.baseline + self.size.units() * DESCENT,
        }
    }
}

impl Mark {
    pub fn area(&self) -> Area {
        match &self.shape {
            Shape::Rect(area) => *area,
            Shape::Path(points) => Area::around(points),
            Shape::Circle { x, y, radius } => Area::around(&[(*x, *y)]).grown(*radius),
            Shape::Squares { corners, side } => {
                let around = Area::around(corners);
                Area {
                    right: around.right + side,
                    bottom: around.bottom + side,
                    ..around
                }
            }
        }
    }

    /// The strokes and surfaces that a text must not touch. A text may stand inside an outlined box.
    fn obstacles(&self) -> Vec<Obstacle> {
        let half = self.paint.half_stroke();
        let strokes = |points: &[(f64, f64)]| {
            let pairs = points.iter().zip(points.iter().skip(1));
            pairs
                .map(|(from, to)| Obstacle::Stroke {
                    from: *from,
                    to: *to,
                    half,
                })
                .collect()
        };
        match (&self.shape, self.paint) {
            (_, Paint::Grid | Paint::Tint(_)) => Vec::new(),
            (Shape::Rect(area), Paint::Fill(_)) => vec![Obstacle::Surface(*area)],
            (Shape::Rect(area), _) => strokes(&[
                (area.left, area.top),
                (area.right, area.top),
                (area.right, area.bottom),
                (area.left, area.bottom),
                (area.left, area.top),
            ]),
            (Shape::Path(points), _) => strokes(points),
            (Shape::Circle { .. }, _) => vec![Obstacle::Surface(self.area().grown(half))],
            (Shape::Squares { corners, side }, _) => corners
                .iter()
                .map(|(x, y)| {
                    let far = (x + side, y + side);
                    Obstacle::Surface(Area::around(&[(*x, *y), far]))
                })
                .collect(),
        }
    }
}

/// What a text must not touch: a surface, or a stroke that may run at a slant.
#[derive(Debug, Clone, Copy)]
enum Obstacle {
    Surface(Area),
    Stroke {
        from: (f64, f64),
        to: (f64, f64),
        half: f64,
    },
}

impl Obstacle {
    fn area(self) -> Area {
        match self {
            Obstacle::Surface(area) => area,
            Obstacle::Stroke { from, to, half } => Area::around(&[from, to]).grown(half),
        }
    }

    fn meets(self, area: Area) -> bool {
        self.area().meets(area)
            && match self {
                Obstacle::Surface(_) => true,
                Obstacle::Stroke { from, to, half } => is_crossed(area.grown(half), from, to),
            }
    }
}

/// Whether a straight line from one point to another comes into a box: it does if, of the way between them, some
/// is between the left and the right edge and between the upper and the lower one at once.
fn is_crossed(area: Area, from: (f64, f64), to: (f64, f64)) -> bool {
    let (mut enters, mut leaves): (f64, f64) = (0.0, 1.0);
    for (start, end, low, high) in [
        (from.0, to.0, area.left, area.right),
        (from.1, to.1, area.top, area.bottom),
    ] {
        let way = end - start;
        if way == 0.0 {
            if start <= low || start >= high {
                return false;
            }
            continue;
        }
        let (a, b) = ((low - start) / way, (high - start) / way);
        enters = enters.max(a.min(b));
        leaves = leaves.min(a.max(b));
    }
    enters < leaves
}

/// What is wrong with a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    Texts(String, String),
    TextOnMark(String, Paint),
    TextOutside(String),
    MarkOutside(Paint),
    RuleThroughMark,
}

impl Scene {
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.items().filter_map(|item| match item {
            Item::Label(label) => Some(label),
            Item::Mark(_) => None,
        })
    }

    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.items().filter_map(|item| match item {
            Item::Mark(mark) => Some(mark),
            Item::Label(_) => None,
        })
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.groups.iter().flat_map(|group| &group.items)
    }

    /// Every pair that overlaps, and everything that leaves the drawing.
    pub fn overlaps(&self) -> Vec<Clash> {
        let labels: Vec<(&Label, Area)> = self.labels().map(|l| (l, l.area())).collect();
        let obstacles: Vec<(Paint, Obstacle)> = self
            .marks()
            .flat_map(|mark| mark.obstacles().into_iter().map(|o| (mark.paint, o)))
            .collect();
        let mut clashes = Vec::new();
        for (i, (label, area)) in labels.iter().enumerate() {
            for (other, its) in labels.iter().skip(i + 1) {
                if apart(*area).meets(apart(*its)) {
                    clashes.push(Clash::Texts(label.text(), other.text()));
                }
            }
            for (paint, mark) in &obstacles {
                if mark.meets(*area) {
                    clashes.push(Clash::TextOnMark(label.text(), *paint));
                }
            }
            if self.is_left_by(*area) {
                clashes.push(Clash::TextOutside(label.text()));
            }
        }
        for (paint, rule) in &obstacles {
            if *paint == Paint::Break {
                let crossed = |(other, its): &(Paint, Obstacle)| {
                    !matches!(other, Paint::Break | Paint::Axis) && its.meets(rule.area())
                };
                clashes.extend(
                    obstacles
                        .iter()
                        .filter(|o| crossed(o))
                        .map(|_| Clash::RuleThroughMark),
                );
            }
        }
        let outside = self.marks().filter(|mark| self.is_left_by(mark.area()));
        clashes.extend(outside.map(|mark| Clash::MarkOutside(mark.paint)));
        clashes
    }

    pub fn is_clear(&self) -> bool {
        self.overlaps().is_empty()
    }

    /// Whether a label could be added without a clash.
    pub fn admits(&self, label: &Label) -> bool {
        let area = label.area();
        let on_text = |other: &Label| apart(area).meets(apart(other.area()));
        let on_mark = |mark: &Mark| mark.obstacles().into_iter().any(|o| o.meets(area));
        !self.is_left_by(area) && !self.labels().any(on_text) && !self.marks().any(on_mark)
    }

    /// Coordinates are written with one decimal, so half of a tenth is no departure.
    fn is_left_by(&self, area: Area) -> bool {
        area.left < -0.05
            || area.top < -0.05
            || area.right > self.width + 0.05
            || area.bottom > self.height + 0.05
    }
}

/// Half of the needed distance on each side, so that two texts keep the whole of it.
fn apart(area: Area) -> Area {
    Area {
        left: area.left - APART / 2.0,
        right: area.right + APART / 2.0,
        ..area
    }
}
