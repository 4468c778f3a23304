// A number that is drawn stands in a table, and a count in a table stands in a download of the same page.
//
// Shares are held against the downloads' as they are rounded there; intervals and differences are the page's own
// arithmetic and stand in its tables only.
import { all, attribute, textOf } from "../site.mjs";

/** Where a count comes from; one that the page computes from others is not in the download, its parts are. */
const PROVENANCE = "how";
const COMPUTED = ["berechnet", "computed"];
const NOTES = "fns";
const SPARK = "spark";
/** Columns of differences: one of nothing has no sign to tell it from a count. */
const DIFFERENCES = ["Unterschied", "Difference", "Change"];
const NUMBER = /\d(?:[\d.,\u202f\u00a0]*\d)?/g;

export default {
  name: "numbers",
  proves: "what a chart shows is in a table, and what a table counts is in the page's CSV",
  kinds: ["page", "embed"],
  check(page, { site }) {
    const findings = [];
    const tables = all(page, "table");
    for (const svg of all(page, "svg")) {
      const name = attribute(svg, "aria-label");
      // A line without words shows no number; the text beside it does.
      if (!name || classes(svg).includes(SPARK)) continue;
      const near = ancestors(svg).find((element) => within(element, "table").length > 0);
      const written = (near ? [near] : tables).flatMap((element) => ["caption", "th", "td", "p"].flatMap((part) => within(element, part)));
      const known = numbersIn(page, written);
      const shown = [name, ...within(svg, "text").filter((text) => classes(text).includes("V")).map(textOf)];
      for (const number of missing(shown.flatMap((text) => numbersOf(text, page.lang)), known))
        findings.push({ at: `svg "${name.slice(0, 40)}…"`, expected: `${number} in the table of the chart`, found: "no such number" });
    }
    const downloads = [...new Set(page.links.map(({ to }) => to.path))].filter((path) => path?.endsWith(".csv") && site.files.get(path)?.bytes.length);
    if (downloads.length === 0) return findings;
    const known = new Set(downloads.flatMap((path) => [...countsOf(site.files.get(path))]));
    for (const cell of tables.flatMap((table) => within(table, "td")).filter((cell) => classes(cell).includes("r"))) {
      const provenance = within(cell, "span").find((span) => classes(span).includes(PROVENANCE));
      if (provenance && COMPUTED.includes(textOf(provenance).trim())) continue;
      if (DIFFERENCES.includes(headOf(cell))) continue;
      const words = withoutMarks(cell).trim();
      // "45", "45 (33.8 %)"; ranges, shares and differences begin otherwise or go on otherwise.
      const count = /^(\d[\d.,\u202f\u00a0]*)(?:\s*\(.*\))?$/.exec(words)?.[1];
      if (count && !known.has(plain(count, page.lang)))
        findings.push({ at: `table cell "${words}"`, expected: `${count} in ${downloads.join(" or ")}`, found: "no such value" });
    }
    return findings;
  },
};

const classes = (element) => (attribute(element, "class") ?? "").split(/\s+/);

const withoutMarks = (node) =>
  classes(node).some((name) => [NOTES, PROVENANCE].includes(name))
    ? ""
    : (node.value ?? "") + (node.childNodes ?? []).map(withoutMarks).join("");

function within(element, name) {
  const children = (element.childNodes ?? []).filter((node) => node.tagName);
  return children.flatMap((child) => [...(child.tagName === name ? [child] : []), ...within(child, name)]);
}

/** The words over a cell's column. */
function headOf(cell) {
  const row = cell.parentNode.childNodes.filter(({ tagName }) => ["td", "th"].includes(tagName));
  const table = ancestors(cell).find(({ tagName }) => tagName === "table");
  const heads = within(within(table, "thead")[0] ?? table, "th");
  return textOf(heads[row.indexOf(cell)] ?? {}).trim();
}

function ancestors(element) {
  const found = [];
  for (let node = element.parentNode; node?.tagName && node.tagName !== "main"; node = node.parentNode) found.push(node);
  return found;
}

/** As a download writes it: no separators, a point before decimals. */
function plain(number, lang) {
  const written = number.replace(/[\u202f\u00a0]/g, "");
  const point = lang === "de" ? written.replaceAll(".", "").replace(",", ".") : written.replaceAll(",", "");
  return String(Number(point));
}

const numbersOf = (text, lang) => (text.match(NUMBER) ?? []).map((number) => plain(number, lang));

const numbersIn = (page, elements) => new Set(elements.flatMap((element) => numbersOf(withoutMarks(element), page.lang)));

const missing = (numbers, known) => [...new Set(numbers)].filter((number) => !known.has(number));

/** Every number of a CSV's columns of counts. */
function countsOf(file) {
  const [header, ...rows] = file.bytes.toString("utf8").split(/\r?\n/).map(fields);
  const columns = ["value", "lower", "upper", "stated", "restated_from"].map((name) => header.indexOf(name)).filter((at) => at >= 0);
  return new Set(rows.flatMap((row) => columns.flatMap((at) => numbersOf(row[at] ?? "", "en"))));
}

const fields = (line) =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field]) => field.replace(/^"|"$/g, "").replaceAll('""', '"'));
