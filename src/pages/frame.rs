//! What surrounds every page: titles, navigation, the other languages, the footer.

use crate::model::period::PartialDate;

use super::not_found;
use super::route::{Address, Route};
use super::view::{Alternate, Citation, Current, Frame, Link, LinkGroup, NavigationItem};
use super::{KINDS, Page};

impl Page<'_> {
    pub fn frame(&self, title: &str, description: &str) -> Frame {
        let settings = self.record().settings();
        let organisation = self.organisation.organisation();
        let site_title = settings
            .title
            .get(self.language.id())
            .unwrap_or_default()
            .to_owned();
        let site = format!("{} {site_title}", organisation.name);
        Frame {
            language: self.language.id().to_string(),
            direction: "ltr".to_owned(),
            title: self.tell("title-page", &[("title", title), ("site", &site)]),
            description: description.to_owned(),
            root: self.root(),
            home: self.link_to(&Address::home()),
            brand: organisation.name.clone(),
            site_title,
            navigation: self.navigation(),
            alternates: self.alternates(),
            notice: settings
                .notice
                .get(self.language.id())
                .unwrap_or_default()
                .to_owned(),
            canonical: self.canonical(),
            draft: false,
            colophon: self.colophon(),
            footer: self.footer(),
        }
    }

    /// The page that is shown for every wrong address has none of its own.
    fn canonical(&self) -> String {
        match self.route.address.stem.as_str() {
            not_found::STEM => String::new(),
            _ => format!("{}{}", self.context.base_url, self.path()),
        }
    }

    /// How to cite this page, dated by what it shows.
    pub fn citation(&self, title: &str, date: Option<PartialDate>) -> Citation {
        let publisher = &self.organisation.organisation().name;
        let url = format!("{}{}", self.context.base_url, self.path());
        let plain = match date {
            Some(date) => {
                let year = self.language.year(date.year());
                self.tell(
                    "cite-plain",
                    &[
                        ("publisher", publisher),
                        ("year", &year),
                        ("title", title),
                        ("url", &url),
                    ],
                )
            }
            None => self.tell(
                "cite-plain-undated",
                &[("publisher", publisher), ("title", title), ("url", &url)],
            ),
        };
        Citation {
            plain,
            ..Citation::default()
        }
    }

    fn navigation(&self) -> Vec<NavigationItem> {
        let mut items: Vec<NavigationItem> = Vec::new();
        for kind in KINDS {
            let Some(name) = kind.navigation else {
                if std::ptr::eq(*kind, self.route.kind)
                    && let Some(above) = items.last_mut()
                {
                    above.current = Current::True;
                }
                continue;
            };
            for address in (kind.addresses)(self.record(), self.organisation) {
                let Some(message) = name(&address) else {
                    continue;
                };
                let current = if address == self.route.address {
                    Current::Page
                } else {
                    Current::No
                };
                items.push(NavigationItem {
                    label: self.say(message),
                    href: self.link_to(&address),
                    current,
                });
            }
        }
        items
    }

    /// The same page in the other languages.
    fn alternates(&self) -> Vec<Alternate> {
        if self.route.address.stem == not_found::STEM {
            return Vec::new();
        }
        let others = self
            .context
            .languages
            .values()
            .filter(|language| language.id() != self.language.id());
        others
            .map(|language| {
                let target = Route {
                    language: language.id().clone(),
                    ..self.route.clone()
                };
                Alternate {
                    tag: language.id().to_string(),
                    label: language.name(),
                    href: self.link_to_file(&target.path(self.record())),
                }
            })
            .collect()
    }

    fn colophon(&self) -> Vec<Link> {
        let settings = self.record().settings();
        let mut links = Vec::new();
        if let Some(licence) = &settings.licence {
            let label = self.tell("footer-licence", &[("licence", &licence.label)]);
            links.push(Link {
                label,
                href: licence.url.clone(),
                ..Link::default()
            });
        }
        links.push(Link {
            label: self.say("footer-made"),
            ..Link::default()
        });
        links
    }

    fn footer(&self) -> Vec<LinkGroup> {
        let settings = self.record().settings();
        let organisation = self.organisation.organisation();
        let link = |label: String, href: String| Link {
            label,
            href,
            ..Link::default()
        };
        let mut about = Vec::new();
        about.push(link(
            self.say("nav-methodology"),
            self.link_to(&Address::page("methodology")),
        ));
        if let Some(reports) = &organisation.reports {
            about.push(link(
                self.tell("footer-reports", &[("organisation", &organisation.name)]),
                reports.clone(),
            ));
        }
        for (message, addresses) in [
            ("footer-imprint", &settings.imprint),
            ("footer-privacy", &settings.privacy),
        ] {
            if let Some(url) = addresses.get(self.language.id()) {
                about.push(link(self.say(message), url.clone()));
            }
        }
        if let Some(contact) = &settings.contact {
            about.push(link(
                self.say("footer-contact"),
                format!("mailto:{contact}"),
            ));
        }
        let mut data = self.site_files();
        for (file, message) in data.iter_mut().zip(["footer-all-csv", "footer-all-json"]) {
            file.label = self.say(message);
        }
        data.push(link(
            self.say("footer-fields"),
            format!("{}#fields", self.link_to(&Address::page("data"))),
        ));
        vec![
            LinkGroup {
                title: self.say("footer-about"),
                links: about,
            },
            LinkGroup {
                title: self.say("footer-data"),
                links: data,
            },
        ]
    }
}
