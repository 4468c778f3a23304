// A built site as the checks see it: every file of the directory, every page parsed, and where each link leads.
import { readFileSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { parse } from "parse5";

const KINDS = { ".html": "page", ".css": "css", ".js": "script", ".svg": "svg", ".xml": "xml", ".csv": "data", ".json": "data" };

/** Attributes that make a browser or a reader go somewhere. */
const LINKING = ["href", "src", "srcset", "poster", "data", "action", "formaction", "cite", "xlink:href"];

export function readSite(dir) {
  const site = { kind: "site", path: "(site)", dir, files: new Map() };
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name).slice(join(dir, "/").length);
    const kind = KINDS[posix.extname(path)] ?? "other";
    const file = { kind, path, bytes: readFileSync(join(dir, path)) };
    site.files.set(path, kind === "page" ? readPage(file) : file);
  }
  site.notFound = site.files.get("404.html");
  site.base = baseUrl(site);
  site.basePath = basePath(site);
  for (const page of pagesOf(site)) {
    page.links = page.elements.flatMap((element) => linksOf(site, page, element));
    if (isEmbed(page)) page.kind = "embed";
    else if (canonicalElsewhere(site, page)) page.kind = "alias";
  }
  site.reached = reachedFrom(site, "index.html");
  return site;
}

/** Pages proper, figures to embed, and aliases, which are what an old address leaves behind. */
export const pagesOf = (site) => [...site.files.values()].filter((file) => file.elements);

export const attribute = (element, name) =>
  element.attrs?.find((a) => (a.prefix ? `${a.prefix}:${a.name}` : a.name) === name)?.value;

export const all = (page, ...names) => page.elements.filter((element) => names.includes(element.tagName));

export const textOf = (node) => (node.value ?? "") + (node.childNodes ?? []).map(textOf).join("");

/** "line 12: <a>", where a person finds the element in the page's source. */
export const placeOf = (element) => `line ${element.sourceCodeLocation?.startLine ?? "?"}: <${element.tagName}>`;

export const relOf = (element) => (attribute(element, "rel") ?? "").toLowerCase().split(/\s+/);

function readPage(file) {
  const html = file.bytes.toString("utf8");
  const elements = [];
  const walk = (node) => {
    if (node.tagName) elements.push(node);
    (node.content ?? node).childNodes?.forEach(walk);
  };
  walk(parse(html, { sourceCodeLocationInfo: true }));
  const root = elements.find((element) => element.tagName === "html");
  const ids = new Set(elements.map((element) => attribute(element, "id")).filter(Boolean));
  return { ...file, html, elements, ids, lang: attribute(root, "lang") };
}

function linksOf(site, page, element) {
  return LINKING.filter((name) => attribute(element, name) !== undefined).flatMap((name) => {
    const value = attribute(element, name);
    const targets = name === "srcset" ? value.split(",").map((part) => part.trim().split(/\s+/)[0]) : [value];
    return targets.map((href) => ({ element, name, href, to: resolve(site, page.path, href) }));
  });
}

/**
 * Where `href`, written in the file `from`, leads: `{ scheme }` for what has one, `{ root }` for a root-relative
 * address, else `{ path, fragment }` inside the site; `path` may climb out of it with `..`.
 */
export function resolve(site, from, href) {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(href)?.[1].toLowerCase();
  if (scheme) return { scheme };
  const [, address, , fragment] = /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/s.exec(href);
  const file = decode(address);
  if (file.startsWith("/")) {
    const known = from === "404.html" && file.startsWith(site.basePath);
    return known ? { path: file.slice(site.basePath.length), fragment: decode(fragment) } : { root: file };
  }
  const path = file === "" ? from : posix.join(posix.dirname(from), file);
  return { path, fragment: decode(fragment) };
}

function decode(text) {
  try {
    return text && decodeURIComponent(text);
  } catch {
    return text;
  }
}

const canonicalOf = (page) => {
  const link = all(page, "link").find((element) => relOf(element).includes("canonical"));
  return link && attribute(link, "href");
};

/** The address the site is published under, as the start page's canonical link says it; undefined if it has none. */
function baseUrl(site) {
  const index = site.files.get("index.html");
  const canonical = index && canonicalOf(index);
  return /^https?:/.test(canonical ?? "") ? new URL(".", canonical).href : undefined;
}

/**
 * The path of the published site, "/" or "/name/", read from 404.html, which alone has to know it: the part of its
 * stylesheet's address that comes before the stylesheet's place in the directory.
 */
function basePath(site) {
  const sheet = site.notFound && all(site.notFound, "link").find((element) => relOf(element).includes("stylesheet"));
  const href = sheet && attribute(sheet, "href");
  if (!href?.startsWith("/")) return "/";
  const steps = href.slice(1).split("/");
  const depth = steps.findIndex((_, i) => site.files.has(steps.slice(i).join("/")));
  return depth <= 0 ? "/" : `/${steps.slice(0, depth).join("/")}/`;
}

/** The file that an absolute address of the published site means, undefined for an address of anybody else. */
export function insideBase(site, href) {
  if (!site.base || !href.startsWith(site.base)) return undefined;
  return href.slice(site.base.length).replace(/[?#].*$/, "").replace(/(^|\/)$/, "$1index.html");
}

/** A single figure for the pages of others: readers do not come to it by links. */
const isEmbed = (page) => all(page, "body").some((body) => attribute(body, "class") === "embed");

/** A page whose canonical address is another page of the site. */
function canonicalElsewhere(site, page) {
  const canonical = canonicalOf(page);
  if (!canonical) return false;
  const target = insideBase(site, canonical) ?? resolve(site, page.path, canonical).path;
  return target !== undefined && target !== page.path;
}

/** Every page that a reader gets to by clicking, from `start`. */
function reachedFrom(site, start) {
  const reached = new Set();
  const waiting = [start];
  while (waiting.length) {
    const page = site.files.get(waiting.pop());
    if (!page?.elements || reached.has(page.path)) continue;
    reached.add(page.path);
    for (const link of page.links) if (["a", "area", "iframe"].includes(link.element.tagName)) waiting.push(link.to.path);
  }
  return reached;
}
