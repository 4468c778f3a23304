//! Percentages that are each possible, and not all of them at once.
//!
//! Of a total that is not published the shares remain, and 60 % + 55 % of it are still too much. Of a total that is a
//! range each percentage may fit some number in it, and no number fit them all.

use std::collections::BTreeMap;

use crate::analysis::lookup;
use crate::check::nesting::Nesting;
use crate::check::resolve::breakdowns;
use crate::diagnostic::{Check, Diagnostic, Group, Severity};
use crate::model::figure::{Figure, FigureKey};
use crate::model::identifier::{BreakdownId, MeasureId};
use crate::model::interval::Interval;
use crate::model::percent::Percent;
use crate::model::value::Statement;
use crate::model::vocabulary::Sums;

use super::{Examined, describe};

pub static CHECK: Check = Check {
    id: "percentages-cannot-all-hold",
    group: Group::Arithmetic,
    severity: Severity::Error,
    acceptable: true,
    finds: "Percentages of the same figure that cannot all be true: parts of more or less than 100 %, or of a range in which no number fits all of them.",
    mend: "look the percentages and their base up again; or say how the breakdown adds up (`sums: multiple`); or accept it with a note",
};

/// Bases that are tried one by one. Above a hundred times the unit of the finest percentage, 100,000 for three
/// decimals, every percentage fits every base; a longer search could only tire.
const TRIED: u64 = 1_000_000;

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    for (measure, breakdown) in breakdowns(examined.report) {
        if examined.has_read(&measure, &breakdown) {
            found.extend(of_an_unknown_total(examined, &measure, &breakdown));
        }
    }
    let mut shares: BTreeMap<&FigureKey, Vec<(&Figure, Percent)>> = BTreeMap::new();
    for figure in examined.report.figures.values() {
        if let Statement::Share(share) = &figure.stated {
            let all = shares.entry(&share.of).or_default();
            all.push((figure, share.percent));
        }
    }
    for (base, shares) in shares {
        found.extend(of_a_range(examined, base, &shares));
    }
}

/// Shares of a total without a count: their own ranges have to reach 100 %.
fn of_an_unknown_total(
    examined: &Examined<'_>,
    measure: &MeasureId,
    breakdown: &BreakdownId,
) -> Option<Diagnostic> {
    let total = FigureKey::total(measure.clone());
    // Of a total that is not stated at all, each of its percentages is reported already.
    if examined.report.figure(&total)?.value.count().is_some() {
        return None;
    }
    let sums = lookup::sums(examined.report, examined.vocabulary, measure, breakdown);
    let nesting = Nesting::of(examined.report, examined.vocabulary, measure, breakdown)?;
    if matches!(sums, Sums::Multiple | Sums::Overlapping) || !nesting.top.disjoint {
        return None;
    }
    let parts: Vec<(&Figure, Percent)> = nesting
        .top
        .parts
        .iter()
        .filter_map(|key| {
            let figure = examined.report.figure(key)?;
            let share = figure.stated.share()?;
            (share.of == total).then_some((figure, share.percent))
        })
        .collect();
    let (least, most, whole) = sum(parts.iter().map(|(_, percent)| *percent))?;
    let all = parts.len() == nesting.top.parts.len() && sums == Sums::Partition;
    let message = match (least > whole, all && most < whole) {
        (true, _) => "more",
        (_, true) => "less",
        _ => return None,
    };
    let written: Vec<String> = parts
        .iter()
        .map(|(_, percent)| percent.to_string())
        .collect();
    let message = format!(
        "the percentages of {measure}.{breakdown} are {message} than 100: {}",
        written.join(" + ")
    );
    let place = examined
        .dataset
        .places
        .get(&(measure.clone(), breakdown.clone()))
        .copied()
        .or(parts.first().map(|(figure, _)| figure.at))?;
    let diagnostic = Diagnostic::new(&CHECK, place, message)
        .expected(match all {
            true => "percentages that sum to 100, each within half a unit of its last digit",
            false => "percentages that sum to at most 100",
        })
        .about(format!("{measure}.{breakdown}"));
    Some(with_shares(diagnostic, &parts))
}

/// The least and the most that percentages can sum to, and what 100 % is, in the same unit.
fn sum(percents: impl Iterator<Item = Percent>) -> Option<(u128, u128, u128)> {
    let bounds: Vec<(u64, u64, u64)> = percents.map(Percent::bounds).collect();
    // Denominators are 200 times a power of ten: the largest is a multiple of every other.
    let whole = bounds.iter().map(|(.., denominator)| *denominator).max()?;
    let scaled = |value: u64, denominator: u64| u128::from(value) * u128::from(whole / denominator);
    let least = bounds.iter().map(|(least, _, d)| scaled(*least, *d)).sum();
    let most = bounds.iter().map(|(_, most, d)| scaled(*most, *d)).sum();
    Some((least, most, u128::from(whole)))
}

/// Shares of a figure that is a range: some number in it has to fit every one of them.
fn of_a_range(
    examined: &Examined<'_>,
    base: &FigureKey,
    shares: &[(&Figure, Percent)],
) -> Option<Diagnostic> {
    let whole = examined.report.figure(base)?;
    let range = whole.value.count()?;
    if range.exact().is_some() || shares.len() < 2 {
        return None;
    }
    // One that fits nothing by itself has its own check.
    if shares
        .iter()
        .any(|(_, percent)| percent.fits(range).is_none())
    {
        return None;
    }
    let partitions = partitions(examined, base, shares);
    let holds = |base: u64| {
        let fits = |percent: Percent| percent.fits(Interval::exactly(base));
        let sums = |parts: &Vec<Part>| {
            let counts = parts.iter().map(|part| match part {
                Part::Counted(count) => Some(*count),
                Part::Share(percent) => fits(*percent),
            });
            let sum = counts.reduce(|sum, count| Some(sum?.plus(count?)));
            sum.flatten().is_some_and(|sum| sum.contains(base))
        };
        shares.iter().all(|(_, percent)| fits(*percent).is_some()) && partitions.iter().all(sums)
    };
    let last = range.upper().unwrap_or(u64::MAX);
    let tried = range.lower()..=last.min(range.lower().saturating_add(TRIED));
    let searched_all = *tried.end() == last;
    if tried.into_iter().any(holds) || !searched_all {
        return None;
    }
    let message = format!("no number of {base} from {range} fits all of its percentages");
    let diagnostic = Diagnostic::new(&CHECK, whole.at, message)
        .label(describe(whole))
        .expected("a range with a number of which all the percentages are whole numbers")
        .about(base.to_string());
    Some(with_shares(diagnostic, shares))
}

enum Part {
    Counted(Interval),
    Share(Percent),
}

/// The breakdowns of the base itself of which every part is known, as a count or as one of the shares.
fn partitions(
    examined: &Examined<'_>,
    base: &FigureKey,
    shares: &[(&Figure, Percent)],
) -> Vec<Vec<Part>> {
    if base.cell.is_some() {
        return Vec::new();
    }
    let (report, vocabulary) = (examined.report, examined.vocabulary);
    breakdowns(report)
        .into_iter()
        .filter(|(measure, breakdown)| {
            *measure == base.measure
                && examined.has_read(measure, breakdown)
                && lookup::sums(report, vocabulary, measure, breakdown) == Sums::Partition
        })
        .filter_map(|(measure, breakdown)| Nesting::of(report, vocabulary, &measure, &breakdown))
        .filter(|nesting| nesting.top.disjoint)
        .filter_map(|nesting| {
            let part = |key: &FigureKey| {
                let figure = report.figure(key)?;
                let share = shares.iter().find(|(part, _)| part.key == *key);
                match share {
                    Some((_, percent)) => Some(Part::Share(*percent)),
                    None => figure.value.count().map(Part::Counted),
                }
            };
            nesting.top.parts.iter().map(part).collect()
        })
        .collect()
}

fn with_shares(diagnostic: Diagnostic, shares: &[(&Figure, Percent)]) -> Diagnostic {
    shares
        .iter()
        .fold(diagnostic, |diagnostic, (figure, percent)| {
            diagnostic.related(figure.at, format!("{percent} %"))
        })
}
