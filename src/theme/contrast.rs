//! Whether a theme's texts and marks stand out from what they stand on, in light and in dark.
//!
//! WCAG 2.2 asks for 4.5:1 of texts (1.4.3) and 3:1 of what a chart is made of and of the mark of the focus (1.4.11).
//! The pairs are those of the browser tests (`tests/browser/checks/colours.mjs`), which look at the finished site.

use super::colour::{BLACK, Colour, Contrast, WHITE};

/// Tokens in which something is written.
const TEXTS: &[&str] = &["ink", "ink-2", "ink-3", "link", "t1", "t2"];
/// Tokens in which charts, controls and the focus are drawn.
const MARKS: &[&str] = &[
    "focus", "control", "mute", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8",
];
/// What they stand on. On `band`, which lies under what was followed or is pointed at, are texts only.
pub(super) const GROUNDS: &[&str] = &["bg", "surface", "band"];

const TEXT: Contrast = Contrast(450);
const MARK: Contrast = Contrast(300);

/// What has to be seen on what, and how well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub front: &'static str,
    pub ground: &'static str,
    pub needed: Contrast,
}

/// A pair that falls short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weak {
    pub pair: Pair,
    pub found: Contrast,
}

pub(super) fn needed(front: &str) -> Contrast {
    match MARKS.contains(&front) {
        true => MARK,
        false => TEXT,
    }
}

pub(super) fn pairs() -> impl Iterator<Item = Pair> {
    let fronts = TEXTS.iter().chain(MARKS);
    fronts.flat_map(|front| {
        let grounds = GROUNDS
            .iter()
            .filter(|ground| **ground != "band" || TEXTS.contains(front));
        grounds.map(|ground| Pair {
            front,
            ground,
            needed: needed(front),
        })
    })
}

/// Pairs that fall short, the ones that lack most of what they need first. A token that is not there is in no pair.
pub(super) fn weak(colour: impl Fn(&str) -> Option<Colour>) -> Vec<Weak> {
    let mut weak: Vec<Weak> = pairs()
        .filter_map(|pair| {
            let found = colour(pair.front)?.contrast(colour(pair.ground)?);
            (found < pair.needed).then_some(Weak { pair, found })
        })
        .collect();
    weak.sort_by_key(|weak| weak.found.0 * 1_000 / weak.pair.needed.0);
    weak
}

/// The nearest lighter or darker colour that stands out from all of these as it should.
pub(super) fn nearest(colour: Colour, others: &[(Colour, Contrast)]) -> Option<Colour> {
    let passes = |step: &Colour| {
        others
            .iter()
            .all(|(other, needed)| step.contrast(*other) >= *needed)
    };
    (1..=u8::MAX).find_map(|step| {
        let both = [BLACK, WHITE].map(|end| colour.towards(end, step));
        both.into_iter().find(passes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_colour_passes_and_its_neighbour_does_not() {
        let pale = Colour::parse("#7FB5B5").unwrap();
        let found = nearest(pale, &[(WHITE, TEXT)]).unwrap();
        assert!(found.contrast(WHITE) >= TEXT, "{found}");
        assert_eq!(found.to_string(), "#587D7D");
        assert_eq!(
            nearest(pale, &[(WHITE, TEXT), (BLACK, Contrast(500))]),
            None
        );
    }

    #[test]
    fn a_ground_of_texts_only_is_no_ground_of_marks() {
        assert!(pairs().any(|pair| pair.front == "link" && pair.ground == "band"));
        assert!(!pairs().any(|pair| pair.front == "c1" && pair.ground == "band"));
    }
}
