"""The element over a real asyncio event loop, with its real timers, tasks and threads."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import numpy as np
import pytest

from tests.audio.test_resource import wav
from tests.media.element.page import BASE, Page

T = TypeVar("T")


class AsyncioPage(Page):
    """Page whose time passes by itself."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        super().__init__()

    def now(self) -> float:
        return self.loop.time()

    def queue_task(self, task: Callable[[], None]) -> None:
        self.loop.call_soon(self.script, task)

    def call_at(self, due: float, callback: Callable[[], None], *, awaited: bool) -> Any:
        return self.loop.call_at(due, self.script, callback)

    def spawn(self, work: Coroutine[Any, Any, None]) -> Any:
        task = self.loop.create_task(work)
        task.add_done_callback(lambda task: None if task.cancelled() else task.result())
        return task

    async def in_thread(self, call: Callable[[], T]) -> T:
        return await asyncio.to_thread(call)

    async def _fetch(self, url: str) -> Any:
        await asyncio.to_thread(lambda: None)
        step = super()._fetch(url)
        step.send(None)
        try:
            step.send(None)
        except StopIteration as result:
            return result.value

    def event(self, event_type: str) -> asyncio.Future[None]:
        """Done as soon as the event has been fired, from now on."""
        fired = self.loop.create_future()
        self.listeners[event_type] = lambda: None if fired.done() else fired.set_result(None)
        return fired


@pytest.fixture
async def page() -> AsyncioPage:
    page = AsyncioPage()
    page.files[BASE + "short.wav"] = wav(np.zeros(800))  # 0.1 s
    return page


async def test_a_real_loop_plays_to_the_end_on_time(page: AsyncioPage) -> None:
    ended = page.event("ended")
    page.set_attribute("src", "short.wav")
    started = page.now()
    page.play()
    await ended
    assert page.now() - started >= 0.1
    assert page.element.played == ((0.0, 0.1),)
    assert page.take_events() == [
        "loadstart", "play", "waiting", "progress", "suspend", "durationchange", "loadedmetadata", "loadeddata",
        "canplay", "playing", (1, "resolved"), "canplaythrough", "timeupdate", "pause", "ended",
    ]  # fmt: skip


async def test_a_load_cancels_the_fetch_before_it(page: AsyncioPage) -> None:
    page.set_attribute("src", "tone-1s.wav")
    await page.event("loadstart")
    page.set_attribute("src", "short.wav")
    await page.event("canplaythrough")
    assert page.element.duration == pytest.approx(0.1)
    assert page.take_events().count("loadedmetadata") == 1


async def test_a_missing_file_rejects(page: AsyncioPage) -> None:
    page.set_attribute("src", "missing.wav")
    page.play()
    await page.event("error")
    assert page.settled == {1: "NotSupportedError"}
