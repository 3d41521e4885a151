"""Writes shim/engine/missing_names.txt: the global names that Chromium's window has and ours lacks.

The names are those of a real Chromium, on a secure page and on one that is not, and nothing else: what other browsers
alone have is not missing where pages were written for Chromium. Run it when a name was implemented, and with a newer
Chromium. `--check` says what would change, and exits with 1 then.
"""

from __future__ import annotations

import asyncio
import sys

from shim import Browser
from shim.engine.missing_names import FILE

NAMES = """() => {
  const found = new Set();
  for (let at = window; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) found.add(name);
  }
  return [...found];
}"""
SECURE, INSECURE = "https://example.test/", "http://example.test/"


async def global_names(engine: str, url: str) -> set[str]:
    """The names on the window of a page at that URL."""
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html>", url=url)
        return set(await page.evaluate(NAMES))


async def lines() -> list[str]:
    """The lines of the file."""
    everywhere = await global_names("chromium", INSECURE)
    missing = await global_names("chromium", SECURE) - await global_names("quickjs", SECURE)
    return [name if name in everywhere else f"{name} secure" for name in sorted(missing)]


def main() -> int:
    text = "".join(line + "\n" for line in asyncio.run(lines()))
    if "--check" not in sys.argv:
        FILE.write_text(text, "utf-8")
        return 0
    before, after = set(FILE.read_text("utf-8").splitlines()), set(text.splitlines())
    for sign, names in (("+", after - before), ("-", before - after)):
        for name in sorted(names):
            print(sign, name)
    return int(before != after)


if __name__ == "__main__":
    sys.exit(main())
