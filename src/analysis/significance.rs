//! Whether a difference is beyond noise (SPEC section 6): two-sided at 5 per cent, exactly, in whole numbers.
//!
//! A full count is no sample. It is tested all the same because next year's 74 requests could as well have been
//! 70 or 80 without anything having changed; "rose" and "fell" claim that something did.

use num_bigint::BigUint;

/// The 95 per cent point of chi-squared with one degree of freedom, 1.95996398454…², times [`SCALE`].
const CRITICAL: u64 = 3_841_458_820_694_124;
const SCALE: u64 = 1_000_000_000_000_000;

/// From here on the binomial test is replaced by its normal approximation with continuity correction, whose
/// error is then far below the last digit that anybody would print.
const MANY: u64 = 10_000;

/// Two shares: pooled two-proportion z-test, compared as z² (Agresti, Categorical Data Analysis, 3.2.1); Fisher's
/// exact test where an expected cell is below 5.
///
/// ```
/// use klartext::analysis::significance::shares_differ;
/// // Finally rejected, 2024 and 2025: p = 0.42. 2020 and 2021: p = 0.006.
/// assert!(!shares_differ((25, 83), (18, 74)));
/// assert!(shares_differ((23, 85), (6, 65)));
/// ```
///
/// A part that is larger than its whole is taken as the whole.
pub fn shares_differ(first: (u64, u64), second: (u64, u64)) -> bool {
    let (first, second) = (sound(first), sound(second));
    let (n1, n2) = (first.1, second.1);
    if n1 == 0 || n2 == 0 {
        return false;
    }
    let all = u128::from(n1) + u128::from(n2);
    let hits = u128::from(first.0) + u128::from(second.0);
    let misses = all - hits;
    if hits == 0 || misses == 0 {
        return false;
    }
    let (row, column) = (u128::from(n1.min(n2)), hits.min(misses));
    // Below 5 in the smallest expected cell: row · column / all < 5.
    let few = row * column < 5 * all;
    match few.then(|| fisher(first, second)).flatten() {
        Some(differ) => differ,
        None => pooled(first, second),
    }
}

/// Two counts of equally long periods: the exact conditional test for two Poisson rates (Przyborowski and
/// Wilenski 1940): given their sum, the first is binomial with probability one half.
///
/// ```
/// use klartext::analysis::significance::counts_differ;
/// assert!(counts_differ(55, 133));
/// // 83 and 74: p = 0.52.
/// assert!(!counts_differ(83, 74));
/// ```
pub fn counts_differ(first: u64, second: u64) -> bool {
    let (less, more) = (first.min(second), first.max(second));
    let all = BigUint::from(less) + more;
    if less == more {
        return false;
    }
    if less + more >= MANY {
        let distance = BigUint::from(more - less - 1);
        return &distance * &distance * SCALE > all * CRITICAL;
    }
    let n = less + more;
    let (mut ways, mut tail) = (BigUint::from(1u8), BigUint::from(1u8));
    for k in 1..=less {
        ways = ways * (n - k + 1) / k;
        tail += &ways;
    }
    // p = 2 · tail / 2ⁿ < 1/20
    tail * 40u8 < BigUint::from(1u8) << n
}

fn sound((part, whole): (u64, u64)) -> (u64, u64) {
    (part.min(whole), whole)
}

/// z² = (x₁n₂ − x₂n₁)² · N / (n₁ · n₂ · hits · misses)
fn pooled(first: (u64, u64), second: (u64, u64)) -> bool {
    let big = |count: u64| BigUint::from(count);
    let (left, right) = (big(first.0) * second.1, big(second.0) * first.1);
    let distance = if left > right {
        left - right
    } else {
        right - left
    };
    let all = big(first.1) + second.1;
    let hits = big(first.0) + second.0;
    let misses = &all - &hits;
    let square = &distance * &distance * all;
    square * SCALE > big(first.1) * second.1 * hits * misses * CRITICAL
}

/// Two-sided: all tables with the same margins that are not more likely than the observed one. `None` where the
/// table is so large and so lopsided that adding them up would take too long.
fn fisher(first: (u64, u64), second: (u64, u64)) -> Option<bool> {
    const MOST_TABLES: u64 = 20_000;
    let hits = first.0.checked_add(second.0)?;
    let all = first.1.checked_add(second.1)?;
    // Named after the smallest margins: how many of the smaller row's `row` lie in the smaller column.
    let ((row_hits, row), column_is_hits) = {
        let smaller = if first.1 <= second.1 { first } else { second };
        (smaller, hits <= all - hits)
    };
    let column = hits.min(all - hits);
    let inside = if column_is_hits {
        row_hits
    } else {
        row - row_hits
    };
    let (row, column) = (row.min(column), row.max(column));
    if row > MOST_TABLES {
        return None;
    }
    // Ways of k in the cell: C(column, k) · C(all − column, row − k); both margins are at most half.
    let others = all - column;
    let mut start = BigUint::from(1u8);
    for k in 0..row {
        start = start * (others - k) / (k + 1);
    }
    let next = |ways: &BigUint, k: u64| {
        ways * (column - k) * (row - k) / ((k + 1) * BigUint::from(others - row + k + 1))
    };
    let mut observed = start.clone();
    for k in 0..inside {
        observed = next(&observed, k);
    }
    let (mut ways, mut total, mut tail) = (start, BigUint::ZERO, BigUint::ZERO);
    for k in 0..=row {
        total += &ways;
        if ways <= observed {
            tail += &ways;
        }
        if k < row {
            ways = next(&ways, k);
        }
    }
    Some(tail * 20u8 < total)
}

#[cfg(test)]
mod tests {
    use super::{counts_differ, fisher, pooled, shares_differ};

    /// Values of R's `fisher.test`.
    #[test]
    fn fisher_agrees_with_tables() {
        // Fisher's tea: 3 of 4 and 1 of 4, p = 0.486.
        assert_eq!(fisher((3, 4), (1, 4)), Some(false));
        // 1 of 10 and 9 of 10, p = 0.0011; as good the other way round.
        assert_eq!(fisher((1, 10), (9, 10)), Some(true));
        assert_eq!(fisher((9, 10), (1, 10)), Some(true));
        // 0 of 5 and 4 of 5, p = 0.048; 0 of 4 and 3 of 4, p = 0.143.
        assert_eq!(fisher((0, 5), (4, 5)), Some(true));
        assert_eq!(fisher((0, 4), (3, 4)), Some(false));
        // 6 of 65 and 0 of 20, p = 0.33.
        assert_eq!(fisher((6, 65), (0, 20)), Some(false));
    }

    /// The published series of mailbox.org, finally rejected.
    #[test]
    fn final_rejections_from_year_to_year() {
        let series = [
            (13, 72),
            (10, 79),
            (23, 85),
            (6, 65),
            (7, 55),
            (45, 133),
            (25, 83),
            (18, 74),
        ];
        let differ: Vec<bool> = series
            .windows(2)
            .map(|pair| shares_differ(pair[0], pair[1]))
            .collect();
        assert_eq!(differ, [false, true, true, false, true, false, false]);
    }

    #[test]
    fn totals_from_year_to_year() {
        let series = [38, 72, 79, 85, 65, 55, 133, 83, 74];
        let differ: Vec<bool> = series
            .windows(2)
            .map(|pair| counts_differ(pair[0], pair[1]))
            .collect();
        assert_eq!(
            differ,
            [true, false, false, false, false, true, true, false]
        );
    }

    #[test]
    fn nothing_and_everything_do_not_differ() {
        assert!(!shares_differ((0, 50), (0, 70)));
        assert!(!shares_differ((50, 50), (70, 70)));
        assert!(!shares_differ((0, 0), (5, 10)));
        assert!(!counts_differ(0, 0));
        assert!(!counts_differ(0, 5));
        assert!(counts_differ(0, 6));
    }

    #[test]
    fn counts_beyond_the_exact_test_agree_with_it() {
        // Just below and above the limit, where both hold.
        assert_eq!(counts_differ(4_900, 5_099), counts_differ(4_901, 5_100));
        assert!(counts_differ(1_000_000, 1_010_000));
        assert!(!counts_differ(1_000_000, 1_001_000));
        assert!(counts_differ(u64::from(u32::MAX), 2 * u64::from(u32::MAX)));
    }

    #[test]
    fn large_tables_do_not_overflow() {
        let huge = (1u64 << 53) - 1;
        assert!(pooled((huge / 2, huge), (huge / 3, huge)));
        assert!(shares_differ((0, huge), (1_000_000, huge)));
    }
}
