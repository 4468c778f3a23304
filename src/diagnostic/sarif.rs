//! Messages as SARIF 2.1.0 (OASIS standard, 2020), which code-scanning services read.
//!
//! One run, one rule for each check that has something to say, one result for each message. What SARIF
//! has no word for (what was expected, how to mend it, what `accept:` would name) stands in the message's
//! text and in the result's property bag.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::human::Atlas;
use super::json::line;
use super::position::Located;
use super::{Check, Diagnostic, Severity, Sources};

/// A log with one run. `root` stands before every path, as in [`super::human::render`].
pub fn render(sources: &Sources, diagnostics: &[Diagnostic], root: &str) -> String {
    let atlas = Atlas::new(sources, diagnostics);
    let checks: BTreeMap<&str, &Check> = diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.check.id, diagnostic.check))
        .collect();
    let results: Vec<_> = atlas
        .sorted(diagnostics)
        .into_iter()
        .map(|(diagnostic, at)| result(&atlas, &checks, diagnostic, &at, root))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "klartext",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": checks.values().map(|check| rule(check)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    line(&log) + "\n"
}

fn rule(check: &Check) -> Value {
    json!({
        "id": check.id,
        "shortDescription": { "text": check.finds },
        "help": { "text": check.mend },
        "defaultConfiguration": { "level": check.severity.word() },
        "properties": { "acceptable": check.acceptable },
    })
}

fn result(
    atlas: &Atlas,
    checks: &BTreeMap<&str, &Check>,
    diagnostic: &Diagnostic,
    at: &Located,
    root: &str,
) -> Value {
    let mut text = diagnostic.message.clone();
    if !diagnostic.expected.is_empty() {
        text += &format!("\nexpected: {}", diagnostic.expected);
    }
    for note in &diagnostic.notes {
        text += &format!("\nnote: {note}");
    }
    text += &format!("\nhelp: {}", diagnostic.mend);

    let related: Vec<_> = diagnostic
        .related
        .iter()
        .map(|related| {
            let mut location = location(&atlas.locate(related.at), root);
            location.insert("message".into(), json!({ "text": related.label }));
            location
        })
        .collect();
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    json!({
        "ruleId": diagnostic.check.id,
        "ruleIndex": checks.keys().position(|id| *id == diagnostic.check.id),
        "level": level,
        "message": { "text": text },
        "locations": [location(at, root)],
        "relatedLocations": related,
        "properties": {
            "label": diagnostic.label,
            "expected": diagnostic.expected,
            "notes": diagnostic.notes,
            "mend": diagnostic.mend,
            "subject": diagnostic.subject,
        },
    })
}

fn location(at: &Located, root: &str) -> Map<String, Value> {
    let mut place = json!({ "artifactLocation": { "uri": uri(&super::rooted(root, at.path)) } });
    if let (Some(from), Some(to)) = (at.from, at.to) {
        place["region"] = json!({
            "startLine": from.line,
            "startColumn": from.column,
            "endLine": to.line,
            "endColumn": to.column,
        });
    }
    Map::from_iter([("physicalLocation".to_owned(), place)])
}

/// A path as a relative reference (RFC 3986): everything but unreserved characters and `/` is encoded.
/// An absolute path becomes a `file` address.
fn uri(path: &str) -> String {
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::super::human::tests::{SUM, example};
    use super::*;

    #[test]
    fn has_rules_results_and_regions() {
        let (sources, diagnostics) = example();
        let log: Value = serde_json::from_str(&render(&sources, &diagnostics, "")).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], SUM.id);
        assert_eq!(run["results"].as_array().unwrap().len(), 2);
        let (sum, missing) = (&run["results"][0], &run["results"][1]);
        assert_eq!(sum["ruleIndex"], 0);
        assert_eq!(sum["level"], "error");
        let place = &sum["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"]["uri"],
            "content/mailbox-org/2023/data.yaml"
        );
        let region = json!({ "startLine": 4, "startColumn": 3, "endLine": 4, "endColumn": 10 });
        assert_eq!(place["region"], region);
        assert_eq!(sum["relatedLocations"][0]["message"]["text"], "the total");
        assert_eq!(missing["level"], "warning");
        assert_eq!(
            missing["locations"][0]["physicalLocation"]["region"],
            Value::Null
        );
    }

    #[test]
    fn paths_become_addresses() {
        assert_eq!(
            uri("content/a b/ä:%.yaml"),
            "content/a%20b/%C3%A4%3A%25.yaml"
        );
        assert_eq!(uri("/srv/site/a"), "file:///srv/site/a");
    }
}
