// axe-core finds nothing, in light and dark, on a phone and a desk, with every disclosure open.
import axe from "axe-core";

const OPTIONS = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  // Off by default although it is of WCAG 2.2 AA.
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
};

export default {
  name: "axe",
  proves: "no violation of WCAG 2.2 AA or best practice, light and dark, at 320 and 1280 px",
  kinds: ["page", "embed"],
  opens: true,
  async check(file, { scripted }) {
    const page = await scripted();
    await page.evaluate(axe.source);
    const findings = [];
    for (const width of [320, 1280])
      for (const colorScheme of ["light", "dark"]) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        const violations = await page.evaluate(async (options) => (await window.axe.run(document, options)).violations, OPTIONS);
        for (const { id, help, nodes } of violations)
          for (const { target, failureSummary } of nodes)
            findings.push({
              at: `at ${width} px, ${colorScheme}, ${target.join(" ")}`,
              expected: `${help} (axe rule ${id})`,
              found: failureSummary.replace(/\s*\n\s*/g, " "),
            });
      }
    return findings;
  },
};
