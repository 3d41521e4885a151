"""Workers that mean harm: the page goes on, keeps within its memory, and can be closed."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from shim.headless.browser import HeadlessBrowser
from shim.headless.page import Page
from shim.headless.workers import MOST_WORKERS
from shim.net.routes import Route

URL = "http://page.test/"
MEMORY = 64 * 1024 * 1024
HEAD = "<script>log = []; blob = (code) => URL.createObjectURL(new Blob([code]));</script>"


async def until_threads_end() -> None:
    """Returns when no thread of a worker is left, within five seconds."""
    for thread in threading.enumerate():
        if thread.name == "shim-worker":
            await asyncio.to_thread(thread.join, 5)
            assert not thread.is_alive()


@asynccontextmanager
async def opened(script: str, **options: Any) -> AsyncIterator[Page]:
    """A page that runs a script. Afterwards no thread of a worker is left, and the page holds nothing."""
    async with HeadlessBrowser(memory_limit=MEMORY, **options) as browser:
        page = await browser.new_page()
        await page.set_content(f"{HEAD}<script>{script}</script>", url=URL)
        yield page
        assert page.account.held <= MEMORY
        start = time.monotonic()
        await page.close()
        assert time.monotonic() - start < 5
        await until_threads_end()
        assert page.account.held == 0


LOOPS = {
    "a loop": "for (;;);",
    "a loop that catches": "for (;;) try { for (;;); } catch {} finally {}",
    "a loop that asks the host": "for (;;) performance.now()",
    "microtasks": "(async () => { for (;;) await 0 })()",
    "a loop in a message": "self.onmessage = () => { for (;;); }",
    "console": "for (;;) console.log(1)",
    "recursion": "(function f() { try { f() } catch {} f() })()",
}


@pytest.mark.parametrize("kind", LOOPS)
async def test_a_worker_that_loops(kind: str) -> None:
    async with opened(f"w = new Worker(blob(`{LOOPS[kind]}`)); w.postMessage(0)") as page:
        await page.evaluate("setTimeout(() => log.push(1), 50), 0")
        await page.wait_for_function("log.length", timeout=5)
        assert await page.evaluate("w.terminate(), 1 + 1") == 2


async def test_a_thousand_workers() -> None:
    script = (
        "n = 0; for (let i = 0; i < 1000; i++) {"
        " const w = new Worker(blob('postMessage(1)')); w.onmessage = () => n++; w.onerror = (e) => log.push(e.type) }"
    )
    async with opened(script) as page:
        await page.wait_for_function("n + log.length === 1000")
        assert await page.evaluate("n") == MOST_WORKERS
        assert page.console[-1].text.endswith("was not started: a page has 64 at the most")


async def test_workers_that_start_workers() -> None:
    inner = "onmessage = ({ data }) => { for (const i of [1, 2]) new Worker(data).postMessage(data) }"
    async with opened(f"u = blob(`{inner}`); new Worker(u).postMessage(u)") as page:
        async with asyncio.timeout(10):
            while not page.console:
                await page.changed()
        assert "at the most" in page.console[-1].text


async def test_workers_that_start_and_end_workers() -> None:
    script = "for (let i = 0; i < 300; i++) new Worker(blob('postMessage(1)')).terminate()"
    async with opened(
        f"{script}; setTimeout(() => new Worker(blob('postMessage(2)')).onmessage = () => log.push(1), 500)",
        clock="manual",
    ) as page:
        await page.browser.clock.run_until(page.wait_for_function("log.length", timeout=10), timeout=10)


async def test_memory_is_the_pages() -> None:
    grow = "const all = []; for (;;) all.push(new Array(1000).fill(1))"
    async with opened(f"new Worker(blob('{grow}')).onerror = (e) => log.push(e.message)") as page:
        await page.wait_for_function("log.length", timeout=20)
        assert await page.evaluate("log") == ["Uncaught InternalError: out of memory"]


async def test_the_memory_of_many_is_the_pages() -> None:
    grow = (
        "const all = []; for (;;) try { all.push(new Uint8Array(1 << 20).fill(1)) }"
        " catch { all.length -= 1; postMessage(all.length); break }"
    )
    script = (
        "held = new Map(); for (let i = 0; i < 8; i++)"
        f" new Worker(blob(`{grow}`)).onmessage = ({{ data }}) => held.set(i, data)"
    )
    async with opened(script) as page:
        await page.wait_for_function("held.size === 8", timeout=30)
        assert sum(await page.evaluate("[...held.values()]")) < 64


async def test_a_flood_of_messages() -> None:
    script = "n = 0; const w = new Worker(blob('for (;;) postMessage(1)')); w.onmessage = () => n++"
    async with opened(script) as page:
        await page.wait_for_function("n > 1000", timeout=20)
        await page.evaluate("new Promise((done) => setTimeout(done, 10))")


async def test_terminate_while_messages_are_under_way() -> None:
    script = (
        "n = 0; for (let i = 0; i < 20; i++) { const w = new Worker(blob('onmessage = (e) => postMessage(e.data)'));"
        " for (let j = 0; j < 50; j++) w.postMessage(j); let heard = 0;"
        " w.onmessage = () => { if (++heard > 10) n = Infinity; if (heard === 10) { w.terminate(); n++ } } }"
    )
    async with opened(script) as page:
        await page.wait_for_function("n === 20", timeout=20)
        await page.wait_until_idle()
        assert await page.evaluate("n") == 20


async def test_a_page_is_closed_while_workers_start() -> None:
    async with opened("for (let i = 0; i < 20; i++) new Worker(blob('postMessage(1)'))"):
        pass


async def test_a_page_is_closed_while_a_worker_waits_for_a_script() -> None:
    asked = asyncio.Event()

    async def never(route: Route) -> None:
        asked.set()
        await asyncio.Event().wait()

    async with HeadlessBrowser() as browser:
        page = await browser.new_page()
        page.route("**/never.js", never)
        await page.set_content(f"{HEAD}<script>new Worker(blob(`importScripts('{URL}never.js')`))</script>", url=URL)
        await asked.wait()
        await page.close()


async def test_a_worker_goes_by_the_manual_clock() -> None:
    worker = (
        "setTimeout(() => postMessage(performance.now()), 60000);"
        f"(async () => {{ const text = await (await fetch('{URL}slow')).text(); postMessage([text, Date.now()]) }})()"
    )

    async def slow(route: Route) -> None:
        await browser.clock.sleep(5)
        await route.fulfill(body="late")

    async with HeadlessBrowser(clock="manual") as browser:
        page = await browser.new_page()
        page.route("**/slow", slow)
        script = f"new Worker(blob(`{worker}`)).onmessage = ({{ data }}) => log.push(data)"
        await page.set_content(f"{HEAD}<script>{script}</script>", url=URL)
        await browser.clock.run_for(4)
        assert await page.evaluate("log") == []
        await browser.clock.run_for(2)
        assert await page.evaluate("log") == [["late", 1_767_225_605_000]]
        await browser.clock.run_for(60)
        assert await page.evaluate("log.at(-1)") == 60_000


async def test_a_page_is_idle_when_its_workers_are() -> None:
    script = "new Worker(blob(`setTimeout(() => postMessage(1), 300)`)).onmessage = () => log.push(1)"
    async with opened(script, clock="manual") as page:
        await page.browser.clock.run_until(page.wait_until_idle(), timeout=10)
        assert await page.evaluate("log") == [1]


async def test_a_service_worker_registers_and_says_that_it_does_not_run() -> None:
    async with HeadlessBrowser() as browser:
        page = await browser.new_page()
        page.route("**/worker.js", body="", content_type="text/javascript")
        await page.set_content("", url="https://page.test/")
        ask = """(async () => {
          const made = await navigator.serviceWorker.register('/worker.js');
          const failed = await navigator.serviceWorker.register('/none.js').catch((e) => e.name);
          return [made === await navigator.serviceWorker.ready, made.scope, made.active.state,
            navigator.serviceWorker.controller, failed];
        })()"""
        answer = [True, "https://page.test/", "activated", None, "TypeError"]
        assert await page.evaluate(ask) == answer
        assert page.missing == ["ServiceWorker: it is registered and does not run; fetch is not intercepted"]
