// No tracked file tells of the machine that it was made on, or of where that machine got its packages.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

// Written in parts, so that this file is not the first to be found.
const HOSTS = [
  ["registry", "npmjs", "org"],
  ["static", "crates", "io"],
  ["index", "crates", "io"],
  ["pypi", "org"],
  ["files", "pythonhosted", "org"],
  ["deb", "debian", "org"],
  ["security", "debian", "org"],
  ["proxy", "golang", "org"],
].map((labels) => labels.join("\\."));

/** A slash after a word or a dot goes on with a relative path or a web address, which may be called anything. */
const PATHS = ["work", "farm", "home/[a-z_][a-z0-9_-]*"].map((path) => `(?<![\\w.-])/${path}/`);

const TRACES = new RegExp([...HOSTS, ...PATHS].join("|"));

export function traceProblems(root) {
  const tracked = execFileSync("git", ["-C", root, "ls-files", "-z", "--deduplicate"], { encoding: "utf8" }).split("\0").filter(Boolean);
  return tracked.flatMap((path) => tracesIn(read(join(root, path))).map((trace) => `${path}:${trace.line}: expected no host of a registry and no path of a machine; found ${trace.found}`));
}

export const tracesIn = (text) =>
  text.split("\n").flatMap((line, i) => {
    const found = TRACES.exec(line)?.[0];
    return found ? [{ line: i + 1, found }] : [];
  });

/** Bytes as they are, for a file of any kind; a tracked file that was just deleted has none. */
function read(path) {
  try {
    return readFileSync(path, "latin1");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "EISDIR") return "";
    throw error;
  }
}
