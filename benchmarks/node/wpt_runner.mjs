// npm's wpt-runner on a folder of test files. On stdout: what passed in each file, and how many subtests failed.
import wptRunner from "wpt-runner";

const passed = {};
let current;
let failures = 0;

await wptRunner(process.argv[2], {
  reporter: {
    startSuite: (path) => { passed[`/${path}`] = current = []; },
    pass: (name) => current.push(name),
    fail: () => { failures += 1; },
    reportStack: (stack) => console.error(stack),
  },
});
process.stdout.write(JSON.stringify({ passed, failures }), () => process.exit());
