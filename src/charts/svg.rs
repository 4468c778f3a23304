//! Writing an SVG document: numbers, escaping, and what differs between a page and a file of its own.

use std::fmt::Write as _;

use super::looks::{Colour, Looks};

/// Where a drawing will stand.
#[derive(Debug, Clone, Copy)]
pub enum Frame<'f> {
    /// Inside an HTML page, whose stylesheet knows the class. It has a name, and no `<title>`: that would show as a
    /// tooltip over the whole drawing.
    Page { class: &'f str },
    /// A file that is opened by itself.
    File {
        title: &'f str,
        /// BCP 47.
        language: &'f str,
        /// What it is drawn on.
        ground: Colour,
    },
}

/// Device units per unit of the drawing: plotters counts whole ones, a drawing shows one decimal.
pub const TENTHS: f64 = 10.0;

/// A coordinate in tenths. Adding a half and cutting is exact, and the same on every machine.
pub fn tenths(units: f64) -> i32 {
    let half = if units < 0.0 { -0.5 } else { 0.5 };
    (units * TENTHS + half) as i32
}

/// A coordinate in tenths, as units with at most one decimal.
pub fn number(out: &mut String, tenths: i32) {
    let sign = if tenths < 0 { "-" } else { "" };
    let size = tenths.unsigned_abs();
    // Writing to a String cannot fail.
    let _ = match size % 10 {
        0 => write!(out, "{sign}{}", size / 10),
        rest => write!(out, "{sign}{}.{rest}", size / 10),
    };
}

/// Text for an element or a quoted attribute. Characters that neither XML nor HTML allows become the
/// replacement character, so that no text can end the document early or make it unreadable.
pub fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

pub fn open(
    out: &mut String,
    frame: Frame<'_>,
    (width, height): (i32, i32),
    description: &str,
    looks: Looks<'_>,
) {
    let size = |out: &mut String, between: &str| {
        number(out, width);
        out.push_str(between);
        number(out, height);
    };
    match frame {
        Frame::Page { class } => {
            out.push_str("<svg class=\"");
            out.push_str(class);
            out.push_str("\" viewBox=\"0 0 ");
            size(out, " ");
            out.push_str("\" role=\"img\" aria-label=\"");
            escape(out, description);
            out.push('"');
            out.push_str(&looks.root());
            out.push('>');
        }
        Frame::File {
            title,
            language,
            ground,
        } => {
            out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"");
            escape(out, language);
            out.push_str("\" width=\"");
            size(out, "\" height=\"");
            out.push_str("\" viewBox=\"0 0 ");
            size(out, " ");
            out.push_str("\" role=\"img\"");
            out.push_str(&looks.root());
            out.push_str(">\n<title>");
            escape(out, title);
            out.push_str("</title>\n<desc>");
            escape(out, description);
            out.push_str("</desc>\n<rect width=\"");
            size(out, "\" height=\"");
            // Writing to a String cannot fail.
            let _ = writeln!(out, "\" fill=\"{ground}\"/>");
        }
    }
}

pub fn close(out: &mut String) {
    out.push_str("</svg>\n");
}
