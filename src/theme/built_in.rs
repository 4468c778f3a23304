//! The built-in theme, embedded: the lowest layer of every chain.

use std::borrow::Cow;

use super::chain::{Layer, ThemeFile};

macro_rules! files {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../themes/default/", $path)) as &[u8])),+]
    };
}

/// Path within the theme, and bytes. A test holds this list equal to the directory `themes/default/`.
pub const FILES: &[(&str, &[u8])] = files![
    "base.html",
    "components/figure.html",
    "components/page.html",
    "components/table.html",
    "pages/about.html",
    "pages/alias.html",
    "pages/compare.html",
    "pages/compare_index.html",
    "pages/corrections.html",
    "pages/data.html",
    "pages/embed.html",
    "pages/gaps.html",
    "pages/home.html",
    "pages/report.html",
    "pages/reports.html",
    "pages/text.html",
    "pages/topic.html",
    "pages/topics.html",
    "style.css",
];

/// One of them.
pub fn file(path: &str) -> Option<&'static [u8]> {
    let (_, bytes) = FILES.iter().find(|(known, _)| *known == path)?;
    Some(bytes)
}

/// What the theme is called.
pub const NAME: &str = "default";

/// The layer to begin a chain with.
pub fn layer() -> Layer<'static> {
    Layer {
        name: NAME.to_owned(),
        files: FILES
            .iter()
            .map(|(path, bytes)| ThemeFile {
                path: (*path).to_owned(),
                bytes: Cow::Borrowed(bytes),
                file: None,
            })
            .collect(),
    }
}
