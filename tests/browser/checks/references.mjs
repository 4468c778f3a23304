// Four pages as somebody looked at and accepted them, on a desk and a phone, in light and dark: what changes has to be
// looked at again. `KLARTEXT_ACCEPT=1` writes what is there now; look at the difference before you commit it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

const REFERENCES = join(import.meta.dirname, "../references");
/** By the address of the site: the demonstration's. */
const PAGES = { "transparenz.example": ["index.html", "2023.html", "rejection-rate.html", "compare/2022-2023.html"] };
const WIDTHS = [1280, 360];
const HEIGHT = 1600;

/** The part of a picture that may differ: browsers set letters a little differently from version to version. */
const TOLERANCE = 0.004;

/** The one font that every machine of the tests has. */
const FONT = ":root { --sans: 'DejaVu Sans' !important; --mono: 'DejaVu Sans' !important }";

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
    const page = await scripted();
    const style = await page.addStyleTag({ content: FONT });
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
    await style.evaluate((element) => element.remove());
    await page.emulateMedia({ colorScheme: null });
    return findings;
  },
};

/** How two pictures differ, or nothing. */
function difference(before, after) {
  const [one, other] = [PNG.sync.read(before), PNG.sync.read(after)];
  if (one.width !== other.width || one.height !== other.height) return `${other.width} by ${other.height} pixels instead of ${one.width} by ${one.height}`;
  const part = pixelmatch(one.data, other.data, null, one.width, one.height, { threshold: 0.1 }) / (one.width * one.height);
  return part > TOLERANCE ? `${(part * 100).toFixed(1)} % of it differs` : undefined;
}
