//! The design tokens of a stylesheet: its custom properties, as they are in light colours.
//!
//! Pages get their colours from the stylesheet itself. What leaves the site without one, such as a chart that is
//! downloaded, has to be given the same ones, so the stylesheet is read instead of saying every colour twice.

use std::collections::BTreeMap;

/// Names without the dashes before them, and values as they are written; of two with one name the later one. Only
/// rules for `:root` alone count, outside of any `@media`: those within speak of the dark, of print and the like.
///
/// ```
/// use klartext::theme::tokens::tokens;
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

fn without_comments(stylesheet: &str) -> String {
    let mut out = String::with_capacity(stylesheet.len());
    let mut rest = stylesheet;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
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
