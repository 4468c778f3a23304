//! Why it moved: what a change of a count owes to the number of requests, and what to the rate (SPEC section 6).

use crate::analysis::decomposition::WhyItMoved;
use crate::charts::spec::{Amount, ChartSpec, Marks, Signed, SignedBar, Tone};
use crate::model::figure::FigureKey;

use super::outcome::{part_in_question, subject};
use super::pair::source;
use super::tone;
use crate::pages::compare::{Pair, text};
use crate::pages::phrases::capitalised;
use crate::pages::view::{Column, FigureBlock, MarginNote, Row, RowGroup, TableView};

/// The change of the part in question, in a part that follows the volume and one that follows the rate.
pub fn block(pair: &Pair<'_>) -> Option<FigureBlock> {
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
