//! From artifacts to an output directory: all or nothing.
//!
//! The new site is written beside the old one, into `.NAME.klartext-staging`, and then takes its place in
//! one step (`renameat2` with `RENAME_EXCHANGE`; `renameatx_np` on macOS): at every moment there is one
//! whole site at the output's address. What was there is removed afterwards. A build that is killed
//! leaves a staging directory, which the next one removes.
//!
//! - **Ownership.** A file `.klartext` in the output says that klartext made it and lists its files. A
//!   directory without it, or a file in it that is not on the list, is somebody else's: the build refuses
//!   and names it. Only a detached signature of `SHA256SUMS` may stand there too; it stays as long as
//!   what it signs stays.
//! - **Unchanged files** are linked from the old tree into the new one, so that they keep their bytes,
//!   inode and modification time, and `rsync` sends only what changed.
//! - **Two builds** to the same place wait for each other, by a lock on the directory that both are in.
//! - **Durability.** Before the exchange the staging's file system is synced, so that a power cut cannot
//!   leave a new site with empty files. One `syncfs` took 3, 80 and 1,250 ms for 60, 600 and 6,000 files
//!   on ext4, an `fsync` for each file 20, 220 and 3,200 ms, and the links of an unchanged build need it
//!   too. Elsewhere than on Linux each new file is synced by itself.
//! - **Where directories cannot be exchanged** (some network and overlay file systems) two renames do it;
//!   between them there is no output for a moment, which is reported as a warning. A build killed in
//!   between has left the old site at `.NAME.klartext-old`, and the next one puts it back first.
//! - What fails after the exchange fails to tidy up: a warning, as the site is published by then.

#![expect(clippy::disallowed_methods, reason = "this room writes files")]

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;
use walkdir::WalkDir;

use crate::site::artifact::Artifact;

use super::{DiskError, portable, shown, site_directory};

/// In every output directory: whose it is, and which files are klartext's.
pub const MARKER: &str = ".klartext";
const MARKER_HEAD: &str = "This directory was made by klartext, which replaces it as a whole.\n\
     These are its files; klartext does not build over any other:\n";

const SUMS: &str = "SHA256SUMS";
/// Added to a finished output by the tools that people trust, not by a build.
const SIGNATURES: [&str; 3] = ["SHA256SUMS.minisig", "SHA256SUMS.sig", "SHA256SUMS.asc"];

/// Where sources are: an output in them would be read by the next build, or replace them.
const SOURCES: [&str; 6] = ["content", "static", "themes", "src", ".git", ".klartext"];

/// What has been written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub files: usize,
    /// How many of the files are still the ones of the build before.
    pub unchanged: usize,
    pub bytes: u64,
    /// What went wrong after the new site had taken its place, or was lost by that.
    pub warnings: Vec<String>,
}

/// A place that a site may be built into.
#[derive(Debug, Clone)]
pub struct Output {
    /// By its real name; it exists.
    parent: PathBuf,
    name: OsString,
    /// As the caller wrote it.
    shown: PathBuf,
}

impl Output {
    /// Looks at the place before any work is done: it must be one that klartext made, or empty, or free,
    /// and neither hold nor be part of what the site is made from.
    pub fn choose(site: &Path, out: &Path) -> Result<Self, DiskError> {
        let site = site_directory(site)?;
        // Without the `/` at its end: with it, a link would be followed before it is seen.
        let out: PathBuf = out.components().collect();
        let usage = |message: String| DiskError::Usage {
            message,
            mend: "give a directory of its own with --out DIR, such as the default, public"
                .to_owned(),
        };
        let nameless = || usage(format!("`{}` is not a directory of its own", shown(&out)));
        let place = match fs::symlink_metadata(&out) {
            Ok(metadata) if metadata.is_dir() => out
                .canonicalize()
                .map_err(DiskError::machine("open", &out))?,
            Ok(metadata) => {
                let link = metadata.is_symlink();
                return Err(DiskError::Foreign {
                    path: out,
                    found: if link {
                        "is a symbolic link"
                    } else {
                        "is not a directory"
                    }
                    .to_owned(),
                });
            }
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                let Some(Component::Normal(name)) = out.components().next_back() else {
                    return Err(nameless());
                };
                let parent = match out.parent() {
                    Some(parent) if parent != Path::new("") => parent,
                    _ => Path::new("."),
                };
                let parent = parent.canonicalize().map_err(|cause| match cause.kind() {
                    io::ErrorKind::NotFound => DiskError::Usage {
                        message: format!("there is no directory {} to build into", shown(parent)),
                        mend: "create it: klartext makes only the output directory itself"
                            .to_owned(),
                    },
                    _ => DiskError::machine("open", parent)(cause),
                })?;
                parent.join(name)
            }
            Err(cause) => return Err(DiskError::machine("open", &out)(cause)),
        };
        if site.starts_with(&place) {
            return Err(usage(format!(
                "the output {} holds the site itself",
                shown(&out)
            )));
        }
        let part = place
            .strip_prefix(&site)
            .ok()
            .and_then(|rest| rest.components().next());
        if let Some(part) = part.map(Component::as_os_str)
            && SOURCES.iter().any(|source| part == *source)
        {
            let part = part.to_string_lossy();
            return Err(usage(format!(
                "the output {} lies in the site's {part}/",
                shown(&out)
            )));
        }
        let (Some(parent), Some(name)) = (place.parent(), place.file_name()) else {
            return Err(nameless());
        };
        let output = Output {
            parent: parent.to_owned(),
            name: name.to_owned(),
            shown: out,
        };
        output.standing()?;
        Ok(output)
    }

    /// As the caller wrote it.
    pub fn shown(&self) -> &Path {
        &self.shown
    }

    fn place(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    fn sibling(&self, suffix: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(suffix);
        self.parent.join(name)
    }

    fn staging(&self) -> PathBuf {
        self.sibling(".klartext-staging")
    }

    fn retired(&self) -> PathBuf {
        self.sibling(".klartext-old")
    }

    /// What stands in the place, if klartext may replace it.
    fn standing(&self) -> Result<Standing, DiskError> {
        let foreign = |found: &str| DiskError::Foreign {
            path: self.shown.clone(),
            found: found.to_owned(),
        };
        match tree(&self.place())? {
            Standing::Foreign(found) => Err(foreign(found)),
            standing => Ok(standing),
        }
    }
}

/// What stands at a path.
#[derive(Debug, PartialEq, Eq)]
enum Standing {
    Nothing,
    Empty,
    /// A directory of ours and the paths on its list.
    Ours(BTreeSet<String>),
    Foreign(&'static str),
}

fn tree(path: &Path) -> Result<Standing, DiskError> {
    let machine = || DiskError::machine("read", path);
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Ok(Standing::Foreign("is not a directory")),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Standing::Nothing),
        Err(cause) => return Err(machine()(cause)),
    }
    let marker = path.join(MARKER);
    if fs::symlink_metadata(&marker).is_ok_and(|metadata| metadata.is_file()) {
        let list = fs::read(&marker).map_err(DiskError::machine("read", &marker))?;
        let list = String::from_utf8_lossy(&list);
        if let Some(list) = list.strip_prefix(MARKER_HEAD) {
            return Ok(Standing::Ours(list.lines().map(str::to_owned).collect()));
        }
    }
    match fs::read_dir(path).map_err(machine())?.next() {
        None => Ok(Standing::Empty),
        Some(_) => Ok(Standing::Foreign(
            "was not made by klartext and is not empty",
        )),
    }
}

/// Puts the artifacts where the output is, as a whole, or leaves everything as it was.
pub fn write(output: &Output, artifacts: &[Artifact]) -> Result<Written, DiskError> {
    write_with(output, artifacts, &|from, to, flags| {
        renameat_with(CWD, from, CWD, to, flags)
    })
}

/// `renameat2` or, in a test, a file system that lacks it.
type Rename<'f> = &'f dyn Fn(&Path, &Path, RenameFlags) -> rustix::io::Result<()>;

fn write_with(
    output: &Output,
    artifacts: &[Artifact],
    rename: Rename,
) -> Result<Written, DiskError> {
    check_names(artifacts)?;
    // Held until the file is dropped, or its process dies.
    let _lock = lock(&output.parent)?;
    let (place, staging, retired) = (output.place(), output.staging(), output.retired());
    recover(&place, &retired)?;
    clear(&staging)?;
    let standing = output.standing()?;
    if let Standing::Ours(listed) = &standing {
        refuse_strangers(output, listed)?;
    }

    let filled = fill(&staging, &place, artifacts).and_then(|filled| {
        settle(&staging, &place)?;
        let gap = swap(
            &staging,
            &place,
            &retired,
            standing != Standing::Nothing,
            rename,
        )?;
        Ok((filled, gap))
    });
    let (filled, gap) = match filled {
        Ok(filled) => filled,
        Err(error) => {
            // The first error is the one to report, and the next build tries again.
            let _ = clear(&staging);
            return Err(error);
        }
    };

    let mut warnings = filled.warnings;
    let kept = |error: io::Error| {
        format!(
            "the new site is in place, but the directory {} could not be synced: {error}",
            shown(&output.parent)
        )
    };
    warnings.extend(sync_directory(&output.parent).err().map(kept));
    for old in [&staging, &retired] {
        let left = |error: DiskError| {
            format!("the new site is in place, but the old one is left: {error}")
        };
        warnings.extend(clear(old).err().map(left));
    }
    if gap {
        warnings.push(
            "this file system cannot exchange two directories in one step: between two renames there \
             was no output for a moment"
                .to_owned(),
        );
    }
    Ok(Written {
        files: artifacts.len(),
        unchanged: filled.unchanged,
        bytes: artifacts
            .iter()
            .map(|artifact| artifact.bytes.len() as u64)
            .sum(),
        warnings,
    })
}

fn check_names(artifacts: &[Artifact]) -> Result<(), DiskError> {
    let marker = Some(MARKER);
    let paths = artifacts.iter().map(|artifact| artifact.path.as_str());
    let faults = portable::faults(marker.into_iter().chain(paths));
    if faults.is_empty() {
        Ok(())
    } else {
        Err(DiskError::Names(faults))
    }
}

/// Waits until no other build writes into the same directory.
fn lock(parent: &Path) -> Result<File, DiskError> {
    let directory = File::open(parent).map_err(DiskError::machine("open", parent))?;
    match directory.lock() {
        // A file system without locks still gets its site, as any single build would.
        Err(cause) if cause.kind() == io::ErrorKind::Unsupported => Ok(directory),
        Err(cause) => Err(DiskError::machine("lock", parent)(cause)),
        Ok(()) => Ok(directory),
    }
}

/// Puts an old site back that a build killed between two renames has left aside.
fn recover(place: &Path, retired: &Path) -> Result<(), DiskError> {
    if tree(place)? == Standing::Nothing && matches!(tree(retired)?, Standing::Ours(_)) {
        return fs::rename(retired, place).map_err(DiskError::machine("restore", place));
    }
    clear(retired)
}

/// Removes a directory that a build has left, the marker last: killed half-way, it is still ours.
fn clear(directory: &Path) -> Result<(), DiskError> {
    match tree(directory)? {
        Standing::Nothing => return Ok(()),
        Standing::Empty | Standing::Ours(_) => {}
        Standing::Foreign(_) if only_a_marker(directory) => {}
        Standing::Foreign(found) => {
            return Err(DiskError::Foreign {
                path: directory.to_owned(),
                found: found.to_owned(),
            });
        }
    }
    let machine = || DiskError::machine("remove", directory);
    for entry in fs::read_dir(directory).map_err(machine())? {
        let entry = entry.map_err(machine())?;
        let path = entry.path();
        let removed = match entry.file_type() {
            _ if entry.file_name() == MARKER => Ok(()),
            Ok(kind) if kind.is_dir() => fs::remove_dir_all(&path),
            Ok(_) => fs::remove_file(&path),
            Err(cause) => Err(cause),
        };
        removed.map_err(DiskError::machine("remove", &path))?;
    }
    match fs::remove_file(directory.join(MARKER)) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(machine()(cause)),
        _ => {}
    }
    fs::remove_dir(directory).map_err(machine())
}

/// Whether there is nothing but the marker of a build that was killed while it wrote its first file.
fn only_a_marker(directory: &Path) -> bool {
    let part_of_head = fs::read(directory.join(MARKER))
        .is_ok_and(|text| MARKER_HEAD.as_bytes().starts_with(&text));
    let mut entries = fs::read_dir(directory).into_iter().flatten().flatten();
    part_of_head && entries.all(|entry| entry.file_name() == MARKER)
}

/// Refuses an output directory of ours that somebody has put other files into.
fn refuse_strangers(output: &Output, listed: &BTreeSet<String>) -> Result<(), DiskError> {
    let place = output.place();
    let mut strangers = Vec::new();
    for entry in WalkDir::new(&place).min_depth(1) {
        let entry = entry.map_err(|error| {
            let at = error.path().unwrap_or(&place).to_owned();
            DiskError::machine("read", at)(error.into())
        })?;
        let path = entry.path().strip_prefix(&place).unwrap_or(entry.path());
        let known = path.to_str().is_some_and(|path| {
            path == MARKER || SIGNATURES.contains(&path) || listed.contains(path)
        });
        let swept = entry.file_type().is_dir() || entry.file_name() == ".DS_Store";
        if !swept && (!known || !entry.file_type().is_file()) {
            strangers.push(path.to_string_lossy().into_owned());
        }
    }
    strangers.sort();
    let others = strangers.len().saturating_sub(1);
    match strangers.first() {
        None => Ok(()),
        Some(stranger) => Err(DiskError::Foreign {
            path: output.shown.join(stranger),
            found: match others {
                0 => "was not made by klartext".to_owned(),
                1 => "and another file were not made by klartext".to_owned(),
                _ => format!("and {others} other files were not made by klartext"),
            },
        }),
    }
}

struct Filled {
    unchanged: usize,
    warnings: Vec<String>,
}

/// Writes the whole new site into the staging directory.
fn fill(staging: &Path, old: &Path, artifacts: &[Artifact]) -> Result<Filled, DiskError> {
    fs::create_dir(staging).map_err(DiskError::machine("create", staging))?;
    let mut paths: Vec<_> = artifacts
        .iter()
        .map(|artifact| artifact.path.as_str())
        .collect();
    paths.sort_unstable();
    // First of all, so that what a killed build leaves is known to be ours.
    create(
        &staging.join(MARKER),
        (MARKER_HEAD.to_owned() + &paths.join("\n") + "\n").as_bytes(),
    )?;

    let directories: BTreeSet<_> = artifacts
        .iter()
        .filter_map(|artifact| Path::new(&artifact.path).parent())
        .filter(|directory| *directory != Path::new(""))
        .collect();
    for directory in directories {
        let directory = staging.join(directory);
        fs::create_dir_all(&directory).map_err(DiskError::machine("create", &directory))?;
    }
    let unchanged: usize = artifacts
        .par_iter()
        .map(|artifact| put(staging, old, artifact).map(usize::from))
        .try_reduce(|| 0, |a, b| Ok(a + b))?;

    let sums = artifacts.iter().find(|artifact| artifact.path == SUMS);
    let mut warnings = Vec::new();
    for signature in SIGNATURES {
        let (from, to) = (old.join(signature), staging.join(signature));
        let stands = fs::symlink_metadata(&from).is_ok_and(|metadata| metadata.is_file());
        if !stands || paths.binary_search(&signature).is_ok() {
            continue;
        }
        let signed = sums.is_some_and(|sums| is_same(&old.join(SUMS), &sums.bytes));
        if !signed || !keep(&from, &to) {
            warnings.push(format!(
                "{signature} was taken out: {SUMS} is another now; sign it again"
            ));
        }
    }
    Ok(Filled {
        unchanged,
        warnings,
    })
}

/// Writes one artifact; whether it is still the file of the build before.
fn put(staging: &Path, old: &Path, artifact: &Artifact) -> Result<bool, DiskError> {
    let (from, to) = (old.join(&artifact.path), staging.join(&artifact.path));
    if is_same(&from, &artifact.bytes) && keep(&from, &to) {
        return Ok(true);
    }
    create(&to, &artifact.bytes)?;
    Ok(false)
}

/// Whether a regular file holds exactly these bytes. What cannot be read is not the same.
fn is_same(path: &Path, bytes: &[u8]) -> bool {
    let has_length =
        |metadata: fs::Metadata| metadata.is_file() && metadata.len() == bytes.len() as u64;
    fs::symlink_metadata(path).is_ok_and(has_length)
        && File::open(path)
            .and_then(|file| holds(file, bytes))
            .unwrap_or(false)
}

fn holds(mut file: File, mut bytes: &[u8]) -> io::Result<bool> {
    let mut buffer = [0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        match (bytes.split_at_checked(read), buffer.get(..read)) {
            (Some((expected, rest)), Some(found)) if expected == found => bytes = rest,
            _ => return Ok(false),
        }
        if read == 0 {
            return Ok(bytes.is_empty());
        }
    }
}

/// Gives a file of the old tree a second name in the new one; where links are not possible, a copy with
/// the same time. `false` when neither could be made, and nothing is left in its place.
fn keep(from: &Path, to: &Path) -> bool {
    if fs::hard_link(from, to).is_ok() {
        return true;
    }
    let copied = fs::metadata(from)
        .and_then(|metadata| metadata.modified())
        .and_then(|time| {
            fs::copy(from, to)?;
            File::options().write(true).open(to)?.set_modified(time)
        });
    if copied.is_err() {
        let _ = fs::remove_file(to);
    }
    copied.is_ok()
}

fn create(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let written = File::create_new(path).and_then(|mut file| {
        file.write_all(bytes)?;
        if cfg!(target_os = "linux") {
            Ok(())
        } else {
            file.sync_all()
        }
    });
    written.map_err(DiskError::machine("write", path))
}

/// Makes the staging directory ready to be seen: on the disk, and as open to others as the old one.
fn settle(staging: &Path, place: &Path) -> Result<(), DiskError> {
    let machine = || DiskError::machine("write", staging);
    #[cfg(target_os = "linux")]
    {
        let directory = File::open(staging).map_err(machine())?;
        rustix::fs::syncfs(directory).map_err(|errno| machine()(errno.into()))?;
    }
    match fs::symlink_metadata(place) {
        Ok(metadata) => fs::set_permissions(staging, metadata.permissions()).map_err(machine()),
        Err(_) => Ok(()),
    }
}

/// Lets the new site take its place; whether there was a gap in which there was none.
fn swap(
    staging: &Path,
    place: &Path,
    retired: &Path,
    exists: bool,
    rename: Rename,
) -> Result<bool, DiskError> {
    let machine = |cause: Errno| DiskError::machine("replace", place)(cause.into());
    let flags = if exists {
        RenameFlags::EXCHANGE
    } else {
        RenameFlags::NOREPLACE
    };
    match rename(staging, place, flags) {
        Ok(()) => return Ok(false),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
        Err(cause) => return Err(machine(cause)),
    }
    if exists {
        fs::rename(place, retired).map_err(DiskError::machine("replace", place))?;
    }
    match fs::rename(staging, place) {
        Ok(()) => Ok(exists),
        Err(cause) => {
            if exists {
                fs::rename(retired, place).map_err(DiskError::machine("restore", place))?;
            }
            Err(DiskError::machine("replace", place)(cause))
        }
    }
}

fn sync_directory(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

#[cfg(test)]
mod tests;
