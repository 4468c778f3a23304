// The theme's colours, computed from its tokens: texts and marks stand out from their ground, and no two categories look
// alike, to any eye. Light and dark.
import { converter, differenceCiede2000, parse, wcagContrast } from "culori";

/** WCAG 2.2: 1.4.3 for texts, 1.4.11 for what a chart is made of. */
const GROUNDS = ["bg", "surface"];
const TEXTS = { least: 4.5, names: ["ink", "ink-2", "ink-3", "link", "t1", "t2"], grounds: [...GROUNDS, "band"] };
const MARKS = { least: 3, names: ["focus", "control", "mute", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"], grounds: GROUNDS };

/** Machado, Oliveira and Fernandes (2009), at full strength, on light as it adds up: linear RGB. */
const DICHROMACIES = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};
const linear = converter("lrgb");

const seenWith = (matrix) => (colour) => {
  const { r, g, b } = linear(colour);
  const row = (at) => Math.min(1, Math.max(0, matrix[at] * r + matrix[at + 1] * g + matrix[at + 2] * b));
  return { mode: "lrgb", r: row(0), g: row(3), b: row(6) };
};

/** CIEDE2000 between any two categories. */
const CATEGORIES = ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"];
const EYES = [
  { eye: "normal sight", seen: (colour) => colour, least: 20 },
  ...Object.entries(DICHROMACIES).map(([eye, matrix]) => ({ eye, seen: seenWith(matrix), least: 13.5 })),
];
const distance = differenceCiede2000();

export default {
  name: "colours",
  proves: "contrast of every text and mark on its grounds, distance between any two categories for four kinds of sight",
  kinds: ["css"],
  check(file) {
    const css = file.bytes.toString("utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    if (!css.includes("--c1:")) return [];
    const light = tokensOf(/^:root \{([^}]*)\}/m.exec(css)?.[1]);
    const dark = { ...light, ...tokensOf(/^:root\[data-theme="dark"\] \{([^}]*)\}/m.exec(css)?.[1]) };
    const ofDevice = { ...light, ...tokensOf(/prefers-color-scheme: dark\) \{\s*:root[^{]*\{([^}]*)\}/.exec(css)?.[1]) };
    const differ = Object.keys(dark).filter((name) => name !== "color-scheme" && dark[name] !== ofDevice[name]);
    return [
      ...differ.map((name) => ({ expected: `--${name} dark by choice as by the device`, found: `${dark[name]} and ${ofDevice[name]}` })),
      ...findingsOf("light", light),
      ...findingsOf("dark", dark),
    ];
  },
};

function tokensOf(block = "") {
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*([^;]+)/g)].map(([, name, value]) => [name, value.trim()]));
}

function findingsOf(scheme, tokens) {
  const resolve = (name) => {
    const other = /^var\(--([\w-]+)\)$/.exec(tokens[name] ?? "")?.[1];
    return other ? resolve(other) : parse(tokens[name] ?? "");
  };
  const findings = [];
  for (const { least, names, grounds } of [TEXTS, MARKS])
    for (const name of names)
      for (const ground of grounds) {
        const [colour, behind] = [resolve(name), resolve(ground)];
        const contrast = colour && behind ? wcagContrast(colour, behind) : 0;
        if (contrast < least) findings.push({ at: scheme, expected: `--${name} on --${ground} at ${least}:1`, found: `${contrast.toFixed(2)}:1` });
      }
  for (const { eye, seen, least } of EYES)
    CATEGORIES.forEach((one, i) => {
      for (const other of CATEGORIES.slice(i + 1)) {
        const [a, b] = [resolve(one), resolve(other)];
        const apart = a && b ? distance(seen(a), seen(b)) : 0;
        if (apart < least) findings.push({ at: `${scheme}, ${eye}`, expected: `--${one} and --${other} at least ${least} apart`, found: apart.toFixed(1) });
      }
    });
  return findings;
}
