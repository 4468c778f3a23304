//! What klartext has to say about a publisher's files, and where.
//!
//! In: nothing. Out: [`Span`], [`Diagnostic`], [`Checked`], and one file per message format.
//!
//! **Must not enter:** the wording of a particular check (it stands in the rule that raises it), errors
//! of the machine such as a full disk (they are [`crate::disk::DiskError`], another type and another exit
//! status), and anything that prints: formats return strings, `commands` owns the terminal.

use std::ops::Range;

pub mod github;
pub mod human;
pub mod json;
pub mod position;
pub mod sarif;

/// One of the publisher's files as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Relative to the site directory, with `/` on every platform: `content/mailbox-org/2023/data.yaml`.
    pub path: String,
    pub text: String,
}

/// What a path begins with that is not relative to the site: the caller named the file, as a table to be imported.
pub const OUTSIDE: &str = "//";

/// A path as a message shows it: `root` leads to the site, and stands before no file outside of it.
pub fn rooted(root: &str, path: &str) -> String {
    match path.strip_prefix(OUTSIDE) {
        Some(named) => named.to_owned(),
        None => format!("{root}{path}"),
    }
}

/// Index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Every text file that a diagnostic can point into.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile {
            path: path.into(),
            text: text.into(),
        });
        id
    }

    /// How many files there are: the next one's id.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file behind an id, or `None` for an id of another `Sources`.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }
}

/// A stretch of bytes in one file; `start == end` marks a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            file,
            start: byte(range.start),
            end: byte(range.end),
        }
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value together with the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub at: Span,
}

/// Where a diagnostic points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Span(Span),
    /// A file or directory as a whole, also one that does not exist; relative to the site directory.
    Path(String),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Place::Span(span)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

impl Severity {
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// SPEC section 4's groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Form,
    Arithmetic,
    /// What changed under something that stands already.
    History,
    Prose,
    Theme,
}

/// What every check says of itself. Ids are stable: publishers write them into `accept:`.
#[derive(Debug, PartialEq, Eq)]
pub struct Check {
    /// Lower case with hyphens, for ever: `parts-against-total`.
    pub id: &'static str,
    pub group: Group,
    pub severity: Severity,
    /// Whether `accept:` may silence it: only where the irregular case may be the truth.
    pub acceptable: bool,
    /// One sentence: what it finds.
    pub finds: &'static str,
    /// One or two sentences: why that matters and how to mend or accept it.
    pub mend: &'static str,
}

/// A second place that belongs to the same problem, with its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub at: Span,
    pub label: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    pub check: &'static Check,
    pub severity: Severity,
    pub at: Place,
    /// One sentence without a full stop: what is wrong, with the offending words.
    pub message: String,
    /// A few words for the caret; may be empty.
    pub label: String,
    /// What was expected instead; may be empty.
    pub expected: String,
    /// What else has to be known to find the cause, such as the ways that led to the place; seldom any.
    pub notes: Vec<String>,
    /// How to mend it; never empty.
    pub mend: String,
    pub related: Vec<Related>,
    /// The figure, breakdown or measure that `accept:` would name; empty where the check cannot be accepted.
    pub subject: String,
}

impl Diagnostic {
    /// A diagnostic with the check's own severity and general advice; the methods below refine it.
    pub fn new(check: &'static Check, at: impl Into<Place>, message: impl Into<String>) -> Self {
        Diagnostic {
            check,
            severity: check.severity,
            at: at.into(),
            message: message.into(),
            label: String::new(),
            expected: String::new(),
            notes: Vec::new(),
            mend: check.mend.to_owned(),
            related: Vec::new(),
            subject: String::new(),
        }
    }

    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }

    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = mend.into();
        self
    }

    pub fn related(mut self, at: Span, label: impl Into<String>) -> Self {
        self.related.push(Related {
            at,
            label: label.into(),
        });
        self
    }

    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }
}

/// A value, if one could be made, and *all* that is to be said about its sources.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    pub value: Option<T>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    pub fn errors(&self) -> usize {
        count(&self.diagnostics, Severity::Error)
    }
}

pub fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics
        .iter()
        .filter(|d| d.severity == severity)
        .count()
}

/// The candidate nearest to a mistyped word, if one is near enough to be what was meant.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 4)
        .min()
        .map(|(_, candidate)| candidate)
}
