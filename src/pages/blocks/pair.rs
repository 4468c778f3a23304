//! The figures of a comparison: counts, shares, the parts of a breakdown, and why a count moved.

use crate::analysis::change::{Proportion, RateChange};
use crate::analysis::decomposition::WhyItMoved;
use crate::analysis::observation::{Observation, observe};
use crate::model::figure::FigureKey;

use super::outcome::{ends, part_in_question, subject};
use crate::pages::compare::{Pair, none, text};
use crate::pages::phrases::capitalised;
use crate::pages::view::{Column, FigureBlock, MarginNote, Row, RowGroup, TableView};

/// In reading order: counts, shares, breakdowns, why it moved.
pub fn blocks(pair: &Pair<'_>) -> Vec<FigureBlock> {
    let mut blocks = Vec::new();
    blocks.extend(counts(pair));
    blocks.extend(shares(pair));
    blocks.extend(why(pair));
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
    Some(FigureBlock {
        id: "f-counts".to_owned(),
        headline: headline.unwrap_or_else(|| title.clone()),
        subtitle: pair.page.say("compare-counts-sub"),
        source: source(pair, &keys),
        table: table(pair, pair.tell("compare-counts-caption", &[]), rows),
        downloads: pair.files(),
        ..FigureBlock::default()
    })
}

fn count_row(pair: &Pair<'_>, key: &FigureKey) -> Option<Row> {
    let change = pair.change(key).ok()?;
    let (before, after) = change.counts();
    Some(Row {
        label: capitalised(&pair.page.label(key)),
        cells: vec![
            text(pair.page.language.interval(before)),
            text(pair.page.language.interval(after)),
            text(pair.page.difference(change.difference())),
            text(pair.page.verdict(change.verdict(), change.breaks())),
        ],
        ..Row::default()
    })
}

/// What the subject consists of, in shares: the part in question and the leading categories.
fn shares(pair: &Pair<'_>) -> Option<FigureBlock> {
    let vocabulary = pair.page.record().vocabulary();
    let whole = subject(vocabulary)?;
    let question = part_in_question(vocabulary)
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
            page.points(change).map_or_else(|| none(page), text),
            text(page.verdict(change.verdict(), change.breaks())),
        ],
        ..Row::default()
    });
    let keys: Vec<FigureKey> = changes
        .iter()
        .map(|change| change.to().part.key.clone())
        .collect();
    Some(FigureBlock {
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
    })
}

/// The change of the part in question, in a part that follows the volume and one that follows the rate.
fn why(pair: &Pair<'_>) -> Option<FigureBlock> {
    let page = pair.page;
    let vocabulary = page.record().vocabulary();
    let whole = pair.change(&FigureKey::total(subject(vocabulary)?)).ok()?;
    let part = pair
        .change(&FigureKey::total(part_in_question(vocabulary)?))
        .ok()?;
    let why = WhyItMoved::of(&part, &whole)?;
    let label = page.label(&part.to().key);
    let (volume, rate) = why.printed(1);
    let tenths = |scaled: i64| page.language.decimal_difference(scaled, 1);
    let ruled = !part.breaks().is_empty();
    let total = page.language.difference(why.total);
    let rate_label = if ruled {
        "compare-why-rate-ruled"
    } else {
        "compare-why-rate"
    };
    let rows = [
        (page.say("compare-why-volume"), tenths(volume), false),
        (page.say(rate_label), tenths(rate), false),
        (page.say("compare-why-total"), total.clone(), true),
    ]
    .map(|(label, value, total)| Row {
        label: capitalised(&label),
        total,
        cells: vec![text(value)],
        ..Row::default()
    });
    let (_, after) = whole.counts();
    let sentence = pair.tell(
        "compare-why-sentence",
        &[
            ("requests", &page.units(after, whole.to().unit)),
            (
                "expected",
                &page.language.decimal(why.expected.scaled(1), 1),
            ),
            ("actual", &page.language.interval(part.counts().1)),
            ("label", &label),
        ],
    );
    let finding = page.tell(
        "compare-why-finding",
        &[
            ("total", &total),
            ("volume", &tenths(volume)),
            ("rate", &tenths(rate)),
        ],
    );
    let mut margin = vec![MarginNote {
        title: page.say("compare-why-how"),
        text: page.say("compare-why-formula"),
        ..MarginNote::default()
    }];
    if ruled {
        margin.push(MarginNote {
            title: page.verdict(part.verdict(), part.breaks()),
            text: page.say("compare-why-ruled"),
            ..MarginNote::default()
        });
    }
    Some(FigureBlock {
        id: "f-why".to_owned(),
        headline: if ruled {
            page.tell("under-rule", &[("finding", &finding)])
        } else {
            finding
        },
        subtitle: pair.tell("compare-why-sub", &[("label", &label)]),
        sentence,
        source: source(pair, &[part.to().key.clone(), whole.to().key.clone()]),
        table: TableView {
            caption: pair.tell("compare-why-caption", &[]),
            columns: vec![
                Column {
                    label: page.say("column-part"),
                    ..Column::default()
                },
                Column {
                    label: page.say("compare-column-change"),
                    numeric: true,
                    ..Column::default()
                },
            ],
            groups: vec![RowGroup {
                label: String::new(),
                rows: rows.to_vec(),
            }],
            scroll: false,
        },
        downloads: pair.files(),
        margin,
        ..FigureBlock::default()
    })
}

/// Figure, earlier, later, difference, what may be said.
fn table(pair: &Pair<'_>, caption: String, rows: Vec<Row>) -> TableView {
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
            column(&pair.page.say("compare-column-verdict"), false),
        ],
        groups: vec![RowGroup {
            label: String::new(),
            rows,
        }],
        scroll: true,
    }
}

/// Both reports' sources, with what was computed in either.
fn source(pair: &Pair<'_>, keys: &[FigureKey]) -> String {
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
