// Citations in a browser: the reference beside its citation, by pointer, keyboard and touch, and a citation of a ¶ to copy.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { browser, complaints, serve } from "./site.mjs";

const ARTICLE = "articles/foot-king-2020/index.html";
const CITED = ".text a[role=doc-biblioref]";
const BOX = ".beside-link";
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

async function open(options = {}) {
  const context = await chromium.newContext({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"], ...options });
  const page = await context.newPage();
  const heard = complaints(page);
  await page.goto(server.address + ARTICLE, { waitUntil: "load" });
  return { page, heard, close: () => context.close() };
}

/** The text of the entry that a citation leads to. */
const entry = (link) => link.evaluate((a) => document.getElementById(decodeURIComponent(a.hash.slice(1))).querySelector(".reference-text").textContent.trim());
const UNIDENTIFIED = " (unidentified: the source cites this work and never lists it)";

test("hover shows the reference, which stays while it is pointed at, and Escape dismisses it", async () => {
  const { page, heard, close } = await open();
  const link = page.locator(CITED).first();
  await link.hover();
  const box = page.locator(BOX);
  await box.waitFor();
  const unidentified = await link.evaluate((a) => a.classList.contains("state-unidentified"));
  assert.equal((await box.textContent()).trim(), (await entry(link)) + (unidentified ? UNIDENTIFIED : ""));
  assert.equal(await link.getAttribute("aria-describedby"), await box.getAttribute("id"));
  const at = await box.boundingBox();
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2, { steps: 4 });
  await page.waitForTimeout(700);
  assert.equal(await box.count(), 1, "it can be pointed at");
  await page.keyboard.press("Escape");
  assert.equal(await box.count(), 0, "it can be dismissed");
  assert.equal(await link.getAttribute("aria-describedby"), null);
  await page.mouse.move(2, 2);
  await link.hover();
  await box.waitFor();
  await page.mouse.move(2, 2);
  await box.waitFor({ state: "detached" });
  assert.deepEqual(heard, []);
  await close();
});

test("the keyboard opens it, reaches what is in it, and leaves it", async () => {
  const { page, close } = await open();
  const link = page.locator(CITED).first();
  await page.keyboard.press("Tab");
  await link.focus();
  const box = page.locator(BOX);
  await box.waitFor();
  const inner = await box.locator("a").count();
  for (let n = 0; n < inner; n += 1) {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate((b) => document.querySelector(b).contains(document.activeElement), BOX), true);
  }
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate((a) => document.querySelector(a).matches("[aria-describedby]"), CITED), false);
  await close();
});

test("a tap shows it, a second tap follows the link", async () => {
  const { page, close } = await open({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });
  const link = page.locator(CITED).first();
  await link.tap();
  const box = page.locator(BOX);
  await box.waitFor();
  const at = await box.boundingBox();
  assert.ok(at.x >= 0 && at.x + at.width <= 390, "it stands within the screen");
  assert.equal(new URL(page.url()).hash, "");
  await link.tap();
  await page.waitForFunction(() => location.hash.startsWith("#ref-"));
  await close();
});

test("a citation of a paragraph is copied with its number and address", async () => {
  const { page, close } = await open();
  const number = page.locator("#p3 > a.pn");
  await number.focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await page.locator(`${BOX} button`).click();
  await page.locator(`${BOX} [role=status]`).filter({ hasText: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const reference = (await page.locator(".cite-this .reference-entry").textContent()).trim().replace(/\s+/g, " ").replace(/\.$/, "");
  assert.ok(copied.startsWith(reference), copied);
  assert.ok(copied.endsWith(`¶ 3. ${server.address}${ARTICLE}#p3`), copied);
  assert.ok(copied.includes("abridged in"), copied);
  await close();
});

test("without scripts a citation leads to its entry", async () => {
  const { page, close } = await open({ javaScriptEnabled: false });
  const link = page.locator(CITED).first();
  await link.click();
  assert.ok(new URL(page.url()).hash.startsWith("#ref-"));
  await close();
});
