//! What became of the requests of one period: the parts of the total as bars, all outcomes as a table.

use crate::analysis::ends;
use crate::analysis::observation::{Observation, observe};
use crate::analysis::table::measure_table;
use crate::charts::spec::{Bar, ChartSpec, Marks};
use crate::check::record::ReportRecord;
use crate::model::figure::FigureKey;
use crate::model::identifier::MeasureId;
use crate::model::interval::Interval;
use crate::model::report::Report;
use crate::model::vocabulary::{RateDefinition, Vocabulary};

use super::{level, tone};
use crate::pages::Page;
use crate::pages::phrases::capitalised;
use crate::pages::view::{FigureBlock, Link, MarginNote};

pub const ID: &str = "f-outcome";

/// The measure that the site is about: the first key figure's.
pub fn subject(vocabulary: &Vocabulary) -> Option<MeasureId> {
    let first = vocabulary
        .key_figures
        .first()
        .map(|key| key.measure.clone());
    first.or_else(|| {
        vocabulary
            .measures
            .first()
            .map(|measure| measure.id.clone())
    })
}

/// The measure in question: the first key figure that is a part of the subject's total and that some report of the
/// organisation counts. The same for all of its reports, so that no series changes what it is about.
pub fn part_in_question(page: &Page<'_>) -> Option<MeasureId> {
    let vocabulary = page.record().vocabulary();
    let whole = subject(vocabulary)?;
    let is_counted = |measure: &MeasureId| {
        let key = FigureKey::total(measure.clone());
        let reports = page.organisation.reports().iter();
        reports
            .map(ReportRecord::report)
            .any(|report| observe(report, vocabulary, &key).count().is_some())
    };
    let parts = vocabulary
        .key_figures
        .iter()
        .filter(|key| key.cell.is_none());
    parts
        .map(|key| &key.measure)
        .find(|measure| vocabulary.base_of(measure) == Some(&whole) && is_counted(measure))
        .cloned()
}

/// The rate of the part in question.
pub fn rate_in_question<'p>(page: &Page<'p>) -> Option<&'p RateDefinition> {
    let part = part_in_question(page);
    let mut rates = page.record().vocabulary().rates.iter();
    rates.find(|rate| Some(&rate.part) == part.as_ref())
}

/// `None` where the report says nothing but the total.
pub fn block(page: &Page<'_>, report: &Report) -> Option<FigureBlock> {
    let vocabulary = page.record().vocabulary();
    let whole = subject(vocabulary)?;
    let total = observe(report, vocabulary, &FigureKey::total(whole.clone()));
    let outcomes: Vec<Observation<'_>> = outcomes(report, vocabulary, &whole)
        .into_iter()
        .map(|one| ends::of_whole(one, &total))
        .collect();
    if outcomes.is_empty() {
        return None;
    }
    let period = page.language.period(report.period);
    let title = page.tell("title-outcome", &[("period", &period)]);
    let base = total.count();
    let subtitle = match base {
        Some(base) => {
            let small =
                crate::pages::phrases::decimals(base, page.record().settings().percent_decimals)
                    .is_none();
            let message = if small {
                "subtitle-outcome-small"
            } else {
                "subtitle-outcome"
            };
            page.tell(
                message,
                &[("period", &period), ("n", &page.language.interval(base))],
            )
        }
        None => title.clone(),
    };
    let shares = outcomes.iter().any(|one| {
        one.share
            .as_ref()
            .is_some_and(|share| page.share(share).is_some())
    });
    let mut rows: Vec<Observation<'_>> = outcomes.clone();
    rows.insert(0, total.clone());
    let sources: Vec<_> = rows.iter().collect();
    let block = FigureBlock {
        id: ID.to_owned(),
        headline: headline(page, report, &total).unwrap_or_else(|| title.clone()),
        subtitle,
        source: page.source_line(report, &sources, shares),
        table: page.outcome_table(
            report,
            &rows,
            page.tell("table-outcome", &[("period", &period)]),
        ),
        downloads: page.report_files(report),
        margin: margin(page, report),
        ..FigureBlock::default()
    };
    let parts = ends::ends(report, vocabulary, &whole);
    Some(if parts.is_empty() {
        FigureBlock {
            sentence: values(page, &outcomes),
            ..block
        }
    } else {
        let bars = parts.iter().map(|part| bar(page, part)).collect();
        let marks = super::parts(bars);
        let description = page.tell(
            super::description_of_parts(&marks),
            &[("title", &title), ("values", &values(page, &parts))],
        );
        let mut block = block;
        if matches!(marks, Marks::Units(_)) {
            block.margin.insert(
                0,
                MarginNote {
                    title: page.say("margin-how-to-read"),
                    text: page.say("units-how"),
                    ..MarginNote::default()
                },
            );
        }
        page.with_chart(
            block,
            ChartSpec {
                id: ID.to_owned(),
                description,
                marks,
            },
        )
    })
}

/// Every stated measure that is, directly or not, a part of the whole; in the order of the vocabulary.
fn outcomes<'r>(
    report: &'r Report,
    vocabulary: &Vocabulary,
    whole: &MeasureId,
) -> Vec<Observation<'r>> {
    let is_part = |measure: &MeasureId| {
        let above = |id: &MeasureId| {
            vocabulary
                .measure(id)
                .and_then(|measure| measure.part_of.clone())
        };
        std::iter::successors(above(measure), above)
            .take(vocabulary.measures.len())
            .any(|id| id == *whole)
    };
    let measures: Vec<MeasureId> = vocabulary
        .measures
        .iter()
        .map(|measure| measure.id.clone())
        .filter(is_part)
        .collect();
    let table = measure_table(report, vocabulary, &measures);
    table
        .into_iter()
        .filter(|one| one.value.is_some())
        .collect()
}

/// The measures that together are the whole in each of several reports: what the requests came to in the end.
pub fn ends(reports: &[&Report], vocabulary: &Vocabulary, whole: &MeasureId) -> Vec<MeasureId> {
    let mut identities = vocabulary
        .identities
        .iter()
        .rev()
        .filter(|identity| identity.whole == *whole);
    let known = identities.find(|identity| {
        reports.iter().all(|report| {
            let parts = measure_table(report, vocabulary, &identity.parts);
            parts.iter().all(|part| part.count().is_some())
        })
    });
    known
        .map(|identity| identity.parts.clone())
        .unwrap_or_default()
}

/// "45 von 133 Anfragen endgültig abgelehnt".
fn headline(page: &Page<'_>, report: &Report, total: &Observation<'_>) -> Option<String> {
    let vocabulary = page.record().vocabulary();
    let part = observe(
        report,
        vocabulary,
        &FigureKey::total(part_in_question(page)?),
    );
    let (count, whole) = (part.count()?, total.count()?);
    let label = page.label(&part.key);
    let requests = page.cases(total);
    Some(match (count.exact(), whole.exact()) {
        (Some(0), Some(1..)) => page.tell(
            "finding-part-none",
            &[("requests", &requests), ("label", &label)],
        ),
        (Some(part), Some(whole)) if part == whole && whole > 1 => page.tell(
            "finding-part-all",
            &[("requests", &requests), ("label", &label)],
        ),
        (Some(share), Some(whole))
            if let Some((fraction, exactly)) = fraction(page, share, whole) =>
        {
            let said = page.tell(
                "finding-part-fraction",
                &[
                    ("fraction", &page.say(fraction)),
                    ("how", if exactly { "exactly" } else { "about" }),
                    ("part", &page.value(&part)),
                    ("requests", &requests),
                    ("label", &label),
                ],
            );
            capitalised(&said)
        }
        _ => page.tell(
            "finding-part-of",
            &[
                ("part", &page.value(&part)),
                ("requests", &requests),
                ("label", &label),
            ],
        ),
    })
}

/// The fraction that people say of a share within a percentage point of it, and whether it is exactly that. None of a
/// whole that is too small for percentages.
fn fraction(page: &Page<'_>, part: u64, whole: u64) -> Option<(&'static str, bool)> {
    const SAID: [(u128, u128, &str); 7] = [
        (1, 2, "fraction-half"),
        (1, 3, "fraction-third"),
        (2, 3, "fraction-two-thirds"),
        (1, 4, "fraction-quarter"),
        (3, 4, "fraction-three-quarters"),
        (1, 5, "fraction-fifth"),
        (1, 10, "fraction-tenth"),
    ];
    let decimals = page.record().settings().percent_decimals;
    crate::pages::phrases::decimals(Interval::exactly(whole), decimals)?;
    let (part, whole) = (u128::from(part), u128::from(whole));
    SAID.iter().find_map(|(above, below, message)| {
        // |part/whole − above/below| ≤ 1/100, in whole numbers.
        let apart = (part * below).abs_diff(above * whole);
        (apart * 100 <= below * whole).then_some((*message, apart == 0))
    })
}

fn bar(page: &Page<'_>, part: &Observation<'_>) -> Bar {
    let vocabulary = page.record().vocabulary();
    Bar {
        label: capitalised(&page.label(&part.key)),
        level: level(part.value),
        value: page.value(part),
        remark: part
            .share
            .as_ref()
            .map(|share| format!(" {}", page.of_whole(share)))
            .unwrap_or_default(),
        tone: tone(
            vocabulary
                .measure(&part.key.measure)
                .and_then(|measure| measure.colour),
        ),
        indent: false,
    }
}

pub(super) fn values(page: &Page<'_>, parts: &[Observation<'_>]) -> String {
    let values: Vec<String> = parts
        .iter()
        .map(|part| {
            let value = match (part.count(), &part.share) {
                (Some(count), Some(share)) => page.part_of(count, share.base_count, share.rate),
                _ => page.value(part),
            };
            page.tell(
                "describe-value",
                &[("label", &page.label(&part.key)), ("value", &value)],
            )
        })
        .collect();
    values.join("; ")
}

/// What the part in question means. The notes about it stand beside its series, so that each margin stays about
/// as long as its figure.
fn margin(page: &Page<'_>, report: &Report) -> Vec<MarginNote> {
    let vocabulary = page.record().vocabulary();
    let mut margin = Vec::new();
    if let Some(measure) = part_in_question(page).and_then(|id| vocabulary.measure(&id))
        && let Some(text) = page.definition(measure, Some(report.period))
    {
        let anchor = Page::definition_anchor(measure, Some(report.period));
        margin.push(MarginNote {
            title: capitalised(&page.language.measure(measure)),
            text,
            link: Link {
                label: page.say("margin-definition-link"),
                href: page.glossary(&anchor),
                ..Link::default()
            },
            ..MarginNote::default()
        });
    }
    margin
}
