//! `datapackage.json`: the CSV files described for Frictionless tools, with their size, checksum and types
//! (specs.frictionlessdata.io, version 1).

use serde_json::{Value as Json, json};

use crate::check::record::Record;
use crate::language::Language;
use crate::model::identifier::LanguageId;

use super::row::COLUMNS;
use super::{Kind, Written, json_bytes, kind, meaning};

/// Where a package lies, from the root of what it describes.
pub const PATH: &str = "datapackage.json";

/// A package of the CSV files among `written`. `None` of them makes no package.
pub fn write<'l>(
    record: &Record,
    written: &[&Written<'_>],
    language: impl Fn(&LanguageId) -> Option<&'l Language>,
    name: &str,
) -> Option<Vec<u8>> {
    let settings = record.settings();
    let default = settings.default_language();
    let resources: Vec<Json> = written
        .iter()
        .filter(|file| file.format.suffix == "csv")
        .filter_map(|file| Some(resource(file, language(&file.language)?)))
        .collect();
    if resources.is_empty() {
        return None;
    }
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": name,
        "title": settings.title.get(default).unwrap_or_default(),
        "homepage": settings.base_url,
        "resources": resources,
    });
    if let Some(licence) = &settings.licence {
        package["licenses"] = json!([{"title": licence.label, "path": licence.url}]);
    }
    if let Some(notice) = settings.notice.get(default) {
        package["description"] = json!(notice);
    }
    Some(json_bytes(&package))
}

fn resource(file: &Written<'_>, language: &Language) -> Json {
    let name = file.path.trim_end_matches(".csv").replace('/', "-");
    let fields: Vec<Json> = COLUMNS
        .iter()
        .map(|column| {
            json!({
                "name": column,
                "type": kind_name(kind(column)),
                "description": meaning(column, language),
            })
        })
        .collect();
    json!({
        "profile": "tabular-data-resource",
        "name": name.to_lowercase(),
        "title": file.extract.title(language),
        "path": file.path,
        "format": "csv",
        "mediatype": file.format.media_type,
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true},
        "schema": {"fields": fields, "missingValues": [""]},
    })
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Ids => "string",
        Kind::Count => "integer",
        Kind::Percent => "number",
    }
}
