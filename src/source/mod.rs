//! Bytes to [`Site`]: parsed, typed, every value with its place, and perhaps wrong.
//!
//! In: the [`tree::Tree`] that `disk` read. Out: [`Site`] and everything that is to be said about form.
//!
//! **Must not enter:** a disk, and any judgement that needs more than one value (sums, percentages,
//! references to figures): that is `check`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{
    Checked, Diagnostic, FileId, Place, Severity, Sources, Span, Spanned, nearest,
};
use crate::model::identifier::{LanguageId, MeasureId, OrganisationId};
use crate::model::period::{PartialDate, Period};
use crate::model::report::Organisation;
use crate::model::settings::Settings;
use crate::model::vocabulary::Vocabulary;
use crate::narrative;
use crate::narrative::document::Document;

use self::checks::{
    BAD_NAME, BAD_PERIOD, MISSING_FILE, MISSING_NARRATIVE, NOT_TEXT, RESERVED_NAME,
    UNKNOWN_LANGUAGE, UNUSED_FILE,
};
use self::dataset::Dataset;
use self::fields::Fields;
use self::tree::Tree;

pub mod breaks;
pub mod checks;
pub mod dataset;
pub mod definitions;
pub mod fields;
pub mod misread;
pub mod names;
mod organisation;
pub mod settings;
mod slip;
pub mod statement;
pub mod tree;
pub mod vocabulary;
pub mod yaml;

/// Directories of the output (SPEC section 6); language codes are reserved as well.
pub const RESERVED: [&str; 6] = ["compare", "archive", "data", "charts", "pages", "embed"];

/// What a Markdown file says of itself before its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    pub title: Option<String>,
    /// One or two sentences: a narrative's `summary:`, a page's `description:`.
    pub summary: Option<String>,
    /// What a report's page and, if it is the latest, the first page are headed with, in place of a sentence of
    /// klartext's.
    pub headline: Option<String>,
    /// The sentences below it.
    pub lede: Option<String>,
    pub author: Option<String>,
    pub date: Option<PartialDate>,
    /// Where a page stands among its neighbours.
    pub order: u64,
    /// The keys that are there, and where their values stand.
    pub places: BTreeMap<&'static str, Span>,
    /// Something in it could not be read: what is absent may only be misspelt.
    pub faulty: bool,
}

/// A Markdown file in one language.
#[derive(Debug, Clone)]
pub struct Text {
    pub file: FileId,
    pub front: FrontMatter,
    pub document: Document,
}

/// A file of a report's directory that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    /// Index into the tree's files.
    pub file: usize,
}

#[derive(Debug, Clone)]
pub struct ReportSource {
    pub dataset: Dataset,
    pub narratives: BTreeMap<LanguageId, Text>,
    pub attachments: Vec<Attachment>,
}

#[derive(Debug, Clone)]
pub struct OrganisationSource {
    pub organisation: Organisation,
    /// In chronological order.
    pub reports: Vec<ReportSource>,
}

/// `content/pages/NAME.LANG.md`, in all its languages.
#[derive(Debug, Clone)]
pub struct PageSource {
    pub name: String,
    pub texts: BTreeMap<LanguageId, Text>,
}

#[derive(Debug, Clone)]
pub struct Site {
    pub settings: Settings,
    pub vocabulary: Vocabulary,
    /// The publisher first, the others by name of their directory.
    pub organisations: Vec<OrganisationSource>,
    pub pages: Vec<PageSource>,
}

/// Reads a whole site. Files are added to `sources` as they are met, so that diagnostics can show them.
pub fn parse(tree: &Tree, sources: &mut Sources) -> Checked<Site> {
    let mut reader = Reader {
        tree,
        sources,
        found: Vec::new(),
        used: BTreeSet::new(),
    };
    let site = reader.site();
    Checked {
        value: site,
        diagnostics: reader.found,
    }
}

/// The publisher that `content/site.yaml` names, as it stands there; not whether it exists, or whether the file is sound.
pub fn publisher(tree: &Tree) -> Option<String> {
    let mut files = tree.files.iter();
    let file = files.find(|file| file.path == "content/site.yaml")?;
    let text = std::str::from_utf8(&file.bytes).ok()?;
    let node = yaml::parse(FileId(0), text, 0..text.len()).ok()?;
    match &node.get("publisher")?.kind {
        yaml::Kind::Scalar { text, .. } => Some(text.clone()),
        _ => None,
    }
}

struct Reader<'r> {
    tree: &'r Tree,
    sources: &'r mut Sources,
    found: Vec<Diagnostic>,
    /// Paths under `content/` that some reader has taken.
    used: BTreeSet<&'r str>,
}

impl<'r> Reader<'r> {
    fn site(&mut self) -> Option<Site> {
        let settings = self.yaml(
            "content/site.yaml",
            "a file with `klartext: 1`, `title:`, `base_url:`, `languages:` and `publisher:`",
        );
        let (_, node) = settings?;
        let publisher = node.get("publisher").map(|publisher| publisher.at);
        let settings = settings::read(&node, &mut self.found)?;
        let mut words = vocabulary::built_in();
        if self.has("content/vocabulary.yaml")
            && let Some((_, node)) = self.yaml("content/vocabulary.yaml", "")
        {
            vocabulary::extend(&mut words, &node, &settings.languages, &mut self.found);
        }
        let mut organisations = Vec::new();
        for directory in self.directories("content") {
            if directory != "pages" {
                organisations.extend(self.organisation(directory, &settings, &words));
            }
        }
        self.check_publisher(&settings, publisher, &organisations);
        let publisher = settings.publisher.clone();
        organisations.sort_by_key(|source| Some(&source.organisation.id) != publisher.as_ref());
        let pages = self.pages(&settings);
        self.report_unused();
        Some(Site {
            settings,
            vocabulary: words,
            organisations,
            pages,
        })
    }

    fn check_publisher(
        &mut self,
        settings: &Settings,
        named: Option<Span>,
        organisations: &[OrganisationSource],
    ) {
        if organisations.is_empty() && !self.has_errors() {
            self.found.push(
                Diagnostic::new(&MISSING_FILE, Place::Path("content".to_owned()), "there is no organisation in content/")
                    .expected("a directory such as content/example/ with organisation.yaml and a directory for each period")
                    .mend("create the organisation's directory"),
            );
        }
        let Some(publisher) = &settings.publisher else {
            // The first pages are somebody's; which of several would be chosen is not for klartext to guess.
            if organisations.len() > 1 {
                let known: Vec<_> = organisations
                    .iter()
                    .map(|source| source.organisation.id.as_str())
                    .collect();
                let place = Place::Path("content/site.yaml".to_owned());
                self.found.push(
                    Diagnostic::new(
                        &checks::MISSING_KEY,
                        place,
                        "a site about several organisations needs a `publisher:`",
                    )
                    .expected(format!("one of {}", known.join(", "))),
                );
            }
            return;
        };
        if !organisations
            .iter()
            .any(|source| source.organisation.id == *publisher)
            && !self.has_errors()
        {
            let known: Vec<_> = organisations
                .iter()
                .map(|source| source.organisation.id.as_str())
                .collect();
            let place = named.map_or(Place::Path("content/site.yaml".to_owned()), Place::Span);
            let message = format!("the publisher `{publisher}` has no directory in content/");
            let diagnostic = Diagnostic::new(&MISSING_FILE, place, message)
                .expected(format!("one of {}", known.join(", ")))
                .mend("correct the name, or create the directory");
            self.found
                .push(match nearest(publisher.as_str(), known.iter().copied()) {
                    Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
                    None => diagnostic.label("no such directory"),
                });
        }
    }

    fn has_errors(&self) -> bool {
        crate::diagnostic::count(&self.found, Severity::Error) > 0
    }

    fn organisation(
        &mut self,
        directory: &'r str,
        settings: &Settings,
        words: &Vocabulary,
    ) -> Option<OrganisationSource> {
        let base = format!("content/{directory}");
        let reserved = RESERVED.contains(&directory)
            || settings.languages.iter().any(|id| id.as_str() == directory);
        let sound = directory.starts_with(|c: char| c.is_ascii_lowercase())
            && directory
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if reserved || !sound {
            let (check, why) = if reserved {
                (&RESERVED_NAME, "klartext needs this name for itself")
            } else {
                (&BAD_NAME, "the name becomes a part of addresses")
            };
            self.found.push(
                Diagnostic::new(
                    check,
                    Place::Path(base.clone()),
                    format!("an organisation cannot be called `{directory}`: {why}"),
                )
                .expected("lower-case letters, digits and -, beginning with a letter")
                .mend("rename the directory"),
            );
            self.use_all(&base);
            return None;
        }
        let organisation = self
            .yaml(
                &format!("{base}/organisation.yaml"),
                "a file with at least `name:`: every directory of content/ but pages/ is an organisation's",
            )
            .and_then(|(_, node)| {
                organisation::read(
                    OrganisationId::from(directory),
                    &node,
                    &settings.languages,
                    words,
                    &mut self.found,
                )
            });
        for ledger in ["ledger.jsonl", "canary.yaml"] {
            self.use_file(&format!("{base}/{ledger}"));
        }
        let mut reports = Vec::new();
        let mut periods: Vec<(Period, &str)> = Vec::new();
        for name in self.directories(&base) {
            if name == "archive" {
                self.use_all(&format!("{base}/archive"));
                continue;
            }
            let path = format!("{base}/{name}");
            match Period::parse(name) {
                Some(period) if period.to_string() == name || period.slug() == name => {
                    let earlier = periods.iter().find(|(known, _)| *known == period);
                    if let Some((_, earlier)) = earlier {
                        self.found.push(
                            Diagnostic::new(
                                &BAD_PERIOD,
                                Place::Path(path.clone()),
                                format!("`{name}` is the same period as `{earlier}`"),
                            )
                            .expected("one directory for each period")
                            .mend("bring the two together in one of the directories"),
                        );
                        self.use_all(&path);
                        continue;
                    }
                    periods.push((period, name));
                    reports.extend(self.report(&path, period, settings, words));
                }
                _ => {
                    self.found.push(
                        Diagnostic::new(
                            &BAD_PERIOD,
                            Place::Path(path.clone()),
                            format!("`{name}` is no reporting period"),
                        )
                        .label("not a period"),
                    );
                    self.use_all(&path);
                }
            }
        }
        reports.sort_by_key(|report| report.dataset.period.value);
        let mut organisation = organisation?;
        // A definition that changed is a break for those who count by it.
        let counted = |measure: &MeasureId| {
            let mut stated = reports.iter().flat_map(|report| &report.dataset.figures);
            stated.any(|figure| figure.key.measure == *measure)
        };
        for cut in &words.breaks {
            let mut cut = cut.clone();
            cut.figures.retain(|named| counted(named.value.measure()));
            if !cut.figures.is_empty() {
                organisation.breaks.push(cut);
            }
        }
        organisation.breaks.sort_by_key(|one| one.date);
        Some(OrganisationSource {
            organisation,
            reports,
        })
    }

    fn report(
        &mut self,
        path: &str,
        period: Period,
        settings: &Settings,
        words: &Vocabulary,
    ) -> Option<ReportSource> {
        let data = format!("{path}/data.yaml");
        let dataset = self
            .yaml(
                &data,
                "the dataset of this period, with `period:`, `sources:` and its figures",
            )
            .and_then(|(file, node)| {
                dataset::read(
                    file,
                    &node,
                    period,
                    &settings.languages,
                    words,
                    &mut self.found,
                )
            });
        let mut narratives = BTreeMap::new();
        let mut attachments = Vec::new();
        let tree = self.tree;
        let prefix = format!("{path}/");
        for (index, file) in tree.files.iter().enumerate() {
            let Some(name) = file.path.strip_prefix(&prefix) else {
                continue;
            };
            if name == "data.yaml" {
                continue;
            }
            self.used.insert(&file.path);
            match name.strip_suffix(".md") {
                Some(tag) => {
                    if let Some(language) = self.language(tag, "", &file.path, settings) {
                        narratives
                            .extend(self.text(index, &file.path).map(|text| (language, text)));
                    }
                }
                None => attachments.push(Attachment {
                    name: name.to_owned(),
                    file: index,
                }),
            }
        }
        let missing: Vec<_> = settings
            .languages
            .iter()
            .filter(|id| !self.has(&format!("{path}/{id}.md")))
            .map(LanguageId::as_str)
            .collect();
        if !missing.is_empty() {
            let names: Vec<_> = missing.iter().map(|id| format!("{id}.md")).collect();
            self.found.push(
                Diagnostic::new(
                    &MISSING_NARRATIVE,
                    Place::Path(path.to_owned()),
                    format!(
                        "the report {period} has no narrative in {}",
                        missing.join(", ")
                    ),
                )
                .expected(names.join(" and ")),
            );
        }
        Some(ReportSource {
            dataset: dataset?,
            narratives,
            attachments,
        })
    }

    /// The language that a Markdown file's name ends with; `stem` is what stands before it.
    fn language(
        &mut self,
        tag: &str,
        stem: &str,
        path: &str,
        settings: &Settings,
    ) -> Option<LanguageId> {
        let known = settings.languages.iter().find(|id| id.as_str() == tag);
        if known.is_none() {
            let all = settings.languages.iter();
            let all: Vec<_> = all.map(|id| format!("{stem}{id}.md")).collect();
            self.found.push(
                Diagnostic::new(
                    &UNKNOWN_LANGUAGE,
                    Place::Path(path.to_owned()),
                    format!("the site has no language `{tag}`"),
                )
                .expected(format!("one of {}", all.join(", ")))
                .mend("rename the file, add the language to content/site.yaml, or move the file out of content/"),
            );
        }
        known.cloned()
    }

    fn pages(&mut self, settings: &Settings) -> Vec<PageSource> {
        let mut pages: BTreeMap<&str, BTreeMap<LanguageId, Text>> = BTreeMap::new();
        let tree = self.tree;
        for (index, file) in tree.files.iter().enumerate() {
            let Some(name) = file.path.strip_prefix("content/pages/") else {
                continue;
            };
            self.used.insert(&file.path);
            let parts = name
                .strip_suffix(".md")
                .and_then(|stem| stem.rsplit_once('.'));
            let Some((name, tag)) = parts.filter(|(name, _)| is_slug(name)) else {
                self.found.push(
                    Diagnostic::new(
                        &UNUSED_FILE,
                        Place::Path(file.path.clone()),
                        "this is no page",
                    )
                    .expected("a name such as methodology.en.md: lower-case name, language, .md"),
                );
                continue;
            };
            if let Some(language) = self.language(tag, &format!("{name}."), &file.path, settings)
                && let Some(text) = self.text(index, &file.path)
            {
                pages.entry(name).or_default().insert(language, text);
            }
        }
        for (name, texts) in &pages {
            let missing: Vec<_> = settings
                .languages
                .iter()
                .filter(|id| !texts.contains_key(*id))
                .collect();
            if !missing.is_empty() && !self.has_errors() {
                let files: Vec<_> = missing
                    .iter()
                    .map(|id| format!("content/pages/{name}.{id}.md"))
                    .collect();
                self.found.push(
                    Diagnostic::new(&MISSING_FILE, Place::Path(files.first().cloned().unwrap_or_default()), format!("the page `{name}` is not there in every language"))
                        .expected(files.join(" and "))
                        .mend("write the page in the missing language: every page links to itself in each language"),
                );
            }
        }
        pages
            .into_iter()
            .map(|(name, texts)| PageSource {
                name: name.to_owned(),
                texts,
            })
            .collect()
    }

    /// Front matter and Markdown of one file.
    fn text(&mut self, index: usize, path: &str) -> Option<Text> {
        let (file, text) = self.read_text(index, path)?;
        let (front, body) = self.front_matter(file, &text)?;
        let document = narrative::parse(file, &text, body);
        self.found.extend(document.diagnostics);
        Some(Text {
            file,
            front,
            document: document.value?,
        })
    }

    /// The front matter and where the Markdown begins.
    fn front_matter(&mut self, file: FileId, text: &str) -> Option<(FrontMatter, usize)> {
        let Some(rest) = text
            .strip_prefix("---\n")
            .or_else(|| text.strip_prefix("---\r\n"))
        else {
            return Some((FrontMatter::default(), 0));
        };
        let start = text.len() - rest.len();
        let Some(end) = rest
            .match_indices("\n---")
            .map(|(at, _)| start + at + 1)
            .find(|at| matches!(text.as_bytes().get(at + 3), None | Some(b'\n' | b'\r')))
        else {
            self.found.push(
                Diagnostic::new(
                    &checks::YAML_SYNTAX,
                    Span::new(file, 0..3),
                    "the front matter has no end",
                )
                .label("begins here")
                .mend("close the front matter with a line of three hyphens"),
            );
            return None;
        };
        let body = text[end..]
            .find('\n')
            .map_or(text.len(), |newline| end + newline + 1);
        let node = match yaml::parse(file, text, start..end) {
            Ok(node) => node,
            Err(refused) => {
                self.found.push(*refused);
                return None;
            }
        };
        if node.kind == yaml::Kind::Blank {
            return Some((FrontMatter::default(), body));
        }
        let found = &mut self.found;
        let before = found.len();
        let mut keys = Fields::open(&node, "the front matter", found)?;
        let keys_of_texts = [
            "title",
            "summary",
            "description",
            "headline",
            "lede",
            "author",
            "date",
            "order",
        ];
        let nodes = keys_of_texts.map(|key| (key, keys.get(key)));
        let of = |wanted: &str| {
            let named = nodes.iter().find(|(key, _)| *key == wanted);
            named.and_then(|(_, node)| *node)
        };
        let mut front = FrontMatter {
            title: of("title").and_then(|node| fields::label(node, "a title", found)),
            summary: of("summary")
                .or_else(|| of("description"))
                .and_then(|node| fields::text(node, "a text", found)),
            headline: of("headline").and_then(|node| fields::label(node, "a headline", found)),
            lede: of("lede").and_then(|node| fields::text(node, "a text", found)),
            author: of("author").and_then(|node| fields::label(node, "a name", found)),
            date: of("date").and_then(|node| fields::date(node, found)),
            order: of("order")
                .and_then(|node| fields::count(node, found))
                .unwrap_or(u64::MAX),
            places: nodes
                .iter()
                .filter_map(|(key, node)| Some((*key, (*node)?.at)))
                .collect(),
            faulty: false,
        };
        keys.finish(found);
        front.faulty = found.len() > before;
        Some((front, body))
    }

    /// A YAML file that has to be there; `expected` says what would be in it.
    fn yaml(&mut self, path: &str, expected: &str) -> Option<(FileId, yaml::Node)> {
        let Some(index) = self.index(path) else {
            self.found.push(
                Diagnostic::new(
                    &MISSING_FILE,
                    Place::Path(path.to_owned()),
                    format!("there is no {path}"),
                )
                .expected(expected),
            );
            return None;
        };
        self.use_file(path);
        let (file, text) = self.read_text(index, path)?;
        match yaml::parse(file, &text, 0..text.len()) {
            Ok(node) => Some((file, node)),
            Err(refused) => {
                self.found.push(*refused);
                None
            }
        }
    }

    fn read_text(&mut self, index: usize, path: &str) -> Option<(FileId, String)> {
        let bytes = &self.tree.files.get(index)?.bytes;
        match std::str::from_utf8(bytes) {
            Ok(text) => Some((self.sources.add(path, text), text.to_owned())),
            Err(error) => {
                // The same bytes up to the fault; what cannot be read becomes one character of three.
                let file = self.sources.add(path, String::from_utf8_lossy(bytes));
                let start = error.valid_up_to();
                let utf_16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
                let message = match utf_16 {
                    true => "this file is UTF-16, not UTF-8".to_owned(),
                    false => format!("the byte 0x{:02X} is no UTF-8 text", bytes[start]),
                };
                self.found.push(
                    Diagnostic::new(&NOT_TEXT, Span::new(file, start..start + 3), message)
                        .label("not UTF-8")
                        .expected("UTF-8"),
                );
                None
            }
        }
    }

    fn index(&self, path: &str) -> Option<usize> {
        self.tree
            .files
            .binary_search_by(|file| file.path.as_str().cmp(path))
            .ok()
    }

    fn has(&self, path: &str) -> bool {
        self.index(path).is_some()
    }

    fn use_file(&mut self, path: &str) {
        if let Some(file) = self
            .index(path)
            .and_then(|index| self.tree.files.get(index))
        {
            self.used.insert(&file.path);
        }
    }

    fn use_all(&mut self, directory: &str) {
        let prefix = format!("{directory}/");
        let below = self
            .tree
            .files
            .iter()
            .filter(|file| file.path.starts_with(&prefix));
        self.used.extend(below.map(|file| file.path.as_str()));
    }

    /// The names of the directories directly below one, in order.
    fn directories(&self, directory: &str) -> Vec<&'r str> {
        let prefix = format!("{directory}/");
        let names: BTreeSet<&'r str> = self
            .tree
            .files
            .iter()
            .filter_map(|file| Some(file.path.strip_prefix(&prefix)?.split_once('/')?.0))
            .collect();
        names.into_iter().collect()
    }

    fn report_unused(&mut self) {
        let content = self
            .tree
            .files
            .iter()
            .filter(|file| file.path.starts_with("content/"));
        for file in content.filter(|file| !self.used.contains(file.path.as_str())) {
            self.found.push(Diagnostic::new(
                &UNUSED_FILE,
                Place::Path(file.path.clone()),
                "nothing reads this file",
            ));
        }
    }
}

fn is_slug(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// A text with its place, for the functions of `names`.
pub fn spanned(value: &str, at: Span) -> Spanned<String> {
    Spanned {
        value: value.to_owned(),
        at,
    }
}
