//! `catalog.jsonld`: the data sets and their files for catalogues of open data (DCAT 3), as JSON-LD that brings its own
//! context, so that reading it fetches nothing.

use serde_json::{Value as Json, json};

use crate::check::record::Record;
use crate::language::Language;
use crate::model::identifier::LanguageId;

use super::{About, Extract, Written, json_bytes};

/// Where the catalogue lies, from the root of the output.
pub const PATH: &str = "catalog.jsonld";

/// The catalogue of everything that was written.
pub fn write<'l>(
    record: &Record,
    extracts: &[Extract<'_>],
    written: &[Written<'_>],
    language: impl Fn(&LanguageId) -> Option<&'l Language>,
    base_url: &str,
) -> Vec<u8> {
    let settings = record.settings();
    let datasets: Vec<Json> = extracts
        .iter()
        .map(|extract| {
            let own = written
                .iter()
                .filter(|file| std::ptr::eq(file.extract, extract));
            dataset(extract, own, &language, base_url)
        })
        .collect();
    let title: Vec<Json> = settings
        .title
        .0
        .iter()
        .map(|(language, text)| json!({"@value": text, "@language": language.as_str()}))
        .collect();
    json_bytes(&json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#"
        },
        "@id": format!("{base_url}{PATH}"),
        "@type": "dcat:Catalog",
        "dct:title": title,
        "foaf:homepage": {"@id": base_url},
        "dcat:dataset": datasets
    }))
}

fn dataset<'l, 'w>(
    extract: &Extract<'_>,
    files: impl Iterator<Item = &'w Written<'w>>,
    language: impl Fn(&LanguageId) -> Option<&'l Language>,
    base_url: &str,
) -> Json {
    let record = extract.record;
    let settings = record.settings();
    let title: Vec<Json> = settings
        .languages
        .iter()
        .filter_map(|id| {
            let title = extract.title(language(id)?);
            Some(json!({"@value": title, "@language": id.as_str()}))
        })
        .collect();
    let id = match extract.about {
        About::Everything => "all".to_owned(),
        _ => format!(
            "{}-{}",
            extract.organisation,
            extract.stem.replace('/', "-")
        ),
    };
    let publisher = record.organisation(&extract.organisation);
    let publisher = publisher.map(|one| one.organisation().name.as_str());
    let distributions: Vec<Json> = files.map(|file| distribution(file, base_url)).collect();
    let mut dataset = json!({
        "@id": format!("{base_url}{PATH}#{id}"),
        "@type": "dcat:Dataset",
        "dct:title": title,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher},
        "dcat:distribution": distributions
    });
    if let Some(licence) = &settings.licence {
        dataset["dct:license"] = json!({"@id": licence.url});
    }
    if let About::Report(period) = extract.about {
        let day = |day: String| json!({"@value": day, "@type": "xsd:date"});
        dataset["dct:temporal"] = json!({
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": day(period.first_day().to_string()),
            "dcat:endDate": day(period.last_day().to_string())
        });
    }
    dataset
}

fn distribution(file: &Written<'_>, base_url: &str) -> Json {
    let address = format!("{base_url}{}", file.path);
    let media_type = file.format.media_type;
    let mut distribution = json!({
        "@id": address,
        "@type": "dcat:Distribution",
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": format!("https://www.iana.org/assignments/media-types/{media_type}")},
        "dcat:byteSize": {"@value": file.bytes.to_string(), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"}
        }
    });
    if file.format.localized {
        distribution["dct:language"] = json!(file.language.as_str());
    }
    distribution
}
