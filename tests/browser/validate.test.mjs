// Every page of the reader against the Nu HTML checker.
import test from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { SITE, pages } from "./site.mjs";

const vnu = createRequire(import.meta.url)("vnu-jar");

test("every page is valid HTML", () => {
  const files = pages().map((page) => path.join(SITE, page));
  assert.ok(files.length > 10, `only ${files.length} pages`);
  const run = spawnSync("java", ["-Xss8m", "-jar", String(vnu), "--format", "json", "--exit-zero-always", ...files], { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(run.status, 0, run.stderr);
  const messages = JSON.parse(run.stderr || run.stdout).messages;
  const said = messages.map((m) => `${path.relative(SITE, m.url.replace(/^file:/, ""))}:${m.lastLine}: ${m.subType ?? m.type}: ${m.message} | ${(m.extract ?? "").slice(0, 120)}`);
  assert.deepEqual(said.slice(0, 20), [], `${said.length} messages`);
});
