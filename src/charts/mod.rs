//! Charts: from figures that were already decided upon and worded, to a drawing.
//!
//! In: a [`spec::ChartSpec`], which holds localised words and whole numbers. Out: SVG text, drawn twice
//! (736 and 328 units wide) so that no drawing is ever shrunk until its text cannot be read; and once more as a
//! file of its own ([`file()`]), with its title, source and address inside and with colours in place of classes.
//!
//! ```text
//! ChartSpec --kinds--> Scene --draw (plotters)--> svg
//! words, counts       every mark and label       looks, real text,
//!                     with its box               one decimal
//! ```
//!
//! A kind proposes one or more arrangements; the first [`scene::Scene`] without a clash is taken, and the last
//! resort of every kind cannot clash. So "no text overlaps text or leaves the drawing" is decided where the
//! boxes are known and never left to luck.
//!
//! **Must not enter:** which chart suits which figures, arithmetic on figures, number formats and sentences
//! (whoever builds the specification supplies all words), colours (a palette is handed in), fonts, pages, disks. Floating-point
//! numbers begin in `layout`, and only `+ - * /` and comparisons are used on them, so every machine writes
//! the same bytes.

mod card;
mod draw;
mod file;
pub mod kinds;
mod layout;
pub mod looks;
pub mod scene;
pub mod spec;
pub mod svg;
#[cfg(test)]
mod tests;

pub use card::{Card, card};
pub use file::{Caption, file};
use looks::Looks;
use scene::Rendition;
use spec::ChartSpec;
use svg::Frame;

/// One chart in both its drawings; a container query of the theme shows one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    pub wide: String,
    pub narrow: String,
}

/// A drawing for a list, of one size.
pub fn spark(spec: &ChartSpec) -> String {
    let scene = kinds::scene(spec, Rendition::Narrow);
    draw::svg(&scene, Frame::Page { class: "spark" }, Looks::Classes)
}

/// A small drawing with all its values, of one size.
pub fn mini(spec: &ChartSpec) -> String {
    let scene = kinds::scene(spec, Rendition::Narrow);
    draw::svg(&scene, Frame::Page { class: "mini" }, Looks::Classes)
}

/// Both drawings, to stand inside a page.
pub fn draw(spec: &ChartSpec) -> Drawn {
    let drawing = |rendition, class| {
        let scene = kinds::scene(spec, rendition);
        draw::svg(&scene, Frame::Page { class }, Looks::Classes)
    };
    Drawn {
        wide: drawing(Rendition::Wide, "wide"),
        narrow: drawing(Rendition::Narrow, "narrow"),
    }
}
