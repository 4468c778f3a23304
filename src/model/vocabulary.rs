//! What can be counted and how it may be split: data, the same form built in and in a publisher's own file.

use crate::diagnostic::Span;

use super::breaks::Break;
use super::definition::Definition;
use super::figure::FigureKey;
use super::identifier::{BreakdownId, CategoryId, MeasureId, RateId};
use super::localized::Localized;
use super::period::Period;

/// What one of a measure is. Units never add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Requests,
    Orders,
    Accounts,
    Devices,
    Users,
}

impl Unit {
    pub const ALL: [Unit; 5] = [
        Unit::Requests,
        Unit::Orders,
        Unit::Accounts,
        Unit::Devices,
        Unit::Users,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Unit::Requests => "requests",
            Unit::Orders => "orders",
            Unit::Accounts => "accounts",
            Unit::Devices => "devices",
            Unit::Users => "users",
        }
    }

    /// Whether two periods have as many together as their sum. One account or person may be concerned in both.
    pub fn adds_up_over_time(self) -> bool {
        match self {
            Unit::Requests | Unit::Orders => true,
            Unit::Accounts | Unit::Devices | Unit::Users => false,
        }
    }

    pub fn from_word(word: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| unit.word() == word)
    }
}

/// When the cases of a measure are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Counted {
    #[default]
    OverThePeriod,
    /// What is open on the last day: the halves of a year do not sum to the year.
    AtItsEnd,
}

impl Counted {
    pub const ALL: [Counted; 2] = [Counted::OverThePeriod, Counted::AtItsEnd];

    pub fn word(self) -> &'static str {
        match self {
            Counted::OverThePeriod => "over_the_period",
            Counted::AtItsEnd => "at_its_end",
        }
    }
}

/// How the parts of a breakdown add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sums {
    /// Every request is in exactly one part.
    Partition,
    /// One request may have several.
    Multiple,
    Overlapping,
    /// Parts are missing.
    Incomplete,
}

impl Sums {
    pub const ALL: [Sums; 4] = [
        Sums::Partition,
        Sums::Multiple,
        Sums::Overlapping,
        Sums::Incomplete,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Sums::Partition => "partition",
            Sums::Multiple => "multiple",
            Sums::Overlapping => "overlapping",
            Sums::Incomplete => "incomplete",
        }
    }

    pub fn from_word(word: &str) -> Option<Sums> {
        Sums::ALL.into_iter().find(|sums| sums.word() == word)
    }
}

/// One of the eight category colours of a theme, 1 to 8. A colour keeps its meaning across pages, so it
/// belongs to the word and not to a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(u8);

impl Colour {
    pub fn new(number: u64) -> Option<Colour> {
        u8::try_from(number)
            .ok()
            .filter(|number| (1..=8).contains(number))
            .map(Colour)
    }

    pub fn number(self) -> u8 {
        self.0
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub id: MeasureId,
    pub unit: Unit,
    pub counted: Counted,
    /// The measure that every one of these is also one of.
    pub part_of: Option<MeasureId>,
    /// The publisher's own label; a built-in measure without one takes it from the language files.
    pub label: Localized,
    pub definition: Definition,
    pub colour: Option<Colour>,
    /// Where the site's own vocabulary declares it; `None`: built in.
    pub declared: Option<Span>,
    /// Where a site gives a built-in measure another name or meaning and no version of its own for it.
    pub redefined: Option<Span>,
}

/// `part / whole` over the same cell.
#[derive(Debug, Clone, PartialEq)]
pub struct RateDefinition {
    pub id: RateId,
    pub part: MeasureId,
    pub whole: MeasureId,
    pub label: Localized,
}

/// `parts[0] + parts[1] + … = whole`, wherever all of them are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    pub parts: Vec<MeasureId>,
    pub whole: MeasureId,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Breakdown {
    pub id: BreakdownId,
    pub sums: Sums,
    /// In the order in which tables list them.
    pub categories: Vec<Category>,
    pub label: Localized,
}

impl Breakdown {
    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == *id)
    }

    /// The category's parent, its parent and so on; nesting is acyclic by construction (`source::vocabulary`).
    pub fn ancestors(&self, id: &CategoryId) -> impl Iterator<Item = &CategoryId> {
        let parent = |id: &CategoryId| {
            self.category(id)
                .and_then(|category| category.parent.as_ref())
        };
        std::iter::successors(parent(id), move |id| parent(id))
    }

    /// What lies in a category and has nothing in itself; the category where nothing lies in it.
    pub fn leaves<'b>(&'b self, id: &'b CategoryId) -> Vec<&'b CategoryId> {
        let mut leaves: Vec<&CategoryId> = self
            .children(id)
            .flat_map(|child| self.leaves(&child.id))
            .collect();
        if leaves.is_empty() {
            leaves.push(id);
        }
        leaves
    }

    pub fn children(&self, id: &CategoryId) -> impl Iterator<Item = &Category> {
        self.categories
            .iter()
            .filter(move |category| category.parent.as_ref() == Some(id))
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    pub id: CategoryId,
    pub parent: Option<CategoryId>,
    pub label: Localized,
    pub definition: Localized,
    pub colour: Option<Colour>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vocabulary {
    /// In the order in which tables list them.
    pub measures: Vec<Measure>,
    pub rates: Vec<RateDefinition>,
    pub identities: Vec<Identity>,
    pub breakdowns: Vec<Breakdown>,
    /// The figures that pages lead with; each page shows the first four that it knows.
    pub key_figures: Vec<FigureKey>,
    /// Where the definition of a measure changed on a day, for every organisation that counts it.
    pub breaks: Vec<Break>,
}

impl Vocabulary {
    pub fn measure(&self, id: &MeasureId) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == *id)
    }

    pub fn breakdown(&self, id: &BreakdownId) -> Option<&Breakdown> {
        self.breakdowns.iter().find(|breakdown| breakdown.id == *id)
    }

    pub fn rate(&self, id: &RateId) -> Option<&RateDefinition> {
        self.rates.iter().find(|rate| rate.id == *id)
    }

    /// The number of the version of its definition by which a measure is counted in a period.
    pub fn version(&self, measure: &MeasureId, period: Period) -> u32 {
        let measure = self.measure(measure);
        measure.map_or(1, |measure| measure.definition.in_force(period))
    }

    /// The measure that a measure's total is a share of: a rate's whole, else what it is part of.
    pub fn base_of(&self, measure: &MeasureId) -> Option<&MeasureId> {
        let rate = self.rates.iter().find(|rate| rate.part == *measure);
        rate.map(|rate| &rate.whole)
            .or_else(|| self.measure(measure)?.part_of.as_ref())
    }
}
