//! The next report, from the last one: its dataset with every value open, and a text per language that names them.

use crate::diagnostic::{Check, Checked, Diagnostic, Group, Place, Severity, Sources, nearest};
use crate::import::draft::{Draft, Value, quoted};
use crate::language::{Arg, Language, built_in, capitalised};
use crate::model::figure::{CategoryKey, FigureKey};
use crate::model::identifier::{BreakdownId, CategoryId, LanguageId, MeasureId, SourceId};
use crate::model::localized::Localized;
use crate::model::period::Period;
use crate::model::report::{Source, State};
use crate::model::value::{Gap, Statement};
use crate::model::vocabulary::Vocabulary;
use crate::source::tree::Tree;
use crate::source::{OrganisationSource, ReportSource, Site, parse};

use super::File;

pub static REPORT_EXISTS: Check = Check {
    id: "report-exists",
    group: Group::Form,
    severity: Severity::Error,
    acceptable: false,
    finds: "A new report for a period that has one already.",
    mend: "name another period, or write into the report that is there",
};

pub static UNKNOWN_ORGANISATION: Check = Check {
    id: "unknown-organisation",
    group: Group::Form,
    severity: Severity::Error,
    acceptable: false,
    finds: "A new report of an organisation, or after a report, that the site does not have.",
    mend: "name a directory of content/ with --org, and one of its periods with --from",
};

pub const CHECKS: &[&Check] = &[&REPORT_EXISTS, &UNKNOWN_ORGANISATION];

/// Where editors find the schema of a dataset, from its directory.
const SCHEMA: &str = "yaml-language-server: $schema=../../../schema/dataset.json";

/// Stands at the head of every new dataset.
const LESSON: &[&str] = &[
    SCHEMA,
    "",
    "Replace each `pending` by what is known. A figure may be",
    "  45                                       a count",
    "  {percent: 27.1}                          a share of the total: the whole numbers that fit it",
    "  {count: 14, percent: 25.4, of: received} both, checked against each other",
    "  {at_most: 5}, {between: [0, 499]}        a range",
    "  not_collected, not_published, withheld   why there is none; never leave a figure out instead",
    "and carry its own provenance: {count: 45, status: derived, note: {en: …}}.",
    "When every figure is in, delete `state: draft`: only then is the report built for the public.",
    "",
];

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Else the publisher, or the only one.
    pub organisation: Option<String>,
    /// The report whose breakdowns it has; else the last one.
    pub from: Option<Period>,
}

/// The files of a new report in a site.
pub fn plan(
    tree: &Tree,
    period: Period,
    request: &Request,
    sources: &mut Sources,
) -> Checked<Vec<File>> {
    let parsed = parse(tree, sources);
    let mut found = parsed.diagnostics;
    let errors = crate::diagnostic::count(&found, Severity::Error);
    let files = match parsed.value.filter(|_| errors == 0) {
        Some(site) => planned(&site, period, request).unwrap_or_else(|refused| {
            found.push(*refused);
            Vec::new()
        }),
        None => Vec::new(),
    };
    found.retain(|diagnostic| diagnostic.severity == Severity::Error);
    Checked {
        value: Some(files).filter(|_| found.is_empty()),
        diagnostics: found,
    }
}

fn planned(site: &Site, period: Period, request: &Request) -> Result<Vec<File>, Box<Diagnostic>> {
    let organisation = organisation(site, request)?;
    let id = organisation.organisation.id.as_str();
    let mut reports = organisation.reports.iter();
    if let Some(there) = reports.find(|report| report.dataset.period.value == period) {
        let message = format!("{id} has a report for {period} already");
        let diagnostic = Diagnostic::new(&REPORT_EXISTS, there.dataset.period.at, message);
        return Err(Box::new(diagnostic.label("this one")));
    }
    let model = model(organisation, period, request)?;
    let draft = draft(site, period, model);
    let path = draft.path(id);
    let directory = path.trim_end_matches("data.yaml");
    let mut files = vec![File {
        path: path.clone(),
        text: draft.text(&site.vocabulary),
    }];
    for language in spoken(&site.settings.languages) {
        let name = organisation.organisation.name.as_str();
        files.push(File {
            path: format!("{directory}{}.md", language.id()),
            text: narrative(&language, &draft, name, &site.vocabulary),
        });
    }
    Ok(files)
}

fn organisation<'s>(
    site: &'s Site,
    request: &Request,
) -> Result<&'s OrganisationSource, Box<Diagnostic>> {
    let id = |source: &'s OrganisationSource| source.organisation.id.as_str();
    let known: Vec<&str> = site.organisations.iter().map(id).collect();
    let place = || Place::Path("content".to_owned());
    match &request.organisation {
        Some(wanted) => {
            let mut organisations = site.organisations.iter();
            organisations
                .find(|source| id(source) == wanted)
                .ok_or_else(|| {
                    let message = format!("there is no organisation `{wanted}`");
                    let diagnostic = Diagnostic::new(&UNKNOWN_ORGANISATION, place(), message)
                        .expected(format!("one of {}", known.join(", ")));
                    Box::new(match nearest(wanted, known.iter().copied()) {
                        Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
                        None => diagnostic,
                    })
                })
        }
        // The publisher stands first.
        None => site.organisations.first().ok_or_else(|| {
            let message = "the site has no organisation";
            Box::new(Diagnostic::new(&UNKNOWN_ORGANISATION, place(), message))
        }),
    }
}

/// The report that the new one is like: the one asked for, else the last before it, else the first after it.
fn model<'s>(
    organisation: &'s OrganisationSource,
    period: Period,
    request: &Request,
) -> Result<Option<&'s ReportSource>, Box<Diagnostic>> {
    let reports = &organisation.reports;
    let of = |report: &&ReportSource| report.dataset.period.value;
    if let Some(wanted) = request.from {
        let found = reports.iter().find(|report| of(report) == wanted);
        return found.map(Some).ok_or_else(|| {
            let id = &organisation.organisation.id;
            let known: Vec<String> = reports.iter().map(|r| of(&r).to_string()).collect();
            let place = Place::Path(format!("content/{id}"));
            let message = format!("{id} has no report for {wanted}");
            let diagnostic = Diagnostic::new(&UNKNOWN_ORGANISATION, place, message);
            Box::new(diagnostic.expected(format!("one of {}", known.join(", "))))
        });
    }
    let before = reports.iter().rev().find(|report| of(report) < period);
    Ok(before.or(reports.first()))
}

fn draft(site: &Site, period: Period, model: Option<&ReportSource>) -> Draft {
    let pending = || Value::plain(Statement::Gap(Gap::Pending));
    let title = title(&site.settings.title, &site.settings.languages);
    let source = Source {
        id: SourceId::from("report"),
        title: format!("{title} {period}"),
        publisher: None,
        url: None,
        published: None,
        retrieved: None,
    };
    let mut draft = Draft::new(period, vec![source]);
    draft.state = State::Draft;
    draft.remarks = LESSON.iter().map(|line| (*line).to_owned()).collect();
    match model {
        Some(model) => {
            let dataset = &model.dataset;
            let keys = dataset.figures.iter().map(|figure| figure.key.clone());
            draft.figures = keys.map(|key| (key, pending())).collect();
            draft.sums = dataset.sums.clone();
            let gaps = dataset.breakdown_gaps.iter();
            draft.gaps = gaps
                .map(|gap| {
                    (
                        (gap.measure.clone(), gap.breakdown.clone()),
                        (Gap::Pending, None),
                    )
                })
                .collect();
        }
        None => {
            let keys = FIRST.iter().filter_map(|name| {
                let mut parts = name.split('.');
                let measure = MeasureId::from(parts.next()?);
                site.vocabulary.measure(&measure)?;
                Some(match (parts.next(), parts.next()) {
                    (Some(breakdown), Some(category)) => {
                        let category = CategoryKey::one(CategoryId::from(category));
                        FigureKey::cell(measure, BreakdownId::from(breakdown), category)
                    }
                    _ => FigureKey::total(measure),
                })
            });
            draft.figures = keys.map(|key| (key, pending())).collect();
        }
    }
    draft
}

/// What most providers count, for a site without a report; names of the built-in vocabulary.
const FIRST: &[&str] = &[
    "received",
    "received.channel.pgp_email",
    "received.channel.plain_email",
    "received.channel.fax",
    "received.channel.post",
    "received.type.subscriber_data",
    "received.type.mailbox_seizure",
    "received.type.traffic_data",
    "received.type.interception",
    "rejected",
    "answered",
];

fn title(title: &Localized, languages: &[LanguageId]) -> String {
    let default = languages.first().and_then(|language| title.get(language));
    default.unwrap_or("Report").to_owned()
}

fn spoken(languages: &[LanguageId]) -> Vec<Language> {
    let load = |id: &LanguageId| Language::load(id, &[built_in(id)?]).ok();
    languages.iter().filter_map(load).collect()
}

/// A text whose sentences name the figures, so that they are right as soon as the figures are.
fn narrative(
    language: &Language,
    draft: &Draft,
    organisation: &str,
    vocabulary: &Vocabulary,
) -> String {
    let period = language.period(draft.period);
    let say = |id: &str| language.message(id, &[]);
    let tell = |id: &str, more: &[(&str, &str)]| {
        let mut args = vec![
            ("organisation", Arg::Text(organisation)),
            ("period", Arg::Text(&period)),
        ];
        args.extend(more.iter().map(|(name, text)| (*name, Arg::Text(text))));
        language.message(id, &args)
    };
    let has = |measure: &str| {
        let mut keys = draft.figures.keys();
        keys.any(|key| key.cell.is_none() && key.measure.as_str() == measure)
    };
    let mut text = format!(
        "---\ntitle: {}\nsummary: {}\n{}---\n",
        quoted(&tell("scaffold-title", &[])),
        quoted(&tell("scaffold-summary", &[])),
        say("scaffold-advice")
            .lines()
            .map(|line| format!("# {line}\n"))
            .collect::<String>(),
    );
    let mut section = |id: &str, title: &str, body: &str| {
        text += &format!("\n## {title} {{#{id}}}\n\n{body}\n");
    };
    if has("received") {
        let words = [
            ("received", "{{ n(\"received\") }}"),
            ("finding", "{{ finding(\"received\") }}"),
        ];
        section(
            "overview",
            &say("scaffold-overview-title"),
            &tell("scaffold-overview", &words),
        );
    }
    let rates: Vec<String> = vocabulary
        .rates
        .iter()
        .filter(|rate| has(rate.part.as_str()) && has(rate.whole.as_str()))
        .map(|rate| {
            format!(
                "- {}: {{{{ rate(\"{}\") }}}}",
                capitalised(&language.rate(rate)),
                rate.id
            )
        })
        .collect();
    if !rates.is_empty() {
        section("outcome", &say("scaffold-outcome-title"), &rates.join("\n"));
    }
    for measure in &vocabulary.measures {
        for breakdown in &vocabulary.breakdowns {
            let mut keys = draft.figures.keys().filter(|key| key.measure == measure.id);
            let cell = |key: &FigureKey| {
                let cell = key.cell.as_ref();
                cell.is_some_and(|cell| cell.breakdown == breakdown.id)
            };
            if keys.any(cell) {
                let title = capitalised(&language.breakdown(breakdown));
                let body = format!("{{{{ table(\"{}.{}\") }}}}", measure.id, breakdown.id);
                section(&format!("{}-{}", measure.id, breakdown.id), &title, &body);
            }
        }
    }
    text
}
