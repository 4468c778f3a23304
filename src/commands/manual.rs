//! What `klartext check --explain ID` says: what a check finds, a real message, how to mend it or accept it.
//!
//! The examples are the messages that the tests expect (`tests/checks/ID/CASE/expected.txt`): they cannot differ from
//! what a publisher sees.

use crate::diagnostic::Check;

macro_rules! example {
    ($check:literal, $case:literal) => {
        (
            $check,
            include_str!(concat!(
                "../../tests/checks/",
                $check,
                "/",
                $case,
                "/expected.txt"
            )),
        )
    };
}

/// The same for what only a table can show.
macro_rules! table {
    ($check:literal, $case:literal) => {
        (
            $check,
            include_str!(concat!("../../tests/imports/", $case, "/expected.txt")),
        )
    };
}

/// The same for what only a command can find.
macro_rules! command {
    ($check:literal, $case:literal) => {
        (
            $check,
            include_str!(concat!("../../tests/commands/", $case, "/expected.txt")),
        )
    };
}

/// By check. What only a disk can show has none: a pipe is nothing for a repository.
const EXAMPLES: &[(&str, &str)] = &[
    command!("report-exists", "new-for-a-period-that-exists"),
    command!(
        "unknown-organisation",
        "new-for-an-organisation-that-does-not-exist"
    ),
    example!("acceptance-unknown", "check-that-cannot-be-accepted"),
    example!("acceptance-without-cause", "no-longer-irregular"),
    example!("alert-unknown", "words"),
    example!("alias-without-page", "alias-of-an-alias"),
    example!("bad-address", "imprint"),
    example!("bad-date", "two-digit-year"),
    example!("bad-name", "organisation-begins-with-digit"),
    example!("bad-period", "two-digit-year"),
    example!("blank-value", "site-title"),
    example!("break-without-figure", "measure-that-no-report-states"),
    example!("children-against-parent", "child-larger-than-its-parent"),
    example!("dates-out-of-order", "published-before-the-year-was-over"),
    example!("definition-without-version", "renamed-under-a-figure"),
    example!("duplicate-key", "language-twice"),
    example!("empty-dataset", "period-and-sources-only"),
    example!("footnote-duplicate", "differs-in-case-only"),
    example!("footnote-unknown", "not-defined"),
    example!("footnote-unused", "never-mentioned"),
    example!("forbidden-character", "noncharacter"),
    example!("heading-attribute", "class"),
    example!("heading-level-one", "hash"),
    example!("heading-level-skipped", "strict"),
    example!("headline-without-support", "rose-inside-noise"),
    example!("heading-without-text", "only-signs"),
    example!("id-duplicate", "heading-and-term"),
    example!("id-unusable", "colon-as-in-footnotes"),
    example!("identity", "answered-and-rejected"),
    example!("image-target", "empty"),
    example!("image-without-alternative-text", "empty-brackets"),
    example!("label-too-long", "organisation"),
    example!("language-parity", "number-in-one-language-only"),
    example!("link-target", "empty"),
    example!("link-without-destination", "directory-instead-of-page"),
    example!("link-without-text", "empty-brackets"),
    example!("missing-file", "site"),
    example!("missing-key", "site-without-title"),
    example!("missing-narrative", "strict"),
    example!("missing-translation", "site-title"),
    example!("nesting-too-deep", "quotations"),
    example!("not-text", "narrative-in-latin-1"),
    example!("note-without-figure", "figure-removed"),
    example!("number-form", "plus-sign"),
    example!("number-without-figure", "difference-across-a-rule"),
    example!("outlier", "two-reports-and-the-later-is-told"),
    example!("output-collision", "alias-over-a-page"),
    example!("part-exceeds-whole", "corrected-over-objected"),
    example!("parts-against-total", "of-rejected-not-received"),
    example!("percentage-against-count", "25-4-beside-14-of-55"),
    example!("percentage-fits-no-count", "of-zero"),
    example!(
        "percentage-without-base",
        "of-what-the-dataset-does-not-state"
    ),
    example!(
        "percentages-cannot-all-hold",
        "more-than-all-of-a-total-not-published"
    ),
    example!("period-mismatch", "copied-from-last-year"),
    example!("periods-against-year", "halves-that-do-not-sum"),
    example!("periods-not-comparable", "year-and-half-year"),
    example!("raw-html", "line-break"),
    example!("reference-across-break", "needless"),
    example!("reference-argument", "nothing-in-the-parentheses"),
    example!("reference-not-closed", "end-missing"),
    example!("reference-place", "alternative-text"),
    example!("reference-syntax", "colon-for-parenthesis"),
    example!("reference-to-gap", "chart-of-a-breakdown-without-figures"),
    example!("reference-unknown", "misspelt"),
    example!("reserved-name", "page-data"),
    example!("restatement-differs", "changes-nothing"),
    example!("small-count", "three-seizures"),
    example!("suppressed-recomputable", "the-total-from-its-parts"),
    example!("table-cell-lost", "bar-in-the-text"),
    table!("table-too-large", "too-many-columns"),
    table!("table-form", "formulas"),
    table!("table-column", "a-column-nobody-speaks-of"),
    table!("table-value", "thousands-without-a-word"),
    table!("table-row-twice", "a-figure-twice"),
    table!("table-total", "a-total-read-as-a-category"),
    table!("table-not-lossless", "own-csv-with-a-changed-result"),
    example!("template-language", "block-not-closed"),
    example!("term-not-in-glossary", "not-used"),
    example!("theme-contrast", "pale-link"),
    example!("theme-limit", "loops-within-loops"),
    example!("theme-no-head", "head-with-an-attribute"),
    example!("theme-refused-construct", "clock"),
    example!("theme-template-error", "inside-an-include"),
    example!("theme-text-form", "variable-that-is-not-there"),
    example!("theme-token-form", "rule-among-tokens"),
    example!("theme-unknown-file", "script"),
    example!("theme-unknown-message", "misspelt"),
    example!("theme-unknown-text", "misspelt"),
    example!("theme-unknown-token", "misspelt"),
    example!("title-year", "half-year"),
    example!("too-many-problems", "three-hundred-empty-references"),
    example!("too-many-references", "two-thousand-and-one"),
    example!("unknown-breakdown", "status-beside-total"),
    example!("unknown-category", "plus-without-a-second"),
    example!("unknown-figure", "key-figure"),
    example!("unknown-key", "of-beside-between"),
    example!("unknown-language", "narrative"),
    example!("unknown-measure", "total-at-the-wrong-level"),
    example!("unknown-rate", "a-measure"),
    example!("unknown-report", "page-without-a-period"),
    example!("unknown-source", "misspelt"),
    example!("unknown-term", "figure"),
    example!("unknown-theme", "misspelt"),
    example!("unused-file", "strict"),
    example!("wrong-type", "later-format"),
    example!("yaml-feature", "key-that-is-a-list"),
    example!("yaml-syntax", "front-matter-without-end"),
];

/// The page of the manual about a check.
pub(super) fn page(check: &Check) -> String {
    let mut text = format!(
        "{} ({})\n\n  finds {}\n",
        check.id,
        check.severity.word(),
        check.finds
    );
    if let Some(example) = example(check.id) {
        text += "\n  For example:\n\n";
        for line in example.lines() {
            text += format!("    {line}").trim_end();
            text += "\n";
        }
    }
    text += &format!("\n  to mend it: {}\n", check.mend);
    if check.acceptable {
        text += &format!(
            "\n  Where the irregular is true, say so in data.yaml; the note is published beside the \
             figure:\n\n    accept:\n      - check: {}\n        figure: received.channel\n        \
             note: {{en: Six requests came without a channel.}}\n",
            check.id
        );
    }
    text
}

/// The first message of the check's example, with the lines that belong to it.
fn example(id: &str) -> Option<&'static str> {
    let (_, said) = EXAMPLES.iter().find(|(known, _)| *known == id)?;
    let marks = [format!("error[{id}]"), format!("warning[{id}]")];
    let start = marks.iter().find_map(|mark| said.find(mark))?;
    let message = said.get(start..)?;
    let end = message.find("\n\n").unwrap_or(message.len());
    message.get(..end)
}

#[cfg(test)]
mod tests {
    use super::super::checks;
    use super::*;
    use crate::disk;

    #[test]
    fn every_check_is_explained_with_a_message_of_its_own() {
        for check in checks() {
            let said = page(check);
            assert!(said.contains("to mend it: "), "{}", check.id);
            let on_disk = disk::CHECKS.iter().any(|known| known.id == check.id);
            assert!(
                on_disk || said.contains(&format!("[{}]: ", check.id)),
                "{} has no example: name a case of tests/checks here",
                check.id
            );
        }
    }
}
