//! A painter that remembers what it painted, in `SITE/.klartext/pictures/`.
//!
//! Painting a chart takes some 25 ms, reading its picture from here less than one, and most charts stay the same
//! from build to build. A picture is kept under the digest of everything that it is made from, with a digest of its
//! own before its bytes, so that a file that was cut short or altered is painted anew. Nothing here is ever needed:
//! where it cannot be read or written, painting takes its time, and what a build did not use is removed after it.

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

use crate::picture::{EDITION, Fault, Paint, Painter, Scale};

use super::{DiskError, site_directory};

/// Relative to the site.
const FOLDER: [&str; 2] = [".klartext", "pictures"];
const DIGEST: usize = 32;

pub struct Remembering {
    painter: Painter,
    /// `None` where there is no place to remember anything.
    folder: Option<PathBuf>,
    used: Mutex<BTreeSet<String>>,
}

impl Remembering {
    /// Makes the folder if it can be made.
    ///
    /// # Errors
    ///
    /// Only if there is no site.
    pub fn beside(site: &Path) -> Result<Remembering, DiskError> {
        Ok(Remembering {
            painter: Painter::new(),
            folder: folder(&site_directory(site)?),
            used: Mutex::default(),
        })
    }

    /// Removes the pictures that nobody asked for since this painter was made.
    pub fn forget_the_rest(&self) {
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

impl Paint for Remembering {
    fn png(&self, svg: &str, scale: Scale) -> Result<Vec<u8>, Fault> {
        let Some(folder) = &self.folder else {
            return self.painter.png(svg, scale);
        };
        let name = name(svg, scale);
        let path = folder.join(&name);
        if let Ok(mut used) = self.used.lock() {
            used.insert(name);
        }
        if let Some(known) = read(&path) {
            return Ok(known);
        }
        let png = self.painter.png(svg, scale)?;
        // A full disk costs the next build its time and this one nothing.
        let _ = write(folder, &path, &png);
        Ok(png)
    }
}

/// No link may lead out of the site, and nothing that is no directory is replaced.
fn folder(site: &Path) -> Option<PathBuf> {
    let mut folder = site.to_owned();
    for name in FOLDER {
        folder.push(name);
        let _ = fs::create_dir(&folder);
        let is_directory = fs::symlink_metadata(&folder).is_ok_and(|found| found.is_dir());
        if !is_directory {
            return None;
        }
    }
    Some(folder)
}

fn name(svg: &str, scale: Scale) -> String {
    let mut digest = Sha256::new();
    for part in [
        EDITION,
        match scale {
            Scale::Twice => "2",
            Scale::Thrice => "3",
        },
    ] {
        digest.update(part);
        digest.update([0]);
    }
    digest.update(svg);
    let hex = digest.finalize();
    hex.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(path: &Path) -> Option<Vec<u8>> {
    let is_file = fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    let bytes = is_file.then(|| fs::read(path).ok())??;
    let (digest, png) = bytes.split_at_checked(DIGEST)?;
    (Sha256::digest(png)[..] == *digest).then(|| png.to_vec())
}

/// Under another name first: who reads it meanwhile finds all of it or nothing.
fn write(folder: &Path, path: &Path, png: &[u8]) -> std::io::Result<()> {
    let mut file = tempfile_in(folder, path)?;
    file.1.write_all(&Sha256::digest(png))?;
    file.1.write_all(png)?;
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

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\">\
                       <rect width=\"8\" height=\"8\" fill=\"#123456\"/></svg>";

    fn kept(site: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(site.join(".klartext/pictures")).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    #[test]
    fn a_picture_is_painted_once_and_anew_when_it_was_altered() {
        let site = tempfile::tempdir().unwrap();
        let painter = Remembering::beside(site.path()).unwrap();
        let png = painter.png(SVG, Scale::Twice).unwrap();
        assert!(png.starts_with(b"\x89PNG"));
        let files = kept(site.path());
        let [file] = files.as_slice() else {
            panic!("{files:?}");
        };
        // What is in the file is what is handed out: here another picture, with its own digest.
        let other = painter
            .painter
            .png(&SVG.replace("#123456", "#654321"), Scale::Twice)
            .unwrap();
        fs::write(file, [&Sha256::digest(&other)[..], &other].concat()).unwrap();
        assert_eq!(painter.png(SVG, Scale::Twice).unwrap(), other);
        // One that was cut short is not.
        fs::write(file, [&Sha256::digest(&other)[..], &other[..9]].concat()).unwrap();
        assert_eq!(painter.png(SVG, Scale::Twice).unwrap(), png);
        assert_eq!(painter.png(SVG, Scale::Twice).unwrap(), png);
    }

    #[test]
    fn what_a_build_did_not_use_goes() {
        let site = tempfile::tempdir().unwrap();
        let first = Remembering::beside(site.path()).unwrap();
        first.png(SVG, Scale::Twice).unwrap();
        first.png(SVG, Scale::Thrice).unwrap();
        assert_eq!(kept(site.path()).len(), 2);
        let second = Remembering::beside(site.path()).unwrap();
        second.png(SVG, Scale::Thrice).unwrap();
        second.forget_the_rest();
        assert_eq!(kept(site.path()).len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_site() {
        let (site, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(elsewhere.path(), site.path().join(".klartext")).unwrap();
        let painter = Remembering::beside(site.path()).unwrap();
        painter.png(SVG, Scale::Twice).unwrap();
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
