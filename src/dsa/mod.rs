//! The EU's harmonised templates (Implementing Regulation (EU) 2024/2835): writing them from a report, reading part 3.
//!
//! In: a `Record`, or a table that somebody filed. Out: the eleven CSV parts with a report of what they cannot say, or
//! datasets to be written. `templates/` and `states.csv` are data: what Annex I prints, in its official spelling.
//!
//! **Must not enter:** a guess. An order without a state gets none, a median is never computed, 0 is written only
//! where none came and a blank says that nothing is known; and everything that is lost on the way is said.

pub mod bridge;
pub mod facts;
pub mod read;
pub mod report;
pub mod templates;
pub mod write;
