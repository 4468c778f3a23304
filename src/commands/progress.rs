//! A line on the terminal for work that takes long: what is being done, and how much of it is.
//!
//! It is drawn only where somebody sees it: not into a pipe or a log, not with `--quiet`, not beside a format for
//! programs, and not on a terminal that cannot move its cursor. Work that is soon done shows none.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::site::progress::{Progress, Work};

/// Below this nobody has begun to wait.
const SOON: Duration = Duration::from_millis(500);
/// How often the elapsed time moves on.
const TICK: Duration = Duration::from_millis(200);

const UNCOUNTED: &str = "{msg}; {elapsed}";
const COUNTED: &str = "{msg} [{bar:30}] {pos} of {len}; {elapsed}";

/// A line that is gone when it is dropped.
pub(super) struct Line {
    bar: ProgressBar,
    waiting: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Line {
    pub(super) fn new(seen: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let waiting = seen.then(|| {
            let (over, heard) = mpsc::channel();
            let bar = bar.clone();
            let appear = move || {
                if heard.recv_timeout(SOON) == Err(RecvTimeoutError::Timeout) {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(TICK);
                }
            };
            (over, thread::spawn(appear))
        });
        Line { bar, waiting }
    }
}

impl Progress for Line {
    fn begin(&self, work: Work, pieces: usize) {
        self.bar.set_message(match work {
            Work::Reading => "reading the sources",
            Work::Checking => "checking figures and texts",
            Work::Pages => "making pages",
            Work::Links => "following links",
            Work::Packing => "packing files",
            Work::Writing => "writing",
        });
        let style = if pieces == 0 { UNCOUNTED } else { COUNTED };
        if let Ok(style) = ProgressStyle::with_template(style) {
            self.bar.set_style(style.progress_chars("=> "));
        }
        self.bar.set_position(0);
        match pieces {
            0 => self.bar.unset_length(),
            pieces => self.bar.set_length(pieces as u64),
        }
    }

    fn step(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some((over, thread)) = self.waiting.take() {
            drop(over);
            // It does nothing that can fail, and nothing is lost without it.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}
