//! `content/vocabulary.yaml`, laid over the built-in vocabulary, which has the same form.

use crate::diagnostic::{Diagnostic, FileId, Span, Spanned};
use crate::model::definition::Definition;
use crate::model::identifier::{
    BreakdownId, CategoryId, LanguageId, MeasureId, RateId, is_identifier,
};
use crate::model::localized::Localized;
use crate::model::vocabulary::{
    Breakdown, Category, Colour, Counted, Identity, Measure, RateDefinition, Sums, Unit, Vocabulary,
};

use super::checks::{BAD_NAME, MISSING_KEY, UNKNOWN_CATEGORY, WRONG_TYPE};
use super::fields::{self, Fields, unknown};
use super::yaml::{self, Kind, Node};
use super::{dataset, definitions, names, statement};

const BUILT_IN: &str = include_str!("../model/vocabulary.yaml");

/// The vocabulary of a site that declares nothing. Its text is part of the program and a test reads it, so
/// that it never has a diagnostic here.
pub fn built_in() -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    if let Ok(node) = yaml::parse(FileId(u32::MAX), BUILT_IN, 0..BUILT_IN.len()) {
        extend(&mut vocabulary, &node, &[], &mut Vec::new());
    }
    vocabulary
}

/// Adds what a file declares: new words, or new labels, units and definitions for known ones.
pub fn extend(
    vocabulary: &mut Vocabulary,
    node: &Node,
    languages: &[LanguageId],
    found: &mut Vec<Diagnostic>,
) {
    if node.kind == Kind::Blank {
        return;
    }
    let Some(mut keys) = Fields::open(node, "the vocabulary", found) else {
        return;
    };
    for (name, node) in entries(keys.get("measures"), "the measures", found) {
        measure(vocabulary, name, node, languages, found);
    }
    for (name, node) in entries(keys.get("rates"), "the rates", found) {
        rate(vocabulary, name, node, languages, found);
    }
    if let Some(node) = keys.get("identities") {
        // A publisher whose outcomes differ replaces the identities as a whole: two sets would contradict.
        vocabulary.identities.clear();
        for item in sequence(node, "a list of identities", found) {
            vocabulary
                .identities
                .extend(identity(vocabulary, item, found));
        }
    }
    for (name, node) in entries(keys.get("breakdowns"), "the breakdowns", found) {
        breakdown(vocabulary, name, node, languages, found);
    }
    if let Some(node) = keys.get("key_figures") {
        let mut figures = Vec::new();
        for item in sequence(node, "a list of figures", found) {
            let Some(name) = fields::label(item, "the name of a figure", found) else {
                continue;
            };
            match names::figure(
                &Spanned {
                    value: name,
                    at: item.at,
                },
                vocabulary,
            ) {
                Ok(figure) => figures.push(figure),
                Err(unknown) => found.push(*unknown),
            }
        }
        vocabulary.key_figures = figures;
    }
    keys.finish(found);
}

fn entries<'n>(
    node: Option<&'n Node>,
    what: &'static str,
    found: &mut Vec<Diagnostic>,
) -> Vec<(&'n Spanned<String>, &'n Node)> {
    let fields = node.and_then(|node| Fields::open(node, what, found));
    let entries = fields
        .map(|mut fields| fields.remaining())
        .unwrap_or_default();
    entries
        .into_iter()
        .filter(|(name, _)| {
            let sound = is_identifier(&name.value);
            if !sound {
                found.push(
                    Diagnostic::new(
                        &BAD_NAME,
                        name.at,
                        format!("`{}` cannot be a name", name.value),
                    )
                    .label("not a name"),
                );
            }
            sound
        })
        .collect()
}

fn sequence<'n>(node: &'n Node, expected: &str, found: &mut Vec<Diagnostic>) -> &'n [Node] {
    if let Kind::Sequence(items) = &node.kind {
        return items;
    }
    fields::wrong_type(node, expected, found);
    &[]
}

fn texts(
    node: Option<&Node>,
    languages: &[LanguageId],
    found: &mut Vec<Diagnostic>,
) -> Option<Localized> {
    node.map(|node| fields::localized(node, languages, found))
}

fn colour(node: Option<&Node>, found: &mut Vec<Diagnostic>) -> Option<Colour> {
    let node = node?;
    let colour = Colour::new(fields::count(node, found)?);
    if colour.is_none() {
        found.push(
            Diagnostic::new(&WRONG_TYPE, node.at, "a theme has eight category colours")
                .label("not a colour")
                .expected("a number from 1 to 8"),
        );
    }
    colour
}

fn measure_id(
    node: &Node,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Option<MeasureId> {
    let name = Spanned {
        value: fields::label(node, "a measure", found)?,
        at: node.at,
    };
    names::measure(&name, vocabulary)
        .map(|measure| measure.id.clone())
        .map_err(|unknown| found.push(*unknown))
        .ok()
}

/// Whether a dataset would read this word as something else than a name; `parts`: so also where it stands for a
/// part of a measure.
fn reserved(
    name: &Spanned<String>,
    words: &[&str],
    parts: bool,
    found: &mut Vec<Diagnostic>,
) -> bool {
    let word = name.value.as_str();
    let taken = words.contains(&word)
        || parts && (statement::FORMS.contains(&word) || statement::COMPANIONS.contains(&word));
    if taken {
        found.push(
            Diagnostic::new(
                &BAD_NAME,
                name.at,
                format!("`{word}` has a meaning of its own in every dataset"),
            )
            .label("reserved")
            .mend("choose another name; the label may still be this word"),
        );
    }
    taken
}

/// A word that nothing built in explains has to be explained by the publisher.
fn require_label(
    name: &Spanned<String>,
    label: Option<&Localized>,
    new: bool,
    languages: &[LanguageId],
    found: &mut Vec<Diagnostic>,
) {
    if new && label.is_none() && !languages.is_empty() {
        found.push(
            Diagnostic::new(
                &MISSING_KEY,
                name.at,
                format!("`{}` is new and has no label", name.value),
            )
            .label("needs `label:`")
            .mend("add `label: {…}` with a text in each language of the site"),
        );
    }
}

fn measure(
    vocabulary: &mut Vocabulary,
    name: &Spanned<String>,
    node: &Node,
    languages: &[LanguageId],
    found: &mut Vec<Diagnostic>,
) {
    let Some(mut keys) = Fields::open(node, "a measure", found) else {
        return;
    };
    let unit = keys.get("unit").and_then(|node| {
        let words: Vec<_> = Unit::ALL
            .into_iter()
            .map(|unit| (unit.word(), unit))
            .collect();
        fields::choice(node, &words, found)
    });
    let counted = keys.get("counted").and_then(|node| {
        let words = Counted::ALL.map(|counted| (counted.word(), counted));
        fields::choice(node, &words, found)
    });
    let part_of = keys
        .get("part_of")
        .and_then(|node| measure_id(node, vocabulary, found));
    // What gives a built-in measure another name or meaning.
    let told = ["label", "definition", "unit", "counted", "part_of"].map(|key| keys.get(key));
    let (label, definition) = (
        texts(keys.get("label"), languages, found),
        texts(keys.get("definition"), languages, found),
    );
    let colour = colour(keys.get("colour"), found);
    let versions = keys.get("versions");
    keys.finish(found);
    if reserved(name, &dataset::OWN_KEYS, false, found) {
        return;
    }
    let id = MeasureId::from(name.value.as_str());
    require_label(
        name,
        label.as_ref(),
        vocabulary.measure(&id).is_none(),
        languages,
        found,
    );
    let (later, breaks) = versions
        .map(|node| definitions::read(&id, node, vocabulary, languages, found))
        .unwrap_or_default();
    vocabulary.breaks.extend(breaks);
    let known = vocabulary.measures.iter_mut();
    match known.into_iter().find(|measure| measure.id == id) {
        Some(known) => {
            let before = (known.unit, known.counted, known.part_of.clone());
            known.unit = unit.unwrap_or(known.unit);
            known.counted = counted.unwrap_or(known.counted);
            known.part_of = part_of.or_else(|| known.part_of.take());
            let same = before == (known.unit, known.counted, known.part_of.clone());
            let same = same && label.is_none() && definition.is_none();
            known.redefined = told
                .into_iter()
                .flatten()
                .next()
                .map(|node| node.at)
                .filter(|_| !same && later.is_empty());
            known.label = label.unwrap_or_else(|| std::mem::take(&mut known.label));
            if let Some(first) = definition {
                known.definition.first = first;
            }
            known.definition.later = later;
            known.colour = colour.or(known.colour);
        }
        None => vocabulary.measures.push(Measure {
            id,
            colour,
            unit: unit.unwrap_or(Unit::Requests),
            counted: counted.unwrap_or_default(),
            part_of,
            label: label.unwrap_or_default(),
            definition: Definition {
                first: definition.unwrap_or_default(),
                later,
            },
            declared: (!languages.is_empty()).then_some(name.at),
            redefined: None,
        }),
    }
}

fn rate(
    vocabulary: &mut Vocabulary,
    name: &Spanned<String>,
    node: &Node,
    languages: &[LanguageId],
    found: &mut Vec<Diagnostic>,
) {
    let Some(mut keys) = Fields::open(node, "a rate", found) else {
        return;
    };
    let part = keys
        .get("part")
        .and_then(|node| measure_id(node, vocabulary, found));
    let whole = keys
        .get("whole")
        .and_then(|node| measure_id(node, vocabulary, found));
    let label = texts(keys.get("label"), languages, found);
    let at = keys.at;
    keys.finish(found);
    let id = RateId::from(name.value.as_str());
    require_label(
        name,
        label.as_ref(),
        vocabulary.rate(&id).is_none(),
        languages,
        found,
    );
    if let Some(known) = vocabulary.rates.iter_mut().find(|rate| rate.id == id) {
        known.part = part.unwrap_or_else(|| known.part.clone());
        known.whole = whole.unwrap_or_else(|| known.whole.clone());
        known.label = label.unwrap_or_else(|| std::mem::take(&mut known.label));
        return;
    }
    match (part, whole) {
        (Some(part), Some(whole)) => {
            vocabulary.rates.push(RateDefinition {
                id,
                part,
                whole,
                label: label.unwrap_or_default(),
            });
        }
        _ => found.push(
            Diagnostic::new(&MISSING_KEY, at, "a rate needs `part:` and `whole:`")
                .label("the ratio of what to what?"),
        ),
    }
}

fn identity(vocabulary: &Vocabulary, item: &Node, found: &mut Vec<Diagnostic>) -> Option<Identity> {
    let mut keys = Fields::open(item, "an identity", found)?;
    let parts = keys
        .require("parts", found)
        .map(|node| sequence(node, "a list of measures", found))
        .unwrap_or_default();
    let parts: Vec<_> = parts
        .iter()
        .filter_map(|part| measure_id(part, vocabulary, found))
        .collect();
    let whole = keys
        .require("whole", found)
        .and_then(|node| measure_id(node, vocabulary, found));
    keys.finish(found);
    let whole = whole?;
    (!parts.is_empty()).then_some(Identity { parts, whole })
}

fn breakdown(
    vocabulary: &mut Vocabulary,
    name: &Spanned<String>,
    node: &Node,
    languages: &[LanguageId],
    found: &mut Vec<Diagnostic>,
) {
    let Some(mut keys) = Fields::open(node, "a breakdown", found) else {
        return;
    };
    let sums = keys.get("sums").and_then(|node| {
        let words: Vec<_> = Sums::ALL
            .into_iter()
            .map(|sums| (sums.word(), sums))
            .collect();
        fields::choice(node, &words, found)
    });
    let label = texts(keys.get("label"), languages, found);
    let categories = entries(keys.get("categories"), "the categories", found);
    keys.finish(found);
    if reserved(name, &[dataset::TOTAL], true, found) {
        return;
    }
    let id = BreakdownId::from(name.value.as_str());
    require_label(
        name,
        label.as_ref(),
        vocabulary.breakdown(&id).is_none(),
        languages,
        found,
    );
    if vocabulary.breakdown(&id).is_none() {
        let (sums, label) = (
            sums.unwrap_or(Sums::Partition),
            label.clone().unwrap_or_default(),
        );
        vocabulary.breakdowns.push(Breakdown {
            id: id.clone(),
            sums,
            categories: Vec::new(),
            label,
        });
    }
    let Some(known) = vocabulary
        .breakdowns
        .iter_mut()
        .find(|breakdown| breakdown.id == id)
    else {
        return;
    };
    known.sums = sums.unwrap_or(known.sums);
    known.label = label.unwrap_or_else(|| std::mem::take(&mut known.label));
    for (name, node) in categories {
        category(known, name, node, languages, found);
    }
}

/// A parent has to be declared before its children, so that nesting can have no cycle.
fn category(
    breakdown: &mut Breakdown,
    name: &Spanned<String>,
    node: &Node,
    languages: &[LanguageId],
    found: &mut Vec<Diagnostic>,
) {
    let Some(mut keys) = Fields::open(node, "a category", found) else {
        return;
    };
    let id = CategoryId::from(name.value.as_str());
    if reserved(name, &["rest", "sums", dataset::TOTAL], true, found) {
        return;
    }
    let new = breakdown.category(&id).is_none();
    let parent = keys.get("in").and_then(|node| {
        let parent = Spanned {
            value: fields::label(node, "a category", found)?,
            at: node.at,
        };
        parent_of(breakdown, &id, new, &parent, found)
    });
    let (label, definition) = (
        texts(keys.get("label"), languages, found),
        texts(keys.get("definition"), languages, found),
    );
    let colour = colour(keys.get("colour"), found);
    keys.finish(found);
    require_label(name, label.as_ref(), new, languages, found);
    match breakdown
        .categories
        .iter_mut()
        .find(|category| category.id == id)
    {
        Some(known) => {
            known.label = label.unwrap_or_else(|| std::mem::take(&mut known.label));
            known.definition = definition.unwrap_or_else(|| std::mem::take(&mut known.definition));
            known.colour = colour.or(known.colour);
        }
        None => breakdown.categories.push(Category {
            id,
            colour,
            parent,
            label: label.unwrap_or_default(),
            definition: definition.unwrap_or_default(),
        }),
    }
}

fn parent_of(
    breakdown: &Breakdown,
    id: &CategoryId,
    new: bool,
    parent: &Spanned<String>,
    found: &mut Vec<Diagnostic>,
) -> Option<CategoryId> {
    let key = CategoryId::from(parent.value.as_str());
    let trouble = |message: String, at: Span| {
        Diagnostic::new(&UNKNOWN_CATEGORY, at, message).label("as a parent")
    };
    if breakdown.category(&key).is_none() {
        let known = breakdown
            .categories
            .iter()
            .map(|category| category.id.as_str());
        let message = format!("no category `{}` stands above this one", parent.value);
        found.push(
            unknown(&UNKNOWN_CATEGORY, parent, &message, known)
                .mend("declare the parent before its children"),
        );
        return None;
    }
    let current = breakdown
        .category(id)
        .and_then(|category| category.parent.clone());
    if !new && current.as_ref() != Some(&key) {
        found.push(
            trouble(format!("`{id}` is built in and nests otherwise"), parent.at).mend(
                "give your own category another name: a built-in one means the same on every site",
            ),
        );
        return None;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_vocabulary_has_no_diagnostic() {
        let node = yaml::parse(FileId(0), BUILT_IN, 0..BUILT_IN.len()).map_err(|d| d.message);
        let (mut vocabulary, mut found) = (Vocabulary::default(), Vec::new());
        extend(&mut vocabulary, &node.unwrap(), &[], &mut found);
        assert_eq!(found, []);
        assert_eq!(vocabulary, built_in());
        assert!(vocabulary.measures.len() >= 12 && vocabulary.identities.len() == 3);
    }
}
