//! About: who publishes this, and why?

use crate::check::record::{OrganisationRecord, Record};

use super::route::Address;
use super::view::{AboutView, Fact, Head, Link};
use super::{Kind, Page, View};

pub static KIND: Kind = Kind {
    template: "pages/about.html",
    addresses,
    view,
    navigation: Some(|_| None),
};

/// Also the name of the publisher's own text for it.
pub const STEM: &str = "about";

fn addresses(_: &Record, _: &OrganisationRecord) -> Vec<Address> {
    vec![Address::page(STEM)]
}

fn view(page: &Page<'_>) -> View {
    let text = page.text_of(STEM);
    let organisation = &page.organisation.organisation().name;
    let title = page.title_of(STEM);
    let summary = text.and_then(|text| text.front.summary.clone());
    let description = match &summary {
        Some(summary) => summary.clone(),
        None => page.tell("about-description", &[("organisation", organisation)]),
    };
    View::About(Box::new(AboutView {
        frame: page.frame(&title, &description),
        head: Head {
            breadcrumbs: vec![page.home_link()],
            here: title.clone(),
            headline: title,
            lede: summary.unwrap_or_default(),
            ..Head::default()
        },
        facts_title: page.tell("about-organisation", &[("organisation", organisation)]),
        facts: facts(page),
        prose: text.map(|text| page.weave(text, None)).unwrap_or_default(),
    }))
}

/// What the site's own files say of the organisation and of the site; what they leave out is not there.
fn facts(page: &Page<'_>) -> Vec<Fact> {
    let settings = page.record().settings();
    let organisation = page.organisation.organisation();
    let words = |text: &str| Link {
        label: text.to_owned(),
        ..Link::default()
    };
    let web = |url: &String| Link {
        label: url.clone(),
        href: url.clone(),
        ..Link::default()
    };
    let own = |texts: &crate::model::localized::Localized| {
        texts
            .get(page.language.id())
            .map(words)
            .into_iter()
            .collect()
    };
    let periods: Vec<String> = page
        .organisation
        .reports()
        .iter()
        .map(|record| page.language.period(record.report().period))
        .collect();
    let reports = match periods.as_slice() {
        [] => Vec::new(),
        [only] => vec![only.clone()],
        [first, .., last] => {
            vec![page.tell("about-reports-range", &[("first", first), ("last", last)])]
        }
    };
    let reports = reports.into_iter().map(|label| Link {
        label,
        ..page.all_reports()
    });
    let country = organisation
        .country
        .iter()
        .map(|code| words(&page.tell("country", &[("code", code)])));
    let facts: [(&str, Vec<Link>); 10] = [
        ("about-name", vec![words(&organisation.name)]),
        (
            "about-former-names",
            organisation
                .former_names
                .iter()
                .map(|name| words(name))
                .collect(),
        ),
        ("about-kind", own(&organisation.kind)),
        ("about-country", country.collect()),
        (
            "about-website",
            organisation.website.iter().map(web).collect(),
        ),
        (
            "about-own-reports",
            organisation.reports.iter().map(web).collect(),
        ),
        ("about-legal-context", own(&organisation.legal_context)),
        ("about-reports-here", reports.collect()),
        (
            "about-contact",
            settings
                .contact
                .iter()
                .map(|contact| Link {
                    label: contact.clone(),
                    href: format!("mailto:{contact}"),
                    ..Link::default()
                })
                .collect(),
        ),
        (
            "about-licence",
            settings
                .licence
                .iter()
                .map(|licence| Link {
                    label: licence.label.clone(),
                    href: licence.url.clone(),
                    ..Link::default()
                })
                .collect(),
        ),
    ];
    let mut facts: Vec<Fact> = facts
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(label, values)| Fact {
            label: page.say(label),
            values,
        })
        .collect();
    let notice = own(&settings.notice);
    if !notice.is_empty() {
        facts.push(Fact {
            label: page.say("about-notice"),
            values: notice,
        });
    }
    facts
}
