// The program as people get it: linked statically, in a Debian package, in the size that the README says.
//
// usage: run.mjs PROGRAM PACKAGE      the musl binary, and the .deb with it
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { saidSize } from "../housekeeping/figures.mjs";

const [program, packed] = process.argv.slice(2).map((path) => resolve(path));
const repository = join(import.meta.dirname, "../..");
const scratch = mkdtempSync(join(tmpdir(), "klartext-install-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

const run = (command, ...options) => execFileSync(command, options, { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });

/** A whole site, in an environment that has nothing. */
function builds(binary) {
  const site = mkdtempSync(join(scratch, "site-"));
  cpSync(join(repository, "tests/sites/tiny/content"), join(site, "content"), { recursive: true });
  execFileSync(binary, ["build", "--quiet", "--site", site], { env: {} });
  assert.ok(readFileSync(join(site, "public/index.html"), "utf8").includes("Content-Security-Policy"));
  assert.match(execFileSync(binary, ["--version"], { env: {}, encoding: "utf8" }), /^klartext \d+\.\d+\.\d+/);
}

const checks = {
  "the program needs no library": () => {
    // ldd says it in other words and with another status for each way of being static.
    const { stdout, stderr } = spawnSync("ldd", [program], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
    assert.match(stdout + stderr, /statically linked|not a dynamic executable/);
    assert.equal(readFileSync(program).subarray(0, 4).toString("latin1"), "\x7fELF");
    builds(program);
  },
  "its size is what the README says": () => {
    const said = saidSize(readFileSync(join(repository, "README.md"), "utf8"));
    const { size } = statSync(program);
    assert.ok(said, "the README says no size");
    // Compilers differ by a little; a new dependency by more.
    assert.ok(Math.abs(size - said) <= said / 10, `the README says ${said / 1e6} MB; found ${(size / 1e6).toFixed(1)} MB`);
  },
  "the package says what it is": () => {
    const field = (name) => run("dpkg-deb", "--field", packed, name).trim();
    assert.equal(field("Package"), "klartext");
    assert.equal(field("Version").replace(/-\d+$/, ""), run(program, "--version").trim().split(" ").at(-1));
    assert.equal(field("Depends"), "");
    assert.match(field("Description"), /\S+ \S+/);
    assert.match(run("dpkg-deb", "--info", packed), /Architecture: amd64/);
  },
  "the package holds the program and its documents, for root only to change": () => {
    const contents = run("dpkg-deb", "--contents", packed);
    const listed = new Map(contents.trimEnd().split("\n").map((line) => [line.replace(/^.*\d\d:\d\d \.?/, ""), line]));
    const wanted = [
      "/usr/bin/klartext",
      ...["README.md", "LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY-LICENCES.gz", "changelog.gz", "copyright", "deploy/nginx/klartext.conf"].map((name) => `/usr/share/doc/klartext/${name}`),
      "/usr/share/man/man1/klartext.1.gz",
      "/usr/share/bash-completion/completions/klartext",
      "/usr/share/zsh/vendor-completions/_klartext",
      "/usr/share/fish/vendor_completions.d/klartext.fish",
    ];
    for (const path of wanted) assert.ok(listed.has(path), `no ${path} in:\n${contents}`);
    for (const [path, line] of listed) {
      assert.match(line, /^.{5}-..-. (root\/root|0\/0) /, path);
      assert.match(path, /^\/(usr\/.*)?$/, path);
    }
    assert.match(listed.get("/usr/bin/klartext"), /^-rwxr-xr-x /);
  },
  "Debian's own check finds no error": () => {
    // The program is linked statically knowingly, so that it runs on every distribution. The package is not Debian's
    // own: it has no history there, and who publishes it has yet to put an address into Cargo.toml.
    const allowed = ["statically-linked-binary", "debian-changelog-file-missing-or-wrong-name", "bogus-mail-host"];
    const { stdout, status, error } = spawnSync("lintian", ["--fail-on", "error", "--suppress-tags", allowed.join(","), packed], { encoding: "utf8" });
    assert.ok(!error, `${error}`);
    assert.equal(status, 0, stdout);
  },
  "the installed program builds a site": () => {
    const root = join(scratch, "root");
    mkdirSync(join(root, "var/lib/dpkg/info"), { recursive: true });
    mkdirSync(join(root, "var/lib/dpkg/updates"));
    for (const file of ["status", "available"]) writeFileSync(join(root, "var/lib/dpkg", file), "");
    // Only root can give files to root; anybody can unpack them.
    if (process.getuid() === 0) {
      run("dpkg", `--root=${root}`, "--install", packed);
      assert.match(run("dpkg", `--root=${root}`, "--status", "klartext"), /Status: install ok installed/);
      // There is nothing else in there, not even a shell.
      assert.match(run("chroot", root, "/usr/bin/klartext", "build", "--help"), /--precompress/);
    } else run("dpkg-deb", "--extract", packed, root);
    builds(join(root, "usr/bin/klartext"));
    const manual = gunzipSync(readFileSync(join(root, "usr/share/man/man1/klartext.1.gz"))).toString();
    assert.match(manual, /^\.TH klartext 1/im);
    assert.match(manual, /precompress/);
    const notices = gunzipSync(readFileSync(join(root, "usr/share/doc/klartext/THIRD-PARTY-LICENCES.gz"))).toString();
    for (const part of ["rayon", "resvg", "brotli", "the font Inter"]) assert.ok(notices.includes(part), part);
    if (process.getuid() === 0) {
      run("dpkg", `--root=${root}`, "--purge", "klartext");
      assert.ok(!existsSync(join(root, "usr/bin/klartext")));
    }
  },
};

let failed = false;
for (const [name, check] of Object.entries(checks)) {
  try {
    check();
    console.log(`ok   ${name}`);
  } catch (error) {
    failed = true;
    console.log(`FAIL ${name}\n     ${error.message.replaceAll("\n", "\n     ")}`);
  }
}
process.exitCode = failed ? 1 : 0;
