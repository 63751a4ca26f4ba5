// The events in TimelineJS itself: what it makes of the file that is written for it.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import path from "node:path";
import { SITE, browser } from "./site.mjs";

const DIST = path.resolve(import.meta.dirname, "node_modules/@knight-lab/timelinejs/dist");
const PAGE = `<!doctype html><html lang="en"><title>TimelineJS</title><link rel="stylesheet" href="/dist/css/timeline.css">
<div id="timeline" style="width: 1000px; height: 600px"></div><script src="/dist/js/timeline.js"></script>`;

let chromium;
let server;
let address;

before(async () => {
  chromium = await browser();
  server = createServer((request, response) => {
    const url = new URL(request.url, "http://localhost").pathname;
    const file = url.startsWith("/dist/") ? path.join(DIST, url.slice(5)) : url === "/events.json" ? path.join(SITE, "timeline.timelinejs.json") : "";
    const types = { ".css": "text/css", ".js": "text/javascript", ".json": "application/json" };
    try {
      response.writeHead(200, { "content-type": types[path.extname(file)] ?? "text/html; charset=utf-8" });
      response.end(file ? readFileSync(file) : PAGE);
    } catch {
      response.end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  address = `http://127.0.0.1:${server.address().port}/`;
});

after(async () => {
  await chromium?.close();
  server?.closeAllConnections();
  server?.close();
});

test("TimelineJS takes every event that has a date", async () => {
  const document = JSON.parse(readFileSync(path.join(SITE, "timeline.timelinejs.json"), "utf8"));
  const ours = JSON.parse(readFileSync(path.join(SITE, "timeline.json"), "utf8")).events;
  const dated = ours.filter((event) => event.earliest || event.latest);
  assert.equal(document.events.length, dated.length);
  const page = await chromium.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(address);
  const found = await page.evaluate(async () => {
    const data = await (await fetch("/events.json")).json();
    const timeline = new TL.Timeline("timeline", data, { hash_bookmark: false });
    await new Promise((ready, late) => {
      setTimeout(() => late(new Error("TimelineJS is not ready")), 20000);
      const wait = () => (timeline.ready ? ready() : setTimeout(wait, 50));
      wait();
    });
    const config = timeline.config;
    return {
      errors: config.getErrors(),
      ids: config.events.map((event) => event.unique_id),
      order: config.events.map((event) => event.start_date.data.date_obj.getTime()),
      words: config.events.map((event) => event.display_date),
      markers: document.querySelectorAll(".tl-timemarker").length,
    };
  });
  assert.deepEqual(errors, []);
  assert.deepEqual(found.errors, []);
  assert.deepEqual([...found.ids].sort(), dated.map((event) => event.id).sort());
  assert.deepEqual(found.order, [...found.order].sort((a, b) => a - b));
  const words = new Map(ours.map((event) => [event.id, event.date]));
  found.ids.forEach((id, n) => assert.equal(found.words[n], words.get(id)));
  assert.equal(found.markers, dated.length);
  await page.close();
});
