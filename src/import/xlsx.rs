//! Bytes of a workbook to a [`Table`], under limits: an archive says how large it is, and may lie.
//!
//! A diagnostic shows lines of a text, and a workbook has none. So the sheet is written down as one, a row a
//! line, and every cell has its place in that: the caret stands under the cell, and the line's number is the row's.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use crate::diagnostic::{Diagnostic, FileId, Place, Sources, Span};
use crate::narrative::characters::{FORBIDDEN_CHARACTER, first_forbidden};

use super::checks::{TABLE_COLUMN, TABLE_FORM, TABLE_TOO_LARGE};
use super::csv::named;
use super::table::{
    Cell, Kind, MOST_CELLS, MOST_COLUMNS, MOST_PROBLEMS, MOST_ROWS, Row, Table, letters,
};

/// What the files of a workbook may have together when they are unpacked.
const MOST_UNPACKED: u64 = 32 << 20;
/// What each of them may have but sheets and their texts. Twelve million empty styles are 60 MB, and nearly two gigabytes
/// when they are read.
const MOST_BESIDE: u64 = 2 << 20;
const MOST_FILES: usize = 1_000;

/// Reads a sheet of a workbook: the first, unless it is named.
pub fn read(
    path: &str,
    bytes: &[u8],
    sheet: Option<&str>,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Table> {
    let whole = || Place::Path(path.to_owned());
    if let Err(refused) = unpacks_within_limits(bytes) {
        found.push(match refused {
            Unpacking::TooLarge => Diagnostic::new(
                &TABLE_TOO_LARGE,
                whole(),
                format!(
                    "unpacked, this workbook has more than {} MiB, or {} MiB beside its sheets",
                    MOST_UNPACKED >> 20,
                    MOST_BESIDE >> 20
                ),
            ),
            Unpacking::Damaged(cause) => Diagnostic::new(
                &TABLE_FORM,
                whole(),
                format!("this is no workbook: {cause}"),
            )
            .expected("an .xlsx file")
            .mend("save the table again as .xlsx, or as CSV in UTF-8"),
        });
        return None;
    }
    let damaged = |error: &XlsxError| {
        Diagnostic::new(
            &TABLE_FORM,
            whole(),
            format!("this workbook cannot be read: {error}"),
        )
        .mend("open it in a spreadsheet and save it again as .xlsx, or as CSV in UTF-8")
    };
    let mut book = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => {
            found.push(damaged(&error));
            return None;
        }
    };
    let names = book.sheet_names();
    let Some(name) = sheet.map_or_else(
        || names.first().cloned(),
        |name| names.iter().find(|known| *known == name).cloned(),
    ) else {
        found.push(
            Diagnostic::new(
                &TABLE_COLUMN,
                whole(),
                format!(
                    "this workbook has no sheet \"{}\"",
                    sheet.unwrap_or_default()
                ),
            )
            .expected(format!("one of {}", names.join(", ")))
            .mend("correct `sheet:` in the mapping file"),
        );
        return None;
    };
    match book.merge_cells_by_sheet_name(&name) {
        Ok(merged) => {
            if let Some(first) = merged.first() {
                let cell =
                    |(row, column): (u32, u32)| format!("{}{}", letters(column as usize), row + 1);
                let (from, to) = (cell(first.start), cell(first.end));
                found.push(
                    Diagnostic::new(
                        &TABLE_FORM,
                        whole(),
                        format!("sheet \"{name}\": cells {from} to {to} are merged"),
                    )
                    .expected("one value in each cell")
                    .mend("unmerge the cells and write the value into each row that it belongs to"),
                );
                return None;
            }
        }
        Err(error) => {
            found.push(damaged(&error));
            return None;
        }
    }
    match cells(&mut book, &name) {
        Ok(cells) => table(path, &name, cells, sources, found),
        Err(Stopped::Unreadable(error)) => {
            found.push(damaged(&error));
            None
        }
        Err(Stopped::TooLarge(cell)) => {
            found.push(Diagnostic::new(
                &TABLE_TOO_LARGE,
                whole(),
                format!("cell {cell}: here the sheet \"{name}\" has more than {MOST_ROWS} rows, {MOST_COLUMNS} columns or {MOST_CELLS} cells"),
            ));
            None
        }
    }
}

enum Unpacking {
    TooLarge,
    Damaged(String),
}

/// Unpacks everything once and keeps nothing of it: what an archive declares of itself may be a lie.
fn unpacks_within_limits(bytes: &[u8]) -> Result<(), Unpacking> {
    let damaged = |error: &dyn std::fmt::Display| Unpacking::Damaged(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MOST_FILES {
        return Err(Unpacking::TooLarge);
    }
    let mut left = MOST_UNPACKED;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|error| damaged(&error))?;
        let name = file
            .name()
            .map_err(|error| damaged(&error))?
            .to_lowercase()
            .replace('\\', "/");
        let figures = (name.contains("worksheets/") || name.ends_with("sharedstrings.xml"))
            && !name.ends_with("styles.xml");
        let most = if figures { left } else { left.min(MOST_BESIDE) };
        let mut limited = file.by_ref().take(most + 1);
        let read =
            std::io::copy(&mut limited, &mut std::io::sink()).map_err(|error| damaged(&error))?;
        if read > most {
            return Err(Unpacking::TooLarge);
        }
        left -= read;
    }
    Ok(())
}

enum Stopped {
    TooLarge(String),
    Unreadable(XlsxError),
}

/// What stands in a cell.
enum Content {
    Text(String),
    /// Why it cannot be read as a value, in words.
    Refused(&'static str),
}

struct Found {
    row: usize,
    column: usize,
    content: Content,
}

fn cells(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Vec<Found>, Stopped> {
    let mut reader = book
        .worksheet_cells_reader(sheet)
        .map_err(Stopped::Unreadable)?;
    let mut cells = Vec::new();
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(Stopped::Unreadable)?
    {
        let (row, column) = (cell.pos.0 as usize, cell.pos.1 as usize);
        let content = match (&cell.formula, content(&cell.value)) {
            (Some(_), _) => {
                Content::Refused("is a formula: its result may differ from what was saved with it")
            }
            (None, Some(content)) => content,
            (None, None) => continue,
        };
        if row > MOST_ROWS || column >= MOST_COLUMNS || cells.len() >= MOST_CELLS {
            return Err(Stopped::TooLarge(format!("{}{}", letters(column), row + 1)));
        }
        cells.push(Found {
            row,
            column,
            content,
        });
    }
    Ok(cells)
}

/// `None` for an empty cell.
fn content(value: &DataRef<'_>) -> Option<Content> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => Content::Text(number.to_string()),
        // Spreadsheets have no other numbers. Written out it is the shortest text that means the same number,
        // which for every whole number below 2^53 is that number; nothing is computed with it.
        DataRef::Float(number) => Content::Text(number.to_string()),
        DataRef::String(text) => Content::Text(text.clone()),
        DataRef::SharedString(text) => Content::Text((*text).to_owned()),
        DataRef::Bool(_) => Content::Refused("is a truth value"),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => {
            Content::Refused("is a date or a time for the spreadsheet, not a text or a number")
        }
        DataRef::Error(_) => Content::Refused("holds an error of the spreadsheet"),
    })
}

fn table(
    path: &str,
    sheet: &str,
    mut cells: Vec<Found>,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Table> {
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let width = cells
        .iter()
        .filter(|cell| cell.row == 0)
        .map(|cell| cell.column + 1)
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut refusals: Vec<(usize, usize, String)> = Vec::new();
    let file = FileId(u32::try_from(sources.len()).unwrap_or(u32::MAX));
    let mut cells = cells.into_iter().peekable();
    let mut line = 0;
    while let Some(next) = cells.peek().map(|cell| cell.row) {
        // An empty row is an empty line.
        text.extend(std::iter::repeat_n('\n', next - line));
        line = next;
        let mut row = Row {
            number: next + 1,
            cells: Vec::new(),
        };
        while let Some(cell) = cells.next_if(|cell| cell.row == next) {
            while row.cells.len() < cell.column {
                row.cells.push(blank(file, &mut text));
            }
            let start = text.len();
            let content = match cell.content {
                Content::Text(content) => {
                    if let Some(what) = first_forbidden(&content.replace("\r\n", "\n")) {
                        refusals.push((rows.len(), cell.column, format!("has a {what}")));
                    }
                    content
                }
                Content::Refused(why) => {
                    refusals.push((rows.len(), cell.column, why.to_owned()));
                    String::new()
                }
            };
            text.push_str(&content.split_whitespace().collect::<Vec<_>>().join(" "));
            let end = text.len();
            text.push_str(" | ");
            // A cell that stands twice in a damaged sheet has been read already.
            if row.cells.len() == cell.column {
                row.cells.push(Cell {
                    text: content,
                    at: Span::new(file, start..end),
                });
            }
        }
        while row.cells.len() < width {
            row.cells.push(blank(file, &mut text));
        }
        rows.push(row);
    }
    sources.add(path, text);
    let mut rows = rows.into_iter();
    let header = rows.next().filter(|row| row.number == 1);
    let mut table = Table {
        kind: Kind::Sheet,
        header: header
            .map(|row| row.cells.iter().map(named).collect())
            .unwrap_or_default(),
        rows: rows.collect(),
    };
    if table.header.is_empty() {
        found.push(
            Diagnostic::new(
                &TABLE_FORM,
                Place::Path(path.to_owned()),
                format!("cell A1: the sheet \"{sheet}\" has no header"),
            )
            .expected("the names of the columns in row 1"),
        );
        return None;
    }
    let before = found.len();
    for (row, column, why) in refusals.into_iter().take(MOST_PROBLEMS) {
        let cell = match row.checked_sub(1) {
            None => table.header.get(column),
            Some(row) => table.rows.get(row).and_then(|row| row.cells.get(column)),
        };
        let number = row
            .checked_sub(1)
            .and_then(|row| table.rows.get(row))
            .map_or(1, |row| row.number);
        let at = cell.map_or(Place::Path(path.to_owned()), |cell| cell.at.into());
        let check = if why.starts_with("has a ") {
            &FORBIDDEN_CHARACTER
        } else {
            &TABLE_FORM
        };
        let mut told =
            Diagnostic::new(check, at, format!("cell {}{number} {why}", letters(column)));
        if why.starts_with("is a formula") {
            told = told
                .label("a formula")
                .mend("copy the sheet and paste it as values");
        }
        if why.starts_with("is a date") {
            told = told
                .label("a date")
                .mend("format the cell as a number or a text, and write the value again");
        }
        found.push(told);
    }
    for row in table
        .rows
        .iter()
        .filter(|row| row.cells.len() > width)
        .take(MOST_PROBLEMS)
    {
        found.push(
            table
                .problem(
                    &TABLE_FORM,
                    row,
                    width,
                    "this cell stands beyond the last column of the header",
                )
                .label("no column"),
        );
    }
    // Rows of nothing are what a spreadsheet leaves behind.
    table
        .rows
        .retain(|row| row.cells.iter().any(|cell| !cell.text.is_empty()));
    (found.len() == before).then_some(table)
}

fn blank(file: FileId, text: &mut String) -> Cell {
    let at = Span::new(file, text.len()..text.len());
    text.push_str("| ");
    Cell {
        text: String::new(),
        at,
    }
}
