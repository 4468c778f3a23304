//! The tables say what the readers read.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, FileId, Sources};
use crate::model::breaks::BreakKind;
use crate::model::value::{Gap, Status};
use crate::model::vocabulary::{Counted, Unit};
use crate::source::checks::UNKNOWN_KEY;
use crate::source::tree::{Tree, TreeFile};
use crate::source::vocabulary::built_in;
use crate::source::{parse, yaml};

use super::keys::{self, Form, Object};
use super::*;

/// A site in which every kind of mapping has a key too many.
const SITE: &[(&str, &str)] = &[
    (
        "content/site.yaml",
        "klartext: 1\ntitle: {en: T}\nbase_url: https://a.example/\nlanguages: [en]\npublisher: a\nzzz: 1\n\
         licence: {name: L, url: https://a.example/, zzz: 1}\nlinks: {zzz: 1}\n",
    ),
    (
        "content/vocabulary.yaml",
        "zzz: 1\nmeasures:\n  m: {zzz: 1, label: {en: M}, definition: {en: D}, versions: [{version: 2, zzz: 1, \
         definition: {en: E}, change: {en: C}, from: 2020-01-01, title: {en: T}, source: {title: T}}]}\n\
         rates:\n  r: {part: rejected, whole: received, label: {en: R}, zzz: 1}\n\
         identities:\n  - {parts: [answered, rejected], whole: received, zzz: 1}\n\
         breakdowns:\n  b: {zzz: 1, label: {en: B}, categories: {c: {zzz: 1, label: {en: C}}}}\n",
    ),
    (
        "content/a/organisation.yaml",
        "name: A\nzzz: 1\nlinks: {zzz: 1}\nbreaks:\n  - {id: x, date: 2020-01-01, kind: law, figures: [received], \
         title: {en: T}, text: {en: T}, zzz: 1, source: {title: T, zzz: 1}, \
         other_dates: [{date: 2021, source: {title: T}, zzz: 1}]}\n",
    ),
    (
        "content/a/2023/data.yaml",
        "period: 2023\nsources: [{id: s, title: S, zzz: 1}]\n\
         received: {total: {count: 3, zzz: 1}, channel: {fax: 3}}\n\
         rejected: {either: [{count: 1, source: s, zzz: 1}, {count: 2}]}\n\
         notes: [{figure: received, text: {en: T}, zzz: 1}]\n\
         restatements: [{date: 2024, figure: received, was: 2, now: 3, reason: {en: R}, zzz: 1}]\n\
         accept: [{check: outlier, figure: received, note: {en: N}, zzz: 1}]\n\
         median_hours: [{figure: received, confirmed: 1, zzz: 1}]\n",
    ),
    (
        "content/a/2023/en.md",
        "---\ntitle: \"2023\"\nzzz: 1\n---\n\nText.\n",
    ),
];

const MAPPING: &str = "sources: [{id: s, title: S}]\nzzz: 1\nnumbers: {zzz: 1}\nperiod: {column: P, zzz: 1}\n\
                       rows: {column: R, breakdown: channel, zzz: 1}\n\
                       columns: {A: {figure: received, percent_of: received, zzz: 1}}\n";

/// What the readers say of a key that nobody knows: the mapping, and the keys that it has.
fn told() -> BTreeMap<String, BTreeSet<String>> {
    let files = SITE.iter().map(|(path, text)| TreeFile {
        path: (*path).to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    let mut tree = Tree {
        files: files.collect(),
    };
    tree.files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut found = parse(&tree, &mut Sources::default()).diagnostics;
    let node = |text: &str| yaml::parse(FileId(0), text, 0..text.len()).unwrap();
    crate::import::mapping::read(&node(MAPPING), &built_in(), &mut found);
    crate::dsa::facts::read(&node("zzz: 1\n"), &mut found);
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for diagnostic in found.iter().filter(|one| *one.check == UNKNOWN_KEY) {
        let Diagnostic {
            message, expected, ..
        } = diagnostic;
        if let Some(what) = message.strip_suffix(" has no key `zzz`") {
            let names = expected.trim_start_matches("one of ").split(", ");
            let names = names.map(str::to_owned).collect::<BTreeSet<_>>();
            told.entry(what.to_owned()).or_default().extend(names);
        }
    }
    told
}

fn objects(object: &'static Object, all: &mut Vec<&'static Object>) {
    if all.iter().any(|known| std::ptr::eq(*known, object)) {
        return;
    }
    all.push(object);
    for key in object.keys {
        nested(key.form, all);
    }
}

fn nested(form: Form, all: &mut Vec<&'static Object>) {
    match form {
        Form::List(inner) | Form::Names(inner) => nested(*inner, all),
        Form::Object(inner) => objects(inner, all),
        Form::ObjectOr(inner, other) => {
            objects(inner, all);
            nested(*other, all);
        }
        _ => {}
    }
}

#[test]
fn the_tables_have_the_keys_that_the_readers_read() {
    let mut all = Vec::new();
    for file in FILES {
        objects(file.object, &mut all);
    }
    objects(&keys::VALUE, &mut all);
    let mut written: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for object in all {
        // A dataset's other keys are measures, and a message about one names them instead.
        if object.what != "the dataset" {
            let names = object.keys.iter().map(|key| key.name.to_owned());
            written
                .entry(object.what.to_owned())
                .or_default()
                .extend(names);
        }
    }
    let mut told = told();
    told.remove("the dataset");
    assert_eq!(written, told);
}

#[test]
fn a_dataset_has_the_keys_that_no_measure_can_be_called() {
    let own: BTreeSet<&str> = crate::source::dataset::OWN_KEYS.into_iter().collect();
    let written: BTreeSet<&str> = keys::DATASET.keys.iter().map(|key| key.name).collect();
    assert_eq!(written, own);
}

#[test]
fn choices_are_those_of_the_model() {
    let choice = |object: &Object, name: &str| {
        let key = object.keys.iter().find(|key| key.name == name).unwrap();
        match key.form {
            Form::Choice(words) => words.to_vec(),
            _ => panic!("{name} is no choice"),
        }
    };
    assert_eq!(choice(&keys::VALUE, "gap"), Gap::ALL.map(Gap::word));
    assert_eq!(
        choice(&keys::VALUE, "status"),
        Status::ALL.map(Status::word)
    );
    assert_eq!(
        choice(&keys::BREAK, "kind"),
        BreakKind::ALL.map(BreakKind::word)
    );
    assert_eq!(choice(&keys::MEASURE, "unit"), Unit::ALL.map(Unit::word));
    assert_eq!(
        choice(&keys::MEASURE, "counted"),
        Counted::ALL.map(Counted::word)
    );
}
