//! Whether the languages of a text say the same: the same sections, references, tables, footnotes, front matter.
//!
//! What a translator forgot is seen by no reader of either language alone (SPEC sections 4 and 5). Words are not
//! compared, only what has one form in every language; for that, references are canonical and anchors the same
//! everywhere.

use std::collections::BTreeMap;

use crate::diagnostic::{Check, Diagnostic, Group, Severity, Span};
use crate::model::identifier::LanguageId;
use crate::narrative::document::{Document, Heading};
use crate::source::Text;

use super::record::Record;

pub static LANGUAGE_PARITY: Check = Check {
    id: "language-parity",
    group: Group::Prose,
    severity: Severity::Warning,
    acceptable: false,
    finds: "A section, reference, table, footnote or key of the front matter that a text has in one language only.",
    mend: "add it in the other language, or remove it here",
};

pub const CHECKS: &[&Check] = &[&LANGUAGE_PARITY];

/// A text in one language.
struct Side<'t> {
    /// The name of its file, as its directory has it: `en.md`.
    name: String,
    text: &'t Text,
    /// By their ids.
    sections: BTreeMap<&'t str, &'t Heading>,
}

impl<'t> Side<'t> {
    fn document(&self) -> &'t Document {
        &self.text.document
    }

    /// The file as a whole, where there is no better place for what is not there.
    fn start(&self) -> Span {
        Span::new(self.text.file, 0..0)
    }
}

pub fn run(record: &Record, diagnostics: &mut Vec<Diagnostic>) {
    let languages = &record.settings().languages;
    for organisation in record.organisations() {
        for report in organisation.reports() {
            let own = report.report.period.to_string();
            let name = |language: &LanguageId| format!("{language}.md");
            let sides = sides(languages, &report.narratives, name);
            compare_all(&sides, Some(&own), diagnostics);
        }
    }
    for page in record.pages() {
        let name = |language: &LanguageId| format!("{}.{language}.md", page.name);
        compare_all(&sides(languages, &page.texts, name), None, diagnostics);
    }
}

/// In the order of the site's languages.
fn sides<'t>(
    languages: &[LanguageId],
    texts: &'t BTreeMap<LanguageId, Text>,
    name: impl Fn(&LanguageId) -> String,
) -> Vec<Side<'t>> {
    let sides = languages.iter().filter_map(|language| {
        let text = texts.get(language)?;
        let headings = text.document.headings.iter();
        Some(Side {
            name: name(language),
            text,
            sections: headings.map(|one| (one.id.as_str(), one)).collect(),
        })
    });
    sides.collect()
}

/// Each language against the first: the first is what translators translate.
fn compare_all(sides: &[Side<'_>], own: Option<&str>, diagnostics: &mut Vec<Diagnostic>) {
    let Some((first, others)) = sides.split_first() else {
        return;
    };
    for other in others {
        let mut found = Found::default();
        sections(first, other, &mut found);
        for (here, there) in [(first, other), (other, first)] {
            front_matter(here, there, &mut found);
            references(here, there, own, &mut found);
            amount(here, there, "table", |one| &one.tables, &mut found);
            amount(here, there, "footnote", |one| &one.footnotes, &mut found);
        }
        diagnostics.extend(found.listed);
        if found.unlisted > 0 {
            diagnostics.push(
                Diagnostic::new(
                    &LANGUAGE_PARITY,
                    other.start(),
                    format!(
                        "{} more differences between {} and {} are not listed",
                        found.unlisted, first.name, other.name
                    ),
                )
                .label("this file")
                .expected("a translation of the other file"),
            );
        }
    }
}

/// Of two texts that have nothing in common, nobody reads every difference; and finding the place of one costs a
/// walk through the text.
const LISTED: usize = 20;

#[derive(Default)]
struct Found {
    listed: Vec<Diagnostic>,
    unlisted: usize,
}

impl Found {
    fn add(&mut self, difference: impl FnOnce() -> Diagnostic) {
        if self.listed.len() < LISTED {
            self.listed.push(difference());
        } else {
            self.unlisted += 1;
        }
    }
}

fn sections(first: &Side<'_>, other: &Side<'_>, found: &mut Found) {
    let only = |here: &Side<'_>, there: &Side<'_>| -> Vec<usize> {
        let all = here.document().headings.iter().enumerate();
        all.filter(|(_, heading)| !there.sections.contains_key(heading.id.as_str()))
            .map(|(index, _)| index)
            .collect()
    };
    let (here, there) = (only(first, other), only(other, first));
    // As many on either side are the same sections under two names, most likely made from the words.
    if here.len() == there.len() {
        for (index, counterpart) in here.into_iter().zip(there) {
            let (one, two) = (
                &first.document().headings[index],
                &other.document().headings[counterpart],
            );
            found.add(|| {
                Diagnostic::new(
                    &LANGUAGE_PARITY,
                    one.at,
                    format!(
                        "the section `{}` is not in {}, and `{}` not in {}",
                        one.id, other.name, two.id, first.name
                    ),
                )
                .label(format!("#{}", one.id))
                .expected("the same id in every language, so that a link leads to the same section")
                .mend(format!(
                    "if they are the same section, write {{#{}}} behind both headings; if not, write what is missing",
                    two.id
                ))
                .related(two.at, format!("#{}", two.id))
            });
        }
        return;
    }
    for (indices, side, lacking) in [(here, first, other), (there, other, first)] {
        for index in indices {
            let headings = &side.document().headings;
            let heading = &headings[index];
            found.add(|| {
            let diagnostic = missing(
                heading.at,
                format!("the section `{}` is not in {}", heading.id, lacking.name),
                side,
                lacking,
            )
            .mend("write the section in the other language, or give the heading that is its translation the same {#id}");
            beside(diagnostic, lacking, &headings[..index])
            });
        }
    }
}

fn missing(at: Span, message: String, side: &Side<'_>, lacking: &Side<'_>) -> Diagnostic {
    Diagnostic::new(&LANGUAGE_PARITY, at, message)
        .label(format!("only in {}", side.name))
        .expected(format!("the same in {} and {}", side.name, lacking.name))
}

/// Points into the text that lacks something: at the section in which it would stand, else at its beginning.
/// `before` are the headings above it, in the text that has it.
fn beside(diagnostic: Diagnostic, lacking: &Side<'_>, before: &[Heading]) -> Diagnostic {
    let section = before
        .iter()
        .rev()
        .find_map(|heading| lacking.sections.get(heading.id.as_str()));
    match section {
        Some(heading) => diagnostic.related(heading.at, "nowhere in this file; its place is below"),
        None => diagnostic.related(lacking.start(), "nowhere in this file"),
    }
}

fn front_matter(here: &Side<'_>, there: &Side<'_>, found: &mut Found) {
    if there.text.front.faulty {
        return;
    }
    for (key, at) in &here.text.front.places {
        // Where a page stands among others is said once for all its languages.
        if *key != "order" && !there.text.front.places.contains_key(key) {
            found.add(|| {
                missing(
                    *at,
                    format!("`{key}:` is not in {}", there.name),
                    here,
                    there,
                )
                .related(there.start(), "nowhere in this file")
            });
        }
    }
}

/// Every reference as often as in the other language: a figure that is said twice here and once there is said
/// of something else there, or not at all.
fn references(here: &Side<'_>, there: &Side<'_>, own: Option<&str>, found: &mut Found) {
    let places = |side: &Side<'_>| {
        let mut places: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        for reference in side.document().references() {
            if reference.value.is_words() {
                continue;
            }
            let written = reference.value.canonical(own);
            places.entry(written).or_default().push(reference.at);
        }
        places
    };
    let others = places(there);
    for (written, at) in places(here) {
        let other = others.get(&written).map(Vec::as_slice).unwrap_or_default();
        let Some(surplus) = at.get(other.len()) else {
            continue;
        };
        found.add(|| match other.last() {
            None => {
                let above = |heading: &&Heading| heading.at.start < surplus.start;
                let before = here.document().headings.iter().take_while(above).count();
                let message = format!("`{{{{ {written} }}}}` is not in {}", there.name);
                let diagnostic = missing(*surplus, message, here, there);
                beside(diagnostic, there, &here.document().headings[..before])
            }
            Some(last) => fewer(
                (*surplus, at.len(), here),
                (*last, other.len(), there),
                &format!("`{{{{ {written} }}}}`"),
            ),
        });
    }
}

fn amount(
    here: &Side<'_>,
    there: &Side<'_>,
    what: &str,
    of: fn(&Document) -> &Vec<Span>,
    found: &mut Found,
) {
    let (at, other) = (of(here.document()), of(there.document()));
    let Some(surplus) = at.get(other.len()) else {
        return;
    };
    found.add(|| match other.last() {
        None => missing(
            *surplus,
            format!("there is no {what} in {}", there.name),
            here,
            there,
        )
        .related(there.start(), "nowhere in this file"),
        Some(last) => fewer(
            (*surplus, at.len(), here),
            (*last, other.len(), there),
            &format!("a {what}"),
        ),
    });
}

fn fewer(
    (at, here, side): (Span, usize, &Side<'_>),
    (last, there, lacking): (Span, usize, &Side<'_>),
    what: &str,
) -> Diagnostic {
    let times = |count: usize| match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    };
    let message = format!(
        "{what} comes {} in {}, and {} in {}",
        times(here),
        side.name,
        times(there),
        lacking.name
    );
    Diagnostic::new(&LANGUAGE_PARITY, at, message)
        .label("one more here")
        .expected(format!("as many in {} as in {}", side.name, lacking.name))
        .related(last, "the last one there")
}
