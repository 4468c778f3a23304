//! Writing an SVG document: numbers, escaping, and what differs between a page and a file of its own.

use std::fmt::Write as _;

/// Where a drawing will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Inside an HTML page, whose stylesheet colours the classes.
    InPage,
    /// A file that is opened by itself: the namespace has to be named.
    Standalone,
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
    class: &str,
    (width, height): (i32, i32),
    description: &str,
    used: Use,
) {
    out.push_str("<svg class=\"");
    out.push_str(class);
    if used == Use::Standalone {
        out.push_str("\" xmlns=\"http://www.w3.org/2000/svg");
    }
    out.push_str("\" viewBox=\"0 0 ");
    number(out, width);
    out.push(' ');
    number(out, height);
    // A name, and no <title>: that would show as a tooltip over the whole drawing.
    out.push_str("\" role=\"img\" aria-label=\"");
    escape(out, description);
    out.push_str("\">");
}

pub fn close(out: &mut String) {
    out.push_str("</svg>\n");
}
