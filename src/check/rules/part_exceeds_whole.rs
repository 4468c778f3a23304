//! A part larger than what it is a part of: a category than its total, a measure than the measure that every one of
//! its cases is also one of.
//!
//! This holds however a breakdown adds up: where one request may have several types, still none of them has more
//! requests than there are.

use std::collections::BTreeMap;

use crate::analysis::lookup;
use crate::check::nesting::Nesting;
use crate::check::resolve::breakdowns;
use crate::diagnostic::{Check, Diagnostic, Group, Severity};
use crate::model::figure::{Figure, FigureKey};
use crate::model::identifier::MeasureId;
use crate::model::vocabulary::{Sums, Vocabulary};

use super::{Examined, describe};

pub static CHECK: Check = Check {
    id: "part-exceeds-whole",
    group: Group::Arithmetic,
    severity: Severity::Error,
    acceptable: false,
    finds: "A part that is larger than its whole: a category than its total or than a merged category that contains it, corrected than objected, rejected than received.",
    mend: "correct one of the two counts",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    let containers = containers(examined);
    for part in examined.report.figures.values() {
        let wholes = wholes(examined, &containers, part);
        let exceeded = wholes.into_iter().find_map(|whole| {
            let (count, of) = (part.value.count()?, whole.value.count()?);
            of.upper()
                .is_some_and(|most| count.lower() > most)
                .then_some(whole)
        });
        let Some(whole) = exceeded else { continue };
        let message = format!(
            "{} is {}, but {}, which contains it, is {}",
            part.key,
            describe(part),
            whole.key,
            describe(whole)
        );
        found.push(
            Diagnostic::new(&CHECK, part.at, message)
                .label(format!("{}: {}", part.key, describe(part)))
                .related(whole.at, format!("{}: {}", whole.key, describe(whole)))
                .expected(format!("at most {}", describe(whole)))
                .about(part.key.to_string()),
        );
    }
}

/// Everything that a figure is a part of and that the report states.
fn wholes<'e>(
    examined: &'e Examined<'_>,
    containers: &BTreeMap<FigureKey, Vec<FigureKey>>,
    part: &Figure,
) -> Vec<&'e Figure> {
    let mut keys: Vec<FigureKey> = Vec::new();
    if part.key.cell.is_some() {
        keys.push(part.key.to_total());
    }
    for measure in containing(examined.vocabulary, &part.key.measure) {
        keys.push(FigureKey {
            measure,
            cell: part.key.cell.clone(),
        });
    }
    keys.extend(containers.get(&part.key).into_iter().flatten().cloned());
    keys.iter()
        .filter_map(|key| examined.report.figure(key))
        .collect()
}

/// For each category the stated ones that it lies in, where parts need not add up: where they do, this is the matter
/// of `children_against_parent`.
fn containers(examined: &Examined<'_>) -> BTreeMap<FigureKey, Vec<FigureKey>> {
    let mut found: BTreeMap<FigureKey, Vec<FigureKey>> = BTreeMap::new();
    for (measure, breakdown) in breakdowns(examined.report) {
        match lookup::sums(examined.report, examined.vocabulary, &measure, &breakdown) {
            Sums::Partition | Sums::Incomplete => continue,
            Sums::Multiple | Sums::Overlapping => {}
        }
        let nesting = Nesting::of(examined.report, examined.vocabulary, &measure, &breakdown);
        for (parent, children) in nesting.into_iter().flat_map(|nesting| nesting.families) {
            for child in children.parts {
                found.entry(child).or_default().push(parent.clone());
            }
        }
    }
    found
}

/// What a measure is a part of, directly or not: as declared, and as the whole of a rate.
fn containing(vocabulary: &Vocabulary, measure: &MeasureId) -> Vec<MeasureId> {
    let mut found: Vec<MeasureId> = Vec::new();
    let mut open = vec![measure.clone()];
    while let Some(next) = open.pop() {
        let declared = vocabulary
            .measure(&next)
            .and_then(|measure| measure.part_of.clone());
        let rates = vocabulary
            .rates
            .iter()
            .filter(|rate| rate.part == next)
            .map(|rate| rate.whole.clone());
        let sums = vocabulary
            .identities
            .iter()
            .filter(|identity| identity.parts.contains(&next))
            .map(|identity| identity.whole.clone());
        for whole in declared.into_iter().chain(rates).chain(sums) {
            if whole != *measure && !found.contains(&whole) {
                found.push(whole.clone());
                open.push(whole);
            }
        }
    }
    found
}
