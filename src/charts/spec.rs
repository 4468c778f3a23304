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
    Units(Units),
    Dots(Dots),
    Slope(Slope),
    Dumbbell(Dumbbell),
    Multiples(Multiples),
    Signed(Signed),
    Matrix(Matrix),
    Flow(Flow),
    Spark(Spark),
    Mini(Mini),
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

/// A period on an axis of time.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Period {
    /// "2023"
    pub label: String,
    /// "’23"
    pub short: String,
    pub focus: bool,
    /// Periods without any report between the one before and this one: a missing year keeps its place.
    pub skipped_before: u32,
}

/// A part of a whole, not yet divided: 45 of 133.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Ratio {
    pub part: u64,
    pub whole: u64,
}

/// A share as a chart can show it. A ratio of nothing is drawn as unknown, one above 1 as 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Share {
    Exactly(Ratio),
    /// Both included, in either order; where no bound is known, 0 of 1 and 1 of 1.
    Range {
        lower: Ratio,
        upper: Ratio,
    },
    /// A gap. It is never drawn like a zero, and lines stop at it.
    Unknown,
}

/// A line across an axis of shares. It is drawn only where marks do not say their share themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Tick {
    pub percent: u8,
    /// "25 %"
    pub text: String,
}

/// Parts of one period as units to be counted: a square per request; or those of several periods, one under the other,
/// with squares of one size. More than four parts of a period or 300 squares are drawn as bars.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Units {
    pub groups: Vec<UnitGroup>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct UnitGroup {
    /// The period of the parts: "2022"; empty where there is only one.
    pub title: String,
    pub parts: Vec<UnitPart>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct UnitPart {
    /// "endgültig abgelehnt"
    pub label: String,
    pub level: Level,
    /// Set large: "45".
    pub value: String,
    /// On a line of its own, without space in front: "von 133 (33,8 %)".
    pub remark: String,
    pub tone: Tone,
}

/// A share over periods: dots, joined where nothing lies between them that forbids it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Dots {
    /// What the shares are of: the name of the series.
    pub series: String,
    pub points: Vec<Point>,
    pub tone: Tone,
    /// Where the axis ends, in per cent: 50 or 100. With a share or an interval above it, it ends at 100.
    pub top: u8,
    /// The tick of 0 is always written; the others where a share has no value text.
    pub ticks: Vec<Tick>,
    /// Two of them, before and after it, set a period apart that has a rule of its own.
    pub breaks: Vec<BreakMark>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Point {
    pub period: Period,
    pub share: Share,
    /// The 95 % interval of an exact share.
    pub interval: Option<Whisker>,
    /// "33,8 %", "k. A."; empty where the base is too small for percentages.
    pub value: String,
    /// "45 von 133", under the period.
    pub count: String,
}

/// The ends of an interval in hundredths of a per cent (10,000 is the whole).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Whisker {
    pub lower: u32,
    pub upper: u32,
}

/// Counts of two periods, joined by lines over an axis from zero. `kinds::slope::fits` says whether the labels
/// have room; where they have none, a table is better, and both counts stand in rows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Slope {
    /// The earlier period: "2022".
    pub from: String,
    pub to: String,
    /// At most five.
    pub lines: Vec<SlopeLine>,
    /// What changed between the two periods, for the lines that are broken by it.
    pub broken: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct SlopeLine {
    pub label: String,
    pub from: Level,
    pub to: Level,
    /// "55"
    pub from_text: String,
    /// "133"
    pub to_text: String,
    /// Under the label at the later end, or empty: "2,4-mal so viele".
    pub remark: String,
    /// Whether its two counts stand under different rules: then no line joins them.
    pub broken: bool,
    pub tone: Tone,
}

/// Shares of two periods on an axis from 0 to 100 per cent: the earlier a ring, the later a dot.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Dumbbell {
    /// The earlier period: "2022".
    pub from: String,
    pub to: String,
    /// Over the changes: "Änderung".
    pub change: String,
    /// 0, 25, 50, 75 and 100 %. The marks are labelled with counts, so these are always drawn.
    pub ticks: Vec<Tick>,
    pub rows: Vec<DumbbellRow>,
    /// What changed between the two periods, for the rows that are broken by it: said once.
    pub broken: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct DumbbellRow {
    pub label: String,
    /// Under the label, or empty: "keine Daten herausgegeben".
    pub remark: String,
    pub from: Share,
    pub to: Share,
    /// "7 von 55", "k. A."
    pub from_text: String,
    pub to_text: String,
    /// "+21 Pp.", or empty where the two cannot be compared.
    pub change: String,
    /// Whether the two stand under different rules: then they are joined by a dashed line only.
    pub broken: bool,
    /// Of the later mark.
    pub tone: Tone,
}

/// Counts of several parts over the same periods: a panel per part, all on one scale.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Multiples {
    /// The columns of every panel. If one is in focus, the others are grey.
    pub periods: Vec<Period>,
    pub panels: Vec<Panel>,
    /// Drawn in every panel, named once above them.
    pub breaks: Vec<BreakMark>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Panel {
    pub title: String,
    pub tone: Tone,
    /// As many as there are periods. A period without one is a gap without a word; further ones are not drawn.
    pub values: Vec<PanelValue>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct PanelValue {
    pub level: Level,
    /// "34", "4–10", "k. A."
    pub text: String,
}

/// Parts of a change as bars from zero, negative ones to the left, and the whole change under them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Signed {
    pub parts: Vec<SignedBar>,
    pub whole: SignedBar,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct SignedBar {
    pub label: String,
    pub amount: Amount,
    /// With its sign: "+9,9", "−4,3".
    pub value: String,
    pub tone: Tone,
}

/// A change in whole steps of any size, as long as all bars of a chart use the same: 99 tenths for +9.9.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Amount {
    Exactly(i64),
    /// Both included, in either order.
    Range {
        lower: i64,
        upper: i64,
    },
    /// A gap. It is never drawn like a zero.
    Unknown,
}

/// A cross-table: a row per category, a column per outcome, in each cell its count as a share of the row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Matrix {
    pub columns: Vec<MatrixColumn>,
    pub rows: Vec<MatrixRow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct MatrixColumn {
    /// "endgültig abgelehnt"
    pub label: String,
    pub tone: Tone,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct MatrixRow {
    /// "Fax"
    pub label: String,
    /// What its shares are of: "8 Anfragen".
    pub remark: String,
    /// That as a number: no cell is longer.
    pub whole: u64,
    /// As many as there are columns; further ones are not drawn.
    pub cells: Vec<MatrixCell>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct MatrixCell {
    pub level: Level,
    /// "45", "k. A."
    pub value: String,
    /// Behind it, with its own space in front: " (33,8 %)", or empty.
    pub remark: String,
}

/// A whole through several stages, from the first to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Flow {
    /// What a bar over the whole breadth counts.
    pub total: u64,
    pub stages: Vec<Vec<FlowPart>>,
}

/// A part of one stage. It stands under the parts that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct FlowPart {
    /// Unique in its chart.
    pub id: String,
    /// The parts of later stages that it goes into.
    pub into: Vec<String>,
    /// "zunächst beanstandet"
    pub label: String,
    /// "27"
    pub value: String,
    /// Under it, or empty: "von 74 (36 %)".
    pub remark: String,
    /// How many of the whole stand left of it.
    pub from: u64,
    pub count: u64,
    pub tone: Tone,
}

/// A share over periods without words, for lists.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Spark {
    pub series: String,
    pub points: Vec<SparkPoint>,
    pub tone: Tone,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct SparkPoint {
    pub share: Share,
    /// Whether a rule changed since the point before.
    pub after_break: bool,
    /// As in [`Period`].
    pub skipped_before: u32,
}

/// One count over a few periods, to stand among others of the same scale.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Mini {
    /// Without a part.
    pub columns: Columns,
    /// Where the common scale ends, unless a count is above it.
    pub end: u64,
    /// Of the period in focus.
    pub tone: Tone,
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
