//! Numbers and dates that a person reads and a program must not guess: what is wrong with them, and what to write instead.
//!
//! **Must not enter:** a value. What stands here only words a message.

use crate::diagnostic::Check;
use crate::model::period::PartialDate;

use super::checks::{NUMBER_FORM, WRONG_TYPE};
use super::fields::MAX_COUNT;

/// What to write instead of `text`, where it says itself what was meant or leaves a choice between two.
pub fn count(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return None;
    }
    let plain = match digits.trim_start_matches('0') {
        "" => "0",
        plain => plain,
    };
    let only = |extra: &[char]| {
        let known = |c: char| c.is_ascii_digit() || extra.contains(&c);
        text.chars().all(known)
    };
    Some(match text.chars().next() {
        Some('<' | '≤') => "write the most that it can be: {at_most: 9}".to_owned(),
        Some('>' | '≥') => "write the least that it can be: {at_least: 10}".to_owned(),
        Some('~' | '≈') => format!("write it as it is stated: {{about: {plain}}}"),
        _ if text.ends_with('%') => {
            "write {percent: 27.1}, or with its base {percent: 27.1, of: received}".to_owned()
        }
        _ if plain.parse().map_or(true, |count: u64| count > MAX_COUNT) => {
            "look it up: no register counts that far".to_owned()
        }
        _ if only(&['_', ' ', '\'', '\u{a0}', '\u{202f}', '+']) => format!("write {plain}"),
        _ if only(&['.', ',']) => marked(text),
        _ if only(&['O', 'o', 'l', 'I']) && !text.starts_with("0o") => {
            let meant = text.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
            format!("a letter stands among the digits: write {meant} if that is what is meant")
        }
        _ => return None,
    })
}

/// Digits with points or commas between them: decimals, or thousands set apart.
fn marked(text: &str) -> String {
    const WHY: &str = "a count has no decimal places";
    let parts: Vec<&str> = text.split(['.', ',']).collect();
    let thousands = (1..=3).contains(&parts[0].len())
        && !parts[0].starts_with('0')
        && parts[1..].iter().all(|part| part.len() == 3);
    match parts.as_slice() {
        _ if thousands => format!("write {} if thousands are set apart; {WHY}", parts.concat()),
        [whole, zeros] if !whole.is_empty() && zeros.bytes().all(|byte| byte == b'0') => {
            format!("write {whole}; {WHY}")
        }
        [whole, fraction] => {
            let whole = if whole.is_empty() { "0" } else { whole };
            format!("{WHY}; a percentage is written {{percent: {whole}.{fraction}}}")
        }
        _ => format!("write it in digits alone; {WHY}"),
    }
}

/// Why a text is no count, and whether that is a matter of its form or of its kind.
pub fn trouble(text: &str) -> (&'static Check, &'static str) {
    let bytes = text.as_bytes();
    let ascii_digits = text.bytes().filter(u8::is_ascii_digit).count();
    let only = |extra: &[char]| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || extra.contains(&c))
    };
    let reason = match bytes {
        [b'0', b'x' | b'o' | b'b', ..] => {
            "is hexadecimal, octal or binary for YAML and something else for a person"
        }
        [b'0', _, ..] if only(&[]) => "begins with 0: some programs read it as an octal number",
        [b'-', rest @ ..] if rest.iter().all(u8::is_ascii_digit) && !rest.is_empty() => {
            "is negative: a count is not"
        }
        [b'+', ..] => "has a sign",
        _ if only(&[]) => "is larger than a count may be",
        _ if only(&['_', ' ', '\'', '\u{a0}', '\u{202f}']) => "has a separator between its digits",
        _ if only(&['.', ',']) => {
            "could be a decimal fraction or have thousands separators: nobody can tell"
        }
        _ if only(&[':']) => {
            "is a number to base 60 for some YAML programs and a time for a person"
        }
        _ if only(&['e', 'E', '.', '+', '-']) && ascii_digits > 0 => "is in exponent notation",
        _ if text.chars().any(|c| c.is_numeric() && !c.is_ascii_digit()) => {
            "has digits that are not 0 to 9"
        }
        _ => return (&WRONG_TYPE, "is not a whole number"),
    };
    (&NUMBER_FORM, reason)
}

/// A date that ends in its year, written as it has to be. Where both orders of day and month are possible, both.
pub fn date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text
        .split(['.', '/', '-', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, year] = parts.as_slice() else {
        return None;
    };
    let date = |day: &str, month: &str| {
        let date = format!("{year}-{month:0>2}-{day:0>2}");
        PartialDate::parse(&date).map(|_| date)
    };
    let continental = text.contains('.');
    let monthly = date(second, first).filter(|_| !continental);
    Some(match (date(first, second), monthly) {
        (Some(daily), Some(monthly)) if daily != monthly => {
            format!("write {daily} or {monthly}, whichever is meant: year, month, day")
        }
        (Some(date), _) | (None, Some(date)) => format!("write {date}: year, month, day"),
        (None, None) => return None,
    })
}
