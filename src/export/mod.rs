//! Downloads: one file per format, all from the same rows.
//!
//! In: a `Record`. Out: bytes. The rows are `analysis::table::observations`, which the pages show too.
//!
//! **Must not enter:** arithmetic (a row only writes down what `analysis` found), pages, and charts.

pub mod csv;
pub mod json;
pub mod reports;
pub mod row;
