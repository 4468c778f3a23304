// A tag of an action can be moved to other code; a commit cannot.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export function pinProblems(root) {
  const tracked = execFileSync("git", ["-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.yml", "*.yaml"], { encoding: "utf8" });
  return tracked.split("\0").filter(Boolean).flatMap((path) => loose(readFileSync(join(root, path), "utf8")).map((action) => `${path}: expected a commit and its version; found ${action}`));
}

/** Actions that are named by anything but a whole commit with the version that it is, for people. */
export const loose = (text) =>
  [...text.matchAll(/^\s*(?:-\s*)?uses:\s*(.*)$/gm)].map(([, action]) => action).filter((action) => !/^[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/.test(action));
