//! Data: where is the raw data, and what does each field mean?

use crate::check::record::{OrganisationRecord, Record};
use crate::export::row::COLUMNS;
use crate::export::{dcat, package, schema};

use super::blocks::outcome;
use super::citation::Work;
use super::phrases::capitalised;
use super::route::Address;
use super::topic::topics;
use super::view::{DataFile, DataView, FieldGuide, Head, Link, Recipe};
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
        for link in page
            .report_files(report)
            .into_iter()
            .chain([page.archive(report)])
        {
            files.extend(file(
                page,
                &link,
                page.tell("data-file-report", &[("period", &period)]),
            ));
        }
    }
    for topic in topics(page.record().vocabulary(), page.organisation) {
        let name = capitalised(&topic.name(page));
        for link in page.topic_files(&topic.address().stem) {
            files.extend(file(
                page,
                &link,
                page.tell("data-file-topic", &[("topic", &name)]),
            ));
        }
    }
    let described: [(&str, &str); 3] = [
        (package::PATH, "data-file-package"),
        (dcat::PATH, "data-file-catalogue"),
        (schema::PATH, "data-file-schema"),
    ];
    for (path, message) in described {
        let link = Link {
            label: "JSON".to_owned(),
            href: page.link_to_file(path),
            ..Link::default()
        };
        files.extend(file(page, &link, page.say(message)));
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
        recipes: recipes(page),
        licence: licence.unwrap_or_default(),
        citation: page.citation(Work::Page, &page.say("data-cite-title"), date, ""),
    }))
}

/// The totals of the site's first measure, period by period: the tests run these lines as they are printed.
fn recipes(page: &Page<'_>) -> Vec<Recipe> {
    let subject = outcome::subject(page.record().vocabulary());
    let measure = subject
        .as_ref()
        .map_or("received", |measure| measure.as_str());
    let recipe = |name: &str, code: String| Recipe {
        name: name.to_owned(),
        code,
    };
    vec![
        recipe(
            "pandas",
            format!(
                "import pandas as pd; data = pd.read_csv(\"data.csv\")\n\
                 print(data[(data.measure == \"{measure}\") & data.breakdown.isna()][[\"period\", \"value\"]])"
            ),
        ),
        recipe(
            "R",
            format!(
                "data <- read.csv(\"data.csv\")\n\
                 print(subset(data, measure == \"{measure}\" & breakdown == \"\", c(period, value)))"
            ),
        ),
        recipe(
            "DuckDB",
            format!(
                "SELECT period, value FROM 'data.csv'\n\
                 WHERE measure = '{measure}' AND breakdown IS NULL;"
            ),
        ),
        recipe(
            "SQLite",
            format!(
                ".import --csv data.csv data\n\
                 SELECT period, value FROM data WHERE measure = '{measure}' AND breakdown = '';"
            ),
        ),
    ]
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
