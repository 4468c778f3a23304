//! 404: where do I go now? The only page that does not know its own address: hosts show it for any.

use crate::check::record::{OrganisationRecord, Record};

use super::route::Address;
use super::view::{Head, Link, TextPageView};
use super::{Kind, Page, View};

pub const STEM: &str = "404";

pub static KIND: Kind = Kind {
    template: "pages/text.html",
    addresses,
    view,
    navigation: Some(|_| None),
};

/// One for the whole site, in its default language: a host knows only one.
fn addresses(record: &Record, organisation: &OrganisationRecord) -> Vec<Address> {
    let publisher = record
        .organisations()
        .first()
        .map(|first| &first.organisation().id);
    if publisher == Some(&organisation.organisation().id) {
        vec![Address::page(STEM)]
    } else {
        Vec::new()
    }
}

fn view(page: &Page<'_>) -> View {
    let latest = page
        .organisation
        .reports()
        .last()
        .map(|record| record.report().period);
    let mut contents = Vec::new();
    if let Some(period) = latest {
        let label = page.tell("report-link", &[("period", &page.language.period(period))]);
        contents.push(Link {
            label,
            href: page.link_to(&Address::report(period)),
            ..Link::default()
        });
    }
    contents.push(page.all_reports());
    contents.push(Link {
        label: page.say("data-title"),
        href: page.link_to(&Address::page("data")),
        ..Link::default()
    });
    View::Text(Box::new(TextPageView {
        frame: page.frame(&page.say("not-found-title"), &page.say("not-found-lede")),
        head: Head {
            headline: page.say("not-found-title"),
            lede: page.say("not-found-lede"),
            meta: contents,
            ..Head::default()
        },
        ..TextPageView::default()
    }))
}
