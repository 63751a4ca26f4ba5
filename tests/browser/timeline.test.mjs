// The timeline in a browser: the drawing measured and given more room, its ways followed, filtered, printed, and read
// without scripts; and the events in the articles.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import path from "node:path";
import { SITE, browser, complaints, pages, serve, violations } from "./site.mjs";
import { measured } from "./measure.mjs";

const OVERVIEW = "timeline/index.html";
const PERIOD = pages().find((page) => /^timeline\/[^/]*-to-[^/]*\/index.html$/.test(page));
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

async function open(options = {}, rest = "", file = OVERVIEW) {
  const context = await chromium.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const heard = complaints(page);
  await page.goto(`${server.address}${file}${rest}`, { waitUntil: "load" });
  return { page, heard, context, close: () => context.close() };
}

test("the overview has bounds", () => {
  const bytes = statSync(path.join(SITE, OVERVIEW)).size;
  assert.ok(bytes < 200_000, `${bytes} bytes`);
});

test("nothing drawn overlaps from 320 to 2560, and nothing is wider than the page", async () => {
  for (const file of [OVERVIEW, PERIOD]) {
    const { page, heard, close } = await open({}, "", file);
    for (const width of [320, 360, 768, 1024, 1440, 1920, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      const { overlaps, outside, small, overflow } = await page.evaluate(measured);
      assert.deepEqual([overlaps, outside, overflow, heard], [[], 0, 0, []], `${file} at ${width}`);
      assert.ok(small >= 9, `the letters of the drawing are ${small} pixels high at ${width}`);
    }
    await close();
  }
});

test("every mark leads to an event of the list, and every event with a date is drawn once", async () => {
  for (const file of [OVERVIEW, PERIOD]) {
    const { page, close } = await open({ javaScriptEnabled: false }, "", file);
    const marks = await page.locator(".axis-drawing a.event").evaluateAll((links) => links.map((a) => [decodeURIComponent(a.getAttribute("href").slice(1)), a.querySelector("title").textContent.length > 0]));
    const events = await page.locator("li.event").evaluateAll((list) => list.map((e) => e.id));
    assert.deepEqual(marks.map(([id]) => id).sort(), events.sort());
    assert.ok(marks.every(([, named]) => named));
    await page.locator(".axis-drawing a.event").nth(3).click();
    assert.equal(await page.evaluate(() => !!document.querySelector("li.event:target")), true);
    await close();
  }
});

test("an address of an event finds it on the overview, and leads on to its passages", async () => {
  const { page, close } = await open({ javaScriptEnabled: false }, "#bandung-1955");
  const line = page.locator("li.event:target");
  assert.ok((await line.locator(".places a").count()) > 0);
  await line.locator(".event-name").click();
  assert.match(page.url(), /-to-.*#bandung-1955$/);
  await page.locator("li.event:target .passage").first().waitFor({ state: "attached" });
  await close();
});

test("a name that is cut stands whole in focus", async () => {
  const { page, close } = await open();
  const cut = page.locator("a.event:has(.cut)").first();
  const mask = () => cut.locator(".cut").evaluate((e) => [getComputedStyle(e).mask, getComputedStyle(e.parentNode).overflow]);
  assert.match((await mask()).join(), /url.*hidden/);
  await page.keyboard.press("Tab");
  await cut.focus();
  assert.equal((await mask()).join(), "none,visible");
  await close();
});

test("headings, filters, drawing and list come in this order, and the drawing has a name", async () => {
  for (const file of [OVERVIEW, PERIOD]) {
    const { page, close } = await open({}, "", file);
    const order = await page.evaluate(() => {
      const all = [...document.querySelectorAll("h1, .filters, section.axis, .timeline")];
      return all.map((e) => (e.tagName === "H1" ? "h1" : e.className.split(" ")[0])).filter((name, at, all) => name !== all[at - 1]);
    });
    assert.deepEqual(order, ["h1", "filters", "axis", "timeline"]);
    const drawing = page.getByRole("region", { name: "The events drawn" });
    assert.equal(await drawing.count(), 1);
    assert.match(await drawing.locator("p").first().textContent(), /\d+ events drawn in order of time/);
    await page.keyboard.press("Tab");
    await page.getByRole("link", { name: "Skip the drawing" }).focus();
    await page.keyboard.press("Enter");
    assert.match(page.url(), /#:events$/);
    await close();
  }
});

test("lanes are named by the kind of their events", async () => {
  const { page, close } = await open({ javaScriptEnabled: false }, "", PERIOD);
  const lanes = await page.locator(".axis-drawing .lane").evaluateAll((lanes) => lanes.map((lane) => [lane.getAttribute("aria-label"), [...lane.querySelectorAll("a.event")].map((a) => decodeURIComponent(a.getAttribute("href").slice(1)))]));
  const kinds = await page.locator("li.event").evaluateAll((list) => Object.fromEntries(list.map((e) => [e.id, [...e.querySelectorAll("dt")].find((dt) => dt.textContent === "Kind")?.nextElementSibling.textContent ?? "other"])));
  assert.ok(lanes.length > 3);
  for (const [name, ids] of lanes) assert.deepEqual(ids.filter((id) => kinds[id] !== name), [], name);
  const names = await page.locator(".axis-drawing .lane-name").allTextContents();
  assert.deepEqual(names.map((name, at) => lanes[at][0].startsWith(name.replace("…", ""))), lanes.map(() => true), names.join());
  await close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1440]) {
    test(`axe finds nothing with filters open and a drawing zoomed: ${colorScheme}, ${width}`, async () => {
      const { page, close } = await open({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true }, "?from=1955", PERIOD);
      await page.getByRole("button", { name: "Zoom in" }).first().click();
      await page.locator(".filter summary").first().click();
      await page.locator(".coverage summary").click();
      await page.locator("li.event:visible .passages summary, li.event:visible details summary").first().click();
      assert.deepEqual(await violations(page), []);
      await close();
      const article = await open({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true }, "", "articles/odgaard-2023/index.html");
      await article.page.keyboard.press("Tab");
      await article.page.locator('.text .block > :not(.margin) a[href*="bandung-1955"]').first().focus();
      await article.page.locator(".near-card").waitFor();
      assert.deepEqual(await violations(article.page), []);
      await article.close();
    });
  }
}

test("the table of the articles leads to passages, and its numbers are those of the list", async () => {
  const { page, close } = await open({ javaScriptEnabled: false }, "", PERIOD);
  const rows = await page.locator(".coverage tbody tr").evaluateAll((rows) => rows.map((row) => ({ id: row.dataset.event, cells: [...row.querySelectorAll("td a")].map((a) => [Number(a.textContent), a.getAttribute("href")]) })));
  assert.equal(rows.length, await page.locator("li.event").count());
  for (const { id, cells } of rows.slice(0, 12)) {
    const counts = await page.locator(`li.event[id="${id}"] .passage-group:not(:has(.tag)) ul`).evaluateAll((lists) => lists.map((list) => list.children.length));
    assert.deepEqual(cells.map(([count]) => count).sort(), counts.sort(), id);
  }
  await page.locator(".coverage summary").click();
  await page.locator(".coverage tbody td a").first().click();
  assert.match(page.url(), /articles\/.*#/);
  await page.locator(":target").first().waitFor({ state: "attached" });
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

for (const file of [OVERVIEW, PERIOD]) {
  test(`filters narrow alone and together, as many as their counts say: ${file}`, async () => {
    const { page, heard, close } = await open({}, "", file);
    const all = await shown(page);
    for (const title of ["Article", "Kind", "Tag", "Person", "Place"]) {
      const count = await choose(page, title);
      assert.equal(await shown(page), count, title);
      assert.equal(await page.locator(".filter-status").textContent(), count === all ? `All ${all} events` : `${count} of ${all} events`);
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
}

test("the span of years, kept in the address with the others and restored, and taken to other pages", async () => {
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
  await page.locator(".periods a").first().click();
  assert.match(page.url(), /\?kind=[^&]+&from=1950&to=1999$/);
  assert.deepEqual((await ids()).filter((id) => !before.includes(id)), []);
  await page.goBack();
  await page.goto(page.url().replace(/#.*$/, "") + "#iraq-war-2003");
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

test("without scripts there are no filters and no buttons, and the list is whole", async () => {
  const { page, close } = await open({ javaScriptEnabled: false }, "?kind=war");
  assert.equal(await page.locator(".filters").isVisible(), false);
  assert.equal(await page.locator(".axis-tools").count(), 0);
  assert.equal(await shown(page), await page.locator("li.event").count());
  await close();
});

const level = (page) => page.locator(".axis-drawing").first().evaluate((e) => e.viewBox.baseVal.width / 1000);
const frame = (page) => page.locator(".axis-scroll").first();
const along = (page) => frame(page).evaluate((e) => e.scrollLeft);

/** Where a mark is on the screen, from left. */
const left = (page, at) => page.locator(".axis-drawing").first().locator("a.event").nth(at).locator(".mark").first().evaluate((e) => e.getBoundingClientRect().left);

test("a drawing is given more room by buttons and keys, and nothing below it moves", async () => {
  const { page, heard, close } = await open();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const tools = page.locator(".axis-tools").first();
  assert.ok(await tools.getByRole("button", { name: "Zoom out" }).isDisabled());
  await tools.getByRole("button", { name: "Zoom in" }).click();
  await tools.getByRole("button", { name: "Zoom in" }).click();
  assert.ok((await level(page)) > 3);
  const { overlaps, overflow } = await page.evaluate(measured);
  assert.deepEqual([overlaps, overflow], [[], 0]);
  const ticks = await page.locator(".axis-drawing").first().locator(".ticks .date").allTextContents();
  assert.ok(ticks.length > 12 && new Set(ticks).size === ticks.length, ticks.join());
  await frame(page).focus();
  const before = await along(page);
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((before) => document.querySelector(".axis-scroll").scrollLeft > before, before);
  await page.keyboard.press("-");
  assert.ok((await level(page)) < 3);
  await page.keyboard.press("0");
  assert.equal(await level(page), 1);
  await page.keyboard.press("+");
  assert.ok((await level(page)) > 1.5);
  assert.equal(await page.evaluate(() => document.documentElement.scrollHeight), height);
  assert.deepEqual(heard, []);
  await close();
});

test("a drawing that was given room and gave it back is as it was built", async () => {
  const { page, close } = await open();
  const places = () => page.locator(".axis-drawing").first().locator("a.event").evaluateAll((marks) => marks.map((e) => e.getAttribute("transform").match(/[\d.]+/g).map((n) => Math.round(Number(n) / 2)).join()));
  const built = await places();
  await frame(page).focus();
  await page.keyboard.press("+");
  assert.notDeepEqual(await places(), built);
  await page.keyboard.press("0");
  const moved = (await places()).filter((place, at) => place !== built[at]);
  assert.ok(moved.length <= 2, `moved: ${moved.length}`);
  await close();
});

test("the wheel with control zooms where it points, the mouse drags, and the years in view are listed", async () => {
  const { page, close } = await open();
  const box = await frame(page).boundingBox();
  const mark = await left(page, 4);
  await page.mouse.move(mark + 4, box.y + 12);
  await page.mouse.wheel(0, -200);
  assert.equal(await level(page), 1, "the wheel alone scrolls the page");
  await page.evaluate(() => scrollTo(0, 0));
  await page.keyboard.down("Control");
  await page.mouse.move(mark + 4, box.y + 12);
  await page.mouse.wheel(0, -200);
  await page.waitForFunction(() => document.querySelector(".axis-drawing").viewBox.baseVal.width > 1500);
  await page.keyboard.up("Control");
  assert.ok(Math.abs((await left(page, 4)) - mark) < 12, "what was pointed at stays there");
  const before = await along(page);
  await page.mouse.down();
  await page.mouse.move(mark + 154, box.y + 12, { steps: 4 });
  await page.mouse.up();
  assert.ok(Math.abs(before - (await along(page)) - 150) < 6, `${before} ${await along(page)}`);
  const all = await shown(page);
  await page.getByRole("button", { name: "list these years" }).first().click();
  assert.match(page.url(), /from=\d{4}&to=\d{4}/);
  assert.ok((await shown(page)) < all);
  await close();
});

test("two fingers zoom and one scrolls", async () => {
  const { page, context, close } = await open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await frame(page).scrollIntoViewIfNeeded();
  const box = await frame(page).boundingBox();
  const y = box.y + 40;
  const session = await context.newCDPSession(page);
  const touch = (type, ...points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  await touch("touchStart", [150, y], [190, y]);
  for (let n = 1; n <= 6; n++) await touch("touchMove", [150 - 10 * n, y], [190 + 10 * n, y]);
  await touch("touchEnd");
  assert.ok((await level(page)) > 2, String(await level(page)));
  assert.equal(await page.evaluate(() => visualViewport.scale), 1, "the page itself is not zoomed");
  const before = await along(page);
  await touch("touchStart", [250, y]);
  for (let n = 1; n <= 8; n++) await touch("touchMove", [250 - 15 * n, y]);
  await touch("touchEnd");
  await page.waitForFunction((before) => document.querySelector(".axis-scroll").scrollLeft > before + 40, before);
  await close();
});

test("on paper the drawing is whole and nothing overlaps", async () => {
  for (const file of [OVERVIEW, PERIOD]) {
    const { page, close } = await open({ viewport: { width: 1000, height: 700 } }, "", file);
    await frame(page).focus();
    await page.keyboard.press("+");
    await page.keyboard.press("0");
    await page.emulateMedia({ media: "print" });
    const { overlaps, outside } = await page.evaluate(measured);
    assert.deepEqual([overlaps, outside], [[], 0], file);
    assert.equal(await page.locator(".filters").isVisible(), false);
    const hidden = await page.evaluate(() => [...document.querySelectorAll(".passage, .coverage td")].filter((e) => !e.getClientRects().length).length);
    assert.equal(hidden, 0, "what is folded on the screen is printed");
    await page.emulateMedia({ media: "screen" });
    await page.keyboard.press("+");
    const printed = page.evaluate(() => new Promise((done) => addEventListener("beforeprint", () => done(document.querySelector(".axis-drawing").viewBox.baseVal.width))));
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.equal(await printed, 1000);
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    await close();
  }
});

test("an article's strip has its events in the text and in time, and leads to both", async () => {
  const { page, close } = await open({ javaScriptEnabled: false }, "", "articles/odgaard-2023/index.html");
  const { threads, dots } = await page.evaluate(() => ({
    threads: [...document.querySelectorAll(".strip .thread")].map((a) => !!document.getElementById(decodeURIComponent(a.getAttribute("href").slice(1)))),
    dots: [...document.querySelectorAll(".strip circle")].map((e) => e.getBoundingClientRect()).map((b) => [b.left, b.right]),
  }));
  assert.ok(threads.length > 20 && threads.every(Boolean));
  dots.sort((a, b) => a[0] - b[0]);
  assert.deepEqual(dots.filter((dot, at) => at && dot[0] < dots[at - 1][1] - 1.5), [], "dots overlap");
  assert.equal(await page.locator(".event-strip > li").count(), dots.length);
  await page.locator(".strip figcaption a").click();
  assert.match(page.url(), /#:events$/);
  await close();
});

test("a passage that speaks of an event shows what other texts tell of at that time", async () => {
  const { page, heard, close } = await open({}, "", "articles/odgaard-2023/index.html");
  const link = page.locator('.text .block > :not(.margin) a[href*="bandung-1955"]').first();
  await link.hover();
  const card = page.locator(".near-card");
  await card.waitFor();
  assert.ok((await card.locator("a").count()) > 1);
  const own = await card.locator(".places a").evaluateAll((links) => links.filter((a) => a.href.includes("odgaard-2023")).length);
  assert.equal(own, 0, "they are other articles");
  const box = await card.boundingBox();
  await page.mouse.move(box.x + 20, box.y + 20, { steps: 3 });
  await page.waitForTimeout(400);
  assert.equal(await card.count(), 1, "it stays under the pointer");
  await page.keyboard.press("Escape");
  assert.equal(await card.count(), 0);
  await page.mouse.move(2, 2);
  await page.keyboard.press("Tab");
  await link.focus();
  await card.waitFor();
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => !!document.activeElement.closest(".near-card")), "it is the next stop");
  await page.keyboard.press("Escape");
  assert.ok(await link.evaluate((e) => e === document.activeElement), "and leads back");
  await page.setViewportSize({ width: 360, height: 740 });
  await link.blur();
  await page.keyboard.press("Shift");
  await link.focus();
  await card.waitFor();
  const narrow = await card.boundingBox();
  assert.ok(narrow.x >= 0 && narrow.x + narrow.width <= 360, JSON.stringify(narrow));
  assert.deepEqual(heard, []);
  await close();
});

test("without scripts the event's page has its neighbours in time", async () => {
  const { page, close } = await open({ javaScriptEnabled: false }, "", "articles/odgaard-2023/index.html");
  await page.locator('.text .block > :not(.margin) a[href*="bandung-1955"]').first().click();
  assert.match(page.url(), /timeline\/bandung-1955/);
  const near = page.locator(".near > li");
  assert.ok((await near.count()) >= 3);
  await near.locator(".places a").first().click();
  assert.match(page.url(), /articles\/.*#/);
  await close();
});
