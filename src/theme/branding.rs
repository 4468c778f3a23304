//! The tokens of a chain put over its stylesheet: what is wrong with them, and whether all can be read afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::{Diagnostic, FileId, Span, nearest};

use super::colour::{Colour, Contrast};
use super::contrast::{self, Weak};
use super::stylesheet::{Declaration, Scheme, declarations, reference, references};
use super::tokens::{self, colour, layer};
use super::{CONTRAST, TOKEN_FORM, UNKNOWN_TOKEN};

/// A theme's `tokens.css`.
pub(super) struct Tokens {
    pub text: String,
    pub file: FileId,
}

/// A stylesheet; `file` is `None` for the built-in one.
pub(super) struct Sheet {
    pub css: String,
    pub file: Option<FileId>,
}

/// The stylesheet with the tokens of every layer, the lowest first. `others` are stylesheets beside it that may use
/// tokens.
pub(super) fn put_on<'o>(
    sheet: &'o Sheet,
    layers: &[Tokens],
    others: impl Iterator<Item = &'o str>,
) -> (String, Vec<Diagnostic>) {
    let stated = declarations(&sheet.css);
    let mut known: BTreeSet<String> = stated.iter().map(|token| token.name.clone()).collect();
    let used = std::iter::once(sheet.css.as_str())
        .chain(others)
        .flat_map(references);
    known.extend(used.map(str::to_owned));

    let mut diagnostics = Vec::new();
    let mut given = Vec::new();
    let mut css = sheet.css.clone();
    for Tokens { text, file } in layers {
        let (mut read, faults) = tokens::read(text);
        diagnostics.extend(faults.into_iter().map(|fault| {
            Diagnostic::new(&TOKEN_FORM, Span::new(*file, fault.at), fault.what)
                .label(fault.label)
                .mend(fault.mend)
        }));
        let own: BTreeSet<String> = read
            .iter()
            .flat_map(|token| references(&token.value))
            .map(str::to_owned)
            .collect();
        let mut told = BTreeSet::new();
        read.retain(|token| {
            let used = known.contains(&token.name) || own.contains(&token.name);
            if !used && told.insert(token.name.clone()) {
                diagnostics.push(unknown(token, *file, &known));
            }
            used
        });
        let before = Schemes::of(&declarations(&css));
        let normal: Vec<Declaration> = read
            .iter()
            .map(|token| Declaration {
                value: tokens::normal(&token.value),
                ..token.clone()
            })
            .collect();
        css = tokens::dress(&css, &normal);
        let after = Schemes::of(&declarations(&css));
        let faults = read.iter().filter_map(|token| {
            let (before, after) = (before.get(token.scheme), after.get(token.scheme));
            let spoilt =
                colour(before, &token.name).is_some() && colour(after, &token.name).is_none();
            spoilt.then(|| no_colour(token, *file, after))
        });
        diagnostics.extend(faults);
        given.extend(read.into_iter().map(|token| (*file, token)));
    }
    if diagnostics
        .iter()
        .all(|found| !std::ptr::eq(found.check, &TOKEN_FORM))
    {
        let origins = Origins {
            stated: &stated,
            sheet: sheet.file,
            given: &given,
        };
        let schemes = Schemes::of(&declarations(&css));
        diagnostics.extend(weak(&origins, &schemes.light, Scheme::Light));
        if schemes.has_dark {
            diagnostics.extend(weak(&origins, &schemes.dark, Scheme::Dark));
        }
    }
    (css, diagnostics)
}

/// The tokens as they are in light and in dark.
struct Schemes {
    light: BTreeMap<String, String>,
    dark: BTreeMap<String, String>,
    has_dark: bool,
}

impl Schemes {
    fn of(declarations: &[Declaration]) -> Schemes {
        let light = layer(declarations, Scheme::Light);
        let own = layer(declarations, Scheme::Dark);
        let has_dark = !own.is_empty();
        let mut dark = light.clone();
        dark.extend(own);
        Schemes {
            light,
            dark,
            has_dark,
        }
    }

    fn get(&self, scheme: Scheme) -> &BTreeMap<String, String> {
        match scheme {
            Scheme::Dark => &self.dark,
            Scheme::Light | Scheme::Print => &self.light,
        }
    }
}

fn unknown(token: &Declaration, file: FileId, known: &BTreeSet<String>) -> Diagnostic {
    let message = format!("no stylesheet uses the token `--{}`", token.name);
    let diagnostic = Diagnostic::new(
        &UNKNOWN_TOKEN,
        Span::new(file, token.name_at.clone()),
        message,
    );
    // A dash is forgotten sooner than a digit added.
    let bare = |name: &str| name.replace('-', "");
    let dashed = known.iter().find(|name| bare(name) == bare(&token.name));
    let near = dashed.map(String::as_str);
    match near.or_else(|| nearest(&token.name, known.iter().map(String::as_str))) {
        Some(near) => diagnostic
            .label("is left out")
            .mend(format!("Did you mean `--{near}`?")),
        None => diagnostic.label("is left out"),
    }
}

/// Why a token that has to be a colour is none.
fn no_colour(token: &Declaration, file: FileId, after: &BTreeMap<String, String>) -> Diagnostic {
    let at = Span::new(file, token.value_at.clone());
    let (name, value) = (&token.name, &token.value);
    let Some(other) = reference(value) else {
        return Diagnostic::new(
            &TOKEN_FORM,
            at,
            format!("`--{name}` needs a colour, and `{value}` is none"),
        )
        .expected("#RRGGBB, #RGB, rgb(0, 0, 0), var(--other), or light-dark(…, …) with two of them")
        .mend(
            "Write it as #RRGGBB: charts leave the site as pictures, and their colours with them.",
        );
    };
    if after.contains_key(other) {
        let message = format!("`--{name}` needs a colour, and `--{other}` leads to none");
        return Diagnostic::new(&TOKEN_FORM, at, message)
            .mend("Refer to a token that is a colour.");
    }
    let diagnostic = Diagnostic::new(&TOKEN_FORM, at, format!("there is no token `--{other}`"));
    match nearest(other, after.keys().map(String::as_str)) {
        Some(near) => diagnostic.mend(format!("Did you mean `--{near}`?")),
        None => diagnostic.mend(format!(
            "Give `--{other}` a value in `:root`, or write the colour itself."
        )),
    }
}

/// Who gave a token its value.
struct Origins<'o> {
    stated: &'o [Declaration],
    sheet: Option<FileId>,
    given: &'o [(FileId, Declaration)],
}

/// The token of a theme's own file that a colour comes from.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Cause {
    at: Span,
    name: String,
}

impl Origins<'_> {
    /// Through references, the first token that a theme gives; `None` where all of it is built in.
    fn cause(
        &self,
        tokens: &BTreeMap<String, String>,
        name: &str,
        scheme: Scheme,
    ) -> Option<Cause> {
        let mut name = name;
        for _ in 0..=tokens.len() {
            if let Some(at) = self.place(name, scheme) {
                return Some(Cause {
                    at,
                    name: name.to_owned(),
                });
            }
            name = reference(tokens.get(name)?)?;
        }
        None
    }

    fn place(&self, name: &str, scheme: Scheme) -> Option<Span> {
        let given = self
            .given
            .iter()
            .rfind(|(_, token)| token.name == name && token.scheme == scheme);
        if let Some((file, token)) = given {
            return Some(Span::new(*file, token.value_at.clone()));
        }
        let stated = |scheme: Scheme| {
            let mut known = self.stated.iter();
            known.rfind(|token| token.name == name && token.scheme == scheme)
        };
        let span = |at: Range<usize>| self.sheet.map(|file| Span::new(file, at));
        match (stated(scheme), scheme) {
            (Some(token), _) => span(token.value_at.clone()),
            // A light colour of `tokens.css` does not reach the dark where the stylesheet had one.
            (None, Scheme::Dark) if self.has_dark() => match stated(Scheme::Light) {
                Some(token) => span(token.value_at.clone()),
                None => self.place(name, Scheme::Light),
            },
            (None, Scheme::Dark) => self.place(name, Scheme::Light),
            (None, _) => None,
        }
    }

    fn has_dark(&self) -> bool {
        let given = self.given.iter().map(|(_, token)| token);
        given
            .chain(self.stated)
            .any(|token| token.scheme == Scheme::Dark)
    }
}

/// One message for each token that does not stand out, or on which something does not.
fn weak(
    origins: &Origins<'_>,
    tokens: &BTreeMap<String, String>,
    scheme: Scheme,
) -> Vec<Diagnostic> {
    let cause = |name: &str| origins.cause(tokens, name, scheme);
    let mut by_cause: Vec<(Cause, Vec<Weak>)> = Vec::new();
    for weak in contrast::weak(|name| colour(tokens, name)) {
        // Both may be the theme's: what is in front is easier to change.
        let Some(cause) = cause(weak.pair.front).or_else(|| cause(weak.pair.ground)) else {
            continue;
        };
        match by_cause.iter_mut().find(|(known, _)| *known == cause) {
            Some((_, all)) => all.push(weak),
            None => by_cause.push((cause, vec![weak])),
        }
    }
    let told = by_cause.into_iter().filter_map(|(at, weak)| {
        let [worst, others @ ..] = weak.as_slice() else {
            return None;
        };
        let is = colour(tokens, &at.name)?;
        let mut constraints: Vec<(Colour, Contrast)> = Vec::new();
        for pair in contrast::pairs() {
            let other = match (
                cause(pair.front) == Some(at.clone()),
                cause(pair.ground) == Some(at.clone()),
            ) {
                (true, false) => pair.ground,
                (false, true) => pair.front,
                _ => continue,
            };
            constraints.extend(colour(tokens, other).map(|colour| (colour, pair.needed)));
        }
        let nearest = contrast::nearest(is, &constraints);
        Some(diagnostic(&at, scheme, worst, others, nearest))
    });
    told.collect()
}

/// Of many pairs that fail for one reason, as many are named as are needed to see it.
const NAMED: usize = 6;

fn diagnostic(
    cause: &Cause,
    scheme: Scheme,
    worst: &Weak,
    others: &[Weak],
    nearest: Option<Colour>,
) -> Diagnostic {
    let words = match scheme {
        Scheme::Dark => "dark",
        Scheme::Light | Scheme::Print => "light",
    };
    let pair = worst.pair;
    // A token that refers to another one has its colour from there.
    let from = match cause.name == pair.front || cause.name == pair.ground {
        true => String::new(),
        false => format!(", which is `--{}`,", cause.name),
    };
    let message = format!(
        "`--{}`{from} on `--{}` has a contrast of {}:1 in {words} colours",
        pair.front, pair.ground, worst.found
    );
    let kind = match pair.needed > Contrast(300) {
        true => "texts (WCAG 2.2, 1.4.3)",
        false => "marks of charts, controls and the focus (WCAG 2.2, 1.4.11)",
    };
    let is_ground = contrast::GROUNDS.contains(&cause.name.as_str());
    let mut mend = match nearest {
        Some(colour) => format!("`{colour}` is the nearest colour that passes"),
        None => "No colour near it passes".to_owned(),
    };
    if is_ground {
        mend += &format!("; or give what stands on it other {words} colours");
    }
    let mut diagnostic = Diagnostic::new(&CONTRAST, cause.at, message)
        .label(format!("needs {}:1", pair.needed))
        .expected(format!("at least {}:1 for {kind}", pair.needed))
        .mend(mend + ".");
    if !others.is_empty() {
        let named = others.iter().take(NAMED).map(|Weak { pair, found }| {
            format!(
                "`--{}` on `--{}` {found}:1 of {}:1",
                pair.front, pair.ground, pair.needed
            )
        });
        let mut note = format!(
            "for the same reason: {}",
            named.collect::<Vec<_>>().join(", ")
        );
        if let Some(more) = others.len().checked_sub(NAMED).filter(|more| *more > 0) {
            note += &format!(", and {more} more");
        }
        diagnostic = diagnostic.note(note);
    }
    diagnostic
}
