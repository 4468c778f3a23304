//! The Content-Security-Policy, put into every page behind the theme's back.
//!
//! A theme writes whatever markup it likes; a policy that stands first in `head` holds for all of it. So what
//! comes before must not be able to do anything: a doctype, an `html` element with harmless attributes, `head`.

/// Nothing from elsewhere, no inline script or style. A page's own script is klartext's (themes have none), and an
/// image may be written into the page, so that its icon costs no request. Works over `file://` as well: Chromium
/// lets `'self'` match the files of the same disk. What a `meta` cannot say, such as `frame-ancestors`, is for the
/// host to send.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
                          font-src 'self'; base-uri 'none'; form-action 'none'";

/// Attributes of `html` that cannot run or load anything.
const ATTRIBUTES: &[&str] = &["lang", "dir", "id", "class"];

/// The page with the policy in it, or what is wrong with its beginning.
pub(super) fn enforce(page: &str) -> Result<String, String> {
    let rest = page.trim_start();
    let rest =
        element(rest, "<!doctype html").ok_or("the page does not begin with <!doctype html>")?;
    let (rest, attributes) = html(rest.1.trim_start())?;
    harmless(attributes)?;
    let (inside, rest) =
        element(rest.trim_start(), "<head").ok_or("<head> does not follow <html>")?;
    if !inside.trim().is_empty() {
        return Err("<head> carries attributes".to_owned());
    }
    let at = page.len() - rest.len();
    let meta = format!("\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    let mut guarded = String::with_capacity(page.len() + meta.len());
    guarded.push_str(&page[..at]);
    guarded.push_str(&meta);
    guarded.push_str(rest);
    Ok(guarded)
}

fn html(text: &str) -> Result<(&str, &str), String> {
    let (attributes, rest) = element(text, "<html").ok_or("<html> does not follow the doctype")?;
    Ok((rest, attributes))
}

/// What stands between the name of a tag and its `>`, and what follows; `None` if the text begins otherwise.
fn element<'t>(text: &'t str, opening: &str) -> Option<(&'t str, &'t str)> {
    let start = text.get(..opening.len())?;
    if !start.eq_ignore_ascii_case(opening) {
        return None;
    }
    text[opening.len()..].split_once('>')
}

/// Only `name="value"`, only known names: a parser that is stricter than a browser's cannot be fooled by it.
fn harmless(mut attributes: &str) -> Result<(), String> {
    loop {
        let trimmed = attributes.trim_start();
        if trimmed.is_empty() {
            return Ok(());
        }
        if trimmed.len() == attributes.len() {
            return Err("<html> carries something else than attributes".to_owned());
        }
        let refused = || {
            format!(
                "<html> carries {:?}",
                trimmed.split('=').next().unwrap_or(trimmed)
            )
        };
        let (name, rest) = trimmed.split_once("=\"").ok_or_else(refused)?;
        let letters = name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if !letters || !(ATTRIBUTES.contains(&name) || name.starts_with("data-")) {
            return Err(refused());
        }
        (_, attributes) = rest.split_once('"').ok_or_else(refused)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_stands_before_anything_of_the_theme() {
        let page = "<!DOCTYPE html>\n<html lang=\"de\" data-theme=\"x\">\n<head>\n<script>";
        let guarded = enforce(page).unwrap_or_default();
        let policy = guarded.find("Content-Security-Policy");
        assert!(
            policy.is_some() && policy < guarded.find("<script>"),
            "{guarded}"
        );
    }

    #[test]
    fn a_page_that_could_act_before_its_policy_is_refused() {
        for page in [
            "",
            "<script src=x></script><!doctype html><html><head>",
            "<!doctype html><script></script><html><head>",
            "<!doctype html><html onclick=\"x\"><head>",
            "<!doctype html><html lang=\"a\"onclick=\"x\"><head>",
            "<!doctype html><html lang=\"a>\"><script>\"><head>",
            "<!doctype html><html lang=a><head>",
            "<!doctype html><html><body onload=x><head>",
            "<!doctype html><html><head onload=\"x\">",
            "<!doctype html><html><header>",
            "<!doctype html SYSTEM \"x\"",
        ] {
            assert!(enforce(page).is_err(), "{page}");
        }
    }
}
