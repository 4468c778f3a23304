//! klartext compiles yearly datasets and narratives into a static transparency website.
//!
//! Figures go through five hops, and each boundary is a type of its own:
//!
//! ```text
//! disk --Tree--> source --Site--> check --Record--> site --Artifact--> disk
//! bytes, limits   typed, spanned,  sound: no error   pages, charts,     one swap
//!                 perhaps wrong    left in it        downloads; pure
//! ```
//!
//! Only [`check`] can make a `Record`, so nothing unchecked reaches a page, a chart or a download.
//! A room uses only rooms above it in the list below; `charts`, `export` and `theme` do not know each
//! other and meet in `site`. `ARCHITECTURE.md` is the map, and a test holds it true.

// The order means something; the empty lines keep rustfmt from sorting it.
pub mod diagnostic;

pub mod model;

pub mod analysis;

pub mod language;

pub mod narrative;

pub mod source;

pub mod check;

pub mod charts;

pub mod picture;

pub mod export;

pub mod import;

pub mod dsa;

pub mod schema;

pub mod scaffold;

pub mod pages;

pub mod theme;

pub mod site;

pub mod disk;

pub mod serve;

pub mod commands;
