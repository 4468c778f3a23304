//! `klartext import`: a table becomes datasets; without `--write` it only shows them.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::diagnostic::{Diagnostic, OUTSIDE, Severity, Sources, count};
use crate::disk::single::{self, New};
use crate::disk::{read, shown};
use crate::import::own::Told;
use crate::import::prove::Planned;
use crate::import::{self, File, Request};
use crate::model::period::{PartialDate, Period};

use super::terminal::Terminal;
use super::{Failure, Messages, Status};

/// Read a table into datasets; only shows them without --write
#[derive(Args)]
#[command(after_help = "Example:
  klartext import requests.xlsx --org google --mapping google.yaml --write")]
pub(super) struct Import {
    #[command(flatten)]
    pub(super) messages: Messages,
    /// CSV, .xlsx, or JSON of klartext's own
    #[arg(value_name = "FILE")]
    table: PathBuf,
    /// Whose figures they are: a directory of content/
    #[arg(long, value_name = "ORG", value_parser = organisation)]
    org: String,
    /// One of the table's [default: all of them]
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    period: Option<Period>,
    /// What the columns of a foreign table mean
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Write content/ORG/PERIOD/data.yaml
    #[arg(long)]
    write: bool,
    /// Also over a dataset that is there already
    #[arg(long)]
    replace: bool,
    /// Leave notes out
    #[arg(long)]
    without_notes: bool,
    /// When a CSV's restated figures were restated
    #[arg(long, value_name = "DATE", value_parser = date)]
    restated_on: Option<PartialDate>,
}

pub(super) fn period(text: &str) -> Result<Period, String> {
    Period::parse(text)
        .ok_or_else(|| "a period like 2023, 2023-H1 or 2023-Q1 was expected".to_owned())
}

/// The name of a directory of `content/`, which nothing else can be.
pub(super) fn organisation(text: &str) -> Result<String, String> {
    let sound = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    match sound {
        true => Ok(text.to_owned()),
        false => Err(
            "lower-case letters, digits and -, beginning with a letter, were expected".to_owned(),
        ),
    }
}

pub(super) fn date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text)
        .ok_or_else(|| "a date like 2024, 2024-02 or 2024-02-07 was expected".to_owned())
}

impl Import {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Status, Failure> {
        let mut files = Vec::new();
        let mut found = Vec::new();
        for path in [Some(&self.table), self.mapping.as_ref()]
            .into_iter()
            .flatten()
        {
            match single::read(path)? {
                Ok(bytes) => files.push((format!("{OUTSIDE}{}", name(path)), bytes)),
                Err(refused) => found.push(*refused),
            }
        }
        if !found.is_empty() {
            return Ok(refused(terminal, &Sources::default(), &found));
        }
        if self.replace && !self.write {
            return Err(Failure {
                status: Status::WrongUsage,
                message: "--replace without --write replaces nothing".to_owned(),
                mend: "add --write".to_owned(),
            });
        }
        let site = &self.messages.site;
        let (tree, mut found) = read::read(site)?;
        if count(&found, Severity::Error) > 0 {
            return Ok(refused(terminal, &Sources::default(), &found));
        }
        let file = |index: usize| files.get(index).map(|(name, bytes)| File { name, bytes });
        let Some(table) = file(0) else {
            return Ok(Status::SourcesHaveErrors);
        };
        let request = Request {
            table,
            mapping: file(1),
            organisation: &self.org,
            period: self.period,
            told: Told {
                restated_on: self.restated_on,
                without_notes: self.without_notes,
            },
        };
        let mut sources = Sources::default();
        // The same room for deep recursion as a build has, so that a site means the same here.
        let threads = super::threads(None)?;
        let imported = threads.install(|| import::run(tree, &request, &mut sources));
        found.extend(imported.diagnostics);
        let Some(planned) = imported.value else {
            return Ok(refused(terminal, &sources, &found));
        };
        terminal.diagnostics(&sources, &found);
        put(terminal, site, &planned, self.write, self.replace)
    }
}

fn refused(terminal: &Terminal, sources: &Sources, found: &[Diagnostic]) -> Status {
    terminal.diagnostics(sources, found);
    Status::SourcesHaveErrors
}

/// A path as messages name it: with `/` on every platform.
pub(super) fn name(path: &Path) -> String {
    shown(path).replace(std::path::MAIN_SEPARATOR, "/")
}

/// Shows the datasets, or puts them into the site.
pub(super) fn put(
    terminal: &Terminal,
    site: &Path,
    planned: &[Planned],
    write: bool,
    replace: bool,
) -> Result<Status, Failure> {
    if write {
        let files: Vec<New<'_>> = planned
            .iter()
            .map(|file| New {
                path: &file.path,
                bytes: file.text.as_bytes(),
            })
            .collect();
        single::write_into_site(site, &files, replace)?;
        for file in planned {
            let done = if file.exists { "replaced" } else { "written" };
            terminal.success(&format!("{}: {done}", file.path))?;
        }
        return Ok(Status::Done);
    }
    let mut text = String::new();
    for file in planned {
        let there = if file.exists {
            " (there already; --replace writes over it)"
        } else {
            ""
        };
        text += &format!("==> {}{there} <==\n{}\n", file.path, file.text);
    }
    terminal.answer(&text)?;
    terminal.success("This is only a preview: nothing was written. Add --write to write it.")?;
    Ok(Status::Done)
}
