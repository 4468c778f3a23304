//! The manual is true: its reference is generated from the program, and what it shows is run.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;

use super::{Outcome, accepting, copy, difference, expect_status, klartext};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        Trial::test("manual/the-files", || current("files", &files())),
        Trial::test("manual/the-commands", || current("commands", &commands()?)),
        Trial::test("manual/the-checks", || current("checks", &checks()?)),
    ];
    let chapters = [
        "tutorial",
        "how-to/publisher",
        "how-to/journalist",
        "how-to/deployer",
    ];
    trials.extend(
        chapters.map(|chapter| {
            Trial::test(format!("manual/{chapter}-is-run"), move || is_run(chapter))
        }),
    );
    trials
}

const GENERATED: &str =
    "<!-- Generated from the program: KLARTEXT_ACCEPT=1 cargo test --test cases manual/ -->\n\n";

fn current(name: &str, text: &str) -> Outcome {
    let path = root().join(format!("manual/src/reference/{name}.md"));
    let text = format!("{GENERATED}{}\n", text.trim_end());
    if accepting() {
        fs::write(&path, &text)?;
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    match known == text {
        true => Ok(()),
        false => Err(difference(&format!("{name}.md"), &known, &text).into()),
    }
}

fn files() -> String {
    format!(
        "# The YAML files\n\nEvery key of every file. A text in each language is `{{de: …, en: …}}`; a site of one language may \
         write it as it is.\n\n{}",
        klartext::schema::reference()
    )
}

/// The names of the commands, as the help lists them.
fn names() -> Vec<String> {
    let help = klartext(root(), &["--help"]).out;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    listed
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect()
}

fn commands() -> Result<String, libtest_mimic::Failed> {
    let mut text = "# The commands\n\nExit status: 0 done, 1 the site's sources have errors, 2 wrong usage, 3 the machine \
                    refused.\n"
        .to_owned();
    let names = names();
    if names.len() < 10 {
        return Err(format!("the help lists only {names:?}").into());
    }
    for name in names {
        let run = klartext(root(), &[&name, "--help"]);
        expect_status(&run, 0)?;
        write!(
            text,
            "\n## {name}\n\n```text\n{}\n```\n",
            run.out.trim_end()
        )?;
    }
    Ok(text)
}

fn checks() -> Result<String, libtest_mimic::Failed> {
    let run = klartext(root(), &["check", "--explain", "none-is-called-this"]);
    expect_status(&run, 2)?;
    let list = run.err.split("the checks are ").nth(1).unwrap_or_default();
    let ids: Vec<&str> = list.trim().split(", ").collect();
    if ids.len() < 50 {
        return Err(format!("only {} checks are listed", ids.len()).into());
    }
    let mut text = "# The checks\n\nWhat each finds, a message as it looks, and how to mend it: `klartext check --explain ID`.\n"
        .to_owned();
    for id in ids {
        let run = klartext(root(), &["check", "--explain", id]);
        expect_status(&run, 0)?;
        write!(text, "\n## {id}\n\n```text\n{}\n```\n", run.out.trim_end())?;
    }
    Ok(text)
}

/// Runs the commands of a chapter one after the other, on a copy of the demonstration; a block of YAML with `file=PATH` is
/// written first. A block with `ignore=WHY` is not run.
fn is_run(chapter: &str) -> Outcome {
    let text = fs::read_to_string(root().join(format!("manual/src/{chapter}.md")))?;
    let room = tempfile::tempdir()?;
    copy(&root().join("content"), &room.path().join("content"))?;
    let mut ran = 0;
    for block in text.split("\n```").collect::<Vec<_>>().chunks(2) {
        let [_, code] = block else { continue };
        let (kind, body) = code.split_once('\n').unwrap_or((code, ""));
        if let Some(path) = kind.strip_prefix("yaml file=") {
            let path: PathBuf = room.path().join(path);
            if !path.exists() {
                return Err(format!("{chapter} replaces {path:?}, which is not there").into());
            }
            fs::write(path, format!("{body}\n"))?;
        }
        if kind != "sh" {
            continue;
        }
        for line in body.lines() {
            let Some(command) = line.strip_prefix("klartext ") else {
                return Err(format!("{chapter} shows `{line}`, which is not run").into());
            };
            let arguments: Vec<&str> = command.split(' ').collect();
            expect_status(&klartext(room.path(), &arguments), 0)?;
            ran += 1;
        }
    }
    match ran {
        0 => Err(format!("{chapter} shows no command").into()),
        _ => Ok(()),
    }
}
