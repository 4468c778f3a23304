//! Tidy CSV: RFC 4180, UTF-8, one row a figure, notes in one language.

use crate::model::identifier::LanguageId;

use super::Format;
use super::row::{COLUMNS, Row};

pub const FORMAT: Format = Format {
    name: "CSV",
    suffix: "csv",
    media_type: "text/csv",
    localized: true,
    write: |extract, language| Some(write(&extract.rows, language.id())),
};

/// The bytes of a CSV file.
fn write(rows: &[Row], language: &LanguageId) -> Vec<u8> {
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing into memory cannot fail, and every record has as many fields as there are columns.
    let _ = csv.write_record(COLUMNS);
    for row in rows {
        let _ = csv.write_record(record(row, language));
    }
    csv.into_inner().unwrap_or_default()
}

fn record(row: &Row, language: &LanguageId) -> [String; COLUMNS.len()] {
    let number = |number: Option<u64>| number.map(|n| n.to_string()).unwrap_or_default();
    let notes: Vec<&str> = row
        .notes
        .iter()
        .filter_map(|note| note.get(language))
        .collect();
    [
        text(&row.organisation),
        text(&row.period),
        text(&row.measure),
        text(&row.breakdown),
        text(&row.category),
        text(row.unit),
        number(row.value),
        number(row.lower),
        number(row.upper),
        text(row.status),
        text(&row.stated),
        row.percent_tenths.map(percent).unwrap_or_default(),
        text(&row.base),
        text(&row.breaks.join(" ")),
        text(&row.restated_from),
        text(&row.source),
        text(&notes.join(" ")),
        text(&row.definition),
    ]
}

/// Tenths of a per cent with a point: 338 is `33.8`.
fn percent(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A text that a spreadsheet would read as a formula gets a leading apostrophe (CWE-1236), and so does
/// one that begins with an apostrophe, so that taking one away again gives back what was there.
fn text(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_a_formula() {
        assert_eq!(text("=1+1"), "'=1+1");
        assert_eq!(text("'quoted"), "''quoted");
        assert_eq!(text("2023"), "2023");
        assert_eq!(percent(338), "33.8");
        assert_eq!(percent(1000), "100.0");
    }
}
