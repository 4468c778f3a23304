//! From Markdown's events to HTML with holes.
//!
//! The mapping is our own: the library's gives tables an inline style, footnotes no way back and alerts no title,
//! lets any link and raw HTML through, and drops what it does not understand.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Origin;
use super::characters::{FORBIDDEN_CHARACTER, first_forbidden};
use super::document::{Alert, Document, Heading, Link, Message, Passage};
use super::footnotes::{self, Footnotes};
use super::html::Pieces;
use super::identifiers::Identifiers;
use super::limits::{NESTING, NESTING_TOO_DEEP};
use super::problems::Problems;
use super::scan::{self, FILLER};
use crate::diagnostic::{Check, Diagnostic, Group, Severity, Span};

pub mod headings;
pub mod links;
pub mod references;
mod source;
pub mod tables;

use headings::Draft;
use links::Destination;
use source::{Definitions, Fragment, Source, definition_key};
use tables::Table;

pub static RAW_HTML: Check = Check {
    id: "raw-html",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "HTML in a narrative, comments included.",
    mend: "Say it in Markdown; to show the characters themselves, write \\< or put them into `code`.",
};

pub static ALERT_UNKNOWN: Check = Check {
    id: "alert-unknown",
    group: Group::Prose,
    severity: Severity::Warning,
    acceptable: false,
    finds: "A quotation that begins like an alert, as in `> [!HINT]`, and is none.",
    mend: "Write one of the known alerts alone on its line, or \\[! to quote the words.",
};

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// An event and the bytes of the Markdown that it comes from.
type Placed<'e> = (Event<'e>, Range<usize>);

pub fn render(origin: Origin, body: &str, problems: &mut Problems) -> Document {
    let candidates = scan::candidates(body);
    let source = scan::filled(body, &candidates);
    // Read twice rather than kept: the events of a large table would take more memory than all else together.
    let outline = Parser::new_ext(&source, OPTIONS).into_offset_iter();
    let mut definitions: Definitions = Definitions::new();
    for (label, definition) in outline.reference_definitions().iter() {
        // The parser keeps them in no order; of labels that differ in case only, the first is taken.
        let at = definitions
            .entry(definition_key(label))
            .or_insert_with(|| definition.span.clone());
        if definition.span.start < at.start {
            *at = definition.span.clone();
        }
    }
    let mut writer = Writer {
        text: Source {
            origin,
            body,
            filled: &source,
            seen: vec![false; candidates.len()],
            candidates: &candidates,
            definitions,
        },
        problems,
        pieces: Pieces::default(),
        open: Vec::new(),
        nesting: 0,
        draft: None,
        table: None,
        code: false,
        alternative: None,
        shown: 0,
        references: 0,
        tables: Vec::new(),
        level: 1,
        footnotes: Footnotes::default(),
        ids: Identifiers::default(),
        headings: Vec::new(),
        links: Vec::new(),
        passages: Vec::new(),
        passage: Passage::default(),
    };
    writer.reserve_ids(outline);
    writer.events(Parser::new_ext(&source, OPTIONS).into_offset_iter());
    writer.finish()
}

/// An element that waits for its end.
struct Open<'e> {
    what: Element<'e>,
    /// Whether it counts as a level of nesting.
    nests: bool,
}

enum Element<'e> {
    /// Ends with this markup and nothing else.
    Plain(&'static str),
    Heading {
        level: HeadingLevel,
        id: Option<CowStr<'e>>,
    },
    /// Lines of a term that are not read yet, the present one first: each is a term of its own.
    Term(Range<usize>),
    Footnote {
        label: CowStr<'e>,
        outer: Pieces,
    },
    Code,
    Table,
    Row,
    Link {
        to: Destination<'e>,
        good: bool,
        shown_before: usize,
    },
    Image {
        to: Destination<'e>,
        /// The alternative text of an image around this one, which this one's becomes a part of.
        outer: Option<String>,
    },
}

struct Writer<'s, 'p, 'e> {
    text: Source<'s>,
    problems: &'p mut Problems,
    pieces: Pieces,
    open: Vec<Open<'e>>,
    nesting: usize,
    draft: Option<Draft>,
    table: Option<Table>,
    code: bool,
    /// Inside an image nothing is written but its alternative text.
    alternative: Option<String>,
    /// Counts what can be seen, to find links without text.
    shown: usize,
    references: usize,
    tables: Vec<Span>,
    /// Level of the last heading; the page's own has level 1.
    level: u8,
    footnotes: Footnotes,
    ids: Identifiers,
    headings: Vec<Heading>,
    links: Vec<Link>,
    passages: Vec<Passage>,
    passage: Passage,
}

impl<'e> Writer<'_, '_, 'e> {
    fn events(&mut self, mut events: impl Iterator<Item = Placed<'e>>) {
        // A paragraph with nothing but a chart is three events.
        let mut ahead: VecDeque<Placed<'e>> = events.by_ref().take(3).collect();
        let mut before = 0;
        loop {
            if let Some(alone) = self.alone(ahead.make_contiguous()) {
                self.block(alone);
                ahead.clear();
                ahead.extend(events.by_ref().take(3));
                continue;
            }
            let Some((event, range)) = ahead.pop_front() else {
                return;
            };
            ahead.extend(events.next());
            let end = match event {
                Event::Start(_) => range.start,
                _ => range.end,
            };
            self.event(event, &range, before);
            before = end;
        }
    }

    /// A block has ended, or one begins: what follows is no longer the same sentence.
    fn end_passage(&mut self) {
        let passage = std::mem::take(&mut self.passage);
        let own = passage
            .text
            .trim_matches(|c: char| c == Passage::HOLE || c.is_whitespace());
        if !own.is_empty() {
            self.passages.push(passage);
        }
    }

    /// The author's words, for the check of numbers.
    fn own_words(&mut self, words: &str, range: Range<usize>) {
        self.passage.push(words, self.text.origin.span(range));
    }

    fn hole(&mut self, range: Range<usize>) {
        let mut buffer = [0; 4];
        self.own_words(Passage::HOLE.encode_utf8(&mut buffer), range);
    }

    /// `before` is where the event before this one ended, or began if it is a beginning.
    fn event(&mut self, event: Event<'e>, range: &Range<usize>, before: usize) {
        let within_sentence = match &event {
            Event::Start(tag) => is_inline(tag.to_end()),
            Event::End(tag) => is_inline(*tag),
            _ => true,
        };
        if !within_sentence {
            self.end_passage();
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => self.end(range, before),
            Event::Text(text) if self.code => self.literal(&text, range),
            Event::Text(text) => self.prose(&text, range),
            Event::Code(code) => {
                self.hole(range.clone());
                self.markup("<code>");
                self.literal(&code, range);
                self.markup("</code>");
            }
            // Refused as the block that it is a line of.
            Event::Html(_) => {}
            Event::InlineHtml(_) => self.refuse_html(range),
            Event::FootnoteReference(label) => {
                // Never inside a link: the parser gives up a link whose text mentions a footnote.
                let at = self.text.origin.span(range.clone());
                self.pieces.mention(label.to_string(), at);
            }
            Event::SoftBreak => match self.open.last() {
                Some(Open {
                    what: Element::Term(lines),
                    ..
                }) => {
                    let (line, next) = (lines.start..range.start, range.end..lines.end);
                    self.next_term(&line, next);
                }
                _ => {
                    self.go_on_with_term(range.end);
                    self.own_words("\n", range.clone());
                    self.words("\n");
                }
            },
            Event::HardBreak => {
                self.own_words("\n", range.clone());
                self.line_break();
            }
            Event::Rule => self.markup("<hr>\n"),
            // These belong to options that are off.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.prose(&text, range),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'e>, range: &Range<usize>) {
        let nests = matches!(
            &tag,
            Tag::BlockQuote(_)
                | Tag::Item
                | Tag::FootnoteDefinition(_)
                | Tag::DefinitionListDefinition
                | Tag::Emphasis
                | Tag::Strong
                | Tag::Link { .. }
                | Tag::Image { .. }
        );
        if nests {
            self.nesting += 1;
            // Once for each way down, not for each of the levels below.
            if self.nesting == NESTING + 1 {
                self.problem(
                    &NESTING_TOO_DEEP,
                    range.start..range.start,
                    format!("nesting deeper than {NESTING} levels"),
                );
            }
        }
        let what = self.element(tag, range);
        self.open.push(Open { what, nests });
    }

    /// Writes an element's beginning and says how it ends.
    fn element(&mut self, tag: Tag<'e>, range: &Range<usize>) -> Element<'e> {
        match tag {
            Tag::Paragraph => self.plain("<p>", "</p>\n"),
            Tag::Heading { level, id, .. } => {
                self.begin_draft(None);
                Element::Heading { level, id }
            }
            Tag::BlockQuote(None) => {
                self.look_for_unknown_alert(range);
                self.plain("<blockquote>\n", "</blockquote>\n")
            }
            Tag::BlockQuote(Some(kind)) => self.alert(kind),
            Tag::CodeBlock(_) => {
                self.markup("<pre><code>");
                self.code = true;
                // The language that a fence names changes nothing on the page.
                self.text.mark_within(range);
                Element::Code
            }
            Tag::HtmlBlock => {
                self.refuse_html(range);
                Element::Plain("")
            }
            Tag::List(None) => self.plain("<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => self.plain("<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => {
                self.markup(&format!("<ol start=\"{first}\">\n"));
                Element::Plain("</ol>\n")
            }
            Tag::Item => self.plain("<li>", "</li>\n"),
            Tag::FootnoteDefinition(label) => Element::Footnote {
                label,
                outer: std::mem::take(&mut self.pieces),
            },
            Tag::DefinitionList => self.plain("<dl>\n", "</dl>\n"),
            Tag::DefinitionListTitle => self.begin_term(range.clone()),
            Tag::DefinitionListDefinition => self.plain("<dd>", "</dd>\n"),
            Tag::Table(alignments) => self.begin_table(alignments, range),
            Tag::TableHead => {
                if let Some(table) = &mut self.table {
                    table.head = true;
                    table.column = 0;
                }
                self.markup("<thead>\n<tr>");
                Element::Row
            }
            Tag::TableRow => self.begin_row(),
            Tag::TableCell => self.begin_cell(),
            Tag::Emphasis => self.plain("<em>", "</em>"),
            Tag::Strong => self.plain("<strong>", "</strong>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let to = Destination {
                    link_type,
                    address: dest_url,
                    title,
                    label: id,
                };
                self.begin_link(to, range)
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => Element::Image {
                to: Destination {
                    link_type,
                    address: dest_url,
                    title,
                    label: id,
                },
                outer: self.alternative.replace(String::new()),
            },
            // These belong to options that are off.
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {
                Element::Plain("")
            }
        }
    }

    fn plain(&mut self, begin: &str, end: &'static str) -> Element<'e> {
        self.markup(begin);
        Element::Plain(end)
    }

    /// `before` is where the last thing inside the element ended.
    fn end(&mut self, range: &Range<usize>, before: usize) {
        let Some(Open { what, nests }) = self.open.pop() else {
            return;
        };
        self.nesting -= usize::from(nests);
        match what {
            Element::Plain(end) => self.markup(end),
            Element::Heading { level, id } => {
                self.refuse_attributes(id.as_deref(), range, before);
                self.end_heading(level, id.as_deref(), range);
            }
            Element::Term(lines) => self.end_term(&lines),
            Element::Footnote { label, outer } => {
                let pieces = std::mem::replace(&mut self.pieces, outer);
                if label.contains(FILLER) {
                    // A reference; it is found unseen at the end.
                    return;
                }
                let written = self.text.filled.get(range.clone()).unwrap_or_default();
                let end = written.find("]:").map_or(written.len(), |at| at + 2);
                let at = self.text.origin.span(range.start..range.start + end);
                self.footnotes.define(&label, pieces, at, self.problems);
            }
            Element::Code => {
                self.code = false;
                self.markup("</code></pre>\n");
            }
            Element::Table => self.end_table(),
            Element::Row => self.end_row(range, before),
            Element::Link {
                to,
                good,
                shown_before,
            } => self.end_link(&to, good, shown_before, range, before),
            Element::Image { to, outer } => self.end_image(&to, outer, range, before),
        }
    }

    fn alert(&mut self, kind: BlockQuoteKind) -> Element<'e> {
        let alert = match kind {
            BlockQuoteKind::Note => Alert::Note,
            BlockQuoteKind::Tip => Alert::Tip,
            BlockQuoteKind::Important => Alert::Important,
            BlockQuoteKind::Warning => Alert::Warning,
            BlockQuoteKind::Caution => Alert::Caution,
        };
        self.markup(&format!(
            "<div class=\"note note-{}\" role=\"note\">\n<p class=\"note-title\">",
            alert.word()
        ));
        self.pieces.message(Message::Alert(alert));
        self.plain("</p>\n", "</div>\n")
    }

    /// The parser takes `> [!HINT]` for a quotation of these words; an author hardly does.
    fn look_for_unknown_alert(&mut self, range: &Range<usize>) {
        let written = self.text.filled.get(range.clone()).unwrap_or_default();
        // Behind its own marker: a quotation within this one is looked at when it begins.
        let quoted = written.strip_prefix('>').unwrap_or_default();
        let words = quoted.trim_start_matches(' ');
        let start = range.start + (written.len() - words.len());
        let Some((name, rest)) = words
            .strip_prefix("[!")
            .and_then(|words| words.lines().next())
            .and_then(|words| words.split_once(']'))
        else {
            return;
        };
        // `[!](…)` and `[!][…]` are links, and `[!]: …` defines one.
        if rest.starts_with(['(', '[', ':']) || !name.chars().all(char::is_alphabetic) {
            return;
        }
        let known = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
        let named = known.contains(&name.to_uppercase().as_str());
        let message = match named {
            true => format!("`[!{name}]` with words after it is no alert"),
            false => format!("there is no alert `[!{name}]`"),
        };
        let at = self
            .text
            .origin
            .span(start..start + "[!]".len() + name.len());
        let problem = Diagnostic::new(&ALERT_UNKNOWN, at, message);
        self.problems.add(if named {
            problem.expected("nothing else on the line").mend(format!(
                "Begin the words on the next line, behind another >, below > [!{name}]."
            ))
        } else {
            problem.expected("one of [!NOTE], [!TIP], [!IMPORTANT], [!WARNING], [!CAUTION]")
        });
    }

    fn refuse_html(&mut self, range: &Range<usize>) {
        self.text.mark_within(range);
        let written = self.text.body.get(range.clone()).unwrap_or_default();
        let written = written.trim_end();
        let at = range.start..range.start + written.len();
        if written.trim_start().starts_with("<!--") {
            let message = format!("an HTML comment `{}`", shortened(written));
            self.problems.add(
                Diagnostic::new(&RAW_HTML, self.text.origin.span(at), message)
                    .mend("Delete the comment; notes for other authors belong into a file that is not published."),
            );
        } else {
            let message = format!("raw HTML `{}`", shortened(written));
            self.problem(&RAW_HTML, at, message);
        }
    }

    /// Text of code, in which references are shown as they were written.
    fn literal(&mut self, text: &str, range: &Range<usize>) {
        for fragment in self.text.fragments(text, range) {
            match fragment {
                Fragment::Text(text) => self.words(text),
                Fragment::Candidate(index) => {
                    self.text.mark(index);
                    let written = self
                        .text
                        .candidates
                        .get(index)
                        .and_then(|candidate| self.text.body.get(candidate.range.clone()))
                        .unwrap_or_default();
                    self.words(written);
                }
            }
        }
    }

    fn prose(&mut self, text: &str, range: &Range<usize>) {
        let verbatim = self.text.is_verbatim(text, range);
        if verbatim {
            self.look_for_unknown_footnote(range);
        } else if let Some(character) =
            first_forbidden(text).filter(|_| self.text.within(range).is_empty())
        {
            // Only an entity makes text that is not in the file.
            let message = format!("{character} written as an entity");
            self.problem(&FORBIDDEN_CHARACTER, range.clone(), message);
        }
        let hidden = self.draft.as_ref().and_then(|draft| draft.hidden.as_ref());
        let (text, range) = match hidden {
            Some(hidden) if verbatim && range.end > hidden.start => {
                let end = hidden.start.max(range.start);
                let kept = text.get(..end - range.start).unwrap_or_default();
                (kept, range.start..end)
            }
            _ => (text, range.clone()),
        };
        let verbatim = self.text.is_verbatim(text, &range);
        let mut at = range.start;
        for fragment in self.text.fragments(text, &range) {
            match fragment {
                Fragment::Text(text) => {
                    let written = match verbatim {
                        true => at..at + text.len(),
                        false => range.clone(),
                    };
                    at = written.end;
                    if !text.is_empty() {
                        self.own_words(text, written);
                    }
                    self.words(text);
                }
                Fragment::Candidate(index) => {
                    let candidate = self.text.candidates.get(index);
                    let written = candidate.map_or(at..at, |candidate| candidate.range.clone());
                    at = written.end;
                    self.hole(written);
                    self.inline(index);
                }
            }
        }
    }

    /// The parser takes `[^1]` for text if there is no such footnote; an author hardly does.
    fn look_for_unknown_footnote(&mut self, range: &Range<usize>) {
        let rest = self.text.filled.get(range.start..).unwrap_or_default();
        let escaped = self
            .text
            .filled
            .get(..range.start)
            .is_some_and(|before| before.ends_with('\\'));
        let Some(label) = rest.strip_prefix("[^").filter(|_| !escaped) else {
            return;
        };
        let end = label.find(['[', ']', '\n']).unwrap_or(label.len());
        let closed = label.get(end..).is_some_and(|rest| rest.starts_with(']'));
        if closed && end > 0 {
            let at = range.start..range.start + "[^]".len() + end;
            let label = self.text.body.get(at.start + 2..at.end - 1);
            let label = label.unwrap_or_default();
            self.problems
                .add(footnotes::unknown(label, self.text.origin.span(at)));
        }
    }

    fn line_break(&mut self) {
        if let Some(words) = &mut self.alternative {
            words.push(' ');
        } else {
            self.pieces.html("<br>\n");
            if let Some(draft) = &mut self.draft {
                draft.text.text(" ");
                draft.words.push(' ');
            }
        }
    }

    /// Text for the page, not yet escaped.
    fn words(&mut self, text: &str) {
        self.shown += usize::from(!text.trim().is_empty());
        if let Some(words) = &mut self.alternative {
            words.push_str(text);
            return;
        }
        self.pieces.text(text);
        if let Some(draft) = &mut self.draft {
            draft.text.text(text);
            draft.words.push_str(text);
        }
    }

    /// Markup of our own, or with escaped attributes.
    fn markup(&mut self, html: &str) {
        if self.alternative.is_none() {
            self.pieces.html(html);
        }
    }

    fn problem(&mut self, check: &'static Check, at: Range<usize>, message: impl Into<String>) {
        let at = self.text.origin.span(at);
        self.problems.add(Diagnostic::new(check, at, message));
    }

    fn finish(mut self) -> Document {
        for index in 0..self.text.candidates.len() {
            if self.text.seen.get(index) == Some(&false) {
                self.refuse_unseen(index);
            }
        }
        self.end_passage();
        self.links.sort_by_key(|link| link.target.at);
        let (parts, footnotes) = self.footnotes.finish(self.pieces, self.problems);
        Document {
            parts,
            headings: self.headings,
            tables: self.tables,
            footnotes,
            passages: self.passages,
            links: self.links,
        }
    }
}

/// Whether the words on either side belong to the same sentence.
fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// Enough of a text to recognise it, on one line.
fn shortened(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let start: String = line.chars().take(40).collect();
    if start.len() < text.trim().len() {
        format!("{start}…")
    } else {
        start
    }
}
