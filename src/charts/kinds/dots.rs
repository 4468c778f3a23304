//! Dots: **how did a share change from period to period?** On an axis from zero, joined by a line that stops at
//! gaps, ranges and breaks.

use super::Kind;
use super::rows::Growing;
use crate::charts::scene::{Rendition, Scene};
use crate::charts::spec::Dots;

pub const KIND: Kind = Kind {
    name: "dots",
    question: "How did a share change from period to period?",
};

pub fn scene(_: &Dots, rendition: Rendition) -> Scene {
    Growing::new().finish(rendition)
}
