//! Rows of our own to datasets: what each row must have been stated as.
//!
//! A row holds the result (`lower`, `upper`) and the words of the source (`stated`), and what the dataset said
//! follows from both. Where a row leaves it open, such as what a percentage is of, the statement is taken that gives
//! this row; and `prove` exports the dataset again and compares, so that nothing rests on a guess.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::observation::base_of;
use crate::diagnostic::{Diagnostic, Place, Span, Spanned};
use crate::model::figure::{FigureKey, Subject};
use crate::model::identifier::{BreakdownId, MeasureId};
use crate::model::interval::Interval;
use crate::model::localized::Localized;
use crate::model::period::{PartialDate, Period};
use crate::model::report::State;
use crate::model::value::{Gap, Statement, Status};
use crate::model::vocabulary::{Sums, Vocabulary};
use crate::source::names;

use super::checks::{TABLE_NOT_LOSSLESS, TABLE_ROW_TWICE, TABLE_VALUE};
use super::draft::{Accepted, Draft, Median, Restated, Value};
use super::json;
use super::rows::Read;
use super::sources::{from_rows, named, source_of};
use super::stated::{self, within};
use super::table::MOST_PROBLEMS;

/// What the caller knows and a CSV does not say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told {
    /// When the figures were restated that the table says were.
    pub restated_on: Option<PartialDate>,
    /// Whether notes are left out, because they are in one language of several.
    pub without_notes: bool,
}

/// One dataset for each period in the rows, in the order of the periods.
pub fn drafts(
    reads: &[&Read],
    reports: &[json::Report],
    told: Told,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Vec<Draft> {
    let mut periods: BTreeMap<Period, Vec<&Read>> = BTreeMap::new();
    let before = found.len();
    for read in reads {
        if found.len() - before >= MOST_PROBLEMS {
            break;
        }
        match Period::parse(&read.row.period) {
            Some(period) => periods.entry(period).or_default().push(read),
            None => found.push(refuse(read, &format!("`{}` is no period", read.row.period))),
        }
    }
    let drafts = periods.into_iter().map(|(period, reads)| {
        let name = period.to_string();
        let organisation = reads.first().map_or("", |read| &read.row.organisation);
        let report = reports
            .iter()
            .find(|report| report.organisation == organisation && report.period == name);
        draft(period, &reads, report, told, vocabulary, found)
    });
    drafts.collect()
}

fn refuse(read: &Read, message: &str) -> Diagnostic {
    Diagnostic::new(
        &TABLE_VALUE,
        read.at.clone(),
        format!("{}: {message}", read.named),
    )
}

fn draft(
    period: Period,
    reads: &[&Read],
    report: Option<&json::Report>,
    told: Told,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Draft {
    let before = found.len();
    let keyed: Vec<(FigureKey, &Read)> = reads
        .iter()
        .filter(|read| read.row.breakdown.is_empty() || !read.row.category.is_empty())
        .map_while(|read| {
            // One slip in the vocabulary is one in every row.
            let few = found.len() - before < MOST_PROBLEMS;
            few.then(|| Some((key(read, vocabulary, found)?, *read)))
        })
        .flatten()
        .collect();
    let intervals: BTreeMap<&FigureKey, Interval> = keyed
        .iter()
        .filter_map(|(key, read)| Some((key, interval(read)?)))
        .collect();
    let sources = report.map_or_else(|| from_rows(reads), named);
    let mut draft = Draft::new(period, sources);
    if let Some(report) = report {
        beside(report, &mut draft, vocabulary, reads, found);
    } else {
        draft.remarks.push("Read back from a table of klartext's. The title of a source is its address there: complete it.".to_owned());
    }
    let mut first: BTreeMap<&FigureKey, &Read> = BTreeMap::new();
    for (key, read) in &keyed {
        if found.len() - before >= MOST_PROBLEMS {
            break;
        }
        if let Some(earlier) = first.insert(key, read) {
            let message = format!(
                "{}: `{key}` stands in {} already",
                read.named, earlier.named
            );
            found.push(Diagnostic::new(&TABLE_ROW_TWICE, read.at.clone(), message).label("again"));
            continue;
        }
        let Some(mut value) = value(key, read, &intervals, vocabulary, found) else {
            continue;
        };
        value.source = source_of(&read.row.source, &draft.sources);
        let notes = own_notes(
            read,
            &Subject::Figure(key.clone()),
            &draft,
            report.is_some(),
        );
        if let Some(was) = restated_from(key, read, vocabulary, found) {
            restate(
                key, read, was, &mut value, notes, told, report, &mut draft, found,
            );
        } else if !told.without_notes {
            value.note = notes.first().cloned();
            let more = notes
                .into_iter()
                .skip(1)
                .map(|note| (Subject::Figure(key.clone()), note));
            draft.notes.extend(more);
        }
        draft.figures.insert(key.clone(), value);
    }
    for read in reads
        .iter()
        .filter(|read| !read.row.breakdown.is_empty() && read.row.category.is_empty())
    {
        if let Some(((measure, breakdown), gap)) = breakdown_gap(read, vocabulary, found) {
            let subject = Subject::Breakdown(measure.clone(), breakdown.clone());
            let note = own_notes(read, &subject, &draft, report.is_some())
                .into_iter()
                .next();
            let note = note.filter(|_| !told.without_notes);
            draft.gaps.insert((measure, breakdown), (gap, note));
        }
    }
    draft
}

fn interval(read: &Read) -> Option<Interval> {
    match (read.row.lower?, read.row.upper) {
        (lower, None) => Some(Interval::at_least(lower)),
        (lower, Some(upper)) => Interval::between(lower, upper),
    }
}

fn place(read: &Read) -> Span {
    match &read.at {
        Place::Span(span) => *span,
        Place::Path(_) => Span::new(crate::diagnostic::FileId(u32::MAX), 0..0),
    }
}

fn key(read: &Read, vocabulary: &Vocabulary, found: &mut Vec<Diagnostic>) -> Option<FigureKey> {
    let row = &read.row;
    let name = match row.breakdown.is_empty() {
        true => row.measure.clone(),
        false => format!("{}.{}.{}", row.measure, row.breakdown, row.category),
    };
    figure(&name, read, vocabulary, found)
}

fn figure(
    name: &str,
    read: &Read,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Option<FigureKey> {
    let at = place(read);
    names::figure(
        &Spanned {
            value: name.to_owned(),
            at: Span {
                end: at.start,
                ..at
            },
        },
        vocabulary,
    )
    .map_err(|unknown| {
        found.push(Diagnostic {
            at: read.at.clone(),
            message: format!("{}: {}", read.named, unknown.message),
            ..*unknown
        });
    })
    .ok()
}

fn breakdown_gap(
    read: &Read,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Option<((MeasureId, BreakdownId), Gap)> {
    let name = format!("{}.{}", read.row.measure, read.row.breakdown);
    let at = place(read);
    let subject = names::subject(
        &Spanned {
            value: name,
            at: Span {
                end: at.start,
                ..at
            },
        },
        vocabulary,
    );
    let subject = subject
        .map_err(|unknown| {
            found.push(Diagnostic {
                at: read.at.clone(),
                ..*unknown
            });
        })
        .ok()?;
    let gap = Gap::from_word(read.row.status);
    if gap.is_none() {
        found.push(refuse(
            read,
            "a row with a breakdown and no category is a gap, and this one has another status",
        ));
    }
    match subject {
        Subject::Breakdown(measure, breakdown) => Some(((measure, breakdown), gap?)),
        Subject::Figure(_) => None,
    }
}

/// The value that gives this row.
fn value(
    key: &FigureKey,
    read: &Read,
    intervals: &BTreeMap<&FigureKey, Interval>,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Option<Value> {
    let row = &read.row;
    let range = interval(read);
    let status = Status::from_word(row.status);
    if row.stated.is_empty() {
        // Computed by whoever compiled the dataset: the source wrote nothing.
        let statement = match range.map(|range| (range.lower(), range.upper())) {
            Some((lower, Some(upper))) if lower == upper => Statement::Count {
                count: lower,
                printed: None,
            },
            Some((lower, Some(upper))) => Statement::Between { lower, upper },
            Some((lower, None)) => Statement::AtLeast(lower),
            None => {
                found.push(refuse(
                    read,
                    &format!("`{key}` has neither bounds nor words of its source"),
                ));
                return None;
            }
        };
        return Some(Value {
            status,
            ..Value::plain(statement)
        });
    }
    let of = percentage_of(key, read, range, intervals, vocabulary);
    let Some(statement) = stated::parse(&row.stated, of.as_ref()) else {
        found.push(
            refuse(read, &format!("`{}` is no form in which klartext writes what a source stated", row.stated))
                .expected("a count, `27.1 %`, `0 to 499`, `at most 5`, `at least 1`, `18 or 37`, `about 40`, or a gap"),
        );
        return None;
    };
    let statement = within(statement, range);
    let natural = match &statement {
        Statement::Share(_) if range.is_some() => Status::Rebuilt,
        _ => Status::Published,
    };
    // A gap that klartext filled from the others is stated as the gap that it is.
    let own = status.filter(|status| *status != natural && !matches!(statement, Statement::Gap(_)));
    Some(Value {
        status: own,
        ..Value::plain(statement)
    })
}

/// What the percentage of a row is of: its natural base, unless only another figure gives this row.
fn percentage_of(
    key: &FigureKey,
    read: &Read,
    range: Option<Interval>,
    intervals: &BTreeMap<&FigureKey, Interval>,
    vocabulary: &Vocabulary,
) -> Option<FigureKey> {
    let natural = base_of(vocabulary, key);
    let probe = FigureKey::total(key.measure.clone());
    let percent = match stated::parse(&read.row.stated, Some(&probe))? {
        Statement::Share(share)
        | Statement::Count {
            printed: Some(share),
            ..
        } => share.percent,
        _ => return natural,
    };
    let gives = |of: &FigureKey| match (intervals.get(of), range) {
        (Some(base), Some(range)) => percent.fits(*base).is_some_and(|fits| {
            fits == range || range.exact().is_some_and(|count| fits.contains(count))
        }),
        // Shown as stated: the base is no count, or no whole number fits.
        (base, None) => base.is_none_or(|base| percent.fits(*base).is_none()),
        (None, Some(_)) => false,
    };
    let fits_exactly = |of: &&FigureKey| {
        let base = intervals.get(*of);
        base.and_then(|base| percent.fits(*base)) == range
    };
    match natural.filter(|of| gives(of)) {
        Some(natural) => Some(natural),
        None => {
            let others = || {
                intervals
                    .keys()
                    .copied()
                    .filter(|of| *of != key && gives(of))
            };
            others()
                .find(fits_exactly)
                .or_else(|| others().next())
                .cloned()
                // Where nothing gives it, the dataset accepts the irregularity of its source.
                .or_else(|| base_of(vocabulary, key))
        }
    }
}

fn restated_from(
    key: &FigureKey,
    read: &Read,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Option<Statement> {
    if read.row.restated_from.is_empty() {
        return None;
    }
    let was = stated::parse(&read.row.restated_from, base_of(vocabulary, key).as_ref());
    if was.is_none() {
        found.push(refuse(
            read,
            &format!(
                "`{}` is no form in which klartext writes a figure",
                read.row.restated_from
            ),
        ));
    }
    was
}

#[expect(
    clippy::too_many_arguments,
    reason = "a restatement brings together a row, its dataset and what the caller told"
)]
fn restate(
    key: &FigureKey,
    read: &Read,
    was: Statement,
    value: &mut Value,
    notes: Vec<Localized>,
    told: Told,
    report: Option<&json::Report>,
    draft: &mut Draft,
    found: &mut Vec<Diagnostic>,
) {
    let name = key.to_string();
    let known = report.and_then(|report| report.restatements.iter().find(|one| one.figure == name));
    let date = known
        .and_then(|one| PartialDate::parse(&one.date))
        .or(told.restated_on);
    let reason = match known {
        Some(one) => {
            value.note = notes.first().cloned();
            Some(json::localized(&one.reason))
        }
        // In a CSV the reason is a part of the note, and nothing tells the two apart.
        None => notes.into_iter().next(),
    };
    let (Some(date), Some(reason)) = (date, reason) else {
        let message = format!(
            "{}: `{key}` was restated (from {}), and a CSV does not say when",
            read.named, read.row.restated_from
        );
        found.push(
            Diagnostic::new(&TABLE_NOT_LOSSLESS, read.at.clone(), message)
                .label("restated")
                .mend("import the JSON of the same report, or say when with --restated-on DATE; the note is the reason"),
        );
        return;
    };
    let now = Value {
        source: value.source.clone(),
        ..Value::plain(value.statement.clone())
    };
    draft.restated.push(Restated {
        date,
        figure: key.clone(),
        was,
        now,
        reason,
    });
}

/// The notes of a row that stand beside the figure itself, not under `notes`, `accept` or `restatements`.
fn own_notes(read: &Read, subject: &Subject, draft: &Draft, beside: bool) -> Vec<Localized> {
    let notes = &read.row.notes;
    if !beside {
        return notes.clone();
    }
    let elsewhere = draft.notes.iter().filter(|(of, _)| of == subject).count()
        + draft
            .accepted
            .iter()
            .filter(|one| one.subject == *subject)
            .count()
        + usize::from(!read.row.restated_from.is_empty());
    // Own, notes, accepted, restated: `export::row` writes them in this order, and a figure has one of its own.
    notes
        .iter()
        .take(notes.len().saturating_sub(elsewhere).min(1))
        .cloned()
        .collect()
}

/// What the JSON says beside its rows.
fn beside(
    report: &json::Report,
    draft: &mut Draft,
    vocabulary: &Vocabulary,
    reads: &[&Read],
    found: &mut Vec<Diagnostic>,
) {
    let Some(first) = reads.first() else { return };
    let at = Span {
        end: place(first).start,
        ..place(first)
    };
    let mut subject = |name: &str| {
        let name = Spanned {
            value: name.to_owned(),
            at,
        };
        names::subject(&name, vocabulary)
            .map_err(|unknown| found.push(*unknown))
            .ok()
    };
    draft.published = report.published.as_deref().and_then(PartialDate::parse);
    draft.state = if report.draft {
        State::Draft
    } else {
        State::Final
    };
    for note in &report.notes {
        draft
            .notes
            .extend(subject(&note.figure).map(|of| (of, json::localized(&note.text))));
    }
    for one in &report.accepted {
        draft
            .accepted
            .extend(subject(&one.figure).map(|subject| Accepted {
                check: one.check.clone(),
                subject,
                note: json::localized(&one.note),
            }));
    }
    for (name, sums) in &report.sums {
        if let (Some(Subject::Breakdown(measure, breakdown)), Some(sums)) =
            (subject(name), Sums::from_word(sums))
        {
            draft.sums.insert((measure, breakdown), sums);
        }
    }
    for median in &report.median_hours {
        let hours = [
            ("confirmed", &median.confirmed),
            ("effected", &median.effected),
        ];
        let hours = hours
            .into_iter()
            .filter_map(|(name, hours)| Some((name, hours.clone()?)))
            .collect();
        if let Some(Subject::Figure(figure)) = subject(&median.figure) {
            draft.medians.push(Median { figure, hours });
        }
    }
}

/// The names of organisations in the rows.
pub fn organisations(reads: &[Read]) -> BTreeSet<&str> {
    reads
        .iter()
        .map(|read| read.row.organisation.as_str())
        .collect()
}
