//! Bytes of a CSV file to a [`Table`]: RFC 4180, UTF-8, with the place of every field.

use crate::diagnostic::{Diagnostic, FileId, Sources, Span};
use crate::narrative::characters::{FORBIDDEN_CHARACTER, first_forbidden};
use crate::source::checks::NOT_TEXT;

use super::checks::{TABLE_FORM, TABLE_TOO_LARGE};
use super::table::{Cell, Kind, MOST_CELLS, MOST_COLUMNS, MOST_PROBLEMS, MOST_ROWS, Row, Table};

/// The delimiters that tables are written with, besides the comma of RFC 4180.
pub const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The text of a file, which is added to the sources whether it can be read or not.
pub fn text(
    path: &str,
    bytes: &[u8],
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<(FileId, String)> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some((sources.add(path, text), text.to_owned())),
        Err(error) => {
            let start = error.valid_up_to();
            let utf_16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
            // The lines up to the fault and its own are enough to show it, be the file as large as it likes.
            let shown = &bytes[..bytes.len().min(start + 200)];
            let file = sources.add(path, String::from_utf8_lossy(shown));
            let before = &bytes[..start];
            let row = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            let line = before
                .rsplit(|byte| *byte == b'\n')
                .next()
                .unwrap_or_default();
            let column = 1 + line
                .iter()
                .filter(|byte| matches!(**byte, b',' | b';' | b'\t'))
                .count();
            let message = match utf_16 {
                true => "this table is UTF-16, not UTF-8".to_owned(),
                false => format!(
                    "row {row}, column {column}: the byte 0x{:02X} is no UTF-8 text",
                    bytes[start]
                ),
            };
            found.push(
                Diagnostic::new(&NOT_TEXT, Span::new(file, start..start + 3), message)
                    .label("not UTF-8")
                    .expected("UTF-8")
                    .mend("save the table as \"CSV UTF-8\", or as .xlsx"),
            );
            None
        }
    }
}

/// The delimiter that splits the first line into the most fields; a comma where none does.
pub fn likely_delimiter(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| line.bytes().filter(|byte| *byte == delimiter).count();
    // The first of equals: a comma.
    let mut best = b',';
    for delimiter in DELIMITERS {
        if count(delimiter) > count(best) {
            best = delimiter;
        }
    }
    best
}

/// Reads a table. A byte order mark before the header is no part of its first name.
pub fn read(file: FileId, text: &str, delimiter: u8, found: &mut Vec<Diagnostic>) -> Option<Table> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let body = &text[start..];
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(body.as_bytes());
    let mut records: Vec<(usize, Vec<String>)> = Vec::new();
    let mut cells = 0;
    let mut record = csv::StringRecord::new();
    // Reading from memory cannot fail, and the text is UTF-8.
    while reader.read_record(&mut record).unwrap_or(false) {
        let at = record.position().map_or(0, csv::Position::byte);
        let at = start + usize::try_from(at).unwrap_or(0);
        cells += record.len();
        if records.len() > MOST_ROWS || record.len() > MOST_COLUMNS || cells > MOST_CELLS {
            found.push(too_large(file, at, records.len() + 1));
            return None;
        }
        records.push((at, record.iter().map(str::to_owned).collect()));
    }
    let ends: Vec<usize> = records
        .iter()
        .skip(1)
        .map(|(at, _)| *at)
        .chain([text.len()])
        .collect();
    let mut rows = records
        .into_iter()
        .zip(ends)
        .enumerate()
        .map(|(index, ((at, fields), end))| {
            located(file, text, at..end, fields, delimiter, index + 1)
        });
    let Some(header) = rows.next() else {
        found.push(
            Diagnostic::new(&TABLE_FORM, Span::new(file, 0..0), "this table is empty")
                .label("nothing here")
                .expected("a header with the names of the columns, and rows"),
        );
        return None;
    };
    let before = found.len();
    let width = header.0.cells.len();
    check(&header, width, found);
    let rows: Vec<Row> = rows
        .map(|row| {
            if found.len() - before < MOST_PROBLEMS {
                check(&row, width, found);
            }
            row.0
        })
        .collect();
    (found.len() == before).then_some(Table {
        kind: Kind::Text,
        header: header.0.cells.iter().map(named).collect(),
        rows,
    })
}

/// A name of a column without the spaces around it.
pub(super) fn named(cell: &Cell) -> Cell {
    Cell {
        text: cell.text.trim().to_owned(),
        at: cell.at,
    }
}

fn too_large(file: FileId, at: usize, row: usize) -> Diagnostic {
    Diagnostic::new(
        &TABLE_TOO_LARGE,
        Span::new(file, at..at),
        format!("row {row}: here the table has more than {MOST_ROWS} rows, {MOST_COLUMNS} columns or {MOST_CELLS} cells"),
    )
    .label("reading ended here")
}

/// A record with the places of its fields, and whether a quote in it is left open.
fn located(
    file: FileId,
    text: &str,
    range: std::ops::Range<usize>,
    fields: Vec<String>,
    delimiter: u8,
    number: usize,
) -> (Row, bool) {
    let line_ends = ['\r', '\n'];
    let raw = &text[range.clone()];
    let start = range.start + (raw.len() - raw.trim_start_matches(line_ends).len());
    let end = start.max(range.start + raw.trim_end_matches(line_ends).len());
    let mut quoted = false;
    let mut edges = vec![start];
    for (offset, byte) in text.as_bytes()[start..end].iter().enumerate() {
        if *byte == b'"' {
            quoted = !quoted;
        } else if *byte == delimiter && !quoted {
            edges.push(start + offset + 1);
        }
    }
    edges.push(end + 1);
    // Quotes in the middle of a field can make the two countings differ: then a field is shown as its row.
    let agree = edges.len() == fields.len() + 1;
    let cells = fields.into_iter().enumerate().map(|(index, text)| Cell {
        text,
        at: match (agree, edges.get(index), edges.get(index + 1)) {
            (true, Some(from), Some(to)) => Span::new(file, *from..(*from).max(to - 1)),
            _ => Span::new(file, start..end),
        },
    });
    let row = Row {
        number,
        cells: cells.collect(),
    };
    (row, quoted)
}

fn check((row, open): &(Row, bool), width: usize, found: &mut Vec<Diagnostic>) {
    let Some((first, last)) = row.cells.first().zip(row.cells.last()) else {
        return;
    };
    let whole = Span {
        end: last.at.end,
        ..first.at
    };
    let number = row.number;
    if *open {
        let start = Span {
            end: whole.start + 1,
            ..whole
        };
        found.push(
            Diagnostic::new(
                &TABLE_FORM,
                start,
                format!("row {number}: a quote is opened in this row and not closed"),
            )
            .label("in this row")
            .mend("close the quote, or write a quote within quotes twice"),
        );
    } else if row.cells.len() != width {
        let have = row.cells.len();
        found.push(
            Diagnostic::new(&TABLE_FORM, whole, format!("row {number} has {have} fields, the header has {width}"))
                .label("fields do not match")
                .expected(if width == 1 { "1 field".to_owned() } else { format!("{width} fields") })
                .mend("put a text that contains the delimiter in quotes, and give every row all its fields"),
        );
    }
    for (index, cell) in row.cells.iter().enumerate() {
        if let Some(what) = first_forbidden(&cell.text.replace("\r\n", "\n")) {
            found.push(
                Diagnostic::new(
                    &FORBIDDEN_CHARACTER,
                    cell.at,
                    format!("row {number}, column {}: {what} is not allowed", index + 1),
                )
                .label("in this field"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        let table = read(FileId(0), text, b',', &mut found);
        assert_eq!(found, []);
        let rows = table.unwrap().rows;
        let cells = rows.iter().flat_map(|row| &row.cells);
        cells
            .map(|cell| format!("{}={}", cell.text, &text[cell.at.range()]))
            .collect()
    }

    #[test]
    fn every_field_knows_its_place() {
        assert_eq!(
            places("a,b\r\n1,\"x, \"\"y\"\"\"\r\n,3\r\n"),
            ["1=1", "x, \"y\"=\"x, \"\"y\"\"\"", "=", "3=3"]
        );
        assert_eq!(
            places("\u{feff}a,b\n\n1,\"two\nlines\"\n"),
            ["1=1", "two\nlines=\"two\nlines\""]
        );
    }

    #[test]
    fn an_open_quote_is_found() {
        let mut found = Vec::new();
        assert!(read(FileId(0), "a,b\n1,\"2\n3,4\n", b',', &mut found).is_none());
        assert!(
            found[0].message.contains("not closed"),
            "{}",
            found[0].message
        );
    }
}
