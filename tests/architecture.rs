//! The map is true: rooms use only rooms above them, and every path that ARCHITECTURE.md names exists.

#![expect(
    clippy::disallowed_methods,
    reason = "this test reads the source tree itself"
)]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Rooms that meet only further down, though one stands above the other.
const STRANGERS: &[(&str, &str)] = &[
    ("charts", "export"),
    ("export", "charts"),
    ("theme", "charts"),
    ("theme", "export"),
];

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The rooms in the order of `lib.rs`, from the top down.
fn rooms() -> Vec<String> {
    let library =
        syn::parse_file(&read(&Path::new(ROOT).join("src/lib.rs"))).expect("src/lib.rs is Rust");
    let modules = library.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) => Some(module.ident.to_string()),
        _ => None,
    });
    modules.collect()
}

fn sources(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory)
        .expect("a directory of src")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every room that a file names by `crate::room`.
#[derive(Default)]
struct Named(BTreeSet<String>);

impl<'ast> Visit<'ast> for Named {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let mut segments = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string());
        if segments.next().as_deref() == Some("crate") {
            self.0.extend(segments.next());
        }
        visit::visit_path(self, path);
    }

    fn visit_use_path(&mut self, path: &'ast syn::UsePath) {
        if path.ident == "crate" {
            self.names(&path.tree);
        }
        visit::visit_use_path(self, path);
    }
}

impl Named {
    fn names(&mut self, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => drop(self.0.insert(path.ident.to_string())),
            syn::UseTree::Name(name) => drop(self.0.insert(name.ident.to_string())),
            syn::UseTree::Rename(name) => drop(self.0.insert(name.ident.to_string())),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.names(item)),
            syn::UseTree::Glob(_) => {}
        }
    }
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let rooms = rooms();
    assert!(rooms.len() >= 14, "found only {rooms:?}");
    let mut wrong = Vec::new();
    for (index, room) in rooms.iter().enumerate() {
        for file in sources(&Path::new(ROOT).join("src").join(room)) {
            let text = read(&file);
            let mut named = Named::default();
            named.visit_file(
                &syn::parse_file(&text)
                    .unwrap_or_else(|error| panic!("{}: {error}", file.display())),
            );
            for other in &named.0 {
                let place = rooms.iter().position(|room| room == other);
                let below = place.is_some_and(|place| place > index);
                if below || STRANGERS.contains(&(room.as_str(), other.as_str())) {
                    wrong.push(format!("{} uses crate::{other}", file.display()));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "rooms that use what they may not know:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_room_says_what_must_not_enter_it() {
    for room in rooms() {
        let text = read(&Path::new(ROOT).join("src").join(&room).join("mod.rs"));
        assert!(
            text.starts_with("//!") && text.contains("**Must not enter:**"),
            "src/{room}/mod.rs does not say it"
        );
    }
}

#[test]
fn the_map_names_what_exists() {
    let map = read(&Path::new(ROOT).join("ARCHITECTURE.md"));
    let quoted = map.split('`').skip(1).step_by(2);
    let paths: Vec<&str> = quoted
        .filter(|text| {
            [
                "src/",
                "themes/",
                "tests/",
                "content/",
                ".ci/",
                "static/",
                "deploy/",
                "packaging/",
            ]
            .iter()
            .any(|start| text.starts_with(start))
        })
        .filter(|text| {
            !text.contains(['*', ' '])
                && !text
                    .chars()
                    .any(|c| c.is_ascii_uppercase() && !text.contains(".md"))
        })
        .collect();
    assert!(paths.len() > 20, "the map names only {} paths", paths.len());
    let missing: Vec<_> = paths
        .into_iter()
        .filter(|path| !Path::new(ROOT).join(path).exists())
        .collect();
    assert!(
        missing.is_empty(),
        "ARCHITECTURE.md names what does not exist: {missing:?}"
    );
    for room in rooms() {
        assert!(
            map.contains(&format!("`src/{room}/`")),
            "ARCHITECTURE.md does not name src/{room}/"
        );
    }
    let order: Vec<usize> = rooms()
        .iter()
        .filter_map(|room| map.find(&format!("`src/{room}/`")))
        .collect();
    assert!(
        order.is_sorted(),
        "ARCHITECTURE.md lists the rooms in another order than src/lib.rs"
    );
}
