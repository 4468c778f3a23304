//! Which downloads a site has: every format of `export` for every report, topic, organisation, and for all of it.
//!
//! **Must not enter:** what a file looks like inside, which is the format's own business.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::check::record::{OrganisationRecord, Record};
use crate::export::row::{Row, rows};
use crate::export::{About, Extract, FORMATS, Format, Written, csvw, dcat, package, schema};
use crate::language::Language;
use crate::model::identifier::LanguageId;
use crate::pages::Download;
use crate::pages::route::directory;
use crate::pages::topic::{Topic, topics};

use super::artifact::Artifact;
use super::digest;

/// The downloads of a site, and what was written of which rows.
pub struct Downloads<'d> {
    pub artifacts: Vec<Artifact>,
    pub written: Vec<Written<'d>>,
}

impl Downloads<'_> {
    /// As pages show them, by their paths: not the descriptions for programs, which programs find by themselves.
    pub fn shown(&self) -> BTreeMap<String, Download> {
        let described = [package::PATH, dcat::PATH, schema::PATH];
        let artifacts = self.artifacts.iter();
        let own = artifacts.filter(|artifact| !artifact.path.ends_with(csvw::SUFFIX));
        own.map(|artifact| (artifact.path.clone(), shown(artifact)))
            .filter(|(path, _)| {
                self.written.iter().any(|file| file.path == *path)
                    || described.contains(&path.as_str())
            })
            .collect()
    }
}

pub fn shown(artifact: &Artifact) -> Download {
    Download {
        path: artifact.path.clone(),
        bytes: artifact.bytes.len(),
        sha256: digest(&artifact.bytes),
    }
}

/// Everything that is to be exported, the reports of each organisation first.
pub fn extracts(record: &Record) -> Vec<Extract<'_>> {
    let mut extracts = Vec::new();
    let mut everything: Vec<Row> = Vec::new();
    for organisation in record.organisations() {
        let own = of_organisation(record, organisation, &mut extracts);
        let is_publisher = record
            .organisations()
            .first()
            .is_some_and(|first| std::ptr::eq(first, organisation));
        if !is_publisher {
            extracts.push(Extract {
                record,
                organisation: organisation.organisation().id.clone(),
                about: About::Reports,
                stem: "data".to_owned(),
                rows: own.clone(),
            });
        }
        everything.extend(own);
    }
    if let Some(publisher) = record.organisations().first() {
        extracts.push(Extract {
            record,
            organisation: publisher.organisation().id.clone(),
            about: About::Everything,
            stem: "data".to_owned(),
            rows: everything,
        });
    }
    extracts
}

/// The reports and topics of an organisation; all of its rows.
fn of_organisation<'r>(
    record: &'r Record,
    organisation: &'r OrganisationRecord,
    extracts: &mut Vec<Extract<'r>>,
) -> Vec<Row> {
    let vocabulary = record.vocabulary();
    let extract = |about, slug: &str, rows| Extract {
        record,
        organisation: organisation.organisation().id.clone(),
        about,
        stem: format!("data/{slug}"),
        rows,
    };
    let mut all: Vec<Row> = Vec::new();
    for report in organisation.reports() {
        let rows = rows(organisation, report, vocabulary);
        let period = report.report().period;
        all.extend(rows.clone());
        extracts.push(extract(About::Report(period), &period.slug(), rows));
    }
    for topic in topics(vocabulary, organisation) {
        let (about, rows) = match topic {
            Topic::Breakdown(breakdown) => (
                About::Breakdown(breakdown),
                split(&all, breakdown.id.as_str()),
            ),
            Topic::Rate(rate) => {
                let measures = BTreeSet::from([rate.part.as_str(), rate.whole.as_str()]);
                (About::Rate(rate), totals(&all, &measures))
            }
        };
        extracts.push(extract(about, &topic.address().stem, rows));
    }
    all
}

/// The rows of a breakdown, with the totals that it splits.
fn split(rows: &[Row], breakdown: &str) -> Vec<Row> {
    let own = rows.iter().filter(|row| row.breakdown == breakdown);
    let measures: BTreeSet<&str> = own.map(|row| row.measure.as_str()).collect();
    let is_meant = |row: &&Row| {
        row.breakdown == breakdown
            || (row.breakdown.is_empty() && measures.contains(row.measure.as_str()))
    };
    rows.iter().filter(is_meant).cloned().collect()
}

fn totals(rows: &[Row], measures: &BTreeSet<&str>) -> Vec<Row> {
    let is_meant = |row: &&Row| row.breakdown.is_empty() && measures.contains(row.measure.as_str());
    rows.iter().filter(is_meant).cloned().collect()
}

/// Writes every extract in every format and language, and the files that describe them to programs.
pub fn write<'d>(
    record: &'d Record,
    extracts: &'d [Extract<'d>],
    languages: &BTreeMap<LanguageId, Language>,
    base_url: &str,
) -> Downloads<'d> {
    let settings = record.settings();
    let mut wanted: Vec<(&Extract<'_>, &'static Format, &LanguageId)> = Vec::new();
    for extract in extracts {
        for format in FORMATS {
            let all = if format.localized {
                settings.languages.len()
            } else {
                1
            };
            let chosen = settings.languages.iter().take(all);
            wanted.extend(chosen.map(|language| (extract, format, language)));
        }
    }
    let files: Vec<(Written<'d>, Artifact)> = wanted
        .into_par_iter()
        .filter_map(|(extract, format, id)| {
            let bytes = (format.write)(extract, languages.get(id)?)?;
            let own = directory(record, id, &extract.organisation);
            let path = format!("{own}{}.{}", extract.stem, format.suffix);
            let written = Written {
                extract,
                format,
                language: id.clone(),
                path: path.clone(),
                bytes: bytes.len(),
                sha256: digest(&bytes),
            };
            Some((written, artifact(path, bytes)))
        })
        .collect();
    let (written, mut artifacts): (Vec<Written<'d>>, Vec<Artifact>) = files.into_iter().unzip();
    let language = |id: &LanguageId| languages.get(id);
    artifacts.push(artifact(schema::PATH.to_owned(), schema::write(base_url)));
    artifacts.push(artifact(
        dcat::PATH.to_owned(),
        dcat::write(record, extracts, &written, language, base_url),
    ));
    let all: Vec<&Written<'_>> = written.iter().collect();
    if let Some(bytes) = package::write(record, &all, language, "transparency-report") {
        artifacts.push(artifact(package::PATH.to_owned(), bytes));
    }
    for file in written.iter().filter(|file| file.format.suffix == "csv") {
        if let Some(language) = language(&file.language) {
            let path = format!("{}{}", file.path, csvw::SUFFIX);
            artifacts.push(artifact(path, csvw::write(file, language)));
        }
    }
    Downloads { artifacts, written }
}

fn artifact(path: String, bytes: Vec<u8>) -> Artifact {
    Artifact {
        path,
        bytes: Cow::Owned(bytes),
    }
}
