// The recipes of deploy/ in the servers that they are for.
//
// usage: run.mjs [--self-test] SITE
//
// SITE is the demonstration, built with --precompress. Every server answers every check twice: for a site that has
// the host to itself, and for one below a path. With --self-test each check has first to fail on a recipe that is
// broken for it, in every server.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { CHECKS } from "./checks.mjs";
import { recipeProblems } from "./recipes.mjs";
import { SERVERS, serve } from "./servers.mjs";

const selfTest = process.argv.includes("--self-test");
const [built] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
if (!built) {
  console.error("usage: run.mjs [--self-test] SITE");
  process.exit(2);
}

// A directory that a server which gave up being root can read, below one that the site can be a path of.
const www = mkdtempSync(join(tmpdir(), "klartext-www-"));
process.on("exit", () => rmSync(www, { recursive: true, force: true }));
const directory = join(www, "transparency");
cpSync(built, directory, { recursive: true, preserveTimestamps: true });
execFileSync("chmod", ["-R", "a+rX", www]);
chmodSync(www, 0o755);
const site = look(directory);

const roots = { "/": directory, "/transparency/": www };
const problems = recipeProblems();
console.log(`${problems.length ? "FAIL" : "ok  "} the policy of all recipes is that of the pages`);
for (const problem of problems) console.log(`     ${problem}`);
let failed = problems.length > 0;
if (selfTest) {
  for (const [from, to] of [["form-action 'none'", "form-action 'self'"], ["; frame-ancestors 'none'", ""], ["base-uri 'none'", ""]]) {
    const broken = recipeProblems((path) => readFileSync(join(import.meta.dirname, "../..", path), "utf8").replace(from, to));
    if (broken.length) continue;
    failed = true;
    console.log(`FAIL nothing is found wrong with recipes that have ${JSON.stringify(to)} for ${JSON.stringify(from)}`);
  }
}

for (const name of Object.keys(SERVERS)) {
  if (selfTest) {
    for (const check of CHECKS) {
      const found = await withServer(name, "/", [check.broken[name]], [check]);
      if (found.length) continue;
      failed = true;
      console.log(`FAIL ${name}: "${check.name}" finds nothing wrong with a recipe that is broken for it`);
    }
    console.log(`     ${name}: ${CHECKS.length} broken recipes were tried`);
  }
  for (const mount of Object.keys(roots)) {
    const found = await withServer(name, mount, [], CHECKS);
    failed ||= found.length > 0;
    const passed = CHECKS.length - found.length;
    console.log(`${found.length ? "FAIL" : "ok  "} ${name} at ${mount}: ${passed} of ${CHECKS.length} checks`);
    for (const problem of found) console.log(`     ${problem}`);
  }
}
process.exitCode = failed ? 1 : 0;

/** What is wrong, a line for each check that fails. */
async function withServer(name, mount, edits, checks) {
  const host = await serve(name, roots[mount], mount, edits);
  const found = [];
  try {
    for (const check of checks) {
      try {
        await check.run(host, site);
      } catch (error) {
        found.push(`${check.name}: ${error.message}${"expected" in error ? ` (expected ${String(error.expected).slice(0, 200)}; found ${String(error.actual).slice(0, 200)})` : ""}`);
      }
    }
  } finally {
    await host.stop();
  }
  return found;
}

/** What there is to ask for: a file of each kind, and some by what they are. */
function look(directory) {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(directory.length + 1))
    .filter((path) => ![".br", ".gz"].includes(extname(path)) && path !== ".klartext")
    .sort();
  const kinds = new Map();
  for (const path of files) kinds.set(/^(feed\..*|SHA256SUMS)$/.exec(path.split("/").at(-1))?.[0] ?? extname(path), path);
  const read = (path) => readFileSync(join(directory, path));
  const under = (pattern) => {
    const path = files.find((path) => pattern.test(path));
    if (!path) throw new Error(`${directory} has no ${pattern}`);
    return path;
  };
  // As if this one had been built without --precompress.
  const unpacked = "datapackage.json";
  for (const suffix of [".br", ".gz"]) rmSync(join(directory, unpacked + suffix));
  return {
    read,
    kinds: [...kinds.values()],
    pages: ["index.html", "en/index.html", under(/^2\d{3}\.html$/), under(/^compare\/.*\.html$/), "404.html"],
    charts: [under(/^charts\/.*\.html$/), under(/^en\/charts\/.*\.html$/)],
    drawing: under(/^charts\/.*\.svg$/),
    picture: under(/^charts\/.*\.png$/),
    unpacked,
  };
}
