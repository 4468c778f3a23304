//! What a build produces, before it is on a disk.

use std::borrow::Cow;

/// One file of the output. The path is relative to the output directory, with `/` on every platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    pub path: String,
    pub bytes: Cow<'static, [u8]>,
}
