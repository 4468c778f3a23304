//! Figures and their names: `received`, `received.channel.fax`, `received.channel.plain_email+fax`.

use std::collections::BTreeSet;
use std::fmt;

use crate::diagnostic::Span;

use super::identifier::{BreakdownId, CategoryId, MeasureId, SourceId};
use super::localized::Localized;
use super::value::{Statement, Status, Value};

/// One category, several merged into one published number, or what has no category at all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CategoryKey {
    /// Never empty; two or more mean that the source publishes only their sum. The set makes
    /// `plain_email+fax` and `fax+plain_email` the same key.
    Categories(BTreeSet<CategoryId>),
    /// `rest`: only what has no category. Sorts last.
    Rest,
}

impl CategoryKey {
    pub const REST: &'static str = "rest";

    pub fn one(category: CategoryId) -> Self {
        CategoryKey::Categories(BTreeSet::from([category]))
    }

    /// The category, if it is exactly one.
    pub fn single(&self) -> Option<&CategoryId> {
        match self {
            CategoryKey::Categories(set) if set.len() == 1 => set.first(),
            _ => None,
        }
    }

    /// The categories that it covers; none for the rest.
    pub fn members(&self) -> impl Iterator<Item = &CategoryId> {
        match self {
            CategoryKey::Categories(set) => Some(set),
            CategoryKey::Rest => None,
        }
        .into_iter()
        .flatten()
    }
}

impl fmt::Display for CategoryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CategoryKey::Rest => f.write_str(Self::REST),
            CategoryKey::Categories(set) => {
                for (i, category) in set.iter().enumerate() {
                    write!(f, "{}{category}", if i > 0 { "+" } else { "" })?;
                }
                Ok(())
            }
        }
    }
}

/// One part of one breakdown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    pub breakdown: BreakdownId,
    pub category: CategoryKey,
}

/// A figure's name within its report. Totals sort before the cells of their breakdowns.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureKey {
    pub measure: MeasureId,
    pub cell: Option<Cell>,
}

impl FigureKey {
    pub fn total(measure: MeasureId) -> Self {
        FigureKey {
            measure,
            cell: None,
        }
    }

    pub fn cell(measure: MeasureId, breakdown: BreakdownId, category: CategoryKey) -> Self {
        FigureKey {
            measure,
            cell: Some(Cell {
                breakdown,
                category,
            }),
        }
    }

    /// The total that it is a part of; itself for a total.
    pub fn to_total(&self) -> FigureKey {
        FigureKey::total(self.measure.clone())
    }
}

impl fmt::Display for FigureKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cell {
            None => write!(f, "{}", self.measure),
            Some(cell) => write!(f, "{}.{}.{}", self.measure, cell.breakdown, cell.category),
        }
    }
}

/// What a note, an acceptance or a table may speak of: a figure, or a measure's whole breakdown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Figure(FigureKey),
    /// `received.channel`
    Breakdown(MeasureId, BreakdownId),
}

impl Subject {
    pub fn measure(&self) -> &MeasureId {
        match self {
            Subject::Figure(key) => &key.measure,
            Subject::Breakdown(measure, _) => measure,
        }
    }

    /// The breakdown that it is about, wholly or in one cell.
    pub fn breakdown(&self) -> Option<&BreakdownId> {
        match self {
            Subject::Figure(key) => key.cell.as_ref().map(|cell| &cell.breakdown),
            Subject::Breakdown(_, breakdown) => Some(breakdown),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Figure(key) => write!(f, "{key}"),
            Subject::Breakdown(measure, breakdown) => write!(f, "{measure}.{breakdown}"),
        }
    }
}

/// A figure: what its source wrote beside what that means. Arithmetic uses `value`, a page can show both.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub key: FigureKey,
    pub stated: Statement,
    pub value: Value,
    pub status: Status,
    pub source: SourceId,
    /// A remark on this figure's provenance, published beside it.
    pub note: Option<Localized>,
    pub at: Span,
}
