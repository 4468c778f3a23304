//! Feeds: an entry for each report and each correction, per language, as Atom (RFC 4287) and JSON Feed 1.1.
//!
//! A feed needs a moment for every entry, and the data may know only a year. An entry is as old as the first moment of
//! what is known, and a report is no older than the first day after its period, before which it cannot have been written.
//! No clock is asked, so that the same site has the same feed.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde_json::json;

use crate::check::record::OrganisationRecord;
use crate::language::{Arg, Language};
use crate::model::period::Day;
use crate::model::report::Report;
use crate::pages::frame::{ATOM_FEED, JSON_FEED};
use crate::pages::notes::correction_anchor;
use crate::pages::route::{Address, Route, directory};
use crate::pages::{Context, Page, corrections, home, report};

use super::artifact::Artifact;
use super::sitemap::finished;

/// One entry.
struct Entry {
    /// Absolute, and the entry's name for ever.
    address: String,
    title: String,
    text: String,
    /// RFC 3339.
    date: String,
}

/// The feeds of an organisation in a language.
struct Feed {
    title: String,
    author: String,
    language: String,
    home: String,
    atom: String,
    json: String,
    /// The newest first.
    entries: Vec<Entry>,
}

/// Both feeds of every organisation and language.
pub fn write(context: &Context<'_>) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    for organisation in context.record.organisations() {
        for id in &context.record.settings().languages {
            let Some(language) = context.languages.get(id) else {
                continue;
            };
            let own = directory(context.record, id, &organisation.organisation().id);
            let feed = feed(context, organisation, language);
            for (name, bytes) in [(ATOM_FEED, atom(&feed)), (JSON_FEED, json_feed(&feed))] {
                artifacts.push(Artifact {
                    path: format!("{own}{name}"),
                    bytes: bytes.into(),
                });
            }
        }
    }
    artifacts
}

fn feed(context: &Context<'_>, organisation: &OrganisationRecord, language: &Language) -> Feed {
    let record = context.record;
    let id = &organisation.organisation().id;
    let own = directory(record, language.id(), id);
    let address = |path: &str| format!("{}{own}{path}", context.base_url);
    let name = organisation.organisation().name.clone();
    let title = record.settings().title.get(language.id());
    let mut entries = Vec::new();
    for record in organisation.reports() {
        let report = record.report();
        entries.push(of_report(context, organisation, language, report, address));
        entries.extend(of_corrections(
            context,
            organisation,
            language,
            report,
            &address,
        ));
    }
    entries.sort_by(|a, b| (&b.date, &b.address).cmp(&(&a.date, &a.address)));
    Feed {
        title: format!("{name} {}", title.unwrap_or_default()),
        author: record
            .settings()
            .compiled_by
            .get(language.id())
            .map_or(name, str::to_owned),
        language: language.id().to_string(),
        home: address("index.html"),
        atom: address(ATOM_FEED),
        json: address(JSON_FEED),
        entries,
    }
}

/// A page that speaks: the words of a report are the same in the feed and on the page.
fn speaking<'p>(
    context: &'p Context<'p>,
    organisation: &'p OrganisationRecord,
    language: &'p Language,
    route: &'p Route,
) -> Page<'p> {
    Page {
        context,
        organisation,
        language,
        route,
    }
}

fn of_report(
    context: &Context<'_>,
    organisation: &OrganisationRecord,
    language: &Language,
    report: &Report,
    address: impl Fn(&str) -> String,
) -> Entry {
    let route = Route {
        kind: &report::KIND,
        language: language.id().clone(),
        organisation: organisation.organisation().id.clone(),
        address: Address::report(report.period),
    };
    let page = speaking(context, organisation, language, &route);
    let earliest = day_after(report.period.last_day());
    let first = report.published.map(|date| moment(date.first_day()));
    Entry {
        address: address(&format!("{}.html", report.period.slug())),
        title: report::finding(&page, report),
        text: report::lede(&page, report),
        date: first.unwrap_or_default().max(earliest),
    }
}

fn of_corrections<'e>(
    context: &'e Context<'_>,
    organisation: &'e OrganisationRecord,
    language: &'e Language,
    report: &'e Report,
    address: impl Fn(&str) -> String + 'e,
) -> impl Iterator<Item = Entry> + 'e {
    let restatements = report.restatements.iter().enumerate();
    restatements.map(move |(index, restatement)| {
        let route = Route {
            kind: &home::KIND,
            language: language.id().clone(),
            organisation: organisation.organisation().id.clone(),
            address: Address::home(),
        };
        let page = speaking(context, organisation, language, &route);
        let correction = corrections::correction(&page, report, index, restatement);
        let period = language.period(report.period);
        let title = language.message(
            "feed-correction",
            &[
                ("period", Arg::Text(&period)),
                ("figure", Arg::Text(&correction.figure)),
            ],
        );
        let text = language.message(
            "feed-correction-text",
            &[
                ("before", Arg::Text(&correction.published)),
                ("now", Arg::Text(&correction.now)),
                ("reason", Arg::Text(&correction.reason)),
            ],
        );
        Entry {
            address: address(&format!(
                "{}.html#{}",
                report.period.slug(),
                correction_anchor(index)
            )),
            title,
            text,
            date: moment(restatement.date.first_day()),
        }
    })
}

/// The first moment of a day, as RFC 3339 writes it.
fn moment(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

/// The first moment after a day.
fn day_after(day: Day) -> String {
    let (year, month, date) = (day.year, day.month, day.day);
    let next = Day::new(year, month, date + 1)
        .or_else(|| Day::new(year, month + 1, 1))
        .or_else(|| Day::new(year.saturating_add(1), 1, 1));
    moment(next.unwrap_or(day))
}

fn atom(feed: &Feed) -> Vec<u8> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    // Writing into memory cannot fail.
    let _ = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let updated = feed.entries.iter().map(|entry| entry.date.as_str()).max();
    let _ = xml
        .create_element("feed")
        .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
        .with_attribute(("xml:lang", feed.language.as_str()))
        .write_inner_content(|xml| {
            text(xml, "title", &feed.title)?;
            text(xml, "id", &feed.atom)?;
            text(xml, "updated", updated.unwrap_or("1970-01-01T00:00:00Z"))?;
            link(xml, "self", &feed.atom, "application/atom+xml")?;
            link(xml, "alternate", &feed.home, "text/html")?;
            xml.create_element("author")
                .write_inner_content(|xml| text(xml, "name", &feed.author))?;
            for entry in &feed.entries {
                xml.create_element("entry").write_inner_content(|xml| {
                    text(xml, "title", &entry.title)?;
                    text(xml, "id", &entry.address)?;
                    text(xml, "updated", &entry.date)?;
                    link(xml, "alternate", &entry.address, "text/html")?;
                    text(xml, "summary", &entry.text)
                })?;
            }
            Ok(())
        });
    finished(xml)
}

type Xml = Writer<Vec<u8>>;

fn text(xml: &mut Xml, name: &str, words: &str) -> std::io::Result<()> {
    xml.create_element(name)
        .write_text_content(BytesText::new(words))?;
    Ok(())
}

fn link(xml: &mut Xml, rel: &str, href: &str, media_type: &str) -> std::io::Result<()> {
    xml.create_element("link")
        .with_attribute(("rel", rel))
        .with_attribute(("type", media_type))
        .with_attribute(("href", href))
        .write_empty()?;
    Ok(())
}

fn json_feed(feed: &Feed) -> Vec<u8> {
    let items: Vec<serde_json::Value> = feed
        .entries
        .iter()
        .map(|entry| {
            json!({
                "id": entry.address,
                "url": entry.address,
                "title": entry.title,
                "content_text": entry.text,
                "date_published": entry.date,
            })
        })
        .collect();
    let document = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.json,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": items,
    });
    // Serialising plain values into memory cannot fail.
    let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
