// Each server as a publisher would run it: with the recipe of deploy/, in which only the address and the directory are
// others. What surrounds the recipe is what a distribution's own configuration says.
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = "/var/www/klartext";
const REPOSITORY = join(import.meta.dirname, "../..");

/** The first that exists: distributions do not agree on the place. */
const first = (...paths) => paths.find((path) => existsSync(path)) ?? paths[0];

export const SERVERS = {
  nginx: {
    recipe: "deploy/nginx/klartext.conf",
    address: (port) => [
      ["listen 80;", `listen 127.0.0.1:${port};`],
      ["listen [::]:80;", ""],
    ],
    notFound: "=404 /404.html;",
    start: (scratch) => {
      const user = process.getuid() === 0 ? "user root;" : "";
      const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${scratch}/${name};`).join("\n");
      const module = first("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so", "/usr/share/nginx/modules/ngx_http_brotli_static_module.so");
      const around = `load_module ${module};\n${user}\ndaemon off;\nworker_processes 1;\npid ${scratch}/pid;\nerror_log stderr;
events {}\nhttp {\naccess_log off;\n${paths}\ninclude ${scratch}/recipe;\n}\n`;
      writeFileSync(join(scratch, "nginx.conf"), around);
      return [first("/usr/sbin/nginx", "/usr/bin/nginx"), "-p", scratch, "-e", "stderr", "-c", join(scratch, "nginx.conf")];
    },
  },
  apache: {
    recipe: "deploy/apache/klartext.conf",
    address: (port) => [["<VirtualHost *:80>", `<VirtualHost 127.0.0.1:${port}>`]],
    notFound: "ErrorDocument 404 /404.html",
    start: (scratch, port) => {
      const modules = ["mpm_event", "authz_core", "dir", "mime", "filter", "deflate", "headers", "rewrite", "autoindex"];
      const load = modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n");
      const user = process.getuid() === 0 ? "User www-data\nGroup www-data" : "";
      const around = `${load}\nListen 127.0.0.1:${port}\nServerName localhost\nServerRoot ${scratch}\nPidFile ${scratch}/pid
DefaultRuntimeDir ${scratch}\nMutex file:${scratch}\nErrorLog ${scratch}/errors\nTypesConfig /etc/mime.types\n${user}\nInclude ${scratch}/recipe\n`;
      writeFileSync(join(scratch, "apache.conf"), around);
      return [first("/usr/sbin/apache2", "/usr/sbin/httpd"), "-DFOREGROUND", "-f", join(scratch, "apache.conf")];
    },
  },
  caddy: {
    recipe: "deploy/caddy/Caddyfile",
    address: (port) => [["\n:80 {", `\n{\n\tadmin off\n\tauto_https off\n}\n:${port} {\n\tbind 127.0.0.1`]],
    notFound: "rewrite * /404.html",
    start: (scratch) => [first("/usr/bin/caddy"), "run", "--config", join(scratch, "recipe"), "--adapter", "caddyfile"],
  },
};

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

/** `root` is what the site's directory has in place of /var/www/klartext; `mount` its path below; `edits` break it. */
export async function serve(name, root, mount, edits = []) {
  const server = SERVERS[name];
  // Apache gives up being root, and still has to reach this.
  const scratch = mkdtempSync(join(tmpdir(), "klartext-hosts-"));
  chmodSync(scratch, 0o755);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    let recipe = readFileSync(join(REPOSITORY, server.recipe), "utf8");
    for (const [from, to] of edits) recipe = replaced(recipe, from, to, server.recipe);
    for (const [from, to] of server.address(port)) recipe = replaced(recipe, from, to, server.recipe);
    if (mount !== "/") recipe = replaced(recipe, server.notFound, server.notFound.replace("/404.html", `${mount}404.html`), server.recipe);
    writeFileSync(join(scratch, "recipe"), withoutComments(recipe).replaceAll(ROOT, root));
    const [program, ...options] = server.start(scratch, port);
    const child = spawn(program, options, { stdio: ["ignore", "pipe", "pipe"], env: { PATH: process.env.PATH, HOME: scratch, XDG_CONFIG_HOME: scratch, XDG_DATA_HOME: scratch } });
    running.add(child);
    let said = "";
    child.stdout.on("data", (text) => (said += text));
    child.stderr.on("data", (text) => (said += text));
    const ended = new Promise((resolve) => child.on("close", resolve).on("error", (error) => resolve((said += error))));
    let over = false;
    ended.then(() => (over = true));
    const stop = async () => {
      child.kill("SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), 5_000);
      await ended;
      clearTimeout(hard);
      running.delete(child);
      rmSync(scratch, { recursive: true, force: true });
    };
    if (await answers(port, () => over)) return { port, mount, stop };
    running.delete(child);
    child.kill("SIGKILL");
    // Somebody else may have taken the port in between.
    if (attempt === 3) {
      const log = existsSync(join(scratch, "errors")) ? readFileSync(join(scratch, "errors"), "utf8") : "";
      rmSync(scratch, { recursive: true, force: true });
      throw new Error(`${name} did not start: ${said}${log}`);
    }
  }
}

/** Exactly one place, so that a recipe that was rewritten does not go untested. */
function replaced(text, from, to, file) {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${file}: expected ${JSON.stringify(from)} once; found it ${parts.length - 1} times`);
  return parts.join(to);
}

/** Their examples of paths are no settings. */
const withoutComments = (text) => text.replace(/^\s*#.*$/gm, "");

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Until it takes a connection or has ended; at most ten seconds. */
async function answers(port, over) {
  const latest = Date.now() + 10_000;
  while (Date.now() < latest && !over()) {
    const open = await new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(socket.end()));
      socket.on("error", () => setTimeout(resolve, 20, false));
    });
    if (open) return true;
  }
  return false;
}
