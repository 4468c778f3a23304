// Serves a directory on this machine under one path and nothing outside it, as a host that knows no rewriting would.
import { createServer } from "node:http";
import { posix } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".csv": "text/csv; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/xml",
};

/** `fallback` is a file of the site that answers, with 200, for every address under `mount` that is no file. */
export async function serve(site, mount, fallback) {
  const server = createServer((request, response) => {
    const address = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    // The browser itself asks the host for this, whatever the page says.
    if (address === "/favicon.ico") return response.writeHead(204).end();
    const inside = address.startsWith(mount);
    const file = inside && (site.files.get(address.slice(mount.length)) ?? site.files.get(fallback));
    if (!file) return response.writeHead(404, { "content-type": "text/plain" }).end("not in the site\n");
    response.writeHead(200, { "content-type": TYPES[posix.extname(file.path)] ?? "application/octet-stream" }).end(file.bytes);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${server.address().port}${mount}`,
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
