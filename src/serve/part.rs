//! Which part of a site a file needs, so that a site of a thousand organisations shows a page as fast as one of one.
//!
//! The pages of an organisation show no other, so its own files and what all share are a site that can stand alone.
//! The publisher belongs to every part: its pages have no directory of their own.

use crate::source::RESERVED;

/// Directories of `content/` that belong to no organisation.
const SHARED: &str = "pages";

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Publisher,
    Organisation(String),
    /// For what describes all organisations together.
    Whole,
}

/// Whether a file at the root holds the data of all organisations, or lists the site's files: not a page, a stylesheet,
/// a script or a picture.
fn describes_all(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["", "csv", "json", "jsonld", "txt", "xlsx", "xml"].contains(&ending)
}

impl Part {
    /// The part that shows the file at an address from the root of the output. `is_organisation` knows the directories
    /// of `content/`.
    pub fn showing(path: &str, is_organisation: impl Fn(&str) -> bool) -> Part {
        let directories: Vec<&str> = path.split('/').collect();
        let (_, directories) = directories.split_last().unwrap_or((&"", &[]));
        // `ORGANISATION/…` or `LANGUAGE/ORGANISATION/…`
        let mut named = directories
            .iter()
            .take(2)
            .filter(|name| !RESERVED.contains(name) && **name != SHARED && is_organisation(name));
        match named.next() {
            Some(name) => Part::Organisation((*name).to_owned()),
            None if !path.contains('/') && describes_all(path) => Part::Whole,
            None => Part::Publisher,
        }
    }

    /// Whether the part reads this directory of `content/`. Without a publisher there is only one organisation.
    pub fn wants(&self, directory: &str, publisher: Option<&str>) -> bool {
        let is_publisher = publisher.is_none_or(|publisher| publisher == directory);
        directory == SHARED
            || match self {
                Part::Whole => true,
                Part::Publisher => is_publisher,
                Part::Organisation(name) => is_publisher || name == directory,
            }
    }

    /// Whether a change of a file of the site can change anything in the part.
    pub fn is_touched_by(&self, path: &str, publisher: Option<&str>) -> bool {
        match path
            .strip_prefix("content/")
            .and_then(|path| path.split_once('/'))
        {
            Some((directory, _)) => self.wants(directory, publisher),
            None => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_needs_its_organisation_and_what_describes_the_site_needs_all() {
        let showing = |path| Part::showing(path, |name| ["acme", "pages", "data"].contains(&name));
        assert_eq!(showing("2023.html"), Part::Publisher);
        assert_eq!(showing("compare/2022-2023.html"), Part::Publisher);
        assert_eq!(showing("data/2023.csv"), Part::Publisher);
        assert_eq!(
            showing("acme/2023.html"),
            Part::Organisation("acme".to_owned())
        );
        assert_eq!(
            showing("en/acme/data/2023.csv"),
            Part::Organisation("acme".to_owned())
        );
        assert_eq!(showing("style.css"), Part::Publisher);
        assert_eq!(showing("data.csv"), Part::Whole);
        assert_eq!(showing("SHA256SUMS"), Part::Whole);
    }

    #[test]
    fn a_file_touches_the_parts_that_read_it() {
        let acme = Part::Organisation("acme".to_owned());
        let touched = |path| acme.is_touched_by(path, Some("mail"));
        assert!(touched("content/acme/2023/data.yaml"));
        assert!(touched("content/mail/2023/data.yaml"));
        assert!(touched("content/pages/about.en.md"));
        assert!(touched("content/site.yaml"));
        assert!(touched("themes/dark/style.css"));
        assert!(touched(""));
        assert!(!touched("content/other/2023/data.yaml"));
    }
}
