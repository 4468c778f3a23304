//! The picture that stands for a report where its address is shared: who says it, the finding, the numbers.

use super::draw;
use super::layout;
use super::looks::{Looks, Palette};
use super::scene::{Anchor, Area, Group, Ink, Item, Label, Mark, Paint, Run, Scene, Shape, Size};
use super::spec::Tone;
use super::svg::Frame;

/// What stands on the card; all of it finished words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// BCP 47.
    pub language: String,
    /// Publisher and period.
    pub kicker: String,
    pub headline: String,
    /// Value, its base (may be empty), and what it counts; as many as there is room for are shown.
    pub figures: Vec<[String; 3]>,
    /// Who compiled it, if not the publisher; may be empty.
    pub notice: String,
}

/// A third of 1200 by 630 pixels, the size that Open Graph asks for: so that the sizes of a chart's texts, three
/// times as large, can be read where such a picture is shown as small as a stamp.
const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 210.0;
const MARGIN: f64 = 20.0;
const MOST_FIGURES: usize = 3;
const MOST_LINES: usize = 4;
const MOST_LABEL: usize = 2;
const MOST_NOTICE: usize = 2;

/// The card as a drawing, to be painted with three pixels for each unit.
pub fn card(card: &Card, palette: &Palette) -> String {
    let frame = Frame::File {
        title: &layout::plain(&card.headline),
        language: &card.language,
        ground: palette.bg,
    };
    draw::svg(&scene(card), frame, Looks::Colours(palette))
}

pub(super) fn scene(card: &Card) -> Scene {
    let room = WIDTH - 2.0 * MARGIN;
    let mut items = vec![Item::Mark(Mark {
        paint: Paint::Fill(Tone::C1),
        shape: Shape::Rect(Area {
            left: 0.0,
            top: 0.0,
            right: WIDTH,
            bottom: 6.0,
        }),
    })];
    let mut add = |text: &str, at: (f64, f64), size: Size, ink: Ink| {
        items.push(Item::Label(Label {
            x: at.0,
            baseline: at.1,
            anchor: Anchor::Start,
            size,
            runs: vec![Run::new(text, ink)],
        }));
    };
    add(
        &cut(&card.kicker, room, Size::Small, false),
        (MARGIN, 30.0),
        Size::Small,
        Ink::Quiet,
    );
    let mut baseline = 32.0;
    let lines = layout::balanced(&card.headline, room, Size::Title, true);
    let is_cut = lines.len() > MOST_LINES;
    for (index, line) in lines.iter().take(MOST_LINES).enumerate() {
        baseline += 23.0;
        let line = match is_cut && index + 1 == MOST_LINES {
            true => cut(&format!("{line} …"), room, Size::Title, true),
            false => line.clone(),
        };
        add(&line, (MARGIN, baseline), Size::Title, Ink::Strong);
    }
    // From the bottom upwards: who compiled it, the numbers, and the headline above them.
    let small = |text: &str, room: f64| layout::balanced(text, room, Size::Small, false);
    let mut bottom = HEIGHT - 14.0;
    let notice = small(&card.notice, room);
    for line in notice.iter().take(MOST_NOTICE).rev() {
        add(line, (MARGIN, bottom), Size::Small, Ink::Quiet);
        bottom -= 15.0;
    }
    if !notice.is_empty() {
        bottom -= 5.0;
    }
    let shown = card.figures.len().clamp(1, MOST_FIGURES);
    let column = room / shown as f64;
    let labels: Vec<Vec<String>> = card
        .figures
        .iter()
        .take(shown)
        .map(|[_, _, label]| small(label, column - 12.0))
        .collect();
    let most = labels
        .iter()
        .map(Vec::len)
        .max()
        .unwrap_or(0)
        .min(MOST_LABEL);
    let values = bottom - 6.0 - 15.0 * most as f64;
    // A headline of many lines leaves no room for numbers; it has the first of them itself.
    if most > 0 && baseline + 34.0 <= values {
        for (index, ([value, of, _], label)) in card.figures.iter().zip(&labels).enumerate() {
            let x = MARGIN + column * index as f64;
            add(value, (x, values), Size::Large, Ink::Strong);
            let beside = layout::width(value, Size::Large, true) + 4.0;
            if beside + layout::width(of, Size::Small, false) + 10.0 <= column {
                add(of, (x + beside, values), Size::Small, Ink::Plain);
            }
            for (row, line) in label.iter().take(most).enumerate() {
                let at = values + 16.0 + 15.0 * row as f64;
                add(line, (x, at), Size::Small, Ink::Plain);
            }
        }
    }
    Scene {
        width: WIDTH,
        height: HEIGHT,
        description: card.headline.clone(),
        groups: vec![Group {
            series: None,
            items,
        }],
    }
}

/// As much of a text as fits on one line; what is left out is shown to be left out.
fn cut(text: &str, room: f64, size: Size, bold: bool) -> String {
    let text = layout::plain(text);
    if layout::width(&text, size, bold) <= room {
        return text;
    }
    let mut cut = text;
    while let Some((shorter, _)) = cut.trim_end_matches(['…', ' ']).rsplit_once(' ') {
        let shorter = format!("{shorter} …");
        if layout::width(&shorter, size, bold) <= room {
            return shorter;
        }
        cut = shorter;
    }
    let mut letters = String::new();
    for c in cut.chars() {
        letters.push(c);
        if layout::width(&format!("{letters}…"), size, bold) > room {
            letters.pop();
            break;
        }
    }
    letters + "…"
}
