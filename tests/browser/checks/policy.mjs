// A Content-Security-Policy that allows only the site's own files, and nothing inline that would need it loosened.
import { posix } from "node:path";
import { all, attribute, placeOf, textOf } from "../site.mjs";

const DATA_BLOCKS = ["application/ld+json", "application/json"];
const OWN_SCRIPT = "script.js";
const ALLOWED_SOURCES = ["'none'", "'self'"];

/** Directives whose value is a list of places to fetch from. */
const isFetchDirective = (name) => /-(src|src-elem|src-attr|uri|action|ancestors)$/.test(name);

export default {
  name: "policy",
  proves: "a strict Content-Security-Policy; no inline style, handler or script",
  kinds: ["page", "alias", "embed"],
  check(page) {
    return [...policyFindings(page), ...page.elements.flatMap(inlineFindings)];
  },
};

function policyFindings(page) {
  const metas = all(page, "meta").filter((meta) => attribute(meta, "http-equiv")?.toLowerCase() === "content-security-policy");
  if (metas.length !== 1) return [{ expected: "one <meta http-equiv=Content-Security-Policy>", found: `${metas.length}` }];
  const findings = [];
  const [meta] = metas;
  const at = placeOf(meta);
  const fetching = all(page, "link", "script", "img", "style")[0];
  if (fetching && page.elements.indexOf(fetching) < page.elements.indexOf(meta))
    findings.push({ at, expected: "the policy before anything that is fetched", found: `${placeOf(fetching)} before it` });
  const directives = new Map(
    (attribute(meta, "content") ?? "")
      .split(";")
      .map((directive) => directive.trim().split(/\s+/))
      .filter(([name]) => name)
      .map(([name, ...sources]) => [name.toLowerCase(), sources]),
  );
  const otherwise = directives.get("default-src")?.join(" ") ?? "no default-src";
  if (otherwise !== "'none'") findings.push({ at, expected: "default-src 'none'", found: otherwise });
  for (const [name, sources] of directives)
    for (const source of sources)
      if (isFetchDirective(name) && !ALLOWED_SOURCES.includes(source) && !(name === "img-src" && source === "data:"))
        findings.push({ at, expected: `${name} of 'self' or 'none' only`, found: source });
  return findings;
}

/** The one script that is klartext's own, beside the stylesheet; or words for machines, which nothing runs. */
function isAllowed(script) {
  const src = attribute(script, "src");
  if (src === undefined) return DATA_BLOCKS.includes(attribute(script, "type"));
  return posix.basename(src) === OWN_SCRIPT && textOf(script) === "";
}

function inlineFindings(element) {
  const at = placeOf(element);
  const findings = (element.attrs ?? [])
    .filter(({ name, value }) => name === "style" || name.startsWith("on") || /^\s*javascript:/i.test(value))
    .map(({ name, value }) => ({ at, expected: "no inline style, handler or script address", found: `${name}="${value}"` }));
  if (element.tagName === "style") findings.push({ at, expected: "style in files only", found: "a <style> element" });
  if (element.tagName === "script" && !isAllowed(element))
    findings.push({ at, expected: `no script but ${OWN_SCRIPT} and data blocks (${DATA_BLOCKS.join(", ")})`, found: attribute(element, "src") ?? "inline script" });
  return findings;
}
