//! The command line: one file per subcommand.
//!
//! In: arguments, the terminal, the clock and the environment, which exist nowhere else. Out: an exit
//! status, which scripts rely on:
//!
//! | status | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | the site's sources have errors; nothing was written |
//! | 2 | wrong usage |
//! | 3 | the machine refused: permission, a full disk |
//!
//! Diagnostics go to standard error in the format that `--message-format` names; what a command made goes
//! to standard output. A status of 2 or 3 comes with one plain message on standard error, in every format.
//!
//! **Must not enter:** what a site means. A command reads, calls the pipeline in [`crate::site`], and says
//! how it went; whatever it passes on is an argument, so that no output depends on clock or environment.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostic::Check as DiagnosticCheck;
use crate::disk::{self, DiskError};
use crate::site::Options;

use terminal::Terminal;

mod build;
mod check;
mod dsa;
mod import;
mod init;
mod manual;
mod new;
mod progress;
mod schema;
mod serve;
mod shell;
mod terminal;

/// Compiles yearly datasets and narratives into a static transparency website
#[derive(Parser)]
#[command(
    name = "klartext",
    version,
    max_term_width = 80,
    arg_required_else_help = true
)]
#[command(disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Init),
    New(new::NewReport),
    Build(build::Build),
    Check(check::Check),
    Serve(serve::Serve),
    Import(import::Import),
    Dsa(dsa::Dsa),
    Schema(schema::SchemaOf),
    Completions(shell::Completions),
    Man(shell::Man),
}

/// What every command understands: which site, and how it speaks.
#[derive(Args)]
struct Messages {
    /// The site's directory
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// Say nothing but errors
    #[arg(long)]
    quiet: bool,
    /// human, json, github or sarif
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_possible_values = true
    )]
    #[arg(hide_default_value = true)]
    message_format: Format,
    /// auto, always or never
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    #[arg(hide_default_value = true)]
    color: Colour,
}

/// What every command that makes a site understands.
#[derive(Args)]
struct Common {
    #[command(flatten)]
    messages: Messages,
    /// Where the site goes [default: SITE/public]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Its address, instead of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Drafts too, marked as such
    #[arg(long)]
    drafts: bool,
    /// Threads to use [default: all]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Numbers in prose that fit no figure are errors
    #[arg(long)]
    strict: bool,
    /// No PNG files, for a faster first build
    #[arg(long)]
    no_pictures: bool,
    /// FILE.br and FILE.gz beside text files
    #[arg(long)]
    precompress: bool,
}

impl Default for Messages {
    fn default() -> Self {
        Messages {
            site: PathBuf::from("."),
            quiet: false,
            message_format: Format::Human,
            color: Colour::Auto,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Github,
    Sarif,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

impl Common {
    fn options(&self) -> Options {
        Options {
            base_url: self.base_url.clone(),
            drafts: self.drafts,
            strict: self.strict,
            no_pictures: self.no_pictures,
            precompress: self.precompress,
        }
    }

    fn out(&self) -> PathBuf {
        self.out.clone().unwrap_or_else(|| {
            let public = self.messages.site.join("public");
            public
                .strip_prefix(".")
                .map(PathBuf::from)
                .unwrap_or(public)
        })
    }
}

/// Threads with room for deep recursion, so that a site means the same in all of them.
fn threads(jobs: Option<u16>) -> Result<rayon::ThreadPool, Failure> {
    let all = || std::thread::available_parallelism().map_or(1, usize::from);
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.map_or_else(all, usize::from))
        .stack_size(16 << 20)
        .build()
        .map_err(|error| Failure {
            status: Status::MachineRefused,
            message: format!("cannot start threads: {error}"),
            mend: "try fewer with --jobs N".to_owned(),
        })
}

/// An address as every page's canonical link begins with it.
fn base_url(text: &str) -> Result<String, String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_graphic() && !r#""'<>\^`{|}?#"#.contains(c);
    match rest {
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(plain) => {
            Ok(format!("{}/", text.trim_end_matches('/')))
        }
        _ => Err("an address like https://example.org/transparency/ was expected".to_owned()),
    }
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Done = 0,
    SourcesHaveErrors = 1,
    WrongUsage = 2,
    MachineRefused = 3,
}

/// Why a command could not be carried out, where no line of the site is to blame.
struct Failure {
    status: Status,
    message: String,
    mend: String,
}

impl From<DiskError> for Failure {
    fn from(error: DiskError) -> Self {
        Failure {
            status: match error {
                DiskError::Names(_) => Status::SourcesHaveErrors,
                DiskError::Usage { .. } | DiskError::Foreign { .. } => Status::WrongUsage,
                DiskError::Machine { .. } => Status::MachineRefused,
            },
            message: error.to_string(),
            mend: error.mend(),
        }
    }
}

/// Every check that can raise a diagnostic, in the order of the manual.
fn checks() -> impl Iterator<Item = &'static DiagnosticCheck> {
    crate::site::catalogue()
        .chain(disk::CHECKS.iter().copied())
        .chain(crate::import::checks::CHECKS.iter().copied())
        .chain(crate::scaffold::report::CHECKS.iter().copied())
}

/// Runs the command that the arguments name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let command = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments.command,
        Err(error) => {
            // Help was asked for, or usage is wrong; nobody is left to tell if this cannot be written.
            let _ = error.print();
            let wrong = error.use_stderr();
            return ExitCode::from(if wrong {
                Status::WrongUsage
            } else {
                Status::Done
            } as u8);
        }
    };
    let messages = match &command {
        Command::Init(init) => &init.messages,
        Command::New(new) => &new.messages,
        Command::Build(build) => &build.common.messages,
        Command::Check(check) => &check.common.messages,
        Command::Serve(serve) => &serve.messages,
        Command::Import(import) => &import.messages,
        Command::Dsa(dsa) => dsa.messages(),
        Command::Schema(schema) => &schema.messages,
        Command::Completions(_) | Command::Man(_) => &Messages::default(),
    };
    let terminal = Terminal::new(messages);
    let result = match &command {
        Command::Init(init) => init.run(&terminal),
        Command::New(new) => new.run(&terminal),
        Command::Build(build) => build.run(&terminal),
        Command::Check(check) => check.run(&terminal),
        Command::Serve(serve) => serve.run(&terminal),
        Command::Import(import) => import.run(&terminal),
        Command::Dsa(dsa) => dsa.run(&terminal),
        Command::Schema(schema) => schema.run(&terminal),
        Command::Completions(completions) => completions.run(&terminal),
        Command::Man(man) => man.run(&terminal),
    };
    let status = result.unwrap_or_else(|failure| {
        terminal.failure(&failure);
        failure.status
    });
    ExitCode::from(status as u8)
}
