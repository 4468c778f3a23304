// Proves that the housekeeping checks can fail.
import assert from "node:assert/strict";
import { test } from "node:test";
import { figureProblems, saidSize } from "./figures.mjs";
import { isAllowed } from "./licences.mjs";
import { loose } from "./pins.mjs";
import { tableNames } from "./readme.mjs";
import { tracesIn } from "./traces.mjs";

test("licences that may be passed on", () => {
  for (const expression of [
    "MIT",
    "MIT OR Apache-2.0",
    "MIT/Apache-2.0",
    "Apache-2.0 OR GPL-2.0-only",
    "(MIT OR Apache-2.0) AND Unicode-3.0",
    "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
    "GPL-3.0-only AND MIT OR Zlib",
  ])
    assert.ok(isAllowed(expression), expression);
});

test("licences that may not", () => {
  for (const expression of ["GPL-3.0-only", "MIT AND GPL-3.0-only", "MPL-2.0", "MIT WITH Some-exception", "(MIT OR", "MIT MIT", ""])
    assert.ok(!isAllowed(expression), expression);
});

test("the table of dependencies", () => {
  const readme = "# x\n| `no` | a |\n## Dependencies\n\n| Crate | For |\n|---|---|\n| `clap` | a |\n| [`csv`](x) | b `c` |\n\n## Next\n| `no` | a |\n";
  assert.deepEqual(tableNames(readme), ["clap", "csv"]);
  assert.equal(tableNames("# x\n"), undefined);
});

test("the README's figures", () => {
  const readme = "The program is one file of 18 MB, made from 230\ncrates, 40 of them named by us.";
  assert.deepEqual(figureProblems(readme, 230, 40), []);
  assert.equal(figureProblems(readme, 231, 41).length, 2);
  assert.equal(figureProblems("# x", 230, 40).length, 1);
  assert.equal(saidSize(readme), 18e6);
  assert.equal(saidSize("# x"), undefined);
});

test("actions that may change", () => {
  const commit = "0123456789abcdef0123456789abcdef01234567";
  assert.deepEqual(loose(`  - uses: a/b@${commit} # v1.2.3\n    uses: a/b/c@${commit} # v1\n`), []);
  assert.deepEqual(loose(`  - uses: a/b@v1\n  - uses: a/b@${commit}\n  - uses: a/b@0123 # v1\n`).length, 3);
});

test("traces of a machine", () => {
  const found = (text) => tracesIn(text).length > 0;
  assert.ok(found(["see ", "work", "x"].join("/")));
  assert.ok(found(["file://", "home", "ann", "x"].join("/")));
  assert.ok(found(`https://registry.${"npmjs"}.org/x`));
  assert.ok(!found(["https://example.org", "work", "x and ..", "work", " and network", ""].join("/")));
  assert.ok(!found("registry+https://github.com/rust-lang/crates.io-index"));
});
