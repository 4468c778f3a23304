//! `Site` to [`Record`]: resolves what was stated, runs every rule, applies acceptances.
//!
//! In: a parsed `Site`. Out: a [`Record`], which only this room can make and which has no error left in it.
//!
//! **Must not enter:** anything about pages, and repairs: what is wrong is reported, never mended silently.

use crate::diagnostic::{Check, Checked, Diagnostic, Severity, count};
use crate::model::report::{Report, State};
use crate::model::settings::Settings;
use crate::model::vocabulary::Vocabulary;
use crate::narrative;
use crate::source::{self, OrganisationSource, Site};

use self::record::{OrganisationRecord, Record, ReportRecord};
use self::rules::{Examined, RULES};

pub mod acceptance;
pub mod breaks;
pub mod definitions;
pub mod headlines;
pub mod nesting;
pub mod numbers;
pub mod parity;
pub mod record;
pub mod references;
pub mod resolve;
pub mod rules;
pub mod titles;

/// What a build is asked to be strict about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Build drafts as well.
    pub drafts: bool,
}

/// Every check below this room and in it, for the manual and `--explain`. Rooms further down have their own.
pub fn catalogue() -> impl Iterator<Item = &'static Check> {
    let rules = RULES.iter().map(|rule| rule.check);
    let own = [
        &acceptance::UNKNOWN,
        &acceptance::STALE,
        &breaks::WITHOUT_FIGURE,
        &definitions::WITHOUT_VERSION,
    ];
    source::checks::CHECKS
        .iter()
        .copied()
        .chain(rules)
        .chain(own)
        .chain(references::CHECKS.iter().copied())
        .chain(parity::CHECKS.iter().copied())
        .chain(titles::CHECKS.iter().copied())
        .chain(numbers::CHECKS.iter().copied())
        .chain(headlines::CHECKS.iter().copied())
        .chain(narrative::CHECKS.iter().copied())
}

/// A record, if there is no error; all diagnostics in any case.
pub fn check(site: Site, options: Options) -> Checked<Record> {
    let mut diagnostics = Vec::new();
    let Site {
        settings,
        vocabulary,
        organisations,
        pages,
    } = site;
    let organisations: Vec<OrganisationRecord> = organisations
        .into_iter()
        .map(|source| organisation(source, &vocabulary, &settings, options, &mut diagnostics))
        .collect();
    definitions::run(&organisations, &vocabulary, &mut diagnostics);
    let record = Record {
        settings,
        vocabulary,
        organisations,
        pages,
    };
    references::run(&record, &mut diagnostics);
    parity::run(&record, &mut diagnostics);
    titles::run(&record, &mut diagnostics);
    numbers::run(&record, &mut diagnostics);
    headlines::run(&record, &mut diagnostics);
    let value = (count(&diagnostics, Severity::Error) == 0).then_some(record);
    Checked { value, diagnostics }
}

fn organisation(
    source: OrganisationSource,
    vocabulary: &Vocabulary,
    settings: &Settings,
    options: Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> OrganisationRecord {
    let OrganisationSource {
        organisation,
        reports,
    } = source;
    let resolved: Vec<Report> = reports
        .iter()
        .map(|source| resolve::report(&organisation.id, &source.dataset, vocabulary))
        .collect();
    let told = resolved.iter().zip(&reports);
    let told: Vec<_> = told
        .map(|(report, source)| (report, source.dataset.breakdown_gaps.as_slice()))
        .collect();
    if reports.iter().all(|source| source.dataset.complete) {
        breaks::run(&organisation, &told, vocabulary, diagnostics);
    }
    for (report, source) in resolved.iter().zip(&reports) {
        let examined = Examined {
            dataset: &source.dataset,
            report,
            vocabulary,
            settings,
            siblings: &resolved,
        };
        examine(&examined, diagnostics);
    }
    let reports = resolved.into_iter().zip(reports);
    let reports = reports
        // A draft is checked like any other report, but only built when asked for.
        .filter(|(report, _)| report.state == State::Final || options.drafts)
        .map(|(report, source)| ReportRecord {
            report,
            period_at: source.dataset.period.at,
            narratives: source.narratives,
            attachments: source.attachments,
            breakdown_gaps: source.dataset.breakdown_gaps,
            complete: source.dataset.complete,
        })
        .collect();
    OrganisationRecord {
        organisation,
        reports,
    }
}

/// The advice to accept something names the words that do so.
fn how_to_accept(diagnostic: &Diagnostic) -> String {
    const ADVICE: &str = "accept it with a note";
    let words = format!(
        "{ADVICE} (accept: [{{check: {}, figure: {}, note: …}}])",
        diagnostic.check.id, diagnostic.subject
    );
    match diagnostic.subject.is_empty() {
        true => diagnostic.mend.clone(),
        false => diagnostic.mend.replace(ADVICE, &words),
    }
}

/// Runs every rule over one report, with the others of its organisation beside it, and takes out what is accepted.
fn examine(examined: &Examined<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    for rule in RULES {
        (rule.run)(examined, &mut found);
    }
    let acceptable: Vec<&'static Check> = RULES
        .iter()
        .map(|rule| rule.check)
        .filter(|check| check.acceptable)
        .collect();
    acceptance::apply(
        &examined.report.acceptances,
        &acceptable,
        examined.dataset.complete,
        &mut found,
    );
    for diagnostic in &mut found {
        diagnostic.mend = how_to_accept(diagnostic);
    }
    diagnostics.extend(found);
}
