//! A foreign table and its mapping to datasets. What the mapping does not speak of is refused, never skipped.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Spanned};
use crate::model::figure::{CategoryKey, FigureKey};
use crate::model::identifier::BreakdownId;
use crate::model::period::Period;
use crate::model::value::{Share, Statement};
use crate::model::vocabulary::Vocabulary;
use crate::source::names;

use super::checks::{TABLE_COLUMN, TABLE_ROW_TWICE, TABLE_TOTAL, TABLE_VALUE};
use super::draft::{Draft, Value};
use super::mapping::{Column, Mapping, Meaning, Rows};
use super::stated;
use super::table::{MOST_PROBLEMS, Row, Table};

/// One dataset for each period of the table; `period` is the one that the caller named for a table without any.
pub fn drafts(
    table: &Table,
    mapping: &Mapping,
    period: Option<Period>,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Vec<Draft> {
    let before = found.len();
    let Some(columns) = columns(table, mapping, found) else {
        return Vec::new();
    };
    if mapping.period.is_none() && period.is_none() {
        let at = table.header.first().map(|cell| cell.at);
        found.extend(at.map(|at| {
            Diagnostic::new(
                &TABLE_COLUMN,
                at,
                "row 1: nothing says of which period this table is",
            )
            .label("no period")
            .mend("name the period with --period, or its column with `period:` in the mapping file")
        }));
        return Vec::new();
    }
    let reader = Reader {
        table,
        mapping,
        columns: &columns,
        vocabulary,
    };
    let mut drafts: BTreeMap<Period, Draft> = BTreeMap::new();
    let mut first: BTreeMap<(Period, FigureKey), usize> = BTreeMap::new();
    for row in &table.rows {
        if found.len() - before >= MOST_PROBLEMS {
            break;
        }
        let (of, category) = (
            reader.period(row, period, found),
            reader.category(row, found),
        );
        let (Some(of), Some(category)) = (of, category) else {
            continue;
        };
        let draft = drafts.entry(of).or_insert_with(|| {
            let mut draft = Draft::new(of, mapping.sources.clone());
            draft.remarks.push(
                "Read from a table by `klartext import`; the mapping file says how.".to_owned(),
            );
            draft
        });
        for (index, column) in columns
            .iter()
            .filter_map(|(index, column)| Some((*index, column.as_ref()?)))
        {
            let Some((key, value)) = reader.value(row, index, column, category.as_ref(), found)
            else {
                continue;
            };
            if let Some(earlier) = first.insert((of, key.clone()), row.number) {
                found.push(
                    table
                        .problem(
                            &TABLE_ROW_TWICE,
                            row,
                            index,
                            &format!("`{key}` of {of} stands in row {earlier} already"),
                        )
                        .label("again"),
                );
                continue;
            }
            draft.figures.insert(key, value);
        }
    }
    reader.totals(&drafts, &first, found);
    for draft in drafts.values_mut() {
        declare_sums(draft, mapping);
    }
    drafts.into_values().collect()
}

/// Each column of the table that holds figures, by its place; `None` for one that is read otherwise or ignored.
fn columns<'m>(
    table: &Table,
    mapping: &'m Mapping,
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<(usize, Option<&'m Column>)>> {
    let before = found.len();
    found.extend(table.repeated(&TABLE_COLUMN));
    let roles: Vec<&Spanned<String>> = mapping
        .period
        .iter()
        .map(|(column, _)| column)
        .chain(mapping.rows.iter().map(|rows| &rows.column))
        .chain(&mapping.ignore)
        .collect();
    for name in roles
        .iter()
        .copied()
        .chain(mapping.columns.iter().map(|(name, _)| name))
    {
        if table.column(&name.value).is_none() {
            found.push(
                table
                    .missing(&TABLE_COLUMN, &name.value)
                    .related(name.at, "named here")
                    .mend("correct the name in the mapping file, or export the table with this column"),
            );
        }
    }
    let known = |name: &str| {
        mapping
            .columns
            .iter()
            .find(|(column, _)| column.value == name)
    };
    let mut columns = Vec::new();
    for (index, cell) in table.header.iter().enumerate() {
        let column = known(&cell.text).map(|(_, column)| column);
        if column.is_none() && !roles.iter().any(|role| role.value == cell.text) {
            found.push(
                Diagnostic::new(
                    &TABLE_COLUMN,
                    cell.at,
                    format!("row 1: nothing says what the column \"{}\" is", cell.text),
                )
                .label("not in the mapping file"),
            );
        }
        columns.push((index, column));
    }
    (found.len() == before).then_some(columns)
}

struct Reader<'t> {
    table: &'t Table,
    mapping: &'t Mapping,
    columns: &'t [(usize, Option<&'t Column>)],
    vocabulary: &'t Vocabulary,
}

impl Reader<'_> {
    fn cell<'r>(&self, row: &'r Row, name: &str) -> Option<(usize, &'r str)> {
        let column = self.table.column(name)?;
        Some((column, row.cells.get(column)?.text.trim()))
    }

    fn period(
        &self,
        row: &Row,
        told: Option<Period>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Period> {
        let Some((name, words)) = &self.mapping.period else {
            return told;
        };
        let (column, text) = self.cell(row, &name.value)?;
        let period = words.get(text).copied().or_else(|| Period::parse(text));
        if period.is_none() {
            found.push(
                self.table
                    .problem(&TABLE_VALUE, row, column, &format!("`{text}` is no period"))
                    .label("not a period")
                    .expected("2023, 2023-H1, 2023-Q1, or a word of the mapping file (`period: {words: …}`)"),
            );
        }
        period
    }

    /// The category of a row; the inner `None` is the total.
    fn category(&self, row: &Row, found: &mut Vec<Diagnostic>) -> Option<Option<CategoryKey>> {
        let Some(rows) = &self.mapping.rows else {
            return Some(None);
        };
        let (column, text) = self.cell(row, &rows.column.value)?;
        if rows.total.as_deref() == Some(text) {
            return Some(None);
        }
        if let Some(category) = rows.words.get(text) {
            return Some(Some(category.clone()));
        }
        let breakdown = self.vocabulary.breakdown(&rows.breakdown)?;
        let at = row.cells.get(column)?.at;
        match names::category_key(
            &Spanned {
                value: text.to_owned(),
                at,
            },
            breakdown,
        ) {
            Ok(category) => Some(Some(category)),
            Err(unknown) => {
                let words = rows.words.keys().map(String::as_str);
                let known = words.chain(
                    breakdown
                        .categories
                        .iter()
                        .map(|category| category.id.as_str()),
                );
                let near = crate::diagnostic::nearest(text, known);
                let mut told = Diagnostic {
                    message: format!("{}: {}", self.table.place(row, column), unknown.message),
                    ..*unknown
                };
                if let Some(near) = near {
                    told = told.label(format!("did you mean \"{near}\"?"));
                }
                found.push(told.mend(
                    "say under `rows: {words: …}` of the mapping file which category it is, name the total (`total:`), or declare the category in content/vocabulary.yaml",
                ));
                None
            }
        }
    }

    fn value(
        &self,
        row: &Row,
        index: usize,
        column: &Column,
        category: Option<&CategoryKey>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<(FigureKey, Value)> {
        let text = row.cells.get(index)?.text.trim();
        let cell_of = |key: &FigureKey| match (&self.mapping.rows, category) {
            (Some(Rows { breakdown, .. }), Some(category)) => {
                FigureKey::cell(key.measure.clone(), breakdown.clone(), category.clone())
            }
            _ => key.clone(),
        };
        let key = cell_of(column.figure());
        let statement = match self.mapping.words.get(text) {
            Some(Meaning::Absent) => return None,
            Some(Meaning::Gap(gap)) => Ok(Statement::Gap(*gap)),
            None if text.is_empty() => {
                Err("this cell is blank, and silence is not zero".to_owned())
            }
            None => self.statement(text, column, &cell_of),
        };
        match statement {
            Ok(statement) => Some((key, Value::plain(statement))),
            Err(why) => {
                let told = self.table.problem(&TABLE_VALUE, row, index, &why);
                found.push(match text.is_empty() {
                    true => told.label("blank").mend("say in the mapping file what a blank means: words: {\"\": not_published}, or absent where the source does not speak of it"),
                    false => told.label("not understood").mend("say in the mapping file how numbers are written (numbers: {thousands: \".\"}), or what this word means (words:)"),
                });
                None
            }
        }
    }

    fn statement(
        &self,
        text: &str,
        column: &Column,
        cell_of: &impl Fn(&FigureKey) -> FigureKey,
    ) -> Result<Statement, String> {
        let numbers = self.mapping.numbers;
        if let Column::Percentages { of, .. } = column {
            let percent = numbers.percent(text)?;
            return Ok(Statement::Share(Share {
                percent,
                of: cell_of(of),
            }));
        }
        match numbers.whole(text) {
            Ok(count) => Ok(Statement::Count {
                count,
                printed: None,
            }),
            // A range or a bound in the words that klartext's own tables have for it.
            Err(why) => stated::parse(text, None)
                .filter(|statement| {
                    !matches!(statement, Statement::Count { .. } | Statement::Gap(_))
                })
                .ok_or(why),
        }
    }

    /// A row that equals the sum of all others is no category: the commonest slip of whoever exports a table.
    fn totals(
        &self,
        drafts: &BTreeMap<Period, Draft>,
        numbers: &BTreeMap<(Period, FigureKey), usize>,
        found: &mut Vec<Diagnostic>,
    ) {
        let Some(rows) = &self.mapping.rows else {
            return;
        };
        for (period, draft) in drafts {
            for (index, column) in self
                .columns
                .iter()
                .filter_map(|(index, column)| Some((*index, column.as_ref()?)))
            {
                let cells: Vec<(&FigureKey, u64)> = draft
                    .figures
                    .iter()
                    .filter(|(key, _)| key.measure == column.figure().measure && key.cell.is_some())
                    .filter_map(|(key, value)| match value.statement {
                        Statement::Count { count, .. } => Some((key, count)),
                        _ => None,
                    })
                    .collect();
                let sum: u64 = cells.iter().map(|(_, count)| count).sum();
                let parts = cells.iter().filter(|(_, count)| *count > 0).count();
                let whole = cells
                    .iter()
                    .find(|(_, count)| 2 * count == sum && parts > 3);
                let Some((key, count)) =
                    whole.filter(|(key, _)| !self.contains_the_others(key, &rows.breakdown))
                else {
                    continue;
                };
                let number = numbers
                    .get(&(*period, (*key).clone()))
                    .copied()
                    .unwrap_or(0);
                let Some(row) = self.table.rows.iter().find(|row| row.number == number) else {
                    continue;
                };
                found.push(
                    self.table
                        .problem(
                            &TABLE_TOTAL,
                            row,
                            index,
                            &format!(
                                "`{key}` is {count}, the sum of all the other rows of {period}"
                            ),
                        )
                        .label("a total?"),
                );
            }
        }
    }

    /// Whether a category has others in it by the vocabulary, as `foreign` has `eu`.
    fn contains_the_others(&self, key: &FigureKey, breakdown: &BreakdownId) -> bool {
        let category = key.cell.as_ref().and_then(|cell| cell.category.single());
        let known = self.vocabulary.breakdown(breakdown);
        category
            .zip(known)
            .is_some_and(|(category, known)| known.children(category).next().is_some())
    }
}

fn declare_sums(draft: &mut Draft, mapping: &Mapping) {
    let stated: Vec<_> = draft
        .figures
        .keys()
        .filter_map(|key| Some((key.measure.clone(), key.cell.as_ref()?.breakdown.clone())))
        .collect();
    for (measure, breakdown) in stated {
        if let Some(sums) = mapping.sums.get(&breakdown) {
            draft.sums.insert((measure, breakdown), *sums);
        }
    }
}
