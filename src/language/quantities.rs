//! Counts, shares, dates and periods as a reader sees them.

use crate::model::interval::Interval;
use crate::model::period::{Day, PartialDate, Period};
use crate::model::value::{Statement, Value};

use super::{Arg, Language};

impl Language {
    /// `1.234` / `1,234`
    pub fn count(&self, count: u64) -> String {
        self.formats.count(count)
    }

    /// A difference with its sign: `+78`, `−5`, `0`.
    pub fn difference(&self, difference: i64) -> String {
        self.signed(difference, 0)
    }

    /// `(99, 1)` is "+9,9".
    pub fn decimal_difference(&self, scaled: i64, decimals: u8) -> String {
        self.signed(scaled, decimals)
    }

    /// `(169, 1)` is "16,9"; negative numbers with their sign.
    pub fn decimal(&self, scaled: i64, decimals: u8) -> String {
        match u64::try_from(scaled) {
            Ok(scaled) => self.formats.decimal(scaled, decimals),
            Err(_) => self.signed(scaled, decimals),
        }
    }

    /// `45`, `4–10`, "mindestens 33".
    pub fn interval(&self, interval: Interval) -> String {
        match (interval.exact(), interval.upper()) {
            (Some(count), _) => self.count(count),
            (None, Some(upper)) => self.range(&self.count(interval.lower()), &self.count(upper)),
            (None, None) => self.bound("at-least", interval.lower()),
        }
    }

    /// A figure's value. What the source stated gives "18 oder 37" where sources disagree and "höchstens 5"
    /// where it gave only a bound, and is all there is to show of a value without a count.
    pub fn value(&self, value: Value, stated: Option<&Statement>) -> String {
        match value {
            Value::Count(interval) => match stated {
                Some(Statement::Either(readings)) if interval.exact().is_none() => {
                    let mut counts: Vec<u64> = readings.iter().map(|r| r.count).collect();
                    counts.sort_unstable();
                    counts.dedup();
                    let counts: Vec<String> = counts.into_iter().map(|n| self.count(n)).collect();
                    self.list_with("list-or-pair", &counts)
                }
                // "etwa 40 (35–45)": as the source says, and what is computed with.
                Some(Statement::About {
                    count,
                    within: Some(range),
                }) if interval == *range => {
                    format!(
                        "{} ({})",
                        self.bound("about", *count),
                        self.interval(interval)
                    )
                }
                Some(Statement::AtMost(most)) if interval == Interval::at_most(*most) => {
                    self.bound("at-most", *most)
                }
                _ => self.interval(interval),
            },
            Value::AsStated(_) => match stated {
                Some(Statement::About { count, .. }) => self.bound("about", *count),
                Some(stated) => match stated.share() {
                    Some(share) => self.percent(share.percent.scaled(), share.percent.decimals()),
                    None => self.unknown(),
                },
                None => self.unknown(),
            },
            Value::Gap(_) => self.unknown(),
        }
    }

    /// "k. A."
    pub fn unknown(&self) -> String {
        self.message("unknown-short", &[])
    }

    /// "45 von 133", of two quantities already in words.
    pub fn count_of(&self, part: &str, whole: &str) -> String {
        self.message(
            "count-of",
            &[("part", Arg::Text(part)), ("whole", Arg::Text(whole))],
        )
    }

    /// `(338, 1)` is "33,8 %".
    pub fn percent(&self, scaled: u64, decimals: u8) -> String {
        self.message(
            "percent",
            &[("number", Arg::Text(&self.formats.decimal(scaled, decimals)))],
        )
    }

    /// "5,1–12,7 %"; one percentage when both are the same.
    pub fn percent_range(&self, lower: (u64, u8), upper: (u64, u8)) -> String {
        if lower == upper {
            return self.percent(lower.0, lower.1);
        }
        let lower = self.formats.decimal(lower.0, lower.1);
        let upper = self.formats.decimal(upper.0, upper.1);
        let args = [("lower", Arg::Text(&lower)), ("upper", Arg::Text(&upper))];
        self.message("percent-range", &args)
    }

    /// "+21 Prozentpunkte", "−28,7 Prozentpunkte"
    pub fn points(&self, scaled: i64, decimals: u8) -> String {
        let number = self.signed(scaled, decimals);
        let amount = Arg::Decimal(scaled.unsigned_abs(), decimals);
        self.message(
            "points",
            &[("number", Arg::Text(&number)), ("amount", amount)],
        )
    }

    /// For charts: "+21 Pp."
    pub fn points_short(&self, scaled: i64, decimals: u8) -> String {
        let number = self.signed(scaled, decimals);
        self.message("points-short", &[("number", Arg::Text(&number))])
    }

    /// "7. Februar 2024", "Februar 2024", "2024"
    pub fn date(&self, date: PartialDate) -> String {
        match date {
            PartialDate::Year(year) => self.year(year),
            PartialDate::Month(year, month) => self.formats.month(year, month),
            PartialDate::Day(day) => self.formats.day(day),
        }
    }

    /// A year is not a count: no grouping.
    pub fn year(&self, year: u16) -> String {
        self.formats.plain(year, 1)
    }

    /// "2023", "1. Halbjahr 2023", "17. Februar bis 31. Dezember 2025"
    pub fn period(&self, period: Period) -> String {
        let part = |message, name, part: u8, year| {
            let year = self.year(year);
            let args = [
                (name, Arg::Count(u64::from(part))),
                ("year", Arg::Text(&year)),
            ];
            self.message(message, &args)
        };
        match period {
            Period::Year(year) => self.year(year),
            Period::Half(year, half) => part("period-half", "half", half, year),
            Period::Quarter(year, quarter) => part("period-quarter", "quarter", quarter, year),
            Period::Free(..) => self.days(period),
        }
    }

    /// For narrow axes: "’17", "H1 ’23", "Q3 ’23", "2/25–12/25".
    pub fn period_short(&self, period: Period) -> String {
        let short = |year: u16| self.formats.plain(year % 100, 2);
        let part = |message, name, part: u8, year| {
            let year = short(year);
            let args = [
                (name, Arg::Count(u64::from(part))),
                ("year", Arg::Text(&year)),
            ];
            self.message(message, &args)
        };
        match period {
            Period::Year(year) => {
                self.message("period-short-year", &[("year", Arg::Text(&short(year)))])
            }
            Period::Half(year, half) => part("period-short-half", "half", half, year),
            Period::Quarter(year, number) => part("period-short-quarter", "quarter", number, year),
            Period::Free(first, last) => {
                let month = |day: Day| Arg::Count(u64::from(day.month));
                let args = [
                    ("first-month", month(first)),
                    ("first-year", Arg::Text(&short(first.year))),
                    ("last-month", month(last)),
                    ("last-year", Arg::Text(&short(last.year))),
                ];
                self.message("period-short-free", &args)
            }
        }
    }

    /// First and last day: "1. Januar bis 31. Dezember 2023".
    pub fn days(&self, period: Period) -> String {
        let (first, last) = (period.first_day(), period.last_day());
        if first == last {
            return self.formats.day(first);
        }
        let from = if first.year == last.year {
            self.formats.day_of_month(first)
        } else {
            self.formats.day(first)
        };
        let to = self.formats.day(last);
        self.message(
            "date-range",
            &[("first", Arg::Text(&from)), ("last", Arg::Text(&to))],
        )
    }

    /// "a, b und c"
    pub fn list(&self, items: &[String]) -> String {
        self.list_with("list-pair", items)
    }

    /// In the language's quotation marks.
    pub fn quotation(&self, text: &str) -> String {
        self.message("quotation", &[("text", Arg::Text(text))])
    }

    fn list_with(&self, pair: &str, items: &[String]) -> String {
        let Some((last, before)) = items.split_last() else {
            return String::new();
        };
        let Some((second_last, start)) = before.split_last() else {
            return last.clone();
        };
        let end = self.message(
            pair,
            &[
                ("first", Arg::Text(second_last)),
                ("second", Arg::Text(last)),
            ],
        );
        start.iter().rev().fold(end, |rest, item| {
            let args = [("first", Arg::Text(item)), ("rest", Arg::Text(&rest))];
            self.message("list-middle", &args)
        })
    }

    /// "4–10", of two quantities already in words.
    pub fn range(&self, lower: &str, upper: &str) -> String {
        self.message(
            "range",
            &[("lower", Arg::Text(lower)), ("upper", Arg::Text(upper))],
        )
    }

    fn bound(&self, message: &str, count: u64) -> String {
        self.message(message, &[("count", Arg::Count(count))])
    }

    fn signed(&self, scaled: i64, decimals: u8) -> String {
        let number = self.formats.decimal(scaled.unsigned_abs(), decimals);
        let signed = |message| self.message(message, &[("number", Arg::Text(&number))]);
        match scaled {
            ..0 => signed("number-negative"),
            0 => number,
            1.. => signed("number-positive"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::language;
    use super::*;
    use crate::model::figure::FigureKey;
    use crate::model::identifier::{LanguageId, MeasureId};
    use crate::model::percent::Percent;
    use crate::model::value::{AsStated, Gap, Reading, Share};

    fn both() -> [Language; 2] {
        ["de", "en"].map(language)
    }

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).expect("a date")
    }

    fn period(text: &str) -> Period {
        Period::parse(text).expect("a period")
    }

    fn say(speak: impl Fn(&Language) -> String, german: &str, english: &str) {
        assert_eq!(both().map(|language| speak(&language)), [german, english]);
    }

    /// DESIGN-pages section 3, row by row.
    #[test]
    fn table_of_formats() {
        say(|l| l.count(1_234), "1.234", "1,234");
        say(|l| l.percent(338, 1), "33,8\u{a0}%", "33.8%");
        say(
            |l| l.count_of(&l.count(45), &l.count(133)),
            "45 von 133",
            "45 of 133",
        );
        say(
            |l| l.points(21, 0),
            "+21 Prozentpunkte",
            "+21 percentage points",
        );
        say(|l| l.points_short(21, 0), "+21 Pp.", "+21 pts");
        let range = Interval::between(4, 10).expect("in order");
        say(|l| l.interval(range), "4–10", "4–10");
        say(|l| l.difference(-5), "−5", "−5");
        let gap = Value::Gap(Gap::NotPublished);
        say(|l| l.value(gap, None), "k.\u{a0}A.", "n/a");
        say(
            |l| l.date(date("2024-02-07")),
            "7. Februar 2024",
            "7 February 2024",
        );
        say(|l| l.quotation("…"), "„…“", "“…”");
    }

    #[test]
    fn numbers() {
        say(
            |l| l.count(u64::MAX),
            "18.446.744.073.709.551.615",
            "18,446,744,073,709,551,615",
        );
        say(
            |l| l.interval(Interval::at_least(33)),
            "mindestens 33",
            "at least 33",
        );
        say(|l| l.percent(60, 1), "6,0\u{a0}%", "6.0%");
        say(|l| l.percent(0, 1), "0,0\u{a0}%", "0.0%");
        say(
            |l| l.percent_range((51, 1), (127, 1)),
            "5,1–12,7\u{a0}%",
            "5.1–12.7%",
        );
        say(|l| l.percent_range((51, 1), (51, 1)), "5,1\u{a0}%", "5.1%");
        say(
            |l| l.points(-287, 1),
            "−28,7 Prozentpunkte",
            "−28.7 percentage points",
        );
        say(|l| l.points(1, 0), "+1 Prozentpunkt", "+1 percentage point");
        say(
            |l| l.points(-10, 1),
            "−1,0 Prozentpunkte",
            "−1.0 percentage points",
        );
        say(|l| l.points(0, 0), "0 Prozentpunkte", "0 percentage points");
        let long = language("de").points(1, 30);
        assert!(long.ends_with("01 Prozentpunkte"), "{long}");
        say(|l| l.difference(1_234), "+1.234", "+1,234");
        say(|l| l.difference(0), "0", "0");
    }

    #[test]
    fn values_as_their_source_states_them() {
        let percent = Percent::parse("74.6").expect("a percentage");
        let of = FigureKey::total(MeasureId::from("received"));
        let share = Statement::Share(Share { percent, of });
        let no_fit = Value::AsStated(AsStated::NoFit);
        say(|l| l.value(no_fit, Some(&share)), "74,6\u{a0}%", "74.6%");
        let about = Statement::About {
            count: 1_040,
            within: None,
        };
        let stated = Value::AsStated(AsStated::About);
        say(
            |l| l.value(stated, Some(&about)),
            "rund 1.040",
            "about 1,040",
        );
        say(|l| l.value(stated, None), "k.\u{a0}A.", "n/a");
        let reading = |count| Reading {
            count,
            source: None,
        };
        let either = Statement::Either(vec![reading(37), reading(18)]);
        let count = Value::Count(Interval::between(18, 37).expect("in order"));
        say(|l| l.value(count, Some(&either)), "18 oder 37", "18 or 37");
        say(|l| l.value(count, None), "18–37", "18–37");
        let most = Value::Count(Interval::at_most(5));
        say(
            |l| l.value(most, Some(&Statement::AtMost(5))),
            "höchstens 5",
            "at most 5",
        );
    }

    #[test]
    fn dates_and_periods() {
        say(|l| l.date(date("2024-02")), "Februar 2024", "February 2024");
        say(|l| l.date(date("2024")), "2024", "2024");
        say(|l| l.period(period("2023")), "2023", "2023");
        say(
            |l| l.period(period("2023-H1")),
            "1. Halbjahr 2023",
            "first half of 2023",
        );
        say(
            |l| l.period(period("2023-Q4")),
            "4. Quartal 2023",
            "fourth quarter of 2023",
        );
        say(
            |l| l.period(period("2025-02-17 to 2025-12-31")),
            "17. Februar bis 31. Dezember 2025",
            "17 February to 31 December 2025",
        );
        say(
            |l| l.period(period("2024-09-01 to 2025-02-28")),
            "1. September 2024 bis 28. Februar 2025",
            "1 September 2024 to 28 February 2025",
        );
        say(
            |l| l.days(period("2023")),
            "1. Januar bis 31. Dezember 2023",
            "1 January to 31 December 2023",
        );
        say(|l| l.period_short(period("2009")), "’09", "’09");
        say(|l| l.period_short(period("2023-H1")), "H1 ’23", "H1 ’23");
        say(|l| l.period_short(period("2023-Q3")), "Q3 ’23", "Q3 ’23");
        let free = period("2025-02-17 to 2025-12-31");
        say(|l| l.period_short(free), "2/25–12/25", "2/25–12/25");
    }

    #[test]
    fn lists() {
        let list = |n: usize| {
            ["a", "b", "c", "d"][..n]
                .iter()
                .map(ToString::to_string)
                .collect()
        };
        let of = |n: usize| move |l: &Language| l.list(&Vec::from_iter::<Vec<String>>(list(n)));
        say(of(0), "", "");
        say(of(1), "a", "a");
        say(of(2), "a und b", "a and b");
        say(of(4), "a, b, c und d", "a, b, c and d");
    }

    /// A region brings its own digits and months without a file of its own.
    #[test]
    fn regions() {
        let regional = |tag: &str| {
            let id = LanguageId::from(tag);
            let text = super::super::built_in(&id).expect("built in");
            Language::load(&id, &[text]).expect("sound")
        };
        assert_eq!(regional("de-CH").count(1_234_567), "1'234'567");
        assert_eq!(regional("de-AT").date(date("2024-01")), "Jänner 2024");
        assert_eq!(
            regional("en-US").date(date("2024-02-07")),
            "February 7, 2024"
        );
    }
}
