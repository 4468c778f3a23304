//! The README is true: what it shows is run, and what it prints is in the repository.
//!
//! A block of `sh` is run line by line in a copy of the demonstration, or with `in=CASE` in that folder of `tests/`; a
//! block with `ignore=WHY` is not run here. `DIR` is the site that `init` has made, whose answers are given as options,
//! since a test has no terminal.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

use super::{Outcome, copy, expect_status, klartext, run, tests};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("readme/its-commands-are-run", its_commands_are_run),
        Trial::test("readme/its-datasets-are-sound", its_datasets_are_sound),
        Trial::test("readme/its-files-are-in-the-repository", its_files),
    ]
}

const ANSWERS: &str =
    " --name Acme --org acme --languages en --base-url https://acme.example/ --period 2023";

/// A block of code: what stands behind its fence, and its text.
fn blocks() -> Result<Vec<(String, String)>, Failed> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))?;
    let mut blocks = Vec::new();
    let mut rest = text.as_str();
    while let Some((_, after)) = rest.split_once("\n```") {
        let (kind, body) = after.split_once('\n').ok_or("a fence without an end")?;
        let (body, after) = body.split_once("```\n").ok_or("a fence without an end")?;
        blocks.push((kind.to_owned(), body.to_owned()));
        rest = after;
    }
    Ok(blocks)
}

fn its_commands_are_run() -> Outcome {
    let demonstration = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = tempfile::tempdir()?;
    for part in ["content", "static", "themes"] {
        copy(&demonstration.join(part), &own.path().join(part))?;
    }
    expect_status(
        &klartext(own.path(), &["build", "--quiet", "--no-pictures"]),
        0,
    )?;
    let page = fs::read_to_string(own.path().join("public/en/data.html"))?;
    let page = page.replace("&quot;", "\"").replace("&amp;", "&");
    let mut ran = 0;
    for (kind, body) in blocks()? {
        // The data page's own recipe is run in pandas, by `tests/exports/`.
        if kind == "python" && !page.contains(body.replace("public/", "").trim_end()) {
            return Err("the README shows another recipe than the data page".into());
        }
        let Some(wish) = kind.strip_prefix("sh") else {
            continue;
        };
        let case: TempDir;
        let room = match wish.trim().split_once('=') {
            None => own.path(),
            Some(("in", path)) => {
                case = tempfile::tempdir()?;
                copy(
                    &tests().join("checks/base/content"),
                    &case.path().join("content"),
                )?;
                copy(&tests().join(path), case.path())?;
                case.path()
            }
            Some(_) => continue,
        };
        for line in body.lines() {
            let command = line.split("  #").next().unwrap_or_default().trim_end();
            shown(room, command)
                .map_err(|error| format!("`{line}`: {}", error.message().unwrap_or_default()))?;
            ran += 1;
        }
    }
    match ran {
        0..10 => Err(format!("the README shows only {ran} commands").into()),
        _ => Ok(()),
    }
}

fn shown(room: &Path, command: &str) -> Outcome {
    let command = command.replace("--site DIR", "--site report");
    if !command.starts_with("klartext ") {
        return Err("is no command of klartext; say in=CASE or ignore=WHY".into());
    }
    if let Some(words) = command.strip_prefix("klartext serve") {
        return serves(room, words.trim_end_matches("--open").trim());
    }
    let answers = match command.starts_with("klartext init ") {
        true => ANSWERS,
        false => "",
    };
    // By a shell, as the reader types it.
    let program = Path::new(env!("CARGO_BIN_EXE_klartext"));
    let path = program.parent().unwrap_or(room).display().to_string();
    let path = format!("{path}:{}", std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{command}{answers}")]);
    expect_status(&run(shell.current_dir(room).env("PATH", path)), 0)
}

/// It says where the site is, and goes on until it is stopped.
fn serves(room: &Path, words: &str) -> Outcome {
    let mut serve = Command::new(env!("CARGO_BIN_EXE_klartext"))
        .args(["serve", "--port", "0"])
        .args(words.split_whitespace())
        .current_dir(room)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut line = String::new();
    if let Some(out) = serve.stdout.take() {
        BufReader::new(out).read_line(&mut line)?;
    }
    let still = serve.try_wait()?.is_none();
    serve.kill()?;
    serve.wait()?;
    match still && line.contains("http://127.0.0.1:") {
        true => Ok(()),
        false => Err(format!("said `{line}`").into()),
    }
}

/// The dataset of the README, with what it shows of medians below it, in a site that `init` made.
fn its_datasets_are_sound() -> Outcome {
    let room = tempfile::tempdir()?;
    let answers: Vec<&str> = ANSWERS.split_whitespace().collect();
    expect_status(
        &klartext(room.path(), &[&["init", "."], &answers[..]].concat()),
        0,
    )?;
    let (mut dataset, mut medians) = (String::new(), String::new());
    for (kind, body) in blocks()?.into_iter().filter(|(kind, _)| kind == "yaml") {
        match body.split([':', ' ']).next() {
            Some("period") => dataset = body,
            Some("median_hours") => medians = body,
            // The mapping is held by `its_files`.
            Some("#") => {}
            _ => return Err(format!("```{kind} beginning `{body:.20}` is held by nothing").into()),
        }
    }
    let (report, text) = ("content/acme/2023/data.yaml", "content/acme/2023/en.md");
    fs::write(
        room.path().join(text),
        "---\ntitle: \"2023\"\n---\n\n## Text {#text}\n\nWords.\n",
    )?;
    fs::write(room.path().join(report), &dataset)?;
    expect_status(&klartext(room.path(), &["check"]), 0)?;
    let counted = dataset.replace("  channel:\n", "  country: {de: 133}\n  channel:\n");
    fs::write(room.path().join(report), counted + &medians)?;
    fs::write(
        room.path().join("content/vocabulary.yaml"),
        "breakdowns: {country: {label: {en: country}, categories: {de: {label: {en: Germany}}}}}\n",
    )?;
    expect_status(&klartext(room.path(), &["check"]), 0)
}

/// What the README prints of files.
fn its_files() -> Outcome {
    let blocks = blocks()?;
    let shows = |kind: &str, path: &str| -> Outcome {
        let file = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))?;
        match blocks.iter().any(|(of, body)| of == kind && *body == file) {
            true => Ok(()),
            false => Err(format!("the README shows another {kind} than {path}").into()),
        }
    };
    shows("yaml", "tests/imports/foreign/mapping.yaml")?;
    shows("css", "themes/harbour/tokens.css")
}
