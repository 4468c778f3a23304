//! Numbers that an author wrote by hand, against the figures of the report (SPEC section 5).
//!
//! A reference moves with its figure, a number does not: it is the one that is wrong after a correction, after a copy
//! from last year, or after a slip. So each has to be a figure, or to follow from figures, of the report's own period or
//! of one that the same paragraph speaks of. Where a rule changed between two periods, their difference is none of them:
//! it is never said without the rule's name, which only a reference brings along.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::change::{Change, Proportion, RateChange, observe_rate};
use crate::analysis::lookup;
use crate::analysis::observation::observe;
use crate::analysis::rate::{Rate, Ratio};
use crate::analysis::signed::SignedRatio;
use crate::diagnostic::{Check, Diagnostic, Group, Severity, Span};
use crate::language::numerals::{Hedge, Meaning, Numeral, Numerals, Written};
use crate::language::{Language, built_in};
use crate::model::breaks::Break;
use crate::model::figure::FigureKey;
use crate::model::identifier::LanguageId;
use crate::model::interval::Interval;
use crate::model::percent::Percent;
use crate::model::report::Report;
use crate::model::vocabulary::Vocabulary;
use crate::narrative::document::Passage;
use crate::source::Text;

use super::parity::LANGUAGE_PARITY;
use super::record::{OrganisationRecord, Record, ReportRecord};

pub static NUMBER_WITHOUT_FIGURE: Check = Check {
    id: "number-without-figure",
    group: Group::Prose,
    severity: Severity::Warning,
    acceptable: false,
    finds: "A number written by hand that is no figure of the report, follows from none, and is no date, law or quotation.",
    mend: "correct it, or refer to the figure, which then moves with it; if somebody else says so, mark their words: {{ said(\"…\") }}",
};

pub const CHECKS: &[&Check] = &[&NUMBER_WITHOUT_FIGURE];

pub fn run(record: &Record, diagnostics: &mut Vec<Diagnostic>) {
    let languages = &record.settings().languages;
    let numerals: BTreeMap<&LanguageId, Numerals> = languages
        .iter()
        .filter_map(|id| {
            let language = Language::load(id, &[built_in(id)?]).ok()?;
            Some((id, Numerals::of(&language)))
        })
        .collect();
    for organisation in record.organisations() {
        for report in organisation.reports() {
            let texts: Vec<(&LanguageId, &Text, Vec<Placed>)> = report
                .narratives
                .iter()
                .filter_map(|(id, text)| Some((id, text, read(numerals.get(id)?, text))))
                .collect();
            // What could not be read may be the very figure.
            let complete = organisation.reports.iter().all(|report| report.complete);
            if complete {
                let mut known = Known::new(record.vocabulary(), organisation, report);
                for (_, _, numbers) in &texts {
                    diagnostics.extend(numbers.iter().filter_map(|one| examine(one, &mut known)));
                }
            }
            if let Some((first, others)) = texts.split_first() {
                for other in others {
                    parity(first, other, diagnostics);
                    parity(other, first, diagnostics);
                }
            }
        }
    }
}

/// A number with its place and the years that its paragraph speaks of.
struct Placed {
    numeral: Numeral,
    at: Span,
    written: String,
    years: BTreeSet<u16>,
    /// "the year before"
    previous: bool,
}

fn read(numerals: &Numerals, text: &Text) -> Vec<Placed> {
    let mut found = Vec::new();
    let front = [
        ("title", &text.front.title),
        ("summary", &text.front.summary),
        ("headline", &text.front.headline),
        ("lede", &text.front.lede),
    ];
    let mut of_passage = |words: &str, place: &dyn Fn(&Numeral) -> Option<Span>| {
        let all = numerals.read(words);
        let years = all.iter().filter_map(|numeral| match numeral.meaning {
            Meaning::Year(year) => Some(year),
            _ => None,
        });
        let years: BTreeSet<u16> = years.collect();
        let previous = all
            .iter()
            .any(|numeral| numeral.meaning == Meaning::PreviousPeriod);
        for numeral in all {
            let Some(at) = place(&numeral) else { continue };
            if !matches!(
                numeral.meaning,
                Meaning::Year(_) | Meaning::PreviousPeriod | Meaning::Direction(_)
            ) {
                found.push(Placed {
                    at,
                    written: words
                        .get(numeral.range.clone())
                        .unwrap_or_default()
                        .to_owned(),
                    numeral,
                    years: years.clone(),
                    previous,
                });
            }
        }
    };
    for (key, words) in front {
        if let (Some(words), Some(at)) = (words, text.front.places.get(key)) {
            of_passage(words, &|_| Some(*at));
        }
    }
    for passage in &text.document.passages {
        of_passage(&passage.text, &|numeral| {
            Passage::at(passage, &numeral.range)
        });
    }
    found
}

/// Something that may be said in numbers.
struct Fact {
    quantity: Quantity,
    /// The figure's name, or how it follows from figures.
    name: String,
    /// The rules that changed in between, if it is a difference: then it may not be said bare.
    across: Vec<String>,
}

enum Quantity {
    Count(Interval),
    /// How far apart two counts are.
    Difference(u64),
    Share {
        rate: Option<Rate>,
        printed: Option<Percent>,
    },
    /// The change of a rate, from its least to its greatest difference.
    Points(SignedRatio, SignedRatio),
    /// An earlier and a later count.
    Growth(u64, u64),
}

/// What is known of a report and of those that it may be compared with, computed when it is asked for.
struct Known<'k> {
    vocabulary: &'k Vocabulary,
    organisation: &'k OrganisationRecord,
    report: &'k ReportRecord,
    own: Vec<Fact>,
    others: BTreeMap<String, Vec<Fact>>,
}

impl<'k> Known<'k> {
    fn new(
        vocabulary: &'k Vocabulary,
        organisation: &'k OrganisationRecord,
        report: &'k ReportRecord,
    ) -> Self {
        let mut own = facts(vocabulary, &report.report, "");
        own.extend(numbers_of_parts(vocabulary, &report.report));
        Known {
            own,
            vocabulary,
            organisation,
            report,
            others: BTreeMap::new(),
        }
    }

    /// The facts that a number may stand for.
    fn about(&mut self, number: &Placed) -> Vec<&Fact> {
        let own = self.report.report.period;
        let mut others: Vec<&'k ReportRecord> = self
            .organisation
            .reports
            .iter()
            .filter(|other| number.years.contains(&other.report.period.first_day().year))
            .filter(|other| other.report.period != own)
            .collect();
        if number.previous {
            others.extend(self.organisation.previous(own));
        }
        for other in &others {
            let period = other.report.period.to_string();
            if !self.others.contains_key(&period) {
                let mut all = facts(self.vocabulary, &other.report, &format!("@{period}"));
                all.extend(self.changes(&other.report));
                self.others.insert(period, all);
            }
        }
        let names: BTreeSet<String> = others
            .iter()
            .map(|other| other.report.period.to_string())
            .collect();
        let others = names.iter().filter_map(|name| self.others.get(name));
        self.own.iter().chain(others.flatten()).collect()
    }

    /// What changed between the report and another, where no rule changed with it.
    fn changes(&self, other: &Report) -> Vec<Fact> {
        let own = &self.report.report;
        let (from, to) = match other.period < own.period {
            true => (other, own),
            false => (own, other),
        };
        let breaks = &self.organisation.organisation.breaks;
        let mut facts = Vec::new();
        for key in own.figures.keys().chain(other.figures.keys()) {
            let change = Change::between((from, key), (to, key), breaks, self.vocabulary);
            let Ok(change) = change else { continue };
            let across = rules(change.breaks());
            let (before, after) = change.counts();
            if let Some((before, after)) = before.exact().zip(after.exact()) {
                let name = format!("{key}, {} to {}", from.period, to.period);
                facts.push(Fact {
                    quantity: Quantity::Difference(before.abs_diff(after)),
                    name: name.clone(),
                    across: across.clone(),
                });
                facts.push(Fact {
                    quantity: Quantity::Growth(before, after),
                    name,
                    across,
                });
            }
        }
        for proportion in proportions(self.vocabulary, own) {
            let change = RateChange::between(
                (from, &proportion),
                (to, &proportion),
                breaks,
                self.vocabulary,
            );
            if let Ok(change) = change {
                let (least, greatest) = change.difference();
                facts.push(Fact {
                    quantity: Quantity::Points(least, greatest),
                    name: format!(
                        "{} of {}, {} to {}",
                        proportion.part, proportion.whole, from.period, to.period
                    ),
                    across: rules(change.breaks()),
                });
            }
        }
        facts
    }
}

fn rules(breaks: &[&Break]) -> Vec<String> {
    breaks.iter().map(|one| one.id.to_string()).collect()
}

/// Counts and shares of one report; `suffix` names its period where it is not the narrative's own.
fn facts(vocabulary: &Vocabulary, report: &Report, suffix: &str) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut keys: BTreeSet<FigureKey> = report.figures.keys().cloned().collect();
    // "Six from abroad": a category that the source states only in its parts.
    for (measure, breakdown) in super::resolve::breakdowns(report) {
        let parents = vocabulary
            .breakdown(&breakdown)
            .into_iter()
            .flat_map(|known| {
                let all = known.categories.iter();
                all.filter(|category| known.children(&category.id).next().is_some())
            });
        keys.extend(parents.map(|category| {
            let category = crate::model::figure::CategoryKey::one(category.id.clone());
            FigureKey::cell(measure.clone(), breakdown.clone(), category)
        }));
    }
    for key in &keys {
        let observation = observe(report, vocabulary, key);
        if let Some(count) = observation.count() {
            facts.push(Fact {
                quantity: Quantity::Count(count),
                name: format!("{key}{suffix}"),
                across: Vec::new(),
            });
        }
        let stated = report.figure(key).and_then(|figure| figure.stated.share());
        if let Some(share) = stated {
            facts.push(Fact {
                quantity: Quantity::Share {
                    rate: None,
                    printed: Some(share.percent),
                },
                name: format!("{key}{suffix} as printed, of {}", share.of),
                across: Vec::new(),
            });
        }
    }
    for proportion in proportions(vocabulary, report) {
        let observed = observe_rate(report, vocabulary, &proportion);
        facts.push(Fact {
            quantity: Quantity::Share {
                rate: observed.rate,
                printed: observed.printed,
            },
            name: format!("{}{suffix} of {}", proportion.part, proportion.whole),
            across: Vec::new(),
        });
    }
    facts
}

/// Every rate of the vocabulary, for totals and for each cell, and every category's share of its measure.
fn proportions(vocabulary: &Vocabulary, report: &Report) -> Vec<Proportion> {
    let mut all: Vec<Proportion> = vocabulary.rates.iter().map(Proportion::of_rate).collect();
    for key in report.figures.keys() {
        match &key.cell {
            Some(cell) => {
                all.push(Proportion {
                    part: key.clone(),
                    whole: key.to_total(),
                });
                let rates = vocabulary.rates.iter();
                let own = rates.filter(|rate| rate.part == key.measure);
                all.extend(own.map(|rate| Proportion::of_cell(rate, cell)));
            }
            None => {
                if let Some(base) = vocabulary.base_of(&key.measure) {
                    all.push(Proportion {
                        part: key.clone(),
                        whole: FigureKey::total(base.clone()),
                    });
                }
            }
        }
    }
    all.dedup();
    all
}

/// "By four channels": how many parts a breakdown has.
fn numbers_of_parts(vocabulary: &Vocabulary, report: &Report) -> Vec<Fact> {
    let breakdowns = super::resolve::breakdowns(report).into_iter();
    let of = |measure, breakdown| {
        let cells = lookup::cells(report, &measure, &breakdown).count();
        let known = vocabulary
            .breakdown(&breakdown)
            .map_or(0, |known| known.categories.len());
        [cells, known].map(|parts| Fact {
            quantity: Quantity::Count(Interval::exactly(u64::try_from(parts).unwrap_or(0))),
            name: format!("parts of {measure}.{breakdown}"),
            across: Vec::new(),
        })
    };
    breakdowns
        .flat_map(|(measure, breakdown)| of(measure, breakdown))
        .collect()
}

fn examine(number: &Placed, known: &mut Known<'_>) -> Option<Diagnostic> {
    let period = known.report.report.period;
    let facts = known.about(number);
    let fitting: Vec<&&Fact> = facts
        .iter()
        .filter(|fact| says(&number.numeral, fact))
        .collect();
    if fitting.iter().any(|fact| fact.across.is_empty()) {
        return None;
    }
    if let Some(fact) = fitting.first() {
        let message = format!(
            "`{}` is the change of {}, across {}",
            number.written,
            fact.name,
            fact.across.join(" and ")
        );
        return Some(
            Diagnostic::new(&NUMBER_WITHOUT_FIGURE, number.at, message)
                .label("a difference between unlike figures, without the rule's name")
                .expected(
                    "a reference, which brings the name along: {{ change(…, despite_break=true) }}",
                )
                .mend("refer to the change, or give both numbers and no difference"),
        );
    }
    let mut near: Vec<(u64, String)> = facts
        .iter()
        .filter(|fact| fact.across.is_empty())
        .filter_map(|fact| {
            let (distance, value) = distance(&number.numeral, fact)?;
            Some((distance, format!("{value} ({})", fact.name)))
        })
        .collect();
    near.sort();
    near.dedup_by(|one, other| one.1 == other.1);
    let near: Vec<String> = near.into_iter().take(3).map(|(_, near)| near).collect();
    let years: Vec<String> = number.years.iter().map(ToString::to_string).collect();
    let of = match years.is_empty() {
        true => period.to_string(),
        false => {
            let others = years.iter().filter(|year| **year != period.to_string());
            let all: Vec<String> = std::iter::once(period.to_string())
                .chain(others.cloned())
                .collect();
            all.join(" or ")
        }
    };
    let message = format!("`{}` is no figure of {of}", number.written);
    let diagnostic = Diagnostic::new(&NUMBER_WITHOUT_FIGURE, number.at, message)
        .label("written by hand")
        .related(known.report.period_at, "the figures of the report");
    Some(match near.is_empty() {
        true => diagnostic,
        false => diagnostic.expected(format!("such as {}", near.join(", "))),
    })
}

/// Whether a number may stand for a fact, within its written precision and with what is said of its exactness.
fn says(numeral: &Numeral, fact: &Fact) -> bool {
    let hedge = numeral.hedge;
    match (&numeral.meaning, &fact.quantity) {
        (Meaning::Number { written, .. }, Quantity::Count(count)) if written.decimals == 0 => {
            let ends = [Some(count.lower()), count.upper()];
            let mut ends = ends.into_iter().flatten();
            ends.any(|end| fits_count(written.scaled, end, hedge))
        }
        (
            Meaning::Number { written, .. } | Meaning::Difference(written),
            Quantity::Difference(size),
        ) if written.decimals == 0 => fits_count(written.scaled, *size, hedge),
        (Meaning::Number { written, joined }, Quantity::Share { rate, printed }) => {
            (*joined || written.decimals > 0) && fits_share(*written, *rate, *printed, hedge)
        }
        (Meaning::Number { written, joined }, Quantity::Points(least, greatest)) => {
            (*joined || written.decimals > 0) && fits_points(*written, *least, *greatest, hedge)
        }
        (Meaning::Percent(written), Quantity::Share { rate, printed }) => {
            fits_share(*written, *rate, *printed, hedge)
        }
        (Meaning::Percent(written), Quantity::Growth(before, after)) => {
            let growth = Ratio::new(before.abs_diff(*after), *before);
            let rate = growth.map(|growth| Rate {
                lower: growth,
                upper: growth,
            });
            fits_share(*written, rate, None, hedge)
        }
        (Meaning::Points(written), Quantity::Points(least, greatest)) => {
            fits_points(*written, *least, *greatest, hedge)
        }
        (
            Meaning::Part(part, whole),
            Quantity::Share {
                rate: Some(rate), ..
            },
        ) => fits_part((*part, *whole), *rate, hedge),
        (Meaning::Multiple(of, to), Quantity::Growth(before, after)) => {
            fits_multiple((*of, *to), (*before, *after), hedge)
        }
        _ => false,
    }
}

/// "More than 100" is said of 110 and not of 200; "about" of what is within a twentieth.
fn fits_count(said: u64, is: u64, hedge: Hedge) -> bool {
    let room = (said / 4).max(1);
    match hedge {
        Hedge::None => is == said,
        Hedge::MoreThan => said < is && is <= said.saturating_add(room),
        Hedge::AtLeast => said <= is && is <= said.saturating_add(room),
        Hedge::LessThan => is < said && said.saturating_sub(room) <= is,
        Hedge::AtMost => is <= said && said.saturating_sub(room) <= is,
        Hedge::About => is.abs_diff(said) <= (said / 20).max(1),
    }
}

fn fits_share(said: Written, rate: Option<Rate>, printed: Option<Percent>, hedge: Hedge) -> bool {
    let as_printed = printed.is_some_and(|percent| {
        percent.scaled() == said.scaled && percent.decimals() == said.decimals
    });
    let unit = 10u64.saturating_pow(u32::from(said.decimals));
    let within = |rate: Rate| {
        let (least, most) = (
            rate.lower.percent(said.decimals),
            rate.upper.percent(said.decimals),
        );
        hedged(said.scaled, (least, most), hedge, unit)
    };
    as_printed || rate.is_some_and(within)
}

fn fits_points(said: Written, least: SignedRatio, greatest: SignedRatio, hedge: Hedge) -> bool {
    // A ratio in hundredths is in points.
    let points = |ratio: SignedRatio| ratio.scaled(said.decimals.saturating_add(2)).unsigned_abs();
    let (one, other) = (points(least), points(greatest));
    let unit = 10u64.saturating_pow(u32::from(said.decimals));
    hedged(said.scaled, (one.min(other), one.max(other)), hedge, unit)
}

/// Percentages in units of their last digit, `unit` to a point: ten points are room for "more than", two for "about".
fn hedged(said: u64, (least, most): (u64, u64), hedge: Hedge, unit: u64) -> bool {
    let (ten, two) = (unit.saturating_mul(10), unit.saturating_mul(2));
    match hedge {
        Hedge::None => least <= said && said <= most,
        Hedge::MoreThan => said < least && most <= said.saturating_add(ten),
        Hedge::AtLeast => said <= least && most <= said.saturating_add(ten),
        Hedge::LessThan => most < said && said.saturating_sub(ten) <= least,
        Hedge::AtMost => most <= said && said.saturating_sub(ten) <= least,
        Hedge::About => said.saturating_sub(two) <= least && most <= said.saturating_add(two),
    }
}

/// "A quarter" is said of what is within two and a half points of it, "more than a quarter" of up to ten points more.
fn fits_part((part, whole): (u64, u64), rate: Rate, hedge: Hedge) -> bool {
    let said = Ratio::new(part, whole).map_or(0, |ratio| ratio.percent(1));
    let (least, most) = (rate.lower.percent(1), rate.upper.percent(1));
    match hedge {
        Hedge::None | Hedge::About => said.saturating_sub(25) <= least && most <= said + 25,
        hedge => hedged(said, (least, most), hedge, 10),
    }
}

/// "Doubled" is said of what is within a twentieth of it; "more than doubled" of what is above and below the next
/// whole multiple.
fn fits_multiple((of, to): (u64, u64), (before, after): (u64, u64), hedge: Hedge) -> bool {
    let wide = u128::from;
    let (said, is) = (wide(before) * wide(of), wide(after) * wide(to));
    if before == 0 {
        return false;
    }
    let shrinks = of < to;
    match hedge {
        Hedge::None | Hedge::About => is.abs_diff(said) * 20 <= said,
        Hedge::MoreThan | Hedge::AtLeast if shrinks => is < said && said <= 2 * is,
        Hedge::MoreThan | Hedge::AtLeast => is > said && is * wide(of) < said * wide(of + 1),
        Hedge::LessThan | Hedge::AtMost if shrinks => is > said && is * 5 < said * 6,
        Hedge::LessThan | Hedge::AtMost => is < said && said * 5 < is * 6,
    }
}

/// How far a fact of the same kind is from a number, and what it would be written as.
fn distance(numeral: &Numeral, fact: &Fact) -> Option<(u64, String)> {
    let of_share = |said: u64, decimals: u8, rate: &Rate| {
        let is = rate.lower.percent(decimals);
        let unit = 10u64.saturating_pow(u32::from(decimals));
        let written = match decimals {
            0 => format!("{is} %"),
            _ => format!(
                "{}.{:0width$} %",
                is / unit,
                is % unit,
                width = usize::from(decimals)
            ),
        };
        (is.abs_diff(said), written)
    };
    match (&numeral.meaning, &fact.quantity) {
        (
            Meaning::Number {
                written,
                joined: false,
            },
            Quantity::Count(count),
        ) if written.decimals == 0 => {
            let is = count.exact()?;
            Some((is.abs_diff(written.scaled), is.to_string()))
        }
        (
            Meaning::Number { written, .. } | Meaning::Percent(written),
            Quantity::Share {
                rate: Some(rate), ..
            },
        ) if !matches!(numeral.meaning, Meaning::Number { joined: false, written } if written.decimals == 0) => {
            Some(of_share(written.scaled, written.decimals, rate))
        }
        (
            Meaning::Part(part, whole),
            Quantity::Share {
                rate: Some(rate), ..
            },
        ) => Some(of_share(Ratio::new(*part, *whole)?.percent(1), 1, rate)),
        (Meaning::Difference(written), Quantity::Difference(size)) => {
            Some((size.abs_diff(written.scaled), size.to_string()))
        }
        (Meaning::Multiple(of, to), Quantity::Growth(before, after)) if *before > 0 => {
            let said = of * 100 / to;
            let is = after.saturating_mul(100) / before;
            Some((is.abs_diff(said), format!("{before} to {after}")))
        }
        _ => None,
    }
}

/// A number in digits that a translation does not have in any form.
fn parity(
    (_, _, here): &(&LanguageId, &Text, Vec<Placed>),
    (there, text, others): &(&LanguageId, &Text, Vec<Placed>),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let value = |placed: &Placed| match placed.numeral.meaning {
        // "12.7 to 33.8 %" and "12.7 % to 33.8 %" are the same numbers.
        Meaning::Number {
            written,
            joined: true,
        } => Meaning::Percent(written),
        // "78 more" may be "the difference of 78".
        Meaning::Difference(written) => Meaning::Number {
            written,
            joined: false,
        },
        other => other,
    };
    let mut left: BTreeMap<Meaning, usize> = BTreeMap::new();
    for placed in others {
        *left.entry(value(placed)).or_default() += 1;
    }
    for placed in here {
        let in_digits = placed.written.starts_with(|c: char| c.is_ascii_digit());
        match left.get_mut(&value(placed)) {
            Some(left) if *left > 0 => *left -= 1,
            _ if !in_digits => {}
            _ => {
                let message = format!("the number `{}` is not in {there}.md", placed.written);
                diagnostics.push(
                    Diagnostic::new(&LANGUAGE_PARITY, placed.at, message)
                        .label(format!("not in {there}.md"))
                        .expected("the same numbers in every language")
                        .related(Span::new(text.file, 0..0), "nowhere in this file"),
                );
            }
        }
    }
}
