//! The names of figures as publishers write them, against the vocabulary.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Span, Spanned, nearest};
use crate::model::figure::{CategoryKey, Cell, FigureKey, Subject};
use crate::model::identifier::{BreakdownId, CategoryId, MeasureId};
use crate::model::vocabulary::{Breakdown, Measure, Vocabulary};

use super::checks::{UNKNOWN_BREAKDOWN, UNKNOWN_CATEGORY, UNKNOWN_FIGURE, UNKNOWN_MEASURE};
use super::fields::unknown;

/// `received`, `received.total`, `received.channel`, `received.channel.plain_email+fax`.
///
/// The place is that of the text itself, so that the diagnostic points at the wrong part of the name.
pub fn subject(
    name: &Spanned<String>,
    vocabulary: &Vocabulary,
) -> Result<Subject, Box<Diagnostic>> {
    let mut parts = Parts {
        at: name.at,
        offset: 0,
    };
    let mut words = name.value.splitn(3, '.');
    let measure = parts.next(words.next().unwrap_or_default());
    let measure = self::measure(&measure, vocabulary)?.id.clone();
    let Some(second) = words.next() else {
        return Ok(Subject::Figure(FigureKey::total(measure)));
    };
    let second = parts.next(second);
    if second.value == "total" && words.next().is_none() {
        return Ok(Subject::Figure(FigureKey::total(measure)));
    }
    let known = breakdown(&second, vocabulary)?;
    let Some(third) = name.value.splitn(3, '.').nth(2) else {
        return Ok(Subject::Breakdown(measure, known.id.clone()));
    };
    let category = category_key(&parts.next(third), known)?;
    Ok(Subject::Figure(FigureKey {
        measure,
        cell: Some(Cell {
            breakdown: known.id.clone(),
            category,
        }),
    }))
}

/// The same, where a single figure is asked for.
pub fn figure(
    name: &Spanned<String>,
    vocabulary: &Vocabulary,
) -> Result<FigureKey, Box<Diagnostic>> {
    match subject(name, vocabulary)? {
        Subject::Figure(key) => Ok(key),
        Subject::Breakdown(..) => Err(Box::new(
            Diagnostic::new(
                &UNKNOWN_FIGURE,
                name.at,
                format!("`{}` is a breakdown, not a figure", name.value),
            )
            .label("which part of it?")
            .mend(format!(
                "name one category, such as {}.CATEGORY",
                name.value
            )),
        )),
    }
}

pub fn measure<'v>(
    name: &Spanned<String>,
    vocabulary: &'v Vocabulary,
) -> Result<&'v Measure, Box<Diagnostic>> {
    vocabulary
        .measure(&MeasureId::from(name.value.as_str()))
        .ok_or_else(|| {
            let known = vocabulary
                .measures
                .iter()
                .map(|measure| measure.id.as_str());
            let diagnostic = unknown(
                &UNKNOWN_MEASURE,
                name,
                &format!("there is no measure `{}`", name.value),
                known.clone(),
            );
            let near = nearest(&name.value, known);
            Box::new(perhaps_renamed(diagnostic, near, vocabulary))
        })
}

/// A measure of the site's own may have been renamed under figures that still have its old name: where it is declared
/// belongs to the message. A built-in measure cannot be renamed.
fn perhaps_renamed(
    diagnostic: Diagnostic,
    near: Option<&str>,
    vocabulary: &Vocabulary,
) -> Diagnostic {
    /// More places would be a list of the vocabulary.
    const MOST: usize = 3;
    let own = vocabulary.measures.iter();
    let own = own.filter(|measure| near.is_none_or(|near| near == measure.id.as_str()));
    let declared: Vec<(&Measure, Span)> = own
        .filter_map(|measure| Some((measure, measure.declared?)))
        .collect();
    if declared.is_empty() || declared.len() > MOST {
        return diagnostic;
    }
    let diagnostic = declared
        .into_iter()
        .fold(diagnostic, |told, (measure, at)| {
            told.related(at, format!("`{}` is declared here: renamed?", measure.id))
        });
    diagnostic.mend("correct the spelling, or declare the measure in content/vocabulary.yaml; a measure that was renamed keeps its old name in every file and download, or gets the new one in all of them")
}

pub fn breakdown<'v>(
    name: &Spanned<String>,
    vocabulary: &'v Vocabulary,
) -> Result<&'v Breakdown, Box<Diagnostic>> {
    vocabulary
        .breakdown(&BreakdownId::from(name.value.as_str()))
        .ok_or_else(|| {
            let known = vocabulary
                .breakdowns
                .iter()
                .map(|breakdown| breakdown.id.as_str());
            Box::new(unknown(
                &UNKNOWN_BREAKDOWN,
                name,
                &format!("there is no breakdown `{}`", name.value),
                known,
            ))
        })
}

/// `fax`, `plain_email+fax` in any order, or `rest`.
pub fn category_key(
    name: &Spanned<String>,
    breakdown: &Breakdown,
) -> Result<CategoryKey, Box<Diagnostic>> {
    if name.value == CategoryKey::REST {
        return Ok(CategoryKey::Rest);
    }
    let mut members = BTreeSet::new();
    let mut offset = 0;
    for word in name.value.split('+') {
        let at = part(name.at, offset, word.len());
        offset += word.len() + 1;
        let word = Spanned {
            value: word.trim().to_owned(),
            at,
        };
        let id = CategoryId::from(word.value.as_str());
        if let Some(reason) = no_category(&word.value, name) {
            let (message, mend) = reason;
            return Err(Box::new(
                Diagnostic::new(&UNKNOWN_CATEGORY, word.at, message)
                    .label("no category")
                    .mend(mend),
            ));
        }
        if breakdown.category(&id).is_none() {
            let known = breakdown
                .categories
                .iter()
                .map(|category| category.id.as_str());
            let message = format!(
                "the breakdown `{}` has no category `{}`",
                breakdown.id, word.value
            );
            return Err(Box::new(unknown(&UNKNOWN_CATEGORY, &word, &message, known)));
        }
        if !members.insert(id) {
            return Err(Box::new(
                Diagnostic::new(
                    &UNKNOWN_CATEGORY,
                    word.at,
                    format!("`{}` is merged with itself", word.value),
                )
                .label("a second time"),
            ));
        }
    }
    let nested = members.iter().find_map(|member| {
        let above = breakdown
            .ancestors(member)
            .find(|above| members.contains(*above))?;
        Some((member, above))
    });
    if let Some((member, above)) = nested {
        return Err(Box::new(
            Diagnostic::new(
                &UNKNOWN_CATEGORY,
                name.at,
                format!("`{member}` lies in `{above}` already"),
            )
            .label("counted twice")
            .mend(format!("write `{above}` without `{member}`")),
        ));
    }
    Ok(CategoryKey::Categories(members))
}

/// Words that stand where a category is expected and are none, with what to write instead.
fn no_category(word: &str, name: &Spanned<String>) -> Option<(String, &'static str)> {
    match word {
        "" => Some((
            format!("a category is missing in `{}`", name.value),
            "write a category on each side of the `+`, or remove the `+`",
        )),
        CategoryKey::REST => Some((
            "`rest` is what has no category, and cannot be merged with one".to_owned(),
            "write `rest:` alone, with a count of its own",
        )),
        "total" => Some((
            "`total` is not one of the parts".to_owned(),
            "write the total beside the breakdown: received: {total: 133, channel: …}",
        )),
        _ if word.contains(',') => Some((
            format!("`{word}` is more than one category"),
            "join merged categories by a plus sign: pgp_email+post",
        )),
        _ => None,
    }
}

/// The dotted parts of a name, one after the other.
struct Parts {
    at: Span,
    offset: usize,
}

impl Parts {
    fn next(&mut self, word: &str) -> Spanned<String> {
        let at = part(self.at, self.offset, word.len());
        self.offset += word.len() + 1;
        Spanned {
            value: word.to_owned(),
            at,
        }
    }
}

/// A stretch of a name. A name whose span is not its text (an escape, a folded scalar) is shown whole.
fn part(at: Span, offset: usize, length: usize) -> Span {
    let start = at.range().start + offset;
    if start + length <= at.range().end {
        Span::new(at.file, start..start + length)
    } else {
        at
    }
}
