//! (room under construction)
pub mod view;
