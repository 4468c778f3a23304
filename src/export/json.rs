//! JSON: the same rows with types, notes in every language, and what the rows refer to.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::check::record::{OrganisationRecord, Record};
use crate::model::breaks::Evidence;
use crate::model::localized::Localized;

use super::row::Row;
use super::{Extract, Format, json_bytes, schema};

pub const FORMAT: Format = Format {
    name: "JSON",
    suffix: "json",
    media_type: "application/json",
    localized: false,
    write: |extract, _| Some(write(extract)),
};

#[derive(Serialize)]
struct File<'f> {
    /// Where the form is described, from this file.
    #[serde(rename = "$schema")]
    schema: String,
    /// The version of this form.
    klartext: u8,
    title: BTreeMap<&'f str, &'f str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    notice: BTreeMap<&'f str, &'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<Licence<'f>>,
    organisations: BTreeMap<&'f str, &'f str>,
    breaks: Vec<BreakEntry<'f>>,
    reports: Vec<super::reports::Entry<'f>>,
    figures: Vec<Figure<'f>>,
}

/// What the ids in `break` stand for.
#[derive(Serialize)]
struct BreakEntry<'f> {
    organisation: &'f str,
    id: &'f str,
    date: String,
    kind: &'f str,
    figures: Vec<String>,
    title: BTreeMap<&'f str, &'f str>,
    text: BTreeMap<&'f str, &'f str>,
    source: Source<'f>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_dates: Vec<OtherDate<'f>>,
}

#[derive(Serialize)]
struct OtherDate<'f> {
    date: String,
    source: Source<'f>,
}

#[derive(Serialize)]
struct Source<'f> {
    title: &'f str,
    url: Option<&'f str>,
}

#[derive(Serialize)]
struct Licence<'f> {
    name: &'f str,
    url: &'f str,
}

/// The columns of the CSV by the same names; what is empty there is `null` here.
#[derive(Serialize)]
struct Figure<'f> {
    organisation: &'f str,
    period: &'f str,
    measure: &'f str,
    breakdown: Option<&'f str>,
    category: Option<&'f str>,
    unit: &'f str,
    value: Option<u64>,
    lower: Option<u64>,
    upper: Option<u64>,
    status: &'f str,
    stated: Option<&'f str>,
    percent: Option<f64>,
    base: Option<&'f str>,
    r#break: &'f [String],
    restated_from: Option<&'f str>,
    source: Option<&'f str>,
    note: Vec<BTreeMap<&'f str, &'f str>>,
    definition: &'f str,
}

fn write(extract: &Extract<'_>) -> Vec<u8> {
    let (record, rows) = (extract.record, &extract.rows);
    let settings = record.settings();
    let organisations = record
        .organisations()
        .iter()
        .map(OrganisationRecord::organisation);
    let file = File {
        schema: schema::from(extract),
        klartext: schema::VERSION,
        title: texts(&settings.title),
        notice: texts(&settings.notice),
        licence: settings.licence.as_ref().map(|licence| Licence {
            name: &licence.label,
            url: &licence.url,
        }),
        organisations: organisations
            .map(|organisation| (organisation.id.as_str(), organisation.name.as_str()))
            .collect(),
        breaks: breaks(record, rows),
        reports: super::reports::entries(record, rows),
        figures: rows.iter().map(figure).collect(),
    };
    json_bytes(&file)
}

/// The breaks that a row is flagged with, in the order of the organisations and of time.
fn breaks<'r>(record: &'r Record, rows: &[Row]) -> Vec<BreakEntry<'r>> {
    let flagged: BTreeSet<(&str, &str)> = rows
        .iter()
        .flat_map(|row| {
            let ids = row.breaks.iter();
            ids.map(|id| (row.organisation.as_str(), id.as_str()))
        })
        .collect();
    let organisations = record
        .organisations()
        .iter()
        .map(OrganisationRecord::organisation);
    let all = organisations.flat_map(|organisation| {
        organisation
            .breaks
            .iter()
            .map(move |one| (organisation, one))
    });
    all.filter(|(organisation, one)| flagged.contains(&(organisation.id.as_str(), one.id.as_str())))
        .map(|(organisation, one)| BreakEntry {
            organisation: organisation.id.as_str(),
            id: one.id.as_str(),
            date: one.date.to_string(),
            kind: one.kind.word(),
            figures: one
                .figures
                .iter()
                .map(|figure| figure.value.to_string())
                .collect(),
            title: texts(&one.title),
            text: texts(&one.text),
            source: source(&one.evidence),
            other_dates: one
                .other_dates
                .iter()
                .map(|other| OtherDate {
                    date: other.date.to_string(),
                    source: source(&other.evidence),
                })
                .collect(),
        })
        .collect()
}

fn source(evidence: &Evidence) -> Source<'_> {
    Source {
        title: &evidence.title,
        url: evidence.url.as_deref(),
    }
}

fn texts(localized: &Localized) -> BTreeMap<&str, &str> {
    localized
        .0
        .iter()
        .map(|(language, text)| (language.as_str(), text.as_str()))
        .collect()
}

fn figure(row: &Row) -> Figure<'_> {
    Figure {
        organisation: &row.organisation,
        period: &row.period,
        measure: &row.measure,
        breakdown: filled(&row.breakdown),
        category: filled(&row.category),
        unit: row.unit,
        value: row.value,
        lower: row.lower,
        upper: row.upper,
        status: row.status,
        stated: filled(&row.stated),
        percent: row.percent_tenths.map(tenths),
        base: filled(&row.base),
        r#break: &row.breaks,
        restated_from: filled(&row.restated_from),
        source: filled(&row.source),
        note: row.notes.iter().map(texts).collect(),
        definition: &row.definition,
    }
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// At most 1000 tenths: exact to the shortest form that JSON writes, so 338 becomes 33.8.
fn tenths(tenths: u64) -> f64 {
    f64::from(u32::try_from(tenths).unwrap_or(u32::MAX)) / 10.0
}
