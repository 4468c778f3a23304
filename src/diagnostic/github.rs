//! Messages as workflow commands, which GitHub shows beside the lines of a pull request.
//!
//! ```text
//! ::error file=content/mailbox-org/2023/data.yaml,line=4,endLine=4,col=3,endColumn=10,title=parts-against-total::…
//! ```
//!
//! The runner reads a command from every line, so a line end or a `::` in a publisher's text must never
//! begin one: data and properties are escaped as in `actions/toolkit` (`packages/core/src/command.ts`),
//! and what cannot be seen is written out as for a terminal.

use super::human::{Atlas, summary, visible};
use super::{Diagnostic, Sources};

/// One command a line and a plain closing line; empty when there are none. `root` stands before every
/// path, as in [`super::human::render`]; GitHub takes paths from the repository's root.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic], root: &str) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let atlas = Atlas::new(sources, diagnostics);
    let mut text = String::new();
    for (diagnostic, at) in atlas.sorted(diagnostics) {
        let mut properties = vec![("file", super::rooted(root, at.path))];
        if let (Some(from), Some(to)) = (at.from, at.to) {
            properties.push(("line", from.line.to_string()));
            properties.push(("endLine", to.line.to_string()));
            // GitHub ignores a place whose columns are not on one line.
            if from.line == to.line {
                properties.push(("col", from.column.to_string()));
                properties.push(("endColumn", to.column.to_string()));
            }
        }
        properties.push(("title", diagnostic.check.id.to_owned()));
        let properties: Vec<_> = properties
            .iter()
            .map(|(key, value)| format!("{key}={}", property(value)))
            .collect();

        let mut message = diagnostic.message.clone();
        let notes = diagnostic.notes.iter().map(|note| ("note", note));
        for (word, part) in std::iter::once(("expected", &diagnostic.expected))
            .chain(notes)
            .chain([("help", &diagnostic.mend)])
        {
            if !part.is_empty() {
                message += &format!("\n{word}: {part}");
            }
        }
        text += &format!(
            "::{} {}::{}\n",
            diagnostic.severity.word(),
            properties.join(","),
            data(&message)
        );
    }
    text + &summary(diagnostics) + "\n"
}

fn data(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    lines.join("\n").replace('%', "%25").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::human::tests::{SUM, example};
    use super::super::{Place, Span};
    use super::*;

    #[test]
    fn names_file_line_and_column() {
        let (sources, diagnostics) = example();
        assert_eq!(
            render(&sources, &diagnostics, ""),
            "\
::error file=content/mailbox-org/2023/data.yaml,line=4,endLine=4,col=3,endColumn=10,title=parts-against-total::the channels of received sum to 132, but its total is 133%0Aexpected: parts that sum to 133%0Ahelp: correct the number, or accept the irregularity with a published note
::warning file=content/mailbox-org/2023/de.md,title=parts-against-total::there is no narrative%0Ahelp: correct the number, or accept the irregularity with a published note
1 error, 1 warning
"
        );
    }

    #[test]
    fn a_text_cannot_begin_a_command_of_its_own() {
        let mut sources = Sources::default();
        let file = sources.add("a", "b");
        let hostile = "100 %\r\n::set-env name=x::y,z\u{1b}";
        let diagnostics = [
            Diagnostic::new(&SUM, Span::new(file, 0..1), hostile).expected(hostile),
            Diagnostic::new(&SUM, Place::Path(hostile.to_owned()), hostile).mend(hostile),
        ];
        let text = render(&sources, &diagnostics, "");
        assert!(
            text.lines()
                .take(2)
                .all(|line| line.starts_with("::error file="))
        );
        assert_eq!(text.lines().count(), 3);
        assert!(
            text.contains("file=100 %25<U+000D>%0A%3A%3Aset-env name=x%3A%3Ay%2Cz<U+001B>,title")
        );
    }
}
