//! Dumbbell: **how did shares change between two periods?** On one axis from 0 to 100 per cent.

use super::Kind;
use super::rows::Growing;
use crate::charts::scene::{Rendition, Scene};
use crate::charts::spec::Dumbbell;

pub const KIND: Kind = Kind {
    name: "dumbbell",
    question: "How did shares change between two periods?",
};

pub fn scene(_: &Dumbbell, rendition: Rendition) -> Scene {
    Growing::new().finish(rendition)
}
