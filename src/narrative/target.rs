//! Where links may lead: `http`, `https` and `mailto`, relative paths and anchors; images come from the site only.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::characters::first_forbidden;
use super::document::LinkKind;
use crate::diagnostic::{Check, Group, Severity};

pub static LINK_TARGET: Check = Check {
    id: "link-target",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A link that leads nowhere, by another way than http, https, mailto, a relative path or an anchor, or within another link.",
    mend: "Write a full address (https://…), an e-mail address, a path relative to this page, or #anchor.",
};

pub static IMAGE_TARGET: Check = Check {
    id: "image-target",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "An image that is not a relative path: pages load nothing from elsewhere.",
    mend: "Put the image file beside the narrative and write its relative path.",
};

/// A target that may stand in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Outside(String),
    Inside(String),
}

impl Target {
    pub fn address(&self) -> &str {
        match self {
            Target::Outside(address) | Target::Inside(address) => address,
        }
    }
}

/// Judges what Markdown made of a target, with entities and escapes resolved; the error is the message.
pub fn judge(kind: LinkKind, link_type: LinkType, target: &str) -> Result<Target, String> {
    if target.is_empty() {
        return Err("the target is empty".to_owned());
    }
    if let Some(character) = first_forbidden(target) {
        return Err(format!("{character} in a target"));
    }
    if target.contains(['\t', '\n', '\r']) || target.starts_with(char::is_whitespace) {
        return Err("a leading blank, a tab or a line break in a target".to_owned());
    }
    // Browsers read `\` as `/`, so `\\host` would lead to another host.
    if target.contains('\\') {
        return Err("a backslash in a target".to_owned());
    }
    if link_type == LinkType::Email {
        return Ok(Target::Outside(format!("mailto:{target}")));
    }
    if target.starts_with("//") {
        return Err("a target that begins with `//` leads to another host".to_owned());
    }
    if target.starts_with('/') {
        return Err("a target that begins with `/` depends on where the site lies".to_owned());
    }
    match (scheme(target), kind) {
        (Some(_), LinkKind::Image) => Err("an image from outside the site".to_owned()),
        (None, LinkKind::Image) if target.starts_with('#') => {
            Err("an anchor is not an image".to_owned())
        }
        (None, _) => Ok(Target::Inside(target.to_owned())),
        (Some(scheme), LinkKind::Page) => outside(scheme, target),
    }
}

/// What stands before the first `:`, if no character comes before it that ends a scheme. More than browsers take for
/// a scheme, never less.
fn scheme(target: &str) -> Option<&str> {
    target
        .split(['/', '?', '#'])
        .next()
        .and_then(|first| first.split_once(':'))
        .map(|(scheme, _)| scheme)
}

fn outside(scheme: &str, target: &str) -> Result<Target, String> {
    let after = target.get(scheme.len() + 1..).unwrap_or_default();
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => match after.strip_prefix("//") {
            Some(host) if host.starts_with(|c: char| c.is_alphanumeric() || c == '[') => {
                Ok(Target::Outside(target.to_owned()))
            }
            _ => Err(format!("an `{scheme}` address without a host")),
        },
        "mailto" if after.contains('@') => Ok(Target::Outside(target.to_owned())),
        "mailto" => Err("a `mailto` target without an address".to_owned()),
        _ => Err(format!("a link cannot lead to a `{scheme}:` address")),
    }
}

/// Where a target was written in `source`, the link's `tail` (after its text) or its definition; the whole of it if
/// it cannot be told.
pub fn written_at(source: &str, link_type: LinkType, tail: Range<usize>) -> Range<usize> {
    let written = source.get(tail.clone()).unwrap_or_default();
    let marker = match link_type {
        LinkType::Autolink | LinkType::Email => "<",
        LinkType::Inline => "](",
        _ => "]:",
    };
    let Some(begin) = written.find(marker).map(|at| at + marker.len()) else {
        return tail;
    };
    let after = written.get(begin..).unwrap_or_default();
    let mut trimmed = after.trim_start();
    // The target may stand on the next line of a quotation, behind its marker.
    if after
        .trim_start_matches([' ', '\t'])
        .starts_with(['\n', '\r'])
    {
        trimmed = after.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    }
    let begin = begin + (after.len() - trimmed.len());
    let (begin, length) = match trimmed.strip_prefix('<') {
        Some(pointed) => (
            begin + 1,
            pointed.find(['>', '\n']).unwrap_or(pointed.len()),
        ),
        None if marker == "<" => (begin, trimmed.find('>').unwrap_or(trimmed.len())),
        None => (begin, bare_length(trimmed)),
    };
    tail.start + begin..tail.start + begin + length
}

/// Up to a blank or the parenthesis that closes the link; parentheses inside are balanced.
fn bare_length(written: &str) -> usize {
    let mut open = 0usize;
    let mut escaped = false;
    for (at, character) in written.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => open += 1,
            ')' if open == 0 => return at,
            ')' => open -= 1,
            c if c.is_whitespace() => return at,
            _ => {}
        }
    }
    written.len()
}
