// The README's table of dependencies names exactly those of Cargo.toml.
import { existsSync, readFileSync } from "node:fs";

export function readmeProblems(path, root) {
  if (!existsSync(path)) return [`expected a README.md; found none`];
  const named = tableNames(readFileSync(path, "utf8"));
  if (!named) return ['README.md: expected a heading "## Dependencies"; found none'];
  const direct = new Set(root.dependencies.map(({ name }) => name));
  return [
    ...[...direct].filter((name) => !named.includes(name)).map((name) => `README.md: expected \`${name}\` in the table under "## Dependencies"; found no such row`),
    ...named.filter((name) => !direct.has(name)).map((name) => `README.md: expected only dependencies of Cargo.toml in the table; found \`${name}\``),
    ...named.filter((name, i) => named.indexOf(name) !== i).map((name) => `README.md: expected each dependency once; found \`${name}\` again`),
  ];
}

/** The crates in the first column of the tables under the heading; undefined without the heading. */
export function tableNames(markdown) {
  const section = /^## Dependencies[ \t]*$([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(markdown)?.[1];
  return section && [...section.matchAll(/^\|\s*\[?`([^`]+)`/gm)].map(([, name]) => name);
}
