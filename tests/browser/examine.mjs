// Runs the checks over a site, files side by side, and gives one result for each check of each file.
import { posix } from "node:path";
import { openDetails } from "./browser.mjs";
import { CHECKS } from "./checks/index.mjs";
import { openVisits } from "./visits.mjs";

/** Of pages that are made alike, such as forty years compared with each other, so many are opened in the browser. */
const OPENED_OF_A_FOLDER = 48;

/** As many as the machine that the tests are meant for has cores. */
const SIDE_BY_SIDE = 2;

/** `wanted(file, check)` chooses; `onFile(file, results)` hears of each file as it is done. */
export async function examine(site, browser, { wanted = (file, check) => CHECKS.includes(check), onFile = () => {} } = {}) {
  const visits = await openVisits(browser, site);
  const waiting = [site, ...site.files.values()];
  const opened = openedOf([...site.files.values()]);
  const results = [];
  const worker = async () => {
    const tabs = visits.newTabs();
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const checks = CHECKS.filter((check) => check.kinds.includes(file.kind) && (!check.opens || opened.has(file)) && wanted(file, check));
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

/** All files of a small folder, and files evenly apart of a large one. */
function openedOf(files) {
  const folders = new Map();
  for (const file of files) {
    const folder = `${file.kind} ${posix.dirname(file.path)}`;
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return new Set([...folders.values()].flatMap((folder) => {
    const step = Math.ceil(folder.length / OPENED_OF_A_FOLDER);
    return folder.filter((_, i) => i % step === 0);
  }));
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
