//! Messages for a program: one JSON array, one object a line, in the order in which a person reads them.
//!
//! ```text
//! [
//! {"check":"parts-against-total","severity":"error","message":"…","label":"36 + 8 + 88 = 132",
//!  "file":"content/mailbox-org/2023/data.yaml","line":4,"column":3,"end_line":4,"end_column":10,
//!  "expected":"parts that sum to 133","notes":[],"mend":"…","subject":"received.channel",
//!  "related":[{"file":"…","line":3,"column":10,"end_line":3,"end_column":13,"message":"the total"}]}
//! ]
//! ```
//!
//! Every key is always there. A message about a file as a whole has `null` for its positions. Lines and
//! columns count from one, columns in characters, and the end is the position after the last character.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

use super::human::{Atlas, is_deceptive};
use super::position::{Located, Position};
use super::{Diagnostic, Sources};

#[derive(Serialize)]
struct Object<'a> {
    check: &'a str,
    severity: &'a str,
    message: &'a str,
    label: &'a str,
    #[serde(flatten)]
    at: At,
    expected: &'a str,
    notes: &'a [String],
    mend: &'a str,
    subject: &'a str,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    at: At,
    message: &'a str,
}

#[derive(Serialize)]
struct At {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

/// The array, also when it is empty. `root` stands before every path, as in [`super::human::render`].
pub fn render(sources: &Sources, diagnostics: &[Diagnostic], root: &str) -> String {
    let atlas = Atlas::new(sources, diagnostics);
    let mut text = String::from("[");
    for (i, (diagnostic, located)) in atlas.sorted(diagnostics).into_iter().enumerate() {
        let related = diagnostic.related.iter().map(|related| Related {
            at: at(&atlas.locate(related.at), root),
            message: &related.label,
        });
        let object = Object {
            check: diagnostic.check.id,
            severity: diagnostic.severity.word(),
            message: &diagnostic.message,
            label: &diagnostic.label,
            at: at(&located, root),
            expected: &diagnostic.expected,
            notes: &diagnostic.notes,
            mend: &diagnostic.mend,
            subject: &diagnostic.subject,
            related: related.collect(),
        };
        text += if i == 0 { "\n" } else { ",\n" };
        text += &line(&object);
    }
    text += if diagnostics.is_empty() {
        "]\n"
    } else {
        "\n]\n"
    };
    text
}

fn at(located: &Located, root: &str) -> At {
    let line = |position: Option<Position>| position.map(|position| position.line);
    let column = |position: Option<Position>| position.map(|position| position.column);
    At {
        file: super::rooted(root, located.path),
        line: line(located.from),
        column: column(located.from),
        end_line: line(located.to),
        end_column: column(located.to),
    }
}

/// Compact JSON in which what cannot be seen is escaped: a terminal may be reading along, and nothing is
/// lost, as every such character can only stand within a string.
pub(super) fn line(value: &impl Serialize) -> String {
    // Serialising strings, numbers and lists cannot fail; should it ever, `null` is still JSON.
    let json = serde_json::to_string(value).unwrap_or_else(|_| Value::Null.to_string());
    if !json.contains(is_deceptive) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_deceptive(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::human::tests::{SUM, example};
    use super::super::{Place, Span};
    use super::*;

    #[test]
    fn has_every_key_and_position() {
        let (sources, diagnostics) = example();
        let json: Value = serde_json::from_str(&render(&sources, &diagnostics, "demo/")).unwrap();
        let expected = serde_json::json!([
            {
                "check": "parts-against-total", "severity": "error",
                "message": "the channels of received sum to 132, but its total is 133",
                "label": "36 + 8 + 88 = 132",
                "file": "demo/content/mailbox-org/2023/data.yaml",
                "line": 4, "column": 3, "end_line": 4, "end_column": 10,
                "expected": "parts that sum to 133", "notes": [], "mend": SUM.mend, "subject": "received.channel",
                "related": [{
                    "file": "demo/content/mailbox-org/2023/data.yaml",
                    "line": 3, "column": 10, "end_line": 3, "end_column": 13,
                    "message": "the total",
                }],
            },
            {
                "check": "parts-against-total", "severity": "warning",
                "message": "there is no narrative", "label": "",
                "file": "demo/content/mailbox-org/2023/de.md",
                "line": null, "column": null, "end_line": null, "end_column": null,
                "expected": "", "notes": [], "mend": SUM.mend, "subject": "", "related": [],
            },
        ]);
        assert_eq!(json, expected);
        assert_eq!(render(&sources, &[], ""), "[]\n");
    }

    #[test]
    fn hostile_text_is_escaped_and_comes_back_whole() {
        let mut sources = Sources::default();
        let file = sources.add("a", "b");
        let hostile = "\u{1b}\u{7f}\u{9b}\u{202e}\u{10ffff}\"\\\n";
        let diagnostics = [
            Diagnostic::new(&SUM, Span::new(file, 0..1), hostile),
            Diagnostic::new(&SUM, Place::Path(hostile.to_owned()), hostile),
        ];
        let text = render(&sources, &diagnostics, "");
        assert!(
            !text.contains(|c: char| c != '\n' && is_deceptive(c)),
            "{text:?}"
        );
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json[0]["message"], hostile);
        assert_eq!(json[0]["file"], hostile);
    }
}
