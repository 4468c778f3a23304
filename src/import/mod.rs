//! Tables to datasets: our own exports read back, and foreign tables by a mapping file.
//!
//! In: the bytes of a table, of a mapping and the site's tree. Out: the text of `data.yaml` for each period, or
//! diagnostics with the row and column (or cell) of what is wrong. Nothing is written here, and nothing is guessed:
//! a table is read whole or refused, what would be written is checked with the site that it is for, and a table of
//! our own must come out of the dataset again as it went in.
//!
//! **Must not enter:** a disk, what a cell *should* have said (nothing is repaired), and the EU's templates (`dsa`).

use crate::diagnostic::{Checked, Diagnostic, Place, Severity, Sources, count};
use crate::model::identifier::LanguageId;
use crate::model::period::Period;
use crate::source::checks::{MISSING_TRANSLATION, PERIOD_MISMATCH};
use crate::source::tree::Tree;
use crate::source::{self, Site, yaml};

use self::checks::TABLE_VALUE;
use self::draft::Draft;
use self::own::Told;
use self::prove::Planned;
use self::rows::Read;
use self::table::Table;

pub mod checks;
pub mod csv;
pub mod draft;
pub mod foreign;
pub mod json;
pub mod mapping;
pub mod own;
pub mod prove;
pub mod rows;
pub mod sources;
pub mod stated;
pub mod table;
pub mod xlsx;

/// A file by the name that the caller gave.
#[derive(Debug, Clone, Copy)]
pub struct File<'f> {
    pub name: &'f str,
    pub bytes: &'f [u8],
}

/// What is to be imported, and what the caller says about it.
#[derive(Debug, Clone)]
pub struct Request<'r> {
    pub table: File<'r>,
    pub mapping: Option<File<'r>>,
    pub organisation: &'r str,
    /// The only period to be read; with none, all of the table.
    pub period: Option<Period>,
    pub told: Told,
}

/// What a format holds.
enum Content {
    Table(Table),
    Json(Vec<Read>, Vec<json::Report>),
}

/// Everything that would be written, checked as a part of the site.
pub fn run(mut tree: Tree, request: &Request<'_>, sources: &mut Sources) -> Checked<Vec<Planned>> {
    let mut found = Vec::new();
    let planned = plan(&mut tree, request, sources, &mut found);
    let value = planned.filter(|_| count(&found, Severity::Error) == 0);
    Checked {
        value,
        diagnostics: found,
    }
}

fn plan(
    tree: &mut Tree,
    request: &Request<'_>,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<Planned>> {
    let mut site = site(tree, sources, found)?;
    let mapping = match request.mapping {
        Some(file) => Some(read_mapping(file, &site, sources, found)?),
        None => None,
    };
    let content = content(request, mapping.as_ref(), sources, found)?;
    // The notes of a CSV are in one language: of a site with several, they are not taken.
    let language = site.settings.languages.first().cloned()?;
    let mut reads = Vec::new();
    let drafts = match (&content, &mapping) {
        (Content::Table(table), Some(mapping)) => {
            foreign::drafts(table, mapping, request.period, &site.vocabulary, found)
        }
        (Content::Table(table), None) => {
            if !rows::is_own(table) {
                let at = table.header.first().map(|cell| cell.at);
                found.push(no_mapping(
                    at.map_or(Place::Path(request.table.name.to_owned()), Place::Span),
                ));
                return None;
            }
            reads = rows::read(table, &language, found);
            own::drafts(
                &of_request(&reads, request, found),
                &[],
                request.told,
                &site.vocabulary,
                found,
            )
        }
        (Content::Json(rows, reports), _) => {
            reads.clone_from(rows);
            own::drafts(
                &of_request(&reads, request, found),
                reports,
                request.told,
                &site.vocabulary,
                found,
            )
        }
    };
    let drafts: Vec<Draft> = match (request.period, &mapping) {
        // A foreign table of several periods, of which one was asked for.
        (Some(period), Some(_)) => drafts
            .into_iter()
            .filter(|draft| draft.period == period)
            .collect(),
        _ => drafts,
    };
    if count(found, Severity::Error) > 0 {
        return None;
    }
    notes_in_every_language(&reads, request, &site, found)?;
    if drafts.is_empty() {
        found.push(
            Diagnostic::new(
                &TABLE_VALUE,
                Place::Path(request.table.name.to_owned()),
                match request.period {
                    Some(period) => format!("the table has no figure of {period}"),
                    None => "the table has no figure".to_owned(),
                },
            )
            .mend("name another period, or none to import all of them"),
        );
        return None;
    }
    let planned = drafts
        .iter()
        .map(|draft| planned(draft, request.organisation, tree, &site));
    let planned: Vec<Planned> = planned.collect();
    // The site is parsed again with the new files in it, and two of it would be in memory.
    site.organisations.clear();
    prove::lay(tree, &planned);
    let record = prove::check(tree, &planned, sources, found)?;
    let wanted: Vec<&Read> = reads
        .iter()
        .filter(|read| is_wanted(read, request))
        .collect();
    prove::compare(
        &record,
        request.organisation,
        &wanted,
        request.told.without_notes,
        found,
    );
    Some(planned)
}

/// The site as it is now, if there is no error in its form.
pub fn site(tree: &Tree, sources: &mut Sources, found: &mut Vec<Diagnostic>) -> Option<Site> {
    let parsed = source::parse(tree, sources);
    let errors = parsed.diagnostics.into_iter().filter(|diagnostic| {
        // What is imported may mend the dataset that is there.
        diagnostic.severity == Severity::Error && *diagnostic.check != PERIOD_MISMATCH
    });
    let before = found.len();
    found.extend(errors);
    parsed.value.filter(|_| found.len() == before)
}

fn read_mapping(
    file: File<'_>,
    site: &Site,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<mapping::Mapping> {
    let (id, text) = csv::text(file.name, file.bytes, sources, found)?;
    match yaml::parse(id, &text, 0..text.len()) {
        Ok(node) => mapping::read(&node, &site.vocabulary, found),
        Err(refused) => {
            found.push(*refused);
            None
        }
    }
}

/// By what the bytes begin with, not by the name of the file: a workbook is an archive, JSON an object.
fn content(
    request: &Request<'_>,
    mapping: Option<&mapping::Mapping>,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Content> {
    let File { name, bytes } = request.table;
    if bytes.starts_with(b"PK") {
        let sheet = mapping.and_then(|mapping| mapping.sheet.as_deref());
        return xlsx::read(name, bytes, sheet, sources, found).map(Content::Table);
    }
    let (id, text) = csv::text(name, bytes, sources, found)?;
    if text.trim_start().starts_with('{') {
        return json::read(id, &text, found).map(|(rows, reports)| Content::Json(rows, reports));
    }
    let delimiter = match mapping {
        // A foreign table says itself, and a mapping may say otherwise.
        Some(mapping) => mapping
            .delimiter
            .unwrap_or_else(|| csv::likely_delimiter(&text)),
        None => b',',
    };
    csv::read(id, &text, delimiter, found).map(Content::Table)
}

fn no_mapping(at: Place) -> Diagnostic {
    Diagnostic::new(
        &checks::TABLE_COLUMN,
        at,
        "row 1: these are not the columns of klartext's own tables",
    )
    .label("not ours")
    .expected("the columns of a klartext download, or a mapping file")
    .mend("say what the columns mean in a mapping file, and name it with --mapping FILE")
}

fn is_wanted(read: &Read, request: &Request<'_>) -> bool {
    let period = Period::parse(&read.row.period);
    read.row.organisation == request.organisation
        && (request.period.is_none() || request.period == period)
}

/// The rows of the organisation and period that were asked for.
fn of_request<'r>(
    reads: &'r [Read],
    request: &Request<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<&'r Read> {
    let organisations = own::organisations(reads);
    if !reads.is_empty() && !organisations.contains(request.organisation) {
        let all: Vec<&str> = organisations.into_iter().collect();
        found.push(
            Diagnostic::new(
                &TABLE_VALUE,
                Place::Path(request.table.name.to_owned()),
                format!(
                    "the table has no row of the organisation `{}`",
                    request.organisation
                ),
            )
            .expected(format!("one of {}", all.join(", ")))
            .mend("name the organisation as the table does, with --org"),
        );
    }
    reads
        .iter()
        .filter(|read| is_wanted(read, request))
        .collect()
}

/// A note has to be there in every language of the site, and a CSV has one.
fn notes_in_every_language(
    reads: &[Read],
    request: &Request<'_>,
    site: &Site,
    found: &mut Vec<Diagnostic>,
) -> Option<()> {
    if request.told.without_notes {
        return Some(());
    }
    let languages = &site.settings.languages;
    let wanted = reads.iter().filter(|read| is_wanted(read, request));
    let short = wanted.into_iter().find(|read| {
        let mut notes = read.row.notes.iter();
        notes.any(|note| {
            languages
                .iter()
                .any(|language| note.get(language).is_none())
        })
    });
    let Some(read) = short else { return Some(()) };
    let missing = languages.iter().filter(|language| {
        read.row
            .notes
            .iter()
            .any(|note| note.get(language).is_none())
    });
    let missing: Vec<&str> = missing.map(LanguageId::as_str).collect();
    found.push(
        Diagnostic::new(
            &MISSING_TRANSLATION,
            read.at.clone(),
            format!("{}: its note is not in every language of the site: {}", read.named, missing.join(", ")),
        )
        .label("a note")
        .mend("import the JSON of the same report, which has the notes in all languages, or leave notes out with --without-notes"),
    );
    None
}

/// The file of a dataset; a directory of the same period that is there already is the one that is meant.
pub fn planned(draft: &Draft, organisation: &str, tree: &Tree, site: &Site) -> Planned {
    let path = draft.path(organisation);
    let slug = format!("content/{organisation}/{}/data.yaml", draft.period.slug());
    let has = |path: &str| tree.files.iter().any(|file| file.path == path);
    let path = if !has(&path) && has(&slug) {
        slug
    } else {
        path
    };
    Planned {
        exists: has(&path),
        path,
        text: draft.text(&site.vocabulary),
    }
}
