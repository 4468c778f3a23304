//! What surrounds every page: titles, navigation, the other languages, the footer.

use super::route::{Address, Route};
use super::view::{Alternate, Current, FeedLink, Frame, Link, LinkGroup, NavigationItem};
use super::{KINDS, Page};
use super::{about, corrections, data, gaps, not_found};

/// The names of the feeds, in the directory of their language and organisation.
pub const ATOM_FEED: &str = "feed.xml";
pub const JSON_FEED: &str = "feed.json";

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
            image: String::new(),
            image_words: String::new(),
            feeds: self.feeds(&site),
            linked_html: String::new(),
            colophon: self.colophon(),
            footer: self.footer(),
        }
    }

    /// The feeds of this language and organisation.
    fn feeds(&self, title: &str) -> Vec<FeedLink> {
        let feeds = [
            (ATOM_FEED, "Atom", "application/atom+xml"),
            (JSON_FEED, "JSON Feed", "application/feed+json"),
        ];
        feeds
            .map(|(file, format, media_type)| FeedLink {
                format: format.to_owned(),
                media_type: media_type.to_owned(),
                title: title.to_owned(),
                href: self.link_to_file(&format!("{}{file}", self.directory())),
            })
            .into()
    }

    /// The page that is shown for every wrong address has none of its own.
    fn canonical(&self) -> String {
        match self.route.address.stem.as_str() {
            not_found::STEM => String::new(),
            _ => format!("{}{}", self.context.base_url, self.path()),
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
                let path = target.path(self.record());
                Alternate {
                    tag: language.id().to_string(),
                    label: language.name(),
                    href: self.link_to_file(&path),
                    url: format!("{}{path}", self.context.base_url),
                }
            })
            .collect()
    }

    fn colophon(&self) -> Vec<Link> {
        vec![Link {
            label: self.say("footer-made"),
            ..Link::default()
        }]
    }

    fn footer(&self) -> Vec<LinkGroup> {
        let mut data = self.site_files();
        for file in &mut data {
            file.label = self.tell("footer-all", &[("format", &file.label)]);
        }
        data.push(Link {
            label: self.say("footer-feed"),
            href: self.link_to_file(&format!("{}{ATOM_FEED}", self.directory())),
            ..Link::default()
        });
        data.push(Link {
            label: self.say("footer-fields"),
            href: format!("{}#fields", self.link_to(&Address::page(data::STEM))),
            ..Link::default()
        });
        vec![
            LinkGroup {
                title: self.say("footer-about"),
                links: self.footer_about(),
            },
            LinkGroup {
                title: self.say("footer-data"),
                links: data,
            },
        ]
    }

    /// What readers look for at the end of a page, in the order of DESIGN-pages section 1.
    fn footer_about(&self) -> Vec<Link> {
        let settings = self.record().settings();
        let link = |label: String, href: String| Link {
            label,
            href,
            ..Link::default()
        };
        let registers = [
            (corrections::STEM, self.say("corrections-title")),
            (gaps::STEM, self.say("gaps-title")),
            (about::STEM, self.title_of(about::STEM)),
        ];
        let mut links: Vec<Link> = registers
            .into_iter()
            .map(|(stem, label)| link(label, self.link_to(&Address::page(stem))))
            .collect();
        links.extend(self.further_pages());
        for (message, addresses) in [
            ("footer-imprint", &settings.imprint),
            ("footer-privacy", &settings.privacy),
        ] {
            if let Some(url) = addresses.get(self.language.id()) {
                links.push(link(self.say(message), url.clone()));
            }
        }
        if let Some(contact) = &settings.contact {
            links.push(link(
                self.say("footer-contact"),
                format!("mailto:{contact}"),
            ));
        }
        if let Some(licence) = &settings.licence {
            let label = self.tell("footer-licence", &[("licence", &licence.label)]);
            links.push(link(label, licence.url.clone()));
        }
        links
    }
}
