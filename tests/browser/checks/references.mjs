// Four pages as somebody looked at and accepted them, on a desk and a phone, in light and dark: what changes has to be
// looked at again. `KLARTEXT_ACCEPT=1` writes what is there now; look at the difference before you commit it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PNG } from "pngjs";

const REFERENCES = join(import.meta.dirname, "../references");
/** By the address of the site: the demonstration's, and the self-test's. */
const PAGES = {
  "transparenz.example": ["index.html", "2023.html", "rejection-rate.html", "compare/2022-2023.html"],
  "example.org": ["en/about.html"],
};
const WIDTHS = [1280, 360];
const HEIGHT = 1600;

/**
 * Machines smooth the edges of letters differently, so squares of so many pixels are compared by their mean colour:
 * what moves by a line, appears, vanishes or changes its colour changes the mean of many.
 */
const SQUARE = 8;
/** By so much of 255 may a mean differ, and in so much of the picture may it differ by more. */
const SHADE = 20;
const TOLERANCE = 0.002;

/** Fonts of this repository, because even one of the same name has other cuts on another machine. */
const FONTS = join(import.meta.dirname, "../../../src/picture/fonts");
const face = (file, weight) =>
  `@font-face { font-family: pictured; font-weight: ${weight}; src: url(data:font/otf;base64,${readFileSync(join(FONTS, file)).toString("base64")}) }`;
const FONT = `${face("Inter-Regular.otf", "100 500")} ${face("Inter-SemiBold.otf", "600 900")}
  :root { --sans: pictured !important; --mono: pictured !important }`;

export default {
  name: "references",
  proves: "four pages look as they were accepted, on a desk and a phone, in light and dark",
  kinds: ["page"],
  opens: true,
  async check(file, { site, scripted }) {
    const { host } = new URL(site.base ?? "https://none.example/");
    const folder = join(REFERENCES, host);
    const accept = process.env.KLARTEXT_ACCEPT === "1" && !process.env.CI;
    if (!PAGES[host]?.includes(file.path)) return [];
    // Other checks have opened details, chosen colours and enlarged letters on their tab.
    const visited = await scripted();
    const context = await visited.context().browser().newContext({ bypassCSP: true });
    const page = await context.newPage();
    await page.goto(visited.url());
    await page.addStyleTag({ content: FONT });
    await page.evaluate(() => Promise.all([...document.fonts].map((font) => font.load())));
    const findings = [];
    for (const width of WIDTHS)
      for (const colorScheme of ["light", "dark"]) {
        await page.setViewportSize({ width, height: HEIGHT });
        await page.emulateMedia({ colorScheme });
        await page.evaluate(() => scrollTo(0, 0));
        const path = join(folder, `${file.path.replace(".html", "")}-${width}-${colorScheme}.png`);
        const now = await page.screenshot();
        if (accept) {
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, now);
        }
        const problem = existsSync(path) ? difference(readFileSync(path), now) : "none was accepted";
        if (problem) findings.push({ at: `${width} px, ${colorScheme}`, expected: "the picture that was accepted", found: problem });
      }
    await context.close();
    return findings;
  },
};

/** How two pictures differ, or nothing. */
function difference(before, after) {
  const [one, other] = [PNG.sync.read(before), PNG.sync.read(after)];
  if (one.width !== other.width || one.height !== other.height) return `${other.width} by ${other.height} pixels instead of ${one.width} by ${one.height}`;
  const [was, now] = [means(one), means(other)];
  const changed = was.filter((mean, at) => mean.some((shade, channel) => Math.abs(shade - now[at][channel]) > SHADE)).length;
  const part = changed / was.length;
  return part > TOLERANCE ? `${(part * 100).toFixed(1)} % of it differs` : undefined;
}

/** The mean colour of each square of a picture, row by row. */
function means({ width, height, data }) {
  const squares = [];
  for (let top = 0; top < height; top += SQUARE)
    for (let left = 0; left < width; left += SQUARE) {
      const [right, bottom] = [Math.min(left + SQUARE, width), Math.min(top + SQUARE, height)];
      const sum = [0, 0, 0];
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) for (const channel of [0, 1, 2]) sum[channel] += data[(y * width + x) * 4 + channel];
      squares.push(sum.map((shade) => shade / ((right - left) * (bottom - top))));
    }
  return squares;
}
