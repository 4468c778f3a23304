//! The link check: whether what an author links to is in the output, page, anchor or file.
//!
//! It looks at the finished artifacts, so that no second list of addresses and anchors can disagree with the pages.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::check::record::ReportRecord;
use crate::diagnostic::{Check, Diagnostic, Group, Severity, nearest};
use crate::narrative::document::{Link, LinkKind};
use crate::pages::route::Route;
use crate::pages::{Context, Page};

use super::artifact::Artifact;

pub static LINK_WITHOUT_DESTINATION: Check = Check {
    id: "link-without-destination",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A link or image that leads to no page, anchor or file of the site.",
    mend: "correct the address; it is relative to the page, and files beside a report's text are named without a path",
};

/// `artifacts` is everything that the site consists of, sorted by path.
pub fn run(context: &Context<'_>, routes: &[Route], artifacts: &[Artifact]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // A page of words stands once for each organisation, and its fault is one.
    let mut told = BTreeSet::new();
    for route in routes {
        let Some(page) = Page::of(context, route) else {
            continue;
        };
        let Some((text, period)) = page.own_text() else {
            continue;
        };
        for link in &text.document.links {
            let target = page.leads_to(&link.target.value, period);
            if let Some(mut fault) = fault(&page.path(), &target, artifacts)
                && told.insert(link.target.at)
            {
                let record = period.and_then(|period| page.organisation.report(period));
                let beside = record.into_iter().flat_map(ReportRecord::attachments);
                let beside = beside.map(|attachment| attachment.name.as_str());
                if let Some(name) = nearest(&link.target.value, beside) {
                    fault.near = Some(name.replace(' ', "%20"));
                }
                found.push(diagnostic(link, fault));
            }
        }
    }
    found
}

struct Fault {
    message: String,
    /// Another address that may have been meant, as an author would write it.
    near: Option<String>,
}

fn diagnostic(link: &Link, fault: Fault) -> Diagnostic {
    let label = match (&fault.near, link.kind) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, LinkKind::Page) => "leads nowhere".to_owned(),
        (None, LinkKind::Image) => "shows nothing".to_owned(),
    };
    Diagnostic::new(&LINK_WITHOUT_DESTINATION, link.target.at, fault.message).label(label)
}

fn fault(page: &str, target: &str, artifacts: &[Artifact]) -> Option<Fault> {
    let (address, anchor) = split(target);
    let Some(path) = resolved(page, address) else {
        return Some(Fault {
            message: format!("`{target}` leads out of the site"),
            near: None,
        });
    };
    let Ok(index) = artifacts.binary_search_by(|artifact| artifact.path.as_str().cmp(&path)) else {
        let inside = |path: &str| format!("{path}/");
        let directory = artifacts.iter().any(|artifact| {
            artifact
                .path
                .starts_with(&inside(path.trim_end_matches('/')))
        });
        // A directory has no page of its own on a disk.
        let index = format!("{}/index.html", path.trim_end_matches('/'));
        let near = match directory {
            true => artifacts
                .iter()
                .find(|artifact| artifact.path == index)
                .map(|_| format!("{}/index.html", address.trim_end_matches('/'))),
            false => nearest(&path, artifacts.iter().map(|artifact| &*artifact.path))
                .map(|near| crate::pages::route::relative(page, near)),
        };
        return Some(Fault {
            message: format!("there is no `{path}` in the site"),
            near,
        });
    };
    let anchor = decoded(anchor?);
    let html = std::str::from_utf8(&artifacts[index].bytes).unwrap_or_default();
    let ids = || {
        html.split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
    };
    if anchor.is_empty() || ids().any(|id| id == anchor) {
        return None;
    }
    let near = nearest(&anchor, ids()).map(|id| format!("{address}#{id}"));
    Some(Fault {
        message: format!("`{path}` has no anchor `{anchor}`"),
        near,
    })
}

/// The file that a link of a page leads to, from the root of the output; `None` for one above it.
pub fn destination(page: &str, target: &str) -> Option<String> {
    resolved(page, split(target).0)
}

/// The address without what follows it, and the anchor.
fn split(target: &str) -> (&str, Option<&str>) {
    let (address, anchor) = match target.split_once('#') {
        Some((address, anchor)) => (address, Some(anchor)),
        None => (target, None),
    };
    let address = address.split_once('?').map_or(address, |(path, _)| path);
    (address, anchor)
}

fn resolved(page: &str, address: &str) -> Option<String> {
    let directory = page.rsplit_once('/').map_or("", |(directory, _)| directory);
    if address.is_empty() {
        return Some(page.to_owned());
    }
    let address = decoded(address);
    let mut parts: Vec<&str> = directory
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn decoded(address: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(address).decode_utf8_lossy()
}
