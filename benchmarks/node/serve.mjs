// The loop of a measured Node process: a request a line on stdin, its answer a line on stdout.
// workers/serve.py is its counterpart; sides.py is the other end.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const read = (name) => readFileSync(new URL(`../pages/${name}`, import.meta.url), "utf8");
const html = read("page.html");

/** The memory of this process that is in use after garbage collection. Needs --expose-gc. */
async function residentBytes() {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().rss;
}

/**
 * Announces `name`, then answers requests until stdin closes.
 * `library`: open(html) -> page, text(page, selector), evaluate(page, source), close(page); all may be async.
 */
export async function serve(name, library) {
  const kept = [];
  const blank = await library.open("<!doctype html><body></body>");
  await library.evaluate(blank, read("operations.js"));

  const handlers = {
    async pages({ count }) {
      let result;
      const start = performance.now();
      for (let index = 0; index < count; index += 1) {
        const page = await library.open(html);
        result = library.text(page, "#status");
        await library.close(page);
      }
      return { seconds: (performance.now() - start) / 1000, result };
    },
    async keep({ count }) {
      for (let index = 0; index < count; index += 1) kept.push(await library.open(html));
      return { bytes: await residentBytes(), result: library.text(kept.at(-1), "#status") };
    },
    async operation({ name: operation, count }) {
      const start = performance.now();
      const result = await library.evaluate(blank, `operations[${JSON.stringify(operation)}](${count})`);
      return { seconds: (performance.now() - start) / 1000, result };
    },
  };

  const send = (answer) => process.stdout.write(JSON.stringify(answer) + "\n");
  send({ name });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    send(await handlers[request.do](request));
  }
  process.exit(0);
}
