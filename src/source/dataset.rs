//! `content/ORGANISATION/PERIOD/data.yaml`: one report's figures as stated, not yet interpreted.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, FileId, Span, Spanned};
use crate::model::figure::{CategoryKey, FigureKey, Subject};
use crate::model::hours::Hours;
use crate::model::identifier::{BreakdownId, LanguageId, MeasureId, SourceId};
use crate::model::localized::Localized;
use crate::model::period::{PartialDate, Period};
use crate::model::report::{Acceptance, Median, Note, Source, State};
use crate::model::value::{Gap, Statement};
use crate::model::vocabulary::{Sums, Vocabulary};

use super::checks::{
    BAD_NAME, BAD_PERIOD, BLANK_VALUE, DUPLICATE_KEY, EMPTY_DATASET, MISSING_KEY, NUMBER_FORM,
    PERIOD_MISMATCH, UNKNOWN_FIGURE, UNKNOWN_KEY, UNKNOWN_MEASURE, UNKNOWN_SOURCE,
};
use super::fields::{self, Fields, unknown};
use super::names;
use super::statement::{self, Stated};
use super::yaml::{Kind, Node};

/// The keys of a dataset that are no measures.
pub const OWN_KEYS: [&str; 8] = [
    "period",
    "published",
    "state",
    "sources",
    "notes",
    "restatements",
    "accept",
    "median_hours",
];

/// The key of a measure that is no breakdown.
pub const TOTAL: &str = "total";

/// What a dataset is read against.
pub struct Context<'c> {
    pub languages: &'c [LanguageId],
    pub vocabulary: &'c Vocabulary,
    /// The dataset's own sources; filled before the figures are read.
    pub sources: Vec<Source>,
}

impl Context<'_> {
    /// A source id that `sources:` lists.
    pub fn source(&self, node: &Node, found: &mut Vec<Diagnostic>) -> Option<Spanned<SourceId>> {
        let name = Spanned {
            value: fields::label(node, "the id of a source", found)?,
            at: node.at,
        };
        let id = SourceId::from(name.value.as_str());
        if self.sources.iter().any(|source| source.id == id) {
            return Some(Spanned {
                value: id,
                at: node.at,
            });
        }
        let known = self.sources.iter().map(|source| source.id.as_str());
        found.push(unknown(
            &UNKNOWN_SOURCE,
            &name,
            &format!("there is no source `{}`", name.value),
            known,
        ));
        None
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct StatedFigure {
    pub key: FigureKey,
    pub stated: Stated,
}

#[derive(Debug, Clone, PartialEq)]
pub struct StatedRestatement {
    pub date: PartialDate,
    pub figure: Spanned<FigureKey>,
    pub was: Stated,
    pub now: Stated,
    pub source: Option<SourceId>,
    pub reason: Localized,
    pub at: Span,
}

/// A breakdown of which the source publishes nothing, for a reason.
#[derive(Debug, Clone, PartialEq)]
pub struct BreakdownGap {
    pub measure: MeasureId,
    pub breakdown: BreakdownId,
    pub gap: Gap,
    pub note: Option<Localized>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    pub file: FileId,
    pub period: Spanned<Period>,
    pub published: Option<Spanned<PartialDate>>,
    pub state: State,
    pub sources: Vec<Source>,
    pub figures: Vec<StatedFigure>,
    pub breakdown_gaps: Vec<BreakdownGap>,
    /// How a breakdown adds up, where the dataset says so itself.
    pub sums: BTreeMap<(MeasureId, BreakdownId), Sums>,
    /// Where the figures of a measure's breakdown begin, for diagnostics about the whole of it.
    pub places: BTreeMap<(MeasureId, BreakdownId), Span>,
    /// What is stated in a form that could not be read: no rule draws conclusions from its absence.
    pub unread: BTreeSet<Subject>,
    /// Whether nothing in the file is in error: only then an absence means something.
    pub complete: bool,
    pub notes: Vec<Note>,
    pub restatements: Vec<StatedRestatement>,
    pub acceptances: Vec<Acceptance>,
    pub medians: Vec<Median>,
}

/// Reads a dataset; `directory` is the period that its directory names.
pub fn read(
    file: FileId,
    node: &Node,
    directory: Period,
    languages: &[LanguageId],
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Option<Dataset> {
    if node.kind == Kind::Blank {
        found.push(
            Diagnostic::new(
                &EMPTY_DATASET,
                Span::new(file, 0..0),
                "this dataset is empty",
            )
            .label("nothing here")
            .expected("at least `period:`, `sources:` and one measure"),
        );
        return None;
    }
    let before = found.len();
    let mut keys = Fields::open(node, "the dataset", found)?;
    let period = keys
        .require("period", found)
        .and_then(|node| period(node, directory, found));
    let published = keys.get("published").and_then(|node| {
        let value = fields::date(node, found)?;
        Some(Spanned { value, at: node.at })
    });
    let state = keys.get("state").and_then(|node| {
        fields::choice(
            node,
            &[("final", State::Final), ("draft", State::Draft)],
            found,
        )
    });
    let mut context = Context {
        languages,
        vocabulary,
        sources: Vec::new(),
    };
    context.sources = keys
        .require("sources", found)
        .map(|node| sources(node, found))
        .unwrap_or_default();
    let (notes, restatements, accept) = (
        keys.get("notes"),
        keys.get("restatements"),
        keys.get("accept"),
    );
    let medians = keys.get("median_hours");

    let mut dataset = Dataset {
        file,
        period: period.unwrap_or(Spanned {
            value: directory,
            at: node.at,
        }),
        published,
        state: state.unwrap_or(State::Final),
        sources: Vec::new(),
        figures: Vec::new(),
        breakdown_gaps: Vec::new(),
        sums: BTreeMap::new(),
        places: BTreeMap::new(),
        unread: BTreeSet::new(),
        complete: true,
        notes: Vec::new(),
        restatements: Vec::new(),
        acceptances: Vec::new(),
        medians: Vec::new(),
    };
    let measures = keys.remaining();
    let empty = measures.is_empty();
    for (name, value) in measures {
        match names::measure(name, vocabulary) {
            Ok(known) => dataset.measure(&known.id, value, &context, found),
            Err(unknown_measure) => {
                // A mistyped `notes:` is no measure either: the nearest word decides what is said.
                let known = vocabulary
                    .measures
                    .iter()
                    .map(|m| m.id.as_str())
                    .chain(OWN_KEYS);
                found.push(
                    match crate::diagnostic::nearest(&name.value, known.clone()) {
                        _ if name.value == TOTAL => unknown_measure
                            .mend("write the total below its measure: received: {total: 133}"),
                        Some(near) if OWN_KEYS.contains(&near) => unknown(
                            &UNKNOWN_MEASURE,
                            name,
                            &format!("`{}` is neither a key nor a measure", name.value),
                            known,
                        ),
                        _ => *unknown_measure,
                    },
                );
            }
        }
    }
    if empty {
        let start = Span {
            end: node.at.start,
            ..node.at
        };
        found.push(
            Diagnostic::new(&EMPTY_DATASET, start, "this dataset has no figure")
                .label("no measure in this file"),
        );
    }
    if let Some(node) = notes {
        for item in fields::items(
            node,
            "a list of notes: [{figure: received, text: …}]",
            found,
        ) {
            dataset.notes.extend(note(item, &context, found));
        }
    }
    if let Some(node) = restatements {
        for item in fields::items(
            node,
            "a list of restatements: [{date: 2024, figure: rejected, was: 4, now: 10, reason: …}]",
            found,
        ) {
            dataset
                .restatements
                .extend(restatement(item, &context, found));
        }
    }
    if let Some(node) = accept {
        for item in fields::items(
            node,
            "a list of acceptances: [{check: identity, figure: received, note: …}]",
            found,
        ) {
            dataset
                .acceptances
                .extend(acceptance(item, &context, found));
        }
    }
    if let Some(node) = medians {
        for item in fields::items(
            node,
            "a list of medians: [{figure: received, confirmed: 0.5, effected: 31}]",
            found,
        ) {
            dataset.medians.extend(median(item, &context, found));
        }
    }
    dataset.sources = context.sources;
    dataset.complete = found.len() == before;
    Some(dataset)
}

impl Dataset {
    fn measure(
        &mut self,
        measure: &MeasureId,
        node: &Node,
        context: &Context<'_>,
        found: &mut Vec<Diagnostic>,
    ) {
        if statement::is_value(node) {
            let total = FigureKey::total(measure.clone());
            if count_for_total(node, context.vocabulary, found) {
                self.unread.insert(Subject::Figure(total));
            } else {
                self.value(total, node, context, found);
            }
            return;
        }
        let Some(mut keys) = Fields::open(node, "a measure", found) else {
            return;
        };
        if let Some(total) = keys.get(TOTAL) {
            self.value(FigureKey::total(measure.clone()), total, context, found);
        }
        for (name, value) in keys.remaining() {
            match names::breakdown(name, context.vocabulary) {
                Ok(breakdown) => {
                    let id = (measure.clone(), breakdown.id.clone());
                    self.places.insert(id, name.at);
                    self.breakdown(measure, breakdown, name.at, value, context, found);
                }
                Err(unknown) => found.push(misplaced(name, *unknown, context.vocabulary)),
            }
        }
    }

    fn breakdown(
        &mut self,
        measure: &MeasureId,
        breakdown: &crate::model::vocabulary::Breakdown,
        named: Span,
        node: &Node,
        context: &Context<'_>,
        found: &mut Vec<Diagnostic>,
    ) {
        const EXPECTED: &str = "the breakdown's categories with their counts, or a gap";
        let whole = Subject::Breakdown(measure.clone(), breakdown.id.clone());
        if node.kind == Kind::Blank {
            found.push(
                Diagnostic::new(&BLANK_VALUE, node.at, format!("`{whole}` has no value"))
                    .label("blank")
                    .expected(EXPECTED),
            );
            self.unread.insert(whole);
            return;
        }
        if statement::is_value(node) {
            let total = FigureKey::total(measure.clone());
            match statement::read(node, &total, context, found) {
                Some(Stated {
                    statement: Statement::Gap(gap),
                    note,
                    ..
                }) => self.breakdown_gaps.push(BreakdownGap {
                    measure: measure.clone(),
                    breakdown: breakdown.id.clone(),
                    gap,
                    note,
                }),
                Some(_) => {
                    fields::wrong_type(node, EXPECTED, found);
                    self.unread.insert(whole);
                }
                None => drop(self.unread.insert(whole)),
            }
            return;
        }
        let before = found.len();
        let Some(mut keys) = Fields::open(node, "a breakdown", found) else {
            return;
        };
        if found.len() > before {
            self.unread.insert(whole.clone());
        }
        if let Some(sums) = keys.get("sums") {
            let words: Vec<_> = Sums::ALL
                .into_iter()
                .map(|sums| (sums.word(), sums))
                .collect();
            if let Some(sums) = fields::choice(sums, &words, found) {
                self.sums
                    .insert((measure.clone(), breakdown.id.clone()), sums);
            }
        }
        let mut seen: BTreeMap<CategoryKey, Span> = BTreeMap::new();
        let categories = keys.remaining();
        if categories.is_empty() {
            found.push(
                Diagnostic::new(
                    &MISSING_KEY,
                    named,
                    format!("the breakdown `{}` has no category", breakdown.id),
                )
                .label("nothing in it")
                .mend("name its categories with their counts, or state a gap: not_published"),
            );
        }
        for (name, value) in categories {
            let category = match names::category_key(name, breakdown) {
                Ok(category) => category,
                Err(unknown) => {
                    found.push(*unknown);
                    self.unread.insert(whole.clone());
                    continue;
                }
            };
            // `fax+plain_email` and `plain_email+fax` are one key, which YAML cannot know.
            if let Some(first) = seen.insert(category.clone(), name.at) {
                found.push(
                    Diagnostic::new(
                        &DUPLICATE_KEY,
                        name.at,
                        format!("`{category}` stands here twice"),
                    )
                    .label("again")
                    .related(first, "first"),
                );
                self.unread.insert(whole.clone());
                continue;
            }
            let key = FigureKey::cell(measure.clone(), breakdown.id.clone(), category);
            self.value(key, value, context, found);
        }
    }

    fn value(
        &mut self,
        key: FigureKey,
        node: &Node,
        context: &Context<'_>,
        found: &mut Vec<Diagnostic>,
    ) {
        match statement::read(node, &key, context, found) {
            Some(stated) => self.figures.push(StatedFigure { key, stated }),
            None => {
                if let Some(cell) = &key.cell {
                    let breakdown = cell.breakdown.clone();
                    self.unread
                        .insert(Subject::Breakdown(key.measure.clone(), breakdown));
                }
                self.unread.insert(Subject::Figure(key));
            }
        }
    }
}

/// `{count: 133, channel: …}`: a value may not have breakdowns, a measure has a `total:`.
fn count_for_total(node: &Node, vocabulary: &Vocabulary, found: &mut Vec<Diagnostic>) -> bool {
    let Kind::Mapping(entries) = &node.kind else {
        return false;
    };
    let breakdown = entries
        .iter()
        .map(|(key, _)| key)
        .find(|key| names::breakdown(key, vocabulary).is_ok());
    let form = entries
        .iter()
        .map(|(key, _)| key)
        .find(|key| statement::FORMS.contains(&key.value.as_str()));
    let (Some(breakdown), Some(form)) = (breakdown, form) else {
        return false;
    };
    found.push(
        Diagnostic::new(
            &UNKNOWN_KEY,
            form.at,
            format!("`{}:` stands beside the breakdown `{}`", form.value, breakdown.value),
        )
        .label("a measure with breakdowns has a total")
        .related(breakdown.at, "a breakdown")
        .expected("`total:` beside the breakdowns")
        .mend("write the number as `total: 133`, or with all that belongs to it as `total: {count: 133, …}`"),
    );
    true
}

/// An unknown breakdown that is a category, or what belongs to a value.
fn misplaced(name: &Spanned<String>, unknown: Diagnostic, vocabulary: &Vocabulary) -> Diagnostic {
    let word = name.value.as_str();
    if statement::COMPANIONS.contains(&word) {
        return unknown.label("belongs to a value").mend(format!(
            "write it beside the count that it is about: total: {{count: 133, {word}: …}}"
        ));
    }
    let home = vocabulary.breakdowns.iter().find(|breakdown| {
        breakdown
            .categories
            .iter()
            .any(|category| category.id.as_str() == word)
    });
    match home {
        Some(breakdown) => unknown
            .label(format!("a category of `{}`", breakdown.id))
            .mend(format!(
                "write it one level deeper: {}: {{{word}: …}}",
                breakdown.id
            )),
        None => unknown,
    }
}

fn period(node: &Node, directory: Period, found: &mut Vec<Diagnostic>) -> Option<Spanned<Period>> {
    let text = fields::label(node, "a period such as 2023", found)?;
    let Some(period) = Period::parse(&text) else {
        found.push(
            Diagnostic::new(&BAD_PERIOD, node.at, format!("`{text}` is no period"))
                .label("not a period"),
        );
        return None;
    };
    if period != directory {
        found.push(
            Diagnostic::new(
                &PERIOD_MISMATCH,
                node.at,
                format!("this says {period}, but the directory says {directory}"),
            )
            .label("not the directory's period")
            .expected(directory.to_string()),
        );
    }
    Some(Spanned {
        value: period,
        at: node.at,
    })
}

/// A list of sources with ids of their own; the mapping of a table that is imported has one too.
pub fn sources(node: &Node, found: &mut Vec<Diagnostic>) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    let mut places: BTreeMap<SourceId, Span> = BTreeMap::new();
    let before = found.len();
    for item in fields::items(node, "a list of sources: [{id: report, title: …}]", found) {
        let Some(mut keys) = Fields::open(item, "a source", found) else {
            continue;
        };
        let id = keys.require("id", found).and_then(|node| {
            let id = fields::label(node, "a short id", found)?;
            let sound = id.starts_with(|c: char| c.is_ascii_lowercase())
                && id.chars().all(|c| {
                    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_')
                });
            if !sound {
                found.push(
                    Diagnostic::new(&BAD_NAME, node.at, format!("`{id}` cannot be an id"))
                        .label("not an id")
                        .mend("use lower-case letters, digits, - and _, beginning with a letter"),
                );
            }
            sound.then(|| Spanned {
                value: SourceId::from(id.as_str()),
                at: node.at,
            })
        });
        let title = keys
            .require("title", found)
            .and_then(|node| fields::label(node, "a title", found));
        let source = Source {
            id: id
                .as_ref()
                .map_or_else(|| SourceId::from(""), |id| id.value.clone()),
            title: title.unwrap_or_default(),
            publisher: keys
                .get("publisher")
                .and_then(|node| fields::label(node, "a name", found)),
            url: keys
                .get("url")
                .and_then(|node| fields::address(node, found)),
            published: keys
                .get("published")
                .and_then(|node| fields::date(node, found)),
            retrieved: keys
                .get("retrieved")
                .and_then(|node| fields::date(node, found)),
        };
        keys.finish(found);
        let Some(id) = id else { continue };
        match places.get(&id.value) {
            Some(first) => found.push(
                Diagnostic::new(
                    &DUPLICATE_KEY,
                    id.at,
                    format!("two sources have the id `{}`", id.value),
                )
                .label("again")
                .related(*first, "first"),
            ),
            None => {
                places.insert(id.value, id.at);
                sources.push(source);
            }
        }
    }
    if sources.is_empty() && found.len() == before {
        found.push(
            Diagnostic::new(&MISSING_KEY, node.at, "there is no source")
                .label("empty")
                .mend("name at least the report itself: {id: report, title: …, url: …}"),
        );
    }
    sources
}

fn note(item: &Node, context: &Context<'_>, found: &mut Vec<Diagnostic>) -> Option<Note> {
    let mut keys = Fields::open(item, "a note", found)?;
    let subject = keys
        .require("figure", found)
        .and_then(|node| subject(node, context, found));
    let text = keys
        .require("text", found)
        .map(|node| fields::localized(node, context.languages, found));
    keys.finish(found);
    let subject = subject?;
    Some(Note {
        subject: subject.value,
        text: text?,
        at: subject.at,
    })
}

fn restatement(
    item: &Node,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<StatedRestatement> {
    let mut keys = Fields::open(item, "a restatement", found)?;
    let date = keys
        .require("date", found)
        .and_then(|node| fields::date(node, found));
    let figure = keys.require("figure", found).and_then(|node| {
        let name = Spanned {
            value: fields::label(node, "the name of a figure", found)?,
            at: node.at,
        };
        let key = names::figure(&name, context.vocabulary)
            .map_err(|unknown| found.push(*unknown))
            .ok()?;
        Some(Spanned {
            value: key,
            at: node.at,
        })
    });
    let (was, now) = (keys.require("was", found), keys.require("now", found));
    let source = keys
        .get("source")
        .and_then(|node| context.source(node, found));
    let reason = keys
        .require("reason", found)
        .map(|node| fields::localized(node, context.languages, found));
    keys.finish(found);
    let figure = figure?;
    let was = statement::read(was?, &figure.value, context, found);
    let now = statement::read(now?, &figure.value, context, found);
    Some(StatedRestatement {
        date: date?,
        was: was?,
        now: now?,
        source: source.map(|source| source.value),
        reason: reason?,
        at: figure.at,
        figure,
    })
}

/// `{figure: received.origin.germany, confirmed: 0.5, effected: 31}`, both in hours.
fn median(item: &Node, context: &Context<'_>, found: &mut Vec<Diagnostic>) -> Option<Median> {
    let before = found.len();
    let mut keys = Fields::open(item, "a median", found)?;
    let figure = keys
        .require("figure", found)
        .and_then(|node| subject(node, context, found));
    let (confirmed, effected) = (keys.get("confirmed"), keys.get("effected"));
    keys.finish(found);
    if confirmed.is_none() && effected.is_none() && found.len() == before {
        found.push(
            Diagnostic::new(&MISSING_KEY, item.at, "this median says nothing")
                .label("neither `confirmed:` nor `effected:`")
                .mend("add the hours until the requests were confirmed or carried out, or remove the line"),
        );
    }
    let confirmed = confirmed.and_then(|node| hours(node, found));
    let effected = effected.and_then(|node| hours(node, found));
    let figure = figure?;
    let Subject::Figure(key) = figure.value else {
        found.push(
            Diagnostic::new(
                &UNKNOWN_FIGURE,
                figure.at,
                format!("`{}` is a breakdown, not a figure", figure.value),
            )
            .label("which part of it?"),
        );
        return None;
    };
    Some(Median {
        figure: key,
        confirmed,
        effected,
        at: figure.at,
    })
}

fn hours(node: &Node, found: &mut Vec<Diagnostic>) -> Option<Hours> {
    let Kind::Scalar { text, plain } = &node.kind else {
        fields::wrong_type(node, "a time in hours such as 31.5", found);
        return None;
    };
    let hours = Hours::parse(text).filter(|_| *plain);
    if hours.is_none() {
        let message = format!("`{text}` is no time in hours");
        found.push(
            Diagnostic::new(&NUMBER_FORM, node.at, message)
                .label("not hours")
                .expected("digits with a point and at most two decimals: 0.5, 31")
                .mend("write the median in hours: 90 minutes are 1.5; an answer within the minute is 0"),
        );
    }
    hours
}

fn acceptance(
    item: &Node,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Acceptance> {
    let mut keys = Fields::open(item, "an acceptance", found)?;
    let check = keys.require("check", found);
    let check = check
        .and_then(|node| fields::label(node, "the id of a check", found).map(|id| (id, node.at)));
    let subject = keys
        .require("figure", found)
        .and_then(|node| subject(node, context, found));
    let note = keys
        .require("note", found)
        .map(|node| fields::localized(node, context.languages, found));
    keys.finish(found);
    let (check, at) = check?;
    Some(Acceptance {
        check,
        subject: subject?.value,
        note: note?,
        at,
    })
}

fn subject(
    node: &Node,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Spanned<Subject>> {
    let name = Spanned {
        value: fields::label(node, "the name of a figure or breakdown", found)?,
        at: node.at,
    };
    let subject = names::subject(&name, context.vocabulary)
        .map_err(|unknown| found.push(*unknown))
        .ok()?;
    Some(Spanned {
        value: subject,
        at: node.at,
    })
}
