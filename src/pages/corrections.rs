//! Corrections: what was changed, when and why? And what does not add up and is still open?

use std::cmp::Reverse;

use crate::check::record::{OrganisationRecord, Record, ReportRecord};
use crate::language::Arg;
use crate::model::report::{Report, Restatement};

use super::notes::{anchor, correction_anchor, notes};
use super::phrases::capitalised;
use super::route::Address;
use super::view::{
    Correction, CorrectionEntry, CorrectionsView, Head, Link, NumberedNote, OpenQuestion,
};
use super::{Kind, Page, View};

pub static KIND: Kind = Kind {
    template: "pages/corrections.html",
    addresses,
    view,
    navigation: Some(|_| None),
};

pub const STEM: &str = "corrections";

fn addresses(_: &Record, _: &OrganisationRecord) -> Vec<Address> {
    vec![Address::page(STEM)]
}

fn view(page: &Page<'_>) -> View {
    let newest = || {
        page.organisation
            .reports()
            .iter()
            .rev()
            .map(ReportRecord::report)
    };
    let mut changes: Vec<(&Report, usize, &Restatement)> = newest()
        .flat_map(|report| {
            let own = report.restatements.iter().enumerate();
            own.map(move |(index, restatement)| (report, index, restatement))
        })
        .collect();
    // Stable: what was changed at the same time stands in the order of the reports.
    changes.sort_by_key(|(_, _, restatement)| Reverse(restatement.date));
    let corrections = changes
        .into_iter()
        .map(|(report, index, restatement)| CorrectionEntry {
            page: page.report_link_to(report, &correction_anchor(index)),
            correction: Correction {
                id: format!("{}-{}", report.period.slug(), correction_anchor(index)),
                ..correction(page, report, index, restatement)
            },
        });
    let open = newest().flat_map(|report| {
        let accepted = notes(report, page.record().vocabulary())
            .into_iter()
            .filter(|note| note.accepted);
        accepted.map(|note| OpenQuestion {
            page: page.report_link_to(report, &anchor(&note)),
            note: NumberedNote {
                id: format!("{}-{}", report.period.slug(), anchor(&note)),
                ..page.numbered(&note)
            },
        })
    });
    let title = page.say("corrections-title");
    let organisation = &page.organisation.organisation().name;
    let description = page.tell("corrections-description", &[("organisation", organisation)]);
    View::Corrections(Box::new(CorrectionsView {
        frame: page.frame(&title, &description),
        head: Head {
            breadcrumbs: vec![page.home_link()],
            here: title,
            headline: page.say("corrections-headline"),
            lede: page.say("corrections-lede"),
            ..Head::default()
        },
        corrections: corrections.collect(),
        open: open.collect(),
    }))
}

/// One restatement, with its anchor on the report's own page.
pub fn correction(
    page: &Page<'_>,
    report: &Report,
    index: usize,
    restatement: &Restatement,
) -> Correction {
    let source = restatement
        .source
        .as_ref()
        .map_or_else(|| report.sources.first(), |id| report.source(id))
        .map(|source| Link {
            label: source.title.clone(),
            href: source.url.clone().unwrap_or_default(),
            ..Link::default()
        });
    let now = page
        .language
        .value(restatement.now_value, Some(&restatement.now));
    let rebuilt = restatement
        .now
        .share()
        .filter(|_| restatement.now_value.count().is_some());
    Correction {
        id: correction_anchor(index),
        figure: capitalised(&page.full_label(&restatement.figure)),
        published: page
            .language
            .value(restatement.was_value, Some(&restatement.was)),
        now,
        how: rebuilt
            .map(|share| {
                let percent = page
                    .language
                    .percent(share.percent.scaled(), share.percent.decimals());
                page.tell("status-note-rebuilt", &[("percent", &percent)])
            })
            .unwrap_or_default(),
        date: page.language.date(restatement.date),
        reason: restatement
            .reason
            .get(page.language.id())
            .unwrap_or_default()
            .to_owned(),
        source: source.unwrap_or_default(),
    }
}

impl Page<'_> {
    fn report_link_to(&self, report: &Report, anchor: &str) -> Link {
        let period = self.language.period(report.period);
        Link {
            label: self.tell("report-link", &[("period", &period)]),
            href: format!("{}#{anchor}", self.link_to(&Address::report(report.period))),
            ..Link::default()
        }
    }

    /// To the register of corrections, with how many there are: "1 Korrektur".
    pub fn corrections_link(&self) -> Link {
        let reports = self.organisation.reports().iter();
        let count: usize = reports
            .map(|record| record.report().restatements.len())
            .sum();
        let count = Arg::Count(u64::try_from(count).unwrap_or(u64::MAX));
        Link {
            label: self
                .language
                .message("corrections-count", &[("count", count)]),
            href: self.link_to(&Address::page(STEM)),
            ..Link::default()
        }
    }
}
