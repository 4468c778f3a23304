// Runs the checks over a site, files side by side, and gives one result for each check of each file.
import { openDetails } from "./browser.mjs";
import { CHECKS } from "./checks/index.mjs";
import { openVisits } from "./visits.mjs";

/** Figures to embed are made alike, and show what a page shows that is opened: one in so many is opened too. */
const OPENED_EMBEDS = 16;

/** As many as the machine that the tests are meant for has cores. */
const SIDE_BY_SIDE = 2;

/** `wanted(file, check)` chooses; `onFile(file, results)` hears of each file as it is done. */
export async function examine(site, browser, { wanted = () => true, onFile = () => {} } = {}) {
  const visits = await openVisits(browser, site);
  const waiting = [site, ...site.files.values()];
  const embeds = waiting.filter((file) => file.kind === "embed");
  const opened = (file) => file.kind !== "embed" || embeds.indexOf(file) % OPENED_EMBEDS === 0;
  const results = [];
  const worker = async () => {
    const tabs = visits.newTabs();
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const checks = CHECKS.filter((check) => check.kinds.includes(file.kind) && (!check.opens || opened(file)) && wanted(file, check));
      const ofFile = await examineFile(file, checks, { site, visits, tabs });
      results.push(...ofFile);
      if (ofFile.length) onFile(file, ofFile);
    }
  };
  try {
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  } finally {
    await visits.close();
  }
  return results;
}

async function examineFile(file, checks, { site, visits, tabs }) {
  let opened;
  const tools = {
    site,
    visits,
    reader: tabs.reader,
    /** The page with script allowed for the checks and every disclosure open; loaded when the first check asks for it. */
    scripted: () => (opened ??= openScripted(tabs, visits.served(file).url)),
  };
  const results = [];
  for (const check of checks) {
    const started = performance.now();
    const findings = await findingsOf(check, file, tools);
    results.push({ file, check, findings, milliseconds: performance.now() - started });
  }
  return results;
}

async function openScripted(tabs, url) {
  const tab = await tabs.scripted();
  await tab.goto(url);
  await openDetails(tab);
  return tab;
}

/** A check that cannot run has not passed. */
async function findingsOf(check, file, tools) {
  try {
    return await check.check(file, tools);
  } catch (error) {
    return [{ expected: "the check to run", found: error.stack }];
  }
}
