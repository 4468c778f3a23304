// The site as a whole: there is a start page, and a page for addresses that do not exist.

export default {
  name: "start",
  proves: "index.html and 404.html are there",
  kinds: ["site"],
  check(site) {
    return ["index.html", "404.html"]
      .filter((path) => !site.files.get(path)?.elements)
      .map((path) => ({ expected: `a page ${path}`, found: "none" }));
  },
};
