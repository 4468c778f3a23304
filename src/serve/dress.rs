//! What only a preview has on its pages: what is wrong with the sources, and the script that hears of changes.
//!
//! The script is a file of its own, and the page's policy is widened by one rule, to ask this server: everything else
//! of it holds as it will on the host.

use crate::theme::policy::POLICY;

/// Where the preview's own files are, below the site's address. No site has a file there: names of `content/` begin
/// with a letter.
pub const SCRIPT: &str = ".klartext/preview.js";
pub const STYLE: &str = ".klartext/preview.css";
pub const CHANGES: &str = ".klartext/changes";

pub const SCRIPT_TEXT: &str = include_str!("preview.js");
pub const STYLE_TEXT: &str = include_str!("preview.css");

/// A page of the site. `root` leads to the root of the site, `state` is what the page will ask about, and `problems`
/// the text of the terminal, if there is any.
pub fn page(html: &str, root: &str, state: u64, problems: &str) -> String {
    let widened = html.replacen(POLICY, &format!("{POLICY}; connect-src 'self'"), 1);
    let head = format!(
        "<link rel=\"stylesheet\" href=\"{root}{STYLE}\">\
         <script src=\"{root}{SCRIPT}\" data-changes=\"{root}{CHANGES}\" data-state=\"{state}\" defer></script></head>"
    );
    let dressed = widened.replacen("</head>", &head, 1);
    let Some(body) = dressed.find("<body") else {
        return dressed;
    };
    let Some(end) = dressed[body..].find('>') else {
        return dressed;
    };
    let (before, after) = dressed.split_at(body + end + 1);
    format!("{before}{}{after}", banner(problems))
}

/// A page for a site that has never been sound.
pub fn alone(root: &str, state: u64, problems: &str) -> String {
    let bare = format!(
        "<!doctype html>\n<html lang=\"en\"><head>\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>klartext serve</title></head>\
         <body><main><h1>There is no page to show yet</h1>\
         <p>Mend what stands above; this page shows the site as soon as it can be built.</p></main></body></html>\n"
    );
    page(&bare, root, state, problems)
}

fn banner(problems: &str) -> String {
    match problems.trim_end() {
        "" => String::new(),
        text => format!(
            "<section class=\"klartext-problems\" aria-label=\"klartext\"><div tabindex=\"0\">{}</div></section>",
            escaped(text)
        ),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html><head><meta content=\"POLICY\"></head><body class=\"x\"><h1>a</h1></body></html>";

    #[test]
    fn a_page_gets_the_problems_escaped_and_may_ask_this_server() {
        let html = PAGE.replace("POLICY", POLICY);
        let dressed = page(&html, "../", 7, "error: <script>&\n");
        assert!(dressed.contains("form-action 'none'; connect-src 'self'\""));
        assert!(dressed.contains("data-changes=\"../.klartext/changes\" data-state=\"7\""));
        assert!(dressed.contains("<body class=\"x\"><section"));
        assert!(dressed.contains("error: &lt;script&gt;&amp;</div>"));
        assert!(!page(&html, "", 0, "").contains("<section"));
    }
}
