//! The kinds of charts: each answers one question and lays its marks out in a scene.
//!
//! **Must not enter:** SVG, and the choice between kinds, which follows from the question.

pub mod bars;
pub mod columns;
mod rows;
mod rules;
mod stack;

use super::scene::{Rendition, Scene};
use super::spec::{ChartSpec, Marks};

/// A kind for those who list them: the manual and the tests, which ask for pictures of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    pub name: &'static str,
    /// The one question that it answers.
    pub question: &'static str,
}

pub const KINDS: &[Kind] = &[bars::KIND, columns::KIND];

/// The kind of some marks.
pub const fn kind(marks: &Marks) -> Kind {
    match marks {
        Marks::Bars(_) => bars::KIND,
        Marks::Columns(_) => columns::KIND,
    }
}

/// One of the two drawings of a chart, with every mark and label in its place.
pub fn scene(spec: &ChartSpec, rendition: Rendition) -> Scene {
    let mut scene = match &spec.marks {
        Marks::Bars(bars) => bars::scene(bars, rendition),
        Marks::Columns(columns) => columns::scene(columns, rendition),
    };
    scene.description.clone_from(&spec.description);
    scene
}
