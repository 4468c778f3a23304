//! How far a build is, for whoever waits for it.
//!
//! **Must not enter:** how it is shown, and a clock: nothing that is made depends on it.

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    Reading,
    Checking,
    Pages,
    Links,
    Packing,
    Writing,
}

/// Hears of every step. Several threads call it at once.
pub trait Progress: Sync {
    /// `pieces` of the work begin; 0 where nobody can count them beforehand.
    fn begin(&self, work: Work, pieces: usize);

    /// One piece is done.
    fn step(&self);
}

/// For whom nobody waits.
pub struct Unseen;

impl Progress for Unseen {
    fn begin(&self, _: Work, _: usize) {}
    fn step(&self) {}
}
