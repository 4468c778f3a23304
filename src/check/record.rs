//! The sound site: what pages, charts and downloads are made from.

use std::collections::BTreeMap;

use crate::diagnostic::Span;
use crate::model::figure::FigureKey;
use crate::model::identifier::{BreakdownId, LanguageId, MeasureId, OrganisationId};
use crate::model::period::Period;
use crate::model::report::{Organisation, Report};
use crate::model::settings::Settings;
use crate::model::vocabulary::Vocabulary;
use crate::source::dataset::BreakdownGap;
use crate::source::{Attachment, PageSource, Text};

/// A site without an error in it. Its fields are private to `check`: nothing unchecked can become one.
#[derive(Debug, Clone)]
pub struct Record {
    pub(super) settings: Settings,
    pub(super) vocabulary: Vocabulary,
    pub(super) organisations: Vec<OrganisationRecord>,
    pub(super) pages: Vec<PageSource>,
}

#[derive(Debug, Clone)]
pub struct OrganisationRecord {
    pub(super) organisation: Organisation,
    pub(super) reports: Vec<ReportRecord>,
}

#[derive(Debug, Clone)]
pub struct ReportRecord {
    pub(super) report: Report,
    /// Where the dataset names its period.
    pub(super) period_at: Span,
    pub(super) narratives: BTreeMap<LanguageId, Text>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) breakdown_gaps: Vec<BreakdownGap>,
    /// Whether the dataset was read without an error.
    pub(super) complete: bool,
}

impl Record {
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The publisher first.
    pub fn organisations(&self) -> &[OrganisationRecord] {
        &self.organisations
    }

    pub fn pages(&self) -> &[PageSource] {
        &self.pages
    }

    pub fn organisation(&self, id: &OrganisationId) -> Option<&OrganisationRecord> {
        self.organisations
            .iter()
            .find(|record| record.organisation.id == *id)
    }
}

impl OrganisationRecord {
    pub fn organisation(&self) -> &Organisation {
        &self.organisation
    }

    /// In chronological order.
    pub fn reports(&self) -> &[ReportRecord] {
        &self.reports
    }

    /// The last report before a period that may be compared with it.
    pub fn previous(&self, period: Period) -> Option<&ReportRecord> {
        self.reports.iter().rfind(|record| {
            let other = record.report.period;
            other < period && other.is_comparable_with(period)
        })
    }

    /// Whether some report speaks of a measure: the glossary explains what is used.
    pub fn uses_measure(&self, measure: &MeasureId) -> bool {
        self.keys().any(|key| key.measure == *measure)
    }

    /// Whether some report speaks of a breakdown.
    pub fn uses_breakdown(&self, breakdown: &BreakdownId) -> bool {
        self.keys()
            .filter_map(|key| key.cell.as_ref())
            .any(|cell| cell.breakdown == *breakdown)
    }

    fn keys(&self) -> impl Iterator<Item = &FigureKey> {
        self.reports
            .iter()
            .flat_map(|record| record.report.figures.keys())
    }

    pub fn report(&self, period: Period) -> Option<&ReportRecord> {
        self.reports
            .iter()
            .find(|record| record.report.period == period)
    }
}

impl ReportRecord {
    pub fn report(&self) -> &Report {
        &self.report
    }

    pub fn narrative(&self, language: &LanguageId) -> Option<&Text> {
        self.narratives.get(language)
    }

    pub fn attachments(&self) -> &[Attachment] {
        &self.attachments
    }

    /// Breakdowns of which nothing is published, and why.
    pub fn breakdown_gaps(&self) -> &[BreakdownGap] {
        &self.breakdown_gaps
    }
}
