//! Digits, grouping and month names of one locale, from CLDR.

use fixed_decimal::Decimal;
use fluent_bundle::FluentValue;
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{MD, YM, YMD};
use icu_decimal::DecimalFormatter;
use icu_decimal::options::GroupingStrategy;
use icu_locale_core::Locale;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use crate::model::period::Day;

/// Dates are Gregorian in every language: so are the reports that they speak of.
type DateFormatter<Fields> = FixedCalendarDateTimeFormatter<Gregorian, Fields>;

pub(super) struct Formats {
    grouped: DecimalFormatter,
    plain: DecimalFormatter,
    day: DateFormatter<YMD>,
    month: DateFormatter<YM>,
    day_of_month: DateFormatter<MD>,
}

impl Formats {
    /// `None` when CLDR has nothing for the locale, which its fallbacks make unlikely.
    pub fn new(locale: &Locale) -> Option<Formats> {
        let decimal = |grouping: GroupingStrategy| {
            DecimalFormatter::try_new(locale.into(), grouping.into()).ok()
        };
        Some(Formats {
            grouped: decimal(GroupingStrategy::Auto)?,
            plain: decimal(GroupingStrategy::Never)?,
            day: DateFormatter::try_new(locale.into(), YMD::long()).ok()?,
            month: DateFormatter::try_new(locale.into(), YM::long()).ok()?,
            day_of_month: DateFormatter::try_new(locale.into(), MD::long()).ok()?,
        })
    }

    pub fn count(&self, count: u64) -> String {
        self.grouped.format(&Decimal::from(count)).to_string()
    }

    pub fn decimal(&self, scaled: u64, decimals: u8) -> String {
        self.grouped.format(&decimal(scaled, decimals)).to_string()
    }

    /// Years and months: no grouping, at least `digits` digits.
    pub fn plain(&self, number: u16, digits: u8) -> String {
        let mut number = Decimal::from(number);
        number.pad_start(i16::from(digits));
        self.plain.format(&number).to_string()
    }

    pub fn day(&self, day: Day) -> String {
        written(day, |date| self.day.format(&date).to_string())
    }

    /// Without the year: "17. Februar".
    pub fn day_of_month(&self, day: Day) -> String {
        written(day, |date| self.day_of_month.format(&date).to_string())
    }

    pub fn month(&self, year: u16, month: u8) -> String {
        let day = Day {
            year,
            month,
            day: 1,
        };
        written(day, |date| self.month.format(&date).to_string())
    }
}

/// A day that the calendar does not know (its fields are public) is written as a data file would.
fn written(day: Day, format: impl Fn(Date<Gregorian>) -> String) -> String {
    Date::try_new_gregorian(i32::from(day.year), day.month, day.day)
        .map_or_else(|_| day.to_string(), format)
}

fn decimal(scaled: u64, decimals: u8) -> Decimal {
    let places = -i16::from(decimals);
    let mut decimal = Decimal::from(scaled);
    decimal.multiply_pow10(places);
    decimal.pad_end(places);
    decimal
}

/// As a data file writes it: `28.7`, which Fluent reads with its number of decimals.
pub(super) fn machine_readable(scaled: u64, decimals: u8) -> String {
    decimal(scaled, decimals).to_string()
}

/// The number format that a Fluent bundle keeps; a bundle hands its formatter nothing else of ours.
struct MessageNumbers(DecimalFormatter);

impl Memoizable for MessageNumbers {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        let locale: Locale = language.to_string().parse().map_err(|_| ())?;
        let formatter = DecimalFormatter::try_new((&locale).into(), Default::default());
        formatter.map(MessageNumbers).map_err(|_| ())
    }
}

/// Prints the numbers inside messages; `None` leaves every other value to Fluent.
pub(super) fn format_in_message(
    value: &FluentValue,
    memoizer: &IntlLangMemoizer,
) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    // Fluent's numbers are floats; their decimal digits are exact as far as `super::Arg` hands them over.
    let number = Decimal::try_from_str(&number.as_string()).ok()?;
    memoizer
        .with_try_get::<MessageNumbers, _, _>((), |numbers| numbers.0.format(&number).to_string())
        .ok()
}
