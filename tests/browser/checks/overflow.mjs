// No sideways scrolling of the page on a phone or a desk, with every disclosure open.

export default {
  name: "overflow",
  proves: "no sideways scrolling at 320 and 1280 px, and at 640 px with letters of twice the size",
  kinds: ["page", "embed"],
  opens: true,
  async check(file, { scripted }) {
    const page = await scripted();
    const findings = [];
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const { scrollWidth, widest } = await page.evaluate(measure);
      if (scrollWidth > width)
        findings.push({ at: `at ${width} px`, expected: `content at most ${width} px wide`, found: `${scrollWidth} px; reaching out: ${widest.join("; ")}` });
    }
    await page.setViewportSize({ width: 640, height: 800 });
    const style = await page.addStyleTag({ content: "html { font-size: 200% !important }" });
    const { scrollWidth, widest } = await page.evaluate(measure);
    if (scrollWidth > 640) findings.push({ at: "at 640 px with 200 % text", expected: "content at most 640 px wide", found: `${scrollWidth} px; reaching out: ${widest.join("; ")}` });
    await style.evaluate((element) => element.remove());
    return findings;
  },
};

/** Runs in the page. Names the elements that reach furthest, leaving out those that scroll within a box of their own. */
function measure() {
  const width = document.documentElement.clientWidth;
  const scrollsItself = (element) => {
    // What is positioned absolutely scrolls with, and is cut by, its containing block only.
    const isAbsolute = getComputedStyle(element).position === "absolute";
    const box = isAbsolute ? element.offsetParent : element.parentElement;
    if (!box || box === document.body) return false;
    return getComputedStyle(box).overflowX !== "visible" || scrollsItself(box);
  };
  const reaching = [...document.body.querySelectorAll("*")]
    .map((element) => ({ element, right: element.getBoundingClientRect().right }))
    .filter(({ element, right }) => right > width + 0.5 && !scrollsItself(element))
    .sort((a, b) => b.right - a.right);
  const name = ({ tagName, id, classList }) => [tagName.toLowerCase(), id && `#${id}`, ...[...classList].map((c) => `.${c}`)].join("");
  const widest = reaching.slice(0, 3).map(({ element, right }) => `${name(element)} to ${Math.round(right)} px`);
  return { scrollWidth: document.scrollingElement.scrollWidth, widest };
}
