"""A page whose scripts have to be stopped a second time stays stopped. Each page runs in a process of its own."""

from __future__ import annotations

import pytest

from tests.apart import fork_python

ENDLESS = {
    "an interval": "setInterval(() => { for (;;); }, 0)",
    "microtasks": "setInterval(() => { (function again() { Promise.resolve().then(again) })() }, 0)",
    "a script after another": "for (;;);</script><script>for (;;);</script><script>for (;;);",
    "messages": "onmessage = () => { postMessage(0, '*'); for (;;); }; postMessage(0, '*')",
    "handlers of its own stop": "onerror = () => { for (;;); }; setInterval(() => { for (;;); }, 0)",
    "calls of the host": "setInterval(() => { for (;;) try { document.title = 'x' } catch {} }, 0)",
    "slow calls of the host": "const text = '<b>x'.repeat(20_000);"
    " setInterval(() => { for (;;) try { document.body.innerHTML = text } catch {} }, 0)",
    "errors": "setInterval(() => { for (;;) try { null.x } catch {} }, 0)",
    "errors looked at by the page": "Error.prepareStackTrace = (e) => { for (let i = 0; i < 50; i++); return e };"
    " setInterval(() => { for (;;) try { null.x } catch {} }, 0)",
    "animation frames": "requestAnimationFrame(function next() { requestAnimationFrame(next); for (;;); })",
    "a frame's window": "const f = document.createElement('iframe'); document.body.append(f);"
    " f.contentWindow.setInterval(() => { for (;;); }, 0)",
}
PAGE = """
import asyncio, sys, time
from shim import Browser, Error, EvaluationError, NavigationError

async def main():
    async with Browser(script_timeout=0.5) as browser:
        other = await browser.new_page()
        await other.set_content("<script>ticks = 0; setInterval(() => ticks++, 5)</script>")
        page = await browser.new_page()
        crashed = []
        page.on("crash", crashed.append)
        start = time.monotonic()
        try:
            await page.set_content(sys.stdin.read(), url="https://page.example/")
        except NavigationError as error:
            print("while loading:", error)
        while not crashed:
            await asyncio.sleep(0.05)
        print("crashed", crashed == [page], f"{time.monotonic() - start:.1f}", page.errors)
        before = await other.evaluate("ticks")
        await other.wait_for_function(f"ticks > {before} + 10", timeout=20)
        print("ticks")
        for call in (lambda: page.evaluate("1"), lambda: page.click("p"), lambda: page.content()):
            try:
                await call()
                print("answers")
            except (Error, EvaluationError) as error:
                print("refused", error)
        await page.set_content("<p>again</p>")
        print(await page.evaluate("document.body.textContent"))

asyncio.run(main())
"""


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_page_that_was_stopped_twice_has_crashed(kind: str) -> None:
    outcome = fork_python(PAGE, stdin=f"<!doctype html><body><p>x</p><script>{ENDLESS[kind]}</script>")
    assert (outcome.status, outcome.err) == (0, ""), outcome
    lines = [line for line in outcome.lines if not line.startswith("while loading")]
    crashed, ticks, *refused, last = lines
    words = crashed.split()
    assert words[:2] == ["crashed", "True"]
    assert float(words[2]) < 10
    assert "crashed: its scripts were stopped 2 times" in crashed
    assert ticks == "ticks"
    if kind != "a frame's window":
        assert [line.split(":")[0] for line in refused] == ["refused the document has crashed"] * 3
    assert last == "again"
