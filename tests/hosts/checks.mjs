// What a host that follows a recipe has to answer. `broken` is what to change in a recipe so that the check fails.
import assert from "node:assert/strict";
import { request } from "node:http";
import { posix } from "node:path";
import { gunzipSync } from "node:zlib";

/** By ending, or by name where the name says more. */
const TYPES = {
  "feed.xml": "application/atom+xml; charset=utf-8",
  "feed.json": "application/feed+json",
  SHA256SUMS: "text/plain; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/vnd.microsoft.icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".jsonld": "application/ld+json",
  ".md": "text/markdown; charset=utf-8",
  ".ods": "application/vnd.oasis.opendocument.spreadsheet",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".xml": "application/xml; charset=utf-8",
  ".yaml": /^application\/yaml/,
  ".zip": "application/zip",
};

const FRAMED = "; frame-ancestors 'none'";

/** One request, nothing unpacked or followed. */
export const ask = (host, path, headers = {}, method = "GET") =>
  new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port: host.port, path: posix.join(host.mount, path), headers: { host: "transparency.example.org", ...headers }, method, agent: false };
    const sent = request(options, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    sent.on("error", reject);
    sent.setTimeout(10_000, () => sent.destroy(new Error(`no answer for ${path}`)));
    sent.end();
  });

const metaPolicy = (html) => /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1];

export const CHECKS = [
  {
    name: "every kind of file comes whole and with its type",
    broken: { nginx: ["text/csv                    csv;", ""], apache: ['ForceType "text/css; charset=utf-8"', "ForceType text/css"], caddy: ['"text/csv; charset=utf-8"', "text/plain"] },
    async run(host, site) {
      for (const path of site.kinds) {
        const { status, headers, body } = await ask(host, path);
        assert.equal(status, 200, path);
        const expected = TYPES[posix.basename(path)] ?? TYPES[posix.extname(path)];
        assert.ok(expected, `${path} is of a kind that no type is expected for`);
        (expected instanceof RegExp ? assert.match : assert.equal)(headers["content-type"], expected, path);
        assert.ok(body.equals(site.read(path)), `${path} has other bytes`);
      }
    },
  },
  {
    name: "the policy of the header is that of the page, which nobody may frame",
    broken: { nginx: ["; frame-ancestors 'none'", ""], apache: ["; frame-ancestors 'none'", ""], caddy: ["path *.html */\n", "path *.html\n"] },
    async run(host, site) {
      for (const path of [...site.pages, "", "en/"]) {
        const { headers, body } = await ask(host, path);
        const meta = metaPolicy(body.toString());
        assert.ok(meta?.includes("default-src 'none'"), path);
        assert.equal(headers["content-security-policy"], meta + FRAMED, path);
      }
      const packed = await ask(host, "index.html", { "accept-encoding": "br" });
      assert.equal(packed.headers["content-security-policy"], metaPolicy(site.read("index.html").toString()) + FRAMED);
    },
  },
  {
    name: "a chart's page may be framed, under the policy of the page",
    broken: { nginx: ["~/charts/[^/]+\\.html$", "~/figures/[^/]+\\.html$"], apache: ["/charts/[^/]+", "/figures/[^/]+"], caddy: ["path_regexp /charts/", "path_regexp /figures/"] },
    async run(host, site) {
      for (const path of site.charts) {
        for (const encoding of ["identity", "br", "gzip"]) {
          const { status, headers } = await ask(host, path, { "accept-encoding": encoding });
          assert.equal(status, 200, path);
          assert.equal(headers["content-security-policy"], metaPolicy(site.read(path).toString()), path);
          assert.equal(headers["x-frame-options"], undefined, path);
        }
      }
    },
  },
  {
    name: "a drawing runs nothing",
    broken: { nginx: ["~\\.svg$ ", "~\\.drawing$ "], apache: ["\\.svg(\\.br|\\.gz)?$#", "\\.drawing$#"], caddy: ["@drawings path *.svg", "@drawings path *.drawing"] },
    async run(host, site) {
      const { headers } = await ask(host, site.drawing);
      assert.match(headers["content-security-policy"] ?? "", /^default-src 'none'; style-src 'unsafe-inline'/);
      assert.doesNotMatch(headers["content-security-policy"], /script-src/);
    },
  },
  {
    name: "no guessing of types, short referrers, no devices",
    broken: { nginx: ["nosniff always", "nosniff"], apache: ["Header always set X-Content-Type-Options nosniff", ""], caddy: ["X-Content-Type-Options nosniff", ""] },
    async run(host) {
      for (const path of ["index.html", "data.csv", "style.css", "no-such-page.html"]) {
        const { headers } = await ask(host, path);
        assert.equal(headers["x-content-type-options"], "nosniff", path);
        assert.equal(headers["referrer-policy"], "strict-origin-when-cross-origin", path);
        assert.match(headers["permissions-policy"] ?? "", /camera=\(\)/, path);
      }
    },
  },
  {
    name: "figures are asked about each time, what they look like is kept for minutes",
    broken: { nginx: ['default                 "no-cache"', 'default "max-age=86400"'], apache: ["Header always set Cache-Control no-cache", "Header always set Cache-Control max-age=86400"], caddy: ["path *.css *.ico *.js *.woff2", "path *.ico"] },
    async run(host, site) {
      for (const encoding of ["identity", "br"]) {
        for (const path of ["", "index.html", "data.csv", "data.json", "data.xlsx", "feed.xml", site.drawing, "no-such-page.html"]) {
          const { headers } = await ask(host, path, { "accept-encoding": encoding });
          assert.equal(headers["cache-control"], "no-cache", path);
        }
        for (const path of ["style.css", "script.js"]) {
          const { headers } = await ask(host, path, { "accept-encoding": encoding });
          assert.equal(headers["cache-control"], "public, max-age=300, must-revalidate", path);
        }
      }
    },
  },
  {
    name: "what is not there is 404 with the site's own page",
    broken: { nginx: ["=404 /404.html", "=200 /404.html"], apache: ["ErrorDocument 404 /404.html", 'ErrorDocument 404 "no"'], caddy: ["rewrite * /404.html", "rewrite * /index.html"] },
    async run(host, site) {
      for (const path of ["no-such-page.html", "no-such-picture.png", "no-such-table.csv", "en/no/such/directory/", "charts/no-such-chart.html", "no-such-drawing.svg", "index.html/x"]) {
        for (const [encoding, unpack] of [["identity", (body) => body], ["gzip", gunzipSync]]) {
          const { status, headers, body } = await ask(host, path, { "accept-encoding": encoding });
          assert.equal(status, 404, path);
          assert.equal(headers["content-type"], TYPES[".html"], path);
          const page = headers["content-encoding"] ? unpack(body) : body;
          assert.ok(page.equals(site.read("404.html")), `${path} is not answered with 404.html`);
          assert.equal(headers["content-security-policy"], metaPolicy(page.toString()) + FRAMED, path);
        }
      }
    },
  },
  {
    name: "packed files are what is sent to who takes them",
    broken: { nginx: ["brotli_static on;", ""], apache: ["%{DOCUMENT_ROOT}$1.br -f", "%{DOCUMENT_ROOT}$1.brotli -f"], caddy: ["precompressed br gzip\n\t\t\t# The", "precompressed gzip\n\t\t\t# The"] },
    async run(host, site) {
      for (const path of ["index.html", "style.css", "script.js", "data.csv", "data.json", "catalog.jsonld", "feed.xml", site.drawing, ...site.charts]) {
        const plain = await ask(host, path);
        assert.equal(plain.headers["content-encoding"], undefined, path);
        assert.equal(plain.headers.vary, "Accept-Encoding", path);
        for (const [accepted, encoding, suffix] of [
          ["br", "br", ".br"],
          ["gzip, deflate, br, zstd", "br", ".br"],
          ["gzip", "gzip", ".gz"],
          ["gzip, br;q=0", "gzip", ".gz"],
        ]) {
          const { status, headers, body } = await ask(host, path, { "accept-encoding": accepted });
          const what = `${path} for ${accepted}`;
          assert.equal(status, 200, what);
          assert.equal(headers["content-encoding"], encoding, what);
          assert.equal(headers.vary, "Accept-Encoding", what);
          assert.equal(headers["content-type"], plain.headers["content-type"], what);
          assert.ok(body.equals(site.read(path + suffix)), `${what} is not ${path}${suffix}`);
        }
      }
      const home = await ask(host, "", { "accept-encoding": "br" });
      assert.ok(home.body.equals(site.read("index.html.br")), "the first page is not packed");
    },
  },
  {
    name: "what has no packed file is packed on its way, and pictures are left alone",
    broken: { nginx: ["gzip on;", ""], apache: ["application/feed+json application/json", "application/feed+json"], caddy: ["encode gzip", ""] },
    async run(host, site) {
      const { headers, body } = await ask(host, site.unpacked, { "accept-encoding": "gzip" });
      assert.equal(headers["content-encoding"], "gzip");
      assert.equal(headers.vary, "Accept-Encoding");
      assert.ok(gunzipSync(body).equals(site.read(site.unpacked)));
      const again = await ask(host, site.unpacked, { "accept-encoding": "gzip", "if-none-match": headers.etag });
      assert.equal(again.status, 304);
      const picture = await ask(host, site.picture, { "accept-encoding": "gzip, br" });
      assert.equal(picture.headers["content-encoding"], undefined);
      assert.ok(picture.body.equals(site.read(site.picture)));
    },
  },
  {
    name: "what is the same is not sent again",
    broken: { nginx: ["gzip_static on;", "gzip_static on;\n    etag off;"], apache: ["Options None", "Options None\n        FileETag None"], caddy: ["\troot * /var/www/klartext", "\troot * /var/www/klartext\n\trequest_header -If-None-Match"] },
    async run(host) {
      for (const path of ["", "index.html", "style.css", "data.csv"]) {
        for (const encoding of ["identity", "br", "gzip"]) {
          const asked = { "accept-encoding": encoding };
          const { etag } = (await ask(host, path, asked)).headers;
          assert.match(etag ?? "", /^(W\/)?".+"$/, path);
          const again = await ask(host, path, { ...asked, "if-none-match": etag });
          assert.equal(again.status, 304, `${path} for ${encoding}`);
          assert.equal(again.body.length, 0);
          const other = await ask(host, path, { ...asked, "if-none-match": '"another"' });
          assert.equal(other.status, 200, `${path} for ${encoding}`);
        }
      }
    },
  },
  {
    name: "HEAD says the same and sends nothing",
    broken: { nginx: ["index index.html;", "index index.html;\n    if ($request_method = HEAD) { return 405; }"], apache: ["RewriteEngine On", "RewriteEngine On\n    RewriteCond %{REQUEST_METHOD} HEAD\n    RewriteRule . - [R=405]"], caddy: ["encode gzip", "@head method HEAD\n\t\trespond @head 405\n\t\tencode gzip"] },
    async run(host) {
      for (const encoding of ["identity", "br"]) {
        const asked = { "accept-encoding": encoding };
        const get = await ask(host, "data.csv", asked);
        const head = await ask(host, "data.csv", asked, "HEAD");
        assert.equal(head.status, 200);
        assert.equal(head.body.length, 0);
        for (const name of ["content-type", "content-length", "content-encoding", "content-security-policy", "cache-control", "etag", "vary"]) assert.equal(head.headers[name], get.headers[name], name);
      }
    },
  },
  {
    name: "a directory's address ends in a slash",
    broken: { nginx: ["absolute_redirect off;", "absolute_redirect on;\n    port_in_redirect on;\n    server_name_in_redirect on;"], apache: ["DirectoryIndex index.html", "DirectoryIndex index.html\n        DirectorySlash Off"], caddy: ["hide .klartext", "hide .klartext\n\t\t\tdisable_canonical_uris"] },
    async run(host) {
      const { status, headers } = await ask(host, "compare");
      assert.ok([301, 308].includes(status), `${status}`);
      const to = new URL(headers.location, "http://transparency.example.org");
      assert.equal(to.href, `http://transparency.example.org${host.mount}compare/`);
      assert.equal((await ask(host, "compare/")).status, 200);
    },
  },
  {
    name: "nothing is listed, nor the builder's own list shown",
    broken: { nginx: ["index index.html;", "index index.html;\n    autoindex on;"], apache: ["RewriteRule /\\.klartext$ - [R=404,L]", ""], caddy: ["hide .klartext", "browse"] },
    async run(host, site) {
      for (const path of ["charts/", "data/", "en/charts/", ".klartext"]) {
        const { status, body } = await ask(host, path);
        assert.equal(status, 404, path);
        assert.ok(body.equals(site.read("404.html")), path);
      }
    },
  },
];
