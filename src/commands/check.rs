//! `klartext check`: everything that a build would complain about, and nothing written.

use std::time::Instant;

use clap::Args;

use crate::diagnostic::{Check as DiagnosticCheck, Severity, Sources, count, nearest};
use crate::disk::{read, shown};
use crate::picture::Blank;
use crate::site;
use crate::site::progress::{Progress as _, Work};

use super::terminal::Terminal;
use super::{Common, Failure, Status, checks, manual};

/// Check the sources without writing anything
#[derive(Args)]
#[command(after_help = "Examples:
  klartext check --site demo
  klartext check --explain parts-against-total")]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) common: Common,
    /// Say what a check finds and how to mend it
    #[arg(long, value_name = "ID")]
    explain: Option<String>,
}

impl Check {
    #[expect(clippy::disallowed_methods, reason = "how long it took is only said")]
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Status, Failure> {
        if let Some(id) = &self.explain {
            terminal.answer(&manual::page(find(id)?))?;
            return Ok(Status::Done);
        }
        let started = Instant::now();
        let common = &self.common;
        let threads = super::threads(common.jobs)?;
        let line = terminal.line();
        line.begin(Work::Reading, 0);
        let (tree, mut diagnostics) = read::read(&common.messages.site)?;
        let sources = if diagnostics
            .iter()
            .any(|d| *d.check == read::MISSING_CONTENT)
        {
            Sources::default()
        } else {
            let (sources, checked) =
                threads.install(|| site::build(&tree, &common.options(), &Blank, &line));
            let found = checked.diagnostics;
            diagnostics.extend(found);
            sources
        };
        drop(line);
        terminal.diagnostics(&sources, &diagnostics);
        if count(&diagnostics, Severity::Error) > 0 {
            return Ok(Status::SourcesHaveErrors);
        }
        let warnings = match count(&diagnostics, Severity::Warning) {
            0 => String::new(),
            1 => ", 1 warning".to_owned(),
            many => format!(", {many} warnings"),
        };
        let took = started.elapsed().as_secs_f64();
        terminal.success(&format!(
            "{}: no errors{warnings}; {took:.2} s",
            shown(&common.messages.site)
        ))?;
        Ok(Status::Done)
    }
}

fn find(id: &str) -> Result<&'static DiagnosticCheck, Failure> {
    checks().find(|check| check.id == id).ok_or_else(|| {
        let mend = match nearest(id, checks().map(|check| check.id)) {
            Some(near) => format!("did you mean {near}?"),
            None => {
                let mut all: Vec<_> = checks().map(|check| check.id).collect();
                all.sort_unstable();
                format!("the checks are {}", all.join(", "))
            }
        };
        Failure {
            status: Status::WrongUsage,
            message: format!("there is no check `{id}`"),
            mend,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk;

    #[test]
    fn every_check_is_found_and_named_once() {
        let mut ids: Vec<_> = checks().map(|check| check.id).collect();
        for id in &ids {
            assert!(find(id).is_ok(), "{id}");
        }
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "two checks have one id");
        assert!(all >= disk::CHECKS.len());
    }

    #[test]
    fn a_mistyped_id_is_answered_with_the_nearest() {
        let Err(failure) = find("missing-contents") else {
            panic!("there is no such check");
        };
        assert_eq!(failure.mend, "did you mean missing-content?");
        assert_eq!(failure.status, Status::WrongUsage);
    }
}
