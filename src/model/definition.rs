//! What a measure counts, and since when: the versions of its definition (SPEC section 1).
//!
//! A figure means what the version in force in its period says; downloads cite it as `received@1`. A version that
//! begins on a day is a break as well (`Vocabulary::breaks`): what was counted before it is not comparable.

use crate::diagnostic::Span;

use super::localized::Localized;
use super::period::{Day, Period};

/// A wording after the first one.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// From 2: the first version is the one that a measure is declared with.
    pub number: u32,
    /// The first day under it. `None`: it replaces the versions before it for all periods.
    pub from: Option<Day>,
    pub text: Localized,
    /// What differs from the version before, for readers.
    pub change: Localized,
    pub at: Span,
}

/// All wordings of what one measure counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Definition {
    /// Version 1. Empty where the language files have it.
    pub first: Localized,
    /// By number, without a hole.
    pub later: Vec<Version>,
}

impl Definition {
    /// The number of the newest version.
    pub fn latest(&self) -> u32 {
        self.later.last().map_or(1, |version| version.number)
    }

    /// The number of the version that a period's figures are counted by: the last that began by its last day. Where
    /// it began within the period, a break says that the period is mixed.
    pub fn in_force(&self, period: Period) -> u32 {
        let begun = |version: &&Version| version.from.is_none_or(|day| day <= period.last_day());
        let last = self.later.iter().rev().find(begun);
        last.map_or(1, |version| version.number)
    }

    pub fn version(&self, number: u32) -> Option<&Version> {
        self.later.iter().find(|version| version.number == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;

    fn version(number: u32, from: Option<(u16, u8, u8)>) -> Version {
        Version {
            number,
            from: from.map(|(year, month, day)| Day { year, month, day }),
            text: Localized::default(),
            change: Localized::default(),
            at: Span {
                file: FileId(0),
                start: 0,
                end: 0,
            },
        }
    }

    #[test]
    fn the_version_in_force_is_the_last_that_has_begun() {
        let definition = Definition {
            first: Localized::default(),
            later: vec![
                version(2, Some((2022, 1, 1))),
                version(3, Some((2023, 7, 1))),
            ],
        };
        let in_force = |text: &str| Period::parse(text).map(|period| definition.in_force(period));
        assert_eq!(in_force("2021"), Some(1));
        assert_eq!(in_force("2022"), Some(2));
        assert_eq!(in_force("2023-H1"), Some(2));
        assert_eq!(in_force("2023"), Some(3));
        assert_eq!(definition.latest(), 3);
    }

    #[test]
    fn a_version_without_a_day_replaces_what_was_before_it() {
        let definition = Definition {
            first: Localized::default(),
            later: vec![version(2, Some((2022, 1, 1))), version(3, None)],
        };
        assert_eq!(definition.in_force(Period::Year(2017)), 3);
        assert_eq!(Definition::default().in_force(Period::Year(2017)), 1);
    }
}
