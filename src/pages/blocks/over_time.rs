//! Figures over all periods: a share as dots joined by a line, counts of several parts as small multiples.

use crate::analysis::change::{Proportion, RateObservation, breaks_between, observe_rate};
use crate::analysis::observation::{Observation, observe};
use crate::analysis::partition;
use crate::analysis::rate::{Rate, Ratio};
use crate::analysis::table::series_table;
use crate::charts::kinds::columns;
use crate::charts::spec::{
    self, BreakMark, ChartSpec, Column, Columns, Dots, Marks, Mini, Multiples, Panel, PanelValue,
    Point, Share, Spark, SparkPoint, Tick, Tone, Whisker,
};
use crate::model::breaks::Break;
use crate::model::figure::FigureKey;
use crate::model::identifier::MeasureId;
use crate::model::period::Period;
use crate::model::report::Report;
use crate::model::vocabulary::Breakdown;

use super::breakdown::colour_of;
use super::trend::{FEWEST_PERIODS, skipped, source};
use super::{MOST_CATEGORIES, level, tone};
use crate::pages::Page;
use crate::pages::phrases::capitalised;
use crate::pages::view::{FigureBlock, MarginNote, TableView};

/// The reports that may stand in one series with the latest.
fn comparable<'r>(all: &[&'r Report]) -> Vec<&'r Report> {
    let Some(latest) = all.last() else {
        return Vec::new();
    };
    all.iter()
        .copied()
        .filter(|report| report.period.is_comparable_with(latest.period))
        .collect()
}

/// The reports of a series that begins with the first one that knows a share; `None` where too few of them know it.
fn observed<'r>(
    page: &Page<'_>,
    all: &[&'r Report],
    share: &Proportion,
) -> Option<Vec<(&'r Report, RateObservation<'r>)>> {
    let vocabulary = page.record().vocabulary();
    let mut observed: Vec<(&Report, RateObservation<'_>)> = comparable(all)
        .into_iter()
        .map(|report| (report, observe_rate(report, vocabulary, share)))
        .collect();
    // What nobody knows at the beginning is no part of the series; a gap within it is.
    let first = observed.iter().position(|(_, one)| one.rate.is_some())?;
    observed.drain(..first);
    let known = observed.iter().filter(|(_, one)| one.rate.is_some());
    (known.count() >= FEWEST_PERIODS).then_some(observed)
}

/// The same as a line without words, for lists of topics.
pub fn spark(page: &Page<'_>, all: &[&Report], share: &Proportion, name: &str) -> Option<String> {
    let observed = observed(page, all, share)?;
    let periods: Vec<Period> = observed.iter().map(|(report, _)| report.period).collect();
    let breaks = page.break_marks(&periods, &[&share.part, &share.whole]);
    let mut before: Option<Period> = None;
    let points = observed.iter().enumerate().map(|(index, (report, one))| {
        let point = SparkPoint {
            share: share_of(one.rate),
            after_break: breaks.iter().any(|mark| mark.before == index),
            skipped_before: before.map_or(0, |before| skipped(before, report.period)),
        };
        before = Some(report.period);
        point
    });
    let period = |at: Option<&Period>| at.map(|period| page.language.period(*period));
    let (first, last) = (period(periods.first())?, period(periods.last())?);
    let marks = Marks::Spark(Spark {
        series: name.to_owned(),
        points: points.collect(),
        tone: tone_of(page, share),
    });
    Some(crate::charts::spark(&ChartSpec {
        id: "spark".to_owned(),
        description: page.tell(
            "describe-spark",
            &[("name", name), ("first", &first), ("last", &last)],
        ),
        marks,
    }))
}

/// A count over the latest periods, not yet on a scale.
pub struct MiniSeries {
    /// What is counted.
    pub label: String,
    /// The first period that knows it.
    pub first: Period,
    columns: Columns,
    tone: Tone,
}

impl MiniSeries {
    /// The count that a common scale has to reach.
    pub fn highest(&self) -> u64 {
        columns::highest(&self.columns)
    }

    /// On a scale that ends at `end`, in a calendar that begins with `first`, so that drawings below each other have
    /// their periods below each other.
    pub fn draw(mut self, page: &Page<'_>, end: u64, first: Period) -> String {
        if let Some(column) = self
            .columns
            .columns
            .first_mut()
            .filter(|_| first != self.first)
        {
            column.skipped_before = skipped(first, self.first).saturating_add(1);
        }
        let words = self.columns.columns.iter().map(|column| {
            let (label, value) = (&column.label, &column.total_text);
            page.tell("describe-value", &[("label", label), ("value", value)])
        });
        let values = words.collect::<Vec<_>>().join("; ");
        crate::charts::mini(&ChartSpec {
            id: "mini".to_owned(),
            description: page.tell(
                "describe-columns",
                &[("title", &self.label), ("values", &values)],
            ),
            marks: Marks::Mini(Mini {
                columns: self.columns,
                end,
                tone: self.tone,
            }),
        })
    }
}

/// The count of a figure in the latest periods, from the first that knows it; `None` where too few of them do.
pub fn mini_series(page: &Page<'_>, all: &[&Report], key: &FigureKey) -> Option<MiniSeries> {
    const MOST_PERIODS: usize = 9;
    let vocabulary = page.record().vocabulary();
    let mut observed: Vec<(Period, Observation<'_>)> = comparable(all)
        .into_iter()
        .map(|report| (report.period, observe(report, vocabulary, key)))
        .collect();
    observed.drain(..observed.len().saturating_sub(MOST_PERIODS));
    let first = observed.iter().position(|(_, one)| one.count().is_some())?;
    observed.drain(..first);
    let known = observed.iter().filter(|(_, one)| one.count().is_some());
    if known.count() < FEWEST_PERIODS {
        return None;
    }
    let periods: Vec<Period> = observed.iter().map(|(period, _)| *period).collect();
    let latest = *periods.last()?;
    let mut before: Option<Period> = None;
    let columns = observed.iter().map(|(period, one)| {
        let axis = axis_period(page, *period, latest, before);
        before = Some(*period);
        Column {
            label: axis.label,
            short: axis.short,
            total: level(one.value),
            total_text: page.value(one),
            part: None,
            part_text: String::new(),
            focus: axis.focus,
            skipped_before: axis.skipped_before,
        }
    });
    let label = capitalised(&page.label(key));
    // The finding beside the drawing names the rule.
    let nameless = |mark: BreakMark| BreakMark {
        label: String::new(),
        ..mark
    };
    let breaks = page.break_marks(&periods, &[key]).into_iter();
    Some(MiniSeries {
        first: *periods.first()?,
        columns: Columns {
            series: label.clone(),
            columns: columns.collect(),
            part: None,
            breaks: breaks.map(nameless).collect(),
        },
        tone: tone_of(page, &Proportion::of_total(key.clone())),
        label,
    })
}

fn tone_of(page: &Page<'_>, share: &Proportion) -> Tone {
    tone(match &share.part.cell {
        Some(cell) => colour_of(page, &share.part.measure, &cell.breakdown, &cell.category),
        None => page
            .record()
            .vocabulary()
            .measure(&share.part.measure)
            .and_then(|measure| measure.colour),
    })
}

/// What stands around the chart of a share.
pub struct Around<'a> {
    pub name: &'a str,
    pub subtitle: String,
    pub table: TableView,
    /// The anchor of the table where it stands elsewhere on the page; may be empty.
    pub table_href: &'a str,
    /// Whether the intervals are drawn. They always stand in the table; in the drawing, on the page of the topic.
    pub intervals: bool,
}

/// One share over the periods; `None` where too few of them know it (DESIGN-pages section 2: a table then).
pub fn shares(
    page: &Page<'_>,
    all: &[&Report],
    share: &Proportion,
    around: Around<'_>,
) -> Option<FigureBlock> {
    let Around {
        name,
        subtitle,
        table,
        table_href,
        intervals,
    } = around;
    let observed = observed(page, all, share)?;
    let latest = observed.last().map(|(report, _)| report.period)?;
    let mut before: Option<Period> = None;
    let points = observed.iter().map(|(report, one)| {
        let point = point(page, report, one, latest, before);
        before = Some(report.period);
        Point {
            interval: point.interval.filter(|_| intervals),
            ..point
        }
    });
    let points: Vec<Point> = points.collect();
    let periods: Vec<Period> = observed.iter().map(|(report, _)| report.period).collect();
    let breaks = page.break_marks(&periods, &[&share.part, &share.whole]);
    let highest = observed
        .iter()
        .filter_map(|(_, one)| one.interval.filter(|_| intervals).or(one.rate))
        .map(|rate| rate.upper.percent(0))
        .max();
    let top = if highest.is_some_and(|highest| highest <= 50) {
        50
    } else {
        100
    };
    let first = page.language.period(*periods.first()?);
    let title = page.tell(
        "topic-rate-neutral",
        &[
            ("rate", name),
            ("first", &first),
            ("last", &page.language.period(latest)),
        ],
    );
    let mut words: Vec<String> = observed
        .iter()
        .map(|(report, one)| {
            let label = page.language.period(report.period);
            let value = page.rate_in_words(one);
            page.tell("describe-value", &[("label", &label), ("value", &value)])
        })
        .collect();
    words.extend(breaks.iter().filter_map(|mark| {
        let period = page.language.period(*periods.get(mark.before)?);
        Some(page.tell(
            "describe-break",
            &[("period", &period), ("title", &mark.label)],
        ))
    }));
    let id = format!("f-{}", share.part.to_string().replace(['.', '+'], "-"));
    let tone = tone_of(page, share);
    let parts: Vec<Observation<'_>> = observed.iter().map(|(_, one)| one.part.clone()).collect();
    let block = FigureBlock {
        headline: title.clone(),
        subtitle,
        source: source(page, &periods, &parts),
        table,
        table_href: table_href.to_owned(),
        downloads: page.series_files(),
        id: id.clone(),
        ..FigureBlock::default()
    };
    let spec = ChartSpec {
        id,
        description: page.tell(
            "describe-dots",
            &[("title", &title), ("values", &words.join("; "))],
        ),
        marks: Marks::Dots(Dots {
            series: name.to_owned(),
            points,
            tone,
            top,
            ticks: page.ticks(top),
            breaks,
        }),
    };
    Some(page.with_chart(block, spec))
}

fn point(
    page: &Page<'_>,
    report: &Report,
    one: &RateObservation<'_>,
    latest: Period,
    before: Option<Period>,
) -> Point {
    let base = one.whole.count();
    let percent = |rate: Rate| base.and_then(|base| page.percent(rate, base));
    Point {
        period: axis_period(page, report.period, latest, before),
        share: share_of(one.rate),
        // A range has no interval of its own: it would look like one.
        interval: one
            .rate
            .filter(|rate| rate.lower == rate.upper)
            .and(one.interval)
            .map(whisker),
        value: match one.rate {
            Some(rate) => percent(rate).unwrap_or_default(),
            None => page.language.unknown(),
        },
        count: match one.counts() {
            Some((part, whole)) => page.language.count_of(
                &page.language.interval(part),
                &page.language.interval(whole),
            ),
            None => String::new(),
        },
    }
}

pub fn axis_period(
    page: &Page<'_>,
    period: Period,
    latest: Period,
    before: Option<Period>,
) -> spec::Period {
    spec::Period {
        label: page.language.period(period),
        short: page.language.period_short(period),
        focus: period == latest,
        skipped_before: before.map_or(0, |before| skipped(before, period)),
    }
}

pub fn share_of(rate: Option<Rate>) -> Share {
    let ratio = |ratio: Ratio| spec::Ratio {
        part: ratio.numerator(),
        whole: ratio.denominator(),
    };
    match rate {
        None => Share::Unknown,
        Some(rate) if rate.lower == rate.upper => Share::Exactly(ratio(rate.lower)),
        Some(rate) => Share::Range {
            lower: ratio(rate.lower),
            upper: ratio(rate.upper),
        },
    }
}

fn whisker(rate: Rate) -> Whisker {
    let hundredths = |ratio: Ratio| u32::try_from(ratio.percent(2)).unwrap_or(u32::MAX);
    Whisker {
        lower: hundredths(rate.lower),
        upper: hundredths(rate.upper),
    }
}

impl Page<'_> {
    /// Lines of an axis of shares, at quarters.
    pub fn ticks(&self, top: u8) -> Vec<Tick> {
        (0..=top)
            .step_by(25)
            .map(|percent| Tick {
                percent,
                text: self.language.percent(u64::from(percent), 0),
            })
            .collect()
    }
}

/// The counts of a breakdown's parts; their table stands at an anchor of the page. `None` where fewer than two of them are known often enough, or too many.
pub fn counts(
    page: &Page<'_>,
    all: &[&Report],
    measure: &MeasureId,
    breakdown: &Breakdown,
    table_href: &str,
) -> Option<FigureBlock> {
    let vocabulary = page.record().vocabulary();
    let reports = comparable(all);
    let keys: Vec<FigureKey> =
        partition::over_time(&reports, vocabulary, measure, &breakdown.id, FEWEST_PERIODS)
            .into_iter()
            .map(|category| FigureKey::cell(measure.clone(), breakdown.id.clone(), category))
            .collect();
    if keys.len() < 2 || keys.len() > MOST_CATEGORIES {
        return None;
    }
    let known = |report: &&Report| {
        keys.iter()
            .any(|key| observe(report, vocabulary, key).count().is_some())
    };
    let first = reports.iter().position(known)?;
    let reports = reports.get(first..)?;
    let series = series_table(reports, vocabulary, &keys);
    let latest = reports.last()?.period;
    let mut before = None;
    let periods: Vec<Period> = reports.iter().map(|report| report.period).collect();
    let axis = periods.iter().map(|period| {
        let on_axis = axis_period(page, *period, latest, before);
        before = Some(*period);
        on_axis
    });
    let axis: Vec<spec::Period> = axis.collect();
    let mut described = Vec::new();
    let panels = keys.iter().enumerate().map(|(index, key)| {
        let cell = key.cell.as_ref();
        let colour =
            cell.and_then(|cell| colour_of(page, &key.measure, &cell.breakdown, &cell.category));
        let values: Vec<PanelValue> = series
            .rows
            .iter()
            .filter_map(|(_, row)| row.get(index))
            .map(|one| PanelValue {
                level: level(one.value),
                text: page.value(one),
            })
            .collect();
        let label = capitalised(&page.label(key));
        let texts: Vec<String> = values
            .iter()
            .zip(&axis)
            .map(|(value, period)| {
                page.tell(
                    "describe-value",
                    &[("label", &period.label), ("value", &value.text)],
                )
            })
            .collect();
        described.push(page.tell(
            "describe-panel",
            &[("label", &label), ("values", &texts.join(", "))],
        ));
        Panel {
            title: label,
            tone: tone(colour),
            values,
        }
    });
    let panels: Vec<Panel> = panels.collect();
    // A rule through all panels would say that all of them changed: breaks of single panels stand beside them.
    let (shared, single): (Vec<&Break>, Vec<&Break>) = breaks_of(page, &periods, &keys)
        .into_iter()
        .partition(|one| keys.iter().all(|key| one.binds(key, vocabulary)));
    let breaks = page
        .break_marks(&periods, &keys.iter().collect::<Vec<_>>())
        .into_iter()
        .filter(|mark| shared.iter().any(|one| page.break_title(one) == mark.label))
        .collect();
    let margin = single
        .into_iter()
        .map(|one| MarginNote {
            // The note itself, with its anchor, stands among the breaks of the page.
            id: String::new(),
            ..page.break_note(one)
        })
        .collect();
    let title = page.tell(
        "topic-counts-title",
        &[
            (
                "measure",
                &capitalised(&page.label(&FigureKey::total(measure.clone()))),
            ),
            ("breakdown", &page.language.breakdown(breakdown)),
        ],
    );
    let id = format!("f-{measure}-{}", breakdown.id);
    let all_cells: Vec<Observation<'_>> = series
        .rows
        .iter()
        .filter_map(|(_, row)| row.first().cloned())
        .collect();
    let block = FigureBlock {
        headline: title.clone(),
        subtitle: page.say("topic-counts-sub"),
        source: source(page, &periods, &all_cells),
        table_href: table_href.to_owned(),
        downloads: page.series_files(),
        margin,
        id: id.clone(),
        ..FigureBlock::default()
    };
    let spec = ChartSpec {
        id,
        description: page.tell(
            "describe-multiples",
            &[("title", &title), ("values", &described.join("; "))],
        ),
        marks: Marks::Multiples(Multiples {
            periods: axis,
            panels,
            breaks,
        }),
    };
    Some(page.with_chart(block, spec))
}

/// The breaks within a series that bind one of its figures.
pub fn breaks_of<'p>(page: &Page<'p>, periods: &[Period], keys: &[FigureKey]) -> Vec<&'p Break> {
    let vocabulary = page.record().vocabulary();
    let ends = periods.first().zip(periods.last());
    let Some((first, last)) = ends else {
        return Vec::new();
    };
    let keys: Vec<&FigureKey> = keys.iter().collect();
    let breaks = &page.organisation.organisation().breaks;
    breaks_between(breaks, vocabulary, (*first, *last), &keys)
}
