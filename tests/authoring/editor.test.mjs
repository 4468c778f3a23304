// The schemas in a real YAML language server: what it offers, says and marks.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { fresh } from "./klartext.mjs";

const SERVER = join(import.meta.dirname, "node_modules/yaml-language-server/bin/yaml-language-server");

/** The part of the Language Server Protocol that these tests speak. */
class Editor {
  #child = spawn(process.execPath, [SERVER, "--stdio"]);
  #waiting = new Map();
  #marks = new Map();
  #rest = Buffer.alloc(0);
  #number = 0;

  constructor() {
    this.#child.stdout.on("data", (bytes) => this.#read(bytes));
  }

  async start() {
    await this.#ask("initialize", { processId: process.pid, rootUri: null, capabilities: { textDocument: { completion: { completionItem: { documentationFormat: ["markdown"] } }, hover: { contentFormat: ["markdown"] } } } });
    this.#tell("initialized", {});
    const yaml = { validate: true, completion: true, hover: true, schemaStore: { enable: false } };
    this.#tell("workspace/didChangeConfiguration", { settings: { yaml } });
  }

  stop = () => this.#child.kill();

  async open(path, text) {
    const uri = pathToFileURL(path).href;
    const marked = new Promise((resolve) => this.#marks.set(uri, resolve));
    this.#tell("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    return { uri, marks: await marked };
  }

  complete = async (uri, position) => {
    const { items } = await this.#ask("textDocument/completion", { textDocument: { uri }, position });
    return items;
  };

  hover = async (uri, position) => (await this.#ask("textDocument/hover", { textDocument: { uri }, position }))?.contents.value ?? "";

  #ask(method, params) {
    const id = ++this.#number;
    this.#send({ id, method, params });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #tell = (method, params) => this.#send({ method, params });

  #send(message) {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #read(bytes) {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const end = this.#rest.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(this.#rest.subarray(0, end).toString().match(/Content-Length: (\d+)/)[1]);
      if (this.#rest.length < end + 4 + length) return;
      const message = JSON.parse(this.#rest.subarray(end + 4, end + 4 + length).toString());
      this.#rest = this.#rest.subarray(end + 4 + length);
      if (message.method && message.id !== undefined) this.#send({ id: message.id, result: message.method === "workspace/configuration" ? message.params.items.map(() => ({})) : null });
      else if (message.method === "textDocument/publishDiagnostics") this.#marks.get(message.params.uri)?.(message.params.diagnostics);
      else if (this.#waiting.has(message.id)) {
        const { resolve, reject } = this.#waiting.get(message.id);
        message.error ? reject(new Error(message.error.message)) : resolve(message.result);
      }
    }
  }
}

let editor, site;
before(async () => {
  site = fresh();
  editor = new Editor();
  await editor.start();
});
after(() => editor.stop());

const place = (text, words, after = 0) => {
  const at = text.indexOf(words);
  assert.ok(at >= 0, words);
  const lines = text.slice(0, at + after).split("\n");
  return { line: lines.length - 1, character: lines.at(-1).length };
};

test("the files of a new site have nothing to complain of", async () => {
  for (const path of ["content/site.yaml", "content/acme/organisation.yaml", "content/acme/2025/data.yaml"]) {
    const { marks } = await editor.open(join(site, path), readFileSync(join(site, path), "utf8"));
    assert.deepEqual(marks, [], path);
  }
});

test("a dataset: measures, breakdowns and categories are offered, and explained under the pointer", async () => {
  const path = join(site, "content/acme/2025/data.yaml");
  const text = readFileSync(path, "utf8") + "\nobjected:\n  reason:\n    \n";
  const { uri } = await editor.open(`${path}.offered.yaml`, text);
  const offered = (await editor.complete(uri, { line: text.split("\n").length - 2, character: 4 })).map(({ label }) => label);
  for (const category of ["insecure_channel", "legal_basis", "other", "rest"]) assert.ok(offered.includes(category), `${category} among ${offered}`);
  assert.match(await editor.hover(uri, place(text, "plain_email:", 3)), /e-mail/i);
  assert.match(await editor.hover(uri, place(text, "\nstate: draft", 3)), /draft is checked and previewed/);
});

test("a dataset: a mistyped key, a misspelt gap and a number in quotes are marked", async () => {
  const path = join(site, "content/acme/2025/data.yaml");
  const good = readFileSync(path, "utf8");
  for (const [from, to] of [
    ["sources:", "source:"],
    ["answered: pending", "answered: panding"],
    ["rejected: pending", 'rejected: "45"'],
    ["\nstate: draft", "\nstate: done"],
  ]) {
    const { marks } = await editor.open(`${path}.${to.replace(/\W/g, "")}.yaml`, good.replace(from, to));
    assert.ok(marks.length > 0, to);
  }
});

test("settings: keys are offered with an example", async () => {
  const path = join(site, "content/site.yaml");
  const text = `${readFileSync(path, "utf8")}\nsuppress_below: 5\n`;
  const { uri } = await editor.open(`${path}.offered.yaml`, text);
  assert.match(await editor.hover(uri, place(text, "suppress_below", 3)), /too small to be published/);
});
