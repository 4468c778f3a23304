//! Signed bars: **of what parts does a change consist?** From zero to both sides, the whole change last.

use super::Kind;
use super::rows::Growing;
use crate::charts::scene::{Rendition, Scene};
use crate::charts::spec::Signed;

pub const KIND: Kind = Kind {
    name: "signed",
    question: "Of what parts does a change consist?",
};

pub fn scene(_: &Signed, rendition: Rendition) -> Scene {
    Growing::new().finish(rendition)
}
