// Timelines of five to five thousand events: how large their pages are, that nothing overlaps, and that filters and
// addresses hold across pages.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { browser, complaints, inPairs, pages, serve, violations } from "./site.mjs";
import { measured } from "./measure.mjs";
import { reader } from "./readers.mjs";

const SIZES = [5, 60, 500, 5000];
const readers = new Map();
let chromium;

before(async () => {
  chromium = await browser();
  for (const size of SIZES) {
    const made = reader(size);
    readers.set(size, { ...made, server: await serve(made.site) });
  }
});

after(async () => {
  await chromium?.close();
  for (const { server, finish } of readers.values()) {
    await server.close();
    finish();
  }
});

async function open(address, options = {}) {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", bypassCSP: !!options.bypassCSP, ...options });
  const page = await context.newPage();
  const heard = complaints(page);
  await page.goto(address, { waitUntil: "load" });
  return { page, heard, close: () => context.close() };
}

/** The pages of the timeline that are drawn: the overview, the first, a middle and the last period. */
function some(site) {
  const periods = pages(site).filter((page) => /^timeline\/[^/]*(-to-|\d{4}|undated)[^/]*\/index.html$/.test(page) && !/\/e\d+\//.test(page));
  return ["timeline/index.html", ...new Set([periods[0], periods[Math.floor(periods.length / 2)], periods.at(-1)])].filter(Boolean);
}

for (const size of SIZES) {
  test(`${size} events: the overview has bounds`, () => {
    const { site } = readers.get(size);
    const bytes = statSync(path.join(site, "timeline/index.html")).size;
    assert.ok(bytes < 200_000, `${bytes} bytes`);
  });

  test(`${size} events: nothing overlaps at any width, drawn whole or close`, async () => {
    const { site, server } = readers.get(size);
    for (const file of some(site)) {
      const { page, heard, close } = await open(server.address + file);
      for (const width of [320, 820, 1280, 2560]) {
        await page.setViewportSize({ width, height: 900 });
        const { overlaps, outside, small, overflow } = await page.evaluate(measured);
        assert.deepEqual([overlaps, outside, overflow], [[], 0, 0], `${file} at ${width}`);
        assert.ok(small >= 9, `${file} at ${width}: letters of ${small} pixels`);
      }
      await page.setViewportSize({ width: 1280, height: 900 });
      const height = () => page.evaluate(() => document.documentElement.scrollHeight);
      const before = await height();
      const buttons = page.getByRole("button", { name: "Zoom in" });
      for (let n = 0; n < (await buttons.count()); n++) await buttons.nth(n).click();
      assert.equal(await height(), before, `${file}: what stands below stays where it is`);
      const { overlaps, overflow } = await page.evaluate(measured);
      assert.deepEqual([overlaps, overflow, heard], [[], 0, []], `${file} zoomed`);
      await close();
    }
  });
}

test("every event stands on one page with its passages, and once", () => {
  for (const [size, { site }] of readers) {
    const seen = new Map();
    const whole = pages(site).filter((page) => /^timeline\/([^/]+\/)?index.html$/.test(page) && !/\/e\d+\//.test(page));
    for (const file of whole) {
      for (const [, id] of readFileSync(path.join(site, file), "utf8").matchAll(/<li class="event" id="([^"]+)"/g)) seen.set(id, (seen.get(id) ?? 0) + 1);
    }
    assert.equal(seen.size, size);
    assert.ok([...seen.values()].every((count) => count === 1));
  }
});

test("an address of an event leads to it, from a folder of files as well", async () => {
  for (const size of [60, 500, 5000]) {
    const { site } = readers.get(size);
    const { page, heard, close } = await open(`${pathToFileURL(path.join(site, "timeline/index.html")).href}#e33`);
    await page.waitForFunction(() => document.getElementById("e33"));
    assert.equal(await page.evaluate(() => document.querySelector(":target")?.id), "e33", String(size));
    assert.deepEqual(heard, []);
    await close();
  }
});

test("without scripts names lead from the overview to the passages", async () => {
  const { server } = readers.get(500);
  const { page, close } = await open(`${server.address}timeline/index.html#e33`, { javaScriptEnabled: false });
  assert.equal(await page.locator("li.event:target").count(), 1);
  await page.locator("li.event:target .event-name").click();
  await page.waitForURL(/timeline\/[^/]+\/index.html#e33$/);
  await page.locator("li.event:target .event-text").waitFor();
  await close();
});

for (const size of [500, 5000]) {
  test(`${size} events: filters of the overview find what the pages hold, and go with the reader`, async () => {
    const { site, server } = readers.get(size);
    const { page, heard, close } = await open(`${server.address}timeline/index.html`);
    await page.locator(".filter summary", { hasText: "Tag" }).click();
    const label = page.locator(".filter[open] label").first();
    const count = Number(await label.locator(".count").textContent());
    await label.locator("input").check();
    await page.waitForFunction(([count, size]) => document.querySelector(".filter-status").textContent === `${count} of ${size} events`, [count, size]);
    assert.match(page.url(), /\?tag=/);
    const tag = new URL(page.url()).searchParams.get("tag");
    let held = 0;
    for (const file of pages(site).filter((page) => page.startsWith("timeline/") && !/\/e\d+\//.test(page))) {
      const text = readFileSync(path.join(site, file), "utf8");
      held += (text.match(new RegExp(`<dt>Tags</dt><dd>${tag}<`, "g")) ?? []).length;
    }
    assert.equal(held, count);
    await page.locator(".periods a").first().click();
    await page.waitForURL(/\?tag=/);
    const shown = await page.locator("li.event:visible").count();
    assert.ok(shown > 0 && shown < (await page.locator("li.event").count()));
    assert.deepEqual(heard, []);
    await close();
  });
}

test("10000 events have pages in bounds as well", async () => {
  const { site, finish } = reader(10_000);
  const server = await serve(site);
  try {
    const periods = pages(site).filter((page) => /^timeline\/[^/]*index.html$|^timeline\/[^/]+\/index.html$/.test(page) && !/\/e\d+\//.test(page));
    const sizes = periods.map((page) => [statSync(path.join(site, page)).size, page]).sort(([a], [b]) => b - a);
    assert.ok(periods.length > 100 && statSync(path.join(site, "timeline/index.html")).size < 200_000);
    assert.ok(sizes[0][0] < 400_000, sizes[0].join(" "));
    for (const file of some(site)) {
      const { page, heard, close } = await open(server.address + file);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const { overlaps, outside, overflow } = await page.evaluate(measured);
        assert.deepEqual([overlaps, outside, overflow, heard], [[], 0, 0, []], `${file} at ${width}`);
      }
      await close();
    }
  } finally {
    await server.close();
    finish();
  }
});

test("axe finds nothing, in Chinese alone either", async () => {
  const chinese = reader(60, { chinese: true });
  const server = await serve(chinese.site);
  try {
    const { page, close } = await open(`${server.address}timeline/index.html`);
    for (let n = 0; n < 3; n++) await page.getByRole("button", { name: "Zoom in" }).first().click();
    const words = await page.locator(".axis-drawing").first().locator(".ticks .date").allTextContents();
    assert.ok(words.length > 3 && words.every((date) => /^\d{4}年/.test(date)), words.join());
    assert.deepEqual((await page.evaluate(measured)).overlaps, []);
    await close();
    const opened = [[server, some(chinese.site)[0]], [server, some(chinese.site)[1]], [server, "articles/a0/index.html"], ...[500, 5000].flatMap((size) => some(readers.get(size).site).slice(0, 2).map((file) => [readers.get(size).server, file]))];
    await inPairs(opened.filter(([, file]) => file), async ([from, file]) => {
      const { page, close } = await open(from.address + file, { bypassCSP: true });
      assert.deepEqual(await violations(page), [], file);
      await close();
    });
  } finally {
    await server.close();
    chinese.finish();
  }
});
