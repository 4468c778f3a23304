//! Pages of words: what `content/pages/` holds; the methodology carries the glossary.

use crate::check::record::{OrganisationRecord, Record};
use crate::model::figure::CategoryKey;
use crate::model::period::PartialDate;
use crate::model::value::{Gap, Status};
use crate::model::vocabulary::Measure;
use crate::source::Text;

use super::about;
use super::phrases::capitalised;
use super::route::Address;
use super::view::{
    Cell, Column, EarlierVersion, Head, Link, MethodSection, Row, RowGroup, TableSection,
    TableView, Term, TermGroup, TextPageView,
};
use super::{Kind, Page, View};

/// The page that explains how figures come about; the glossary stands on it, so every site has it.
pub const METHODOLOGY: &str = "methodology";

/// How accessible the site is: there only if its publisher says so.
const ACCESSIBILITY: &str = "accessibility";

pub static KIND: Kind = Kind {
    template: "pages/text.html",
    addresses,
    view,
    navigation: Some(|address| (address.stem == METHODOLOGY).then_some("nav-methodology")),
};

fn addresses(record: &Record, _: &OrganisationRecord) -> Vec<Address> {
    let mut pages: Vec<_> = record.pages().iter().collect();
    let order =
        |page: &crate::source::PageSource| page.texts.values().map(|text| text.front.order).min();
    pages.sort_by(|a, b| (order(a), &a.name).cmp(&(order(b), &b.name)));
    let mut addresses: Vec<Address> = pages
        .into_iter()
        // That text is a part of a page with more on it.
        .filter(|page| page.name != about::STEM)
        .map(|page| Address::page(&page.name))
        .collect();
    if !addresses.iter().any(|address| address.stem == METHODOLOGY) {
        addresses.push(Address::page(METHODOLOGY));
    }
    addresses
}

impl<'p> Page<'p> {
    /// What the publisher wrote in `content/pages/`, in the page's language.
    pub fn text_of(&self, name: &str) -> Option<&'p Text> {
        let pages = self.record().pages();
        let source = pages.iter().find(|source| source.name == name);
        source.and_then(|source| source.texts.get(self.language.id()))
    }

    /// The pages of words that no navigation leads to: how accessible the site is, then the publisher's others.
    pub fn further_pages(&self) -> Vec<Link> {
        let mut addresses = addresses(self.record(), self.organisation);
        addresses.retain(|address| address.stem != METHODOLOGY);
        addresses.sort_by_key(|address| address.stem != ACCESSIBILITY);
        let link = |address: Address| Link {
            label: if address.stem == ACCESSIBILITY {
                self.say("footer-accessibility")
            } else {
                self.title_of(&address.stem)
            },
            href: self.link_to(&address),
            ..Link::default()
        };
        addresses.into_iter().map(link).collect()
    }

    /// The link to a section of the methodology.
    pub fn method(&self, anchor: &str) -> Link {
        Link {
            label: self.say("nav-methodology"),
            href: format!("{}#{anchor}", self.link_to(&Address::page(METHODOLOGY))),
            ..Link::default()
        }
    }

    /// As its author calls it, else by its name; two of the pages are there without an author too.
    pub fn title_of(&self, name: &str) -> String {
        let own = self.text_of(name).and_then(|text| text.front.title.clone());
        own.unwrap_or_else(|| match name {
            METHODOLOGY => self.say("methodology-title"),
            about::STEM => self.say("about-title"),
            _ => capitalised(&name.replace('-', " ")),
        })
    }
}

fn view(page: &Page<'_>) -> View {
    let name = &page.route.address.stem;
    let text = page.text_of(name);
    let is_methodology = name == METHODOLOGY;
    let title = page.title_of(name);
    let lede = match text {
        Some(text) => text.front.summary.clone().unwrap_or_default(),
        None => page.say("methodology-lede"),
    };
    let description = if lede.is_empty() { &title } else { &lede };
    let headings = text
        .map(|text| text.document.headings.as_slice())
        .unwrap_or_default();
    let anchor = |label: String, id: &str| Link {
        label,
        href: format!("#{id}"),
        ..Link::default()
    };
    let mut contents: Vec<Link> = headings
        .iter()
        .filter(|heading| heading.level == 2)
        .map(|heading| anchor(page.heading(&heading.text, None), &heading.id))
        .collect();
    let (methods, tables, glossary) = if is_methodology {
        (methods(page), tables(page), glossary(page))
    } else {
        Default::default()
    };
    contents.extend(
        methods
            .iter()
            .map(|section| anchor(section.headline.clone(), &section.id)),
    );
    contents.extend(
        tables
            .iter()
            .map(|table| anchor(table.headline.clone(), &table.id)),
    );
    if !glossary.is_empty() {
        contents.push(anchor(page.say("text-glossary"), "glossary"));
    }
    View::Text(Box::new(TextPageView {
        frame: page.frame(&title, description),
        head: Head {
            breadcrumbs: vec![Link {
                label: page.say("nav-home"),
                href: page.link_to(&Address::home()),
                ..Link::default()
            }],
            here: title.clone(),
            headline: title,
            lede,
            ..Head::default()
        },
        contents,
        prose: text.map(|text| page.weave(text, None)).unwrap_or_default(),
        methods,
        tables,
        glossary,
    }))
}

/// The anchors of how differences are tested, and of how they are split.
pub const NOISE: &str = "method-noise";
pub const WHY: &str = "method-why";

/// How klartext computes, whoever publishes.
fn methods(page: &Page<'_>) -> Vec<MethodSection> {
    let section = |id: &str, headline: &str, paragraphs: &[&str]| MethodSection {
        id: id.to_owned(),
        headline: page.say(headline),
        paragraphs: paragraphs
            .iter()
            .map(|paragraph| page.say(paragraph))
            .collect(),
    };
    vec![
        section(
            NOISE,
            "method-noise-title",
            &["method-noise-facts", "method-noise-tests"],
        ),
        section(
            "method-intervals",
            "method-intervals-title",
            &["method-intervals-text"],
        ),
        section(
            WHY,
            "method-why-title",
            &[
                "method-why-formula",
                "method-why-symmetric",
                "method-why-mix",
            ],
        ),
    ]
}

/// What statuses and gaps mean.
fn tables(page: &Page<'_>) -> Vec<TableSection> {
    let columns = vec![
        Column {
            label: page.say("column-value"),
            ..Column::default()
        },
        Column {
            label: page.say("column-meaning"),
            ..Column::default()
        },
    ];
    let row = |label: String, meaning: String| Row {
        label,
        cells: vec![Cell {
            text: meaning,
            ..Cell::default()
        }],
        ..Row::default()
    };
    let statuses = Status::ALL.map(|status| {
        row(
            page.language.status(status),
            page.language.status_meaning(status),
        )
    });
    let gaps = Gap::ALL.map(|gap| row(page.language.gap(gap), page.language.gap_meaning(gap)));
    let section = |id: &str, headline: &str, caption: String, rows: Vec<Row>| TableSection {
        id: id.to_owned(),
        headline: page.say(headline),
        lede: String::new(),
        table: TableView {
            caption,
            columns: columns.clone(),
            groups: vec![RowGroup {
                label: String::new(),
                rows,
            }],
            scroll: false,
        },
    };
    let published = page.language.status(Status::Published);
    vec![
        section(
            "statuses",
            "glossary-statuses",
            page.tell("glossary-statuses-lede", &[("published", &published)]),
            statuses.to_vec(),
        ),
        section(
            "gaps",
            "glossary-gaps",
            page.say("glossary-gaps-lede"),
            gaps.to_vec(),
        ),
    ]
}

/// Every word that the site uses, with its definition; anchors are the vocabulary's ids.
fn glossary(page: &Page<'_>) -> Vec<TermGroup> {
    let vocabulary = page.record().vocabulary();
    let term = |id: &str, term: String, definition: Option<String>| {
        Some(Term {
            id: id.to_owned(),
            term: capitalised(&term),
            definition: definition?,
            ..Term::default()
        })
    };
    let measures = vocabulary
        .measures
        .iter()
        .filter(|measure| page.organisation.uses_measure(&measure.id));
    let mut groups = vec![
        TermGroup {
            id: "glossary-measures".to_owned(),
            label: page.say("glossary-measures"),
            terms: measures
                .filter_map(|measure| {
                    let label = page.language.measure(measure);
                    let latest = measure.definition.latest();
                    Some(Term {
                        cited: format!("{}@{latest}", measure.id),
                        change: change(page, measure, latest),
                        earlier: earlier_versions(page, measure),
                        ..term(measure.id.as_str(), label, page.definition(measure, None))?
                    })
                })
                .collect(),
        },
        TermGroup {
            id: "glossary-rates".to_owned(),
            label: page.say("glossary-rates"),
            terms: vocabulary
                .rates
                .iter()
                .filter_map(|rate| {
                    term(
                        rate.id.as_str(),
                        page.language.rate(rate),
                        page.language.definition_of_rate(rate),
                    )
                })
                .collect(),
        },
    ];
    for breakdown in vocabulary
        .breakdowns
        .iter()
        .filter(|breakdown| page.organisation.uses_breakdown(&breakdown.id))
    {
        let terms = breakdown.categories.iter().filter_map(|category| {
            let label = page
                .language
                .category(breakdown, &CategoryKey::one(category.id.clone()));
            term(
                category.id.as_str(),
                label,
                page.language
                    .definition_of_category(&breakdown.id, category),
            )
        });
        groups.push(TermGroup {
            id: format!("glossary-{}", breakdown.id),
            label: capitalised(&page.language.breakdown(breakdown)),
            terms: terms.collect(),
        });
    }
    groups.retain(|group| !group.terms.is_empty());
    groups
}

/// What a version changed, for readers; nothing for the first.
fn change(page: &Page<'_>, measure: &Measure, version: u32) -> String {
    let version = measure.definition.version(version);
    let text = version.and_then(|version| version.change.get(page.language.id()));
    text.map(|text| page.tell("glossary-version-change", &[("change", text)]))
        .unwrap_or_default()
}

/// The wordings that were in force before the newest one, the latest of them first.
fn earlier_versions(page: &Page<'_>, measure: &Measure) -> Vec<EarlierVersion> {
    let definition = &measure.definition;
    let versions = (1..definition.latest()).rev().filter_map(|number| {
        let next = definition.version(number + 1)?;
        let validity = match next.from {
            Some(day) => {
                let date = page.language.date(PartialDate::Day(day));
                page.tell("glossary-version-until", &[("date", &date)])
            }
            None => page.say("glossary-version-replaced"),
        };
        Some(EarlierVersion {
            id: format!("{}-{number}", measure.id),
            cited: format!("{}@{number}", measure.id),
            validity,
            definition: page.language.definition_of_measure(measure, number)?,
            change: change(page, measure, number),
        })
    });
    versions.collect()
}
