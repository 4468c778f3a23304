//! The JSON Schema of the JSON downloads: what a program may rely on.
//!
//! It says what is there, not what klartext checks: that figures add up is the business of `check`.

use serde_json::{Value as Json, json};

use crate::model::value::{Gap, Status};

use super::row::COLUMNS;
use super::{Extract, Kind, json_bytes, kind};

/// Where the schema lies, from the root of the output.
pub const PATH: &str = "data.schema.json";

/// The version of the form. A change that a program could stumble over needs another.
pub const VERSION: u8 = 1;

/// The way from an extract's JSON file to the schema.
pub fn from(extract: &Extract<'_>) -> String {
    let organisations = extract.record.organisations();
    let publisher = organisations.first().map(|one| &one.organisation().id);
    let own = usize::from(publisher != Some(&extract.organisation));
    let up = own + extract.stem.matches('/').count();
    format!("{}{PATH}", "../".repeat(up))
}

/// The schema, at its address.
pub fn write(base_url: &str) -> Vec<u8> {
    json_bytes(&document(base_url))
}

fn document(base_url: &str) -> Json {
    let texts = json!({"type": "object", "additionalProperties": {"type": "string"}});
    let source = json!({
        "type": "object",
        "properties": {"title": {"type": "string"}, "url": {"type": ["string", "null"]}},
        "required": ["title", "url"],
        "additionalProperties": false
    });
    let columns: serde_json::Map<String, Json> = COLUMNS
        .iter()
        .map(|column| ((*column).to_owned(), property(column)))
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{base_url}{PATH}"),
        "title": "Figures of a transparency report",
        "type": "object",
        "properties": {
            "$schema": {"type": "string"},
            "klartext": {"const": VERSION},
            "title": texts,
            "notice": texts,
            "licence": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "url": {"type": "string"}},
                "required": ["name", "url"],
                "additionalProperties": false
            },
            "organisations": texts,
            "breaks": {"type": "array", "items": {
                "type": "object",
                "properties": {
                    "organisation": {"type": "string"},
                    "id": {"type": "string"},
                    "date": {"type": "string", "format": "date"},
                    "kind": {"type": "string"},
                    "figures": {"type": "array", "items": {"type": "string"}},
                    "title": texts,
                    "text": texts,
                    "source": source,
                    "other_dates": {"type": "array", "items": {
                        "type": "object",
                        "properties": {"date": {"type": "string"}, "source": source},
                        "required": ["date", "source"],
                        "additionalProperties": false
                    }}
                },
                "required": ["organisation", "id", "date", "kind", "figures", "title", "text", "source"],
                "additionalProperties": false
            }},
            "reports": {"type": "array", "items": report(&texts)},
            "figures": {"type": "array", "items": {
                "type": "object",
                "properties": columns,
                "required": COLUMNS,
                "additionalProperties": false
            }}
        },
        "required": ["klartext", "title", "organisations", "breaks", "reports", "figures"],
        "additionalProperties": false
    })
}

/// What a dataset says beside its figures (`super::reports`).
fn report(texts: &Json) -> Json {
    let text = json!({"type": "string"});
    let list = |properties: Json, required: &[&str]| {
        json!({"type": "array", "items": {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false
        }})
    };
    let source = json!({
        "id": text, "title": text, "publisher": text, "url": text, "published": text, "retrieved": text
    });
    json!({
        "type": "object",
        "properties": {
            "organisation": text,
            "period": text,
            "published": text,
            "draft": {"type": "boolean"},
            "sources": list(source, &["id", "title"]),
            "sums": {"type": "object", "additionalProperties": text},
            "notes": list(json!({"figure": text, "text": texts}), &["figure", "text"]),
            "restatements": list(
                json!({"date": text, "figure": text, "reason": texts}),
                &["date", "figure", "reason"]
            ),
            "accepted": list(
                json!({"check": text, "figure": text, "note": texts}),
                &["check", "figure", "note"]
            ),
            "median_hours": list(
                json!({"figure": text, "confirmed": text, "effected": text}),
                &["figure"]
            )
        },
        "required": ["organisation", "period", "sources"],
        "additionalProperties": false
    })
}

fn property(column: &str) -> Json {
    let statuses: Vec<&str> = Status::ALL
        .into_iter()
        .map(Status::word)
        .chain(Gap::ALL.into_iter().map(Gap::word))
        .chain([""])
        .collect();
    match (column, kind(column)) {
        ("status", _) => json!({"enum": statuses}),
        ("note", _) => json!({
            "type": "array",
            "items": {"type": "object", "additionalProperties": {"type": "string"}}
        }),
        ("organisation" | "period" | "measure" | "unit" | "definition", _) => {
            json!({"type": "string", "minLength": 1})
        }
        (_, Kind::Count) => json!({"type": ["integer", "null"], "minimum": 0}),
        (_, Kind::Percent) => json!({"type": ["number", "null"], "minimum": 0, "maximum": 100}),
        (_, Kind::Ids) => json!({"type": "array", "items": {"type": "string"}}),
        (_, Kind::Text) => json!({"type": ["string", "null"]}),
    }
}
