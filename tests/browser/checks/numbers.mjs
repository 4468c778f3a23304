// A number that is drawn or said stands in a table, and a count in a table stands in a download of the same page.
//
// What klartext says of figures, in headlines, ledes and key figures, may also be the difference of two numbers of the
// same sentence, of the lede below it or of its figure, their sum, or what one of so many is worth; and a key figure may join two categories. What authors write is held against the figures by klartext itself.
//
// Shares are held against the downloads' as they are rounded there; intervals and differences are the page's own
// arithmetic and stand in its tables only.
import { all, attribute, textOf } from "../site.mjs";

/** Where a count comes from; one that the page computes from others is not in the download, its parts are. */
const PROVENANCE = "how";
const COMPUTED = ["berechnet", "computed"];
const NOTES = "fns";
const SPARK = "spark";
/** Small charts in lists: their table is on the page that the list links. */
const MINI = "mini";
/** The days of a period are no figures. */
const DAYS = /\d{1,2}\.? (?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|January|February|March|April|May|June|July|October|December)(?: \d{4})?/g;
/** Columns of differences: one of nothing has no sign to tell it from a count. */
const DIFFERENCES = ["Unterschied", "Difference", "Change"];
const NUMBER = /\d(?:[\d.,\u202f\u00a0]*\d)?/g;

export default {
  name: "numbers",
  proves: "what a chart shows and a headline says is in a table, and what a table counts is in the page's CSV",
  kinds: ["page", "embed"],
  check(page, { site }) {
    const findings = [];
    const tables = all(page, "table");
    const downloads = [...new Set(page.links.map(({ to }) => to.path))].filter((path) => path?.endsWith(".csv") && site.files.get(path)?.bytes.length);
    const counted = new Set(downloads.flatMap((path) => [...countsOf(site.files.get(path))]));
    const rows = downloads.flatMap((path) => rowsOf(site.files.get(path)));
    const downloaded = new Set([...counted, ...rows.flatMap(sharesOf), ...merged(rows), ...rows.flatMap(({ period }) => numbersOf(period ?? "", "en"))]);
    for (const svg of all(page, "svg")) {
      const name = attribute(svg, "aria-label");
      // A line without words shows no number; the text beside it does.
      if (!name || classes(svg).includes(SPARK)) continue;
      const near = ancestors(svg).find((element) => within(element, "table").length > 0);
      const written = (near ? [near] : tables).flatMap((element) => ["caption", "th", "td", "p"].flatMap((part) => within(element, part)));
      const known = classes(svg).includes(MINI) ? downloaded : numbersIn(page, written);
      const shown = [name, ...within(svg, "text").filter((text) => classes(text).includes("V")).map(textOf)];
      for (const number of missing(shown.flatMap((text) => numbersOf(text, page.lang)), known))
        findings.push({ at: `svg "${name.slice(0, 40)}…"`, expected: `${number} in the table of the chart`, found: "no such number" });
    }
    const written = tables.flatMap((table) => ["caption", "th", "td"].flatMap((part) => within(table, part)));
    const known = new Set([...numbersIn(page, written), ...downloaded]);
    for (const element of said(page)) {
      const words = withoutMarks(element).replace(DAYS, "");
      const numbers = numbersOf(words, page.lang);
      const figure = ancestors(element).find((around) => around.tagName === "figure");
      const head = element.tagName === "h1" ? element.parentNode : undefined;
      const beside = [...numbersIn(page, [...(figure ? within(figure, "td") : []), ...(head ? within(head, "p") : [])])];
      for (const number of missing(numbers, known).filter((number) => !follows(number, [...numbers, ...beside])))
        findings.push({ at: `"${words.trim().slice(0, 60)}"`, expected: `${number} in a table or download of the page`, found: "no such number" });
    }
    if (downloads.length === 0) return findings;
    for (const cell of tables.flatMap((table) => within(table, "td")).filter((cell) => classes(cell).includes("r"))) {
      const provenance = within(cell, "span").find((span) => classes(span).includes(PROVENANCE));
      if (provenance && COMPUTED.includes(textOf(provenance).trim())) continue;
      if (DIFFERENCES.includes(headOf(cell))) continue;
      const words = withoutMarks(cell).trim();
      // "45", "45 (33.8 %)"; ranges, shares and differences begin otherwise or go on otherwise.
      const count = /^(\d[\d.,\u202f\u00a0]*)(?:\s*\(.*\))?$/.exec(words)?.[1];
      if (count && !counted.has(plain(count, page.lang)))
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

/** Where klartext itself says something of figures, on pages that show some. */
function said(page) {
  if (all(page, "svg").length === 0) return [];
  const figures = all(page, "figure").filter((figure) => classes(figure).includes("fig"));
  const lede = all(page, "p").filter((element) => ["lede", "finding", "res"].some((name) => classes(element).includes(name)));
  const keys = all(page, "dl").filter((list) => classes(list).includes("keys")).flatMap((list) => within(list, "dd"));
  return [...all(page, "h1"), ...lede, ...figures.flatMap((figure) => within(figure, "h2")), ...keys];
}

/** The sum or difference of two numbers of the sentence or its figure, or the percentage points that one of so many is worth. */
function follows(number, numbers) {
  const others = numbers.filter((other) => other !== number).map(Number);
  const tenths = (result) => String(Math.round(result * 10) / 10);
  const isComputed = others.some((a) => others.some((b) => tenths(Math.abs(a - b)) === number || tenths(a + b) === number));
  return isComputed || others.some((count) => String(Math.round(1000 / count) / 10) === number);
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

/** The rows of a CSV, by the names of its columns. */
function rowsOf(file) {
  const [header, ...rows] = file.bytes.toString("utf8").split(/\r?\n/).map(fields);
  return rows.filter((row) => row.length >= header.length).map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
}

/** Every number of a CSV's columns of counts. */
const countsOf = (file) =>
  new Set(rowsOf(file).flatMap((row) => ["value", "lower", "upper", "stated", "restated_from"].flatMap((name) => numbersOf(row[name] ?? "", "en"))));

/** A share with one decimal and with none, as pages print it by the size of its base. */
const sharesOf = ({ percent }) => (percent ? [Number(percent), Math.round(Number(percent))].map(String) : []);

const fields = (line) =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field]) => field.replace(/^"|"$/g, "").replaceAll('""', '"'));

/** What two categories of a breakdown come to together, as a count and as a share of the total. */
function merged(rows) {
  const breakdowns = new Map();
  for (const row of rows.filter(({ category, value }) => category && value)) {
    const name = [row.period, row.measure, row.breakdown].join();
    breakdowns.set(name, [...(breakdowns.get(name) ?? []), row]);
  }
  const totals = new Map(rows.filter(({ breakdown }) => !breakdown).map(({ period, measure, value }) => [[period, measure].join(), Number(value)]));
  return [...breakdowns.values()].flatMap((categories) =>
    categories.flatMap((one, at) =>
      categories.slice(at + 1).flatMap((other) => {
        const sum = Number(one.value) + Number(other.value);
        const percent = (100 * sum) / totals.get([one.period, one.measure].join());
        return [sum, Math.round(percent * 10) / 10, Math.round(percent)].map(String);
      }),
    ),
  );
}
