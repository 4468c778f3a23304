//! What took long to make, kept in a folder of `SITE/.klartext/` for the next build.
//!
//! A thing is kept under the digest of everything that it is made from, with a digest of its own before its bytes, so
//! that a file that was cut short or altered is made anew. Nothing here is ever needed: where it cannot be read or
//! written, making it takes its time, and what a build did not use is removed after it.

#![expect(
    clippy::disallowed_methods,
    reason = "this room reads and writes files"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest, Sha256};

use super::{DiskError, site_directory};

/// Relative to the site.
const FOLDER: &str = ".klartext";
const DIGEST: usize = 32;

pub(super) struct Kept {
    /// `None` where there is no place to keep anything.
    folder: Option<PathBuf>,
    used: Mutex<BTreeSet<String>>,
}

impl Kept {
    /// Makes the folder if it can be made.
    ///
    /// # Errors
    ///
    /// Only if there is no site.
    pub(super) fn beside(site: &Path, name: &str) -> Result<Kept, DiskError> {
        Ok(Kept {
            folder: folder(&site_directory(site)?, name),
            used: Mutex::default(),
        })
    }

    /// What was made from these parts before, or what `make` makes of them now.
    pub(super) fn recall<E>(
        &self,
        parts: &[&[u8]],
        make: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<Vec<u8>, E> {
        let Some(folder) = &self.folder else {
            return make();
        };
        let name = name(parts);
        let path = folder.join(&name);
        if let Ok(mut used) = self.used.lock() {
            used.insert(name);
        }
        if let Some(known) = read(&path) {
            return Ok(known);
        }
        let made = make()?;
        // A full disk costs the next build its time and this one nothing.
        let _ = write(folder, &path, &made);
        Ok(made)
    }

    /// Removes what nobody asked for since this was opened.
    pub(super) fn forget_the_rest(&self) {
        let Some(folder) = &self.folder else { return };
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        let used = self
            .used
            .lock()
            .map(|used| used.clone())
            .unwrap_or_default();
        for entry in entries.flatten() {
            let name = entry.file_name();
            if !name.to_str().is_some_and(|name| used.contains(name)) {
                // It would only take up space.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// No link may lead out of the site, and nothing that is no directory is replaced.
fn folder(site: &Path, name: &str) -> Option<PathBuf> {
    let mut folder = site.to_owned();
    for name in [FOLDER, name] {
        folder.push(name);
        let _ = fs::create_dir(&folder);
        let is_directory = fs::symlink_metadata(&folder).is_ok_and(|found| found.is_dir());
        if !is_directory {
            return None;
        }
    }
    Some(folder)
}

/// Each part with its length, so that no two lists of parts are the same bytes.
fn name(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    let hex = digest.finalize();
    hex.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(path: &Path) -> Option<Vec<u8>> {
    let is_file = fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    let bytes = is_file.then(|| fs::read(path).ok())??;
    let (digest, made) = bytes.split_at_checked(DIGEST)?;
    (Sha256::digest(made)[..] == *digest).then(|| made.to_vec())
}

/// Under another name first: who reads it meanwhile finds all of it or nothing.
fn write(folder: &Path, path: &Path, made: &[u8]) -> std::io::Result<()> {
    let mut file = tempfile_in(folder, path)?;
    file.1.write_all(&Sha256::digest(made))?;
    file.1.write_all(made)?;
    drop(file.1);
    fs::rename(file.0, path)
}

/// Two builds at once do not share a name: it has the process in it.
fn tempfile_in(folder: &Path, path: &Path) -> std::io::Result<(PathBuf, fs::File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let thread = rayon::current_thread_index().unwrap_or_default();
    let partial = folder.join(format!("{name}.{}-{thread}", std::process::id()));
    // What an earlier process of the same number left behind.
    let _ = fs::remove_file(&partial);
    let file = fs::File::create_new(&partial)?;
    Ok((partial, file))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(site: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(site.join(".klartext/things")).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    /// Made now, unless it was kept.
    fn recalled(kept: &Kept, parts: &[&[u8]], made: &[u8]) -> Vec<u8> {
        let Ok(bytes) = kept.recall(parts, || Ok::<_, std::convert::Infallible>(made.to_vec()));
        bytes
    }

    #[test]
    fn a_thing_is_made_once_and_anew_when_it_was_altered() {
        let site = tempfile::tempdir().unwrap();
        let kept = Kept::beside(site.path(), "things").unwrap();
        assert_eq!(recalled(&kept, &[b"a"], b"first"), b"first");
        assert_eq!(recalled(&kept, &[b"a"], b"second"), b"first");
        let files = files(site.path());
        let [file] = files.as_slice() else {
            panic!("{files:?}");
        };
        // What is in the file is what is handed out: here another thing, with its own digest.
        fs::write(file, [&Sha256::digest(b"other")[..], b"other"].concat()).unwrap();
        assert_eq!(recalled(&kept, &[b"a"], b"third"), b"other");
        // One that was cut short is not.
        fs::write(file, [&Sha256::digest(b"other")[..], b"oth"].concat()).unwrap();
        assert_eq!(recalled(&kept, &[b"a"], b"fourth"), b"fourth");
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let site = tempfile::tempdir().unwrap();
        let kept = Kept::beside(site.path(), "things").unwrap();
        assert_eq!(recalled(&kept, &[b"ab", b"c"], b"first"), b"first");
        assert_eq!(recalled(&kept, &[b"a", b"bc"], b"second"), b"second");
    }

    #[test]
    fn what_a_build_did_not_use_goes() {
        let site = tempfile::tempdir().unwrap();
        let first = Kept::beside(site.path(), "things").unwrap();
        recalled(&first, &[b"a"], b"a");
        recalled(&first, &[b"b"], b"b");
        assert_eq!(files(site.path()).len(), 2);
        let second = Kept::beside(site.path(), "things").unwrap();
        recalled(&second, &[b"b"], b"b");
        second.forget_the_rest();
        assert_eq!(files(site.path()).len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_site() {
        let (site, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(elsewhere.path(), site.path().join(".klartext")).unwrap();
        let kept = Kept::beside(site.path(), "things").unwrap();
        assert_eq!(recalled(&kept, &[b"a"], b"first"), b"first");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
