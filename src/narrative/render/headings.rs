//! Headings and terms: their ids, their levels, and what a table of contents needs.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::{Element, Placed, Writer, shortened};
use crate::diagnostic::{Check, Diagnostic, Group, Severity};
use crate::narrative::document::Heading;
use crate::narrative::html::{Pieces, escaped};
use crate::narrative::identifiers::{ID_DUPLICATE, ID_UNUSABLE, is_of_page, is_usable};
use crate::narrative::scan::FILLER;

pub static HEADING_LEVEL_ONE: Check = Check {
    id: "heading-level-one",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A heading of level 1 in the text; the page has one already, its title.",
    mend: "Begin with ##; the title stands in the front matter.",
};

pub static HEADING_LEVEL_SKIPPED: Check = Check {
    id: "heading-level-skipped",
    group: Group::Prose,
    severity: Severity::Warning,
    acceptable: false,
    finds: "A heading more than one level below the one before it, which misleads people who listen to the page.",
    mend: "Use the next level; levels are an outline, not sizes.",
};

pub static HEADING_WITHOUT_TEXT: Check = Check {
    id: "heading-without-text",
    group: Group::Prose,
    severity: Severity::Warning,
    acceptable: false,
    finds: "A heading or a term without any text.",
    mend: "Write a heading, or delete the # signs.",
};

pub static HEADING_ATTRIBUTE: Check = Check {
    id: "heading-attribute",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "Braces after a heading that hold anything but one {#id}.",
    mend: "Write only an id, as in {#method}; to show the braces, escape the closing one: \\}.",
};

/// A heading or a term, whose id depends on its words.
#[derive(Default)]
pub struct Draft {
    /// What was written before it.
    pub outer: Pieces,
    pub text: Pieces,
    pub words: String,
    /// Where its own id stands, which is not shown.
    pub hidden: Option<Range<usize>>,
    pub shown_before: usize,
}

impl<'e> Writer<'_, '_, 'e> {
    /// Ids that authors gave come before all that are made, wherever they stand.
    pub(super) fn reserve_ids(&mut self, events: impl Iterator<Item = Placed<'e>>) {
        for (event, range) in events {
            match event {
                Event::Start(Tag::Heading { id: Some(id), .. }) => {
                    let written = self.text.filled.get(range.clone()).unwrap_or_default();
                    let start = written
                        .rfind(&format!("#{id}"))
                        .map_or(range.start, |at| range.start + at + 1);
                    self.reserve_id(&id, start..start + id.len());
                }
                Event::Start(Tag::DefinitionListTitle) => {
                    let own = self.text.lines(&range).filter_map(|line| {
                        let (suffix, id) = self.text.term_id(&line)?;
                        Some((id.to_owned(), suffix.end - 1))
                    });
                    for (id, end) in own.collect::<Vec<_>>() {
                        self.reserve_id(&id, end - id.len()..end);
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn reserve_id(&mut self, id: &str, at: Range<usize>) {
        if id.contains(FILLER) {
            // A reference; it is found unseen at the end.
        } else if !is_usable(id) {
            self.problem(&ID_UNUSABLE, at, format!("the id `{id}` cannot be used"));
        } else if is_of_page(id) {
            let message = format!("the id `{id}` is one of the page's own");
            let at = self.text.origin.span(at);
            self.problems.add(
                Diagnostic::new(&ID_DUPLICATE, at, message)
                    .expected("an id that the page does not need for itself")
                    .mend(
                        "Give it another id, or leave it out: an id is then made from the words.",
                    ),
            );
        } else {
            let at = self.text.origin.span(at);
            if let Err(first) = self.ids.reserve(id, at) {
                let message = format!("the id `{id}` is given twice");
                self.problems.add(
                    Diagnostic::new(&ID_DUPLICATE, at, message).related(first, "the first is here"),
                );
            }
        }
    }

    pub(super) fn begin_draft(&mut self, hidden: Option<Range<usize>>) {
        self.draft = Some(Draft {
            outer: std::mem::take(&mut self.pieces),
            hidden,
            shown_before: self.shown,
            ..Draft::default()
        });
    }

    /// Ends the draft: what was written before it goes on being written to, and its content comes back.
    pub(super) fn end_draft(&mut self) -> (Draft, Pieces) {
        let mut draft = self.draft.take().unwrap_or_default();
        let content = std::mem::replace(&mut self.pieces, std::mem::take(&mut draft.outer));
        (draft, content)
    }

    pub(super) fn end_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        range: &Range<usize>,
    ) {
        let level = level as u8;
        let (draft, content) = self.end_draft();
        let id = self.id(id, &draft.words);
        let written = self.text.filled.get(range.clone()).unwrap_or_default();
        let at = range.start..range.start + written.trim_end().len();
        if level == 1 {
            self.problem(&HEADING_LEVEL_ONE, at.clone(), "a heading of level 1");
        } else if level > self.level + 1 {
            let message = match self.level {
                1 => format!("a heading of level {level} after the page's title"),
                before => format!("a heading of level {level} after level {before}"),
            };
            let signs = "#".repeat(usize::from(self.level) + 1);
            self.problems.add(
                Diagnostic::new(
                    &HEADING_LEVEL_SKIPPED,
                    self.text.origin.span(at.clone()),
                    message,
                )
                .expected(format!("at most level {}: {signs}", self.level + 1)),
            );
        }
        self.level = level;
        if self.shown == draft.shown_before {
            self.problem(&HEADING_WITHOUT_TEXT, at.clone(), "a heading without text");
        }
        self.pieces
            .html(&format!("<h{level} id=\"{}\">", escaped(&id)));
        self.pieces.append(content);
        self.pieces.html(&format!("</h{level}>\n"));
        self.headings.push(Heading {
            level,
            id,
            text: draft.text.into_parts(),
            at: self.text.origin.span(at),
        });
    }

    /// `lines` is what is left of the terms that stand above a definition: one on each line.
    pub(super) fn begin_term(&mut self, lines: Range<usize>) -> Element<'e> {
        self.begin_draft(self.hidden_in_first(&lines));
        Element::Term(lines)
    }

    fn hidden_in_first(&self, lines: &Range<usize>) -> Option<Range<usize>> {
        let line = self.text.lines(lines).next()?;
        self.text.term_id(&line).map(|(suffix, _)| suffix)
    }

    /// A term whose emphasis goes on beyond the line's end goes on with it, and its id may stand there.
    pub(super) fn go_on_with_term(&mut self, at: usize) {
        let lines = self.open.iter().rev().find_map(|open| match &open.what {
            Element::Term(lines) => Some(at..lines.end),
            _ => None,
        });
        if let Some(lines) = lines {
            let hidden = self.hidden_in_first(&lines);
            if let Some(draft) = &mut self.draft {
                draft.hidden = hidden;
            }
        }
    }

    /// At a line's end within a term, unless emphasis goes on beyond it.
    pub(super) fn next_term(&mut self, line: &Range<usize>, rest: Range<usize>) {
        self.end_term(line);
        let what = self.begin_term(rest);
        if let Some(open) = self.open.last_mut() {
            open.what = what;
        }
    }

    pub(super) fn end_term(&mut self, line: &Range<usize>) {
        let (draft, content) = self.end_draft();
        let own = self.text.term_id(line).map(|(_, id)| id.to_owned());
        let id = self.id(own.as_deref(), &draft.words);
        if self.shown == draft.shown_before {
            let written = self.text.filled.get(line.clone()).unwrap_or_default();
            let at = line.start..line.start + written.trim_end().len();
            let at = self.text.origin.span(at);
            self.problems.add(
                Diagnostic::new(&HEADING_WITHOUT_TEXT, at, "a term without text")
                    .mend("Write what is defined, or delete the definition."),
            );
        }
        self.pieces.html(&format!("<dt id=\"{}\">", escaped(&id)));
        self.pieces.append(content);
        self.pieces.html("</dt>\n");
    }

    /// An author's id was reserved before; one that cannot be used was complained about.
    pub(super) fn id(&mut self, own: Option<&str>, words: &str) -> String {
        match own {
            Some(id) if is_usable(id) && !is_of_page(id) => id.to_owned(),
            _ => self.ids.make(words),
        }
    }

    /// The parser takes any braces at the end of a heading for attributes and shows none of them.
    pub(super) fn refuse_attributes(
        &mut self,
        id: Option<&str>,
        range: &Range<usize>,
        before: usize,
    ) {
        let after = before.min(range.end)..range.end;
        let written = self.text.filled.get(after.clone()).unwrap_or_default();
        let braces = written.find('{').zip(written.rfind('}'));
        let Some((start, end)) = braces.filter(|(start, end)| start < end) else {
            return;
        };
        let inside = written.get(start + 1..end).unwrap_or_default().trim();
        let text = self.text.filled.get(range.start..after.start + start);
        let text = text.unwrap_or_default();
        // The parser takes `\{#id}` for an id, too, and shows the backslash.
        let escaped = (text.len() - text.trim_end_matches('\\').len()) % 2 == 1;
        if !escaped && inside.strip_prefix('#').is_some_and(|own| Some(own) == id) {
            return;
        }
        let at = after.start + start..after.start + end + 1;
        self.text.mark_within(&at);
        let braces = self.text.body.get(at.clone()).unwrap_or_default();
        let message = format!("the attributes `{}` of a heading", shortened(braces));
        self.problem(&HEADING_ATTRIBUTE, at, message);
    }
}
