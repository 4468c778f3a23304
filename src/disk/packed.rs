//! A packer that remembers what it packed, in `SITE/.klartext/packed/`: the smallest form of a page takes some 20 ms to
//! find, and most pages stay the same from build to build.

use std::path::Path;

use crate::site::precompress::{EDITION, Encoding, Pack, Packer};

use super::DiskError;
use super::kept::Kept;

pub struct Remembering(Kept);

impl Remembering {
    /// # Errors
    ///
    /// Only if there is no site.
    pub fn beside(site: &Path) -> Result<Remembering, DiskError> {
        Kept::beside(site, "packed").map(Remembering)
    }

    /// Removes what nobody asked for since this packer was made.
    pub fn forget_the_rest(&self) {
        self.0.forget_the_rest();
    }
}

impl Pack for Remembering {
    fn pack(&self, encoding: Encoding, bytes: &[u8]) -> Vec<u8> {
        let parts = [EDITION.as_bytes(), encoding.suffix().as_bytes(), bytes];
        let made = || Ok::<_, std::convert::Infallible>(Packer.pack(encoding, bytes));
        let Ok(packed) = self.0.recall(&parts, made);
        packed
    }
}
