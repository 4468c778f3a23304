//! A painter that remembers what it painted, in `SITE/.klartext/pictures/`: painting a chart takes some 25 ms, reading
//! its picture from there less than one, and most charts stay the same from build to build.

use std::path::Path;

use crate::picture::{EDITION, Fault, Paint, Painter, Scale};

use super::DiskError;
use super::kept::Kept;

pub struct Remembering {
    painter: Painter,
    kept: Kept,
}

impl Remembering {
    /// # Errors
    ///
    /// Only if there is no site.
    pub fn beside(site: &Path) -> Result<Remembering, DiskError> {
        Ok(Remembering {
            painter: Painter::new(),
            kept: Kept::beside(site, "pictures")?,
        })
    }

    /// Removes the pictures that nobody asked for since this painter was made.
    pub fn forget_the_rest(&self) {
        self.kept.forget_the_rest();
    }
}

impl Paint for Remembering {
    fn png(&self, svg: &str, scale: Scale) -> Result<Vec<u8>, Fault> {
        let size = match scale {
            Scale::Twice => "2",
            Scale::Thrice => "3",
        };
        let parts = [EDITION.as_bytes(), size.as_bytes(), svg.as_bytes()];
        self.kept.recall(&parts, || self.painter.png(svg, scale))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\">\
                       <rect width=\"8\" height=\"8\" fill=\"#123456\"/></svg>";

    #[test]
    fn a_picture_is_kept_for_each_drawing_and_size() {
        let site = tempfile::tempdir().unwrap();
        let painter = Remembering::beside(site.path()).unwrap();
        let twice = painter.png(SVG, Scale::Twice).unwrap();
        assert!(twice.starts_with(b"\x89PNG"));
        assert_eq!(painter.png(SVG, Scale::Twice).unwrap(), twice);
        assert_ne!(painter.png(SVG, Scale::Thrice).unwrap(), twice);
        let other = SVG.replace("#123456", "#654321");
        assert_ne!(painter.png(&other, Scale::Twice).unwrap(), twice);
    }
}
