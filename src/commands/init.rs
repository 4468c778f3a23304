//! `klartext init`: a first site, from a few answers.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::Sources;
use crate::disk::{shown, single};
use crate::language;
use crate::model::identifier::LanguageId;
use crate::model::period::Period;
use crate::scaffold::site::{Answers, plan};

use super::import::{organisation, period};
use super::new::new;
use super::terminal::Terminal;
use super::{Failure, Messages, Status, base_url, threads};

/// Write a new site that builds without a change
#[derive(Args)]
#[command(after_help = "Example:
  klartext init report --name 'Example Mail' --languages de,en --base-url https://example.org/transparency/

What is not given is asked for, on a terminal. The directory must be new or empty.")]
pub(super) struct Init {
    /// Where the site goes
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// Who publishes it, as readers know them
    #[arg(long, value_name = "NAME", value_parser = name)]
    name: Option<String>,
    /// Its directory in content/ [default: from the name]
    #[arg(long, value_name = "ORG", value_parser = organisation)]
    org: Option<String>,
    /// Such as de,en; the first is the default
    #[arg(long, value_name = "LIST", value_parser = language, value_delimiter = ',')]
    languages: Vec<LanguageId>,
    /// Where the site will be
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// What the first report is about
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    period: Option<Period>,
    #[command(flatten)]
    pub(super) messages: Messages,
}

fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    match text.is_empty() || text.chars().count() > 200 || text.contains(char::is_control) {
        false => Ok(text.to_owned()),
        true => Err("a name of 1 to 200 characters was expected".to_owned()),
    }
}

fn language(text: &str) -> Result<LanguageId, String> {
    let id = LanguageId::from(text.trim());
    match language::built_in(&id) {
        Some(_) => Ok(id),
        None => {
            let known: Vec<&str> = language::BUILT_IN.iter().map(|(tag, _)| *tag).collect();
            Err(format!("klartext speaks {}", known.join(" and ")))
        }
    }
}

impl Init {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Status, Failure> {
        // Said before anything is asked.
        single::must_be_empty(&self.directory)?;
        let name = match &self.name {
            Some(name) => name.clone(),
            None => ask(
                "Who publishes the reports, as readers know them?",
                "--name NAME",
                name,
            )?,
        };
        let org = match &self.org {
            Some(org) => org.clone(),
            None => match organisation(&slug(&name)) {
                Ok(org) => org,
                Err(_) => ask(
                    "Its directory in content/, such as example-mail?",
                    "--org ORG",
                    organisation,
                )?,
            },
        };
        let languages = match self.languages.is_empty() {
            false => self.languages.clone(),
            true => ask(
                "In which languages, the default first? Such as de,en",
                "--languages LIST",
                |text| text.split(',').map(language).collect(),
            )?,
        };
        let base_url = match &self.base_url {
            Some(url) => url.clone(),
            None => ask(
                "Where will the site be? Such as https://example.org/transparency/",
                "--base-url URL",
                base_url,
            )?,
        };
        let period = match self.period {
            Some(period) => period,
            None => ask(
                "What is the first report about? Such as 2025",
                "--period PERIOD",
                period,
            )?,
        };
        let answers = Answers {
            name,
            organisation: org,
            languages,
            base_url,
            period,
        };
        let planned = threads(None)?.install(|| plan(&answers));
        let Some(files) = planned.value else {
            terminal.diagnostics(&Sources::default(), &planned.diagnostics);
            return Ok(Status::SourcesHaveErrors);
        };
        single::write_into(&self.directory, &new(&files), false)?;
        let directory = shown(&self.directory);
        terminal.success(&format!("{directory}: a new site of {} files", files.len()))?;
        for (command, what) in [
            (
                "serve --open",
                "shows it while you write; the first report is a draft",
            ),
            ("build", "makes public/, for any host"),
        ] {
            terminal.success(&format!("  klartext {command} --site {directory}   {what}"))?;
        }
        Ok(Status::Done)
    }
}

/// The name as part of an address: "Example Mail GmbH" is example-mail-gmbh.
fn slug(name: &str) -> String {
    let plain = name
        .to_lowercase()
        .replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('ß', "ss");
    let parts = plain.split(|c: char| !c.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// Asks until the answer can be used; without a terminal nobody can answer.
fn ask<T>(
    question: &str,
    flag: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<T, Failure> {
    let failure = |status, message: String| Failure {
        status,
        message,
        mend: format!("say it with {flag}"),
    };
    if !io::stdin().is_terminal() {
        let message = format!("{flag} is missing, and there is no terminal to ask on");
        return Err(failure(Status::WrongUsage, message));
    }
    loop {
        let mut terminal = io::stderr().lock();
        let asked = write!(terminal, "{question} ").and_then(|()| terminal.flush());
        let mut line = String::new();
        let answered = asked.and_then(|()| io::stdin().lock().read_line(&mut line));
        match answered {
            Ok(0) => {
                return Err(failure(
                    Status::WrongUsage,
                    "there was no answer".to_owned(),
                ));
            }
            Ok(_) => match read(line.trim()) {
                Ok(value) => return Ok(value),
                Err(why) => {
                    // Who cannot read this cannot answer either, and ends the loop above.
                    let _ = writeln!(terminal, "  {why}");
                }
            },
            Err(error) => {
                return Err(failure(
                    Status::MachineRefused,
                    format!("cannot ask: {error}"),
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_directory() {
        assert_eq!(slug("mailbox.org"), "mailbox-org");
        assert_eq!(slug("Süße Post GmbH & Co. KG"), "suesse-post-gmbh-co-kg");
        assert!(organisation(&slug("2Mail")).is_err());
    }
}
