// What Cargo knows of the package and of the crates it is built from.
import { execFileSync } from "node:child_process";

export function readMetadata() {
  const metadata = JSON.parse(
    execFileSync("cargo", ["metadata", "--locked", "--format-version", "1"], { encoding: "utf8", maxBuffer: 1 << 28 }),
  );
  const root = metadata.packages.find(({ id }) => id === metadata.resolve.root);
  return {
    root,
    /** Every crate that Cargo.lock names. */
    crates: metadata.packages.filter((crate) => crate !== root),
    built: builtCrates(metadata),
  };
}

/** The crates of `cargo build` on one platform or another: what the package needs, without what only its tests need. */
function builtCrates({ packages, resolve }) {
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const built = new Set();
  const visit = (id) => {
    if (built.has(id)) return;
    built.add(id);
    for (const { pkg, dep_kinds } of nodes.get(id).deps) if (dep_kinds.some(({ kind }) => kind !== "dev")) visit(pkg);
  };
  visit(resolve.root);
  built.delete(resolve.root);
  return packages.filter(({ id }) => built.has(id));
}
