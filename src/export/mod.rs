//! Downloads: one file per format, all from the same rows.
//!
//! In: an [`Extract`], which is a stretch of the record as rows with what they are about. Out: bytes. The rows are
//! `analysis::table::observations`, which the pages show too. A new format is a file here and its line in [`FORMATS`];
//! what describes files to other programs ([`package`], [`csvw`], [`dcat`]) is made from what was written.
//!
//! **Must not enter:** arithmetic (a row only writes down what `analysis` found), pages, and charts.

use crate::check::record::Record;
use crate::language::{Arg, Language};
use crate::model::identifier::{LanguageId, OrganisationId};
use crate::model::period::Period;
use crate::model::vocabulary::{Breakdown, RateDefinition};

use self::row::Row;

pub mod csv;
pub mod csvw;
pub mod dcat;
pub mod json;
pub mod package;
pub mod reports;
pub mod row;
pub mod schema;
pub mod xlsx;

/// One kind of file that an extract is written as.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// As links call it: "CSV".
    pub name: &'static str,
    /// Of the file's name, without its dot.
    pub suffix: &'static str,
    pub media_type: &'static str,
    /// Whether there is a file per language, because it has words of one; else one file has the words of all.
    pub localized: bool,
    /// `None` where the format cannot hold the rows.
    pub write: fn(&Extract<'_>, &Language) -> Option<Vec<u8>>,
}

/// In the order in which links offer them.
pub const FORMATS: &[Format] = &[csv::FORMAT, json::FORMAT, xlsx::FORMAT];

/// What an extract is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum About<'e> {
    /// All organisations of the site.
    Everything,
    /// All reports of an organisation.
    Reports,
    Report(Period),
    Breakdown(&'e Breakdown),
    Rate(&'e RateDefinition),
}

/// Rows, with what they are about.
#[derive(Debug, Clone)]
pub struct Extract<'e> {
    pub record: &'e Record,
    pub organisation: OrganisationId,
    pub about: About<'e>,
    /// Where its files are, from the directory of its language and organisation, but for their suffix: `data/2023`.
    pub stem: String,
    pub rows: Vec<Row>,
}

impl Extract<'_> {
    /// "mailbox.org, Report 2023"
    pub fn title(&self, language: &Language) -> String {
        let organisation = self.record.organisation(&self.organisation);
        let name = organisation.map_or("", |one| one.organisation().name.as_str());
        let what = match self.about {
            About::Everything => {
                let titles = &self.record.settings().title;
                let title = titles.get(language.id()).unwrap_or_default();
                return format!("{title}, {}", language.message("data-file-all", &[]));
            }
            About::Reports => language.message("data-file-all", &[]),
            About::Report(period) => {
                let period = language.period(period);
                language.message("data-file-report", &[("period", Arg::Text(&period))])
            }
            About::Breakdown(breakdown) => language.breakdown(breakdown),
            About::Rate(rate) => language.rate(rate),
        };
        format!("{name}, {what}")
    }
}

/// A file that was written of an extract.
#[derive(Debug, Clone)]
pub struct Written<'w> {
    pub extract: &'w Extract<'w>,
    pub format: &'static Format,
    /// Whose words it has; the default language's where it has those of all.
    pub language: LanguageId,
    /// From the root of the output.
    pub path: String,
    pub bytes: usize,
    /// Sixty-four hexadecimal digits.
    pub sha256: String,
}

/// What a column of the rows holds, for those who describe it to other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A whole number from zero.
    Count,
    /// With one decimal.
    Percent,
    /// Ids, with a space between two.
    Ids,
}

/// The kind of a column of [`row::COLUMNS`].
pub fn kind(column: &str) -> Kind {
    match column {
        "value" | "lower" | "upper" => Kind::Count,
        "percent" => Kind::Percent,
        "break" => Kind::Ids,
        _ => Kind::Text,
    }
}

/// The meaning of a column in a language.
pub fn meaning(column: &str, language: &Language) -> String {
    language.message(&format!("field-{column}"), &[])
}

/// Serialised with two spaces and a line feed at its end.
fn json_bytes(value: &impl serde::Serialize) -> Vec<u8> {
    // Serialising plain structs with text keys into memory cannot fail.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
