//! Walks `tests/narratives`: each folder is a narrative and what must come of it.
//!
//! `KLARTEXT_ACCEPT=1 cargo test --lib narrative` writes what came as what must come; look at the difference.

#![expect(
    clippy::disallowed_methods,
    reason = "tests read their cases and write what is accepted"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::document::{Document, Message, Part, weave};
use super::identifiers::{OF_PAGES, OF_PAGES_BEGIN, is_of_page};
use super::reference::Reference;
use super::{CHECKS, parse};
use crate::diagnostic::position::position;
use crate::diagnostic::{Checked, Diagnostic, FileId, Place, Severity, Spanned};

const FILE: FileId = FileId(0);

/// `⟦change received from=2022 despite_break=true⟧`: its canonical form without quotes, which escaping would tear.
fn shown(reference: &Spanned<Reference>) -> String {
    let written = reference.value.canonical(None);
    let words = written.trim_end_matches(')').replacen('(', " ", 1);
    format!("⟦{}⟧", words.replace(", ", " ").replace('"', ""))
}

fn said(message: &Message) -> String {
    match message {
        Message::FootnoteBack { number, mention } => format!("⟦footnote-back {number} {mention}⟧"),
        Message::WideTable { number } => format!("⟦wide-table {number}⟧"),
        other => format!("⟦{}⟧", other.id()),
    }
}

fn woven(document: &Document) -> String {
    let mut page = weave(&document.parts, shown, said);
    // What stands beside the page is listed below it, and only where there is some.
    for heading in &document.headings {
        let text = weave(&heading.text, shown, said);
        let _ = writeln!(
            page,
            "<!-- heading {} #{} {text} -->",
            heading.level, heading.id
        );
    }
    for link in &document.links {
        let _ = writeln!(page, "<!-- {:?} {} -->", link.kind, link.target.value);
    }
    page
}

fn listed(text: &str, diagnostics: &[Diagnostic]) -> String {
    let mut list = String::new();
    for diagnostic in diagnostics {
        let Place::Span(span) = &diagnostic.at else {
            panic!("a narrative's problem is always at a place in it");
        };
        let from = position(text, span.range().start);
        let found = text.get(span.range()).expect("spans are whole characters");
        let _ = writeln!(
            list,
            "{}:{} {} {} | {}",
            from.line,
            from.column,
            diagnostic.check.id,
            diagnostic.message,
            found.escape_debug(),
        );
    }
    list
}

/// Front matter is skipped as the `source` room will do it.
fn read(text: &str) -> Checked<Document> {
    let body = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.find("\n---\n"))
        .map_or(0, |end| "---\n".len() + end + "\n---\n".len());
    parse(FILE, text, body)
}

fn compare(path: &Path, came: &str, wrong: &mut Vec<String>) {
    let accept = std::env::var_os("KLARTEXT_ACCEPT").is_some();
    let must = fs::read_to_string(path).unwrap_or_default();
    if came == must {
        return;
    }
    if !accept {
        wrong.push(format!(
            "{}\n--- must\n{must}--- came\n{came}",
            path.display()
        ));
    } else if came.is_empty() {
        fs::remove_file(path).expect("a reference can be removed");
    } else {
        fs::write(path, came).expect("a reference can be written");
    }
}

#[test]
fn examples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/narratives");
    let mut cases: Vec<_> = fs::read_dir(&folder)
        .expect("the examples are there")
        .map(|entry| entry.expect("the folder is readable").path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 30, "only {} examples", cases.len());
    let mut wrong = Vec::new();
    let mut raised = Vec::new();
    for case in cases {
        let input = fs::read_to_string(case.join("input.md")).expect("input.md is text");
        let checked = read(&input);
        let errors = checked.errors();
        assert_eq!(checked.value.is_none(), errors > 0, "{}", case.display());
        raised.extend(checked.diagnostics.iter().map(|d| d.check.id));
        let html = checked.value.as_ref().map(woven).unwrap_or_default();
        compare(&case.join("expected.html"), &html, &mut wrong);
        let list = listed(&input, &checked.diagnostics);
        compare(&case.join("expected.txt"), &list, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // These need inputs that are too large to lie in a folder; they are tested below.
    let below = ["too-many-references", "too-many-problems"];
    for check in CHECKS {
        assert!(
            raised.contains(&check.id) || below.contains(&check.id),
            "no example raises `{}`",
            check.id
        );
    }
}

#[test]
fn check_ids_are_unique() {
    let mut ids: Vec<_> = CHECKS.iter().map(|check| check.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), CHECKS.len());
}

/// A heading of an author must not take the id of something that the page has beside the text.
#[test]
fn the_ids_of_pages_are_those_of_the_templates() {
    let themes = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let mut found = 0;
    for folder in ["", "components", "pages"] {
        let entries = fs::read_dir(themes.join(folder)).expect("the theme is there");
        for path in entries.map(|entry| entry.expect("the folder is readable").path()) {
            if path.extension().is_none_or(|extension| extension != "html") {
                continue;
            }
            let template = fs::read_to_string(&path).expect("a template is text");
            // The other pages show no text of an author.
            if folder == "pages" && !template.contains("<prose ") {
                continue;
            }
            let ids = template.split(" id=\"").skip(1);
            for id in ids.filter_map(|rest| rest.split('"').next()) {
                if !id.contains('{') {
                    found += 1;
                    assert!(is_of_page(id), "`{id}` of {} is not listed", path.display());
                }
            }
        }
    }
    assert!(found >= 10, "found only {found} ids");
    assert!(OF_PAGES.is_sorted() && OF_PAGES_BEGIN.is_sorted());
}

fn ids(checked: &Checked<Document>) -> Vec<&'static str> {
    let mut ids: Vec<_> = checked.diagnostics.iter().map(|d| d.check.id).collect();
    ids.dedup();
    ids
}

#[test]
fn two_thousand_references_are_enough() {
    let one = "{{ n(\"a\") }} ";
    assert!(parse(FILE, &one.repeat(2_000), 0).value.is_some());
    assert_eq!(
        ids(&parse(FILE, &one.repeat(2_001), 0)),
        ["too-many-references"]
    );
}

#[test]
fn what_is_not_listed_is_counted() {
    let checked = parse(FILE, &"<b>\n\n".repeat(1_000), 0);
    assert_eq!(checked.diagnostics.len(), 201);
    assert_eq!(ids(&checked), ["raw-html", "too-many-problems"]);
    let warnings = parse(FILE, &"[](a) ".repeat(1_000), 0);
    assert!(
        warnings.value.is_some(),
        "{:?}",
        warnings.diagnostics.last()
    );
}

#[test]
fn an_offset_that_is_none_leaves_nothing_to_read() {
    for body in [1, 3, usize::MAX] {
        let checked = parse(FILE, "ä", body);
        assert!(checked.diagnostics.is_empty());
        assert_eq!(checked.value.map(|d| d.parts.len()), Some(0));
    }
}

/// Each takes a moment; a super-linear one would take minutes.
#[test]
fn hostile_repetition_takes_linear_time() {
    let mut inputs: Vec<String> = [
        ">",
        "> ",
        "[",
        "*",
        "`",
        "[^",
        "![",
        "_a ",
        "a**b",
        "<",
        "<a ",
        "<!--",
        "&",
        "\\",
        "|",
        "- ",
        "+ ",
        "1. ",
        "[a](",
        "[a](<b",
        "a\n: b\n",
        ": ",
        "{{",
        "}}",
        "{%",
        "{{n(\"",
        "\"{{",
        "`{{`",
        "\\{{",
        "# a {",
        "# a\n",
        "a|b\n-|-\n",
        "[^a]: ",
        "[^a]: > ",
        "\u{7f}",
        "\r",
        "[[a](b)",
        "*_",
        "{{}}",
        "{{n(\"a\")}}",
    ]
    .iter()
    .map(|unit| unit.repeat((1 << 18) / unit.len()))
    .collect();
    let lines = "a\n".repeat(1 << 16);
    let ends = "a\r".repeat(1 << 16);
    for opening in [">", "+ ", "> - ", "[^a]: > ", "1) > "] {
        inputs.push(format!(
            "{}a\n{lines}",
            opening.repeat((1 << 16) / opening.len())
        ));
        inputs.push(format!(
            "a\r{}a\r{ends}",
            opening.repeat((1 << 16) / opening.len())
        ));
    }
    // Many terms above one definition.
    inputs.push(format!("{lines}: b\n"));
    inputs.push(format!("{ends}: b\n"));
    inputs.push(format!("*a\n{lines}*\n: b\n"));
    for input in inputs {
        let begin = Instant::now();
        let checked = parse(FILE, &input, 0);
        let took = begin.elapsed();
        let start: String = input.chars().take(12).collect();
        assert!(took < Duration::from_secs(20), "{start:?} took {took:?}");
        assert!(checked.diagnostics.len() <= 201, "{start:?}");
    }
}

/// What can make a page run something, found by a scanner that knows only where tags begin and end.
fn active_content(html: &str) -> Option<&str> {
    for tag in html.split('<').skip(1) {
        let (tag, text) = tag.split_once('>')?;
        let lower = tag.to_lowercase();
        let known = [
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "em",
            "strong",
            "code",
            "pre",
            "blockquote",
            "div",
            "section",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "a",
            "img",
            "sup",
            "br",
            "hr",
        ];
        let name = lower
            .trim_start_matches('/')
            .split(' ')
            .next()
            .unwrap_or_default();
        let attributes = lower.split('"').step_by(2);
        let values = lower.split('"').skip(1).step_by(2);
        if !known.contains(&name)
            || lower.matches('"').count() % 2 != 0
            || attributes
                .clone()
                .any(|name| name.trim_start().starts_with("on"))
            || attributes
                .clone()
                .any(|name| name.contains("style") || name.contains('\''))
            || values
                .clone()
                .any(|value| value.trim().starts_with("javascript:"))
            || values
                .clone()
                .any(|value| value.starts_with('/') || value.starts_with("data:"))
            || text.contains(['>', '"', '\''])
        {
            return Some(tag);
        }
    }
    None
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let checked = parse(FILE, text, 0);
    prop_assert_eq!(checked.value.is_none(), checked.errors() > 0);
    for diagnostic in &checked.diagnostics {
        let Place::Span(span) = &diagnostic.at else {
            return Err(TestCaseError::fail("no span"));
        };
        prop_assert!(text.get(span.range()).is_some(), "{diagnostic:?}");
        prop_assert!(
            !diagnostic.message.contains(char::is_control),
            "{diagnostic:?}"
        );
        prop_assert!(!diagnostic.mend.is_empty() && !diagnostic.message.is_empty());
        prop_assert!(
            diagnostic.severity == Severity::Error
                || checked.value.is_some()
                || checked.errors() > 0
        );
    }
    let Some(document) = checked.value else {
        return Ok(());
    };
    let html = weave(
        &document.parts,
        |_| "1".to_owned(),
        |message| message.id().to_owned(),
    );
    prop_assert!(
        active_content(&html).is_none(),
        "{:?} in {html}",
        active_content(&html)
    );
    prop_assert!(!html.contains('\u{7f}'), "filler in {html}");
    let nested = html
        .split("<a ")
        .skip(1)
        .filter(|link| !link.contains("</a>"));
    prop_assert_eq!(nested.count(), 0, "links in links in {}", &html);
    let begun = html.split("<").filter(|tag| !tag.starts_with('/')).count();
    let ended = html.matches("</").count();
    let void = ["<br>", "<hr>", "<img "].map(|tag| html.matches(tag).count());
    prop_assert_eq!(begun - 1, ended + void.iter().sum::<usize>(), "{}", html);
    let mut ids: Vec<_> = html
        .split(" id=\"")
        .skip(1)
        .filter_map(|id| id.split('"').next())
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    prop_assert_eq!(ids.len(), count, "ids in {}", html);
    for reference in document.references() {
        let written = text.get(reference.at.range()).unwrap_or_default();
        prop_assert!(
            written.starts_with("{{") && written.ends_with("}}"),
            "{written}"
        );
    }
    for part in document.headings.iter().flat_map(|heading| &heading.text) {
        if let Part::Html(html) = part {
            prop_assert!(!html.contains(['<', '>', '"']));
        }
    }
    for link in &document.links {
        prop_assert!(text.get(link.target.at.range()).is_some());
    }
    for place in document.tables.iter().chain(&document.footnotes) {
        prop_assert!(text.get(place.range()).is_some_and(|at| !at.is_empty()));
    }
    // A list of definitions begins with a term and ends with a definition.
    let (lists, begun) = (
        html.matches("<dl>").count(),
        html.matches("<dl>\n<dt id=").count(),
    );
    prop_assert_eq!(lists, begun, "{}", &html);
    prop_assert_eq!(lists, html.matches("</dd>\n</dl>").count(), "{}", &html);
    Ok(())
}

/// What a reference may be made of, right and wrong.
const PIECES: &[&str] = &[
    "n",
    "rate",
    "change",
    "points",
    "why",
    "by",
    "chart",
    "table",
    "finding",
    "term",
    "said",
    "(",
    "(",
    ")",
    ")",
    ",",
    ",",
    "=",
    "\"received\"",
    "\"rejection_rate\"",
    "\"2022\"",
    "\"true\"",
    "\"\"",
    "\"",
    "'",
    "„",
    "from",
    "period",
    "despite_break",
    "figure",
    "true",
    "false",
    "2022",
    "2022-H1",
    "from=\"2022\"",
    "period=\"2023\"",
    "despite_break=true",
    " ",
    "\t",
    ".",
    "|",
    "+",
    "\\",
    "_",
    "ß",
    "😀",
    "{",
    "}",
    "`",
    "[",
    "]",
    "*",
];

const FRAGMENTS: &[&str] = &[
    "a\nb\n: c\n",
    "*a\nb* {#x}\nc {#y}\n: d\n\n",
    "> a\n> : b\n",
    "> [!HINT]\n",
    "> [!NOTE] a\n",
    "## Sources\n",
    "{#sources}\n",
    "{{ n(\"received\") }}",
    "{{ rate(\"r\", period=\"2022\") }}",
    "{{ chart(\"c\") }}",
    "{{ table(\"t\") }}",
    "{{ change(\"received\", from=\"2022\") }}",
    "{{ points(\"r\", from=\"2022\", period=\"2023\", despite_break=true) }}",
    "{{ why(\"r\", by=\"channel\", from=\"2022\") }}",
    "{{ finding(\"r\") }}",
    "{{ term(\"objected\") }}",
    "{{",
    "}}",
    "\\{{",
    "\\}}",
    "{{ n(\"a|b\") }}",
    "{% if %}",
    "{#id}",
    "{.x}",
    "\n",
    "\n\n",
    " ",
    "    ",
    "\t",
    "## ",
    "### ",
    "# ",
    "a",
    "ß",
    "word",
    "*",
    "**",
    "_",
    "`",
    "``",
    "```\n",
    "> ",
    "- ",
    "1. ",
    "7) ",
    ": ",
    "\n: ",
    "|",
    "\n|-|:-:|-:|\n",
    "| a | b |\n|---|--:|\n| c | d |\n",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "](",
    "[^1]",
    "[^1]: ",
    "\n[^1]: note\n",
    "> [!NOTE]\n> ",
    "> [!TIP]\n",
    "![",
    "[a](b.md)",
    "[a](javascript:alert(1))",
    "[a](<b c> \"t\")",
    "![a](b.png)",
    "[a]: x \"y\"\n",
    "[a]",
    "<b>",
    "<",
    ">",
    "<script>",
    "<!-- -->",
    "<https://example.org>",
    "<a@b.de>",
    "&lt;",
    "&#x202e;",
    "&quot;",
    "&#34; onclick=&#34;",
    "\"",
    "'",
    "---\n",
    "===\n",
    "***\n",
    "\u{7f}",
    "\u{202e}",
    "\r\n",
    "\r",
    "\0",
    "\u{ffff}",
    "😀",
];

/// With these, most mixtures are right, so that what comes out is looked at as often as what is refused.
const HARMLESS: &[&str] = &[
    "{{ n(\"received\") }}",
    "{{ rate(\"r\", period=\"2022\") }}",
    "\n\n{{ chart(\"c\") }}\n\n",
    "{{ change(\"received\", from=\"2022\", despite_break=\"true\") }}",
    "{{ why(\"r\", by=\"channel\", from=\"2022\") }}",
    "{{ finding(\"r\") }}",
    "\n\n{{ term(\"objected\") }}\n\n",
    "\\{{ }}",
    "\n",
    "\n\n",
    " ",
    "\n\n    ",
    "\n\n## ",
    "a",
    "ß",
    "*",
    "**",
    "_",
    "`",
    "\n```\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n7) ",
    "\n: ",
    "\n\na\nb {#x}\n: ",
    "\n\n> [!CAUTION]\n> a\n> b\n> : ",
    "\n\n[^1]: a\n    : b\n\n",
    "|",
    "\\|",
    "\n\n| a | b |\n|---|--:|\n| c | d |\n",
    "\n\n|a|b|c|d|e|\n|-|-|-|-|-|\n",
    "\\",
    "[",
    "]",
    "[^1]",
    "\n\n[^1]: note ",
    "(",
    "\n\n> [!NOTE]\n> ",
    "[a](b.md)",
    "[*b*](<b c> \"t\\\" onclick=\\\"x\")",
    "![a\"b](b.png)",
    "[a b](#c)",
    "\n\n[a]: x \"y\"\n",
    "[a]",
    "\\<b>",
    "< ",
    ">",
    "<https://example.org>",
    "<a@b.de>",
    "&lt;script&gt;",
    "&quot;",
    "&#34; onclick=&#34;",
    "\"",
    "'",
    "\n---\n",
    "\r\n",
    "😀",
    " {#id}\n",
    "javascript:alert(1)",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        holds(&text)?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        holds(&String::from_utf8_lossy(&bytes))?;
    }

    /// Bytes that Markdown means something with, so that few of them are plain words.
    #[test]
    fn any_marks_are_read_or_refused(text in "[-#>*_`:|^!\\\\\\[\\](){}<&;\"'=+.~0-9a \t\r\n]{0,120}") {
        holds(&text)?;
    }

    /// What is read is written in one way, which reads as the same.
    #[test]
    fn any_reference_is_read_or_refused(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..12)) {
        let text = format!("{{{{ {} }}}}", pieces.concat());
        holds(&text)?;
        let read = |text: &str| {
            let document = parse(FILE, text, 0).value?;
            document.references().next().map(|reference| reference.value.canonical(None))
        };
        if let Some(canonical) = read(&text) {
            prop_assert_eq!(read(&format!("{{{{ {canonical} }}}}")), Some(canonical));
        }
    }

    #[test]
    fn any_mixture_is_read_or_refused(pieces in prop::collection::vec(prop::sample::select(FRAGMENTS), 0..30)) {
        holds(&pieces.concat())?;
    }

    #[test]
    fn any_harmless_mixture_is_read(pieces in prop::collection::vec(prop::sample::select(HARMLESS), 0..30)) {
        holds(&pieces.concat())?;
    }

    #[test]
    fn text_after_front_matter_is_read_as_without(pieces in prop::collection::vec(prop::sample::select(FRAGMENTS), 0..15)) {
        let text = pieces.concat();
        let front = "---\ntitle: ä\n---\n";
        let alone = parse(FILE, &text, 0);
        let after = parse(FILE, &format!("{front}{text}"), front.len());
        prop_assert_eq!(alone.diagnostics.len(), after.diagnostics.len());
        for (alone, after) in alone.diagnostics.iter().zip(&after.diagnostics) {
            prop_assert_eq!(&alone.message, &after.message);
            if let (Place::Span(alone), Place::Span(after)) = (&alone.at, &after.at) {
                prop_assert_eq!(alone.start as usize + front.len(), after.start as usize);
            }
        }
    }
}
