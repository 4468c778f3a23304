//! Topic: how has one breakdown or one rate changed over all years?

use crate::analysis::change::{Proportion, RateChange, breaks_before, observe_rate};
use crate::analysis::lookup::cells;
use crate::analysis::observation::observe;
use crate::check::record::{OrganisationRecord, Record};
use crate::model::breaks::Break;
use crate::model::figure::{CategoryKey, FigureKey, Subject};
use crate::model::identifier::MeasureId;
use crate::model::report::Report;
use crate::model::vocabulary::{Breakdown, RateDefinition, Vocabulary};

use super::blocks::over_time::{self, Around};
use super::citation::Work;
use super::compare::{none, reports, text};
use super::phrases::capitalised;
use super::route::Address;
use super::view::{
    Cell, Column, Head, Link, MarginNote, Row, RowGroup, TableSection, TableView, TopicEntry,
    TopicView,
};
use super::{Kind, Page, View};

pub static KIND: Kind = Kind {
    template: "pages/topic.html",
    addresses,
    view,
    navigation: None,
};

/// What a page may be about.
#[derive(Debug, Clone, Copy)]
pub enum Topic<'v> {
    Breakdown(&'v Breakdown),
    Rate(&'v RateDefinition),
}

impl Topic<'_> {
    pub fn address(&self) -> Address {
        let id = match self {
            Topic::Breakdown(breakdown) => breakdown.id.as_str(),
            Topic::Rate(rate) => rate.id.as_str(),
        };
        Address::page(&id.replace('_', "-"))
    }

    pub fn name(&self, page: &Page<'_>) -> String {
        match self {
            Topic::Breakdown(breakdown) => page.language.breakdown(breakdown),
            Topic::Rate(rate) => page.language.rate(rate),
        }
    }

    pub fn entry(&self, page: &Page<'_>) -> TopicEntry {
        TopicEntry {
            link: Link {
                label: capitalised(&self.name(page)),
                href: page.link_to(&self.address()),
                ..Link::default()
            },
            finding: self.dated(page).unwrap_or_default(),
            svg_spark: self.telling(page).and_then(|share| {
                let name = capitalised(&page.label(&share.part));
                over_time::spark(page, &reports(page.organisation), &share, &name)
            }),
            ..TopicEntry::default()
        }
    }

    /// The count that a small chart of the topic shows, from the period on where some topic knows its own.
    pub fn mini(&self, page: &Page<'_>) -> Option<over_time::MiniSeries> {
        let share = self.telling(page)?;
        over_time::mini_series(page, &reports(page.organisation), &share.part)
    }

    /// The same in counts, and the shares that they are.
    fn headline(&self, page: &Page<'_>) -> Option<(String, String)> {
        let (_, change) = latest(page, &reports(page.organisation), &self.share(page)?)?;
        let change = change?;
        let shares = page.rate_shares(&change).unwrap_or_default();
        Some((page.rate_headline(&change), shares))
    }

    /// What may be said of the latest change.
    pub fn finding(&self, page: &Page<'_>) -> Option<String> {
        latest_finding(page, &reports(page.organisation), &self.share(page)?)
    }

    /// What it says of itself beside others, with its two periods, where it stands beside findings of others.
    fn dated(&self, page: &Page<'_>) -> Option<String> {
        let (all, share) = (reports(page.organisation), self.telling(page)?);
        let finding = latest_finding(page, &all, &share)?;
        let (latest, change) = latest(page, &all, &share)?;
        let words = |to: &str, from: &str| {
            let told = [("finding", finding.as_str()), ("to", to), ("from", from)];
            page.tell("topic-finding-years", &told)
        };
        Some(match change {
            Some(_) => words(&page.language.period(latest.period), &earlier(page, latest)),
            None => finding,
        })
    }

    /// What a topic says of itself beside others: its leading share, unless that is nearly all. Then what changes is the
    /// largest of the rest.
    fn telling(&self, page: &Page<'_>) -> Option<Proportion> {
        const NEARLY_ALL: (u64, u64) = (9, 10);
        let share = self.share(page)?;
        let Topic::Breakdown(breakdown) = self else {
            return Some(share);
        };
        let all = reports(page.organisation);
        let vocabulary = page.record().vocabulary();
        let counts = all
            .iter()
            .rev()
            .find_map(|report| observe_rate(report, vocabulary, &share).counts());
        let nearly_all = counts.is_some_and(|(part, whole)| {
            let part = u128::from(part.lower()) * u128::from(NEARLY_ALL.1);
            whole
                .exact()
                .is_some_and(|whole| part >= u128::from(whole) * u128::from(NEARLY_ALL.0))
        });
        if !nearly_all {
            return Some(share);
        }
        let other = largest(&all, &share.part.measure, breakdown, &|key| {
            *key != share.part
        });
        Some(other.map_or(share, Proportion::of_total))
    }

    /// The rate, or the share of a breakdown's leading category.
    fn share(&self, page: &Page<'_>) -> Option<Proportion> {
        match self {
            Topic::Rate(rate) => Some(Proportion::of_rate(rate)),
            Topic::Breakdown(breakdown) => {
                let all = reports(page.organisation);
                leading(page.record().vocabulary(), &all, breakdown).map(Proportion::of_total)
            }
        }
    }
}

/// The latest report that knows a share, and its change since the one before where the two may be compared.
fn latest<'p>(
    page: &Page<'p>,
    all: &[&'p Report],
    share: &Proportion,
) -> Option<(&'p Report, Option<RateChange<'p>>)> {
    let vocabulary = page.record().vocabulary();
    let latest = all
        .iter()
        .rev()
        .copied()
        .find(|report| observe_rate(report, vocabulary, share).counts().is_some())?;
    let previous = page.organisation.previous(latest.period);
    let breaks = &page.organisation.organisation().breaks;
    let change = previous.and_then(|record| {
        RateChange::between(
            (record.report(), share),
            (latest, share),
            breaks,
            vocabulary,
        )
        .ok()
    });
    Some((latest, change))
}

/// The name of the period before.
fn earlier(page: &Page<'_>, report: &Report) -> String {
    let before = page.organisation.previous(report.period);
    before.map_or_else(String::new, |before| {
        page.language.period(before.report().period)
    })
}

/// What may be said of the latest change; of a share that only one report knows, its value.
fn latest_finding(page: &Page<'_>, all: &[&Report], share: &Proportion) -> Option<String> {
    let (latest, change) = latest(page, all, share)?;
    Some(match change {
        Some(change) => page.rate_finding(&change),
        None => page.tell(
            "topic-rate-latest",
            &[
                ("period", &page.language.period(latest.period)),
                (
                    "value",
                    &page.rate_in_words(&observe_rate(latest, page.record().vocabulary(), share)),
                ),
                ("label", &page.label(&share.part)),
            ],
        ),
    })
}

/// The category that a topic leads with: the vocabulary's own choice, else the largest of the latest report that
/// knows any.
pub fn leading(
    vocabulary: &Vocabulary,
    reports: &[&Report],
    breakdown: &Breakdown,
) -> Option<FigureKey> {
    let chosen = vocabulary.key_figures.iter().find(|key| {
        key.cell
            .as_ref()
            .is_some_and(|cell| cell.breakdown == breakdown.id)
    });
    if let Some(key) = chosen {
        return Some(key.clone());
    }
    let measure = measures(vocabulary, reports, breakdown)
        .into_iter()
        .next()?;
    largest(reports, &measure, breakdown, &|_| true)
}

/// The largest category of the latest report that knows any of those wanted.
fn largest(
    reports: &[&Report],
    measure: &MeasureId,
    breakdown: &Breakdown,
    wanted: &dyn Fn(&FigureKey) -> bool,
) -> Option<FigureKey> {
    reports.iter().rev().find_map(|report| {
        cells(report, measure, &breakdown.id)
            .filter(|figure| {
                let cell = figure.key.cell.as_ref();
                cell.is_some_and(|cell| cell.category != CategoryKey::Rest) && wanted(&figure.key)
            })
            .filter_map(|figure| Some((figure.value.count()?.lower(), &figure.key)))
            .max_by_key(|(count, _)| *count)
            .map(|(_, key)| key.clone())
    })
}

/// The measures of which some report states the breakdown.
fn measures(vocabulary: &Vocabulary, reports: &[&Report], breakdown: &Breakdown) -> Vec<MeasureId> {
    let stated = |measure: &MeasureId| {
        reports.iter().any(|report| {
            cells(report, measure, &breakdown.id).any(|figure| figure.value.count().is_some())
        })
    };
    let ids = vocabulary.measures.iter().map(|measure| measure.id.clone());
    ids.filter(stated).collect()
}

/// Every breakdown and rate that some report knows.
pub fn topics<'v>(vocabulary: &'v Vocabulary, organisation: &OrganisationRecord) -> Vec<Topic<'v>> {
    let all = reports(organisation);
    let breakdowns = vocabulary
        .breakdowns
        .iter()
        .filter(|breakdown| !measures(vocabulary, &all, breakdown).is_empty())
        .map(Topic::Breakdown);
    let rates = vocabulary
        .rates
        .iter()
        .filter(|rate| {
            let share = Proportion::of_rate(rate);
            all.iter()
                .any(|report| observe_rate(report, vocabulary, &share).counts().is_some())
        })
        .map(Topic::Rate);
    breakdowns.chain(rates).collect()
}

fn addresses(record: &Record, organisation: &OrganisationRecord) -> Vec<Address> {
    topics(record.vocabulary(), organisation)
        .iter()
        .map(Topic::address)
        .collect()
}

fn view(page: &Page<'_>) -> View {
    let vocabulary = page.record().vocabulary();
    let topic = topics(vocabulary, page.organisation)
        .into_iter()
        .find(|topic| topic.address() == page.route.address);
    let all = reports(page.organisation);
    let (Some(topic), Some(first), Some(last)) = (topic, all.first(), all.last()) else {
        return View::Topic(Box::default());
    };
    let (from, to) = (
        page.language.period(first.period),
        page.language.period(last.period),
    );
    let name = capitalised(&topic.name(page));
    let finding = topic.finding(page).unwrap_or_else(|| name.clone());
    let (headline, lede) = topic
        .headline(page)
        .unwrap_or_else(|| (finding.clone(), String::new()));
    let organisation = &page.organisation.organisation().name;
    let description = page.tell(
        "topic-description",
        &[
            ("organisation", organisation),
            ("topic", &name),
            ("first", &from),
            ("last", &to),
            ("finding", &finding),
        ],
    );
    let (figures, tables, keys) = match topic {
        Topic::Rate(rate) => rate_parts(page, &all, rate),
        Topic::Breakdown(breakdown) => breakdown_parts(page, &all, breakdown),
    };
    let breaks: Vec<MarginNote> = page
        .organisation
        .organisation()
        .breaks
        .iter()
        .filter(|one| keys.iter().any(|key| one.binds(key, vocabulary)))
        .map(|one| page.break_note(one))
        .collect();
    View::Topic(Box::new(TopicView {
        frame: page.frame(&name, &description),
        head: Head {
            breadcrumbs: vec![
                Link {
                    label: page.say("nav-home"),
                    href: page.link_to(&Address::home()),
                    ..Link::default()
                },
                Link {
                    label: page.say("nav-topics"),
                    href: page.link_to(&Address::page(super::topics::STEM)),
                    ..Link::default()
                },
            ],
            here: name.clone(),
            kicker: format!("{name} · {}", page.language.range(&from, &to)),
            headline,
            lede,
            ..Head::default()
        },
        figures,
        definitions: definitions(page, topic),
        tables,
        no_breaks: if breaks.is_empty() {
            page.say("topic-no-breaks")
        } else {
            String::new()
        },
        breaks,
        reports: all
            .iter()
            .rev()
            .map(|report| Link {
                label: page.language.period(report.period),
                href: page.link_to(&Address::report(report.period)),
                ..Link::default()
            })
            .collect(),
        citation: page.citation(Work::Page, &name, last.published, ""),
    }))
}

type Parts = (
    Vec<super::view::FigureBlock>,
    Vec<TableSection>,
    Vec<FigureKey>,
);

fn rate_parts(page: &Page<'_>, all: &[&Report], rate: &RateDefinition) -> Parts {
    let share = Proportion::of_rate(rate);
    let name = capitalised(&page.language.rate(rate));
    let subtitle = rate_subtitle(page, &share);
    let view = rate_table(page, all, &share, &name);
    let around = Around {
        name: &name,
        subtitle,
        table: TableView::default(),
        table_href: "#figures",
        intervals: true,
    };
    let figure = over_time::shares(page, all, &share, around);
    let table = TableSection {
        id: "figures".to_owned(),
        headline: page.say("topic-table-title"),
        lede: String::new(),
        table: view,
    };
    (
        figure.into_iter().collect(),
        vec![table],
        vec![share.part, share.whole],
    )
}

fn rate_subtitle(page: &Page<'_>, share: &Proportion) -> String {
    let part = capitalised(&page.label(&share.part));
    let whole = page.label(&share.whole);
    page.tell("topic-rate-sub", &[("part", &part), ("whole", &whole)])
}

/// Period, part, whole, rate, interval, and the rule that a period begins under.
pub fn rate_table(page: &Page<'_>, all: &[&Report], share: &Proportion, name: &str) -> TableView {
    let vocabulary = page.record().vocabulary();
    let rows = all.iter().rev().map(|report| {
        let one = observe_rate(report, vocabulary, share);
        let base = one.whole.count();
        let percent = |rate: Option<crate::analysis::rate::Rate>| {
            rate.zip(base)
                .and_then(|(rate, base)| page.percent(rate, base))
                .map_or_else(|| none(page), text)
        };
        Row {
            label: page.language.period(report.period),
            href: page.link_to(&Address::report(report.period)),
            cells: vec![
                page.count_cell(report, &one.part),
                page.count_cell(report, &one.whole),
                percent(one.rate),
                percent(one.interval),
                text(rule_at(page, report, &[&share.part, &share.whole])),
            ],
            ..Row::default()
        }
    });
    let numeric = |label: String| Column {
        label: capitalised(&label),
        numeric: true,
        ..Column::default()
    };
    TableView {
        caption: page.tell("topic-table-caption", &[("topic", name)]),
        columns: vec![
            Column {
                label: page.say("column-period"),
                ..Column::default()
            },
            numeric(page.label(&share.part)),
            numeric(page.label(&share.whole)),
            numeric(page.say("column-share")),
            numeric(page.say("topic-column-interval")),
            Column {
                label: page.say("topic-breaks"),
                ..Column::default()
            },
        ],
        groups: vec![RowGroup {
            label: String::new(),
            rows: rows.collect(),
        }],
        scroll: true,
    }
}

/// The names of the breaks that set a period apart from the ones before.
fn rule_at(page: &Page<'_>, report: &Report, keys: &[&FigureKey]) -> String {
    let vocabulary = page.record().vocabulary();
    let previous = page
        .organisation
        .previous(report.period)
        .map(|record| record.report().period);
    let breaks = &page.organisation.organisation().breaks;
    let mut found: Vec<&Break> = Vec::new();
    for key in keys {
        for one in breaks_before(breaks, vocabulary, previous, report.period, key) {
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    let titles: Vec<String> = found.into_iter().map(|one| page.break_title(one)).collect();
    page.language.list(&titles)
}

fn breakdown_parts(page: &Page<'_>, all: &[&Report], breakdown: &Breakdown) -> Parts {
    let vocabulary = page.record().vocabulary();
    let name = capitalised(&page.language.breakdown(breakdown));
    let (mut figures, mut tables, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    let measures = measures(vocabulary, all, breakdown);
    if let Some(lead) = leading(vocabulary, all, breakdown) {
        let label = capitalised(&page.label(&lead));
        let units = vocabulary
            .measure(&lead.measure)
            .map(|measure| page.language.unit_name(measure.unit))
            .unwrap_or_default();
        let share = Proportion::of_total(lead);
        let subtitle = page.tell("topic-share-sub", &[("units", &units)]);
        let view = rate_table(page, all, &share, &label);
        let around = Around {
            name: &label,
            subtitle,
            table: view,
            table_href: "",
            intervals: true,
        };
        figures.extend(over_time::shares(page, all, &share, around));
    }
    for measure in &measures {
        let stated: std::collections::BTreeSet<FigureKey> = all
            .iter()
            .flat_map(|report| cells(report, measure, &breakdown.id))
            .map(|figure| figure.key.clone())
            .collect();
        let mut stated: Vec<FigureKey> = stated.into_iter().collect();
        stated.sort_by_key(|key| {
            let place = |category: &crate::model::identifier::CategoryId| {
                breakdown
                    .categories
                    .iter()
                    .position(|known| known.id == *category)
            };
            let cell = key.cell.as_ref();
            let first = cell.and_then(|cell| cell.category.members().filter_map(place).min());
            (first.is_none(), first)
        });
        let subject = Subject::Breakdown(measure.clone(), breakdown.id.clone());
        let view = breakdown_table(page, all, measure, &stated, &name);
        let id = format!("figures-{measure}");
        figures.extend(over_time::counts(
            page,
            all,
            measure,
            breakdown,
            &format!("#{id}"),
        ));
        tables.push(TableSection {
            id,
            headline: if measures.len() == 1 {
                page.say("topic-table-title")
            } else {
                capitalised(&page.subject_label(&subject))
            },
            lede: String::new(),
            table: view,
        });
        keys.extend(stated);
    }
    (figures, tables, keys)
}

/// Newest first: the total, then every category that some report states, with its share.
fn breakdown_table(
    page: &Page<'_>,
    all: &[&Report],
    measure: &MeasureId,
    keys: &[FigureKey],
    name: &str,
) -> TableView {
    let vocabulary = page.record().vocabulary();
    let total = FigureKey::total(measure.clone());
    let rows = all.iter().rev().map(|report| {
        let cell = |key: &FigureKey| {
            let one = observe(report, vocabulary, key);
            let mut cell = page.count_cell(report, &one);
            let share = one.share.as_ref().filter(|_| one.count().is_some());
            if let Some(percent) = share.and_then(|share| page.share(share)) {
                cell.text = format!("{} ({percent})", cell.text);
            }
            cell
        };
        let mut cells: Vec<Cell> =
            vec![page.count_cell(report, &observe(report, vocabulary, &total))];
        cells.extend(keys.iter().map(cell));
        let bound: Vec<&FigureKey> = keys.iter().collect();
        cells.push(text(rule_at(page, report, &bound)));
        Row {
            label: page.language.period(report.period),
            href: page.link_to(&Address::report(report.period)),
            cells,
            ..Row::default()
        }
    });
    let numeric = |key: &FigureKey| Column {
        label: capitalised(&page.label(key)),
        numeric: true,
        ..Column::default()
    };
    let mut columns = vec![
        Column {
            label: page.say("column-period"),
            ..Column::default()
        },
        numeric(&total),
    ];
    columns.extend(keys.iter().map(numeric));
    columns.push(Column {
        label: page.say("topic-breaks"),
        ..Column::default()
    });
    TableView {
        caption: page.tell("topic-table-caption", &[("topic", name)]),
        columns,
        groups: vec![RowGroup {
            label: String::new(),
            rows: rows.collect(),
        }],
        scroll: true,
    }
}

fn definitions(page: &Page<'_>, topic: Topic<'_>) -> Vec<MarginNote> {
    let note = |title: String, text: Option<String>, id: &str| {
        text.map(|text| MarginNote {
            title: capitalised(&title),
            text,
            link: Link {
                label: page.say("margin-definition-link"),
                href: page.glossary(id),
                ..Link::default()
            },
            ..MarginNote::default()
        })
    };
    match topic {
        Topic::Rate(rate) => {
            let own = note(
                page.language.rate(rate),
                page.language.definition_of_rate(rate),
                rate.id.as_str(),
            );
            own.into_iter().collect()
        }
        Topic::Breakdown(breakdown) => {
            let lead = leading(
                page.record().vocabulary(),
                &reports(page.organisation),
                breakdown,
            );
            let members: Vec<_> = lead
                .iter()
                .filter_map(|key| key.cell.as_ref())
                .flat_map(|cell| cell.category.members())
                .filter_map(|id| breakdown.category(id))
                .collect();
            members
                .into_iter()
                .filter_map(|category| {
                    let key = CategoryKey::one(category.id.clone());
                    note(
                        page.language.category(breakdown, &key),
                        page.language
                            .definition_of_category(&breakdown.id, category),
                        category.id.as_str(),
                    )
                })
                .collect()
        }
    }
}
