//! A report as the eleven parts of the templates.

use crate::check::record::{OrganisationRecord, ReportRecord};
use crate::export::row::stated;
use crate::model::figure::{FigureKey, Subject};
use crate::model::identifier::{LanguageId, MeasureId};
use crate::model::interval::Interval;
use crate::model::period::{PartialDate, Period};
use crate::model::report::Report;
use crate::model::vocabulary::Vocabulary;

use super::bridge::{Bridge, Heap, bridge};
use super::facts::Facts;
use super::templates::{
    APPEALS, AUTOMATED_MEANS, CATEGORIES, Category, HUMAN_RESOURCES, NOTICES, ORDERS,
    OWN_INITIATIVE_ILLEGAL, OWN_INITIATIVE_TERMS, Part, QUALITATIVE, RECIPIENTS, SUMMARY, State,
    categories_of, states,
};

/// What is written, and how.
pub struct Wanted<'w> {
    pub facts: &'w Facts,
    /// Orders to provide information (Article 10).
    pub provide: MeasureId,
    /// Orders to act against illegal content (Article 9), if the dataset counts them.
    pub act: Option<MeasureId>,
    /// Rows for the states that did not ask, too.
    pub all_states: bool,
    /// The language of the notes that become contextual information.
    pub language: LanguageId,
    /// The page of the report, for the contextual information.
    pub page: String,
}

/// A finished file: its name and its bytes.
pub type File = (String, Vec<u8>);

/// The parts, in the order of their numbers.
pub fn parts(
    organisation: &OrganisationRecord,
    record: &ReportRecord,
    vocabulary: &Vocabulary,
    wanted: &Wanted<'_>,
) -> Vec<File> {
    let report = record.report();
    let (service, period) = (service(organisation, wanted), range(report.period));
    let plain = |part: Part| {
        let (header, rows) = part.records();
        file(
            part,
            &header,
            rows.into_iter()
                .map(|row| filled(&header, row, &service, &period))
                .collect(),
        )
    };
    let by_category = |part: Part| {
        let (header, rows) = part.records();
        let first = rows.into_iter().next().unwrap_or_default();
        let rows = categories_of(part).into_iter().map(|category| {
            let mut row = filled(&header, first.clone(), &service, &period);
            set(&mut row, 3, category.code);
            row
        });
        file(part, &header, rows.collect())
    };
    vec![
        summary(organisation, report, wanted, &service),
        plain(CATEGORIES),
        orders(report, vocabulary, wanted, &service),
        by_category(NOTICES),
        by_category(OWN_INITIATIVE_ILLEGAL),
        by_category(OWN_INITIATIVE_TERMS),
        plain(APPEALS),
        plain(AUTOMATED_MEANS),
        plain(HUMAN_RESOURCES),
        plain(RECIPIENTS),
        qualitative(wanted, &service, &period),
    ]
}

/// The name of the service: one report covers one.
pub fn service(organisation: &OrganisationRecord, wanted: &Wanted<'_>) -> String {
    wanted
        .facts
        .service
        .clone()
        .unwrap_or_else(|| organisation.organisation().name.clone())
}

/// `2025-01-01/2025-12-31`
pub fn range(period: Period) -> String {
    format!("{}/{}", period.first_day(), period.last_day())
}

fn set(row: &mut [String], column: usize, text: impl Into<String>) {
    if let Some(cell) = row.get_mut(column) {
        *cell = text.into();
    }
}

/// A row of Annex I with the service and the period, where its part has columns for them.
fn filled(header: &[String], mut row: Vec<String>, service: &str, period: &str) -> Vec<String> {
    for (name, text) in [("Service", service), ("Reporting period", period)] {
        if let Some(column) = header.iter().position(|column| column == name) {
            set(&mut row, column, text);
        }
    }
    row
}

/// CRLF and UTF-8, as RFC 4180 and the Regulation ask.
fn file(part: Part, header: &[String], rows: Vec<Vec<String>>) -> File {
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing into memory cannot fail, and every row has as many fields as the header.
    let _ = csv.write_record(header);
    for row in rows {
        let _ = csv.write_record(row);
    }
    (part.file_name(), csv.into_inner().unwrap_or_default())
}

fn summary(
    organisation: &OrganisationRecord,
    report: &Report,
    wanted: &Wanted<'_>,
    service: &str,
) -> File {
    let (header, rows) = SUMMARY.records();
    let values = [
        organisation.organisation().name.clone(),
        published(report, wanted)
            .map(|day| day.to_string())
            .unwrap_or_default(),
        wanted
            .facts
            .previous
            .map(|date| date.to_string())
            .unwrap_or_default(),
        report.period.first_day().to_string(),
        report.period.last_day().to_string(),
    ];
    let rows = rows.into_iter().zip(values).map(|(row, value)| {
        let mut row = filled(&header, row, service, "");
        set(&mut row, 3, value);
        row
    });
    file(SUMMARY, &header, rows.collect())
}

/// The day of publication: a year or a month alone is none.
pub fn published(report: &Report, wanted: &Wanted<'_>) -> Option<PartialDate> {
    let stated = wanted.facts.published.or(report.published);
    stated.filter(|date| matches!(date, PartialDate::Day(_)))
}

fn qualitative(wanted: &Wanted<'_>, service: &str, period: &str) -> File {
    let (header, rows) = QUALITATIVE.records();
    let mut texts = wanted.facts.texts.iter();
    let rows = rows.into_iter().map(|row| {
        let mut row = filled(&header, row, service, period);
        if row.first().is_some_and(|applies| applies == "All")
            && let Some(Some(text)) = texts.next()
        {
            set(&mut row, 4, text.clone());
        }
        row
    });
    file(QUALITATIVE, &header, rows.collect())
}

/// The columns of part 3.
const SCOPE: usize = 5;
const ACT: Columns = Columns {
    orders: 6,
    confirmed: 8,
    effected: 9,
    context: 13,
};
const PROVIDE: Columns = Columns {
    orders: 10,
    confirmed: 11,
    effected: 12,
    context: 17,
};

/// Where the orders of one article stand: their number, two medians, and the context of the number.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    pub(super) orders: usize,
    pub(super) confirmed: usize,
    pub(super) effected: usize,
    pub(super) context: usize,
}

pub(super) const ARTICLES: [Columns; 2] = [ACT, PROVIDE];

fn orders(report: &Report, vocabulary: &Vocabulary, wanted: &Wanted<'_>, service: &str) -> File {
    let (header, rows) = ORDERS.records();
    let blank = filled(
        &header,
        rows.into_iter().next().unwrap_or_default(),
        service,
        &range(report.period),
    );
    let provide = Article {
        columns: PROVIDE,
        report,
        wanted,
        bridge: bridge(report, vocabulary, &wanted.provide),
    };
    let act = wanted.act.as_ref().map(|measure| Article {
        columns: ACT,
        report,
        wanted,
        bridge: bridge(report, vocabulary, measure),
    });
    let articles: Vec<&Article<'_>> = act.iter().chain([&provide]).collect();
    let asked = |state: &State| articles.iter().any(|article| article.has_asked(*state));
    let scopes = states()
        .iter()
        .copied()
        .filter(|state| wanted.all_states || asked(state));
    let scopes = std::iter::once(None).chain(scopes.map(Some));
    let rows = scopes.flat_map(|scope| {
        categories_of(ORDERS)
            .into_iter()
            .map(|category| row(&blank, scope, &category, &articles))
            .collect::<Vec<_>>()
    });
    file(ORDERS, &header, rows.collect())
}

fn row(
    blank: &[String],
    scope: Option<State>,
    category: &Category,
    articles: &[&Article<'_>],
) -> Vec<String> {
    let mut row = blank.to_vec();
    set(&mut row, 3, category.code.clone());
    set(&mut row, SCOPE, scope.map_or("TOTAL", |state| state.code));
    for article in articles {
        if category.number == 0 {
            article.fill(&mut row, scope);
        } else if article.count(scope) == Some(0) {
            // None in all are none of each category; more than none were not counted by category.
            set(&mut row, article.columns.orders, "0");
        }
    }
    row
}

struct Article<'a> {
    columns: Columns,
    report: &'a Report,
    wanted: &'a Wanted<'a>,
    bridge: Bridge,
}

impl Article<'_> {
    fn heap(&self, state: State) -> Option<&Heap> {
        self.bridge
            .states
            .iter()
            .find(|(known, _)| *known == state)
            .map(|(_, heap)| heap)
    }

    fn has_asked(&self, state: State) -> bool {
        self.heap(state)
            .is_some_and(|heap| heap.count != Some(Interval::ZERO))
    }

    /// The number of a scope, if it is one. A state that is not in the data asked never, unless some orders of
    /// member states are of states that nobody named.
    fn count(&self, scope: Option<State>) -> Option<u64> {
        match scope {
            None => self.bridge.in_scope().and_then(Interval::exact),
            Some(state) => match self.heap(state) {
                Some(heap) => heap.count.and_then(Interval::exact),
                None => (!self.bridge.leaves_states_open()).then_some(0),
            },
        }
    }

    fn fill(&self, row: &mut [String], scope: Option<State>) {
        if let Some(count) = self.count(scope) {
            set(row, self.columns.orders, count.to_string());
        }
        set(row, self.columns.context, self.context(scope));
        let key = match scope {
            // A median of all is one of the member states' only if all are theirs.
            None => self
                .bridge
                .is_all_in_scope()
                .then(|| FigureKey::total(self.bridge.measure.clone())),
            Some(state) => self.heap(state).map(|heap| heap.key.clone()),
        };
        let median = key.and_then(|key| {
            self.report
                .medians
                .iter()
                .find(|median| median.figure == key)
        });
        if let Some(median) = median {
            for (column, hours) in [
                (self.columns.confirmed, median.confirmed),
                (self.columns.effected, median.effected),
            ] {
                set(
                    row,
                    column,
                    hours.map(|hours| hours.to_string()).unwrap_or_default(),
                );
            }
        }
    }

    /// What the number does not say. A sentence that the note has already is not said twice, so that a file which was
    /// read is written as it was.
    fn context(&self, scope: Option<State>) -> String {
        let key = match scope {
            None => FigureKey::total(self.bridge.measure.clone()),
            Some(state) => match self.heap(state) {
                Some(heap) => heap.key.clone(),
                None => return String::new(),
            },
        };
        let mut context = self.note(&key);
        let mut say = |sentence: String| {
            if !context.contains(&sentence) {
                context = format!("{context} {sentence}").trim_start().to_owned();
            }
        };
        let figure = self.report.figure(&key);
        let is_gap = match scope {
            None => self.bridge.whole_is_gap,
            Some(state) => self.heap(state).is_none_or(|heap| heap.is_gap),
        };
        if self.count(scope).is_none()
            && !is_gap
            && let Some(figure) = figure
        {
            say(format!("Stated as {}.", stated(&figure.stated)));
        }
        if scope.is_none() {
            let sum = |heaps: &[Heap]| {
                heaps
                    .iter()
                    .filter_map(|heap| heap.count)
                    .fold(Interval::ZERO, Interval::plus)
            };
            if let (Some(whole), outside) = (self.bridge.whole, sum(&self.bridge.outside))
                && outside != Interval::ZERO
            {
                say(format!(
                    "Requests in all: {whole}. From outside the European Union, and not counted here: {outside}. More: {}",
                    self.wanted.page
                ));
            }
            let unnamed = sum(&self.bridge.unnamed);
            if unnamed != Interval::ZERO {
                say(format!(
                    "From member states that the report does not name, and in no state's row: {unnamed}."
                ));
            }
        }
        context
    }

    fn note(&self, key: &FigureKey) -> String {
        let own = self
            .report
            .figure(key)
            .and_then(|figure| figure.note.as_ref());
        let subject = Subject::Figure(key.clone());
        let notes = self
            .report
            .notes
            .iter()
            .filter(|note| note.subject == subject)
            .map(|note| &note.text);
        let texts = own
            .into_iter()
            .chain(notes)
            .filter_map(|note| note.get(&self.wanted.language));
        texts.collect::<Vec<_>>().join(" ")
    }
}
