//! Templates against their views, and themes that misbehave.

#![expect(
    clippy::disallowed_methods,
    reason = "the theme is compared with its folder"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde_json::Value;

use super::built_in;
use super::chain::{Layer, ThemeFile};
use super::sample::Sample;
use super::{Argument, Theme, stylesheet};
use crate::diagnostic::{Checked, Severity, Sources};
use crate::model::identifier::LanguageId;

const GERMAN: &str = include_str!("../language/de/pages.ftl");
const ENGLISH: &str = include_str!("../language/en/pages.ftl");

fn bundle(tag: &str, text: &str) -> FluentBundle<FluentResource> {
    let language = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    let resource =
        FluentResource::try_new(text.to_owned()).unwrap_or_else(|(_, faults)| panic!("{faults:?}"));
    assert!(
        bundle.add_resource(resource).is_ok(),
        "{tag}: a message twice"
    );
    bundle
}

fn speech()
-> impl Fn(&LanguageId, &str, &[(String, Argument)]) -> Option<String> + Send + Sync + 'static {
    let bundles: BTreeMap<&str, _> = [("de", bundle("de", GERMAN)), ("en", bundle("en", ENGLISH))]
        .into_iter()
        .collect();
    move |language, id, arguments| {
        let bundle = bundles.get(language.as_str())?;
        let pattern = bundle.get_message(id)?.value()?;
        let mut named = FluentArgs::new();
        for (name, argument) in arguments {
            named.set(
                name.clone(),
                match argument {
                    Argument::Text(text) => FluentValue::from(text.clone()),
                    Argument::Number(number) => FluentValue::from(*number),
                },
            );
        }
        Some(
            bundle
                .format_pattern(pattern, Some(&named), &mut Vec::new())
                .into_owned(),
        )
    }
}

fn languages() -> [LanguageId; 2] {
    ["de".into(), "en".into()]
}

fn assembled(layers: Vec<Layer<'_>>) -> Theme {
    let Checked { value, diagnostics } = Theme::assemble(layers, &languages(), speech());
    value.unwrap_or_else(|| panic!("{diagnostics:#?}"))
}

/// The built-in theme with files of a publisher's over it.
fn with(files: &[(&str, &str)]) -> (Sources, Checked<Theme>) {
    let mut sources = Sources::default();
    let files = files
        .iter()
        .map(|(path, text)| ThemeFile {
            path: (*path).into(),
            bytes: text.as_bytes().into(),
            file: Some(sources.add(format!("themes/mine/{path}"), *text)),
        })
        .collect();
    let mine = Layer {
        name: "themes/mine".into(),
        files,
    };
    let theme = Theme::assemble(vec![built_in::layer(), mine], &languages(), speech());
    (sources, theme)
}

/// Messages as a publisher reads them: place, severity, id, words.
fn messages(sources: &Sources, diagnostics: &[crate::diagnostic::Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|found| {
            let at = crate::diagnostic::position::locate(sources, &found.at);
            let from = at.from.map_or(String::new(), |from| {
                format!(":{}:{}", from.line, from.column)
            });
            format!("{}{from} {} {}", at.path, found.check.id, found.message)
        })
        .collect()
}

fn views(german: bool) -> Vec<(&'static str, Value)> {
    let charts = |id: &str| {
        (
            format!("<svg class=\"w\"><g class=\"{id}\"/></svg>"),
            "<svg class=\"n\"/>".to_owned(),
        )
    };
    let sample = Sample {
        german,
        charts: &charts,
    };
    let json = |view: serde_json::Result<Value>| view.unwrap_or_default();
    vec![
        ("pages/home.html", json(serde_json::to_value(sample.home()))),
        (
            "pages/report.html",
            json(serde_json::to_value(sample.report())),
        ),
        (
            "pages/report.html",
            json(serde_json::to_value(sample.corrected())),
        ),
        (
            "pages/reports.html",
            json(serde_json::to_value(sample.reports())),
        ),
        ("pages/data.html", json(serde_json::to_value(sample.data()))),
        (
            "pages/corrections.html",
            json(serde_json::to_value(sample.corrections())),
        ),
        (
            "pages/embed.html",
            json(serde_json::to_value(sample.embed())),
        ),
        ("pages/gaps.html", json(serde_json::to_value(sample.gaps()))),
        (
            "pages/about.html",
            json(serde_json::to_value(sample.about())),
        ),
        (
            "pages/compare.html",
            json(serde_json::to_value(sample.compare())),
        ),
        (
            "pages/topic.html",
            json(serde_json::to_value(sample.topic())),
        ),
        (
            "pages/topics.html",
            json(serde_json::to_value(sample.topics())),
        ),
        (
            "pages/compare_index.html",
            json(serde_json::to_value(sample.compare_index())),
        ),
        (
            "pages/text.html",
            json(serde_json::to_value(sample.methodology())),
        ),
    ]
}

#[test]
fn the_list_of_built_in_files_is_the_directory() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let found: BTreeSet<String> = walkdir::WalkDir::new(&root)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            Some(
                entry
                    .path()
                    .strip_prefix(&root)
                    .ok()?
                    .to_string_lossy()
                    .replace('\\', "/"),
            )
        })
        .collect();
    let listed: BTreeSet<String> = built_in::FILES
        .iter()
        .map(|(path, _)| (*path).to_owned())
        .collect();
    assert_eq!(found, listed);
}

#[test]
fn every_template_renders_its_view_in_every_language() {
    let theme = assembled(vec![built_in::layer()]);
    for (language, german) in [("de", true), ("en", false)] {
        for (template, view) in views(german) {
            let page = theme
                .render(template, &language.into(), &view)
                .unwrap_or_else(|fault| panic!("{fault:#?}"));
            assert_eq!(page.matches("<h1").count(), 1, "{template}");
            assert_eq!(
                page.matches("Content-Security-Policy").count(),
                1,
                "{template}"
            );
            let scripts = page.matches("<script").count();
            let data = page
                .matches("<script type=\"application/ld+json\">")
                .count();
            assert_eq!(
                scripts - data,
                page.matches("script.js\" data-theme=").count()
            );
            for never in [" style=", "<style", "klartext_", "\n\n\n"] {
                assert!(!page.contains(never), "{template} contains {never:?}");
            }
            balanced(&page);
            anchors(template, &page);
        }
    }
}

/// Every element that is opened is closed, in order.
fn balanced(page: &str) {
    const VOID: &[&str] = &["meta", "link", "br", "img", "hr", "base", "!doctype"];
    let mut open: Vec<&str> = Vec::new();
    for piece in page.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap_or_default();
        let name = tag
            .split([' ', '\n', '/'])
            .find(|part| !part.is_empty())
            .unwrap_or_default();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "…<{piece}");
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert_eq!(open, [""; 0]);
}

/// Ids are unique, and every link within the page leads somewhere.
fn anchors(template: &str, page: &str) {
    let values = |attribute: &str| -> Vec<String> {
        let start = format!(" {attribute}=\"");
        page.split(start.as_str())
            .skip(1)
            .filter_map(|rest| Some(rest.split('"').next()?.to_owned()))
            .collect()
    };
    let mut ids = BTreeSet::new();
    for id in values("id") {
        assert!(ids.insert(id.clone()), "{template}: the id {id:?} twice");
    }
    for href in values("href") {
        if let Some(id) = href.strip_prefix('#') {
            assert!(ids.contains(id), "{template}: {href} leads nowhere");
        }
    }
    for id in values("aria-labelledby") {
        assert!(ids.contains(&id), "{template}: no label {id}");
    }
}

/// A misspelt name in an `if` is silently false to Tera, so names are compared with the views' own.
#[test]
fn templates_name_only_what_views_have() {
    let mut fields = BTreeSet::new();
    for (_, view) in views(true) {
        names(&view, &mut fields);
    }
    for loops in ["loop", "index", "first", "last"] {
        fields.insert(loops.to_owned());
    }
    for (path, bytes) in built_in::FILES
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let text = String::from_utf8_lossy(bytes);
        for (at, _) in text.match_indices('.') {
            let word = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
            let after: String = text[at + 1..].chars().take_while(word).collect();
            let before: String = text[..at].chars().rev().take_while(word).collect();
            let within = text[..at]
                .rfind(['{', '}'])
                .is_some_and(|brace| text[brace..].starts_with('{'));
            if within
                && !after.is_empty()
                && !before.is_empty()
                && after != "html"
                && after != "css"
            {
                assert!(
                    fields.contains(&after),
                    "{path}: no view has a field {after:?}"
                );
            }
        }
    }
}

fn names(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                into.insert(name.clone());
                names(value, into);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, into)),
        _ => {}
    }
}

#[test]
fn both_languages_have_the_same_messages() {
    let ids = |text: &'static str| -> Vec<&str> {
        text.lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split(' ').next())
            .collect()
    };
    assert_eq!(ids(GERMAN), ids(ENGLISH));
}

#[test]
fn only_markup_of_our_own_goes_in_as_it_stands() {
    let theme = assembled(vec![built_in::layer()]);
    let mut view = views(true).swap_remove(1).1;
    view["head"]["headline"] = "<script>1</script> \"&".into();
    view["figures"][0]["table"]["caption"] = "</caption><img src=x>".into();
    view["narrative"][0]["prose_html"] = "<p><em>ours</em></p>".into();
    let page = theme
        .render("pages/report.html", &"de".into(), &view)
        .unwrap_or_default();
    assert!(
        page.contains("<h1>&lt;script&gt;1&lt;/script&gt; &quot;&amp;</h1>"),
        "{page}"
    );
    assert!(!page.contains("<img src=x>"));
    assert!(page.contains("<p><em>ours</em></p>"));
    assert!(page.contains("<g class=\"outcome\"/>"));
}

#[test]
fn a_page_is_the_same_every_time() {
    let (first, second) = (
        assembled(vec![built_in::layer()]),
        assembled(vec![built_in::layer()]),
    );
    for (template, view) in views(true) {
        let page = |theme: &Theme| {
            theme
                .render(template, &"de".into(), &view)
                .unwrap_or_default()
        };
        assert_eq!(page(&first), page(&second));
    }
}

#[test]
fn a_theme_overrides_a_single_file() {
    let (_, checked) = with(&[
        (
            "pages/text.html",
            "{% extends \"base.html\" %}{% block main %}<h1>{{ head.headline }}!</h1>{% endblock %}",
        ),
        ("style.css", "body{}"),
        ("fonts/mine.woff2", "x"),
    ]);
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    let theme = checked.value.unwrap_or_else(|| panic!("no theme"));
    let view = views(true).pop().unwrap_or_default().1;
    let page = theme
        .render("pages/text.html", &"de".into(), &view)
        .unwrap_or_default();
    assert!(
        page.contains("<h1>Was zählt, und wie gerechnet wird!</h1>"),
        "{page}"
    );
    let assets: Vec<_> = theme
        .assets()
        .map(|(path, bytes)| (path, bytes.len()))
        .collect();
    assert_eq!(assets, [("fonts/mine.woff2", 1), ("style.css", 7)]);
}

#[test]
fn faults_are_told_with_their_places() {
    let (sources, checked) = with(&[
        (
            "pages/home.html",
            "{% extends \"base.html\" %}\n{% block main %}{{ head.headline | safe }}{% endblock %}",
        ),
        (
            "pages/data.html",
            "ä {{ range(end=4) }}\n{{ text(id=\"data-filez\") }}",
        ),
        ("pages/txt.html", ""),
        ("styles.css", ""),
        ("data/2023.svg", ""),
        ("notes.txt", ""),
    ]);
    assert!(checked.value.is_none());
    assert_eq!(
        messages(&sources, &checked.diagnostics),
        [
            "themes/mine/pages/txt.html theme-unknown-file pages/txt.html is not a file of a theme and is left out",
            "themes/mine/styles.css theme-unknown-file styles.css is added to the theme and overrides nothing",
            "themes/mine/data/2023.svg theme-unknown-file data/2023.svg is not a file of a theme and is left out",
            "themes/mine/notes.txt theme-unknown-file notes.txt is not a file of a theme and is left out",
            "themes/mine/pages/data.html:1:6 theme-refused-construct the function `range`",
            "themes/mine/pages/data.html:2:12 theme-unknown-message there is no message \"data-filez\" in de, en",
            "themes/mine/pages/home.html:2:36 theme-refused-construct the filter `safe`",
        ]
    );
    let nearest = &checked.diagnostics[0].mend;
    assert_eq!(
        nearest,
        "If it is meant to replace pages/text.html, give it that name."
    );
}

#[test]
fn the_engine_s_faults_are_led_back_to_the_author_s_lines() {
    for (text, expected) in [
        (
            "{% for x in figures %}{% if x %}{% endfor %}",
            "themes/mine/pages/home.html:1:36 theme-template-error ",
        ),
        (
            "{% extends \"nope.html\" %}",
            "themes/mine/pages/home.html:1:12 theme-template-error there is no template \"nope.html\" to extend",
        ),
        (
            "{% for x in figures %}a{{ <nope x={x} /> }}{% endfor %}",
            "themes/mine/pages/home.html:1:28 theme-template-error unknown component `nope`",
        ),
        (
            "a\n{% for x in figures %}{% include \"b.html\" %}{% endfor %}",
            "themes/mine/pages/home.html:2:34 theme-template-error there is no template \"b.html\" to include",
        ),
    ] {
        let (sources, checked) = with(&[("pages/home.html", text)]);
        let told = messages(&sources, &checked.diagnostics);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with(expected), "{told:?}");
        assert_eq!(
            checked.diagnostics[0].notes,
            [
                "pages/home.html is taken from themes/mine; theme chain: themes/mine over the built-in theme `default`"
            ]
        );
    }
}

#[test]
fn a_fault_in_an_include_tells_how_a_page_came_there() {
    let (sources, checked) = with(&[
        (
            "pages/home.html",
            "{% extends \"base.html\" %}\n{% block main %}{{ <outer head={head} /> }}{% endblock %}",
        ),
        (
            "components/outer.html",
            "{% component outer(head) %}\n{% include \"components/inner.html\" %}{% endcomponent outer %}",
        ),
        ("components/inner.html", "a {{ head | safe }}"),
    ]);
    assert_eq!(
        messages(&sources, &checked.diagnostics),
        ["themes/mine/components/inner.html:1:13 theme-refused-construct the filter `safe`"]
    );
    assert_eq!(
        checked.diagnostics[0].notes,
        [
            "chain of includes: pages/home.html:2:21 calls outer, components/outer.html:2:12 includes \
             components/inner.html",
            "components/inner.html is taken from themes/mine; theme chain: themes/mine over the built-in theme \
             `default`",
        ]
    );
}

#[test]
fn tokens_reach_the_stylesheet_and_the_charts() {
    let (_, checked) = with(&[(
        "tokens.css",
        ":root { --c1: rgb(0 97 107); --link: light-dark(#00616B, #6FD3DE) }",
    )]);
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    let theme = checked.value.unwrap_or_else(|| panic!("no theme"));
    assert_eq!(
        theme.token("c1").first().map(String::as_str),
        Some("#00616B")
    );
    assert_eq!(
        theme.token("t1").first().map(String::as_str),
        Some("#00616B")
    );
    let assets: Vec<_> = theme.assets().collect();
    let [("style.css", css)] = assets.as_slice() else {
        panic!("tokens.css is sent as well");
    };
    let css = String::from_utf8_lossy(css);
    assert_eq!(css.matches("--link: #6FD3DE").count(), 2);
    assert_eq!(
        css.matches("--c1: #00616B").count(),
        2,
        "in light and on paper"
    );
}

#[test]
fn the_built_in_colours_stand_out() {
    let (sources, checked) = with(&[("style.css", include_str!("../../themes/default/style.css"))]);
    assert_eq!(messages(&sources, &checked.diagnostics), [""; 0]);
}

#[test]
fn colours_that_cannot_be_read_are_told_where_they_are_given() {
    let (sources, checked) = with(&[(
        "tokens.css",
        ":root {\n  --brand: #8FB7B5;\n  --link: var(--brand);\n  --bg: light-dark(#FFFFFF, #FFFFFF);\n  --c2: #EEE;\n}\n",
    )]);
    let told = messages(&sources, &checked.diagnostics);
    let starts = [
        "themes/mine/tokens.css:5:9 theme-contrast `--t2`, which is `--c2`, on `--band` has a contrast of 1.05:1 in light \
         colours",
        "themes/mine/tokens.css:3:11 theme-contrast `--link` on `--band` has a contrast of 1.78:1 in light colours",
        "themes/mine/tokens.css:4:29 theme-contrast `--ink` on `--bg` has a contrast of 1.16:1 in dark colours",
    ];
    for start in starts {
        assert!(told.iter().any(|told| told == start), "{start}: {told:#?}");
    }
    assert_eq!(told.len(), 3, "{told:#?}");
}

#[test]
fn a_page_that_does_not_fit_its_view_is_refused_where_it_says_so() {
    let head = "<!doctype html><html><head></head>";
    let deep =
        "{% for a in figures %}{% for b in figures %}{% for c in figures %}{% for d in figures %}";
    let ends = "{% endfor %}{% endfor %}{% endfor %}{% endfor %}";
    let nested = format!("{head}{deep}{deep}{deep}{ends}{ends}{ends}");
    let loud = format!("{head}{deep}{}{ends}", "ü".repeat(30_000));
    let calls = format!(
        "{head}{{{{ <boom n={{1}} /> }}}}{{% component boom(n) %}}{{% if n < 20 %}}{}{{% endif %}}{{% endcomponent boom %}}",
        "{{ <boom n={n + 1} /> }}".repeat(9)
    );
    for (text, expected) in [
        (
            format!("{head}\n{{% for x in figures %}}{{{{ x.nope }}}}{{% endfor %}}"),
            ":2:28 theme-template-error field `nope` is not defined. Available fields: cite, ",
        ),
        (
            format!("{head}{{% for x in head %}}{{% endfor %}}"),
            ":1:47 theme-template-error invalid type for the value, expected `list` but got `map/struct`",
        ),
        (
            "<h1>{{ head.headline }}</h1>".into(),
            ":1:1 theme-no-head the page does not begin with <!doctype html>",
        ),
        (
            nested,
            " theme-limit this page repeats itself beyond all use",
        ),
        (loud, ":1:1 theme-limit the page is larger than 8 MiB"),
        (
            calls,
            " theme-limit this page repeats itself beyond all use",
        ),
    ] {
        let (sources, checked) = with(&[("pages/home.html", &text)]);
        let theme = checked
            .value
            .unwrap_or_else(|| panic!("{:#?}", checked.diagnostics));
        let mut view = views(true).swap_remove(0).1;
        let figure = view["figures"][0].clone();
        view["figures"] = vec![figure; 12].into();
        let fault = theme.render("pages/home.html", &"de".into(), &view);
        let told = messages(
            &sources,
            &fault
                .err()
                .map(|fault| *fault)
                .into_iter()
                .collect::<Vec<_>>(),
        );
        assert!(
            told.iter().any(|told| told.contains(expected)),
            "{expected}: {told:?}"
        );
    }
}

/// What an author saves halfway through a word is told, never a panic.
#[test]
fn a_template_may_end_anywhere() {
    let whole = include_str!("../../themes/default/pages/report.html");
    let view = views(true).swap_remove(1).1;
    for end in (0..whole.len()).step_by(47) {
        let (_, checked) = with(&[("pages/report.html", &whole[..end])]);
        let told = match &checked.value {
            None => !checked.diagnostics.is_empty(),
            Some(theme) => theme
                .render("pages/report.html", &"de".into(), &view)
                .is_err(),
        };
        // Before the first block the page is the bare frame; behind the last it is whole.
        let complete = !whole[..end].contains("{% block") || whole[..end].contains("endblock");
        assert!(told || complete, "{}", &whole[..end]);
    }
}

#[test]
fn checks_have_ids_of_their_own() {
    let ids: BTreeSet<&str> = super::CHECKS.iter().map(|check| check.id).collect();
    assert_eq!(ids.len(), super::CHECKS.len());
    assert!(
        super::CHECKS
            .iter()
            .all(|check| check.id.starts_with("theme-"))
    );
    assert_eq!(super::UNKNOWN_FILE.severity, Severity::Warning);
}

#[test]
fn the_stylesheet_keeps_its_budget_and_loads_nothing() {
    let css = include_str!("../../themes/default/style.css");
    // Text like this shrinks to a quarter; the browser tests weigh what a host sends.
    let sent = stylesheet::sent(css).len();
    assert!(sent < 22_500, "{sent}");
    for never in ["http:", "https:", "@import", "url("] {
        assert!(!css.contains(never), "{never}");
    }
}
