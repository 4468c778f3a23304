//! References to figures: `{{ n("received", period="2022") }}`.
//!
//! A reference is a name with literal strings, the first argument without a name and all others with one. There
//! is one way to write each, so that a translator's text can be compared with the original.

use std::ops::Range;

use super::Origin;
use crate::diagnostic::{Check, Diagnostic, Group, Severity, Spanned, nearest};

pub static REFERENCE_NOT_CLOSED: Check = Check {
    id: "reference-not-closed",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "`{{` without `}}` on the same line, or `}}` without `{{`.",
    mend: "Write the whole reference on one line; to show braces, write \\{{ and \\}}.",
};

pub static REFERENCE_SYNTAX: Check = Check {
    id: "reference-syntax",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A reference that is not a name with literal strings in parentheses.",
    mend: "Write a reference as in {{ n(\"received\") }} or {{ n(\"received\", period=\"2022\") }}.",
};

pub static REFERENCE_UNKNOWN: Check = Check {
    id: "reference-unknown",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A reference of a kind that does not exist.",
    mend: "Use one of the known references.",
};

pub static REFERENCE_ARGUMENT: Check = Check {
    id: "reference-argument",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A reference with a missing, unknown, repeated or unsuitable argument.",
    mend: "Write one name in quotes and, for a number or a rate, a period if need be: {{ n(\"received\", period=\"2022\") }}.",
};

pub static TEMPLATE_LANGUAGE: Check = Check {
    id: "template-language",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A filter, an operator or a block, as in a template.",
    mend: "Narratives have no template language: refer to a figure by its name, and write everything else as prose; to show the characters, write \\{%.",
};

/// What the author wants to show. The strings are resolved by `check`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// A count, in the report's own period unless another is named.
    Number {
        figure: Spanned<String>,
        period: Option<Spanned<String>>,
    },
    Rate {
        rate: Spanned<String>,
        period: Option<Spanned<String>>,
    },
    Chart {
        name: Spanned<String>,
    },
    Table {
        subject: Spanned<String>,
    },
}

impl Reference {
    /// Whether it stands alone instead of within a sentence.
    pub fn is_block(&self) -> bool {
        matches!(self, Reference::Chart { .. } | Reference::Table { .. })
    }
}

/// How one kind of reference is written.
struct Form {
    name: &'static str,
    /// What the first argument names, in the words of a message.
    first: &'static str,
    takes_period: bool,
    example: &'static str,
    build: fn(Spanned<String>, Option<Spanned<String>>) -> Reference,
}

/// To add a reference, add its form here.
const FORMS: &[Form] = &[
    Form {
        name: "n",
        first: "figure",
        takes_period: true,
        example: "{{ n(\"received\") }}",
        build: |figure, period| Reference::Number { figure, period },
    },
    Form {
        name: "rate",
        first: "rate",
        takes_period: true,
        example: "{{ rate(\"rejection_rate\") }}",
        build: |rate, period| Reference::Rate { rate, period },
    },
    Form {
        name: "chart",
        first: "chart",
        takes_period: false,
        example: "{{ chart(\"received.channel\") }}",
        build: |name, _| Reference::Chart { name },
    },
    Form {
        name: "table",
        first: "table",
        takes_period: false,
        example: "{{ table(\"received.type\") }}",
        build: |subject, _| Reference::Table { subject },
    },
];

/// Reads `{{ … }}`, which stands at `range` of the Markdown.
pub(super) fn parse(origin: Origin, source: &str, range: Range<usize>) -> Read<Spanned<Reference>> {
    let written = source.get(range.clone()).unwrap_or_default();
    let inside = written
        .strip_prefix("{{")
        .and_then(|rest| rest.strip_suffix("}}"))
        .unwrap_or_default();
    let mut reader = Reader {
        origin,
        whole: range.clone(),
        start: range.start + 2,
        text: inside,
        at: 0,
    };
    let value = reader.reference()?;
    Ok(Spanned {
        value,
        at: origin.span(range),
    })
}

struct Argument {
    name: Option<Spanned<String>>,
    value: Spanned<String>,
    range: Range<usize>,
}

/// Walks through the text between the braces; ranges are offsets into that text.
struct Reader<'t> {
    origin: Origin,
    whole: Range<usize>,
    start: usize,
    text: &'t str,
    at: usize,
}

/// Boxed, for a diagnostic is large and rare.
type Read<T> = Result<T, Box<Diagnostic>>;

fn refuse<T>(problem: Diagnostic) -> Read<T> {
    Err(Box::new(problem))
}

impl<'t> Reader<'t> {
    fn reference(&mut self) -> Read<Reference> {
        self.blanks();
        if self.rest().is_empty() {
            return refuse(
                Diagnostic::new(
                    &REFERENCE_SYNTAX,
                    self.origin.span(self.whole.clone()),
                    "an empty reference",
                )
                .expected("a figure to refer to"),
            );
        }
        let start = self.at;
        let name = self.word();
        if name.is_empty() {
            return refuse(self.unexpected(&known()));
        }
        let name_range = start..self.at;
        self.blanks();
        let form = FORMS.iter().find(|form| form.name == name);
        if form.is_none() && self.rest().starts_with('.') {
            // The dots of `received.channel.fax`, not of a template.
            self.figure();
        }
        if self.rest().is_empty() {
            if let Some(form) = form {
                return refuse(self.without_first(form, name_range));
            }
            let name_range = start..self.text.trim_end().len();
            let name = self.text.get(name_range.clone()).unwrap_or_default();
            return refuse(
                self.fault(
                    &REFERENCE_SYNTAX,
                    name_range,
                    format!("`{name}` names nothing that can be shown"),
                )
                .expected("a reference with its argument in parentheses")
                .mend(format!(
                    "If a figure is meant, write {{{{ n(\"{name}\") }}}}."
                )),
            );
        }
        if !self.rest().starts_with('(') {
            return refuse(self.unexpected("`(`"));
        }
        self.at += 1;
        let form = form.ok_or_else(|| Box::new(self.unknown(name, name_range.clone())))?;
        let arguments = self.arguments()?;
        self.blanks();
        if !self.rest().is_empty() {
            return refuse(self.unexpected("`}}`"));
        }
        self.build(form, name_range, arguments)
    }

    /// After `(`, up to and with `)`.
    fn arguments(&mut self) -> Read<Vec<Argument>> {
        let mut arguments = Vec::new();
        self.blanks();
        if self.rest().starts_with(')') {
            self.at += 1;
            return Ok(arguments);
        }
        loop {
            self.blanks();
            arguments.push(self.argument()?);
            self.blanks();
            match self.rest().chars().next() {
                Some(',') => self.at += 1,
                Some(')') => {
                    self.at += 1;
                    return Ok(arguments);
                }
                _ => return refuse(self.unexpected("`,` or `)`")),
            }
        }
    }

    fn argument(&mut self) -> Read<Argument> {
        let start = self.at;
        let word = self.word();
        let word_range = start..self.at;
        if word.is_empty() {
            let value = self.string()?;
            return Ok(Argument {
                name: None,
                value,
                range: start..self.at,
            });
        }
        self.blanks();
        if !self.rest().starts_with('=') || self.rest().starts_with("==") {
            return refuse(match self.rest().chars().next() {
                Some(',' | ')') | None => self.unquoted(word, word_range),
                Some(_) => self.unexpected("`=` and a string"),
            });
        }
        self.at += 1;
        self.blanks();
        let value_start = self.at;
        let value_word = self.word();
        if !value_word.is_empty() {
            return refuse(self.unquoted(value_word, value_start..self.at));
        }
        let value = self.string()?;
        Ok(Argument {
            name: Some(self.spanned(word, word_range)),
            value,
            range: start..self.at,
        })
    }

    fn string(&mut self) -> Read<Spanned<String>> {
        let rest = self.rest();
        let start = self.at;
        let Some(after) = rest.strip_prefix('"') else {
            return refuse(self.not_a_string());
        };
        let Some(end) = after.find('"') else {
            return refuse(
                self.fault(
                    &REFERENCE_SYNTAX,
                    start..self.text.trim_end().len(),
                    "the string is not closed",
                )
                .expected("`\"` at its end"),
            );
        };
        let value = after.get(..end).unwrap_or_default();
        let range = start + 1..start + 1 + end;
        self.at = range.end + 1;
        if value.trim().is_empty() {
            return refuse(self.fault(
                &REFERENCE_ARGUMENT,
                start..self.at,
                "the argument is empty",
            ));
        }
        if let Some(at) = value.find('\\') {
            let at = range.start + at;
            return refuse(
                self.fault(&REFERENCE_SYNTAX, at..at + 1, "`\\` in a string")
                    .expected("the name as it stands in the data; strings have no escapes"),
            );
        }
        Ok(self.spanned(value, range))
    }

    fn build(&self, form: &Form, name: Range<usize>, arguments: Vec<Argument>) -> Read<Reference> {
        let mut first = None;
        let mut period: Option<Spanned<String>> = None;
        for (index, argument) in arguments.into_iter().enumerate() {
            match argument.name {
                None if index == 0 => first = Some(argument.value),
                None => return refuse(self.needs_name(form, argument.range)),
                Some(named) if form.takes_period && named.value == "period" => {
                    if let Some(earlier) = &period {
                        return refuse(
                            self.fault(
                                &REFERENCE_ARGUMENT,
                                argument.range,
                                "`period` is given twice",
                            )
                            .related(earlier.at, "the first is here"),
                        );
                    }
                    period = Some(argument.value);
                }
                Some(named) => return refuse(Self::unknown_argument(form, &named)),
            }
        }
        match first {
            Some(first) => Ok((form.build)(first, period)),
            None => refuse(self.without_first(form, name)),
        }
    }

    fn without_first(&self, form: &Form, name: Range<usize>) -> Diagnostic {
        self.fault(
            &REFERENCE_ARGUMENT,
            name,
            format!("`{}` without the {} it shows", form.name, form.first),
        )
        .expected(format!("the {} as the first argument", form.first))
        .mend(format!("Write it as in {}.", form.example))
    }

    fn needs_name(&self, form: &Form, range: Range<usize>) -> Diagnostic {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let fault = self.fault(
            &REFERENCE_ARGUMENT,
            range,
            format!("the argument {written} has no name"),
        );
        if form.takes_period {
            fault
                .expected("only the first argument without a name")
                .mend(format!("If a period is meant, write period={written}."))
        } else {
            fault
                .expected(format!("one argument, the {}", form.first))
                .mend(format!("Write it as in {}.", form.example))
        }
    }

    fn unknown_argument(form: &Form, named: &Spanned<String>) -> Diagnostic {
        let fault = Diagnostic::new(
            &REFERENCE_ARGUMENT,
            named.at,
            format!("`{}` takes no argument `{}`", form.name, named.value),
        );
        if !form.takes_period {
            return fault
                .expected(format!("one argument without a name, the {}", form.first))
                .mend(format!("Write it as in {}.", form.example));
        }
        let fault = fault.expected(format!("the {}, and `period` if need be", form.first));
        match nearest(&named.value, ["period"]) {
            Some(near) => fault.mend(format!("Write `{near}` if that is meant.")),
            None => fault.mend(format!("Write it as in {}.", form.example)),
        }
    }

    fn unknown(&self, name: &str, range: Range<usize>) -> Diagnostic {
        let fault = self
            .fault(
                &REFERENCE_UNKNOWN,
                range,
                format!("the reference `{name}` is unknown"),
            )
            .expected(known());
        match nearest(name, FORMS.iter().map(|form| form.name)) {
            Some(near) => fault.mend(format!("Write `{near}` if that is meant.")),
            None => fault,
        }
    }

    fn unquoted(&self, word: &str, range: Range<usize>) -> Diagnostic {
        self.fault(
            &REFERENCE_ARGUMENT,
            range,
            format!("the argument `{word}` is not a string"),
        )
        .expected("a string in straight double quotes")
        .mend(format!("Write \"{word}\"."))
    }

    fn not_a_string(&self) -> Diagnostic {
        match self.rest().chars().next() {
            Some(quote) if "'‘’‚‛“”„‟«»‹›".contains(quote) => self
                .fault(
                    &REFERENCE_SYNTAX,
                    self.at..self.at + quote.len_utf8(),
                    format!("a string begins with {quote}"),
                )
                .expected("straight double quotes: \"…\""),
            Some(',' | ')') => self
                .fault(
                    &REFERENCE_ARGUMENT,
                    self.at..self.at + 1,
                    "an argument is missing here",
                )
                .expected("a string in straight double quotes, or no comma before it"),
            _ => self.unexpected("a string in straight double quotes"),
        }
    }

    /// What stands here instead of what must; filters and operators get their own message.
    fn unexpected(&self, expected: &str) -> Diagnostic {
        let Some(found) = self.rest().chars().next() else {
            let end = self.text.trim_end().len();
            return self
                .fault(&REFERENCE_SYNTAX, end..end, "the reference ends too early")
                .expected(expected);
        };
        let range = self.at..self.at + found.len_utf8();
        let what = match found {
            '|' => "a filter",
            '+' | '-' | '*' | '/' | '%' | '<' | '>' | '=' | '!' | '~' | '&' | '?' => "an operator",
            '.' | '[' => "an access",
            _ => {
                let rest = self.rest();
                let end = rest
                    .find(|c| !is_word(c))
                    .filter(|end| *end > 0)
                    .unwrap_or(found.len_utf8());
                let word = rest.get(..end).unwrap_or_default();
                let range = self.at..self.at + end;
                return self
                    .fault(&REFERENCE_SYNTAX, range, format!("`{word}` is unexpected"))
                    .expected(expected);
            }
        };
        self.fault(
            &TEMPLATE_LANGUAGE,
            range,
            format!("{what} `{found}` in a reference"),
        )
        .expected(expected)
    }

    fn fault(
        &self,
        check: &'static Check,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(check, self.span(range), message)
    }

    fn span(&self, range: Range<usize>) -> crate::diagnostic::Span {
        self.origin
            .span(self.start + range.start..self.start + range.end)
    }

    fn spanned(&self, value: &str, range: Range<usize>) -> Spanned<String> {
        Spanned {
            value: value.to_owned(),
            at: self.span(range),
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// Letters, digits and `_`; also what begins with a digit, so that a bare `2022` can be named in a message.
    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// What may follow in the name of a figure, and blanks, if nothing else does.
    fn figure(&mut self) {
        let name = |c: char| is_word(c) || matches!(c, '.' | '+' | ' ' | '\t');
        if self.rest().chars().all(name) && !self.rest().trim_end().contains([' ', '\t']) {
            self.at = self.text.len();
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn known() -> String {
    let names: Vec<String> = FORMS
        .iter()
        .map(|form| format!("`{}`", form.name))
        .collect();
    format!("one of {}", names.join(", "))
}
