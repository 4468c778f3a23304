//! What the references of narratives and pages mean: names and periods against the record.
//!
//! The same function serves the check and, later, the weaving, so that nothing can be woven that was not
//! checked.

use crate::analysis::observation::observe;
use crate::analysis::rate::{Rate, rate};
use crate::diagnostic::{Check, Diagnostic, Group, Severity, Span, Spanned};
use crate::model::figure::{FigureKey, Subject};
use crate::model::interval::Interval;
use crate::model::period::Period;
use crate::model::report::Report;
use crate::model::vocabulary::Vocabulary;
use crate::narrative::reference::Reference;
use crate::source::Text;
use crate::source::fields::unknown;
use crate::source::names;

use super::record::{OrganisationRecord, Record};

pub static REFERENCE_TO_GAP: Check = Check {
    id: "reference-to-gap",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A reference to a figure that has no count: a gap, a value shown only as stated, or nothing at all.",
    mend: "write the sentence without the figure, or state the figure in the dataset",
};

pub static UNKNOWN_REFERENCE_PERIOD: Check = Check {
    id: "unknown-report",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A reference to a period without a report.",
    mend: "name a period that has a report; without the argument, the report's own is meant",
};

pub static UNKNOWN_RATE: Check = Check {
    id: "unknown-rate",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A rate that the vocabulary does not have.",
    mend: "correct the spelling, or declare the rate in content/vocabulary.yaml",
};

pub const CHECKS: &[&Check] = &[&REFERENCE_TO_GAP, &UNKNOWN_REFERENCE_PERIOD, &UNKNOWN_RATE];

/// What a reference stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Target<'r> {
    Number(Interval),
    Rate {
        part: Interval,
        whole: Interval,
        rate: Rate,
    },
    Chart {
        report: &'r Report,
        subject: Subject,
    },
    Table {
        report: &'r Report,
        subject: Subject,
    },
}

/// Reports what references mean nothing.
pub fn run(record: &Record, diagnostics: &mut Vec<Diagnostic>) {
    for organisation in record.organisations() {
        for report in organisation.reports() {
            for text in report.narratives.values() {
                examine(
                    record,
                    organisation,
                    Some(report.report.period),
                    text,
                    diagnostics,
                );
            }
        }
    }
    if let Some(publisher) = record.organisations().first() {
        for text in record.pages().iter().flat_map(|page| page.texts.values()) {
            examine(record, publisher, None, text, diagnostics);
        }
    }
}

fn examine(
    record: &Record,
    organisation: &OrganisationRecord,
    period: Option<Period>,
    text: &Text,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // What could not be read is no gap, and is said already.
    let complete = organisation.reports.iter().all(|report| report.complete);
    for reference in text.document.references() {
        if let Err(diagnostic) = target(reference, record.vocabulary(), organisation, period)
            && (complete || diagnostic.check.id != REFERENCE_TO_GAP.id)
        {
            diagnostics.push(*diagnostic);
        }
    }
}

/// The target of a reference on a page about `period`; a page about none has to name one.
pub fn target<'r>(
    reference: &Spanned<Reference>,
    vocabulary: &Vocabulary,
    organisation: &'r OrganisationRecord,
    period: Option<Period>,
) -> Result<Target<'r>, Box<Diagnostic>> {
    let at = reference.at;
    match &reference.value {
        Reference::Number {
            figure,
            period: named,
        } => {
            let key = names::figure(figure, vocabulary)?;
            let report = find_report(organisation, named.as_ref(), period, at)?;
            match observe(report, vocabulary, &key).count() {
                Some(count) => Ok(Target::Number(count)),
                None => Err(Box::new(no_count(&key, report, figure.at))),
            }
        }
        Reference::Rate {
            rate: name,
            period: named,
        } => {
            let definition = vocabulary
                .rates
                .iter()
                .find(|rate| rate.id.as_str() == name.value)
                .ok_or_else(|| {
                    let known = vocabulary.rates.iter().map(|rate| rate.id.as_str());
                    Box::new(unknown(
                        &UNKNOWN_RATE,
                        name,
                        &format!("there is no rate `{}`", name.value),
                        known,
                    ))
                })?;
            let report = find_report(organisation, named.as_ref(), period, at)?;
            let count = |measure: &crate::model::identifier::MeasureId| {
                let key = FigureKey::total(measure.clone());
                observe(report, vocabulary, &key).count().ok_or_else(|| {
                    let needed = format!("needs `{key}`");
                    Box::new(no_count(&key, report, name.at).label(needed))
                })
            };
            let (part, whole) = (count(&definition.part)?, count(&definition.whole)?);
            match rate(part, whole) {
                Some(rate) => Ok(Target::Rate { part, whole, rate }),
                None => Err(Box::new(
                    Diagnostic::new(
                        &REFERENCE_TO_GAP,
                        name.at,
                        format!("{part} of {whole} is no rate"),
                    )
                    .label(format!("undefined in {}", report.period)),
                )),
            }
        }
        Reference::Chart { name } => {
            let subject = names::subject(name, vocabulary)?;
            let report = own_report(organisation, period, at)?;
            shown(&subject, report, name.at)?;
            Ok(Target::Chart { report, subject })
        }
        Reference::Table { subject: name } => {
            let subject = names::subject(name, vocabulary)?;
            let report = own_report(organisation, period, at)?;
            shown(&subject, report, name.at)?;
            Ok(Target::Table { report, subject })
        }
    }
}

/// A chart or table has to have something in it.
fn shown(subject: &Subject, report: &Report, at: Span) -> Result<(), Box<Diagnostic>> {
    let any = report.figures.values().any(|figure| match subject {
        Subject::Figure(key) => figure.key == *key,
        Subject::Breakdown(measure, breakdown) => {
            figure.key.measure == *measure
                && figure
                    .key
                    .cell
                    .as_ref()
                    .is_some_and(|cell| cell.breakdown == *breakdown)
        }
    });
    match (any, subject) {
        (true, Subject::Figure(FigureKey { cell: Some(_), .. })) => Err(Box::new(
            Diagnostic::new(&REFERENCE_TO_GAP, at, "a single category has no chart or table of its own")
                .label("one category")
                .mend("name the whole breakdown, such as received.channel, or a measure, such as received"),
        )),
        (true, _) => Ok(()),
        (false, _) => Err(Box::new(
            Diagnostic::new(&REFERENCE_TO_GAP, at, format!("the report {} says nothing of {subject}", report.period)).label("nothing to show")
                .mend("delete the chart or table, or state the figures in the dataset"),
        )),
    }
}

fn no_count(key: &FigureKey, report: &Report, at: Span) -> Diagnostic {
    let message = match report.figure(key) {
        Some(_) => format!("`{key}` has no count in {}", report.period),
        None => format!("the report {} does not speak of `{key}`", report.period),
    };
    let diagnostic = Diagnostic::new(&REFERENCE_TO_GAP, at, message).label("no count");
    match report.figure(key) {
        Some(figure) => diagnostic.related(figure.at, "stated here"),
        None => diagnostic,
    }
}

/// Charts and tables show the report that they stand in.
fn own_report(
    organisation: &OrganisationRecord,
    own: Option<Period>,
    at: Span,
) -> Result<&Report, Box<Diagnostic>> {
    if own.is_none() {
        return Err(Box::new(
            Diagnostic::new(&UNKNOWN_REFERENCE_PERIOD, at, "this page is about no period")
                .label("of which period?")
                .mend("move the chart or table into the narrative of a report; a page can only name numbers and rates"),
        ));
    }
    find_report(organisation, None, own, at)
}

fn find_report<'r>(
    organisation: &'r OrganisationRecord,
    named: Option<&Spanned<String>>,
    own: Option<Period>,
    at: Span,
) -> Result<&'r Report, Box<Diagnostic>> {
    let known: Vec<String> = organisation
        .reports()
        .iter()
        .map(|record| record.report.period.to_string())
        .collect();
    let (wanted, at) = match (named, own) {
        (Some(name), _) => (Period::parse(&name.value), name.at),
        (None, Some(period)) => (Some(period), at),
        (None, None) => {
            return Err(Box::new(
                Diagnostic::new(
                    &UNKNOWN_REFERENCE_PERIOD,
                    at,
                    "this page is about no period",
                )
                .label("of which period?")
                .mend(format!(
                    "add the period, as in period=\"{}\"",
                    known.first().map_or("2023", String::as_str)
                )),
            ));
        }
    };
    let report = wanted
        .and_then(|period| organisation.report(period))
        .map(|record| &record.report);
    report.ok_or_else(|| {
        let name = named.map_or_else(
            || wanted.map(|period| period.to_string()).unwrap_or_default(),
            |name| name.value.clone(),
        );
        // The nearest period is no guess at what was meant: 2022 is no slip of the pen for 2023.
        Box::new(
            Diagnostic::new(
                &UNKNOWN_REFERENCE_PERIOD,
                at,
                format!("there is no report for `{name}`"),
            )
            .label("unknown")
            .expected(format!("one of {}", known.join(", "))),
        )
    })
}
