//! Tera behind the sandbox: built, bounded, and its errors led back to the author's lines.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Error, ErrorKind, Kwargs, Map, State, Tera, TeraResult, Value};

use crate::diagnostic::Diagnostic;
use crate::model::identifier::LanguageId;

use super::chain::Chain;
use super::sandbox::{self, Prepared};
use super::{Argument, LIMIT, Speech, TEMPLATE_ERROR};

/// More than any reader scrolls, less than what fills a machine.
const PAGE_BYTES: usize = 8 * 1024 * 1024;
/// Template text that one page may run through, in bytes. A table of 10,000 rows takes about 30 MiB. Unoptimised
/// tests would spend a minute on it.
const TEMPLATE_TEXT: i64 = if cfg!(test) { 16 } else { 128 } * 1024 * 1024;
/// What a round costs besides its text, since an empty loop runs too: a million rounds a page at most.
const ROUND: i64 = 128;

thread_local! {
    /// What the page being rendered on this thread may still spend. Tera hands its filters no other place that is
    /// both mutable and the page's own; a page is rendered from start to end on one thread.
    static LEFT: Cell<i64> = const { Cell::new(0) };
}

#[derive(Clone)]
pub(super) struct Engine {
    tera: Tera,
    prepared: Arc<BTreeMap<String, Prepared>>,
}

impl Engine {
    /// Reads all templates. Syntax is read template by template, so that each tells its first fault.
    pub fn build(chain: &Chain) -> Result<Engine, Vec<Diagnostic>> {
        let engine = Engine {
            tera: bare(),
            prepared: Arc::clone(&chain.prepared),
        };
        let texts = || {
            engine
                .prepared
                .iter()
                .map(|(name, ready)| (name.as_str(), ready.text.as_str()))
        };
        let mut found = Vec::new();
        for (name, text) in texts() {
            if let Err(fault) = bare().add_raw_template(name, text)
                && matches!(fault.kind(), ErrorKind::SyntaxError(_))
            {
                found.extend(engine.faults(chain, None, name, &fault));
            }
        }
        if !found.is_empty() {
            return Err(found);
        }
        let mut tera = bare();
        match tera.add_raw_templates(texts()) {
            Ok(()) => Ok(Engine {
                tera,
                ..engine.clone()
            }),
            Err(fault) => Err(engine.faults(chain, None, "base.html", &fault)),
        }
    }

    /// The same templates, with `text` speaking one language.
    pub fn speaking(&self, language: LanguageId, speech: Arc<Speech>) -> Engine {
        let mut engine = self.clone();
        engine
            .tera
            .register_function("text", move |arguments: Kwargs, _: &State| {
                say(&*speech, &language, &arguments)
            });
        engine
    }

    pub fn render(
        &self,
        chain: &Chain,
        template: &str,
        view: &impl Serialize,
    ) -> Result<String, Box<Diagnostic>> {
        let context = context(view).map_err(|fault| self.fault(chain, template, &fault))?;
        let mut page = Page {
            bytes: Vec::new(),
            full: false,
        };
        LEFT.set(TEMPLATE_TEXT);
        let result = self.tera.render_to(template, &context, &mut page);
        if page.full {
            let message = format!("the page is larger than {} MiB", PAGE_BYTES / 1024 / 1024);
            return Err(Box::new(chain.whole(&LIMIT, template, message)));
        }
        result.map_err(|fault| self.fault(chain, template, &fault))?;
        String::from_utf8(page.bytes)
            .map_err(|_| Box::new(chain.whole(&TEMPLATE_ERROR, template, "the page is not UTF-8")))
    }

    fn fault(&self, chain: &Chain, template: &str, fault: &Error) -> Box<Diagnostic> {
        let first = self
            .faults(chain, Some(template), template, fault)
            .into_iter()
            .next();
        Box::new(first.unwrap_or_else(|| chain.whole(&TEMPLATE_ERROR, template, fault.to_string())))
    }

    /// What Tera found, each at its place in the author's text; `page` is the one that was to be made, if any.
    fn faults(
        &self,
        chain: &Chain,
        page: Option<&str>,
        template: &str,
        fault: &Error,
    ) -> Vec<Diagnostic> {
        match fault.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let message = report.message();
                vec![self.located(
                    chain,
                    page,
                    report.filename(),
                    report.span().range.clone(),
                    message,
                )]
            }
            ErrorKind::MissingParent { current, parent } => {
                vec![chain.whole(
                    &TEMPLATE_ERROR,
                    current,
                    format!("there is no template {parent:?} to extend"),
                )]
            }
            ErrorKind::CircularExtend {
                tpl,
                inheritance_chain: names,
            }
            | ErrorKind::CircularInclude {
                tpl,
                include_chain: names,
            } => {
                let message = format!("templates lead back to themselves: {}", names.join(", "));
                match (chain.template(tpl), chain.circle(tpl, names)) {
                    (Some(template), Some(way)) => {
                        let at = way.at.clone();
                        let found = chain.diagnostic(&TEMPLATE_ERROR, page, template, at, message);
                        vec![found.mend("Leave out what leads back.")]
                    }
                    _ => vec![chain.whole(&TEMPLATE_ERROR, tpl, message)],
                }
            }
            ErrorKind::Msg(text) => self.listed(chain, template, text),
            other => vec![chain.whole(&TEMPLATE_ERROR, template, plain(&other.to_string()))],
        }
    }

    /// Faults between templates come as one text: `error: …`, then ` --> name:line:column`, then the lines.
    fn listed(&self, chain: &Chain, template: &str, text: &str) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for report in text.split("\n\nerror: ") {
            let mut lines = report.trim_start_matches("error: ").lines();
            let message = lines.next().unwrap_or_default();
            let place = lines
                .next()
                .and_then(|line| line.trim_start().strip_prefix("--> "));
            found.push(match place.and_then(|place| self.byte(place)) {
                Some((name, byte)) => self.located(chain, None, name, byte..byte, message),
                None => chain.whole(&TEMPLATE_ERROR, template, plain(message)),
            });
        }
        found
    }

    /// `name:line:column` as a byte of the prepared text.
    fn byte<'p>(&self, place: &'p str) -> Option<(&'p str, usize)> {
        let (rest, column) = place.rsplit_once(':')?;
        let (name, line) = rest.rsplit_once(':')?;
        let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
        let text = &self.prepared.get(name)?.text;
        let start: usize = text
            .split_inclusive('\n')
            .take(line.checked_sub(1)?)
            .map(str::len)
            .sum();
        let inside: usize = text[start..]
            .chars()
            .take(column.checked_sub(1)?)
            .map(char::len_utf8)
            .sum();
        Some((name, start + inside))
    }

    fn located(
        &self,
        chain: &Chain,
        page: Option<&str>,
        name: &str,
        at: Range<usize>,
        message: &str,
    ) -> Diagnostic {
        let spent = LEFT.get() < 0 && message.contains(SPENT);
        let check = if spent { &LIMIT } else { &TEMPLATE_ERROR };
        match (chain.template(name), self.prepared.get(name)) {
            (Some(template), Some(ready)) => {
                let at = ready.original(at.start)..ready.original(at.end);
                chain.diagnostic(check, page, template, at, plain(message))
            }
            _ => chain.whole(check, name, plain(message)),
        }
    }
}

/// Tera's messages are whole sentences with a capital; ours stand behind "error:".
fn plain(message: &str) -> String {
    let line = message
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end_matches('.');
    let mut letters = line.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => "the template cannot be read".to_owned(),
    }
}

/// Tera with everything escaped and our two inner filters.
fn bare() -> Tera {
    let mut tera = Tera::new();
    // Every name ends in the empty text, so no name of a template can switch escaping off.
    tera.autoescape_on([""]);
    tera.register_filter(sandbox::TICK, tick);
    tera.register_filter(sandbox::LIST, list);
    tera.register_function("text", |_: Kwargs, _: &State| -> TeraResult<String> {
        Err(Error::message("no language"))
    });
    tera
}

const SPENT: &str = "this page repeats itself beyond all use";

fn tick(price: i64, _: Kwargs, _: &State) -> TeraResult<String> {
    let left = LEFT
        .get()
        .saturating_sub(price.max(0).saturating_add(ROUND));
    LEFT.set(left);
    if left < 0 {
        Err(Error::message(SPENT))
    } else {
        Ok(String::new())
    }
}

fn list(value: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    if value.is_array() {
        Ok(value.clone())
    } else {
        // Of all kinds of errors this one is shown at the value instead of at the filter, which nobody wrote.
        Err(Error::new(ErrorKind::InvalidArgument {
            expected_type: "list".to_owned(),
            actual_type: value.name().to_owned(),
        }))
    }
}

fn say(speech: &Speech, language: &LanguageId, arguments: &Kwargs) -> TeraResult<String> {
    let id: &str = arguments.must_get("id")?;
    let mut named: Vec<(String, Argument)> = Vec::new();
    for (name, value) in arguments.iter() {
        let Some(name) = name.as_str().filter(|name| *name != "id") else {
            continue;
        };
        let argument = match (value.as_i64(), value.as_str()) {
            (Some(number), _) => Argument::Number(number),
            (None, Some(text)) => Argument::Text(text.to_owned()),
            (None, None) => {
                return Err(Error::message(format!(
                    "`{name}` is neither a text nor a whole number"
                )));
            }
        };
        named.push((name.to_owned(), argument));
    }
    named.sort_by(|one, other| one.0.cmp(&other.0));
    speech(language, id, &named)
        .ok_or_else(|| Error::message(format!("there is no message {id:?} in {language}")))
}

/// The view as Tera's values, with klartext's own markup marked as such.
fn context(view: &impl Serialize) -> TeraResult<Context> {
    let fields = Value::try_from_serializable(view)?;
    let Some(fields) = fields.into_map() else {
        return Err(Error::message("a view is a struct"));
    };
    let mut context = Context::new();
    // In whatever order the map has: the context sorts by name.
    fields.into_iter().for_each(|(name, value)| {
        if let Some(name) = name.as_str() {
            context.insert_value(name.to_owned(), marked(name, value));
        }
    });
    Ok(context)
}

/// `pages::view` promises that these two kinds of names, and no others, hold finished markup.
fn is_markup(name: &str) -> bool {
    name.ends_with("_html") || name.starts_with("svg_")
}

/// Only what holds markup is built anew; a table of ten thousand rows is looked through and left as it is.
fn marked(name: &str, value: Value) -> Value {
    if !holds_markup(name, &value) {
        return value;
    }
    if value.is_string() {
        return value.mark_safe();
    }
    if let Some(items) = value.as_array() {
        return Value::from(
            items
                .iter()
                .map(|item| marked(name, item.clone()))
                .collect::<Vec<_>>(),
        );
    }
    if !value.is_map() {
        return value;
    }
    let fields = value.into_map().unwrap_or_default().into_iter();
    let fields: Map = fields
        .map(|(key, value)| {
            let value = marked(key.as_str().unwrap_or_default(), value);
            (key, value)
        })
        .collect();
    Value::from(fields)
}

fn holds_markup(name: &str, value: &Value) -> bool {
    if value.is_string() {
        return is_markup(name);
    }
    if let Some(items) = value.as_array() {
        return items.iter().any(|item| holds_markup(name, item));
    }
    value.as_map().is_some_and(|fields| {
        fields
            .iter()
            .any(|(key, value)| holds_markup(key.as_str().unwrap_or_default(), value))
    })
}

/// A page that stops growing at [`PAGE_BYTES`].
struct Page {
    bytes: Vec<u8>,
    full: bool,
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > PAGE_BYTES {
            self.full = true;
            return Err(io::Error::other("page too large"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
