//! Numbered notes: one list a report, which its tables refer to.

use crate::model::figure::{FigureKey, Subject};
use crate::model::localized::Localized;
use crate::model::report::Report;
use crate::model::vocabulary::Vocabulary;

use super::Page;
use super::route::Address;
use super::view::{Link, MarginNote, NoteMark, NumberedNote};

/// One note of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Note<'r> {
    /// From 1, in the order in which the page lists them.
    pub number: usize,
    pub subject: Subject,
    pub text: &'r Localized,
    /// Whether it explains an irregularity of the source that was accepted.
    pub accepted: bool,
}

/// The notes of a report in the order in which its page speaks of them: totals before breakdowns, each in the
/// vocabulary's order; of one subject remarks on single figures, notes, then accepted irregularities.
pub fn notes<'r>(report: &'r Report, vocabulary: &Vocabulary) -> Vec<Note<'r>> {
    let remarks = report.figures.values().filter_map(|figure| {
        // Asked for every cell of every table: nothing is copied for figures without a note.
        let note = figure.note.as_ref()?;
        Some((Subject::Figure(figure.key.clone()), note, false))
    });
    let notes = report
        .notes
        .iter()
        .map(|note| (note.subject.clone(), &note.text, false));
    let accepted = report
        .acceptances
        .iter()
        .map(|accepted| (accepted.subject.clone(), &accepted.note, true));
    let mut all: Vec<_> = remarks.chain(notes).chain(accepted).collect();
    all.sort_by_key(|(subject, _, _)| place(subject, vocabulary));
    all.into_iter()
        .enumerate()
        .map(|(index, (subject, text, accepted))| Note {
            number: index + 1,
            subject,
            text,
            accepted,
        })
        .collect()
}

/// Where a page speaks of a subject: the breakdown's number, none for a total, then the measure's.
fn place(subject: &Subject, vocabulary: &Vocabulary) -> (Option<usize>, Option<usize>) {
    let (measure, breakdown) = match subject {
        Subject::Figure(key) => (&key.measure, key.cell.as_ref().map(|cell| &cell.breakdown)),
        Subject::Breakdown(measure, breakdown) => (measure, Some(breakdown)),
    };
    let mut breakdowns = vocabulary.breakdowns.iter();
    let mut measures = vocabulary.measures.iter();
    (
        breakdown.and_then(|id| breakdowns.position(|known| known.id == *id)),
        measures.position(|known| known.id == *measure),
    )
}

impl Page<'_> {
    /// The marks of the notes about one figure. On another page they lead to the report.
    pub fn marks(&self, report: &Report, key: &FigureKey) -> Vec<NoteMark> {
        self.marks_about(report, &Subject::Figure(key.clone()))
    }

    pub fn marks_about(&self, report: &Report, subject: &Subject) -> Vec<NoteMark> {
        let is_here = self.route.address.period == Some(report.period);
        let page = match is_here {
            true => String::new(),
            false => self.link_to(&Address::report(report.period)),
        };
        // Numbers count on their own report's page; among those of other reports they would only confuse.
        let mark = |mark: String, anchor: String| NoteMark {
            label: match is_here {
                true => self.tell("note-label", &[("mark", &mark)]),
                false => {
                    let period = self.language.period(report.period);
                    self.tell("note-label-of", &[("mark", &mark), ("period", &period)])
                }
            },
            href: format!("{page}#{anchor}"),
            mark: if is_here { mark } else { "*".to_owned() },
        };
        let notes = notes(report, self.record().vocabulary())
            .into_iter()
            .filter(|note| note.subject == *subject);
        let mut marks: Vec<NoteMark> = notes
            .map(|note| mark(note.number.to_string(), anchor(&note)))
            .collect();
        let restated = report.restatements.iter().enumerate();
        marks.extend(
            restated
                .filter(|(_, restatement)| Subject::Figure(restatement.figure.clone()) == *subject)
                .map(|(index, _)| {
                    // A letter, so that a correction is not taken for a note.
                    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
                    mark(letter.to_string(), correction_anchor(index))
                }),
        );
        marks
    }

    pub fn numbered(&self, note: &Note<'_>) -> NumberedNote {
        NumberedNote {
            id: anchor(note),
            mark: note.number.to_string(),
            subject: super::phrases::capitalised(&self.subject_label(&note.subject)),
            text: note
                .text
                .get(self.language.id())
                .unwrap_or_default()
                .to_owned(),
        }
    }

    /// A note beside its figure; its anchor is the one that marks lead to. Of a long one only how it begins, with the way
    /// to the rest: a margin longer than its figure tears the page apart.
    pub fn margin_note(&self, note: &Note<'_>) -> MarginNote {
        let numbered = self.numbered(note);
        let title = format!("{} · {}", numbered.mark, numbered.subject);
        match beginning(&numbered.text) {
            Some(beginning) => MarginNote {
                title,
                text: beginning.to_owned(),
                link: Link {
                    label: self.say("break-more"),
                    href: format!("#{}", numbered.id),
                    ..Link::default()
                },
                ..MarginNote::default()
            },
            None => MarginNote {
                title,
                id: numbered.id,
                text: numbered.text,
                ..MarginNote::default()
            },
        }
    }

    pub fn subject_label(&self, subject: &Subject) -> String {
        match subject {
            Subject::Figure(key) => self.full_label(key),
            Subject::Breakdown(measure, breakdown) => {
                let known = self.record().vocabulary().breakdown(breakdown);
                let breakdown = known
                    .map(|known| self.language.breakdown(known))
                    .unwrap_or_default();
                let measure = self.label(&FigureKey::total(measure.clone()));
                self.tell(
                    "by-breakdown",
                    &[("measure", &measure), ("breakdown", &breakdown)],
                )
            }
        }
    }
}

/// The first sentence of a text that is too long for a margin; `None` of one that is not, or has no end of a sentence
/// where one could break off. An abbreviation is no end: a short stretch before it, or a small letter after it.
fn beginning(text: &str) -> Option<&str> {
    const LONG: usize = 240;
    const SHORTEST: usize = 60;
    if text.chars().count() <= LONG {
        return None;
    }
    let ends = text.match_indices(". ").map(|(at, _)| at + 1);
    let is_end = |end: &usize| {
        let rest = text.get(end + 1..).and_then(|rest| rest.chars().next());
        *end >= SHORTEST && rest.is_some_and(char::is_uppercase)
    };
    ends.filter(is_end)
        .find_map(|end| text.get(..end))
        .filter(|beginning| beginning.chars().count() <= LONG)
}

pub fn anchor(note: &Note<'_>) -> String {
    format!("note-{}", note.number)
}

pub fn correction_anchor(index: usize) -> String {
    format!("correction-{}", index + 1)
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn a_long_note_is_broken_off_after_a_sentence() {
        let first = "The report gives one number of rejections only, e.g. 45 in 2023, without a word on mended ones.";
        let long = format!("{first} {}", "It is read as final here. ".repeat(10));
        assert_eq!(beginning(&long), Some(first));
    }

    #[test]
    fn a_short_note_and_one_without_an_end_stay_whole() {
        assert_eq!(beginning("As printed. Nothing else is known."), None);
        assert_eq!(beginning(&"word ".repeat(100)), None);
    }
}
