//! Single files: a table that the caller names, and datasets that are put into a site, none over another.
//!
//! A table may lie anywhere, for the caller named it; what is written lies under the site's `content/` or in a
//! directory that the caller named. Every file is written beside its place and then moved to it, so that a
//! killed import leaves no half of a dataset.

#![expect(
    clippy::disallowed_methods,
    reason = "this room reads and writes files"
)]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, OFlags, RenameFlags, renameat_with};

use crate::diagnostic::human::visible;
use crate::diagnostic::{Diagnostic, OUTSIDE, Place};

use super::read::FILE_TOO_LARGE;
use super::{DiskError, shown, site_directory};

/// A table of figures is far smaller; what is larger is not one.
const LARGEST_TABLE: u64 = 16 << 20;
const SUFFIX: &str = ".klartext-new";

/// The bytes of a file that the caller named, or a diagnostic if it is too large: then only its beginning was read.
pub fn read(path: &Path) -> Result<Result<Vec<u8>, Box<Diagnostic>>, DiskError> {
    let machine = || DiskError::machine("read", path);
    // Opening a pipe waits for a writer, who may never come.
    let flags = OFlags::NONBLOCK.bits().cast_signed();
    let file = match OpenOptions::new().read(true).custom_flags(flags).open(path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            return Err(DiskError::Usage {
                message: format!("there is no file {}", shown(path)),
                mend: "name the table's file".to_owned(),
            });
        }
        Err(cause) => return Err(machine()(cause)),
    };
    if !file.metadata().map_err(machine())?.is_file() {
        return Err(DiskError::Usage {
            message: format!("{} is not a file", shown(path)),
            mend: "name the table's file".to_owned(),
        });
    }
    let mut bytes = Vec::new();
    file.take(LARGEST_TABLE + 1)
        .read_to_end(&mut bytes)
        .map_err(machine())?;
    if bytes.len() as u64 > LARGEST_TABLE {
        let message = format!("{} is larger than {} MiB", shown(path), LARGEST_TABLE >> 20);
        return Ok(Err(Box::new(
            Diagnostic::new(
                &FILE_TOO_LARGE,
                Place::Path(format!("{OUTSIDE}{}", shown(path))),
                message,
            )
            .mend("take out of the table what does not belong to these figures"),
        )));
    }
    Ok(Ok(bytes))
}

/// A file to be written, relative to a directory.
#[derive(Debug, Clone, Copy)]
pub struct New<'n> {
    pub path: &'n str,
    pub bytes: &'n [u8],
}

/// Writes datasets into a site: all of them, or none. One that is there is only replaced if `replace` says so.
pub fn write_into_site(site: &Path, files: &[New<'_>], replace: bool) -> Result<(), DiskError> {
    write(&site_directory(site)?, site, files, replace)
}

/// Writes files into a directory, which is made if it is not there.
pub fn write_into(directory: &Path, files: &[New<'_>], replace: bool) -> Result<(), DiskError> {
    fs::create_dir_all(directory).map_err(DiskError::machine("create", directory))?;
    let real = directory
        .canonicalize()
        .map_err(DiskError::machine("open", directory))?;
    write(&real, directory, files, replace)
}

/// A directory for a new site: not there yet, or with nothing in it but version control.
pub fn must_be_empty(directory: &Path) -> Result<(), DiskError> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(cause) if cause.kind() == io::ErrorKind::NotADirectory => {
            return Err(DiskError::Usage {
                message: format!("{} is a file", shown(directory)),
                mend: "name a directory that is new or empty".to_owned(),
            });
        }
        Err(cause) => return Err(DiskError::machine("open", directory)(cause)),
    };
    let mut names: Vec<String> = Vec::new();
    for entry in entries {
        let entry = entry.map_err(DiskError::machine("read", directory))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name != ".git");
    names.sort_unstable();
    match names.first() {
        None => Ok(()),
        Some(name) => Err(DiskError::Usage {
            message: format!(
                "{} is not empty: there is {}",
                shown(directory),
                visible(name)
            ),
            mend: "name a directory that is new or empty, so that nothing of yours is written over"
                .to_owned(),
        }),
    }
}

fn write(root: &Path, named: &Path, files: &[New<'_>], replace: bool) -> Result<(), DiskError> {
    let places: Vec<PathBuf> = files.iter().map(|file| root.join(file.path)).collect();
    for (file, place) in files.iter().zip(&places) {
        // As the caller would write it, not by the directory's real name.
        let shown: PathBuf = named.join(file.path).components().collect();
        match fs::symlink_metadata(place) {
            Ok(metadata) if !metadata.is_file() => {
                return Err(there(&shown, "is there, and no plain file"));
            }
            Ok(_) if !replace => return Err(there(&shown, "is there already")),
            Ok(_) => {}
            Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound) => {}
            Err(cause) => return Err(DiskError::machine("open", place)(cause)),
        }
    }
    let written = put_beside(root, files, &places);
    if written.is_err() {
        for place in &places {
            let _ = fs::remove_file(beside(place));
        }
        return written;
    }
    for place in &places {
        let moved = match replace {
            true => fs::rename(beside(place), place),
            // Refused if a file came there meanwhile.
            false => renameat_with(CWD, beside(place), CWD, place, RenameFlags::NOREPLACE)
                .map_err(Into::into),
        };
        moved.map_err(DiskError::machine("write", place))?;
    }
    Ok(())
}

fn put_beside(root: &Path, files: &[New<'_>], places: &[PathBuf]) -> Result<(), DiskError> {
    for (file, place) in files.iter().zip(places) {
        let parent = place.parent().unwrap_or(root);
        fs::create_dir_all(parent).map_err(DiskError::machine("create", parent))?;
        // A link in the site must not lead the dataset out of it.
        let real = parent
            .canonicalize()
            .map_err(DiskError::machine("open", parent))?;
        if !real.starts_with(root) {
            return Err(DiskError::Usage {
                message: format!("{} leads out of the directory", shown(parent)),
                mend: "put a directory in the link's place".to_owned(),
            });
        }
        let path = beside(place);
        let machine = || DiskError::machine("write", &path);
        let mut new = File::create(&path).map_err(machine())?;
        new.write_all(file.bytes)
            .and_then(|()| new.sync_all())
            .map_err(machine())?;
    }
    Ok(())
}

fn beside(place: &Path) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(SUFFIX);
    PathBuf::from(name)
}

fn there(place: &Path, what: &str) -> DiskError {
    DiskError::Usage {
        message: format!("{} {what}", shown(place)),
        mend: "add --replace to write over it, or move it away".to_owned(),
    }
}
