//! Everything of one report in one file: its data in all formats and languages, its charts, its attachments, and a
//! package that describes the data.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::check::record::{OrganisationRecord, Record};
use crate::export::{About, Extract, Written, package, schema};
use crate::language::{Arg, Language};
use crate::model::identifier::LanguageId;
use crate::pages::route::directory;

use super::artifact::Artifact;

/// Where the archive of a report is.
pub fn path(record: &Record, extract: &Extract<'_>) -> String {
    let default = record.settings().default_language();
    let own = directory(record, default, &extract.organisation);
    format!("{own}{}.zip", extract.stem)
}

/// The archives of all reports, from what the site consists of.
pub fn write(
    record: &Record,
    written: &[Written<'_>],
    languages: &BTreeMap<LanguageId, Language>,
    base_url: &str,
    artifacts: &[Artifact],
) -> Vec<Artifact> {
    let mut reports: Vec<&Extract<'_>> = Vec::new();
    for file in written {
        let is_report = matches!(file.extract.about, About::Report(_));
        if is_report
            && !reports
                .iter()
                .any(|known| std::ptr::eq(*known, file.extract))
        {
            reports.push(file.extract);
        }
    }
    let archives = reports.into_iter().map(|extract| {
        let own: Vec<&Written<'_>> = written
            .iter()
            .filter(|file| std::ptr::eq(file.extract, extract))
            .collect();
        let bytes = archive(record, extract, &own, languages, base_url, artifacts);
        Artifact {
            path: path(record, extract),
            bytes: Cow::Owned(bytes),
        }
    });
    archives.collect()
}

fn archive(
    record: &Record,
    extract: &Extract<'_>,
    written: &[&Written<'_>],
    languages: &BTreeMap<LanguageId, Language>,
    base_url: &str,
    artifacts: &[Artifact],
) -> Vec<u8> {
    let mut entries: BTreeMap<String, Cow<'_, [u8]>> = BTreeMap::new();
    let language = |id: &LanguageId| languages.get(id);
    if let Some(bytes) = package::write(record, written, language, "transparency-report") {
        entries.insert(package::PATH.to_owned(), Cow::Owned(bytes));
    }
    let readme = readme(record, extract, languages, base_url);
    entries.insert("README.txt".to_owned(), Cow::Owned(readme.into_bytes()));
    for artifact in artifacts
        .iter()
        .filter(|artifact| belongs(record, extract, artifact))
    {
        entries.insert(artifact.path.clone(), Cow::Borrowed(&artifact.bytes));
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in entries {
        // Pictures are compressed already. The time is the format's first: ours must not depend on when it was made.
        let method = match path.ends_with(".png") {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        // Writing into memory cannot fail, and names are unique and short enough for the format.
        let _ = archive.start_file(path, options);
        let _ = archive.write_all(&bytes);
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// The report's data, charts and attachments, in every language.
fn belongs(record: &Record, extract: &Extract<'_>, artifact: &Artifact) -> bool {
    let path = artifact.path.as_str();
    if path == schema::PATH {
        return true;
    }
    let slug = extract.stem.strip_prefix("data/").unwrap_or(&extract.stem);
    record.settings().languages.iter().any(|language| {
        let own = directory(record, language, &extract.organisation);
        let Some(path) = path.strip_prefix(own.as_str()) else {
            return false;
        };
        let is_drawing = path.ends_with(".svg") || path.ends_with(".png");
        let data = path.strip_prefix(&extract.stem);
        data.is_some_and(|rest| rest.starts_with('.') && rest != ".zip")
            || path.starts_with(&format!("{}/", extract.stem))
            || (is_drawing
                && path.starts_with(&format!("charts/{slug}-"))
                && !is_other(extract, path))
    })
}

/// The charts of 2023-h1 begin like those of 2023.
fn is_other(extract: &Extract<'_>, path: &str) -> bool {
    let organisation = extract.record.organisation(&extract.organisation);
    let slug = extract.stem.strip_prefix("data/").unwrap_or(&extract.stem);
    let others = organisation
        .into_iter()
        .flat_map(OrganisationRecord::reports);
    others
        .map(|report| report.report().period.slug())
        .filter(|other| other.len() > slug.len())
        .any(|other| path.starts_with(&format!("charts/{other}-")))
}

/// What the archive is and where it is from, in every language of the site.
fn readme(
    record: &Record,
    extract: &Extract<'_>,
    languages: &BTreeMap<LanguageId, Language>,
    base_url: &str,
) -> String {
    let settings = record.settings();
    let slug = extract.stem.strip_prefix("data/").unwrap_or(&extract.stem);
    let texts = settings.languages.iter().filter_map(|id| {
        let language = languages.get(id)?;
        let own = directory(record, id, &extract.organisation);
        let address = format!("{base_url}{own}{slug}.html");
        let text = language.message(
            "archive-readme",
            &[
                ("title", Arg::Text(&extract.title(language))),
                ("address", Arg::Text(&address)),
            ],
        );
        let notice = settings.notice.get(id).unwrap_or_default();
        let licence = settings.licence.as_ref().map(|licence| {
            let name = format!("{} ({})", licence.label, licence.url);
            language.message("footer-licence", &[("licence", Arg::Text(&name))])
        });
        let lines = [text, notice.to_owned(), licence.unwrap_or_default()];
        let filled = lines.into_iter().filter(|line| !line.is_empty());
        Some(filled.collect::<Vec<_>>().join("\n\n"))
    });
    format!("{}\n", texts.collect::<Vec<_>>().join("\n\n---\n\n"))
}
