//! The only reader and writer of files.
//!
//! In: the site directory, and finished artifacts. Out: a [`Tree`](crate::source::tree::Tree) of bytes
//! under limits, and an output directory that is replaced as a whole or not at all.
//!
//! **Must not enter:** what the bytes mean (not even `site.yaml`), the terminal, the clock, the
//! environment, and any path that is not under the site directory, the output directory or the two
//! siblings of the output that [`mod@write`] names. In the site itself only `.klartext/` is written to.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Check;
use crate::diagnostic::human::visible;

mod kept;
pub mod packed;
pub mod pictures;
pub mod portable;
pub mod read;
pub mod single;
pub mod write;

/// What reading can find wrong with the publisher's files, before anything looks into them.
pub const CHECKS: &[&Check] = &[
    &read::MISSING_CONTENT,
    &read::LINK_OUT_OF_SITE,
    &read::SPECIAL_FILE,
    &read::FILE_NAME,
    &read::FILE_TOO_LARGE,
    &read::SITE_TOO_LARGE,
];

/// Why nothing was read or written. What the publisher can mend in the site is a diagnostic instead.
#[derive(Debug)]
pub enum DiskError {
    /// The command names a place that cannot be meant.
    Usage { message: String, mend: String },
    /// Something stands where the output would go that klartext did not make. It is the caller's choice
    /// of `--out` that is wrong, not the site and not the machine.
    Foreign { path: PathBuf, found: String },
    /// Artifacts whose names cannot stand beside each other on every disk: wrong names in the site.
    Names(Vec<String>),
    /// Permission, a full disk, an unreadable sector.
    Machine {
        /// As in "cannot … PATH": `read`, `write`.
        doing: &'static str,
        path: PathBuf,
        cause: io::Error,
    },
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DiskError::Usage { message, .. } => f.write_str(&visible(message)),
            DiskError::Foreign { path, found } => write!(f, "{} {}", shown(path), visible(found)),
            DiskError::Names(faults) => f.write_str(&visible(&faults.join("; "))),
            DiskError::Machine { doing, path, cause } => {
                write!(f, "cannot {doing} {}: {cause}", shown(path))
            }
        }
    }
}

impl DiskError {
    /// What the caller can do about it.
    pub fn mend(&self) -> String {
        match self {
            DiskError::Usage { mend, .. } => mend.clone(),
            DiskError::Foreign { .. } => {
                "klartext replaces its output directory as a whole and never deletes what it did not make: \
                 choose another --out, or move this away; files to be published belong into static/"
                    .to_owned()
            }
            DiskError::Names(_) => "rename the file that they come from".to_owned(),
            DiskError::Machine { cause, .. } => match cause.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    "free some space: the new site is complete beside the old one before it takes its \
                     place, so both must fit. The old one is unchanged"
                }
                io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => {
                    "if this directory is a mount point it cannot be exchanged: choose --out within it"
                }
                _ => "the output is as it was before; mend the cause and run the command again",
            }
            .to_owned(),
        }
    }

    fn machine(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |cause| DiskError::Machine { doing, path, cause }
    }
}

/// A path as a message may show it.
pub fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// The site directory by its real name.
#[expect(clippy::disallowed_methods, reason = "this room reads files")]
pub fn site_directory(site: &Path) -> Result<PathBuf, DiskError> {
    let usage = |message| DiskError::Usage {
        message,
        mend: "call klartext in the site's directory, or name it with --site DIR".to_owned(),
    };
    match site.canonicalize() {
        Ok(directory) if directory.is_dir() => Ok(directory),
        Ok(_) => Err(usage(format!("{} is not a directory", shown(site)))),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            Err(usage(format!("there is no directory {}", shown(site))))
        }
        Err(cause) => Err(DiskError::machine("open", site)(cause)),
    }
}
