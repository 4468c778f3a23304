// The same page in other languages: links between translations exist, point back, and tell the language truly.
import { all, attribute, insideBase, pagesOf, placeOf, relOf, resolve } from "../site.mjs";

export default {
  name: "language",
  proves: "translations link to each other and say their language",
  kinds: ["page"],
  check(page, { site }) {
    const findings = [];
    const alternates = alternatesOf(site, page);
    for (const { element, language, path } of alternates) {
      const at = placeOf(element);
      const target = site.files.get(path);
      if (!target?.elements) {
        findings.push({ at, expected: `a page at ${path}`, found: "none" });
        continue;
      }
      if (language !== "x-default" && target.lang !== language)
        findings.push({ at, expected: `hreflang="${target.lang ?? "none"}", the language of ${path}`, found: `hreflang="${language}"` });
      const back = alternatesOf(site, target).some((other) => other.path === page.path && other.language === page.lang);
      if (target !== page && !back)
        findings.push({ at, expected: `${path} to point back with hreflang="${page.lang ?? "none"}"`, found: "no such link there" });
    }
    for (const element of all(page, "a").filter((a) => attribute(a, "hreflang"))) {
      const target = site.files.get(resolve(site, page.path, attribute(element, "href") ?? "").path);
      if (target?.lang && target.lang !== attribute(element, "hreflang"))
        findings.push({ at: placeOf(element), expected: `hreflang="${target.lang}"`, found: `hreflang="${attribute(element, "hreflang")}"` });
    }
    const others = [...new Set(pagesOf(site).map(({ lang }) => lang))].filter((lang) => lang && lang !== page.lang);
    if (isTranslated(site, page) && others.length && !alternates.some(({ language }) => others.includes(language)))
      findings.push({ expected: `<link rel=alternate hreflang> to ${others.join(" or ")}`, found: "none" });
    return findings;
  },
};

const alternatesOf = (site, page) =>
  all(page, "link")
    .filter((element) => relOf(element).includes("alternate") && attribute(element, "hreflang"))
    .map((element) => {
      const href = attribute(element, "href") ?? "";
      return { element, language: attribute(element, "hreflang"), path: insideBase(site, href) ?? resolve(site, page.path, href).path ?? href };
    });

/** 404.html is one for all languages, and what is frozen in the archive stays as it was. */
const isTranslated = (site, page) => page !== site.notFound && !page.path.startsWith("archive/");
