//! `content/site.yaml`: what holds for the site as a whole.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Spanned};
use crate::language;
use crate::model::identifier::{LanguageId, OrganisationId};
use crate::model::settings::{NamedLink, Settings};

use super::checks::{BAD_ADDRESS, DUPLICATE_KEY, MISSING_KEY, UNKNOWN_LANGUAGE, WRONG_TYPE};
use super::fields::{self, Fields, unknown};
use super::yaml::{Kind, Node};

/// The format of a site that this program reads.
const FORMAT: u64 = 1;

pub fn read(node: &Node, found: &mut Vec<Diagnostic>) -> Option<Settings> {
    let mut keys = Fields::open(node, "the site", found)?;
    if let Some(node) = keys.require("klartext", found)
        && let Some(format) = fields::count(node, found)
        && format != FORMAT
    {
        found.push(
            Diagnostic::new(
                &WRONG_TYPE,
                node.at,
                format!("this is format {format}, and this klartext reads format {FORMAT}"),
            )
            .label("another format")
            .mend("use the klartext that the site was written for, or bring the site up to date"),
        );
    }
    let languages = keys
        .require("languages", found)
        .map(|node| languages(node, found))
        .unwrap_or_default();
    let title = keys
        .require("title", found)
        .map(|node| fields::localized(node, &languages, found));
    let base_url = keys.require("base_url", found).and_then(|node| {
        let mut url = fields::address(node, found)?;
        if url.contains(['?', '#']) {
            found.push(
                Diagnostic::new(
                    &BAD_ADDRESS,
                    node.at,
                    "the base address has a query or fragment",
                )
                .label("not a base")
                .expected("an address that files can be put below: https://example.org/reports/")
                .mend("leave away what begins with ? or #"),
            );
            return None;
        }
        if !url.ends_with('/') {
            url.push('/');
        }
        Some(url)
    });
    let publisher = keys
        .get("publisher")
        .and_then(|node| fields::label(node, "an organisation's directory", found));
    let licence = keys.get("licence").and_then(|node| {
        let mut keys = Fields::open(node, "the licence", found)?;
        let label = keys
            .require("name", found)
            .and_then(|node| fields::label(node, "a name", found));
        let url = keys
            .require("url", found)
            .and_then(|node| fields::address(node, found));
        keys.finish(found);
        Some(NamedLink {
            label: label?,
            url: url?,
        })
    });
    let contact = keys
        .get("contact")
        .and_then(|node| fields::label(node, "an e-mail address", found));
    let (mut imprint, mut privacy) = (BTreeMap::new(), BTreeMap::new());
    if let Some(mut links) = keys
        .get("links")
        .and_then(|node| Fields::open(node, "the links", found))
    {
        imprint = addresses(links.get("imprint"), &languages, found);
        privacy = addresses(links.get("privacy"), &languages, found);
        links.finish(found);
    }
    let theme = keys
        .get("theme")
        .and_then(|node| fields::label(node, "the name of a theme", found));
    let suppress_below = keys
        .get("suppress_below")
        .and_then(|node| fields::count(node, found));
    let compiled_by = keys
        .get("compiled_by")
        .map(|node| fields::localized(node, &languages, found))
        .unwrap_or_default();
    let notice = keys
        .get("notice")
        .map(|node| fields::localized(node, &languages, found))
        .unwrap_or_default();
    let percent_decimals = keys
        .get("percent_decimals")
        .and_then(|node| fields::choice(node, &[("0", 0u8), ("1", 1)], found));
    let aliases = aliases(keys.get("aliases"), found);
    keys.finish(found);
    if languages.is_empty() {
        return None;
    }
    Some(Settings {
        title: title?,
        base_url: base_url?,
        languages,
        publisher: publisher.map(|id| OrganisationId::from(id.as_str())),
        licence,
        contact,
        imprint,
        privacy,
        theme,
        notice,
        compiled_by,
        suppress_below,
        percent_decimals,
        aliases,
    })
}

fn languages(node: &Node, found: &mut Vec<Diagnostic>) -> Vec<LanguageId> {
    let Kind::Sequence(items) = &node.kind else {
        fields::wrong_type(node, "a list of languages: [de, en]", found);
        return Vec::new();
    };
    let mut languages: Vec<LanguageId> = Vec::new();
    for item in items {
        let Some(tag) = fields::label(item, "a language such as de", found) else {
            continue;
        };
        let id = LanguageId::from(tag.as_str());
        if language::built_in(&id).is_none() {
            let known = language::BUILT_IN.iter().map(|(tag, _)| *tag);
            let name = Spanned {
                value: tag.clone(),
                at: item.at,
            };
            let message = format!("klartext does not speak `{tag}` yet");
            found.push(
                unknown(&UNKNOWN_LANGUAGE, &name, &message, known)
                    .mend("remove it; a language is added to the program, not to a site"),
            );
        } else if languages.contains(&id) {
            found.push(
                Diagnostic::new(
                    &DUPLICATE_KEY,
                    item.at,
                    format!("`{tag}` stands here twice"),
                )
                .label("again"),
            );
        } else {
            languages.push(id);
        }
    }
    if items.is_empty() {
        found.push(
            Diagnostic::new(&MISSING_KEY, node.at, "a site needs at least one language")
                .label("empty")
                .mend("write languages: [de]"),
        );
    }
    languages
}

/// One address for all languages, or one for each.
fn addresses(
    node: Option<&Node>,
    languages: &[LanguageId],
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<LanguageId, String> {
    match node {
        None => BTreeMap::new(),
        Some(node) if matches!(node.kind, Kind::Scalar { .. }) => {
            let address = fields::address(node, found);
            address
                .map(|url| {
                    languages
                        .iter()
                        .map(|id| (id.clone(), url.clone()))
                        .collect()
                })
                .unwrap_or_default()
        }
        Some(node) => {
            let Some(mut keys) = Fields::open(node, "the addresses", found) else {
                return BTreeMap::new();
            };
            let mut all = BTreeMap::new();
            for (name, node) in keys.remaining() {
                match languages.iter().find(|id| id.as_str() == name.value) {
                    Some(id) => {
                        all.extend(fields::address(node, found).map(|url| (id.clone(), url)));
                    }
                    None => {
                        let known = languages.iter().map(LanguageId::as_str);
                        let message = format!("the site has no language `{}`", name.value);
                        found.push(unknown(&UNKNOWN_LANGUAGE, name, &message, known));
                    }
                }
            }
            all
        }
    }
}

fn aliases(node: Option<&Node>, found: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
    let Some(mut keys) = node.and_then(|node| Fields::open(node, "the aliases", found)) else {
        return BTreeMap::new();
    };
    let mut all = BTreeMap::new();
    for (old, node) in keys.remaining() {
        let Some(new) = fields::label(node, "a page of this site, such as 2023.html", found) else {
            continue;
        };
        for (path, at) in [(&old.value, old.at), (&new, node.at)] {
            let sound = path.ends_with(".html")
                && path
                    .split('/')
                    .all(|part| !part.is_empty() && part != "." && part != "..")
                && path
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.'));
            if !sound {
                found.push(
                    Diagnostic::new(
                        &BAD_ADDRESS,
                        at,
                        format!("`{path}` is no page of this site"),
                    )
                    .label("not a page")
                    .expected("a path below the site's base that ends in .html: en/2023.html")
                    .mend("write the path relative to the base address, without a leading slash"),
                );
            }
        }
        all.insert(old.value.clone(), new);
    }
    all
}
