//! All comparisons: every pair of periods, one link apart.

use crate::check::record::{OrganisationRecord, Record};
use crate::model::period::Period;

use super::compare::pairs;
use super::route::Address;
use super::view::{CompareIndexView, Head, Link, Pair, PairRow};
use super::{Kind, Page, View};

pub static KIND: Kind = Kind {
    template: "pages/compare_index.html",
    addresses,
    view,
    navigation: Some(|_| Some("nav-compare")),
};

pub const STEM: &str = "compare/index";

fn addresses(_: &Record, _: &OrganisationRecord) -> Vec<Address> {
    vec![Address::page(STEM)]
}

fn view(page: &Page<'_>) -> View {
    let all = pairs(page.organisation);
    let mut earlier: Vec<Period> = all.iter().map(|(from, _)| *from).collect();
    let mut later: Vec<Period> = all.iter().map(|(_, to)| *to).collect();
    for periods in [&mut earlier, &mut later] {
        periods.sort_unstable();
        periods.dedup();
    }
    let cell = |from: Period, to: Period| {
        if !all.contains(&(from, to)) {
            return Pair::default();
        }
        let link = page.comparison_link(&Address::comparison(from, to));
        Pair {
            label: page.language.range(
                &page.language.period_short(from),
                &page.language.period_short(to),
            ),
            name: link.label,
            href: link.href,
        }
    };
    let rows = earlier.iter().map(|from| PairRow {
        label: page.language.period(*from),
        pairs: later.iter().map(|to| cell(*from, *to)).collect(),
    });
    let title = page.say("compare-index-title");
    let organisation = &page.organisation.organisation().name;
    let description = page.tell(
        "compare-index-description",
        &[("organisation", organisation)],
    );
    View::CompareIndex(Box::new(CompareIndexView {
        frame: page.frame(&title, &description),
        head: Head {
            breadcrumbs: vec![Link {
                label: page.say("nav-home"),
                href: page.link_to(&Address::home()),
                ..Link::default()
            }],
            here: page.say("nav-compare"),
            headline: title,
            lede: if all.is_empty() {
                String::new()
            } else {
                page.say("compare-index-lede")
            },
            ..Head::default()
        },
        caption: page.say("compare-index-caption"),
        corner: page.say("compare-index-corner"),
        columns: later.iter().map(|to| page.language.period(*to)).collect(),
        rows: rows.collect(),
        none: if all.is_empty() {
            page.say("compare-index-none")
        } else {
            String::new()
        },
        breaks: page
            .organisation
            .organisation()
            .breaks
            .iter()
            .map(|one| page.break_note(one))
            .collect(),
    }))
}
