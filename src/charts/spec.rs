//! What a chart shows, in the words of its reader: no pixels, no theme, no language left to choose.

/// A published count as a chart can show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Level {
    Exactly(u64),
    /// From `lower` up to `upper`, both included; without `upper` there is no bound. An `upper` below
    /// `lower` is drawn as `lower`.
    Range {
        lower: u64,
        upper: Option<u64>,
    },
    /// A gap. It is never drawn like a zero.
    Unknown,
}

impl Level {
    /// What is certain: at least this many.
    pub(super) fn lower(self) -> u64 {
        match self {
            Level::Exactly(count) => count,
            Level::Range { lower, .. } => lower,
            Level::Unknown => 0,
        }
    }

    /// The highest number that is named; the end of a scale has to reach it.
    pub(super) fn highest(self) -> u64 {
        match self {
            Level::Range {
                lower,
                upper: Some(upper),
            } => lower.max(upper),
            _ => self.lower(),
        }
    }

    pub(super) fn is_open(self) -> bool {
        matches!(self, Level::Range { upper: None, .. })
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct ChartSpec {
    /// Safe as the name of an anchor and of a file.
    pub id: String,
    /// Kind of chart and every value in words: the one text that a screen reader speaks.
    pub description: String,
    pub marks: Marks,
}

/// The marks, by kind of chart. A new kind is a variant here and a file in `kinds`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Marks {
    Columns(Columns),
    Bars(Bars),
}

/// A count over periods: columns from zero, with up to two additive parts. The part in question stands on
/// the baseline, so that its heights compare, and its values form a row under the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Columns {
    /// What a whole column counts ("Anfragen"): the name of its series.
    pub series: String,
    pub columns: Vec<Column>,
    pub part: Option<PartLabel>,
    pub breaks: Vec<BreakMark>,
}

/// The name of the part in question: "davon endgültig abgelehnt", and "abgelehnt" where room is short.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct PartLabel {
    pub label: String,
    pub short: String,
}

/// Law, method or scope changed between the columns `before - 1` and `before`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct BreakMark {
    /// A number beyond the last column is taken as the end of the series.
    pub before: usize,
    pub label: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Column {
    /// "2023"
    pub label: String,
    /// "’23"
    pub short: String,
    pub total: Level,
    /// "133", "4–10", "k. A."
    pub total_text: String,
    /// `None` where this period has no such part, which is not the same as an unknown one.
    pub part: Option<Level>,
    pub part_text: String,
    /// The period in focus is coloured; the others are context.
    pub focus: bool,
    /// Periods without any report between the column before and this one: a missing year keeps its place.
    pub skipped_before: u32,
}

/// Parts of one period, in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Bars {
    pub bars: Vec<Bar>,
    /// Where the scale ends; without it, at the largest bar.
    pub whole: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Bar {
    pub label: String,
    pub level: Level,
    /// Set bold: "89".
    pub value: String,
    /// Set after it, with its own space in front: " von 133 (66,9 %)".
    pub remark: String,
    pub tone: Tone,
    /// A part of the bar above it.
    pub indent: bool,
}

/// The eight category colours of a theme, and the grey of context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Tone {
    C1,
    C2,
    C3,
    C4,
    C5,
    C6,
    C7,
    C8,
    Mute,
}
