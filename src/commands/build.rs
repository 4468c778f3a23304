//! `klartext build`: the whole site, or nothing.

use std::time::Instant;

use clap::Args;

use crate::diagnostic::{Severity, Sources, count};
use crate::disk::packed;
use crate::disk::pictures::Remembering;
use crate::disk::write::{Output, Written};
use crate::disk::{read, shown, write};
use crate::site::artifact::Artifact;
use crate::site::precompress;
use crate::site::progress::{Progress, Work};
use crate::site::{self, Summary};

use super::terminal::Terminal;
use super::{Common, Failure, Status};

/// Check the sources and build the site, as a whole or not at all
#[derive(Args)]
#[command(after_help = "Example:
  klartext build --site demo --base-url https://example.org/transparency/")]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) common: Common,
}

impl Build {
    #[expect(
        clippy::disallowed_methods,
        reason = "how long it took is said, not written into the site"
    )]
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Status, Failure> {
        let started = Instant::now();
        let common = &self.common;
        // A wrong --out is said before minutes of work, not after.
        let output = Output::choose(&common.messages.site, &common.out())?;
        let threads = super::threads(common.jobs)?;
        let line = terminal.line();
        line.begin(Work::Reading, 0);
        let (tree, mut diagnostics) = read::read(&common.messages.site)?;
        if diagnostics
            .iter()
            .any(|d| *d.check == read::MISSING_CONTENT)
        {
            drop(line);
            terminal.diagnostics(&Sources::default(), &diagnostics);
            return Ok(Status::SourcesHaveErrors);
        }

        let painter = Remembering::beside(&common.messages.site)?;
        let (sources, built) =
            threads.install(|| site::build(&tree, &common.options(), &painter, &line));
        drop(line);
        drop(tree);
        diagnostics.extend(built.diagnostics);
        terminal.diagnostics(&sources, &diagnostics);
        let mut built = match built.value {
            Some(built) if count(&diagnostics, Severity::Error) == 0 => built,
            _ => return Ok(Status::SourcesHaveErrors),
        };

        let line = terminal.line();
        if common.precompress {
            let packed = threads.install(|| self.packed(&built.artifacts, &line))?;
            built.artifacts.extend(packed);
        }
        line.begin(Work::Writing, 0);
        let written = threads.install(|| write::write(&output, &built.artifacts))?;
        drop(line);
        painter.forget_the_rest();
        for warning in &written.warnings {
            terminal.warn(warning);
        }
        let took = started.elapsed().as_secs_f64();
        let place = shown(output.shown());
        terminal.success(&format!(
            "{place}/: {}; {took:.2} s",
            made(&built.summary, &written)
        ))?;
        Ok(Status::Done)
    }

    fn packed(
        &self,
        artifacts: &[Artifact],
        progress: &dyn Progress,
    ) -> Result<Vec<Artifact>, Failure> {
        let packer = packed::Remembering::beside(&self.common.messages.site)?;
        let packed = precompress::packed(artifacts, &packer, progress);
        packer.forget_the_rest();
        Ok(packed)
    }
}

fn made(summary: &Summary, written: &Written) -> String {
    let pages = counted(summary.pages, "page", "pages");
    let languages = counted(summary.languages, "language", "languages");
    let reports = counted(summary.reports, "report", "reports");
    let charts = counted(summary.charts, "chart", "charts");
    let downloads = counted(summary.downloads, "download", "downloads");
    let files = counted(written.files, "file", "files");
    let bytes = size(written.bytes);
    format!(
        "{pages} in {languages}, {reports}, {charts}, {downloads}; {files}, {bytes}, {} unchanged",
        written.unchanged
    )
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// In the decimal units that hosts and file managers count in.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_sizes_are_said_in_words() {
        assert_eq!(counted(1, "page", "pages"), "1 page");
        assert_eq!(counted(0, "page", "pages"), "0 pages");
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(812_345), "812 kB");
        assert_eq!(size(12_345_678), "12.3 MB");
    }
}
