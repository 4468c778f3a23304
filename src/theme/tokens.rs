//! `tokens.css`: the tokens of a theme that keeps the stylesheet and changes its colours.
//!
//! ```css
//! :root { --bg: #FFFDF8; --link: light-dark(#00616B, #6FD3DE); }
//! :root[data-theme="dark"] { --bg: #0F1719; }
//! ```
//!
//! What stands in `:root` holds in light colours. A colour that is given for light only leaves the dark one as it is in
//! the stylesheet below, since no colour suits both; everything else, such as a font, holds in both. The values are put
//! in their places within the stylesheet, so that readers load one file and no value twice.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::colour::Colour;
use super::contrast;
use super::stylesheet::{
    Declaration, Rule, Scheme, Selected, Signs, blanked, declarations, is_root, parts, reference,
    resolve, root_bodies, rules, scheme, trimmed,
};

/// What a theme calls the file.
pub(super) const FILE: &str = "tokens.css";

/// What is no token, or none that can be put in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub at: Range<usize>,
    pub what: String,
    pub label: &'static str,
    pub mend: String,
}

const ROOTS: &str = "Tokens stand in `:root { … }`, and those of dark colours in `:root[data-theme=\"dark\"] { … }`; \
                     rules belong in a style.css of the theme, which takes the place of the built-in one.";

/// The tokens of the file, and all that is wrong with it.
pub(super) fn read(text: &str) -> (Vec<Declaration>, Vec<Fault>) {
    let css = blanked(text);
    let mut reader = Reader {
        css: &css,
        given: Vec::new(),
        faults: Vec::new(),
    };
    let (rules, open) = rules(&css, 0..css.len());
    for rule in rules {
        reader.rule(rule);
    }
    if let Some(open) = open {
        reader.open(open);
    }
    reader.faults.sort_by_key(|fault| fault.at.start);
    (reader.given, reader.faults)
}

struct Reader<'c> {
    css: &'c str,
    given: Vec<Declaration>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(
        &mut self,
        at: Range<usize>,
        what: String,
        label: &'static str,
        mend: impl Into<String>,
    ) {
        self.faults.push(Fault {
            at,
            what,
            label,
            mend: mend.into(),
        });
    }

    fn open(&mut self, at: Range<usize>) {
        let (what, mend) = match self.css[at.clone()].contains('{') {
            true => (
                "a block is opened here and never closed",
                "Close it with `}`.",
            ),
            false => ("this stands outside of every block", ROOTS),
        };
        let first = self.css[at.clone()]
            .lines()
            .next()
            .unwrap_or_default()
            .len();
        self.fault(at.start..at.start + first, what.to_owned(), "", mend);
    }

    fn rule(&mut self, rule: Rule) {
        let prelude = &self.css[rule.prelude.clone()];
        match (rule.body, scheme(prelude)) {
            (Some(body), Some(Selected::Root(scheme))) => self.block(body, scheme),
            (Some(body), Some(Selected::Media(Scheme::Dark))) => {
                let (inner, open) = rules(self.css, body);
                for rule in inner {
                    match rule
                        .body
                        .filter(|_| is_root(&self.css[rule.prelude.clone()]))
                    {
                        Some(body) => self.block(body, Scheme::Dark),
                        None => self.no_token(rule.prelude),
                    }
                }
                if let Some(open) = open {
                    self.open(open);
                }
            }
            _ => self.no_token(rule.prelude),
        }
    }

    fn no_token(&mut self, at: Range<usize>) {
        let what = match &self.css[at.clone()] {
            ":root[data-theme=\"light\"]" => "light colours stand in `:root`".to_owned(),
            prelude => format!("`{}` is a rule and no token", first_line(prelude)),
        };
        self.fault(at, what, "not in tokens.css", ROOTS);
    }

    fn block(&mut self, body: Range<usize>, scheme: Scheme) {
        for part in parts(self.css, body, b';') {
            self.declaration(part, scheme);
        }
    }

    fn declaration(&mut self, part: Range<usize>, scheme: Scheme) {
        let css = self.css;
        let text = &css[part.clone()];
        let Some((name, _)) = text.split_once(':') else {
            let mend = "Write `--name: value;`.";
            return self.fault(
                part.clone(),
                format!("`{}` has no value", first_line(text)),
                "",
                mend,
            );
        };
        let name_at = trimmed(css, part.start..part.start + name.len());
        let value_at = trimmed(css, part.start + name.len() + 1..part.end);
        let value = &css[value_at.clone()];
        let Some(name) = css[name_at.clone()].strip_prefix("--") else {
            let what = format!(
                "`{}` is a property and no token",
                first_line(&css[name_at.clone()])
            );
            let mend = "The names of tokens begin with two dashes; properties belong in a style.css of the theme.";
            return self.fault(name_at, what, "not in tokens.css", mend);
        };
        if let Some((what, mend)) = unusable(name, value) {
            return self.fault(value_at, what, "", mend);
        }
        if self
            .given
            .iter()
            .any(|known| known.name == name && known.scheme == scheme)
        {
            let what = format!("`--{name}` stands twice");
            return self.fault(name_at, what, "the second one", "Leave one of them out.");
        }
        let light_and_dark = value
            .strip_prefix("light-dark(")
            .and_then(|rest| rest.strip_suffix(')'));
        let Some(inside) = light_and_dark else {
            return self.take(scheme, name, &name_at, value_at);
        };
        let start = value_at.start + "light-dark(".len();
        match parts(css, start..start + inside.len(), b',').as_slice() {
            [light, dark] if scheme == Scheme::Light => {
                self.take(Scheme::Light, name, &name_at, light.clone());
                self.take(Scheme::Dark, name, &name_at, dark.clone());
            }
            _ => {
                let mend = "Write `light-dark(#RRGGBB, #RRGGBB)` in `:root`: the light colour, then the dark one.";
                self.fault(
                    value_at,
                    format!("`--{name}` does not have one light and one dark colour"),
                    "",
                    mend,
                );
            }
        }
    }

    fn take(&mut self, scheme: Scheme, name: &str, name_at: &Range<usize>, value_at: Range<usize>) {
        self.given.push(Declaration {
            scheme,
            name: name.to_owned(),
            name_at: name_at.clone(),
            value: self.css[value_at.clone()].to_owned(),
            value_at,
        });
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// What a browser would make nothing of, or what would reach beyond the token.
fn unusable(name: &str, value: &str) -> Option<(String, &'static str)> {
    let mut signs = Signs::default();
    value.bytes().for_each(|byte| signs.read(byte));
    let named = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() || !name.chars().all(named) {
        Some((
            format!("`--{}` is no name of a token", first_line(name)),
            "Names consist of letters, digits and dashes.",
        ))
    } else if value.is_empty() {
        Some((
            format!("`--{name}` has no value"),
            "Write `--name: value;`.",
        ))
    } else if !signs.sound() {
        Some((
            format!("a quote or bracket in the value of `--{name}` is not closed"),
            "Close it.",
        ))
    } else if value.contains(['{', '}', '<', '!']) || value.to_ascii_lowercase().contains("url(") {
        Some((
            format!("`--{name}` is more than a value"),
            "A token loads nothing and holds no rules.",
        ))
    } else {
        None
    }
}

/// A stylesheet with tokens in their places. A token that the stylesheet has not is put behind those that it has.
pub(super) fn dress(stylesheet: &str, given: &[Declaration]) -> String {
    let known = declarations(stylesheet);
    let (light, mut dark) = (layer(given, Scheme::Light), layer(given, Scheme::Dark));
    let before = layer(&known, Scheme::Light);
    // What has no dark value of its own would take a light colour over into the dark.
    for name in light.keys() {
        let stated = known
            .iter()
            .any(|token| token.scheme == Scheme::Dark && token.name == *name);
        if let Some(kept) = before.get(name)
            && !stated
            && colour(&before, name).is_some()
        {
            dark.entry(name.clone()).or_insert_with(|| kept.clone());
        }
    }
    let print = print(&known, &before, &light);

    let css = blanked(stylesheet);
    let bodies = root_bodies(&css);
    let has_dark = bodies.iter().any(|(scheme, _)| *scheme == Scheme::Dark);
    if !has_dark && !given.iter().any(|token| token.scheme == Scheme::Dark) {
        dark.clear();
    }
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut missing = [light.clone(), dark.clone()];
    for (scheme, body) in &bodies {
        let mine = match scheme {
            Scheme::Light => &light,
            Scheme::Dark => &dark,
            Scheme::Print => &print,
        };
        let inside = |token: &&Declaration| body.contains(&token.name_at.start);
        let stated: Vec<&Declaration> = known.iter().filter(inside).collect();
        for token in &stated {
            if let Some(value) = mine.get(&token.name) {
                edits.push((token.value_at.clone(), value.clone()));
            }
        }
        let names: BTreeSet<&str> = stated.iter().map(|token| token.name.as_str()).collect();
        match scheme {
            // Of several blocks any may have it.
            Scheme::Light => missing[0].retain(|name, _| !names.contains(name.as_str())),
            // The one for the device and the one for the reader's choice have to say the same.
            Scheme::Dark => {
                let added = dark
                    .iter()
                    .filter(|(name, _)| !names.contains(name.as_str()));
                edits.extend(addition(&css, body, added));
                missing[1].clear();
            }
            Scheme::Print => {}
        }
    }
    let last_light = bodies.iter().rfind(|(scheme, _)| *scheme == Scheme::Light);
    if let Some((_, body)) = last_light {
        edits.extend(addition(&css, body, missing[0].iter()));
        missing[0].clear();
    }
    edits.sort_by_key(|(at, _)| at.start);
    let mut out = String::with_capacity(stylesheet.len() + 512);
    let mut from = 0;
    for (at, value) in edits {
        out.push_str(&stylesheet[from..at.start]);
        out.push_str(&value);
        from = at.end;
    }
    out.push_str(&stylesheet[from..]);
    let [light, dark] = missing.map(|tokens| written(tokens.iter()));
    if !light.is_empty() {
        out += &format!("\n:root {{{light} }}\n");
    }
    if !dark.is_empty() {
        out += &format!(
            "\n@media (prefers-color-scheme: dark) {{\n:root:not([data-theme=\"light\"]) {{{dark} }}\n}}\n"
        );
        out += &format!(":root[data-theme=\"dark\"] {{{dark} }}\n");
    }
    out
}

fn written<'t>(tokens: impl Iterator<Item = (&'t String, &'t String)>) -> String {
    tokens
        .map(|(name, value)| format!(" --{name}: {value};"))
        .collect()
}

/// What is put at the end of a block.
fn addition<'t>(
    css: &str,
    body: &Range<usize>,
    tokens: impl Iterator<Item = (&'t String, &'t String)>,
) -> Option<(Range<usize>, String)> {
    let text = written(tokens);
    let inside = trimmed(css, body.clone());
    let open = !inside.is_empty() && !css[inside.clone()].ends_with(';');
    let separator = if open { ";" } else { "" };
    (!text.is_empty()).then(|| (inside.end..inside.end, format!("{separator}{text}")))
}

/// What is printed has light colours on white paper, also where the page is dark: a mark's own colour goes there if it was
/// the page's before, and if paper shows it.
fn print(
    known: &[Declaration],
    before: &BTreeMap<String, String>,
    light: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut after = before.clone();
    after.extend(light.clone());
    let printed = layer(known, Scheme::Print);
    let mut paper = before.clone();
    paper.extend(printed.clone());
    printed
        .iter()
        .filter(|(name, _)| !contrast::GROUNDS.contains(&name.as_str()))
        .filter_map(|(name, value)| {
            let (was, is) = (colour(before, name)?, colour(&after, name)?);
            let seen = is.contrast(colour(&paper, "bg")?) >= contrast::needed(name);
            (was != is && Colour::parse(value)? == was && seen)
                .then(|| (name.clone(), is.to_string()))
        })
        .collect()
}

/// The values that hold in a scheme; of two with one name the later one.
pub(super) fn layer(declarations: &[Declaration], scheme: Scheme) -> BTreeMap<String, String> {
    let mine = declarations.iter().filter(|token| token.scheme == scheme);
    mine.map(|token| (token.name.clone(), token.value.clone()))
        .collect()
}

/// The colour of a token, if it is one.
pub(super) fn colour(tokens: &BTreeMap<String, String>, name: &str) -> Option<Colour> {
    Colour::parse(resolve(tokens, name)?)
}

/// A colour in the one form in which it goes into stylesheets and charts; another value as it stands.
pub(super) fn normal(value: &str) -> String {
    match Colour::parse(value) {
        Some(colour) => colour.to_string(),
        None => match reference(value) {
            Some(name) => format!("var(--{name})"),
            None => value.split_whitespace().collect::<Vec<_>>().join(" "),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = ":root { --bg: #FFFFFF; --link: #1F4FA3; --c1: #3461C8; --t1: var(--c1); --sans: serif; }\n\
        @media (prefers-color-scheme: dark) { :root:not([data-theme=\"light\"]) { --bg: #000000; --link: #8DBBFF; --c1: #67A4FF } }\n\
        :root[data-theme=\"dark\"] { --bg: #000000; --link: #8DBBFF; --c1: #67A4FF; }\n\
        a { color: var(--link); }\n\
        @media print { :root { --bg: #FFFFFF; --link: #000000; --c1: #3461C8; } }\n";

    fn dressed(text: &str) -> String {
        let (given, faults) = read(text);
        assert_eq!(faults, [], "{text}");
        dress(SHEET, &given)
    }

    #[test]
    fn a_light_colour_leaves_the_dark_one_alone() {
        let css = dressed(
            ":root { --link: #00616B; /* ours */ --t1: #123456; --sans: Inter, sans-serif }",
        );
        let light = layer(&declarations(&css), Scheme::Light);
        let dark = layer(&declarations(&css), Scheme::Dark);
        assert_eq!(light["link"], "#00616B");
        assert_eq!(dark["link"], "#8DBBFF");
        // The stylesheet gives it no dark value of its own, so that the light one would show.
        assert_eq!(dark["t1"], "var(--c1)");
        // No colour: it holds in both.
        assert_eq!(
            (light["sans"].as_str(), dark.get("sans")),
            ("Inter, sans-serif", None)
        );
        assert_eq!(css.matches("--t1: var(--c1);").count(), 2, "{css}");
    }

    #[test]
    fn all_forms_of_dark_are_one() {
        for text in [
            ":root { --link: light-dark(#111111, #EEEEEE) }",
            ":root { --link: #111111 } :root[data-theme='dark'] { --link: #EEEEEE; }",
            "@media (prefers-color-scheme: dark) { :root { --link: #EEEEEE; } } :root{--link:#111111}",
        ] {
            let css = dressed(text);
            assert_eq!(css.matches("--link: #EEEEEE").count(), 2, "{css}");
            assert_eq!(css.matches("--link: #111111").count(), 1, "{css}");
            assert_eq!(css.lines().count(), SHEET.lines().count());
        }
    }

    #[test]
    fn paper_shows_a_new_mark_but_keeps_its_own_ground_and_words() {
        let css = dressed(":root { --bg: #EEEEEE; --link: #AA0000; --c1: #AA0000; }");
        let print = layer(&declarations(&css), Scheme::Print);
        assert_eq!(
            [&*print["bg"], &*print["link"], &*print["c1"]],
            ["#FFFFFF", "#000000", "#AA0000"]
        );
        let pale = dressed(":root { --c1: #FFEEEE; }");
        assert_eq!(layer(&declarations(&pale), Scheme::Print)["c1"], "#3461C8");
    }

    #[test]
    fn a_stylesheet_without_a_place_for_a_token_gets_one() {
        let (given, _) = read(":root { --link: light-dark(#111111, #EEEEEE); }");
        let css = dress("a { color: var(--link) }\n", &given);
        let tokens = declarations(&css);
        assert_eq!(layer(&tokens, Scheme::Light)["link"], "#111111");
        assert_eq!(
            tokens
                .iter()
                .filter(|token| token.scheme == Scheme::Dark)
                .count(),
            2,
            "{css}"
        );
        let open = dress(":root { --bg: #FFFFFF }\n", &given);
        assert!(
            open.starts_with(":root { --bg: #FFFFFF; --link: #111111; }\n"),
            "{open}"
        );
    }

    /// Whatever an author saves halfway through a word: told, never a panic, and the stylesheet stays one.
    #[test]
    fn a_file_may_end_anywhere() {
        let whole = "/* é */ :root { --link: light-dark(#0061\u{e4}6B, \"x\\\"\"); --sans: 'Ä', serif }\n@media (prefers-color-scheme: dark) { :root { --bg: #000 } }\n.x { y: url(z) }";
        for (end, _) in whole.char_indices() {
            let (given, _) = read(&whole[..end]);
            let css = dress(SHEET, &given);
            assert_eq!(rules(&blanked(&css), 0..css.len()).1, None, "{css}");
            assert!(css.contains("a { color: var(--link); }"), "{css}");
        }
    }

    #[test]
    fn hostile_files_end() {
        for text in [
            "{",
            ":root{",
            "(",
            "/*",
            "a{b:",
            ":root{--a:var(--",
            "\"",
            "}",
            ";",
            "\\",
        ] {
            let text = text.repeat(20_000);
            let (given, faults) = read(&text);
            assert!(given.is_empty(), "{text:.20}");
            assert!(
                !faults.is_empty() || text.starts_with("/*") || text.starts_with(';'),
                "{text:.20}"
            );
        }
    }

    #[test]
    fn what_is_no_token_is_told() {
        for (text, place, what) in [
            (".a { color: red }", ".a", "`.a` is a rule and no token"),
            (
                "@import 'x';",
                "@import 'x'",
                "`@import 'x'` is a rule and no token",
            ),
            (
                ":root { color: red }",
                "color",
                "`color` is a property and no token",
            ),
            (":root { --bg }", "--bg", "`--bg` has no value"),
            (":root { --bg: ; }", "", "`--bg` has no value"),
            (
                ":root { --bg: #fff; --bg: #000 }",
                "--bg",
                "`--bg` stands twice",
            ),
            (
                ":root { --sans: \"Inter }",
                ":root { --sans: \"Inter }",
                "a block is opened here and never closed",
            ),
            (
                ":root { --sans: \"Inter\n}",
                "\"Inter",
                "a quote or bracket in the value of `--sans` is not closed",
            ),
            (
                ":root { --bg: url(http://x/) }",
                "url(http://x/)",
                "`--bg` is more than a value",
            ),
            (
                ":root { --bg: #fff !important }",
                "#fff !important",
                "`--bg` is more than a value",
            ),
            (
                ":root { --bg: light-dark(#fff) }",
                "light-dark(#fff)",
                "`--bg` does not have one light and one dark colour",
            ),
            (":root { --bg: #fff } }", "}", "`}` is a rule and no token"),
            (
                "--bg: #fff",
                "--bg: #fff",
                "this stands outside of every block",
            ),
        ] {
            let (_, faults) = read(text);
            let told: Vec<(&str, &str)> = faults
                .iter()
                .map(|f| (&text[f.at.clone()], f.what.as_str()))
                .collect();
            assert_eq!(told, [(place, what)], "{text}");
        }
    }
}
