//! One figure as every download writes it (SPEC section 8).

use crate::analysis::change::breaks_before;
use crate::analysis::observation::Observation;
use crate::analysis::table::observations;
use crate::check::record::{OrganisationRecord, ReportRecord};
use crate::model::figure::{FigureKey, Subject};
use crate::model::localized::Localized;
use crate::model::report::Report;
use crate::model::value::{Gap, Statement, Status, Value};
use crate::model::vocabulary::Vocabulary;

/// The columns, in the order and with the names that others rely on.
pub const COLUMNS: [&str; 18] = [
    "organisation",
    "period",
    "measure",
    "breakdown",
    "category",
    "unit",
    "value",
    "lower",
    "upper",
    "status",
    "stated",
    "percent",
    "base",
    "break",
    "restated_from",
    "source",
    "note",
    "definition",
];

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub organisation: String,
    pub period: String,
    pub measure: String,
    /// Empty for a total.
    pub breakdown: String,
    /// Empty for a total and for a breakdown of which nothing is published.
    pub category: String,
    pub unit: &'static str,
    /// Only where lower and upper are the same.
    pub value: Option<u64>,
    pub lower: Option<u64>,
    /// `None` beside a lower bound: there is no upper one.
    pub upper: Option<u64>,
    /// A status, or the kind of gap.
    pub status: &'static str,
    /// What the source wrote; empty where klartext summed.
    pub stated: String,
    /// Ours, in tenths of a per cent; only where it is one number.
    pub percent_tenths: Option<u64>,
    /// The figure that `percent` is of.
    pub base: String,
    /// The ids of the breaks that set this value apart from earlier ones.
    pub breaks: Vec<String>,
    /// What the source wrote first, where it was restated.
    pub restated_from: String,
    /// The source's address, or its title where it has none.
    pub source: String,
    pub notes: Vec<Localized>,
    /// The measure and the version of its definition.
    pub definition: String,
}

/// Every row of a report: its figures, then the breakdowns of which nothing is published.
pub fn rows(
    organisation: &OrganisationRecord,
    record: &ReportRecord,
    vocabulary: &Vocabulary,
) -> Vec<Row> {
    let report = record.report();
    let name = organisation.organisation().id.to_string();
    let figures = observations(report, vocabulary);
    let mut rows: Vec<Row> = figures
        .iter()
        .map(|observation| Row {
            breaks: breaks(organisation, report, vocabulary, &observation.key),
            definition: definition(&observation.key, report, vocabulary),
            ..row(&name, report, observation)
        })
        .collect();
    for gap in record.breakdown_gaps() {
        let key = FigureKey::total(gap.measure.clone());
        let unit = vocabulary
            .measure(&gap.measure)
            .map_or("", |measure| measure.unit.word());
        rows.push(Row {
            breakdown: gap.breakdown.to_string(),
            definition: definition(&key, report, vocabulary),
            notes: gap
                .note
                .iter()
                .cloned()
                .chain(notes(
                    report,
                    &Subject::Breakdown(gap.measure.clone(), gap.breakdown.clone()),
                ))
                .collect(),
            ..blank(&name, report, &key, unit, gap.gap)
        });
    }
    rows
}

/// The measure and the version of its definition by which the report counts: `received@1`.
fn definition(key: &FigureKey, report: &Report, vocabulary: &Vocabulary) -> String {
    let version = vocabulary.version(&key.measure, report.period);
    format!("{}@{version}", key.measure)
}

fn breaks(
    organisation: &OrganisationRecord,
    report: &Report,
    vocabulary: &Vocabulary,
    key: &FigureKey,
) -> Vec<String> {
    let previous = organisation
        .previous(report.period)
        .map(|record| record.report().period);
    let all = &organisation.organisation().breaks;
    breaks_before(all, vocabulary, previous, report.period, key)
        .into_iter()
        .map(|one| one.id.to_string())
        .collect()
}

fn blank(
    organisation: &str,
    report: &Report,
    key: &FigureKey,
    unit: &'static str,
    gap: Gap,
) -> Row {
    Row {
        organisation: organisation.to_owned(),
        period: report.period.to_string(),
        measure: key.measure.to_string(),
        breakdown: String::new(),
        category: String::new(),
        unit,
        value: None,
        lower: None,
        upper: None,
        status: gap.word(),
        stated: gap.word().to_owned(),
        percent_tenths: None,
        base: String::new(),
        breaks: Vec::new(),
        restated_from: String::new(),
        source: report
            .sources
            .first()
            .map(|source| source.url.clone().unwrap_or_else(|| source.title.clone()))
            .unwrap_or_default(),
        notes: Vec::new(),
        definition: String::new(),
    }
}

fn row(organisation: &str, report: &Report, observation: &Observation<'_>) -> Row {
    let key = &observation.key;
    let count = observation.count();
    let status = match observation.value {
        Some(Value::Gap(gap)) => gap.word(),
        _ => observation.status.map_or("", Status::word),
    };
    let share = observation
        .share
        .as_ref()
        .filter(|share| share.rate.is_some() || share.printed.is_some());
    let percent = share
        .and_then(|share| share.rate)
        .filter(|rate| rate.lower == rate.upper);
    let figure = observation.figure;
    let source = figure.and_then(|figure| report.source(&figure.source));
    let restated = report
        .restatements
        .iter()
        .find(|restatement| restatement.figure == *key);
    let own_note = figure.and_then(|figure| figure.note.clone());
    Row {
        organisation: organisation.to_owned(),
        period: report.period.to_string(),
        measure: key.measure.to_string(),
        breakdown: key
            .cell
            .as_ref()
            .map(|cell| cell.breakdown.to_string())
            .unwrap_or_default(),
        category: key
            .cell
            .as_ref()
            .map(|cell| cell.category.to_string())
            .unwrap_or_default(),
        unit: observation.unit.word(),
        value: count.and_then(crate::model::interval::Interval::exact),
        lower: count.map(crate::model::interval::Interval::lower),
        upper: count.and_then(crate::model::interval::Interval::upper),
        status,
        // A count that the dataset marks as derived was computed by whoever compiled it: the source wrote none.
        stated: figure
            .filter(|figure| figure.status != Status::Derived || is_gap(&figure.stated))
            .map(|figure| stated(&figure.stated))
            .unwrap_or_default(),
        percent_tenths: percent.map(|rate| rate.lower.percent(1)),
        base: share
            .map(|share| share.base.to_string())
            .unwrap_or_default(),
        breaks: Vec::new(),
        restated_from: restated
            .map(|restatement| stated(&restatement.was))
            .unwrap_or_default(),
        source: source
            .map(|source| source.url.clone().unwrap_or_else(|| source.title.clone()))
            .unwrap_or_default(),
        notes: own_note
            .into_iter()
            .chain(notes(report, &Subject::Figure(key.clone())))
            .collect(),
        definition: String::new(),
    }
}

/// What is published beside a figure: notes, and what was accepted about it.
fn notes(report: &Report, subject: &Subject) -> Vec<Localized> {
    let notes = report
        .notes
        .iter()
        .filter(|note| note.subject == *subject)
        .map(|note| note.text.clone());
    let accepted = report
        .acceptances
        .iter()
        .filter(|accepted| accepted.subject == *subject)
        .map(|accepted| accepted.note.clone());
    let restated = report
        .restatements
        .iter()
        .filter(|restatement| Subject::Figure(restatement.figure.clone()) == *subject)
        .map(|restatement| restatement.reason.clone());
    notes.chain(accepted).chain(restated).collect()
}

fn is_gap(statement: &Statement) -> bool {
    matches!(statement, Statement::Gap(_))
}

/// A statement as its source wrote it, in one form for all languages.
pub fn stated(statement: &Statement) -> String {
    match statement {
        Statement::Count {
            count,
            printed: None,
        } => count.to_string(),
        Statement::Count {
            count,
            printed: Some(share),
        } => format!("{count} ({} %)", share.percent),
        Statement::Share(share) => format!("{} %", share.percent),
        Statement::Between { lower, upper } => format!("{lower} to {upper}"),
        Statement::AtMost(most) => format!("at most {most}"),
        Statement::AtLeast(least) => format!("at least {least}"),
        Statement::Either(readings) => readings
            .iter()
            .map(|reading| reading.count.to_string())
            .collect::<Vec<_>>()
            .join(" or "),
        Statement::About { count, .. } => format!("about {count}"),
        Statement::Gap(gap) => gap.word().to_owned(),
    }
}
