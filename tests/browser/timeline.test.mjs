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

const shown = (page) => page.locator("li.event:not([hidden])").count();

/** Opens the list of a filter and chooses the value at a place; gives the number that stood beside it. */
async function choose(page, title, at = 0) {
  const filter = page.locator(".filter", { has: page.locator("summary", { hasText: title }) });
  if (!(await filter.evaluate((e) => e.open))) await filter.locator("summary").click();
  const label = filter.locator("label").nth(at);
  const count = Number(await label.locator(".count").textContent());
  await label.locator("input").check();
  return count;
}

test("filters narrow alone and together, as many as their counts say", async () => {
  const { page, heard, close } = await open();
  const all = await shown(page);
  for (const title of ["Article", "Kind", "Tag", "Person", "Place"]) {
    const count = await choose(page, title);
    assert.equal(await shown(page), count, title);
    assert.equal(await page.locator(".filter-status").textContent(), `${count} of ${all} events`);
    assert.equal(await page.locator(".axis-drawing a.event:not(.out)").count(), count);
    assert.equal(await page.locator(".coverage tbody tr:not([hidden])").count(), count);
    await page.getByRole("button", { name: "Show all" }).click();
    assert.equal(await shown(page), all);
  }
  await choose(page, "Article");
  const both = await choose(page, "Kind");
  assert.equal(await shown(page), both);
  const wider = await choose(page, "Kind", 1);
  assert.equal(await shown(page), both + wider, "values of one kind widen");
  assert.equal(await page.locator("section.year:not([hidden]):not(:has(li.event:not([hidden])))").count(), 0);
  assert.deepEqual(heard, []);
  await close();
});

test("the span of years, kept in the address with the others and restored", async () => {
  const { page, close } = await open();
  await choose(page, "Kind");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  await page.getByLabel("From the year").fill("1950");
  await page.getByLabel("To the year").fill("1999");
  const ids = () => page.locator("li.event:not([hidden])").evaluateAll((list) => list.map((e) => e.id));
  const before = await ids();
  assert.ok(before.length > 0);
  assert.match(page.url(), /\?kind=[^&]+&from=1950&to=1999$/);
  await page.reload();
  assert.deepEqual(await ids(), before);
  await page.goto(page.url().replace(/#.*$/, "") + "#korean-war-1950");
  await page.waitForFunction(() => !document.querySelector("li.event:target")?.hidden);
  assert.ok(await page.locator("li.event:target").isVisible(), "a way to an event shows it");
  await close();
});

test("filters by keyboard alone and by touch", async () => {
  const { page, close } = await open({ viewport: { width: 360, height: 740 }, hasTouch: true });
  await page.locator(".filter summary").first().focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  const some = await shown(page);
  assert.ok(some < (await page.locator("li.event").count()));
  await page.getByRole("button", { name: "Show all" }).tap();
  assert.equal(await shown(page), await page.locator("li.event").count());
  await close();
});

test("without scripts there are no filters, and the list is whole", async () => {
  const { page, close } = await open({ javaScriptEnabled: false }, "?kind=war");
  assert.equal(await page.locator(".filters").isVisible(), false);
  assert.equal(await shown(page), await page.locator("li.event").count());
  await close();
});
