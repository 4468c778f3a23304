//! Report: what exactly was reported for this period?

use crate::analysis::observation::observe;
use crate::analysis::table::breakdown_table;
use crate::check::record::{OrganisationRecord, Record, ReportRecord};
use crate::model::figure::FigureKey;
use crate::model::interval::Interval;
use crate::model::report::{Report, Source, State};

use super::blocks::{breakdown, cross, outcome, stages, trend};
use super::citation::Work;
use super::corrections::correction;
use super::key_figures::{before, key_figures, leading};
use super::notes::notes;
use super::phrases::capitalised;
use super::reports;
use super::route::{Address, directory};
use super::view::{Head, Link, MarginNote, ReportView, SourceEntry};
use super::{Kind, Page, View};

pub static KIND: Kind = Kind {
    template: "pages/report.html",
    addresses,
    view,
    navigation: None,
};

fn addresses(_: &Record, organisation: &OrganisationRecord) -> Vec<Address> {
    organisation
        .reports()
        .iter()
        .map(|record| Address::report(record.report().period))
        .collect()
}

fn view(page: &Page<'_>) -> View {
    let record = page
        .route
        .address
        .period
        .and_then(|period| page.organisation.report(period));
    let Some(record) = record else {
        return View::Report(Box::default());
    };
    let report = record.report();
    let reports: Vec<&Report> = page
        .organisation
        .reports()
        .iter()
        .map(ReportRecord::report)
        .collect();
    let vocabulary = page.record().vocabulary();
    let organisation = &page.organisation.organisation().name;
    let period = page.language.period(report.period);
    let headline = finding(page, report);

    let mut figures = Vec::new();
    figures.extend(outcome::block(page, report));
    figures.extend(stages::block(page, report));
    let subject = outcome::subject(vocabulary);
    if let Some(measure) = &subject {
        figures.extend(trend::block(page, &reports, report.period, measure));
    }
    for measure in &vocabulary.measures {
        let tables = vocabulary
            .breakdowns
            .iter()
            .filter_map(|known| breakdown_table(report, vocabulary, &measure.id, &known.id));
        let (charts, tables): (Vec<_>, Vec<_>) = tables.partition(breakdown::deserves_chart);
        figures.extend(
            charts
                .iter()
                .map(|table| breakdown::block(page, report, table)),
        );
        figures.extend(breakdown::together(page, report, &tables));
    }
    figures.extend(cross::blocks(page, report));
    let in_margins: Vec<String> = figures
        .iter()
        .flat_map(|figure| &figure.margin)
        .map(|note| note.id.clone())
        .collect();
    let contents = figures.iter().map(|figure| Link {
        label: contents_label(page, report, &figure.id),
        href: format!("#{}", figure.id),
        ..Link::default()
    });
    let mut contents: Vec<Link> = contents.collect();
    for (id, message) in [
        ("narrative", "report-narrative"),
        ("notes", "report-notes"),
        ("sources", "report-sources"),
    ] {
        contents.push(Link {
            label: page.say(message),
            href: format!("#{id}"),
            ..Link::default()
        });
    }

    let numbered: Vec<_> = notes(report)
        .iter()
        .map(|note| (note.accepted, page.numbered(note)))
        .collect();
    let elsewhere = |accepted: bool| {
        let own = numbered
            .iter()
            .filter(move |(flag, note)| *flag == accepted && !in_margins.contains(&note.id));
        own.map(|(_, note)| note.clone()).collect::<Vec<_>>()
    };
    let (notes, accepted) = (elsewhere.clone()(false), elsewhere(true));

    let description = page.tell(
        "report-description",
        &[("organisation", organisation), ("finding", &headline)],
    );
    let title = page.tell("title-report", &[("period", &period)]);
    let mut frame = page.frame(&headline, &description);
    frame.draft = report.state == State::Draft;
    let narrative = record.narrative(page.language.id());
    let byline = narrative.and_then(|text| Some((text.front.author.as_ref()?, text.front.date?)));
    let (keys, resolution) = key_figures(page, report);
    let index = reports
        .iter()
        .position(|other| other.period == report.period)
        .unwrap_or(0);
    let neighbour = |index: Option<usize>| {
        index
            .and_then(|index| reports.get(index))
            .map(|other| report_link(page, other))
            .unwrap_or_default()
    };
    View::Report(Box::new(ReportView {
        frame,
        head: Head {
            breadcrumbs: vec![
                Link {
                    label: page.say("nav-home"),
                    href: page.link_to(&Address::home()),
                    ..Link::default()
                },
                Link {
                    label: page.say("nav-reports"),
                    href: page.link_to(&Address::page(reports::STEM)),
                    ..Link::default()
                },
            ],
            here: period.clone(),
            kicker: page.tell(
                "kicker-report",
                &[
                    ("period", &period),
                    ("days", &page.language.days(report.period)),
                ],
            ),
            headline,
            lede: lede(page, report),
            meta: meta(page, report),
        },
        keys,
        resolution,
        contents,
        figures,
        narrative: narrative
            .map(|text| page.weave(text, Some(report.period)))
            .unwrap_or_default(),
        narrative_title: narrative
            .and_then(|text| text.front.title.clone())
            .unwrap_or_default(),
        narrative_summary: narrative
            .and_then(|text| text.front.summary.clone())
            .unwrap_or_default(),
        byline: byline
            .map(|(author, date)| {
                page.tell(
                    "narrative-byline",
                    &[("author", author), ("date", &page.language.date(date))],
                )
            })
            .unwrap_or_default(),
        definitions: gaps(page, record),
        notes,
        accepted,
        corrections: report
            .restatements
            .iter()
            .enumerate()
            .map(|(index, restatement)| correction(page, report, index, restatement))
            .collect(),
        all_corrections: Link {
            label: page.say("corrections-all"),
            ..page.corrections_link()
        },
        sources: report
            .sources
            .iter()
            .map(|source| source_entry(page, source))
            .collect(),
        citation: page.citation(Work::Report, &title, report.published, ""),
        quotes: leading(page, report)
            .iter()
            .map(|figure| page.quote(report, figure))
            .collect(),
        files: files(page, record),
        previous: neighbour(index.checked_sub(1)),
        next: neighbour(Some(index + 1)),
    }))
}

/// "2023: 133 Anfragen, 45 endgültig abgelehnt": counts, and no claim about a direction.
pub fn finding(page: &Page<'_>, report: &Report) -> String {
    // A half-year begins with a small letter in English.
    capitalised(&said(page, report))
}

fn said(page: &Page<'_>, report: &Report) -> String {
    let vocabulary = page.record().vocabulary();
    let period = page.language.period(report.period);
    let observation = |measure| observe(report, vocabulary, &FigureKey::total(measure));
    let total = outcome::subject(vocabulary).map(observation);
    let Some((count, total)) = total
        .as_ref()
        .and_then(|total| Some((total.count()?, total)))
    else {
        return page.tell("finding-report-unknown", &[("period", &period)]);
    };
    if count == Interval::ZERO {
        let units = page.language.unit_name(total.unit);
        return page.tell(
            "finding-report-zero",
            &[("period", &period), ("units", &units)],
        );
    }
    let requests = page.cases(total);
    let part = outcome::part_in_question(page).map(observation);
    match part
        .as_ref()
        .and_then(|part| Some((part.count()?, part, page.label(&part.key))))
    {
        Some((Interval::ZERO, _, label)) => page.tell(
            "finding-report-none",
            &[
                ("period", &period),
                ("requests", &requests),
                ("label", &label),
            ],
        ),
        Some((_, part, label)) => page.tell(
            "finding-report",
            &[
                ("period", &period),
                ("requests", &requests),
                ("part", &page.value(part)),
                ("label", &label),
            ],
        ),
        None => page.tell(
            "finding-report-total",
            &[("period", &period), ("requests", &requests)],
        ),
    }
}

/// Two or three sentences with counts: the total, the period before, what became of the requests.
pub fn lede(page: &Page<'_>, report: &Report) -> String {
    let vocabulary = page.record().vocabulary();
    let organisation = &page.organisation.organisation().name;
    let days = page.language.days(report.period);
    let Some(measure) = outcome::subject(vocabulary) else {
        return String::new();
    };
    let key = FigureKey::total(measure.clone());
    let total = observe(report, vocabulary, &key);
    let Some(count) = total.count() else {
        return page.say("lede-unknown");
    };
    let mut sentences = Vec::new();
    if count == Interval::ZERO {
        sentences.push(page.tell(
            "lede-received-none",
            &[("days", &days), ("organisation", organisation)],
        ));
    } else {
        let requests = page.cases(&total);
        sentences.push(page.tell(
            "lede-received",
            &[
                ("days", &days),
                ("organisation", organisation),
                ("requests", &requests),
            ],
        ));
    }
    let identities = vocabulary
        .identities
        .iter()
        .rev()
        .filter(|identity| identity.whole == measure);
    let parts = identities
        .map(|identity| crate::analysis::table::measure_table(report, vocabulary, &identity.parts))
        .find(|parts| parts.iter().all(|part| part.count().is_some()));
    if let Some(parts) = parts.filter(|_| count != Interval::ZERO) {
        // The sentence fits several requests, of which several were the first that it names; else there is a list.
        let many = |count: Option<Interval>| count.and_then(Interval::exact).is_some_and(|n| n > 1);
        let first = parts.first().filter(|part| many(part.count()));
        let kind = first.filter(|_| many(Some(count)));
        let words: Vec<String> = parts
            .iter()
            .enumerate()
            .map(|(index, part)| {
                let message = match (index, kind) {
                    (0, Some(_)) => "lede-part-first",
                    _ => "lede-part",
                };
                page.tell(
                    message,
                    &[
                        ("count", &page.value(part)),
                        ("label", &page.label(&part.key)),
                    ],
                )
            })
            .collect();
        sentences.push(page.tell(
            "lede-outcome",
            &[
                (
                    "kind",
                    kind.map_or("other", |part| part.key.measure.as_str()),
                ),
                ("total", &page.value(&total)),
                ("parts", &page.language.list(&words)),
            ],
        ));
    }
    let before_report = page
        .organisation
        .previous(report.period)
        .map(ReportRecord::report);
    if let Some(before_report) = before_report
        && let earlier = observe(before_report, vocabulary, &key)
        && earlier.count().is_some()
    {
        let previous = page.language.period(before_report.period);
        let part = outcome::part_in_question(page).map(FigureKey::total);
        let known = part.filter(|part| !before(page, report, part).is_empty());
        let before = page.cases(&earlier);
        sentences.push(
            match known.map(|part| observe(before_report, vocabulary, &part)) {
                Some(part) => page.tell(
                    "lede-previous-part",
                    &[
                        ("previous", &previous),
                        ("before", &before),
                        ("part", &page.value(&part)),
                        ("label", &page.label(&part.key)),
                    ],
                ),
                _ => page.tell(
                    "lede-previous",
                    &[("previous", &previous), ("before", &before)],
                ),
            },
        );
    }
    sentences.join(" ")
}

fn meta(page: &Page<'_>, report: &Report) -> Vec<Link> {
    let mut meta = Vec::new();
    if let Some(date) = report.published {
        meta.push(Link {
            label: page.tell("meta-published", &[("date", &page.language.date(date))]),
            ..Link::default()
        });
    }
    meta.push(Link {
        label: page.say("meta-data"),
        href: "#files".to_owned(),
        ..Link::default()
    });
    meta.push(Link {
        label: page.say("meta-cite"),
        href: "#cite".to_owned(),
        ..Link::default()
    });
    let before = page.organisation.previous(report.period);
    let before = before.map(|before| before.report().period);
    let pairs = super::compare::pairs(page.organisation);
    if let Some(before) = before.filter(|before| pairs.contains(&(*before, report.period))) {
        meta.push(Link {
            label: page.tell("meta-compare", &[("period", &page.language.period(before))]),
            href: page.link_to(&Address::comparison(before, report.period)),
            ..Link::default()
        });
    }
    meta
}

fn contents_label(page: &Page<'_>, report: &Report, id: &str) -> String {
    let vocabulary = page.record().vocabulary();
    if id == outcome::ID {
        return page.say("block-outcome");
    }
    if id == stages::ID {
        return page.say("block-stages");
    }
    if id.starts_with(trend::ID) {
        return page.say("block-series");
    }
    let crossed = vocabulary.breakdowns.iter();
    if let Some(known) = crossed.into_iter().find(|known| id == cross::id(&known.id)) {
        let breakdown = page.language.breakdown(known);
        return page.tell("cross-contents", &[("breakdown", &breakdown)]);
    }
    let mut names = vocabulary.measures.iter().flat_map(|measure| {
        vocabulary
            .breakdowns
            .iter()
            .map(move |known| (measure, known))
    });
    let found = names.find(|(measure, known)| id == format!("f-{}-{}", measure.id, known.id));
    let subject = outcome::subject(vocabulary);
    found.map_or_else(
        || page.language.period(report.period),
        |(measure, known)| {
            let breakdown = capitalised(&page.language.breakdown(known));
            if Some(&measure.id) == subject.as_ref() {
                breakdown
            } else {
                format!(
                    "{}, {breakdown}",
                    capitalised(&page.language.measure(measure))
                )
            }
        },
    )
}

/// Breakdowns of which the source publishes nothing, with the kind of gap.
fn gaps(page: &Page<'_>, record: &ReportRecord) -> Vec<MarginNote> {
    let vocabulary = page.record().vocabulary();
    record
        .breakdown_gaps()
        .iter()
        .map(|gap| {
            let name = vocabulary
                .breakdown(&gap.breakdown)
                .map(|known| page.language.breakdown(known))
                .unwrap_or_default();
            let note = gap
                .note
                .as_ref()
                .and_then(|note| note.get(page.language.id()))
                .unwrap_or_default();
            MarginNote {
                title: page.tell(
                    "gap-breakdown",
                    &[
                        ("breakdown", &capitalised(&name)),
                        ("gap", &page.language.gap(gap.gap)),
                    ],
                ),
                text: if note.is_empty() {
                    page.language.gap_meaning(gap.gap)
                } else {
                    note.to_owned()
                },
                ..MarginNote::default()
            }
        })
        .collect()
}

fn source_entry(page: &Page<'_>, source: &Source) -> SourceEntry {
    let dates = [
        ("source-published", source.published),
        ("source-retrieved", source.retrieved),
    ];
    let dates = dates.into_iter().filter_map(|(message, date)| {
        Some(page.tell(message, &[("date", &page.language.date(date?))]))
    });
    SourceEntry {
        id: format!("source-{}", source.id),
        link: Link {
            label: source.title.clone(),
            href: source.url.clone().unwrap_or_default(),
            ..Link::default()
        },
        publisher: source.publisher.clone().unwrap_or_default(),
        dates: dates.collect::<Vec<_>>().join("; "),
    }
}

fn report_link(page: &Page<'_>, report: &Report) -> Link {
    let period = page.language.period(report.period);
    let vocabulary = page.record().vocabulary();
    let total = outcome::subject(vocabulary)
        .map(|measure| observe(report, vocabulary, &FigureKey::total(measure)));
    let label = match total.as_ref().filter(|total| total.count().is_some()) {
        Some(total) => page.tell(
            "report-link-count",
            &[("period", &period), ("requests", &page.cases(total))],
        ),
        None => page.tell("report-link", &[("period", &period)]),
    };
    Link {
        label,
        href: page.link_to(&Address::report(report.period)),
        ..Link::default()
    }
}

fn files(page: &Page<'_>, record: &ReportRecord) -> Vec<Link> {
    let report = record.report();
    let mut files = page.report_files(report);
    files.push(page.archive(report));
    for file in &mut files {
        file.label = format!("{}.{}", report.period.slug(), file.label.to_lowercase());
    }
    for attachment in record.attachments() {
        let path = attachment_path(
            page.record(),
            &report.organisation,
            report,
            &attachment.name,
        );
        files.push(Link {
            label: attachment.name.clone(),
            href: page.link_to_file(&path),
            download: true,
            remark: page.say("attachment"),
        });
    }
    files
}

/// Attachments are the same in every language: they lie beside the default language's downloads.
pub fn attachment_path(
    record: &Record,
    organisation: &crate::model::identifier::OrganisationId,
    report: &Report,
    name: &str,
) -> String {
    let directory = directory(record, record.settings().default_language(), organisation);
    format!("{directory}data/{}/{name}", report.period.slug())
}
