//! The same tables as Markdown, for the reference of the manual.

use std::fmt::Write as _;

use super::keys::{Form, Object};
use super::{FILES, keys};

/// Every key of every file. Mappings that several files have are described once.
pub fn reference() -> String {
    let mut text = String::new();
    let mut told: Vec<&str> = Vec::new();
    for file in FILES {
        let anchor = file.name;
        // A string takes whatever is written to it.
        let _ = write!(
            text,
            "## {} {{#{anchor}}}\n\n{}: `{}`\n\n",
            file.name, file.about, file.path
        );
        table(file.object, &mut text);
        if file.name == "dataset" {
            nested(&keys::VALUE, &mut text, &mut told);
        }
        within(file.object, &mut text, &mut told);
    }
    text
}

fn within(object: &'static Object, text: &mut String, told: &mut Vec<&'static str>) {
    for key in object.keys {
        let mut form = key.form;
        loop {
            match form {
                Form::List(inner) | Form::Names(inner) => form = *inner,
                Form::Object(inner) | Form::ObjectOr(inner, _) => {
                    nested(inner, text, told);
                    break;
                }
                _ => break,
            }
        }
    }
}

fn nested(object: &'static Object, text: &mut String, told: &mut Vec<&'static str>) {
    // "the links" are two: a footer's and an organisation's.
    if told.contains(&object.what) && object.what != "the links" {
        return;
    }
    told.push(object.what);
    let _ = write!(
        text,
        "### {}\n\n",
        crate::language::capitalised(object.what)
    );
    table(object, text);
    within(object, text, told);
}

fn table(object: &Object, text: &mut String) {
    text.push_str("| Key | Holds | |\n|---|---|---|\n");
    for key in object.keys {
        let need = if key.required { "needed. " } else { "" };
        let example = match key.example {
            "" => String::new(),
            one if !one.contains('\n') => format!(" `{one}`"),
            _ => String::new(),
        };
        let _ = writeln!(
            text,
            "| `{}` | {} | {need}{}{example} |",
            key.name,
            holds(&key.form),
            key.about
        );
    }
    match object.others {
        Some(Form::Measure) => text.push_str("| *a measure* | a figure, or `total:` and breakdowns | `received: {total: 133, channel: {fax: 8, …}}` |\n"),
        Some(form) => {
            let _ = writeln!(text, "| *a name* | {} | |", holds(&form));
        }
        None => {}
    }
    text.push('\n');
}

fn holds(form: &Form) -> String {
    match form {
        Form::Text => "a text".to_owned(),
        Form::Texts => "a text in each language".to_owned(),
        Form::Count => "a whole number".to_owned(),
        Form::Hours => "a number".to_owned(),
        Form::Date => "a year, month or day".to_owned(),
        Form::Period => "a period".to_owned(),
        Form::Address => "an address".to_owned(),
        Form::Addresses => "an address, or one per language".to_owned(),
        Form::Figure => "a figure's name".to_owned(),
        Form::Choice(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            words.join(", ")
        }
        Form::Numbers(numbers) => {
            let words: Vec<String> = numbers.iter().map(|number| format!("`{number}`")).collect();
            words.join(", ")
        }
        Form::Truth(is) => format!("`{is}`"),
        Form::Sums => "how it adds up".to_owned(),
        Form::List(form) => format!("a list: {}", holds(form)),
        Form::Names(form) => format!("names, each with {}", holds(form)),
        Form::Object(object) => object.what.to_owned(),
        Form::ObjectOr(object, form) => format!("{}, or {}", holds(form), object.what),
        Form::Measure => "a measure".to_owned(),
        Form::Value => "a figure".to_owned(),
    }
}
