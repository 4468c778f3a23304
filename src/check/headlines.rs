//! What an author's title claims about a direction, against what the figures bear out (SPEC section 6).
//!
//! "Rose" and "fell" are said by klartext only beyond noise and never across a change of rules; a title that says so of
//! nothing that did would be the one sentence that everybody reads.

use crate::analysis::change::{Change, Proportion, RateChange, Verdict};
use crate::diagnostic::{Check, Diagnostic, Group, Severity, Span};
use crate::language::numerals::{Direction, Meaning, Numerals};
use crate::language::{Language, built_in};
use crate::model::figure::FigureKey;
use crate::model::report::Report;
use crate::model::vocabulary::Vocabulary;

use super::record::{OrganisationRecord, Record, ReportRecord};

pub static HEADLINE_WITHOUT_SUPPORT: Check = Check {
    id: "headline-without-support",
    group: Group::Prose,
    severity: Severity::Warning,
    acceptable: false,
    finds: "A title, headline, lede or summary that says something rose or fell, where no total and no rate of the report did beyond noise and under the same rules.",
    mend: "give both counts instead of a direction, or say \"more\" or \"fewer\", which are facts",
};

pub const CHECKS: &[&Check] = &[&HEADLINE_WITHOUT_SUPPORT];

pub fn run(record: &Record, diagnostics: &mut Vec<Diagnostic>) {
    for id in &record.settings().languages {
        let language = built_in(id).and_then(|text| Language::load(id, &[text]).ok());
        let Some(numerals) = language.map(|language| Numerals::of(&language)) else {
            continue;
        };
        for organisation in record.organisations() {
            for report in organisation.reports() {
                let Some(text) = report.narratives.get(id) else {
                    continue;
                };
                let front = &text.front;
                for (key, words) in [
                    ("title", &front.title),
                    ("summary", &front.summary),
                    ("headline", &front.headline),
                    ("lede", &front.lede),
                ] {
                    if let (Some(words), Some(at)) = (words, front.places.get(key)) {
                        let claims = numerals.read(words).into_iter();
                        let claim = claims.filter_map(|claim| match claim.meaning {
                            Meaning::Direction(direction) => Some((direction, claim.range)),
                            _ => None,
                        });
                        for (direction, range) in claim {
                            let word = words.get(range).unwrap_or_default();
                            diagnostics.extend(examine(
                                record.vocabulary(),
                                organisation,
                                report,
                                (direction, word, *at),
                            ));
                        }
                    }
                }
            }
        }
    }
}

fn examine(
    vocabulary: &Vocabulary,
    organisation: &OrganisationRecord,
    report: &ReportRecord,
    (direction, word, at): (Direction, &str, Span),
) -> Option<Diagnostic> {
    let complete = organisation.reports.iter().all(|one| one.complete);
    let previous = organisation.previous(report.report.period);
    let wanted = match direction {
        Direction::Rose => Verdict::Rose,
        Direction::Fell => Verdict::Fell,
    };
    let changes = previous.map_or_else(Vec::new, |previous| {
        changes(vocabulary, organisation, &previous.report, &report.report)
    });
    if !complete || changes.iter().any(|(_, verdict)| *verdict == wanted) {
        return None;
    }
    let told: Vec<String> = changes
        .iter()
        .take(4)
        .map(|(what, verdict)| {
            let verdict = match verdict {
                Verdict::Rose => "rose",
                Verdict::Fell => "fell",
                Verdict::NoClearChange => "no clear change",
                Verdict::RuleChanged => "the rules changed",
            };
            format!("{what}: {verdict}")
        })
        .collect();
    let message = format!(
        "`{word}` is borne out by no figure of {}",
        report.report.period
    );
    let diagnostic = Diagnostic::new(&HEADLINE_WITHOUT_SUPPORT, at, message)
        .label("a direction that no total and no rate took")
        .related(report.period_at, "the report's figures");
    Some(match previous {
        Some(_) if !told.is_empty() => diagnostic.expected(told.join("; ")),
        _ => diagnostic.expected("a report before it that it may be compared with"),
    })
}

/// Every total and rate that two reports have in common, in words, with what may be said of it.
fn changes(
    vocabulary: &Vocabulary,
    organisation: &OrganisationRecord,
    from: &Report,
    to: &Report,
) -> Vec<(String, Verdict)> {
    let breaks = &organisation.organisation.breaks;
    let mut all = Vec::new();
    for measure in &vocabulary.measures {
        let key = FigureKey::total(measure.id.clone());
        if let Ok(change) = Change::between((from, &key), (to, &key), breaks, vocabulary) {
            let (before, after) = change.counts();
            let words = format!("{key} {before} to {after}");
            all.push((words, change.verdict()));
        }
    }
    for rate in &vocabulary.rates {
        let share = Proportion::of_rate(rate);
        if let Ok(change) = RateChange::between((from, &share), (to, &share), breaks, vocabulary) {
            all.push((rate.id.to_string(), change.verdict()));
        }
    }
    all
}
