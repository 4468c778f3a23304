// node lighthouse.mjs DIR
//
// Lighthouse over four pages of a built site. Accessibility, best practices and SEO have to be perfect; performance
// depends on what else the machine does and is only said.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import lighthouse from "lighthouse";
import { ARGUMENTS, EXECUTABLE } from "./browser.mjs";
import { serve } from "./server.mjs";
import { readSite } from "./site.mjs";

const PAGES = ["index.html", "2023.html", "rejection-rate.html", "compare/2022-2023.html"];
const PERFECT = ["accessibility", "best-practices", "seo"];

/**
 * The page's address is the machine's own here, and that of the published site in the page: both are right. And
 * robots.txt is fetched from within the page, which the page's policy refuses, as it should.
 */
const SKIPPED = ["canonical", "is-on-https", "redirects-http", "robots-txt"];

const site = readSite(resolve(process.argv[2]));
const server = await serve(site, "/");
const profile = mkdtempSync(join(tmpdir(), "klartext-lighthouse-"));
const chrome = spawn(EXECUTABLE, [...ARGUMENTS, "--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
let failed = 0;
try {
  const port = await portOf(chrome);
  for (const path of PAGES) {
    const { lhr } = await lighthouse(server.url + path, { port, logLevel: "silent", skipAudits: SKIPPED });
    const scores = Object.values(lhr.categories).map(({ id, score }) => ({ id, score: Math.round(score * 100) }));
    const short = scores.filter(({ id, score }) => PERFECT.includes(id) && score < 100);
    failed += short.length;
    console.log(`${short.length ? "FAIL" : "ok  "} ${path}: ${scores.map(({ id, score }) => `${id} ${score}`).join(", ")}`);
    for (const { id } of short)
      for (const { id: audit, weight } of lhr.categories[id].auditRefs)
        if (weight && lhr.audits[audit].score !== null && lhr.audits[audit].score < 1) console.log(`       ${id}: ${lhr.audits[audit].title}`);
  }
} finally {
  await server.close();
  const gone = new Promise((done) => chrome.once("exit", done));
  chrome.kill();
  await gone;
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
process.exitCode = failed ? 1 : 0;

/** Chromium says where it listens as soon as it does. */
function portOf({ stderr }) {
  return new Promise((found, fail) => {
    let said = "";
    stderr.on("data", (bytes) => {
      said += bytes;
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1];
      if (port) found(Number(port));
    });
    stderr.on("end", () => fail(new Error(`Chromium did not start: ${said}`)));
  });
}
