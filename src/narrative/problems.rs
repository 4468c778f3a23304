//! Collecting diagnostics without letting a hostile file make millions of them.

use super::Origin;
use super::characters::visible;
use crate::diagnostic::{Check, Diagnostic, Group, Severity};

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
        }
    }

    pub fn has_error(&self) -> bool {
        self.error
    }

    /// In the order of the file. A wrong link definition that is used twice is listed once.
    pub(super) fn into_sorted(mut self, origin: Origin) -> Vec<Diagnostic> {
        self.listed
            .sort_by(|a, b| a.at.cmp(&b.at).then(a.check.id.cmp(b.check.id)));
        self.listed.dedup();
        if self.unlisted > 0 {
            let mut rest = Diagnostic::new(
                &TOO_MANY_PROBLEMS,
                origin.span(0..0),
                format!("{} more problems are not listed", self.unlisted),
            );
            if !self.error {
                rest.severity = Severity::Warning;
            }
            self.listed.push(rest);
        }
        self.listed
    }
}
