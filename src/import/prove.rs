//! What is to be written is held against the site first: as if it were there already.

use std::collections::BTreeMap;

use crate::check;
use crate::check::record::Record;
use crate::diagnostic::{Diagnostic, Place, Severity, Sources, count};
use crate::export::row::{self, Row};
use crate::model::identifier::OrganisationId;
use crate::model::localized::Localized;
use crate::model::period::Period;
use crate::source::tree::{Tree, TreeFile};
use crate::source::{self, checks::MISSING_NARRATIVE};

use super::checks::TABLE_NOT_LOSSLESS;
use super::rows::Read;
use super::table::MOST_PROBLEMS;

/// A file that an import would write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Relative to the site: `content/mailbox-org/2023/data.yaml`.
    pub path: String,
    pub text: String,
    /// Whether a file is there already.
    pub exists: bool,
}

/// Puts files into a tree, in its order.
pub fn lay(tree: &mut Tree, planned: &[Planned]) {
    for file in planned {
        let bytes = file.text.clone().into_bytes();
        match tree
            .files
            .binary_search_by(|known| known.path.as_str().cmp(&file.path))
        {
            Ok(index) => {
                if let Some(known) = tree.files.get_mut(index) {
                    known.bytes = bytes;
                }
            }
            Err(index) => tree.files.insert(
                index,
                TreeFile {
                    path: file.path.clone(),
                    bytes,
                },
            ),
        }
    }
}

/// Checks the site as it would be: errors wherever they are, and warnings about the new files.
pub fn check(
    tree: &Tree,
    planned: &[Planned],
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Record> {
    let parsed = source::parse(tree, sources);
    let mut all = parsed.diagnostics;
    // Drafts too: what is imported may be one.
    let record = parsed.value.and_then(|site| {
        let checked = check::check(site, check::Options { drafts: true });
        all.extend(checked.diagnostics);
        checked.value
    });
    let ours = |diagnostic: &Diagnostic| {
        let path = match &diagnostic.at {
            Place::Span(span) => sources.get(span.file).map_or("", |file| &file.path),
            Place::Path(path) => path,
        };
        planned.iter().any(|file| file.path == path)
    };
    all.retain(|diagnostic| {
        diagnostic.severity == Severity::Error
            || ours(diagnostic) && *diagnostic.check != MISSING_NARRATIVE
    });
    let sound = count(&all, Severity::Error) == 0;
    found.extend(all);
    record.filter(|_| sound)
}

/// Exports the datasets again and compares: what is written gives back every row that was read.
pub fn compare(
    record: &Record,
    organisation: &str,
    reads: &[&Read],
    without_notes: bool,
    found: &mut Vec<Diagnostic>,
) {
    let Some(organisation) = record.organisation(&OrganisationId::from(organisation)) else {
        return;
    };
    let before = found.len();
    let mut exported: BTreeMap<Period, Vec<Row>> = BTreeMap::new();
    for read in reads {
        if found.len() - before >= MOST_PROBLEMS {
            return;
        }
        let Some(period) = Period::parse(&read.row.period) else {
            continue;
        };
        let Some(report) = organisation.report(period) else {
            continue;
        };
        let rows = exported
            .entry(period)
            .or_insert_with(|| row::rows(organisation, report, record.vocabulary()));
        let same = |row: &&Row| {
            (&row.measure, &row.breakdown, &row.category)
                == (&read.row.measure, &read.row.breakdown, &read.row.category)
        };
        let differs = match rows.iter().find(same) {
            None => vec!["it is not there".to_owned()],
            Some(row) => differences(&read.row, row, without_notes),
        };
        if !differs.is_empty() {
            let message = format!(
                "{}: the dataset would give another row: {}",
                read.named,
                differs.join("; ")
            );
            found.push(
                Diagnostic::new(&TABLE_NOT_LOSSLESS, read.at.clone(), message)
                    .label("not the same again"),
            );
        }
    }
}

/// What differs between a row as read and as exported again. `break` depends on the other reports of the site.
fn differences(read: &Row, again: &Row, without_notes: bool) -> Vec<String> {
    let number = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
    let mut columns = vec![
        ("unit", read.unit.to_owned(), again.unit.to_owned()),
        ("value", number(read.value), number(again.value)),
        ("lower", number(read.lower), number(again.lower)),
        ("upper", number(read.upper), number(again.upper)),
        ("status", read.status.to_owned(), again.status.to_owned()),
        ("stated", read.stated.clone(), again.stated.clone()),
        (
            "percent",
            number(read.percent_tenths),
            number(again.percent_tenths),
        ),
        ("base", read.base.clone(), again.base.clone()),
        (
            "restated_from",
            read.restated_from.clone(),
            again.restated_from.clone(),
        ),
        ("source", read.source.clone(), again.source.clone()),
        (
            "definition",
            read.definition.clone(),
            again.definition.clone(),
        ),
    ];
    if !without_notes {
        columns.push((
            "note",
            notes(&read.notes, &read.notes),
            notes(&again.notes, &read.notes),
        ));
    }
    let differ = columns.into_iter().filter(|(_, read, again)| read != again);
    differ
        .map(|(name, read, again)| format!("`{name}` is `{read}` and would be `{again}`"))
        .collect()
}

/// Notes as one text, in the languages of `like`: a CSV has one of a site's several.
fn notes(notes: &[Localized], like: &[Localized]) -> String {
    let Some(languages) = like.first().or(notes.first()) else {
        return String::new();
    };
    let in_languages = languages.0.keys().map(|language| {
        notes
            .iter()
            .filter_map(|note| note.get(language))
            .collect::<Vec<_>>()
            .join(" ")
    });
    in_languages.collect::<Vec<_>>().join("\n")
}
