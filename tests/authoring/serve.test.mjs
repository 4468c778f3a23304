// `klartext serve` with a real browser and raw requests.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startBrowser } from "../browser/browser.mjs";
import { demonstration, fresh, run, serve } from "./klartext.mjs";

let browser;
before(async () => void (browser = await startBrowser()));
after(() => browser.close());

const DATA = "content/mailbox-org/2023/data.yaml";
const change = (site, path, from, to) => {
  const before = readFileSync(join(site, path), "utf8");
  assert.ok(before.includes(from), `${path} has ${from}`);
  writeFileSync(join(site, path), before.replaceAll(from, to));
};

/** Exactly these bytes as the path, and any Host. */
const raw = (port, path, headers = {}, method = "GET") =>
  new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk)).on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks).toString() }));
    });
    asked.on("error", reject).end();
  });

test("a saved file shows in the open page, and a mistake over the last sound state in the words of the terminal", async (t) => {
  const site = demonstration();
  const server = await serve(t, site);
  const page = await browser.newPage();
  const refused = [];
  page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
  await page.goto(`${server.url}2023.html`);
  assert.match(await page.textContent("h1"), /133/);

  change(site, "content/mailbox-org/2023/de.md", "## Einordnung", "## Von Anfang an");
  await page.waitForSelector("text=Von Anfang an");

  change(site, DATA, "rejected: {count: 45", "rejected: {count: 46");
  await page.waitForSelector(".klartext-problems");
  const shown = await page.textContent(".klartext-problems");
  assert.match(shown, /content\/mailbox-org\/2023\/data\.yaml:\d+:\d+/);
  assert.equal(shown.trim(), server.said.err.trim(), "the page says what the terminal says");
  assert.match(await page.textContent("h1"), /45\svon\s133/, "the last sound state is still there");

  change(site, DATA, "rejected: {count: 46", "rejected: {count: 45");
  await page.waitForSelector(".klartext-problems", { state: "detached" });
  assert.deepEqual(refused, [], "the page's policy lets the preview's script and style in, and nothing was refused");
  await page.close();
  assert.equal(await server.stop(), 0);
  assert.deepEqual(readdirSync(site).sort(), ["content", "static"], "nothing was written");
});

test("a site that was never sound shows what is wrong, and the page as soon as it is", async (t) => {
  const site = fresh();
  change(site, "content/site.yaml", "title:", "titel:");
  const server = await serve(t, site);
  const page = await browser.newPage();
  const answer = await page.goto(`http://127.0.0.1:${server.port}/`);
  assert.equal(answer.status(), 500);
  assert.match(await page.textContent(".klartext-problems"), /did you mean `title`\?/);
  change(site, "content/site.yaml", "titel:", "title:");
  await page.waitForSelector(".klartext-problems", { state: "detached" });
  await page.waitForURL(`http://127.0.0.1:${server.port}/t/`);
  await page.close();
  await server.stop("SIGTERM");
});

test("a draft is shown, and its figures are said to be pending", async (t) => {
  const server = await serve(t, fresh());
  const { body, status } = await raw(server.port, "/t/2025.html");
  assert.equal(status, 200);
  assert.match(body, /received \[not yet known\] requests/);
  await server.stop();
});

test("what a page offers is served: pictures, downloads, archives, feeds, and the page for what is not found", async (t) => {
  const server = await serve(t, demonstration());
  for (const [path, status, kind] of [
    ["/", 200, "text/html; charset=utf-8"],
    ["/en/", 200, "text/html; charset=utf-8"],
    ["/en", 302, "text/plain; charset=utf-8"],
    ["/style.css", 200, "text/css; charset=utf-8"],
    ["/charts/2023-outcome.svg", 200, "image/svg+xml"],
    ["/charts/2023-outcome.png", 200, "image/png"],
    ["/data/2023.xlsx", 200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["/data/2023.zip", 200, "application/zip"],
    ["/data.csv", 200, "text/csv; charset=utf-8"],
    ["/feed.xml", 200, "application/xml"],
    ["/data.html", 200, "text/html; charset=utf-8"],
    ["/nothing.html", 404, "text/html; charset=utf-8"],
  ]) {
    const answer = await raw(server.port, path);
    assert.deepEqual([answer.status, answer.headers["content-type"]], [status, kind], path);
    assert.equal(answer.headers["x-content-type-options"], "nosniff");
    assert.equal(answer.headers["access-control-allow-origin"], undefined);
  }
  assert.equal((await raw(server.port, "/", {}, "POST")).status, 405);
  assert.equal((await raw(server.port, "/", {}, "HEAD")).body, "");
  await server.stop();
});

test("only names of this machine are answered, and no spelling of an address leads out of the site", async (t) => {
  const server = await serve(t, demonstration());
  for (const host of ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "[::2]"])
    assert.equal((await raw(server.port, "/", { host })).status, 403, host);
  for (const host of ["localhost", `127.0.0.1:${server.port}`, "[::1]", "LOCALHOST:1"]) assert.equal((await raw(server.port, "/", { host })).status, 200, host);
  for (const path of [
    "/../content/site.yaml", "/..%2fcontent%2fsite.yaml", "/%2e%2e/content/site.yaml", "/.%2e/content/site.yaml", "/%2e./content/site.yaml",
    "/..%5ccontent%5csite.yaml", "/..\\content\\site.yaml", "/en/../../content/site.yaml", "/en/..%2f..%2fcontent/site.yaml", "//content/site.yaml",
    "/content/site.yaml", "/./content/site.yaml", "/%252e%252e/content/site.yaml", "/..;/content/site.yaml", "/%c0%ae%c0%ae/content/site.yaml",
    "/static/../content/site.yaml", "/%00/content/site.yaml", "/etc/passwd", "/..%00/content/site.yaml",
  ]) {
    const { status, body } = await raw(server.port, path);
    assert.ok(status === 400 || status === 404, `${path}: ${status}`);
    assert.doesNotMatch(body, /base_url|root:/, path);
  }
  await server.stop();
});

test("a port that is taken is said to be, with its holder; without --port the next one is taken", async (t) => {
  const site = fresh();
  const holder = createServer();
  await new Promise((listening) => holder.listen(0, "127.0.0.1", listening));
  const { port } = holder.address();
  const { status, stderr } = run(site, "serve", "--port", String(port));
  assert.equal(status, 3);
  assert.match(stderr, new RegExp(`port ${port} is held by \\S+ \\(process ${process.pid}\\)`));
  holder.close();
  const first = await serve(t, site);
  const second = run(site, "serve", "--port", String(first.port));
  assert.equal(second.status, 3);
  await first.stop();
});
