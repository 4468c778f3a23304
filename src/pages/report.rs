//! Report: what exactly was reported for this period?

use crate::analysis::change::{Change, Proportion, RateChange, Verdict};
use crate::analysis::observation::{Observation, observe};
use crate::analysis::table::{breakdown_table, measure_table};
use crate::check::record::{OrganisationRecord, Record, ReportRecord};
use crate::model::figure::FigureKey;
use crate::model::interval::Interval;
use crate::model::period::Period;
use crate::model::report::{Report, Source, State};
use crate::source::FrontMatter;

use super::blocks::{breakdown, cross, outcome, stages, trend};
use super::citation::Work;
use super::corrections::correction;
use super::key_figures::{key_figures, leading};
use super::notes::notes;
use super::phrases::{capitalised, is_short};
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

    let numbered: Vec<_> = notes(report, vocabulary)
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

/// "2023: more than twice as many requests as in 2022, 45 of 133 finally rejected"; where the period before is no
/// measure, "2023: 133 requests, 45 finally rejected". Counts, and no claim about a direction. What an author says
/// instead has been checked number by number.
pub fn finding(page: &Page<'_>, report: &Report) -> String {
    if let Some(own) = front(page, report).and_then(|front| front.headline.clone()) {
        return own;
    }
    // A half-year begins with a small letter in English.
    let compared = compared(page, report).filter(|said| is_short(said));
    capitalised(&compared.unwrap_or_else(|| said(page, report)))
}

fn front<'p>(page: &Page<'p>, report: &Report) -> Option<&'p FrontMatter> {
    let record = page.organisation.report(report.period)?;
    let text = record.narrative(page.language.id())?;
    Some(&text.front)
}

/// The total beside that of the period before, and what came of it.
fn compared(page: &Page<'_>, report: &Report) -> Option<String> {
    let vocabulary = page.record().vocabulary();
    let key = FigureKey::total(outcome::subject(vocabulary)?);
    let change = change(page, report, &key)?;
    let total = observe(report, vocabulary, &key).count()?;
    if total == Interval::ZERO {
        return None;
    }
    let part = outcome::part_in_question(page).map(FigureKey::total);
    let part = part.map(|part| observe(report, vocabulary, &part));
    let Some((part, count)) = part.and_then(|part| part.count().map(|count| (part, count))) else {
        return Some(page.count_finding(&change));
    };
    let message = match count {
        Interval::ZERO => "finding-report-then-none",
        _ => "finding-report-then",
    };
    Some(page.tell(
        message,
        &[
            ("finding", &page.total_finding(&change)?),
            ("part", &page.value(&part)),
            ("total", &page.language.interval(total)),
            ("label", &page.label(&part.key)),
        ],
    ))
}

/// A figure and what it was in the period before; `None` where a rule changed in between.
fn change<'p>(page: &Page<'p>, report: &'p Report, key: &FigureKey) -> Option<Change<'p>> {
    let before = page.organisation.previous(report.period)?.report();
    let breaks = &page.organisation.organisation().breaks;
    let vocabulary = page.record().vocabulary();
    let change = Change::between((before, key), (report, key), breaks, vocabulary).ok()?;
    change.breaks().is_empty().then_some(change)
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

/// Two or three sentences with counts: the total and the one before, what became of the requests, and what may be said of
/// the part in question.
pub fn lede(page: &Page<'_>, report: &Report) -> String {
    if let Some(own) = front(page, report).and_then(|front| front.lede.clone()) {
        return own;
    }
    let vocabulary = page.record().vocabulary();
    let Some(measure) = outcome::subject(vocabulary) else {
        return String::new();
    };
    let total = observe(report, vocabulary, &FigureKey::total(measure));
    match total.count() {
        None => page.say("lede-unknown"),
        Some(count) => {
            let outcome = (count != Interval::ZERO).then(|| lede_outcome(page, report, &total));
            let before = lede_part_before(page, report);
            let sentences = [
                Some(lede_total(page, report, &total)),
                outcome.flatten(),
                before,
            ];
            sentences
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        }
    }
}

fn lede_total(page: &Page<'_>, report: &Report, total: &Observation<'_>) -> String {
    let organisation = &page.organisation.organisation().name;
    let days = page.language.days(report.period);
    let requests = page.cases(total);
    let told = [
        ("organisation", organisation.as_str()),
        ("requests", requests.as_str()),
        ("days", days.as_str()),
    ];
    if total.count() == Some(Interval::ZERO) {
        return page.tell("lede-received-none", &told);
    }
    let Some(change) = change(page, report, &total.key) else {
        return page.tell("lede-received", &told);
    };
    let unit = match report.period {
        Period::Year(_) => "year",
        Period::Half(..) | Period::Quarter(..) | Period::Free(..) => "other",
    };
    let previous = page.language.period(change.periods().0);
    let before = page.value(change.from());
    let mut told = told.to_vec();
    told.extend([("unit", unit), ("previous", &previous), ("before", &before)]);
    page.tell("lede-received-after", &told)
}

/// The parts that the total came to in the end; the part in question with its share.
fn lede_outcome(page: &Page<'_>, report: &Report, total: &Observation<'_>) -> Option<String> {
    let vocabulary = page.record().vocabulary();
    let identities = vocabulary
        .identities
        .iter()
        .rev()
        .filter(|identity| identity.whole == total.key.measure);
    let parts = identities
        .map(|identity| measure_table(report, vocabulary, &identity.parts))
        .find(|parts| parts.iter().all(|part| part.count().is_some()))?;
    // The sentence fits several requests, of which several were the first that it names; else there is a list.
    let many = |count: Option<Interval>| count.and_then(Interval::exact).is_some_and(|n| n > 1);
    let first = parts.first().filter(|part| many(part.count()));
    let kind = first.filter(|_| many(total.count()));
    let in_question = outcome::part_in_question(page);
    let word = |(index, part): (usize, &Observation<'_>)| {
        let message = match (index, kind) {
            (0, Some(_)) => "lede-part-first",
            _ => "lede-part",
        };
        let (count, label) = (page.value(part), page.label(&part.key));
        let words = page.tell(message, &[("count", &count), ("label", &label)]);
        let share = part.share.as_ref().and_then(|share| page.share(share));
        match share.filter(|_| Some(&part.key.measure) == in_question.as_ref()) {
            Some(share) => page.tell("lede-part-share", &[("words", &words), ("share", &share)]),
            None => words,
        }
    };
    let words: Vec<String> = parts.iter().enumerate().map(word).collect();
    let first = kind.map_or("other", |part| part.key.measure.as_str());
    Some(page.tell(
        "lede-outcome",
        &[
            ("kind", first),
            ("total", &page.value(total)),
            ("parts", &page.language.list(&words)),
        ],
    ))
}

/// The part in question in the period before, and whether the difference means anything.
fn lede_part_before(page: &Page<'_>, report: &Report) -> Option<String> {
    let rate = outcome::rate_in_question(page)?;
    let share = Proportion::of_rate(rate);
    let before = page.organisation.previous(report.period)?.report();
    let breaks = &page.organisation.organisation().breaks;
    let vocabulary = page.record().vocabulary();
    let change =
        RateChange::between((before, &share), (report, &share), breaks, vocabulary).ok()?;
    change.from().counts()?;
    let verdict = match change.verdict() {
        Verdict::RuleChanged => "ruled",
        Verdict::Rose => "rose",
        Verdict::Fell => "fell",
        Verdict::NoClearChange => "unclear",
    };
    Some(page.tell(
        "lede-part-before",
        &[
            ("verdict", verdict),
            ("previous", &page.language.period(before.period)),
            ("part", &page.rate_in_words(change.from())),
            ("label", &page.label(&change.from().part.key)),
        ],
    ))
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
