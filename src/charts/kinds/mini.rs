//! Mini: **how did one count of several topics change?** Columns of one size for every topic, on one scale, each in a
//! drawing of its own beside the topic's name; a few labelled periods, as many as stand side by side on a phone.

use super::Kind;
use super::columns::{self, Frame, Setting, Tones, Upright};
use super::rows;
use crate::charts::layout::Scale;
use crate::charts::scene::{Rendition, Scene, Size};
use crate::charts::spec::{Mini, Tone};

pub const KIND: Kind = Kind {
    name: "mini",
    question: "How did one count of several topics change?",
};

/// How high the count is drawn at which the scale ends.
const LENGTH: f64 = 72.0;

/// From the best to the last that still stands upright.
const SETTINGS: &[Setting] = &[
    columns::setting(false, Size::Normal, false, false),
    columns::setting(false, Size::Small, false, false),
    columns::setting(true, Size::Normal, false, false),
    columns::setting(true, Size::Small, false, false),
];

/// One drawing for all widths; where the texts have no room side by side, rows.
pub fn scene(mini: &Mini) -> Scene {
    let end = mini.end.max(columns::highest(&mini.columns));
    let tones = Tones {
        focus: mini.tone,
        others: Tone::Mute,
    };
    let frame = Frame {
        rendition: Rendition::Narrow,
        width: Rendition::Narrow.width(),
        scale: Scale {
            end,
            length: if end == 0 { 12.0 } else { LENGTH },
        },
        pace: 56.0,
        widest: 0.0,
        tones,
    };
    SETTINGS
        .iter()
        .filter_map(|setting| Upright::new(&mini.columns, frame, *setting)?.scene())
        .find(Scene::is_clear)
        .unwrap_or_else(|| rows::scene(&columns::turned(&mini.columns, tones), Rendition::Narrow))
}
