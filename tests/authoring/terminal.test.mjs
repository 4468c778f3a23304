// What a terminal shows while work goes on, and what a pipe and a terminal without a cursor do not get.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { KLARTEXT, demonstration } from "./klartext.mjs";

// All pictures are painted anew in a copy, which takes seconds.
const build = (environment, ...words) => {
  const command = ["stty cols 80;", KLARTEXT, "build", ...words].join(" ");
  const { stdout, status, error } = spawnSync("script", ["-qec", command, "/dev/null"], {
    cwd: demonstration(),
    encoding: "utf8",
    env: { ...process.env, TERM: "xterm", NO_COLOR: "", ...environment },
  });
  assert.equal(error, undefined);
  assert.equal(status, 0, stdout);
  return stdout;
};
const ESCAPE = "\u001b[";

test("a terminal shows how far a build is, and then only what was made", () => {
  const shown = build({});
  assert.match(shown, /making pages \[=*> *\] \d+ of \d+; \ds/);
  const kept = shown.slice(shown.lastIndexOf("\r\u001b[2K") + 1);
  assert.match(kept, /public\/: \d+ pages in 2 languages/);
  assert.doesNotMatch(kept, /making/);
});

test("a terminal that cannot move its cursor gets plain lines", () => {
  const shown = build({ TERM: "dumb" });
  assert.match(shown, /^public\/: \d+ pages in 2 languages[^\n]*\n$/);
  assert.ok(!shown.includes(ESCAPE));
});

test("with --quiet a terminal shows nothing", () => {
  assert.equal(build({}, "--quiet"), "");
});

test("a pipe gets what was made and nothing else", () => {
  const { stdout, stderr } = spawnSync(KLARTEXT, ["build"], { cwd: demonstration(), encoding: "utf8" });
  assert.match(stdout, /^public\/: \d+ pages in 2 languages[^\n]*\n$/);
  assert.equal(stderr, "");
});
