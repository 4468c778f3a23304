// node shots.mjs DIR OUT [PAGE...]
//
// Pictures of pages to look at: each page of the site in DIR, or those named, whole, on a desk and on a phone, light and dark.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { startBrowser } from "./browser.mjs";
import { pagesOf, readSite } from "./site.mjs";
import { openVisits } from "./visits.mjs";

const [dir, out, ...names] = process.argv.slice(2);
if (!dir || !out) {
  console.error("usage: node shots.mjs DIR OUT [PAGE...]");
  process.exit(2);
}
const site = readSite(resolve(dir));
const pages = names.length ? names.map((name) => site.files.get(name) ?? fail(`no page ${name}`)) : pagesOf(site).filter(({ kind }) => kind === "page");
mkdirSync(out, { recursive: true });
const browser = await startBrowser();
const visits = await openVisits(browser, site);
const tab = await visits.newTabs().reader();
for (const page of pages) {
  await tab.goto(visits.served(page).url);
  for (const width of [1280, 360])
    for (const colorScheme of ["light", "dark"]) {
      await tab.setViewportSize({ width, height: 800 });
      await tab.emulateMedia({ colorScheme });
      const name = `${page.path.replaceAll("/", "--").replace(/\.html$/, "")}-${width}-${colorScheme}.png`;
      await tab.screenshot({ path: join(out, name), fullPage: true });
      console.log(join(out, name));
    }
}
await visits.close();
await browser.close();

function fail(message) {
  console.error(message);
  process.exit(2);
}
