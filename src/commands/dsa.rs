//! `klartext dsa export` and `klartext dsa import`: the EU's harmonised templates.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::check::{self, record::Record};
use crate::diagnostic::{Diagnostic, OUTSIDE, Severity, Sources, count};
use crate::disk::single::{self, New};
use crate::disk::{read, shown};
use crate::dsa::facts::{self, Facts};
use crate::dsa::read::Asked;
use crate::dsa::write::Wanted;
use crate::dsa::{self, report};
use crate::import::{self, csv, prove};
use crate::model::identifier::{LanguageId, MeasureId, OrganisationId};
use crate::model::period::Period;
use crate::source::{self, yaml};

use super::import::{name, organisation, period, put};
use super::terminal::Terminal;
use super::{Failure, Messages, Status};

/// The EU's harmonised templates (Implementing Regulation 2024/2835)
#[derive(Args)]
#[command(after_help = "Example:
  klartext dsa export --org mailbox-org --period 2025 --to dsa-2025")]
pub(super) struct Dsa {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Export(Export),
    Import(Import),
}

/// Write the CSV parts of a report, and what they cannot say
#[derive(Args)]
#[command(after_help = "Example:
  klartext dsa export --org mailbox-org --period 2025 --to dsa-2025")]
struct Export {
    #[command(flatten)]
    messages: Messages,
    /// Whose report: a directory of content/
    #[arg(long, value_name = "ORG", value_parser = organisation)]
    org: String,
    /// Which one; templates are for years
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    period: Period,
    /// Where the files go; the directory is made
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// What no dataset holds: service, days, texts
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    /// Measure of orders to act (Article 9)
    #[arg(long, value_name = "MEASURE")]
    orders_to_act: Option<String>,
    /// Rows for all 27 states, asking or not
    #[arg(long)]
    all_states: bool,
    /// Also over files that are there already
    #[arg(long)]
    replace: bool,
}

/// Read part 3 into datasets; only shows them without --write
#[derive(Args)]
#[command(after_help = "Example:
  klartext dsa import Part_3_member_states_orders.csv --org example --write")]
struct Import {
    #[command(flatten)]
    messages: Messages,
    /// The file of part 3
    #[arg(value_name = "FILE")]
    table: PathBuf,
    /// Whose figures they are: a directory of content/
    #[arg(long, value_name = "ORG", value_parser = organisation)]
    org: String,
    /// Measure of orders to act (Article 9)
    #[arg(long, value_name = "MEASURE")]
    orders_to_act: Option<String>,
    /// Write content/ORG/PERIOD/data.yaml
    #[arg(long)]
    write: bool,
    /// Also over a dataset that is there already
    #[arg(long)]
    replace: bool,
}

impl Dsa {
    pub(super) fn messages(&self) -> &Messages {
        match &self.command {
            Command::Export(export) => &export.messages,
            Command::Import(import) => &import.messages,
        }
    }

    pub(super) fn run(&self, terminal: &Terminal) -> Result<Status, Failure> {
        match &self.command {
            Command::Export(export) => export.run(terminal),
            Command::Import(import) => import.run(terminal),
        }
    }
}

/// Orders to provide information are what a transparency report counts first.
fn provide() -> MeasureId {
    MeasureId::from("received")
}

impl Export {
    fn run(&self, terminal: &Terminal) -> Result<Status, Failure> {
        let mut sources = Sources::default();
        let mut found = Vec::new();
        let facts = match &self.facts {
            Some(path) => facts_of(path, &mut sources, &mut found)?,
            None => Some(Facts::default()),
        };
        let record = record(&self.messages, &mut sources, &mut found)?;
        let errors = count(&found, Severity::Error);
        terminal.diagnostics(&sources, &found);
        let (Some(facts), Some(record), 0) = (facts, record, errors) else {
            return Ok(Status::SourcesHaveErrors);
        };
        let organisation = record.organisation(&OrganisationId::from(self.org.as_str()));
        let found = organisation
            .and_then(|organisation| Some((organisation, organisation.report(self.period)?)));
        let Some((organisation, report)) = found else {
            return Err(usage(
                format!("{} has no report for {}", self.org, self.period),
                "name one that lies in content/ and is no draft",
            ));
        };
        let act = measure(self.orders_to_act.as_deref(), record.vocabulary())?;
        let settings = record.settings();
        let english = settings
            .languages
            .iter()
            .find(|language| language.as_str() == "en");
        let language = english
            .or(settings.languages.first())
            .cloned()
            .unwrap_or_else(|| LanguageId::from("en"));
        // The addresses of SPEC section 6: the default language and the publisher's own reports have no prefix.
        let tongue = match settings.languages.first() == Some(&language) {
            true => String::new(),
            false => format!("{language}/"),
        };
        let own = settings.publisher.as_ref() == Some(&organisation.organisation().id);
        let folder = if own {
            String::new()
        } else {
            format!("{}/", self.org)
        };
        let slug = self.period.slug();
        let page = format!("{}{tongue}{folder}{slug}.html", settings.base_url);
        let wanted = Wanted {
            facts: &facts,
            provide: provide(),
            act,
            all_states: self.all_states,
            language,
            page,
        };
        let parts = dsa::write::parts(organisation, report, record.vocabulary(), &wanted);
        let said = report::report(organisation, report, record.vocabulary(), &wanted);
        let mut files: Vec<New<'_>> = parts
            .iter()
            .map(|(name, bytes)| New { path: name, bytes })
            .collect();
        files.push(New {
            path: report::FILE_NAME,
            bytes: said.as_bytes(),
        });
        single::write_into(&self.to, &files, self.replace)?;
        if !self.messages.quiet {
            terminal.answer(&format!("{said}\n"))?;
        }
        terminal.success(&format!(
            "{}/: {} parts and {}",
            shown(&self.to),
            parts.len(),
            report::FILE_NAME
        ))?;
        Ok(Status::Done)
    }
}

impl Import {
    fn run(&self, terminal: &Terminal) -> Result<Status, Failure> {
        let mut sources = Sources::default();
        let bytes = match single::read(&self.table)? {
            Ok(bytes) => bytes,
            Err(refused) => {
                terminal.diagnostics(&sources, &[*refused]);
                return Ok(Status::SourcesHaveErrors);
            }
        };
        let (mut tree, mut found) = read::read(&self.messages.site)?;
        let site = match count(&found, Severity::Error) {
            0 => import::site(&tree, &mut sources, &mut found),
            _ => None,
        };
        let Some(site) = site else {
            terminal.diagnostics(&sources, &found);
            return Ok(Status::SourcesHaveErrors);
        };
        let act = measure(self.orders_to_act.as_deref(), &site.vocabulary)?;
        let title = self
            .table
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let asked = Asked {
            title: &title,
            provide: provide(),
            act,
            language: match site.settings.languages.as_slice() {
                [only] => Some(only.clone()),
                _ => None,
            },
        };
        let path = format!("{OUTSIDE}{}", name(&self.table));
        let table = csv::text(&path, &bytes, &mut sources, &mut found).and_then(|(file, text)| {
            csv::read(file, &text, csv::likely_delimiter(&text), &mut found)
        });
        let drafts = table
            .map(|table| dsa::read::drafts(&table, &asked, &site.vocabulary, &mut found))
            .unwrap_or_default();
        let planned: Vec<_> = drafts
            .iter()
            .map(|draft| import::planned(draft, &self.org, &tree, &site))
            .collect();
        if count(&found, Severity::Error) == 0 {
            prove::lay(&mut tree, &planned);
            let threads = super::threads(None)?;
            threads.install(|| prove::check(&tree, &planned, &mut sources, &mut found));
        }
        terminal.diagnostics(&sources, &found);
        if count(&found, Severity::Error) > 0 {
            return Ok(Status::SourcesHaveErrors);
        }
        put(
            terminal,
            &self.messages.site,
            &planned,
            self.write,
            self.replace,
        )
    }
}

fn usage(message: String, mend: &str) -> Failure {
    Failure {
        status: Status::WrongUsage,
        message,
        mend: mend.to_owned(),
    }
}

fn measure(
    named: Option<&str>,
    vocabulary: &crate::model::vocabulary::Vocabulary,
) -> Result<Option<MeasureId>, Failure> {
    let Some(named) = named else { return Ok(None) };
    let id = MeasureId::from(named);
    match vocabulary.measure(&id) {
        Some(_) => Ok(Some(id)),
        None => {
            let known: Vec<_> = vocabulary
                .measures
                .iter()
                .map(|measure| measure.id.as_str())
                .collect();
            Err(usage(
                format!("there is no measure `{named}`"),
                &format!("the measures are {}", known.join(", ")),
            ))
        }
    }
}

fn facts_of(
    path: &std::path::Path,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Result<Option<Facts>, Failure> {
    let bytes = match single::read(path)? {
        Ok(bytes) => bytes,
        Err(refused) => {
            found.push(*refused);
            return Ok(None);
        }
    };
    let Some((file, text)) = csv::text(&format!("{OUTSIDE}{}", name(path)), &bytes, sources, found)
    else {
        return Ok(None);
    };
    Ok(match yaml::parse(file, &text, 0..text.len()) {
        Ok(node) => facts::read(&node, found),
        Err(refused) => {
            found.push(*refused);
            None
        }
    })
}

/// The checked site; warnings are for `check` to say.
fn record(
    messages: &Messages,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Result<Option<Record>, Failure> {
    let (tree, on_disk) = read::read(&messages.site)?;
    let mut all = on_disk;
    let threads = super::threads(None)?;
    let record = threads.install(|| {
        let parsed = source::parse(&tree, sources);
        all.extend(parsed.diagnostics);
        parsed.value.and_then(|site| {
            let checked = check::check(site, check::Options::default());
            all.extend(checked.diagnostics);
            checked.value
        })
    });
    all.retain(|diagnostic| diagnostic.severity == Severity::Error);
    found.extend(all);
    Ok(record)
}
