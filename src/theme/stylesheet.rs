//! A theme's stylesheet: what of it is sent to readers, and its design tokens as they are in light colours.
//!
//! Pages get their colours from the stylesheet itself. What leaves the site without one, such as a chart that is
//! downloaded, has to be given the same ones, so the stylesheet is read instead of saying every colour twice.

use std::collections::BTreeMap;

/// Names without the dashes before them, and values as they are written; of two with one name the later one. Only
/// rules for `:root` alone count, outside of any `@media`: those within speak of the dark, of print and the like.
///
/// ```
/// use klartext::theme::stylesheet::tokens;
/// let css = ":root { --ink: #16191F; --t2: var(--c2); } @media print { :root { --ink: #000 } }";
/// assert_eq!(tokens(css).get("ink").map(String::as_str), Some("#16191F"));
/// ```
pub fn tokens(stylesheet: &str) -> BTreeMap<String, String> {
    let mut tokens = BTreeMap::new();
    let mut rest = without_comments(stylesheet);
    while let Some((selector, block, after)) = next_block(&rest) {
        // What stands before a rule may end in a statement such as `@import …;`.
        let selector = selector.rsplit(';').next().unwrap_or_default().trim();
        if selector == ":root" {
            for declaration in block.split(';') {
                if let Some((name, value)) = declaration.split_once(':')
                    && let Some(name) = name.trim().strip_prefix("--")
                {
                    tokens.insert(name.to_owned(), value.trim().to_owned());
                }
            }
        }
        rest = after.to_owned();
    }
    tokens
}

/// The value of a token, through any number of `var(--other)`.
pub fn resolve<'t>(tokens: &'t BTreeMap<String, String>, name: &str) -> Option<&'t str> {
    let mut value = tokens.get(name)?;
    // A chain longer than the list goes in a circle.
    for _ in 0..tokens.len() {
        let Some(other) = value
            .strip_prefix("var(--")
            .and_then(|rest| rest.strip_suffix(')'))
        else {
            return Some(value);
        };
        value = tokens.get(other.trim())?;
    }
    None
}

/// A stylesheet as readers get it: without the words for those who work on it, and without indentation. Comments
/// that begin with `/*!`, such as licences, stay.
///
/// ```
/// use klartext::theme::stylesheet::sent;
/// let css = "/*! MIT */\n/* why */\na {\n  color: red;  /* because */\n}\n";
/// assert_eq!(sent(css), "/*! MIT */\na {\ncolor: red;\n}\n");
/// assert_eq!(sent("a::before { content: \"/* text */\" }"), "a::before { content: \"/* text */\" }\n");
/// ```
pub fn sent(stylesheet: &str) -> String {
    let mut out = String::with_capacity(stylesheet.len());
    for line in without_comments(stylesheet).lines().map(str::trim) {
        if !line.is_empty() {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// Each comment but those with a `!` becomes a space; what looks like one within quotes is none.
fn without_comments(stylesheet: &str) -> String {
    let mut out = String::with_capacity(stylesheet.len());
    let mut rest = stylesheet;
    let mut quote = None;
    while let Some(c) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") && !rest.starts_with("/*!") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            out.push(' ');
            continue;
        }
        // What is escaped belongs to the sign before it; a quote ends with its line at the latest.
        let taken = match c {
            '\\' => rest.chars().take(2).map(char::len_utf8).sum(),
            _ => c.len_utf8(),
        };
        quote = match (quote, c) {
            (Some(open), c) if c == open || c == '\n' => None,
            (None, '"' | '\'') => Some(c),
            (quote, _) => quote,
        };
        let (sign, after) = rest.split_at(taken);
        out.push_str(sign);
        rest = after;
    }
    out
}

/// What stands before the first brace, what in it, and what behind it. Braces in quotes are none.
fn next_block(css: &str) -> Option<(&str, &str, &str)> {
    let mut depth = 0_usize;
    let mut opened = 0;
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in css.char_indices() {
        match (quote, c) {
            _ if escaped => escaped = false,
            (_, '\\') => escaped = true,
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => {
                if depth == 0 {
                    opened = at;
                }
                depth += 1;
            }
            (None, '}') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    let block = css.get(opened + 1..at)?;
                    return Some((css.get(..opened)?, block, css.get(at + 1..)?));
                }
            }
            (None, _) => {}
        }
    }
    None
}
