// Proves that every check can fail: each case is the right site with one thing broken, and must fail as it says.
//
// self-test/right/           a small site that passes every check
// self-test/CASE/change.txt  what to break in it, see `applyChange`
// self-test/CASE/expected.txt  the checks that must fail, each line "CHECK FILE: words of its message"; no other may
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CHECKS } from "./checks/index.mjs";
import { examine } from "./examine.mjs";
import { readSite } from "./site.mjs";

const CASES = join(import.meta.dirname, "self-test");

/** A result for each case, and one for each check that no case fails. */
export async function selfTest(browser) {
  const waiting = readdirSync(CASES).sort().map((name) => ({ name, expected: name === "right" ? [] : expectationsOf(name) }));
  const failing = new Set(waiting.flatMap(({ expected }) => expected.map(({ check }) => check)));
  const unproven = CHECKS.filter(({ name }) => !failing.has(name));
  const results = unproven.map(({ name }) => ({ name, problems: ["expected a case that fails this check; found none"] }));
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { name, expected } = next;
      const wanted = (file, check) => CHECKS.includes(check) && (!check.opens || name === "right" || isOpened(file, expected));
      results.push({ name, problems: compare(expected, await findingsOf(name, browser, wanted)) });
    }
  };
  await Promise.all([worker(), worker()]);
  return results.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Opening pages takes most of the time: a case opens those that it expects to fail in the browser. */
const isOpened = (page, expected) =>
  expected.some(({ check, file }) => file === page.path && CHECKS.find(({ name }) => name === check)?.opens);

async function findingsOf(name, browser, wanted) {
  const dir = mkdtempSync(join(tmpdir(), "klartext-self-test-"));
  try {
    cpSync(join(CASES, "right"), dir, { recursive: true });
    if (name !== "right") applyChange(dir, readFileSync(join(CASES, name, "change.txt"), "utf8"));
    const results = await examine(readSite(dir), browser, { wanted });
    return results.flatMap(({ file, check, findings }) =>
      findings.map(({ at, expected, found }) => ({ check: check.name, file: file.path, message: `${at ?? ""}: expected ${expected}; found ${found}` })),
    );
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function expectationsOf(name) {
  const lines = readFileSync(join(CASES, name, "expected.txt"), "utf8").trim().split("\n");
  return lines.map((line) => {
    const [, check, file, words] = /^(\S+) (\S+): (.+)$/.exec(line);
    return { check, file, words };
  });
}

function compare(expected, findings) {
  const meets = (finding, { check, file, words }) => finding.check === check && finding.file === file && finding.message.includes(words);
  const describe = ({ check, file, message }) => `${check} ${file}: ${message}`;
  const missing = expected.filter((wish) => !findings.some((finding) => meets(finding, wish)));
  const surplus = findings.filter(({ check, file }) => !expected.some((wish) => wish.check === check && wish.file === file));
  return [
    ...missing.map(({ check, file, words }) => `expected ${check} to fail on ${file} with "${words}"; found ${JSON.stringify(findings.map(describe))}`),
    ...surplus.map((finding) => `expected no other failure; found ${describe(finding)}`),
  ];
}

/**
 * A change names files and lines: "in FILE" followed by lines "- old" and "+ new" replaces the one by the other, "add FILE"
 * with lines "+ new" makes a file, "remove FILE" takes one away. {{noise N}} stands for N characters that do not compress.
 */
function applyChange(dir, text) {
  let file, before, after;
  const finish = () => {
    if (!file || (before.length === 0 && after.length === 0)) return;
    const old = before.length ? readFileSync(file, "utf8") : "";
    if (before.length && !old.includes(before.join("\n"))) throw new Error(`${file} has no "${before.join("\n")}"`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, before.length ? old.replace(before.join("\n"), () => after.join("\n")) : after.join("\n"));
  };
  for (const line of text.replace(/\{\{noise (\d+)\}\}/g, (_, length) => noise(Number(length))).trim().split("\n")) {
    const [, word, rest] = /^(in|add|remove|-|\+)(?: (.*))?$/.exec(line);
    if (word === "-" && after.length) throw new Error(`name the file again before "${line}"`);
    if (word === "-") before.push(rest ?? "");
    else if (word === "+") after.push(rest ?? "");
    else {
      finish();
      [file, before, after] = [join(dir, rest), [], []];
      if (word === "remove") rmSync(file);
    }
  }
  finish();
}

/** The same letters every time, from a linear congruential generator. */
function noise(length) {
  let state = 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return String.fromCharCode(97 + ((state >>> 16) % 26));
  }).join("");
}
