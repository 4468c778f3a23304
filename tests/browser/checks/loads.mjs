// Each page opened as a reader without JavaScript does, from the disk and from a server, with an ear on everything it asks for.

const MOST_REQUESTS = 3;

export default {
  name: "loads",
  proves: "opens from file:// and under a sub-path, silently, with few requests and all to its own directory",
  kinds: ["page", "embed"],
  opens: true,
  async check(file, { visits, reader }) {
    const findings = [];
    for (const address of visits.addresses(file)) findings.push(...(await listen(await reader(), address)));
    return findings;
  },
};

async function listen(page, { url, within }) {
  const findings = [];
  const at = `at ${new URL(url).protocol}//`;
  const note = (expected, found) => findings.push({ at, expected, found });
  const requests = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) note("a silent console", `${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => note("no script error", error.message));
  page.on("request", (request) => {
    requests.push(request.url());
    if (!request.url().startsWith(within)) note(`requests only within ${within}`, request.url());
  });
  page.on("requestfailed", (request) => note("every request answered", `${request.failure().errorText}: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) note("every request answered with success", `${response.status()}: ${response.url()}`);
  });
  await page.goto(url);
  if (requests.length > MOST_REQUESTS) note(`at most ${MOST_REQUESTS} requests`, `${requests.length}: ${requests.join(", ")}`);
  page.removeAllListeners();
  // Chromium asks for the icon when it likes: what it still wants of this page must not be taken for the next one's.
  await page.goto("about:blank");
  return findings;
}
