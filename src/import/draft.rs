//! A dataset that is to be written, and its text: YAML as a person would write it, with remarks.

use std::collections::BTreeMap;

use crate::model::figure::{CategoryKey, FigureKey, Subject};
use crate::model::identifier::{BreakdownId, LanguageId, MeasureId, SourceId};
use crate::model::localized::Localized;
use crate::model::period::{PartialDate, Period};
use crate::model::report::{Source, State};
use crate::model::value::{Gap, Share, Statement, Status};
use crate::model::vocabulary::{Sums, Vocabulary};
use crate::source::dataset::TOTAL;

/// A value with the provenance that differs from the report's.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    pub statement: Statement,
    pub status: Option<Status>,
    pub source: Option<SourceId>,
    pub note: Option<Localized>,
}

impl Value {
    pub fn plain(statement: Statement) -> Self {
        Value {
            statement,
            status: None,
            source: None,
            note: None,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Restated {
    pub date: PartialDate,
    pub figure: FigureKey,
    pub was: Statement,
    pub now: Value,
    pub reason: Localized,
}

/// A median as a report states it, in hours.
#[derive(Debug, Clone, PartialEq)]
pub struct Median {
    pub figure: FigureKey,
    /// `confirmed`, `effected`, with the hours as written.
    pub hours: Vec<(&'static str, String)>,
}

/// An irregularity that the dataset accepts.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    pub check: String,
    pub subject: Subject,
    pub note: Localized,
}

/// One dataset, complete enough to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub period: Period,
    pub published: Option<PartialDate>,
    pub state: State,
    pub sources: Vec<Source>,
    pub figures: BTreeMap<FigureKey, Value>,
    /// Breakdowns of which nothing is published.
    pub gaps: BTreeMap<(MeasureId, BreakdownId), (Gap, Option<Localized>)>,
    pub sums: BTreeMap<(MeasureId, BreakdownId), Sums>,
    pub notes: Vec<(Subject, Localized)>,
    pub restated: Vec<Restated>,
    pub accepted: Vec<Accepted>,
    pub medians: Vec<Median>,
    /// Whole sentences for the head of the file, a line each.
    pub remarks: Vec<String>,
}

impl Draft {
    pub fn new(period: Period, sources: Vec<Source>) -> Self {
        Draft {
            period,
            published: None,
            state: State::Final,
            sources,
            figures: BTreeMap::new(),
            gaps: BTreeMap::new(),
            sums: BTreeMap::new(),
            notes: Vec::new(),
            restated: Vec::new(),
            accepted: Vec::new(),
            medians: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Where the dataset of an organisation lies in a site.
    pub fn path(&self, organisation: &str) -> String {
        let directory = match self.period {
            Period::Free(..) => self.period.slug(),
            Period::Year(_) | Period::Half(..) | Period::Quarter(..) => self.period.to_string(),
        };
        format!("content/{organisation}/{directory}/data.yaml")
    }

    /// The text of `data.yaml`; measures, breakdowns and categories in the order of the vocabulary.
    pub fn text(&self, vocabulary: &Vocabulary) -> String {
        let mut text = String::new();
        for remark in &self.remarks {
            text += format!("# {remark}").trim_end();
            text.push('\n');
        }
        text += &format!("period: {}\n", self.period);
        if let Some(published) = self.published {
            text += &format!("published: {published}\n");
        }
        if self.state == State::Draft {
            text += "state: draft\n";
        }
        text += "sources:\n";
        for source in &self.sources {
            text += &source_text(source);
        }
        text.push('\n');
        for measure in &vocabulary.measures {
            text += &self.measure(&measure.id, vocabulary);
        }
        text += &self.remarks_on_figures();
        text
    }

    fn measure(&self, measure: &MeasureId, vocabulary: &Vocabulary) -> String {
        let total = self.figures.get(&FigureKey::total(measure.clone()));
        let breakdowns: String = vocabulary
            .breakdowns
            .iter()
            .map(|breakdown| self.breakdown(measure, &breakdown.id, vocabulary))
            .collect();
        match (total, breakdowns.is_empty()) {
            (None, true) => String::new(),
            (Some(total), true) => format!(
                "{measure}: {}\n",
                value(total, &FigureKey::total(measure.clone()))
            ),
            (total, false) => {
                let total = total.map_or_else(String::new, |total| {
                    format!(
                        "  {TOTAL}: {}\n",
                        value(total, &FigureKey::total(measure.clone()))
                    )
                });
                format!("{measure}:\n{total}{breakdowns}")
            }
        }
    }

    fn breakdown(
        &self,
        measure: &MeasureId,
        breakdown: &BreakdownId,
        vocabulary: &Vocabulary,
    ) -> String {
        let id = (measure.clone(), breakdown.clone());
        if let Some((gap, note)) = self.gaps.get(&id) {
            let stated = Value {
                note: note.clone(),
                ..Value::plain(Statement::Gap(*gap))
            };
            return format!(
                "  {breakdown}: {}\n",
                value(&stated, &FigureKey::total(measure.clone()))
            );
        }
        let mut cells: Vec<(&CategoryKey, &FigureKey, &Value)> = self
            .figures
            .iter()
            .filter(|(key, _)| key.measure == *measure)
            .filter_map(|(key, value)| {
                let cell = key
                    .cell
                    .as_ref()
                    .filter(|cell| cell.breakdown == *breakdown)?;
                Some((&cell.category, key, value))
            })
            .collect();
        if cells.is_empty() {
            return String::new();
        }
        let place = |key: &CategoryKey| {
            let known = vocabulary.breakdown(breakdown)?;
            let places = key
                .members()
                .filter_map(|member| known.categories.iter().position(|c| c.id == *member));
            places.min()
        };
        cells.sort_by_key(|(category, ..)| place(category).unwrap_or(usize::MAX));
        let mut text = format!("  {breakdown}:\n");
        if let Some(sums) = self.sums.get(&id) {
            text += &format!("    sums: {}\n", sums.word());
        }
        for (category, key, stated) in cells {
            text += &format!(
                "    {}: {}\n",
                word(&category.to_string()),
                value(stated, key)
            );
        }
        text
    }

    /// Medians, notes, restatements and acceptances.
    fn remarks_on_figures(&self) -> String {
        let mut text = String::new();
        let mut list = |name: &str, items: Vec<String>| {
            if !items.is_empty() {
                text += &format!("\n{name}:\n");
                for item in items {
                    text += &format!("  - {{{item}}}\n");
                }
            }
        };
        let medians = self.medians.iter().map(|median| {
            let hours = median
                .hours
                .iter()
                .map(|(name, hours)| format!(", {name}: {hours}"));
            format!("figure: {}{}", median.figure, hours.collect::<String>())
        });
        list("median_hours", medians.collect());
        let notes = self
            .notes
            .iter()
            .map(|(subject, text)| format!("figure: {subject}, text: {}", localized(text)));
        list("notes", notes.collect());
        let restated = self.restated.iter().map(|one| {
            let was = value(&Value::plain(one.was.clone()), &one.figure);
            // Whose word it is stands beside the figure itself.
            let now = value(&Value::plain(one.now.statement.clone()), &one.figure);
            let (date, figure, reason) = (one.date, &one.figure, localized(&one.reason));
            format!("date: {date}, figure: {figure}, was: {was}, now: {now}, reason: {reason}")
        });
        list("restatements", restated.collect());
        let accepted = self.accepted.iter().map(|one| {
            format!(
                "check: {}, figure: {}, note: {}",
                one.check,
                one.subject,
                localized(&one.note)
            )
        });
        list("accept", accepted.collect());
        text
    }
}

fn source_text(source: &Source) -> String {
    let mut text = format!(
        "  - id: {}\n    title: {}\n",
        word(source.id.as_str()),
        quoted(&source.title)
    );
    if let Some(publisher) = &source.publisher {
        text += &format!("    publisher: {}\n", quoted(publisher));
    }
    if let Some(url) = &source.url {
        text += &format!("    url: {}\n", quoted(url));
    }
    for (key, date) in [
        ("published", source.published),
        ("retrieved", source.retrieved),
    ] {
        if let Some(date) = date {
            text += &format!("    {key}: {date}\n");
        }
    }
    text
}

/// A value in its shortest form: a bare count or gap where nothing else is to be said.
fn value(value: &Value, key: &FigureKey) -> String {
    let mut parts = Vec::new();
    let bare = statement(&value.statement, key, &mut parts);
    if let Some(status) = value.status {
        parts.push(format!("status: {}", status.word()));
    }
    if let Some(source) = &value.source {
        parts.push(format!("source: {}", word(source.as_str())));
    }
    if let Some(note) = &value.note {
        parts.push(format!("note: {}", localized(note)));
    }
    match (bare, parts.len()) {
        (Some(bare), 1) => bare,
        _ => format!("{{{}}}", parts.join(", ")),
    }
}

/// The parts of the long form, and the short form where there is one.
fn statement(statement: &Statement, key: &FigureKey, parts: &mut Vec<String>) -> Option<String> {
    let share = |share: &Share, parts: &mut Vec<String>| {
        parts.push(format!("percent: {}", share.percent));
        if key.cell.is_none() || share.of != key.to_total() {
            parts.push(format!("of: {}", share.of));
        }
    };
    match statement {
        Statement::Count { count, printed } => {
            parts.push(format!("count: {count}"));
            match printed {
                None => return Some(count.to_string()),
                Some(printed) => share(printed, parts),
            }
        }
        Statement::Share(only) => share(only, parts),
        Statement::Between { lower, upper } => parts.push(format!("between: [{lower}, {upper}]")),
        Statement::AtMost(most) => parts.push(format!("at_most: {most}")),
        Statement::AtLeast(least) => parts.push(format!("at_least: {least}")),
        Statement::Either(readings) => {
            let readings = readings.iter().map(|reading| match &reading.source {
                Some(source) => format!(
                    "{{count: {}, source: {}}}",
                    reading.count,
                    word(source.as_str())
                ),
                None => reading.count.to_string(),
            });
            parts.push(format!(
                "either: [{}]",
                readings.collect::<Vec<_>>().join(", ")
            ));
        }
        Statement::About { count, within } => {
            parts.push(format!("about: {count}"));
            if let Some(range) = within {
                let upper = range.upper().unwrap_or(*count);
                parts.push(format!("within: [{}, {upper}]", range.lower()));
            }
        }
        Statement::Gap(gap) => {
            parts.push(format!("gap: {}", gap.word()));
            return Some(gap.word().to_owned());
        }
    }
    None
}

fn localized(text: &Localized) -> String {
    let texts = text
        .0
        .iter()
        .map(|(language, text)| format!("{}: {}", word(language.as_str()), quoted(text)));
    format!("{{{}}}", texts.collect::<Vec<_>>().join(", "))
}

/// A key or id that reads as a word: what some YAML programs take for a truth value (`no`, Norway) is put in quotes.
fn word(text: &str) -> String {
    const TAKEN: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    let plain = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-+".contains(c));
    match plain && !TAKEN.contains(&text) {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// A text in double quotes: JSON's are YAML's as well.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A text in one language.
pub fn in_language(language: &LanguageId, text: &str) -> Localized {
    Localized(BTreeMap::from([(language.clone(), text.to_owned())]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_as_a_truth_value_is_quoted() {
        assert_eq!(word("no"), "\"no\"");
        assert_eq!(word("plain_email+fax"), "plain_email+fax");
        assert_eq!(word("de-CH"), "de-CH");
        assert_eq!(quoted("a \"b\"\n"), "\"a \\\"b\\\"\\n\"");
    }
}
