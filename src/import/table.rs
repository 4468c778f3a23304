//! A table: a header, rows, and where every cell was written.

use crate::diagnostic::{Check, Diagnostic, Span, nearest};

/// More is no report: the largest known have some thousand rows.
pub const MOST_ROWS: usize = 100_000;
pub const MOST_COLUMNS: usize = 300;
/// Each cell costs some hundred bytes of memory.
pub const MOST_CELLS: usize = 1_000_000;
/// Whoever has this many slips has one slip many times.
pub const MOST_PROBLEMS: usize = 50;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub at: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As a spreadsheet counts: the header is row 1.
    pub number: usize,
    /// As many as the header has.
    pub cells: Vec<Cell>,
}

/// How a table names its cells: a spreadsheet has letters, a text has the words of its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Sheet,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub kind: Kind,
    pub header: Vec<Cell>,
    pub rows: Vec<Row>,
}

impl Table {
    /// The column of a name. A name that stands twice is refused before anybody asks.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|cell| cell.text == name)
    }

    /// `row 7, column "value"`, or `cell G7`.
    pub fn place(&self, row: &Row, column: usize) -> String {
        match self.kind {
            Kind::Sheet => format!("cell {}{}", letters(column), row.number),
            Kind::Text => {
                let name = self.header.get(column).map_or("", |cell| &cell.text);
                format!("row {}, column \"{name}\"", row.number)
            }
        }
    }

    /// A diagnostic about one cell, which says where it stands in words as well.
    pub fn problem(
        &self,
        check: &'static Check,
        row: &Row,
        column: usize,
        message: &str,
    ) -> Diagnostic {
        let at = row.cells.get(column).map_or_else(
            || {
                row.cells
                    .first()
                    .map_or(Span::new(crate::diagnostic::FileId(0), 0..0), |cell| {
                        cell.at
                    })
            },
            |cell| cell.at,
        );
        Diagnostic::new(check, at, format!("{}: {message}", self.place(row, column)))
    }

    /// A column that has to be there and is not.
    pub fn missing(&self, check: &'static Check, name: &str) -> Diagnostic {
        let names = self.header.iter().map(|cell| cell.text.as_str());
        let at =
            self.header
                .first()
                .map_or(Span::new(crate::diagnostic::FileId(0), 0..0), |first| {
                    let end = self.header.last().map_or(first.at.end, |last| last.at.end);
                    Span { end, ..first.at }
                });
        let diagnostic =
            Diagnostic::new(check, at, format!("row 1: there is no column \"{name}\""))
                .expected(format!("a column \"{name}\" in the header"));
        match nearest(name, names) {
            Some(near) => diagnostic.label(format!("did you mean \"{near}\"?")),
            None => diagnostic.label("not among these"),
        }
    }

    /// Names that stand twice, of which one column would be lost.
    pub fn repeated(&self, check: &'static Check) -> Vec<Diagnostic> {
        let repeated = self.header.iter().enumerate().filter_map(|(index, cell)| {
            let first = self.header[..index]
                .iter()
                .find(|earlier| earlier.text == cell.text)?;
            Some(
                Diagnostic::new(
                    check,
                    cell.at,
                    format!("row 1: two columns are called \"{}\"", cell.text),
                )
                .label("again")
                .related(first.at, "first")
                .mend("give the columns names of their own"),
            )
        });
        repeated.collect()
    }
}

/// The name of a column as spreadsheets write it: 0 is `A`, 25 `Z`, 26 `AA`.
pub fn letters(column: usize) -> String {
    let mut name = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        name.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!(letters(0), "A");
        assert_eq!(letters(25), "Z");
        assert_eq!(letters(26), "AA");
        assert_eq!(letters(701), "ZZ");
        assert_eq!(letters(702), "AAA");
    }
}
