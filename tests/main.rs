//! Every folder under `tests/checks`, `tests/sites`, `tests/slips` and `tests/hostile` is a test of the real binary: a
//! site in, messages and pages out. A new case is a new folder and no code; each of the four folders has a
//! README that says what a case consists of.
//!
//! `KLARTEXT_ACCEPT=1 cargo test --test cases` writes what came out into the cases as what is expected;
//! look at the difference before you commit it. It does nothing where `CI` is set.

#![expect(
    clippy::disallowed_methods,
    reason = "tests play the publisher, who has files, an environment and a clock"
)]
#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use klartext::diagnostic::Check;
use klartext::site::catalogue;
use libtest_mimic::{Arguments, Failed, Trial};
use tempfile::TempDir;
use walkdir::WalkDir;

mod manual;
mod readme;
mod tables;

type Outcome = Result<(), Failed>;

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for check in folders(&tests().join("checks")) {
        // `base` is not a check but the site that cases are laid over.
        for case in folders(&check)
            .into_iter()
            .filter(|_| !check.ends_with("base"))
        {
            trials.push(trial(&case, check_case));
        }
    }
    for case in folders(&tests().join("sites")) {
        trials.push(trial(&case, site_case));
    }
    for case in folders(&tests().join("slips")) {
        trials.push(trial(&case, slip_case));
    }
    for case in folders(&tests().join("hostile")) {
        trials.push(trial(&case, hostile_case));
    }
    trials.extend(manual::trials());
    trials.extend(readme::trials());
    trials.extend(tables::trials());
    trials.push(Trial::test(
        "checks/every-check-has-its-cases",
        every_check_has_its_cases,
    ));
    for (name, test) in COMMANDS {
        trials.push(Trial::test(format!("commands/{name}"), test));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn trial(case: &Path, test: fn(&Path) -> Outcome) -> Trial {
    let name = case
        .strip_prefix(tests())
        .unwrap_or(case)
        .display()
        .to_string();
    let case = case.to_owned();
    Trial::test(name, move || test(&case))
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn accepting() -> bool {
    env::var_os("KLARTEXT_ACCEPT").is_some_and(|value| value == "1") && env::var_os("CI").is_none()
}

/// The folders in a folder, sorted; none if it does not exist.
fn folders(parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let mut folders: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

// ---------------------------------------------------------------------------------------------- cases

/// What the file `case.txt` of a case says; a case without one has no wishes.
#[derive(Default)]
struct Wishes {
    /// `alone`: nothing is laid under the case.
    alone: bool,
    /// `remove PATH`: what the base has and this case has not.
    remove: Vec<String>,
    /// `repeat PATH N`: a file that is its own text N times over, where a limit needs more than a repository should hold.
    repeat: Vec<(String, usize)>,
    /// `build`: the problem shows only when pages are made.
    build: bool,
    /// `option --strict`
    options: Vec<String>,
}

impl Wishes {
    fn of(case: &Path) -> Result<Self, Failed> {
        let mut wishes = Wishes::default();
        let text = fs::read_to_string(case.join("case.txt")).unwrap_or_default();
        for line in text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
        {
            match line.split_once(' ').unwrap_or((line, "")) {
                ("alone", "") => wishes.alone = true,
                ("build", "") => wishes.build = true,
                ("remove", path) => wishes.remove.push(path.to_owned()),
                ("repeat", wish) => {
                    let (path, times) = wish.rsplit_once(' ').unwrap_or_default();
                    wishes.repeat.push((path.to_owned(), times.parse()?));
                }
                ("option", option) => wishes.options.push(option.to_owned()),
                _ => return Err(format!("case.txt: `{line}` is not understood").into()),
            }
        }
        Ok(wishes)
    }
}

/// A site in a directory of its own: the base, and the case's folders laid over it.
fn lay(case: &Path, wishes: &Wishes) -> Result<TempDir, Failed> {
    let room = tempfile::tempdir()?;
    let base = tests().join("checks/base");
    let layers = if wishes.alone {
        vec![case]
    } else {
        vec![&*base, case]
    };
    for layer in layers {
        for root in ["content", "static", "themes"] {
            copy(&layer.join(root), &room.path().join(root))?;
        }
    }
    for path in &wishes.remove {
        let path = room.path().join(path);
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        } else {
            fs::remove_file(&path)
                .map_err(|error| format!("remove {}: {error}", path.display()))?;
        }
    }
    for (path, times) in &wishes.repeat {
        let path = room.path().join(path);
        let once =
            fs::read(&path).map_err(|error| format!("repeat {}: {error}", path.display()))?;
        fs::write(&path, once.repeat(*times))?;
    }
    Ok(room)
}

/// Copies a folder over another one, symbolic links as they are.
fn copy(from: &Path, to: &Path) -> Outcome {
    for entry in WalkDir::new(from).into_iter().filter(|_| from.exists()) {
        let entry = entry?;
        let to = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(to)?;
        } else {
            let _ = fs::remove_file(&to);
            if entry.file_type().is_symlink() {
                symlink(fs::read_link(entry.path())?, to)?;
            } else {
                fs::copy(entry.path(), to)?;
            }
        }
    }
    Ok(())
}

/// What a command said and how it ended.
struct Run {
    status: Option<i32>,
    out: String,
    err: String,
}

fn klartext(directory: &Path, arguments: &[&str]) -> Run {
    run(Command::new(env!("CARGO_BIN_EXE_klartext"))
        .args(arguments)
        .current_dir(directory))
}

fn run(command: &mut Command) -> Run {
    let output = command
        .stdin(Stdio::null())
        // The reader's own settings must not change what is expected.
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR")
        .output()
        .expect("the binary was built by cargo for this test");
    Run {
        status: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn check_case(case: &Path) -> Outcome {
    let wishes = Wishes::of(case)?;
    let room = lay(case, &wishes)?;
    let command = if wishes.build { "build" } else { "check" };
    let mut arguments = vec![command, "--jobs", "2"];
    arguments.extend(wishes.options.iter().map(String::as_str));
    let run = klartext(room.path(), &arguments);

    let said = if run.err.is_empty() {
        "ok\n"
    } else {
        &*run.err
    };
    let expected = case.join("expected.txt");
    if accepting() {
        fs::write(&expected, said)?;
    }
    let expected = fs::read_to_string(&expected).unwrap_or_default();
    if said != expected {
        return Err(difference("expected.txt", &expected, said).into());
    }
    let has_error = expected.lines().any(|line| line.starts_with("error"));
    expect_status(&run, i32::from(has_error))
}

/// A slip that was made once, in the demonstration's own content: refused or asked about, or shown for what it is.
fn slip_case(case: &Path) -> Outcome {
    let room = tempfile::tempdir()?;
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    for root in ["content", "static"] {
        copy(&repository.join(root), &room.path().join(root))?;
    }
    let described = fs::read_to_string(case.join("slip.md")).unwrap_or_default();
    if !described.starts_with("# ") {
        return Err("slip.md does not say what the slip was".into());
    }
    let change = fs::read_to_string(case.join("change.txt")).unwrap_or_default();
    apply(&change, room.path())?;
    let run = klartext(
        room.path(),
        &["build", "--jobs", "2", "--strict", "--no-pictures"],
    );
    let said = if run.err.is_empty() {
        "ok\n"
    } else {
        &*run.err
    };
    let expected = case.join("expected.txt");
    if accepting() {
        fs::write(&expected, said)?;
    }
    let expected = fs::read_to_string(&expected).unwrap_or_default();
    if said != expected {
        return Err(difference("expected.txt", &expected, said).into());
    }
    let pages = fs::read_to_string(case.join("pages.txt")).unwrap_or_default();
    if said == "ok\n" && pages.is_empty() {
        return Err("neither a message nor a page shows the slip".into());
    }
    let mut faults = String::new();
    for line in pages.lines() {
        let (path, words) = line.split_once(": ").unwrap_or_default();
        let page = fs::read_to_string(room.path().join("public").join(path))
            .map_err(|error| format!("pages.txt: {path}: {error}"))?;
        if !words_of(&page).contains(words) {
            writeln!(faults, "{path} does not say: {words}")?;
        }
    }
    match faults.is_empty() {
        true => Ok(()),
        false => Err(faults.into()),
    }
}

/// `in FILE`, then lines that begin with `- ` and what stands in their place, with `+ `.
fn apply(change: &str, room: &Path) -> Outcome {
    let mut lines = change.lines().peekable();
    let mut path = room.to_owned();
    while let Some(line) = lines.next() {
        if let Some(file) = line.strip_prefix("in ") {
            path = room.join(file);
            continue;
        }
        let mut old = line.strip_prefix("- ").unwrap_or_default().to_owned();
        while let Some(more) = lines.next_if(|line| line.starts_with("- ")) {
            old = format!("{old}\n{}", &more[2..]);
        }
        let mut new = Vec::new();
        while let Some(more) = lines.next_if(|line| line.starts_with("+ ")) {
            new.push(&more[2..]);
        }
        let text = fs::read_to_string(&path)?;
        if old.is_empty() || text.matches(&old).count() != 1 {
            let found = text.matches(&old).count();
            return Err(format!(
                "change.txt: `{old}` stands {found} times in {}",
                path.display()
            )
            .into());
        }
        fs::write(&path, text.replace(&old, &new.join("\n")))?;
    }
    Ok(())
}

/// What a page says, without its markup.
fn words_of(html: &str) -> String {
    let pieces = html
        .split('<')
        .map(|piece| piece.split_once('>').map_or("", |(_, words)| words));
    let words = pieces.collect::<Vec<_>>().join(" ");
    let words = words
        .replace(['\u{a0}', '\u{202f}'], " ")
        .replace("&amp;", "&");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn site_case(case: &Path) -> Outcome {
    let wishes = Wishes {
        alone: true,
        ..Wishes::of(case)?
    };
    let room = lay(case, &wishes)?;
    // Painting may differ in a bit from machine to machine; drawings may not.
    let mut arguments = vec!["build", "--jobs", "2", "--no-pictures"];
    arguments.extend(wishes.options.iter().map(String::as_str));
    let run = klartext(room.path(), &arguments);
    expect_status(&run, 0)?;

    let (built, expected) = (room.path().join("public"), case.join("expected"));
    fs::remove_file(built.join(".klartext"))?;
    // Nobody can read their difference; SHA256SUMS, which is compared, says when one of them changes.
    for entry in WalkDir::new(&built) {
        let entry = entry?;
        let is_binary = |suffix: &std::ffi::OsStr| suffix == "xlsx" || suffix == "zip";
        if entry.path().extension().is_some_and(is_binary) {
            fs::remove_file(entry.path())?;
        }
    }
    if accepting() {
        if expected.exists() {
            fs::remove_dir_all(&expected)?;
        }
        copy(&built, &expected)?;
    }
    let (built, expected) = (files(&built)?, files(&expected)?);
    let mut faults = String::new();
    for path in expected.keys().filter(|path| !built.contains_key(*path)) {
        writeln!(faults, "missing: {path}")?;
    }
    for (path, bytes) in &built {
        match expected.get(path) {
            None => writeln!(faults, "unexpected: {path}")?,
            Some(old) if old != bytes => {
                let [old, new] = [old, bytes].map(|bytes| String::from_utf8_lossy(bytes));
                writeln!(faults, "{}", difference(path, &old, &new))?;
            }
            Some(_) => {}
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.into())
    }
}

fn files(directory: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failed> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(directory)
        .into_iter()
        .filter(|_| directory.exists())
    {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            let path = entry.path().strip_prefix(directory)?.display().to_string();
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(files)
}

/// The promise for any bytes whatsoever (SPEC section 11).
const HOSTILE_TIME: Duration = Duration::from_secs(20);
const HOSTILE_KIBIBYTES: u64 = 1 << 20;

fn hostile_case(case: &Path) -> Outcome {
    let wishes = Wishes::of(case)?;
    let room = lay(case, &wishes)?;
    let limited = format!("ulimit -v {HOSTILE_KIBIBYTES}; exec \"$0\" \"$@\"");
    let err = room.path().join("stderr");
    let mut child = Command::new("sh")
        .args([
            "-c",
            &limited,
            env!("CARGO_BIN_EXE_klartext"),
            "build",
            "--jobs",
            "2",
        ])
        .args(&wishes.options)
        .current_dir(room.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        // Into a file: a pipe that nobody reads would stop a talkative build.
        .stderr(fs::File::create(&err)?)
        .spawn()?;
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if started.elapsed() > HOSTILE_TIME {
            child.kill()?;
            child.wait()?;
            return Err(format!("still running after {HOSTILE_TIME:?}").into());
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let err = String::from_utf8_lossy(&fs::read(err)?).into_owned();
    let end: String = err
        .chars()
        .rev()
        .take(2_000)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    if let Some(signal) = status.signal() {
        return Err(format!("died of signal {signal}:\n{end}").into());
    }
    if !matches!(status.code(), Some(0 | 1)) || err.contains("panicked") {
        return Err(format!("ended with {:?}:\n{end}", status.code()).into());
    }
    let raw = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}')
    };
    if let Some(c) = err.chars().find(raw) {
        return Err(format!("the terminal gets {c:?} as it is:\n{end}").into());
    }
    no_markup_of_an_author(room.path())
}

/// What authors write as `<hostile>` or `"hostile=1` to break out of a label may stand in a page only escaped.
fn no_markup_of_an_author(site: &Path) -> Outcome {
    for (path, bytes) in files(&site.join("public"))? {
        let markup = path.ends_with(".html") || path.ends_with(".svg");
        if !markup || site.join("static").join(&path).exists() {
            continue;
        }
        let page = String::from_utf8_lossy(&bytes);
        for raw in ["<hostile", "</hostile", "\"hostile=", "'hostile="] {
            if let Some(at) = page.find(raw) {
                let around: String = page[..at].chars().rev().take(60).collect();
                let around: String = around.chars().rev().collect();
                return Err(format!("{path} has `{raw}` after `{around}`").into());
            }
        }
    }
    Ok(())
}

// ------------------------------------------------------------------------------------------- coverage

/// A check of the catalogue without a case that it refuses, one that it lets pass, and one that is
/// accepted, is not known to work.
fn every_check_has_its_cases() -> Outcome {
    let mut missing = String::new();
    let mut known = BTreeSet::new();
    for check in catalogue() {
        known.insert(check.id);
        let cases = folders(&tests().join("checks").join(check.id));
        let has = |kind: Kind| cases.iter().any(|case| kind_of(case, check) == Some(kind));
        let wanted = [
            ("wrong", Kind::Wrong, true),
            ("right", Kind::Right, true),
            ("accepted", Kind::Accepted, check.acceptable),
        ];
        for (word, kind, wanted) in wanted {
            if wanted && !has(kind) {
                writeln!(missing, "tests/checks/{} has no {word} case", check.id)?;
            }
        }
    }
    for folder in folders(&tests().join("checks")) {
        let name = folder
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        if name != "base" && !known.contains(name) {
            writeln!(missing, "tests/checks/{name} is named like no check")?;
        }
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(missing.into())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Wrong,
    Right,
    Accepted,
}

/// By what a case expects, not by its name.
fn kind_of(case: &Path, check: &Check) -> Option<Kind> {
    let expected = fs::read_to_string(case.join("expected.txt")).ok()?;
    if expected.contains(&format!("[{}]", check.id)) {
        return Some(Kind::Wrong);
    }
    let accepts = files(&case.join("content"))
        .ok()?
        .values()
        .any(|bytes| String::from_utf8_lossy(bytes).contains(&format!("check: {}", check.id)));
    match expected.trim_end() {
        "ok" if accepts => Some(Kind::Accepted),
        "ok" => Some(Kind::Right),
        _ => None,
    }
}

// ------------------------------------------------------------------------------------------- commands

type Test = fn() -> Outcome;

const COMMANDS: [(&str, Test); 14] = [
    ("help-fits-a-screen", help_fits_a_screen),
    ("wrong-usage-is-2", wrong_usage_is_2),
    ("the-machine-refusing-is-3", the_machine_refusing_is_3),
    ("missing-content-is-1", missing_content_is_1),
    ("a-link-out-of-the-site-is-1", a_link_out_of_the_site_is_1),
    (
        "message-formats-are-whole-documents",
        message_formats_are_whole_documents,
    ),
    ("a-closed-pipe-is-no-panic", a_closed_pipe_is_no_panic),
    (
        "static-files-are-built-and-kept",
        static_files_are_built_and_kept,
    ),
    ("packed-files-change-no-other", packed_files_change_no_other),
    ("explain-knows-every-check", explain_knows_every_check),
    ("the-same-bytes-everywhere", the_same_bytes_everywhere),
    (
        "after-an-error-the-output-is-as-it-was",
        after_an_error_the_output_is_as_it_was,
    ),
    (
        "the-demonstration-says-what-it-promises",
        the_demonstration_says_what_it_promises,
    ),
    (
        "the-example-themes-clothe-the-demonstration",
        the_example_themes_clothe_the_demonstration,
    ),
];

fn expect_status(run: &Run, status: i32) -> Outcome {
    if run.status == Some(status) && !run.err.contains("panicked") {
        return Ok(());
    }
    let Run {
        status: ended,
        out,
        err,
    } = run;
    Err(format!("ended with {ended:?} instead of {status}:\n{out}{err}").into())
}

fn expect_said(said: &str, words: &str) -> Outcome {
    if said.contains(words) {
        Ok(())
    } else {
        Err(format!("no `{words}` in:\n{said}").into())
    }
}

/// The base of the checks: a site without errors.
fn base() -> Result<TempDir, Failed> {
    let wishes = Wishes {
        alone: true,
        ..Wishes::default()
    };
    lay(&tests().join("checks/base"), &wishes)
}

/// A directory that is a site as far as files go; what is in it does not matter.
fn husk() -> Result<TempDir, Failed> {
    let room = tempfile::tempdir()?;
    for root in ["content", "static"] {
        fs::create_dir(room.path().join(root))?;
    }
    Ok(room)
}

fn help_fits_a_screen() -> Outcome {
    let room = tempfile::tempdir()?;
    let commands = [
        &["--help"][..],
        &["build", "--help"],
        &["check", "--help"],
        &["import", "--help"],
        &["dsa", "--help"],
        &["dsa", "export", "--help"],
        &["dsa", "import", "--help"],
    ];
    for command in commands {
        let run = klartext(room.path(), command);
        expect_status(&run, 0)?;
        let lines = run.out.lines().count();
        let width = run
            .out
            .lines()
            .map(|line| line.chars().count())
            .max()
            .unwrap_or(0);
        if lines > 24 || width > 80 {
            return Err(format!(
                "{command:?} has {lines} lines of up to {width}:\n{}",
                run.out
            )
            .into());
        }
        if command.len() > 1 {
            expect_said(&run.out, "\n  klartext ")?;
        }
    }
    Ok(())
}

fn wrong_usage_is_2() -> Outcome {
    let room = husk()?;
    fs::create_dir(room.path().join("mine"))?;
    fs::write(room.path().join("mine/thesis.tex"), "years of work")?;
    symlink("mine", room.path().join("link"))?;
    let wrong: [(&[&str], &str); 14] = [
        (&[], "Usage: klartext"),
        (&["bild"], "unrecognized subcommand"),
        (&["build", "--outt", "x"], "unexpected argument"),
        (&["build", "--jobs", "0"], "--jobs"),
        (&["build", "--base-url", "example.org"], "an address like"),
        (&["build", "--message-format", "xml"], "--message-format"),
        (
            &["build", "--site", "nowhere"],
            "there is no directory nowhere",
        ),
        (
            &["check", "--site", "nowhere"],
            "there is no directory nowhere",
        ),
        (
            &["build", "--out", "mine"],
            "mine was not made by klartext and is not empty",
        ),
        (&["build", "--out", "link"], "link is a symbolic link"),
        (&["build", "--out", "."], "holds the site itself"),
        (
            &["build", "--out", "content/public"],
            "lies in the site's content/",
        ),
        (
            &["build", "--out", "no/public"],
            "there is no directory no to build into",
        ),
        (
            &["check", "--explain", "missing-contents"],
            "did you mean missing-content?",
        ),
    ];
    for (arguments, words) in wrong {
        let run = klartext(room.path(), arguments);
        expect_status(&run, 2).map_err(|error| format!("{arguments:?} {:?}", error.message()))?;
        expect_said(&run.err, words)?;
    }
    if fs::read(room.path().join("mine/thesis.tex"))? != b"years of work" {
        return Err("a foreign file was changed".into());
    }
    Ok(())
}

fn the_machine_refusing_is_3() -> Outcome {
    let room = husk()?;
    fs::write(room.path().join("file"), "")?;
    let run = klartext(room.path(), &["build", "--out", "file/public"]);
    expect_status(&run, 3)?;
    expect_said(&run.err, "error: cannot open file/public: Not a directory")?;

    // A dead disk for standard output.
    let full = fs::File::options().write(true).open("/dev/full")?;
    let output = Command::new(env!("CARGO_BIN_EXE_klartext"))
        .args(["check", "--explain", "missing-content"])
        .stdout(full)
        .output()?;
    match output.status.code() {
        Some(3) => Ok(()),
        other => Err(format!("a full standard output ended with {other:?}").into()),
    }
}

fn missing_content_is_1() -> Outcome {
    let room = tempfile::tempdir()?;
    for command in ["build", "check"] {
        let run = klartext(room.path(), &[command]);
        expect_status(&run, 1)?;
        expect_said(
            &run.err,
            "error[missing-content]: there is no `content/` folder",
        )?;
        expect_said(&run.err, "= help: ")?;
        expect_said(&run.err, "\n1 error\n")?;
    }
    match fs::read_dir(room.path())?.count() {
        0 => Ok(()),
        _ => Err("something was written".into()),
    }
}

fn a_link_out_of_the_site_is_1() -> Outcome {
    let room = husk()?;
    symlink("/etc/passwd", room.path().join("static/passwd.txt"))?;
    let run = klartext(room.path(), &["build"]);
    expect_status(&run, 1)?;
    expect_said(&run.err, "error[link-out-of-site]")?;
    expect_said(&run.err, "--> static/passwd.txt")?;
    if run.err.contains("root:") || room.path().join("public").exists() {
        return Err("the link was followed".into());
    }
    Ok(())
}

fn message_formats_are_whole_documents() -> Outcome {
    let room = husk()?;
    symlink("nowhere", room.path().join("static/broken"))?;
    for (format, array) in [("json", ""), ("sarif", "/runs/0/results")] {
        let run = klartext(
            room.path(),
            &["check", "--message-format", format, "--quiet"],
        );
        expect_status(&run, 1)?;
        let document: serde_json::Value = serde_json::from_str(&run.err)?;
        if !document
            .pointer(array)
            .is_some_and(serde_json::Value::is_array)
        {
            return Err(format!("no `{array}` in {document}").into());
        }
        expect_said(&run.err, "link-out-of-site")?;
    }
    let run = klartext(
        room.path(),
        &["check", "--message-format", "github", "--site", "."],
    );
    expect_said(
        &run.err,
        "::error file=static/broken,title=link-out-of-site::",
    )?;
    let run = klartext(room.path(), &["check", "--color", "always"]);
    expect_said(&run.err, "\u{1b}[1m")
}

fn a_closed_pipe_is_no_panic() -> Outcome {
    let room = husk()?;
    let binary = env!("CARGO_BIN_EXE_klartext");
    for line in [
        "\"$0\" check --explain missing-content | true",
        "\"$0\" check --site nowhere 2>&1 | true",
        "\"$0\" --help | true",
        "\"$0\" check >&- 2>&-",
    ] {
        let line = format!("set -o pipefail; {line}; test $? -le 2");
        let run = run(Command::new("bash")
            .args(["-c", &line, binary])
            .current_dir(room.path()));
        expect_status(&run, 0)?;
    }
    Ok(())
}

fn static_files_are_built_and_kept() -> Outcome {
    let room = base()?;
    fs::create_dir_all(room.path().join("static/.well-known"))?;
    let file = room.path().join("static/.well-known/security.txt");
    fs::write(&file, "Contact: mailto:security@example.org\n")?;
    let built = room.path().join("public/.well-known/security.txt");
    expect_status(&klartext(room.path(), &["build"]), 0)?;
    let before = files(&room.path().join("public"))?;
    let time = fs::metadata(&built)?.modified()?;

    let again = klartext(room.path(), &["build", "--jobs", "1", "--quiet"]);
    expect_status(&again, 0)?;
    if !again.out.is_empty() || !again.err.is_empty() {
        return Err(format!("--quiet says: {}{}", again.out, again.err).into());
    }
    if files(&room.path().join("public"))? != before || fs::metadata(&built)?.modified()? != time {
        return Err("an unchanged site was built otherwise".into());
    }
    fs::write(&file, "Contact: mailto:other@example.org\n")?;
    let changed = klartext(room.path(), &["build"]);
    expect_said(&changed.out, "public/: ")?;
    // SHA256SUMS changes with every other file.
    expect_said(&changed.out, "unchanged; ")?;
    match fs::read(&built)? == fs::read(&file)? {
        true => Ok(()),
        false => Err("a changed file was not built".into()),
    }
}

/// With `--precompress` the output has more files, and `SHA256SUMS` still names all that a reader gets.
fn packed_files_change_no_other() -> Outcome {
    let room = base()?;
    let public = room.path().join("public");
    let build = |options: &[&str]| -> Result<BTreeMap<String, Vec<u8>>, Failed> {
        let arguments = [&["build", "--quiet", "--no-pictures"], options].concat();
        expect_status(&klartext(room.path(), &arguments), 0)?;
        let mut files = files(&public)?;
        // It lists them all.
        files.remove(".klartext");
        Ok(files)
    };
    let plain = build(&[])?;
    let packed = build(&["--precompress"])?;
    let (forms, others): (BTreeMap<_, _>, BTreeMap<_, _>) = packed
        .clone()
        .into_iter()
        .partition(|(path, _)| path.ends_with(".br") || path.ends_with(".gz"));
    if others != plain {
        return Err("--precompress changed a file".into());
    }
    for (form, bytes) in &forms {
        let file = form.rsplit_once('.').map(|(file, _)| file);
        let file = file.and_then(|file| plain.get(file));
        if file.is_none_or(|file| file.len() <= bytes.len()) {
            return Err(format!("{form} has no file that is longer").into());
        }
    }
    for form in ["index.html.br", "style.css.gz", "data.json.br"] {
        if !forms.contains_key(form) {
            return Err(format!("there is no {form}").into());
        }
    }
    let kept = files(&room.path().join(".klartext/packed"))?;
    if build(&["--precompress"])? != packed || files(&room.path().join(".klartext/packed"))? != kept
    {
        return Err("an unchanged site was packed otherwise".into());
    }
    match build(&[])? == plain {
        true => Ok(()),
        false => Err("packed files were left".into()),
    }
}

/// The demonstration site in a directory of its own.
fn demonstration() -> Result<TempDir, Failed> {
    let room = tempfile::tempdir()?;
    for part in ["content", "static"] {
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(part),
            &room.path().join(part),
        )?;
    }
    Ok(room)
}

/// SPEC section 11: no clock, no environment variable, any number of jobs, any place.
fn the_same_bytes_everywhere() -> Outcome {
    let (here, there) = (demonstration()?, demonstration()?);
    let elsewhere = there.path().join("a place with spaces/and ümlauts");
    fs::create_dir_all(&elsewhere)?;
    let first = run(Command::new(env!("CARGO_BIN_EXE_klartext"))
        .args(["build", "--quiet", "--jobs", "1"])
        .env_clear()
        .current_dir(here.path()));
    expect_status(&first, 0)?;
    let second = run(Command::new(env!("CARGO_BIN_EXE_klartext"))
        .args([
            "build", "--quiet", "--jobs", "7", "--site", "../..", "--out", "public",
        ])
        .env("TZ", "Pacific/Kiritimati")
        .env("LANG", "tr_TR.UTF-8")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("SOURCE_DATE_EPOCH", "1")
        .current_dir(&elsewhere));
    expect_status(&second, 0)?;
    let (one, other) = (
        files(&here.path().join("public"))?,
        files(&elsewhere.join("public"))?,
    );
    let differ: Vec<_> = one
        .iter()
        .filter(|(path, bytes)| other.get(*path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    if one.len() < 40 || one.len() != other.len() || !differ.is_empty() {
        return Err(format!(
            "{} and {} files; different: {differ:?}",
            one.len(),
            other.len()
        )
        .into());
    }
    Ok(())
}

fn after_an_error_the_output_is_as_it_was() -> Outcome {
    let room = demonstration()?;
    expect_status(
        &klartext(room.path(), &["build", "--quiet", "--no-pictures"]),
        0,
    )?;
    let before = files(&room.path().join("public"))?;
    let data = room.path().join("content/mailbox-org/2023/data.yaml");
    let good = fs::read_to_string(&data)?;
    let theme = room.path().join("themes/default/pages/report.html");
    fs::create_dir_all(theme.parent().unwrap_or(room.path()))?;
    // (file, what it becomes, what is said of it)
    let wrong = [
        (
            &data,
            good.replacen("total: 133", "total: 134", 1),
            "parts-against-total",
        ),
        (
            &data,
            good.replacen("rejected:", "rejectd:", 1),
            "did you mean `rejected`?",
        ),
        (
            &data,
            good.replacen("period: 2023", "period: [2023", 1),
            "yaml-syntax",
        ),
        (&data, String::new(), "empty-dataset"),
        (
            &theme,
            "{% extends \"base.html\" %}{% block main %}\n{{ hed.title }}{% endblock %}".to_owned(),
            "themes/default/pages/report.html:2:4",
        ),
    ];
    for (path, text, said) in wrong {
        fs::write(path, text)?;
        let failed = klartext(room.path(), &["build"]);
        expect_status(&failed, 1)?;
        expect_said(&failed.err, said)?;
        if files(&room.path().join("public"))? != before {
            return Err(format!("the output was touched when {said} was said").into());
        }
        fs::write(&data, &good)?;
        let _ = fs::remove_file(&theme);
    }
    let missing = tempfile::tempdir()?;
    expect_status(&klartext(missing.path(), &["build"]), 1)
}

/// Without an error or a warning, in pages and in what leaves them.
fn the_example_themes_clothe_the_demonstration() -> Outcome {
    let room = demonstration()?;
    let themes = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    copy(&themes, &room.path().join("themes"))?;
    let settings = room.path().join("content/site.yaml");
    let plain = fs::read_to_string(&settings)?;
    for (theme, promises) in [
        (
            "harbour",
            [
                (
                    "style.css",
                    "--bg: #FCFBF7; --surface: #F2F3EC; --ink: #10222B;",
                ),
                ("style.css", "--link: #6FD3DE;"),
                ("charts/2023-outcome.svg", "#0465AF"),
            ],
        ),
        (
            "gazette",
            [
                ("style.css", "--link: #A31621;"),
                (
                    "2023.html",
                    "Was Behörden verlangt haben, und was sie bekamen",
                ),
                ("en/2023.html", "The figures</h2>"),
            ],
        ),
    ] {
        fs::write(&settings, format!("{plain}\ntheme: {theme}\n"))?;
        let arguments = ["build", "--quiet", "--strict", "--no-pictures"];
        let run = klartext(room.path(), &arguments);
        expect_status(&run, 0)?;
        for (path, words) in promises {
            expect_said(
                &fs::read_to_string(room.path().join("public").join(path))?,
                words,
            )?;
        }
    }
    Ok(())
}

/// What the issue tracker was promised: 133, 45 and 33,8 %, and 36 marked as rebuilt from 27,1 %.
fn the_demonstration_says_what_it_promises() -> Outcome {
    let room = demonstration()?;
    expect_status(
        &klartext(
            room.path(),
            &["build", "--quiet", "--strict", "--no-pictures"],
        ),
        0,
    )?;
    let page = |path: &str| fs::read_to_string(room.path().join("public").join(path));
    let german = page("2023.html")?;
    for words in [
        "133 Anfragen",
        "45",
        "33,8\u{a0}%",
        "Klartext-E-Mail (27,1\u{a0}%)",
        "zurückgerechnet",
    ] {
        expect_said(&german, words)?;
    }
    let english = page("en/2023.html")?;
    for words in ["133 requests", "33.8%", "plain-text e-mail (27.1%)"] {
        expect_said(&english, words)?;
    }
    expect_said(
        &page("data/2023.csv")?,
        "received,channel,plain_email,requests,36,36,36,rebuilt,27.1 %,27.1,received",
    )?;
    expect_said(
        &page("data/2025.csv")?,
        "received,channel,rest,requests,6,6,6",
    )?;
    expect_said(
        &page("data/2022.csv")?,
        "accepted,,,requests,,,,published,74.6 %",
    )?;
    expect_said(
        &page("data/2019.csv")?,
        "rejected,,,requests,10,10,10,rebuilt,12.7 %,12.7,received,,4,",
    )?;
    for notice in [&german, &english] {
        expect_said(notice, "klartext")?;
    }
    Ok(())
}

fn explain_knows_every_check() -> Outcome {
    let room = tempfile::tempdir()?;
    for check in catalogue().chain(klartext::disk::CHECKS.iter().copied()) {
        let run = klartext(room.path(), &["check", "--explain", check.id]);
        expect_status(&run, 0)?;
        expect_said(&run.out, check.finds)?;
        expect_said(&run.out, check.mend)?;
        if check.acceptable {
            expect_said(&run.out, &format!("check: {}", check.id))?;
        }
    }
    Ok(())
}

// ------------------------------------------------------------------------------------------ differences

/// The first place where two texts differ, with some lines around it.
fn difference(path: &str, old: &str, new: &str) -> String {
    const AROUND: usize = 3;
    const SHOWN: usize = 12;
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let same_end = old[same..]
        .iter()
        .rev()
        .zip(new[same..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let mut text = format!(
        "--- {path} (expected)\n+++ {path} (now)\n@@ line {} @@\n",
        same + 1
    );
    let mut list = |sign: char, lines: &[&str]| {
        for line in lines.iter().take(SHOWN) {
            let line: String = line.chars().take(300).collect();
            let _ = writeln!(text, "{sign}{line}");
        }
        if let Some(more) = lines.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let _ = writeln!(text, "{sign}… {more} more lines");
        }
    };
    list(' ', &old[same.saturating_sub(AROUND)..same]);
    list('-', &old[same..old.len() - same_end]);
    list('+', &new[same..new.len() - same_end]);
    list(
        ' ',
        &old[old.len() - same_end..(old.len() - same_end + AROUND).min(old.len())],
    );
    if old == new {
        text += "(the same lines with other line ends)\n";
    }
    text
}
