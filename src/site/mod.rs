//! The whole pipeline from a tree of files to artifacts: where charts, downloads, pages and theme meet.
//!
//! In: a [`Tree`]. Out: [`Artifact`]s, or diagnostics. Pure: the same tree and options give the same bytes,
//! whatever the number of threads.
//!
//! **Must not enter:** a disk, a clock, an environment.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::check;
use crate::check::record::Record;
use crate::diagnostic::{Check, Checked, Diagnostic, Group, Place, Severity, Sources, count};
use crate::pages::report::attachment_path;
use crate::pages::route::{Route, relative};
use crate::pages::view::AliasView;
use crate::pages::{self, Context};
use crate::picture::Paint;
use crate::source;
use crate::source::checks::RESERVED_NAME;
use crate::source::tree::Tree;
use crate::theme::{self, Theme};

use self::artifact::Artifact;
use self::progress::{Progress, Work};
use self::studio::{Made, Studio};
use self::voice::Voice;

mod archive;
pub mod artifact;
mod downloads;
mod feeds;
pub mod links;
pub mod precompress;
pub mod preview;
pub mod progress;
mod sitemap;
mod studio;
mod voice;

pub static COLLISION: Check = Check {
    id: "output-collision",
    group: Group::Form,
    severity: Severity::Error,
    acceptable: false,
    finds: "Two files of the site that would have the same address.",
    mend: "rename the file in static/ or the attachment",
};

pub static ALIAS_WITHOUT_PAGE: Check = Check {
    id: "alias-without-page",
    group: Group::Form,
    severity: Severity::Error,
    acceptable: false,
    finds: "An old address that leads to no page of the site.",
    mend: "correct the new address in `aliases:`, such as 2023.html or en/2023.html",
};

pub const CHECKS: &[&Check] = &[
    &COLLISION,
    &voice::UNKNOWN_THEME,
    &voice::TEXT_FORM,
    &voice::UNKNOWN_TEXT,
    &ALIAS_WITHOUT_PAGE,
    &links::LINK_WITHOUT_DESTINATION,
];

/// What a build is told beside the site itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Instead of the site's own base address.
    pub base_url: Option<String>,
    /// Build drafts as well.
    pub drafts: bool,
    /// Warnings are errors.
    pub strict: bool,
    /// No PNG files, and no links to them.
    pub no_pictures: bool,
    /// Packed forms will stand beside the files ([`precompress`]), and so no others may.
    pub precompress: bool,
}

/// What was made, for whoever asked for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    pub reports: usize,
    pub languages: usize,
    pub pages: usize,
    /// Each counted once, though it is drawn twice.
    pub charts: usize,
    pub downloads: usize,
}

#[derive(Debug, Clone)]
pub struct Built {
    /// Sorted by path.
    pub artifacts: Vec<Artifact>,
    pub summary: Summary,
}

/// Every check of every room, in the order of the manual.
pub fn catalogue() -> impl Iterator<Item = &'static Check> {
    check::catalogue()
        .chain(theme::CHECKS.iter().copied())
        .chain(CHECKS.iter().copied())
}

/// Reads, checks and renders a site. There is no way to check without rendering: faults of templates, addresses and
/// links show only on the finished pages, and a check that passes them over would be none.
pub fn build(
    tree: &Tree,
    options: &Options,
    painter: &dyn Paint,
    progress: &dyn Progress,
) -> (Sources, Checked<Built>) {
    let mut sources = Sources::default();
    progress.begin(Work::Checking, 0);
    let (record, theme) = prepare(tree, options, &mut sources);
    let mut diagnostics = record.diagnostics;
    diagnostics.extend(theme.diagnostics);
    let built = match (record.value, theme.value) {
        (Some(record), Some(theme)) if count(&diagnostics, Severity::Error) == 0 => {
            let makers = (painter, progress);
            render(tree, &record, &theme, options, makers, &mut diagnostics)
        }
        _ => None,
    };
    (sources, conclude(built, diagnostics, options))
}

fn conclude<T>(
    value: Option<T>,
    mut diagnostics: Vec<Diagnostic>,
    options: &Options,
) -> Checked<T> {
    if options.strict {
        diagnostics
            .iter_mut()
            .for_each(|diagnostic| diagnostic.severity = Severity::Error);
    }
    let sound = count(&diagnostics, Severity::Error) == 0;
    Checked {
        value: value.filter(|_| sound),
        diagnostics,
    }
}

fn prepare(
    tree: &Tree,
    options: &Options,
    sources: &mut Sources,
) -> (Checked<Record>, Checked<Voice>) {
    let parsed = source::parse(tree, sources);
    let mut diagnostics = parsed.diagnostics;
    let Some(site) = parsed.value else {
        return (
            Checked {
                value: None,
                diagnostics,
            },
            Checked {
                value: None,
                diagnostics: Vec::new(),
            },
        );
    };
    let voice = voice::voice(
        tree,
        site.settings.theme.as_deref(),
        &site.settings.languages,
        sources,
    );
    let errors = count(&diagnostics, Severity::Error);
    let checked = check::check(
        site,
        check::Options {
            drafts: options.drafts,
        },
    );
    diagnostics.extend(checked.diagnostics);
    if let Some(record) = &checked.value {
        diagnostics.extend(shared_addresses(record));
    }
    (
        Checked {
            value: checked.value.filter(|_| errors == 0),
            diagnostics,
        },
        voice,
    )
}

/// Pages that would have the same address: a publisher's `content/pages/reports.en.md` and klartext's own list of
/// reports, or two words of the vocabulary. Only the default language is looked at: the others have the same names.
fn shared_addresses(record: &Record) -> Vec<Diagnostic> {
    let language = record.settings().default_language();
    let routes = pages::routes(record);
    let mut taken: BTreeMap<String, &Route> = BTreeMap::new();
    // Organisations share their names of pages: one message for all of them is enough.
    let mut named: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for route in routes.iter().filter(|route| route.language == *language) {
        let path = route.path(record);
        let Some(first) = taken.insert(path.clone(), route) else {
            continue;
        };
        let stem = &route.address.stem;
        if !named.insert(stem) {
            continue;
        }
        let is_text = |route: &Route| std::ptr::eq(route.kind, &pages::text::KIND);
        found.push(if is_text(first) || is_text(route) {
            let file = format!("content/pages/{stem}.{language}.md");
            let message = format!("a page cannot be called `{stem}`: klartext makes {path} itself");
            Diagnostic::new(&RESERVED_NAME, Place::Path(file), message)
                .mend("give the file another name")
        } else {
            let place = Place::Path("content/vocabulary.yaml".to_owned());
            Diagnostic::new(
                &COLLISION,
                place,
                format!("two pages have the address {path}"),
            )
            .mend("rename the breakdown or rate that the address is made from")
        });
    }
    found
}

fn render(
    tree: &Tree,
    record: &Record,
    voice: &Voice,
    options: &Options,
    (painter, progress): (&dyn Paint, &dyn Progress),
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Built> {
    let base_url = base_url(record, options);
    let extracts = downloads::extracts(record);
    let downloads = downloads::write(record, &extracts, &voice.languages, &base_url);
    let shown = downloads.shown();
    let context = Context {
        record,
        languages: &voice.languages,
        downloads: &shown,
        base_url: &base_url,
        pictures: !options.no_pictures,
    };
    let routes = pages::routes(record);
    let studio = Studio::new(&voice.theme, painter, context.pictures);
    // The data page shows the size of every download, and the archives among them hold the charts of the other pages.
    let (last, first): (Vec<&Route>, Vec<&Route>) = routes
        .iter()
        .partition(|route| std::ptr::eq(route.kind, &pages::data::KIND));
    progress.begin(Work::Pages, routes.len());
    let make = |context: &Context<'_>, routes: &[&Route]| -> Vec<Result<Made, Box<Diagnostic>>> {
        routes
            .par_iter()
            .filter_map(|route| {
                let made = studio.page(context, route);
                progress.step();
                made
            })
            .collect()
    };
    let mut summary = Summary {
        reports: record
            .organisations()
            .iter()
            .map(|organisation| organisation.reports().len())
            .sum(),
        languages: record.settings().languages.len(),
        ..Summary::default()
    };
    let mut artifacts: Vec<Artifact> = downloads.artifacts;
    let made = gather(make(&context, &first), &mut summary, diagnostics)?;
    artifacts.extend(made);
    artifacts.extend(copied(tree, record));
    let archives = archive::write(
        record,
        &downloads.written,
        &voice.languages,
        &base_url,
        &artifacts,
    );
    let mut all = shown.clone();
    all.extend(
        archives
            .iter()
            .map(|archive| (archive.path.clone(), downloads::shown(archive))),
    );
    artifacts.extend(archives);
    let context = Context {
        downloads: &all,
        ..context
    };
    summary.downloads = all.len();
    artifacts.extend(gather(make(&context, &last), &mut summary, diagnostics)?);
    artifacts.extend(feeds::write(&context));
    artifacts.push(artifact(
        sitemap::PATH.to_owned(),
        sitemap::write(&context, &routes),
    ));
    // A site that has its own in static/ knows better.
    if !artifacts.iter().any(|known| known.path == sitemap::ROBOTS) {
        let robots = sitemap::robots(&base_url);
        artifacts.push(artifact(sitemap::ROBOTS.to_owned(), robots));
    }
    let addresses: BTreeSet<String> = artifacts
        .iter()
        .map(|artifact| artifact.path.clone())
        .collect();
    for (old, new) in &record.settings().aliases {
        if !addresses.contains(new) {
            let place = Place::Path("content/site.yaml".to_owned());
            let message = format!("the alias {old} leads to {new}, which is no page of this site");
            diagnostics.push(Diagnostic::new(&ALIAS_WITHOUT_PAGE, place, message));
            continue;
        }
        match alias(&context, &voice.theme, old, new) {
            Ok(artifact) => artifacts.push(artifact),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    if count(diagnostics, Severity::Error) > 0 {
        return None;
    }
    for (path, bytes) in voice.theme.assets() {
        artifacts.push(Artifact {
            path: path.to_owned(),
            bytes: Cow::Owned(bytes.into_owned()),
        });
    }
    artifacts.push(artifact(
        theme::SCRIPT_PATH.to_owned(),
        theme::SCRIPT.as_bytes().to_vec(),
    ));
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    let mut collisions = collisions(&artifacts);
    if options.precompress {
        collisions.extend(precompress::collisions(&artifacts));
    }
    if !collisions.is_empty() {
        diagnostics.extend(collisions);
        return None;
    }
    progress.begin(Work::Links, 0);
    let broken = links::run(&context, &routes, &artifacts);
    if !broken.is_empty() {
        diagnostics.extend(broken);
        return None;
    }
    artifacts.push(checksums(&artifacts));
    Some(Built { artifacts, summary })
}

/// Where the site will be, ending in `/`.
fn base_url(record: &Record, options: &Options) -> String {
    let own = &record.settings().base_url;
    let url = options.base_url.as_ref().unwrap_or(own);
    format!("{}/", url.trim_end_matches('/'))
}

/// The files of pages that could be made; `None` where one could not.
fn gather(
    pages: Vec<Result<Made, Box<Diagnostic>>>,
    summary: &mut Summary,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Artifact>> {
    let mut artifacts = Vec::new();
    let mut failed = BTreeSet::new();
    for page in pages {
        match page {
            Ok(made) => {
                summary.pages += 1;
                summary.charts += made.charts;
                artifacts.extend(made.artifacts);
            }
            // The same fault of a template shows on every page that uses it.
            Err(diagnostic)
                if failed.insert((diagnostic.at.clone(), diagnostic.message.clone())) =>
            {
                diagnostics.push(*diagnostic);
            }
            Err(_) => {}
        }
    }
    failed.is_empty().then_some(artifacts)
}

fn artifact(path: String, bytes: Vec<u8>) -> Artifact {
    Artifact {
        path,
        bytes: Cow::Owned(bytes),
    }
}

/// A small page at an old address, for readers and for search engines.
fn alias(
    context: &Context<'_>,
    theme: &Theme,
    old: &str,
    new: &str,
) -> Result<Artifact, Box<Diagnostic>> {
    let languages = &context.record.settings().languages;
    let prefix = new.split('/').next().unwrap_or_default();
    let language = languages
        .iter()
        .find(|language| language.as_str() == prefix);
    let language = language.unwrap_or(context.record.settings().default_language());
    let title = context
        .languages
        .get(language)
        .map(|language| language.message("moved-title", &[]))
        .unwrap_or_default();
    let view = AliasView {
        language: language.to_string(),
        title,
        target: relative(old, new),
        canonical: format!("{}{new}", context.base_url),
    };
    let html = theme.render("pages/alias.html", language, &view)?;
    Ok(Artifact {
        path: old.to_owned(),
        bytes: Cow::Owned(html.into_bytes()),
    })
}

/// `static/` and attachments, as they are.
fn copied(tree: &Tree, record: &Record) -> Vec<Artifact> {
    let artifact = |path: String, bytes: &[u8]| Artifact {
        path,
        bytes: Cow::Owned(bytes.to_vec()),
    };
    let fixed = tree.files.iter().filter_map(|file| {
        Some(artifact(
            file.path.strip_prefix("static/")?.to_owned(),
            &file.bytes,
        ))
    });
    let mut artifacts: Vec<Artifact> = fixed.collect();
    for organisation in record.organisations() {
        for report in organisation.reports() {
            for attachment in report.attachments() {
                if let Some(file) = tree.files.get(attachment.file) {
                    let path = attachment_path(
                        record,
                        &organisation.organisation().id,
                        report.report(),
                        &attachment.name,
                    );
                    artifacts.push(artifact(path, &file.bytes));
                }
            }
        }
    }
    artifacts
}

/// Sorted artifacts with the same path; also where only a disk that ignores case sees them as the same.
fn collisions(artifacts: &[Artifact]) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for artifact in artifacts {
        if let Some(first) = seen.insert(artifact.path.to_lowercase(), &artifact.path) {
            let message = match first == artifact.path {
                true => format!("two files of the site have the address {first}"),
                false => format!(
                    "{first} and {} are the same file on disks that ignore case",
                    artifact.path
                ),
            };
            found.push(Diagnostic::new(
                &COLLISION,
                Place::Path(format!("static/{}", artifact.path)),
                message,
            ));
        }
    }
    found
}

/// What `sha256sum -c` reads.
const CHECKSUMS: &str = "SHA256SUMS";

/// `sha256sum -c SHA256SUMS` checks a deployed site.
fn checksums(artifacts: &[Artifact]) -> Artifact {
    let lines: String = artifacts
        .iter()
        .map(|artifact| format!("{}  {}\n", digest(&artifact.bytes), artifact.path))
        .collect();
    Artifact {
        path: CHECKSUMS.to_owned(),
        bytes: Cow::Owned(lines.into_bytes()),
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
