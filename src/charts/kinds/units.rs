//! Units: **of what kinds were the counts of one period, one by one?** A square per request, up to 300 of them.

use super::Kind;
use super::rows::Growing;
use crate::charts::scene::{Rendition, Scene};
use crate::charts::spec::Units;

pub const KIND: Kind = Kind {
    name: "units",
    question: "Of what kinds were the few counts of one period?",
};

pub fn scene(_: &Units, rendition: Rendition) -> Scene {
    Growing::new().finish(rendition)
}
