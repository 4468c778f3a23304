//! The mapping file of a foreign table: what its columns, rows and words mean.
//!
//! ```yaml
//! sources: [{id: report, title: Requests for user information, url: https://example.org/report}]
//! numbers: {thousands: ","}
//! period: {column: Half, words: {2019 H1: 2019-H1}}
//! rows: {column: Country, breakdown: country, words: {Germany: germany}, total: Worldwide}
//! columns: {Requests: received, Accounts: accounts}
//! words: {"-": not_published}
//! ignore: [Code]
//! ```

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Spanned};
use crate::model::figure::{CategoryKey, FigureKey};
use crate::model::identifier::BreakdownId;
use crate::model::period::Period;
use crate::model::report::Source;
use crate::model::value::Gap;
use crate::model::vocabulary::{Sums, Vocabulary};
use crate::source::checks::{BAD_PERIOD, WRONG_TYPE};
use crate::source::dataset;
use crate::source::fields::{self, Fields, unknown};
use crate::source::names;
use crate::source::yaml::{Kind, Node};

use super::csv::DELIMITERS;
use super::stated::Numbers;

/// What stands in a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// Counts of a figure; in a table with `rows:` a measure, whose cells they are.
    Counts(FigureKey),
    /// Percentages of another figure.
    Percentages { figure: FigureKey, of: FigureKey },
}

impl Column {
    pub fn figure(&self) -> &FigureKey {
        match self {
            Column::Counts(figure) | Column::Percentages { figure, .. } => figure,
        }
    }
}

/// What a cell means that holds no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Gap(Gap),
    /// The source does not speak of it: nothing is written.
    Absent,
}

/// The column that says which category a row is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    pub column: Spanned<String>,
    pub breakdown: BreakdownId,
    pub words: BTreeMap<String, CategoryKey>,
    /// The row that is the total.
    pub total: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Mapping {
    pub sources: Vec<Source>,
    pub sheet: Option<String>,
    pub delimiter: Option<u8>,
    pub numbers: Numbers,
    /// The column that says of which period a row is, and its words.
    pub period: Option<(Spanned<String>, BTreeMap<String, Period>)>,
    pub rows: Option<Rows>,
    pub columns: Vec<(Spanned<String>, Column)>,
    pub words: BTreeMap<String, Meaning>,
    pub sums: BTreeMap<BreakdownId, Sums>,
    pub ignore: Vec<Spanned<String>>,
}

/// Reads a mapping; every name of a figure is held against the vocabulary of the site.
pub fn read(node: &Node, vocabulary: &Vocabulary, found: &mut Vec<Diagnostic>) -> Option<Mapping> {
    let before = found.len();
    let mut keys = Fields::open(node, "a mapping", found)?;
    let sources = keys
        .require("sources", found)
        .map(|node| dataset::sources(node, found));
    let sheet = keys
        .get("sheet")
        .and_then(|node| fields::label(node, "the name of a sheet", found));
    let delimiter = keys
        .get("delimiter")
        .and_then(|node| delimiter(node, found));
    let numbers = keys
        .get("numbers")
        .map_or(Some(Numbers::PLAIN), |node| numbers(node, found));
    let period = keys.get("period").and_then(|node| period(node, found));
    let rows = keys
        .get("rows")
        .and_then(|node| rows(node, vocabulary, found));
    let columns = keys
        .require("columns", found)
        .map(|node| columns(node, vocabulary, found))
        .unwrap_or_default();
    let words = keys
        .get("words")
        .map(|node| words(node, found))
        .unwrap_or_default();
    let sums = keys
        .get("sums")
        .map(|node| sums(node, vocabulary, found))
        .unwrap_or_default();
    let ignore = keys
        .get("ignore")
        .map(|node| ignored(node, found))
        .unwrap_or_default();
    keys.finish(found);
    if let Some(rows) = &rows {
        for (name, column) in columns
            .iter()
            .filter(|(_, column)| column.figure().cell.is_some())
        {
            let figure = column.figure();
            found.push(
                Diagnostic::new(
                    &WRONG_TYPE,
                    name.at,
                    format!("`{figure}` cannot be split again by `{}`", rows.breakdown),
                )
                .label("a figure with a category of its own")
                .expected("a measure such as received, where `rows:` gives the category")
                .mend("name the measure, or take `rows:` out"),
            );
        }
    }
    (found.len() == before).then_some(Mapping {
        sources: sources?,
        sheet,
        delimiter,
        numbers: numbers?,
        period,
        rows,
        columns,
        words,
        sums,
        ignore,
    })
}

fn delimiter(node: &Node, found: &mut Vec<Diagnostic>) -> Option<u8> {
    let known = match &node.kind {
        Kind::Scalar { text, .. } => DELIMITERS
            .into_iter()
            .find(|byte| text.as_bytes() == [*byte]),
        _ => None,
    };
    if known.is_none() {
        fields::wrong_type(
            node,
            "one of \",\", \";\" and \"\\t\" in double quotes",
            found,
        );
    }
    known
}

fn numbers(node: &Node, found: &mut Vec<Diagnostic>) -> Option<Numbers> {
    let mut keys = Fields::open(node, "the form of numbers", found)?;
    let one = |node: &Node, found: &mut Vec<Diagnostic>| {
        let text = match &node.kind {
            Kind::Scalar { text, .. } => text.as_str(),
            _ => "",
        };
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(only), None) if !only.is_ascii_alphanumeric() => Some(only),
            _ => {
                fields::wrong_type(node, "one character in quotes, such as \".\"", found);
                None
            }
        }
    };
    let thousands = keys.get("thousands").map(|node| one(node, found));
    let decimal = keys.get("decimal").map(|node| one(node, found));
    keys.finish(found);
    let thousands = match thousands {
        None => None,
        Some(character) => Some(character?),
    };
    let decimal = match decimal {
        // Whoever writes thousands with a point writes decimals with a comma.
        None => {
            if thousands == Some('.') {
                ','
            } else {
                '.'
            }
        }
        Some(character) => character?,
    };
    Some(Numbers { thousands, decimal })
}

fn period(
    node: &Node,
    found: &mut Vec<Diagnostic>,
) -> Option<(Spanned<String>, BTreeMap<String, Period>)> {
    let mut keys = Fields::open(node, "the period's column", found)?;
    let column = keys
        .require("column", found)
        .and_then(|node| name(node, found));
    let mut words = BTreeMap::new();
    if let Some(node) = keys.get("words") {
        for (word, value) in entries(node, "words of periods", found) {
            let Some(text) = fields::label(value, "a period such as 2023", found) else {
                continue;
            };
            match Period::parse(&text) {
                Some(period) => drop(words.insert(word.value.clone(), period)),
                None => found.push(
                    Diagnostic::new(&BAD_PERIOD, value.at, format!("`{text}` is no period"))
                        .label("not a period"),
                ),
            }
        }
    }
    keys.finish(found);
    Some((column?, words))
}

fn rows(node: &Node, vocabulary: &Vocabulary, found: &mut Vec<Diagnostic>) -> Option<Rows> {
    let mut keys = Fields::open(node, "the rows' column", found)?;
    let column = keys
        .require("column", found)
        .and_then(|node| name(node, found));
    let breakdown = keys.require("breakdown", found).and_then(|node| {
        let name = name(node, found)?;
        names::breakdown(&name, vocabulary)
            .map_err(|unknown| found.push(*unknown))
            .ok()
    });
    let total = keys.get("total").and_then(|node| name(node, found));
    let mut words = BTreeMap::new();
    if let (Some(node), Some(breakdown)) = (keys.get("words"), breakdown) {
        for (word, value) in entries(node, "words of categories", found) {
            let Some(category) = name(value, found) else {
                continue;
            };
            match names::category_key(&category, breakdown) {
                Ok(category) => drop(words.insert(word.value.clone(), category)),
                Err(unknown) => found.push(*unknown),
            }
        }
    }
    keys.finish(found);
    Some(Rows {
        column: column?,
        breakdown: breakdown?.id.clone(),
        words,
        total: total.map(|total| total.value),
    })
}

fn columns(
    node: &Node,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Vec<(Spanned<String>, Column)> {
    let mut columns = Vec::new();
    for (column, value) in entries(node, "columns with what they hold", found) {
        let figure = |node: &Node, found: &mut Vec<Diagnostic>| {
            let name = name(node, found)?;
            names::figure(&name, vocabulary)
                .map_err(|unknown| found.push(*unknown))
                .ok()
        };
        let read = match &value.kind {
            Kind::Mapping(_) => percentages(value, figure, found),
            _ => figure(value, found).map(Column::Counts),
        };
        columns.extend(read.map(|read| (column.clone(), read)));
    }
    columns
}

fn percentages(
    node: &Node,
    figure: impl Fn(&Node, &mut Vec<Diagnostic>) -> Option<FigureKey>,
    found: &mut Vec<Diagnostic>,
) -> Option<Column> {
    let mut keys = Fields::open(node, "a column", found)?;
    let of_column = keys
        .require("figure", found)
        .and_then(|node| figure(node, found));
    let of = keys
        .require("percent_of", found)
        .and_then(|node| figure(node, found));
    keys.finish(found);
    Some(Column::Percentages {
        figure: of_column?,
        of: of?,
    })
}

fn words(node: &Node, found: &mut Vec<Diagnostic>) -> BTreeMap<String, Meaning> {
    const ABSENT: &str = "absent";
    let mut words = BTreeMap::new();
    for (word, value) in entries(node, "words with what they mean", found) {
        let Some(name) = name(value, found) else {
            continue;
        };
        let meaning = match Gap::from_word(&name.value) {
            Some(gap) => Some(Meaning::Gap(gap)),
            None => (name.value == ABSENT).then_some(Meaning::Absent),
        };
        match meaning {
            Some(meaning) => drop(words.insert(word.value.clone(), meaning)),
            None => {
                let known = Gap::ALL.into_iter().map(Gap::word).chain([ABSENT]);
                found.push(unknown(
                    &WRONG_TYPE,
                    &name,
                    &format!("`{}` is neither a gap nor `absent`", name.value),
                    known,
                ));
            }
        }
    }
    words
}

fn sums(
    node: &Node,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<BreakdownId, Sums> {
    let mut all = BTreeMap::new();
    for (name, value) in entries(node, "breakdowns with how they add up", found) {
        let choices: Vec<_> = Sums::ALL
            .into_iter()
            .map(|sums| (sums.word(), sums))
            .collect();
        match names::breakdown(name, vocabulary) {
            Ok(breakdown) => {
                all.extend(
                    fields::choice(value, &choices, found).map(|sums| (breakdown.id.clone(), sums)),
                );
            }
            Err(unknown) => found.push(*unknown),
        }
    }
    all
}

fn ignored(node: &Node, found: &mut Vec<Diagnostic>) -> Vec<Spanned<String>> {
    let items = fields::items(node, "a list of columns: [Code, Remarks]", found);
    items.iter().filter_map(|item| name(item, found)).collect()
}

fn name(node: &Node, found: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    Some(Spanned {
        value: fields::label(node, "a name", found)?,
        at: node.at,
    })
}

fn entries<'n>(
    node: &'n Node,
    what: &'static str,
    found: &mut Vec<Diagnostic>,
) -> Vec<(&'n Spanned<String>, &'n Node)> {
    Fields::open(node, what, found)
        .map(|mut keys| keys.remaining())
        .unwrap_or_default()
}
