// The figures of the program that the README states: its size, and of how much code of others it consists.
const SENTENCE = /one\s+file\s+of\s+(\d+)\s+MB,\s+made\s+from\s+(\d+)\s+crates,\s+(\d+)\s+of\s+them\s+named\s+by\s+us/;

/** In bytes; undefined where the README has no such sentence. tests/install holds it against the program. */
export const saidSize = (readme) => {
  const megabytes = SENTENCE.exec(readme)?.[1];
  return megabytes && Number(megabytes) * 1e6;
};

/** `built` are the crates of a build on any platform, `named` those of Cargo.toml that are part of it. */
export function figureProblems(readme, built, named) {
  const found = SENTENCE.exec(readme);
  if (!found) return ['README.md: expected "one file of … MB, made from … crates, … of them named by us"; found no such sentence'];
  const [, , crates, direct] = found.map(Number);
  return [
    ...(crates === built ? [] : [`README.md: expected ${built} crates; found ${crates}`]),
    ...(direct === named ? [] : [`README.md: expected ${named} named by us; found ${direct}`]),
  ];
}
