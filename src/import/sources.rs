//! The sources that the rows of our own tables name.

use crate::model::identifier::SourceId;
use crate::model::period::PartialDate;
use crate::model::report::Source;

use super::json;
use super::rows::Read;

/// The sources of the rows, the report's own first: the one that gaps have, else the one that most rows have.
pub fn from_rows(reads: &[&Read]) -> Vec<Source> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for read in reads {
        let weight = match read.row.category.is_empty() && !read.row.breakdown.is_empty() {
            true => reads.len(),
            false => 1,
        };
        match counts
            .iter_mut()
            .find(|(source, _)| *source == read.row.source)
        {
            Some((_, count)) => *count += weight,
            None => counts.push((&read.row.source, weight)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let sources = counts.iter().enumerate().map(|(index, (text, _))| {
        let address = text.starts_with("https://") || text.starts_with("http://");
        Source {
            id: SourceId::from(
                if index == 0 {
                    "report".to_owned()
                } else {
                    format!("source-{}", index + 1)
                }
                .as_str(),
            ),
            title: text.chars().take(200).collect(),
            publisher: None,
            url: address.then(|| (*text).to_owned()),
            published: None,
            retrieved: None,
        }
    });
    sources.collect()
}

/// The sources as the JSON of a report has them.
pub fn named(report: &json::Report) -> Vec<Source> {
    let date = |text: &Option<String>| text.as_deref().and_then(PartialDate::parse);
    let sources = report.sources.iter().map(|source| Source {
        id: SourceId::from(source.id.as_str()),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        url: source.url.clone(),
        published: date(&source.published),
        retrieved: date(&source.retrieved),
    });
    sources.collect()
}

/// The source that a row names by address or title; `None` for the report's own.
pub fn source_of(text: &str, sources: &[Source]) -> Option<SourceId> {
    let at = sources
        .iter()
        .position(|source| source.url.as_deref().unwrap_or(&source.title) == text)?;
    (at > 0).then(|| sources[at].id.clone())
}
