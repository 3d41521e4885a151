"""Autoplay where each element, and each AudioContext, has to be started by the user once: the rule of iOS."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from shim import Browser
from tests.real_browsers import serve

PAGE = """<audio id=a src="tone.wav"></audio><audio id=x src="tone.wav"></audio><button id=b>Click</button><script>
  const log = [];
  const until = async (holds) => { while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10)); };
  const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const tell = (name, promise) => promise.then(() => log.push([name, 'plays']), (e) => log.push([name, e.name]));
</script>"""


@asynccontextmanager
async def opened(engine: str) -> AsyncIterator[Any]:
    async with (
        serve() as site,
        Browser(
            engine=engine,
            policy="ios",
            allow_hosts=["127.0.0.1"],
            autoplay="user-gesture-per-element",
            clock="manual" if engine == "quickjs" else "system",
        ) as browser,
    ):
        page = await browser.new_page()
        await page.goto(site.at("a", PAGE).replace("a.localhost", "127.0.0.1"))
        yield page
        assert browser.device.faults == []
        assert list(page.errors) == []


async def run(page: Any, expression: str) -> Any:
    """The value of an expression; the time that it takes passes, on either clock."""
    return await page.browser.clock.run_until(page.evaluate(expression), timeout=30)


async def test_a_click_frees_the_element_that_it_starts(engine: str) -> None:
    async with opened(engine) as page:
        await run(page, "tell('before', a.play())")
        await run(page, "void (b.onclick = () => tell('a', a.play()))")
        await page.click("#b")
        await page.browser.clock.run_until(page.wait_for_session("active"), timeout=30)
        # Seconds later: the same element plays the next track, another one does not.
        await run(page, "wait(1.5)")
        await run(
            page,
            """void (a.onended = () => {
          a.src = 'tone.wav?next';
          tell('the same', a.play());
          tell('new', new Audio('tone.wav').play());
        })""",
        )
        await run(page, "a.currentTime = a.duration - 0.2; until(() => log.length === 4)")
        assert sorted(await run(page, "log")) == [
            ["a", "plays"],
            ["before", "NotAllowedError"],
            ["new", "NotAllowedError"],
            ["the same", "plays"],
        ]


async def test_what_is_muted_plays_until_it_is_heard(engine: str) -> None:
    async with opened(engine) as page:
        await run(page, "x.muted = true; tell('muted', x.play())")
        assert await run(page, "[log, x.paused]") == [[["muted", "plays"]], False]
        await run(page, "x.muted = false; until(() => x.paused)")


async def test_a_hidden_page_starts_nothing_new(engine: str) -> None:
    async with opened(engine) as page:
        await run(page, "void (b.onclick = () => tell('a', a.play()))")
        await page.click("#b")
        await page.browser.clock.run_until(page.wait_for_session("active"), timeout=30)
        page.browser.device.lock()
        await run(page, "wait(1.5)")
        await run(page, "a.pause(); tell('new', new Audio('tone.wav').play()); a.play(); until(() => !a.paused)")
        assert (await run(page, "log"))[1:] == [["new", "NotAllowedError"]]


async def test_a_button_of_the_device_is_a_gesture(engine: str) -> None:
    async with opened(engine) as page:
        await run(
            page,
            """navigator.mediaSession.setActionHandler('nexttrack', () => {
          a.pause();
          tell('next', (globalThis.next = new Audio('tone.wav')).play());
        })""",
        )
        await run(page, "void (b.onclick = () => tell('a', a.play()))")
        await page.click("#b")
        await page.browser.clock.run_until(page.wait_for_session("active"), timeout=30)
        await run(page, "wait(1.5)")
        page.browser.device.press("next")
        await run(page, "until(() => log.length === 2)")
        assert (await run(page, "log"))[1] == ["next", "plays"]


@pytest.mark.parametrize(("seconds", "state"), [(2, "running"), (6, "suspended")])
async def test_a_context_that_is_made_after_the_click(engine: str, seconds: float, state: str) -> None:
    async with opened(engine) as page:
        await run(page, "globalThis.early = new AudioContext()")
        await page.click("#b")
        await run(page, f"wait({seconds})")
        await run(page, "globalThis.c = new AudioContext(); void tell('resume', c.resume())")
        await run(page, f"Promise.race([until(() => c.state === 'running'), wait({3 if seconds == 2 else 0.5})])")
        assert await run(page, "[early.state, c.state]") == ["suspended", state]
        if state == "suspended":
            assert await run(page, "log") == []  # the promise waits
            await run(page, "void (b.onclick = () => c.resume())")
            await page.click("#b")
            await run(page, "until(() => c.state === 'running' && log.length)")
            await run(page, "c.suspend()")
            await run(page, "wait(6)")
            await run(page, "c.resume()")  # it has been started by the user once


async def test_a_page_that_captures_may_start_what_belongs_to_a_call(engine: str) -> None:
    async with opened(engine) as page:
        await run(
            page,
            """async () => {
          globalThis.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
          globalThis.c = new AudioContext();
          await until(() => c.state === 'running');
          await tell('call', Object.assign(x, { srcObject: stream }).play());
          await tell('file', new Audio('tone.wav').play());
        }""",
        )
        found = await run(page, "log")
        assert found == [["call", "plays"], ["file", "NotAllowedError"]]
