//! The sound site: what pages, charts and downloads are made from.

use std::collections::BTreeMap;

use crate::model::identifier::{LanguageId, OrganisationId};
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
