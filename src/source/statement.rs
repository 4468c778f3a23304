//! The forms that a value may take in a dataset (SPEC section 3).

use crate::diagnostic::{Diagnostic, Span, Spanned};
use crate::model::figure::FigureKey;
use crate::model::identifier::SourceId;
use crate::model::interval::Interval;
use crate::model::localized::Localized;
use crate::model::percent::Percent;
use crate::model::value::{Gap, Reading, Share, Statement, Status};

use super::checks::{BLANK_VALUE, MISSING_KEY, NUMBER_FORM, UNKNOWN_KEY, WRONG_TYPE};
use super::dataset::Context;
use super::fields::{self, Fields, unknown};
use super::names;
use super::yaml::{Kind, Node};

/// The keys that make a mapping one value and not a table of parts.
pub const FORMS: [&str; 8] = [
    "count", "percent", "between", "at_most", "at_least", "either", "about", "gap",
];

/// The keys that stand beside a form.
pub const COMPANIONS: [&str; 5] = ["of", "within", "status", "source", "note"];

const EXPECTED: &str =
    "a whole number, a gap such as not_published, or a form such as {percent: 27.1}";

/// A value as written, with the provenance that differs from the report's.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    pub statement: Statement,
    pub status: Option<Status>,
    pub source: Option<Spanned<SourceId>>,
    pub note: Option<Localized>,
    /// The value itself, for carets.
    pub at: Span,
}

/// Whether a node is one value: a scalar, or a mapping with one of the forms in it, or with nothing but what
/// stands beside a form.
pub fn is_value(node: &Node) -> bool {
    match &node.kind {
        Kind::Mapping(entries) => {
            let among = |words: &[&str], key: &Spanned<String>| words.contains(&key.value.as_str());
            let mut keys = entries.iter().map(|(key, _)| key);
            keys.clone().any(|key| among(&FORMS, key))
                || !entries.is_empty() && keys.all(|key| among(&COMPANIONS, key))
        }
        _ => true,
    }
}

pub fn read(
    node: &Node,
    of: &FigureKey,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Stated> {
    let bare = |statement| Stated {
        statement,
        status: None,
        source: None,
        note: None,
        at: node.at,
    };
    match &node.kind {
        Kind::Blank => {
            let message = format!("`{of}` has no value");
            found.push(
                Diagnostic::new(&BLANK_VALUE, node.at, message)
                    .label("blank")
                    .expected(EXPECTED),
            );
            None
        }
        Kind::Scalar { text, plain: false } => {
            let message = format!("`{text}` is a text, because it stands in quotes");
            let sound = Gap::from_word(text).is_some() || text.starts_with(char::is_numeric);
            let diagnostic = Diagnostic::new(&WRONG_TYPE, node.at, message)
                .label("in quotes")
                .expected(EXPECTED);
            found.push(match sound {
                true => diagnostic.mend("remove the quotes"),
                false => diagnostic,
            });
            None
        }
        Kind::Scalar { text, plain: true } => match Gap::from_word(text) {
            Some(gap) => Some(bare(Statement::Gap(gap))),
            None if text.starts_with(|c: char| c.is_alphabetic()) => {
                let name = Spanned {
                    value: text.clone(),
                    at: node.at,
                };
                let gaps = Gap::ALL.into_iter().map(Gap::word);
                let message = format!("`{text}` is neither a number nor a gap");
                let words: Vec<_> = gaps.clone().collect();
                found.push(
                    unknown(&WRONG_TYPE, &name, &message, gaps)
                        .expected(format!("a whole number, or one of {}", words.join(", ")))
                        .mend("write 0 if it is zero, or say which gap it is"),
                );
                None
            }
            None => fields::count(node, found).map(|count| {
                bare(Statement::Count {
                    count,
                    printed: None,
                })
            }),
        },
        Kind::Mapping(_) => long_form(node, of, context, found),
        _ => {
            fields::wrong_type(node, EXPECTED, found);
            None
        }
    }
}

fn long_form(
    node: &Node,
    of: &FigureKey,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Stated> {
    if let Kind::Mapping(entries) = &node.kind
        && let Some((first, _)) = entries.first()
        && !is_value(node)
    {
        found.push(
            Diagnostic::new(
                &WRONG_TYPE,
                first.at,
                format!("`{of}` is a figure and cannot have parts of its own"),
            )
            .label("not part of a value")
            .expected(EXPECTED)
            .mend(
                "write all categories of a breakdown beside each other; the vocabulary says which contains which",
            ),
        );
        return None;
    }
    let mut keys = Fields::open(node, "a value", found)?;
    let given: Vec<(&str, &Node)> = FORMS
        .iter()
        .filter_map(|form| keys.get(form).map(|value| (*form, value)))
        .collect();
    let share_base = keys.get("of");
    let within = keys.get("within");
    let status = keys.get("status").and_then(|status| {
        let words: Vec<_> = Status::ALL
            .into_iter()
            .map(|status| (status.word(), status))
            .collect();
        fields::choice(status, &words, found)
    });
    let source = keys
        .get("source")
        .and_then(|source| context.source(source, found));
    let note = keys
        .get("note")
        .map(|note| fields::localized(note, context.languages, found));
    keys.finish(found);
    for (key, value, form) in [("of", share_base, "percent"), ("within", within, "about")] {
        if let Some(value) = value
            && !given.is_empty()
            && given.iter().all(|(name, _)| *name != form)
        {
            let message = format!("`{key}:` belongs to `{form}:`, and there is none");
            found.push(
                Diagnostic::new(&UNKNOWN_KEY, value.at, message)
                    .label("says nothing here")
                    .mend(format!("remove `{key}:`, or add `{form}:`")),
            );
        }
    }

    let base = |found: &mut Vec<Diagnostic>| share_of(node, share_base, of, context, found);
    let statement = match given.as_slice() {
        [("count", count)] => fields::count(count, found).map(|count| Statement::Count {
            count,
            printed: None,
        }),
        [("count", count), ("percent", percent)] => {
            let (count, percent, of) = (
                fields::count(count, found),
                self::percent(percent, found),
                base(found),
            );
            Some(Statement::Count {
                count: count?,
                printed: Some(Share {
                    percent: percent?,
                    of: of?,
                }),
            })
        }
        [("percent", percent)] => {
            let (percent, of) = (self::percent(percent, found), base(found));
            Some(Statement::Share(Share {
                percent: percent?,
                of: of?,
            }))
        }
        [("between", bounds)] => {
            between(bounds, found).map(|(lower, upper)| Statement::Between { lower, upper })
        }
        [("at_most", most)] => fields::count(most, found).map(Statement::AtMost),
        [("at_least", least)] => fields::count(least, found).map(Statement::AtLeast),
        [("either", readings)] => either(readings, context, found),
        [("about", count)] => {
            let within = within.map(|within| between(within, found));
            let count = fields::count(count, found)?;
            match within {
                None => Some(Statement::About {
                    count,
                    within: None,
                }),
                Some(bounds) => {
                    let (lower, upper) = bounds?;
                    Some(Statement::About {
                        count,
                        within: Interval::between(lower, upper),
                    })
                }
            }
        }
        [("gap", gap)] => {
            let gaps: Vec<_> = Gap::ALL.into_iter().map(|gap| (gap.word(), gap)).collect();
            fields::choice(gap, &gaps, found).map(Statement::Gap)
        }
        [] => {
            found.push(
                Diagnostic::new(
                    &MISSING_KEY,
                    node.at,
                    "this value says neither a count nor a gap",
                )
                .label("no value in it")
                .expected(format!("one of {}", FORMS.join(", ")))
                .mend("add `count:`, or `gap: not_published`"),
            );
            None
        }
        several => {
            let names: Vec<_> = several.iter().map(|(form, _)| *form).collect();
            found.push(
                Diagnostic::new(&WRONG_TYPE, node.at, format!("{} cannot stand together", names.join(" and ")))
                    .label("two values in one")
                    .mend("keep one of them; only a count and the percentage printed beside it go together"),
            );
            None
        }
    };
    let at = given.first().map_or(node.at, |(_, value)| value.at);
    Some(Stated {
        statement: statement?,
        status,
        source,
        note,
        at,
    })
}

/// What a percentage is of: `of:`, or the total of the same measure. A total needs to be told.
fn share_of(
    node: &Node,
    written: Option<&Node>,
    of: &FigureKey,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<FigureKey> {
    match written {
        Some(written) => {
            let name = fields::text(written, "the name of a figure", found)?;
            match names::figure(
                &Spanned {
                    value: name,
                    at: written.at,
                },
                context.vocabulary,
            ) {
                Ok(key) if key == *of => {
                    found.push(
                        Diagnostic::new(
                            &WRONG_TYPE,
                            written.at,
                            "a figure cannot be a percentage of itself",
                        )
                        .label("this is the same figure")
                        .mend("name the figure that the source means, such as `of: received`"),
                    );
                    None
                }
                Ok(key) => Some(key),
                Err(unknown) => {
                    found.push(*unknown);
                    None
                }
            }
        }
        None if of.cell.is_some() => Some(of.to_total()),
        None => {
            found.push(
                Diagnostic::new(
                    &MISSING_KEY,
                    node.at,
                    format!("a percentage of what? `{of}` is itself a total"),
                )
                .label("`of:` is missing here")
                .mend("add what it is a percentage of, such as `of: received`"),
            );
            None
        }
    }
}

fn percent(node: &Node, found: &mut Vec<Diagnostic>) -> Option<Percent> {
    let Kind::Scalar { text, plain } = &node.kind else {
        fields::wrong_type(node, "a percentage such as 27.1", found);
        return None;
    };
    let percent = Percent::parse(text).filter(|_| *plain);
    if percent.is_none() {
        let whole = text
            .split('.')
            .next()
            .and_then(|whole| whole.parse::<u64>().ok());
        let (message, mend) = match whole {
            _ if !plain => (
                format!("`{text}` is a text, because it stands in quotes"),
                "write the percentage with a point and without quotes",
            ),
            Some(100..) => (
                format!("{text} % is more than all"),
                "look up what it is a percentage of; a share is at most 100",
            ),
            _ => (
                format!("`{text}` is no percentage"),
                "write the percentage with a point, without a percent sign, and with a 0 before the point",
            ),
        };
        found.push(
            Diagnostic::new(&NUMBER_FORM, node.at, message)
                .label("not a percentage")
                .expected("digits with a point, from 0 to 100, as printed by the source: 27.1, and 6.0 if it printed 6.0")
                .mend(mend),
        );
    }
    percent
}

fn between(node: &Node, found: &mut Vec<Diagnostic>) -> Option<(u64, u64)> {
    let Kind::Sequence(items) = &node.kind else {
        fields::wrong_type(node, "two whole numbers: [0, 499]", found);
        return None;
    };
    let [lower, upper] = items.as_slice() else {
        found.push(
            Diagnostic::new(
                &WRONG_TYPE,
                node.at,
                format!("{} numbers instead of two", items.len()),
            )
            .label("not two numbers")
            .expected("two whole numbers: [0, 499]"),
        );
        return None;
    };
    let (lower, upper) = (fields::count(lower, found)?, fields::count(upper, found)?);
    if lower > upper {
        found.push(
            Diagnostic::new(
                &WRONG_TYPE,
                node.at,
                format!("from {lower} to {upper} there is no number"),
            )
            .label("the wrong way round")
            .expected(format!("[{upper}, {lower}]"))
            .mend("write the smaller number first"),
        );
        return None;
    }
    Some((lower, upper))
}

fn either(node: &Node, context: &Context<'_>, found: &mut Vec<Diagnostic>) -> Option<Statement> {
    let Kind::Sequence(items) = &node.kind else {
        fields::wrong_type(node, "a list of the readings: [18, 37]", found);
        return None;
    };
    let mut readings = Vec::new();
    let before = found.len();
    for item in items {
        let reading = if matches!(item.kind, Kind::Mapping(_)) {
            let Some(mut keys) = Fields::open(item, "a reading", found) else {
                continue;
            };
            let count = keys
                .require("count", found)
                .and_then(|count| fields::count(count, found));
            let source = keys
                .get("source")
                .and_then(|source| context.source(source, found));
            keys.finish(found);
            count.map(|count| Reading {
                count,
                source: source.map(|source| source.value),
            })
        } else {
            fields::count(item, found).map(|count| Reading {
                count,
                source: None,
            })
        };
        readings.extend(reading);
    }
    if found.len() > before {
        return None;
    }
    if readings.len() < 2 {
        found.push(
            Diagnostic::new(&WRONG_TYPE, node.at, "there is nothing to disagree about")
                .label("fewer than two readings")
                .mend("give every source's count, or write the count alone"),
        );
        return None;
    }
    Some(Statement::Either(readings))
}
