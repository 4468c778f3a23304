//! Data: where is the raw data, and what does each field mean?

use crate::check::record::{OrganisationRecord, Record};
use crate::export::row::COLUMNS;

use super::citation::Work;
use super::route::Address;
use super::view::{DataFile, DataView, FieldGuide, Head, Link};
use super::{Download, Kind, Page, View};

pub static KIND: Kind = Kind {
    template: "pages/data.html",
    addresses,
    view,
    navigation: Some(|_| Some("nav-data")),
};

pub const STEM: &str = "data";

fn addresses(_: &Record, _: &OrganisationRecord) -> Vec<Address> {
    vec![Address::page(STEM)]
}

fn view(page: &Page<'_>) -> View {
    let settings = page.record().settings();
    let mut files = Vec::new();
    for link in page.site_files() {
        files.extend(file(page, &link, page.say("data-file-all")));
    }
    for record in page.organisation.reports().iter().rev() {
        let report = record.report();
        let period = page.language.period(report.period);
        for link in page.report_files(report) {
            files.extend(file(
                page,
                &link,
                page.tell("data-file-report", &[("period", &period)]),
            ));
        }
    }
    let fields = COLUMNS.iter().map(|column| FieldGuide {
        name: (*column).to_owned(),
        meaning: page.say(&format!("field-{column}")),
        example: String::new(),
    });
    let latest = page.organisation.reports().last();
    let date = latest.and_then(|record| record.report().published);
    let licence = settings.licence.as_ref().map(|licence| Link {
        label: licence.label.clone(),
        href: licence.url.clone(),
        ..Link::default()
    });
    View::Data(Box::new(DataView {
        frame: page.frame(&page.say("data-title"), &page.say("data-description")),
        head: Head {
            breadcrumbs: vec![Link {
                label: page.say("nav-home"),
                href: page.link_to(&Address::home()),
                ..Link::default()
            }],
            here: page.say("data-title"),
            headline: page.say("data-headline"),
            lede: page.say("data-lede"),
            ..Head::default()
        },
        files,
        fields: fields.collect(),
        licence: licence.unwrap_or_default(),
        citation: page.citation(Work::Page, &page.say("data-cite-title"), date, ""),
    }))
}

fn file(page: &Page<'_>, link: &Link, contents: String) -> Option<DataFile> {
    let download = page
        .context
        .downloads
        .values()
        .find(|download| page.link_to_file(&download.path) == link.href)?;
    Some(DataFile {
        name: download
            .path
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned(),
        href: link.href.clone(),
        contents,
        format: link.label.clone(),
        size: size(page, download),
        sha256: download.sha256.clone(),
    })
}

fn size(page: &Page<'_>, download: &Download) -> String {
    let bytes = u64::try_from(download.bytes).unwrap_or(u64::MAX);
    match bytes {
        0..1000 => page.tell("size-bytes", &[("n", &page.language.count(bytes))]),
        _ => page.tell(
            "size-kilobytes",
            &[("n", &page.language.count((bytes + 500) / 1000))],
        ),
    }
}
