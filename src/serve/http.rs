//! From a request to an answer.

use std::borrow::Cow;

use tiny_http::{Header, Method, Request, Response};

use super::changes::Changes;
use super::desk::Desk;
use super::dress;

/// What a name of this machine may be followed by is its port.
const HOSTS: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// One answer.
struct Reply {
    status: u16,
    kind: &'static str,
    bytes: Vec<u8>,
    location: Option<String>,
}

impl Reply {
    fn text(status: u16, text: &str) -> Reply {
        Reply {
            status,
            kind: "text/plain; charset=utf-8",
            bytes: format!("{text}\n").into_bytes(),
            location: None,
        }
    }

    fn moved(to: String) -> Reply {
        Reply {
            location: Some(to),
            ..Reply::text(302, "elsewhere")
        }
    }
}

pub fn answer(request: Request, desk: &Desk<'_>, changes: &Changes) {
    let reply = match refused(&request) {
        Some(reply) => reply,
        None => {
            let base = desk.base_path();
            let url = request.url().to_owned();
            let (path, query) = url.split_once('?').unwrap_or((&url, ""));
            if path.strip_prefix(&base) == Some(dress::CHANGES) {
                let since = query.strip_prefix("since=").unwrap_or_default();
                return changes.wait(request, since);
            }
            reply(path, &base, desk, changes)
        }
    };
    send(request, reply);
}

/// Only this machine's browser, and only to read: a page of another site that leads its own name here is refused.
fn refused(request: &Request) -> Option<Reply> {
    let mut headers = request.headers().iter();
    let host = headers.find(|header| header.field.equiv("Host"));
    let host = host.map_or("", |header| header.value.as_str());
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    if !HOSTS.iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return Some(Reply::text(
            403,
            "This preview answers only to localhost and 127.0.0.1.",
        ));
    }
    match request.method() {
        Method::Get | Method::Head => None,
        _ => Some(Reply::text(405, "A preview is only read.")),
    }
}

fn reply(path: &str, base: &str, desk: &Desk<'_>, changes: &Changes) -> Reply {
    // Asked before the page is made: a change that comes meanwhile makes the page ask again.
    let state = changes.number();
    let Some(relative) = path.strip_prefix(base) else {
        return match path {
            "/" => Reply::moved(base.to_owned()),
            path if format!("{path}/") == *base => Reply::moved(base.to_owned()),
            _ => Reply::text(404, &format!("This site begins at {base}")),
        };
    };
    match relative {
        dress::SCRIPT => return file("preview.js", dress::SCRIPT_TEXT.as_bytes().to_vec()),
        dress::STYLE => return file("preview.css", dress::STYLE_TEXT.as_bytes().to_vec()),
        _ => {}
    }
    let Some(wanted) = decoded(relative) else {
        return Reply::text(400, "That is no address.");
    };
    let wanted = match wanted.is_empty() || wanted.ends_with('/') {
        true => Cow::Owned(format!("{wanted}index.html")),
        false => wanted,
    };
    // A directory without its slash: led on, as a host would.
    let is_file = wanted
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    if !is_file && desk.answer(&format!("{wanted}/index.html")).found {
        return Reply::moved(format!("{path}/"));
    }
    let answer = desk.answer(&wanted);
    if !answer.ready {
        let root = "../".repeat(wanted.matches('/').count());
        let html = dress::alone(&root, state, &answer.problems);
        return Reply {
            status: 500,
            ..file("index.html", html.into_bytes())
        };
    }
    let bytes = match answer.file.bytes {
        Some(bytes) if answer.found => bytes,
        Some(bytes) => {
            let html = String::from_utf8_lossy(&bytes);
            let html = dress::page(&html, base, state, &answer.problems);
            return Reply {
                status: 404,
                ..file("404.html", html.into_bytes())
            };
        }
        None => {
            let root = "../".repeat(wanted.matches('/').count());
            let html = dress::alone(&root, state, &answer.problems);
            return Reply {
                status: 500,
                ..file("index.html", html.into_bytes())
            };
        }
    };
    if wanted.ends_with(".html") {
        let root = "../".repeat(wanted.matches('/').count());
        let html = String::from_utf8_lossy(&bytes);
        let html = dress::page(&html, &root, state, &answer.problems);
        return file(&wanted, html.into_bytes());
    }
    file(&wanted, bytes)
}

fn file(path: &str, bytes: Vec<u8>) -> Reply {
    Reply {
        status: 200,
        kind: kind(path),
        bytes,
        location: None,
    }
}

/// A path as it may stand among the files of a site: no empty, dotted or backslashed parts, however they are spelled.
fn decoded(path: &str) -> Option<Cow<'_, str>> {
    let path = percent_encoding::percent_decode_str(path)
        .decode_utf8()
        .ok()?;
    let sound = |part: &str| part != "." && part != ".." && !part.contains(['\\', '\0']);
    path.split('/').all(sound).then_some(path)
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "xml" => "application/xml",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "txt" | "bib" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn send(request: Request, reply: Reply) {
    let mut response = Response::from_data(reply.bytes).with_status_code(reply.status);
    let headers = [
        ("Content-Type", Some(reply.kind)),
        ("Cache-Control", Some("no-store")),
        ("X-Content-Type-Options", Some("nosniff")),
        ("Cross-Origin-Resource-Policy", Some("same-origin")),
        ("Location", reply.location.as_deref()),
    ];
    for (name, value) in headers {
        if let Some(Ok(header)) = value.map(|value| Header::from_bytes(name, value)) {
            response.add_header(header);
        }
    }
    // A browser that went away needs no answer.
    let _ = request.respond(response);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_of_a_path_leads_upwards() {
        for path in [
            "../site.yaml",
            "..%2fsite.yaml",
            "%2e%2e/site.yaml",
            ".%2e/site.yaml",
            "a/../../b",
            "..\\site.yaml",
            "..%5csite.yaml",
            "a/%2e%2e/b",
            "./a",
            "%00",
            "a%00.html",
            "%ff",
        ] {
            assert_eq!(decoded(path), None, "{path}");
        }
        assert_eq!(decoded("en/2023.html").as_deref(), Some("en/2023.html"));
        assert_eq!(decoded("a%20b.pdf").as_deref(), Some("a b.pdf"));
    }
}
