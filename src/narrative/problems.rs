//! Collecting diagnostics without letting a hostile file make millions of them.

use super::characters::visible;
use crate::diagnostic::{Check, Diagnostic, Group, Place, Severity};

pub static TOO_MANY_PROBLEMS: Check = Check {
    id: "too-many-problems",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A narrative with more problems than a list can usefully hold.",
    mend: "Mend the problems that are listed and build again; the others are listed then.",
};

/// Each diagnostic costs memory, and finding its line costs a walk through the file.
const LISTED: usize = 200;

#[derive(Debug, Default)]
pub struct Problems {
    listed: Vec<Diagnostic>,
    unlisted: usize,
    /// Where the first of those that are not listed stands.
    unlisted_at: Option<Place>,
    error: bool,
}

impl Problems {
    pub fn add(&mut self, mut diagnostic: Diagnostic) {
        self.error |= diagnostic.severity == Severity::Error;
        if self.listed.len() < LISTED {
            diagnostic.message = visible(&diagnostic.message);
            diagnostic.mend = visible(&diagnostic.mend);
            self.listed.push(diagnostic);
        } else {
            self.unlisted += 1;
            self.unlisted_at.get_or_insert(diagnostic.at);
        }
    }

    pub fn has_error(&self) -> bool {
        self.error
    }

    /// In the order of the file. A wrong link definition that is used twice is listed once.
    pub(super) fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.listed
            .sort_by(|a, b| a.at.cmp(&b.at).then(a.check.id.cmp(b.check.id)));
        self.listed.dedup();
        if let Some(at) = self.unlisted_at {
            let message = match self.unlisted {
                1 => "1 more problem is not listed".to_owned(),
                more => format!("{more} more problems are not listed"),
            };
            let mut rest = Diagnostic::new(&TOO_MANY_PROBLEMS, at, message).label("the first");
            if !self.error {
                rest.severity = Severity::Warning;
            }
            self.listed.push(rest);
        }
        self.listed
    }
}
