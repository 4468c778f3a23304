//! The author's text with its references: where they are, and which of them were met.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::narrative::Origin;
use crate::narrative::scan::{Candidate, FILLER};

/// Where the link definitions stand, by their labels.
pub type Definitions = BTreeMap<String, Range<usize>>;

/// Labels are alike regardless of case and blanks, nearly as in the parser; it serves to say where, not whither.
pub fn definition_key(label: &str) -> String {
    label
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// The author's text and what is known of the references in it.
pub struct Source<'s> {
    pub origin: Origin,
    pub body: &'s str,
    /// The body with filler instead of references; offsets are the same.
    pub filled: &'s str,
    pub candidates: &'s [Candidate],
    /// Whether a candidate was shown or complained about.
    pub seen: Vec<bool>,
    pub definitions: Definitions,
}

/// A piece of an event's text.
pub enum Fragment<'f> {
    Text(&'f str),
    /// Index of the candidate.
    Candidate(usize),
}

impl Source<'_> {
    /// The candidates that stand wholly inside `range`.
    pub fn within(&self, range: &Range<usize>) -> Range<usize> {
        let first = self
            .candidates
            .partition_point(|candidate| candidate.range.start < range.start);
        let end = self
            .candidates
            .partition_point(|candidate| candidate.range.end <= range.end);
        first..end.max(first)
    }

    pub fn mark(&mut self, index: usize) {
        if let Some(seen) = self.seen.get_mut(index) {
            *seen = true;
        }
    }

    pub fn mark_within(&mut self, range: &Range<usize>) {
        for index in self.within(range) {
            self.mark(index);
        }
    }

    /// Whether Markdown passed this text on as it was written.
    pub fn is_verbatim(&self, text: &str, range: &Range<usize>) -> bool {
        self.filled.get(range.clone()) == Some(text)
    }

    /// Splits an event's text at its references. They are found by their offsets; only where Markdown changed the text
    /// (a code span, in which it joins lines) by their order.
    pub fn fragments<'f>(&self, text: &'f str, range: &Range<usize>) -> Vec<Fragment<'f>> {
        let verbatim = self.is_verbatim(text, range);
        let mut fragments = Vec::new();
        let mut at = 0;
        for index in self.within(range) {
            let Some(candidate) = self.candidates.get(index) else {
                continue;
            };
            let start = if verbatim {
                candidate.range.start - range.start
            } else {
                let rest = text.get(at..).unwrap_or_default();
                at + rest.find(FILLER).unwrap_or(rest.len())
            };
            fragments.push(Fragment::Text(text.get(at..start).unwrap_or_default()));
            fragments.push(Fragment::Candidate(index));
            at = start + candidate.range.len();
        }
        fragments.push(Fragment::Text(text.get(at..).unwrap_or_default()));
        fragments
    }

    /// The lines of a stretch of the text, without what ends them; each is looked for when it is asked for.
    pub fn lines(&self, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let mut start = range.start;
        let written = self.filled.get(range.clone()).unwrap_or_default();
        written.split_inclusive(['\n', '\r']).map(move |line| {
            let begin = start;
            start += line.len();
            begin..begin + line.trim_end_matches(['\r', '\n']).len()
        })
    }

    /// Where a term's own `{#id}` stands, blanks before it included, and the id.
    pub fn term_id(&self, range: &Range<usize>) -> Option<(Range<usize>, &str)> {
        let term = self.filled.get(range.clone())?.trim_end();
        let (words, id) = term.strip_suffix('}')?.rsplit_once("{#")?;
        let plain = !words.ends_with('\\') && !id.contains(['{', '}', '`']);
        let start = range.start + words.trim_end().len();
        plain.then_some((start..range.start + term.len(), id))
    }
}
