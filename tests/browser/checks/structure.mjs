// What every page has beyond valid markup: a language, a title, one main heading, and headings that skip no level.
import { all, attribute, placeOf, textOf } from "../site.mjs";

const MOST_WORDS = 15;

function within(node, element) {
  for (let at = node; at; at = at.parentNode) if (at === element) return true;
  return false;
}

export default {
  name: "structure",
  proves: "language, title, viewport, one h1, heading order, short headlines, no refresh",
  kinds: ["page"],
  check(page) {
    const findings = [];
    const expect = (holds, expected, found, at) => holds || findings.push({ at, expected, found });
    expect(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(page.lang ?? ""), "<html lang> with a language", page.lang ?? "none");
    const titles = all(page, "title").filter((title) => title.namespaceURI.endsWith("xhtml"));
    expect(titles.length === 1 && textOf(titles[0]).trim(), "one <title> with words", `${titles.length}: "${titles.map(textOf)}"`);
    const viewport = all(page, "meta").find((meta) => attribute(meta, "name") === "viewport");
    const content = viewport ? attribute(viewport, "content") : "none";
    expect(/width=device-width/.test(content), "a viewport of the device's width", content);
    expect(!/user-scalable|maximum-scale/.test(content), "a viewport that lets the reader zoom", content);
    const refresh = all(page, "meta").find((meta) => attribute(meta, "http-equiv")?.toLowerCase() === "refresh");
    expect(!refresh, "a page that stays, or one whose canonical link is elsewhere", "a refresh");

    const headings = all(page, "h1", "h2", "h3", "h4", "h5", "h6");
    const main = headings.filter((heading) => heading.tagName === "h1");
    expect(main.length === 1, "exactly one <h1>", `${main.length} (${main.map(placeOf).join(", ") || "no heading"})`);
    let level = 0;
    for (const heading of headings) {
      const next = Number(heading.tagName[1]);
      expect(next <= level + 1, `a heading of level ${level + 1} at most`, `level ${next}: "${textOf(heading).trim()}"`, placeOf(heading));
      expect(textOf(heading).trim(), "a heading with words", "none", placeOf(heading));
      level = next;
    }
    // A figure is headed by a finding (DESIGN-pages 3); authors' own headings are theirs.
    for (const figure of all(page, "figure")) {
      const heading = headings.find(({ tagName, parentNode }) => tagName === "h2" && within(parentNode, figure));
      const words = heading ? textOf(heading).trim().split(/[ \n]+/).length : 0;
      expect(words <= MOST_WORDS, `a headline of ${MOST_WORDS} words at most`, `${words}: "${textOf(heading ?? figure).trim()}"`, placeOf(figure));
    }
    return findings;
  },
};
