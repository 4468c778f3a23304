//! One file of a site at a time, for whoever looks at it while it is being written.
//!
//! In: a tree that may be a part of a site, as long as it is one that could stand alone. Out: the bytes that a build
//! would have under one path, and what it would complain about. Nothing is made before it is asked for, so that a
//! change shows as fast as it is checked.
//!
//! **Must not enter:** sockets, and what only a preview has, such as its way to say that something changed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::check::record::Record;
use crate::diagnostic::{Checked, Diagnostic, Sources};
use crate::pages::frame::{ATOM_FEED, JSON_FEED};
use crate::pages::route::Route;
use crate::pages::{self, Context, Download, Page};
use crate::picture::{Blank, Later, Paint, finished};
use crate::source::tree::Tree;
use crate::theme;

use super::artifact::Artifact;
use super::progress::Unseen;
use super::studio::Studio;
use super::voice::Voice;
use super::{Options, base_url, conclude, copied, downloads, links, prepare, render, sitemap};

/// A site that is sound, and of which any file can be made.
pub struct Preview {
    tree: Tree,
    record: Record,
    voice: Voice,
    options: Options,
    base_url: String,
    routes: BTreeMap<String, Route>,
    downloads: OnceLock<Downloads>,
    /// The whole site, for what describes all of it.
    whole: OnceLock<Whole>,
    /// The charts of the pages that were looked at, their pictures as sketches.
    charts: Mutex<BTreeMap<String, Vec<u8>>>,
}

type Files = BTreeMap<String, Cow<'static, [u8]>>;

struct Whole {
    files: Files,
    diagnostics: Vec<Diagnostic>,
}

struct Downloads {
    files: Files,
    shown: BTreeMap<String, Download>,
}

/// What stands under a path.
pub struct File {
    /// `None` where the site has no such file.
    pub bytes: Option<Vec<u8>>,
    /// What a build would say about this file, beside what [`Preview::prepare`] said about the sources.
    pub diagnostics: Vec<Diagnostic>,
}

impl Preview {
    /// Reads and checks; renders nothing.
    pub fn prepare(tree: Tree, options: &Options) -> (Sources, Checked<Preview>) {
        let mut sources = Sources::default();
        let (record, voice) = prepare(&tree, options, &mut sources);
        let mut diagnostics = record.diagnostics;
        diagnostics.extend(voice.diagnostics);
        let preview = match (record.value, voice.value) {
            (Some(record), Some(voice)) => {
                let routes = pages::routes(&record).into_iter();
                Some(Preview {
                    base_url: base_url(&record, options),
                    routes: routes.map(|route| (route.path(&record), route)).collect(),
                    tree,
                    record,
                    voice,
                    options: options.clone(),
                    downloads: OnceLock::new(),
                    whole: OnceLock::new(),
                    charts: Mutex::default(),
                })
            }
            _ => None,
        };
        (sources, conclude(preview, diagnostics, options))
    }

    /// Where the site will be, ending in `/`.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The page of the default language at the root.
    pub fn not_found(&self, painter: &dyn Paint) -> File {
        self.file(&format!("{}.html", pages::not_found::STEM), painter)
    }

    /// The file at a path from the root of the output.
    pub fn file(&self, path: &str, painter: &dyn Paint) -> File {
        let known = |bytes: &[u8]| File {
            bytes: Some(bytes.to_vec()),
            diagnostics: Vec::new(),
        };
        // What the data page shows of archives is known only when everything has been made.
        let whole = |route: &Route| std::ptr::eq(route.kind, &pages::data::KIND);
        if let Some(route) = self.routes.get(path).filter(|route| !whole(route)) {
            return self.page(route);
        }
        if let Some(bytes) = self.fixed(path) {
            return known(&bytes);
        }
        if let Some(bytes) = self.downloads().files.get(path) {
            return known(bytes);
        }
        if let Some(sketch) = self.chart(path) {
            let painted = match path.ends_with(".png") {
                true => finished(&sketch, painter).ok(),
                false => Some(sketch),
            };
            return File {
                bytes: painted,
                diagnostics: Vec::new(),
            };
        }
        match self.describes_the_whole(path) {
            true => self.of_whole(path, painter),
            false => File {
                bytes: None,
                diagnostics: Vec::new(),
            },
        }
    }

    /// Whether a file can be made only from all others, or beside them.
    fn describes_the_whole(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or_default();
        let alone = [
            super::CHECKSUMS,
            sitemap::PATH,
            sitemap::ROBOTS,
            ATOM_FEED,
            JSON_FEED,
        ];
        alone.contains(&name)
            || name.ends_with(".zip")
            || self.routes.contains_key(path)
            || self
                .record
                .settings()
                .aliases
                .iter()
                .any(|(old, _)| old == path)
    }

    fn page(&self, route: &Route) -> File {
        let context = self.context();
        let studio = Studio::new(&self.voice.theme, &Later, context.pictures);
        match studio.page(&context, route) {
            Some(Ok(mut made)) => {
                let page = made.artifacts.remove(0);
                let diagnostics = self.broken_links(&context, route, &page);
                let mut charts = self.charts.lock().unwrap_or_else(PoisonError::into_inner);
                for file in made.artifacts {
                    charts.insert(file.path, file.bytes.into_owned());
                }
                File {
                    bytes: Some(page.bytes.into_owned()),
                    diagnostics,
                }
            }
            Some(Err(diagnostic)) => File {
                bytes: None,
                diagnostics: vec![*diagnostic],
            },
            None => File {
                bytes: None,
                diagnostics: Vec::new(),
            },
        }
    }

    /// The links of one page, followed as a build follows those of all.
    fn broken_links(
        &self,
        context: &Context<'_>,
        route: &Route,
        page: &Artifact,
    ) -> Vec<Diagnostic> {
        let Some(shown) = Page::of(context, route) else {
            return Vec::new();
        };
        let Some((text, period)) = shown.own_text() else {
            return Vec::new();
        };
        let targets: BTreeSet<String> = text
            .document
            .links
            .iter()
            .filter_map(|link| {
                links::destination(&page.path, &shown.leads_to(&link.target.value, period))
            })
            .collect();
        // A page that is linked to is made, because the link may name an anchor; of others the path is enough.
        let studio = Studio::new(&self.voice.theme, &Blank, context.pictures);
        let pages = self.routes.iter().map(|(path, other)| {
            let made = match targets.contains(path) && *path != page.path {
                true => studio.page(context, other),
                false => None,
            };
            let bytes = match made {
                Some(Ok(mut made)) => made.artifacts.swap_remove(0).bytes,
                _ if *path == page.path => page.bytes.clone(),
                _ => Cow::default(),
            };
            Artifact {
                path: path.clone(),
                bytes,
            }
        });
        let mut artifacts: Vec<Artifact> = pages.chain(self.names()).collect();
        artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        links::run(context, std::slice::from_ref(route), &artifacts)
    }

    /// Every file that is not a page, without its bytes; charts only of pages that were looked at.
    fn names(&self) -> impl Iterator<Item = Artifact> {
        let fixed = copied(&self.tree, &self.record).into_iter();
        let mut all: Vec<String> = fixed.map(|file| file.path).collect();
        all.extend(self.voice.theme.assets().map(|(path, _)| path.to_owned()));
        all.extend(self.downloads().files.keys().cloned());
        let charts = self.charts.lock().unwrap_or_else(PoisonError::into_inner);
        all.extend(charts.keys().cloned());
        all.push(theme::SCRIPT_PATH.to_owned());
        all.into_iter().map(|path| Artifact {
            path,
            bytes: Cow::default(),
        })
    }

    /// What is there without being rendered.
    fn fixed(&self, path: &str) -> Option<Vec<u8>> {
        if path == theme::SCRIPT_PATH {
            return Some(theme::SCRIPT.as_bytes().to_vec());
        }
        let mut assets = self.voice.theme.assets();
        if let Some((_, bytes)) = assets.find(|(asset, _)| *asset == path) {
            return Some(bytes.into_owned());
        }
        let files = copied(&self.tree, &self.record).into_iter();
        let mut file = files.filter(|file| file.path == path);
        file.next().map(|file| file.bytes.into_owned())
    }

    /// A chart's file, of a page that was looked at or of the one that has it.
    fn chart(&self, path: &str) -> Option<Vec<u8>> {
        let known = || {
            let charts = self.charts.lock().unwrap_or_else(PoisonError::into_inner);
            charts.get(path).cloned()
        };
        known().or_else(|| {
            // A chart is named after its page: `charts/compare-2022-2023-why.svg`.
            let (directory, name) = path.split_once("charts/")?;
            let owners = self.routes.iter().filter(|(page, route)| {
                page.strip_prefix(directory)
                    .is_some_and(|stem| stem == format!("{}.html", route.address.stem))
                    && name.starts_with(&route.address.stem.replace('/', "-"))
            });
            for (_, route) in owners {
                self.page(route);
            }
            known()
        })
    }

    /// What describes all of the site, which has to be made for it.
    fn of_whole(&self, path: &str, painter: &dyn Paint) -> File {
        let whole = self.whole.get_or_init(|| {
            let mut diagnostics = Vec::new();
            let built = render(
                &self.tree,
                &self.record,
                &self.voice,
                &self.options,
                (painter, &Unseen),
                &mut diagnostics,
            );
            let artifacts = built.map(|built| built.artifacts).unwrap_or_default();
            let files = artifacts.into_iter();
            Whole {
                files: files.map(|file| (file.path, file.bytes)).collect(),
                diagnostics,
            }
        });
        let bytes = whole.files.get(path).map(|bytes| bytes.to_vec());
        let route = self.routes.get(path).filter(|_| bytes.is_none());
        File {
            // Made without archives, the data page says less than it could, but it says it.
            bytes: bytes.or_else(|| self.page(route?).bytes),
            diagnostics: whole.diagnostics.clone(),
        }
    }

    fn context(&self) -> Context<'_> {
        Context {
            record: &self.record,
            languages: &self.voice.languages,
            downloads: &self.downloads().shown,
            base_url: &self.base_url,
            pictures: !self.options.no_pictures,
        }
    }

    fn downloads(&self) -> &Downloads {
        self.downloads.get_or_init(|| {
            let extracts = downloads::extracts(&self.record);
            let languages = &self.voice.languages;
            let written = downloads::write(&self.record, &extracts, languages, &self.base_url);
            let shown = written.shown();
            let files = written.artifacts.into_iter();
            Downloads {
                files: files.map(|file| (file.path, file.bytes)).collect(),
                shown,
            }
        })
    }
}
