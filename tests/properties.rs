//! Arithmetic held against random figures: what a source could have meant is always inside what klartext
//! says, and what klartext rebuilds is what the source had.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use klartext::analysis::decomposition::{MixAndWithin, WhyItMoved};
use klartext::analysis::difference::difference;
use klartext::analysis::rate::{Ratio, rate, wilson};
use klartext::analysis::signed::SignedRatio;
use klartext::analysis::significance::{counts_differ, shares_differ};
use klartext::analysis::strata::Stratum;
use klartext::model::figure::CategoryKey;
use klartext::model::interval::Interval;
use klartext::model::percent::Percent;
use klartext::model::period::{PartialDate, Period};
use klartext::site::progress::Unseen;
use klartext::site::{self, Options};
use klartext::source::tree::{Tree, TreeFile};
use proptest::prelude::*;

/// An interval together with a number in it.
fn interval() -> impl Strategy<Value = (Interval, u64)> {
    (
        0u64..10_000,
        0u64..500,
        any::<bool>(),
        any::<prop::sample::Index>(),
    )
        .prop_map(|(lower, width, open, inside)| {
            let number = lower + inside.index(usize::try_from(width).unwrap_or(0) + 1) as u64;
            let interval = if open {
                Some(Interval::at_least(lower))
            } else {
                Interval::between(lower, lower + width)
            };
            (interval.unwrap_or(Interval::exactly(number)), number)
        })
}

/// A percentage as a source prints it: the count's share, rounded half up to so many decimals.
fn printed(count: u64, base: u64, decimals: u8) -> Percent {
    let scaled = Ratio::new(count, base).map_or(0, |ratio| ratio.percent(decimals));
    let unit = 10u64.pow(u32::from(decimals));
    let text = if decimals == 0 {
        scaled.to_string()
    } else {
        format!(
            "{}.{:0width$}",
            scaled / unit,
            scaled % unit,
            width = usize::from(decimals)
        )
    };
    Percent::parse(&text).expect("the text is a percentage")
}

proptest! {
    #[test]
    fn sums_contain_the_true_sum(parts in prop::collection::vec(interval(), 0..12)) {
        let sum = parts.iter().map(|(interval, _)| *interval).fold(Interval::ZERO, Interval::plus);
        prop_assert!(sum.contains(parts.iter().map(|(_, number)| number).sum()));
    }

    #[test]
    fn what_is_left_over_contains_the_true_rest((whole, w) in interval(), (part, p) in interval()) {
        if w >= p {
            let rest = whole.minus(part);
            prop_assert!(rest.is_some_and(|rest| rest.contains(w - p)), "{whole} minus {part} is {rest:?}");
        }
    }

    #[test]
    fn meet_and_hull_are_intersection_and_cover((a, x) in interval(), (b, y) in interval()) {
        prop_assert!(a.hull(b).contains(x) && a.hull(b).contains(y));
        for number in [x, y, a.lower(), b.lower()] {
            let both = a.contains(number) && b.contains(number);
            prop_assert_eq!(both, a.meet(b).is_some_and(|meet| meet.contains(number)));
        }
    }

    #[test]
    fn a_difference_contains_the_true_one((a, x) in interval(), (b, y) in interval()) {
        let found = difference(a, b);
        let true_one = i128::from(y) - i128::from(x);
        prop_assert!(found.lower.is_none_or(|lower| lower <= true_one));
        prop_assert!(found.upper.is_none_or(|upper| true_one <= upper));
        prop_assert_eq!(difference(Interval::exactly(x), Interval::exactly(y)).exact(), Some(true_one));
    }

    #[test]
    fn a_rate_contains_the_true_one((whole, w) in interval(), (part, p) in interval()) {
        if p <= w && w > 0 && let Some(found) = rate(part, whole) {
            let true_one = Ratio::new(p, w).ok_or_else(|| TestCaseError::fail("w > 0"))?;
            prop_assert!(found.lower <= true_one && true_one <= found.upper);
        }
    }

    #[test]
    fn nothing_of_nothing_is_no_rate(part in 0u64..10) {
        prop_assert_eq!(rate(Interval::exactly(part), Interval::ZERO), None);
        prop_assert_eq!(rate(Interval::exactly(part), Interval::at_most(5)), None);
    }

    /// Percent to integers to percent: the true count is among those that fit, and every one that fits
    /// prints as the same percentage.
    #[test]
    fn a_printed_percentage_gives_its_count_back(base in 1u64..50_000, share in any::<prop::sample::Index>(), decimals in 0u8..4) {
        let count = share.index(usize::try_from(base).unwrap_or(0) + 1) as u64;
        let percent = printed(count, base, decimals);
        let fits = percent.fits(Interval::exactly(base));
        prop_assert!(fits.is_some_and(|fits| fits.contains(count)), "{count} of {base} is {percent} %, which fits {fits:?}");
        if let Some(fits) = fits {
            for other in [fits.lower(), fits.upper().unwrap_or(count)] {
                // Half a unit to either side: only the upper edge itself may round further up.
                let again = printed(other, base, decimals).scaled();
                prop_assert!(again == percent.scaled() || again == percent.scaled() + 1, "{other} of {base}");
            }
            let below = fits.lower().checked_sub(1).and_then(|count| Ratio::new(count, base));
            prop_assert!(below.is_none_or(|below| below.percent(decimals) < percent.scaled()));
        }
    }

    /// Over a range of bases the counts that fit are the hull of those of every base.
    #[test]
    fn a_percentage_of_a_range_is_the_hull(base in 1u64..300, width in 0u64..40, share in any::<prop::sample::Index>()) {
        let true_base = base + share.index(usize::try_from(width).unwrap_or(0) + 1) as u64;
        let count = share.index(usize::try_from(true_base).unwrap_or(0) + 1) as u64;
        let percent = printed(count, true_base, 1);
        let range = Interval::between(base, base + width).unwrap_or(Interval::exactly(base));
        prop_assert!(percent.fits(range).is_some_and(|fits| fits.contains(count)));
    }

    /// A random exact table: the one cell that is left out follows from the others.
    #[test]
    fn the_one_unknown_cell_follows(parts in prop::collection::vec(0u64..5_000, 1..8), hidden in any::<prop::sample::Index>()) {
        let total = Interval::exactly(parts.iter().sum());
        let hidden = hidden.index(parts.len());
        let others = parts.iter().enumerate().filter(|(index, _)| *index != hidden);
        let known = others.map(|(_, count)| Interval::exactly(*count)).fold(Interval::ZERO, Interval::plus);
        prop_assert_eq!(total.minus(known).and_then(Interval::exact), parts.get(hidden).copied());
    }

    #[test]
    fn rounding_is_half_away_from_zero(numerator in 0u64..1_000_000, denominator in 1u64..1_000_000, decimals in 0u8..3) {
        let rounded = u128::from(Ratio::new(numerator, denominator).map_or(0, |ratio| ratio.percent(decimals)));
        let scale = 100 * 10u128.pow(u32::from(decimals));
        let (exact, unit) = (2 * u128::from(numerator) * scale, u128::from(denominator));
        prop_assert!(2 * rounded * unit <= exact + unit && exact < (2 * rounded + 1) * unit);
    }

    #[test]
    fn periods_and_dates_come_back(year in 1900u16..2100, part in 1u8..5, month in 1u8..13) {
        for text in [format!("{year}"), format!("{year}-H{}", (part - 1) % 2 + 1), format!("{year}-Q{part}"), format!("{year}-{month:02}-01 to {}-01-31", year + 1)] {
            let period = Period::parse(&text);
            prop_assert_eq!(period.map(|period| period.to_string()), Some(text.clone()));
            prop_assert_eq!(period.and_then(|period| Period::parse(&period.slug())), period);
        }
        for text in [format!("{year}"), format!("{year}-{month:02}"), format!("{year}-{month:02}-28")] {
            prop_assert_eq!(PartialDate::parse(&text).map(|date| date.to_string()), Some(text));
        }
    }
}

/// The percentages of mailbox.org's reports, each against the count that it stands for.
#[test]
fn published_percentages_fit_one_count() {
    let published = [
        ("27.1", 133, 36),
        ("6.0", 133, 8),
        ("66.2", 133, 88),
        ("33.8", 133, 45),
        ("24.1", 83, 20),
        ("69.9", 83, 58),
        ("61.8", 55, 34),
        ("12.7", 55, 7),
        ("12.7", 79, 10),
        ("49.4", 85, 42),
        ("84.6", 65, 55),
        ("40", 85, 34),
    ];
    let found: BTreeMap<_, _> = published
        .iter()
        .map(|(percent, base, _)| {
            (
                (percent, base),
                Percent::parse(percent).and_then(|percent| percent.fits(Interval::exactly(*base))),
            )
        })
        .collect();
    for (percent, base, count) in &published {
        assert_eq!(
            found[&(percent, base)],
            Some(Interval::exactly(*count)),
            "{percent} % of {base}"
        );
    }
    assert_eq!(
        Percent::parse("74.6").and_then(|percent| percent.fits(Interval::exactly(55))),
        None
    );
    assert_eq!(
        Percent::parse("25.4").and_then(|percent| percent.fits(Interval::exactly(55))),
        None
    );
}

/// A part of a whole, both exact.
fn part_of_whole() -> impl Strategy<Value = (u64, u64)> {
    (0u64..2_000, any::<prop::sample::Index>()).prop_map(|(whole, part)| {
        let choices = usize::try_from(whole).unwrap_or(0) + 1;
        (part.index(choices) as u64, whole)
    })
}

/// z² of two shares, as a float: what the exact comparison must agree with away from its limit.
fn z_squared((x1, n1): (u64, u64), (x2, n2): (u64, u64)) -> f64 {
    let [x1, n1, x2, n2] = [x1, n1, x2, n2].map(|count| count as f64);
    let pooled = (x1 + x2) / (n1 + n2);
    let difference = x1 / n1 - x2 / n2;
    difference * difference / (pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2))
}

proptest! {
    #[test]
    fn why_it_moved_adds_up_exactly_and_as_printed(
        (a0, n0) in part_of_whole(),
        (a1, n1) in part_of_whole(),
        decimals in 0u8..4,
    ) {
        let signed = |count: u64| i128::from(count);
        let why = WhyItMoved::from_counts((signed(a0), signed(a1)), (signed(n0), signed(n1)));
        prop_assert_eq!(why.is_none(), n0 == 0);
        if let Some(why) = why {
            // Over the common denominator N₀ the two parts are the whole change.
            let volume = (signed(n1) - signed(n0)) * signed(a0);
            let rate = signed(a1) * signed(n0) - signed(n1) * signed(a0);
            prop_assert_eq!(volume + rate, i128::from(why.total) * signed(n0));
            let (volume, rate) = why.printed(decimals);
            prop_assert_eq!(volume + rate, why.total * 10i64.pow(u32::from(decimals)));
            // The remainder is not further from the rate's own part than one unit of the last decimal.
            prop_assert!((rate - why.rate.scaled(decimals)).abs() <= 1);
        }
    }

    #[test]
    fn mix_and_rates_within_add_up_to_the_change_of_the_rate(
        ends in prop::collection::vec((part_of_whole(), part_of_whole()), 1..9),
        decimals in 0u8..4,
    ) {
        let stratum = |(before, after): &((u64, u64), (u64, u64))| Stratum {
            category: CategoryKey::Rest,
            before: *before,
            after: *after,
        };
        let strata: Vec<Stratum> = ends.iter().map(stratum).collect();
        let turned: Vec<Stratum> = ends.iter().map(|(a, b)| stratum(&(*b, *a))).collect();
        let sum = |of: &dyn Fn(&Stratum) -> u64| strata.iter().map(of).sum::<u64>();
        let (a0, n0) = (sum(&|one| one.before.0), sum(&|one| one.before.1));
        let (a1, n1) = (sum(&|one| one.after.0), sum(&|one| one.after.1));
        let why = MixAndWithin::of(&strata);
        prop_assert_eq!(why.is_none(), n0 == 0 || n1 == 0);
        if let Some((why, turned)) = why.zip(MixAndWithin::of(&turned)) {
            let (mix, within, total) = why.printed(decimals);
            prop_assert_eq!(mix + within, total);
            let signed = |count: u64| i128::from(count);
            let change = signed(a1) * signed(n0) - signed(a0) * signed(n1);
            let change = SignedRatio::new(change, u128::from(n0) * u128::from(n1));
            prop_assert_eq!(Some(total), change.map(|change| change.scaled(decimals + 2)));
            // As floats, from the definition.
            let rate = |(a, n): (u64, u64), other: (u64, u64)| match n {
                0 => other.0 as f64 / (other.1.max(1)) as f64,
                n => a as f64 / n as f64,
            };
            let defined: f64 = ends
                .iter()
                .map(|(before, after)| {
                    let weight = after.1 as f64 / n1 as f64 - before.1 as f64 / n0 as f64;
                    weight * rate(*before, *after)
                })
                .sum();
            let unit = 10f64.powi(-i32::from(decimals) - 2);
            prop_assert!((mix as f64 * unit - defined).abs() < unit * 0.51 + 1e-9);
            // The symmetric split is the same in both directions, but for the sign.
            let (there, back) = (why.symmetric(decimals), turned.symmetric(decimals));
            prop_assert_eq!((there.0, there.2), (-back.0, -back.2));
        }
    }

    #[test]
    fn shares_differ_only_beyond_noise(first in part_of_whole(), second in part_of_whole()) {
        let differ = shares_differ(first, second);
        prop_assert_eq!(differ, shares_differ(second, first));
        let other = |(part, whole): (u64, u64)| (whole - part, whole);
        prop_assert_eq!(differ, shares_differ(other(first), other(second)));
        // Fisher's test is never bolder than the z-test by much; where the z-test is far inside, nothing differs.
        if first.1 > 0 && second.1 > 0 && z_squared(first, second) < 2.0 {
            prop_assert!(!differ);
        }
        if differ {
            prop_assert!(Ratio::new(first.0, first.1) != Ratio::new(second.0, second.1));
        }
    }

    #[test]
    fn counts_differ_only_beyond_noise(first in 0u64..30_000, second in 0u64..30_000) {
        let differ = counts_differ(first, second);
        prop_assert_eq!(differ, counts_differ(second, first));
        let (sum, distance) = ((first + second) as f64, first.abs_diff(second) as f64);
        if distance * distance < 3.0 * sum {
            prop_assert!(!differ);
        }
        if distance * distance > 8.0 * sum && sum > 20.0 {
            prop_assert!(differ);
        }
    }

    #[test]
    fn a_wilson_interval_holds_its_rate((part, whole) in part_of_whole()) {
        let interval = wilson(Interval::exactly(part), Interval::exactly(whole));
        prop_assert_eq!(interval.is_none(), whole == 0);
        if let (Some(interval), Some(ratio)) = (interval, Ratio::new(part, whole)) {
            prop_assert!(interval.lower <= ratio && ratio <= interval.upper);
        }
    }
}

/// Two parts of wholes that are not far from each other.
fn alike() -> impl Strategy<Value = ((u64, u64), (u64, u64))> {
    (part_of_whole(), -20i64..20, -10i64..10).prop_map(|((part, whole), more, rejected)| {
        let whole_later = whole.saturating_add_signed(more);
        let part_later = part.saturating_add_signed(rejected).min(whole_later);
        ((part, whole), (part_later, whole_later))
    })
}

/// Two years of received and rejected requests, built as a whole site: every page as words, by its address.
fn pages_of_two_years((a, n): (u64, u64), (b, m): (u64, u64)) -> Vec<(String, String)> {
    let report = |year: u16, (part, whole): (u64, u64)| {
        format!(
            "period: {year}\nsources: [{{id: report, title: Report}}]\nreceived: {whole}\nrejected: {part}\n"
        )
    };
    let files = [
        ("content/example/2021/data.yaml", report(2021, (a, n))),
        ("content/example/2022/data.yaml", report(2022, (b, m))),
        ("content/example/organisation.yaml", "name: Example\n".to_owned()),
        (
            "content/site.yaml",
            "klartext: 1\ntitle: {en: Requests}\nbase_url: https://example.org/\nlanguages: [en]\npublisher: example\n"
                .to_owned(),
        ),
    ];
    let tree = Tree {
        files: files
            .into_iter()
            .map(|(path, text)| TreeFile {
                path: path.to_owned(),
                bytes: text.into_bytes(),
            })
            .collect(),
    };
    let (_, built) = site::build(
        &tree,
        &Options::default(),
        &klartext::picture::Blank,
        &Unseen,
    );
    let built = built.value.expect("two sound reports");
    let words = |html: &str| {
        let main = html.split("<main").nth(1).unwrap_or_default();
        let pieces = main
            .split('<')
            .map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
        pieces.collect::<Vec<_>>().join(" ")
    };
    built
        .artifacts
        .iter()
        .filter(|artifact| artifact.path.ends_with(".html"))
        .map(|artifact| {
            let html = String::from_utf8_lossy(&artifact.bytes);
            (artifact.path.clone(), words(&html))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Over the whole way from a dataset to the words: no page says that something rose or fell where a plain float
    /// test of both counts and of their shares is far inside noise.
    #[test]
    fn no_page_says_rose_or_fell_inside_noise((first, second) in alike()) {
        let inside = |(x, y): (u64, u64)| {
            let (sum, distance) = ((x + y) as f64, x.abs_diff(y) as f64);
            distance * distance < 3.0 * sum || x == y
        };
        let counts_inside = [(first.0, second.0), (first.1, second.1), (first.1 - first.0, second.1 - second.0)]
            .into_iter()
            .all(inside);
        // Of nothing, or where both shares are 0 or 1, z is 0/0: no difference at all.
        let z = z_squared(first, second);
        let shares_inside = z.is_nan() || z < 2.0;
        prop_assume!(counts_inside && shares_inside);
        for (path, words) in pages_of_two_years(first, second) {
            // The methodology and the method note explain the two words.
            if path == "methodology.html" {
                continue;
            }
            let said = words.replace("“Rose” and “fell” stand only", "");
            for word in [" rose", " fell", "Rose", "Fell", "more than doubled"] {
                prop_assert!(!said.contains(word), "{path} says {word:?} of {first:?} and {second:?}");
            }
        }
    }

    /// And where they are far beyond it, the comparison says so.
    #[test]
    fn the_comparison_says_rose_beyond_noise(base in 80u64..300, part in 5u64..30) {
        let pages = pages_of_two_years((part, base), (part * 8, base * 3));
        let compare = pages.iter().find(|(path, _)| path == "compare/2021-2022.html");
        let words = &compare.expect("two years make a pair").1;
        prop_assert!(words.contains("rose"), "{words}");
    }
}
