//! Arithmetic over figures: rates, differences, sums over categories, tables.
//!
//! In: reports of `model`. Out: intervals, ratios of whole numbers, and tables of observations, from which
//! pages, charts and downloads are all made.
//!
//! **Must not enter:** words in a reader's language, rounding for display (`language` prints), and floats:
//! a rate stays a ratio of whole numbers until it is printed.

pub mod difference;
pub mod lookup;
pub mod observation;
pub mod rate;
pub mod table;
