"""Pages that hang in a loop of the engine or of the host, which nothing in their process can stop: the process is
killed, and all else goes on. The host of each runs in a process of its own, which must outlive it."""

from __future__ import annotations

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
import asyncio, sys, time
from shim import Browser, Error

async def main():
    async with Browser(isolated=True, script_timeout=1) as browser:
        other = await browser.new_page()
        await other.set_content("<script>ticks = 0; setInterval(() => ticks++, 5)</script>")
        page = await browser.new_page()
        crashed, longest = asyncio.Event(), 0.0
        page.on("crash", lambda _: crashed.set())

        async def beat():
            nonlocal longest
            while not crashed.is_set():
                before = time.monotonic()
                await asyncio.sleep(0.01)
                longest = max(longest, time.monotonic() - before)

        beating = asyncio.create_task(beat())
        start = time.monotonic()
        try:
            await page.set_content(sys.stdin.read(), url="https://page.example/")
            await asyncio.wait_for(crashed.wait(), 20)
        except Error as error:
            print("while loading:", error)
        print("crashed", crashed.is_set(), page.crashed, f"{time.monotonic() - start:.1f}")
        await beating
        print("host", f"{longest:.1f}")
        print("why", [c.reason for c in page.crashes], [c.url for c in page.crashes])
        print("device", [one.url for one in browser.device.documents.values()], browser.device.audible())
        before = await other.evaluate("ticks")
        await asyncio.sleep(0.3)
        print("ticks", await other.evaluate("ticks") - before)
        for call in (lambda: page.evaluate("1"), lambda: page.click("p"), lambda: page.content()):
            try:
                await call()
                print("answers")
            except Error as error:
                print("refused", error)
        async with browser.device.phone_call():
            pass
        await page.set_content("<p>again")
        print(await page.evaluate("document.body.textContent"), page.crashed)

asyncio.run(main())
"""


@pytest.mark.parametrize("kind", HANGS)
def test_a_page_that_hangs_is_killed_in_time(kind: str) -> None:
    outcome = run_python(HOST, stdin=f"<!doctype html><body><p>x</p><script>{HANGS[kind]}</script>")
    assert (outcome.status, outcome.err) == (0, ""), outcome
    lines = [line for line in outcome.lines if not line.startswith("while loading")]
    crashed, host, why, device, ticks, *refused, last = lines
    assert crashed.split()[:3] == ["crashed", "True", "True"]
    assert float(crashed.split()[3]) < 12
    assert float(host.split()[1]) < 2
    assert why.startswith("why ['it did not answer for 3 s, and its process was killed']"), why
    assert device == "device ['about:blank'] []"
    assert int(ticks.split()[1]) > 10
    assert [line.split(":")[0] for line in refused] == ["refused the document has crashed"] * 3
    assert last == "again False"
