// The preview in a browser: a page changes in place, tells of mistakes, and catches up.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { browser, complaints } from "./site.mjs";

const POSTIL = process.env.POSTIL ?? "postil";
const PARAGRAPHS = 60;
let chromium;
let folder;
let preview;

function put(name, text) {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** An article whose paragraphs are numbered; some can be put in the place of theirs. */
function article(instead = {}, title = "One") {
  const paragraphs = Array.from({ length: PARAGRAPHS }, (_, n) => instead[n + 1] ?? `Paragraph ${n + 1} is as it was[^1].`);
  return `+++\ntitle = "${title}"\n+++\n\n${paragraphs.join("\n\n")}\n\n[^1]: The only note.\n`;
}

const SITE = 'title = "Preview"\n[serve]\neditor = "vscode://file/{path}:{line}:{column}"\n';

function lay() {
  put("site.toml", SITE);
  put("content/articles/one.md", article());
  put("content/articles/two.md", "+++\ntitle = \"Two\"\n+++\n\nAnother text.\n");
  put("assets/theme/reader.css", ".sheet { margin-top: 1px; }\n");
}

/** Starts the preview, and waits until it tells its address. */
async function start(port = 0) {
  const child = spawn(POSTIL, ["serve", "--root", folder, "--port", String(port)], { stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((found, failed) => {
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
      const match = said.match(/serving at (\S+)/);
      if (match) found(match[1]);
    });
    child.on("exit", () => failed(new Error(said)));
  });
  const stop = () => new Promise((stopped) => { child.removeAllListeners("exit"); child.on("exit", stopped); child.kill("SIGINT"); });
  return { address, port: Number(new URL(address).port), stop };
}

before(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "preview-"));
  lay();
  chromium = await browser();
  preview = await start();
});

after(async () => {
  await chromium?.close();
  await preview?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page that remembers whether it was loaded anew. */
async function open(where = "articles/one/") {
  const context = await chromium.newContext({ viewport: { width: 1200, height: 800 } });
  const page = await context.newPage();
  const heard = complaints(page);
  await page.goto(preview.address + where, { waitUntil: "load" });
  await page.evaluate(() => { window.first = true; });
  const kept = () => page.evaluate(() => window.first === true);
  return { page, heard, kept, close: () => context.close() };
}

const says = (page, words) => page.locator("main", { hasText: words }).waitFor({ timeout: 20000 });

async function restore(page) {
  lay();
  await says(page, "Paragraph 30 is as it was");
  await page.locator(".postil-faults").waitFor({ state: "detached" });
}

test("an edit changes the text without a reload; scroll, selection and notes stay", async () => {
  const { page, heard, kept, close } = await open();
  await page.locator("#p30").scrollIntoViewIfNeeded();
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector("#p29"), NodeFilter.SHOW_TEXT);
    let text;
    while ((text = walker.nextNode())) if (text.data.includes("as it was")) break;
    window.getSelection().setBaseAndExtent(text, 0, text, 12);
  });
  const before = await page.evaluate(() => [window.scrollY, window.getSelection().toString()]);
  assert.equal(before[1], "Paragraph 29");
  put("content/articles/one.md", article({ 30: "Paragraph 30 is **quite** another[^1].", 31: "Paragraph 31 too." }));
  await says(page, "Paragraph 30 is quite another");
  assert.deepEqual(await page.evaluate(() => [window.scrollY, window.getSelection().toString()]), before);
  assert.equal(await page.locator("#p30 strong").textContent(), "quite");
  assert.equal(await kept(), true);
  await restore(page);
  assert.deepEqual([await kept(), heard], [true, []]);
  await close();
});

test("a paragraph that comes and goes; the page is then what it is when it is loaded", async () => {
  const { page, kept, close } = await open();
  put("content/articles/one.md", article({ 3: "Paragraph 3 is new.\n\n> A quotation.\n\nParagraph 3½.", 50: "" }, "A new title"));
  await says(page, "Paragraph 3½");
  await page.waitForFunction(() => document.title.startsWith("A new title"));
  const inner = () => page.evaluate(() => [document.title, document.querySelector("main").innerHTML.replace(/\s+/g, " ")]);
  const changed = await inner();
  assert.equal(await kept(), true);
  await page.reload();
  assert.deepEqual(changed, await inner());
  await restore(page);
  await close();
});

test("an edited paragraph that is off screen is brought into view", async () => {
  const { page, close } = await open();
  put("content/articles/one.md", article({ 55: "Paragraph 55 is far below." }));
  await says(page, "far below");
  await page.waitForFunction(() => {
    const box = document.querySelector("#p55").getBoundingClientRect();
    return box.top >= 0 && box.bottom <= window.innerHeight;
  });
  assert.equal(await page.locator("#p55.postil-edited").count(), 1);
  await page.locator("#p55.postil-edited").waitFor({ state: "detached" });
  await restore(page);
  await close();
});

test("a mistake is shown over the page, leads to the editor, and goes when it is mended", async () => {
  const { page, heard, kept, close } = await open();
  put("content/articles/one.md", article({ 2: "A marker[^none] & <b>`code`</b>." }));
  const panel = page.locator(".postil-faults");
  await panel.waitFor();
  const text = await panel.textContent();
  assert.match(text, /content\/articles\/one\.md:7:9 \[note-undefined\]/);
  assert.match(text, /A marker\[\^none\] & <b>`code`<\/b>\./);
  assert.equal(await panel.locator("mark").first().textContent(), "[^none]");
  const link = await panel.locator("a").first().getAttribute("href");
  assert.match(link, /^vscode:\/\/file\/[^/].*\/content\/articles\/one\.md:7:9$/);
  assert.match(await page.locator("#p2").textContent(), /Paragraph 2 is as it was/);
  // Other pages tell of it, too; the last good one is there.
  const other = await open("articles/two/");
  await other.page.locator(".postil-faults").waitFor();
  await other.close();
  put("content/articles/one.md", article({ 2: "Paragraph 2 is mended." }));
  await says(page, "Paragraph 2 is mended");
  await panel.waitFor({ state: "detached" });
  assert.deepEqual([await kept(), heard], [true, []]);
  await restore(page);
  await close();
});

test("a style sheet is swapped without a reload", async () => {
  const { page, kept, close } = await open();
  const margin = () => page.evaluate(() => getComputedStyle(document.querySelector(".sheet")).marginTop);
  assert.equal(await margin(), "1px");
  put("assets/theme/reader.css", ".sheet { margin-top: 7px; }\n");
  await page.waitForFunction(() => getComputedStyle(document.querySelector(".sheet")).marginTop === "7px");
  assert.equal(await kept(), true);
  lay();
  await page.waitForFunction(() => getComputedStyle(document.querySelector(".sheet")).marginTop === "1px");
  assert.equal(await page.evaluate(() => document.querySelectorAll("link[href*=reader]").length), 1);
  assert.equal(await kept(), true);
  await close();
});

test("two tabs hear of the same edit, and a third of none that is not its own", async () => {
  const [one, two, other] = [await open(), await open(), await open("articles/two/")];
  const requests = [];
  other.page.on("request", (request) => requests.push(request.url()));
  put("content/articles/one.md", article({ 1: "Paragraph 1 in both." }));
  await Promise.all([one, two].map(({ page }) => says(page, "in both")));
  assert.deepEqual([await one.kept(), await two.kept(), await other.kept()], [true, true, true]);
  assert.deepEqual(requests, []);
  await restore(one.page);
  for (const tab of [one, two, other]) await tab.close();
});

test("a preview that is started anew is caught up with", async () => {
  const { page, kept, close } = await open();
  await preview.stop();
  put("content/articles/one.md", article({ 1: "Paragraph 1 was written meanwhile." }));
  preview = await start(preview.port);
  await says(page, "written meanwhile");
  assert.equal(await kept(), true);
  await restore(page);
  await close();
});

test("what its scripts keep in mind makes a page load anew", async () => {
  const { page, kept, close } = await open("search/");
  await page.locator("[data-search] input").fill("Tw");
  put("content/articles/three.md", "+++\ntitle = \"Twenty-three\"\n+++\n\nThe third text.\n");
  await page.locator("[data-row]", { hasText: "Twenty-three" }).waitFor({ state: "visible", timeout: 20000 });
  assert.equal(await kept(), false);
  assert.equal(await page.locator("[data-search] input").inputValue(), "Tw");
  rmSync(path.join(folder, "content/articles/three.md"));
  await page.locator("[data-row]", { hasText: "Twenty-three" }).waitFor({ state: "detached", timeout: 20000 });
  await close();
});
