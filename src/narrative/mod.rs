use crate::diagnostic::{Check, Checked, FileId, Span, Spanned};
#[derive(Debug, Clone)]
pub struct Heading {
    pub level: u8,
    pub id: String,
    pub text: String,
    pub at: Span,
}
#[derive(Debug, Clone)]
pub enum Part {
    Html(String),
    Message(String),
    Reference(Spanned<Reference>),
}
#[derive(Debug, Clone)]
pub struct Document {
    pub parts: Vec<Part>,
    pub headings: Vec<Heading>,
    r: Vec<Spanned<Reference>>,
}
#[derive(Debug, Clone)]
pub enum Reference {
    Number {
        figure: Spanned<String>,
        period: Option<Spanned<String>>,
    },
    Rate {
        rate: Spanned<String>,
        period: Option<Spanned<String>>,
    },
    Chart {
        name: Spanned<String>,
    },
    Table {
        subject: Spanned<String>,
    },
}
impl Document {
    pub fn references(&self) -> impl Iterator<Item = &Spanned<Reference>> {
        self.r.iter()
    }
}
pub const CHECKS: &[&Check] = &[];
pub fn parse(_: FileId, t: &str, b: usize) -> Checked<Document> {
    Checked {
        value: Some(Document {
            parts: vec![Part::Html(format!("<p>{}</p>", t[b..].len()))],
            headings: vec![],
            r: vec![],
        }),
        diagnostics: vec![],
    }
}
