//! The figures of a comparison: counts, shares, the parts of a breakdown, and why a count moved.

use crate::analysis::change::{Change, Proportion, RateChange, RateObservation};
use crate::analysis::decomposition::WhyItMoved;
use crate::analysis::observation::{Observation, observe};
use crate::charts::kinds::slope;
use crate::charts::spec::{
    Amount, ChartSpec, Dumbbell, DumbbellRow, Marks, Signed, SignedBar, Slope, SlopeLine, Tone,
    UnitPart, Units,
};
use crate::model::breaks::Break;
use crate::model::figure::FigureKey;
use crate::model::interval::Interval;
use crate::model::vocabulary::Breakdown;

use super::breakdown::colour_of;
use super::cross;
use super::outcome::{ends, part_in_question, subject};
use super::over_time::share_of;
use super::{is_one_sided, level, tone};
use crate::pages::compare::{Pair, none, text};
use crate::pages::phrases::capitalised;
use crate::pages::view::{Column, FigureBlock, MarginNote, Row, RowGroup, TableView};

/// In reading order: counts, shares, breakdowns, why it moved.
pub fn blocks(pair: &Pair<'_>) -> Vec<FigureBlock> {
    let mut blocks = Vec::new();
    blocks.extend(counts(pair));
    blocks.extend(shares(pair));
    blocks.extend(breakdowns(pair));
    blocks.extend(why(pair));
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
        pair.page.with_chart(block, spec)
    } else {
        block
    })
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
                    remark: String::new(),
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

/// The names of the rules that changed, if any did.
fn named_breaks<'b>(
    page: &crate::pages::Page<'_>,
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

fn describe(pair: &Pair<'_>, changes: &[Change<'_>]) -> String {
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

fn count_row(pair: &Pair<'_>, key: &FigureKey) -> Option<Row> {
    let change = pair.change(key).ok()?;
    Some(Row {
        label: capitalised(&pair.page.label(key)),
        cells: vec![
            pair.page.count_cell(pair.from, change.from()),
            pair.page.count_cell(pair.to, change.to()),
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
            page.points(change).map_or_else(|| none(page), text),
            text(page.verdict(change.verdict(), change.breaks())),
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
        page.with_chart(block, spec)
    } else {
        block
    })
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

/// A square per request where both reports have the same two parts of the subject, and few enough of them.
fn breakdowns(pair: &Pair<'_>) -> Vec<FigureBlock> {
    const MOST_UNITS: u64 = 300;
    let vocabulary = pair.page.record().vocabulary();
    let Some(whole) = subject(vocabulary) else {
        return Vec::new();
    };
    let blocks = vocabulary.breakdowns.iter().filter_map(|breakdown| {
        let changes: Vec<Change<'_>> = pair
            .parts(&whole, &breakdown.id)
            .iter()
            .filter_map(|key| pair.change(key).ok())
            .collect();
        let sizes: Vec<u64> = changes
            .iter()
            .flat_map(|change| [change.counts().0, change.counts().1])
            .map(Interval::exact)
            .collect::<Option<_>>()?;
        if changes.len() != 2 || sizes.iter().sum::<u64>() > MOST_UNITS {
            return None;
        }
        if changes.iter().any(|change| one_sided(pair, change)) {
            return None;
        }
        Some(units(pair, breakdown, &changes))
    });
    blocks.collect()
}

fn one_sided(pair: &Pair<'_>, change: &Change<'_>) -> bool {
    let (from, to) = pair.ends(&change.to().key.to_total());
    let (before, after) = change.counts();
    let of = |part: Interval, whole: Option<Interval>| {
        whole.is_some_and(|whole| is_one_sided(part, whole))
    };
    of(before, from.count()) || of(after, to.count())
}

fn units(pair: &Pair<'_>, breakdown: &Breakdown, changes: &[Change<'_>]) -> FigureBlock {
    let page = pair.page;
    let mut parts = Vec::new();
    for (later, name) in [(false, &pair.names.0), (true, &pair.names.1)] {
        for change in changes {
            let end = if later { change.to() } else { change.from() };
            let cell = end.key.cell.as_ref();
            let colour = cell.and_then(|cell| {
                colour_of(page, &end.key.measure, &cell.breakdown, &cell.category)
            });
            parts.push(UnitPart {
                label: format!("{name}: {}", page.label(&end.key)),
                level: level(end.value),
                value: page.value(end),
                remark: end
                    .share
                    .as_ref()
                    .map(|share| page.of_whole(share))
                    .unwrap_or_default(),
                tone: tone(colour),
            });
        }
    }
    let name = page.language.breakdown(breakdown);
    let title = pair.tell("compare-parts-title", &[("breakdown", &capitalised(&name))]);
    let keys: Vec<FigureKey> = changes
        .iter()
        .map(|change| change.to().key.clone())
        .collect();
    let rows = keys.iter().filter_map(|key| count_row(pair, key)).collect();
    let block = FigureBlock {
        id: format!("f-{}", breakdown.id),
        headline: title.clone(),
        subtitle: page.say("compare-parts-sub"),
        source: source(pair, &keys),
        table: table(pair, title.clone(), rows),
        downloads: pair.files(),
        ..FigureBlock::default()
    };
    let spec = ChartSpec {
        id: block.id.clone(),
        description: page.tell(
            "describe-units",
            &[("title", &title), ("values", &describe(pair, changes))],
        ),
        marks: Marks::Units(Units { parts }),
    };
    page.with_chart(block, spec)
}

/// The change of the part in question, in a part that follows the volume and one that follows the rate.
fn why(pair: &Pair<'_>) -> Option<FigureBlock> {
    let page = pair.page;
    let vocabulary = page.record().vocabulary();
    let whole = pair.change(&FigureKey::total(subject(vocabulary)?)).ok()?;
    let part = pair
        .change(&FigureKey::total(part_in_question(pair.page)?))
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
    let sentence = format!("{}.", page.why_count(&part, &whole, &why));
    let finding = page.tell(
        "compare-why-finding",
        &[
            ("total", &total),
            ("volume", &tenths(volume)),
            ("rate", &tenths(rate)),
        ],
    );
    // Without later requests there is no later rate to halve anything with.
    let symmetric = why.symmetric(1).map(|(volume, rate)| {
        let parts = [("volume", &*tenths(volume)), ("rate", &*tenths(rate))];
        page.tell("compare-why-symmetric", &parts)
    });
    let symmetric = symmetric.unwrap_or_default();
    let mut margin = vec![MarginNote {
        title: page.say("compare-why-how"),
        text: [page.say("compare-why-formula"), symmetric].join(" "),
        link: page.method(crate::pages::text::WHY),
        ..MarginNote::default()
    }];
    if ruled {
        margin.push(MarginNote {
            title: page.verdict(part.verdict(), part.breaks()),
            text: page.say("compare-why-ruled"),
            ..MarginNote::default()
        });
    }
    let bar = |label: String, scaled: i64, value: String, tone: Tone| SignedBar {
        label: capitalised(&label),
        amount: Amount::Exactly(scaled),
        value,
        tone,
    };
    let colour = tone(
        vocabulary
            .measure(&part.to().key.measure)
            .and_then(|measure| measure.colour),
    );
    let title = page.tell("compare-why-title", &[("label", &label)]);
    let spoken: Vec<String> = rows
        .iter()
        .map(|row| {
            let value = row
                .cells
                .first()
                .map(|cell| cell.text.clone())
                .unwrap_or_default();
            page.tell(
                "describe-value",
                &[("label", &row.label), ("value", &value)],
            )
        })
        .collect();
    let spec = ChartSpec {
        id: "f-why".to_owned(),
        description: page.tell(
            "describe-signed",
            &[("title", &title), ("values", &spoken.join("; "))],
        ),
        marks: Marks::Signed(Signed {
            parts: vec![
                bar(
                    page.say("compare-why-volume"),
                    volume,
                    tenths(volume),
                    Tone::Mute,
                ),
                bar(page.say(rate_label), rate, tenths(rate), colour),
            ],
            whole: bar(
                page.say("compare-why-total"),
                why.total.saturating_mul(10),
                total.clone(),
                Tone::C1,
            ),
        }),
    };
    let block = FigureBlock {
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
    };
    Some(page.with_chart(block, spec))
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
