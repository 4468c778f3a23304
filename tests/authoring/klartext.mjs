// The program, and sites to use it on. KLARTEXT names another one than the release build.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");
const metadata = execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps", "--offline"], { cwd: ROOT });
export const KLARTEXT = process.env.KLARTEXT ?? join(JSON.parse(metadata).target_directory, "release/klartext");

export const run = (directory, ...words) => spawnSync(KLARTEXT, words, { cwd: directory, encoding: "utf8" });

/** A copy of the demonstration. */
export function demonstration() {
  const site = mkdtempSync(join(tmpdir(), "klartext-"));
  for (const part of ["content", "static"]) cpSync(join(ROOT, part), join(site, part), { recursive: true });
  return site;
}

/** A new site, as `init` writes it. */
export function fresh() {
  const site = join(mkdtempSync(join(tmpdir(), "klartext-")), "site");
  const words = ["--name", "Acme", "--languages", "en", "--base-url", "https://acme.example/t/", "--period", "2025"];
  const { status, stderr } = run(ROOT, "init", site, ...words);
  if (status !== 0) throw new Error(stderr);
  return site;
}

/** `serve` on a free port for one test, once it says where it is; what it says later gathers in `said`. */
export async function serve(test, site, ...words) {
  const child = spawn(KLARTEXT, ["serve", "--port", "0", ...words], { cwd: site });
  test.after(() => child.kill("SIGKILL"));
  const said = { out: "", err: "" };
  child.stderr.setEncoding("utf8").on("data", (text) => (said.err += text));
  const url = await new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said.out += text;
      const address = said.out.match(/http:\S+/);
      if (address) resolve(address[0]);
    });
    child.on("exit", (status) => reject(new Error(`serve ended with ${status}: ${said.err}`)));
  });
  const ended = new Promise((resolve) => child.on("exit", (status, signal) => resolve(status ?? signal)));
  return { url, port: Number(new URL(url).port), said, ended, stop: (signal = "SIGINT") => (child.kill(signal), ended) };
}
