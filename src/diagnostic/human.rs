//! Messages for a person at a terminal: the lines with a caret, what was expected, how to mend it.
//!
//! ```text
//! error[parts-against-total]: the channels of received sum to 132, but its total is 133
//!  --> content/mailbox-org/2023/data.yaml:8:3
//!   |
//! 7 |   total: 133
//!   |          --- the total
//! 8 |   channel: {plain_email: 36, fax: 8, rest: 88}
//!   |   ^^^^^^^ 36 + 8 + 88 = 132
//!   |
//!   = expected: parts that sum to 133
//!   = help: correct the number, or accept the irregularity with a published note
//! ```
//!
//! Whatever a file says, the terminal only ever gets characters that can be seen: see [`visible`].

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Padding, Renderer, Snippet,
};

use super::position::{Located, Position};
use super::{Diagnostic, FileId, Place, Severity, Sources, Span, count};

/// A file with ten thousand faults is one fault ten thousand times; nobody reads past this many, and the
/// closing line says how many there are. The machine formats list them all.
const SHOWN: usize = 1_000;
/// Places on lines farther apart than this are shown as excerpts of their own.
const NEAR: usize = 8;
/// A longer stretch is marked at its beginning only.
const MARKED_LINES: usize = 6;
/// A line that is longer than this is not shown: its place is named, and nobody would find it in there.
const LONG: usize = 16_384;

/// All diagnostics, by file and position, and a closing line that counts them; empty when there are none.
///
/// `root` stands before every path, so that a path can be followed from where the command was called:
/// empty, or the site directory with a `/` at its end.
pub fn render(
    sources: &Sources,
    diagnostics: &[Diagnostic],
    root: &str,
    colour: bool,
    width: usize,
) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .decor_style(DecorStyle::Ascii)
    .term_width(width);

    let atlas = Atlas::new(sources, diagnostics);
    let mut text = String::new();
    for (diagnostic, _) in atlas.sorted(diagnostics).into_iter().take(SHOWN) {
        text += &renderer.render(&[group(sources, &atlas, diagnostic, root)]);
        text += "\n\n";
    }
    if let Some(more) = diagnostics.len().checked_sub(SHOWN).filter(|&n| n > 0) {
        let _ = writeln!(text, "{more} more are not shown.");
    }
    text += &summary(diagnostics);
    text.push('\n');
    text
}

/// "2 errors, 1 warning"; a kind without any is left out.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    [Severity::Error, Severity::Warning]
        .into_iter()
        .map(|severity| (count(diagnostics, severity), severity.word()))
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {word}{}", if n == 1 { "" } else { "s" }))
        .collect::<Vec<_>>()
        .join(", ")
}

fn group<'a>(
    sources: &'a Sources,
    atlas: &Atlas<'a>,
    diagnostic: &'a Diagnostic,
    root: &str,
) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.check.id)
        .elements(std::iter::empty::<Element>());
    match &diagnostic.at {
        Place::Path(path) => {
            group = group
                .element(Origin::path(super::rooted(root, &visible(path))))
                .element(Padding);
        }
        Place::Span(at) => {
            for element in excerpts(sources, atlas, diagnostic, *at, root) {
                group = group.element(element);
            }
        }
    }
    let expected = (Level::NOTE.with_name("expected"), &diagnostic.expected);
    let notes = diagnostic.notes.iter().map(|note| (Level::NOTE, note));
    let mend = (Level::HELP, &diagnostic.mend);
    for (level, text) in std::iter::once(expected).chain(notes).chain([mend]) {
        if !text.is_empty() {
            group = group.element(level.message(visible_lines(text)));
        }
    }
    group
}

/// A place that is to be marked.
struct Spot<'a> {
    span: Span,
    label: &'a str,
    primary: bool,
    line: usize,
}

/// The diagnostic's own place first, then what else belongs to it.
fn excerpts<'a>(
    sources: &'a Sources,
    atlas: &Atlas<'a>,
    diagnostic: &'a Diagnostic,
    at: Span,
    root: &str,
) -> Vec<Element<'a>> {
    let spot = |span: Span, label, primary| Spot {
        span,
        label,
        primary,
        line: atlas.locate(span).from.map_or(1, |from| from.line),
    };
    let related = diagnostic.related.iter();
    let mut spots: Vec<_> = related.map(|r| spot(r.at, &r.label, false)).collect();
    spots.push(spot(at, &diagnostic.label, true));
    spots.sort_by_key(|spot| (spot.span, !spot.primary));

    let mut clusters: Vec<Vec<Spot>> = Vec::new();
    for spot in spots {
        let joins = |last: &Spot| {
            last.span.file == spot.span.file
                && spot.line - last.line <= NEAR
                && !on_long_line(sources, last.span)
                && !on_long_line(sources, spot.span)
        };
        match clusters.last_mut() {
            Some(cluster) if cluster.last().is_some_and(joins) => cluster.push(spot),
            _ => clusters.push(vec![spot]),
        }
    }
    clusters.sort_by_key(|cluster| !cluster.iter().any(|spot| spot.primary));
    clusters
        .iter()
        .filter_map(|cluster| excerpt(sources, atlas, cluster, root))
        .flatten()
        .collect()
}

fn excerpt<'a>(
    sources: &'a Sources,
    atlas: &Atlas<'a>,
    cluster: &[Spot<'a>],
    root: &str,
) -> Option<Vec<Element<'a>>> {
    let first = cluster.first()?;
    let file = sources.get(first.span.file)?;
    let path = super::rooted(root, &visible(&file.path));
    if on_long_line(sources, first.span) {
        let at = atlas.locate(first.span).from?;
        let origin = Origin::path(path).line(at.line).char_column(at.column);
        let mut elements = vec![origin.into(), Padding.into()];
        if !first.label.is_empty() {
            let label = visible(first.label);
            elements.push(Level::NOTE.with_name("here").message(label).into());
        }
        return Some(elements);
    }

    let text = file.text.as_str();
    let marks: Vec<_> = cluster.iter().map(|spot| marked(text, spot.span)).collect();
    let start = line_around(text, marks.iter().map(|mark| mark.start).min()?).start;
    let end = line_around(text, marks.iter().map(|mark| mark.end).max()?).end;
    let annotations = cluster.iter().zip(&marks).map(|(spot, mark)| {
        let kind = if spot.primary {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let shown = |offset: usize| stood_in(&text[start..offset]).len();
        let annotation = kind.span(shown(mark.start)..shown(mark.end));
        if spot.label.is_empty() {
            annotation
        } else {
            annotation.label(visible(spot.label))
        }
    });
    let snippet = Snippet::source(stood_in(&text[start..end]))
        .line_start(first.line)
        .path(path)
        .annotations(annotations);
    Some(vec![snippet.into()])
}

/// What of a span is underlined: all of it, or its first line if it is many lines long.
fn marked(text: &str, span: Span) -> Range<usize> {
    let start = floor(text, span.range().start);
    let end = floor(text, span.range().end).max(start);
    if text[start..end].matches('\n').nth(MARKED_LINES).is_some() || end - start > LONG {
        return start..line_around(text, start).end;
    }
    start..end
}

fn on_long_line(sources: &Sources, span: Span) -> bool {
    sources.get(span.file).is_some_and(|file| {
        let line = line_around(&file.text, floor(&file.text, span.range().start));
        line.len() > LONG
    })
}

/// The line that an offset lies in, without its end.
fn line_around(text: &str, offset: usize) -> Range<usize> {
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..]
        .find('\n')
        .map_or(text.len(), |length| offset + length);
    start..end
}

/// The character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// A text with everything in it that a reader would not see as what it is written out as `<U+202E>`:
/// control characters (a terminal obeys them), bidirectional controls (they reorder what is read) and
/// invisible characters.
///
/// ```
/// use klartext::diagnostic::human::visible;
/// assert_eq!(visible("a\u{1b}[2Jb\u{202e}c"), "a<U+001B>[2Jb<U+202E>c");
/// assert_eq!(visible("Überläufe: 33,8 %"), "Überläufe: 33,8 %");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    spelled_out(text, is_deceptive)
}

/// The same for a text of several lines, whose line ends stay.
fn visible_lines(text: &str) -> Cow<'_, str> {
    spelled_out(text, |c| c != '\n' && is_deceptive(c))
}

/// An excerpt in which one character stands for each that cannot be seen, so that columns stay true.
fn stood_in(text: &str) -> Cow<'_, str> {
    // annotate-snippets draws a tab as four columns and everything below U+0020 as its picture (␛).
    let is_hidden = |c: char| c > '\u{1f}' && is_deceptive(c);
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let shown = |c| {
        if is_hidden(c) {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    Cow::Owned(text.chars().map(shown).collect())
}

fn spelled_out(text: &str, is_hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) {
            let _ = write!(shown, "<U+{:04X}>", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Whether a character does something else than being seen.
pub(super) fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// The files that diagnostics point into, measured once, so that finding a position does not cost a walk
/// over the file: a file of a mebibyte may have a fault in every fourth byte.
pub(super) struct Atlas<'s> {
    sources: &'s Sources,
    lines: BTreeMap<FileId, Lines<'s>>,
}

impl<'s> Atlas<'s> {
    pub(super) fn new(sources: &'s Sources, diagnostics: &[Diagnostic]) -> Self {
        let places = diagnostics
            .iter()
            .filter_map(|diagnostic| match diagnostic.at {
                Place::Span(span) => Some(span.file),
                Place::Path(_) => None,
            });
        let related = diagnostics.iter().flat_map(|d| &d.related);
        let files: BTreeSet<_> = places.chain(related.map(|r| r.at.file)).collect();
        let measured = files
            .into_iter()
            .filter_map(|file| Some((file, Lines::new(&sources.get(file)?.text))));
        Atlas {
            sources,
            lines: measured.collect(),
        }
    }

    pub(super) fn locate(&self, span: Span) -> Located<'s> {
        let position = |offset: usize| Some(self.lines.get(&span.file)?.position(offset));
        Located {
            path: self.sources.get(span.file).map_or("", |file| &file.path),
            from: position(span.range().start),
            to: position(span.range().end),
        }
    }

    /// By file, then position; what concerns a file as a whole before what is in it.
    pub(super) fn sorted<'d>(
        &self,
        diagnostics: &'d [Diagnostic],
    ) -> Vec<(&'d Diagnostic, Located<'d>)>
    where
        's: 'd,
    {
        let mut all: Vec<_> = diagnostics
            .iter()
            .map(|diagnostic| {
                let located = match &diagnostic.at {
                    Place::Path(path) => Located {
                        path,
                        from: None,
                        to: None,
                    },
                    Place::Span(span) => self.locate(*span),
                };
                (diagnostic, located)
            })
            .collect();
        let key = |(diagnostic, at): &(&'d Diagnostic, Located<'d>)| {
            let position = at.from.map(|from| (from.line, from.column));
            (
                at.path,
                position,
                diagnostic.check.id,
                diagnostic.message.as_str(),
            )
        };
        all.sort_by(|a, b| key(a).cmp(&key(b)));
        all
    }
}

/// Where every so many bytes of a text stand.
struct Lines<'t> {
    text: &'t str,
    milestones: Vec<(usize, Position)>,
}

impl<'t> Lines<'t> {
    const STEP: usize = 512;

    fn new(text: &'t str) -> Self {
        let mut milestones = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut at = Position { line: 1, column: 1 };
        for (offset, c) in text.char_indices() {
            if offset >= milestones.len() * Self::STEP {
                milestones.push((offset, at));
            }
            at = after(at, c);
        }
        Lines { text, milestones }
    }

    fn position(&self, offset: usize) -> Position {
        let offset = floor(self.text, offset);
        let passed = self.milestones.partition_point(|(at, _)| *at <= offset);
        let start = passed.checked_sub(1).and_then(|i| self.milestones.get(i));
        let (from, at) = start
            .copied()
            .unwrap_or((0, Position { line: 1, column: 1 }));
        self.text[from..offset].chars().fold(at, after)
    }
}

fn after(at: Position, c: char) -> Position {
    if c == '\n' {
        Position {
            line: at.line + 1,
            column: 1,
        }
    } else {
        Position {
            column: at.column + 1,
            ..at
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::position::position;
    use super::super::{Check, Group};
    use super::*;

    pub(crate) const SUM: Check = Check {
        id: "parts-against-total",
        group: Group::Arithmetic,
        severity: Severity::Error,
        acceptable: true,
        finds: "parts that do not sum to their total",
        mend: "correct the number, or accept the irregularity with a published note",
    };

    const DATA: &str =
        "period: 2023\nreceived:\n  total: 133\n  channel: {plain_email: 36, fax: 8, rest: 88}\n";

    fn span(file: FileId, text: &str, part: &str) -> Span {
        let start = text.find(part).unwrap();
        Span::new(file, start..start + part.len())
    }

    pub(crate) fn example() -> (Sources, Vec<Diagnostic>) {
        let mut sources = Sources::default();
        let file = sources.add("content/mailbox-org/2023/data.yaml", DATA);
        let sum = Diagnostic::new(
            &SUM,
            span(file, DATA, "channel"),
            "the channels of received sum to 132, but its total is 133",
        )
        .label("36 + 8 + 88 = 132")
        .related(span(file, DATA, "133"), "the total")
        .expected("parts that sum to 133")
        .about("received.channel");
        let mut missing = Diagnostic::new(
            &SUM,
            Place::Path("content/mailbox-org/2023/de.md".to_owned()),
            "there is no narrative",
        );
        missing.severity = Severity::Warning;
        (sources, vec![missing, sum])
    }

    #[test]
    fn shows_lines_carets_expectation_and_help() {
        let (sources, diagnostics) = example();
        assert_eq!(
            render(&sources, &diagnostics, "", false, 100),
            "\
error[parts-against-total]: the channels of received sum to 132, but its total is 133
 --> content/mailbox-org/2023/data.yaml:4:3
  |
3 |   total: 133
  |          --- the total
4 |   channel: {plain_email: 36, fax: 8, rest: 88}
  |   ^^^^^^^ 36 + 8 + 88 = 132
  |
  = expected: parts that sum to 133
  = help: correct the number, or accept the irregularity with a published note

warning[parts-against-total]: there is no narrative
--> content/mailbox-org/2023/de.md
 |
 = help: correct the number, or accept the irregularity with a published note

1 error, 1 warning
"
        );
        assert!(render(&sources, &diagnostics, "", true, 100).contains("\u{1b}[1m"));
        assert!(render(&sources, &diagnostics, "demo/", false, 100).contains("--> demo/content/"));
    }

    #[test]
    fn places_far_apart_and_in_other_files_are_excerpts_of_their_own() {
        let mut sources = Sources::default();
        let text = format!("first: 1\n{}last: 2\n", "# between\n".repeat(5_000));
        let file = sources.add("a.yaml", text.clone());
        let other = sources.add("b.yaml", "other: 3\n");
        let diagnostic = Diagnostic::new(&SUM, span(file, &text, "last"), "both")
            .related(span(file, &text, "first"), "here")
            .related(span(other, "other: 3\n", "3"), "and there");
        assert_eq!(
            render(&sources, &[diagnostic], "", false, 100),
            "\
error[parts-against-total]: both
    --> a.yaml:5002:1
     |
5002 | last: 2
     | ^^^^
     |
    ::: a.yaml:1:1
     |
   1 | first: 1
     | ----- here
     |
    ::: b.yaml:1:8
     |
   1 | other: 3
     |        - and there
     |
     = help: correct the number, or accept the irregularity with a published note

1 error
"
        );
    }

    #[test]
    fn hostile_text_reaches_no_terminal() {
        let mut sources = Sources::default();
        let text = "name: \u{1b}]0;owned\u{7}\u{202e}x: 1\r\n";
        let file = sources.add("a\u{1b}.yaml", text);
        let hostile = "\u{1b}[2J\u{9b}\u{202e}\u{feff}\nerror: forged";
        let diagnostic = Diagnostic::new(&SUM, span(file, text, "1"), hostile)
            .label(hostile)
            .expected(hostile)
            .mend(hostile)
            .related(span(file, text, "name"), hostile);
        let shown = render(&sources, &[diagnostic], "", false, 100);
        let bad: Vec<_> = shown
            .chars()
            .filter(|c| *c != '\n' && is_deceptive(*c))
            .collect();
        assert!(bad.is_empty(), "{bad:?} in {shown}");
        // The column counts the file's characters, not the ones that they are shown as.
        assert!(shown.contains("a<U+001B>.yaml:1:21"), "{shown}");
        assert!(!shown.lines().any(|line| line.starts_with("error: forged")));
    }

    #[test]
    fn any_span_of_any_text_is_rendered() {
        let texts = [
            "",
            "\n",
            "ä",
            "a\r\nb",
            "\t\u{202e}\n\n",
            "日本\n語\u{301}e\u{301}\n",
        ];
        for text in texts {
            for start in 0..=text.len() + 2 {
                for end in start..=text.len() + 2 {
                    let mut sources = Sources::default();
                    let file = sources.add("f", text);
                    let at = Span::new(file, start..end);
                    let diagnostic = Diagnostic::new(&SUM, at, "m").related(at, "r");
                    render(&sources, &[diagnostic], "", false, 40);
                }
            }
        }
    }

    #[test]
    fn a_file_that_is_one_long_line_or_all_faults_is_quick() {
        let mut sources = Sources::default();
        let text = "ä".repeat(500_000);
        let file = sources.add("f", text.clone());
        let diagnostics: Vec<_> = (0..100_000)
            .map(|i| Diagnostic::new(&SUM, Span::new(file, i * 10..i * 10 + 2), "m"))
            .collect();
        let start = text.len() / 2;
        let wide = Diagnostic::new(&SUM, Span::new(file, start..text.len()), "m");
        let shown = render(&sources, &[wide], "", false, 100);
        assert!(
            shown.contains("f:1:250001") && shown.len() < 2_000,
            "{shown}"
        );
        let shown = render(&sources, &diagnostics, "", false, 100);
        assert!(shown.ends_with("99000 more are not shown.\n100000 errors\n"));
    }

    #[test]
    fn milestones_agree_with_counting() {
        let text = "äö\nü".repeat(700);
        let lines = Lines::new(&text);
        for offset in 0..=text.len() + 1 {
            assert_eq!(lines.position(offset), position(&text, offset), "{offset}");
        }
    }
}
