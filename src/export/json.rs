//! JSON: the same rows with types, notes in every language, and what the rows refer to.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::record::Record;
use crate::model::localized::Localized;

use super::row::Row;

#[derive(Serialize)]
struct File<'f> {
    /// The version of this form.
    klartext: u8,
    title: BTreeMap<&'f str, &'f str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    notice: BTreeMap<&'f str, &'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<Licence<'f>>,
    organisations: BTreeMap<&'f str, &'f str>,
    figures: Vec<Figure<'f>>,
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
    r#break: Option<&'f str>,
    restated_from: Option<&'f str>,
    source: Option<&'f str>,
    note: Vec<BTreeMap<&'f str, &'f str>>,
    definition: &'f str,
}

/// The bytes of a JSON file, with a line feed at its end.
pub fn write(record: &Record, rows: &[Row]) -> Vec<u8> {
    let settings = record.settings();
    let organisations = record
        .organisations()
        .iter()
        .map(super::super::check::record::OrganisationRecord::organisation);
    let file = File {
        klartext: 1,
        title: texts(&settings.title),
        notice: texts(&settings.notice),
        licence: settings.licence.as_ref().map(|licence| Licence {
            name: &licence.label,
            url: &licence.url,
        }),
        organisations: organisations
            .map(|organisation| (organisation.id.as_str(), organisation.name.as_str()))
            .collect(),
        figures: rows.iter().map(figure).collect(),
    };
    // Serialising plain structs with text keys into memory cannot fail.
    let mut bytes = serde_json::to_vec_pretty(&file).unwrap_or_default();
    bytes.push(b'\n');
    bytes
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
        r#break: None,
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
