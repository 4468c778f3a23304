// What keeps the repository in order beside its code: licences, number of crates, the README's table, no trace of a machine.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { figureProblems } from "./figures.mjs";
import { licenceProblems } from "./licences.mjs";
import { pinProblems } from "./pins.mjs";
import { readMetadata } from "./metadata.mjs";
import { readmeProblems } from "./readme.mjs";
import { traceProblems } from "./traces.mjs";

/**
 * A crate more is a supply-chain risk more: raise this knowingly. Reading and writing .xlsx took some 20 (calamine,
 * rust_xlsxwriter, quick-xml, zip):
 * publishers keep their figures in workbooks, and a reader of our own would be less tried. A preview that follows
 * changes, completions, bars and Ctrl-C take some 25 more, most of them by tiny_http, notify and indicatif.
 * Packing pages ahead of time takes 4 (brotli).
 */
const MOST_CRATES = 245;

const root = join(import.meta.dirname, "../..");
process.chdir(root);
const metadata = readMetadata();
const { length } = metadata.built;
const named = metadata.root.dependencies.filter(({ kind }) => kind !== "dev").length;

const checks = {
  [`licences of ${metadata.crates.length} crates`]: licenceProblems(metadata.crates),
  [`${length} crates in a build, of ${MOST_CRATES}`]: length > MOST_CRATES ? [`expected at most ${MOST_CRATES} crates; found ${length}`] : [],
  "figures in the README": figureProblems(readFileSync(join(root, "README.md"), "utf8"), length, named),
  "dependencies in the README": readmeProblems(join(root, "README.md"), metadata.root),
  "actions pinned to a commit": pinProblems(root),
  "no trace of a machine": traceProblems(root),
};
for (const [name, problems] of Object.entries(checks)) {
  console.log(`${problems.length ? "FAIL" : "ok  "} ${name}`);
  for (const problem of problems) console.log(`     ${problem}`);
}
process.exitCode = Object.values(checks).flat().length ? 1 : 0;
