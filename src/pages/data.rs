//! Data: where is the raw data, and what does each field mean?

use crate::check::record::{OrganisationRecord, Record};
use crate::export::row::COLUMNS;
use crate::export::{FORMATS, dcat, package, schema};
use crate::model::period::PartialDate;

use super::blocks::{ARCHIVE, outcome};
use super::citation::Work;
use super::phrases::capitalised;
use super::route::Address;
use super::topic::topics;
use super::view::{DataContents, DataFile, DataView, FieldGuide, Head, Link, Recipe};
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
    let contents = contents(page);
    let descriptions = descriptions(page);
    let files = contents.iter().flat_map(|row| &row.files);
    let files: Vec<DataFile> = files
        .filter(|file| !file.href.is_empty())
        .chain(&descriptions)
        .cloned()
        .collect();
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
        formats: formats().into_iter().map(str::to_owned).collect(),
        contents,
        descriptions,
        files,
        fields: fields.collect(),
        recipes: recipes(page),
        licence: licence.unwrap_or_default(),
        citation: page.citation(Work::Page, &page.say("data-cite-title"), date, ""),
    }))
}

/// The formats of figures, and the archive of a report.
fn formats() -> Vec<&'static str> {
    let formats = FORMATS.iter().map(|format| format.name);
    formats.chain([ARCHIVE]).collect()
}

/// Everything, then each report, the newest first, then each topic.
fn contents(page: &Page<'_>) -> Vec<DataContents> {
    let row = |label: String, date: Option<PartialDate>, links: Vec<Link>| {
        let of = |format: &str| {
            let link = links.iter().find(|link| link.label == format)?;
            file(page, link, label.clone())
        };
        let files = formats()
            .into_iter()
            .map(|format| of(format).unwrap_or_default());
        DataContents {
            files: files.collect(),
            date: date
                .map(|date| page.language.date(date))
                .unwrap_or_default(),
            label,
        }
    };
    let reports = page.organisation.reports();
    let newest = reports.last().and_then(|record| record.report().published);
    let mut rows = vec![row(page.say("data-file-all"), newest, page.site_files())];
    for record in reports.iter().rev() {
        let report = record.report();
        let period = page.language.period(report.period);
        let label = page.tell("data-file-report", &[("period", &period)]);
        let mut links = page.report_files(report);
        links.push(page.archive(report));
        rows.push(row(label, report.published, links));
    }
    for topic in topics(page.record().vocabulary(), page.organisation) {
        let name = capitalised(&topic.name(page));
        let label = page.tell("data-file-topic", &[("topic", &name)]);
        rows.push(row(label, newest, page.topic_files(&topic.address().stem)));
    }
    rows
}

/// The files by which programs find and understand the others.
fn descriptions(page: &Page<'_>) -> Vec<DataFile> {
    let described = [
        (package::PATH, "data-file-package"),
        (dcat::PATH, "data-file-catalogue"),
        (schema::PATH, "data-file-schema"),
    ];
    let files = described.into_iter().filter_map(|(path, message)| {
        let link = Link {
            label: "JSON".to_owned(),
            href: page.link_to_file(path),
            ..Link::default()
        };
        file(page, &link, page.say(message))
    });
    files.collect()
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
