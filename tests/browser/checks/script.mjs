// What the optional script adds: a choice of light and dark, buttons that copy, and the values of a chart by pointer and keys.

export default {
  name: "script",
  proves: "with the script: a choice of colours, copy buttons, and values read out by keys and pointer; nothing needs it",
  kinds: ["page"],
  opens: true,
  async check(file, { scripted }) {
    const page = await scripted();
    await page.setViewportSize({ width: 1280, height: 900 });
    return page.evaluate(async () => {
      const findings = [];
      const note = (at, expected, found) => findings.push({ at, expected, found });
      if (!document.querySelector('script[src$="script.js"]')) return findings;
      const choice = document.querySelector(".site .choice");
      if (!choice) note("navigation", "a button that chooses the colours", "none");
      const ground = () => getComputedStyle(document.body).backgroundColor;
      const seen = [];
      for (let i = 0; choice && i < 3; i += 1) {
        choice.click();
        seen.push(`${document.documentElement.dataset.theme ?? "system"} ${ground()}`);
      }
      const [light, dark, system] = seen;
      if (choice && !(light.startsWith("light") && dark.startsWith("dark") && system.startsWith("system") && light.slice(5) !== dark.slice(4)))
        note("navigation", "light, dark and the system's colours in turn", seen.join("; "));
      for (const pre of document.querySelectorAll("pre"))
        if (!pre.nextElementSibling?.matches("button.choice")) note("<pre>", "a button that copies it", "none");
      for (const figure of document.querySelectorAll(".fig")) {
        const svg = [...figure.querySelectorAll("svg[tabindex]")].find((one) => one.checkVisibility());
        const out = figure.querySelector(".read");
        if (!svg) continue;
        svg.focus();
        const first = out.textContent;
        svg.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true }));
        const second = out.textContent;
        if (!first.includes(": ") || first === second) note(figure.id, "another value after an arrow key", `"${first}", then "${second}"`);
        const label = [...svg.querySelectorAll("text")].at(-1).getBoundingClientRect();
        out.textContent = "";
        svg.blur();
        for (const shift of [0, 400]) svg.dispatchEvent(new PointerEvent("pointermove", { clientX: label.left - shift, clientY: label.top }));
        if (!out.textContent.includes(": ")) note(figure.id, "a value under the pointer", `"${out.textContent}"`);
      }
      return findings;
    });
  },
};
