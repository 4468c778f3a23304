//! CSV on the Web: what lies beside each CSV and tells a program its types (W3C, Metadata Vocabulary for Tabular Data).

use serde_json::{Value as Json, json};

use crate::language::Language;

use super::row::COLUMNS;
use super::{Kind, Written, json_bytes, kind, meaning};

/// What the name of a CSV's description ends in, by the W3C's rule for finding it.
pub const SUFFIX: &str = "-metadata.json";

/// The description of one CSV file, to lie beside it.
pub fn write(file: &Written<'_>, language: &Language) -> Vec<u8> {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let columns: Vec<Json> = COLUMNS
        .iter()
        .map(|column| {
            let mut described = json!({
                "name": column,
                "titles": column,
                "datatype": datatype(kind(column)),
                "dc:description": meaning(column, language),
            });
            if kind(column) == Kind::Ids {
                described["separator"] = json!(" ");
            }
            described
        })
        .collect();
    let mut table = json!({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language.id().as_str()}],
        "url": name,
        "dc:title": file.extract.title(language),
        "dc:language": language.id().as_str(),
        "dialect": {"encoding": "utf-8", "header": true, "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": columns},
    });
    if let Some(licence) = &file.extract.record.settings().licence {
        table["dc:license"] = json!({"@id": licence.url});
    }
    json_bytes(&table)
}

fn datatype(kind: Kind) -> Json {
    match kind {
        Kind::Text | Kind::Ids => json!("string"),
        Kind::Count => json!("nonNegativeInteger"),
        Kind::Percent => json!({"base": "decimal", "minimum": 0, "maximum": 100}),
    }
}
