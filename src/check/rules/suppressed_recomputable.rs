//! What is kept back as too small, and follows from what is not.
//!
//! One suppressed part of a breakdown whose total and other parts are known is as good as published.

use crate::analysis::lookup;
use crate::check::nesting::{Group, Nesting};
use crate::check::resolve::breakdowns;
use crate::diagnostic::{self, Check, Diagnostic, Severity};
use crate::model::figure::{Figure, FigureKey};
use crate::model::interval::Interval;
use crate::model::value::{Gap, Value};
use crate::model::vocabulary::Sums;

use super::Examined;

pub static CHECK: Check = Check {
    id: "suppressed-recomputable",
    group: diagnostic::Group::Arithmetic,
    severity: Severity::Error,
    acceptable: true,
    finds: "A suppressed count that anybody can compute from the published ones.",
    mend: "suppress a second part of the same sum, or the total; or accept it with a note",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    let report = examined.report;
    for (measure, breakdown) in breakdowns(report) {
        let sums = lookup::sums(report, examined.vocabulary, &measure, &breakdown);
        if sums != Sums::Partition {
            continue;
        }
        let nesting = Nesting::of(report, examined.vocabulary, &measure, &breakdown);
        let Some(nesting) = nesting else { continue };
        let total = FigureKey::total(measure);
        found.extend(of_group(examined, &total, &nesting.top));
        for (parent, children) in &nesting.families {
            found.extend(of_group(examined, parent, children));
        }
    }
    for identity in &examined.vocabulary.identities {
        let group = Group {
            parts: identity
                .parts
                .iter()
                .cloned()
                .map(FigureKey::total)
                .collect(),
            disjoint: true,
            complete: true,
        };
        found.extend(of_group(
            examined,
            &FigureKey::total(identity.whole.clone()),
            &group,
        ));
    }
}

fn of_group(examined: &Examined<'_>, whole: &FigureKey, group: &Group) -> Option<Diagnostic> {
    if !group.disjoint || !group.complete {
        return None;
    }
    let figures: Vec<&Figure> = group
        .parts
        .iter()
        .map(|key| examined.report.figure(key))
        .collect::<Option<_>>()?;
    let whole = examined.report.figure(whole)?;
    let is_suppressed = |figure: &Figure| figure.value == Value::Gap(Gap::Suppressed);
    let exact = |figures: &[&Figure]| {
        let counts = figures.iter().map(|figure| figure.value.exact());
        counts.collect::<Option<Vec<u64>>>()
    };
    let (hidden, open): (Vec<&Figure>, Vec<&Figure>) = figures
        .iter()
        .copied()
        .partition(|figure| is_suppressed(figure));
    let known: u64 = exact(&open)?.into_iter().sum();
    let (figure, count, how) = match hidden.as_slice() {
        [] if is_suppressed(whole) => (whole, known, "the sum of its parts"),
        [only] => {
            let rest = whole.value.exact()?.checked_sub(known)?;
            (*only, rest, "what the other parts leave of the whole")
        }
        // Nothing is left for several: each of them is zero.
        [first, ..] if whole.value.exact() == Some(known) => (*first, 0, "nothing is left for it"),
        _ => return None,
    };
    let count = Interval::exactly(count);
    let message = format!("{} is suppressed, and can only be {count}", figure.key);
    let mut diagnostic = Diagnostic::new(&CHECK, figure.at, message)
        .label(how)
        .about(figure.key.to_string());
    for other in figures.iter().copied().chain([whole]) {
        if other.key != figure.key {
            diagnostic = diagnostic.related(other.at, super::describe(other));
        }
    }
    Some(diagnostic)
}
