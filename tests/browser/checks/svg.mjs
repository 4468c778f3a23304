// Drawings and other XML are well-formed, and drawings carry no style of their own, which a strict policy would drop.
import { SaxesParser } from "saxes";

export default {
  name: "svg",
  proves: "inline SVG, SVG files and XML files are well-formed; no style in a drawing",
  kinds: ["page", "embed", "svg", "xml"],
  check(file) {
    return sourcesOf(file).flatMap(({ text, line }) => findingsIn(text, line, file.kind));
  },
};

function sourcesOf(file) {
  if (!file.elements) return [{ text: file.bytes.toString("utf8"), line: 1 }];
  return inlineDrawings(file).map(({ text, start }) => ({ text, line: start.startLine }));
}

/** The outermost <svg> elements of a page, as they were written. */
export const inlineDrawings = (page) =>
  page.elements
    .filter((element) => element.tagName === "svg" && element.parentNode.namespaceURI?.endsWith("xhtml"))
    .map((element) => ({
      start: element.sourceCodeLocation,
      text: page.html.slice(element.sourceCodeLocation.startOffset, element.sourceCodeLocation.endOffset),
    }));

function findingsIn(text, firstLine, kind) {
  const findings = [];
  const parser = new SaxesParser({ xmlns: true });
  const place = () => `line ${firstLine + parser.line - 1}, column ${parser.columnIndex + 1}`;
  let isRoot = true;
  parser.on("error", (error) => findings.push({ at: place(), expected: "well-formed XML", found: error.message.replace(/^\d+:\d+: /, "") }));
  parser.on("opentag", ({ name, uri, attributes }) => {
    if (kind === "svg" && isRoot && (name !== "svg" || uri !== "http://www.w3.org/2000/svg"))
      findings.push({ at: place(), expected: 'a root <svg xmlns="http://www.w3.org/2000/svg">', found: `<${name} xmlns="${uri}">` });
    isRoot = false;
    if (kind === "xml") return;
    if (name === "style" || name === "script") findings.push({ at: place(), expected: `no <${name}> in a drawing`, found: `<${name}>` });
    for (const [key, { value }] of Object.entries(attributes))
      if (key === "style" || key.startsWith("on"))
        findings.push({ at: place(), expected: "no style or handler in a drawing", found: `${key}="${value}"` });
  });
  parser.write(text).close();
  return findings;
}
