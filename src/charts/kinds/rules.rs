//! Breaks between periods: a dashed rule each, with its label beside its upper end. Where labels would meet,
//! the earlier one stands higher, because a rule runs down through everything below its label.

use crate::charts::layout;
use crate::charts::scene::{Anchor, Ink, Item, Label, Mark, Paint, Run, Shape, Size};

/// A rule with its label. Heights count from the lower edge of the band of labels, so they are negative.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    x: f64,
    top: f64,
    lines: Vec<String>,
    anchor: Anchor,
}

/// The height of a line of small text.
const LINE: f64 = 16.5;
/// From the rule to its label.
const BESIDE: f64 = 6.0;
/// Labels of one or two lines read best.
const WIDEST: f64 = 200.0;
/// With less room than this to the right of its rule, a label stands left of it.
const NARROWEST: f64 = 90.0;

/// Rules at the given places, from left to right, in a drawing of some width.
pub fn place(breaks: &[(f64, Vec<&str>)], width: f64) -> Vec<Rule> {
    let mut placed: Vec<Rule> = Vec::new();
    let (rightward, leftward): (Vec<_>, Vec<_>) = breaks.iter().partition(|(x, labels)| {
        let (right, left) = (width - x - BESIDE, x - BESIDE);
        let longest = longest_word(labels);
        // A word is torn only where there is no side on which it fits.
        right >= NARROWEST && (longest <= right || longest > left)
    });
    for (x, labels) in rightward.into_iter().rev() {
        let mut rule = Rule::new(*x, labels, Anchor::Start, width - x - BESIDE);
        let bottom = placed
            .iter()
            .filter(|other| rule.x + BESIDE + rule.width() > other.x - BESIDE)
            .fold(0.0, |bottom: f64, other| bottom.min(other.top - 4.0));
        rule.top = bottom - rule.height();
        placed.push(rule);
    }
    for (x, labels) in leftward {
        let mut rule = Rule::new(*x, labels, Anchor::End, x - BESIDE);
        let bottom = placed
            .iter()
            .filter(|other| rule.x - BESIDE - rule.width() < other.right_edge() + BESIDE)
            .fold(0.0, |bottom: f64, other| bottom.min(other.top - 4.0));
        rule.top = bottom - rule.height();
        placed.push(rule);
    }
    placed
}

fn longest_word(labels: &[&str]) -> f64 {
    let words = labels.iter().flat_map(|label| label.split_whitespace());
    let widths = words.map(|word| layout::width(word, Size::Small, false));
    widths.fold(0.0, f64::max)
}

/// How high the band of labels has to be.
pub fn band(rules: &[Rule]) -> f64 {
    -rules.iter().map(|rule| rule.top).fold(0.0, f64::min)
}

impl Rule {
    fn new(x: f64, labels: &[&str], anchor: Anchor, room: f64) -> Self {
        let room = room.min(WIDEST);
        let lines = |label: &&str| layout::balanced(label, room, Size::Small, false);
        Rule {
            x,
            top: 0.0,
            lines: labels.iter().flat_map(lines).collect(),
            anchor,
        }
    }

    fn width(&self) -> f64 {
        let widths = self
            .lines
            .iter()
            .map(|line| layout::width(line, Size::Small, false));
        widths.fold(0.0, f64::max)
    }

    fn height(&self) -> f64 {
        self.lines.len() as f64 * LINE
    }

    fn right_edge(&self) -> f64 {
        match self.anchor {
            Anchor::Start => self.x + BESIDE + self.width(),
            Anchor::Middle | Anchor::End => self.x,
        }
    }

    /// `edge` is the lower edge of the band; the rule ends at the baseline of the columns.
    pub fn items(&self, edge: f64, base: f64) -> Vec<Item> {
        let top = edge + self.top;
        let mut items = vec![Item::Mark(Mark {
            paint: Paint::Break,
            shape: Shape::Path(vec![(self.x, top + 2.0), (self.x, base)]),
        })];
        let x = match self.anchor {
            Anchor::Start => self.x + BESIDE,
            Anchor::Middle | Anchor::End => self.x - BESIDE,
        };
        let mut baseline = top - 3.0;
        for line in &self.lines {
            baseline += LINE;
            items.push(Item::Label(Label {
                x,
                baseline,
                anchor: self.anchor,
                size: Size::Small,
                runs: vec![Run::new(line, Ink::Quiet)],
            }));
        }
        items
    }
}
