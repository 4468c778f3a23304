//! One figure with its share: the atom that pages, charts and downloads all show.

use crate::model::figure::{Figure, FigureKey};
use crate::model::interval::Interval;
use crate::model::percent::Percent;
use crate::model::report::Report;
use crate::model::value::{AsStated, Statement, Status, Value};
use crate::model::vocabulary::{Unit, Vocabulary};

use super::lookup::{Found, find};
use super::rate::{Rate, published, rate};

/// What a figure is a share of, and how large a share.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareOf {
    pub base: FigureKey,
    pub base_count: Interval,
    /// `None` where it is undefined (0 of 0) or not known.
    pub rate: Option<Rate>,
    /// The percentage as the source printed it, where that is all there is.
    pub printed: Option<Percent>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Observation<'r> {
    pub key: FigureKey,
    pub unit: Unit,
    /// `None`: the report's sources do not speak of it.
    pub value: Option<Value>,
    /// A sum of stated parts counts as derived.
    pub status: Option<Status>,
    /// The figure as stated, unless it is a sum or absent.
    pub figure: Option<&'r Figure>,
    /// What a sum is made of.
    pub parts: Vec<&'r Figure>,
    pub share: Option<ShareOf>,
}

impl Observation<'_> {
    pub fn count(&self) -> Option<Interval> {
        self.value.and_then(Value::count)
    }

    /// Whether anything is said about it: a count, or something shown as stated.
    pub fn is_known(&self) -> bool {
        matches!(self.value, Some(Value::Count(_) | Value::AsStated(_)))
    }
}

/// The observation of a figure in a report, whether the report states it or not.
pub fn observe<'r>(
    report: &'r Report,
    vocabulary: &Vocabulary,
    key: &FigureKey,
) -> Observation<'r> {
    let found = find(report, vocabulary, key);
    let value = found.value();
    let (figure, parts, status) = match found {
        Found::Stated(figure) => (Some(figure), Vec::new(), Some(figure.status)),
        Found::Summed { parts, .. } => (None, parts, Some(Status::Derived)),
        Found::Absent => (None, Vec::new(), None),
    };
    let unit = vocabulary
        .measure(&key.measure)
        .map_or(Unit::Requests, |measure| measure.unit);
    let share = value.and_then(|value| share_of(report, vocabulary, key, value, figure));
    Observation {
        key: key.clone(),
        unit,
        value,
        status,
        figure,
        parts,
        share,
    }
}

/// A cell is a share of its total; a total of what its measure is a part of.
pub fn base_of(vocabulary: &Vocabulary, key: &FigureKey) -> Option<FigureKey> {
    match key.cell {
        Some(_) => Some(key.to_total()),
        None => vocabulary
            .base_of(&key.measure)
            .map(|base| FigureKey::total(base.clone())),
    }
}

fn share_of(
    report: &Report,
    vocabulary: &Vocabulary,
    key: &FigureKey,
    value: Value,
    figure: Option<&Figure>,
) -> Option<ShareOf> {
    let base = base_of(vocabulary, key)?;
    let base_count = find(report, vocabulary, &base).count()?;
    let stated = figure.and_then(|figure| match &figure.stated {
        Statement::Share(share) if share.of == base => Some(share.percent),
        _ => None,
    });
    let rate = match value {
        // A published percentage keeps its own interval: hull over hull would widen it.
        Value::Count(count) if count.exact().is_none() && stated.is_some() => {
            stated.and_then(published)
        }
        Value::Count(count) => rate(count, base_count),
        Value::AsStated(_) | Value::Gap(_) => None,
    };
    let as_printed = matches!(
        value,
        Value::AsStated(AsStated::NoFit | AsStated::ShareOnly)
    );
    Some(ShareOf {
        base,
        base_count,
        rate,
        printed: stated.filter(|_| as_printed),
    })
}
