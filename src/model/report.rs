//! Organisations and their reports.

use std::collections::BTreeMap;

use crate::diagnostic::Span;

use super::breaks::Break;
use super::figure::{Figure, FigureKey, Subject};
use super::hours::Hours;
use super::identifier::{BreakdownId, MeasureId, OrganisationId, SourceId};
use super::localized::Localized;
use super::period::{PartialDate, Period};
use super::value::{Statement, Value};
use super::vocabulary::Sums;

/// Who receives requests.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    pub id: OrganisationId,
    pub name: String,
    pub former_names: Vec<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// What it provides, in the reader's words: "e-mail provider".
    pub kind: Localized,
    pub website: Option<String>,
    /// Where it publishes its own reports.
    pub reports: Option<String>,
    pub legal_context: Localized,
    /// In chronological order.
    pub breaks: Vec<Break>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub id: SourceId,
    pub title: String,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub published: Option<PartialDate>,
    pub retrieved: Option<PartialDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Final,
    Draft,
}

/// A remark published beside what it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub subject: Subject,
    pub text: Localized,
    pub at: Span,
}

/// How long the requests of a figure took, in the median. It cannot be computed from totals, so it is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Median {
    pub figure: FigureKey,
    /// Until the authority was told that its request had arrived.
    pub confirmed: Option<Hours>,
    /// Until the request was carried out.
    pub effected: Option<Hours>,
    pub at: Span,
}

/// A published figure that was changed afterwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Restatement {
    pub date: PartialDate,
    pub figure: FigureKey,
    pub was: Statement,
    pub was_value: Value,
    pub now: Statement,
    pub now_value: Value,
    /// Where the new value was given; `None` for the report's own source.
    pub source: Option<SourceId>,
    pub reason: Localized,
    pub at: Span,
}

/// An irregularity that is true, silenced with a published note.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptance {
    pub check: String,
    pub subject: Subject,
    pub note: Localized,
    pub at: Span,
}

/// One organisation × one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub organisation: OrganisationId,
    pub period: Period,
    pub published: Option<PartialDate>,
    pub state: State,
    /// The first is the report's own, which every figure without another takes.
    pub sources: Vec<Source>,
    pub figures: BTreeMap<FigureKey, Figure>,
    /// Where the dataset says otherwise than the vocabulary.
    pub sums: BTreeMap<(MeasureId, BreakdownId), Sums>,
    pub notes: Vec<Note>,
    pub restatements: Vec<Restatement>,
    pub acceptances: Vec<Acceptance>,
    pub medians: Vec<Median>,
}

impl Report {
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }

    pub fn figure(&self, key: &FigureKey) -> Option<&Figure> {
        self.figures.get(key)
    }
}
