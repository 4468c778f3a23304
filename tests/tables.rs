//! Commands on sites: every folder of `tests/commands`, `tests/imports` and `tests/dsa` is some commands on a site, and what it says and
//! writes. What would be too large for a repository is made here.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use libtest_mimic::Trial;
use tempfile::TempDir;

use super::{
    Outcome, accepting, copy, difference, expect_said, expect_status, files, folders, klartext,
    tests, trial,
};

pub fn trials() -> Vec<Trial> {
    let cases = ["commands", "imports", "dsa"]
        .into_iter()
        .flat_map(|room| folders(&tests().join(room)));
    let mut trials: Vec<Trial> = cases.map(|case| trial(&case, table_case)).collect();
    let mut made = |name: &str, test: fn() -> Outcome| {
        trials.push(Trial::test(format!("imports/{name}"), test));
    };
    made("a-huge-file-is-refused", a_huge_file_is_refused);
    made("a-zip-bomb-is-refused", a_zip_bomb_is_refused);
    made("the-demonstration-comes-back", the_demonstration_comes_back);
    made("nothing-is-written-over", nothing_is_written_over);
    trials
}

/// The base of the checks, or the demonstration, with the case's files laid over it.
fn lay(case: &Path, demonstration: bool) -> Result<TempDir, libtest_mimic::Failed> {
    let room = tempfile::tempdir()?;
    let base = match demonstration {
        true => Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(),
        false => tests().join("checks/base"),
    };
    copy(&base.join("content"), &room.path().join("content"))?;
    copy(case, room.path())?;
    for own in ["case.txt", "expected.txt"] {
        let _ = fs::remove_file(room.path().join(own));
    }
    let _ = fs::remove_dir_all(room.path().join("expected"));
    Ok(room)
}

/// `case.txt` has one line for each command; `demonstration` lays the case over the demonstration site. After a
/// command that fails, nothing in the directory has changed.
fn table_case(case: &Path) -> Outcome {
    let wishes = fs::read_to_string(case.join("case.txt"))?;
    let room = lay(case, wishes.lines().any(|line| line == "demonstration"))?;
    let mut said = String::new();
    let commands = wishes
        .lines()
        .filter(|line| !line.starts_with('#') && *line != "demonstration");
    for command in commands.filter(|line| !line.is_empty()) {
        let before = files(room.path())?;
        let arguments: Vec<&str> = command.split(' ').collect();
        let run = klartext(room.path(), &arguments);
        let status = run
            .status
            .map_or("a signal".to_owned(), |status| status.to_string());
        write!(
            said,
            "$ klartext {command}\n{}{}= {status}\n",
            run.out, run.err
        )?;
        if run.status != Some(0) && files(room.path())? != before {
            return Err(format!("`{command}` failed and changed something").into());
        }
    }
    let expected = case.join("expected.txt");
    if accepting() {
        fs::write(&expected, &said)?;
    }
    let expected = fs::read_to_string(&expected).unwrap_or_default();
    if said != expected {
        return Err(difference("expected.txt", &expected, &said).into());
    }
    // Of what was written to `out`, those files that the case has an expectation of.
    let expected = case.join("expected");
    for (path, bytes) in if expected.exists() {
        files(&expected)?
    } else {
        Default::default()
    } {
        let written = fs::read(room.path().join("out").join(&path)).unwrap_or_default();
        if accepting() {
            fs::write(expected.join(&path), &written)?;
        } else if written != bytes {
            let (old, new) = (
                String::from_utf8_lossy(&bytes),
                String::from_utf8_lossy(&written),
            );
            return Err(difference(&path, &old, &new).into());
        }
    }
    Ok(())
}

fn empty_case() -> Result<TempDir, libtest_mimic::Failed> {
    let room = tempfile::tempdir()?;
    copy(
        &tests().join("checks/base/content"),
        &room.path().join("content"),
    )?;
    Ok(room)
}

/// Runs an import that has to fail quickly, say why, and leave the site alone.
fn is_refused(room: &Path, file: &str, words: &[&str]) -> Outcome {
    let content = room.join("content");
    let before = files(&content)?;
    let started = Instant::now();
    let run = klartext(
        room,
        &[
            "import",
            file,
            "--org",
            "mailbox-org",
            "--write",
            "--replace",
        ],
    );
    expect_status(&run, 1)?;
    for words in words {
        expect_said(&run.err, words)?;
    }
    if started.elapsed() > Duration::from_secs(20) {
        return Err(format!("{file}: refused only after {:?}", started.elapsed()).into());
    }
    match files(&content)? == before {
        true => Ok(()),
        false => Err(format!("{file}: the site was changed").into()),
    }
}

fn a_huge_file_is_refused() -> Outcome {
    let room = empty_case()?;
    let mut file = fs::File::create(room.path().join("huge.csv"))?;
    let rows = "mailbox-org,2023,received\n".repeat(40_000);
    for _ in 0..200 {
        file.write_all(rows.as_bytes())?;
    }
    drop(file);
    is_refused(
        room.path(),
        "huge.csv",
        &["error[file-too-large]: huge.csv is larger than 16 MiB"],
    )?;
    // Small enough to be read, and still no table of figures.
    fs::write(
        room.path().join("long.csv"),
        "organisation\n".repeat(200_000),
    )?;
    is_refused(
        room.path(),
        "long.csv",
        &["error[table-too-large]: row 100002", "long.csv:100002:1"],
    )?;
    fs::write(room.path().join("wide.csv"), ",".repeat(5_000_000))?;
    is_refused(room.path(), "wide.csv", &["error[table-too-large]: row 1"])?;
    fs::write(
        room.path().join("quote.csv"),
        format!("a,b\n1,\"{}", "x\n".repeat(2_000_000)),
    )?;
    is_refused(
        room.path(),
        "quote.csv",
        &["error[table-form]: row 2: a quote is opened"],
    )
}

/// Ten megabytes of nothing are ten kilobytes in an archive; so are ten gigabytes in ten megabytes.
fn a_zip_bomb_is_refused() -> Outcome {
    let room = empty_case()?;
    let path = room.path().join("bomb.xlsx");
    let mut archive = zip::ZipWriter::new(fs::File::create(&path)?);
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for name in [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    ] {
        archive.start_file(name, options)?;
        let nothing = vec![b' '; 1 << 20];
        for _ in 0..64 {
            archive.write_all(&nothing)?;
        }
    }
    archive.finish()?;
    if fs::metadata(&path)?.len() > 1 << 20 {
        return Err("the bomb is no bomb".into());
    }
    is_refused(
        room.path(),
        "bomb.xlsx",
        &["error[table-too-large]: unpacked, this workbook has more than 32 MiB"],
    )?;
    // Three megabytes of styles would be a hundred when they are read.
    let mut archive = zip::ZipWriter::new(fs::File::create(room.path().join("styles.xlsx"))?);
    archive.start_file("xl/worksheets/styles.xml", options)?;
    archive.write_all("<xf/>".repeat(600_000).as_bytes())?;
    archive.finish()?;
    is_refused(
        room.path(),
        "styles.xlsx",
        &[
            "error[table-too-large]: unpacked",
            "2 MiB beside its sheets",
        ],
    )?;
    // What it declares of its size is a lie: the sizes in the central directory are overwritten.
    let mut bytes = fs::read(&path)?;
    let entries: Vec<usize> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, four)| four == b"PK\x01\x02")
        .map(|(at, _)| at)
        .collect();
    for at in entries {
        bytes[at + 24..at + 28].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    fs::write(room.path().join("liar.xlsx"), bytes)?;
    is_refused(room.path(), "liar.xlsx", &["error[table-"])?;
    fs::write(room.path().join("half.xlsx"), &fs::read(&path)?[..1_000])?;
    is_refused(
        room.path(),
        "half.xlsx",
        &["error[table-form]: this is no workbook"],
    )
}

/// Every report of the demonstration, exported as JSON, imported over itself and built again: the same downloads.
fn the_demonstration_comes_back() -> Outcome {
    let room = tempfile::tempdir()?;
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("content"),
        &room.path().join("content"),
    )?;
    let build = ["build", "--quiet", "--no-pictures"];
    expect_status(&klartext(room.path(), &build), 0)?;
    let data = room.path().join("public/data");
    let before = files(&data)?;
    // The downloads of topics hold a part of several reports.
    let is_report = |name: &str| {
        let stem = name.strip_suffix(".json");
        stem.is_some_and(|stem| stem.parse::<u16>().is_ok())
    };
    let json = fs::read_dir(&data)?
        .flatten()
        .filter(|entry| is_report(&entry.file_name().to_string_lossy()));
    let mut reports = 0;
    for entry in json {
        let name = format!("public/data/{}", entry.file_name().to_string_lossy());
        let run = klartext(
            room.path(),
            &[
                "import",
                &name,
                "--org",
                "mailbox-org",
                "--write",
                "--replace",
            ],
        );
        expect_status(&run, 0)
            .map_err(|error| format!("{name}: {:?} {}", error.message(), run.err))?;
        reports += 1;
    }
    expect_status(&klartext(room.path(), &build), 0)?;
    if reports < 9 || files(&data)? != before {
        let after = files(&data)?;
        let differ: Vec<_> = before
            .iter()
            .filter(|(path, bytes)| after.get(*path) != Some(bytes))
            .collect();
        let names: Vec<_> = differ.iter().map(|(path, _)| path).collect();
        return Err(format!("{reports} reports; different: {names:?}").into());
    }
    Ok(())
}

fn nothing_is_written_over() -> Outcome {
    let room = empty_case()?;
    let data = room.path().join("content/mailbox-org/2023/data.yaml");
    let build = ["build", "--quiet", "--no-pictures"];
    expect_status(&klartext(room.path(), &build), 0)?;
    fs::copy(
        room.path().join("public/data/2023.json"),
        room.path().join("table.json"),
    )?;
    let before = fs::read(&data)?;
    let import = ["import", "table.json", "--org", "mailbox-org"];
    let run = klartext(room.path(), &[&import[..], &["--write"]].concat());
    expect_status(&run, 2)?;
    expect_said(&run.err, "data.yaml is there already")?;
    let run = klartext(room.path(), &import);
    expect_status(&run, 0)?;
    expect_said(&run.out, "nothing was written")?;
    if fs::read(&data)? != before {
        return Err("the dataset was written over".into());
    }
    expect_status(
        &klartext(
            room.path(),
            &[&import[..], &["--write", "--replace"]].concat(),
        ),
        0,
    )?;
    expect_status(&klartext(room.path(), &["check"]), 0)
}
