//! The parts of a breakdown in two periods, a square for each request.

use crate::analysis::change::Change;
use crate::charts::spec::{ChartSpec, Marks, UnitGroup, UnitPart, Units};
use crate::model::figure::FigureKey;
use crate::model::interval::Interval;
use crate::model::vocabulary::Breakdown;

use super::breakdown::colour_of;
use super::outcome::subject;
use super::pair::{count_row, describe, source, table};
use super::{is_one_sided, level, tone};
use crate::pages::compare::Pair;
use crate::pages::phrases::capitalised;
use crate::pages::view::{FigureBlock, MarginNote};

/// A square per request where both reports have the same two parts of the subject, and few enough of them.
pub fn blocks(pair: &Pair<'_>) -> Vec<FigureBlock> {
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
    let vocabulary = page.record().vocabulary();
    let group = |later: bool, name: &str, base: Option<Interval>| {
        let parts = changes.iter().map(|change| {
            let end = if later { change.to() } else { change.from() };
            let cell = end.key.cell.as_ref();
            let colour = cell.and_then(|cell| {
                colour_of(page, &end.key.measure, &cell.breakdown, &cell.category)
            });
            UnitPart {
                label: capitalised(&page.label(&end.key)),
                level: level(end.value),
                value: page.value(end),
                remark: end
                    .share
                    .as_ref()
                    .map(|share| page.of_whole(share))
                    .unwrap_or_default(),
                tone: tone(colour),
            }
        });
        UnitGroup {
            title: page.tell(
                "compare-parts-period",
                &[("period", name), ("n", &page.base(base))],
            ),
            parts: parts.collect(),
        }
    };
    let whole = changes
        .first()
        .map(|change| pair.ends(&change.to().key.to_total()));
    let (from, to) = whole.map_or((None, None), |(from, to)| (from.count(), to.count()));
    let groups = vec![
        group(false, &pair.names.0, from),
        group(true, &pair.names.1, to),
    ];
    let name = page.language.breakdown(breakdown);
    // What the site is about is said of the part that it has chosen for its key figures.
    let chosen = changes
        .iter()
        .find(|change| vocabulary.key_figures.contains(&change.to().key));
    let finding = chosen
        .or(changes.first())
        .map(|change| page.figure_finding(change));
    let title = pair.tell("compare-parts-title", &[("breakdown", &capitalised(&name))]);
    let keys: Vec<FigureKey> = changes
        .iter()
        .map(|change| change.to().key.clone())
        .collect();
    let rows = keys.iter().filter_map(|key| count_row(pair, key)).collect();
    let block = FigureBlock {
        id: format!("f-{}", breakdown.id),
        headline: finding.unwrap_or_else(|| title.clone()),
        subtitle: page.tell("compare-parts-sub", &[("breakdown", &capitalised(&name))]),
        source: source(pair, &keys),
        table: table(pair, title.clone(), rows),
        downloads: pair.files(),
        margin: vec![MarginNote {
            title: page.say("margin-how-to-read"),
            text: page.say("compare-parts-how"),
            ..MarginNote::default()
        }],
        ..FigureBlock::default()
    };
    let spec = ChartSpec {
        id: block.id.clone(),
        description: page.tell(
            "describe-units",
            &[("title", &title), ("values", &describe(pair, changes))],
        ),
        marks: Marks::Units(Units { groups }),
    };
    page.with_chart(block, spec)
}
