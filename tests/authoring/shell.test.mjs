// Completions and the manual page in the programs that read them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, run } from "./klartext.mjs";

const room = mkdtempSync(join(tmpdir(), "klartext-"));
const write = (name, text) => (writeFileSync(join(room, name), text), join(room, name));
const COMMANDS = ["init", "new", "build", "check", "serve", "import", "dsa", "schema", "completions", "man"];

test("bash completes commands and options", () => {
  const file = write("klartext.bash", run(ROOT, "completions", "bash").stdout);
  const script = `source ${file}; COMP_WORDS=(klartext ""); COMP_CWORD=1; _klartext klartext "" klartext; echo "\${COMPREPLY[@]}"
    COMP_WORDS=(klartext serve --); COMP_CWORD=2; _klartext klartext -- serve; echo "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync("bash", ["--norc", "-c", script], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  for (const word of [...COMMANDS, "--open", "--port"]) assert.ok(stdout.split(/\s+/).includes(word), `${word} in ${stdout}`);
});

for (const [shell, words] of [
  ["zsh", ["-n"]],
  ["fish", ["--no-execute"]],
])
  test(`${shell} reads its completions`, () => {
    const file = write(`klartext.${shell}`, run(ROOT, "completions", shell).stdout);
    const { status, stderr, error } = spawnSync(shell, [...words, file], { encoding: "utf8" });
    assert.equal(error, undefined);
    assert.equal(status, 0, stderr);
    assert.equal(stderr, "");
  });

test("PowerShell's completions name every command", () => {
  const { stdout } = run(ROOT, "completions", "powershell");
  for (const command of COMMANDS) assert.match(stdout, new RegExp(`'${command}'`));
});

test("man shows every command with its options, without a warning", () => {
  const file = write("klartext.1", run(ROOT, "man").stdout);
  const { stdout, stderr, status } = spawnSync("man", ["--warnings", "-l", file], { encoding: "utf8", env: { ...process.env, MANWIDTH: "100", LC_ALL: "C.UTF-8" } });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, "");
  const plain = stdout.replace(/.\u0008/g, "");
  for (const command of COMMANDS) assert.match(plain, new RegExp(`KLARTEXT ${command.toUpperCase()}`));
  assert.match(plain, /--open/);
});

test("the help of every command fits a screen and shows an example", () => {
  for (const command of COMMANDS) {
    const { stdout, status } = run(ROOT, command, "--help");
    assert.equal(status, 0);
    const lines = stdout.trimEnd().split("\n");
    assert.ok(lines.length <= 40, `${command}: ${lines.length} lines`);
    assert.ok(lines.every((line) => line.length <= 80), `${command}: ${lines.find((line) => line.length > 80)}`);
    assert.match(stdout, /Examples?:/, command);
  }
});
