// node generate.mjs DIR
//
// Writes three sites that nobody reported, to hold pages and charts against what a provider may have: `tiny` has one
// report of one figure; `awkward` has zeros, one category, thirty categories, labels of sixty characters, values from
// 1 to 10 million, ranges and gaps everywhere; `large` has forty years. The same bytes on every run.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const LONG = [
  "Telekommunikationsüberwachungsanordnungen mit Eilbedürftigkeit",
  "Requests by law-enforcement agencies without any legal basis",
  "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenstelle",
  "W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W",
  "by letter, by courier, by hand, by pigeon, and by other means",
];

/** The same sequence on every run: a linear congruential generator. */
function dice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
}

const site = (languages) => `klartext: 1
title: Transparency report
base_url: https://generated.example/
languages: [${languages.join(", ")}]
publisher: provider
licence: {name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}
`;

const organisation = (rest = "") => `name: Generated Provider With A Rather Long Name
country: DE
links: {website: https://provider.example/}
${rest}`;

const report = (period, lines) => `period: ${period}
published: ${String(period).slice(0, 4)}-12-31
sources: [{id: own, title: Generated register of requests ${period}}]
${lines.join("\n")}
`;

function tiny() {
  return {
    "content/site.yaml": site(["en"]),
    "content/provider/organisation.yaml": organisation(),
    "content/provider/2024/data.yaml": report(2024, ["received: 3"]),
  };
}

function awkward() {
  const many = Array.from({ length: 30 }, (_, i) => `kind_${i + 1}`);
  const categories = (ids, label) => ids.map((id, i) => `      ${id}: {label: "${label(i)}"}`).join("\n");
  const files = {
    "content/site.yaml": site(["de"]),
    "content/provider/organisation.yaml": organisation(`breaks:
  - id: rule
    date: 2021-01-01
    kind: law
    figures: [received, rejected]
    title: "${LONG[0]}"
    text: A rule of a long name, from which on nothing can be compared.
    source: {title: A gazette}
`),
    "content/vocabulary.yaml": `breakdowns:
  long_words:
    label: "${LONG[2]}"
    categories:
${categories(LONG.map((_, i) => `word_${i + 1}`), (i) => LONG[i])}
  many_kinds:
    label: thirty kinds of requests
    categories:
${categories(many, (i) => `kind ${i + 1} of thirty`)}
  single:
    label: one kind
    categories:
      only: {label: the only category that there is}
key_figures: [received, rejected, received.long_words.word_1, objected]
`,
  };
  const roll = dice(5);
  const parts = (total, count) => {
    const cuts = Array.from({ length: count - 1 }, () => roll(total + 1)).sort((a, b) => a - b);
    return [...cuts, total].map((cut, i) => cut - (cuts[i - 1] ?? 0));
  };
  const map = (ids, values) => `{${ids.map((id, i) => `${id}: ${values[i]}`).join(", ")}}`;
  const words = LONG.map((_, i) => `word_${i + 1}`);
  const totals = { 2015: 1, 2016: 0, 2018: 10_000_000, 2019: 299, 2020: 19, 2021: 100, 2022: 7, 2023: 2_345_678 };
  for (const [year, total] of Object.entries(totals)) {
    const rejected = roll(total + 1);
    const mended = roll(rejected + 1);
    files[`content/provider/${year}/data.yaml`] = report(year, [
      "received:",
      `  total: ${total}`,
      `  long_words: ${map(words, parts(total, words.length))}`,
      `  many_kinds: ${map(many, parts(total, many.length))}`,
      `  single: {only: ${total}}`,
      `  channel: ${year % 2 ? "not_published" : map(["email", "fax", "post"], parts(total, 3))}`,
      `objected: ${rejected}`,
      `corrected: ${mended}`,
      `rejected: ${rejected - mended}`,
      `accepted: ${total - rejected}`,
      `answered: ${total - rejected + mended}`,
    ]);
  }
  files["content/provider/2014/data.yaml"] = report(2014, ["received: not_collected", "rejected: withheld"]);
  files["content/provider/2017/data.yaml"] = report(2017, [
    "received: {between: [0, 249]}",
    "rejected: {at_most: 5}",
    "answered: suppressed",
    "objected: {at_least: 3}",
  ]);
  files["content/provider/2024/data.yaml"] = report(2024, ["received: pending", "rejected: pending"]);
  return files;
}

function large() {
  const roll = dice(9);
  const files = {
    "content/site.yaml": site(["en"]),
    "content/provider/organisation.yaml": organisation(),
  };
  let total = 40;
  for (let year = 1985; year < 2025; year += 1) {
    total = Math.min(9_999_999, total + roll(total) - (total >> 2));
    const fax = roll(total >> 1);
    const rejected = roll((total >> 1) + 1);
    files[`content/provider/${year}/data.yaml`] = report(year, [
      "received:",
      `  total: ${total}`,
      `  channel: {fax: ${fax}, email: ${total - fax}}`,
      ...(year % 9 ? [`rejected: ${rejected}`, `answered: ${total - rejected}`] : ["rejected: not_published"]),
    ]);
  }
  return files;
}

const [dir] = process.argv.slice(2);
for (const [name, files] of Object.entries({ tiny: tiny(), awkward: awkward(), large: large() }))
  for (const [path, text] of Object.entries(files)) {
    const file = join(dir, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
