//! The commonest slips that make a file no YAML at all: where they really are, and what to write instead. The parser
//! says where it gave up, in its own terms.
//!
//! **Must not enter:** a way to read a file that the parser refused. What stands here only words a message.

use std::ops::Range;

/// A slip in a file that is no YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// In bytes of the file's YAML.
    pub range: Range<usize>,
    pub message: &'static str,
    pub label: &'static str,
    pub mend: String,
}

/// The slip at the place where the parser gave up with `complaint`, if it is one of the commonest.
pub fn slip(yaml: &str, at: usize, complaint: &str) -> Option<Slip> {
    let lines = Lines { yaml };
    let line = lines.around(at)?;
    let next = lines.around(line.end + 1);
    tab(&lines, line.clone())
        .or_else(|| tab(&lines, next?))
        .or_else(|| match complaint {
            _ if complaint.starts_with("mapping values are not allowed") => colon(yaml, at, line),
            _ if complaint.starts_with("while parsing a block mapping") => indent(&lines, line),
            _ => None,
        })
}

struct Lines<'y> {
    yaml: &'y str,
}

impl Lines<'_> {
    /// The line that a byte is in, without its end.
    fn around(&self, at: usize) -> Option<Range<usize>> {
        let before = self.yaml.get(..at)?;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = self.yaml.get(start..)?;
        let length = rest.find(['\r', '\n']).unwrap_or(rest.len());
        Some(start..start + length)
    }

    fn text(&self, line: &Range<usize>) -> &str {
        self.yaml.get(line.clone()).unwrap_or_default()
    }

    /// The white space that a line begins with.
    fn lead(&self, line: &Range<usize>) -> &str {
        let text = self.text(line);
        text.get(..text.len() - text.trim_start().len())
            .unwrap_or_default()
    }

    /// The last line before this one that says something.
    fn before(&self, line: &Range<usize>) -> Option<Range<usize>> {
        let mut end = line.start.checked_sub(1)?;
        loop {
            let line = self.around(end)?;
            let text = self.text(&line).trim_start();
            if !text.is_empty() && !text.starts_with('#') {
                return Some(line);
            }
            end = line.start.checked_sub(1)?;
        }
    }
}

fn tab(lines: &Lines<'_>, line: Range<usize>) -> Option<Slip> {
    let lead = lines.lead(&line);
    let tab = lead.find('\t')?;
    let spaces = lines.before(&line);
    let spaces = spaces.map_or(0, |before| lines.lead(&before).len());
    let start = line.start + tab;
    Some(Slip {
        range: start..start + lead.get(tab..)?.len(),
        message: "a tab where the line has to be indented with spaces",
        label: "a tab",
        mend: format!(
            "put spaces in its place, two for each level: the line before begins with {spaces}"
        ),
    })
}

fn indent(lines: &Lines<'_>, line: Range<usize>) -> Option<Slip> {
    let here = lines.lead(&line).len();
    let before = lines.lead(&lines.before(&line)?).len();
    if here == before {
        return None;
    }
    let spaces = |count: usize| match count {
        1 => "1 space".to_owned(),
        count => format!("{count} spaces"),
    };
    Some(Slip {
        range: line.start + here..line.end,
        message: "a line that is not indented like those it belongs to",
        label: "not indented like the lines before",
        mend: format!(
            "begin it with as many spaces as the lines that it stands with: here are {}, the line before has {}",
            spaces(here),
            spaces(before)
        ),
    })
}

fn colon(yaml: &str, at: usize, line: Range<usize>) -> Option<Slip> {
    let text = yaml.get(line.clone())?;
    let (key, value) = text.split_once(": ")?;
    let key = key.trim_start().trim_start_matches("- ");
    let value = value.trim_end();
    let plain = !value.is_empty() && !value.contains(['"', '\\', '#', '{', '[']);
    let at = at.clamp(line.start, line.end.max(line.start));
    plain.then(|| Slip {
        range: at..(at + 1).min(line.end),
        message: "a second colon in one line; a text with `: ` in it needs quotes",
        label: "the second colon",
        mend: format!("put the text in quotes: {key}: \"{value}\""),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(yaml: &str, mark: &str, complaint: &str) -> Option<String> {
        slip(yaml, yaml.find(mark)?, complaint).map(|slip| slip.mend)
    }

    #[test]
    fn a_tab_is_found_on_the_line_or_the_next() {
        let yaml = "a:\n  b: 1\n\tc: 2\n";
        let found = slip(
            yaml,
            yaml.find('1').unwrap(),
            "while scanning a plain scalar",
        )
        .unwrap();
        assert_eq!(found.range, 10..11);
        assert!(found.mend.ends_with("the line before begins with 2"));
    }

    #[test]
    fn an_indentation_is_compared_with_the_line_before() {
        let words = "while parsing a block mapping, did not find expected key";
        let said = mend("a:\n    b: 1\n\n   c: 2\n", "c: 2", words).unwrap();
        assert!(said.ends_with("here are 3 spaces, the line before has 4 spaces"));
        assert_eq!(mend("a: 1\nb: 2\n", "b", words), None);
    }

    #[test]
    fn a_text_with_a_colon_is_shown_in_quotes() {
        let words = "mapping values are not allowed in this context";
        let said = mend("- title: Report: 2025\n", ": 2025", words).unwrap();
        assert_eq!(said, "put the text in quotes: title: \"Report: 2025\"");
        assert_eq!(mend("title: \"Report\": 2025\n", ": 2025", words), None);
    }
}
