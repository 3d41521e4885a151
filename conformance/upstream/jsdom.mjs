// npm's wpt-runner on some files of a folder: `node jsdom.mjs FOLDER LIST`, where LIST is a JSON array of test paths in the
// runner's order. On stdout, a JSON array a line: ["start", path], ["pass" | "fail", name], ["done"].
import { readFileSync, writeSync } from "node:fs";
import wptRunner from "wpt-runner";

const [folder, list] = process.argv.slice(2);
const wanted = new Set(JSON.parse(readFileSync(list, "utf8")));
const say = (...words) => writeSync(1, `${JSON.stringify(words)}\n`);

// Its server throws for what it does not have, and pages reject promises that nobody handles: neither ends the run.
process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});

await wptRunner(folder, {
  filter: (path) => wanted.has(path),
  reporter: {
    startSuite: (path) => say("start", path),
    pass: (name) => say("pass", name),
    fail: (name) => say("fail", name.replace(/\n$/, "")),
    reportStack: () => {},
  },
});
say("done");
process.exit();
