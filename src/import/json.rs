//! Our own JSON read back: the same rows, with notes in every language.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, FileId, Place, Span};
use crate::export::row::Row;
use crate::model::identifier::LanguageId;
use crate::model::localized::Localized;
use crate::model::vocabulary::Unit;

use super::checks::{TABLE_FORM, TABLE_TOO_LARGE, TABLE_VALUE};
use super::rows::{Read, status, tenths};
use super::table::{MOST_PROBLEMS, MOST_ROWS};

/// What is read of a download; what it says of the site (title, licence, breaks) belongs to other files.
#[derive(Deserialize)]
pub struct File {
    klartext: u8,
    figures: Vec<Figure>,
    #[serde(default)]
    pub reports: Vec<Report>,
}

/// What a dataset says beside its figures.
#[derive(Deserialize)]
pub struct Report {
    pub organisation: String,
    pub period: String,
    pub published: Option<String>,
    #[serde(default)]
    pub draft: bool,
    pub sources: Vec<Source>,
    #[serde(default)]
    pub sums: BTreeMap<String, String>,
    #[serde(default)]
    pub notes: Vec<Note>,
    #[serde(default)]
    pub restatements: Vec<Restatement>,
    #[serde(default)]
    pub accepted: Vec<Accepted>,
    #[serde(default)]
    pub median_hours: Vec<Median>,
}

#[derive(Deserialize)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
    pub retrieved: Option<String>,
}

#[derive(Deserialize)]
pub struct Note {
    pub figure: String,
    pub text: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub struct Restatement {
    pub date: String,
    pub figure: String,
    pub reason: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub struct Accepted {
    pub check: String,
    pub figure: String,
    pub note: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub struct Median {
    pub figure: String,
    pub confirmed: Option<String>,
    pub effected: Option<String>,
}

#[derive(Deserialize)]
struct Figure {
    organisation: String,
    period: String,
    measure: String,
    breakdown: Option<String>,
    category: Option<String>,
    unit: String,
    value: Option<u64>,
    lower: Option<u64>,
    upper: Option<u64>,
    status: String,
    stated: Option<String>,
    percent: Option<serde_json::Number>,
    base: Option<String>,
    #[serde(default)]
    r#break: Vec<String>,
    restated_from: Option<String>,
    source: Option<String>,
    #[serde(default)]
    note: Vec<BTreeMap<String, String>>,
    definition: String,
}

/// Rows and reports of a download.
pub fn read(
    file: FileId,
    text: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<(Vec<Read>, Vec<Report>)> {
    let parsed: File = match serde_json::from_str(text) {
        Ok(parsed) => parsed,
        Err(error) => {
            let at = offset(text, error.line(), error.column());
            let told = error.to_string();
            let told = told.split(" at line ").next().unwrap_or_default();
            found.push(
                Diagnostic::new(&TABLE_FORM, Span::new(file, at..at), format!("this is no JSON of klartext's: {told}"))
                    .label("reading ended here")
                    .expected("a download such as data/2023.json")
                    .mend("download the file again; other JSON is not read: save the table as CSV or .xlsx"),
            );
            return None;
        }
    };
    let whole = Span::new(file, 0..0);
    if parsed.klartext != 1 {
        let message = format!(
            "this file has the form {}, klartext reads 1",
            parsed.klartext
        );
        found.push(Diagnostic::new(&TABLE_FORM, whole, message).label("another form"));
        return None;
    }
    if parsed.figures.len() > MOST_ROWS {
        let message = format!("this file has more than {MOST_ROWS} figures");
        found.push(Diagnostic::new(&TABLE_TOO_LARGE, whole, message));
        return None;
    }
    let before = found.len();
    let figures = parsed.figures.into_iter().enumerate();
    let reads = figures
        .map_while(|(index, figure)| {
            let few = found.len() - before < MOST_PROBLEMS;
            few.then(|| row(index, figure, whole, found))
        })
        .flatten()
        .collect();
    Some((reads, parsed.reports))
}

fn row(index: usize, figure: Figure, at: Span, found: &mut Vec<Diagnostic>) -> Option<Read> {
    let named = format!("figures[{index}]");
    let mut refuse = |what: &str, written: &str| {
        found.push(Diagnostic::new(
            &TABLE_VALUE,
            at,
            format!("{named}: `{written}` is no {what}"),
        ));
    };
    let unit = Unit::from_word(&figure.unit).map(Unit::word);
    if unit.is_none() {
        refuse("unit", &figure.unit);
    }
    let known = status(&figure.status);
    if known.is_none() {
        refuse("status", &figure.status);
    }
    // Written out as it stands in the file, so that no float decides.
    let percent = figure.percent.map(|percent| percent.to_string());
    let percent_tenths = percent.as_deref().and_then(tenths);
    if percent.is_some() && percent_tenths.is_none() {
        refuse(
            "percentage with one decimal",
            percent.as_deref().unwrap_or_default(),
        );
    }
    let row = Row {
        organisation: figure.organisation,
        period: figure.period,
        measure: figure.measure,
        breakdown: figure.breakdown.unwrap_or_default(),
        category: figure.category.unwrap_or_default(),
        unit: unit?,
        value: figure.value,
        lower: figure.lower,
        upper: figure.upper,
        status: known?,
        stated: figure.stated.unwrap_or_default(),
        percent_tenths,
        base: figure.base.unwrap_or_default(),
        breaks: figure.r#break,
        restated_from: figure.restated_from.unwrap_or_default(),
        source: figure.source.unwrap_or_default(),
        notes: figure.note.iter().map(localized).collect(),
        definition: figure.definition,
    };
    Some(Read {
        row,
        at: Place::Span(at),
        named,
    })
}

pub fn localized(texts: &BTreeMap<String, String>) -> Localized {
    let texts = texts
        .iter()
        .map(|(language, text)| (LanguageId::from(language.as_str()), text.clone()));
    Localized(texts.collect())
}

/// Where a line and a column of the parser lie in the text.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = (before + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
