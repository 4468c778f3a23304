//! Measures that have to add up: accepted + objected = received; where one of them is not known, the others must leave
//! room for it.
//!
//! mailbox.org 2019: 22 corrected + 10 finally rejected are not the 26 objected, because the 10 were given a
//! year later for the 4 of the report.

use std::collections::BTreeSet;

use crate::diagnostic::{Check, Diagnostic, Group, Severity};
use crate::model::figure::{Cell, Figure, FigureKey};
use crate::model::interval::Interval;
use crate::model::vocabulary::Identity;

use super::{Examined, describe};

pub static CHECK: Check = Check {
    id: "identity",
    group: Group::Arithmetic,
    severity: Severity::Error,
    acceptable: true,
    finds: "Measures that should add up and do not: accepted + objected = received, corrected + rejected = objected, answered + rejected = received, or the site's own.",
    mend: "correct a count; or declare the identities that hold for this organisation in content/vocabulary.yaml; or accept it with a note",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    let cells: BTreeSet<Option<&Cell>> = examined
        .report
        .figures
        .keys()
        .map(|key| key.cell.as_ref())
        .collect();
    for identity in &examined.vocabulary.identities {
        for cell in &cells {
            found.extend(examine(examined, identity, *cell));
        }
    }
}

fn examine(
    examined: &Examined<'_>,
    identity: &Identity,
    cell: Option<&Cell>,
) -> Option<Diagnostic> {
    let figure = |measure: &crate::model::identifier::MeasureId| {
        let key = FigureKey {
            measure: measure.clone(),
            cell: cell.cloned(),
        };
        examined
            .report
            .figure(&key)
            .filter(|figure| figure.value.count().is_some())
    };
    let whole = figure(&identity.whole)?;
    let parts: Vec<&Figure> = identity.parts.iter().filter_map(figure).collect();
    let sum = parts
        .iter()
        .filter_map(|part| part.value.count())
        .fold(Interval::ZERO, Interval::plus);
    let count = whole.value.count()?;
    // What is not known may be anything from nothing upwards: then the known parts are a lower bound only. A single
    // one that exceeds the whole is the matter of `part_exceeds_whole`.
    let complete = parts.len() == identity.parts.len();
    let possible = match complete {
        true => count.meet(sum).is_some(),
        false => parts.len() < 2 || count.upper().is_none_or(|most| sum.lower() <= most),
    };
    if possible {
        return None;
    }
    let names: Vec<String> = parts.iter().map(|part| part.key.to_string()).collect();
    let counts: Vec<String> = parts
        .iter()
        .filter_map(|part| part.value.count())
        .map(|count| count.to_string())
        .collect();
    let names = names.join(" + ");
    let message = format!(
        "{names} = {} = {sum}, but {} is {count}",
        counts.join(" + "),
        whole.key
    );
    let expected = match complete {
        true => format!("{names} = {}", whole.key),
        false => format!("{names} at most {}", whole.key),
    };
    let mut diagnostic = Diagnostic::new(&CHECK, whole.at, message)
        .label(format!("{}: {}", whole.key, describe(whole)))
        .expected(expected)
        .about(whole.key.to_string());
    for part in parts {
        diagnostic = diagnostic.related(part.at, format!("{}: {}", part.key, describe(part)));
    }
    Some(diagnostic)
}
