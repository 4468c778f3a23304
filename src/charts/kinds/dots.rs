//! Dots: **how did a share change from period to period?** On an axis from zero, joined by a line that stops at
//! gaps, ranges, missing periods and breaks. The count stands under each period, as a share without its base
//! says little.
//!
//! Every share is labelled, so there is no grid; only where one has no text, ticks say how high it stands. In
//! the narrow drawing, and where the texts do not fit side by side, the periods become rows, newest first.

use super::Kind;
use super::periods::{self, Periods};
use super::rows::Growing;
use super::rules::{self, Rule};
use super::spans;
use super::tracks::{Lane, Track, Tracks};
use crate::charts::layout::{self, Portion};
use crate::charts::scene::{
    Anchor, Area, Group, Ink, Item, Label, Mark, Paint, Rendition, Run, Scene, Shape, Size,
};
use crate::charts::spec::{Dots, Point, Tick};

pub const KIND: Kind = Kind {
    name: "dots",
    question: "How did a share change from period to period?",
};

/// The height of the axis.
const LENGTH: f64 = 190.0;
const RADIUS: f64 = 5.0;
const FOCUS_RADIUS: f64 = 6.5;
/// The box of a figure that was not given.
const GAP: f64 = 28.0;
const LINE: f64 = 15.0;

pub fn scene(dots: &Dots, rendition: Rendition) -> Scene {
    let upright = match rendition {
        Rendition::Wide => [(false, 1), (false, 2), (true, 1), (true, 2)]
            .iter()
            .filter_map(|(short, lines)| Upright::new(dots, rendition, *short, *lines)?.scene())
            .find(Scene::is_clear),
        Rendition::Narrow => None,
    };
    upright.unwrap_or_else(|| turned(dots, rendition))
}

/// The share of the whole where the axis ends. An interval that was cut off would look narrower than it is.
fn top(dots: &Dots) -> f64 {
    let highest = dots.points.iter().map(|point| {
        let portion = Portion::of(point.share);
        let interval = interval(point, 1.0).filter(|_| matches!(portion, Portion::At(_)));
        portion.highest().max(interval.map_or(0.0, |(_, to)| to))
    });
    let top = f64::from(dots.top.clamp(1, 100)) / 100.0;
    if highest.fold(0.0, f64::max) > top {
        1.0
    } else {
        top
    }
}

/// The ticks that say something: zero, and the others where a share has no text.
fn ticks<'d>(dots: &'d Dots) -> impl Iterator<Item = (f64, &'d Tick)> {
    let silent =
        |point: &Point| point.value.is_empty() && Portion::of(point.share) != Portion::Unknown;
    let all = dots.points.iter().any(silent);
    let top = top(dots);
    let tick = move |tick: &'d Tick| (f64::from(tick.percent) / 100.0 / top, tick);
    let shown = move |(at, _): &(f64, &Tick)| *at == 0.0 || (all && *at <= 1.0);
    dots.ticks.iter().map(tick).filter(shown)
}

fn ink(point: &Point) -> Ink {
    match Portion::of(point.share) {
        Portion::Unknown => Ink::Quiet,
        _ if point.period.focus => Ink::Strong,
        _ => Ink::Plain,
    }
}

fn period_ink(point: &Point) -> Ink {
    if point.period.focus {
        Ink::Strong
    } else {
        Ink::Plain
    }
}

fn radius(point: &Point) -> f64 {
    if point.period.focus {
        FOCUS_RADIUS
    } else {
        RADIUS
    }
}

/// The ends of an interval as parts of an axis that ends at a share.
fn interval(point: &Point, top: f64) -> Option<(f64, f64)> {
    let whisker = point.interval?;
    let end = |end: u32| (f64::from(end) / 10_000.0 / top).min(1.0);
    let (lower, upper) = (end(whisker.lower), end(whisker.upper));
    Some((lower.min(upper), lower.max(upper)))
}

/// Periods from left to right.
struct Upright<'d> {
    dots: &'d Dots,
    rendition: Rendition,
    short: bool,
    /// Lines of the counts.
    lines: usize,
    periods: Periods,
    rules: Vec<Rule>,
    base: f64,
    top: f64,
}

impl<'d> Upright<'d> {
    /// `None` when there are too many periods to stand side by side.
    fn new(dots: &'d Dots, rendition: Rendition, short: bool, lines: usize) -> Option<Self> {
        let slots = periods::slots(dots.points.iter().map(|point| point.period.skipped_before))?;
        let tick = |(_, tick): (f64, &Tick)| {
            layout::width(&layout::plain(&tick.text), Size::Small, false) + 12.0
        };
        let left = ticks(dots).map(tick).fold(0.0, f64::max);
        let pace = ((rendition.width() - left) / periods::count(&slots)).min(120.0);
        if pace < 24.0 {
            return None;
        }
        let periods = Periods { left, pace, slots };
        let rules = rules::place(&periods.breaks(&dots.breaks), rendition.width());
        let over = if rules.is_empty() { 0.0 } else { 8.0 };
        Some(Upright {
            dots,
            rendition,
            short,
            lines,
            base: rules::band(&rules) + over + 24.0 + LENGTH,
            periods,
            rules,
            top: top(dots),
        })
    }

    fn height_of(&self, portion: f64) -> f64 {
        portion / self.top * LENGTH
    }

    fn points(&self) -> impl Iterator<Item = (&'d Point, f64)> {
        let places = self
            .periods
            .slots
            .iter()
            .map(|slot| self.periods.middle(*slot));
        self.dots.points.iter().zip(places)
    }

    /// Stretches of points that may be joined.
    fn stretches(&self) -> Vec<Vec<(f64, f64)>> {
        let mut stretches = vec![Vec::new()];
        for (at, (point, x)) in self.points().enumerate() {
            let is_break = self.dots.breaks.iter().any(|mark| mark.before == at);
            if is_break || point.period.skipped_before > 0 {
                stretches.push(Vec::new());
            }
            match (Portion::of(point.share), stretches.last_mut()) {
                (Portion::At(portion), Some(stretch)) => {
                    stretch.push((x, self.base - self.height_of(portion)));
                }
                _ => stretches.push(Vec::new()),
            }
        }
        stretches.retain(|stretch| stretch.len() > 1);
        stretches
    }

    /// `None` when the texts do not suit.
    fn scene(&self) -> Option<Scene> {
        let mut frame = Growing::new();
        for (at, tick) in ticks(self.dots) {
            let y = self.base + 0.5 - at * LENGTH;
            let ends = [(self.periods.left, y), (self.periods.right(), y)];
            let paint = if at == 0.0 { Paint::Axis } else { Paint::Grid };
            frame.behind.push(path(paint, &ends));
            let run = Run::new(&tick.text, Ink::Quiet);
            let x = self.periods.left - 8.0;
            frame
                .frame
                .push(label(x, y + 4.0, Anchor::End, Size::Small, run));
        }
        if frame.behind.is_empty() {
            let y = self.base + 0.5;
            let ends = [(self.periods.left, y), (self.periods.right(), y)];
            frame.behind.push(path(Paint::Axis, &ends));
        }
        for rule in &self.rules {
            frame
                .frame
                .extend(rule.items(rules::band(&self.rules), self.base));
        }
        let mut marks: Vec<Item> = Vec::new();
        for (point, x) in self.points() {
            if let (Portion::At(_), Some((from, to))) =
                (Portion::of(point.share), interval(point, self.top))
            {
                let stand = spans::up(self.base, x);
                let whisker = spans::whisker(stand, from * LENGTH, to * LENGTH);
                marks.push(Item::Mark(whisker));
            }
        }
        for stretch in self.stretches() {
            marks.push(path(Paint::Line(self.dots.tone), &stretch));
        }
        for (point, x) in self.points() {
            marks.extend(self.marks(point, x).into_iter().map(Item::Mark));
        }
        frame.groups.push(Group {
            series: Some(self.dots.series.clone()),
            items: marks,
        });
        let mut lowest = self.base + 20.0;
        for (point, x) in self.points() {
            let text = if self.short {
                &point.period.short
            } else {
                &point.period.label
            };
            let run = Run::new(text, period_ink(point));
            frame.frame.push(label(
                x,
                self.base + 20.0,
                Anchor::Middle,
                Size::Normal,
                run,
            ));
            let counts =
                layout::balanced(&point.count, self.periods.pace - 4.0, Size::Small, false);
            if counts.len() > self.lines {
                return None;
            }
            let mut baseline = self.base + 22.0;
            for count in counts {
                baseline += LINE;
                let run = Run::new(&count, Ink::Quiet);
                frame
                    .frame
                    .push(label(x, baseline, Anchor::Middle, Size::Small, run));
            }
            lowest = lowest.max(baseline);
        }
        frame.top = lowest + 6.0;
        let mut scene = frame.finish(self.rendition);
        self.write_values(&mut scene)?;
        Some(scene)
    }

    fn marks(&self, point: &Point, x: f64) -> Vec<Mark> {
        let tone = self.dots.tone;
        match Portion::of(point.share) {
            Portion::At(portion) => {
                let at = (x, self.base - self.height_of(portion));
                vec![spans::circle(Paint::Dot(tone), at, radius(point))]
            }
            Portion::Between(from, to) => {
                let (from, to) = (self.height_of(from), self.height_of(to));
                spans::span(tone, spans::up(self.base, x), from, to, false)
            }
            Portion::Unknown => {
                let half = (self.periods.pace * 0.31).min(24.0);
                vec![Mark {
                    paint: Paint::Gap,
                    shape: Shape::Rect(Area {
                        left: x - half,
                        top: self.base - GAP + 0.5,
                        right: x + half,
                        bottom: self.base - 0.5,
                    }),
                }]
            }
        }
    }

    /// Values stand over their marks; where a line passes there, under them, or farther off.
    fn write_values(&self, scene: &mut Scene) -> Option<()> {
        let mut written = Vec::new();
        for (point, x) in self.points() {
            let run = Run::new(&point.value, ink(point));
            if run.text.is_empty() {
                continue;
            }
            let base = self.base;
            let interval = interval(point, self.top);
            let places = match Portion::of(point.share) {
                Portion::Unknown => vec![base - GAP / 2.0 + 4.5, base - GAP - 7.0],
                Portion::Between(from, to) => vec![
                    base - self.height_of(to) - 8.0,
                    base - self.height_of(from) + 17.0,
                ],
                Portion::At(portion) => {
                    let height = self.height_of(portion);
                    let high = interval.map_or(height, |(_, to)| height.max(to * LENGTH));
                    let low = interval.map_or(height, |(from, _)| height.min(from * LENGTH));
                    let over = base - (height + radius(point) + 6.0).max(high + 5.0);
                    let under = base - (height - radius(point) - 15.0).min(low - 14.0);
                    let mut places = vec![over, under];
                    places.extend((1..12).map(|step| over - f64::from(step) * 3.0));
                    places
                }
            };
            let at = places.into_iter().find_map(|baseline| {
                let value = Label {
                    x,
                    baseline,
                    anchor: Anchor::Middle,
                    size: Size::Normal,
                    runs: vec![run.clone()],
                };
                let above_axis = value.area().bottom < base;
                (above_axis && scene.admits(&value)).then_some(value)
            })?;
            written.push(at.clone());
            if let Some(group) = scene.groups.iter_mut().find(|group| group.series.is_some()) {
                group.items.push(Item::Label(at));
            }
        }
        Some(())
    }
}

fn path(paint: Paint, points: &[(f64, f64)]) -> Item {
    Item::Mark(Mark {
        paint,
        shape: Shape::Path(points.to_vec()),
    })
}

fn label(x: f64, baseline: f64, anchor: Anchor, size: Size, run: Run) -> Item {
    Item::Label(Label {
        x,
        baseline,
        anchor,
        size,
        runs: vec![run],
    })
}

/// The same as rows, newest first.
fn turned(dots: &Dots, rendition: Rendition) -> Scene {
    let top = top(dots);
    let count = dots.points.len();
    let breaks = |before| periods::labels_before(&dots.breaks, before, count);
    let rows = dots.points.iter().enumerate().map(|(at, point)| {
        let mut row = Track::new(&point.period.label, period_ink(point));
        row.right = vec![Run::new(&point.value, ink(point))];
        row.right_below = vec![Run::new(&point.count, Ink::Quiet)];
        row.right.retain(|run| !run.text.is_empty());
        row.right_below.retain(|run| !run.text.is_empty());
        row.breaks = breaks(at + 1);
        // Above a row stands the period after it, and what lies between the two.
        let next = dots.points.get(at + 1);
        row.skipped = next.map_or(0, |next| next.period.skipped_before);
        row
    });
    let mut rows: Vec<Track> = rows.collect();
    rows.reverse();
    let marks = |at: usize, lane: Lane| -> Vec<Item> {
        let point = count.checked_sub(at + 1).and_then(|at| dots.points.get(at));
        let Some(point) = point else {
            return Vec::new();
        };
        let length = lane.to - lane.from;
        let stand = spans::right(lane.from, lane.middle);
        let marks = match Portion::of(point.share) {
            Portion::At(portion) => {
                let x = lane.from + portion / top * length;
                // The way from zero leads the eye to a dot that stands alone in its row.
                let way = vec![(lane.from + 1.0, lane.middle), (x, lane.middle)];
                let mut marks = vec![Mark {
                    paint: Paint::Grid,
                    shape: Shape::Path(way),
                }];
                if let Some((from, to)) = interval(point, top) {
                    marks.push(spans::whisker(stand, from * length, to * length));
                }
                let at = (x, lane.middle);
                marks.push(spans::circle(Paint::Dot(dots.tone), at, radius(point)));
                marks
            }
            Portion::Between(from, to) => {
                let (from, to) = (from / top * length, to / top * length);
                spans::span(dots.tone, stand, from, to, false)
            }
            Portion::Unknown => vec![Mark {
                paint: Paint::Gap,
                shape: Shape::Rect(Area {
                    left: lane.from + 1.0,
                    top: lane.middle - 7.5,
                    right: lane.from + 31.0,
                    bottom: lane.middle + 7.5,
                }),
            }],
        };
        marks.into_iter().map(Item::Mark).collect()
    };
    let origin = |lane: Lane| lane.from;
    let tracks = Tracks {
        series: Some(&dots.series),
        breaks_below: breaks(0),
        ticks: ticks(dots)
            .map(|(at, tick)| (at, tick.text.clone()))
            .collect(),
        pace: 38.0,
        ..Tracks::plain(rows, &origin, &marks)
    };
    let beside = tracks.beside(rendition).filter(Scene::is_clear);
    beside.unwrap_or_else(|| tracks.above(rendition))
}
