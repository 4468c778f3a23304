//! Home: what happened in the latest period?

use crate::analysis::change::Proportion;
use crate::analysis::table::series_table;
use crate::check::record::{OrganisationRecord, Record};
use crate::model::figure::FigureKey;
use crate::model::period::Period;
use crate::model::report::{Report, State};
use crate::model::vocabulary::RateDefinition;

use super::blocks::over_time::{self, Around, MiniSeries};
use super::blocks::{outcome, trend};
use super::key_figures::key_figures;
use super::phrases::capitalised;
use super::report::{finding, lede};
use super::route::Address;
use super::topic::{Topic, rate_table, topics};
use super::view::{FigureBlock, Head, HomeView, Link, MarginNote, TopicEntry};
use super::{Kind, Page, View};

/// The first page shows so many topics; the others are a link away.
const MOST_TOPICS: usize = 4;

pub static KIND: Kind = Kind {
    template: "pages/home.html",
    addresses,
    view,
    navigation: Some(|_| Some("nav-home")),
};

fn addresses(_: &Record, _: &OrganisationRecord) -> Vec<Address> {
    vec![Address::home()]
}

fn view(page: &Page<'_>) -> View {
    let reports: Vec<&Report> = page
        .organisation
        .reports()
        .iter()
        .map(super::super::check::record::ReportRecord::report)
        .collect();
    let organisation = &page.organisation.organisation().name;
    let Some(latest) = reports.last().copied() else {
        let title = page.say("home-title");
        let head = Head {
            headline: organisation.clone(),
            ..Head::default()
        };
        return View::Home(Box::new(HomeView {
            frame: page.frame(&title, organisation),
            head,
            ..HomeView::default()
        }));
    };
    let vocabulary = page.record().vocabulary();
    let headline = finding(page, latest);
    let first = page
        .language
        .period(reports.first().unwrap_or(&latest).period);
    let last = page.language.period(latest.period);
    let description = page.tell(
        match reports.len() {
            1 => "home-description-one",
            _ => "home-description",
        },
        &[
            ("organisation", organisation),
            ("first", &first),
            ("last", &last),
        ],
    );
    let mut frame = page.frame(&headline, &description);
    frame.draft = latest.state == State::Draft;
    let mut figures = Vec::new();
    figures.extend(outcome::block(page, latest));
    if let Some(measure) = outcome::subject(vocabulary) {
        figures.extend(trend::block(page, &reports, latest.period, &measure));
    }
    figures
        .extend(outcome::rate_in_question(page).and_then(|rate| rate_figure(page, &reports, rate)));
    let (keys, resolution) = key_figures(page, latest);
    View::Home(Box::new(HomeView {
        frame,
        head: Head {
            kicker: page.tell(
                "kicker-report",
                &[
                    ("period", &last),
                    ("days", &page.language.days(latest.period)),
                ],
            ),
            headline,
            lede: lede(page, latest),
            meta: meta(page, latest),
            ..Head::default()
        },
        keys,
        resolution,
        figures,
        topics: minis(page),
        all_topics: Link {
            label: page.say("topics-headline"),
            href: page.link_to(&Address::page(super::topics::STEM)),
            ..Link::default()
        },
        reports: reports_table(page, &reports),
        all_reports: Link {
            label: page.say("home-all-reports"),
            ..page.all_reports()
        },
    }))
}

/// The first breakdowns, each with its finding and its leading count, all on one scale.
fn minis(page: &Page<'_>) -> Vec<TopicEntry> {
    let topics = topics(page.record().vocabulary(), page.organisation);
    let shown: Vec<&Topic<'_>> = topics
        .iter()
        .filter(|topic| matches!(topic, Topic::Breakdown(_)))
        .take(MOST_TOPICS)
        .collect();
    let series: Vec<Option<MiniSeries>> = shown.iter().map(|topic| topic.mini(page)).collect();
    let end = series.iter().flatten().map(MiniSeries::highest).max();
    let end = end.unwrap_or(0);
    let first = series.iter().flatten().map(|series| series.first).min();
    let drawn = shown.into_iter().zip(series).map(|(topic, series)| {
        let entry = topic.entry(page);
        match series {
            Some(series) => TopicEntry {
                counted: series.label.clone(),
                svg_mini: first.map(|first| series.draw(page, end, first)),
                svg_spark: None,
                ..entry
            },
            None => entry,
        }
    });
    drawn.collect()
}

/// The rate in question over all periods, with what a reader has to know of it.
fn rate_figure(page: &Page<'_>, reports: &[&Report], rate: &RateDefinition) -> Option<FigureBlock> {
    let share = Proportion::of_rate(rate);
    let name = capitalised(&page.language.rate(rate));
    let part = capitalised(&page.label(&share.part));
    let whole = page.label(&share.whole);
    let around = Around {
        name: &name,
        subtitle: page.tell("home-rate-sub", &[("part", &part), ("whole", &whole)]),
        table: rate_table(page, reports, &share, &name),
        table_href: "",
        intervals: false,
    };
    let block = over_time::shares(page, reports, &share, around)?;
    let keys = [share.part, share.whole];
    let periods: Vec<Period> = reports.iter().map(|report| report.period).collect();
    let breaks = over_time::breaks_of(page, &periods, &keys);
    let mut margin: Vec<MarginNote> = breaks
        .into_iter()
        .map(|one| page.break_in_short(one))
        .collect();
    margin.push(MarginNote {
        title: page.say("home-rate-how"),
        text: page.say("home-rate-how-text"),
        link: Link {
            label: page.say("home-rate-how-link"),
            href: page.link_to(&Topic::Rate(rate).address()),
            ..Link::default()
        },
        ..MarginNote::default()
    });
    // What the rate's own page says of it; here the figure's heading has to say it.
    let finding = Topic::Rate(rate).finding(page);
    Some(FigureBlock {
        headline: finding.unwrap_or(block.headline),
        margin,
        ..block
    })
}

fn meta(page: &Page<'_>, latest: &Report) -> Vec<Link> {
    let mut meta = Vec::new();
    if let Some(date) = latest.published {
        meta.push(Link {
            label: page.tell("meta-data-date", &[("date", &page.language.date(date))]),
            ..Link::default()
        });
    }
    let period = page.language.period(latest.period);
    meta.push(Link {
        label: page.tell("report-link", &[("period", &period)]),
        href: page.link_to(&Address::report(latest.period)),
        ..Link::default()
    });
    meta.push(Link {
        label: page.say("meta-data"),
        href: page.link_to(&Address::page("data")),
        ..Link::default()
    });
    meta.push(page.corrections_link());
    meta
}

/// Newest first, each with its key totals.
fn reports_table(page: &Page<'_>, reports: &[&Report]) -> super::view::TableView {
    let vocabulary = page.record().vocabulary();
    let measures = [
        outcome::subject(vocabulary),
        outcome::part_in_question(page),
    ];
    let keys: Vec<FigureKey> = measures
        .into_iter()
        .flatten()
        .map(FigureKey::total)
        .collect();
    let newest: Vec<&Report> = reports.iter().rev().copied().collect();
    let table = series_table(&newest, vocabulary, &keys);
    let mut view = page.series_table(&table, &newest, page.say("table-reports-caption"));
    for row in view.groups.iter_mut().flat_map(|group| &mut group.rows) {
        row.label = page.tell("report-link", &[("period", &row.label)]);
    }
    if let Some(first) = view.columns.first_mut() {
        first.label = page.say("column-report");
    }
    view
}
