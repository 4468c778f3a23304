//! A text in the languages that the publisher wrote.

use std::collections::BTreeMap;

use super::identifier::LanguageId;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Localized(pub BTreeMap<LanguageId, String>);

impl Localized {
    pub fn get(&self, language: &LanguageId) -> Option<&str> {
        self.0.get(language).map(String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
