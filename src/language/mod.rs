//! Speaks to readers: one set of Fluent files per language, numbers, dates and plurals from CLDR.
//!
//! In: the built-in files below, those of themes and sites, and the model's words. Out: text in one
//! language. `formats.ftl` says how numbers and ranges are put together, `words.ftl` names and defines the
//! vocabulary, `pages.ftl` holds what pages say around the figures,
//! `scaffold.ftl` what a new report's text begins with. A new built-in language is a directory
//! like `en/` and its line in [`BUILT_IN`]; a theme or a site may bring one without a new binary.
//!
//! **Must not enter:** HTML (texts leave here unescaped), arithmetic over figures, the choice of what is
//! worth saying, and any sentence in Rust source. No message may ever panic or vanish: what is missing
//! shows as `⟦id⟧`.

use std::collections::BTreeSet;
use std::ops::Range;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use unic_langid::LanguageIdentifier;

use crate::diagnostic::nearest;
use crate::model::identifier::LanguageId;

mod catalogue;
mod formats;
pub mod numerals;
mod quantities;
mod words;

pub use words::capitalised;

use catalogue::{Catalogue, Mention, Message};
use formats::Formats;

macro_rules! files {
    ($directory:literal) => {
        concat!(
            include_str!(concat!($directory, "/formats.ftl")),
            "\n",
            include_str!(concat!($directory, "/words.ftl")),
            "\n",
            include_str!(concat!($directory, "/findings.ftl")),
            "\n",
            include_str!(concat!($directory, "/comparisons.ftl")),
            "\n",
            include_str!(concat!($directory, "/registers.ftl")),
            "\n",
            include_str!(concat!($directory, "/methods.ftl")),
            "\n",
            include_str!(concat!($directory, "/numerals.ftl")),
            "\n",
            include_str!(concat!($directory, "/scaffold.ftl")),
            "\n",
            include_str!(concat!($directory, "/pages.ftl")),
        )
    };
}

/// Language tag and text. All have the same messages with the same variables, which a test holds.
pub const BUILT_IN: &[(&str, &str)] = &[("de", files!("de")), ("en", files!("en"))];

/// The embedded text of a language; a regional tag without its own takes its language's: `de-CH` takes `de`.
pub fn built_in(id: &LanguageId) -> Option<&'static str> {
    let text = |tag: &str| BUILT_IN.iter().find(|(known, _)| *known == tag);
    let language = id.as_str().split('-').next().unwrap_or_default();
    text(id.as_str())
        .or_else(|| text(language))
        .map(|(_, text)| *text)
}

/// The ids of all messages that klartext says.
pub fn messages() -> BTreeSet<String> {
    Catalogue::read(BUILT_IN[0].1)
        .messages
        .into_keys()
        .collect()
}

/// What is wrong with one of the sources that [`Language::load`] was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Index into the sources.
    pub source: usize,
    /// Bytes; empty at the file's start for what is wrong with the file as a whole.
    pub range: Range<usize>,
    /// One sentence without a full stop.
    pub message: String,
    /// The message that klartext itself never says, if that is all that is wrong: a theme's own templates may.
    pub unsaid: Option<String>,
}

/// What a message is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arg<'a> {
    Text(&'a str),
    /// Printed with grouping, and chooses the plural form. Not for years: see [`Language::year`].
    Count(u64),
    /// Scaled value and decimals; chooses the plural form as it is printed ("1,0 Prozentpunkte").
    Decimal(u64, u8),
}

/// Fluent keeps numbers as floats, which are exact up to here.
const LARGEST_FLUENT_NUMBER: u64 = 1 << 53;

/// Fluent overflows on twenty; no percentage has more than six.
const MOST_FLUENT_DECIMALS: u8 = 6;

/// For as many problems of a language the nearest known word is looked for.
const GUESSES: usize = 100;

pub struct Language {
    id: LanguageId,
    bundle: FluentBundle<FluentResource>,
    formats: Formats,
}

impl Language {
    /// Later sources override single messages of earlier ones: built-in, theme, site. Problems are syntax
    /// errors, a message twice in one file, messages or variables that klartext does not use, plural forms
    /// that the language does not have, and messages that no source has.
    pub fn load(id: &LanguageId, sources: &[&str]) -> Result<Language, Vec<Problem>> {
        let (language, problems) = Language::read(id, sources);
        match language {
            Some(language) if problems.is_empty() => Ok(language),
            _ => Err(problems),
        }
    }

    /// The same, with messages of its own let through: they are named among the problems.
    pub fn read(id: &LanguageId, sources: &[&str]) -> (Option<Language>, Vec<Problem>) {
        // A language that a theme or a site brings must say all that a built-in one says.
        let known = Catalogue::read(built_in(id).unwrap_or(BUILT_IN[0].1));
        let catalogues: Vec<Catalogue> = sources.iter().map(|text| Catalogue::read(text)).collect();
        let given: BTreeSet<&str> = catalogues
            .iter()
            .flat_map(|catalogue| catalogue.messages.keys().map(String::as_str))
            .collect();
        let mut problems = Vec::new();
        for (source, catalogue) in catalogues.iter().enumerate() {
            let problem = |(range, message)| Problem {
                source,
                range,
                message,
                unsaid: None,
            };
            problems.extend(catalogue.faults.iter().cloned().map(problem));
            for message in catalogue.messages.values() {
                if is_foreign(message, &known) {
                    // Of thousands of unknown names nobody wants to know what each may have meant.
                    let guessed = if problems.len() < GUESSES {
                        usize::MAX
                    } else {
                        0
                    };
                    let ids = known.messages.keys().map(String::as_str).take(guessed);
                    let text = unknown("message", &message.id.name, ids);
                    problems.push(Problem {
                        unsaid: Some(message.id.name.clone()),
                        ..problem((message.id.range.clone(), text))
                    });
                    let absent = message
                        .includes
                        .iter()
                        .filter(|include| !given.contains(include.name.as_str()));
                    problems.extend(absent.map(|Mention { name, range }| {
                        problem((
                            range.clone(),
                            unknown("message", name, given.iter().copied()),
                        ))
                    }));
                } else {
                    problems.extend(
                        foreign_words(message, &known, &given)
                            .into_iter()
                            .map(problem),
                    );
                }
            }
        }
        let last = sources.len().saturating_sub(1);
        let missing = missing_messages(&known, &given);
        problems.extend(missing.map(|message| whole_file(last, message)));

        let locale = match locale(id, &catalogues) {
            Ok(locale) => locale,
            Err(problem) => {
                problems.push(problem);
                return (None, problems);
            }
        };
        problems.extend(foreign_plural_forms(&locale, &catalogues));
        problems.sort_by_key(|problem| (problem.source, problem.range.start));
        if problems.iter().any(|problem| problem.unsaid.is_none()) {
            return (None, problems);
        }
        let (Some(formats), Some(identifier)) = (Formats::new(&locale), fluent_identifier(&locale))
        else {
            problems.push(whole_file(last, format!("CLDR does not know `{locale}`")));
            return (None, problems);
        };
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // The marks would reach downloads, search and screen readers; every page is in one direction.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(formats::format_in_message));
        for catalogue in catalogues {
            bundle.add_resource_overriding(catalogue.resource);
        }
        let language = Language {
            id: id.clone(),
            bundle,
            formats,
        };
        (Some(language), problems)
    }

    pub fn id(&self) -> &LanguageId {
        &self.id
    }

    /// The language's name in itself: "Deutsch".
    pub fn name(&self) -> String {
        self.message("language-name", &[])
    }

    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// A message's text, unescaped and without isolation marks; `⟦id⟧` for one that is missing.
    pub fn message(&self, id: &str, args: &[(&str, Arg)]) -> String {
        let message = self.bundle.get_message(id);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return format!("⟦{id}⟧");
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, self.value_of(*arg));
        }
        // A variable that was not given stays visible as `{$name}`; there is nobody here to tell.
        let text = self
            .bundle
            .format_pattern(pattern, Some(&values), &mut Vec::new());
        text.into_owned()
    }

    fn value_of<'a>(&self, arg: Arg<'a>) -> FluentValue<'a> {
        match arg {
            Arg::Text(text) => text.into(),
            Arg::Count(count) if count <= LARGEST_FLUENT_NUMBER => count.into(),
            // Rather the exact number with the general plural form.
            Arg::Count(count) => self.count(count).into(),
            Arg::Decimal(scaled, decimals) => {
                let fits = scaled <= LARGEST_FLUENT_NUMBER && decimals <= MOST_FLUENT_DECIMALS;
                let number = formats::machine_readable(scaled, decimals).parse::<FluentNumber>();
                match number.ok().filter(|_| fits) {
                    Some(number) => number.into(),
                    None => self.formats.decimal(scaled, decimals).into(),
                }
            }
        }
    }
}

/// Whether klartext would never say it. Terms are said by other messages only.
fn is_foreign(message: &Message, known: &Catalogue) -> bool {
    let id = &message.id.name;
    !id.starts_with('-') && !known.messages.contains_key(id)
}

/// What a message says that klartext would never give: its variables, what it includes.
/// Terms are the file's own affair: they may be named freely and are told their variables by their callers.
fn foreign_words(
    message: &Message,
    known: &Catalogue,
    given: &BTreeSet<&str>,
) -> Vec<(Range<usize>, String)> {
    let id = &message.id.name;
    let is_term = id.starts_with('-');
    let allowed = known.variables(id);
    let variables = message
        .variables
        .iter()
        .filter(|variable| !is_term && !allowed.contains(variable.name.as_str()))
        .map(|variable| {
            let text = unknown("variable", &variable.name, allowed.iter().copied());
            (variable.range.clone(), format!("{text} in `{id}`"))
        });
    let includes = message.includes.iter().filter_map(|include| {
        let name = include.name.as_str();
        let text = if !given.contains(name) {
            unknown("message", name, given.iter().copied())
        } else if !is_term && !known.variables(name).is_subset(&allowed) {
            format!("`{id}` does not have the variables of `{name}`")
        } else {
            return None;
        };
        Some((include.range.clone(), text))
    });
    variables.chain(includes).collect()
}

fn unknown<'k>(what: &str, name: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let guess = nearest(name, known).map(|near| format!(", perhaps `{near}`"));
    format!("unknown {what} `{name}`{}", guess.unwrap_or_default())
}

fn missing_messages(known: &Catalogue, given: &BTreeSet<&str>) -> Option<String> {
    let missing: Vec<String> = known
        .messages
        .keys()
        .filter(|id| !given.contains(id.as_str()))
        .map(|id| format!("`{id}`"))
        .collect();
    (!missing.is_empty()).then(|| format!("the language lacks {}", missing.join(", ")))
}

fn foreign_plural_forms(locale: &Locale, catalogues: &[Catalogue]) -> Vec<Problem> {
    let Ok(rules) = PluralRules::try_new(locale.into(), Default::default()) else {
        return Vec::new();
    };
    let forms: BTreeSet<&str> = rules.categories().map(plural_form).collect();
    let of_language = Vec::from_iter(forms.iter().copied()).join(", ");
    let mentions = catalogues
        .iter()
        .enumerate()
        .flat_map(|(source, catalogue)| {
            let messages = catalogue.messages.values();
            let mentions = messages.flat_map(|message| &message.plural_forms);
            mentions.map(move |mention| (source, mention))
        });
    mentions
        .filter(|(_, mention)| !forms.contains(mention.name.as_str()))
        .map(|(source, Mention { name, range })| Problem {
            source,
            range: range.clone(),
            message: format!("`{locale}` has no plural form `{name}`, only {of_language}"),
            unsaid: None,
        })
        .collect()
}

fn plural_form(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// The locale of numbers, dates and plurals: the tag itself if it names a region, else the one that the
/// last file with a `format-locale` gives.
fn locale(id: &LanguageId, catalogues: &[Catalogue]) -> Result<Locale, Problem> {
    let parse = |tag: &str| tag.parse::<Locale>().ok();
    let no_tag = |source, range, tag: &str| Problem {
        source,
        range,
        message: format!("`{tag}` is no language tag"),
        unsaid: None,
    };
    let own = parse(id.as_str()).ok_or_else(|| no_tag(0, 0..0, id.as_str()))?;
    let given = catalogues.iter().enumerate().rev().find_map(|(source, c)| {
        let range = &c.messages.get("format-locale")?.id.range;
        Some((source, range.clone(), literal(c, "format-locale")?))
    });
    match given {
        Some((source, range, tag)) if own.id.region.is_none() => {
            parse(&tag).ok_or_else(|| no_tag(source, range, &tag))
        }
        _ => Ok(own),
    }
}

/// A message's text as it stands in the file; `format-locale` is needed before a bundle exists.
fn literal(catalogue: &Catalogue, id: &str) -> Option<String> {
    use fluent_syntax::ast::{Entry, PatternElement};
    let value = catalogue.resource.entries().find_map(|entry| match entry {
        Entry::Message(message) if message.id.name == id => message.value.as_ref(),
        _ => None,
    })?;
    let texts = value.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => *value,
        PatternElement::Placeable { .. } => "{}",
    });
    Some(texts.collect())
}

fn fluent_identifier(locale: &Locale) -> Option<LanguageIdentifier> {
    locale.id.to_string().parse().ok()
}

fn whole_file(source: usize, message: String) -> Problem {
    Problem {
        source,
        range: 0..0,
        message,
        unsaid: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn language(tag: &str) -> Language {
        let id = LanguageId::from(tag);
        let text = built_in(&id).expect("a test names a built-in language");
        Language::load(&id, &[text]).unwrap_or_else(|problems| panic!("{tag}: {problems:#?}"))
    }

    fn problems(tag: &str, later: &str) -> Vec<Problem> {
        let id = LanguageId::from(tag);
        let text = built_in(&id).unwrap_or(BUILT_IN[1].1);
        Language::load(&id, &[text, later])
            .err()
            .unwrap_or_default()
    }

    #[test]
    fn is_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Language>();
    }

    /// The reference of [`Language::load`] is any built-in language, because all say the same.
    #[test]
    fn built_in_languages_have_the_same_messages_with_the_same_variables() {
        let [first, others @ ..] = BUILT_IN else {
            panic!("no built-in language");
        };
        let reference = Catalogue::read(first.1);
        for (tag, text) in others {
            let catalogue = Catalogue::read(text);
            let ids = |c: &Catalogue| Vec::from_iter(c.messages.keys().cloned());
            assert_eq!(ids(&reference), ids(&catalogue), "{} and {tag}", first.0);
            for id in reference.messages.keys() {
                assert_eq!(
                    reference.variables(id),
                    catalogue.variables(id),
                    "{tag}: {id}"
                );
            }
        }
    }

    /// Fluent chooses plural forms by its own copy of CLDR, digits come from ICU4X: both must agree.
    #[test]
    fn fluent_and_icu_choose_the_same_plural_form() {
        let forms = "unit-users = { $count ->\n    [one] one\n   *[other] other\n    }\n";
        for (tag, text) in BUILT_IN {
            let language = Language::load(&LanguageId::from(*tag), &[text, forms]);
            let language = language.unwrap_or_else(|problems| panic!("{problems:#?}"));
            let locale: Locale = tag.parse().expect("built-in tags are language tags");
            let rules = PluralRules::try_new((&locale).into(), Default::default());
            let rules = rules.expect("CLDR knows the built-in languages");
            for count in (0..=200).chain([1_000, 1_000_000, 1 << 53, u64::MAX]) {
                let form = plural_form(rules.category_for(count));
                let args = [("count", Arg::Count(count))];
                assert_eq!(
                    language.message("unit-users", &args),
                    form,
                    "{tag}: {count}"
                );
            }
        }
    }

    #[test]
    fn later_files_override_single_messages() {
        let id = LanguageId::from("en");
        let theme = "-brand = Klartext\nframe-skip = Skip to { -brand }\n";
        let text = built_in(&id).expect("built in");
        let site = "measure-received = orders\nformat-locale = en-US\n";
        let language = Language::load(&id, &[text, theme, site]).expect("sound");
        assert_eq!(language.message("frame-skip", &[]), "Skip to Klartext");
        assert_eq!(language.message("measure-received", &[]), "orders");
        assert_eq!(language.message("nav-data", &[]), "Data");
        assert_eq!(language.message("absent", &[]), "⟦absent⟧");
        assert_eq!(language.message("at-least", &[]), "at least {$count}");
    }

    #[test]
    fn problems_name_the_file_the_place_and_the_nearest_word() {
        let check = |text: &str, place: &str, said: &str| {
            let problems = problems("de", text);
            let [problem] = problems.as_slice() else {
                panic!("{text:?}: {problems:#?}");
            };
            assert_eq!(problem.source, 1);
            assert_eq!(&text[problem.range.clone()], place);
            assert_eq!(problem.message, said);
        };
        check(
            "\nframe-skp = Weiter\n",
            "frame-skp",
            "unknown message `frame-skp`, perhaps `frame-skip`",
        );
        check(
            "at-least = ab { $cuont }\n",
            "cuont",
            "unknown variable `cuont`, perhaps `count` in `at-least`",
        );
        check(
            "nav-data = A\nnav-data = B\n",
            "nav-data",
            "`nav-data` stands twice in this file",
        );
        check(
            "nav-data = { -brand }\n",
            "brand",
            "unknown message `-brand`",
        );
        check(
            "unit-users = { $count ->\n    [few] x\n   *[other] y\n    }\n",
            "few",
            "`de` has no plural form `few`, only one, other",
        );
        check(
            "format-locale = ?\n",
            "format-locale",
            "`?` is no language tag",
        );
        assert_eq!(problems("de", "nav-data = {\n").len(), 1);
    }

    #[test]
    fn hostile_messages_end() {
        let id = LanguageId::from("en");
        let text = built_in(&id).expect("built in");
        let laughs = (0..40).map(|n| format!("-l{n} = {{ -l{0} }}{{ -l{0} }}\n", n + 1));
        let laughs = laughs.collect::<String>() + "-l40 = ha\nnav-data = { -l0 }\n";
        let circle = "-a = { -b }\n-b = { -a }\nframe-skip = { -a }{ frame-skip }\n";
        let language = Language::load(&id, &[text, &laughs, circle]).expect("sound in form");
        assert!(language.message("nav-data", &[]).len() < 10_000);
        assert!(language.message("frame-skip", &[]).len() < 10_000);
    }

    #[test]
    fn a_language_that_is_not_built_in_must_be_complete() {
        let id = LanguageId::from("fr");
        let problems = Language::load(&id, &["nav-data = Données\n"])
            .err()
            .expect("incomplete");
        let [problem] = problems.as_slice() else {
            panic!("{problems:#?}");
        };
        assert!(
            problem
                .message
                .starts_with("the language lacks `about`, `about-contact`,")
        );
        let french = Language::load(&id, &[BUILT_IN[1].1, "format-locale = fr\n"]);
        assert_eq!(french.expect("complete").count(1_234), "1\u{202f}234");
    }
}
