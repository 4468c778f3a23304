//! The children of a category against their parent: 27 plain-text + 36 PGP e-mails = 63 e-mails in 2025.

use crate::analysis::lookup;
use crate::diagnostic::{Check, Diagnostic, Group, Severity};
use crate::model::figure::{CategoryKey, FigureKey};
use crate::model::interval::Interval;
use crate::model::vocabulary::Sums;

use super::{Examined, describe};

pub static CHECK: Check = Check {
    id: "children-against-parent",
    group: Group::Arithmetic,
    severity: Severity::Error,
    acceptable: true,
    finds: "Categories that are more than the category that contains them, or all of them and not its sum.",
    mend: "correct a count, or accept it with a note",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    for parent in examined.report.figures.values() {
        let Some(cell) = &parent.key.cell else {
            continue;
        };
        let (Some(category), Some(breakdown)) = (
            cell.category.single(),
            examined.vocabulary.breakdown(&cell.breakdown),
        ) else {
            continue;
        };
        if !examined.has_read(&parent.key.measure, &cell.breakdown) {
            continue;
        }
        let sums = lookup::sums(
            examined.report,
            examined.vocabulary,
            &parent.key.measure,
            &cell.breakdown,
        );
        let Some(whole) = parent.value.count() else {
            continue;
        };
        let children: Vec<_> = breakdown.children(category).collect();
        let stated: Vec<_> = children
            .iter()
            .filter_map(|child| {
                let key = CategoryKey::one(child.id.clone());
                examined.report.figure(&FigureKey::cell(
                    parent.key.measure.clone(),
                    cell.breakdown.clone(),
                    key,
                ))
            })
            .collect();
        let counts: Vec<Interval> = stated
            .iter()
            .filter_map(|figure| figure.value.count())
            .collect();
        if counts.is_empty() || matches!(sums, Sums::Multiple | Sums::Overlapping) {
            continue;
        }
        let sum = counts.iter().copied().fold(Interval::ZERO, Interval::plus);
        let complete = counts.len() == children.len() && sums == Sums::Partition;
        let possible = if complete {
            whole.meet(sum).is_some()
        } else {
            whole.upper().is_none_or(|most| sum.lower() <= most)
        };
        if possible {
            continue;
        }
        let mut diagnostic = Diagnostic::new(
            &CHECK,
            parent.at,
            format!(
                "the parts of {} sum to {sum}, but it is {whole}",
                parent.key
            ),
        )
        .label(describe(parent))
        .expected(if complete {
            format!("parts that sum to {whole}")
        } else {
            format!("parts that sum to at most {whole}")
        })
        .about(parent.key.to_string());
        for child in stated {
            diagnostic = diagnostic.related(child.at, describe(child));
        }
        found.push(diagnostic);
    }
}
