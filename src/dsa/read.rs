//! Part 3, whoever wrote it, to a dataset.
//!
//! Codes are the same in all languages, and so is the order of the columns: a header in another language than English
//! is read by place, if every row has codes where they belong. What a dataset cannot hold is said at its head.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::import::checks::{TABLE_COLUMN, TABLE_ROW_TWICE, TABLE_VALUE};
use crate::import::draft::{Draft, Median, Value, in_language};
use crate::import::stated::Numbers;
use crate::import::table::{MOST_PROBLEMS, Row, Table};
use crate::model::figure::{CategoryKey, FigureKey};
use crate::model::hours::Hours;
use crate::model::identifier::{BreakdownId, CategoryId, LanguageId, MeasureId, SourceId};
use crate::model::period::{Day, PartialDate, Period};
use crate::model::report::Source;
use crate::model::value::{Gap, Statement};
use crate::model::vocabulary::{Sums, Vocabulary};

use super::templates::{ORDERS, State, categories};
use super::write::{ARTICLES, Columns};

const PERIOD: usize = 2;
const CATEGORY: usize = 3;
const SCOPE: usize = 5;
const WIDTH: usize = 20;

/// What the caller says of the file.
pub struct Asked<'a> {
    /// The file's name, which becomes the title of the source.
    pub title: &'a str,
    pub provide: MeasureId,
    pub act: Option<MeasureId>,
    /// The language of the contextual information, if it is to become notes: a site of one language.
    pub language: Option<LanguageId>,
}

/// One dataset for each period of the file.
pub fn drafts(
    table: &Table,
    asked: &Asked<'_>,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Vec<Draft> {
    let before = found.len();
    let Some(by_place) = header(table, found) else {
        return Vec::new();
    };
    let known = categories();
    let mut drafts: BTreeMap<Period, Reading> = BTreeMap::new();
    for row in &table.rows {
        if found.len() - before >= MOST_PROBLEMS {
            break;
        }
        let reader = Reader {
            table,
            row,
            asked,
            vocabulary,
        };
        let (period, scope) = (reader.period(found), reader.scope(found));
        let code = reader.text(CATEGORY).to_owned();
        if !known.iter().any(|category| category.code == code) {
            found.push(reader.refuse(CATEGORY, &format!("`{code}` is no category of Annex I")));
            continue;
        }
        let (Some(period), Some(scope)) = (period, scope) else {
            continue;
        };
        let reading = drafts
            .entry(period)
            .or_insert_with(|| Reading::new(period, asked, by_place));
        match code.as_str() {
            "TOTAL" => reader.totals(scope, reading, found),
            _ => reader.category(&mut reading.by_category, found),
        }
    }
    drafts
        .into_values()
        .map(|reading| reading.finish(asked))
        .collect()
}

/// Whether the columns are read by their place only.
fn header(table: &Table, found: &mut Vec<Diagnostic>) -> Option<bool> {
    let (official, _) = ORDERS.records();
    let same = |(have, want): (&crate::import::table::Cell, &String)| {
        tolerant(&have.text) == tolerant(want)
    };
    if table.header.len() == WIDTH && table.header.iter().zip(&official).all(same) {
        return Some(false);
    }
    let codes = |row: &Row| {
        let text = |column: usize| row.cells.get(column).map_or("", |cell| cell.text.trim());
        let scope = text(SCOPE);
        (scope == "TOTAL" || State::of_code(scope).is_some()) && text(PERIOD).contains('/')
    };
    if table.header.len() == WIDTH && !table.rows.is_empty() && table.rows.iter().all(codes) {
        return Some(true);
    }
    let missing = official.iter().find(|want| {
        !table
            .header
            .iter()
            .any(|have| tolerant(&have.text) == tolerant(want))
    });
    let name = missing.map_or("Scope", |name| name.trim());
    found.push(
        table.missing(&TABLE_COLUMN, name).mend(
            "name the file of part 3 (…_Part_3_member_states_orders.csv) with its 20 columns",
        ),
    );
    None
}

/// Official names carry trailing and no-break spaces, and others write them otherwise.
fn tolerant(name: &str) -> String {
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// A dataset that is being read.
struct Reading {
    draft: Draft,
    /// Cells of categories of illegal content that hold more than 0.
    by_category: usize,
    contexts: usize,
    zero_acts: usize,
}

impl Reading {
    fn new(period: Period, asked: &Asked<'_>, by_place: bool) -> Self {
        let source = Source {
            id: SourceId::from("dsa"),
            title: asked.title.chars().take(200).collect(),
            publisher: None,
            url: None,
            published: None,
            retrieved: None,
        };
        let mut draft = Draft::new(period, vec![source]);
        draft.remarks.push("Read by `klartext dsa import` from part 3 of the EU's harmonised templates: orders of member states only.".to_owned());
        if by_place {
            draft.remarks.push(
                "The header is not the English one: the columns were read by their place."
                    .to_owned(),
            );
        }
        Reading {
            draft,
            by_category: 0,
            contexts: 0,
            zero_acts: 0,
        }
    }

    /// What of member states is in no state's row is the EU's without a name.
    fn finish(mut self, asked: &Asked<'_>) -> Draft {
        for measure in asked.act.iter().chain([&asked.provide]) {
            let cells: Vec<&Value> = self
                .draft
                .figures
                .iter()
                .filter(|(key, _)| key.measure == *measure && key.cell.is_some())
                .map(|(_, value)| value)
                .collect();
            let counts: Vec<Option<u64>> = cells.iter().map(|value| count(value)).collect();
            let total = self
                .draft
                .figures
                .get(&FigureKey::total(measure.clone()))
                .and_then(count);
            let sum: u64 = counts.iter().flatten().sum();
            if cells.is_empty() {
                continue;
            }
            let country = BreakdownId::from("country");
            match total {
                Some(total) if total >= sum && counts.iter().all(Option::is_some) => {
                    if total > sum {
                        let eu = CategoryKey::one(CategoryId::from("eu"));
                        let key = FigureKey::cell(measure.clone(), country, eu);
                        let rest = Statement::Count {
                            count: total - sum,
                            printed: None,
                        };
                        self.draft.figures.insert(
                            key,
                            Value {
                                status: Some(crate::model::value::Status::Derived),
                                ..Value::plain(rest)
                            },
                        );
                    }
                }
                _ => drop(
                    self.draft
                        .sums
                        .insert((measure.clone(), country), Sums::Incomplete),
                ),
            }
        }
        let remarks = &mut self.draft.remarks;
        if self.by_category > 0 {
            remarks.push(format!("Not taken over: {} numbers by category of illegal content. A dataset has no figure for a state and a category at once.", self.by_category));
        }
        if self.contexts > 0 {
            remarks.push(format!("Not taken over: {} contextual texts, which are in one language of the site's several.", self.contexts));
        }
        if self.zero_acts > 0 {
            remarks.push("Not taken over: that there were 0 orders to act against illegal content; name a measure with --orders-to-act.".to_owned());
        }
        self.draft
    }
}

fn count(value: &Value) -> Option<u64> {
    match value.statement {
        Statement::Count { count, .. } => Some(count),
        _ => None,
    }
}

struct Reader<'r> {
    table: &'r Table,
    row: &'r Row,
    asked: &'r Asked<'r>,
    vocabulary: &'r Vocabulary,
}

impl Reader<'_> {
    fn text(&self, column: usize) -> &str {
        self.row
            .cells
            .get(column)
            .map_or("", |cell| cell.text.trim())
    }

    fn refuse(&self, column: usize, message: &str) -> Diagnostic {
        self.table.problem(&TABLE_VALUE, self.row, column, message)
    }

    /// `2025-01-01/2025-12-31` is the year 2025.
    fn period(&self, found: &mut Vec<Diagnostic>) -> Option<Period> {
        let text = self.text(PERIOD);
        let days = text.split_once('/').and_then(|(first, last)| {
            let day = |text: &str| match PartialDate::parse(text.trim()) {
                Some(PartialDate::Day(day)) => Some(day),
                _ => None,
            };
            Some((day(first)?, day(last)?))
        });
        let period = days
            .filter(|(first, last)| first <= last)
            .map(|(first, last)| named(first, last));
        if period.is_none() {
            found.push(
                self.refuse(PERIOD, &format!("`{text}` is no reporting period"))
                    .expected("2025-01-01/2025-12-31"),
            );
        }
        period
    }

    /// The inner `None` is the scope TOTAL.
    fn scope(&self, found: &mut Vec<Diagnostic>) -> Option<Option<State>> {
        let text = self.text(SCOPE);
        if text == "TOTAL" {
            return Some(None);
        }
        let state = State::of_code(text);
        if state.is_none() {
            let mend = if text == "GR" {
                "Eurostat's code for Greece is EL"
            } else {
                "write TOTAL, or the state's two letters"
            };
            found.push(
                self.refuse(SCOPE, &format!("`{text}` is no member state"))
                    .expected("TOTAL or a code of Eurostat's such as DE")
                    .mend(mend),
            );
        }
        state.map(Some)
    }

    /// The cells of one scope over all categories.
    fn totals(&self, scope: Option<State>, reading: &mut Reading, found: &mut Vec<Diagnostic>) {
        for (columns, measure) in ARTICLES
            .into_iter()
            .zip([self.asked.act.as_ref(), Some(&self.asked.provide)])
        {
            let text = self.text(columns.orders);
            let Some(measure) = measure else {
                match text {
                    "" => {}
                    "0" => reading.zero_acts += 1,
                    _ => found.push(
                        self.refuse(columns.orders, &format!("{text} orders to act against illegal content, and no measure to count them in"))
                            .mend("declare a measure in content/vocabulary.yaml and name it with --orders-to-act"),
                    ),
                }
                continue;
            };
            self.article(columns, measure, scope, reading, found);
        }
        let items = self.text(7);
        if !items.is_empty() && items != "0" {
            reading.by_category += 1;
        }
    }

    fn article(
        &self,
        columns: Columns,
        measure: &MeasureId,
        scope: Option<State>,
        reading: &mut Reading,
        found: &mut Vec<Diagnostic>,
    ) {
        let Some(key) = self.key(measure, scope, found) else {
            return;
        };
        let (text, context) = (self.text(columns.orders), self.text(columns.context));
        let medians = [
            ("confirmed", columns.confirmed),
            ("effected", columns.effected),
        ];
        let silent = text.is_empty()
            && context.is_empty()
            && medians
                .iter()
                .all(|(_, column)| self.text(*column).is_empty());
        // A blank total may be no more than a template that was not filled in.
        if silent && scope.is_none() {
            return;
        }
        let statement = match text {
            "" => Ok(Statement::Gap(Gap::NotPublished)),
            text => Numbers::PLAIN.whole(text).map(|count| Statement::Count {
                count,
                printed: None,
            }),
        };
        let statement = match statement {
            Ok(statement) => statement,
            Err(why) => {
                found.push(self.refuse(columns.orders, &why));
                return;
            }
        };
        let mut value = Value::plain(statement);
        match &self.asked.language {
            Some(language) if !context.is_empty() => {
                value.note = Some(in_language(language, context));
            }
            _ => reading.contexts += usize::from(!context.is_empty()),
        }
        if reading.draft.figures.insert(key.clone(), value).is_some() {
            let message = format!("`{key}` stands in an earlier row already");
            found.push(
                self.table
                    .problem(&TABLE_ROW_TWICE, self.row, columns.orders, &message)
                    .label("again"),
            );
        }
        let mut hours = Vec::new();
        for (name, column) in medians {
            let text = self.text(column);
            if text.is_empty() {
                continue;
            }
            match Hours::parse(text) {
                Some(read) => hours.push((name, read.to_string())),
                None => found.push(
                    self.refuse(column, &format!("`{text}` is no time in hours"))
                        .expected("digits with a point and at most two decimals: 31.5"),
                ),
            }
        }
        if !hours.is_empty() {
            reading.draft.medians.push(Median { figure: key, hours });
        }
    }

    fn key(
        &self,
        measure: &MeasureId,
        scope: Option<State>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<FigureKey> {
        let Some(state) = scope else {
            return Some(FigureKey::total(measure.clone()));
        };
        let country = BreakdownId::from("country");
        let breakdown = self.vocabulary.breakdown(&country);
        let ids = state.ids();
        let id = ids
            .iter()
            .map(|id| CategoryId::from(id.as_str()))
            .find(|id| breakdown.is_some_and(|breakdown| breakdown.category(id).is_some()));
        let Some(id) = id else {
            let message = format!(
                "{} ({}) is no category of `country` in this site",
                state.name(),
                state.code
            );
            found.push(
                self.refuse(SCOPE, &message)
                    .expected(format!("one of {}", ids.join(", ")))
                    .mend(format!("declare it in content/vocabulary.yaml: breakdowns: {{country: {{categories: {{{}: {{label: …}}}}}}}}", ids[0])),
            );
            return None;
        };
        Some(FigureKey::cell(
            measure.clone(),
            country,
            CategoryKey::one(id),
        ))
    }

    /// A cell of one category: only counted, because no figure of a dataset is like it.
    fn category(&self, counted: &mut usize, found: &mut Vec<Diagnostic>) {
        for columns in ARTICLES {
            let text = self.text(columns.orders);
            match Numbers::PLAIN.whole(text) {
                _ if text.is_empty() => {}
                Ok(0) => {}
                Ok(_) => *counted += 1,
                Err(why) => found.push(self.refuse(columns.orders, &why)),
            }
        }
    }
}

/// The period of two days: a year, a half or a quarter where they are one.
fn named(first: Day, last: Day) -> Period {
    let year = first.year;
    let known = [
        Period::Year(year),
        Period::Half(year, 1),
        Period::Half(year, 2),
    ]
    .into_iter()
    .chain((1..=4).map(|quarter| Period::Quarter(year, quarter)));
    let mut known = known.filter(|period| (period.first_day(), period.last_day()) == (first, last));
    known.next().unwrap_or(Period::Free(first, last))
}
