//! Topics: every breakdown and every rate that the reports know, each with what may be said of it.

use crate::check::record::{OrganisationRecord, Record};

use super::route::Address;
use super::topic::{Topic, topics};
use super::view::{Head, Link, TopicGroup, TopicsView};
use super::{Kind, Page, View};

pub static KIND: Kind = Kind {
    template: "pages/topics.html",
    addresses,
    view,
    navigation: Some(|_| Some("nav-topics")),
};

pub const STEM: &str = "topics";

fn addresses(_: &Record, _: &OrganisationRecord) -> Vec<Address> {
    vec![Address::page(STEM)]
}

fn view(page: &Page<'_>) -> View {
    let title = page.say("topics-title");
    let organisation = &page.organisation.organisation().name;
    let all = topics(page.record().vocabulary(), page.organisation);
    let group = |id: &str, message: &str, rates: bool| TopicGroup {
        id: id.to_owned(),
        label: page.say(message),
        topics: all
            .iter()
            .filter(|topic| matches!(topic, Topic::Rate(_)) == rates)
            .map(|topic| topic.entry(page))
            .collect(),
    };
    let mut groups = vec![
        group("rates", "topics-rates", true),
        group("breakdowns", "topics-breakdowns", false),
    ];
    groups.retain(|group| !group.topics.is_empty());
    View::Topics(Box::new(TopicsView {
        frame: page.frame(
            &title,
            &page.tell("topics-description", &[("organisation", organisation)]),
        ),
        head: Head {
            breadcrumbs: vec![Link {
                label: page.say("nav-home"),
                href: page.link_to(&Address::home()),
                ..Link::default()
            }],
            here: title,
            headline: page.say("topics-headline"),
            lede: page.say("topics-lede"),
            ..Head::default()
        },
        groups,
    }))
}
