//! Our own table read back: the columns of `export::row` to rows.

use crate::diagnostic::{Diagnostic, Place};
use crate::export::row::{COLUMNS, Row};
use crate::model::identifier::LanguageId;
use crate::model::value::{Gap, Status};
use crate::model::vocabulary::Unit;

use super::checks::{TABLE_COLUMN, TABLE_VALUE};
use super::draft::in_language;
use super::stated::Numbers;
use super::table::{self, Kind, MOST_PROBLEMS, Table};

/// A row of ours, and where it was written.
#[derive(Debug, Clone)]
pub struct Read {
    pub row: Row,
    pub at: Place,
    /// `row 7`, `figures[5]`: for messages.
    pub named: String,
}

/// Whether a table has the columns of ours; a table that has most of them is meant to be one.
pub fn is_own(table: &Table) -> bool {
    let known = COLUMNS
        .iter()
        .filter(|name| table.column(name).is_some())
        .count();
    known * 2 > COLUMNS.len()
}

/// Every row of a table of ours; `language` is the one in which its notes are.
pub fn read(table: &Table, language: &LanguageId, found: &mut Vec<Diagnostic>) -> Vec<Read> {
    let before = found.len();
    found.extend(table.repeated(&TABLE_COLUMN));
    let mut places = [0; COLUMNS.len()];
    for (place, name) in places.iter_mut().zip(COLUMNS) {
        match table.column(name) {
            Some(column) => *place = column,
            None => found.push(table.missing(&TABLE_COLUMN, name).mend(
                "export the table again, or read it as a foreign one with a mapping file (--mapping)",
            )),
        }
    }
    for cell in table
        .header
        .iter()
        .filter(|cell| !COLUMNS.contains(&cell.text.as_str()))
    {
        found.push(
            Diagnostic::new(&TABLE_COLUMN, cell.at, format!("row 1: klartext's tables have no column \"{}\"", cell.text))
                .label("unknown")
                .mend("take the column out, or read the table as a foreign one with a mapping file (--mapping)"),
        );
    }
    if found.len() > before {
        return Vec::new();
    }
    let mut reads = Vec::new();
    for row in &table.rows {
        if found.len() - before >= MOST_PROBLEMS {
            break;
        }
        reads.extend(
            Reader {
                table,
                row,
                places: &places,
            }
            .read(language, found),
        );
    }
    reads
}

struct Reader<'t> {
    table: &'t Table,
    row: &'t table::Row,
    places: &'t [usize; COLUMNS.len()],
}

impl Reader<'_> {
    fn column(&self, name: &str) -> usize {
        COLUMNS
            .iter()
            .position(|known| *known == name)
            .and_then(|index| self.places.get(index))
            .copied()
            .unwrap_or(0)
    }

    fn raw(&self, name: &str) -> &str {
        self.row
            .cells
            .get(self.column(name))
            .map_or("", |cell| &cell.text)
    }

    /// A text without the apostrophe that our CSV puts before what a spreadsheet would take for a formula, and
    /// before another apostrophe: exactly one is taken away. A typed cell of a workbook has none.
    fn text(&self, name: &str) -> String {
        let raw = self.raw(name);
        match self.table.kind {
            Kind::Text => raw.strip_prefix('\'').unwrap_or(raw).to_owned(),
            Kind::Sheet => raw.to_owned(),
        }
    }

    fn refuse(&self, name: &str, message: &str) -> Diagnostic {
        self.table
            .problem(&TABLE_VALUE, self.row, self.column(name), message)
    }

    fn number(&self, name: &str, found: &mut Vec<Diagnostic>) -> Option<u64> {
        let raw = self.raw(name);
        if raw.is_empty() {
            return None;
        }
        Numbers::PLAIN
            .whole(raw)
            .map_err(|why| found.push(self.refuse(name, &why).label("not a plain whole number")))
            .ok()
    }

    fn read(&self, language: &LanguageId, found: &mut Vec<Diagnostic>) -> Option<Read> {
        let before = found.len();
        let unit = Unit::from_word(&self.text("unit")).map(Unit::word);
        if unit.is_none() {
            let units: Vec<_> = Unit::ALL.into_iter().map(Unit::word).collect();
            let message = format!("`{}` is no unit", self.raw("unit"));
            found.push(
                self.refuse("unit", &message)
                    .expected(format!("one of {}", units.join(", "))),
            );
        }
        let status = status(&self.text("status"));
        if status.is_none() {
            let message = format!("`{}` is neither a status nor a gap", self.raw("status"));
            found.push(self.refuse("status", &message).expected(statuses()));
        }
        let percent = self.raw("percent");
        let tenths = tenths(percent);
        if tenths.is_none() && !percent.is_empty() {
            let message = format!("`{percent}` is no percentage with one decimal");
            found.push(self.refuse("percent", &message));
        }
        let note = self.text("note");
        let row = Row {
            organisation: self.text("organisation"),
            period: self.text("period"),
            measure: self.text("measure"),
            breakdown: self.text("breakdown"),
            category: self.text("category"),
            unit: unit.unwrap_or_default(),
            value: self.number("value", found),
            lower: self.number("lower", found),
            upper: self.number("upper", found),
            status: status.unwrap_or_default(),
            stated: self.text("stated"),
            percent_tenths: tenths,
            base: self.text("base"),
            breaks: self
                .text("break")
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            restated_from: self.text("restated_from"),
            source: self.text("source"),
            notes: (!note.is_empty())
                .then(|| in_language(language, &note))
                .into_iter()
                .collect(),
            definition: self.text("definition"),
        };
        let at = self.row.cells.first().zip(self.row.cells.last())?;
        let at = crate::diagnostic::Span {
            end: at.1.at.end,
            ..at.0.at
        };
        (found.len() == before).then(|| Read {
            row,
            at: at.into(),
            named: format!("row {}", self.row.number),
        })
    }
}

/// A status or a kind of gap, as rows have it.
pub(super) fn status(word: &str) -> Option<&'static str> {
    Status::from_word(word)
        .map(Status::word)
        .or_else(|| Gap::from_word(word).map(Gap::word))
}

fn statuses() -> String {
    let words = Status::ALL
        .into_iter()
        .map(Status::word)
        .chain(Gap::ALL.into_iter().map(Gap::word));
    format!("one of {}", words.collect::<Vec<_>>().join(", "))
}

/// `33.8` and, as a spreadsheet writes a round number, `34`: in tenths.
pub(super) fn tenths(text: &str) -> Option<u64> {
    let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (digits(whole) && digits(tenth) && tenth.len() == 1 && whole.len() <= 15)
        .then(|| format!("{whole}{tenth}").parse().ok())?
}
