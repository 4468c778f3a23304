//! Multiples: **how did the counts of several parts change from period to period?** A panel per part.

use super::Kind;
use super::rows::Growing;
use crate::charts::scene::{Rendition, Scene};
use crate::charts::spec::Multiples;

pub const KIND: Kind = Kind {
    name: "multiples",
    question: "How did the counts of several parts change from period to period?",
};

pub fn scene(_: &Multiples, rendition: Rendition) -> Scene {
    Growing::new().finish(rendition)
}
