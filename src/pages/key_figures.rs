//! Key figures: the numbers to be seen first, each with its denominator and with what it was before.

use crate::analysis::change::Change;
use crate::analysis::observation::{Observation, observe};
use crate::model::figure::FigureKey;
use crate::model::report::Report;

use super::Page;
use super::blocks::outcome;
use super::phrases::capitalised;
use super::view::KeyFigure;

/// Pages lead with this many figures.
const KEY_FIGURES: usize = 4;

/// The first key figures that the report knows.
pub fn leading<'r>(page: &Page<'r>, report: &'r Report) -> Vec<Observation<'r>> {
    let vocabulary = page.record().vocabulary();
    let known = vocabulary
        .key_figures
        .iter()
        .map(|key| observe(report, vocabulary, key))
        .filter(Observation::is_known);
    known.take(KEY_FIGURES).collect()
}

fn joins_categories(key: &FigureKey) -> bool {
    let cell = key.cell.as_ref();
    cell.is_some_and(|cell| cell.category.members().count() > 1)
}

/// "2024: 25 von 83"; where a rule changed in between, with that said first.
fn before(page: &Page<'_>, report: &Report, key: &FigureKey) -> String {
    let vocabulary = page.record().vocabulary();
    let breaks = &page.organisation.organisation().breaks;
    let Some(record) = page.organisation.previous(report.period) else {
        return String::new();
    };
    let earlier = record.report();
    let change = Change::between((earlier, key), (report, key), breaks, vocabulary);
    let Ok(change) = change else {
        return String::new();
    };
    let count = page.value(change.from());
    let value = match &change.from().share {
        Some(share) => page
            .language
            .count_of(&count, &page.language.interval(share.base_count)),
        None => count,
    };
    page.tell(
        match change.breaks() {
            [] => "key-before",
            _ => "key-before-ruled",
        },
        &[
            ("period", &page.language.period(earlier.period)),
            ("value", &value),
        ],
    )
}

/// The same for a page, and what one request is worth among them.
pub fn key_figures(page: &Page<'_>, report: &Report) -> (Vec<KeyFigure>, String) {
    let vocabulary = page.record().vocabulary();
    let shown = leading(page, report);
    let keys = shown
        .iter()
        .map(|one| KeyFigure {
            label: capitalised(&page.label(&one.key)),
            value: page.value(one),
            of: one
                .share
                .as_ref()
                .map(|share| {
                    page.tell(
                        "of-whole",
                        &[("whole", &page.language.interval(share.base_count))],
                    )
                })
                .unwrap_or_default(),
            remark: one
                .share
                .as_ref()
                .and_then(|share| page.share(share))
                .unwrap_or_default(),
            before: before(page, report, &one.key),
            // A key that joins categories says already what it is the sum of.
            status_note: match one.parts.is_empty() || !joins_categories(&one.key) {
                true => page.status_note(one),
                false => page.say("status-note-added"),
            },
            href: String::new(),
            quote: page.quote_link(report, &one.key),
        })
        .collect();
    let total = outcome::subject(vocabulary)
        .map(|measure| observe(report, vocabulary, &FigureKey::total(measure)));
    let shares = shown.iter().any(|one| {
        one.share
            .as_ref()
            .is_some_and(|share| page.share(share).is_some())
    });
    let resolution = total
        .filter(|_| shares)
        .map(|total| page.resolution(&total))
        .unwrap_or_default();
    (keys, resolution)
}
