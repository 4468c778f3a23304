// node run.mjs [--self-test] [--page=PATH]... [--check=NAME] [--counts=FILE] [DIR...]
//
// Holds each built site DIR to every check, or to those named; --self-test first proves that each check can fail.
// Closes with "N passed, N failed", on standard output or into the file of --counts.
import { writeFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startBrowser } from "./browser.mjs";
import { CHECKS } from "./checks/index.mjs";
import { heaviest } from "./checks/weight.mjs";
import { examine } from "./examine.mjs";
import { selfTest } from "./self-test.mjs";
import { readSite } from "./site.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "self-test": { type: "boolean" },
    page: { type: "string", multiple: true },
    check: { type: "string" },
    counts: { type: "string" },
  },
});
if (options.check && !CHECKS.some(({ name }) => name === options.check)) {
  console.error(`no check "${options.check}"; there are ${CHECKS.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

const browser = await startBrowser();
let passed = 0;
let failed = 0;
try {
  if (options["self-test"]) await proveChecks();
  for (const dir of positionals) await testSite(resolve(dir));
} finally {
  await browser.close();
}
const closing = `${passed} passed, ${failed} failed`;
if (options.counts) writeFileSync(options.counts, `${closing}\n`);
else console.log(`\n${closing}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

async function proveChecks() {
  console.log("Self-test: each broken site fails the checks it must fail, and no other");
  const started = performance.now();
  for (const { name, problems } of await selfTest(browser)) {
    count(problems.length === 0);
    console.log(`  ${problems.length ? "FAIL" : "ok  "} ${name}`);
    for (const problem of problems) console.log(`       ${problem}`);
  }
  console.log(`  ${seconds(performance.now() - started)}\n`);
}

async function testSite(dir) {
  console.log(`\nPages and files of ${basename(dirname(dir))}/${basename(dir)}`);
  const site = readSite(dir);
  const wanted = (file, check) => (!options.page || options.page.includes(file.path)) && (options.check ? check.name === options.check : CHECKS.includes(check));
  const results = await examine(site, browser, { wanted, onFile: printFile });
  console.log("\nChecks (time in all files, two side by side)");
  for (const check of CHECKS) printCheck(check, results);
  console.log("\nHeaviest, compressed");
  for (const { kind, count, path, bytes, limit } of heaviest(site)) console.log(`  ${kind}: ${path}, ${bytes} of ${limit} bytes (of ${count} files)`);
}

function printFile(file, results) {
  const failures = results.filter(({ findings }) => findings.length);
  for (const { findings } of results) count(findings.length === 0);
  const milliseconds = results.reduce((sum, result) => sum + result.milliseconds, 0);
  console.log(`  ${failures.length ? "FAIL" : "ok  "} ${file.path} (${results.length} checks, ${seconds(milliseconds)})`);
  for (const { check, findings } of failures)
    for (const { at, expected, found } of findings)
      console.log(`       ${check.name}: ${file.path}${at ? `, ${at}` : ""}: expected ${expected}; found ${found}`);
}

function printCheck({ name, proves }, results) {
  const own = results.filter((result) => result.check.name === name);
  if (own.length === 0) return;
  const bad = own.filter(({ findings }) => findings.length).length;
  const milliseconds = own.reduce((sum, result) => sum + result.milliseconds, 0);
  console.log(`  ${bad ? "FAIL" : "ok  "} ${name}: ${proves}: ${own.length - bad} of ${own.length} (${seconds(milliseconds)})`);
}

function count(good) {
  if (good) passed += 1;
  else failed += 1;
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
