//! What a source says, as written, and what that means.

use super::figure::FigureKey;
use super::identifier::SourceId;
use super::interval::Interval;
use super::percent::Percent;

/// The meaning of a figure. There is no default: an absent figure is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Count(Interval),
    /// Shown as the source wrote it and never computed with.
    AsStated(AsStated),
    Gap(Gap),
}

impl Value {
    pub fn count(self) -> Option<Interval> {
        match self {
            Value::Count(interval) => Some(interval),
            Value::AsStated(_) | Value::Gap(_) => None,
        }
    }

    pub fn exact(self) -> Option<u64> {
        self.count().and_then(Interval::exact)
    }
}

/// Why a statement has no count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsStated {
    /// A percentage that fits no whole number; accepted with a note.
    NoFit,
    /// "About 40", without a range.
    About,
    /// A percentage of a figure that is itself a gap.
    ShareOnly,
}

/// Why there is no figure. Silence is never read as zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    NotCollected,
    NotPublished,
    /// The law forbids publication.
    Withheld,
    /// Too small to publish.
    Suppressed,
    NotApplicable,
    Pending,
}

impl Gap {
    pub const ALL: [Gap; 6] = [
        Gap::NotCollected,
        Gap::NotPublished,
        Gap::Withheld,
        Gap::Suppressed,
        Gap::NotApplicable,
        Gap::Pending,
    ];

    /// As datasets and exports write it.
    pub fn word(self) -> &'static str {
        match self {
            Gap::NotCollected => "not_collected",
            Gap::NotPublished => "not_published",
            Gap::Withheld => "withheld",
            Gap::Suppressed => "suppressed",
            Gap::NotApplicable => "not_applicable",
            Gap::Pending => "pending",
        }
    }

    pub fn from_word(word: &str) -> Option<Gap> {
        Gap::ALL.into_iter().find(|gap| gap.word() == word)
    }

    /// Whether the cell may be filled from the others of its partition. What the law or its smallness keeps
    /// back may not: deriving it would publish it.
    pub fn may_be_derived(self) -> bool {
        matches!(self, Gap::NotCollected | Gap::NotPublished | Gap::Pending)
    }
}

/// Where a figure comes from. Whether it is a range is its shape, not its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Published,
    /// Computed from published counts.
    Derived,
    /// Computed from a published percentage.
    Rebuilt,
    /// Reported by the press, the provider's own page not read.
    Press,
}

impl Status {
    pub const ALL: [Status; 4] = [
        Status::Published,
        Status::Derived,
        Status::Rebuilt,
        Status::Press,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Status::Published => "published",
            Status::Derived => "derived",
            Status::Rebuilt => "rebuilt",
            Status::Press => "press",
        }
    }

    pub fn from_word(word: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// A published percentage with the figure it is a share of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub percent: Percent,
    pub of: FigureKey,
}

/// One of several sources' counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub count: u64,
    /// `None`: the figure's own source.
    pub source: Option<SourceId>,
}

/// What a dataset states, before it is interpreted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    /// A count, perhaps with the percentage that was printed beside it.
    Count {
        count: u64,
        printed: Option<Share>,
    },
    Share(Share),
    Between {
        lower: u64,
        upper: u64,
    },
    AtMost(u64),
    AtLeast(u64),
    /// Sources disagree: two readings or more.
    Either(Vec<Reading>),
    About {
        count: u64,
        within: Option<Interval>,
    },
    Gap(Gap),
}

impl Statement {
    /// The printed percentage, alone or beside a count.
    pub fn share(&self) -> Option<&Share> {
        match self {
            Statement::Share(share) => Some(share),
            Statement::Count { printed, .. } => printed.as_ref(),
            _ => None,
        }
    }
}
