//! What may stand in a site's YAML files, for editors and for the reference of the manual.
//!
//! In: the tables of [`keys`], a vocabulary. Out: JSON Schema (draft-07, which every YAML language server reads), and the
//! same tables as Markdown. What a file means stays with its reader in `source`; a test reads a site in which every
//! mapping has a key too many, and holds these tables against what the readers say they know.
//!
//! **Must not enter:** checks. A schema helps while a file is being written; `klartext check` judges it.

use serde_json::{Map, Value, json};

use crate::language::{Language, built_in};
use crate::model::identifier::LanguageId;
use crate::model::value::Gap;
use crate::model::vocabulary::{Breakdown, Measure, Sums, Vocabulary};

use self::keys::{Form, Key, Object};

pub mod keys;
mod reference;
#[cfg(test)]
mod tests;

pub use self::reference::reference;

/// A kind of YAML file.
#[derive(Debug)]
pub struct File {
    /// The name of its schema.
    pub name: &'static str,
    /// Where it stands.
    pub path: &'static str,
    pub about: &'static str,
    pub object: &'static Object,
}

/// Every kind of YAML file that klartext reads.
pub const FILES: &[File] = &[
    File {
        name: "site",
        path: "content/site.yaml",
        about: "What holds for the site as a whole",
        object: &keys::SITE,
    },
    File {
        name: "organisation",
        path: "content/ORG/organisation.yaml",
        about: "Who receives the requests",
        object: &keys::ORGANISATION,
    },
    File {
        name: "dataset",
        path: "content/ORG/PERIOD/data.yaml",
        about: "The figures of one reporting period",
        object: &keys::DATASET,
    },
    File {
        name: "vocabulary",
        path: "content/vocabulary.yaml",
        about: "Words of your own, or other labels for the built-in ones",
        object: &keys::VOCABULARY,
    },
    File {
        name: "front-matter",
        path: "the beginning of a Markdown file",
        about: "What a text says of itself, between two lines ---",
        object: &keys::FRONT_MATTER,
    },
    File {
        name: "mapping",
        path: "a file for klartext import --mapping",
        about: "What the columns and words of a foreign table mean",
        object: &keys::MAPPING,
    },
    File {
        name: "facts",
        path: "a file for klartext dsa export --facts",
        about: "What the EU's templates ask for and no dataset holds",
        object: &keys::FACTS,
    },
];

/// The schema of a kind of file, with the words of a vocabulary. `closed`: no others may be used, because the
/// vocabulary is the site's own.
pub fn schema(file: &File, vocabulary: &Vocabulary, closed: bool) -> Value {
    let writer = Writer {
        vocabulary,
        closed,
        english: Language::load(
            &LanguageId::from("en"),
            &[built_in(&LanguageId::from("en")).unwrap_or_default()],
        )
        .ok(),
    };
    let Value::Object(mut schema) = writer.object(file.object) else {
        return Value::Null;
    };
    schema.insert(
        "$schema".to_owned(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    schema.insert(
        "title".to_owned(),
        json!(format!("klartext: {}", file.path)),
    );
    schema.insert("description".to_owned(), json!(file.about));
    if file.name == "dataset" {
        schema.insert("definitions".to_owned(), writer.definitions());
    }
    Value::Object(schema)
}

struct Writer<'v> {
    vocabulary: &'v Vocabulary,
    closed: bool,
    english: Option<Language>,
}

impl Writer<'_> {
    fn object(&self, object: &Object) -> Value {
        let mut properties = Map::new();
        for key in object.keys {
            properties.insert(key.name.to_owned(), self.key(key));
        }
        let required: Vec<&str> = object
            .keys
            .iter()
            .filter(|key| key.required)
            .map(|key| key.name)
            .collect();
        let others = match object.others {
            None => json!(false),
            Some(Form::Measure) => {
                for measure in &self.vocabulary.measures {
                    properties.insert(measure.id.to_string(), self.measure(measure));
                }
                match self.closed {
                    true => json!(false),
                    false => json!({"$ref": "#/definitions/measure"}),
                }
            }
            Some(form) => self.form(&form),
        };
        let mut schema = json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": others,
        });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        schema
    }

    fn key(&self, key: &Key) -> Value {
        let mut schema = self.form(&key.form);
        schema["description"] = json!(key.about);
        if !key.example.is_empty() {
            schema["markdownDescription"] =
                json!(format!("{}\n\n```yaml\n{}\n```", key.about, key.example));
        }
        schema
    }

    fn form(&self, form: &Form) -> Value {
        match form {
            Form::Text => json!({"type": ["string", "number", "integer"]}),
            Form::Texts => json!({"anyOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
            ]}),
            Form::Count => json!({"type": "integer", "minimum": 0}),
            Form::Hours => json!({"type": "number", "minimum": 0}),
            Form::Date => json!({
                "type": ["string", "integer"],
                "examples": ["2026", "2026-02", "2026-02-07"],
            }),
            Form::Period => json!({
                "type": ["string", "integer"],
                "examples": ["2026", "2026-H1", "2026-Q1", "2025-02-17 to 2025-12-31"],
            }),
            Form::Address => json!({"type": "string", "format": "uri"}),
            Form::Addresses => json!({"anyOf": [
                {"type": "string", "format": "uri"},
                {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
            ]}),
            Form::Figure => self.figure(),
            Form::Choice(words) => json!({"enum": words}),
            Form::Numbers(numbers) => json!({"enum": numbers}),
            Form::Truth(is) => json!({"const": is}),
            Form::Sums => json!({"enum": Sums::ALL.map(Sums::word)}),
            Form::List(form) => json!({"type": "array", "items": self.form(form)}),
            Form::Names(form) => {
                json!({"type": "object", "additionalProperties": self.form(form)})
            }
            Form::Object(object) => self.object(object),
            Form::ObjectOr(object, form) => {
                json!({"anyOf": [self.form(form), self.object(object)]})
            }
            Form::Measure => json!({"$ref": "#/definitions/measure"}),
            Form::Value => json!({"$ref": "#/definitions/value"}),
        }
    }

    /// A name such as `received.channel.fax`: those of the vocabulary are offered, merged ones can be written.
    fn figure(&self) -> Value {
        let mut names: Vec<String> = Vec::new();
        for measure in &self.vocabulary.measures {
            names.push(measure.id.to_string());
        }
        for breakdown in &self.vocabulary.breakdowns {
            names.push(format!("received.{}", breakdown.id));
        }
        json!({"type": "string", "examples": names})
    }

    fn measure(&self, measure: &Measure) -> Value {
        let about = self.english.as_ref().map(|english| {
            let definition = english
                .definition_of_measure(measure, 1)
                .unwrap_or_default();
            format!(
                "{}. {definition}",
                crate::language::capitalised(&english.measure(measure))
            )
        });
        json!({
            "allOf": [{"$ref": "#/definitions/measure"}],
            "description": about.unwrap_or_default().trim(),
        })
    }

    fn definitions(&self) -> Value {
        let mut parts = Map::new();
        parts.insert(
            "total".to_owned(),
            json!({
                "allOf": [{"$ref": "#/definitions/value"}],
                "description": "All of them. May be left out if it follows from a breakdown that is complete.",
            }),
        );
        for breakdown in &self.vocabulary.breakdowns {
            parts.insert(breakdown.id.to_string(), self.breakdown(breakdown));
        }
        let others = match self.closed {
            true => json!(false),
            false => json!({"$ref": "#/definitions/breakdown"}),
        };
        // Words with their meanings in one place: a description of each would hide that of the key.
        let meaning = |gap: Gap| {
            let english = self.english.as_ref();
            english
                .map(|english| english.gap_meaning(gap))
                .unwrap_or_default()
        };
        let any = [
            json!({"type": "integer", "minimum": 0}),
            json!({
                "enum": Gap::ALL.map(Gap::word),
                "markdownEnumDescriptions": Gap::ALL.map(meaning),
            }),
            self.object(&keys::VALUE),
        ];
        json!({
            "value": {"anyOf": any},
            "breakdown": {"anyOf": [
                {"$ref": "#/definitions/gap"},
                {
                    "type": "object",
                    "properties": {"sums": {"enum": Sums::ALL.map(Sums::word)}},
                    "additionalProperties": {"$ref": "#/definitions/value"},
                },
            ]},
            "gap": {"anyOf": [
                {"enum": Gap::ALL.map(Gap::word)},
                {"type": "object", "required": ["gap"]},
            ]},
            "measure": {"anyOf": [
                {"$ref": "#/definitions/value"},
                {"type": "object", "properties": parts, "additionalProperties": others},
            ]},
        })
    }

    fn breakdown(&self, breakdown: &Breakdown) -> Value {
        let mut categories = Map::new();
        categories.insert("sums".to_owned(), self.form(&Form::Sums));
        for category in &breakdown.categories {
            let about = self.english.as_ref().map(|english| {
                let key = crate::model::figure::CategoryKey::one(category.id.clone());
                let label = crate::language::capitalised(&english.category(breakdown, &key));
                let definition = english.definition_of_category(&breakdown.id, category);
                format!("{label}. {}", definition.unwrap_or_default())
            });
            categories.insert(
                category.id.to_string(),
                json!({
                    "allOf": [{"$ref": "#/definitions/value"}],
                    "description": about.unwrap_or_default().trim(),
                }),
            );
        }
        categories.insert(
            "rest".to_owned(),
            json!({
                "allOf": [{"$ref": "#/definitions/value"}],
                "description": "What the source assigns to no category.",
            }),
        );
        // `a+b` is what the source gives only together, so other names are always possible.
        json!({
            "description": self.english.as_ref().map(|english| {
                crate::language::capitalised(&english.breakdown(breakdown))
            }),
            "anyOf": [
                {"$ref": "#/definitions/gap"},
                {
                    "type": "object",
                    "properties": categories,
                    "additionalProperties": {"$ref": "#/definitions/value"},
                },
            ],
        })
    }
}
