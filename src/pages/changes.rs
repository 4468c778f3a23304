//! Changes in words: differences, verdicts, and the names of the rules that changed in between.

use std::cmp::Ordering;

use crate::analysis::change::{Change, RateChange, RateObservation, Verdict};
use crate::analysis::decomposition::{MixAndWithin, WhyItMoved};
use crate::analysis::difference::Difference;
use crate::check::references::Split;
use crate::model::breaks::Break;
use crate::model::figure::FigureKey;
use crate::model::interval::Interval;
use crate::model::period::PartialDate;
use crate::model::vocabulary::Breakdown;

use super::Page;
use super::blocks::outcome;
use super::phrases::{capitalised, is_short};
use super::route::Address;
use super::view::{Link, MarginNote};

/// How many times as many, in the words that the language files tell apart: `double`, `two` for more than twice, `half`,
/// and so on; `less` for less than half. `None` for anything between half and double, for what nobody counts in multiples,
/// and of so few cases that a multiple would say more than the counts.
fn multiple(before: u64, after: u64) -> Option<&'static str> {
    const FEWEST: u64 = 10;
    if before.min(after) < FEWEST {
        return None;
    }
    let whole = after.saturating_sub(1) / before;
    Some(match whole {
        _ if after == before.saturating_mul(2) => "double",
        _ if before == after.saturating_mul(2) => "half",
        0 if before > after.saturating_mul(2) => "less",
        0 | 1 => return None,
        2 => "two",
        3 => "three",
        4 => "four",
        _ => return None,
    })
}

impl Page<'_> {
    /// "+38", "−2 bis +4"; "–" where there is no bound.
    pub fn difference(&self, difference: Difference) -> String {
        let number = |number: Option<i128>| {
            number
                .and_then(|number| i64::try_from(number).ok())
                .map(|number| self.language.difference(number))
        };
        match (number(difference.lower), number(difference.upper)) {
            (Some(lower), Some(upper)) if lower == upper => lower,
            (Some(lower), Some(upper)) => self.tell(
                "range-of-differences",
                &[("lower", &lower), ("upper", &upper)],
            ),
            _ => self.say("verdict-none"),
        }
    }

    /// "gestiegen", "keine klare Änderung", or the rule that changed. A count that stayed the same is both.
    pub fn verdict(&self, verdict: Verdict, breaks: &[&Break]) -> String {
        match verdict {
            Verdict::Rose => self.say("verdict-rose"),
            Verdict::Fell => self.say("verdict-fell"),
            Verdict::NoClearChange => self.say("verdict-no-clear-change"),
            Verdict::RuleChanged => {
                let titles: Vec<String> = breaks.iter().map(|one| self.break_title(one)).collect();
                self.language.list(&titles)
            }
        }
    }

    pub fn break_title(&self, one: &Break) -> String {
        one.title
            .get(self.language.id())
            .unwrap_or_default()
            .to_owned()
    }

    /// A break beside a figure: since when and what changed, with the way to the rest.
    pub fn break_in_short(&self, one: &Break) -> MarginNote {
        MarginNote {
            id: String::new(),
            text: one
                .text
                .get(self.language.id())
                .unwrap_or_default()
                .to_owned(),
            link: Link {
                label: self.say("break-more"),
                href: format!(
                    "{}#break-{}",
                    self.link_to(&Address::page(super::compare_index::STEM)),
                    one.id
                ),
                ..Link::default()
            },
            ..self.break_note(one)
        }
    }

    /// A break as a note: since when, what changed, what it concerns, and where that is written.
    pub fn break_note(&self, one: &Break) -> MarginNote {
        let title = self.break_title(one);
        let date = self.language.date(PartialDate::Day(one.date));
        let figures: Vec<String> = one
            .figures
            .iter()
            .map(|figure| self.subject_label(&figure.value))
            .collect();
        let mut text = one
            .text
            .get(self.language.id())
            .unwrap_or_default()
            .to_owned();
        text.push_str(&self.other_dates(one));
        text.push(' ');
        text.push_str(&self.tell(
            "compare-break-figures",
            &[("figures", &self.language.list(&figures))],
        ));
        MarginNote {
            id: format!("break-{}", one.id),
            title: self.tell("compare-break-title", &[("title", &title), ("date", &date)]),
            text,
            link: Link {
                label: one.evidence.title.clone(),
                href: one.evidence.url.clone().unwrap_or_default(),
                ..Link::default()
            },
        }
    }

    /// A sentence, after a space, for each source that dates a break otherwise.
    pub fn other_dates(&self, one: &Break) -> String {
        let sentences = one.other_dates.iter().map(|other| {
            let date = self.language.date(other.date);
            let source = self.language.quotation(&other.evidence.title);
            let told = [("source", source.as_str()), ("date", &date)];
            format!(" {}", self.tell("compare-other-date", &told))
        });
        sentences.collect()
    }

    /// "45 von 133 (33,8 %)"; what is known of it where a count is missing.
    pub fn rate_in_words(&self, one: &RateObservation<'_>) -> String {
        match one.counts() {
            Some((part, whole)) => self.part_of(part, whole, one.rate),
            None => match one.printed {
                Some(printed) => self.language.percent(printed.scaled(), printed.decimals()),
                None => self.language.unknown(),
            },
        }
    }

    /// The same with its 95 per cent interval: "45 von 133 (33,8 %; 26,3–42,2 %)".
    pub fn rate_with_interval(&self, one: &RateObservation<'_>) -> String {
        let words = self.rate_in_words(one);
        let base = one.whole.count();
        let interval = one.interval.zip(base);
        let interval = interval.and_then(|(interval, base)| self.percent(interval, base));
        match (words.strip_suffix(')'), interval) {
            (Some(open), Some(interval)) => format!("{open}; {interval})"),
            _ => words,
        }
    }

    /// "+21,1 Prozentpunkte", with the coarser decimals of the two; `None` where one of the bases is too small for
    /// percentages.
    pub fn points(&self, change: &RateChange<'_>) -> Option<String> {
        let (decimals, (lower, upper)) = self.points_scaled(change)?;
        Some(if lower == upper {
            self.language.points(lower, decimals)
        } else {
            let lower = self.language.points_short(lower, decimals);
            let upper = self.language.points_short(upper, decimals);
            self.tell(
                "range-of-differences",
                &[("lower", &lower), ("upper", &upper)],
            )
        })
    }

    /// "+21,1 Pp.", for charts.
    pub fn points_short(&self, change: &RateChange<'_>) -> Option<String> {
        let (decimals, (lower, upper)) = self.points_scaled(change)?;
        (lower == upper).then(|| self.language.points_short(lower, decimals))
    }

    fn points_scaled(&self, change: &RateChange<'_>) -> Option<(u8, (i64, i64))> {
        let decimals = |end: &RateObservation<'_>| self.decimals(end.whole.count()?);
        let decimals = decimals(change.from())?.min(decimals(change.to())?);
        let (lower, upper) = change.difference();
        let scaled = |ratio: crate::analysis::signed::SignedRatio| ratio.scaled(decimals + 2);
        Some((decimals, (scaled(lower), scaled(upper))))
    }

    /// "2023: 133 Anfragen, 78 mehr als 2022 (55)": a fact, and no claim about a direction.
    pub fn count_finding(&self, change: &Change<'_>) -> String {
        let (earlier, later) = change.periods();
        let (from, to) = (self.language.period(earlier), self.language.period(later));
        let requests = self.cases(change.to());
        let exact = change.difference().exact();
        let message = match exact {
            Some(1..) => "finding-count-more",
            Some(0) => "finding-count-same",
            Some(_) => "finding-count-fewer",
            None => "finding-two-periods",
        };
        let size = exact.map_or(0, i128::unsigned_abs);
        self.tell(
            message,
            &[
                ("to", &to),
                ("from", &from),
                ("period", &to),
                ("previous", &from),
                ("requests", &requests),
                ("before", &self.value(change.from())),
                (
                    "difference",
                    &self.language.count(u64::try_from(size).unwrap_or(u64::MAX)),
                ),
            ],
        )
    }

    /// "2023: more than twice as many requests as in 2022": for a headline whose lede gives both counts. `None` where
    /// one of the two is no exact count, or where the rule changed in between.
    pub fn total_finding(&self, change: &Change<'_>) -> Option<String> {
        let (before, after) = change.counts();
        let (before, after) = (before.exact()?, after.exact()?);
        if !change.breaks().is_empty() {
            return None;
        }
        let multiple = multiple(before, after);
        let message = match (multiple, after.cmp(&before)) {
            (Some(_), _) => "finding-total-multiple",
            (None, Ordering::Greater) => "finding-total-more",
            (None, Ordering::Equal) => "finding-total-same",
            (None, Ordering::Less) => "finding-total-fewer",
        };
        let (earlier, later) = change.periods();
        let unit = change.to().unit;
        Some(self.tell(
            message,
            &[
                ("to", &self.language.period(later)),
                ("from", &self.language.period(earlier)),
                ("times", multiple.unwrap_or_default()),
                ("units", &self.language.unit_name(unit)),
                (
                    "difference",
                    &self.language.unit(unit, after.abs_diff(before)),
                ),
            ],
        ))
    }

    /// The same of any figure, named by its label, with the new rule before anything else.
    pub fn figure_finding(&self, change: &Change<'_>) -> String {
        let key = &change.to().key;
        let subject = outcome::subject(self.record().vocabulary());
        let finding = if key.cell.is_none() && Some(&key.measure) == subject.as_ref() {
            self.count_finding(change)
        } else {
            let (earlier, later) = change.periods();
            let exact = change.difference().exact();
            let message = match exact {
                Some(1..) => "finding-part-more",
                Some(0) => "finding-part-same",
                Some(_) => "finding-part-fewer",
                None => "finding-part-range",
            };
            let size = exact.map_or(0, i128::unsigned_abs);
            let size = u64::try_from(size).unwrap_or(u64::MAX);
            self.tell(
                message,
                &[
                    ("label", &capitalised(&self.label(key))),
                    ("from", &self.language.period(earlier)),
                    ("to", &self.language.period(later)),
                    ("before", &self.value(change.from())),
                    ("after", &self.value(change.to())),
                    ("difference", &self.language.count(size)),
                ],
            )
        };
        if change.breaks().is_empty() {
            finding
        } else {
            self.tell("under-rule", &[("finding", &finding)])
        }
    }

    /// "+78, von 55 auf 133"; across a break with the name of the rule.
    pub fn change_in_words(&self, change: &Change<'_>) -> String {
        let words = self.tell(
            "change-in-words",
            &[
                ("difference", &self.difference(change.difference())),
                ("before", &self.value(change.from())),
                ("after", &self.value(change.to())),
            ],
        );
        self.with_rule(words, change.verdict(), change.breaks())
    }

    /// "+21 Prozentpunkte", or both shares where their bases are too small for percentages.
    pub fn points_in_words(&self, change: &RateChange<'_>) -> String {
        let words = self.points(change).unwrap_or_else(|| {
            let (before, after) = (
                self.rate_in_words(change.from()),
                self.rate_in_words(change.to()),
            );
            self.tell("points-in-words", &[("before", &before), ("after", &after)])
        });
        self.with_rule(words, change.verdict(), change.breaks())
    }

    /// "At the rate of 2022, 133 requests would have meant 16.9 finally rejected; it was 45".
    pub fn why_count(&self, part: &Change<'_>, whole: &Change<'_>, why: &WhyItMoved) -> String {
        let from = self.language.period(part.periods().0);
        let expected = self.language.decimal(why.expected.scaled(1), 1);
        self.tell(
            "why-count",
            &[
                ("from", &from),
                ("requests", &self.cases(whole.to())),
                ("expected", &expected),
                ("actual", &self.language.interval(part.counts().1)),
                ("label", &self.label(&part.to().key)),
            ],
        )
    }

    /// "At the rates of 2022, the requests of 2023 by channel would have meant 10.0%; it was 30 of 240 (12.5%)". `None`
    /// where the bases are too small for percentages.
    pub fn why_mix(
        &self,
        change: &RateChange<'_>,
        breakdown: &Breakdown,
        why: &MixAndWithin,
    ) -> Option<String> {
        let (earlier, later) = change.periods();
        let (decimals, _) = self.points_scaled(change)?;
        let expected = u64::try_from(why.expected(decimals)).unwrap_or(0);
        Some(self.tell(
            "why-mix",
            &[
                ("from", &self.language.period(earlier)),
                ("to", &self.language.period(later)),
                ("breakdown", &self.language.breakdown(breakdown)),
                ("expected", &self.language.percent(expected, decimals)),
                ("actual", &self.rate_in_words(change.to())),
            ],
        ))
    }

    /// Why a count or a rate moved, for a sentence, with the rule that changed in between.
    pub fn why_in_words(&self, split: &Split<'_>) -> String {
        match split {
            Split::Count { part, whole, why } => {
                let words = self.why_count(part, whole, why);
                self.with_rule(words, part.verdict(), part.breaks())
            }
            Split::Rate {
                breakdown,
                change,
                why,
            } => match self.why_mix(change, breakdown, why) {
                Some(words) => self.with_rule(words, change.verdict(), change.breaks()),
                None => self.points_in_words(change),
            },
        }
    }

    /// The decimals of a difference in points, those of the coarser of its two ends.
    pub fn points_decimals(&self, change: &RateChange<'_>) -> Option<u8> {
        self.points_scaled(change).map(|(decimals, _)| decimals)
    }

    fn with_rule(&self, words: String, verdict: Verdict, breaks: &[&Break]) -> String {
        if breaks.is_empty() {
            return words;
        }
        let rule = self.verdict(verdict, breaks);
        self.tell("with-rule", &[("words", &words), ("rule", &rule)])
    }

    /// What may be said of a rate's change: its direction only beyond noise, and the new rule before anything else.
    pub fn rate_finding(&self, change: &RateChange<'_>) -> String {
        let (before, after) = (
            self.rate_in_words(change.from()),
            self.rate_in_words(change.to()),
        );
        let said = self.rate_said(change, &before, &after);
        match is_short(&said) {
            true => said,
            // The shares stand in the chart and in its table.
            false => self.rate_headline(change),
        }
    }

    /// The same with the counts alone, for a headline that has two lines.
    pub fn rate_headline(&self, change: &RateChange<'_>) -> String {
        let plain = |end: &RateObservation<'_>| {
            end.counts().map_or_else(
                || self.rate_in_words(end),
                |_| {
                    let (part, whole) = (self.value(&end.part), self.value(&end.whole));
                    self.language.count_of(&part, &whole)
                },
            )
        };
        self.rate_said(change, &plain(change.from()), &plain(change.to()))
    }

    /// "36 % nach 24 %": what the headline leaves out; `None` where a base is too small for it.
    pub fn rate_shares(&self, change: &RateChange<'_>) -> Option<String> {
        let (earlier, later) = change.periods();
        let (before, after) = change.rates();
        let percent = |rate, end: &RateObservation<'_>| self.percent(rate, end.whole.count()?);
        Some(self.tell(
            "finding-rate-shares",
            &[
                ("after", &percent(after, change.to())?),
                ("before", &percent(before, change.from())?),
                ("from", &self.language.period(earlier)),
                ("to", &self.language.period(later)),
            ],
        ))
    }

    fn rate_said(&self, change: &RateChange<'_>, before: &str, after: &str) -> String {
        let (earlier, later) = change.periods();
        let (from, to) = (self.language.period(earlier), self.language.period(later));
        let rate = capitalised(&self.proportion(&change.to().part.key, &change.to().whole.key));
        let label = self.label(&change.to().part.key);
        let plain = |end: &RateObservation<'_>| {
            end.counts().map_or_else(String::new, |_| {
                let (part, whole) = (self.value(&end.part), self.value(&end.whole));
                self.language.count_of(&part, &whole)
            })
        };
        let message = match change.verdict() {
            Verdict::RuleChanged => {
                return self.tell(
                    "finding-rate-ruled",
                    &[
                        ("after", &plain(change.to())),
                        ("before", &plain(change.from())),
                        ("label", &label),
                        ("from", &from),
                        ("to", &to),
                    ],
                );
            }
            Verdict::Rose => "finding-rate-rose",
            Verdict::Fell => "finding-rate-fell",
            Verdict::NoClearChange => "finding-rate-unclear",
        };
        self.tell(
            message,
            &[("rate", &rate), ("after", after), ("before", before)],
        )
    }

    /// The name of a share: its rate's where it has one, else the part's own.
    pub fn proportion(&self, part: &FigureKey, whole: &FigureKey) -> String {
        let rates = &self.record().vocabulary().rates;
        let rate = rates
            .iter()
            .filter(|_| part.cell == whole.cell)
            .find(|rate| rate.part == part.measure && rate.whole == whole.measure);
        match rate {
            Some(rate) if part.cell.is_none() => self.language.rate(rate),
            Some(rate) => format!("{}, {}", self.language.rate(rate), self.label(part)),
            None => self.label(part),
        }
    }

    /// The link to the comparison of two periods.
    pub fn comparison_link(&self, address: &Address) -> Link {
        let Some((earlier, later)) = address.pair else {
            return Link::default();
        };
        let (from, to) = (self.language.period(earlier), self.language.period(later));
        Link {
            label: self.tell("compare-pair", &[("from", &from), ("to", &to)]),
            href: self.link_to(address),
            ..Link::default()
        }
    }

    /// A count and a base for "N = 133".
    pub fn base(&self, count: Option<Interval>) -> String {
        count.map_or_else(
            || self.language.unknown(),
            |count| self.language.interval(count),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::multiple;

    #[test]
    fn a_multiple_is_said_from_half_and_double_on() {
        let said = |before, after| multiple(before, after).unwrap_or_default();
        assert_eq!(said(55, 133), "two");
        assert_eq!(said(55, 110), "double");
        assert_eq!(said(55, 109), "");
        assert_eq!(said(55, 165), "two");
        assert_eq!(said(55, 166), "three");
        assert_eq!(said(10, 50), "four");
        assert_eq!(said(10, 1_000), "");
        assert_eq!(said(110, 55), "half");
        assert_eq!(said(133, 55), "less");
        assert_eq!(said(83, 74), "");
    }

    #[test]
    fn few_cases_have_no_multiple() {
        assert_eq!(multiple(9, 40), None);
        assert_eq!(multiple(40, 9), None);
        assert_eq!(multiple(0, 40), None);
    }
}
