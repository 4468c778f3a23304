//! `Site` to [`Record`]: resolves what was stated, runs every rule, applies acceptances.
//!
//! In: a parsed `Site`. Out: a [`Record`], which only this room can make and which has no error left in it.
//!
//! **Must not enter:** anything about pages, and repairs: what is wrong is reported, never mended silently.

use crate::diagnostic::{Check, Checked, Diagnostic, Severity, count};
use crate::model::report::State;
use crate::model::vocabulary::Vocabulary;
use crate::narrative;
use crate::source::{self, OrganisationSource, ReportSource, Site};

use self::record::{OrganisationRecord, Record, ReportRecord};
use self::rules::{Examined, RULES};

pub mod acceptance;
pub mod nesting;
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
    let own = [&acceptance::UNKNOWN, &acceptance::STALE];
    source::checks::CHECKS
        .iter()
        .copied()
        .chain(rules)
        .chain(own)
        .chain(references::CHECKS.iter().copied())
        .chain(parity::CHECKS.iter().copied())
        .chain(titles::CHECKS.iter().copied())
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
        .map(|source| organisation(source, &vocabulary, options, &mut diagnostics))
        .collect();
    let record = Record {
        settings,
        vocabulary,
        organisations,
        pages,
    };
    references::run(&record, &mut diagnostics);
    parity::run(&record, &mut diagnostics);
    titles::run(&record, &mut diagnostics);
    let value = (count(&diagnostics, Severity::Error) == 0).then_some(record);
    Checked { value, diagnostics }
}

fn organisation(
    source: OrganisationSource,
    vocabulary: &Vocabulary,
    options: Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> OrganisationRecord {
    let OrganisationSource {
        organisation,
        reports,
    } = source;
    let reports = reports.into_iter().filter_map(|source| {
        let record = report(&organisation.id, source, vocabulary, diagnostics);
        // A draft is checked like any other report, but only built when asked for.
        (record.report.state == State::Final || options.drafts).then_some(record)
    });
    let reports = reports.collect();
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

fn report(
    organisation: &crate::model::identifier::OrganisationId,
    source: ReportSource,
    vocabulary: &Vocabulary,
    diagnostics: &mut Vec<Diagnostic>,
) -> ReportRecord {
    let ReportSource {
        dataset,
        narratives,
        attachments,
    } = source;
    let report = resolve::report(organisation, &dataset, vocabulary);
    let mut found = Vec::new();
    let examined = Examined::new(&dataset, &report, vocabulary);
    for rule in RULES {
        (rule.run)(&examined, &mut found);
    }
    let acceptable: Vec<&'static Check> = RULES
        .iter()
        .map(|rule| rule.check)
        .filter(|check| check.acceptable)
        .collect();
    acceptance::apply(
        &report.acceptances,
        &acceptable,
        dataset.complete,
        &mut found,
    );
    for diagnostic in &mut found {
        diagnostic.mend = how_to_accept(diagnostic);
    }
    diagnostics.extend(found);
    ReportRecord {
        report,
        period_at: dataset.period.at,
        narratives,
        attachments,
        breakdown_gaps: dataset.breakdown_gaps,
        complete: dataset.complete,
    }
}
