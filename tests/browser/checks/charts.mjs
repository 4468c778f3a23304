// In every drawing that is shown, no label runs into another or out of the drawing.

/** The widest of the fonts that a page can meet: what fits in it, fits in the others. */
const WIDEST_FONT = '"DejaVu Sans"';

/** CSS pixels that a box may leave the drawing by, and share with another before that counts as running into it. */
const MARGIN = 1;
const TOUCH = 0.5;

export default {
  name: "charts",
  proves: "chart labels overlap nowhere and stay in their drawing at 320, 768 and 1280 px",
  kinds: ["page", "embed"],
  opens: true,
  async check(file, { scripted }) {
    if (!file.html.includes("<svg")) return [];
    const page = await scripted();
    const style = await page.addStyleTag({ content: `svg text { font-family: ${WIDEST_FONT} !important }` });
    const findings = [];
    for (const width of [320, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const problem of await page.evaluate(findCollisions, { margin: MARGIN, touch: TOUCH }))
        findings.push({ at: `at ${width} px, ${problem.drawing}`, ...problem });
    }
    await style.evaluate((element) => element.remove());
    return findings;
  },
};

/**
 * Runs in the page. A label's box is as wide as its advance and as high as its ink: a line box also holds room for
 * accents above and descenders below that the word may not have.
 */
function findCollisions({ margin, touch }) {
  const canvas = document.createElement("canvas").getContext("2d");

  const boxOf = (text) => {
    const outer = text.getBoundingClientRect();
    const matrix = text.getScreenCTM();
    const spans = text.querySelector("tspan");
    if (matrix.b !== 0 || spans) return outer;
    const style = getComputedStyle(text);
    canvas.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const ink = canvas.measureText(text.textContent);
    const baseline = matrix.d * text.getStartPositionOfChar(0).y + matrix.f;
    return {
      left: outer.left,
      right: outer.right,
      top: baseline - ink.actualBoundingBoxAscent * matrix.d,
      bottom: baseline + ink.actualBoundingBoxDescent * matrix.d,
    };
  };
  const isShown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
  const quote = (text) => `"${text.textContent.trim()}"`;
  const round = (number) => Math.round(number * 10) / 10;

  return [...document.querySelectorAll("svg[role=img]")].filter(isShown).flatMap((svg) => {
    const frame = svg.getBoundingClientRect();
    const drawing = `svg "${(svg.getAttribute("aria-label") ?? "").slice(0, 40)}…"`;
    const labels = [...svg.querySelectorAll("text")]
      .filter((text) => text.textContent.trim() && isShown(text))
      .map((text) => ({ text, box: boxOf(text) }));
    const outside = labels.flatMap(({ text, box }) => {
      const by = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
      return by > margin ? [{ drawing, expected: "every label inside the drawing", found: `${quote(text)} leaves it by ${round(by)} px` }] : [];
    });
    const colliding = labels.flatMap(({ text, box }, i) =>
      labels.slice(i + 1).flatMap((other) => {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across <= touch || down <= touch) return [];
        return [{ drawing, expected: "labels apart", found: `${quote(text)} and ${quote(other.text)} overlap by ${round(across)} × ${round(down)} px` }];
      }),
    );
    return [...outside, ...colliding];
  });
}
