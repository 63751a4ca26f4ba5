// What citeproc-js makes of citations: reads { modules, style, locales, items, citations } as JSON from its first
// argument’s file and prints a list of texts. `tests/suite/notes_oracle.rs` runs it.
const fs = require("fs");
const path = require("path");

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const CSL = require(path.join(job.modules, "citeproc"));
const items = new Map(job.items.map((item) => [item.id, item]));
const system = {
  retrieveItem: (id) => items.get(id),
  retrieveLocale: (tag) => {
    const file = path.join(job.locales, `locales-${tag}.xml`);
    return fs.existsSync(file) && fs.readFileSync(file, "utf8");
  },
};
const engine = new CSL.Engine(system, fs.readFileSync(job.style, "utf8"), "en-US", true);
engine.setOutputFormat("text");
engine.updateItems([...items.keys()]);

const texts = new Map();
const before = [];
for (const [index, citation] of job.citations.entries()) {
  const made = {
    citationID: `c${index}`,
    citationItems: citation.items,
    properties: { noteIndex: citation.note },
  };
  const [, changed] = engine.processCitationCluster(made, before.slice(), []);
  for (const [, text, id] of changed) texts.set(id, text);
  before.push([made.citationID, citation.note]);
}
process.stdout.write(JSON.stringify(job.citations.map((_, index) => texts.get(`c${index}`))));
