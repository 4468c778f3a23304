//! Narratives with their figures woven in.

use crate::analysis::table::breakdown_table;
use crate::check::references::{Target, target};
use crate::diagnostic::Spanned;
use crate::language::Arg;
use crate::model::figure::Subject;
use crate::model::period::Period;
use crate::model::report::Report;
use crate::narrative::document::{Message, Part};
use crate::narrative::reference::Reference;
use crate::source::Text;

use super::Page;
use super::blocks::{breakdown, trend};
use super::view::{FigureBlock, ProsePart};

impl Page<'_> {
    /// A text in the parts in which a template shows it: prose, figures, tables.
    pub fn weave(&self, text: &Text, period: Option<Period>) -> Vec<ProsePart> {
        let mut parts: Vec<ProsePart> = Vec::new();
        for part in &text.document.parts {
            match part {
                Part::Html(html) => append(&mut parts, html),
                Part::Message(message) => append(&mut parts, &escape(&self.spoken(message))),
                Part::Reference(reference) => match self.woven(reference, period) {
                    Woven::Words(words) => append(&mut parts, &escape(&words)),
                    Woven::Block(part) => parts.push(*part),
                },
            }
        }
        parts
    }

    /// What the page itself says around an author's text.
    fn spoken(&self, message: &Message) -> String {
        let number = |number: usize| Arg::Count(u64::try_from(number).unwrap_or(u64::MAX));
        match message {
            Message::Alert(_) | Message::Footnotes => self.say(message.id()),
            Message::FootnoteBack { number: n, mention } => self.language.message(
                message.id(),
                &[("number", number(*n)), ("mention", number(*mention))],
            ),
            Message::WideTable { number: n } => self
                .language
                .message(message.id(), &[("number", number(*n))]),
        }
    }

    /// A heading in words, for a table of contents.
    pub fn heading(&self, parts: &[Part], period: Option<Period>) -> String {
        let words = parts.iter().map(|part| match part {
            Part::Html(html) => unescape(html),
            Part::Message(message) => self.spoken(message),
            Part::Reference(reference) => match self.woven(reference, period) {
                Woven::Words(words) => words,
                Woven::Block(_) => String::new(),
            },
        });
        words.collect()
    }

    fn woven(&self, reference: &Spanned<Reference>, period: Option<Period>) -> Woven {
        let Ok(target) = target(
            reference,
            self.record().vocabulary(),
            self.organisation,
            period,
        ) else {
            // `check` has resolved every reference with this same function: a record has none that fails.
            return Woven::Words(String::new());
        };
        match target {
            Target::Number(count) => Woven::Words(self.language.interval(count)),
            Target::Rate { part, whole, rate } => {
                Woven::Words(self.part_of(part, whole, Some(rate)))
            }
            Target::Chart { report, subject } => Woven::Block(Box::new(
                self.figure(report, &subject)
                    .map_or_else(ProsePart::default, |mut figure| {
                        figure.id = format!("in-text-{}", figure.id);
                        figure.margin = Vec::new();
                        ProsePart {
                            figure: Some(figure),
                            ..ProsePart::default()
                        }
                    }),
            )),
            Target::Table { report, subject } => Woven::Block(Box::new(ProsePart {
                id: format!("in-text-{}", subject.to_string().replace(['.', '+'], "-")),
                table: self.figure(report, &subject).map(|figure| figure.table),
                ..ProsePart::default()
            })),
        }
    }

    fn figure(&self, report: &Report, subject: &Subject) -> Option<FigureBlock> {
        let vocabulary = self.record().vocabulary();
        match subject {
            Subject::Breakdown(measure, name) => {
                let table = breakdown_table(report, vocabulary, measure, name)?;
                if breakdown::deserves_chart(&table) {
                    Some(breakdown::block(self, report, &table))
                } else {
                    breakdown::together(self, report, &[table])
                }
            }
            Subject::Figure(key) => {
                let reports: Vec<&Report> = self
                    .organisation
                    .reports()
                    .iter()
                    .map(super::super::check::record::ReportRecord::report)
                    .collect();
                trend::block(self, &reports, report.period, &key.measure)
            }
        }
    }
}

enum Woven {
    Words(String),
    Block(Box<ProsePart>),
}

fn append(parts: &mut Vec<ProsePart>, html: &str) {
    match parts.last_mut() {
        Some(last) if last.figure.is_none() && last.table.is_none() => {
            last.prose_html.push_str(html);
        }
        _ => parts.push(ProsePart {
            prose_html: html.to_owned(),
            ..ProsePart::default()
        }),
    }
}

/// The text that klartext's own escaping made safe for markup, as it was.
fn unescape(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Words on their way into markup that klartext wrote.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
