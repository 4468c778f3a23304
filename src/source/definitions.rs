//! `versions:` of a measure in `content/vocabulary.yaml`: how the definition of a measure changed.

use crate::diagnostic::{Diagnostic, Spanned};
use crate::model::breaks::{Break, BreakKind};
use crate::model::definition::Version;
use crate::model::figure::{FigureKey, Subject};
use crate::model::identifier::{BreakId, LanguageId, MeasureId};
use crate::model::vocabulary::Vocabulary;

use super::breaks;
use super::checks::{BAD_DATE, WRONG_TYPE};
use super::fields::{self, Fields};
use super::yaml::Node;

/// The versions by number, and for each that begins on a day the break that it is.
pub fn read(
    measure: &MeasureId,
    node: &Node,
    vocabulary: &Vocabulary,
    languages: &[LanguageId],
    found: &mut Vec<Diagnostic>,
) -> (Vec<Version>, Vec<Break>) {
    let expected = "a list of versions: [{version: 2, from: 2023-01-01, definition: …, change: …, title: …, source: …}]";
    let (mut versions, mut cuts) = (Vec::new(), Vec::new());
    for item in fields::items(node, expected, found) {
        let number = versions.len() as u64 + 2;
        let Some((version, cut)) = one(measure, number, item, vocabulary, languages, found) else {
            continue;
        };
        let before = versions
            .iter()
            .rev()
            .find_map(|before: &Version| Some((before.at, before.from?)));
        if let (Some(day), Some((at, before))) = (version.from, before)
            && day <= before
        {
            found.push(
                Diagnostic::new(
                    &BAD_DATE,
                    version.at,
                    format!("version {number} of `{measure}` does not begin after the one before"),
                )
                .label("begins too early")
                .related(at, "the version before")
                .expected("a day after the first day of the version before")
                .mend("correct `from:`, or put the versions in order"),
            );
        }
        cuts.extend(cut);
        versions.push(version);
    }
    (versions, cuts)
}

fn one(
    measure: &MeasureId,
    number: u64,
    node: &Node,
    vocabulary: &Vocabulary,
    languages: &[LanguageId],
    found: &mut Vec<Diagnostic>,
) -> Option<(Version, Option<Break>)> {
    let mut keys = Fields::open(node, "a version of a definition", found)?;
    let told = keys.require("version", found);
    if let Some(told) = told
        && let Some(count) = fields::count(told, found)
        && count != number
    {
        found.push(
            Diagnostic::new(&WRONG_TYPE, told.at, format!("here stands version {number}, not {count}"))
                .label("out of order")
                .expected(format!("{number}: version 1 is the measure's own `definition:` or the built-in one, and numbers leave no hole"))
                .mend("number the versions in their order; figures are cited by them"),
        );
    }
    let mut words = |key: &'static str, found: &mut Vec<Diagnostic>| {
        let node = keys.require(key, found);
        node.map(|node| fields::localized(node, languages, found))
            .unwrap_or_default()
    };
    let (text, change) = (words("definition", found), words("change", found));
    let since = keys.get("from");
    let day = since.and_then(|node| breaks::day(node, found));
    let at = told.map_or(node.at, |told| told.at);
    let mut cut = None;
    if since.is_some() {
        let title = keys.require("title", found);
        let title = title.map(|node| fields::localized(node, languages, found));
        let evidence = keys.require("source", found);
        let evidence = evidence.and_then(|node| breaks::evidence(node, found));
        let own = Subject::Figure(FigureKey::total(measure.clone()));
        let others = keys.get("figures");
        let mut figures = others
            .map(|node| breaks::figures(node, vocabulary, found))
            .unwrap_or_default();
        figures.retain(|other| other.value != own);
        figures.insert(0, Spanned { value: own, at });
        cut = title
            .zip(evidence)
            .zip(day)
            .map(|((title, evidence), date)| Break {
                id: BreakId::from(format!("{measure}_{number}").as_str()),
                date,
                kind: BreakKind::Definition,
                figures,
                title,
                text: change.clone(),
                evidence,
                other_dates: Vec::new(),
                at,
            });
    }
    keys.finish(found);
    let version = Version {
        number: u32::try_from(number).ok()?,
        from: day,
        text,
        change,
        at,
    };
    Some((version, cut))
}
