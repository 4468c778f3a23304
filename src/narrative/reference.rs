//! References to figures: `{{ n("received", period="2022") }}`.
//!
//! A reference is a name with literals, the first argument without a name and all others with one. Which arguments
//! there are is data (`FORMS`): what is read, what is asked for and what is refused follow from it. There is one
//! way to write each reference but for the order of its named arguments, so that a translator's text can be compared
//! with the original.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::Origin;
use crate::diagnostic::{Check, Diagnostic, Group, Severity, Span, Spanned, nearest};

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
    finds: "A reference that is not a name with literals in parentheses.",
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
    /// The difference between two counts of a figure; the later period is the report's own unless named.
    Change {
        figure: Spanned<String>,
        from: Spanned<String>,
        period: Option<Spanned<String>>,
        /// Where the author says that a break may lie between.
        despite_break: Option<Span>,
    },
    /// The difference between two values of a rate, in percentage points.
    Points {
        rate: Spanned<String>,
        from: Spanned<String>,
        period: Option<Spanned<String>>,
        despite_break: Option<Span>,
    },
    /// What the change of a rate, or of the count that it is a rate of, consists of.
    Why {
        rate: Spanned<String>,
        /// The breakdown whose mix is told from the rates within it; without it, the number of cases from the rate.
        by: Option<Spanned<String>>,
        from: Spanned<String>,
        period: Option<Spanned<String>>,
        despite_break: Option<Span>,
    },
    Chart {
        name: Spanned<String>,
    },
    Table {
        subject: Spanned<String>,
    },
    /// A whole sentence about a figure or a rate.
    Finding {
        subject: Spanned<String>,
    },
    /// A measure, rate or category by its label, with its definition.
    Term {
        name: Spanned<String>,
    },
    /// Somebody else's words: shown as a quotation, and their numbers are theirs.
    Said {
        words: Spanned<String>,
    },
}

impl Reference {
    /// Whether it stands alone instead of within a sentence.
    pub fn is_block(&self) -> bool {
        matches!(self, Reference::Chart { .. } | Reference::Table { .. })
    }

    /// Whether another language says it in other words, so that it cannot be compared.
    pub fn is_words(&self) -> bool {
        matches!(self, Reference::Said { .. })
    }

    /// Whether it leads somewhere, so that it cannot stand within a link.
    pub fn is_link(&self) -> bool {
        matches!(self, Reference::Term { .. })
    }

    /// The one way to write it: `n("received", period="2022")`.
    ///
    /// A `period` that is the text's `own` is left out, for it says nothing that its absence does not say.
    pub fn canonical(&self, own: Option<&str>) -> String {
        let period = |period: &Option<Spanned<String>>| {
            let named = period.as_ref().map(|period| period.value.clone());
            named.filter(|named| Some(named.as_str()) != own)
        };
        let (form, first, from, period, despite_break) = match self {
            Reference::Number { figure, period: of } => ("n", figure, None, period(of), None),
            Reference::Rate { rate, period: of } => ("rate", rate, None, period(of), None),
            Reference::Change {
                figure,
                from,
                period: to,
                despite_break,
            } => ("change", figure, Some(from), period(to), *despite_break),
            Reference::Points {
                rate,
                from,
                period: to,
                despite_break,
            } => ("points", rate, Some(from), period(to), *despite_break),
            Reference::Why {
                rate,
                from,
                period: to,
                despite_break,
                ..
            } => ("why", rate, Some(from), period(to), *despite_break),
            Reference::Chart { name } => ("chart", name, None, None, None),
            Reference::Table { subject } => ("table", subject, None, None, None),
            Reference::Finding { subject } => ("finding", subject, None, None, None),
            Reference::Term { name } => ("term", name, None, None, None),
            Reference::Said { words } => ("said", words, None, None, None),
        };
        let mut written = format!("{form}(\"{}\"", first.value);
        if let Reference::Why { by: Some(by), .. } = self {
            let _ = write!(written, ", by=\"{}\"", by.value);
        }
        if let Some(from) = from {
            let _ = write!(written, ", from=\"{}\"", from.value);
        }
        if let Some(period) = period {
            let _ = write!(written, ", period=\"{period}\"");
        }
        if despite_break.is_some() {
            written += ", despite_break=true";
        }
        written + ")"
    }
}

/// How one kind of reference is written.
struct Form {
    name: &'static str,
    /// The first is written without a name, all others with theirs.
    arguments: &'static [Parameter],
    example: &'static str,
    /// Called when every required argument is there and none is there that the form does not take.
    build: fn(&mut Given) -> Option<Reference>,
}

/// One argument that a reference takes.
struct Parameter {
    name: &'static str,
    /// What it is, in the words of a message that sets `the` before it.
    what: &'static str,
    literal: Literal,
    required: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Literal {
    /// `"received"`
    Text,
    /// `true`, with or without quotes; to say no, one leaves the argument out.
    True,
}

const fn first(what: &'static str) -> Parameter {
    Parameter {
        name: "",
        what,
        literal: Literal::Text,
        required: true,
    }
}

const PERIOD: Parameter = Parameter {
    name: "period",
    what: "period",
    literal: Literal::Text,
    required: false,
};
const FROM: Parameter = Parameter {
    name: "from",
    what: "earlier period",
    literal: Literal::Text,
    required: true,
};
const LATER: Parameter = Parameter {
    what: "later period",
    ..PERIOD
};
const DESPITE_BREAK: Parameter = Parameter {
    name: "despite_break",
    what: "permission to compare across a break",
    literal: Literal::True,
    required: false,
};

const BY: Parameter = Parameter {
    name: "by",
    what: "breakdown",
    literal: Literal::Text,
    required: false,
};

/// To add a reference, add its form here.
const FORMS: &[Form] = &[
    Form {
        name: "n",
        arguments: &[first("figure"), PERIOD],
        example: "{{ n(\"received\") }}",
        build: |given| {
            Some(Reference::Number {
                figure: given.first()?,
                period: given.text(&PERIOD),
            })
        },
    },
    Form {
        name: "rate",
        arguments: &[first("rate"), PERIOD],
        example: "{{ rate(\"rejection_rate\") }}",
        build: |given| {
            Some(Reference::Rate {
                rate: given.first()?,
                period: given.text(&PERIOD),
            })
        },
    },
    Form {
        name: "change",
        arguments: &[first("figure"), FROM, LATER, DESPITE_BREAK],
        example: "{{ change(\"received\", from=\"2022\") }}",
        build: |given| {
            Some(Reference::Change {
                figure: given.first()?,
                from: given.text(&FROM)?,
                period: given.text(&LATER),
                despite_break: given.flag(&DESPITE_BREAK),
            })
        },
    },
    Form {
        name: "points",
        arguments: &[first("rate"), FROM, LATER, DESPITE_BREAK],
        example: "{{ points(\"rejection_rate\", from=\"2022\") }}",
        build: |given| {
            Some(Reference::Points {
                rate: given.first()?,
                from: given.text(&FROM)?,
                period: given.text(&LATER),
                despite_break: given.flag(&DESPITE_BREAK),
            })
        },
    },
    Form {
        name: "why",
        arguments: &[first("rate"), BY, FROM, LATER, DESPITE_BREAK],
        example: "{{ why(\"rejection_rate\", from=\"2022\") }}",
        build: |given| {
            Some(Reference::Why {
                rate: given.first()?,
                by: given.text(&BY),
                from: given.text(&FROM)?,
                period: given.text(&LATER),
                despite_break: given.flag(&DESPITE_BREAK),
            })
        },
    },
    Form {
        name: "chart",
        arguments: &[first("chart")],
        example: "{{ chart(\"received.channel\") }}",
        build: |given| {
            Some(Reference::Chart {
                name: given.first()?,
            })
        },
    },
    Form {
        name: "table",
        arguments: &[first("table")],
        example: "{{ table(\"received.type\") }}",
        build: |given| {
            Some(Reference::Table {
                subject: given.first()?,
            })
        },
    },
    Form {
        name: "finding",
        arguments: &[first("figure or rate")],
        example: "{{ finding(\"rejection_rate\") }}",
        build: |given| {
            Some(Reference::Finding {
                subject: given.first()?,
            })
        },
    },
    Form {
        name: "said",
        arguments: &[first("quotation")],
        example: "{{ said(\"a quarter of all requests\") }}",
        build: |given| {
            Some(Reference::Said {
                words: given.first()?,
            })
        },
    },
    Form {
        name: "term",
        arguments: &[first("measure, rate or category")],
        example: "{{ term(\"objected\") }}",
        build: |given| {
            Some(Reference::Term {
                name: given.first()?,
            })
        },
    },
];

impl Form {
    /// The arguments that are written with a name.
    fn named(&self) -> &'static [Parameter] {
        self.arguments.get(1..).unwrap_or_default()
    }

    fn first(&self) -> &'static str {
        self.arguments.first().map_or("", |first| first.what)
    }

    fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.named().iter().find(|parameter| parameter.name == name)
    }

    /// "the figure and `from`, and `period` or `despite_break` if need be"
    fn takes(&self) -> String {
        let names = |required: bool, joint: &str| {
            let names = self
                .named()
                .iter()
                .filter(|parameter| parameter.required == required);
            let names: Vec<String> = names.map(|known| format!("`{}`", known.name)).collect();
            names.join(joint)
        };
        let (required, optional) = (names(true, " and "), names(false, " or "));
        let mut takes = format!("the {}", self.first());
        if !required.is_empty() {
            let _ = write!(takes, " and {required}");
        }
        if !optional.is_empty() {
            let _ = write!(takes, ", and {optional} if need be");
        }
        takes
    }
}

/// The arguments that an author gave, by the names of their parameters; the first has none.
#[derive(Default)]
struct Given(BTreeMap<&'static str, Argument>);

impl Given {
    fn first(&mut self) -> Option<Spanned<String>> {
        self.0.remove("").map(|argument| argument.value)
    }

    fn text(&mut self, parameter: &Parameter) -> Option<Spanned<String>> {
        self.0.remove(parameter.name).map(|argument| argument.value)
    }

    fn flag(&mut self, parameter: &Parameter) -> Option<Span> {
        self.0.remove(parameter.name).map(|argument| argument.at)
    }
}

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
    /// All of it, its name included.
    range: Range<usize>,
    at: Span,
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
                return refuse(self.missing(form, name_range, &Given::default()));
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
        let arguments = self.arguments(form)?;
        self.blanks();
        if !self.rest().is_empty() {
            return refuse(self.unexpected("`}}`"));
        }
        self.build(form, name_range, arguments)
    }

    /// After `(`, up to and with `)`.
    fn arguments(&mut self, form: &Form) -> Read<Vec<Argument>> {
        let mut arguments = Vec::new();
        self.blanks();
        if self.rest().starts_with(')') {
            self.at += 1;
            return Ok(arguments);
        }
        loop {
            self.blanks();
            arguments.push(self.argument(form)?);
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

    fn argument(&mut self, form: &Form) -> Read<Argument> {
        let start = self.at;
        let word = self.word();
        let word_range = start..self.at;
        if word.is_empty() {
            let value = self.string()?;
            return Ok(self.given(None, value, start));
        }
        self.blanks();
        if !self.rest().starts_with('=') || self.rest().starts_with("==") {
            return refuse(match self.rest().chars().next() {
                Some(',' | ')') | None => match form.parameter(word) {
                    Some(parameter) => self.without_value(parameter, word_range),
                    None => self.unquoted(word, word_range),
                },
                Some(_) => self.unexpected("`=` and a literal"),
            });
        }
        let name = self.spanned(word, word_range);
        // Before its value: what the value has to be is told by the parameter only.
        let Some(parameter) = form.parameter(word) else {
            return refuse(Self::unknown_argument(form, &name));
        };
        self.at += 1;
        self.blanks();
        let value = match parameter.literal {
            Literal::True => self.truth(word)?,
            Literal::Text => self.text_only()?,
        };
        Ok(self.given(Some(name), value, start))
    }

    fn given(
        &self,
        name: Option<Spanned<String>>,
        value: Spanned<String>,
        start: usize,
    ) -> Argument {
        let range = start..self.at;
        let at = self.span(range.clone());
        Argument {
            name,
            value,
            range,
            at,
        }
    }

    /// A string; a word without quotes is refused by name, for it is what an author forgets.
    fn text_only(&mut self) -> Read<Spanned<String>> {
        let start = self.at;
        let word = self.word();
        if !word.is_empty() {
            return refuse(self.unquoted(word, start..self.at));
        }
        self.string()
    }

    /// `true` or `"true"`.
    fn truth(&mut self, argument: &str) -> Read<Spanned<String>> {
        let start = self.at;
        let word = self.word();
        let value = if word.is_empty() {
            self.string()?
        } else {
            self.spanned(word, start..self.at)
        };
        if value.value == "true" {
            return Ok(value);
        }
        refuse(
            self.fault(
                &REFERENCE_ARGUMENT,
                start..self.at,
                format!("`{argument}` is not `true`"),
            )
            .expected("`true`, or no such argument")
            .mend(format!(
                "Write {argument}=true, or leave the argument out to say no."
            )),
        )
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
        let mut given = Given::default();
        for (index, argument) in arguments.into_iter().enumerate() {
            let parameter = match &argument.name {
                None if index == 0 => "",
                None => return refuse(self.needs_name(form, &given, argument.range)),
                Some(named) => match form.parameter(&named.value) {
                    Some(parameter) => parameter.name,
                    None => return refuse(Self::unknown_argument(form, named)),
                },
            };
            if let Some(earlier) = given.0.get(parameter) {
                return refuse(
                    self.fault(
                        &REFERENCE_ARGUMENT,
                        argument.range,
                        format!("`{parameter}` is given twice"),
                    )
                    .expected(format!("one `{parameter}`"))
                    .related(earlier.at, "the first is here"),
                );
            }
            given.0.insert(parameter, argument);
        }
        let complete = form
            .arguments
            .iter()
            .all(|parameter| !parameter.required || given.0.contains_key(parameter.name));
        let built = complete.then(|| (form.build)(&mut given)).flatten();
        built.ok_or_else(|| Box::new(self.missing(form, name, &given)))
    }

    /// Names everything that is not there and must be.
    fn missing(&self, form: &Form, name: Range<usize>, given: &Given) -> Diagnostic {
        let missing = form
            .arguments
            .iter()
            .filter(|parameter| parameter.required && !given.0.contains_key(parameter.name));
        let (mut lacks, mut wanted) = (Vec::new(), Vec::new());
        for Parameter { name, what, .. } in missing {
            if name.is_empty() {
                lacks.push(format!("the {what} it shows"));
                wanted.push(format!("the {what} as the first argument"));
            } else {
                lacks.push(format!("`{name}`, the {what}"));
                wanted.push(format!("{name}=\"…\", the {what}"));
            }
        }
        self.fault(
            &REFERENCE_ARGUMENT,
            name,
            format!("`{}` without {}", form.name, lacks.join(" and without ")),
        )
        .expected(wanted.join(", and "))
        .mend(format!("Write it as in {}.", form.example))
    }

    fn needs_name(&self, form: &Form, given: &Given, range: Range<usize>) -> Diagnostic {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let fault = self.fault(
            &REFERENCE_ARGUMENT,
            range,
            format!("the argument {written} has no name"),
        );
        // What must be there is more likely meant than what may.
        let meant = [true, false].into_iter().find_map(|required| {
            form.named().iter().find(|parameter| {
                parameter.required == required
                    && parameter.literal == Literal::Text
                    && !given.0.contains_key(parameter.name)
            })
        });
        match meant {
            Some(Parameter { name, what, .. }) => fault
                .expected("only the first argument without a name")
                .mend(format!("If the {what} is meant, write {name}={written}.")),
            None if form.named().is_empty() => fault
                .expected(format!("one argument, the {}", form.first()))
                .mend(format!("Write it as in {}.", form.example)),
            None => fault
                .expected("only the first argument without a name")
                .mend(format!("Write it as in {}.", form.example)),
        }
    }

    fn unknown_argument(form: &Form, named: &Spanned<String>) -> Diagnostic {
        let fault = Diagnostic::new(
            &REFERENCE_ARGUMENT,
            named.at,
            format!("`{}` takes no argument `{}`", form.name, named.value),
        );
        if form.named().is_empty() {
            return fault
                .expected(format!("one argument without a name, the {}", form.first()))
                .mend(format!("Write it as in {}.", form.example));
        }
        let fault = fault.expected(form.takes());
        let names = form.named().iter().map(|parameter| parameter.name);
        match nearest(&named.value, names) {
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

    fn without_value(&self, parameter: &Parameter, range: Range<usize>) -> Diagnostic {
        let Parameter { name, what, .. } = parameter;
        let (value, expected) = match parameter.literal {
            Literal::True => ("true", "`=true`".to_owned()),
            Literal::Text => ("\"…\"", format!("`=` and the {what} as a string")),
        };
        self.fault(
            &REFERENCE_ARGUMENT,
            range,
            format!("`{name}` without a value"),
        )
        .expected(expected)
        .mend(format!("Write {name}={value}."))
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

    fn span(&self, range: Range<usize>) -> Span {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;

    fn read(written: &str) -> Read<Reference> {
        let origin = Origin {
            file: FileId(0),
            base: 0,
        };
        parse(origin, written, 0..written.len()).map(|reference| reference.value)
    }

    fn refused(written: &str) -> (String, String, String) {
        let problem = *read(written).expect_err("it is wrong");
        (problem.message, problem.expected, problem.mend)
    }

    /// With every argument that it takes, in the order of the table.
    fn in_full(form: &Form) -> String {
        let arguments = form.arguments.iter().map(|parameter| match parameter {
            Parameter { name: "", .. } => "\"subject\"".to_owned(),
            Parameter {
                literal: Literal::True,
                name,
                ..
            } => format!("{name}=true"),
            Parameter { name, .. } => format!("{name}=\"2022\""),
        });
        let arguments: Vec<String> = arguments.collect();
        format!("{{{{ {}({}) }}}}", form.name, arguments.join(", "))
    }

    #[test]
    fn every_form_builds_what_its_table_says_and_is_written_in_one_way() {
        for form in FORMS {
            let example = read(form.example).expect("the example is right");
            assert_eq!(
                format!("{{{{ {} }}}}", example.canonical(None)),
                form.example
            );
            let written = in_full(form);
            let full = read(&written).expect("every argument is taken");
            assert_eq!(format!("{{{{ {} }}}}", full.canonical(None)), written);
            for parameter in form.arguments.iter().filter(|known| known.required) {
                let (message, ..) = refused(&format!("{{{{ {}() }}}}", form.name));
                assert!(message.contains(parameter.what), "{message}");
            }
        }
    }

    #[test]
    fn the_own_period_need_not_be_named() {
        let named = read("{{ n(\"received\", period=\"2023\") }}").expect("right");
        assert_eq!(named.canonical(Some("2023")), "n(\"received\")");
        assert_eq!(
            named.canonical(Some("2022")),
            "n(\"received\", period=\"2023\")"
        );
    }

    #[test]
    fn messages_name_what_is_meant() {
        assert_eq!(
            refused("{{ change() }}"),
            (
                "`change` without the figure it shows and without `from`, the earlier period"
                    .to_owned(),
                "the figure as the first argument, and from=\"…\", the earlier period".to_owned(),
                "Write it as in {{ change(\"received\", from=\"2022\") }}.".to_owned(),
            )
        );
        assert_eq!(
            refused("{{ points(\"r\", \"2022\") }}").2,
            "If the earlier period is meant, write from=\"2022\"."
        );
        assert_eq!(
            refused("{{ points(\"r\", from=\"2021\", \"2022\") }}").2,
            "If the later period is meant, write period=\"2022\"."
        );
        assert_eq!(
            refused("{{ change(\"r\", form=\"2022\") }}"),
            (
                "`change` takes no argument `form`".to_owned(),
                "the figure and `from`, and `period` or `despite_break` if need be".to_owned(),
                "Write `from` if that is meant.".to_owned(),
            )
        );
        assert_eq!(
            refused("{{ change(\"r\", from=\"2022\", despite_break=\"no\") }}").0,
            "`despite_break` is not `true`"
        );
    }
}
