//! The parts of a site as they are now, and as they were when they were last sound.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::diagnostic::{Diagnostic, Severity, Sources, count};
use crate::disk::{DiskError, read};
use crate::picture::Painter;
use crate::site::Options;
use crate::site::preview::{File, Preview};
use crate::source;

use super::part::Part;

/// Says on the terminal what is wrong, unless that is what it said last, and returns the words for the page.
pub type Report<'d> = dyn Fn(&Sources, &[Diagnostic], &str) -> String + Sync + 'd;

/// Prepares parts of a site, and remembers them until they change.
pub struct Desk<'d> {
    site: PathBuf,
    options: Options,
    painter: Painter,
    /// Reading and rendering need deep stacks.
    threads: &'d rayon::ThreadPool,
    report: &'d Report<'d>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    publisher: Option<String>,
    parts: BTreeMap<Part, Shown>,
    /// What was asked for last: whoever edits has it open.
    focus: Option<Part>,
    /// What was said last about a single page.
    of_page: String,
}

/// One part.
#[derive(Clone)]
struct Shown {
    preview: Option<Arc<Preview>>,
    sources: Arc<Sources>,
    problems: String,
    stale: bool,
}

/// What a browser gets.
pub struct Answer {
    pub file: File,
    /// As the terminal said it.
    pub problems: String,
    /// Whether there is anything to show.
    pub ready: bool,
    /// Whether the path was found; otherwise `file` is the site's own page for what is not.
    pub found: bool,
}

impl<'d> Desk<'d> {
    pub fn new(
        site: &Path,
        options: Options,
        threads: &'d rayon::ThreadPool,
        report: &'d Report<'d>,
    ) -> Desk<'d> {
        Desk {
            site: site.to_owned(),
            options,
            painter: Painter::new(),
            threads,
            report,
            state: Mutex::default(),
        }
    }

    /// Reads and checks what the first page will need.
    pub fn open(&self) {
        self.part(&Part::Publisher);
    }

    /// Where the site's address begins on its host: `/`, or `/transparency/`.
    pub fn base_path(&self) -> String {
        let shown = self.part(&Part::Publisher);
        let url = shown
            .preview
            .as_ref()
            .map_or("", |preview| preview.base_url());
        let rest = url.split_once("://").map_or("", |(_, rest)| rest);
        rest.find('/')
            .map_or("/", |slash| &rest[slash..])
            .to_owned()
    }

    /// The file at a path from the root of the output.
    pub fn answer(&self, path: &str) -> Answer {
        let part = Part::showing(path, |name| read::has_directory(&self.site, name));
        // A picture or a download of a page is no sign of what is being looked at.
        if path.ends_with(".html") {
            self.lock().focus = Some(part.clone());
        }
        let shown = self.part(&part);
        let nothing = File {
            bytes: None,
            diagnostics: Vec::new(),
        };
        let Some(preview) = &shown.preview else {
            return Answer {
                file: nothing,
                problems: shown.problems,
                ready: false,
                found: false,
            };
        };
        let file = self.threads.install(|| preview.file(path, &self.painter));
        let found = file.bytes.is_some() || !file.diagnostics.is_empty();
        let file = match found {
            true => file,
            false => self.threads.install(|| preview.not_found(&self.painter)),
        };
        let mut problems = shown.problems;
        // A page's own faults are news only while its sources have none.
        if problems.is_empty() && !file.diagnostics.is_empty() {
            let mut state = self.lock();
            problems = (self.report)(&shown.sources, &file.diagnostics, &state.of_page);
            state.of_page.clone_from(&problems);
        }
        Answer {
            file,
            problems,
            ready: true,
            found,
        }
    }

    /// Files were changed: what is looked at is checked again, and every organisation that was written to.
    pub fn refresh(&self, paths: &BTreeSet<String>) {
        let wanted: BTreeSet<Part> = {
            let mut state = self.lock();
            let publisher = state.publisher.clone();
            let touches = |part: &Part| {
                let mut paths = paths.iter();
                paths.any(|path| part.is_touched_by(path, publisher.as_deref()))
            };
            for (part, shown) in &mut state.parts {
                shown.stale |= touches(part);
            }
            let written = paths.iter().filter_map(|path| {
                let (name, _) = path.strip_prefix("content/")?.split_once('/')?;
                let is_publisher = publisher.as_deref() == Some(name);
                (!is_publisher).then(|| {
                    Part::showing(&format!("{name}/index.html"), |other| {
                        other == name && read::has_directory(&self.site, other)
                    })
                })
            });
            let focus = state.focus.clone().unwrap_or(Part::Publisher);
            let mut wanted: BTreeSet<Part> = written.take(MOST_AT_ONCE).collect();
            wanted.insert(focus);
            wanted
        };
        for part in wanted {
            self.part(&part);
        }
    }

    fn part(&self, part: &Part) -> Shown {
        // One at a time: a second page that needs the same part waits for it instead of making it again.
        let mut state = self.lock();
        if let Some(shown) = state.parts.get(part).filter(|shown| !shown.stale) {
            return shown.clone();
        }
        let (publisher, sources, preview, diagnostics) = match self.prepare(part) {
            Ok(prepared) => prepared,
            Err(error) => {
                let problems = format!("error: {error}\n  = help: {}\n", error.mend());
                let last = state
                    .parts
                    .get(part)
                    .and_then(|shown| shown.preview.clone());
                return Shown {
                    preview: last,
                    sources: Arc::default(),
                    problems,
                    stale: true,
                };
            }
        };
        state.publisher = publisher;
        let last = state.parts.remove(part);
        let problems = match diagnostics.is_empty() {
            true => String::new(),
            false => {
                let said = last.as_ref().map_or("", |last| last.problems.as_str());
                (self.report)(&sources, &diagnostics, said)
            }
        };
        let errors = count(&diagnostics, Severity::Error) > 0;
        let shown = Shown {
            // What was sound last stays in view while there are errors.
            preview: match preview.filter(|_| !errors) {
                Some(preview) => Some(Arc::new(preview)),
                None => last.and_then(|last| last.preview),
            },
            sources: Arc::new(sources),
            problems,
            stale: false,
        };
        // The whole of a large site is not kept beside its parts.
        if state.parts.len() >= MOST_KEPT {
            state.parts.clear();
        }
        state.parts.insert(part.clone(), shown.clone());
        shown
    }

    fn prepare(&self, part: &Part) -> Result<Prepared, DiskError> {
        let publisher = source::publisher(&read::read_settings(&self.site)?);
        let wants = |name: &str| part.wants(name, publisher.as_deref());
        let (tree, mut diagnostics) = read::read_part(&self.site, &wants)?;
        if diagnostics
            .iter()
            .any(|d| *d.check == read::MISSING_CONTENT)
        {
            return Ok((publisher, Sources::default(), None, diagnostics));
        }
        let (sources, checked) = self
            .threads
            .install(|| Preview::prepare(tree, &self.options));
        diagnostics.extend(checked.diagnostics);
        Ok((publisher, sources, checked.value, diagnostics))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

type Prepared = (Option<String>, Sources, Option<Preview>, Vec<Diagnostic>);

/// So many organisations are checked after one change; a change of more is one of version control, not of an author.
const MOST_AT_ONCE: usize = 4;

/// Parts that are remembered.
const MOST_KEPT: usize = 16;
