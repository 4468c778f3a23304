//! Compare: what differs between two periods, and may they be compared?
//!
//! Whether they may is said before anything else, and every difference across a break stands beside its name.

use std::collections::BTreeSet;

use crate::analysis::change::{
    Change, Incomparable, Proportion, RateChange, RateObservation, Verdict, observe_rate,
};
use crate::analysis::lookup::cells;
use crate::analysis::observation::{Observation, observe};
use crate::analysis::partition;
use crate::check::record::{OrganisationRecord, Record, ReportRecord};
use crate::model::breaks::Break;
use crate::model::figure::{FigureKey, Subject};
use crate::model::identifier::{BreakdownId, MeasureId};
use crate::model::period::Period;
use crate::model::report::{Report, State};
use crate::model::value::Value;
use crate::model::vocabulary::RateDefinition;

use super::blocks::outcome::{rate_in_question, subject};
use super::blocks::pair as blocks;
use super::citation::Work;
use super::phrases::{capitalised, is_short};
use super::route::Address;
use super::view::{
    Cell, Column, CompareView, Head, Link, LinkGroup, MarginNote, Row, RowGroup, TableSection,
    TableView,
};
use super::{Kind, Page, View};

pub static KIND: Kind = Kind {
    template: "pages/compare.html",
    addresses,
    view,
    navigation: None,
};

/// Up to so many periods every pair has a page (SPEC section 6).
const ALL_PAIRS: usize = 12;

fn addresses(_: &Record, organisation: &OrganisationRecord) -> Vec<Address> {
    pairs(organisation)
        .into_iter()
        .map(|(earlier, later)| Address::comparison(earlier, later))
        .collect()
}

/// The pairs of periods that have a page: all of them while there are few; then neighbours, the same part of the
/// year before, and each with the first and with the newest.
pub fn pairs(organisation: &OrganisationRecord) -> Vec<(Period, Period)> {
    let periods: Vec<Period> = organisation
        .reports()
        .iter()
        .map(|record| record.report().period)
        .collect();
    let mut pairs = Vec::new();
    for (index, earlier) in periods.iter().enumerate() {
        let comparable = |later: &&Period| earlier.is_comparable_with(**later);
        let family: Vec<&Period> = periods.iter().filter(comparable).collect();
        let later = periods[index + 1..].iter().filter(comparable);
        for (distance, later) in later.enumerate() {
            let chosen = family.len() <= ALL_PAIRS
                || distance == 0
                || family.first() == Some(&earlier)
                || family.last() == Some(&later)
                || is_a_year_before(*earlier, *later);
            if chosen {
                pairs.push((*earlier, *later));
            }
        }
    }
    pairs
}

fn is_a_year_before(earlier: Period, later: Period) -> bool {
    match (earlier, later) {
        (Period::Half(a, half), Period::Half(b, other)) => half == other && a + 1 == b,
        (Period::Quarter(a, quarter), Period::Quarter(b, other)) => quarter == other && a + 1 == b,
        _ => false,
    }
}

/// The two reports of a comparison with what lies between them.
pub struct Pair<'p> {
    pub page: &'p Page<'p>,
    pub from: &'p Report,
    pub to: &'p Report,
    /// "2022", "2023"
    pub names: (String, String),
    pub breaks: &'p [Break],
}

impl<'p> Pair<'p> {
    pub fn change(&self, key: &FigureKey) -> Result<Change<'p>, Incomparable> {
        let vocabulary = self.page.record().vocabulary();
        Change::between((self.from, key), (self.to, key), self.breaks, vocabulary)
    }

    pub fn rate_change(&self, share: &Proportion) -> Result<RateChange<'p>, Incomparable> {
        let vocabulary = self.page.record().vocabulary();
        RateChange::between(
            (self.from, share),
            (self.to, share),
            self.breaks,
            vocabulary,
        )
    }

    pub fn ends(&self, key: &FigureKey) -> (Observation<'p>, Observation<'p>) {
        let vocabulary = self.page.record().vocabulary();
        (
            observe(self.from, vocabulary, key),
            observe(self.to, vocabulary, key),
        )
    }

    /// The parts that both reports have of a breakdown.
    pub fn parts(&self, measure: &MeasureId, breakdown: &BreakdownId) -> Vec<FigureKey> {
        let vocabulary = self.page.record().vocabulary();
        partition::common(&[self.from, self.to], vocabulary, measure, breakdown)
            .into_iter()
            .map(|category| FigureKey::cell(measure.clone(), breakdown.clone(), category))
            .collect()
    }

    /// A message about both periods.
    pub fn tell(&self, id: &str, more: &[(&str, &str)]) -> String {
        let mut texts = vec![
            ("from", self.names.0.as_str()),
            ("to", self.names.1.as_str()),
        ];
        texts.extend_from_slice(more);
        self.page.tell(id, &texts)
    }

    /// The files that hold the figures of both.
    pub fn files(&self) -> Vec<Link> {
        self.page.series_files()
    }
}

fn view(page: &Page<'_>) -> View {
    let pair = page.route.address.pair.and_then(|(earlier, later)| {
        let from = page.organisation.report(earlier)?;
        let to = page.organisation.report(later)?;
        Some((from, to))
    });
    let Some((from, to)) = pair else {
        return View::Compare(Box::default());
    };
    let pair = Pair {
        page,
        from: from.report(),
        to: to.report(),
        names: (
            page.language.period(from.report().period),
            page.language.period(to.report().period),
        ),
        breaks: &page.organisation.organisation().breaks,
    };
    let (figures, breaks) = (blocks::blocks(&pair), breaks(&pair));
    let title = pair.tell("compare-title", &[]);
    let headline = headline(&pair).unwrap_or_else(|| title.clone());
    let organisation = &page.organisation.organisation().name;
    let description = pair.tell(
        "compare-description",
        &[("organisation", organisation), ("finding", &headline)],
    );
    let comparable = match breaks.is_empty() {
        true => page.say("compare-comparable"),
        false => page.say("compare-partly"),
    };
    let comparability = Comparability::of(&pair);
    let mut frame = page.frame(&title, &description);
    frame.draft = [pair.from, pair.to]
        .iter()
        .any(|report| report.state == State::Draft);
    View::Compare(Box::new(CompareView {
        frame,
        head: Head {
            breadcrumbs: vec![
                Link {
                    label: page.say("nav-home"),
                    href: page.link_to(&Address::home()),
                    ..Link::default()
                },
                Link {
                    label: page.say("nav-compare"),
                    href: page.link_to(&Address::page(super::compare_index::STEM)),
                    ..Link::default()
                },
            ],
            here: title.clone(),
            kicker: pair.tell("compare-kicker", &[("comparable", &comparable)]),
            headline,
            lede: lede(&pair),
            meta: meta(&pair),
        },
        comparable: comparability.answer(&pair, !breaks.is_empty()),
        comparability: comparability.rows(&pair),
        breaks: breaks.iter().map(|one| break_note(&pair, one)).collect(),
        figures,
        table: table(&pair),
        how: vec![MarginNote {
            title: page.say("compare-how-verdict"),
            text: page.say("compare-how-verdict-text"),
            link: page.method(super::text::NOISE),
            ..MarginNote::default()
        }],
        pairs: others(&pair),
        grid: Link {
            label: page.say("compare-pairs-grid"),
            href: page.link_to(&Address::page(super::compare_index::STEM)),
            ..Link::default()
        },
        citation: page.citation(Work::Page, &title, pair.to.published, ""),
    }))
}

/// The total and what may be said of the rate in question; of the rate alone nothing where one of the two has none.
fn headline(pair: &Pair<'_>) -> Option<String> {
    let page = pair.page;
    let change = total_change(pair)?;
    let finding = page.count_finding(&change);
    if !change.breaks().is_empty() {
        return Some(page.tell("under-rule", &[("finding", &finding)]));
    }
    let Some((rate, total)) = rate_change(pair).zip(page.total_finding(&change)) else {
        return Some(finding);
    };
    let verdict = match rate.verdict() {
        Verdict::Rose => "rose",
        Verdict::Fell => "fell",
        Verdict::RuleChanged => "ruled",
        Verdict::NoClearChange => "unclear",
    };
    let name = page.proportion(&rate.to().part.key, &rate.to().whole.key);
    let told = [
        ("finding", total.as_str()),
        ("rate", &name),
        ("verdict", verdict),
    ];
    let said = page.tell("compare-headline", &told);
    Some(if is_short(&said) { said } else { finding })
}

fn total_change<'p>(pair: &Pair<'p>) -> Option<Change<'p>> {
    let measure = subject(pair.page.record().vocabulary())?;
    pair.change(&FigureKey::total(measure)).ok()
}

fn rate_change<'p>(pair: &Pair<'p>) -> Option<RateChange<'p>> {
    let rate = rate_in_question(pair.page)?;
    pair.rate_change(&Proportion::of_rate(rate)).ok()
}

/// Both totals, and what may be said of the rate in question.
fn lede(pair: &Pair<'_>) -> String {
    let page = pair.page;
    let finding = rate_change(pair).map(|change| page.rate_finding(&change));
    match (total_change(pair), finding) {
        (Some(total), Some(finding)) => pair.tell(
            "compare-lede",
            &[
                ("requests", &page.cases(total.to())),
                ("before", &page.value(total.from())),
                ("finding", &finding),
            ],
        ),
        (None, Some(finding)) => format!("{finding}."),
        (_, None) => String::new(),
    }
}

fn meta(pair: &Pair<'_>) -> Vec<Link> {
    let report = |report: &Report, name: &str| Link {
        label: pair.page.tell("report-link", &[("period", name)]),
        href: pair.page.link_to(&Address::report(report.period)),
        ..Link::default()
    };
    vec![
        report(pair.from, &pair.names.0),
        report(pair.to, &pair.names.1),
        Link {
            label: pair.page.say("compare-pairs-title"),
            href: "#pairs".to_owned(),
            ..Link::default()
        },
    ]
}

/// The breaks between the two that bind a figure which one of them knows.
fn breaks<'p>(pair: &Pair<'p>) -> Vec<&'p Break> {
    let vocabulary = pair.page.record().vocabulary();
    let known: BTreeSet<&FigureKey> = [pair.from, pair.to]
        .into_iter()
        .flat_map(|report| report.figures.values())
        .filter(|figure| !matches!(figure.value, Value::Gap(_)))
        .map(|figure| &figure.key)
        .collect();
    pair.breaks
        .iter()
        .filter(|one| one.separates(pair.from.period, pair.to.period))
        .filter(|one| known.iter().any(|key| one.binds(key, vocabulary)))
        .collect()
}

/// A break in short, since what it concerns stands beside it, and which of the two periods it falls into.
fn break_note(pair: &Pair<'_>, one: &Break) -> MarginNote {
    let mut note = pair.page.break_in_short(one);
    note.text.push_str(&pair.page.other_dates(one));
    for (report, name) in [(pair.from, &pair.names.0), (pair.to, &pair.names.1)] {
        if one.mixes(report.period) {
            let mixed = pair.page.tell("compare-break-mixed", &[("period", name)]);
            note.text.push(' ');
            note.text.push_str(&mixed);
        }
    }
    note
}

/// What of two reports can be compared: measures, and breakdowns as a whole.
#[derive(Default)]
struct Comparability<'p> {
    comparable: Vec<Subject>,
    /// By the breaks between the two, in the order in which the subjects name them.
    ruled: Vec<(Vec<&'p Break>, Vec<Subject>)>,
    /// What only one of them knows.
    one_sided: Vec<Subject>,
}

impl<'p> Comparability<'p> {
    fn of(pair: &Pair<'p>) -> Self {
        let vocabulary = pair.page.record().vocabulary();
        let mut found = Comparability::default();
        for measure in &vocabulary.measures {
            let key = FigureKey::total(measure.id.clone());
            let (from, to) = pair.ends(&key);
            let known = (from.count().is_some(), to.count().is_some());
            found.add(pair, Subject::Figure(key.clone()), known, &[key]);
            for breakdown in &vocabulary.breakdowns {
                let any = |report: &Report| {
                    cells(report, &measure.id, &breakdown.id)
                        .any(|figure| figure.value.count().is_some())
                };
                let subject = Subject::Breakdown(measure.id.clone(), breakdown.id.clone());
                let parts = pair.parts(&measure.id, &breakdown.id);
                found.add(pair, subject, (any(pair.from), any(pair.to)), &parts);
            }
        }
        found
    }

    fn add(&mut self, pair: &Pair<'p>, subject: Subject, known: (bool, bool), keys: &[FigureKey]) {
        if known.0 != known.1 {
            self.one_sided.push(subject);
            return;
        }
        let changes: Vec<Change<'p>> = keys
            .iter()
            .filter_map(|key| pair.change(key).ok())
            .collect();
        if !known.0 || changes.is_empty() {
            return;
        }
        let mut breaks: Vec<&'p Break> = Vec::new();
        for one in changes
            .iter()
            .flat_map(|change| change.breaks().iter().copied())
        {
            if breaks.iter().all(|known| known.id != one.id) {
                breaks.push(one);
            }
        }
        if breaks.is_empty() {
            self.comparable.push(subject);
            return;
        }
        match self.ruled.iter_mut().find(|(known, _)| *known == breaks) {
            Some((_, subjects)) => subjects.push(subject),
            None => self.ruled.push((breaks, vec![subject])),
        }
    }

    /// The answer to the question that comes before all others.
    fn answer(&self, pair: &Pair<'_>, broken: bool) -> String {
        let message = match (
            broken,
            self.comparable.is_empty(),
            self.one_sided.is_empty(),
        ) {
            (_, true, _) => "compare-answer-none",
            (true, false, _) => "compare-answer-partly",
            (false, false, false) => "compare-answer-gaps",
            (false, false, true) => "compare-answer-all",
        };
        pair.tell(message, &[])
    }

    /// The same in full, each part under its name.
    fn rows(&self, pair: &Pair<'_>) -> Vec<MarginNote> {
        let page = pair.page;
        let list = |subjects: &[Subject]| {
            let labels: Vec<String> = subjects.iter().map(|one| page.subject_label(one)).collect();
            capitalised(&page.language.list(&labels))
        };
        let row = |title: &str, text: String| MarginNote {
            title: page.say(title),
            text,
            ..MarginNote::default()
        };
        let plain = |title: &str, subjects: &[Subject]| {
            let text = page.tell("compare-listed", &[("figures", &list(subjects))]);
            (!subjects.is_empty()).then(|| row(title, text))
        };
        let mut rows = Vec::new();
        rows.extend(plain("compare-comparable-figures", &self.comparable));
        rows.extend(self.ruled.iter().map(|(breaks, subjects)| {
            let name = |one: &&Break| page.break_note(one).title;
            let rules: Vec<String> = breaks.iter().map(name).collect();
            let told = [
                ("figures", list(subjects)),
                ("rules", page.language.list(&rules)),
            ];
            let told = told.each_ref().map(|(name, text)| (*name, text.as_str()));
            row("compare-ruled-figures", page.tell("compare-ruled", &told))
        }));
        rows.extend(plain("compare-one-sided-figures", &self.one_sided));
        let divided = merged(pair).join(" ");
        if !divided.is_empty() {
            rows.push(row("compare-divided-figures", divided));
        }
        if self.ruled.is_empty() && !self.comparable.is_empty() {
            rows.push(MarginNote {
                text: pair.tell("compare-no-break", &[]),
                ..MarginNote::default()
            });
        }
        rows
    }
}

/// Breakdowns of which one report gives parts that the other gives only together.
fn merged(pair: &Pair<'_>) -> Vec<String> {
    let vocabulary = pair.page.record().vocabulary();
    let mut sentences = Vec::new();
    for measure in &vocabulary.measures {
        for breakdown in &vocabulary.breakdowns {
            let parts = pair.parts(&measure.id, &breakdown.id);
            let stated = |key: &FigureKey| {
                [pair.from, pair.to]
                    .iter()
                    .all(|report| report.figure(key).is_some())
            };
            let is_merged = |key: &&FigureKey| {
                let cell = key.cell.as_ref();
                cell.is_some_and(|cell| cell.category.members().count() > 1) && !stated(key)
            };
            if parts.iter().any(|key| is_merged(&key)) {
                let labels: Vec<String> = parts.iter().map(|key| pair.page.label(key)).collect();
                sentences.push(pair.page.tell(
                    "compare-merged",
                    &[
                        (
                            "breakdown",
                            &pair.page.subject_label(&Subject::Breakdown(
                                measure.id.clone(),
                                breakdown.id.clone(),
                            )),
                        ),
                        ("parts", &labels.join("; ")),
                    ],
                ));
            }
        }
    }
    sentences
}

fn table(pair: &Pair<'_>) -> TableSection {
    let page = pair.page;
    let vocabulary = page.record().vocabulary();
    let mut groups = vec![
        RowGroup {
            label: page.say("compare-group-outcome"),
            rows: vocabulary
                .measures
                .iter()
                .filter_map(|measure| row(pair, &FigureKey::total(measure.id.clone())))
                .collect(),
        },
        RowGroup {
            label: page.say("compare-group-rates"),
            rows: vocabulary
                .rates
                .iter()
                .filter_map(|rate| rate_row(pair, rate))
                .collect(),
        },
    ];
    for measure in &vocabulary.measures {
        for breakdown in &vocabulary.breakdowns {
            let parts = pair.parts(&measure.id, &breakdown.id);
            groups.push(RowGroup {
                label: capitalised(&page.subject_label(&Subject::Breakdown(
                    measure.id.clone(),
                    breakdown.id.clone(),
                ))),
                rows: parts.iter().filter_map(|key| row(pair, key)).collect(),
            });
        }
    }
    groups.retain(|group| !group.rows.is_empty());
    let column = |label: &str, numeric: bool| Column {
        label: label.to_owned(),
        numeric,
        ..Column::default()
    };
    TableSection {
        id: "figures".to_owned(),
        headline: page.say("compare-table-title"),
        lede: String::new(),
        table: TableView {
            caption: pair.tell("compare-table-caption", &[]),
            columns: vec![
                column(&page.say("column-figure"), false),
                column(&pair.names.0, true),
                column(&pair.names.1, true),
                column(&page.say("compare-column-change"), true),
            ],
            groups,
            scroll: true,
        },
    }
}

/// `None` where neither report speaks of it.
fn row(pair: &Pair<'_>, key: &FigureKey) -> Option<Row> {
    let page = pair.page;
    let (from, to) = pair.ends(key);
    if from.value.is_none() && to.value.is_none() {
        return None;
    }
    let change = pair.change(key);
    Some(Row {
        label: capitalised(&page.label(key)),
        cells: vec![
            page.count_cell(pair.from, &from),
            page.count_cell(pair.to, &to),
            match &change {
                Ok(change) => difference(
                    page.difference(change.difference()),
                    page.verdict(change.verdict(), change.breaks()),
                ),
                Err(_) => none(page),
            },
        ],
        ..Row::default()
    })
}

fn rate_row(pair: &Pair<'_>, rate: &RateDefinition) -> Option<Row> {
    let page = pair.page;
    let vocabulary = page.record().vocabulary();
    let share = Proportion::of_rate(rate);
    let [from, to] = [pair.from, pair.to].map(|report| observe_rate(report, vocabulary, &share));
    let known = |one: &RateObservation<'_>| one.counts().is_some() || one.printed.is_some();
    if !known(&from) && !known(&to) {
        return None;
    }
    let change = pair.rate_change(&share);
    let cell = |one: &RateObservation<'_>| Cell {
        text: page.rate_with_interval(one),
        gap: !known(one),
        ..Cell::default()
    };
    Some(Row {
        label: capitalised(&page.language.rate(rate)),
        href: page.glossary(rate.id.as_str()),
        cells: vec![
            cell(&from),
            cell(&to),
            match &change {
                Ok(change) => difference(
                    page.points(change).unwrap_or_default(),
                    page.verdict(change.verdict(), change.breaks()),
                ),
                Err(_) => none(page),
            },
        ],
        ..Row::default()
    })
}

pub fn text(text: String) -> Cell {
    Cell {
        text,
        ..Cell::default()
    }
}

/// A difference, and below it what may be said of it: beside it there would be no room on a phone.
pub fn difference(words: String, said: String) -> Cell {
    Cell {
        text: words,
        said,
        ..Cell::default()
    }
}

pub fn none(page: &Page<'_>) -> Cell {
    text(page.say("verdict-none"))
}

/// The other pairs of the two periods.
fn others(pair: &Pair<'_>) -> Vec<LinkGroup> {
    let page = pair.page;
    let own = (pair.from.period, pair.to.period);
    let all = pairs(page.organisation);
    let group = |period: Period, name: &str| {
        let links = all
            .iter()
            .filter(|(a, b)| (*a, *b) != own && (*a == period || *b == period));
        LinkGroup {
            title: page.tell("compare-pairs-with", &[("period", name)]),
            links: links
                .map(|(a, b)| Link {
                    label: page.language.period(if *a == period { *b } else { *a }),
                    href: page.link_to(&Address::comparison(*a, *b)),
                    ..Link::default()
                })
                .collect(),
        }
    };
    let mut groups = vec![group(own.0, &pair.names.0), group(own.1, &pair.names.1)];
    groups.retain(|group| !group.links.is_empty());
    groups
}

/// The reports of an organisation.
pub fn reports(organisation: &OrganisationRecord) -> Vec<&Report> {
    organisation
        .reports()
        .iter()
        .map(ReportRecord::report)
        .collect()
}
