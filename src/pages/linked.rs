//! What a page is about, for search engines of data sets: schema.org's `Dataset` as a block of JSON-LD. A block of data
//! is no script, so the page's policy has nothing against it.

use serde_json::{Value as Json, json};

use crate::export::FORMATS;
use crate::model::period::Period;
use crate::model::report::Report;

use super::view::{Frame, Link};
use super::{Page, View};

impl Page<'_> {
    /// Describes the data set that a page shows, on the kinds of pages that show one.
    pub fn describe_data(&self, view: &mut View) {
        let own = self.route.address.period;
        let (frame, files) = match view {
            View::Home(view) => (&mut view.frame, self.site_files()),
            View::Data(view) => (&mut view.frame, self.site_files()),
            View::Topic(view) => (&mut view.frame, self.topic_files(&self.route.address.stem)),
            View::Report(view) => {
                let record = own.and_then(|period| self.organisation.report(period));
                let report = record.map(crate::check::record::ReportRecord::report);
                let files = report.map(|report| self.report_files(report));
                (&mut view.frame, files.unwrap_or_default())
            }
            View::Reports(_)
            | View::Compare(_)
            | View::CompareIndex(_)
            | View::Topics(_)
            | View::Corrections(_)
            | View::Gaps(_)
            | View::About(_)
            | View::Text(_) => return,
        };
        let block = self.data_set(frame, &files, own);
        frame.linked_html = element(&block);
    }

    fn data_set(&self, frame: &Frame, files: &[Link], own: Option<Period>) -> Json {
        let settings = self.record().settings();
        let organisation = &self.organisation.organisation().name;
        let records = self.organisation.reports().iter();
        let reports: Vec<&Report> = records
            .map(crate::check::record::ReportRecord::report)
            .filter(|report| own.is_none_or(|period| report.period == period))
            .collect();
        let creator = settings.compiled_by.get(self.language.id());
        let mut block = json!({
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": frame.title,
            "description": frame.description,
            "url": frame.canonical,
            "inLanguage": frame.language,
            "isAccessibleForFree": true,
            "creator": {"@type": "Organization", "name": creator.unwrap_or(organisation)},
            "distribution": self.distributions(files),
        });
        if let (Some(first), Some(last)) = (reports.first(), reports.last()) {
            let (from, to) = (first.period.first_day(), last.period.last_day());
            block["temporalCoverage"] = json!(format!("{from}/{to}"));
        }
        if let Some(licence) = &settings.licence {
            block["license"] = json!(licence.url);
        }
        // Of many reports each names its own sources.
        let sources = reports.iter().filter(|_| own.is_some());
        let sources: Vec<&str> = sources
            .flat_map(|report| &report.sources)
            .filter_map(|source| source.url.as_deref())
            .collect();
        if !sources.is_empty() {
            block["isBasedOn"] = json!(sources);
        }
        block
    }

    fn distributions(&self, files: &[Link]) -> Vec<Json> {
        let downloads = self.context.downloads.values();
        let chosen = downloads.filter(|download| {
            let href = self.link_to_file(&download.path);
            files.iter().any(|link| link.href == href)
        });
        let described = chosen.filter_map(|download| {
            let format = FORMATS
                .iter()
                .find(|format| download.path.ends_with(&format!(".{}", format.suffix)))?;
            Some(json!({
                "@type": "DataDownload",
                "encodingFormat": format.media_type,
                "contentUrl": format!("{}{}", self.context.base_url, download.path),
            }))
        });
        described.collect()
    }
}

/// A block of data in a page. Without `<` no text in it can end the block.
fn element(block: &Json) -> String {
    let text = block.to_string().replace('<', "\\u003c");
    format!("<script type=\"application/ld+json\">{text}</script>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_block() {
        let html = element(&json!({"name": "</script><b>"}));
        assert_eq!(html.matches("</script>").count(), 1);
        assert!(html.contains("\\u003c/script>"));
    }
}
