//! What the references of narratives and pages mean: names and periods against the record.
//!
//! The same function serves the check and, later, the weaving, so that nothing can be woven that was not
//! checked.

use std::sync::LazyLock;

use crate::analysis::change::{Change, Incomparable, Proportion, RateChange, observe_rate};
use crate::analysis::decomposition::{MixAndWithin, WhyItMoved};
use crate::analysis::observation::{Observation, observe};
use crate::analysis::rate::Rate;
use crate::analysis::strata::{Indivisible, strata};
use crate::diagnostic::{Check, Diagnostic, Group, Severity, Span, Spanned, nearest};
use crate::model::breaks::Break;
use crate::model::figure::{FigureKey, Subject};
use crate::model::identifier::MeasureId;
use crate::model::interval::Interval;
use crate::model::localized::Localized;
use crate::model::period::Period;
use crate::model::report::{Report, State};
use crate::model::value::{Gap, Value};
use crate::model::vocabulary::{Breakdown, Category, Measure, RateDefinition, Vocabulary};
use crate::narrative::reference::Reference;
use crate::source::Text;
use crate::source::checks::UNKNOWN_MEASURE;
use crate::source::fields::unknown;
use crate::source::names;
use crate::source::vocabulary::built_in;

use super::record::{OrganisationRecord, Record, ReportRecord};

pub static REFERENCE_TO_GAP: Check = Check {
    id: "reference-to-gap",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A reference to a figure that has no count: a gap, a value shown only as stated, or nothing at all.",
    mend: "write the sentence without the figure, or state the figure in the dataset",
};

pub static UNKNOWN_REFERENCE_PERIOD: Check = Check {
    id: "unknown-report",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A reference to a period without a report.",
    mend: "name a period that has a report; without the argument, the report's own is meant",
};

pub static UNKNOWN_RATE: Check = Check {
    id: "unknown-rate",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A rate that the vocabulary does not have.",
    mend: "correct the spelling, or declare the rate in content/vocabulary.yaml",
};

pub static PERIODS_NOT_COMPARABLE: Check = Check {
    id: "periods-not-comparable",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A change between periods of unlike kinds or lengths, from a period to itself, or backwards.",
    mend: "name an earlier period of the same kind",
};

pub static REFERENCE_ACROSS_BREAK: Check = Check {
    id: "reference-across-break",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A change across a break of the series without despite_break=true, or with it where no break lies.",
    mend: "add despite_break=true: the change is then shown with the break's name beside it",
};

pub static UNKNOWN_TERM: Check = Check {
    id: "unknown-term",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A term that is no measure, rate or category of the vocabulary, or more than one of them.",
    mend: "correct the spelling, or write the word without a reference",
};

pub static TERM_NOT_IN_GLOSSARY: Check = Check {
    id: "term-not-in-glossary",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A term that the glossary does not explain: it has no definition, or no report uses it.",
    mend: "write the word without a reference",
};

pub const CHECKS: &[&Check] = &[
    &REFERENCE_TO_GAP,
    &UNKNOWN_REFERENCE_PERIOD,
    &UNKNOWN_RATE,
    &PERIODS_NOT_COMPARABLE,
    &REFERENCE_ACROSS_BREAK,
    &UNKNOWN_TERM,
    &TERM_NOT_IN_GLOSSARY,
];

/// What a reference stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Target<'r> {
    /// A figure with a count.
    Number(Box<Observation<'r>>),
    Rate {
        part: Interval,
        whole: Interval,
        rate: Rate,
    },
    Change {
        figure: FigureKey,
        from: &'r Report,
        to: &'r Report,
        /// Whether the author allowed a break; exactly then there is one in `change`.
        despite_break: bool,
        change: Box<Change<'r>>,
    },
    Points {
        rate: &'r RateDefinition,
        from: &'r Report,
        to: &'r Report,
        despite_break: bool,
        change: Box<RateChange<'r>>,
    },
    Why {
        rate: &'r RateDefinition,
        from: &'r Report,
        to: &'r Report,
        despite_break: bool,
        split: Split<'r>,
    },
    Chart {
        report: &'r Report,
        subject: Subject,
    },
    Table {
        report: &'r Report,
        subject: Subject,
    },
    /// A sentence about one report's figure or rate; both have their counts.
    Finding {
        report: &'r Report,
        subject: FindingSubject<'r>,
    },
    Term(Term<'r>),
    /// A quotation, as it is.
    Said(String),
    /// A figure of a draft that is not known yet.
    Pending,
}

/// A change in its parts.
#[derive(Debug, Clone, PartialEq)]
pub enum Split<'r> {
    /// Of a count: what follows from the number of cases, and what from the rate.
    Count {
        part: Box<Change<'r>>,
        whole: Box<Change<'r>>,
        why: WhyItMoved,
    },
    /// Of a rate: what follows from the mix of a breakdown's categories, and what from the rates within them.
    Rate {
        breakdown: &'r Breakdown,
        change: Box<RateChange<'r>>,
        why: Box<MixAndWithin>,
    },
}

impl Split<'_> {
    fn breaks(&self) -> &[&Break] {
        match self {
            Split::Count { part, .. } => part.breaks(),
            Split::Rate { change, .. } => change.breaks(),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum FindingSubject<'r> {
    Figure(FigureKey),
    Rate(&'r RateDefinition),
}

/// A word of the glossary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Term<'r> {
    Measure(&'r Measure),
    Rate(&'r RateDefinition),
    Category(&'r Breakdown, &'r Category),
}

impl<'r> Term<'r> {
    /// The word's anchor on the page with the glossary.
    pub fn anchor(self) -> &'r str {
        match self {
            Term::Measure(measure) => measure.id.as_str(),
            Term::Rate(rate) => rate.id.as_str(),
            Term::Category(_, category) => category.id.as_str(),
        }
    }
}

/// Reports what references mean nothing.
pub fn run(record: &Record, diagnostics: &mut Vec<Diagnostic>) {
    for organisation in record.organisations() {
        for report in organisation.reports() {
            for text in report.narratives.values() {
                examine(record, organisation, Some(report), text, diagnostics);
            }
        }
    }
    if let Some(publisher) = record.organisations().first() {
        for text in record.pages().iter().flat_map(|page| page.texts.values()) {
            examine(record, publisher, None, text, diagnostics);
        }
    }
}

fn examine(
    record: &Record,
    organisation: &OrganisationRecord,
    report: Option<&ReportRecord>,
    text: &Text,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // What could not be read is no gap, and is said already.
    let complete = organisation.reports.iter().all(|report| report.complete);
    let about_what_is_there = [REFERENCE_TO_GAP.id, TERM_NOT_IN_GLOSSARY.id];
    let period = report.map(|report| report.report.period);
    for reference in text.document.references() {
        if let Err(diagnostic) = target(reference, record.vocabulary(), organisation, period)
            && (complete || !about_what_is_there.contains(&diagnostic.check.id))
        {
            diagnostics.push(*diagnostic);
        }
    }
}

/// The target of a reference on a page about `period`; a page about none has to name one.
pub fn target<'r>(
    reference: &Spanned<Reference>,
    vocabulary: &'r Vocabulary,
    organisation: &'r OrganisationRecord,
    period: Option<Period>,
) -> Result<Target<'r>, Box<Diagnostic>> {
    resolved(reference, vocabulary, organisation, period).or_else(|refused| {
        let own = period.and_then(|period| organisation.report(period));
        match own.is_some_and(|own| waits_for_a_figure(&own.report, &refused)) {
            true => Ok(Target::Pending),
            false => Err(refused),
        }
    })
}

/// A draft's text may name figures that are still to come; no report can be final and do so.
fn waits_for_a_figure(report: &Report, refused: &Diagnostic) -> bool {
    let pending = |place: Span| {
        let mut figures = report.figures.values();
        figures.any(|figure| figure.at == place && figure.value == Value::Gap(Gap::Pending))
    };
    report.state == State::Draft && refused.related.iter().any(|cause| pending(cause.at))
}

fn resolved<'r>(
    reference: &Spanned<Reference>,
    vocabulary: &'r Vocabulary,
    organisation: &'r OrganisationRecord,
    period: Option<Period>,
) -> Result<Target<'r>, Box<Diagnostic>> {
    let at = reference.at;
    match &reference.value {
        Reference::Number {
            figure,
            period: named,
        } => {
            let key = names::figure(figure, vocabulary)?;
            let report = &find_report(organisation, named.as_ref(), period, at)?.report;
            count_of(&key, report, vocabulary, figure.at)?;
            let observation = observe(report, vocabulary, &key);
            Ok(Target::Number(Box::new(observation)))
        }
        Reference::Rate {
            rate: name,
            period: named,
        } => {
            let definition = rate_definition(name, vocabulary)?;
            let report = &find_report(organisation, named.as_ref(), period, at)?.report;
            let (part, whole, rate) = rate_of(definition, report, vocabulary, name.at)?;
            Ok(Target::Rate { part, whole, rate })
        }
        Reference::Change {
            figure,
            from,
            period: named,
            despite_break,
        } => {
            let key = names::figure(figure, vocabulary)?;
            let ends = Ends::find(organisation, from, named.as_ref(), period, at)?;
            let (from, to) = (&ends.from.report, &ends.to.report);
            let breaks = &organisation.organisation.breaks;
            let change = Change::between((from, &key), (to, &key), breaks, vocabulary)
                .map_err(|why| ends.refuse(why, figure, organisation))?;
            ends.ask_for_permission(*despite_break, change.breaks(), figure, at)?;
            Ok(Target::Change {
                figure: key,
                from,
                to,
                despite_break: despite_break.is_some(),
                change: Box::new(change),
            })
        }
        Reference::Points {
            rate: name,
            from,
            period: named,
            despite_break,
        } => {
            let rate = rate_definition(name, vocabulary)?;
            let ends = Ends::find(organisation, from, named.as_ref(), period, at)?;
            let (from, to) = (&ends.from.report, &ends.to.report);
            let breaks = &organisation.organisation.breaks;
            let share = Proportion::of_rate(rate);
            let change = RateChange::between((from, &share), (to, &share), breaks, vocabulary)
                .map_err(|why| ends.refuse(why, name, organisation))?;
            ends.ask_for_permission(*despite_break, change.breaks(), name, at)?;
            Ok(Target::Points {
                rate,
                from,
                to,
                despite_break: despite_break.is_some(),
                change: Box::new(change),
            })
        }
        Reference::Why {
            rate: name,
            by,
            from,
            period: named,
            despite_break,
        } => {
            let rate = rate_definition(name, vocabulary)?;
            let by = by.as_ref();
            let by = by
                .map(|by| names::breakdown(by, vocabulary).map(|known| (known, by.at)))
                .transpose()?;
            let ends = Ends::find(organisation, from, named.as_ref(), period, at)?;
            let split = ends.split(rate, by, name, organisation, vocabulary)?;
            ends.ask_for_permission(*despite_break, split.breaks(), name, at)?;
            Ok(Target::Why {
                rate,
                from: &ends.from.report,
                to: &ends.to.report,
                despite_break: despite_break.is_some(),
                split,
            })
        }
        Reference::Chart { name } => {
            let subject = names::subject(name, vocabulary)?;
            let report = own_report(organisation, period, at)?;
            shown(&subject, report, name.at)?;
            Ok(Target::Chart { report, subject })
        }
        Reference::Table { subject: name } => {
            let subject = names::subject(name, vocabulary)?;
            let report = own_report(organisation, period, at)?;
            shown(&subject, report, name.at)?;
            Ok(Target::Table { report, subject })
        }
        Reference::Finding { subject: name } => {
            let subject = finding_subject(name, vocabulary)?;
            let report = own_report(organisation, period, at)?;
            match &subject {
                FindingSubject::Figure(key) => {
                    count_of(key, report, vocabulary, name.at)?;
                }
                FindingSubject::Rate(rate) => {
                    rate_of(rate, report, vocabulary, name.at)?;
                }
            }
            Ok(Target::Finding { report, subject })
        }
        Reference::Term { name } => term(name, vocabulary, organisation).map(Target::Term),
        Reference::Said { words } => Ok(Target::Said(words.value.clone())),
    }
}

fn count_of(
    key: &FigureKey,
    report: &Report,
    vocabulary: &Vocabulary,
    at: Span,
) -> Result<Interval, Box<Diagnostic>> {
    observe(report, vocabulary, key)
        .count()
        .ok_or_else(|| Box::new(no_count(key, report, at)))
}

fn rate_definition<'v>(
    name: &Spanned<String>,
    vocabulary: &'v Vocabulary,
) -> Result<&'v RateDefinition, Box<Diagnostic>> {
    vocabulary
        .rates
        .iter()
        .find(|rate| rate.id.as_str() == name.value)
        .ok_or_else(|| {
            let known = vocabulary.rates.iter().map(|rate| rate.id.as_str());
            Box::new(unknown(
                &UNKNOWN_RATE,
                name,
                &format!("there is no rate `{}`", name.value),
                known,
            ))
        })
}

/// A rate's part, its whole, and their ratio.
fn rate_of(
    definition: &RateDefinition,
    report: &Report,
    vocabulary: &Vocabulary,
    at: Span,
) -> Result<(Interval, Interval, Rate), Box<Diagnostic>> {
    let [part, whole] = [&definition.part, &definition.whole].map(|measure| {
        let key = FigureKey::total(measure.clone());
        count_of(&key, report, vocabulary, at)
            .map_err(|gap| Box::new(gap.label(format!("needs `{key}`"))))
    });
    let (part, whole) = (part?, whole?);
    // A published percentage keeps its own interval, which the observation knows.
    match observe_rate(report, vocabulary, &Proportion::of_rate(definition)).rate {
        Some(rate) => Ok((part, whole, rate)),
        None => Err(Box::new(
            Diagnostic::new(
                &REFERENCE_TO_GAP,
                at,
                format!("{part} of {whole} is no rate"),
            )
            .label(format!("undefined in {}", report.period)),
        )),
    }
}

/// The two reports of a change, and where each was named.
struct Ends<'r> {
    from: &'r ReportRecord,
    to: &'r ReportRecord,
    from_at: Span,
    /// In the reference, or in the dataset of the report that the text belongs to.
    to_at: Span,
}

impl<'r> Ends<'r> {
    fn find(
        organisation: &'r OrganisationRecord,
        from: &Spanned<String>,
        named: Option<&Spanned<String>>,
        own: Option<Period>,
        at: Span,
    ) -> Result<Ends<'r>, Box<Diagnostic>> {
        let to = find_report(organisation, named, own, at)?;
        Ok(Ends {
            from: find_report(organisation, Some(from), None, at)?,
            to,
            from_at: from.at,
            to_at: named.map_or(to.period_at, |named| named.at),
        })
    }

    /// Why there is no change, with both places.
    fn refuse(
        &self,
        why: Incomparable,
        name: &Spanned<String>,
        organisation: &OrganisationRecord,
    ) -> Box<Diagnostic> {
        let (from, to) = (self.from.report.period, self.to.report.period);
        let refused = |message: String, labels: [String; 2]| {
            let [label, other] = labels;
            Diagnostic::new(&PERIODS_NOT_COMPARABLE, self.from_at, message)
                .label(label)
                .expected(earlier(organisation, to))
                .related(self.to_at, other)
        };
        Box::new(match why {
            Incomparable::Kinds(..) => refused(
                format!("{from} and {to} do not compare"),
                [kind(from), kind(to)],
            ),
            Incomparable::SamePeriod(_) => refused(
                format!("a change from {from} to {to}"),
                ["the earlier period".to_owned(), "the later one".to_owned()],
            ),
            Incomparable::WrongOrder(..) => refused(
                format!("{from} is not before {to}"),
                ["the earlier period".to_owned(), "the later one".to_owned()],
            )
            .expected("the earlier period as `from`")
            .mend(format!("write from=\"{to}\", period=\"{from}\"")),
            Incomparable::Gap(key, period) => {
                let (record, at) = match period == self.from.report.period {
                    true => (self.from, self.from_at),
                    false => (self.to, name.at),
                };
                let diagnostic = no_count(&key, &record.report, at);
                match diagnostic.related.is_empty() {
                    true => diagnostic.related(record.period_at, "this report"),
                    false => diagnostic,
                }
            }
            Incomparable::Undefined(_, period) => Diagnostic::new(
                &REFERENCE_TO_GAP,
                name.at,
                format!("`{}` is undefined in {period}", name.value),
            )
            .label("a share of nothing"),
            // Both ends are of one organisation and have one name.
            Incomparable::Organisations(..)
            | Incomparable::Measures(_)
            | Incomparable::Shares(_)
            | Incomparable::Units(..) => refused(
                format!("`{}` is not the same in {from} and {to}", name.value),
                [String::new(), String::new()],
            ),
        })
    }

    /// The parts of a change, or why it has none: with the figure that is in the way, where it is stated.
    fn split(
        &self,
        rate: &'r RateDefinition,
        by: Option<(&'r Breakdown, Span)>,
        name: &Spanned<String>,
        organisation: &'r OrganisationRecord,
        vocabulary: &'r Vocabulary,
    ) -> Result<Split<'r>, Box<Diagnostic>> {
        let (from, to) = (&self.from.report, &self.to.report);
        let breaks = &organisation.organisation.breaks;
        let Some((breakdown, by_at)) = by else {
            let change = |measure: &MeasureId| {
                let key = FigureKey::total(measure.clone());
                Change::between((from, &key), (to, &key), breaks, vocabulary)
                    .map_err(|why| self.refuse(why, name, organisation))
            };
            let (part, whole) = (change(&rate.part)?, change(&rate.whole)?);
            return match WhyItMoved::of(&part, &whole) {
                Some(why) => Ok(Split::Count {
                    part: Box::new(part),
                    whole: Box::new(whole),
                    why,
                }),
                None => {
                    let mut keys = [part.from(), whole.from(), part.to(), whole.to()].into_iter();
                    let inexact = keys.find(|end| end.count().and_then(Interval::exact).is_none());
                    let inexact = inexact.unwrap_or(whole.from());
                    let at = inexact.figure.map_or(self.to_at, |figure| figure.at);
                    Err(Box::new(undivided(name, name.at, at)))
                }
            };
        };
        let share = Proportion::of_rate(rate);
        let change = RateChange::between((from, &share), (to, &share), breaks, vocabulary)
            .map_err(|why| self.refuse(why, name, organisation))?;
        let parts = strata([from, to], vocabulary, rate, &breakdown.id);
        let parts = parts.map_err(|why| match why {
            Indivisible::Gap(key, period) => {
                self.refuse(Incomparable::Gap(key, period), name, organisation)
            }
            Indivisible::Range(key, period) => {
                let ends = [self.from, self.to];
                let report = ends.into_iter().find(|end| end.report.period == period);
                let figure = report.and_then(|end| end.report.figure(&key));
                let at = figure.map_or(self.to_at, |figure| figure.at);
                Box::new(undivided(name, by_at, at))
            }
            Indivisible::Unspoken(measure, _, period) => self.uncrossed(
                format!(
                    "the report {period} does not speak of `{measure}.{}`",
                    breakdown.id
                ),
                (by_at, period),
            ),
            Indivisible::NoPartition(measure, _, period) => self.uncrossed(
                format!(
                    "the parts of `{measure}.{}` do not make up the whole in {period}",
                    breakdown.id
                ),
                (by_at, period),
            ),
        })?;
        match MixAndWithin::of(&parts) {
            Some(why) => Ok(Split::Rate {
                breakdown,
                change: Box::new(change),
                why: Box::new(why),
            }),
            None => Err(Box::new(undivided(name, by_at, self.to_at))),
        }
    }

    /// A breakdown that one of the two reports does not cross the rate with.
    fn uncrossed(&self, message: String, (at, period): (Span, Period)) -> Box<Diagnostic> {
        let ends = [self.from, self.to];
        let report = ends.into_iter().find(|end| end.report.period == period);
        let diagnostic = Diagnostic::new(&REFERENCE_TO_GAP, at, message)
            .label("nothing to divide by")
            .expected("a breakdown that both reports state of the rate's part and of its whole, cell by cell");
        Box::new(match report {
            Some(report) => diagnostic.related(report.period_at, "this report"),
            None => diagnostic,
        })
    }

    /// A difference across a break needs the author's word; the word without a break would hide the next one.
    fn ask_for_permission(
        &self,
        despite_break: Option<Span>,
        breaks: &[&Break],
        name: &Spanned<String>,
        at: Span,
    ) -> Result<(), Box<Diagnostic>> {
        let (from, to) = (self.from.report.period, self.to.report.period);
        match (despite_break, breaks) {
            (Some(_), [_, ..]) | (None, []) => Ok(()),
            (None, breaks) => {
                let ids: Vec<String> = breaks.iter().map(|one| format!("`{}`", one.id)).collect();
                let lie = match ids.as_slice() {
                    [id] => format!("the break {id} lies"),
                    ids => format!("the breaks {} lie", ids.join(", ")),
                };
                let diagnostic = Diagnostic::new(
                    &REFERENCE_ACROSS_BREAK,
                    at,
                    format!(
                        "`{}` of {from} and of {to} do not compare: {lie} between them",
                        name.value
                    ),
                )
                .label("across a break")
                .expected("a change within one rule, or despite_break=true");
                Err(Box::new(
                    breaks.iter().fold(diagnostic, |diagnostic, one| {
                        diagnostic.related(one.at, format!("from {} on", one.date))
                    }),
                ))
            }
            (Some(permission), []) => Err(Box::new(
                Diagnostic::new(
                    &REFERENCE_ACROSS_BREAK,
                    permission,
                    format!("no break of `{}` lies between {from} and {to}", name.value),
                )
                .label("not needed")
                .expected("no `despite_break`")
                .mend("leave `despite_break` out, so that a break that is added later is noticed"),
            )),
        }
    }
}

/// The periods from which a change to this one can be asked for.
fn earlier(organisation: &OrganisationRecord, to: Period) -> String {
    let periods = organisation
        .reports
        .iter()
        .map(|record| record.report.period);
    let earlier: Vec<String> = periods
        .filter(|period| *period < to && period.is_comparable_with(to))
        .map(|period| period.to_string())
        .collect();
    match earlier.as_slice() {
        [] => format!("a period that compares with {to}, of which there is no earlier report"),
        earlier => format!("one of {}", earlier.join(", ")),
    }
}

/// For a caret: "a year".
fn kind(period: Period) -> String {
    match period {
        Period::Year(_) => "a year".to_owned(),
        Period::Half(..) => "half a year".to_owned(),
        Period::Quarter(..) => "a quarter".to_owned(),
        Period::Free(first, last) => {
            format!("{} days", last.number() - first.number() + 1)
        }
    }
}

fn finding_subject<'v>(
    name: &Spanned<String>,
    vocabulary: &'v Vocabulary,
) -> Result<FindingSubject<'v>, Box<Diagnostic>> {
    let rates = || vocabulary.rates.iter().map(|rate| rate.id.as_str());
    if let Some(rate) = vocabulary
        .rates
        .iter()
        .find(|rate| rate.id.as_str() == name.value)
    {
        return Ok(FindingSubject::Rate(rate));
    }
    let measures = || {
        vocabulary
            .measures
            .iter()
            .map(|measure| measure.id.as_str())
    };
    if !name.value.contains('.') && !measures().any(|id| id == name.value) {
        return Err(Box::new(unknown(
            &UNKNOWN_MEASURE,
            name,
            &format!("there is no measure or rate `{}`", name.value),
            measures().chain(rates()),
        )));
    }
    names::figure(name, vocabulary).map(FindingSubject::Figure)
}

/// What every site explains without saying so.
static BUILT_IN: LazyLock<Vocabulary> = LazyLock::new(built_in);

/// The glossary explains what the organisation's reports use; so a word that it does not explain is refused here
/// instead of becoming a link that leads nowhere.
fn term<'r>(
    name: &Spanned<String>,
    vocabulary: &'r Vocabulary,
    organisation: &OrganisationRecord,
) -> Result<Term<'r>, Box<Diagnostic>> {
    let measures = vocabulary.measures.iter().map(Term::Measure);
    let rates = vocabulary.rates.iter().map(Term::Rate);
    let categories = vocabulary.breakdowns.iter().flat_map(|breakdown| {
        let categories = breakdown.categories.iter();
        categories.map(move |category| Term::Category(breakdown, category))
    });
    let all: Vec<Term<'r>> = measures.chain(rates).chain(categories).collect();
    let named: Vec<Term<'r>> = all
        .iter()
        .copied()
        .filter(|term| term.anchor() == name.value)
        .collect();
    let used: Vec<Term<'r>> = named
        .iter()
        .copied()
        .filter(|term| match term {
            Term::Measure(measure) => organisation.uses_measure(&measure.id),
            Term::Rate(_) => true,
            Term::Category(breakdown, _) => organisation.uses_breakdown(&breakdown.id),
        })
        .collect();
    match (named.as_slice(), used.as_slice()) {
        ([], _) => Err(Box::new(no_term(name, vocabulary, &all))),
        (_, []) => Err(Box::new(
            Diagnostic::new(
                &TERM_NOT_IN_GLOSSARY,
                name.at,
                format!(
                    "no report of {} says anything of `{}`",
                    organisation.organisation.name, name.value
                ),
            )
            .label("not in the glossary")
            .expected("a word that the reports use"),
        )),
        (_, [term]) if !is_defined(*term) => Err(Box::new(
            Diagnostic::new(
                &TERM_NOT_IN_GLOSSARY,
                name.at,
                format!("`{}` has no definition", name.value),
            )
            .label("not in the glossary")
            .expected("a word with a `definition:` in content/vocabulary.yaml")
            .mend("add the definition, or write the word without a reference"),
        )),
        (_, [term]) => Ok(*term),
        (_, several) => {
            let meanings: Vec<String> = several.iter().map(|term| meaning(*term)).collect();
            Err(Box::new(
                Diagnostic::new(
                    &UNKNOWN_TERM,
                    name.at,
                    format!(
                        "`{}` has more than one meaning: {}",
                        name.value,
                        meanings.join(", ")
                    ),
                )
                .label("which of them?")
                .expected("a name that means one thing, for it is an anchor of the glossary")
                .mend("write the word without a reference, or give your own category another name"),
            ))
        }
    }
}

fn meaning(term: Term<'_>) -> String {
    match term {
        Term::Measure(_) => "a measure".to_owned(),
        Term::Rate(_) => "a rate".to_owned(),
        Term::Category(breakdown, _) => format!("a category of `{}`", breakdown.id),
    }
}

/// By the publisher, or by the language files, which define all that is built in.
fn is_defined(term: Term<'_>) -> bool {
    let own = |definition: &Localized| !definition.is_empty();
    match term {
        Term::Measure(measure) => {
            own(&measure.definition.first) || BUILT_IN.measure(&measure.id).is_some()
        }
        Term::Rate(rate) => BUILT_IN.rate(&rate.id).is_some(),
        Term::Category(breakdown, category) => {
            let built_in = || BUILT_IN.breakdown(&breakdown.id)?.category(&category.id);
            own(&category.definition) || built_in().is_some()
        }
    }
}

fn no_term(name: &Spanned<String>, vocabulary: &Vocabulary, all: &[Term<'_>]) -> Diagnostic {
    let breakdown = vocabulary
        .breakdowns
        .iter()
        .find(|breakdown| breakdown.id.as_str() == name.value);
    let message = match breakdown {
        Some(_) => format!("`{}` is a breakdown, not one of its categories", name.value),
        None => format!("there is no term `{}`", name.value),
    };
    // Not the whole vocabulary: that is a list of fifty words.
    let expected = match breakdown {
        Some(breakdown) => {
            let categories: Vec<&str> = breakdown
                .categories
                .iter()
                .map(|category| category.id.as_str())
                .collect();
            format!("a category, such as {}", categories.join(", "))
        }
        None => "the name of a measure, a rate or a category".to_owned(),
    };
    let diagnostic = Diagnostic::new(&UNKNOWN_TERM, name.at, message).expected(expected);
    match nearest(&name.value, all.iter().map(|term| term.anchor())) {
        Some(near) if breakdown.is_none() => diagnostic.label(format!("did you mean `{near}`?")),
        _ => diagnostic.label("no term"),
    }
}

/// A chart or table has to have something in it.
fn shown(subject: &Subject, report: &Report, at: Span) -> Result<(), Box<Diagnostic>> {
    let any = report.figures.values().any(|figure| match subject {
        Subject::Figure(key) => figure.key == *key,
        Subject::Breakdown(measure, breakdown) => {
            figure.key.measure == *measure
                && figure
                    .key
                    .cell
                    .as_ref()
                    .is_some_and(|cell| cell.breakdown == *breakdown)
        }
    });
    match (any, subject) {
        (true, Subject::Figure(FigureKey { cell: Some(_), .. })) => Err(Box::new(
            Diagnostic::new(&REFERENCE_TO_GAP, at, "a single category has no chart or table of its own")
                .label("one category")
                .mend("name the whole breakdown, such as received.channel, or a measure, such as received"),
        )),
        (true, _) => Ok(()),
        (false, _) => Err(Box::new(
            Diagnostic::new(&REFERENCE_TO_GAP, at, format!("the report {} says nothing of {subject}", report.period)).label("nothing to show")
                .mend("delete the chart or table, or state the figures in the dataset"),
        )),
    }
}

/// Parts of a change of ranges would be ranges that do not add up.
fn undivided(name: &Spanned<String>, at: Span, inexact: Span) -> Diagnostic {
    let message = format!(
        "the change of `{}` has no parts that can be told",
        name.value
    );
    Diagnostic::new(&REFERENCE_TO_GAP, at, message)
        .label("why did it move?")
        .related(inexact, "not one number, or none to divide by")
        .expected("counts that are one number each")
}

fn no_count(key: &FigureKey, report: &Report, at: Span) -> Diagnostic {
    let message = match report.figure(key) {
        Some(_) => format!("`{key}` has no count in {}", report.period),
        None => format!("the report {} does not speak of `{key}`", report.period),
    };
    let diagnostic = Diagnostic::new(&REFERENCE_TO_GAP, at, message).label("no count");
    match report.figure(key) {
        Some(figure) => diagnostic.related(figure.at, "stated here"),
        None => diagnostic,
    }
}

/// Charts, tables and findings show the report that they stand in.
fn own_report(
    organisation: &OrganisationRecord,
    own: Option<Period>,
    at: Span,
) -> Result<&Report, Box<Diagnostic>> {
    if own.is_none() {
        return Err(Box::new(
            Diagnostic::new(&UNKNOWN_REFERENCE_PERIOD, at, "this page is about no period")
                .label("of which period?")
                .mend("move it into the narrative of a report; a page can only name numbers, rates and changes, with their periods"),
        ));
    }
    find_report(organisation, None, own, at).map(|record| &record.report)
}

fn find_report<'r>(
    organisation: &'r OrganisationRecord,
    named: Option<&Spanned<String>>,
    own: Option<Period>,
    at: Span,
) -> Result<&'r ReportRecord, Box<Diagnostic>> {
    let known: Vec<String> = organisation
        .reports()
        .iter()
        .map(|record| record.report.period.to_string())
        .collect();
    let (wanted, at) = match (named, own) {
        (Some(name), _) => (Period::parse(&name.value), name.at),
        (None, Some(period)) => (Some(period), at),
        (None, None) => {
            return Err(Box::new(
                Diagnostic::new(
                    &UNKNOWN_REFERENCE_PERIOD,
                    at,
                    "this page is about no period",
                )
                .label("of which period?")
                .mend(format!(
                    "add the period, as in period=\"{}\"",
                    known.first().map_or("2023", String::as_str)
                )),
            ));
        }
    };
    let report = wanted.and_then(|period| organisation.report(period));
    report.ok_or_else(|| {
        let name = named.map_or_else(
            || wanted.map(|period| period.to_string()).unwrap_or_default(),
            |name| name.value.clone(),
        );
        // The nearest period is no guess at what was meant: 2022 is no slip of the pen for 2023.
        Box::new(
            Diagnostic::new(
                &UNKNOWN_REFERENCE_PERIOD,
                at,
                format!("there is no report for `{name}`"),
            )
            .label("unknown")
            .expected(format!("one of {}", known.join(", "))),
        )
    })
}
