//! `breaks:` of `organisation.yaml`: the dates from which figures are no longer comparable.

use crate::diagnostic::{Diagnostic, Span, Spanned};
use crate::model::breaks::{Break, BreakKind, Evidence, OtherDate};
use crate::model::figure::Subject;
use crate::model::identifier::{BreakId, LanguageId, is_identifier};
use crate::model::localized::Localized;
use crate::model::period::{Day, PartialDate};
use crate::model::vocabulary::Vocabulary;

use super::checks::{BAD_DATE, BAD_NAME, DUPLICATE_KEY, MISSING_KEY};
use super::fields::{self, Fields};
use super::names;
use super::yaml::{Kind, Node};

/// The breaks in chronological order; those that lack what every break needs are reported and left out.
pub fn read(
    node: &Node,
    vocabulary: &Vocabulary,
    languages: &[LanguageId],
    found: &mut Vec<Diagnostic>,
) -> Vec<Break> {
    let expected = "a list of breaks: [{id: new_rule, date: 2023-01-01, kind: law, …}]";
    let mut breaks: Vec<Break> = Vec::new();
    for item in fields::items(node, expected, found) {
        let Some(one) = one(item, vocabulary, languages, found) else {
            continue;
        };
        let mut taken = vocabulary.breaks.iter().chain(&breaks);
        match taken.find(|earlier| earlier.id == one.id) {
            Some(earlier) => found.push(
                Diagnostic::new(
                    &DUPLICATE_KEY,
                    one.at,
                    format!("two breaks have the id `{}`", one.id),
                )
                .label("again")
                .related(earlier.at, "first")
                .mend("give each break an id of its own"),
            ),
            None => breaks.push(one),
        }
    }
    breaks.sort_by_key(|one| one.date);
    breaks
}

fn one(
    node: &Node,
    vocabulary: &Vocabulary,
    languages: &[LanguageId],
    found: &mut Vec<Diagnostic>,
) -> Option<Break> {
    let mut keys = Fields::open(node, "a break", found)?;
    let id = keys.require("id", found).and_then(|node| id(node, found));
    let date = keys
        .require("date", found)
        .and_then(|node| day(node, found));
    let kinds = BreakKind::ALL.map(|kind| (kind.word(), kind));
    let kind = keys
        .require("kind", found)
        .and_then(|node| fields::choice(node, &kinds, found));
    let figures = keys
        .require("figures", found)
        .map(|node| figures(node, vocabulary, found))
        .unwrap_or_default();
    let mut words = |key: &'static str, found: &mut Vec<Diagnostic>| -> Localized {
        keys.require(key, found)
            .map(|node| fields::localized(node, languages, found))
            .unwrap_or_default()
    };
    let (title, text) = (words("title", found), words("text", found));
    let evidence = keys
        .require("source", found)
        .and_then(|node| evidence(node, found));
    let other_dates = keys
        .get("other_dates")
        .map(|node| other_dates(node, found))
        .unwrap_or_default();
    keys.finish(found);
    Some(Break {
        id: id.as_ref().map(|id| BreakId::from(id.value.as_str()))?,
        date: date?,
        kind: kind?,
        figures,
        title,
        text,
        evidence: evidence?,
        other_dates,
        at: id?.at,
    })
}

fn id(node: &Node, found: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    let text = fields::label(node, "an id", found)?;
    if !is_identifier(&text) {
        found.push(
            Diagnostic::new(&BAD_NAME, node.at, format!("`{text}` cannot be an id"))
                .label("not an id")
                .mend("use lower-case letters, digits and _, beginning with a letter: it becomes an anchor and a word in the downloads"),
        );
        return None;
    }
    Some(Spanned {
        value: text,
        at: node.at,
    })
}

/// A break is a day: "2023" would leave open on which side of it a half-year lies.
pub fn day(node: &Node, found: &mut Vec<Diagnostic>) -> Option<Day> {
    match fields::date(node, found)? {
        PartialDate::Day(day) => Some(day),
        PartialDate::Year(_) | PartialDate::Month(..) => {
            found.push(
                Diagnostic::new(&BAD_DATE, node.at, "the date of a break is a day")
                    .label("no day")
                    .expected("the first day under the new rule, such as 2023-01-01")
                    .mend("write year, month and day"),
            );
            None
        }
    }
}

pub fn figures(
    node: &Node,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Vec<Spanned<Subject>> {
    let expected = "a list of figures: [rejected, received.channel, received.type.interception]";
    let items = fields::items(node, expected, found);
    if items.is_empty() && matches!(node.kind, Kind::Sequence(_)) {
        found.push(
            Diagnostic::new(&MISSING_KEY, node.at, "this break affects no figure")
                .label("an empty list")
                .expected(expected)
                .mend("name the figures that are no longer comparable, or remove the break"),
        );
    }
    let mut subjects: Vec<Spanned<Subject>> = Vec::new();
    for item in items {
        let Some(text) = fields::label(item, "the name of a figure", found) else {
            continue;
        };
        let name = Spanned {
            value: text,
            at: item.at,
        };
        match names::subject(&name, vocabulary) {
            Ok(subject) => match subjects.iter().find(|earlier| earlier.value == subject) {
                Some(earlier) => found.push(twice(&name.value, item.at, earlier.at)),
                None => subjects.push(Spanned {
                    value: subject,
                    at: item.at,
                }),
            },
            Err(unknown) => found.push(*unknown),
        }
    }
    subjects
}

fn twice(name: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_KEY, again, format!("`{name}` stands here twice"))
        .label("again")
        .related(first, "first")
}

pub fn evidence(node: &Node, found: &mut Vec<Diagnostic>) -> Option<Evidence> {
    let mut keys = Fields::open(node, "a source of a break", found)?;
    let title = keys
        .require("title", found)
        .and_then(|node| fields::label(node, "a title", found));
    let url = keys
        .get("url")
        .and_then(|node| fields::address(node, found));
    keys.finish(found);
    Some(Evidence { title: title?, url })
}

fn other_dates(node: &Node, found: &mut Vec<Diagnostic>) -> Vec<OtherDate> {
    let expected = "a list of dates with their sources: [{date: 2021, source: {title: …, url: …}}]";
    let items = fields::items(node, expected, found).iter();
    items
        .filter_map(|item| {
            let mut keys = Fields::open(item, "another date", found)?;
            let date = keys
                .require("date", found)
                .and_then(|node| fields::date(node, found));
            let evidence = keys
                .require("source", found)
                .and_then(|node| evidence(node, found));
            keys.finish(found);
            Some(OtherDate {
                date: date?,
                evidence: evidence?,
            })
        })
        .collect()
}
