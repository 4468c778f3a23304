//! A chart as a file of its own: the wide drawing with what a page says around it, so that the picture can be
//! passed on without losing what it shows and where it is from.

use super::draw;
use super::kinds;
use super::layout;
use super::looks::{Looks, Palette};
use super::scene::{
    Anchor, Group, Ink, Item, Label, Mark, Paint, Rendition, Run, Scene, Shape, Size,
};
use super::spec::ChartSpec;
use super::svg::Frame;

/// What stands around a drawing; all of it finished words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// BCP 47.
    pub language: String,
    pub title: String,
    /// May be empty.
    pub subtitle: String,
    /// Publisher, report, what was computed.
    pub source: String,
    /// Where the figure stands on the site, absolute.
    pub address: String,
}

/// Room around everything.
const MARGIN: f64 = 24.0;
/// Between the words above, the drawing, and the words below.
const GAP: f64 = 20.0;

/// The file's text. Its description is the chart's own, as a page speaks it.
pub fn file(spec: &ChartSpec, caption: &Caption, palette: &Palette) -> String {
    let frame = Frame::File {
        title: &layout::plain(&caption.title),
        language: &caption.language,
        ground: palette.bg,
    };
    draw::svg(&scene(spec, caption), frame, Looks::Colours(palette))
}

/// Everything that the file shows, in its place.
pub(super) fn scene(spec: &ChartSpec, caption: &Caption) -> Scene {
    let drawing = kinds::scene(spec, Rendition::Wide);
    let mut words = Words {
        room: drawing.width,
        bottom: MARGIN,
        items: Vec::new(),
    };
    words.add(&caption.title, Size::Title, Ink::Strong, 23.0);
    words.bottom += 4.0;
    words.add(&caption.subtitle, Size::Normal, Ink::Plain, 18.0);
    words.bottom += GAP;
    let top = words.bottom;
    words.bottom += drawing.height + GAP;
    let rule = [
        (MARGIN, words.bottom),
        (MARGIN + drawing.width, words.bottom),
    ];
    words.items.push(Item::Mark(Mark {
        paint: Paint::Grid,
        shape: Shape::Path(rule.to_vec()),
    }));
    words.bottom += 6.0;
    words.add(&caption.source, Size::Small, Ink::Quiet, 17.0);
    words.add(&caption.address, Size::Small, Ink::Quiet, 17.0);
    let moved = |group: Group| Group {
        series: group.series,
        items: group
            .items
            .into_iter()
            .map(|item| item.moved(MARGIN, top))
            .collect(),
    };
    let mut groups: Vec<Group> = drawing.groups.into_iter().map(moved).collect();
    groups.push(Group {
        series: None,
        items: words.items,
    });
    Scene {
        width: drawing.width + 2.0 * MARGIN,
        height: words.bottom + MARGIN,
        description: drawing.description,
        groups,
    }
}

/// Lines under lines.
struct Words {
    room: f64,
    bottom: f64,
    items: Vec<Item>,
}

impl Words {
    fn add(&mut self, text: &str, size: Size, ink: Ink, pace: f64) {
        for line in layout::wrap(text, self.room, size, ink.is_bold()) {
            self.bottom += pace;
            self.items.push(Item::Label(Label {
                x: MARGIN,
                // A quarter of the pace is for the tails of letters.
                baseline: self.bottom - pace / 4.0,
                anchor: Anchor::Start,
                size,
                runs: vec![Run::new(&line, ink)],
            }));
        }
    }
}
