// The licences of everything that is part of the program, as most of them ask of who passes it on. To standard output.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readMetadata } from "../tests/housekeeping/metadata.mjs";

const NAMED = /^(licen[cs]e|copying|notice|unlicense)/i;

const { built, root } = readMetadata();
// Crates of one project have one text: it is printed once, with all of them above it.
const texts = new Map();
const without = [];
for (const { name, version, license, manifest_path } of built.sort((a, b) => a.name.localeCompare(b.name, "en"))) {
  const directory = dirname(manifest_path);
  const files = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isFile() && NAMED.test(entry.name));
  if (files.length === 0) without.push(`${name} ${version} (${license})`);
  for (const { name: file } of files.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const text = readFileSync(join(directory, file), "utf8").trim();
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
  }
}
const font = join(dirname(root.manifest_path), "src/picture/fonts");
for (const { name } of readdirSync(font, { withFileTypes: true }).filter(({ name }) => /OFL|licen[cs]e/i.test(name)))
  texts.set(readFileSync(join(font, name), "utf8").trim(), ["the font Inter (OFL-1.1)"]);

const rule = "=".repeat(78);
console.log(`klartext consists of its own code and of that of ${built.length} crates, under these licences.`);
if (without.length) console.log(`\nWithout a text of their own, under the usual one of the licence they name:\n${without.map((one) => `- ${one}`).join("\n")}`);
for (const [text, of] of texts) console.log(`\n${rule}\n${[...new Set(of)].join("\n")}\n${rule}\n\n${text}`);
