//! The publisher's files as they were read: bytes under limits, no longer a disk.

/// One file. Paths are relative to the site directory, with `/` on every platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeFile {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Everything a build may read: `content/`, `static/` and `themes/`, sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    pub files: Vec<TreeFile>,
}
