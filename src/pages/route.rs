//! Addresses: every page ends in `.html`, every link is relative (SPEC section 6).

use crate::check::record::Record;
use crate::model::identifier::{LanguageId, OrganisationId};
use crate::model::period::Period;

use super::Kind;

/// What a page is about, within one language and organisation. Slugs are the same in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The file's path without `.html`, from the directory of its language and organisation.
    pub stem: String,
    /// The reporting period that the page is about, if it is about one.
    pub period: Option<Period>,
    /// The two periods that the page compares, the earlier first.
    pub pair: Option<(Period, Period)>,
}

impl Address {
    pub fn page(stem: &str) -> Address {
        Address {
            stem: stem.to_owned(),
            period: None,
            pair: None,
        }
    }

    pub fn home() -> Address {
        Address::page("index")
    }

    pub fn report(period: Period) -> Address {
        Address {
            stem: period.slug(),
            period: Some(period),
            pair: None,
        }
    }

    /// `compare/2022-2023`; where a slug holds a hyphen itself, `compare/2022-h1-vs-2023-h1`.
    pub fn comparison(earlier: Period, later: Period) -> Address {
        let (from, to) = (earlier.slug(), later.slug());
        let between = match (earlier, later) {
            (Period::Year(_), Period::Year(_)) => "-",
            _ => "-vs-",
        };
        Address {
            stem: format!("compare/{from}{between}{to}"),
            period: None,
            pair: Some((earlier, later)),
        }
    }
}

/// One page of the site.
#[derive(Clone)]
pub struct Route {
    pub kind: &'static Kind,
    pub language: LanguageId,
    pub organisation: OrganisationId,
    pub address: Address,
}

impl Route {
    /// From the root of the output: `[LANG/][ORGANISATION/]PAGE.html`.
    pub fn path(&self, record: &Record) -> String {
        format!(
            "{}{}.html",
            directory(record, &self.language, &self.organisation),
            self.address.stem
        )
    }
}

/// `[LANG/][ORGANISATION/]`: the default language and the publisher's own pages have no prefix.
pub fn directory(record: &Record, language: &LanguageId, organisation: &OrganisationId) -> String {
    let settings = record.settings();
    let mut path = String::new();
    if language != settings.default_language() {
        path.push_str(language.as_str());
        path.push('/');
    }
    if record
        .organisations()
        .first()
        .is_some_and(|publisher| publisher.organisation().id != *organisation)
    {
        path.push_str(organisation.as_str());
        path.push('/');
    }
    path
}

/// The link from one file of the output to another; both are paths from its root.
///
/// ```
/// use klartext::pages::route::relative;
/// assert_eq!(relative("index.html", "en/2023.html"), "en/2023.html");
/// assert_eq!(relative("en/2023.html", "data/2023.json"), "../data/2023.json");
/// assert_eq!(relative("en/2023.html", "en/index.html"), "index.html");
/// ```
pub fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let shared = shared
        .min(from.len().saturating_sub(1))
        .min(to.len().saturating_sub(1));
    let up = from.len().saturating_sub(1 + shared);
    let mut link = "../".repeat(up);
    link.push_str(&to.get(shared..).unwrap_or_default().join("/"));
    link
}

/// A link of one file as another file of the output has to write it. Links out of the site stay as they are.
///
/// ```
/// use klartext::pages::route::rebased;
/// assert_eq!(rebased("#notes", "en/2023.html", "en/charts/a.html"), "../2023.html#notes");
/// assert_eq!(rebased("../data.json", "en/2023.html", "en/charts/a.html"), "../../data.json");
/// assert_eq!(rebased("https://example.org/", "2023.html", "charts/a.html"), "https://example.org/");
/// ```
pub fn rebased(href: &str, from: &str, to: &str) -> String {
    let (path, after) = href.split_at(href.find(['#', '?']).unwrap_or(href.len()));
    if path.starts_with('/') || path.contains(':') {
        return href.to_owned();
    }
    let target = match path {
        "" => from.to_owned(),
        path => {
            let mut parts: Vec<&str> = from.split('/').collect();
            parts.pop();
            for part in path.split('/') {
                match part {
                    "." => {}
                    ".." => drop(parts.pop()),
                    part => parts.push(part),
                }
            }
            parts.join("/")
        }
    };
    format!("{}{after}", relative(to, &target))
}
