//! Slope: **how did counts change between two periods?** From zero, labelled at both ends.

use super::Kind;
use super::rows::Growing;
use crate::charts::scene::{Rendition, Scene};
use crate::charts::spec::Slope;

pub const KIND: Kind = Kind {
    name: "slope",
    question: "How did counts change between two periods?",
};

pub fn scene(_: &Slope, rendition: Rendition) -> Scene {
    Growing::new().finish(rendition)
}

/// Whether every label has room beside its mark; if not, a table says more.
pub fn fits(slope: &Slope) -> bool {
    slope.lines.len() <= 5
}
