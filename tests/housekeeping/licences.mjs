// Licence expressions (SPDX, and the slash that older crates write for OR) against the licences that we may pass on.

const ALLOWED = [
  "0BSD",
  "Apache-2.0",
  "Apache-2.0 WITH LLVM-exception",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BSL-1.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Unicode-3.0",
  "Unlicense",
  "Zlib",
];

export const licenceProblems = (crates) =>
  crates
    .filter(({ license }) => !license || !isAllowed(license))
    .map(({ name, version, license }) => `${name} ${version}: expected a licence of the allow-list; found ${license ?? "none"}`);

/** AND binds closer than OR; of an OR one side is enough, of an AND both are needed. */
export function isAllowed(expression) {
  const tokens = expression.match(/[()/]|[^\s()/]+/g) ?? [];
  const take = (...words) => words.includes(tokens[0]) && tokens.shift();
  const either = () => {
    let allowed = both();
    while (take("OR", "/")) allowed = both() || allowed;
    return allowed;
  };
  const both = () => {
    let allowed = one();
    while (take("AND")) allowed = one() && allowed;
    return allowed;
  };
  const one = () => {
    if (take("(")) {
      const allowed = either();
      return Boolean(take(")")) && allowed;
    }
    const licence = tokens.shift();
    return ALLOWED.includes(take("WITH") ? `${licence} WITH ${tokens.shift()}` : licence);
  };
  return either() && tokens.length === 0;
}
