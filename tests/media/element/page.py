"""A deterministic page for one media element: a heap of timers, a queue of tasks and a clock moved by the test."""

import heapq
import types
from collections.abc import Awaitable, Callable, Coroutine, Generator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urljoin

from shim.audio.errors import MediaFetchError
from shim.media.element.element import MediaElement
from shim.media.element.host import Playhead, SourceCandidate
from shim.media.services import FetchedMedia
from tests.paths import ROOT

SOUNDS = ROOT / "examples" / "sounds"
BASE = "https://example.test/page/"
T = TypeVar("T")


@cache
def sound(name: str) -> bytes:
    return (SOUNDS / name).read_bytes()


@dataclass(order=True)
class Timer:
    due: float
    order: int
    callback: Callable[[], None] | None = field(compare=False)
    awaited: bool = field(compare=False, default=False)

    def cancel(self) -> None:
        self.callback = None


class Work:
    """A coroutine that the page runs step by step: each thing it awaits takes one step."""

    def __init__(self, work: Coroutine[Any, Any, None]) -> None:
        self._work = work
        self.done = False

    def cancel(self) -> None:
        self.done = True
        # One that is just running cannot be closed; the element must not cancel what it is in.
        self._work.close()

    def run(self) -> None:
        try:
            if not self.done:
                self._work.send(None)
        except StopIteration:
            self.done = True


@types.coroutine
def one_step() -> Generator[None, None, None]:
    yield


class Page:
    """Implements MediaElementHost. `events` are all events in order; source errors are ("error", handle)."""

    def __init__(self, *, is_video: bool = False, **attributes: str) -> None:
        self.time = 100.0
        self.attributes = attributes
        self.sources: list[SourceCandidate] = []
        self.files: dict[str, bytes] = {BASE + path.name: path.read_bytes() for path in SOUNDS.iterdir()}
        self.events: list[Any] = []
        self.event_times: list[tuple[str, float]] = []
        self.settled: dict[int, str] = {}
        self.listeners: dict[str, Callable[[], None]] = {}
        self.marches: list[Any] = []
        self.playheads: list[Playhead] = []
        self.load_event_delays: list[bool] = []
        self.fetched: list[str] = []
        self.allowed = True
        self.attached = True
        self.network_up = True
        self._tasks: list[Callable[[], None]] = []
        self._microtasks: list[Callable[[], None]] = []
        self._work: list[Work] = []
        self._timers: list[Timer] = []
        self._timer_count = 0
        self._promises = 0
        self.element = MediaElement(self, is_video=is_video)
        if "src" in attributes:
            self.script(lambda: self.element.attribute_changed("src"))

    # -- driving

    def script(self, call: Callable[[], T]) -> T:
        """Runs `call` as a task's script: microtasks follow."""
        result = call()
        self._run_microtasks()
        return result

    def settle(self) -> None:
        """Runs tasks and background work until there is nothing left to do without the clock moving."""
        while self._tasks or (self.network_up and self._work):
            if self._tasks:
                self.script(self._tasks.pop(0))
            else:
                self.run_background_step()

    def run_background_step(self) -> None:
        work = self._work.pop(0)
        self.script(work.run)
        if not work.done:
            self._work.append(work)

    def advance(self, seconds: float) -> None:
        """Moves the clock, running each timer at its time."""
        self.settle()
        end = self.time + seconds
        while self._timers and self._timers[0].due <= end:
            timer = heapq.heappop(self._timers)
            if timer.callback is not None:
                self.time = max(self.time, timer.due)
                self.script(timer.callback)
                self.settle()
        self.time = end

    def due_timers(self) -> list[float]:
        return sorted(timer.due for timer in self._timers if timer.callback is not None)

    def play(self) -> int:
        self._promises += 1
        promise = self._promises
        self.script(lambda: self.element.play(promise))
        return promise

    def set(self, name: str, value: Any) -> None:
        """Assigns an IDL attribute of the element."""
        self.script(lambda: setattr(self.element, name, value))

    def set_attribute(self, name: str, value: str | None) -> None:
        if value is None:
            self.attributes.pop(name, None)
        else:
            self.attributes[name] = value
        self.script(lambda: self.element.attribute_changed(name))

    def take_events(self) -> list[Any]:
        events, self.events = self.events, []
        return events

    def _run_microtasks(self) -> None:
        while self._microtasks:
            self._microtasks.pop(0)()

    # -- MediaElementHost

    def now(self) -> float:
        return self.time

    def queue_task(self, task: Callable[[], None]) -> None:
        self._tasks.append(task)

    def await_stable_state(self, steps: Callable[[], None]) -> None:
        self._microtasks.append(steps)

    def call_at(self, due: float, callback: Callable[[], None], *, awaited: bool) -> Timer:
        self._timer_count += 1
        timer = Timer(due, self._timer_count, callback, awaited)
        heapq.heappush(self._timers, timer)
        return timer

    def spawn(self, work: Coroutine[Any, Any, None]) -> Work:
        self._work.append(Work(work))
        return self._work[-1]

    def hold(self, size: int) -> None:
        """Nothing is counted."""

    async def in_thread(self, call: Callable[[], T]) -> T:
        await one_step()
        return call()

    def fetch(self, url: str, byte_range: tuple[int, int] | None = None) -> Awaitable[FetchedMedia]:
        self.fetched.append(url)
        return self._fetch(url)

    async def _fetch(self, url: str) -> FetchedMedia:
        await one_step()
        if url.partition("#")[0] not in self.files:
            raise MediaFetchError(f"404 Not Found: {url}")
        return FetchedMedia(self.files[url.partition("#")[0]], "")

    def buffered_media(self, url: str) -> None:
        return None

    def parse_url(self, url: str) -> str | None:
        return None if url.startswith("http://[") else urljoin(BASE, url)

    def get_attribute(self, name: str) -> str | None:
        return self.attributes.get(name)

    def source_candidates(self) -> Sequence[SourceCandidate]:
        return self.sources

    def in_document(self) -> bool:
        return self.attached

    def allowed_to_play(self) -> bool:
        return self.allowed

    def fire(self, event_type: str) -> None:
        self.events.append(event_type)
        self.event_times.append((event_type, self.time))
        if event_type in self.listeners:
            self.listeners[event_type]()
        self._run_microtasks()

    def fire_at_source(self, handle: Any, event_type: str) -> None:
        self.events.append((event_type, handle))
        self._run_microtasks()

    def resolve_play(self, promises: Sequence[int]) -> None:
        self._settle_promises(promises, "resolved")

    def reject_play(self, promises: Sequence[int], name: str, message: str) -> None:
        assert message
        self._settle_promises(promises, name)

    def _settle_promises(self, promises: Sequence[int], outcome: str) -> None:
        for promise in promises:
            assert promise not in self.settled, f"promise {promise} is settled twice"
            self.settled[promise] = outcome
            self.events.append((promise, outcome))

    def delay_load_event(self, delaying: bool) -> None:
        self.load_event_delays.append(delaying)

    def time_marches_on(self, position: float, *, played: bool) -> None:
        self.marches.append((round(position, 6), played))

    def text_tracks_reset(self) -> None:
        self.marches.append("reset")

    def playhead_changed(self, playhead: Playhead) -> None:
        self.playheads.append(playhead)


def loaded(name: str = "tone-1s.wav", **attributes: str) -> Page:
    """A page whose element has loaded `name`."""
    page = Page(src=name, **attributes)
    page.settle()
    page.take_events()
    return page


def playing(name: str = "tone-1s.wav", **attributes: str) -> Page:
    """A page whose element has just started to play `name`."""
    page = loaded(name, **attributes)
    page.play()
    page.settle()
    page.take_events()
    return page
