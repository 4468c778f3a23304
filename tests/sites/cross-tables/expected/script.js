/* What klartext adds for those who allow it: a choice of light and dark, buttons that copy, the values of a chart by
   pointer and keys. Every page works without. Words come from the page. */
(() => {
  "use strict";
  const root = document.documentElement, own = document.currentScript, say = own.dataset;
  const kept = { get: () => { try { return localStorage.getItem("theme"); } catch { return null; } },
    set: (value) => { try { value ? localStorage.setItem("theme", value) : localStorage.removeItem("theme"); } catch { /* private */ } } };
  const themes = ["", "light", "dark"];
  const apply = (theme) => { if (theme) root.dataset.theme = theme; else delete root.dataset.theme; };
  if (themes.includes(kept.get() ?? "")) apply(kept.get());

  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const clean = (text) => text.replace(/[\u00ad\u200b]/g, "").replace(/\s+/g, " ").trim();

  const themeButton = (list) => {
    const button = make("button", { type: "button", className: "choice" });
    const show = () => { button.textContent = `${say.theme}: ${say[root.dataset.theme || "system"]}`; };
    button.onclick = () => {
      const next = themes[(themes.indexOf(root.dataset.theme || "") + 1) % themes.length];
      apply(next); kept.set(next); show();
    };
    show();
    list.append(make("li", {})); list.lastChild.append(button);
  };

  const copyButton = (pre) => {
    const button = make("button", { type: "button", className: "choice", textContent: say.copy });
    button.onclick = async () => {
      try { await navigator.clipboard.writeText(pre.textContent); }
      catch {
        const range = document.createRange();
        range.selectNodeContents(pre);
        getSelection().removeAllRanges(); getSelection().addRange(range);
        if (!document.execCommand("copy")) return;
      }
      button.textContent = say.copied;
      setTimeout(() => { button.textContent = say.copy; }, 2000);
    };
    pre.after(button);
  };

  /* A row or column of the figure's table, by the name that a label of the drawing shares with it. */
  const entries = (table) => {
    const heads = [...table.querySelectorAll("thead th")].map((th) => clean(th.textContent));
    const rows = [...table.querySelectorAll("tbody tr")].filter((row) => row.querySelector("td"));
    const name = (row) => clean((row.querySelector("th") ?? row).textContent);
    const value = (cell) => { const copy = cell.cloneNode(true); copy.querySelectorAll(".fns").forEach((marks) => marks.remove()); return clean(copy.textContent); };
    const cells = rows.map((row) => [...row.querySelectorAll("td")].map(value));
    const all = new Map();
    rows.forEach((row, i) => all.set(name(row), cells[i].map((text, at) => `${heads[at + 1]} ${text}`)));
    heads.slice(1).forEach((head, at) => { if (!all.has(head)) all.set(head, rows.map((row, i) => `${name(row)} ${cells[i][at]}`)); });
    return all;
  };
  const readOut = (figure) => {
    const plot = figure.querySelector(".plot");
    const linked = figure.querySelector(".tools > a")?.hash.slice(1);
    const table = figure.querySelector("table") ?? (linked && document.getElementById(linked)?.closest("section")?.querySelector("table"));
    if (!plot || !table) return;
    const all = [...entries(table)];
    const find = (text) => all.find(([name]) => name.toLowerCase() === text.toLowerCase() || (/^’\d\d$/.test(text) && name.endsWith(text.slice(1))));
    const out = make("output", { className: "read" });
    for (const svg of plot.querySelectorAll("svg")) {
      const places = [...svg.querySelectorAll("text")].map((label) => ({ label, entry: find(clean(label.textContent)) })).filter(({ entry }) => entry);
      const told = [...new Set(places.map(({ entry }) => entry))];
      if (told.length < 2) continue;
      let at = -1;
      const tell = (next) => {
        at = next;
        const text = `${told[at][0]}: ${told[at][1].join("; ")}`;
        if (out.textContent !== text) out.textContent = text;
      };
      svg.tabIndex = 0;
      svg.onfocus = () => tell(Math.max(at, 0));
      svg.onkeydown = (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        tell((at + step + told.length) % told.length);
      };
      svg.onpointermove = (event) => {
        const far = ({ label }) => { const box = label.getBoundingClientRect(); return Math.hypot((box.left + box.right) / 2 - event.clientX, (box.top + box.bottom) / 2 - event.clientY); };
        tell(told.indexOf(places.reduce((best, place) => (far(place) < far(best) ? place : best)).entry));
      };
      if (!out.isConnected) plot.after(out);
    }
  };

  addEventListener("DOMContentLoaded", () => {
    const list = document.querySelector(".site ul");
    if (list) themeButton(list);
    document.querySelectorAll("pre").forEach(copyButton);
    document.querySelectorAll(".fig").forEach(readOut);
  });
})();
