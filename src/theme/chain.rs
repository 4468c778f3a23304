//! Layers of files put upon each other, and where a template came from.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Check, Diagnostic, FileId, Place, Span, nearest};
use crate::language::{BUILT_IN, built_in};
use crate::model::identifier::LanguageId;

use super::branding::{self, Sheet, Tokens};
use super::built_in::{self, FILES};
use super::sandbox::{Prepared, Step, Way};
use super::stylesheet::{blanked, root_bodies};
use super::{LIMIT, STYLESHEET, TEMPLATE_ERROR, TOKEN_FORM, UNKNOWN_FILE, tokens};

/// One file of a theme.
#[derive(Debug, Clone)]
pub struct ThemeFile<'a> {
    /// Relative to the theme, with `/`: `pages/report.html`.
    pub path: String,
    pub bytes: Cow<'a, [u8]>,
    /// The publisher's file, for diagnostics; `None` for a built-in one.
    pub file: Option<FileId>,
}

/// One theme of the chain.
#[derive(Debug, Clone)]
pub struct Layer<'a> {
    /// `default`, or the directory relative to the site: `themes/mine`.
    pub name: String,
    pub files: Vec<ThemeFile<'a>>,
}

/// A template that won its place in the chain.
pub(super) struct Template {
    /// Path within the theme; what `extends` and `include` name.
    pub name: String,
    pub source: String,
    layer: String,
    file: Option<FileId>,
}

/// Every template and asset that is in force. Sorted, so that nothing depends on the order of reading.
pub(super) struct Chain {
    pub templates: Vec<Template>,
    pub assets: BTreeMap<String, Vec<u8>>,
    /// The templates as the engine reads them, by name.
    pub prepared: Arc<BTreeMap<String, Prepared>>,
    /// Names of the layers, the strongest first.
    layers: Vec<String>,
}

/// A template is read whole for every page; the largest built-in one has 6 kB.
const TEMPLATE_BYTES: usize = 64 * 1024;

/// A stylesheet that tokens are put into; the built-in one has 26 kB and four blocks of tokens.
const SHEET_BYTES: usize = 256 * 1024;
const ROOT_BLOCKS: usize = 64;

/// Where a theme keeps what it says otherwise: `texts/de.ftl`. `site` reads them, together with the languages.
pub const TEXTS: &str = "texts/";

/// Formats that cannot run and that the page's policy lets a browser load.
const ASSET_ENDINGS: &[&str] = &[
    ".css", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".ico", ".woff2",
];

/// Directories in which the site writes charts, downloads and frozen reports (SPEC 6): a theme that could write
/// there could alter them.
const SITE_DIRECTORIES: &[&str] = &["archive", "charts", "compare", "data", "pages"];

impl Chain {
    pub fn stack(layers: Vec<Layer<'_>>) -> (Chain, Vec<Diagnostic>) {
        let mut names: Vec<String> = layers.iter().map(|layer| layer.name.clone()).collect();
        names.reverse();
        let mut chain = Chain {
            templates: Vec::new(),
            assets: BTreeMap::new(),
            prepared: Arc::default(),
            layers: names,
        };
        let mut templates: BTreeMap<String, Template> = BTreeMap::new();
        let mut diagnostics = Vec::new();
        let mut stylesheet = None;
        let mut tokens = Vec::new();
        for layer in layers {
            for file in layer.files {
                diagnostics.extend(doubt(&layer.name, &file));
                if file.path == tokens::FILE {
                    match text(&layer.name, &file, &TOKEN_FORM) {
                        Ok((text, Some(file))) => tokens.push(Tokens { text, file }),
                        Ok((_, None)) => {}
                        Err(diagnostic) => diagnostics.push(*diagnostic),
                    }
                } else if is_asset(&file.path) {
                    if file.path == STYLESHEET {
                        stylesheet = file.file;
                    }
                    chain.assets.insert(file.path, file.bytes.into_owned());
                } else if is_template(&file.path) {
                    match read(&layer.name, file) {
                        Ok(template) => {
                            templates.insert(template.name.clone(), template);
                        }
                        Err(diagnostic) => diagnostics.push(*diagnostic),
                    }
                }
            }
        }
        chain.templates = templates.into_values().collect();
        diagnostics.extend(chain.put_on(stylesheet, &tokens));
        (chain, diagnostics)
    }

    /// The tokens of all layers over the stylesheet that won; `file` is where it stands if a publisher wrote it.
    fn put_on(&mut self, file: Option<FileId>, tokens: &[Tokens]) -> Vec<Diagnostic> {
        let css = self.assets.get(STYLESHEET);
        let Some(css) = css.and_then(|bytes| std::str::from_utf8(bytes).ok()) else {
            return Vec::new();
        };
        let blocks = || root_bodies(&blanked(css)).len();
        if css.len() > SHEET_BYTES || blocks() > ROOT_BLOCKS {
            let too_large = "style.css is too large to put tokens in it";
            let diagnostic = tokens.first().map(|tokens| {
                Diagnostic::new(&LIMIT, Span::new(tokens.file, 0..0), too_large)
                    .expected(format!(
                        "at most {} KiB and {ROOT_BLOCKS} blocks of tokens",
                        SHEET_BYTES / 1024
                    ))
                    .mend("Write the tokens into that style.css.")
            });
            return diagnostic.into_iter().collect();
        }
        let sheet = Sheet {
            css: css.to_owned(),
            file,
        };
        let others = self
            .assets
            .iter()
            .filter(|(path, _)| path.ends_with(".css") && *path != STYLESHEET);
        let others = others.filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok());
        let (css, diagnostics) = branding::put_on(&sheet, tokens, others);
        self.assets.insert(STYLESHEET.to_owned(), css.into_bytes());
        diagnostics
    }

    /// A problem at a place of a template, with the chain that it belongs to and the way that leads there: from `page`, or
    /// from the first page that leads there.
    pub fn diagnostic(
        &self,
        check: &'static Check,
        page: Option<&str>,
        template: &Template,
        at: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        let message = message.into();
        let diagnostic = match template.file {
            Some(file) => Diagnostic::new(check, Span::new(file, at), message),
            // A built-in file is no file of the site, so a line number would lead nowhere; say it in words.
            None => {
                let place = place(template, at.start);
                Diagnostic::new(
                    check,
                    Place::Path(self.layers.first().cloned().unwrap_or_default()),
                    format!("{message}, in the built-in {place}"),
                )
            }
        };
        let diagnostic = match self.way(page, template) {
            Some(way) => diagnostic.note(way),
            None => diagnostic,
        };
        let from = layer_name(&template.layer);
        diagnostic.note(format!(
            "{} is taken from {from}; {}",
            template.name,
            self.told()
        ))
    }

    /// A problem of a template as a whole.
    pub fn whole(
        &self,
        check: &'static Check,
        name: &str,
        message: impl Into<String>,
    ) -> Diagnostic {
        match self.template(name) {
            Some(template) => self.diagnostic(check, None, template, 0..0, message),
            None => {
                let place = self.layers.first().cloned().unwrap_or_default();
                Diagnostic::new(check, Place::Path(place), message.into()).note(self.told())
            }
        }
    }

    fn told(&self) -> String {
        let names: Vec<String> = self.layers.iter().map(|layer| layer_name(layer)).collect();
        format!("theme chain: {}", names.join(" over "))
    }

    /// Templates and components that are named and are not there, each where it is named.
    pub fn dead_ends(&self) -> Vec<Diagnostic> {
        let components: BTreeSet<&str> = self
            .prepared
            .values()
            .flat_map(|ready| ready.components.iter().map(String::as_str))
            .collect();
        let mut found = Vec::new();
        for template in &self.templates {
            let ready = self.prepared.get(&template.name);
            for way in ready.iter().flat_map(|ready| &ready.ways) {
                found.extend(match way.step {
                    Step::Calls if !components.contains(way.to.as_str()) => {
                        Some(self.no_component(template, way, &components))
                    }
                    Step::Includes | Step::Extends if self.template(&way.to).is_none() => {
                        Some(self.no_template(template, way))
                    }
                    _ => None,
                });
            }
        }
        found
    }

    fn no_component(&self, template: &Template, way: &Way, known: &BTreeSet<&str>) -> Diagnostic {
        let message = format!("unknown component `{}`", way.to);
        let diagnostic = self.diagnostic(&TEMPLATE_ERROR, None, template, way.at.clone(), message);
        match nearest(&way.to, known.iter().copied()) {
            Some(near) => diagnostic.mend(format!("Did you mean `{near}`?")),
            None => diagnostic.mend(
                "Define it by {% component name() %} in a file under components/ of the theme, or use a built-in one.",
            ),
        }
    }

    fn no_template(&self, template: &Template, way: &Way) -> Diagnostic {
        let name = &way.to;
        let outside = name.starts_with('/')
            || name.contains(':')
            || name.split(['/', '\\']).any(|part| part == "..");
        let verb = if way.step == Step::Extends {
            "extend"
        } else {
            "include"
        };
        let (message, label) = match outside {
            true => (
                format!("{name:?} is not part of the theme"),
                "leads out of the theme chain",
            ),
            false => (
                format!("there is no template {name:?} to {verb}"),
                "in no theme of the chain",
            ),
        };
        let diagnostic = self
            .diagnostic(&TEMPLATE_ERROR, None, template, way.at.clone(), message)
            .label(label)
            .expected("a template of the chain, by its path within the theme: \"base.html\", \"components/NAME.html\"");
        let known = self.templates.iter().map(|template| template.name.as_str());
        match nearest_path(name, known) {
            Some(near) => diagnostic.mend(format!("Did you mean {near:?}?")),
            None => {
                let own = self.layers.first().map_or("", String::as_str);
                diagnostic.mend(format!(
                    "Put the file into {own}/components/ and name it \"components/NAME.html\"."
                ))
            }
        }
    }

    /// Where a template names itself, through others.
    pub fn circle<'c>(&'c self, template: &str, through: &[String]) -> Option<&'c Way> {
        let ready = self.prepared.get(template)?;
        ready
            .ways
            .iter()
            .find(|way| way.step != Step::Calls && through.contains(&way.to))
    }

    /// How a page leads to a template, if it is not a page itself: the shortest way, of equal ones the first.
    fn way(&self, page: Option<&str>, template: &Template) -> Option<String> {
        let is_page = |name: &str| name.starts_with("pages/");
        let starts: Vec<&str> = match page {
            Some(page) => vec![page],
            None if is_page(&template.name) => return None,
            None => {
                let names = self.templates.iter().map(|template| template.name.as_str());
                names.filter(|name| is_page(name)).collect()
            }
        };
        let defined: BTreeMap<&str, &str> = self
            .prepared
            .iter()
            .flat_map(|(name, ready)| {
                ready
                    .components
                    .iter()
                    .map(move |component| (component.as_str(), name.as_str()))
            })
            .collect();
        let mut came: BTreeMap<&str, Option<(&Template, &Way)>> =
            starts.iter().map(|start| (*start, None)).collect();
        let mut open: VecDeque<&str> = starts.into();
        while let Some(name) = open.pop_front() {
            let (Some(from), Some(ready)) = (self.template(name), self.prepared.get(name)) else {
                continue;
            };
            for way in &ready.ways {
                let to = match way.step {
                    Step::Calls => defined.get(way.to.as_str()).copied(),
                    Step::Extends | Step::Includes => Some(way.to.as_str()),
                };
                if let Some(to) = to.filter(|to| !came.contains_key(to)) {
                    came.insert(to, Some((from, way)));
                    open.push_back(to);
                }
            }
        }
        let mut steps = Vec::new();
        let mut name = template.name.as_str();
        while let Some((from, way)) = *came.get(name)? {
            steps.push((from, way));
            name = &from.name;
        }
        steps.reverse();
        // That a page extends its frame is no news.
        if steps.iter().all(|(_, way)| way.step == Step::Extends) {
            return None;
        }
        let told: Vec<String> = steps
            .iter()
            .map(|(from, way)| {
                let verb = match way.step {
                    Step::Extends => "extends",
                    Step::Includes => "includes",
                    Step::Calls => "calls",
                };
                format!("{} {verb} {}", place(from, way.at.start), way.to)
            })
            .collect();
        Some(format!("chain of includes: {}", told.join(", ")))
    }

    pub fn template(&self, name: &str) -> Option<&Template> {
        self.templates.iter().find(|template| template.name == name)
    }
}

/// As a place is written in a message.
fn place(template: &Template, at: usize) -> String {
    let at = crate::diagnostic::position::position(&template.source, at);
    format!("{}:{}:{}", template.name, at.line, at.column)
}

fn layer_name(layer: &str) -> String {
    match layer {
        built_in::NAME => format!("the built-in theme `{layer}`"),
        own => own.to_owned(),
    }
}

fn is_template(path: &str) -> bool {
    path.ends_with(".html") && (is_built_in(path) || path.starts_with("components/"))
}

fn is_asset(path: &str) -> bool {
    let directory = path.split_once('/').map(|(directory, _)| directory);
    ASSET_ENDINGS.iter().any(|ending| path.ends_with(ending))
        && !directory.is_some_and(|directory| SITE_DIRECTORIES.contains(&directory))
}

fn is_built_in(path: &str) -> bool {
    FILES.iter().any(|(known, _)| *known == path)
}

/// The language whose texts a file has: `de` of `texts/de.ftl`.
fn texts_of(path: &str) -> Option<&str> {
    path.strip_prefix(TEXTS)?.strip_suffix(".ftl")
}

/// The file of a theme that a name resembles.
fn resembled(path: &str) -> Option<String> {
    let texts = BUILT_IN.iter().map(|(tag, _)| format!("{TEXTS}{tag}.ftl"));
    let built_in = FILES.iter().map(|(path, _)| (*path).to_owned());
    let known: Vec<String> = built_in
        .chain([tokens::FILE.to_owned()])
        .chain(texts)
        .collect();
    nearest_path(path, known.iter().map(String::as_str)).map(str::to_owned)
}

/// Within one directory names are compared without it: two short names in `components/` are alike by that word only.
fn nearest_path<'k>(path: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    fn parts(path: &str) -> (&str, &str) {
        path.rsplit_once('/').unwrap_or(("", path))
    }
    let (directory, name) = parts(path);
    let (beside, elsewhere): (Vec<&str>, Vec<&str>) =
        known.partition(|known| parts(known).0 == directory);
    let near = nearest(name, beside.iter().map(|known| parts(known).1));
    match beside
        .into_iter()
        .find(|known| Some(parts(known).1) == near)
    {
        Some(near) => Some(near),
        None => nearest(path, elsewhere),
    }
}

/// Whether a file of the publisher's does what its author thinks.
fn doubt(layer: &str, file: &ThemeFile<'_>) -> Option<Diagnostic> {
    if is_built_in(&file.path) {
        return None;
    }
    let is_texts =
        texts_of(&file.path).is_some_and(|tag| built_in(&LanguageId::from(tag)).is_some());
    if file.path == tokens::FILE || is_texts {
        return None;
    }
    let near = resembled(&file.path);
    let used = is_template(&file.path) || is_asset(&file.path);
    if used && near.is_none() {
        return None;
    }
    let fate = if used {
        "is added to the theme and overrides nothing"
    } else {
        "is not a file of a theme and is left out"
    };
    let mut diagnostic = Diagnostic::new(
        &UNKNOWN_FILE,
        Place::Path(format!("{layer}/{}", file.path)),
        format!("{} {fate}", file.path),
    );
    if let Some(near) = &near {
        let (has, mend) = match is_built_in(near) {
            true => ("the built-in theme has", "If it is meant to replace"),
            false => ("a theme may have", "If it is meant to be"),
        };
        diagnostic = diagnostic
            .expected(format!("{has} {near}"))
            .mend(format!("{mend} {near}, give it that name."));
    }
    Some(diagnostic)
}

/// A template, which knows where it comes from.
fn read(layer: &str, file: ThemeFile<'_>) -> Result<Template, Box<Diagnostic>> {
    let (source, at) = text(layer, &file, &TEMPLATE_ERROR)?;
    Ok(Template {
        name: file.path,
        source,
        layer: layer.to_owned(),
        file: at,
    })
}

/// The text of a file that klartext reads, with its place among the publisher's.
fn text(
    layer: &str,
    file: &ThemeFile<'_>,
    check: &'static Check,
) -> Result<(String, Option<FileId>), Box<Diagnostic>> {
    let refuse = |check, message: String| {
        let place = match file.file {
            Some(file) => Place::Span(Span::new(file, 0..0)),
            None => Place::Path(format!("{layer}/{}", file.path)),
        };
        Err(Box::new(Diagnostic::new(check, place, message)))
    };
    if file.bytes.len() > TEMPLATE_BYTES {
        return refuse(
            &LIMIT,
            format!("{} is larger than {} KiB", file.path, TEMPLATE_BYTES / 1024),
        );
    }
    match std::str::from_utf8(&file.bytes) {
        Ok(text) => Ok((text.to_owned(), file.file)),
        Err(fault) => refuse(
            check,
            format!(
                "{} is not UTF-8 after byte {}",
                file.path,
                fault.valid_up_to()
            ),
        )
        .map_err(|found| Box::new(found.mend("Save it as UTF-8."))),
    }
}
