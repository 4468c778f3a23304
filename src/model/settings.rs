//! What `site.yaml` says of the site as a whole.

use std::collections::BTreeMap;

use super::identifier::{LanguageId, OrganisationId};
use super::localized::Localized;

/// An address with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedLink {
    pub label: String,
    pub url: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    pub title: Localized,
    /// Absolute, ends in `/`.
    pub base_url: String,
    /// The first is the default; never empty.
    pub languages: Vec<LanguageId>,
    /// `None`: a site about several organisations.
    pub publisher: Option<OrganisationId>,
    pub licence: Option<NamedLink>,
    /// An e-mail address.
    pub contact: Option<String>,
    pub imprint: BTreeMap<LanguageId, String>,
    pub privacy: BTreeMap<LanguageId, String>,
    pub theme: Option<String>,
    /// A sentence or two that stands on every page.
    pub notice: Localized,
    /// Who made the pages, where it is not the publisher: citations name it and not the publisher as author.
    pub compiled_by: Localized,
    /// Counts from one up to this are not to be published; `None`: all are.
    pub suppress_below: Option<u64>,
    /// `None`: DESIGN's rule by the size of the base.
    pub percent_decimals: Option<u8>,
    /// Old address to new.
    pub aliases: BTreeMap<String, String>,
}

impl Settings {
    /// Languages are never empty: `source::site` refuses a list without one.
    pub fn default_language(&self) -> &LanguageId {
        &self.languages[0]
    }
}
