//! (room under construction)
pub mod artifact;
