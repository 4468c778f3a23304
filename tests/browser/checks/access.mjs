// What axe cannot see: a way through the page by keys, letters of twice the size, and colours that the reader's system
// forces upon it. 400 % zoom is 320 px of width, where `overflow`, `charts` and `axe` look.

/** More than any page has stops for the tab key. */
const MOST_STOPS = 400;

export default {
  name: "access",
  proves: "keys reach every control in reading order, each visibly; 200 % text moves nothing sideways; forced colours keep charts",
  kinds: ["page"],
  opens: true,
  async check(file, { reader, visits }) {
    const page = await reader();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(visits.served(file).url);
    const findings = [...(await byKeys(page)), ...(await inForcedColours(page))];
    await page.goto("about:blank");
    return findings;
  },
};

async function byKeys(page) {
  const findings = [];
  const controls = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], summary, button, [tabindex='0']")];
    const shown = all.filter((element) => element.checkVisibility({ visibilityProperty: true }));
    shown.forEach((element, i) => element.setAttribute("data-stop", i));
    return shown.length;
  });
  const stops = [];
  for (let i = 0; i < Math.min(controls, MOST_STOPS); i += 1) {
    await page.keyboard.press("Tab");
    stops.push(
      await page.evaluate(() => {
        const element = document.activeElement;
        const style = getComputedStyle(element);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        return { stop: Number(element.getAttribute("data-stop") ?? -1), outlined, name: `<${element.localName}> "${element.textContent.trim().slice(0, 30)}"` };
      }),
    );
  }
  const [first] = stops;
  if (first && first.stop !== 0) findings.push({ at: first.name, expected: "the skip link first", found: `stop ${first.stop}` });
  stops.forEach(({ stop, outlined, name }, i) => {
    if (stop !== i) findings.push({ at: name, expected: `stop ${i} of the tab key in the order of reading`, found: `stop ${stop}` });
    if (!outlined) findings.push({ at: name, expected: "an outline of at least 2 px where the focus is", found: "none" });
  });
  return findings.slice(0, 5);
}

async function inForcedColours(page) {
  await page.emulateMedia({ forcedColors: "active" });
  const findings = await page.evaluate(() => {
    const found = [];
    const ground = getComputedStyle(document.body).backgroundColor;
    for (const svg of document.querySelectorAll(".plot svg")) {
      if (!svg.checkVisibility()) continue;
      const unseen = [...svg.querySelectorAll("text, rect, path, circle")].filter((element) => {
        const { fill, stroke } = getComputedStyle(element);
        return [fill, stroke].every((paint) => paint === "none" || paint === ground);
      });
      if (unseen.length) found.push({ at: svg.getAttribute("aria-label").slice(0, 40), expected: "every mark and label to differ from the ground", found: unseen[0].outerHTML.slice(0, 90) });
    }
    return found;
  });
  await page.emulateMedia({ forcedColors: "none" });
  return findings;
}
