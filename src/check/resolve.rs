//! From statements to values: percentages become the counts that fit, unknown cells what is left over.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::lookup;
use crate::model::figure::{Figure, FigureKey};
use crate::model::identifier::{BreakdownId, MeasureId};
use crate::model::interval::Interval;
use crate::model::report::{Report, Restatement};
use crate::model::value::{AsStated, Share, Statement, Status, Value};
use crate::model::vocabulary::{Sums, Vocabulary};
use crate::source::dataset::Dataset;

use super::nesting::{Group, Nesting};

/// Makes a report of a dataset. Nothing here can fail: what does not add up keeps the value that it has,
/// and the rules say so.
pub fn report(
    organisation: &crate::model::identifier::OrganisationId,
    dataset: &Dataset,
    vocabulary: &Vocabulary,
) -> Report {
    let statements: BTreeMap<&FigureKey, &Statement> = dataset
        .figures
        .iter()
        .map(|figure| (&figure.key, &figure.stated.statement))
        .collect();
    let default_source = dataset.sources.first().map(|source| source.id.clone());
    let mut figures = BTreeMap::new();
    for stated in &dataset.figures {
        let source = stated
            .stated
            .source
            .as_ref()
            .map(|source| source.value.clone())
            .or_else(|| default_source.clone());
        let Some(source) = source else { continue };
        let statement = &stated.stated.statement;
        let value = value(
            statement,
            &statements,
            &mut BTreeSet::from([stated.key.clone()]),
        );
        let rebuilt = matches!(statement, Statement::Share(_)) && value.count().is_some();
        let natural = if rebuilt {
            Status::Rebuilt
        } else {
            Status::Published
        };
        figures.insert(
            stated.key.clone(),
            Figure {
                key: stated.key.clone(),
                stated: statement.clone(),
                value,
                status: stated.stated.status.unwrap_or(natural),
                source,
                note: stated.stated.note.clone(),
                at: stated.stated.at,
            },
        );
    }
    let restatements = dataset.restatements.iter().map(|restatement| Restatement {
        date: restatement.date,
        figure: restatement.figure.value.clone(),
        was: restatement.was.statement.clone(),
        was_value: value(
            &restatement.was.statement,
            &statements,
            &mut BTreeSet::new(),
        ),
        now: restatement.now.statement.clone(),
        now_value: value(
            &restatement.now.statement,
            &statements,
            &mut BTreeSet::new(),
        ),
        source: restatement.source.clone(),
        reason: restatement.reason.clone(),
        at: restatement.at,
    });
    let mut report = Report {
        organisation: organisation.clone(),
        period: dataset.period.value,
        published: dataset.published.as_ref().map(|published| published.value),
        state: dataset.state,
        sources: dataset.sources.clone(),
        restatements: restatements.collect(),
        figures,
        sums: dataset.sums.clone(),
        notes: dataset.notes.clone(),
        acceptances: dataset.acceptances.clone(),
        medians: dataset.medians.clone(),
    };
    derive_unknown_cells(&mut report, vocabulary);
    report
}

/// The value of a statement; `open` are the figures whose value is being looked for, so that percentages
/// of each other end as shares only.
fn value(
    statement: &Statement,
    all: &BTreeMap<&FigureKey, &Statement>,
    open: &mut BTreeSet<FigureKey>,
) -> Value {
    let count = Value::Count;
    match statement {
        Statement::Count { count: n, .. } => count(Interval::exactly(*n)),
        Statement::Between { lower, upper } => {
            Interval::between(*lower, *upper).map_or(Value::AsStated(AsStated::NoFit), count)
        }
        Statement::AtMost(most) => count(Interval::at_most(*most)),
        Statement::AtLeast(least) => count(Interval::at_least(*least)),
        Statement::Either(readings) => {
            let readings = readings
                .iter()
                .map(|reading| Interval::exactly(reading.count));
            readings
                .reduce(Interval::hull)
                .map_or(Value::AsStated(AsStated::NoFit), count)
        }
        Statement::About {
            within: Some(range),
            ..
        } => count(*range),
        Statement::About { within: None, .. } => Value::AsStated(AsStated::About),
        Statement::Gap(gap) => Value::Gap(*gap),
        Statement::Share(Share { percent, of }) => {
            let base = match all.get(of) {
                Some(base) if open.insert(of.clone()) => value(base, all, open),
                _ => return Value::AsStated(AsStated::ShareOnly),
            };
            match base.count() {
                None => Value::AsStated(AsStated::ShareOnly),
                Some(base) => percent
                    .fits(base)
                    .map_or(Value::AsStated(AsStated::NoFit), count),
            }
        }
    }
}

/// SPEC section 3: the one unknown cell of a partition is what is left over; of two or more, each is
/// bounded by it. What the law or its smallness keeps back is left alone.
fn derive_unknown_cells(report: &mut Report, vocabulary: &Vocabulary) {
    for (measure, breakdown) in breakdowns(report) {
        if lookup::sums(report, vocabulary, &measure, &breakdown) != Sums::Partition {
            continue;
        }
        let Some(nesting) = Nesting::of(report, vocabulary, &measure, &breakdown) else {
            continue;
        };
        derive(report, &FigureKey::total(measure), &nesting.top);
        // A parent is known before its children are looked at: parents stand first.
        for (parent, children) in &nesting.families {
            derive(report, parent, children);
        }
    }
}

fn derive(report: &mut Report, whole: &FigureKey, group: &Group) {
    // Parts that overlap, or that are not all, add up to nothing.
    if !group.disjoint || !group.complete {
        return;
    }
    let Some(total) = report.figure(whole).and_then(|figure| figure.value.count()) else {
        return;
    };
    let mut known = Interval::ZERO;
    let mut unknown = Vec::new();
    for key in &group.parts {
        match report.figure(key).map(|figure| figure.value) {
            Some(Value::Count(count)) => known = known.plus(count),
            Some(Value::Gap(gap)) if gap.may_be_derived() => unknown.push(key),
            // Something is kept back or cannot be computed with: then nothing follows for the others.
            _ => return,
        }
    }
    let Some(rest) = total.minus(known) else {
        return;
    };
    let share = match unknown.len() {
        1 => rest,
        _ => rest
            .upper()
            .map_or(Interval::at_least(0), Interval::at_most),
    };
    for key in unknown {
        if let Some(figure) = report.figures.get_mut(key) {
            figure.value = Value::Count(share);
            figure.status = Status::Derived;
        }
    }
}

/// The breakdowns of which a report states some cell.
pub fn breakdowns(report: &Report) -> BTreeSet<(MeasureId, BreakdownId)> {
    report
        .figures
        .keys()
        .filter_map(|key| Some((key.measure.clone(), key.cell.as_ref()?.breakdown.clone())))
        .collect()
}
