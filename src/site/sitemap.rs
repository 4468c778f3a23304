//! `sitemap.xml`: every page with its other languages; and `robots.txt`, which leads to it.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use crate::pages::route::Route;
use crate::pages::{Context, not_found};

/// The most pages that a sitemap may list (sitemaps.org). A larger site is found by its links.
const MOST: usize = 50_000;

pub const PATH: &str = "sitemap.xml";
pub const ROBOTS: &str = "robots.txt";

/// The pages that search engines should know, in the order of the routes.
pub fn write(context: &Context<'_>, routes: &[Route]) -> Vec<u8> {
    let record = context.record;
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    // Writing into memory cannot fail.
    let _ = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let pages = routes
        .iter()
        .filter(|route| route.address.stem != not_found::STEM)
        .take(MOST);
    let address = |route: &Route| format!("{}{}", context.base_url, route.path(record));
    let _ = xml
        .create_element("urlset")
        .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
        .with_attribute(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"))
        .write_inner_content(|xml| {
            for route in pages {
                xml.create_element("url").write_inner_content(|xml| {
                    let text = address(route);
                    xml.create_element("loc")
                        .write_text_content(quick_xml::events::BytesText::new(&text))?;
                    let languages = &record.settings().languages;
                    for language in languages.iter().filter(|_| languages.len() > 1) {
                        let other = Route {
                            language: language.clone(),
                            ..route.clone()
                        };
                        xml.create_element("xhtml:link")
                            .with_attribute(("rel", "alternate"))
                            .with_attribute(("hreflang", language.as_str()))
                            .with_attribute(("href", address(&other).as_str()))
                            .write_empty()?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        });
    finished(xml)
}

/// The document, with a line feed at its end.
pub fn finished(xml: Writer<Vec<u8>>) -> Vec<u8> {
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

/// Everything may be read; where the pages are listed.
pub fn robots(base_url: &str) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\n\nSitemap: {base_url}{PATH}\n").into_bytes()
}
