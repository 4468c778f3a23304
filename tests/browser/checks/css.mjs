// Valid CSS whose addresses are relative and exist.
import { parse, walk } from "css-tree";
import { validate } from "csstree-validator";
import { resolve } from "../site.mjs";

export default {
  name: "css",
  proves: "stylesheets are valid and fetch only files of the site",
  kinds: ["css"],
  check(sheet, { site }) {
    const css = sheet.bytes.toString("utf8");
    const addresses = [];
    const pageRules = [];
    walk(parse(css, { positions: true }), (node) => {
      if (node.type === "Url") addresses.push({ href: node.value, at: `line ${node.loc.start.line}` });
      if (node.type === "Atrule" && node.name === "import") addresses.push(...importOf(node));
      if (node.type === "Atrule" && node.name === "page") pageRules.push(node.loc);
    });
    // The validator's grammar has neither the properties nor the margin boxes of CSS Paged Media, which print needs.
    const isPaged = ({ line }) => pageRules.some(({ start, end }) => line >= start.line && line <= end.line);
    const invalid = validate(css)
      .filter((error) => !isPaged(error))
      .map(({ line, column, message, property }) => ({
        at: `line ${line}, column ${column}`,
        expected: "valid CSS",
        found: property ? `${property}: ${message}` : message,
      }));
    const broken = addresses
      .filter(({ href }) => !site.files.has(resolve(site, sheet.path, href).path))
      .map(({ href, at }) => ({ at, expected: "the relative address of a file of the site", found: href }));
    return [...invalid, ...broken];
  },
};

/** `@import "file.css"`; one with url() is found as any other address. */
const importOf = ({ prelude, loc }) =>
  prelude.children
    .toArray()
    .filter(({ type }) => type === "String")
    .map(({ value }) => ({ href: value, at: `line ${loc.start.line}` }));
