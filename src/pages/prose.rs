//! Narratives with their figures woven in.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::analysis::change::{Change, Proportion, RateChange, observe_rate};
use crate::analysis::observation::observe;
use crate::analysis::table::breakdown_table;
use crate::check::record::ReportRecord;
use crate::check::references::{FindingSubject, Target, Term, target};
use crate::diagnostic::Spanned;
use crate::language::Arg;
use crate::model::figure::{CategoryKey, Subject};
use crate::model::period::Period;
use crate::model::report::Report;
use crate::model::value::Gap;
use crate::narrative::document::{Message, Part};
use crate::narrative::reference::Reference;
use crate::source::{Attachment, Text};

use super::Page;
use super::blocks::{breakdown, trend};
use super::report::attachment_path;
use super::route::Address;
use super::text::METHODOLOGY;
use super::view::{FigureBlock, ProsePart};

impl Page<'_> {
    /// A text in the parts in which a template shows it: prose, figures, tables.
    pub fn weave(&self, text: &Text, period: Option<Period>) -> Vec<ProsePart> {
        let mut parts: Vec<ProsePart> = Vec::new();
        // Terms and figures may come more than once, their ids may not.
        let mut mentions: BTreeMap<String, usize> = BTreeMap::new();
        let mut mention = |of: &str| {
            let count = mentions.entry(of.to_owned()).or_default();
            *count += 1;
            *count
        };
        for part in &text.document.parts {
            match part {
                Part::Html(html) => append(&mut parts, html),
                Part::Message(message) => append(&mut parts, &escape(&self.spoken(message))),
                Part::Address(address) => {
                    append(&mut parts, &escape(&self.leads_to(address, period)));
                }
                Part::Reference(reference) => match self.woven(reference, period) {
                    Woven::Words(words) => append(&mut parts, &escape(&words)),
                    Woven::Term(term) => {
                        let mention = mention(&term.anchor);
                        append(&mut parts, &term.html(mention));
                    }
                    Woven::Said(words) => {
                        append(&mut parts, &format!("<q>{}</q>", escape(&words)));
                    }
                    Woven::Block(mut part) => {
                        let id = match &mut part.figure {
                            Some(figure) => &mut figure.id,
                            None => &mut part.id,
                        };
                        if let more @ 2.. = mention(id) {
                            let _ = write!(id, "-{more}");
                        }
                        parts.push(*part);
                    }
                },
            }
        }
        parts
    }

    /// The author's text that this page shows, if there is one, and the period that it is about.
    pub fn own_text(&self) -> Option<(&Text, Option<Period>)> {
        let period = self.route.address.period;
        let text = match period {
            Some(period) => self
                .organisation
                .report(period)?
                .narrative(&self.route.language),
            None => self.text_of(&self.route.address.stem),
        };
        Some((text?, period))
    }

    /// The relative address that a link or image of the author's gets on this page: a file beside a report's text is
    /// published with its data.
    pub fn leads_to(&self, target: &str, period: Option<Period>) -> String {
        let (path, after) = target.split_at(target.find(['#', '?']).unwrap_or(target.len()));
        let record = period.and_then(|period| self.organisation.report(period));
        let beside = record.into_iter().flat_map(ReportRecord::attachments);
        let name = |attachment: &&Attachment| attachment.name.replace(' ', "%20") == path;
        match (record, beside.clone().find(name)) {
            (Some(record), Some(attachment)) => {
                let report = record.report();
                let path = attachment_path(
                    self.record(),
                    &report.organisation,
                    report,
                    &attachment.name.replace(' ', "%20"),
                );
                format!("{}{after}", self.link_to_file(&path))
            }
            _ => target.to_owned(),
        }
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
            // The words of a heading have no markup, and so no links.
            Part::Address(_) => String::new(),
            Part::Reference(reference) => match self.woven(reference, period) {
                Woven::Words(words) => words,
                Woven::Term(term) => term.label,
                Woven::Said(words) => words,
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
            Target::Said(words) => Woven::Said(words),
            Target::Pending => Woven::Words(format!("[{}]", self.language.gap(Gap::Pending))),
            Target::Number(observation) => Woven::Words(self.value(&observation)),
            Target::Rate { part, whole, rate } => {
                Woven::Words(self.part_of(part, whole, Some(rate)))
            }
            // The words of the next three are provisional: right, and with every break, but no sentences yet.
            Target::Change { change, .. } => Woven::Words(self.change_in_words(&change)),
            Target::Points { change, .. } => Woven::Words(self.points_in_words(&change)),
            Target::Why { split, .. } => Woven::Words(self.why_in_words(&split)),
            Target::Finding { report, subject } => Woven::Words(self.stated(report, &subject)),
            Target::Term(term) => {
                let (label, definition) = match term {
                    Term::Measure(measure) => (
                        self.language.measure(measure),
                        self.definition(measure, period),
                    ),
                    Term::Rate(rate) => (
                        self.language.rate(rate),
                        self.language.definition_of_rate(rate),
                    ),
                    Term::Category(breakdown, category) => (
                        self.language
                            .category(breakdown, &CategoryKey::one(category.id.clone())),
                        self.language
                            .definition_of_category(&breakdown.id, category),
                    ),
                };
                match definition {
                    Some(definition) => Woven::Term(Box::new(WovenTerm {
                        anchor: match term {
                            Term::Measure(measure) => Self::definition_anchor(measure, period),
                            _ => term.anchor().to_owned(),
                        },
                        page: self.link_to(&Address::page(METHODOLOGY)),
                        label,
                        definition,
                    })),
                    None => Woven::Words(label),
                }
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

    /// What may be said of a figure against the report before; without one, its value.
    fn stated(&self, report: &Report, subject: &FindingSubject<'_>) -> String {
        let vocabulary = self.record().vocabulary();
        let breaks = &self.organisation.organisation().breaks;
        let before = self
            .organisation
            .previous(report.period)
            .map(ReportRecord::report);
        match subject {
            FindingSubject::Figure(key) => {
                let change = before.and_then(|before| {
                    Change::between((before, key), (report, key), breaks, vocabulary).ok()
                });
                change.map_or_else(
                    || {
                        let observation = observe(report, vocabulary, key);
                        format!("{}: {}", self.full_label(key), self.value(&observation))
                    },
                    |change| self.figure_finding(&change),
                )
            }
            FindingSubject::Rate(definition) => {
                let share = Proportion::of_rate(definition);
                let change = before.and_then(|before| {
                    RateChange::between((before, &share), (report, &share), breaks, vocabulary).ok()
                });
                change.map_or_else(
                    || {
                        let observed = observe_rate(report, vocabulary, &share);
                        format!(
                            "{}: {}",
                            self.language.rate(definition),
                            self.rate_in_words(&observed)
                        )
                    },
                    |change| self.rate_finding(&change),
                )
            }
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
                    .map(ReportRecord::report)
                    .collect();
                trend::block(self, &reports, report.period, &key.measure)
            }
        }
    }
}

enum Woven {
    Words(String),
    Term(Box<WovenTerm>),
    Said(String),
    Block(Box<ProsePart>),
}

/// A word of the glossary within a sentence.
struct WovenTerm {
    anchor: String,
    /// The link to the page with the glossary.
    page: String,
    label: String,
    definition: String,
}

impl WovenTerm {
    /// A link to the glossary with the definition behind it: hidden from the flow of the text, yet read out with
    /// the link, and shown by the stylesheet while the link has the pointer or the focus. A `title` would be
    /// nothing to a keyboard or a finger.
    ///
    /// The id has a `:`, as those of footnotes: no id of an author or of the page can be the same.
    fn html(&self, mention: usize) -> String {
        let id = match mention {
            1 => format!("term:{}", self.anchor),
            more => format!("term:{}:{more}", self.anchor),
        };
        format!(
            "<a class=\"term\" href=\"{}#{}\" aria-describedby=\"{id}\">{}</a>\
             <span class=\"term-definition\" id=\"{id}\" role=\"tooltip\" hidden>{}</span>",
            escape(&self.page),
            self.anchor,
            escape(&self.label),
            escape(&self.definition),
        )
    }
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
