//! What a cell says: the forms of our own tables (`export::row::stated`) read back, and numbers as people write them.

use crate::model::figure::FigureKey;
use crate::model::interval::Interval;
use crate::model::percent::Percent;
use crate::model::value::{Gap, Reading, Share, Statement};
use crate::source::fields::MAX_COUNT;

/// How a table writes its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// What stands between groups of three digits; none: digits only.
    pub thousands: Option<char>,
    pub decimal: char,
}

impl Numbers {
    /// Our own tables: plain digits, and a point.
    pub const PLAIN: Numbers = Numbers {
        thousands: None,
        decimal: '.',
    };

    /// A whole number, or why it is none.
    pub fn whole(self, text: &str) -> Result<u64, String> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let plain = match self.thousands {
            Some(separator) if text.contains(separator) => {
                let mut groups = text.split(separator);
                let first = groups.next().unwrap_or_default();
                let sound = digits(first)
                    && first.len() <= 3
                    && groups
                        .clone()
                        .all(|group| group.len() == 3 && digits(group));
                if !sound {
                    return Err(format!(
                        "`{text}` has a `{separator}` that does not stand between groups of three digits"
                    ));
                }
                std::iter::once(first).chain(groups).collect()
            }
            _ => text.to_owned(),
        };
        if !digits(&plain) {
            return Err(self.trouble(text));
        }
        if plain.len() > 1 && plain.starts_with('0') {
            return Err(format!(
                "`{text}` begins with 0: some programs read it as an octal number"
            ));
        }
        match plain.parse() {
            Ok(count) if count <= MAX_COUNT => Ok(count),
            _ => Err(format!("`{text}` is larger than a count may be")),
        }
    }

    fn trouble(self, text: &str) -> String {
        let only = |extra: &[char]| {
            text.starts_with(|c: char| c.is_ascii_digit())
                && text
                    .chars()
                    .all(|c| c.is_ascii_digit() || extra.contains(&c))
        };
        if only(&['.', ',', ' ', '\'', '\u{a0}', '\u{202f}']) {
            return match self.thousands {
                None => format!(
                    "`{text}` could be a decimal fraction or have thousands separators: nobody can tell"
                ),
                Some(separator) => format!(
                    "`{text}` is not written as the mapping says, with `{separator}` between thousands"
                ),
            };
        }
        format!("`{text}` is not a whole number")
    }

    /// A percentage without its sign.
    pub fn percent(self, text: &str) -> Result<Percent, String> {
        let bare = text.trim_end_matches('%').trim_end();
        let foreign = if self.decimal == '.' { ',' } else { '.' };
        let point = bare.replace(self.decimal, ".");
        let parsed = (!bare.contains(foreign))
            .then(|| Percent::parse(&point))
            .flatten();
        parsed.ok_or_else(|| {
            format!(
                "`{text}` is no percentage with `{}` before its decimals",
                self.decimal
            )
        })
    }
}

/// A statement as our own tables write it, in one form for all languages; `of` is what a percentage is of.
///
/// What the text does not hold is not invented: readings come without their sources, and "about 40" without the
/// range that is computed with (the table has it in `lower` and `upper`).
pub fn parse(text: &str, of: Option<&FigureKey>) -> Option<Statement> {
    let count = |text: &str| Numbers::PLAIN.whole(text).ok();
    let share = |text: &str| {
        let percent = Percent::parse(text.strip_suffix(" %")?)?;
        Some(Share {
            percent,
            of: of?.clone(),
        })
    };
    if let Some(gap) = Gap::from_word(text) {
        return Some(Statement::Gap(gap));
    }
    if let Some(most) = text.strip_prefix("at most ") {
        return count(most).map(Statement::AtMost);
    }
    if let Some(least) = text.strip_prefix("at least ") {
        return count(least).map(Statement::AtLeast);
    }
    if let Some(about) = text.strip_prefix("about ") {
        return count(about).map(|count| Statement::About {
            count,
            within: None,
        });
    }
    if let Some((lower, upper)) = text.split_once(" to ") {
        let (lower, upper) = (count(lower)?, count(upper)?);
        return (lower <= upper).then_some(Statement::Between { lower, upper });
    }
    if text.contains(" or ") {
        let readings: Option<Vec<Reading>> = text
            .split(" or ")
            .map(|reading| {
                Some(Reading {
                    count: count(reading)?,
                    source: None,
                })
            })
            .collect();
        return readings.map(Statement::Either);
    }
    if let Some((number, printed)) = text.split_once(" (") {
        let printed = share(printed.strip_suffix(')')?)?;
        return Some(Statement::Count {
            count: count(number)?,
            printed: Some(printed),
        });
    }
    match share(text) {
        Some(share) => Some(Statement::Share(share)),
        None => count(text).map(|count| Statement::Count {
            count,
            printed: None,
        }),
    }
}

/// The same with the range in which "about 40" is computed with.
pub fn within(statement: Statement, range: Option<Interval>) -> Statement {
    match statement {
        Statement::About {
            count,
            within: None,
        } => Statement::About {
            count,
            within: range,
        },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::row::stated;
    use crate::model::identifier::MeasureId;

    #[test]
    fn every_form_is_read_back() {
        let of = FigureKey::total(MeasureId::from("received"));
        for text in [
            "45",
            "0",
            "14 (25.4 %)",
            "27.1 %",
            "6.0 %",
            "0 to 499",
            "at most 5",
            "at least 33",
            "18 or 37",
            "about 40",
            "not_published",
            "suppressed",
        ] {
            let statement = parse(text, Some(&of));
            assert_eq!(statement.as_ref().map(stated).as_deref(), Some(text));
        }
        for text in [
            "", "-1", "1.000", "017", "about", "5 to 4", "1 or", "27.1%", "forty",
        ] {
            assert_eq!(parse(text, Some(&of)), None, "{text}");
        }
    }

    #[test]
    fn thousands_stand_between_groups_of_three() {
        let german = Numbers {
            thousands: Some('.'),
            decimal: ',',
        };
        assert_eq!(german.whole("31.233"), Ok(31_233));
        assert_eq!(german.whole("999"), Ok(999));
        for text in [
            "31,233", "3.1233", "31.23", "1..000", "1.000,5", "", "-3", "1e3",
        ] {
            assert!(german.whole(text).is_err(), "{text}");
        }
        assert!(Numbers::PLAIN.whole("31.233").is_err());
        assert_eq!(
            german.percent("27,1 %").map(|p| p.to_string()),
            Ok("27.1".to_owned())
        );
        assert!(german.percent("27.1").is_err());
    }
}
