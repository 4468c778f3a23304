//! What marks and texts look like: names that a page's stylesheet colours, or the colours themselves.
//!
//! In a page a mark carries a class and nothing else, so that themes, dark mode, print and forced colours reach it.
//! A file of its own has no stylesheet around it, and not every reader of SVG knows one; there the same meaning is
//! written as attributes, in the light colours of the theme ([`Palette`]). Both are here, side by side, so that
//! a new paint cannot get one without the other.
//!
//! **Must not enter:** a colour in figures (a palette is handed in), and where anything stands.

use std::fmt;

use super::scene::{Anchor, Ink, Label, Paint, Size};
use super::spec::Tone;

/// A colour without transparency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// From `#rgb` or `#rrggbb`; `None` of anything else.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.trim().strip_prefix('#')?;
        let doubled: String;
        let digits = match digits.len() {
            3 => {
                doubled = digits.chars().flat_map(|c| [c, c]).collect();
                doubled.as_str()
            }
            6 => digits,
            _ => return None,
        };
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        let sound = digits.chars().all(|c| c.is_ascii_hexdigit());
        sound.then_some(Colour([part(0)?, part(2)?, part(4)?]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Colour([red, green, blue]) = self;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

/// The light colours of a theme that a drawing needs, named as its tokens are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    pub bg: Colour,
    pub ink: Colour,
    pub ink_2: Colour,
    pub ink_3: Colour,
    pub rule: Colour,
    pub control: Colour,
    pub mute: Colour,
    /// `c1` to `c8`.
    pub categories: [Colour; 8],
    /// `t2`: the part in question, as a text.
    pub part: Colour,
}

impl Palette {
    /// From the tokens of a stylesheet, by their names without the dashes before them.
    ///
    /// # Errors
    ///
    /// The name of the first token that is missing or no colour.
    pub fn of(token: impl Fn(&str) -> Option<Colour>) -> Result<Palette, &'static str> {
        let colour = |name: &'static str| token(name).ok_or(name);
        Ok(Palette {
            bg: colour("bg")?,
            ink: colour("ink")?,
            ink_2: colour("ink-2")?,
            ink_3: colour("ink-3")?,
            rule: colour("rule")?,
            control: colour("control")?,
            mute: colour("mute")?,
            categories: [
                colour("c1")?,
                colour("c2")?,
                colour("c3")?,
                colour("c4")?,
                colour("c5")?,
                colour("c6")?,
                colour("c7")?,
                colour("c8")?,
            ],
            part: colour("t2")?,
        })
    }

    fn tone(&self, tone: Tone) -> Colour {
        let [c1, c2, c3, c4, c5, c6, c7, c8] = self.categories;
        match tone {
            Tone::C1 => c1,
            Tone::C2 => c2,
            Tone::C3 => c3,
            Tone::C4 => c4,
            Tone::C5 => c5,
            Tone::C6 => c6,
            Tone::C7 => c7,
            Tone::C8 => c8,
            Tone::Mute => self.mute,
        }
    }
}

/// How a drawing says what its parts look like.
#[derive(Debug, Clone, Copy)]
pub enum Looks<'p> {
    /// By classes of the page's stylesheet.
    Classes,
    /// By itself.
    Colours(&'p Palette),
}

/// Fonts of interfaces, as the stylesheet names them; whoever turns a file into a picture brings one of its own.
const FONTS: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

impl Looks<'_> {
    /// The attributes of the whole drawing, each with a space before it.
    pub fn root(self) -> String {
        match self {
            Looks::Classes => String::new(),
            Looks::Colours(palette) => format!(
                " font-family=\"{FONTS}\" font-size=\"{}\" fill=\"{}\"",
                Size::Normal.units(),
                palette.ink_2
            ),
        }
    }

    /// Those of a mark.
    pub fn mark(self, paint: Paint) -> String {
        match self {
            Looks::Classes => class(&paint_classes(paint)),
            Looks::Colours(palette) => paint_attributes(paint, palette),
        }
    }

    /// Those of a text, as far as all its runs share them.
    pub fn label(self, label: &Label) -> String {
        let ink = match label.runs.as_slice() {
            [run] => run.ink,
            _ => Ink::Plain,
        };
        match self {
            Looks::Classes => class(&joined(&[
                anchor_class(label.anchor),
                ink_class(ink),
                size_class(label.size),
            ])),
            Looks::Colours(palette) => {
                let size = match label.size {
                    Size::Normal => String::new(),
                    other => format!(" font-size=\"{}\"", other.units()),
                };
                let ink = match (label.size, ink) {
                    (Size::Large, Ink::Plain) => Ink::Strong,
                    (_, ink) => ink,
                };
                size + &ink_attributes(ink, palette)
            }
        }
    }

    /// Those of one run among others; empty where it looks as its text does.
    pub fn run(self, ink: Ink) -> String {
        match self {
            Looks::Classes => class(ink_class(ink)),
            Looks::Colours(palette) => ink_attributes(ink, palette),
        }
    }
}

fn class(names: &str) -> String {
    match names {
        "" => String::new(),
        names => format!(" class=\"{names}\""),
    }
}

fn joined(classes: &[&str]) -> String {
    let named: Vec<&str> = classes.iter().copied().filter(|c| !c.is_empty()).collect();
    named.join(" ")
}

/// One name for the surface, the line and the text of a tone each.
const fn tone_number(tone: Tone) -> char {
    match tone {
        Tone::C1 => '1',
        Tone::C2 => '2',
        Tone::C3 => '3',
        Tone::C4 => '4',
        Tone::C5 => '5',
        Tone::C6 => '6',
        Tone::C7 => '7',
        Tone::C8 => '8',
        Tone::Mute => 'm',
    }
}

fn paint_classes(paint: Paint) -> String {
    match paint {
        Paint::Fill(tone) => format!("f{}", tone_number(tone)),
        Paint::Outline(tone) => format!("obox l{}", tone_number(tone)),
        Paint::Range(tone) => format!("rbox l{}", tone_number(tone)),
        Paint::Arrow(tone) | Paint::Line(tone) => format!("ln l{}", tone_number(tone)),
        Paint::Dot(tone) => format!("f{} dot", tone_number(tone)),
        Paint::Ring => "ring".to_owned(),
        Paint::Link => "ln li".to_owned(),
        Paint::Span(tone) => format!("rng l{}", tone_number(tone)),
        Paint::Cap(tone) => format!("cap l{}", tone_number(tone)),
        Paint::Whisker => "wsk".to_owned(),
        Paint::Tint(tone) => format!("tint f{}", tone_number(tone)),
        Paint::Gap => "gapbox".to_owned(),
        Paint::Axis | Paint::Leader => "axis".to_owned(),
        Paint::Grid => "grid".to_owned(),
        Paint::Break | Paint::LooseLink => "brk".to_owned(),
    }
}

fn paint_attributes(paint: Paint, palette: &Palette) -> String {
    let filled = |colour: Colour| format!(" fill=\"{colour}\"");
    let stroked = |colour: Colour, width: &str, dashes: &str| {
        let dashes = match dashes {
            "" => String::new(),
            dashes => format!(" stroke-dasharray=\"{dashes}\""),
        };
        format!(" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{dashes}")
    };
    let line = |colour: Colour| {
        let round = " stroke-linecap=\"round\" stroke-linejoin=\"round\"";
        stroked(colour, "2.25", "") + round
    };
    match paint {
        Paint::Fill(tone) => filled(palette.tone(tone)),
        Paint::Outline(tone) => stroked(palette.tone(tone), "1.5", ""),
        Paint::Range(tone) => stroked(palette.tone(tone), "1.5", "2 2"),
        Paint::Arrow(tone) | Paint::Line(tone) => line(palette.tone(tone)),
        Paint::Link => line(palette.ink_2),
        Paint::Dot(tone) => format!(
            "{} stroke=\"{}\" stroke-width=\"1.5\"",
            filled(palette.tone(tone)),
            palette.bg
        ),
        Paint::Ring => format!(
            "{} stroke=\"{}\" stroke-width=\"2\"",
            filled(palette.bg),
            palette.ink_2
        ),
        Paint::Span(tone) => stroked(palette.tone(tone), "8", "") + " stroke-opacity=\".35\"",
        Paint::Cap(tone) => stroked(palette.tone(tone), "2", ""),
        Paint::Whisker | Paint::Axis | Paint::Leader => stroked(palette.control, "1", ""),
        Paint::Tint(tone) => filled(palette.tone(tone)) + " fill-opacity=\".15\"",
        Paint::Gap => stroked(palette.control, "1", "2 3"),
        Paint::Grid => stroked(palette.rule, "1", ""),
        Paint::Break | Paint::LooseLink => stroked(palette.ink_3, "1", "3 3"),
    }
}

const fn anchor_class(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "",
        Anchor::Middle => "m",
        Anchor::End => "e",
    }
}

const fn size_class(size: Size) -> &'static str {
    match size {
        // A title stands in HTML where a drawing is part of a page.
        Size::Normal | Size::Title => "",
        Size::Small => "sm",
        Size::Large => "V",
    }
}

const fn ink_class(ink: Ink) -> &'static str {
    match ink {
        Ink::Plain => "",
        Ink::Strong => "b",
        Ink::Part => "t2 w6",
        Ink::Quiet => "q",
    }
}

fn ink_attributes(ink: Ink, palette: &Palette) -> String {
    match ink {
        Ink::Plain => String::new(),
        Ink::Strong => format!(" fill=\"{}\" font-weight=\"600\"", palette.ink),
        Ink::Part => format!(" fill=\"{}\" font-weight=\"600\"", palette.part),
        Ink::Quiet => format!(" fill=\"{}\"", palette.ink_3),
    }
}
