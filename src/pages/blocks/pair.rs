//! The figures of a comparison: counts and shares, and what the other figures of the page share with them.

use crate::analysis::change::{Change, Proportion, RateChange, RateObservation};
use crate::analysis::observation::{Observation, observe};
use crate::analysis::rate::Ratio;
use crate::charts::kinds::slope;
use crate::charts::spec::{ChartSpec, Dumbbell, DumbbellRow, Marks, Slope, SlopeLine};
use crate::model::breaks::Break;
use crate::model::figure::FigureKey;

use super::breakdown::colour_of;
use super::outcome::{ends, part_in_question, subject};
use super::over_time::share_of;
use super::{cross, side_by_side, why};
use super::{level, tone};
use crate::pages::Page;
use crate::pages::compare::{Pair, difference, text};
use crate::pages::phrases::capitalised;
use crate::pages::view::{Column, FigureBlock, MarginNote, Row, RowGroup, TableView};

/// In reading order: counts, shares, breakdowns, why it moved.
pub fn blocks(pair: &Pair<'_>) -> Vec<FigureBlock> {
    let mut blocks = Vec::new();
    blocks.extend(counts(pair));
    blocks.extend(shares(pair));
    blocks.extend(side_by_side::blocks(pair));
    blocks.extend(why::block(pair));
    blocks.extend(cross::mix(pair));
    blocks
}

/// The total and what it came to in the end. First and final rejections never stand in one chart.
fn counts(pair: &Pair<'_>) -> Option<FigureBlock> {
    let vocabulary = pair.page.record().vocabulary();
    let whole = subject(vocabulary)?;
    let mut measures = vec![whole.clone()];
    measures.extend(ends(&[pair.from, pair.to], vocabulary, &whole));
    let keys: Vec<FigureKey> = measures.into_iter().map(FigureKey::total).collect();
    let rows: Vec<Row> = keys.iter().filter_map(|key| count_row(pair, key)).collect();
    let headline = pair
        .change(keys.first()?)
        .ok()
        .map(|change| pair.page.count_finding(&change));
    let title = pair.tell("compare-counts-title", &[]);
    let changes: Vec<Change<'_>> = keys
        .iter()
        .filter_map(|key| pair.change(key).ok())
        .collect();
    let block = FigureBlock {
        id: "f-counts".to_owned(),
        headline: headline.unwrap_or_else(|| title.clone()),
        source: source(pair, &keys),
        table: table(pair, pair.tell("compare-counts-caption", &[]), rows),
        downloads: pair.files(),
        ..FigureBlock::default()
    };
    let slope = slope(pair, &changes);
    let fits = slope::fits(&slope);
    let block = FigureBlock {
        subtitle: pair.page.say(match fits {
            true => "compare-counts-sub",
            false => "compare-counts-sub-table",
        }),
        ..block
    };
    Some(if fits {
        let described = describe(pair, &changes);
        let spec = ChartSpec {
            id: block.id.clone(),
            description: pair.page.tell(
                "describe-slope",
                &[("title", &title), ("values", &described)],
            ),
            marks: Marks::Slope(slope),
        };
        let block = FigureBlock {
            margin: how_to_read(pair.page, "compare-counts-how", &changes),
            ..block
        };
        pair.page.with_chart(block, spec)
    } else {
        block
    })
}

/// How to read a figure, and what a broken line in it means.
fn how_to_read(page: &Page<'_>, message: &str, changes: &[Change<'_>]) -> Vec<MarginNote> {
    let mut text = page.say(message);
    if changes.iter().any(|change| !change.breaks().is_empty()) {
        text.push(' ');
        text.push_str(&page.say("compare-counts-ruled"));
    }
    vec![MarginNote {
        title: page.say("margin-how-to-read"),
        text,
        ..MarginNote::default()
    }]
}

/// No line joins two counts under different rules.
fn slope(pair: &Pair<'_>, changes: &[Change<'_>]) -> Slope {
    let page = pair.page;
    let breaks = named_breaks(page, changes.iter().flat_map(Change::breaks));
    Slope {
        from: pair.names.0.clone(),
        to: pair.names.1.clone(),
        lines: changes
            .iter()
            .map(|change| {
                let key = &change.to().key;
                SlopeLine {
                    label: capitalised(&page.label(key)),
                    from: level(change.from().value),
                    to: level(change.to().value),
                    from_text: page.value(change.from()),
                    to_text: page.value(change.to()),
                    remark: remark(page, change),
                    broken: !change.breaks().is_empty(),
                    tone: tone(
                        page.record()
                            .vocabulary()
                            .measure(&key.measure)
                            .filter(|measure| measure.part_of.is_some())
                            .and_then(|measure| measure.colour),
                    ),
                }
            })
            .collect(),
        broken: breaks,
    }
}

/// "+78, 2,4-mal so viele": the multiple only from a base of 5, and only of what grew by half (DESIGN-pages section 3);
/// nothing across a break, where a difference needs its name.
fn remark(page: &Page<'_>, change: &Change<'_>) -> String {
    const SMALLEST_BASE: u64 = 5;
    let difference = change.difference();
    if !change.breaks().is_empty() || difference.exact().is_none() {
        return String::new();
    }
    let difference = page.difference(difference);
    let (before, after) = change.counts();
    match (before.exact(), after.exact()) {
        (Some(before @ SMALLEST_BASE..), Some(after))
            if after >= before.saturating_add(before / 2) =>
        {
            // In tenths: a hundredth part of ten times as much.
            let tenths =
                Ratio::new(after, before.saturating_mul(10)).map_or(0, |ten| ten.percent(0));
            let multiple = page
                .language
                .decimal(i64::try_from(tenths).unwrap_or(i64::MAX), 1);
            page.tell(
                "compare-counts-multiple",
                &[("difference", &difference), ("multiple", &multiple)],
            )
        }
        _ => difference,
    }
}

/// The names of the rules that changed, if any did.
fn named_breaks<'b>(
    page: &Page<'_>,
    breaks: impl Iterator<Item = &'b &'b Break>,
) -> Option<String> {
    let mut titles: Vec<String> = Vec::new();
    for one in breaks {
        let title = page.break_title(one);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    (!titles.is_empty()).then(|| page.language.list(&titles))
}

pub(super) fn describe(pair: &Pair<'_>, changes: &[Change<'_>]) -> String {
    let words = changes.iter().map(|change| {
        described(
            pair,
            &pair.page.label(&change.to().key),
            &pair.page.value(change.from()),
            &pair.page.value(change.to()),
            !change.breaks().is_empty(),
        )
    });
    words.collect::<Vec<_>>().join("; ")
}

fn described(pair: &Pair<'_>, label: &str, before: &str, after: &str, ruled: bool) -> String {
    let message = if ruled {
        "describe-two-ruled"
    } else {
        "describe-two"
    };
    pair.page.tell(
        message,
        &[
            ("label", label),
            ("from-period", &pair.names.0),
            ("to-period", &pair.names.1),
            ("from", before),
            ("to", after),
        ],
    )
}

pub(super) fn count_row(pair: &Pair<'_>, key: &FigureKey) -> Option<Row> {
    let change = pair.change(key).ok()?;
    Some(Row {
        label: capitalised(&pair.page.label(key)),
        cells: vec![
            pair.page.count_cell(pair.from, change.from()),
            pair.page.count_cell(pair.to, change.to()),
            difference(
                pair.page.difference(change.difference()),
                pair.page.verdict(change.verdict(), change.breaks()),
            ),
        ],
        ..Row::default()
    })
}

/// What the subject consists of, in shares: the part in question and the leading categories.
fn shares(pair: &Pair<'_>) -> Option<FigureBlock> {
    let vocabulary = pair.page.record().vocabulary();
    let whole = subject(vocabulary)?;
    let question = part_in_question(pair.page)
        .and_then(|part| vocabulary.rates.iter().find(|rate| rate.part == part));
    let leading = vocabulary
        .key_figures
        .iter()
        .filter(|key| key.cell.is_some() && key.measure == whole)
        .cloned()
        .map(Proportion::of_total);
    let shares: Vec<Proportion> = question
        .map(Proportion::of_rate)
        .into_iter()
        .chain(leading)
        .collect();
    let changes: Vec<RateChange<'_>> = shares
        .iter()
        .filter_map(|share| pair.rate_change(share).ok())
        .collect();
    let first = changes.first()?;
    let (n_from, n_to) = (
        pair.page.base(first.from().whole.count()),
        pair.page.base(first.to().whole.count()),
    );
    let page = pair.page;
    let rows = changes.iter().map(|change| Row {
        label: capitalised(&page.label(&change.to().part.key)),
        cells: vec![
            text(page.rate_in_words(change.from())),
            text(page.rate_in_words(change.to())),
            difference(
                page.points(change).unwrap_or_default(),
                page.verdict(change.verdict(), change.breaks()),
            ),
        ],
        ..Row::default()
    });
    let keys: Vec<FigureKey> = changes
        .iter()
        .map(|change| change.to().part.key.clone())
        .collect();
    let words: Vec<String> = changes
        .iter()
        .map(|change| {
            described(
                pair,
                &page.label(&change.to().part.key),
                &page.rate_in_words(change.from()),
                &page.rate_in_words(change.to()),
                !change.breaks().is_empty(),
            )
        })
        .collect();
    let marks = dumbbell(pair, &changes);
    let block = FigureBlock {
        id: "f-shares".to_owned(),
        headline: page.rate_finding(first),
        subtitle: pair.tell(
            "compare-shares-sub",
            &[("n-from", &n_from), ("n-to", &n_to)],
        ),
        source: source(pair, &keys),
        table: table(
            pair,
            pair.tell("compare-shares-caption", &[]),
            rows.collect(),
        ),
        downloads: pair.files(),
        ..FigureBlock::default()
    };
    let spec = ChartSpec {
        id: block.id.clone(),
        description: page.tell(
            "describe-dumbbell",
            &[
                ("title", &pair.tell("compare-shares-title", &[])),
                ("values", &words.join("; ")),
            ],
        ),
        marks: Marks::Dumbbell(marks),
    };
    // Below 20 there are no percentages anywhere, so there is nothing to draw on their axis.
    let percentages = changes.iter().all(|change| page.points(change).is_some());
    Some(if percentages {
        let block = FigureBlock {
            margin: points_and_bases(pair, first),
            ..block
        };
        page.with_chart(block, spec)
    } else {
        block
    })
}

/// What a percentage point is, and what a single request is worth in each of the two periods.
fn points_and_bases(pair: &Pair<'_>, change: &RateChange<'_>) -> Vec<MarginNote> {
    let page = pair.page;
    let mut notes = Vec::new();
    let (before, after) = change.rates();
    let percent = |rate, end: &RateObservation<'_>| page.percent(rate, end.whole.count()?);
    let shares = percent(before, change.from()).zip(percent(after, change.to()));
    if let (Some((before, after)), Some(points)) = (shares, page.points(change)) {
        notes.push(MarginNote {
            title: page.say("compare-points-how"),
            text: page.tell(
                "compare-points-how-text",
                &[("before", &before), ("after", &after), ("points", &points)],
            ),
            ..MarginNote::default()
        });
    }
    let bases: Vec<String> = [change.from(), change.to()]
        .map(|end| page.resolution(&end.whole))
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    if !bases.is_empty() {
        notes.push(MarginNote {
            title: page.say("compare-small-base"),
            text: bases.join(" "),
            ..MarginNote::default()
        });
    }
    notes
}

fn dumbbell(pair: &Pair<'_>, changes: &[RateChange<'_>]) -> Dumbbell {
    let page = pair.page;
    Dumbbell {
        from: pair.names.0.clone(),
        to: pair.names.1.clone(),
        change: page.say("compare-column-change"),
        ticks: page.ticks(100),
        rows: changes
            .iter()
            .map(|change| {
                let key = &change.to().part.key;
                let colour = match &key.cell {
                    Some(cell) => colour_of(page, &key.measure, &cell.breakdown, &cell.category),
                    None => page
                        .record()
                        .vocabulary()
                        .measure(&key.measure)
                        .and_then(|measure| measure.colour),
                };
                let (before, after) = change.rates();
                let counts = |one: &RateObservation<'_>| {
                    one.counts().map_or_else(String::new, |_| {
                        page.language
                            .count_of(&page.value(&one.part), &page.value(&one.whole))
                    })
                };
                DumbbellRow {
                    label: capitalised(&page.label(key)),
                    remark: named_breaks(page, change.breaks().iter()).unwrap_or_default(),
                    broken: !change.breaks().is_empty(),
                    from: share_of(Some(before)),
                    to: share_of(Some(after)),
                    from_text: counts(change.from()),
                    to_text: counts(change.to()),
                    change: page.points_short(change).unwrap_or_default(),
                    tone: tone(colour),
                }
            })
            .collect(),
        broken: None,
    }
}

/// Figure, earlier, later, difference with what may be said of it.
pub(super) fn table(pair: &Pair<'_>, caption: String, rows: Vec<Row>) -> TableView {
    let column = |label: &str, numeric: bool| Column {
        label: label.to_owned(),
        numeric,
        ..Column::default()
    };
    TableView {
        caption,
        columns: vec![
            column(&pair.page.say("column-figure"), false),
            column(&pair.names.0, true),
            column(&pair.names.1, true),
            column(&pair.page.say("compare-column-change"), true),
        ],
        groups: vec![RowGroup {
            label: String::new(),
            rows,
        }],
        scroll: true,
    }
}

/// Both reports' sources, with what was computed in either.
pub(super) fn source(pair: &Pair<'_>, keys: &[FigureKey]) -> String {
    let page = pair.page;
    let lines = [pair.from, pair.to].map(|report| {
        let vocabulary = page.record().vocabulary();
        let observations: Vec<Observation<'_>> = keys
            .iter()
            .map(|key| observe(report, vocabulary, key))
            .collect();
        let line = page.source_line(report, &observations.iter().collect::<Vec<_>>(), false);
        format!("{}: {line}", page.language.period(report.period))
    });
    lines.join(" ")
}
