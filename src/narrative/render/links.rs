//! Links and images: judged, written, and kept for the link check.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType};

use super::references::REFERENCE_PLACE;
use super::source::definition_key;
use super::{Element, Open, Writer};
use crate::diagnostic::{Check, Diagnostic, Group, Severity, Spanned};
use crate::narrative::characters::{FORBIDDEN_CHARACTER, first_forbidden};
use crate::narrative::document::{Link, LinkKind};
use crate::narrative::html::escaped;
use crate::narrative::scan::FILLER;
use crate::narrative::target::{self, IMAGE_TARGET, LINK_TARGET, Target};

pub static LINK_WITHOUT_TEXT: Check = Check {
    id: "link-without-text",
    group: Group::Prose,
    severity: Severity::Warning,
    acceptable: false,
    finds: "A link without text, which nobody can see or hear.",
    mend: "Write between the brackets where the link leads.",
};

pub static IMAGE_WITHOUT_ALTERNATIVE_TEXT: Check = Check {
    id: "image-without-alternative-text",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "An image without alternative text.",
    mend: "Write between the brackets what the image shows, for people who do not see it.",
};

pub struct Destination<'e> {
    pub link_type: LinkType,
    pub address: CowStr<'e>,
    pub title: CowStr<'e>,
    /// The label of its definition, if it has one.
    pub label: CowStr<'e>,
}

impl<'e> Writer<'_, '_, 'e> {
    pub(super) fn begin_link(&mut self, to: Destination<'e>, range: &Range<usize>) -> Element<'e> {
        if self.is_in_link() {
            // The parser keeps links apart, but for an address in angle brackets before an escaped bracket.
            let at = self.text.origin.span(range.clone());
            self.problems.add(
                Diagnostic::new(&LINK_TARGET, at, "a link within a link")
                    .expected("one link at a time")
                    .mend("Take one of the two out of the other, or write the address as `code`."),
            );
        }
        let target = target::judge(LinkKind::Page, to.link_type, &to.address);
        if let Ok(target) = &target {
            self.markup("<a href=\"");
            self.address(target);
            self.markup(&format!("\"{}>", title(&to)));
        }
        Element::Link {
            to,
            good: target.is_ok(),
            shown_before: self.shown,
        }
    }

    pub(super) fn is_in_link(&self) -> bool {
        let is_link = |open: &Open<'_>| matches!(open.what, Element::Link { .. });
        self.open.iter().any(is_link)
    }

    pub(super) fn end_link(
        &mut self,
        to: &Destination<'_>,
        good: bool,
        shown_before: usize,
        range: &Range<usize>,
        before: usize,
    ) {
        if good {
            self.markup("</a>");
        }
        self.settle(LinkKind::Page, to, range, before);
        if self.shown == shown_before {
            self.problem(&LINK_WITHOUT_TEXT, range.clone(), "a link without text");
        }
    }

    pub(super) fn end_image(
        &mut self,
        to: &Destination<'_>,
        outer: Option<String>,
        range: &Range<usize>,
        before: usize,
    ) {
        let words = std::mem::replace(&mut self.alternative, outer).unwrap_or_default();
        self.settle(LinkKind::Image, to, range, before);
        if words.trim().is_empty() {
            self.problem(
                &IMAGE_WITHOUT_ALTERNATIVE_TEXT,
                range.clone(),
                "an image without alternative text",
            );
        }
        if let Some(outer) = &mut self.alternative {
            outer.push_str(&words);
        } else if let Ok(target) = target::judge(LinkKind::Image, to.link_type, &to.address) {
            self.markup("<img src=\"");
            self.address(&target);
            self.markup(&format!(
                "\" alt=\"{}\"{} loading=\"lazy\">",
                escaped(&words),
                title(to)
            ));
        }
        self.shown += 1;
    }

    /// The value of an attribute that leads somewhere.
    fn address(&mut self, target: &Target) {
        let address = target.address().replace(' ', "%20");
        match target {
            Target::Outside(_) => self.markup(&escaped(&address)),
            Target::Inside(_) if self.alternative.is_none() => self.pieces.address(address),
            Target::Inside(_) => {}
        }
    }

    /// Says what is wrong with a target, at the place where it was written, or keeps it for the link check.
    pub(super) fn settle(
        &mut self,
        kind: LinkKind,
        to: &Destination<'_>,
        range: &Range<usize>,
        before: usize,
    ) {
        let definition = self.text.definitions.get(&definition_key(&to.label));
        let tail = match to.link_type {
            LinkType::Autolink | LinkType::Email => range.clone(),
            LinkType::Inline => before.min(range.end)..range.end,
            _ => definition.unwrap_or(range).clone(),
        };
        if to.address.contains(FILLER) || to.title.contains(FILLER) {
            let inside = self.text.within(&tail);
            if !inside.is_empty() {
                self.refuse_references(inside);
                return;
            }
        }
        if let Some(character) = first_forbidden(&to.title) {
            let message = format!("{character} in a title");
            self.problem(&FORBIDDEN_CHARACTER, tail.clone(), message);
        }
        let at = target::written_at(self.text.filled, to.link_type, tail);
        match target::judge(kind, to.link_type, &to.address) {
            Ok(Target::Outside(_)) => {}
            Ok(Target::Inside(value)) => self.links.push(Link {
                kind,
                target: Spanned {
                    value,
                    at: self.text.origin.span(at),
                },
            }),
            Err(message) => {
                let check = match kind {
                    LinkKind::Page => &LINK_TARGET,
                    LinkKind::Image => &IMAGE_TARGET,
                };
                self.problem(check, at, message);
            }
        }
    }

    pub(super) fn refuse_references(&mut self, indices: Range<usize>) {
        for index in indices {
            self.text.mark(index);
            if let Some(candidate) = self.text.candidates.get(index) {
                self.problem(
                    &REFERENCE_PLACE,
                    candidate.range.clone(),
                    "a reference in the target or title of a link or image",
                );
            }
        }
    }
}

fn title(to: &Destination<'_>) -> String {
    if to.title.is_empty() {
        String::new()
    } else {
        format!(" title=\"{}\"", escaped(&to.title))
    }
}
