//! `klartext schema`: what may stand in the YAML files, for editors.

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::Sources;
use crate::disk::read;
use crate::disk::single::{self, New};
use crate::schema::{FILES, File, schema};
use crate::source;
use crate::source::vocabulary::built_in;

use super::terminal::Terminal;
use super::{Failure, Messages, Status, threads};

/// Write JSON Schemas, with which editors complete and explain
#[derive(Args)]
#[command(after_help = "Examples:
  klartext schema dataset
  klartext schema --to schema

In a site the schemas have its own vocabulary. An editor with a YAML language server finds one by the first line of a
file: # yaml-language-server: $schema=../../../schema/dataset.json")]
pub(super) struct SchemaOf {
    #[command(flatten)]
    pub(super) messages: Messages,
    /// site, organisation, dataset, vocabulary, front-matter, mapping or facts
    #[arg(value_name = "FILE", value_parser = file)]
    file: Option<&'static File>,
    /// Write all of them into a directory
    #[arg(long, value_name = "DIR", conflicts_with = "file")]
    to: Option<PathBuf>,
}

fn file(name: &str) -> Result<&'static File, String> {
    let names: Vec<&str> = FILES.iter().map(|file| file.name).collect();
    let file = FILES.iter().find(|file| file.name == name);
    file.ok_or_else(|| format!("one of {} was expected", names.join(", ")))
}

/// The schemas as files of a directory.
pub(super) fn texts(
    files: &[&File],
    vocabulary: &crate::model::vocabulary::Vocabulary,
    closed: bool,
) -> Vec<(String, String)> {
    let text = |file: &&File| {
        let value = schema(file, vocabulary, closed);
        (format!("{}.json", file.name), format!("{value:#}\n"))
    };
    files.iter().map(text).collect()
}

impl SchemaOf {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Status, Failure> {
        // Outside a site, or in one with errors, the built-in vocabulary helps as well.
        let site = read::read(&self.messages.site).ok();
        let own = match site {
            Some((tree, _)) => {
                threads(None)?.install(|| source::parse(&tree, &mut Sources::default()).value)
            }
            None => None,
        };
        let closed = own.is_some();
        let vocabulary = own.map_or_else(built_in, |site| site.vocabulary);
        let all: Vec<&File> = FILES.iter().collect();
        let Some(directory) = &self.to else {
            let files = self.file.map_or(all, |file| vec![file]);
            for (_, text) in texts(&files, &vocabulary, closed) {
                terminal.answer(&text)?;
            }
            return Ok(Status::Done);
        };
        let texts = texts(&all, &vocabulary, closed);
        let files: Vec<New<'_>> = texts
            .iter()
            .map(|(path, text)| New {
                path,
                bytes: text.as_bytes(),
            })
            .collect();
        single::write_into(directory, &files, true)?;
        terminal.success(&format!(
            "{}/: {} schemas",
            crate::disk::shown(directory),
            files.len()
        ))?;
        Ok(Status::Done)
    }
}
