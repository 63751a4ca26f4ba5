// The built reader as the tests see it: its pages, a server under the published policy, and a browser.
import { createServer } from "node:http";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";

export const SITE = path.resolve(process.env.SITE ?? "public");
export const DEEP = path.resolve(process.env.DEEP ?? "public-deep");

export const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".xml": "application/xml" };

/** Every HTML file below a folder, as paths relative to it, sorted. */
export function pages(root = SITE) {
  const found = [];
  const walk = (folder) => {
    for (const name of readdirSync(path.join(root, folder)).sort()) {
      if (name.startsWith(".")) continue;
      const below = path.posix.join(folder, name);
      if (statSync(path.join(root, below)).isDirectory()) walk(below);
      else if (name.endsWith(".html")) found.push(below);
    }
  };
  walk("");
  return found;
}

/** One page of each kind that the reader has. */
export function kinds() {
  const all = pages();
  const first = (prefix) => all.find((page) => page.startsWith(prefix) && page !== `${prefix}index.html`);
  const wanted = ["index.html", "articles/odgaard-2023/index.html", "articles/ekman-2019/index.html", "articles/foot-king-2020/index.html", first("sessions/"), first("pages/"), "timeline/index.html", first("timeline/"), "timeline/bandung-1955/index.html", "glossary/index.html", first("glossary/"), "references/index.html", "apparatus/index.html", "keywords/index.html", first("keywords/"), "search/index.html", "404.html"];
  return [...new Set(wanted.filter((page) => page && all.includes(page)))];
}

/** Serves a folder below a path, as a static host would, under the published policy. */
export async function serve(root = SITE, below = "/") {
  const server = createServer((request, response) => {
    const url = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    let file = url.startsWith(below) ? path.join(root, url.slice(below.length)) : "";
    if (file && existsSync(file) && statSync(file).isDirectory()) file = path.join(file, "index.html");
    const found = file.startsWith(root) && existsSync(file);
    response.writeHead(found ? 200 : 404, {
      "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
      "content-security-policy": POLICY,
    });
    response.end(found ? readFileSync(file) : "not found");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${server.address().port}${below}`;
  return { address, close: () => new Promise((closed) => { server.closeAllConnections(); server.close(closed); }) };
}

export async function browser() {
  const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on a page, whose context has to let scripts in. */
export async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
  return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
}

/** Does something with each of a list, with two at a time. */
export async function inPairs(list, task) {
  const rest = [...list];
  const worker = async () => {
    while (rest.length) await task(rest.shift());
  };
  await Promise.all([worker(), worker()]);
}

/** Collects what a page complains of: errors in the console, failed requests, violations of the policy. */
export function complaints(page) {
  const heard = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) heard.push(message.text()); });
  page.on("pageerror", (error) => heard.push(String(error)));
  page.on("requestfailed", (request) => heard.push(`failed: ${request.url()}`));
  page.on("response", (response) => { if (response.status() >= 400) heard.push(`${response.status()}: ${response.url()}`); });
  return heard;
}
