//! The kinds of charts: each answers one question and lays its marks out in a scene.
//!
//! **Must not enter:** SVG, and the choice between kinds, which follows from the question.

pub mod bars;
pub mod columns;
pub mod dots;
pub mod dumbbell;
pub mod flow;
pub mod matrix;
pub mod mini;
pub mod multiples;
mod periods;
mod rows;
mod rules;
pub mod signed;
pub mod slope;
mod spans;
pub mod spark;
mod stack;
mod tracks;
pub mod units;

use super::scene::{Rendition, Scene};
use super::spec::{ChartSpec, Marks};

/// A kind for those who list them: the manual and the tests, which ask for pictures of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    pub name: &'static str,
    /// The one question that it answers.
    pub question: &'static str,
}

pub const KINDS: &[Kind] = &[
    bars::KIND,
    columns::KIND,
    units::KIND,
    dots::KIND,
    signed::KIND,
    dumbbell::KIND,
    slope::KIND,
    multiples::KIND,
    matrix::KIND,
    flow::KIND,
    spark::KIND,
    mini::KIND,
];

/// The kind of some marks.
pub const fn kind(marks: &Marks) -> Kind {
    match marks {
        Marks::Bars(_) => bars::KIND,
        Marks::Columns(_) => columns::KIND,
        Marks::Units(_) => units::KIND,
        Marks::Dots(_) => dots::KIND,
        Marks::Slope(_) => slope::KIND,
        Marks::Dumbbell(_) => dumbbell::KIND,
        Marks::Multiples(_) => multiples::KIND,
        Marks::Signed(_) => signed::KIND,
        Marks::Matrix(_) => matrix::KIND,
        Marks::Flow(_) => flow::KIND,
        Marks::Spark(_) => spark::KIND,
        Marks::Mini(_) => mini::KIND,
    }
}

/// One of the two drawings of a chart, with every mark and label in its place.
pub fn scene(spec: &ChartSpec, rendition: Rendition) -> Scene {
    let mut scene = match &spec.marks {
        Marks::Bars(bars) => bars::scene(bars, rendition),
        Marks::Columns(columns) => columns::scene(columns, rendition),
        Marks::Units(units) => units::scene(units, rendition),
        Marks::Dots(dots) => dots::scene(dots, rendition),
        Marks::Slope(slope) => slope::scene(slope, rendition),
        Marks::Dumbbell(dumbbell) => dumbbell::scene(dumbbell, rendition),
        Marks::Multiples(multiples) => multiples::scene(multiples, rendition),
        Marks::Signed(signed) => signed::scene(signed, rendition),
        Marks::Matrix(matrix) => matrix::scene(matrix, rendition),
        Marks::Flow(flow) => flow::scene(flow, rendition),
        Marks::Spark(spark) => spark::scene(spark),
        Marks::Mini(mini) => mini::scene(mini),
    };
    scene.description.clone_from(&spec.description);
    scene
}
