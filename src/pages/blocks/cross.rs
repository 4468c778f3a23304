//! Cross-tables: how an outcome differs between the categories of a breakdown, and what a rate's change owes to their
//! mix and to the rates within them.

use crate::analysis::decomposition::MixAndWithin;
use crate::analysis::observation::Observation;
use crate::analysis::rate::Ratio;
use crate::analysis::strata::{CrossRow, CrossTable, Stratum, cross_table, strata};
use crate::charts::spec::{
    Amount, ChartSpec, Marks, Matrix, MatrixCell, MatrixColumn, MatrixRow, Signed, SignedBar, Tone,
};
use crate::model::figure::FigureKey;
use crate::model::identifier::{BreakdownId, MeasureId};
use crate::model::interval::Interval;
use crate::model::report::Report;
use crate::model::vocabulary::{Breakdown, RateDefinition};

use super::outcome::{part_in_question, subject};
use super::{MOST_CATEGORIES, level, tone};
use crate::analysis::change::{Proportion, RateChange};
use crate::pages::Page;
use crate::pages::compare::{Pair, text};
use crate::pages::phrases::capitalised;
use crate::pages::view::{Column, FigureBlock, MarginNote, Row, RowGroup, TableView};

/// The matrices of a report: one for each breakdown whose categories have outcomes of their own.
pub fn blocks(page: &Page<'_>, report: &Report) -> Vec<FigureBlock> {
    let vocabulary = page.record().vocabulary();
    let Some(whole) = subject(vocabulary) else {
        return Vec::new();
    };
    let blocks = vocabulary.breakdowns.iter().filter_map(|breakdown| {
        // First and final review never stand in one table: the last identity that has something to show.
        let identities = vocabulary.identities.iter().rev();
        let mut tables = identities
            .filter(|identity| identity.whole == whole)
            .filter_map(|identity| {
                cross_table(report, vocabulary, &whole, &identity.parts, &breakdown.id)
            });
        Some(matrix(page, report, breakdown, &tables.next()?))
    });
    blocks.collect()
}

/// The anchor of a matrix.
pub fn id(breakdown: &BreakdownId) -> String {
    format!("f-{breakdown}-outcome")
}

fn matrix(
    page: &Page<'_>,
    report: &Report,
    breakdown: &Breakdown,
    table: &CrossTable<'_>,
) -> FigureBlock {
    let vocabulary = page.record().vocabulary();
    let period = page.language.period(report.period);
    let name = page.language.breakdown(breakdown);
    let words = [("breakdown", name.as_str()), ("period", period.as_str())];
    let title = page.tell("cross-title", &words);
    let id = id(&breakdown.id);
    let label = |measure: &MeasureId| page.label(&FigureKey::total(measure.clone()));
    let mut columns = vec![
        Column {
            label: capitalised(&name),
            ..Column::default()
        },
        Column {
            label: capitalised(&page.say("cross-column-all")),
            numeric: true,
            ..Column::default()
        },
    ];
    columns.extend(table.columns.iter().map(|measure| Column {
        label: capitalised(&label(measure)),
        numeric: true,
        ..Column::default()
    }));
    let rows = table.rows.iter().map(|row| Row {
        label: capitalised(&page.label(&row.whole.key)),
        cells: std::iter::once(page.count_cell(report, &row.whole))
            .chain(
                row.cells
                    .iter()
                    .map(|one| text(page.rate_with_interval(one))),
            )
            .collect(),
        ..Row::default()
    });
    let shown: Vec<&Observation<'_>> = table
        .rows
        .iter()
        .flat_map(|row| std::iter::once(&row.whole).chain(row.cells.iter().map(|one| &one.part)))
        .collect();
    let block = FigureBlock {
        headline: headline(page, table).unwrap_or_else(|| title.clone()),
        subtitle: page.tell("cross-subtitle", &words),
        source: page.source_line(report, &shown, true),
        table: TableView {
            caption: title.clone(),
            columns,
            groups: vec![RowGroup {
                label: String::new(),
                rows: rows.collect(),
            }],
            scroll: true,
        },
        downloads: page.report_files(report),
        margin: vec![MarginNote {
            title: page.say("cross-margin-title"),
            text: page.say("cross-margin"),
            ..MarginNote::default()
        }],
        id: id.clone(),
        ..FigureBlock::default()
    };
    let Some(rows) = table
        .rows
        .iter()
        .map(|row| drawn(page, row))
        .collect::<Option<Vec<_>>>()
        .filter(|rows| rows.len() <= MOST_CATEGORIES)
    else {
        return block;
    };
    let spoken = table.rows.iter().map(|row| {
        let cells = row.cells.iter().zip(&table.columns).map(|(one, measure)| {
            let value = page.rate_in_words(one);
            page.tell(
                "describe-value",
                &[("label", &label(measure)), ("value", &value)],
            )
        });
        let cells: Vec<String> = cells.collect();
        format!("{}: {}", page.label(&row.whole.key), cells.join(", "))
    });
    let values = spoken.collect::<Vec<_>>().join("; ");
    let spec = ChartSpec {
        id,
        description: page.tell("describe-matrix", &[("title", &title), ("values", &values)]),
        marks: Marks::Matrix(Matrix {
            columns: table
                .columns
                .iter()
                .map(|measure| MatrixColumn {
                    label: label(measure),
                    tone: tone(vocabulary.measure(measure).and_then(|one| one.colour)),
                })
                .collect(),
            rows,
        }),
    };
    page.with_chart(block, spec)
}

/// `None` where the row has no one length.
fn drawn(page: &Page<'_>, row: &CrossRow<'_>) -> Option<MatrixRow> {
    let whole = row.whole.count()?;
    let cells = row.cells.iter().map(|one| {
        let percent = one.rate.and_then(|rate| page.percent(rate, whole));
        MatrixCell {
            level: level(one.part.value),
            value: page.value(&one.part),
            remark: percent.map_or_else(String::new, |percent| format!(" ({percent})")),
        }
    });
    Some(MatrixRow {
        label: capitalised(&page.label(&row.whole.key)),
        remark: page.cases(&row.whole),
        whole: whole.exact()?,
        cells: cells.collect(),
    })
}

/// "Finally rejected: fax 8 of 8, PGP e-mail 3 of 91": the category with the greatest share and the one with the
/// least, of the part in question. A count of all cases, and no claim about a cause. `None` where ranges or ties leave
/// open which they are.
fn headline(page: &Page<'_>, table: &CrossTable<'_>) -> Option<String> {
    let part = part_in_question(page)?;
    let column = table.columns.iter().position(|measure| *measure == part)?;
    let mut shares = Vec::new();
    for row in &table.rows {
        let (part, whole) = row.cells.get(column)?.counts()?;
        shares.push((Ratio::new(part.exact()?, whole.exact()?)?, part, whole, row));
    }
    shares.sort_by_key(|one| one.0);
    let (least, most) = (shares.first()?, shares.last()?);
    let alone = |at: usize| {
        let share = &shares.get(at)?.0;
        let same = shares.iter().filter(|one| one.0.cmp(share).is_eq());
        (same.count() == 1).then_some(())
    };
    alone(0)?;
    alone(shares.len() - 1)?;
    let of = |part: Interval, whole: Interval| {
        let (part, whole) = (page.language.interval(part), page.language.interval(whole));
        page.language.count_of(&part, &whole)
    };
    Some(page.tell(
        "cross-finding",
        &[
            ("label", &capitalised(&page.label(&FigureKey::total(part)))),
            ("most", &page.label(&most.3.whole.key)),
            ("most-value", &of(most.1, most.2)),
            ("least", &page.label(&least.3.whole.key)),
            ("least-value", &of(least.1, least.2)),
        ],
    ))
}

/// The change of the rate in question, divided by each breakdown that both reports cross it with.
pub fn mix(pair: &Pair<'_>) -> Vec<FigureBlock> {
    let page = pair.page;
    let vocabulary = page.record().vocabulary();
    let part = part_in_question(page);
    let mut rates = vocabulary.rates.iter();
    let Some(rate) = rates.find(|rate| Some(&rate.part) == part.as_ref()) else {
        return Vec::new();
    };
    let Ok(change) = pair.rate_change(&Proportion::of_rate(rate)) else {
        return Vec::new();
    };
    let blocks = vocabulary.breakdowns.iter().filter_map(|breakdown| {
        let strata = strata([pair.from, pair.to], vocabulary, rate, &breakdown.id).ok()?;
        let why = MixAndWithin::of(&strata)?;
        let crosses = strata.len() > 1;
        crosses.then(|| mixed(pair, rate, breakdown, &change, &strata, &why))?
    });
    blocks.collect()
}

/// `None` where the bases are too small for percentages.
fn mixed(
    pair: &Pair<'_>,
    rate: &RateDefinition,
    breakdown: &Breakdown,
    change: &RateChange<'_>,
    strata: &[Stratum],
    why: &MixAndWithin,
) -> Option<FigureBlock> {
    let page = pair.page;
    let decimals = page.points_decimals(change)?;
    let (by_mix, within, total) = why.printed(decimals);
    let points = |scaled: i64| page.language.points_short(scaled, decimals);
    let name = page.language.breakdown(breakdown);
    let label = page.language.rate(rate);
    let ruled = !change.breaks().is_empty();
    let within_label = page.say(if ruled {
        "compare-mix-within-ruled"
    } else {
        "compare-mix-within"
    });
    let mix_label = page.tell("compare-mix-mix", &[("breakdown", &name)]);
    let parts = [
        (mix_label, by_mix, Tone::Mute, false),
        (within_label, within, Tone::C2, false),
        (page.say("compare-why-total"), total, Tone::C1, true),
    ];
    let row = |label: String, cells: [String; 3], total: bool| Row {
        label: capitalised(&label),
        total,
        cells: cells.into_iter().map(text).collect(),
        ..Row::default()
    };
    let counts = |(part, whole): (u64, u64)| {
        let (part, whole) = (Interval::exactly(part), Interval::exactly(whole));
        let rate = crate::analysis::rate::rate(part, whole);
        page.part_of(part, whole, rate)
    };
    let categories = strata.iter().map(|one| {
        let key = FigureKey::cell(
            rate.whole.clone(),
            breakdown.id.clone(),
            one.category.clone(),
        );
        let cells = [counts(one.before), counts(one.after), String::new()];
        row(page.label(&key), cells, false)
    });
    let sums = parts.iter().map(|(label, scaled, _, total)| {
        let cells = [String::new(), String::new(), points(*scaled)];
        row(label.clone(), cells, *total)
    });
    let title = page.tell(
        "compare-mix-title",
        &[("rate", &capitalised(&label)), ("breakdown", &name)],
    );
    let finding = page.tell(
        "compare-mix-finding",
        &[
            ("total", &page.language.points(total, decimals)),
            ("mix", &page.language.decimal_difference(by_mix, decimals)),
            (
                "within",
                &page.language.decimal_difference(within, decimals),
            ),
        ],
    );
    let (mix_halved, within_halved, _) = why.symmetric(decimals);
    let halved = [
        ("volume", points(mix_halved)),
        ("rate", points(within_halved)),
    ];
    let halved: Vec<(&str, &str)> = halved
        .iter()
        .map(|(key, text)| (*key, text.as_str()))
        .collect();
    let mut margin = vec![MarginNote {
        title: page.say("compare-why-how"),
        text: [
            page.say("compare-mix-formula"),
            page.tell("compare-why-symmetric", &halved),
        ]
        .join(" "),
        link: page.method(crate::pages::text::WHY),
        ..MarginNote::default()
    }];
    if ruled {
        margin.push(MarginNote {
            title: page.verdict(change.verdict(), change.breaks()),
            text: page.say("compare-why-ruled"),
            ..MarginNote::default()
        });
    }
    let bar = |(label, scaled, tone, _): &(String, i64, Tone, bool)| SignedBar {
        label: capitalised(label),
        amount: Amount::Exactly(*scaled),
        value: points(*scaled),
        tone: *tone,
    };
    let [mix_bar, within_bar, whole] = parts.each_ref().map(bar);
    let spoken = parts.iter().map(|(label, scaled, ..)| {
        let value = page.language.points(*scaled, decimals);
        page.tell("describe-value", &[("label", label), ("value", &value)])
    });
    let values = spoken.collect::<Vec<_>>().join("; ");
    let id = format!("f-why-{}", breakdown.id);
    let spec = ChartSpec {
        id: id.clone(),
        description: page.tell("describe-signed", &[("title", &title), ("values", &values)]),
        marks: Marks::Signed(Signed {
            parts: vec![mix_bar, within_bar],
            whole,
        }),
    };
    let column = |label: String, numeric: bool| Column {
        label,
        numeric,
        ..Column::default()
    };
    let group = |label: String, rows: Vec<Row>| RowGroup { label, rows };
    let keys = keys(rate, &breakdown.id, strata);
    let block = FigureBlock {
        id,
        headline: if ruled {
            page.tell("under-rule", &[("finding", &finding)])
        } else {
            finding
        },
        subtitle: pair.tell("compare-mix-sub", &[("rate", &label)]),
        sentence: format!("{}.", page.why_mix(change, breakdown, why)?),
        source: super::pair::source(pair, &keys),
        table: TableView {
            caption: title,
            columns: vec![
                column(page.say("column-part"), false),
                column(pair.names.0.clone(), true),
                column(pair.names.1.clone(), true),
                column(page.say("compare-column-change"), true),
            ],
            groups: vec![
                group(capitalised(&name), categories.collect()),
                group(page.say("compare-mix-parts"), sums.collect()),
            ],
            scroll: true,
        },
        downloads: pair.files(),
        margin,
        ..FigureBlock::default()
    };
    Some(page.with_chart(block, spec))
}

/// The cells of both measures.
fn keys(rate: &RateDefinition, breakdown: &BreakdownId, strata: &[Stratum]) -> Vec<FigureKey> {
    let measures = [&rate.part, &rate.whole].into_iter();
    let keys = measures.flat_map(|measure| {
        let categories = strata.iter().map(|one| one.category.clone());
        categories.map(|category| FigureKey::cell(measure.clone(), breakdown.clone(), category))
    });
    keys.collect()
}
