//! Identifiers: one type per kind of thing, so that a measure is never looked up as a breakdown.

use std::fmt;
use std::sync::Arc;

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $name(Arc::from(text))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

identifiers! {
    /// `received`, `rejected`: what is counted.
    MeasureId,
    /// `rejection_rate`: a ratio of two measures.
    RateId,
    /// `channel`, `type`: a way to split a measure.
    BreakdownId,
    /// `fax`: one part of a breakdown.
    CategoryId,
    /// `mailbox-org`: the organisation's directory under `content/`.
    OrganisationId,
    /// `report`: a source named in a dataset.
    SourceId,
    /// `channel_rule`: a break of an organisation's series.
    BreakId,
    /// `de`, `en`, `de-CH`: a BCP 47 language tag as `site.yaml` writes it.
    LanguageId,
}

/// Whether a text may be an identifier: lower-case ASCII letters, digits and `_`, not starting with a
/// digit, at most 64 characters. Identifiers become anchors, slugs and CSS-safe words unchanged.
pub fn is_identifier(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
