//! Where messages go: standard error and standard output, with or without colour.

#![expect(
    clippy::disallowed_methods,
    reason = "only commands look at the environment, and only for how to show a message"
)]

use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};

use crate::diagnostic::{Diagnostic, Severity, Sources, github, human, json, sarif};

use super::progress::Line;
use super::{Colour, Failure, Format, Messages, Status};

/// Wide enough for a line of a dataset, narrow enough for two windows beside each other.
const WIDTH: usize = 100;

pub(super) struct Terminal {
    format: Format,
    quiet: bool,
    colour: bool,
    width: usize,
    /// What stands before the paths of messages, so that they can be followed from here.
    root: String,
}

impl Terminal {
    pub(super) fn new(messages: &Messages) -> Self {
        let columns = env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        let site: std::path::PathBuf = messages.site.components().collect();
        let root = match site.to_string_lossy() {
            root if root == "." || root.is_empty() => String::new(),
            root => format!("{}/", human::visible(&root).trim_end_matches('/')),
        };
        Terminal {
            format: messages.message_format,
            quiet: messages.quiet,
            colour: match messages.color {
                Colour::Always => true,
                Colour::Never => false,
                Colour::Auto => io::stderr().is_terminal() && colour_is_welcome(),
            },
            width: columns.unwrap_or(WIDTH).clamp(40, 1_000),
            root: root.replace(std::path::MAIN_SEPARATOR, "/"),
        }
    }

    /// Everything that there is to say about the sources, errors and warnings.
    pub(super) fn diagnostics(&self, sources: &Sources, diagnostics: &[Diagnostic]) {
        let errors: Vec<_>;
        let shown = if self.quiet {
            let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
            errors = diagnostics.iter().filter(is_error).cloned().collect();
            &errors[..]
        } else {
            diagnostics
        };
        let text = match self.format {
            Format::Human => human::render(sources, shown, &self.root, self.colour, self.width),
            Format::Json => json::render(sources, shown, &self.root),
            Format::Github => github::render(sources, shown, &self.root),
            Format::Sarif => sarif::render(sources, shown, &self.root),
        };
        complain(&text);
    }

    /// The same, for who has to show it elsewhere too: what it returns is what a terminal without colours shows. What
    /// was said `last` is not said again.
    pub(super) fn told(&self, sources: &Sources, diagnostics: &[Diagnostic], last: &str) -> String {
        let text = human::render(sources, diagnostics, &self.root, false, self.width);
        if text != last {
            self.diagnostics(sources, diagnostics);
        }
        text
    }

    /// How far the work is, for somebody who looks on.
    pub(super) fn line(&self) -> Line {
        Line::new(!self.quiet && self.format == Format::Human && moves_its_cursor())
    }

    /// What went wrong after the work was done.
    pub(super) fn warn(&self, message: &str) {
        match self.format {
            _ if self.quiet => {}
            Format::Human => complain(&format!("{}\n", self.headed("33", "warning", message))),
            Format::Github => complain(&format!("::warning::{}\n", human::visible(message))),
            // Standard error holds the one document of the diagnostics.
            Format::Json | Format::Sarif => {}
        }
    }

    pub(super) fn failure(&self, failure: &Failure) {
        let message = self.headed("91", "error", &failure.message);
        complain(&format!("{message}\n  = help: {}\n", failure.mend));
    }

    fn headed(&self, style: &str, word: &str, message: &str) -> String {
        let message = human::visible(message);
        if self.colour {
            format!("\u{1b}[1m\u{1b}[{style}m{word}\u{1b}[0m: {message}")
        } else {
            format!("{word}: {message}")
        }
    }

    /// What was made, unless nobody wants to know.
    pub(super) fn success(&self, text: &str) -> Result<(), Failure> {
        if self.quiet {
            Ok(())
        } else {
            self.answer(&format!("{}\n", human::visible(text)))
        }
    }

    /// What was asked for.
    #[expect(clippy::unused_self, reason = "the terminal is what prints")]
    pub(super) fn answer(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            // A reader that has seen enough, such as `head`.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(Failure {
                status: Status::MachineRefused,
                message: format!("cannot write to standard output: {error}"),
                mend: "the work is done all the same; only saying so failed".to_owned(),
            }),
            Ok(()) => Ok(()),
        }
    }
}

/// `dumb` is also what screen readers' terminals call themselves that read whatever is written.
fn moves_its_cursor() -> bool {
    io::stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// The convention of no-color.org, and of terminals that cannot.
fn colour_is_welcome() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// To standard error. When that is closed there is nobody left to tell; the exit status says the rest.
fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
