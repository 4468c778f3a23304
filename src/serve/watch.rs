//! What changed on the disk, as paths of the site.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Mutex, PoisonError};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::disk::{DiskError, read, site_directory};

/// What the one who looks at changes is told.
pub enum Touched {
    /// Relative to the site, with `/`. Empty where it is not known what changed.
    Path(String),
    /// Nobody asks any more.
    End,
}

/// A watch over everything that a build reads.
pub struct Watch {
    site: PathBuf,
    watcher: Mutex<RecommendedWatcher>,
}

impl Watch {
    /// # Errors
    ///
    /// The machine watches no more files, or there is no site.
    pub fn over(site: &Path, tell: Sender<Touched>) -> Result<Watch, DiskError> {
        let site = site_directory(site)?;
        let refused = |error: notify::Error| DiskError::Machine {
            doing: "watch",
            path: site.clone(),
            cause: io::Error::other(error.to_string()),
        };
        let root = site.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let paths = match &event {
                Ok(event) if !is_change(event.kind) => return,
                Ok(event) => event
                    .paths
                    .iter()
                    .filter_map(|path| within(&root, path))
                    .collect(),
                // Some events were lost.
                Err(_) => vec![String::new()],
            };
            for path in paths {
                // When nobody listens, the server has ended.
                let _ = tell.send(Touched::Path(path));
            }
        })
        .map_err(refused)?;
        watcher
            .watch(&site, RecursiveMode::NonRecursive)
            .map_err(refused)?;
        for root in read::roots(&site) {
            watcher
                .watch(&root, RecursiveMode::Recursive)
                .map_err(refused)?;
        }
        Ok(Watch {
            site,
            watcher: Mutex::new(watcher),
        })
    }

    /// A directory such as `themes` may be made while the site is served.
    pub fn follow(&self, path: &str) {
        if read::ROOTS.contains(&path) {
            let mut watcher = self.watcher.lock().unwrap_or_else(PoisonError::into_inner);
            // It may be gone again, or watched already.
            let _ = watcher.watch(&self.site.join(path), RecursiveMode::Recursive);
        }
    }
}

/// A file that was written and closed, made, renamed or removed: not one that was read.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// The path from the site, if a build would read it.
fn within(site: &Path, path: &Path) -> Option<String> {
    let relative: PathBuf = path.strip_prefix(site).ok()?.to_owned();
    let text = relative
        .to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/");
    let root = text.split('/').next().unwrap_or_default();
    read::ROOTS.contains(&root).then_some(text)
}
