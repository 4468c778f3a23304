//! Arithmetic over figures: rates, changes and whether they are beyond noise, sums over categories, tables.
//!
//! In: reports of `model`. Out: intervals, ratios of whole numbers, and tables of observations, from which
//! pages, charts and downloads are all made.
//!
//! **Must not enter:** words in a reader's language, rounding for display (`language` prints), and floats:
//! a rate stays a ratio of whole numbers until it is printed.

pub mod change;
pub mod decomposition;
pub mod difference;
pub mod ends;
pub mod lookup;
pub mod missing;
pub mod observation;
pub mod partition;
pub mod rate;
pub mod series;
pub mod signed;
pub mod significance;
pub mod strata;
pub mod table;
