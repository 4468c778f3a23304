//! `content/ORGANISATION/organisation.yaml`: who receives the requests.

use crate::diagnostic::Diagnostic;
use crate::model::identifier::{LanguageId, OrganisationId};
use crate::model::report::Organisation;
use crate::model::vocabulary::Vocabulary;

use super::breaks;
use super::checks::WRONG_TYPE;
use super::fields::{self, Fields};
use super::yaml::{Kind, Node};

pub fn read(
    id: OrganisationId,
    node: &Node,
    languages: &[LanguageId],
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Option<Organisation> {
    let mut keys = Fields::open(node, "the organisation", found)?;
    let name = keys
        .require("name", found)
        .and_then(|node| fields::label(node, "a name", found));
    let former_names = match keys.get("former_names").map(|node| (&node.kind, node)) {
        Some((Kind::Sequence(items), _)) => items
            .iter()
            .filter_map(|item| fields::label(item, "a name", found))
            .collect(),
        Some((_, node)) => {
            fields::wrong_type(node, "a list of names", found);
            Vec::new()
        }
        None => Vec::new(),
    };
    let country = keys.get("country").and_then(|node| {
        let code = fields::label(node, "a country code", found)?;
        let sound = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
        if !sound {
            found.push(
                Diagnostic::new(&WRONG_TYPE, node.at, format!("`{code}` is no country code"))
                    .label("not a country code")
                    .expected("two capital letters of ISO 3166-1: DE")
                    .mend("write the code of the country: DE for Germany, AT for Austria, CH for Switzerland"),
            );
        }
        sound.then_some(code)
    });
    let kind = keys
        .get("kind")
        .map(|node| fields::localized(node, languages, found))
        .unwrap_or_default();
    let legal_context = keys
        .get("legal_context")
        .map(|node| fields::localized(node, languages, found))
        .unwrap_or_default();
    let (mut website, mut reports) = (None, None);
    if let Some(mut links) = keys
        .get("links")
        .and_then(|node| Fields::open(node, "the links", found))
    {
        website = links
            .get("website")
            .and_then(|node| fields::address(node, found));
        reports = links
            .get("reports")
            .and_then(|node| fields::address(node, found));
        links.finish(found);
    }
    let breaks = keys
        .get("breaks")
        .map(|node| breaks::read(node, vocabulary, languages, found))
        .unwrap_or_default();
    keys.finish(found);
    Some(Organisation {
        id,
        name: name?,
        former_names,
        country,
        kind,
        website,
        reports,
        legal_context,
        breaks,
    })
}
