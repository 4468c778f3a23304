// The list of checks, in the order in which they run on a page: first those that read, then those that need the browser.
//
// A check has a name, what it proves, the kinds of file it applies to, whether it opens them in the browser, and
// `check(file, tools)`, which gives findings `{ at?, expected, found }`. To add one: a file, a line here, and a case in self-test/ that it fails.
import access from "./access.mjs";
import axe from "./axe.mjs";
import charts from "./charts.mjs";
import colours from "./colours.mjs";
import css from "./css.mjs";
import downloads from "./downloads.mjs";
import html from "./html.mjs";
import language from "./language.mjs";
import links from "./links.mjs";
import loads from "./loads.mjs";
import numbers from "./numbers.mjs";
import overflow from "./overflow.mjs";
import policy from "./policy.mjs";
import reached from "./reached.mjs";
import references from "./references.mjs";
import script from "./script.mjs";
import start from "./start.mjs";
import structure from "./structure.mjs";
import svg from "./svg.mjs";
import weight from "./weight.mjs";

export const CHECKS = [start, html, structure, policy, links, reached, language, css, colours, svg, weight, numbers, downloads, loads, overflow, charts, script, access, axe, references];
