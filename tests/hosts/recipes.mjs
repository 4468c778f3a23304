// What every recipe says in its own language is one policy: the one that stands in the pages.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const REPOSITORY = join(import.meta.dirname, "../..");

/** As src/theme/policy.rs has it, over several lines. */
export function policy(source = readFileSync(join(REPOSITORY, "src/theme/policy.rs"), "utf8")) {
  const text = /pub const POLICY: &str = "([^"]*)"/.exec(source)?.[1];
  return text?.replace(/\\\n\s*/g, "");
}

/** Hosts that a recipe sends headers by. The others can send none: there the `meta` of each page has to do. */
const SENDING = ["nginx", "apache", "caddy", "netlify", "cloudflare", "s3-cloudfront"];

export function recipeProblems(read = (path) => readFileSync(join(REPOSITORY, path), "utf8")) {
  const expected = policy();
  return SENDING.flatMap((host) => {
    const files = readdirSync(join(REPOSITORY, "deploy", host)).map((name) => `deploy/${host}/${name}`);
    const found = files.flatMap((path) => policies(read(path)).map((text) => ({ path, text })));
    const wrong = found.filter(({ text }) => text !== expected && text !== `${expected}; frame-ancestors 'none'`);
    const problems = wrong.map(({ path, text }) => `${path}: expected the policy of src/theme/policy.rs; found ${text}`);
    for (const [what, text] of [["one that forbids frames", `${expected}; frame-ancestors 'none'`], ["one for charts, that does not", expected]])
      if (!found.some((one) => one.text === text)) problems.push(`deploy/${host}: expected a policy, ${what}; found none`);
    return problems;
  });
}

/** Every policy that lets a page's own style in, which a drawing's does not. */
const policies = (text) => [...text.matchAll(/default-src 'none'; (?:style-src 'self')[^"\n]*/g)].map(([found]) => found.trimEnd());
