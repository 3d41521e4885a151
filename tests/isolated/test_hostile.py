"""Pages that hang in a loop of the engine or of the host, which nothing in their process can stop: the process is
killed, and all else goes on. Their host runs in a process of its own, which must outlive them all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.apart import run_python

# Its arrays hold nothing else, since a result that grows ends at the limit of memory before that of time.
SHARED = "let nest = []; for (let i = 0; i < 60; i++) nest = [nest, nest];"
DEEP = """const top_ = document.createElement('b');
setTimeout(function deepen(levels = 1) {
  const other = top_.cloneNode(true), all = top_.getElementsByTagName('b');
  (all[all.length - 1] ?? top_).append(other);
  if (levels < 50_000) setTimeout(deepen, 0, levels * 2); else top_.querySelectorAll(SELECTOR);
})"""
PLAYS = "const c = new AudioContext(), o = new OscillatorNode(c); o.connect(c.destination); o.start()"
HANGS = {
    "flat": f"{SHARED} nest.flat(Infinity)",
    "JSON": "let nest = Object.fromEntries([...Array(9999).keys()].map((k) => [k, undefined]));"
    " for (let i = 0; i < 60; i++) nest = [nest, nest]; JSON.stringify(nest)",
    "reverse": "[].reverse.call({ length: 2 ** 53 - 1 })",
    "lastIndexOf of a string": "'a'.repeat(2 ** 26).lastIndexOf('a'.repeat(2 ** 25) + 'b')",
    "split": "'a'.repeat(2 ** 26).split('a'.repeat(2 ** 25) + 'b')",
    ":has()": DEEP.replace("SELECTOR", "'b:has(u)'"),
    ":lang()": DEEP.replace("SELECTOR", "':lang(de)'"),
    ":dir()": DEEP.replace("SELECTOR", "':dir(rtl)'"),
    "in a frame": "const f = document.createElement('iframe'); document.body.append(f);"
    " f.contentWindow.eval('[].reverse.call({ length: 2 ** 53 - 1 })')",
    "in a timer": "setTimeout(() => [].reverse.call({ length: 2 ** 53 - 1 }), 10)",
    "in an event": PLAYS + "; navigator.audioSession.onstatechange = () => [].reverse.call({ length: 2 ** 53 - 1 })",
    "in a getter that the host may run": "Object.defineProperty(Array.prototype, 0, { get() { for (;;); } });"
    " [].reverse.call({ length: 2 ** 53 - 1 })",
}
HOST = """
import asyncio, json, sys, time
import shim.isolated.process
from shim import Browser, Error

# A page is killed after 3 s without an answer. On a busy machine a script takes long to come to where it hangs.
shim.isolated.process.GRACE = 3 - 20

async def main():
    hangs = json.load(sys.stdin)
    found = {}
    longest = 0.0

    async def beat():
        nonlocal longest
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.01)
            longest = max(longest, time.monotonic() - before)

    async def hang(browser, kind):
        page = await browser.new_page()
        crashed = asyncio.Event()
        page.on("crash", lambda _: crashed.set())
        try:
            html = f"<!doctype html><body><p>x</p><script>{hangs[kind]}</script>"
            await page.set_content(html, url="https://page.example/")
        except Error:
            pass  # it crashed while it was loaded
        await asyncio.wait_for(crashed.wait(), 80)
        found[kind] = {"crashed": page.crashed, "why": [crash.reason for crash in page.crashes], "refused": []}
        for call in (lambda: page.evaluate("1"), lambda: page.click("p"), lambda: page.content()):
            try:
                await call()
                found[kind]["refused"].append("answers")
            except Error as error:
                found[kind]["refused"].append(str(error))
        return page

    async with Browser(isolated=True, script_timeout=20) as browser:
        other = await browser.new_page()
        await other.set_content("<script>ticks = 0; setInterval(() => ticks++, 5)</script>")
        before = await other.evaluate("ticks")
        beating = asyncio.create_task(beat())
        kinds, pages = list(hangs), []
        for at in range(0, len(kinds), 6):
            pages += await asyncio.gather(*(hang(browser, kind) for kind in kinds[at : at + 6]))
        beating.cancel()
        found["host"] = longest
        found["ticks"] = await other.evaluate("ticks") - before
        found["device"] = [one.url for one in browser.device.documents.values()], browser.device.audible()
        async with browser.device.phone_call():
            pass
        for kind, page in zip(hangs, pages):
            await page.set_content("<p>again")
            found[kind]["again"] = await page.evaluate("document.body.textContent"), page.crashed
    print(json.dumps(found))

asyncio.run(main())
"""


pytestmark = pytest.mark.timeout(200)


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """Output of a host of all these pages, of which six hang at the same time."""
    outcome = run_python(HOST, stdin=json.dumps(HANGS), seconds=170)
    assert (outcome.status, outcome.err) == (0, ""), outcome
    return json.loads(outcome.out)


@pytest.mark.parametrize("kind", HANGS)
def test_a_page_that_hangs_is_killed(found: dict[str, Any], kind: str) -> None:
    page = found[kind]
    assert page["crashed"]
    assert page["why"] == ["it did not answer for 3 s, and its process was killed"]
    assert [text.split(":")[0] for text in page["refused"]] == ["the document has crashed"] * 3
    assert page["again"] == ["again", False]


def test_all_else_goes_on_beside_pages_that_hang(found: dict[str, Any]) -> None:
    assert found["host"] < 2
    assert found["ticks"] > 10
    assert found["device"] == [["about:blank"], []]
