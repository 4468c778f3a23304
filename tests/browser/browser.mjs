// Starts Debian's Chromium so that it asks nothing of any machine but this one.
import { chromium } from "playwright-core";

export const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

export const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const startBrowser = () => chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });

/** Runs in the page: nothing may hide from a check behind a closed disclosure. */
export const openDetails = (page) =>
  page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
