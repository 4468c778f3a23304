//! Reports: which are there, and what does each say?

use crate::analysis::observation::{Observation, observe};
use crate::check::record::{OrganisationRecord, Record, ReportRecord};
use crate::language::Arg;
use crate::model::figure::FigureKey;
use crate::model::report::State;

use super::blocks::outcome;
use super::phrases::capitalised;
use super::route::Address;
use super::view::{Head, Link, ReportEntry, ReportsView};
use super::{Kind, Page, View};

pub static KIND: Kind = Kind {
    template: "pages/reports.html",
    addresses,
    view,
    navigation: Some(|_| Some("nav-reports")),
};

pub const STEM: &str = "reports";

fn addresses(_: &Record, _: &OrganisationRecord) -> Vec<Address> {
    vec![Address::page(STEM)]
}

fn view(page: &Page<'_>) -> View {
    let reports = page.organisation.reports();
    let title = page.say("table-reports");
    let lede = match (reports.first(), reports.last()) {
        (Some(first), Some(last)) => {
            let count = u64::try_from(reports.len()).unwrap_or(u64::MAX);
            page.language.message(
                "reports-lede",
                &[
                    ("count", Arg::Count(count)),
                    (
                        "organisation",
                        Arg::Text(&page.organisation.organisation().name),
                    ),
                    (
                        "first",
                        Arg::Text(&page.language.period(first.report().period)),
                    ),
                    (
                        "last",
                        Arg::Text(&page.language.period(last.report().period)),
                    ),
                ],
            )
        }
        _ => String::new(),
    };
    View::Reports(Box::new(ReportsView {
        frame: page.frame(&title, &lede),
        head: Head {
            breadcrumbs: vec![page.home_link()],
            here: page.say("nav-reports"),
            headline: title,
            lede,
            ..Head::default()
        },
        entries: reports
            .iter()
            .rev()
            .map(|record| entry(page, record))
            .collect(),
    }))
}

fn entry(page: &Page<'_>, record: &ReportRecord) -> ReportEntry {
    let report = record.report();
    let vocabulary = page.record().vocabulary();
    let front = record
        .narrative(page.language.id())
        .map(|text| &text.front)
        .cloned()
        .unwrap_or_default();
    let totals = [
        outcome::subject(vocabulary),
        outcome::part_in_question(page),
    ];
    let facts = totals.into_iter().flatten().map(|measure| {
        fact(
            page,
            &observe(report, vocabulary, &FigureKey::total(measure)),
        )
    });
    let mut downloads = page.report_files(report);
    for file in &mut downloads {
        file.label = format!("{}.{}", report.period.slug(), file.label.to_lowercase());
    }
    let period = page.language.period(report.period);
    ReportEntry {
        link: Link {
            label: page.tell("report-link", &[("period", &period)]),
            href: page.link_to(&Address::report(report.period)),
            ..Link::default()
        },
        draft: report.state == State::Draft,
        published: report
            .published
            .map(|date| page.tell("meta-published", &[("date", &page.language.date(date))]))
            .unwrap_or_default(),
        title: front.title.unwrap_or_default(),
        summary: front.summary.unwrap_or_default(),
        facts: facts.collect(),
        downloads,
    }
}

/// "Endgültig abgelehnt: 18 von 74 (24 %)", with how it came about where it was not published so.
fn fact(page: &Page<'_>, total: &Observation<'_>) -> String {
    let value = match (total.count(), &total.share) {
        (Some(count), Some(share)) => page.part_of(count, share.base_count, share.rate),
        _ => page.value(total),
    };
    let label = capitalised(&page.label(&total.key));
    let status = page.status_note(total);
    if status.is_empty() {
        page.tell("reports-fact", &[("label", &label), ("value", &value)])
    } else {
        page.tell(
            "reports-fact-status",
            &[("label", &label), ("value", &value), ("status", &status)],
        )
    }
}

impl Page<'_> {
    /// To the list of all reports.
    pub fn all_reports(&self) -> Link {
        Link {
            label: self.say("table-reports"),
            href: self.link_to(&Address::page(STEM)),
            ..Link::default()
        }
    }

    /// The first of the breadcrumbs.
    pub fn home_link(&self) -> Link {
        Link {
            label: self.say("nav-home"),
            href: self.link_to(&Address::home()),
            ..Link::default()
        }
    }
}
