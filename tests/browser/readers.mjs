// Readers of any size, made by a seeded generator and built with the program: the same seed gives the same reader.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const POSTIL = path.resolve(process.env.POSTIL ?? "../../target/release/postil");

/** A small generator of numbers from 0 to 1 (xorshift). */
function random(seed) {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

const WORDS = ["conference", "treaty", "of the", "northern", "ports", "reopens", "after", "long", "talks", "delegates", "meet", "in", "the hall", "a note", "is sent", "and", "answered", "late"];
const KINDS = ["summit", "treaty", "war", "speech", "election", ""];
const HAN = "会议条约宣布成立北方港口重开代表团外交部长访问签署声明战争结束";

/**
 * Builds a reader of so many events and gives the folder of its pages; `finish` removes it. Forty events share one day,
 * one spans a century, and the dates are of all kinds. `chinese` names everything in Chinese alone.
 */
export function reader(events, { seed = 7, chinese = false } = {}) {
  const root = mkdtempSync(path.join(tmpdir(), "postil-reader-"));
  const next = random(seed + events);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const two = (n) => String(n).padStart(2, "0");
  const title = (n) => {
    const length = 2 + Math.floor(next() * 9);
    if (chinese) return Array.from({ length: length * 2 }, () => pick([...HAN])).join("");
    return `${n} ${Array.from({ length }, () => pick(WORDS)).join(" ")}`;
  };
  const date = () => {
    const year = 1900 + Math.floor(125 * Math.sqrt(next()));
    const month = two(1 + Math.floor(next() * 12));
    const day = two(1 + Math.floor(next() * 28));
    return pick([`${year}`, `${year}~`, `${year}-${month}`, `${year}-${month}-${day}`, `${year}-${month}-${day}?`, `${year}/${year + 1 + Math.floor(next() * 12)}`, `${year}-${month}/..`, `../${year}`, `${String(year).slice(0, 3)}X`]);
  };
  const list = [];
  const articles = [[], [], []];
  for (let n = 0; n < events; n++) {
    const when = n === 0 ? "1901/2000" : n <= Math.min(40, events / 2) ? "1955-04-18" : date();
    const kind = pick(KINDS);
    const lines = ["[[event]]", `id = "e${n}"`, `date = "${when}"`, `title = "${title(n)}"`, `text = "${chinese ? "这里说明发生了什么。" : "What happened, in a sentence or two that are long enough to be read as a text."}"`, `tags = ["${pick(["peace", "trade", "ports"])}"]`];
    if (kind) lines.push(`kind = "${chinese ? { summit: "会议", treaty: "条约", war: "战争", speech: "演讲", election: "选举" }[kind] : kind}"`);
    if (n % 3 === 0) lines.push(`place = "${pick(["Bandung", "Geneva"])}"`);
    list.push(lines.join("\n"));
    if (n % 4 === 0) articles[n % 3].push(n);
  }
  mkdirSync(path.join(root, "content/articles"), { recursive: true });
  writeFileSync(path.join(root, "site.toml"), `title = "${chinese ? "读本" : "Reader"}"\nlanguage = "${chinese ? "zh-Hans" : "en"}"\n`);
  writeFileSync(path.join(root, "content/timeline.toml"), list.join("\n\n") + "\n");
  articles.forEach((told, at) => {
    const text = told.map((n) => (chinese ? `文中说到[事件e${n}](event:e${n})。` : `The text speaks of [event e${n}](event:e${n}) here.`)).join("\n\n");
    writeFileSync(path.join(root, `content/articles/a${at}.md`), `+++\ntitle = "${chinese ? "文章" : "Article"} ${at}"\nauthor = ["Author ${at}"]\nissued = "20${two(at)}"\n+++\n\n${text || "Nothing."}\n`);
  });
  const site = path.join(root, "public");
  const run = spawnSync(POSTIL, ["build", "--root", root, "--output", site], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`${POSTIL}: ${run.stdout}${run.stderr}`);
  return { site, finish: () => rmSync(root, { recursive: true, force: true }) };
}
