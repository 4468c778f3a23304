// The page weight budget, compressed as a host sends it.
import { gzipSync } from "node:zlib";
import { inlineDrawings } from "./svg.mjs";

/** Bytes after gzip; 1 kB is 1,000 bytes. */
export const BUDGET = { page: 15_000, css: 6_000, script: 4_000, svg: 8_000 };

export default {
  name: "weight",
  proves: "compressed size of pages, stylesheets and drawings",
  kinds: ["page", "embed", "css", "script", "svg"],
  check(file) {
    return weigh(file)
      .filter(({ bytes, limit }) => bytes > limit)
      .map(({ what, bytes, limit }) => ({ at: what, expected: `at most ${limit} bytes compressed`, found: `${bytes}` }));
  },
};

/** The file, and each drawing in it, with what it weighs and may weigh. */
export function weigh(file) {
  const whole = { what: "file", bytes: compressed(file.bytes), limit: BUDGET[file.kind === "embed" ? "page" : file.kind] };
  const drawings = file.elements ? inlineDrawings(file) : [];
  return [
    whole,
    ...drawings.map(({ text, start }) => ({ what: `line ${start.startLine}: <svg>`, bytes: compressed(text), limit: BUDGET.svg })),
  ];
}

const compressed = (content) => gzipSync(content, { level: 9 }).length;

/** The heaviest file of each kind, for the closing report. */
export function heaviest(site) {
  return Object.keys(BUDGET).flatMap((kind) => {
    const files = [...site.files.values()].filter((file) => file.kind === kind);
    const sizes = files.map((file) => ({ path: file.path, bytes: compressed(file.bytes) })).sort((a, b) => b.bytes - a.bytes);
    return sizes.length ? [{ kind, limit: BUDGET[kind], count: sizes.length, ...sizes[0] }] : [];
  });
}
