//! The total over all periods: columns with the part in question on the baseline.

use crate::analysis::change::Change;
use crate::analysis::observation::{Observation, observe};
use crate::analysis::series::{self, Pattern, Point};
use crate::analysis::table::{SeriesTable, series_table};
use crate::charts::spec::{ChartSpec, Column, Columns, Marks, PartLabel};
use crate::model::figure::{FigureKey, Subject};
use crate::model::identifier::MeasureId;
use crate::model::interval::Interval;
use crate::model::period::Period;
use crate::model::report::Report;
use crate::model::value::Status;

use super::level;
use super::outcome::part_in_question;
use crate::pages::Page;
use crate::pages::notes::notes;
use crate::pages::phrases::capitalised;
use crate::pages::view::{FigureBlock, MarginNote};

pub const ID: &str = "f-trend";

/// Fewer values over time than this make a table, not a chart.
pub const FEWEST_PERIODS: usize = 3;

/// The series of a measure's total with the focus on one period; `None` without reports to compare.
pub fn block(
    page: &Page<'_>,
    reports: &[&Report],
    focus: Period,
    measure: &MeasureId,
) -> Option<FigureBlock> {
    let vocabulary = page.record().vocabulary();
    let comparable: Vec<&Report> = reports
        .iter()
        .copied()
        .filter(|report| report.period.is_comparable_with(focus))
        .collect();
    if comparable.len() < 2 {
        return None;
    }
    let part = part_in_question(page).filter(|part| vocabulary.base_of(part) == Some(measure));
    let keys: Vec<FigureKey> = [Some(measure), part.as_ref()]
        .into_iter()
        .flatten()
        .cloned()
        .map(FigureKey::total)
        .collect();
    let table = series_table(&comparable, vocabulary, &keys);
    let label = capitalised(&page.label(&FigureKey::total(measure.clone())));
    let part_label = part
        .as_ref()
        .map(|part| page.label(&FigureKey::total(part.clone())));
    let title = page.tell("title-series", &[("measure", &label)]);
    let known = table
        .rows
        .iter()
        .filter(|(_, row)| row.first().is_some_and(|one| one.count().is_some()))
        .count();
    let deserves_chart = known >= FEWEST_PERIODS;
    let subtitle = match &part_label {
        Some(part) if deserves_chart => page.tell(
            "subtitle-series-part",
            &[("measure", &label), ("part", part)],
        ),
        _ => page.tell("subtitle-series", &[("measure", &label)]),
    };
    let block = FigureBlock {
        id: if part.is_some() {
            ID.to_owned()
        } else {
            format!("{ID}-{measure}")
        },
        headline: headline(page, &comparable, focus, measure)
            .map_or_else(|| title.clone(), |headline| capitalised(&headline)),
        subtitle,
        source: series_source(page, &table),
        table: page.series_table(
            &table,
            &comparable,
            page.tell("table-series", &[("measure", &label)]),
        ),
        downloads: page.series_files(),
        margin: how_to_read(page, &table, part_label.as_deref())
            .filter(|_| deserves_chart)
            .into_iter()
            .chain(margin(page, &comparable, focus, part.as_ref()))
            .collect(),
        ..FigureBlock::default()
    };
    Some(if !deserves_chart {
        block
    } else {
        let id = block.id.clone();
        page.with_chart(
            block,
            spec(page, &table, focus, id, &title, part_label.as_deref()),
        )
    })
}

/// What the lower part of a column is, and what a column without any filling says.
fn how_to_read(page: &Page<'_>, table: &SeriesTable<'_>, part: Option<&str>) -> Option<MarginNote> {
    let part = part?;
    let is_hollow = |row: &Vec<Observation<'_>>| match row.as_slice() {
        [total, part, ..] => total.count().is_some() && part.count().is_none(),
        _ => false,
    };
    let mut text = page.tell("trend-how", &[("part", part)]);
    if table.rows.iter().any(|(_, row)| is_hollow(row)) {
        text.push(' ');
        text.push_str(&page.say("trend-how-hollow"));
    }
    Some(MarginNote {
        title: page.say("margin-how-to-read"),
        text,
        ..MarginNote::default()
    })
}

/// The notes of the page's own report about the part in question. On another page they would stand apart from
/// the tables whose marks lead to them.
fn margin(
    page: &Page<'_>,
    reports: &[&Report],
    focus: Period,
    part: Option<&MeasureId>,
) -> Vec<MarginNote> {
    let own = reports
        .iter()
        .find(|report| report.period == focus && page.route.address.period == Some(focus));
    let subject = part.map(|part| Subject::Figure(FigureKey::total(part.clone())));
    let about = own
        .into_iter()
        .flat_map(|report| notes(report, page.record().vocabulary()));
    about
        .filter(|note| !note.accepted && Some(&note.subject) == subject.as_ref())
        .map(|note| page.margin_note(&note))
        .collect()
}

/// "2023: 133 Anfragen, mehr als in jedem Jahr seit 2017": a fact about complete counts; across a change of rules
/// with its name.
fn headline(
    page: &Page<'_>,
    reports: &[&Report],
    focus: Period,
    measure: &MeasureId,
) -> Option<String> {
    let vocabulary = page.record().vocabulary();
    let index = reports.iter().position(|report| report.period == focus)?;
    let (key, report) = (FigureKey::total(measure.clone()), *reports.get(index)?);
    let now = observe(report, vocabulary, &key);
    now.count()?;
    let requests = page.cases(&now);
    let period = page.language.period(focus);
    let breaks = &page.organisation.organisation().breaks;
    // What was counted under other rules says nothing of a record.
    let same_rules = |earlier: &&&Report| {
        !breaks
            .iter()
            .any(|one| one.separates(earlier.period, focus) && one.binds(&key, vocabulary))
    };
    let points: Vec<Point> = reports[..=index]
        .iter()
        .filter(same_rules)
        .map(|report| {
            let count = observe(report, vocabulary, &key).count();
            (report.period, count.and_then(Interval::exact))
        })
        .collect();
    let unit = match focus {
        Period::Year(_) => "year",
        Period::Half(..) | Period::Quarter(..) | Period::Free(..) => "other",
    };
    let said = |message: &str, since: Period| {
        page.tell(
            message,
            &[
                ("period", &period),
                ("requests", &requests),
                ("since", &page.language.period(since)),
                ("unit", unit),
            ],
        )
    };
    match series::pattern(&points) {
        Pattern::First if index == 0 => Some(page.tell(
            "finding-first-period",
            &[("period", &period), ("requests", &requests)],
        )),
        Pattern::Record { most: true, since } => Some(said("finding-record-most", since)),
        Pattern::Record { most: false, since } => Some(said("finding-record-fewest", since)),
        Pattern::Reversal { more: true, since } => Some(said("finding-reversal-more", since)),
        Pattern::Reversal { more: false, since } => Some(said("finding-reversal-fewer", since)),
        Pattern::First | Pattern::Plain => {
            let before = *reports.get(index.checked_sub(1)?)?;
            let change = Change::between((before, &key), (report, &key), breaks, vocabulary);
            Some(page.figure_finding(&change.ok()?))
        }
    }
}

fn series_source(page: &Page<'_>, table: &SeriesTable<'_>) -> String {
    let (periods, first): (Vec<Period>, Vec<Observation<'_>>) = table
        .rows
        .iter()
        .filter_map(|(period, row)| Some((*period, row.first()?.clone())))
        .unzip();
    source(page, &periods, &first)
}

/// Every report is a source of a series; only the periods taken from the press are named.
pub fn source(page: &Page<'_>, periods: &[Period], observations: &[Observation<'_>]) -> String {
    let organisation = page.organisation.organisation().name.clone();
    let mut text = page.tell("source-line", &[("sources", &organisation)]);
    let press: Vec<String> = periods
        .iter()
        .zip(observations)
        .filter(|(_, one)| one.status == Some(Status::Press))
        .map(|(period, _)| page.language.period(*period))
        .collect();
    if !press.is_empty() {
        text.push(' ');
        text.push_str(&page.tell(
            "source-series-press",
            &[("periods", &page.language.list(&press))],
        ));
    }
    text
}

fn spec(
    page: &Page<'_>,
    table: &SeriesTable<'_>,
    focus: Period,
    id: String,
    title: &str,
    part_label: Option<&str>,
) -> ChartSpec {
    let periods: Vec<Period> = table.rows.iter().map(|(period, _)| *period).collect();
    let keys: Vec<&FigureKey> = table.keys.iter().collect();
    let mut columns: Vec<Column> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    let mut before: Option<Period> = None;
    for (period, row) in &table.rows {
        let Some(total) = row.first() else { continue };
        let part = row.get(1);
        let (label, value) = (page.language.period(*period), page.value(total));
        words.push(
            match (part.filter(|part| part.count().is_some()), part_label) {
                (Some(part), Some(name)) => page.tell(
                    "describe-with-part",
                    &[
                        ("label", &label),
                        ("value", &value),
                        ("part", &page.value(part)),
                        ("part-label", name),
                    ],
                ),
                (None, Some(name)) => page.tell(
                    "describe-with-part-unknown",
                    &[("label", &label), ("value", &value), ("part-label", name)],
                ),
                _ => page.tell("describe-value", &[("label", &label), ("value", &value)]),
            },
        );
        columns.push(Column {
            label,
            short: page.language.period_short(*period),
            total: level(total.value),
            total_text: value,
            part: part.map(|part| level(part.value)),
            part_text: part.map(|part| page.value(part)).unwrap_or_default(),
            focus: *period == focus,
            skipped_before: before.map_or(0, |before| skipped(before, *period)),
        });
        before = Some(*period);
    }
    ChartSpec {
        id,
        description: page.tell(
            "describe-columns",
            &[("title", title), ("values", &words.join("; "))],
        ),
        marks: Marks::Columns(Columns {
            series: page.label(
                &table
                    .keys
                    .first()
                    .cloned()
                    .unwrap_or_else(|| FigureKey::total(MeasureId::from(""))),
            ),
            columns,
            part: part_label.map(|label| PartLabel {
                label: capitalised(label),
                short: capitalised(label),
            }),
            breaks: page.break_marks(&periods, &keys),
        }),
    }
}

/// How many periods of the same kind lie between two: periods keep their distance in the calendar.
pub fn skipped(from: Period, to: Period) -> u32 {
    let number = |period: Period| match period {
        Period::Year(year) => Some(i64::from(year)),
        Period::Half(year, half) => Some(2 * i64::from(year) + i64::from(half)),
        Period::Quarter(year, quarter) => Some(4 * i64::from(year) + i64::from(quarter)),
        Period::Free(..) => None,
    };
    let steps = number(from)
        .zip(number(to))
        .map_or(1, |(from, to)| to - from);
    u32::try_from(steps - 1).unwrap_or(0)
}
