//! Figures of a page: a headline from the data, a chart if the data deserve one, the table, the source.
//!
//! One file per question. Which chart a table gets is decided by the rules of DESIGN-pages section 2, in
//! their order; what the rules leave to a sentence or a table gets no chart.

use crate::analysis::change::breaks_between;
use crate::charts::draw;
use crate::charts::spec::BreakMark;
use crate::charts::spec::{Bar, Bars, ChartSpec, Level, Marks, Tone, UnitGroup, UnitPart, Units};
use crate::export::FORMATS;
use crate::model::figure::FigureKey;
use crate::model::interval::Interval;
use crate::model::period::Period;
use crate::model::report::Report;
use crate::model::value::Value;
use crate::model::vocabulary::Colour;

use super::Page;
use super::view::{FigureBlock, Link};

pub mod breakdown;
pub mod cross;
pub mod outcome;
pub mod over_time;
pub mod pair;
mod side_by_side;
pub mod stages;
pub mod trend;
mod why;

/// What links call the archive of a report.
pub const ARCHIVE: &str = "ZIP";

/// More categories than this make a table, not a chart.
pub const MOST_CATEGORIES: usize = 8;

/// One category with at least this share of the whole, in per cent, needs a sentence and no chart.
pub const ONE_SIDED: u64 = 95;

/// A value as a chart draws it: a gap never looks like a zero.
pub fn level(value: Option<Value>) -> Level {
    match value.and_then(Value::count) {
        None => Level::Unknown,
        Some(interval) => interval.exact().map_or(
            Level::Range {
                lower: interval.lower(),
                upper: interval.upper(),
            },
            Level::Exactly,
        ),
    }
}

pub fn tone(colour: Option<Colour>) -> Tone {
    match colour.map(Colour::number) {
        Some(1) => Tone::C1,
        Some(2) => Tone::C2,
        Some(3) => Tone::C3,
        Some(4) => Tone::C4,
        Some(5) => Tone::C5,
        Some(6) => Tone::C6,
        Some(7) => Tone::C7,
        Some(8) => Tone::C8,
        _ => Tone::Mute,
    }
}

/// The parts of one period: a square for each request while they are few, else bars (DESIGN-pages section 2, rules
/// 2 and 3). Bars within bars stay bars, and so does whatever is not exact: squares are for counting.
pub fn parts(bars: Vec<Bar>) -> Marks {
    const MOST_PARTS: usize = 4;
    const MOST_SQUARES: u64 = 300;
    let exact = |bar: &Bar| match bar.level {
        Level::Exactly(count) => Some(count),
        Level::Range { .. } | Level::Unknown => None,
    };
    let squares: Option<u64> = bars.iter().map(exact).sum();
    let countable = squares.is_some_and(|squares| squares <= MOST_SQUARES)
        && bars.len() <= MOST_PARTS
        && bars.iter().all(|bar| !bar.indent);
    if !countable {
        return Marks::Bars(Bars { bars, whole: None });
    }
    let part = |bar: Bar| UnitPart {
        label: bar.label,
        level: bar.level,
        value: bar.value,
        remark: bar.remark.trim_start().to_owned(),
        tone: bar.tone,
    };
    Marks::Units(Units {
        groups: vec![UnitGroup {
            title: String::new(),
            parts: bars.into_iter().map(part).collect(),
        }],
    })
}

/// The message that describes a chart of parts.
pub fn description_of_parts(marks: &Marks) -> &'static str {
    match marks {
        Marks::Units(_) => "describe-units",
        _ => "describe-bars",
    }
}

/// Whether a part is so large that nothing is left to compare.
pub fn is_one_sided(part: Interval, whole: Interval) -> bool {
    match (part.exact(), whole.exact()) {
        (Some(part), Some(whole)) => {
            u128::from(part) * 100 >= u128::from(whole) * u128::from(ONE_SIDED)
        }
        _ => false,
    }
}

impl Page<'_> {
    /// The breaks of a series, each before the first period under its rule; one inside a period cuts on both sides.
    pub fn break_marks(&self, periods: &[Period], keys: &[&FigureKey]) -> Vec<BreakMark> {
        let vocabulary = self.record().vocabulary();
        let breaks = &self.organisation.organisation().breaks;
        let mut marks = Vec::new();
        for (index, pair) in periods.windows(2).enumerate() {
            let &[earlier, later] = pair else { continue };
            for one in breaks_between(breaks, vocabulary, (earlier, later), keys) {
                marks.push(BreakMark {
                    before: index + 1,
                    label: self.break_title(one),
                });
            }
        }
        marks
    }

    /// Draws a chart into a figure.
    pub fn with_chart(&self, mut block: FigureBlock, spec: ChartSpec) -> FigureBlock {
        let drawn = draw(&spec);
        block.svg_wide = Some(drawn.wide);
        block.svg_narrow = Some(drawn.narrow);
        block.spec = Some(spec);
        block
    }

    /// The downloads that hold a report's figures.
    pub fn report_files(&self, report: &Report) -> Vec<Link> {
        self.files(&format!("data/{}", report.period.slug()))
    }

    /// Everything of a report in one file.
    pub fn archive(&self, report: &Report) -> Link {
        let record = self.record();
        let default = record.settings().default_language();
        let own = super::route::directory(record, default, &self.route.organisation);
        Link {
            label: ARCHIVE.to_owned(),
            href: self.link_to_file(&format!("{own}data/{}.zip", report.period.slug())),
            download: true,
            remark: String::new(),
        }
    }

    /// The downloads that hold all figures.
    pub fn site_files(&self) -> Vec<Link> {
        self.files("data")
    }

    /// The downloads that hold a series: those of the page's own topic, elsewhere all.
    pub fn series_files(&self) -> Vec<Link> {
        match std::ptr::eq(self.route.kind, &super::topic::KIND) {
            true => self.topic_files(&self.route.address.stem),
            false => self.site_files(),
        }
    }

    /// The downloads that hold the figures of a topic.
    pub fn topic_files(&self, stem: &str) -> Vec<Link> {
        self.files(&format!("data/{stem}"))
    }

    /// In the page's language where there is one of each, else the one with the words of all.
    fn files(&self, stem: &str) -> Vec<Link> {
        let record = self.record();
        let own = super::route::directory(record, self.language.id(), &self.route.organisation);
        let all = super::route::directory(
            record,
            record.settings().default_language(),
            &self.route.organisation,
        );
        FORMATS
            .iter()
            .map(|format| {
                let directory = if format.localized { &own } else { &all };
                (format.name, format!("{directory}{stem}.{}", format.suffix))
            })
            .filter(|(_, path)| self.context.downloads.contains_key(path))
            .map(|(label, path)| Link {
                label: label.to_owned(),
                href: self.link_to_file(&path),
                download: true,
                remark: String::new(),
            })
            .collect()
    }
}
