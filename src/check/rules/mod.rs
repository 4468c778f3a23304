//! One file per check of the figures. The order of the list is the order of the manual.
//!
//! A rule sees one report, resolved, with the others of its organisation beside it, and reports everything that it finds; whether an acceptance
//! silences it is not its business.

use crate::diagnostic::{Check, Diagnostic};
use crate::model::figure::{Figure, Subject};
use crate::model::identifier::{BreakdownId, MeasureId};
use crate::model::report::Report;
use crate::model::settings::Settings;
use crate::model::vocabulary::Vocabulary;
use crate::source::dataset::Dataset;

pub mod children_against_parent;
pub mod dates_out_of_order;
pub mod identity;
pub mod note_without_figure;
pub mod outlier;
pub mod part_exceeds_whole;
pub mod parts_against_total;
pub mod percentage_against_count;
pub mod percentage_fits_no_count;
pub mod percentage_without_base;
pub mod percentages_cannot_all_hold;
pub mod periods_against_year;
pub mod restatement_differs;
pub mod small_count;
pub mod suppressed_recomputable;

pub struct Rule {
    pub check: &'static Check,
    pub run: fn(&Examined<'_>, &mut Vec<Diagnostic>),
}

pub const RULES: &[Rule] = &[
    Rule {
        check: &percentage_fits_no_count::CHECK,
        run: percentage_fits_no_count::run,
    },
    Rule {
        check: &percentage_against_count::CHECK,
        run: percentage_against_count::run,
    },
    Rule {
        check: &percentage_without_base::CHECK,
        run: percentage_without_base::run,
    },
    Rule {
        check: &percentages_cannot_all_hold::CHECK,
        run: percentages_cannot_all_hold::run,
    },
    Rule {
        check: &parts_against_total::CHECK,
        run: parts_against_total::run,
    },
    Rule {
        check: &children_against_parent::CHECK,
        run: children_against_parent::run,
    },
    Rule {
        check: &part_exceeds_whole::CHECK,
        run: part_exceeds_whole::run,
    },
    Rule {
        check: &identity::CHECK,
        run: identity::run,
    },
    Rule {
        check: &periods_against_year::CHECK,
        run: periods_against_year::run,
    },
    Rule {
        check: &outlier::CHECK,
        run: outlier::run,
    },
    Rule {
        check: &small_count::CHECK,
        run: small_count::run,
    },
    Rule {
        check: &suppressed_recomputable::CHECK,
        run: suppressed_recomputable::run,
    },
    Rule {
        check: &dates_out_of_order::CHECK,
        run: dates_out_of_order::run,
    },
    Rule {
        check: &restatement_differs::CHECK,
        run: restatement_differs::run,
    },
    Rule {
        check: &note_without_figure::CHECK,
        run: note_without_figure::run,
    },
];

/// What a rule looks at.
pub struct Examined<'e> {
    pub dataset: &'e Dataset,
    pub report: &'e Report,
    pub vocabulary: &'e Vocabulary,
    pub settings: &'e Settings,
    /// All reports of the same organisation, this one among them, in chronological order.
    pub siblings: &'e [Report],
}

impl Examined<'_> {
    /// The reports around this one, so many to either side: of ten thousand, not each is compared with each.
    pub fn around(&self, reach: usize) -> impl Iterator<Item = &Report> {
        let own = self.report.period;
        let at = self.siblings.partition_point(|other| other.period < own);
        let begin = at.saturating_sub(reach);
        let end = (at + 1 + reach).min(self.siblings.len());
        let near = self.siblings.get(begin..end).unwrap_or_default();
        near.iter().filter(move |other| other.period != own)
    }

    /// The reports whose periods lie within this one's.
    pub fn inside(&self) -> impl Iterator<Item = &Report> {
        let own = self.report.period;
        let first = |other: &Report| other.period.first_day();
        let begin = self
            .siblings
            .partition_point(|other| first(other) < own.first_day());
        let end = self
            .siblings
            .partition_point(|other| first(other) <= own.last_day());
        let near = self.siblings.get(begin..end).unwrap_or_default();
        near.iter()
            .filter(move |other| other.period != own && other.period.last_day() <= own.last_day())
    }

    /// Whether a breakdown was read in full; only then its sum says something.
    pub fn has_read(&self, measure: &MeasureId, breakdown: &BreakdownId) -> bool {
        let whole = Subject::Breakdown(measure.clone(), breakdown.clone());
        !self.dataset.unread.contains(&whole)
    }

    /// Whether the dataset speaks of something, be it in a form that could not be read.
    pub fn has(&self, subject: &Subject) -> bool {
        self.dataset.unread.contains(subject)
            || match subject {
                Subject::Figure(key) => self.report.figure(key).is_some(),
                Subject::Breakdown(measure, breakdown) => self
                    .dataset
                    .places
                    .contains_key(&(measure.clone(), breakdown.clone())),
            }
    }
}

/// "133", "813 to 815 (2.32 % of 35083)": a figure's value for a caret.
pub fn describe(figure: &Figure) -> String {
    match (figure.value.count(), figure.stated.share()) {
        (Some(count), Some(share)) if count.exact().is_none() => {
            format!("{count} ({} % of {})", share.percent, share.of)
        }
        (Some(count), Some(share)) => format!("{count}, from {} %", share.percent),
        (Some(count), None) => count.to_string(),
        (None, _) => "not a count".to_owned(),
    }
}
