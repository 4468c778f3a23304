//! The theme chain and the engine that fills its templates.
//!
//! In: layers of files (the built-in theme, over it the publisher's `themes/NAME/`), a closure that speaks the
//! language files, and a view of `pages::view`. Out: a page as text, and the theme's assets; the stylesheet among them
//! has the tokens of `tokens.css` in their places, and colours that cannot be read are told.
//!
//! A theme is untrusted. It decides how a page looks and nothing else: a template sees its view and one function,
//! `text(id="…")`; `sandbox` refuses every construct that could reach further, run for ever or fill the memory;
//! [`policy`] puts the Content-Security-Policy into every page, so that no template can leave it out.
//!
//! **Must not enter:** clock, environment, files, chance, the order of a hash map; figures and the rules by which
//! they are shown; sentences (they are messages of the language files); charts and exports, which meet a theme
//! only in `site`.

mod branding;
pub mod built_in;
pub mod chain;
pub mod colour;
mod contrast;
mod engine;
pub mod policy;
mod sandbox;
pub mod stylesheet;
mod tokens;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::{Check, Checked, Diagnostic, Group, Severity, nearest};
use crate::model::identifier::LanguageId;

use chain::{Chain, Layer};
use engine::Engine;

/// A template cannot be read, or does not fit what a page shows.
pub const TEMPLATE_ERROR: Check = Check {
    id: "theme-template-error",
    group: Group::Theme,
    severity: Severity::Error,
    acceptable: false,
    finds: "A template that cannot be read, or names something that the page does not have",
    mend: "Compare the template with the built-in one of the same name, whose names are those of the page's view.",
};

/// A template uses a construct that could reach beyond the page.
pub const REFUSED_CONSTRUCT: Check = Check {
    id: "theme-refused-construct",
    group: Group::Theme,
    severity: Severity::Error,
    acceptable: false,
    finds: "A construct of the template language that themes may not use",
    mend: "Templates show what the view holds: use `if`, `for` over a list, `set`, `include`, blocks and components.",
};

/// A template asks for words that no language file has.
pub const UNKNOWN_MESSAGE: Check = Check {
    id: "theme-unknown-message",
    group: Group::Theme,
    severity: Severity::Error,
    acceptable: false,
    finds: "`text(id=…)` with an id that is missing from a language file",
    mend: "Use an id of the built-in `pages.ftl`, or add the message to the theme's `texts/LANG.ftl` of every language.",
};

/// A file of a theme that has no effect, or most likely not the one that was meant.
pub const UNKNOWN_FILE: Check = Check {
    id: "theme-unknown-file",
    group: Group::Theme,
    severity: Severity::Warning,
    acceptable: false,
    finds: "A file of a theme that overrides nothing and is not used",
    mend: "Give it the name of the built-in file that it replaces; own templates belong under `components/`, own \
           assets may be CSS, SVG, PNG, JPEG, WebP, AVIF, ICO or WOFF2 outside the directories of the site.",
};

/// `tokens.css` holds something that is no token, or a value that cannot be used.
pub const TOKEN_FORM: Check = Check {
    id: "theme-token-form",
    group: Group::Theme,
    severity: Severity::Error,
    acceptable: false,
    finds: "Something in a theme's `tokens.css` that is no token, or a value that cannot be put in place",
    mend: "Write `:root { --name: value; … }`; a colour as #RRGGBB, or as `light-dark(#RRGGBB, #RRGGBB)`.",
};

/// A token that changes nothing.
pub const UNKNOWN_TOKEN: Check = Check {
    id: "theme-unknown-token",
    group: Group::Theme,
    severity: Severity::Warning,
    acceptable: false,
    finds: "A token of a theme that no stylesheet uses",
    mend: "Use a name of the built-in style.css, whose tokens stand at its beginning, or leave it out.",
};

/// Colours that cannot be told from what they stand on.
pub const CONTRAST: Check = Check {
    id: "theme-contrast",
    group: Group::Theme,
    severity: Severity::Warning,
    acceptable: false,
    finds: "Colours of a theme in which texts have less contrast than 4.5:1, or marks less than 3:1, in light or dark",
    mend: "Choose a darker colour on a light ground, a lighter one on a dark ground.",
};

/// A page that grows or runs beyond all use.
pub const LIMIT: Check = Check {
    id: "theme-limit",
    group: Group::Theme,
    severity: Severity::Error,
    acceptable: false,
    finds: "A template whose page is larger than 8 MiB, or which repeats itself beyond all use",
    mend: "Look for a loop inside a loop, or a component that calls itself.",
};

/// A page without the opening that the policy stands in.
pub const NO_HEAD: Check = Check {
    id: "theme-no-head",
    group: Group::Theme,
    severity: Severity::Error,
    acceptable: false,
    finds: "A page that does not begin with `<!doctype html>`, `<html …>` and `<head>`",
    mend: "Begin as the built-in base.html does; `html` may carry `lang`, `dir`, `id`, `class` and `data-…`, `head` \
           nothing, since klartext puts the page's security policy right behind it.",
};

pub const CHECKS: &[&Check] = &[
    &TEMPLATE_ERROR,
    &REFUSED_CONSTRUCT,
    &UNKNOWN_MESSAGE,
    &UNKNOWN_FILE,
    &TOKEN_FORM,
    &UNKNOWN_TOKEN,
    &CONTRAST,
    &LIMIT,
    &NO_HEAD,
];

/// The one script that pages may have, at [`SCRIPT_PATH`]: klartext's own, since themes bring none.
pub const SCRIPT: &str = include_str!("script.js");
pub const SCRIPT_PATH: &str = "script.js";

/// Where a theme keeps its looks.
const STYLESHEET: &str = "style.css";

/// The messages that templates of these layers ask for by name.
pub fn messages(layers: &[Layer<'_>]) -> BTreeSet<String> {
    let files = layers.iter().flat_map(|layer| &layer.files);
    let templates = files.filter(|file| file.path.ends_with(".html"));
    let texts = templates.filter_map(|file| std::str::from_utf8(&file.bytes).ok());
    let asked = texts.flat_map(|text| sandbox::prepare(text).0.messages);
    asked.map(|(id, _)| id).collect()
}

/// What a template hands over to a message: `text(id="…", count=3)`.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    Text(String),
    Number(i64),
}

/// Speaks a message of the language files: language, id, arguments sorted by name. `None` only for an id that the
/// language does not have; arguments may be missing, since [`Theme::assemble`] asks for every id without any.
pub type Speech = dyn Fn(&LanguageId, &str, &[(String, Argument)]) -> Option<String> + Send + Sync;

/// A theme chain that has passed every check: any view that fits its templates becomes a page.
pub struct Theme {
    chain: Chain,
    /// One engine per language, since `text` must know which one it speaks.
    engines: Vec<(LanguageId, Engine)>,
}

impl Theme {
    /// Puts layers upon each other, the built-in theme first; a later layer's file replaces an earlier one of the
    /// same path. All problems of all templates are reported, not just the first.
    pub fn assemble(
        layers: Vec<Layer<'_>>,
        languages: &[LanguageId],
        text: impl Fn(&LanguageId, &str, &[(String, Argument)]) -> Option<String>
        + Send
        + Sync
        + 'static,
    ) -> Checked<Theme> {
        let text: Arc<Speech> = Arc::new(text);
        let (mut chain, mut diagnostics) = Chain::stack(layers);
        let read: Vec<_> = chain
            .templates
            .iter()
            .map(|template| sandbox::prepare(&template.source))
            .collect();
        let (prepared, refusals): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        let names = chain.templates.iter().map(|template| template.name.clone());
        chain.prepared = Arc::new(names.zip(prepared).collect());
        diagnostics.extend(chain.dead_ends());
        for (template, found) in chain.templates.iter().zip(refusals) {
            diagnostics.extend(found.into_iter().map(|refusal| {
                chain
                    .diagnostic(&REFUSED_CONSTRUCT, None, template, refusal.at, refusal.what)
                    .label("not in a theme")
                    .mend(refusal.instead)
            }));
            let asked = chain
                .prepared
                .get(&template.name)
                .map(|ready| &ready.messages);
            for (id, at) in asked.into_iter().flatten() {
                let missing: Vec<&str> = languages
                    .iter()
                    .filter(|language| text(language, id, &[]).is_none())
                    .map(LanguageId::as_str)
                    .collect();
                if !missing.is_empty() {
                    let message = format!("there is no message {id:?} in {}", missing.join(", "));
                    let mut diagnostic =
                        chain.diagnostic(&UNKNOWN_MESSAGE, None, template, at.clone(), message);
                    let known = crate::language::messages();
                    if let Some(near) = nearest(id, known.iter().map(String::as_str)) {
                        diagnostic = diagnostic.expected(format!("perhaps \"{near}\""));
                    }
                    diagnostics.push(diagnostic);
                }
            }
        }
        if crate::diagnostic::count(&diagnostics, Severity::Error) > 0 {
            return Checked {
                value: None,
                diagnostics,
            };
        }
        let mut engines = Vec::new();
        match Engine::build(&chain) {
            Ok(engine) => {
                for language in languages {
                    engines.push((
                        language.clone(),
                        engine.speaking(language.clone(), text.clone()),
                    ));
                }
            }
            Err(found) => {
                diagnostics.extend(found);
                return Checked {
                    value: None,
                    diagnostics,
                };
            }
        }
        Checked {
            value: Some(Theme { chain, engines }),
            diagnostics,
        }
    }

    /// A page. Everything in the view is escaped except what `pages::view` calls `*_html` or `svg_*`. The error
    /// points into the publisher's template where that is where it arose.
    ///
    /// Boxed, since a diagnostic is large and a page seldom fails.
    pub fn render(
        &self,
        template: &str,
        language: &LanguageId,
        view: &impl Serialize,
    ) -> Result<String, Box<Diagnostic>> {
        let engine = self.engines.iter().find(|(known, _)| known == language);
        let Some((_, engine)) = engine else {
            let message = format!("the theme was assembled without the language {language}");
            return Err(Box::new(self.chain.whole(
                &TEMPLATE_ERROR,
                template,
                message,
            )));
        };
        let page = engine.render(&self.chain, template, view)?;
        if template.ends_with(".html") {
            policy::enforce(&page)
                .map_err(|fault| Box::new(self.chain.whole(&NO_HEAD, template, fault)))
        } else {
            Ok(page)
        }
    }

    /// What the theme gives a token in light colours, and what the built-in theme gives it: the second is for whoever
    /// can make nothing of the first.
    pub fn token(&self, name: &str) -> Vec<String> {
        let own = self.chain.assets.get(STYLESHEET).map(Vec::as_slice);
        [own, built_in::file(STYLESHEET)]
            .into_iter()
            .flatten()
            .filter_map(|bytes| {
                let tokens = stylesheet::tokens(&String::from_utf8_lossy(bytes));
                stylesheet::resolve(&tokens, name).map(str::to_owned)
            })
            .collect()
    }

    /// What stands beside the pages: path relative to the output, and bytes. Sorted by path. Stylesheets leave what
    /// only their authors read behind.
    pub fn assets(&self) -> impl Iterator<Item = (&str, Cow<'_, [u8]>)> {
        let assets = self.chain.assets.iter();
        assets.map(|(path, bytes)| {
            let sent = match std::str::from_utf8(bytes) {
                Ok(css) if path.ends_with(".css") => Cow::Owned(stylesheet::sent(css).into_bytes()),
                _ => Cow::Borrowed(bytes.as_slice()),
            };
            (path.as_str(), sent)
        })
    }
}
