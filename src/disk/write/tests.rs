use std::borrow::Cow;
use std::collections::BTreeMap;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use super::*;

/// A directory with an empty site in it; the output goes beside that.
struct Room(tempfile::TempDir);

impl Room {
    fn new() -> Self {
        let room = Room(tempfile::tempdir().unwrap());
        fs::create_dir_all(room.path("site/content")).unwrap();
        room
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn choose(&self, out: &str) -> Result<Output, DiskError> {
        Output::choose(&self.path("site"), &self.path(out))
    }

    fn build(&self, artifacts: &[Artifact]) -> Result<Written, DiskError> {
        write(&self.choose("public")?, artifacts)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn snapshot(&self) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
        snapshot(&self.path("public"))
    }
}

fn snapshot(directory: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    WalkDir::new(directory)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != MARKER)
        .map(|entry| {
            let path = entry.path().strip_prefix(directory).unwrap();
            let time = entry.metadata().unwrap().modified().unwrap();
            let path = path.to_str().unwrap().to_owned();
            (path, (fs::read(entry.path()).unwrap(), time))
        })
        .collect()
}

fn artifacts(files: &[(&str, &str)]) -> Vec<Artifact> {
    let artifact = |(path, text): &(&str, &str)| Artifact {
        path: (*path).to_owned(),
        bytes: Cow::Owned(text.as_bytes().to_vec()),
    };
    files.iter().map(artifact).collect()
}

/// A site of many files that all say the same word.
fn many(word: &str) -> Vec<Artifact> {
    let page = |i: usize| Artifact {
        path: format!("{}/{i}.html", i % 7),
        bytes: Cow::Owned(word.repeat(1_000).into_bytes()),
    };
    (0..200).map(page).collect()
}

/// Which word a whole site of `many` says; panics when it is not whole.
fn word_of(snapshot: &BTreeMap<String, (Vec<u8>, SystemTime)>) -> String {
    assert_eq!(snapshot.len(), 200);
    let words: BTreeSet<_> = snapshot.values().map(|(bytes, _)| &bytes[..3]).collect();
    assert_eq!(words.len(), 1);
    assert!(snapshot.values().all(|(bytes, _)| bytes.len() == 3_000));
    String::from_utf8_lossy(words.first().unwrap()).into_owned()
}

fn foreign(result: Result<impl std::fmt::Debug, DiskError>) -> String {
    match result {
        Err(error @ DiskError::Foreign { .. }) => error.to_string(),
        other => panic!("not refused as foreign: {other:?}"),
    }
}

fn usage(result: Result<impl std::fmt::Debug, DiskError>) -> String {
    match result {
        Err(error @ DiskError::Usage { .. }) => error.to_string(),
        other => panic!("not refused as wrong usage: {other:?}"),
    }
}

#[test]
fn the_second_build_keeps_what_did_not_change() {
    let room = Room::new();
    let first = artifacts(&[
        ("index.html", "a"),
        ("data/2023.csv", "b"),
        ("gone.html", "c"),
    ]);
    let written = room.build(&first).unwrap();
    let expected = Written {
        files: 3,
        unchanged: 0,
        bytes: 3,
        warnings: vec![],
    };
    assert_eq!(written, expected);
    let before = room.snapshot();
    let inode = |path: &str| fs::metadata(room.path(path)).unwrap().ino();
    let kept = inode("public/data/2023.csv");

    std::thread::sleep(std::time::Duration::from_millis(20));
    let second = artifacts(&[
        ("index.html", "A"),
        ("data/2023.csv", "b"),
        ("new.html", "d"),
    ]);
    let written = room.build(&second).unwrap();
    let expected = Written {
        files: 3,
        unchanged: 1,
        bytes: 3,
        warnings: vec![],
    };
    assert_eq!(written, expected);
    let after = room.snapshot();
    assert_eq!(
        after.keys().collect::<Vec<_>>(),
        ["data/2023.csv", "index.html", "new.html"]
    );
    assert_eq!(after["data/2023.csv"], before["data/2023.csv"]);
    assert_eq!(inode("public/data/2023.csv"), kept);
    assert_eq!(after["index.html"].0, b"A");
    assert!(after["index.html"].1 > before["index.html"].1);
    assert_eq!(room.names(), ["public", "site"]);
}

#[test]
fn an_empty_directory_is_taken_with_its_permissions() {
    let room = Room::new();
    fs::create_dir(room.path("public")).unwrap();
    fs::set_permissions(room.path("public"), fs::Permissions::from_mode(0o2750)).unwrap();
    room.build(&artifacts(&[("a", "a")])).unwrap();
    let mode = fs::metadata(room.path("public")).unwrap().mode();
    assert_eq!(mode & 0o7777, 0o2750);
    assert_eq!(room.names(), ["public", "site"]);
}

#[test]
fn what_klartext_did_not_make_is_refused_and_stays() {
    let room = Room::new();
    fs::create_dir(room.path("public")).unwrap();
    fs::write(room.path("public/thesis.tex"), "years of work").unwrap();
    let said = foreign(room.build(&many("new")));
    assert!(
        said.ends_with("public was not made by klartext and is not empty"),
        "{said}"
    );

    fs::write(room.path("public/.klartext"), "something else").unwrap();
    foreign(room.build(&many("new")));
    assert_eq!(
        fs::read(room.path("public/thesis.tex")).unwrap(),
        b"years of work"
    );

    fs::write(room.path("file"), "").unwrap();
    assert!(foreign(room.choose("file")).ends_with("file is not a directory"));
    fs::create_dir(room.path("empty")).unwrap();
    symlink("empty", room.path("link")).unwrap();
    symlink("nowhere", room.path("broken")).unwrap();
    for link in ["link", "link/", "broken"] {
        let said = foreign(room.choose(link));
        assert!(said.ends_with("is a symbolic link"), "{said}");
    }
    assert_eq!(
        room.names(),
        ["broken", "empty", "file", "link", "public", "site"]
    );
}

#[test]
fn files_put_into_the_output_are_not_deleted() {
    let room = Room::new();
    room.build(&artifacts(&[("index.html", "a")])).unwrap();
    fs::create_dir(room.path("public/notes")).unwrap();
    fs::write(room.path("public/notes/mine.txt"), "mine").unwrap();
    fs::write(room.path("public/.DS_Store"), "Finder's").unwrap();
    let said = foreign(room.build(&artifacts(&[("index.html", "b")])));
    assert!(
        said.ends_with("public/notes/mine.txt was not made by klartext"),
        "{said}"
    );
    symlink("/etc/passwd", room.path("public/link")).unwrap();
    let said = foreign(room.build(&artifacts(&[("index.html", "b")])));
    assert!(
        said.ends_with("public/link and another file were not made by klartext"),
        "{said}"
    );
    assert_eq!(room.snapshot()["index.html"].0, b"a");

    fs::remove_file(room.path("public/link")).unwrap();
    fs::remove_file(room.path("public/notes/mine.txt")).unwrap();
    room.build(&artifacts(&[("index.html", "b")])).unwrap();
    assert_eq!(room.snapshot().keys().collect::<Vec<_>>(), ["index.html"]);
}

#[test]
fn a_link_in_a_files_place_is_not_followed() {
    let room = Room::new();
    fs::write(room.path("outside"), "a").unwrap();
    room.build(&artifacts(&[("index.html", "a")])).unwrap();
    fs::remove_file(room.path("public/index.html")).unwrap();
    symlink(room.path("outside"), room.path("public/index.html")).unwrap();
    let said = foreign(room.build(&artifacts(&[("index.html", "a")])));
    assert!(
        said.ends_with("public/index.html was not made by klartext"),
        "{said}"
    );
}

#[test]
fn the_output_is_never_the_source() {
    let room = Room::new();
    for out in [
        "site",
        "site/",
        "",
        "site/content",
        "site/content/public",
        "site/static",
        "site/src/x",
    ] {
        usage(room.choose(out));
    }
    usage(Output::choose(&room.path("site"), Path::new("/")));
    usage(Output::choose(&room.path("site"), Path::new("")));
    usage(room.choose("site/.."));
    usage(room.choose("nowhere/.."));
    symlink("site/content", room.path("there")).unwrap();
    usage(room.choose("there/public"));
    assert!(usage(room.choose("a/b/public")).contains("there is no directory"));
    assert!(usage(Output::choose(&room.path("none"), &room.path("public"))).contains("none"));
    assert_eq!(room.names(), ["site", "there"]);
    for out in ["site/public", "public", "site/contents", "site/../public/"] {
        room.choose(out).unwrap();
    }
}

#[test]
fn a_file_where_the_output_would_go_into_is_the_machines_refusal() {
    let room = Room::new();
    fs::write(room.path("file"), "").unwrap();
    let result = room.choose("file/public");
    assert!(
        matches!(result, Err(DiskError::Machine { .. })),
        "{result:?}"
    );
}

#[test]
fn wrong_names_are_refused_before_anything_is_written() {
    let room = Room::new();
    room.build(&artifacts(&[("index.html", "a")])).unwrap();
    let before = room.snapshot();
    for path in [
        "../escaped",
        "/tmp/escaped",
        "a/../../b",
        "nul",
        ".klartext",
        "Index.html",
        "a\\b",
    ] {
        let result = room.build(&artifacts(&[("index.html", "b"), (path, "c")]));
        assert!(
            matches!(result, Err(DiskError::Names(_))),
            "{path}: {result:?}"
        );
    }
    assert_eq!(room.snapshot(), before);
    assert_eq!(room.names(), ["public", "site"]);
}

#[test]
fn a_signature_stays_as_long_as_what_it_signs() {
    let room = Room::new();
    let site = |sums| artifacts(&[("index.html", "a"), ("SHA256SUMS", sums)]);
    room.build(&site("one")).unwrap();
    fs::write(room.path("public/SHA256SUMS.minisig"), "signed").unwrap();
    assert_eq!(room.build(&site("one")).unwrap().warnings, [""; 0]);
    assert_eq!(room.snapshot()["SHA256SUMS.minisig"].0, b"signed");
    let warnings = room.build(&site("two")).unwrap().warnings;
    let expected = "SHA256SUMS.minisig was taken out: SHA256SUMS is another now; sign it again";
    assert_eq!(warnings, [expected]);
    assert_eq!(
        room.snapshot().keys().collect::<Vec<_>>(),
        ["SHA256SUMS", "index.html"]
    );
}

#[test]
fn without_exchange_two_renames_do_and_say_so() {
    let room = Room::new();
    let unable = |_: &Path, _: &Path, _: RenameFlags| Err(Errno::INVAL);
    let output = room.choose("public").unwrap();
    let first = write_with(&output, &many("old"), &unable).unwrap();
    assert_eq!(
        first.warnings, [""; 0],
        "nothing was there that could be missing for a moment"
    );
    let second = write_with(&output, &many("new"), &unable).unwrap();
    assert_eq!(second.warnings.len(), 1);
    assert!(second.warnings[0].contains("cannot exchange"));
    assert_eq!(word_of(&room.snapshot()), "new");
    assert_eq!(room.names(), ["public", "site"]);

    let busy = |_: &Path, _: &Path, _: RenameFlags| Err(Errno::BUSY);
    let result = write_with(&output, &many("bad"), &busy);
    assert!(matches!(result, Err(DiskError::Machine { .. })));
    assert_eq!(word_of(&room.snapshot()), "new");
    assert_eq!(room.names(), ["public", "site"]);
}

#[test]
fn a_build_killed_between_two_renames_is_put_right() {
    let room = Room::new();
    room.build(&many("old")).unwrap();
    fs::rename(room.path("public"), room.path(".public.klartext-old")).unwrap();
    recover(&room.path("public"), &room.path(".public.klartext-old")).unwrap();
    assert_eq!(word_of(&room.snapshot()), "old");

    fs::rename(room.path("public"), room.path(".public.klartext-old")).unwrap();
    let written = room.build(&many("old")).unwrap();
    assert_eq!(
        written.unchanged, 200,
        "the old files were there to be kept"
    );
    assert_eq!(room.names(), ["public", "site"]);
}

#[test]
fn left_over_staging_is_removed_if_it_is_ours() {
    let room = Room::new();
    let staging = room.path(".public.klartext-staging");
    for half_written in ["", "This directory was"] {
        fs::create_dir(&staging).unwrap();
        fs::write(staging.join(MARKER), half_written).unwrap();
        room.build(&many("new")).unwrap();
        assert_eq!(room.names(), ["public", "site"]);
    }
    fs::create_dir(&staging).unwrap();
    fs::write(staging.join("thesis.tex"), "years of work").unwrap();
    foreign(room.build(&many("new")));
    assert!(staging.join("thesis.tex").exists());
}

#[test]
fn two_builds_at_once_wait_for_each_other_and_there_is_always_a_site() {
    let room = Room::new();
    room.build(&many("one")).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut looks = 0;
            while !done.load(Ordering::Relaxed) {
                fs::read(room.path("public/0/0.html")).unwrap();
                looks += 1;
                std::thread::sleep(std::time::Duration::from_micros(100));
            }
            looks
        });
        let builders: Vec<_> = ["one", "two"]
            .into_iter()
            .map(|word| {
                let room = &room;
                scope.spawn(move || {
                    for _ in 0..3 {
                        room.build(&many(word)).unwrap();
                    }
                })
            })
            .collect();
        let results: Vec<_> = builders
            .into_iter()
            .map(std::thread::ScopedJoinHandle::join)
            .collect();
        done.store(true, Ordering::Relaxed);
        assert!(watcher.join().unwrap() > 0);
        assert!(results.into_iter().all(|result| result.is_ok()));
    });
    word_of(&room.snapshot());
    assert_eq!(room.names(), ["public", "site"]);
}

/// Not a test of its own: the build that the tests below kill or starve. What it needs to know is its
/// working directory.
#[test]
#[ignore = "run by other tests in a process of its own"]
fn victim() {
    let output = Output::choose(Path::new("site"), Path::new("public")).unwrap();
    if let Err(error) = write(&output, &many("new")) {
        panic!("refused: {error}");
    }
}

/// Runs the victim in a room, in the manner of a shell line that ends in `exec "$@"`.
fn victim_under(room: &Room, shell: &str) -> std::process::Child {
    Command::new("sh")
        .args(["-c", shell, "sh"])
        .arg(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "disk::write::tests::victim",
            "--ignored",
            "--nocapture",
        ])
        .current_dir(room.0.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let room = Room::new();
    let staging = room.path(".public.klartext-staging");
    let mut whole = Vec::new();
    for files in [0, 1, 2, 20, 100, 190, 200] {
        room.build(&many("old")).unwrap();
        let before = room.snapshot();
        let mut child = victim_under(&room, "exec \"$@\"");
        while child.try_wait().unwrap().is_none() {
            let written = WalkDir::new(&staging).into_iter().flatten();
            if written.filter(|entry| entry.file_type().is_file()).count() > files {
                child.kill().unwrap();
                break;
            }
        }
        child.wait().unwrap();
        let after = room.snapshot();
        let word = word_of(&after);
        assert!(
            word == "new" || after == before,
            "killed after {files} files"
        );
        whole.push(word);
    }
    assert!(
        whole.iter().any(|word| word == "old"),
        "no kill came in time: {whole:?}"
    );
    room.build(&many("end")).unwrap();
    assert_eq!(word_of(&room.snapshot()), "end");
    assert_eq!(room.names(), ["public", "site"]);
}

#[test]
fn a_write_that_fails_leaves_everything_as_it_was() {
    let room = Room::new();
    room.build(&many("old")).unwrap();
    let before = room.snapshot();
    // No file may grow beyond 1 or 2 KiB (a block is 512 bytes or 1 KiB, by the shell), and the pages have
    // three. Without the trap the signal kills the process instead.
    for (shell, message) in [
        (
            "ulimit -f 2; trap '' XFSZ; exec \"$@\"",
            "refused: cannot write ",
        ),
        ("ulimit -f 2; exec \"$@\"", ""),
    ] {
        let ended = victim_under(&room, shell).wait_with_output().unwrap();
        assert!(!ended.status.success());
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(said.contains(message), "{said}");
        assert_eq!(room.snapshot(), before);
    }
    room.build(&many("new")).unwrap();
    assert_eq!(room.names(), ["public", "site"]);
}

#[test]
fn a_full_disk_leaves_everything_as_it_was() {
    let room = Room::new();
    // The old site fits, a second one beside it does not. Only root may mount, or anybody who may make a
    // name space of their own; elsewhere the test above must do.
    let mount = "mount -t tmpfs -o size=1250k full . && cd \"$PWD\" && mkdir -p site/content && \
         cp -a ../kept public && { \"$@\"; code=$?; ls -A >&2; diff -r ../kept public && exit $code; exit 99; }";
    room.build(&many("old")).unwrap();
    fs::rename(room.path("public"), room.path("kept")).unwrap();
    fs::create_dir(room.path("disk")).unwrap();
    for unshare in ["unshare -m", "unshare -rm"] {
        let ended = Command::new("sh")
            .args([
                "-c",
                &format!("exec {unshare} sh -c '{mount}' \"$@\""),
                "sh",
                "sh",
            ])
            .arg(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "disk::write::tests::victim",
                "--ignored",
                "--nocapture",
            ])
            .current_dir(room.path("disk"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        if said.contains("refused:") {
            assert!(said.contains("No space left on device"), "{said}");
            assert_eq!(ended.status.code(), Some(101), "{said}");
            assert!(said.ends_with("\npublic\nsite\n"), "{said}");
            return;
        }
        eprintln!("{unshare}: {said}");
    }
    eprintln!("no full disk could be made here");
}
