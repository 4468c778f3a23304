//! What the templates ask for and no dataset holds: the service's name, days, and texts about moderation.

use crate::diagnostic::Diagnostic;
use crate::model::period::PartialDate;
use crate::source::checks::BAD_DATE;
use crate::source::fields::{self, Fields};
use crate::source::yaml::Node;

/// The keys of the six texts of part 11 that apply to every provider, in its order.
pub const TEXTS: [&str; 6] = [
    "own_initiative_summary",
    "own_initiative_information",
    "automated_means",
    "automated_means_accuracy",
    "automated_means_purposes",
    "automated_means_safeguards",
];

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    pub service: Option<String>,
    /// The day on which this report is published.
    pub published: Option<PartialDate>,
    /// The day on which the one before was.
    pub previous: Option<PartialDate>,
    /// By [`TEXTS`].
    pub texts: [Option<String>; 6],
}

/// Reads the file of `--facts`.
pub fn read(node: &Node, found: &mut Vec<Diagnostic>) -> Option<Facts> {
    let before = found.len();
    let mut keys = Fields::open(node, "the facts for the templates", found)?;
    let facts = Facts {
        service: keys
            .get("service")
            .and_then(|node| fields::label(node, "the name of a service", found)),
        published: keys.get("published").and_then(|node| day(node, found)),
        previous: keys.get("previous").and_then(|node| day(node, found)),
        texts: TEXTS.map(|key| {
            keys.get(key)
                .and_then(|node| fields::text(node, "a text", found))
        }),
    };
    keys.finish(found);
    (found.len() == before).then_some(facts)
}

/// The templates have no place for a year or a month alone.
fn day(node: &Node, found: &mut Vec<Diagnostic>) -> Option<PartialDate> {
    let date = fields::date(node, found)?;
    if !matches!(date, PartialDate::Day(_)) {
        found.push(
            Diagnostic::new(&BAD_DATE, node.at, format!("{date} is no day"))
                .label("the day is missing")
                .expected("a day such as 2027-02-26")
                .mend(
                    "write the day of publication: a year or a month has no place in the templates",
                ),
        );
        return None;
    }
    Some(date)
}
