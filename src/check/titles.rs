//! Whether a narrative's title speaks of the year that its figures are from (SPEC section 4).
//!
//! A report is often begun as a copy of last year's, and the title is what is forgotten.

use std::ops::RangeInclusive;

use crate::diagnostic::{Check, Diagnostic, Group, Severity};
use crate::source::Text;

use super::record::{Record, ReportRecord};

pub static TITLE_YEAR: Check = Check {
    id: "title-year",
    group: Group::Prose,
    severity: Severity::Warning,
    acceptable: false,
    finds: "A narrative whose title names a year, but not that of its report.",
    mend: "correct the year, or name the report's own beside it",
};

pub const CHECKS: &[&Check] = &[&TITLE_YEAR];

pub fn run(record: &Record, diagnostics: &mut Vec<Diagnostic>) {
    for organisation in record.organisations() {
        for report in organisation.reports() {
            for text in report.narratives.values() {
                diagnostics.extend(examine(report, text));
            }
        }
    }
}

fn examine(report: &ReportRecord, text: &Text) -> Option<Diagnostic> {
    let (title, at) = (
        text.front.title.as_deref()?,
        *text.front.places.get("title")?,
    );
    let period = report.report.period;
    let right: RangeInclusive<u16> = period.first_day().year..=period.last_day().year;
    let named = years(title);
    if named.is_empty() || named.iter().any(|year| right.contains(year)) {
        return None;
    }
    let named: Vec<String> = named.iter().map(ToString::to_string).collect();
    let right: Vec<String> = right.map(|year| year.to_string()).collect();
    Some(
        Diagnostic::new(
            &TITLE_YEAR,
            at,
            format!(
                "the title speaks of {}, the figures are from {period}",
                named.join(", ")
            ),
        )
        .label(format!("not {}", right.join(" or ")))
        .expected(format!("{}, or no year", right.join(" or ")))
        .related(report.period_at, "the report's period"),
    )
}

/// Numbers of four digits from 1900 to 2099 that are not part of a longer word or number.
fn years(title: &str) -> Vec<u16> {
    let words = title.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")))
        .filter_map(|word| word.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn years_are_words_of_four_digits() {
        assert_eq!(years("2023: nach 2022, vor Q3/2024"), [2023, 2022, 2024]);
        assert_eq!(years("Der Bericht 2023–2024"), [2023, 2024]);
        assert_eq!(
            years("20231 und 2023a, 1800, 3000, +199, 20²³, २०२३"),
            [0u16; 0]
        );
    }
}
