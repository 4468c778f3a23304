//! Dates and reporting periods.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl Day {
    /// `None` for a day that does not exist, or a year outside 1800 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Day> {
        let exists = (1800..=9999).contains(&year) && (1..=12).contains(&month);
        (exists && (1..=days_in_month(year, month)).contains(&day)).then_some(Day {
            year,
            month,
            day,
        })
    }

    /// Days since 1 March of the year 0 (Howard Hinnant's `days_from_civil`): for lengths of periods.
    pub fn number(self) -> i32 {
        let (m, d) = (i32::from(self.month), i32::from(self.day));
        let y = i32::from(self.year) - i32::from(m <= 2);
        let (era, year_of_era) = (y / 400, y % 400);
        let day_of_year = (153 * ((m + 9) % 12) + 2) / 5 + d - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_in_month(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A date as far as it is known: `2024`, `2024-02` or `2024-02-07`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    Year(u16),
    Month(u16, u8),
    Day(Day),
}

impl PartialDate {
    pub fn parse(text: &str) -> Option<PartialDate> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2));
        let day = parts.next().map(|part| digits(part, 2));
        let first = |month: u16| Day::new(year, u8::try_from(month).ok()?, 1);
        match (month, day, parts.next()) {
            (None, None, None) => Day::new(year, 1, 1).map(|_| PartialDate::Year(year)),
            (Some(month), None, None) => {
                first(month?).map(|day| PartialDate::Month(year, day.month))
            }
            (Some(month), Some(day), None) => {
                Day::new(year, u8::try_from(month?).ok()?, u8::try_from(day?).ok()?)
                    .map(PartialDate::Day)
            }
            _ => None,
        }
    }

    /// The first day that it may be.
    pub fn first_day(self) -> Day {
        match self {
            PartialDate::Year(year) => Period::Year(year).first_day(),
            PartialDate::Month(year, month) => Day {
                year,
                month,
                day: 1,
            },
            PartialDate::Day(day) => day,
        }
    }

    /// The last day that it may be.
    pub fn last_day(self) -> Day {
        match self {
            PartialDate::Year(year) => Period::Year(year).last_day(),
            PartialDate::Month(year, month) => Day {
                year,
                month,
                day: days_in_month(year, month),
            },
            PartialDate::Day(day) => day,
        }
    }

    pub fn year(self) -> u16 {
        match self {
            PartialDate::Year(year) | PartialDate::Month(year, _) => year,
            PartialDate::Day(day) => day.year,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Year(year) => write!(f, "{year:04}"),
            PartialDate::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            PartialDate::Day(day) => write!(f, "{day}"),
        }
    }
}

fn digits(text: &str, width: usize) -> Option<u16> {
    (text.len() == width && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A reporting period. Only periods of the same kind are ever compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    Year(u16),
    /// Half 1 or 2.
    Half(u16, u8),
    /// Quarter 1 to 4.
    Quarter(u16, u8),
    /// First and last day.
    Free(Day, Day),
}

impl Period {
    /// `2023`, `2023-H1`, `2023-Q3`, `2025-02-17 to 2025-12-31`; directories write the last with `-to-`.
    pub fn parse(text: &str) -> Option<Period> {
        for separator in [" to ", "-to-"] {
            if let Some((first, last)) = text.split_once(separator) {
                let day = |text| match PartialDate::parse(text) {
                    Some(PartialDate::Day(day)) => Some(day),
                    _ => None,
                };
                let (first, last) = (day(first)?, day(last)?);
                return (first <= last).then_some(Period::Free(first, last));
            }
        }
        let (year, part) = text.split_once('-').unwrap_or((text, ""));
        let year = Day::new(digits(year, 4)?, 1, 1)?.year;
        match part {
            "" if !text.contains('-') => Some(Period::Year(year)),
            "H1" | "h1" => Some(Period::Half(year, 1)),
            "H2" | "h2" => Some(Period::Half(year, 2)),
            _ => {
                let quarter = part.strip_prefix(['Q', 'q'])?;
                matches!(quarter, "1" | "2" | "3" | "4")
                    .then(|| Period::Quarter(year, quarter.as_bytes()[0] - b'0'))
            }
        }
    }

    pub fn first_day(self) -> Day {
        let start = |year, month| Day {
            year,
            month,
            day: 1,
        };
        match self {
            Period::Year(year) => start(year, 1),
            Period::Half(year, half) => start(year, 6 * (half - 1) + 1),
            Period::Quarter(year, quarter) => start(year, 3 * (quarter - 1) + 1),
            Period::Free(first, _) => first,
        }
    }

    pub fn last_day(self) -> Day {
        let end = |year, month| Day {
            year,
            month,
            day: days_in_month(year, month),
        };
        match self {
            Period::Year(year) => end(year, 12),
            Period::Half(year, half) => end(year, 6 * half),
            Period::Quarter(year, quarter) => end(year, 3 * quarter),
            Period::Free(_, last) => last,
        }
    }

    /// The page's address without its ending, and the directory's name: `2023`, `2023-h1`.
    pub fn slug(self) -> String {
        self.to_string().to_lowercase().replace(" to ", "-to-")
    }

    /// Whether two periods may stand in one series (SPEC section 3: the same kind, or free periods whose
    /// lengths differ by at most 2 per cent).
    pub fn is_comparable_with(self, other: Period) -> bool {
        let length = |period: Period| period.last_day().number() - period.first_day().number() + 1;
        match (self, other) {
            (Period::Free(..), Period::Free(..)) => {
                let (a, b) = (length(self), length(other));
                50 * (a - b).abs() <= a.max(b)
            }
            _ => std::mem::discriminant(&self) == std::mem::discriminant(&other),
        }
    }
}

/// Chronological: by the first day, then by the last.
impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.first_day(), self.last_day())
            .cmp(&(other.first_day(), other.last_day()))
            .then_with(|| {
                let rank = |period: &Period| match period {
                    Period::Year(_) => 0,
                    Period::Half(..) => 1,
                    Period::Quarter(..) => 2,
                    Period::Free(..) => 3,
                };
                rank(self).cmp(&rank(other))
            })
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Year(year) => write!(f, "{year}"),
            Period::Half(year, half) => write!(f, "{year}-H{half}"),
            Period::Quarter(year, quarter) => write!(f, "{year}-Q{quarter}"),
            Period::Free(first, last) => write!(f, "{first} to {last}"),
        }
    }
}
