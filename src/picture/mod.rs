//! Pictures: from a drawing that is a file of its own to PNG, for whoever cannot use SVG.
//!
//! In: SVG text with literal colours. Out: PNG bytes, the same on every run. Texts are set in a font that is part of
//! the program, whatever fonts the machine has. Painting takes as long as everything else of a page together, so it
//! is a trait: a build can be given a painter that remembers what it painted ([`Paint`]).
//!
//! **Must not enter:** what a drawing shows, disks (who remembers pictures hands in a painter that does), colours.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

/// Makes pictures of drawings.
pub trait Paint: Sync {
    /// A drawing as PNG, with `scale` pixels for each of its units.
    ///
    /// # Errors
    ///
    /// A drawing that is no SVG, or of no size or an absurd one.
    fn png(&self, svg: &str, scale: Scale) -> Result<Vec<u8>, Fault>;
}

/// Pixels per unit of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// For charts, which are shown on fine screens and printed.
    Twice,
    /// For drawings that are made to be seen small.
    Thrice,
}

impl Scale {
    const fn factor(self) -> u8 {
        match self {
            Scale::Twice => 2,
            Scale::Thrice => 3,
        }
    }
}

/// Why a drawing has no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(pub String);

/// What is different when the same drawing becomes another picture: the version of the renderer and of the fonts. Who
/// remembers pictures keeps it with them.
pub const EDITION: &str = "resvg 0.49, Inter 3.19";

/// More than any chart: a drawing as tall as this has no use as a picture.
const MOST_PIXELS: u64 = 64_000_000;

/// Paints every time it is asked.
pub struct Painter {
    options: usvg::Options<'static>,
}

impl Painter {
    pub fn new() -> Painter {
        let mut fonts = usvg::fontdb::Database::new();
        for font in [
            include_bytes!("fonts/Inter-Regular.otf").as_slice(),
            include_bytes!("fonts/Inter-SemiBold.otf").as_slice(),
        ] {
            fonts.load_font_data(font.to_vec());
        }
        let family = fonts
            .faces()
            .find_map(|face| Some(face.families.first()?.0.clone()));
        let family = family.unwrap_or_default();
        fonts.set_sans_serif_family(&family);
        let options = usvg::Options {
            font_family: family,
            fontdb: Arc::new(fonts),
            // Nothing from a disk or a network, whatever a drawing names.
            image_href_resolver: usvg::ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            ..usvg::Options::default()
        };
        Painter { options }
    }
}

impl Default for Painter {
    fn default() -> Self {
        Painter::new()
    }
}

impl Paint for Painter {
    fn png(&self, svg: &str, scale: Scale) -> Result<Vec<u8>, Fault> {
        let tree =
            usvg::Tree::from_str(svg, &self.options).map_err(|error| Fault(error.to_string()))?;
        let factor = f32::from(scale.factor());
        let (width, height) = (tree.size().width() * factor, tree.size().height() * factor);
        let absurd = || Fault(format!("a picture of {width} by {height} pixels"));
        if f64::from(width) * f64::from(height) > MOST_PIXELS as f64 {
            return Err(absurd());
        }
        let mut pixmap =
            Pixmap::new(width.ceil() as u32, height.ceil() as u32).ok_or_else(absurd)?;
        let transform = Transform::from_scale(factor, factor);
        resvg::render(&tree, transform, &mut pixmap.as_mut());
        pixmap
            .encode_png()
            .map_err(|error| Fault(error.to_string()))
    }
}

/// Puts painting off until somebody looks: its pictures are sketches, which [`finished`] paints.
pub struct Later;

const TWICE: u8 = 2;
const THRICE: u8 = 3;

impl Paint for Later {
    fn png(&self, svg: &str, scale: Scale) -> Result<Vec<u8>, Fault> {
        let mark = match scale {
            Scale::Twice => TWICE,
            Scale::Thrice => THRICE,
        };
        Ok([&[mark], svg.as_bytes()].concat())
    }
}

/// The picture that [`Later`] put off.
///
/// # Errors
///
/// What was not made by `Later`, and what the painter says.
pub fn finished(sketch: &[u8], painter: &dyn Paint) -> Result<Vec<u8>, Fault> {
    let scale = match sketch.first() {
        Some(&TWICE) => Scale::Twice,
        Some(&THRICE) => Scale::Thrice,
        _ => return Err(Fault("no sketch of a picture".to_owned())),
    };
    let svg = std::str::from_utf8(&sketch[1..]).map_err(|error| Fault(error.to_string()))?;
    painter.png(svg, scale)
}

/// Paints nothing, for whoever throws the site away that it builds.
pub struct Blank;

impl Paint for Blank {
    fn png(&self, _: &str, _: Scale) -> Result<Vec<u8>, Fault> {
        Ok(Vec::new())
    }
}
