//! (room under construction)
pub mod tree;
