//! XLSX: the columns of the CSV with real types, and sheets with what they refer to.
//!
//! The first sheet is called `data` in every language and has the CSV's columns by their names, so that it can be read
//! back. Its texts are texts of the format, which no program takes for a formula; so they stand as they are, without
//! the apostrophe that a CSV needs.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Style, FormatAlign, Workbook, Worksheet, XlsxError,
};

use crate::check::record::{OrganisationRecord, ReportRecord};
use crate::language::Language;
use crate::model::identifier::LanguageId;
use crate::model::report::Report;

use super::row::{COLUMNS, Row};
use super::{About, Extract, Format, meaning};

pub const FORMAT: Format = Format {
    name: "XLSX",
    suffix: "xlsx",
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    localized: true,
    // More rows than a sheet has: then there is no such file.
    write: |extract, language| write(extract, language).ok(),
};

/// The name of the first sheet.
pub const DATA: &str = "data";

/// More characters a cell cannot hold.
const LONGEST: usize = 32_767;

/// How wide the columns of `data` are, in digits.
const WIDTHS: [f64; COLUMNS.len()] = [
    14.0, 10.0, 12.0, 12.0, 22.0, 10.0, 10.0, 10.0, 10.0, 14.0, 14.0, 10.0, 12.0, 18.0, 14.0, 40.0,
    60.0, 14.0,
];

struct Styles {
    head: Style,
    count: Style,
    percent: Style,
    wrapped: Style,
}

fn write(extract: &Extract<'_>, language: &Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A file says when it was made; ours must not depend on when that was.
    let properties = DocProperties::new()
        .set_title(extract.title(language))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.set_properties(&properties);
    let styles = Styles {
        head: Style::new().set_bold(),
        count: Style::new().set_num_format("#,##0"),
        percent: Style::new().set_num_format("0.0"),
        wrapped: Style::new().set_text_wrap().set_align(FormatAlign::Top),
    };
    data(book.add_worksheet(), &extract.rows, language.id(), &styles)?;
    about(book.add_worksheet(), extract, language, &styles)?;
    definitions(book.add_worksheet(), extract, language, &styles)?;
    sources(book.add_worksheet(), extract, language, &styles)?;
    book.save_to_buffer()
}

fn data(
    sheet: &mut Worksheet,
    rows: &[Row],
    language: &LanguageId,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(DATA)?.set_freeze_panes(1, 0)?;
    for (column, (name, width)) in (0_u16..).zip(COLUMNS.iter().zip(WIDTHS)) {
        sheet
            .write_string_with_format(0, column, *name, &styles.head)?
            .set_column_width(column, width)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        let notes: Vec<&str> = row
            .notes
            .iter()
            .filter_map(|note| note.get(language))
            .collect();
        let breaks = row.breaks.join(" ");
        let notes = notes.join(" ");
        let texts = [
            (0, row.organisation.as_str()),
            (1, &row.period),
            (2, &row.measure),
            (3, &row.breakdown),
            (4, &row.category),
            (5, row.unit),
            (9, row.status),
            (10, &row.stated),
            (12, &row.base),
            (13, &breaks),
            (14, &row.restated_from),
            (15, &row.source),
            (16, &notes),
            (17, &row.definition),
        ];
        for (column, text) in texts {
            if !text.is_empty() {
                sheet.write_string(line, column, shortened(text))?;
            }
        }
        for (column, number) in [(6, row.value), (7, row.lower), (8, row.upper)] {
            if let Some(number) = number {
                count(sheet, (line, column), number, styles)?;
            }
        }
        if let Some(tenths) = row
            .percent_tenths
            .and_then(|tenths| u32::try_from(tenths).ok())
        {
            let percent = f64::from(tenths) / 10.0;
            sheet.write_number_with_format(line, 11, percent, &styles.percent)?;
        }
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, last_column())?;
    Ok(())
}

fn last_column() -> u16 {
    u16::try_from(COLUMNS.len()).map_or(0, |columns| columns.saturating_sub(1))
}

/// A number of the format has 15 digits; a longer count stands as a text, so that no digit is lost.
fn count(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    number: u64,
    styles: &Styles,
) -> Result<(), XlsxError> {
    const EXACT: u64 = 1_000_000_000_000_000;
    if number < EXACT {
        // Below 2^53, so that the conversion is exact.
        sheet.write_number_with_format(line, column, number as f64, &styles.count)?;
    } else {
        sheet.write_string(line, column, number.to_string())?;
    }
    Ok(())
}

fn shortened(text: &str) -> String {
    match text.chars().count() > LONGEST {
        true => text.chars().take(LONGEST - 1).chain(['…']).collect(),
        false => text.to_owned(),
    }
}

/// Lines of texts under bold heads.
fn lines(
    sheet: &mut Worksheet,
    name: &str,
    heads: &[(String, f64)],
    lines: &[Vec<String>],
    styles: &Styles,
) -> Result<(), XlsxError> {
    // The format allows 31 characters for the name of a sheet.
    let name: String = name.chars().take(31).collect();
    sheet.set_name(&name)?.set_freeze_panes(1, 0)?;
    for (column, (head, width)) in (0_u16..).zip(heads) {
        sheet
            .write_string_with_format(0, column, head, &styles.head)?
            .set_column_width(column, *width)?;
    }
    for (line, cells) in (1_u32..).zip(lines) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(line, column, shortened(cell), &styles.wrapped)?;
        }
    }
    Ok(())
}

/// What the file is, by whom, and what its columns mean.
fn about(
    sheet: &mut Worksheet,
    extract: &Extract<'_>,
    language: &Language,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let settings = extract.record.settings();
    let say = |id: &str| language.message(id, &[]);
    let mut all = Vec::new();
    let notice = settings.notice.get(language.id()).unwrap_or_default();
    let licence = settings.licence.as_ref();
    let licence = licence.map(|licence| format!("{}: {}", licence.label, licence.url));
    for (head, text) in [
        (say("export-notice"), notice.to_owned()),
        (say("data-licence"), licence.unwrap_or_default()),
    ] {
        if !text.is_empty() {
            all.push(vec![head, text]);
        }
    }
    let fields = COLUMNS.iter();
    all.extend(fields.map(|column| vec![(*column).to_owned(), meaning(column, language)]));
    let heads = [(say("export-about"), 22.0), (extract.title(language), 90.0)];
    lines(sheet, &say("export-about"), &heads, &all, styles)
}

/// The wording behind each `definition` of the rows.
fn definitions(
    sheet: &mut Worksheet,
    extract: &Extract<'_>,
    language: &Language,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let say = |id: &str| language.message(id, &[]);
    let cited: std::collections::BTreeSet<(&str, &str)> = extract
        .rows
        .iter()
        .map(|row| (row.measure.as_str(), row.definition.as_str()))
        .collect();
    let vocabulary = extract.record.vocabulary();
    let all = cited.into_iter().filter_map(|(measure, definition)| {
        let measure = vocabulary
            .measures
            .iter()
            .find(|known| known.id.as_str() == measure)?;
        let version = definition.rsplit_once('@')?.1.parse().ok()?;
        let text = language.definition_of_measure(measure, version);
        Some(vec![
            definition.to_owned(),
            language.measure(measure),
            text.unwrap_or_default(),
        ])
    });
    let heads = [
        ("definition".to_owned(), 18.0),
        (say("export-term"), 26.0),
        (say("export-meaning"), 90.0),
    ];
    let name = say("export-definitions");
    lines(sheet, &name, &heads, &all.collect::<Vec<_>>(), styles)
}

fn sources(
    sheet: &mut Worksheet,
    extract: &Extract<'_>,
    language: &Language,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let say = |id: &str| language.message(id, &[]);
    let date = |date: Option<crate::model::period::PartialDate>| {
        date.map(|date| date.to_string()).unwrap_or_default()
    };
    let mut all = Vec::new();
    for report in reports(extract) {
        for source in &report.sources {
            all.push(vec![
                report.organisation.to_string(),
                report.period.to_string(),
                source.title.clone(),
                source.publisher.clone().unwrap_or_default(),
                source.url.clone().unwrap_or_default(),
                date(source.published),
                date(source.retrieved),
            ]);
        }
    }
    let heads = [
        ("organisation".to_owned(), 14.0),
        ("period".to_owned(), 10.0),
        (say("export-source-title"), 50.0),
        (say("export-source-publisher"), 20.0),
        (say("export-source-address"), 60.0),
        (say("export-source-published"), 14.0),
        (say("export-source-retrieved"), 14.0),
    ];
    lines(sheet, &say("export-sources"), &heads, &all, styles)
}

/// The reports that the rows are from.
fn reports<'e>(extract: &'e Extract<'_>) -> Vec<&'e Report> {
    let organisations = extract.record.organisations().iter();
    let reports = organisations.flat_map(OrganisationRecord::reports);
    let is_meant = |report: &&Report| {
        let own = report.organisation == extract.organisation;
        match extract.about {
            About::Everything => true,
            About::Report(period) => own && report.period == period,
            About::Reports | About::Breakdown(_) | About::Rate(_) => own,
        }
    };
    reports.map(ReportRecord::report).filter(is_meant).collect()
}
