//! What a publisher does not have to type: the first site, and each further report.
//!
//! In: the answers to a few questions, or a site and a period. Out: files, as texts, that build without a change and
//! teach in their comments. A new report has the breakdowns of the last one and no value of it: every figure is
//! `pending`, and the report a draft, so that nothing of another year can be published by forgetting.
//!
//! **Must not enter:** a disk (whoever asked writes the files), a terminal.

pub mod report;
pub mod site;

/// One file, relative to the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub path: String,
    pub text: String,
}
