//! The theme of a site together with the languages that it speaks.
//!
//! Both need each other: a theme's `texts/LANG.ftl` says single messages otherwise, and its templates ask for messages,
//! also for those that only the theme has.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{
    Check, Checked, Diagnostic, FileId, Group, Place, Severity, Sources, Span, nearest,
};
use crate::language::{Arg, BUILT_IN, Language, Problem, built_in};
use crate::model::identifier::LanguageId;
use crate::source::tree::Tree;
use crate::theme::chain::{Layer, TEXTS, ThemeFile};
use crate::theme::{self, Argument, Theme};

pub static UNKNOWN_THEME: Check = Check {
    id: "unknown-theme",
    group: Group::Theme,
    severity: Severity::Error,
    acceptable: false,
    finds: "A theme that is neither built in nor in themes/.",
    mend: "correct `theme:` in content/site.yaml, or add the directory themes/NAME/",
};

pub static TEXT_FORM: Check = Check {
    id: "theme-text-form",
    group: Group::Theme,
    severity: Severity::Error,
    acceptable: false,
    finds: "A text of a theme that cannot be read, or names what the message in its place does not know",
    mend: "Compare it with the message of the same name in the built-in language: it may use the same variables.",
};

pub static UNKNOWN_TEXT: Check = Check {
    id: "theme-unknown-text",
    group: Group::Theme,
    severity: Severity::Warning,
    acceptable: false,
    finds: "A text of a theme that neither klartext nor a template of the theme shows",
    mend: "Correct its name, leave it out, or show it in a template of the theme by text(id=\"…\").",
};

/// All built-in messages of a language have less than a fifth of it.
const TEXT_BYTES: usize = 256 * 1024;

pub(super) struct Voice {
    pub theme: Theme,
    pub languages: Arc<BTreeMap<LanguageId, Language>>,
}

pub(super) fn voice(
    tree: &Tree,
    name: Option<&str>,
    languages: &[LanguageId],
    sources: &mut Sources,
) -> Checked<Voice> {
    let name = name.unwrap_or(theme::built_in::NAME);
    let files = files(tree, name, sources);
    if files.is_empty() && name != theme::built_in::NAME {
        return Checked {
            value: None,
            diagnostics: vec![unknown_theme(tree, name)],
        };
    }
    let texts = texts(name, &files);
    let mut layers = vec![theme::built_in::layer()];
    if !files.is_empty() {
        layers.push(Layer {
            name: format!("themes/{name}"),
            files,
        });
    }
    let shown = theme::messages(&layers);
    let (spoken, mut diagnostics) = speak(languages, &texts, &shown);
    let spoken = Arc::new(spoken);
    let theme = Theme::assemble(layers, languages, speech(Arc::clone(&spoken)));
    diagnostics.extend(theme.diagnostics);
    let sound = crate::diagnostic::count(&diagnostics, Severity::Error) == 0;
    Checked {
        value: theme.value.filter(|_| sound).map(|theme| Voice {
            theme,
            languages: spoken,
        }),
        diagnostics,
    }
}

/// What lies in the theme's directory.
fn files<'t>(tree: &'t Tree, name: &str, sources: &mut Sources) -> Vec<ThemeFile<'t>> {
    let prefix = format!("themes/{name}/");
    let own = tree
        .files
        .iter()
        .filter_map(|file| Some((file.path.strip_prefix(&prefix)?, file)));
    own.map(|(path, file)| {
        let text = std::str::from_utf8(&file.bytes).ok();
        ThemeFile {
            path: path.to_owned(),
            bytes: Cow::Borrowed(file.bytes.as_slice()),
            file: text.map(|text| sources.add(file.path.clone(), text)),
        }
    })
    .collect()
}

fn unknown_theme(tree: &Tree, name: &str) -> Diagnostic {
    let place = Place::Path("content/site.yaml".to_owned());
    let diagnostic = Diagnostic::new(&UNKNOWN_THEME, place, format!("there is no theme `{name}`"));
    let directories = tree
        .files
        .iter()
        .filter_map(|file| file.path.strip_prefix("themes/")?.split_once('/'));
    let known: BTreeSet<&str> = directories
        .map(|(name, _)| name)
        .chain([theme::built_in::NAME])
        .collect();
    match nearest(name, known) {
        Some(near) => diagnostic.expected(format!("perhaps `{near}`")),
        None => diagnostic,
    }
}

/// A theme's words in one language.
struct Texts {
    language: LanguageId,
    /// Why it cannot be read, where it is no text.
    text: Result<(String, FileId), String>,
}

fn texts(theme: &str, files: &[ThemeFile<'_>]) -> Vec<Texts> {
    let own = files.iter().filter_map(|file| {
        let tag = file.path.strip_prefix(TEXTS)?.strip_suffix(".ftl")?;
        let text = std::str::from_utf8(&file.bytes)
            .ok()
            .map(str::to_owned)
            .zip(file.file);
        Some(Texts {
            language: LanguageId::from(tag),
            text: text.ok_or_else(|| format!("themes/{theme}/{}", file.path)),
        })
    });
    own.collect()
}

/// Every language of the site, and those of the theme that the site has not: a theme is sound as a whole or not at all.
fn speak(
    languages: &[LanguageId],
    texts: &[Texts],
    shown: &BTreeSet<String>,
) -> (BTreeMap<LanguageId, Language>, Vec<Diagnostic>) {
    let foreign = texts.iter().map(|texts| &texts.language);
    let foreign = foreign.filter(|id| BUILT_IN.iter().any(|(tag, _)| *tag == id.as_str()));
    let all: BTreeSet<&LanguageId> = languages.iter().chain(foreign).collect();
    let mut spoken = BTreeMap::new();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for id in all {
        let Some(below) = built_in(id) else { continue };
        let (language, found) = with_texts(id, below, texts, shown);
        // The words of `de` are read for `de-CH` as well.
        for diagnostic in found {
            if !diagnostics.contains(&diagnostic) {
                diagnostics.push(diagnostic);
            }
        }
        // Without the theme's texts the templates can be checked all the same.
        let language = language.or_else(|| Language::load(id, &[below]).ok());
        spoken.extend(
            language
                .filter(|_| languages.contains(id))
                .map(|language| (id.clone(), language)),
        );
    }
    (spoken, diagnostics)
}

/// The built-in language with the theme's words for the language, and over them those for the region.
fn with_texts(
    id: &LanguageId,
    below: &str,
    texts: &[Texts],
    shown: &BTreeSet<String>,
) -> (Option<Language>, Vec<Diagnostic>) {
    let general = id.as_str().split('-').next().unwrap_or_default();
    let mut mine: Vec<&Texts> = texts
        .iter()
        .filter(|texts| texts.language == *id || texts.language.as_str() == general)
        .collect();
    mine.sort_by_key(|texts| texts.language.as_str().len());
    let mut diagnostics = Vec::new();
    let mut sources = vec![below];
    let mut files: Vec<FileId> = Vec::new();
    for texts in mine {
        match &texts.text {
            Ok((text, file)) if text.len() > TEXT_BYTES => {
                let message = format!("the file is larger than {} KiB", TEXT_BYTES / 1024);
                let found = Diagnostic::new(&theme::LIMIT, Span::new(*file, 0..0), message);
                diagnostics
                    .push(found.mend("Keep only the messages that the theme says otherwise."));
            }
            Ok((text, file)) => {
                sources.push(text);
                files.push(*file);
            }
            Err(path) => {
                let message = format!("{path} is not UTF-8");
                let place = Place::Path(path.clone());
                diagnostics
                    .push(Diagnostic::new(&TEXT_FORM, place, message).mend("Save it as UTF-8."));
            }
        }
    }
    let (language, problems) = Language::read(id, &sources);
    diagnostics.extend(
        problems
            .iter()
            .filter_map(|problem| told(problem, &files, shown)),
    );
    (language, diagnostics)
}

/// A problem of a theme's text; `None` of a message that a template of the theme shows.
fn told(problem: &Problem, files: &[FileId], shown: &BTreeSet<String>) -> Option<Diagnostic> {
    let file = files.get(problem.source.checked_sub(1)?)?;
    let at = Span::new(*file, problem.range.clone());
    match &problem.unsaid {
        Some(id) if shown.contains(id) => None,
        Some(_) => Some(
            Diagnostic::new(&UNKNOWN_TEXT, at, problem.message.clone()).label("is never shown"),
        ),
        None => Some(Diagnostic::new(&TEXT_FORM, at, problem.message.clone())),
    }
}

/// What templates are given to ask for words.
fn speech(
    spoken: Arc<BTreeMap<LanguageId, Language>>,
) -> impl Fn(&LanguageId, &str, &[(String, Argument)]) -> Option<String> + Send + Sync + 'static {
    move |language, id, arguments| {
        let language = spoken.get(language).filter(|language| language.has(id))?;
        let arguments: Vec<(&str, Arg<'_>)> = arguments
            .iter()
            .map(|(name, argument)| {
                let argument = match argument {
                    Argument::Text(text) => Arg::Text(text),
                    Argument::Number(number) => Arg::Count(u64::try_from(*number).unwrap_or(0)),
                };
                (name.as_str(), argument)
            })
            .collect();
        Some(language.message(id, &arguments))
    }
}
