//! `klartext new`: the next report, scaffolded from the last.

use clap::Args;

use crate::diagnostic::{Severity, Sources, count};
use crate::disk::read;
use crate::disk::single::{self, New};
use crate::model::period::Period;
use crate::scaffold::File;
use crate::scaffold::report::{self, Request};

use super::import::{organisation, period};
use super::terminal::Terminal;
use super::{Failure, Messages, Status, threads};

/// Begin the next report: the last one's breakdowns, every value open
#[derive(Args)]
#[command(after_help = "Example:
  klartext new 2026

Writes content/ORG/2026/data.yaml and a text per language. The report is a draft until `state: draft` is deleted:
`klartext serve` shows it, `klartext build` leaves it out.")]
pub(super) struct NewReport {
    #[command(flatten)]
    pub(super) messages: Messages,
    /// The reporting period, such as 2026, 2026-H1 or 2026-Q1
    #[arg(value_name = "PERIOD", value_parser = period)]
    period: Period,
    /// Whose report it is [default: the publisher's]
    #[arg(long, value_name = "ORG", value_parser = organisation)]
    org: Option<String>,
    /// The report that it is like [default: the last one]
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    from: Option<Period>,
}

impl NewReport {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Status, Failure> {
        let site = &self.messages.site;
        let (tree, mut found) = read::read(site)?;
        let mut sources = Sources::default();
        let files = match count(&found, Severity::Error) {
            0 => {
                let request = Request {
                    organisation: self.org.clone(),
                    from: self.from,
                };
                let threads = threads(None)?;
                let planned =
                    threads.install(|| report::plan(&tree, self.period, &request, &mut sources));
                found.extend(planned.diagnostics);
                planned.value
            }
            _ => None,
        };
        terminal.diagnostics(&sources, &found);
        let Some(files) = files else {
            return Ok(Status::SourcesHaveErrors);
        };
        single::write_into_site(site, &new(&files), false)?;
        for file in &files {
            terminal.success(&format!("{}: written", file.path))?;
        }
        terminal.success("It is a draft: klartext serve shows it while you fill it in.")?;
        Ok(Status::Done)
    }
}

/// As what is written.
pub(super) fn new(files: &[File]) -> Vec<New<'_>> {
    let files = files.iter().map(|file| New {
        path: &file.path,
        bytes: file.text.as_bytes(),
    });
    files.collect()
}
