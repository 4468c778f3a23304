// Every link of every page leads somewhere: inside the site to a file and an anchor that exist, outside by http, https or mailto.
import { attribute, insideBase, placeOf, relOf } from "../site.mjs";

const OUTWARD = ["http", "https", "mailto"];

export default {
  name: "links",
  proves: "internal links and anchors resolve, are relative, and go to files; outward ones are http, https or mailto",
  kinds: ["page", "alias", "embed"],
  check(page, { site }) {
    return page.links.flatMap((link) => {
      const problem = problemOf(link, page, site);
      return problem ? [{ at: placeOf(link.element), expected: problem[0], found: `${link.name}="${link.href}"${problem[1] ?? ""}` }] : [];
    });
  },
};

/** Undefined for a good link, else what was expected and, where it says more than the address itself, what is there. */
function problemOf({ element, href, to }, page, site) {
  // What search engines read has to be absolute.
  const isCanonical = element.tagName === "link" && ["canonical", "alternate"].some((rel) => relOf(element).includes(rel));
  const published = insideBase(site, href);
  if (published !== undefined) {
    if (!isCanonical) return ["a relative link inside the site"];
    return site.files.has(published) ? undefined : [`the file ${published}`, ", which does not exist"];
  }
  // An icon within the page costs no request.
  if (to.scheme === "data" && relOf(element).includes("icon")) return undefined;
  if (to.scheme) {
    if (!OUTWARD.includes(to.scheme)) return [`a link by ${OUTWARD.join(", ")} or relative`];
    const goes = ["a", "area"].includes(element.tagName) || element.tagName === "link" || attribute(element, "cite");
    return goes ? undefined : ["a file of the site, nothing fetched from elsewhere"];
  }
  if (href.trim() === "" || href === "#") return ["an address"];
  if (href.startsWith("//")) return ["an outward link with its scheme"];
  if (to.root) return [page === site.notFound ? `an address under ${site.basePath}` : "a relative link, which works under any path"];
  if (page === site.notFound && !href.startsWith("#") && !href.startsWith("/"))
    return ["an address with the path of base_url, since 404.html does not know where it is shown"];
  if (to.path.startsWith("../") || to.path === "..") return ["a link that stays inside the site"];
  const target = site.files.get(to.path);
  if (!target) return [`the file ${to.path}`, `, which ${to.path.endsWith("/") ? "is a directory: pages end in .html" : "does not exist"}`];
  if (to.fragment && target.ids && !target.ids.has(to.fragment)) return [`an element with id="${to.fragment}" in ${to.path}`, ", no such anchor"];
  return undefined;
}
