//! From the site directory to a [`Tree`].
//!
//! Read are `content/`, `static/` and `themes/`, nothing else. Left out everywhere are what editors and
//! systems leave behind (`*~`, `.*.swp`, `.#*`, `.DS_Store`, `.git*`), and in `content/` and `themes/`
//! all other names that begin with a dot. In `static/` those are copied: `.well-known/` is meant to be
//! published.
//!
//! A symbolic link is followed only to a file within those three folders. A link to a directory is
//! refused, wherever it leads: then no link can make a loop, or a small site large.

#![expect(clippy::disallowed_methods, reason = "this room reads files")]

use std::fs::{self, FileType, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use walkdir::WalkDir;

use crate::diagnostic::{Check, Diagnostic, Group, Place, Severity};
use crate::source::tree::{Tree, TreeFile};

use super::{DiskError, portable, site_directory};

/// The directories of a site that a build reads.
pub const ROOTS: [&str; 3] = ["content", "static", "themes"];

const MEBIBYTE: u64 = 1 << 20;
const LARGEST_DATA: u64 = MEBIBYTE;
const LARGEST_NARRATIVE: u64 = 2 * MEBIBYTE;
const LARGEST_OTHER: u64 = 64 * MEBIBYTE;
/// The tree is in memory, and what is copied is there as an artifact too; a build keeps below 1 GiB.
const LARGEST_SITE: u64 = 400 * MEBIBYTE;
const MOST_ENTRIES: usize = 200_000;

const fn check(id: &'static str, finds: &'static str, mend: &'static str) -> Check {
    Check {
        id,
        group: Group::Form,
        severity: Severity::Error,
        acceptable: false,
        finds,
        mend,
    }
}

pub const MISSING_CONTENT: Check = check(
    "missing-content",
    "a site directory without a `content/` folder",
    "call klartext in the site's directory, or name it with --site DIR; a new site begins with \
     content/site.yaml",
);
pub const LINK_OUT_OF_SITE: Check = check(
    "link-out-of-site",
    "a symbolic link that leads out of the site, nowhere, or to a directory",
    "put a copy in the link's place: what a build publishes must lie in content/, static/ or themes/, so \
     that no link can publish another file of this machine",
);
pub const SPECIAL_FILE: Check = check(
    "special-file",
    "something that is neither a file nor a directory where one is expected, such as a pipe or a device",
    "take it out of the site: reading it could wait for ever or never end",
);
pub const FILE_NAME: Check = check(
    "file-name",
    "a file name that cannot be published under the same name everywhere",
    "rename the file: letters, digits, `-`, `_` and `.` are safe on every system",
);
pub const FILE_TOO_LARGE: Check = check(
    "file-too-large",
    "a file above its limit: 1 MiB for YAML, 2 MiB for Markdown, 16 MiB for a table to import, 64 MiB for any other",
    "split the file, or link to it where it is published already",
);
pub const SITE_TOO_LARGE: Check = check(
    "site-too-large",
    "a site of more than 400 MiB or 200,000 files and directories",
    "move large attachments to another host and link to them",
);

/// Everything that a build may read, and what is wrong with the files themselves; a file that is wrong is
/// not in the tree.
pub fn read(site: &Path) -> Result<(Tree, Vec<Diagnostic>), DiskError> {
    read_part(site, &|_| true)
}

/// The same of a part of the site: of the directories in `content/`, whose names `wanted` is asked for, only those.
pub fn read_part(
    site: &Path,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<(Tree, Vec<Diagnostic>), DiskError> {
    let directory = site_directory(site)?;
    let mut reading = Reading::of(directory, wanted);
    for root in ROOTS {
        reading.root(root)?;
    }
    reading.tree.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok((reading.tree, reading.diagnostics))
}

/// Those of [`ROOTS`] that are there, for whoever watches them.
pub fn roots(site: &Path) -> Vec<PathBuf> {
    let roots = ROOTS.iter().map(|root| site.join(root));
    roots.filter(|root| root.is_dir()).collect()
}

/// The directory of an organisation, if there is one of that name in `content/`.
pub fn has_directory(site: &Path, name: &str) -> bool {
    let is_name = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', '\0']);
    is_name && site.join("content").join(name).is_dir()
}

/// Only `content/site.yaml`.
pub fn read_settings(site: &Path) -> Result<Tree, DiskError> {
    let directory = site_directory(site)?;
    let path = directory.join("content/site.yaml");
    let mut reading = Reading::of(directory, &|_| false);
    if let Ok(metadata) = fs::symlink_metadata(&path) {
        reading.entry("content/site.yaml".to_owned(), &path, metadata.file_type())?;
    }
    Ok(reading.tree)
}

/// A tree that is being read.
struct Reading<'w> {
    wanted: &'w dyn Fn(&str) -> bool,
    directory: PathBuf,
    roots: [PathBuf; 3],
    tree: Tree,
    diagnostics: Vec<Diagnostic>,
    bytes: u64,
    entries: usize,
}

impl<'w> Reading<'w> {
    fn of(directory: PathBuf, wanted: &'w dyn Fn(&str) -> bool) -> Self {
        Reading {
            wanted,
            roots: ROOTS.map(|root| directory.join(root)),
            directory,
            tree: Tree::default(),
            diagnostics: Vec::new(),
            bytes: 0,
            entries: 0,
        }
    }

    fn root(&mut self, root: &str) -> Result<(), DiskError> {
        let path = self.directory.join(root);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_dir() => self.walk(root, &path),
            Ok(metadata) if metadata.is_symlink() => {
                self.report(
                    &LINK_OUT_OF_SITE,
                    root,
                    format!("`{root}` is a symbolic link"),
                );
                Ok(())
            }
            Ok(_) => {
                let message = format!("`{root}` is not a directory");
                self.report(&SPECIAL_FILE, root, message);
                Ok(())
            }
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                if root == "content" {
                    let message = "there is no `content/` folder in this directory";
                    self.report(&MISSING_CONTENT, root, message.to_owned());
                }
                Ok(())
            }
            Err(cause) => Err(DiskError::machine("open", path)(cause)),
        }
    }

    fn walk(&mut self, root: &str, path: &Path) -> Result<(), DiskError> {
        let mut walk = WalkDir::new(path)
            .min_depth(1)
            .sort_by_file_name()
            .into_iter();
        while let Some(entry) = walk.next() {
            let entry = entry.map_err(|error| {
                let at = error.path().unwrap_or(path).to_owned();
                DiskError::machine("read", at)(error.into())
            })?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let other = root == "content"
                && entry.depth() == 1
                && entry.file_type().is_dir()
                && !(self.wanted)(&name);
            if other || is_left_out(root, &name) {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            self.entries += 1;
            if self.entries > MOST_ENTRIES || self.bytes > LARGEST_SITE {
                let message = "the site is too large to be held in memory".to_owned();
                self.report(&SITE_TOO_LARGE, root, message);
                return Ok(());
            }
            let relative = entry
                .path()
                .strip_prefix(&self.directory)
                .unwrap_or(entry.path());
            let Some(relative) = relative.to_str().map(str::to_owned) else {
                let lossy = relative.to_string_lossy().into_owned();
                let message = format!("the name `{lossy}` is not UTF-8");
                self.report(&FILE_NAME, &lossy, message);
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            };
            if let Some(fault) = portable::fault(&relative) {
                self.report(&FILE_NAME, &relative, format!("`{relative}` {fault}"));
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            } else if !entry.file_type().is_dir() {
                self.entry(relative, entry.path(), entry.file_type())?;
            }
        }
        Ok(())
    }

    fn entry(&mut self, relative: String, path: &Path, kind: FileType) -> Result<(), DiskError> {
        if kind.is_file() {
            return self.file(relative, path);
        }
        if !kind.is_symlink() {
            let message = format!("`{relative}` is {}, not a file", special(kind));
            self.report(&SPECIAL_FILE, &relative, message);
            return Ok(());
        }
        let fault = match path.canonicalize() {
            Ok(target) if !self.roots.iter().any(|root| target.starts_with(root)) => {
                "leads out of content/, static/ and themes/"
            }
            Ok(target) if target.is_dir() => "leads to a directory",
            // Opened by its real name: the link could be another by the time that it is opened.
            Ok(target) => return self.file(relative, &target),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => "leads nowhere",
            Err(cause) if cause.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
                "leads to itself"
            }
            Err(cause) => return Err(DiskError::machine("follow", path)(cause)),
        };
        let message = format!("the symbolic link `{relative}` {fault}");
        self.report(&LINK_OUT_OF_SITE, &relative, message);
        Ok(())
    }

    fn file(&mut self, relative: String, path: &Path) -> Result<(), DiskError> {
        let machine = || DiskError::machine("read", path);
        // What was a file a moment ago may be a pipe by now, and opening one waits for a writer.
        let flags = (OFlags::NONBLOCK | OFlags::NOFOLLOW).bits().cast_signed();
        let mut options = OpenOptions::new();
        let file = options
            .read(true)
            .custom_flags(flags)
            .open(path)
            .map_err(machine())?;
        let metadata = file.metadata().map_err(machine())?;
        if !metadata.is_file() {
            let message = format!(
                "`{relative}` is {}, not a file",
                special(metadata.file_type())
            );
            self.report(&SPECIAL_FILE, &relative, message);
            return Ok(());
        }

        let limit = limit(&relative);
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(limit)).unwrap_or(0));
        // One byte more than allowed tells a file that grows meanwhile from one that just fits.
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(machine())?;
        let length = bytes.len() as u64;
        if length > limit {
            let message = format!("`{relative}` is larger than {} MiB", limit / MEBIBYTE);
            self.report(&FILE_TOO_LARGE, &relative, message);
            return Ok(());
        }
        self.bytes += length;
        self.tree.files.push(TreeFile {
            path: relative,
            bytes,
        });
        Ok(())
    }

    fn report(&mut self, check: &'static Check, path: &str, message: String) {
        let place = Place::Path(path.to_owned());
        self.diagnostics
            .push(Diagnostic::new(check, place, message));
    }
}

fn is_left_out(root: &str, name: &str) -> bool {
    let left_behind = name.ends_with('~')
        || name == ".DS_Store"
        || name.starts_with(".git")
        || name.starts_with(".#")
        || (name.starts_with('.') && name.ends_with(".swp"));
    left_behind || (root != "static" && name.starts_with('.'))
}

fn limit(relative: &str) -> u64 {
    let extension = Path::new(relative)
        .extension()
        .and_then(|extension| extension.to_str());
    match extension.map(str::to_ascii_lowercase).as_deref() {
        _ if !relative.starts_with("content/") => LARGEST_OTHER,
        Some("yaml" | "yml") => LARGEST_DATA,
        Some("md") => LARGEST_NARRATIVE,
        _ => LARGEST_OTHER,
    }
}

fn special(kind: FileType) -> &'static str {
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else if kind.is_dir() {
        "a directory"
    } else {
        "a device"
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use rustix::fs::{CWD, FileType, Mode, mknodat};

    use super::*;

    fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
        let site = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = site.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        site
    }

    fn messages(site: &Path) -> Vec<(&'static str, String)> {
        let (_, diagnostics) = read(site).unwrap();
        diagnostics
            .into_iter()
            .map(|d| (d.check.id, d.message))
            .collect()
    }

    #[test]
    fn reads_three_folders_in_the_order_of_their_paths() {
        let site = site(&[
            ("content/site.yaml", "klartext: 1"),
            ("content/a/2023/data.yaml", "b"),
            ("content/a-b/2023/data.yaml", "c"),
            ("content/.hidden", ""),
            ("content/a/2023/data.yaml~", ""),
            ("content/a/2023/.data.yaml.swp", ""),
            ("content/.git/config", ""),
            ("static/.well-known/security.txt", "d"),
            ("static/.DS_Store", ""),
            ("static/.git/config", ""),
            ("themes/plain/theme.yaml", "e"),
            ("src/main.rs", ""),
            ("public/index.html", ""),
        ]);
        let (tree, diagnostics) = read(site.path()).unwrap();
        assert_eq!(diagnostics, []);
        let paths: Vec<_> = tree.files.iter().map(|file| file.path.as_str()).collect();
        let expected = [
            "content/a-b/2023/data.yaml",
            "content/a/2023/data.yaml",
            "content/site.yaml",
            "static/.well-known/security.txt",
            "themes/plain/theme.yaml",
        ];
        assert_eq!(paths, expected);
        assert_eq!(tree.files[2].bytes, b"klartext: 1");
    }

    #[test]
    fn missing_content_is_said_and_a_missing_site_is_wrong_usage() {
        let site = site(&[("static/a", "")]);
        let said = "there is no `content/` folder in this directory".to_owned();
        assert_eq!(messages(site.path()), [("missing-content", said)]);
        let missing = read(&site.path().join("nowhere"));
        assert!(matches!(missing, Err(DiskError::Usage { .. })));
        let file = read(&site.path().join("static/a"));
        assert!(matches!(file, Err(DiskError::Usage { .. })));
    }

    #[test]
    fn links_are_followed_only_to_files_that_a_build_may_read() {
        let site = site(&[
            ("content/a.md", "text"),
            ("secret", "s"),
            ("static/d/e", ""),
        ]);
        let outside = tempfile::NamedTempFile::new().unwrap();
        let link = |to: &Path, name: &str| symlink(to, site.path().join(name)).unwrap();
        link(Path::new("../content/a.md"), "static/fine.md");
        link(outside.path(), "static/outside");
        link(Path::new("../secret"), "static/beside");
        link(Path::new("/etc"), "content/etc");
        link(Path::new("d"), "static/directory");
        link(Path::new("."), "static/around");
        link(Path::new("loop"), "static/loop");
        link(Path::new("nowhere"), "static/broken");
        link(outside.path().parent().unwrap(), "themes");
        let said = messages(site.path());
        let text: Vec<_> = said.iter().map(|(_, message)| message.as_str()).collect();
        let expected = [
            "the symbolic link `content/etc` leads out of content/, static/ and themes/",
            "the symbolic link `static/around` leads to a directory",
            "the symbolic link `static/beside` leads out of content/, static/ and themes/",
            "the symbolic link `static/broken` leads nowhere",
            "the symbolic link `static/directory` leads to a directory",
            "the symbolic link `static/loop` leads to itself",
            "the symbolic link `static/outside` leads out of content/, static/ and themes/",
            "`themes` is a symbolic link",
        ];
        assert_eq!(text, expected);
        assert!(said.iter().all(|(id, _)| *id == "link-out-of-site"));
        let (tree, _) = read(site.path()).unwrap();
        let fine = tree
            .files
            .iter()
            .find(|file| file.path == "static/fine.md")
            .unwrap();
        assert_eq!(fine.bytes, b"text");
    }

    #[test]
    fn special_files_are_not_opened() {
        let site = site(&[("content/a.md", ""), ("themes", "")]);
        let pipe = site.path().join("content/pipe");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RWXU, 0).unwrap();
        let _socket = UnixListener::bind(site.path().join("content/socket")).unwrap();
        let expected = [
            (
                "special-file",
                "`content/pipe` is a pipe, not a file".to_owned(),
            ),
            (
                "special-file",
                "`content/socket` is a socket, not a file".to_owned(),
            ),
            ("special-file", "`themes` is not a directory".to_owned()),
        ];
        assert_eq!(messages(site.path()), expected);
    }

    #[test]
    fn names_must_be_readable_everywhere() {
        let site = site(&[
            ("content/a.md", ""),
            ("content/con/a.md", ""),
            ("static/a:b", ""),
        ]);
        let bytes = OsStr::from_bytes(b"static/caf\xe9");
        fs::write(site.path().join(bytes), "").unwrap();
        let windows = "has a name that Windows reserves, `con`";
        let colon = "has a `:` in its name, which Windows does not allow";
        let expected = [
            ("file-name", format!("`content/con` {windows}")),
            ("file-name", format!("`static/a:b` {colon}")),
            (
                "file-name",
                "the name `static/caf\u{fffd}` is not UTF-8".to_owned(),
            ),
        ];
        assert_eq!(messages(site.path()), expected);
    }

    #[test]
    fn files_have_limits() {
        let site = site(&[
            ("content/a.yaml", ""),
            ("content/fits.yaml", ""),
            ("static/b.yaml", ""),
        ]);
        let grow = |path: &str, to: u64| {
            let file = OpenOptions::new().write(true).open(site.path().join(path));
            file.unwrap().set_len(to).unwrap();
        };
        grow("content/a.yaml", LARGEST_DATA + 1);
        grow("content/fits.yaml", LARGEST_DATA);
        grow("static/b.yaml", LARGEST_DATA + 1);
        let said = "`content/a.yaml` is larger than 1 MiB".to_owned();
        assert_eq!(messages(site.path()), [("file-too-large", said)]);
    }

    #[test]
    fn sites_have_limits() {
        let site = site(&[("content/a.md", "")]);
        for i in 0..8 {
            let path = site.path().join(format!("content/{i}.pdf"));
            fs::File::create(path)
                .unwrap()
                .set_len(LARGEST_OTHER)
                .unwrap();
        }
        let ids: Vec<_> = messages(site.path()).iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, ["site-too-large"]);
    }
}
