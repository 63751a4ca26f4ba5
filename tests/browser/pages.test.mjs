// The pages in a browser: rules of accessibility, the policy, reading without scripts, and what stands beside what.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import path from "node:path";
import { DEEP, SITE, browser, complaints, inPairs, kinds, pages, serve, violations } from "./site.mjs";

let chromium;
let server;

before(async () => {
  chromium = await browser();
  server = await serve();
});

after(async () => {
  await chromium?.close();
  await server?.close();
});

async function open(address, options = {}) {
  const context = await chromium.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const heard = complaints(page);
  await page.goto(address, { waitUntil: "load" });
  return { page, heard, close: () => context.close() };
}

const LOOKS = [
  { name: "wide, light", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { name: "wide, dark", viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  { name: "narrow, light", viewport: { width: 320, height: 640 }, colorScheme: "light" },
];

for (const look of LOOKS) {
  test(`axe finds nothing: ${look.name}`, async () => {
    await inPairs(kinds(), async (kind) => {
      const { page, close } = await open(server.address + kind, { ...look, bypassCSP: true });
      assert.deepEqual(await violations(page), [], kind);
      await close();
    });
  });
}

test("no page complains, and nothing is loaded from elsewhere", async () => {
  for (const kind of kinds()) {
    const { page, heard, close } = await open(server.address + kind);
    const foreign = await page.evaluate(() => performance.getEntriesByType("resource").map((e) => e.name).filter((n) => !n.startsWith(location.origin)));
    assert.deepEqual([heard, foreign], [[], []], kind);
    await close();
  }
});

test("below a path every file is found", async () => {
  const deep = await serve(DEEP, "/deep/path/");
  try {
    for (const kind of kinds()) {
      const { heard, close } = await open(deep.address + kind);
      assert.deepEqual(heard, [], kind);
      await close();
    }
  } finally {
    await deep.close();
  }
});

test("a folder opened as files works: styles, links and fragments", async () => {
  const { page, heard, close } = await open(pathToFileURL(path.join(SITE, "index.html")).href);
  const seen = new Map();
  for (const file of pages()) {
    await page.goto(pathToFileURL(path.join(SITE, file)).href, { waitUntil: "domcontentloaded" });
    const { ids, links } = await page.evaluate(() => ({
      ids: [...document.querySelectorAll("[id]")].map((e) => e.id),
      links: [...document.querySelectorAll("a[href]")].map((a) => new URL(a.getAttribute("href"), document.baseURI).href).filter((h) => h.startsWith("file:")),
    }));
    const repeated = ids.filter((id, at) => ids.indexOf(id) !== at);
    assert.deepEqual(repeated, [], `ids that come twice in ${file}`);
    seen.set(path.join(SITE, file), { ids: new Set(ids), links });
  }
  const dead = [];
  for (const [file, { links }] of seen) {
    for (const link of links) {
      const url = new URL(link);
      const target = seen.get(decodeURIComponent(url.pathname));
      const fragment = decodeURIComponent(url.hash.slice(1));
      const asset = /\.(bib|json|ris|ics|png|jpe?g|svg|pdf|xml)$/.test(url.pathname);
      if ((!target && !asset) || (target && fragment && !target.ids.has(fragment))) dead.push(`${path.relative(SITE, file)} -> ${link}`);
    }
  }
  assert.deepEqual([dead, heard], [[], []]);
  await close();
});

test("what stands in the margin never overlaps, and nothing is wider than the page", async () => {
  const articles = pages().filter((page) => /^articles\/[^/]+\/index\.html$/.test(page));
  for (const width of [320, 820, 1280, 1440, 1920]) {
    for (const article of articles) {
      const { page, close } = await open(server.address + article, { viewport: { width, height: 900 } });
      const { overlaps, overflow } = await page.evaluate(() => {
        const shown = [...document.querySelectorAll(".sidenote, aside.annotation")].filter((e) => e.getClientRects().length);
        const boxes = shown.map((e) => e.getBoundingClientRect());
        const overlaps = [];
        for (let a = 0; a < boxes.length; a++) for (let b = a + 1; b < boxes.length; b++) {
          const [x, y] = [boxes[a], boxes[b]];
          if (x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 1 && y.top < x.bottom - 1) overlaps.push(`${shown[a].textContent.slice(0, 40)} / ${shown[b].textContent.slice(0, 40)}`);
        }
        return { overlaps, overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth };
      });
      assert.deepEqual([overlaps, overflow], [[], 0], `${article} at ${width}`);
      await close();
    }
  }
});

test("on a narrow screen without scripts a note opens at its marker and leads back", async () => {
  const { page, close } = await open(`${server.address}articles/ekman-2019/index.html`, { viewport: { width: 375, height: 740 }, javaScriptEnabled: false });
  const marker = page.locator("a[role=doc-noteref]").first();
  await marker.scrollIntoViewIfNeeded();
  const href = await marker.getAttribute("href");
  await marker.click();
  const note = page.locator(`li[id="${decodeURIComponent(href.slice(1))}"]`);
  await note.waitFor({ state: "visible" });
  const box = await note.boundingBox();
  assert.ok(box.y >= 0 && box.y + Math.min(box.height, 100) <= 740, `the note is on screen: ${JSON.stringify(box)}`);
  await note.locator("a[role=doc-backlink]").first().click();
  const back = await marker.boundingBox();
  assert.ok(back.y >= 0 && back.y <= 740, "the marker is on screen again");
  await close();
});
