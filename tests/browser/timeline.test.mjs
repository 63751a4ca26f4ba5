// The timeline in a browser: the drawing measured, its ways followed, and read without scripts.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { browser, complaints, serve } from "./site.mjs";

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

async function open(options = {}, rest = "") {
  const context = await chromium.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const heard = complaints(page);
  await page.goto(`${server.address}timeline/index.html${rest}`, { waitUntil: "load" });
  return { page, heard, close: () => context.close() };
}

for (const width of [320, 768, 1024, 1440, 2560]) {
  test(`nothing drawn overlaps at ${width}, and nothing is wider than the page`, async () => {
    const { page, heard, close } = await open({ viewport: { width, height: 900 } });
    const { overlaps, small, overflow } = await page.evaluate(() => {
      const overlaps = [];
      let small = 99;
      for (const drawing of document.querySelectorAll(".axis-drawing")) {
        const boxes = [];
        for (const mark of drawing.querySelectorAll("a.event, a.crowd")) {
          const parts = [...mark.querySelectorAll(":scope > rect, :scope > circle")].map((e) => e.getBoundingClientRect());
          const name = mark.querySelector("svg.name");
          if (name) {
            // What is seen of the words is what their box lets through.
            const text = name.firstElementChild.getBoundingClientRect();
            const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
            parts.push({ left: text.left, right: Math.min(text.right, text.left + name.width.baseVal.value * scale), top: text.top + 3, bottom: text.bottom - 3 });
            small = Math.min(small, parseFloat(getComputedStyle(name.firstElementChild).fontSize) * scale);
          }
          boxes.push({ name: mark.getAttribute("aria-label"), left: Math.min(...parts.map((p) => p.left)), right: Math.max(...parts.map((p) => p.right)), top: Math.min(...parts.map((p) => p.top)), bottom: Math.max(...parts.map((p) => p.bottom)) });
        }
        for (let a = 0; a < boxes.length; a++) for (let b = a + 1; b < boxes.length; b++) {
          const [x, y] = [boxes[a], boxes[b]];
          if (x.left < y.right - 0.5 && y.left < x.right - 0.5 && x.top < y.bottom - 0.5 && y.top < x.bottom - 0.5) overlaps.push(`${x.name} / ${y.name}`);
        }
      }
      return { overlaps, small, overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth };
    });
    assert.deepEqual([overlaps, overflow, heard], [[], 0, []]);
    assert.ok(small >= 9, `the letters of the drawing are ${small} pixels high`);
    await close();
  });
}

test("every mark leads to an event of the list, and every event with a date is drawn once", async () => {
  const { page, close } = await open({ javaScriptEnabled: false });
  const marks = await page.locator(".axis-drawing a").evaluateAll((links) => links.flatMap((a) => a.dataset.events.split(" ").map((id) => [id, a.classList.contains("crowd") || decodeURIComponent(a.getAttribute("href")) === `#${id}`, !!a.getAttribute("aria-label")])));
  const events = await page.locator("li.event").evaluateAll((list) => list.map((e) => e.id));
  assert.deepEqual(marks.map(([id]) => id).sort(), events.sort());
  assert.ok(marks.every(([, leads, named]) => leads && named));
  await page.locator(".axis-drawing a.event").nth(3).click();
  assert.equal(await page.evaluate(() => !!document.querySelector("li.event:target")), true);
  await close();
});

test("a name that was cut stands whole in focus", async () => {
  const { page, close } = await open();
  const cut = page.locator("a.event:has(.whole)").first();
  assert.equal(await cut.locator(".whole").evaluate((e) => getComputedStyle(e).visibility), "hidden");
  await page.keyboard.press("Tab");
  await cut.focus();
  assert.equal(await cut.locator(".whole").evaluate((e) => getComputedStyle(e).visibility), "visible");
  await close();
});

test("the table of the articles leads to passages, and its numbers are those of the list", async () => {
  const { page, close } = await open({ javaScriptEnabled: false });
  const rows = await page.locator(".coverage tbody tr").evaluateAll((rows) => rows.map((row) => ({ id: row.dataset.event, cells: [...row.querySelectorAll("td a")].map((a) => [Number(a.textContent), a.getAttribute("href")]) })));
  assert.equal(rows.length, await page.locator("li.event").count());
  for (const { id, cells } of rows.slice(0, 12)) {
    const counts = await page.locator(`li.event[id="${id}"] .passage-group:not(:has(.tag)) ul`).evaluateAll((lists) => lists.map((list) => list.children.length));
    assert.deepEqual(cells.map(([count]) => count).sort(), counts.sort(), id);
  }
  await page.locator(".coverage summary").click();
  await page.locator(".coverage tbody td a").first().click();
  assert.match(page.url(), /articles\/.*#/);
  assert.equal(await page.evaluate(() => !!document.querySelector(":target")), true);
  await close();
});
