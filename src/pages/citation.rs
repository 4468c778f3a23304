//! How to cite: a page, a figure on it, or one number, as words and in the formats that reference managers read.
//!
//! Who compiled a site about others is its author; the date of its data is then a remark and not its own date.

use serde_json::json;

use crate::model::period::PartialDate;

use super::Page;
use super::view::{Citation, MetaTag};

/// What is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    Report,
    Page,
    /// A chart or a single number of a page.
    Figure,
}

impl Work {
    /// Its type in CSL 1.0.2.
    const fn csl(self) -> &'static str {
        match self {
            Work::Report => "report",
            Work::Page => "webpage",
            Work::Figure => "figure",
        }
    }
}

/// Everything that a citation says.
struct Reference<'r> {
    work: Work,
    id: String,
    author: &'r str,
    title: &'r str,
    /// Of the work itself; `None` where it has none.
    date: Option<PartialDate>,
    note: String,
    url: String,
    language: &'r str,
}

impl Page<'_> {
    /// How to cite this page, or what has `anchor` on it; `date` is that of the data it shows.
    pub fn citation(
        &self,
        work: Work,
        title: &str,
        date: Option<PartialDate>,
        anchor: &str,
    ) -> Citation {
        let publisher = &self.organisation.organisation().name;
        let mut url = format!("{}{}", self.context.base_url, self.path());
        let mut id = format!(
            "{}-{}",
            self.organisation.organisation().id,
            self.route.address.stem.replace('/', "-")
        );
        if !anchor.is_empty() {
            url = format!("{url}#{anchor}");
            id = format!("{id}-{anchor}");
        }
        let compiler = self.record().settings().compiled_by.get(self.language.id());
        let as_of = date
            .map(|date| self.tell("cite-data-date", &[("date", &self.language.date(date))]))
            .unwrap_or_default();
        let sentence = match as_of.as_str() {
            "" => String::new(),
            as_of => format!(" {as_of}."),
        };
        let year = date.map(|date| self.language.year(date.year()));
        let plain = match (compiler, &year) {
            (Some(author), _) => self.tell(
                "cite-plain-compiled",
                &[
                    ("author", author),
                    ("publisher", publisher),
                    ("title", title),
                    ("date", &sentence),
                    ("url", &url),
                ],
            ),
            (None, Some(year)) => self.tell(
                "cite-plain",
                &[
                    ("publisher", publisher),
                    ("year", year),
                    ("title", title),
                    ("date", &sentence),
                    ("url", &url),
                ],
            ),
            (None, None) => self.tell(
                "cite-plain-undated",
                &[("publisher", publisher), ("title", title), ("url", &url)],
            ),
        };
        let from = compiler.map(|_| self.tell("cite-compiled-from", &[("publisher", publisher)]));
        let note: Vec<String> = from
            .into_iter()
            .chain((!as_of.is_empty()).then_some(as_of))
            .collect();
        let reference = Reference {
            work,
            id,
            author: compiler.unwrap_or(publisher),
            title,
            date: date.filter(|_| compiler.is_none()),
            note: note.join("; "),
            url,
            language: self.language.id().as_str(),
        };
        Citation {
            plain,
            bibtex: bibtex(&reference),
            csl_json: csl_json(&reference),
            meta: meta(&reference),
            ..Citation::default()
        }
    }
}

/// An entry that BibTeX and biblatex both read.
fn bibtex(reference: &Reference<'_>) -> String {
    let mut fields = vec![
        // The inner braces keep an organisation from being read as first and last names.
        ("author", format!("{{{}}}", escaped(reference.author))),
        ("title", format!("{{{}}}", escaped(reference.title))),
    ];
    if let Some(date) = reference.date {
        fields.push(("year", date.year().to_string()));
    }
    if reference.work == Work::Report {
        fields.push(("institution", format!("{{{}}}", escaped(reference.author))));
    }
    // Within braces `\url` and biblatex take an address as it stands, but for what would end the field.
    fields.push(("url", reference.url.replace(['{', '}', '\\'], "")));
    if !reference.note.is_empty() {
        fields.push(("note", escaped(&reference.note)));
    }
    fields.push(("language", reference.language.to_owned()));
    let kind = match reference.work {
        Work::Report => "techreport",
        Work::Page | Work::Figure => "misc",
    };
    let fields: String = fields
        .iter()
        .map(|(name, value)| format!("  {name} = {{{value}}},\n"))
        .collect();
    format!("@{kind}{{{},\n{fields}}}", reference.id)
}

/// Text as TeX reads it: its ten special characters, and no line breaks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '\u{ad}' => {}
            '\u{a0}' | '\u{202f}' => out.push('~'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// One item of CSL-JSON 1.0.2, as a list, since that is what a file of it holds.
fn csl_json(reference: &Reference<'_>) -> String {
    let mut item = json!({
        "id": reference.id,
        "type": reference.work.csl(),
        "title": reference.title,
        "author": [{ "literal": reference.author }],
        "URL": reference.url,
        "language": reference.language,
    });
    if let Some(date) = reference.date {
        item["issued"] = json!({ "date-parts": [date_parts(date)] });
    }
    if !reference.note.is_empty() {
        item["note"] = json!(reference.note);
    }
    // A value made of strings and numbers always has a text.
    serde_json::to_string_pretty(&json!([item])).unwrap_or_default()
}

/// Year, month and day as far as they are known.
fn date_parts(date: PartialDate) -> Vec<u32> {
    let text = date.to_string();
    text.split('-')
        .map_while(|part| part.parse().ok())
        .collect()
}

/// The tags by which Zotero and Google Scholar know a page ("Highwire Press tags").
fn meta(reference: &Reference<'_>) -> Vec<MetaTag> {
    let mut tags = vec![
        ("citation_title", reference.title.to_owned()),
        ("citation_author", reference.author.to_owned()),
    ];
    if let Some(date) = reference.date {
        let parts: Vec<String> = date_parts(date)
            .iter()
            .map(|part| format!("{part:02}"))
            .collect();
        tags.push(("citation_publication_date", parts.join("/")));
    }
    if reference.work == Work::Report {
        let institution = reference.author.to_owned();
        tags.push(("citation_technical_report_institution", institution));
    }
    tags.push(("citation_public_url", reference.url.clone()));
    tags.push(("citation_language", reference.language.to_owned()));
    tags.into_iter()
        .map(|(name, content)| MetaTag {
            name: name.to_owned(),
            content,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_title_can_end_its_field() {
        assert_eq!(
            escaped("50 % of {a}_b & c\\d"),
            "50 \\% of \\{a\\}\\_b \\& c\\textbackslash{}d"
        );
        let reference = Reference {
            work: Work::Figure,
            id: "a-2023-f-outcome".to_owned(),
            author: "A & B",
            title: "45 of 133 (33.8 %)}",
            date: None,
            note: String::new(),
            url: "https://example.org/2023.html#f-outcome".to_owned(),
            language: "en",
        };
        assert_eq!(
            bibtex(&reference),
            "@misc{a-2023-f-outcome,\n  author = {{A \\& B}},\n  title = {{45 of 133 (33.8 \\%)\\}}},\n  \
             url = {https://example.org/2023.html#f-outcome},\n  language = {en},\n}"
        );
    }
}
