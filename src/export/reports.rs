//! What a dataset says beside its figures: with this, the JSON of a report gives its dataset back.
//!
//! The rows hold what was counted. When a figure was restated, what was accepted, what a note about a whole breakdown
//! says, and what the sources are called stands only here.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::record::{OrganisationRecord, Record, ReportRecord};
use crate::model::localized::Localized;
use crate::model::report::{Report, Source, State};

use super::row::Row;

#[derive(Serialize)]
pub struct Entry<'r> {
    organisation: &'r str,
    period: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    draft: bool,
    sources: Vec<SourceEntry<'r>>,
    /// How a breakdown adds up, where the dataset says otherwise than the vocabulary.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    sums: BTreeMap<String, &'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Note<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    restatements: Vec<Restatement<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accepted: Vec<Accepted<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    median_hours: Vec<Median>,
}

/// In hours, as written.
#[derive(Serialize)]
struct Median {
    figure: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    effected: Option<String>,
}

#[derive(Serialize)]
struct SourceEntry<'r> {
    id: &'r str,
    title: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retrieved: Option<String>,
}

#[derive(Serialize)]
struct Note<'r> {
    figure: String,
    text: BTreeMap<&'r str, &'r str>,
}

#[derive(Serialize)]
struct Restatement<'r> {
    date: String,
    figure: String,
    reason: BTreeMap<&'r str, &'r str>,
}

#[derive(Serialize)]
struct Accepted<'r> {
    check: &'r str,
    figure: String,
    note: BTreeMap<&'r str, &'r str>,
}

/// The reports that have a row, in the order of the organisations and of time.
pub fn entries<'r>(record: &'r Record, rows: &[Row]) -> Vec<Entry<'r>> {
    let has_row = |report: &Report| {
        let (organisation, period) = (report.organisation.as_str(), report.period.to_string());
        rows.iter()
            .any(|row| row.organisation == organisation && row.period == period)
    };
    let reports = record
        .organisations()
        .iter()
        .flat_map(OrganisationRecord::reports);
    reports
        .map(ReportRecord::report)
        .filter(|report| has_row(report))
        .map(entry)
        .collect()
}

fn entry(report: &Report) -> Entry<'_> {
    Entry {
        organisation: report.organisation.as_str(),
        period: report.period.to_string(),
        published: report.published.map(|date| date.to_string()),
        draft: report.state == State::Draft,
        sources: report.sources.iter().map(source).collect(),
        sums: report
            .sums
            .iter()
            .map(|((measure, breakdown), sums)| (format!("{measure}.{breakdown}"), sums.word()))
            .collect(),
        notes: report
            .notes
            .iter()
            .map(|note| Note {
                figure: note.subject.to_string(),
                text: texts(&note.text),
            })
            .collect(),
        restatements: report
            .restatements
            .iter()
            .map(|one| Restatement {
                date: one.date.to_string(),
                figure: one.figure.to_string(),
                reason: texts(&one.reason),
            })
            .collect(),
        accepted: report
            .acceptances
            .iter()
            .map(|one| Accepted {
                check: &one.check,
                figure: one.subject.to_string(),
                note: texts(&one.note),
            })
            .collect(),
        median_hours: report.medians.iter().map(median).collect(),
    }
}

fn median(median: &crate::model::report::Median) -> Median {
    Median {
        figure: median.figure.to_string(),
        confirmed: median.confirmed.map(|hours| hours.to_string()),
        effected: median.effected.map(|hours| hours.to_string()),
    }
}

fn source(source: &Source) -> SourceEntry<'_> {
    SourceEntry {
        id: source.id.as_str(),
        title: &source.title,
        publisher: source.publisher.as_deref(),
        url: source.url.as_deref(),
        published: source.published.map(|date| date.to_string()),
        retrieved: source.retrieved.map(|date| date.to_string()),
    }
}

fn texts(localized: &Localized) -> BTreeMap<&str, &str> {
    localized
        .0
        .iter()
        .map(|(language, text)| (language.as_str(), text.as_str()))
        .collect()
}
