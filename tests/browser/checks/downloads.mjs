// Data files are served, are not empty, and can be read.

export default {
  name: "downloads",
  proves: "CSV and JSON files answer 200 and parse",
  kinds: ["data"],
  async check(file, { visits }) {
    const { status, body } = await download(visits.served(file).url);
    if (status !== 200) return [{ expected: "status 200", found: `${status}` }];
    if (body.length === 0) return [{ expected: "a file with content", found: "an empty one" }];
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
      if (file.path.endsWith(".json")) JSON.parse(text);
    } catch (error) {
      return [{ expected: "text in UTF-8, and JSON if so named", found: error.message }];
    }
    return [];
  },
};

async function download(url) {
  const response = await fetch(url);
  return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
}
