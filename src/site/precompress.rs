//! Files packed ahead of time, for hosts that hand `FILE.br` or `FILE.gz` to a browser that asked for `FILE`
//! (`klartext build --precompress`).
//!
//! A host can pack at every request, too, but only as well as it can in a moment. Packed once, the demonstration's
//! pages are a tenth smaller than what a host makes in passing, and cost it nothing.
//!
//! These files are a way of sending other files. So `SHA256SUMS` does not name them: it says what a reader gets, and
//! is the same with and without them. Each unpacks to its file.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Place};

use super::COLLISION;
use super::artifact::Artifact;
use super::progress::{Progress, Work};

/// What is different when the same file becomes another one: versions and settings of the packers. Who remembers
/// packed files keeps it with them.
pub const EDITION: &str = "brotli 9 at 11, flate2 1.1 with zlib-rs 0.6 at 9";

/// Kinds of files that are text. PNG, XLSX and ZIP are packed already.
const PACKED: [&str; 12] = [
    "css",
    "csv",
    "html",
    "js",
    "json",
    "jsonld",
    "md",
    "svg",
    "txt",
    "webmanifest",
    "xml",
    "yaml",
];

/// A file that fits into the first packet of an answer arrives no sooner if it is smaller.
const LEAST_BYTES: usize = 1_024;

/// In hundredths: below this a browser's work of unpacking is for nothing.
const LEAST_SAVING: usize = 10;

/// As `Content-Encoding` names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    pub const ALL: [Encoding; 2] = [Encoding::Brotli, Encoding::Gzip];

    /// What nginx, Apache and Caddy look for.
    pub fn suffix(self) -> &'static str {
        match self {
            Encoding::Brotli => ".br",
            Encoding::Gzip => ".gz",
        }
    }
}

/// Makes a packed form, or remembers it.
pub trait Pack: Sync {
    fn pack(&self, encoding: Encoding, bytes: &[u8]) -> Vec<u8>;
}

/// Packs as small as it can, the same bytes every time: no name, no time.
pub struct Packer;

impl Pack for Packer {
    fn pack(&self, encoding: Encoding, bytes: &[u8]) -> Vec<u8> {
        let packed = match encoding {
            Encoding::Brotli => brotli(bytes),
            Encoding::Gzip => gzip(bytes),
        };
        packed.unwrap_or_else(|error| in_memory(&error))
    }
}

#[expect(
    clippy::unreachable,
    reason = "both ends are memory, and writing into a Vec does not fail"
)]
fn in_memory(error: &io::Error) -> Vec<u8> {
    unreachable!("{error}")
}

/// The best of brotli's eleven: see the figures in the README.
fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    // The operating system's number is a build's only other trace: 255 says that it is unknown.
    let builder = GzBuilder::new().mtime(0).operating_system(255);
    let mut packed = builder.write(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    packed.finish()
}

/// The packed forms of all files that are worth it, sorted by path as the files are.
pub fn packed(artifacts: &[Artifact], packer: &dyn Pack, progress: &dyn Progress) -> Vec<Artifact> {
    let files: Vec<&Artifact> = artifacts
        .iter()
        .filter(|artifact| is_packed(&artifact.path) && artifact.bytes.len() >= LEAST_BYTES)
        .collect();
    progress.begin(Work::Packing, files.len());
    files
        .par_iter()
        .flat_map_iter(|file| {
            let forms = Encoding::ALL.map(|encoding| form(file, encoding, packer));
            progress.step();
            forms
        })
        .flatten_iter()
        .collect()
}

fn form(file: &Artifact, encoding: Encoding, packer: &dyn Pack) -> Option<Artifact> {
    let packed = packer.pack(encoding, &file.bytes);
    let least = file.bytes.len().div_ceil(100) * LEAST_SAVING;
    (packed.len() + least <= file.bytes.len()).then(|| Artifact {
        path: format!("{}{}", file.path, encoding.suffix()),
        bytes: Cow::Owned(packed),
    })
}

fn is_packed(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|name| name.to_str());
    extension.is_some_and(|extension| PACKED.contains(&extension))
}

/// A publisher's own `x.css.gz` beside `x.css`: a host would send it for `x.css`, whatever is in it.
pub(super) fn collisions(artifacts: &[Artifact]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for artifact in artifacts {
        let path = &artifact.path;
        let lower = path.to_lowercase();
        let Some(file) = Encoding::ALL
            .iter()
            .find_map(|encoding| lower.strip_suffix(encoding.suffix()))
        else {
            continue;
        };
        let taken = artifacts
            .iter()
            .find(|other| is_packed(&other.path) && other.path.to_lowercase() == file);
        if let Some(taken) = taken {
            let message = format!(
                "{path} is where --precompress puts the packed form of {}",
                taken.path
            );
            let place = Place::Path(format!("static/{path}"));
            found.push(Diagnostic::new(&COLLISION, place, message));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;
    use crate::site::progress::Unseen;

    fn file(path: &str, bytes: &[u8]) -> Artifact {
        Artifact {
            path: path.to_owned(),
            bytes: Cow::Owned(bytes.to_vec()),
        }
    }

    /// Bytes that no packer makes smaller.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        std::iter::repeat_with(&mut next).take(length).collect()
    }

    fn unpacked(packed: &Artifact) -> Vec<u8> {
        let mut bytes = Vec::new();
        if packed.path.ends_with(".gz") {
            let mut reader = flate2::read::GzDecoder::new(&*packed.bytes);
            reader.read_to_end(&mut bytes).unwrap();
        } else {
            brotli::BrotliDecompress(&mut &*packed.bytes, &mut bytes).unwrap();
        }
        bytes
    }

    #[test]
    fn each_form_unpacks_to_its_file_and_is_smaller() {
        let page = "<p>Gezählt, nicht geschätzt.</p>\n".repeat(100);
        let files = [file("a/x.html", page.as_bytes())];
        let forms = packed(&files, &Packer, &Unseen);
        let paths: Vec<_> = forms.iter().map(|form| form.path.as_str()).collect();
        assert_eq!(paths, ["a/x.html.br", "a/x.html.gz"]);
        for form in &forms {
            assert_eq!(unpacked(form), page.as_bytes());
            assert!(form.bytes.len() < 200, "{} bytes", form.bytes.len());
        }
        assert_eq!(packed(&files, &Packer, &Unseen), forms);
    }

    #[test]
    fn gzip_has_neither_time_nor_name_nor_system() {
        let forms = packed(&[file("x.css", &[b'a'; 2_000])], &Packer, &Unseen);
        let gzip = forms.last().unwrap();
        assert_eq!(gzip.bytes[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
    }

    #[test]
    fn what_saves_nothing_has_no_form() {
        let short = "a".repeat(LEAST_BYTES - 1);
        for file in [
            file("x.html", short.as_bytes()),
            file("x.csv", &noise(5_000)),
            file("x.png", &[0; 5_000]),
            file("x.zip", &[0; 5_000]),
            file("SHA256SUMS", &[b'a'; 5_000]),
        ] {
            assert_eq!(
                packed(std::slice::from_ref(&file), &Packer, &Unseen),
                [],
                "{}",
                file.path
            );
        }
    }

    #[test]
    fn a_form_that_somebody_else_made_is_a_collision() {
        let found = |paths: &[&str]| {
            let files: Vec<_> = paths.iter().map(|path| file(path, b"")).collect();
            let messages = collisions(&files).into_iter();
            messages.map(|found| found.message).collect::<Vec<_>>()
        };
        let message = "x.css.gz is where --precompress puts the packed form of x.css";
        assert_eq!(found(&["x.css", "x.css.gz"]), [message]);
        assert_eq!(found(&["x.css", "X.CSS.BR"]).len(), 1);
        // An archive of one's own, beside which nothing stands.
        assert!(found(&["logs.tar.gz", "x.png", "x.png.gz", "x.csv"]).is_empty());
    }
}
