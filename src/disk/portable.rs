//! Names that mean the same file on every disk.
//!
//! A site is built here, unpacked there and mirrored elsewhere. Names that Windows reserves
//! (learn.microsoft.com, "Naming Files, Paths, and Namespaces"), that differ only in case, or that leave
//! the directory would be lost, merged or misplaced on the way; so they are refused before anything is
//! written. Not found: names that differ only in Unicode normalisation.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diagnostic::human::visible;

/// Windows allows 260 characters with the directory in front; archives and S3 allow more.
const LONGEST_PATH: usize = 240;
const LONGEST_NAME: usize = 200;

/// What is wrong with a relative path with `/`, in words that follow its name; `None` when nothing is.
///
/// ```
/// use klartext::disk::portable::fault;
/// assert_eq!(fault("charts/2023-outcome.svg"), None);
/// assert_eq!(fault("../secret").as_deref(), Some("leaves the directory"));
/// assert_eq!(fault("files/con.txt").as_deref(), Some("has a name that Windows reserves, `con.txt`"));
/// ```
pub fn fault(path: &str) -> Option<String> {
    if path.len() > LONGEST_PATH {
        return Some(format!("has a path longer than {LONGEST_PATH} bytes"));
    }
    path.split('/').find_map(fault_of_name)
}

fn fault_of_name(name: &str) -> Option<String> {
    if name.is_empty() {
        return Some("has an empty name in its path".to_owned());
    }
    if name == "." || name == ".." {
        return Some("leaves the directory".to_owned());
    }
    if let shown = visible(name)
        && shown != name
    {
        return Some(format!("has an invisible character in its name, `{shown}`"));
    }
    if let Some(c) = name.chars().find(|c| r#"\<>:"|?*"#.contains(*c)) {
        return Some(format!(
            "has a `{c}` in its name, which Windows does not allow"
        ));
    }
    if name.ends_with(['.', ' ']) {
        return Some("has a name that ends in a dot or a space, which Windows drops".to_owned());
    }
    if is_device(name) {
        return Some(format!("has a name that Windows reserves, `{name}`"));
    }
    (name.len() > LONGEST_NAME).then(|| format!("has a name longer than {LONGEST_NAME} bytes"))
}

/// Windows takes these for devices in every directory and whatever follows the first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let stem = stem.to_ascii_uppercase();
    if matches!(&*stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let number = stem
        .strip_prefix("COM")
        .or_else(|| stem.strip_prefix("LPT"));
    number.is_some_and(|number| {
        let mut digits = number.chars();
        let digit = digits
            .next()
            .is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c));
        digit && digits.next().is_none()
    })
}

/// Everything wrong with a set of paths that shall stand in one directory, each as a sentence.
pub fn faults<'p>(paths: impl IntoIterator<Item = &'p str>) -> Vec<String> {
    let mut found = Vec::new();
    // Files and directories by what a disk that ignores case takes them for.
    let mut seen: BTreeMap<String, (&str, bool)> = BTreeMap::new();
    for path in paths {
        if let Some(fault) = fault(path) {
            found.push(format!("`{path}` {fault}"));
            continue;
        }
        let directories = path
            .match_indices('/')
            .map(|(end, _)| (&path[..end], false));
        for (name, is_file) in directories.chain([(path, true)]) {
            match seen.entry(name.to_lowercase()) {
                Entry::Vacant(place) => {
                    place.insert((name, is_file));
                }
                Entry::Occupied(place) => {
                    let (other, other_is_file) = *place.get();
                    if is_file && other_is_file && name == other {
                        found.push(format!("`{name}` comes from two places"));
                    } else if name != other {
                        let words = "differ only in case, which some disks do not tell apart";
                        found.push(format!("`{other}` and `{name}` {words}"));
                    } else if is_file != other_is_file {
                        // Once, however many files the directory holds.
                        let words = format!("`{name}` is a file and a directory");
                        if !found.contains(&words) {
                            found.push(words);
                        }
                    }
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_some_disk_cannot_hold() {
        let refused = [
            "",
            "/etc/passwd",
            "a//b",
            "a/",
            "./a",
            "a/../b",
            "..",
            r"a\b",
            r"C:\a",
            "C:a",
            "a\0b",
            "a\nb",
            "a\u{202e}b",
            "what?",
            "trailing.",
            "trailing /a",
            "CON",
            "nul.html",
            "a/Com1.tar.gz",
            "lpt³.txt",
            "aux .txt",
        ];
        for path in refused {
            assert!(fault(path).is_some(), "{path:?}");
        }
        assert!(fault(&"a".repeat(201)).is_some());
        assert!(fault(&"a/".repeat(120)).is_some());
        let allowed = [
            ".well-known/security.txt",
            "conference.html",
            "com10.html",
            "com.html",
            "lpt",
            "Übersicht 2023.pdf",
            "a..b",
        ];
        for path in allowed {
            assert_eq!(fault(path), None, "{path:?}");
        }
    }

    #[test]
    fn refuses_what_would_overwrite_another() {
        let none: [&str; 0] = [];
        assert_eq!(faults(["a", "a.b", "b/a", "b/c"]), none);
        assert_eq!(faults(["a", "a"]), ["`a` comes from two places"]);
        assert_eq!(faults(["a", "a/b"]), ["`a` is a file and a directory"]);
        assert_eq!(faults(["a/b", "a"]), ["`a` is a file and a directory"]);
        let case = "differ only in case, which some disks do not tell apart";
        assert_eq!(
            faults(["É.html", "é.html"]),
            [format!("`É.html` and `é.html` {case}")]
        );
        assert_eq!(
            faults(["Data/a", "data/b"]),
            [format!("`Data` and `data` {case}")]
        );
    }
}
