//! Pages: one file per kind, which says what routes it has and what it shows.
//!
//! In: a `Record`, a language, a route. Out: a view of finished words (`view`), drawings included, for the
//! template of the same name. A new kind is a file here, a template, and a line in [`KINDS`].
//!
//! **Must not enter:** templates and markup (`theme`), arithmetic (`analysis`), and sentences written in
//! code: every sentence is a pattern of the language files.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::record::{OrganisationRecord, Record};
use crate::language::{Arg, Language};
use crate::model::identifier::LanguageId;

use self::route::{Address, Route};

pub mod about;
pub mod blocks;
pub mod changes;
pub mod citation;
pub mod compare;
pub mod compare_index;
pub mod corrections;
pub mod data;
pub mod frame;
pub mod gaps;
pub mod home;
pub mod key_figures;
pub mod linked;
pub mod not_found;
pub mod notes;
pub mod phrases;
pub mod prose;
pub mod quotes;
pub mod report;
pub mod reports;
pub mod route;
pub mod tables;
pub mod text;
pub mod tools;
pub mod topic;
pub mod topics;
pub mod view;

/// One kind of page.
pub struct Kind {
    pub template: &'static str,
    /// The pages of one organisation, in order of navigation.
    pub addresses: fn(&Record, &OrganisationRecord) -> Vec<Address>,
    pub view: fn(&Page<'_>) -> View,
    /// The message that names an address in the navigation, if it stands there. No function at all: pages of
    /// this kind lie under the entry before them.
    pub navigation: Option<fn(&Address) -> Option<&'static str>>,
}

/// In the order of the navigation.
pub const KINDS: &[&Kind] = &[
    &home::KIND,
    &reports::KIND,
    &report::KIND,
    &topics::KIND,
    &topic::KIND,
    &compare_index::KIND,
    &compare::KIND,
    &data::KIND,
    &text::KIND,
    &corrections::KIND,
    &gaps::KIND,
    &about::KIND,
    &not_found::KIND,
];

/// What a template is given.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum View {
    Home(Box<view::HomeView>),
    Report(Box<view::ReportView>),
    Reports(Box<view::ReportsView>),
    Compare(Box<view::CompareView>),
    CompareIndex(Box<view::CompareIndexView>),
    Topic(Box<view::TopicView>),
    Topics(Box<view::TopicsView>),
    Data(Box<view::DataView>),
    Corrections(Box<view::CorrectionsView>),
    Gaps(Box<view::GapsView>),
    About(Box<view::AboutView>),
    Text(Box<view::TextPageView>),
}

/// A download as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// From the root of the output.
    pub path: String,
    pub bytes: usize,
    /// Sixty-four hexadecimal digits.
    pub sha256: String,
}

/// What all pages of a build are made from.
pub struct Context<'c> {
    pub record: &'c Record,
    pub languages: &'c BTreeMap<LanguageId, Language>,
    pub downloads: &'c BTreeMap<String, Download>,
    /// Overrides the site's own.
    pub base_url: &'c str,
    /// Whether charts are also there as PNG.
    pub pictures: bool,
}

/// One page that is being made.
pub struct Page<'p> {
    pub context: &'p Context<'p>,
    pub organisation: &'p OrganisationRecord,
    pub language: &'p Language,
    pub route: &'p Route,
}

/// Every page of the site: languages × organisations × kinds.
pub fn routes(record: &Record) -> Vec<Route> {
    let mut routes = Vec::new();
    for language in &record.settings().languages {
        for organisation in record.organisations() {
            for kind in KINDS {
                for address in (kind.addresses)(record, organisation) {
                    // A host knows one page for what it does not find: the default language's.
                    if address.stem == not_found::STEM
                        && language != record.settings().default_language()
                    {
                        continue;
                    }
                    routes.push(Route {
                        kind,
                        language: language.clone(),
                        organisation: organisation.organisation().id.clone(),
                        address,
                    });
                }
            }
        }
    }
    routes
}

impl<'p> Page<'p> {
    /// `None` for a route of another record.
    pub fn of(context: &'p Context<'p>, route: &'p Route) -> Option<Page<'p>> {
        Some(Page {
            context,
            organisation: context.record.organisation(&route.organisation)?,
            language: context.languages.get(&route.language)?,
            route,
        })
    }

    /// What the page shows, and the files that its figures offer.
    pub fn make(&self) -> (View, Vec<tools::ChartFile>) {
        let mut view = (self.route.kind.view)(self);
        let files = self.furnish(&mut view);
        self.describe_data(&mut view);
        (view, files)
    }

    pub fn record(&self) -> &'p Record {
        self.context.record
    }

    /// A message without arguments.
    pub fn say(&self, id: &str) -> String {
        self.language.message(id, &[])
    }

    /// A message whose arguments are finished texts.
    pub fn tell(&self, id: &str, texts: &[(&str, &str)]) -> String {
        let args: Vec<(&str, Arg<'_>)> = texts
            .iter()
            .map(|(name, text)| (*name, Arg::Text(text)))
            .collect();
        self.language.message(id, &args)
    }

    /// This page's path from the root of the output.
    pub fn path(&self) -> String {
        self.route.path(self.record())
    }

    /// The link from this page to a page of the same language and organisation.
    pub fn link_to(&self, address: &Address) -> String {
        let target = Route {
            address: address.clone(),
            ..self.route.clone()
        };
        self.link_to_file(&target.path(self.record()))
    }

    /// The link from this page to a path from the root of the output: relative, but from the one page that
    /// does not know where it is shown.
    pub fn link_to_file(&self, path: &str) -> String {
        if self.route.address.stem == not_found::STEM {
            format!("{}{path}", self.base_path())
        } else {
            route::relative(&self.path(), path)
        }
    }

    /// The way from this page to the root of the output.
    pub fn root(&self) -> String {
        if self.route.address.stem == not_found::STEM {
            self.base_path().to_owned()
        } else {
            "../".repeat(self.path().matches('/').count())
        }
    }

    /// The path of the base address: `/` or `/some/where/`.
    fn base_path(&self) -> &str {
        let after_scheme = self
            .context
            .base_url
            .split_once("://")
            .map_or("", |(_, rest)| rest);
        after_scheme
            .find('/')
            .map_or("/", |slash| &after_scheme[slash..])
    }
}
