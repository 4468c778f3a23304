// A reader who starts at index.html and only clicks gets to every page.
import { pagesOf } from "../site.mjs";

export default {
  name: "reached",
  proves: "every page is reached from index.html by links; addresses are lower case",
  kinds: ["page"],
  check(page, { site }) {
    const findings = [];
    if (page.path !== page.path.toLowerCase()) findings.push({ expected: "an address in lower case", found: page.path });
    if (page === site.notFound || site.reached.has(page.path)) return findings;
    const from = pagesOf(site).filter((other) => other !== page && other.links.some(({ to }) => to.path === page.path));
    const found = from.length ? `links only from ${from.map(({ path }) => path).join(", ")}, not reached either` : "an orphan: no page links to it";
    return [...findings, { expected: "a way here by links from index.html", found }];
  },
};
