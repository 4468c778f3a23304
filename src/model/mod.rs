//! The words of the field as types: count, value, figure, measure, breakdown, period, organisation, report.
//!
//! In: nothing. Out: plain structs that every later room speaks in.
//!
//! **Must not enter:** files, formats (YAML, Tera, CSV: every edge has its counterpart and converts),
//! sentences in a reader's language, and arithmetic over more than one figure (that is `analysis`).

pub mod breaks;
pub mod definition;
pub mod figure;
pub mod hours;
pub mod identifier;
pub mod interval;
pub mod localized;
pub mod percent;
pub mod period;
pub mod report;
pub mod settings;
pub mod value;
pub mod vocabulary;
