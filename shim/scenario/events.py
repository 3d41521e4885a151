"""Scenarios in TOML: a list of events, each with its time. docs/scenarios.md has the table of them.

events = [
  { at = 1, click = "#play" },
  { at = 2, phone_call = true, for = 3 },
  { at = 3, expect = { state = "interrupted" } },
]
"""

from __future__ import annotations

import asyncio
import heapq
import math
import tomllib
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated, Any, ClassVar, NamedTuple, TypeVar

import msgspec

from shim.clock import Clock
from shim.device.device import App, Device
from shim.errors import Error
from shim.headless.page import Page
from shim.session.errors import SessionError
from shim.types import AppType, Button, Pluggable

from .errors import OUT_OF_TIME, ScenarioError, ScenarioFailed
from .expect import Expectation

CLICK_TIMEOUT = 5.0
"""Seconds after which an element that does not let itself be clicked fails the scenario."""

Seconds = Annotated[float, msgspec.Meta(ge=0, le=86_400)]
Duration = Annotated[float, msgspec.Meta(gt=0, le=86_400)]
Name = Annotated[str, msgspec.Meta(min_length=1)]
Act = Callable[[], Coroutine[Any, Any, None]]
"""Ends what lasts."""


class Beside(NamedTuple):
    """Something that goes on beside the events, and fails the scenario if it raises."""

    work: Act
    has_end: bool
    """True when the scenario waits for its end; else it is over with the last event."""


Outcome = Act | Beside | None
"""Result of an event: the function that ends it, work that goes on beside the others, or nothing."""
_FOREVER = 1e6
"""Seconds; longer than any scenario."""
_SAME_TIME = 1e-6
"""Seconds; sums of times that are meant to be the same differ by less."""
_T = TypeVar("_T")


@dataclass(slots=True)
class Stage:
    """Place where events happen."""

    device: Device
    page: Page
    apps: dict[tuple[str, str], App] = field(default_factory=dict)


class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that happens `at` so many seconds after the page was loaded."""

    at: Seconds


class LastingEvent(Event, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that goes on for `duration` seconds, or else until the page's end.

    Without `resume` those that it interrupted are not to resume when it ends.
    """

    duration: Duration | None = msgspec.field(default=None, name="for")
    resume: bool = True


class Click(Event, frozen=True, kw_only=True, forbid_unknown_fields=True):
    click: Name

    async def begin(self, stage: Stage) -> None:
        clicking = stage.page.click(self.click, timeout=CLICK_TIMEOUT)
        # On a clock that goes by itself the click ends by its own time.
        limit = CLICK_TIMEOUT if stage.device.clock.is_manual else CLICK_TIMEOUT + 1
        await stage.device.clock.run_until(clicking, timeout=limit)


class Expect(Event, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An expectation that holds at that time, or comes to hold `within` so many seconds."""

    expect: Expectation
    within: Duration | None = None

    async def begin(self, stage: Stage) -> None:
        if self.within is None:
            await self.expect.check(stage.device, stage.page)
        else:
            await self.expect.come_about(stage.device, stage.page, self.within)


class Watch(Event, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An expectation that is looked at again and again, for `duration` seconds or until the last event is over."""

    duration: Duration | None = msgspec.field(default=None, name="for")

    async def watch(self, stage: Stage, expectation: Expectation, *, wanted: bool) -> Beside:
        await stage.device.settle()
        end = stage.device.now() + (math.inf if self.duration is None else self.duration)
        work = partial(expectation.stay, stage.device, stage.page, end, wanted=wanted)
        return Beside(work, has_end=self.duration is not None)


class Always(Watch, frozen=True, kw_only=True, forbid_unknown_fields=True):
    always: Expectation

    async def begin(self, stage: Stage) -> Beside:
        return await self.watch(stage, self.always, wanted=True)


class Never(Watch, frozen=True, kw_only=True, forbid_unknown_fields=True):
    never: Expectation

    async def begin(self, stage: Stage) -> Beside:
        return await self.watch(stage, self.never, wanted=False)


class AppPlays(LastingEvent, frozen=True, kw_only=True, forbid_unknown_fields=True):
    app: Name
    type: AppType = "playback"

    async def begin(self, stage: Stage) -> Act:
        key = self.app, self.type
        app = stage.apps[key] = stage.apps.get(key) or stage.device.app(self.app, type=self.type)
        app.play()
        await stage.device.settle()

        async def end() -> None:
            app.stop(resume=self.resume)
            await stage.device.settle()

        return end


class SystemEvent(LastingEvent, frozen=True, kw_only=True, forbid_unknown_fields=True):
    happens: ClassVar[Callable[..., AbstractAsyncContextManager[None]]]
    """The device's method."""

    async def begin(self, stage: Stage) -> Act:
        options = {"ends_microphones": True} if getattr(self, "ends_microphones", False) else {}
        context = type(self).happens(stage.device, resume=self.resume, **options)
        await context.__aenter__()

        async def end() -> None:
            await context.__aexit__(None, None, None)

        return end


class PhoneCall(SystemEvent, frozen=True, kw_only=True, forbid_unknown_fields=True):
    phone_call: bool
    ends_microphones: bool = False
    happens = Device.phone_call

    def __post_init__(self) -> None:
        _must_be_true(self.phone_call)


class Alarm(SystemEvent, frozen=True, kw_only=True, forbid_unknown_fields=True):
    alarm: bool
    happens = Device.alarm

    def __post_init__(self) -> None:
        _must_be_true(self.alarm)


class Assistant(SystemEvent, frozen=True, kw_only=True, forbid_unknown_fields=True):
    assistant: bool
    ends_microphones: bool = False
    happens = Device.assistant

    def __post_init__(self) -> None:
        _must_be_true(self.assistant)


class Lock(Event, frozen=True, kw_only=True, forbid_unknown_fields=True):
    lock: bool

    async def begin(self, stage: Stage) -> None:
        if self.lock:
            stage.device.lock()
        else:
            stage.device.unlock()
        await stage.device.settle()


class Background(Event, frozen=True, kw_only=True, forbid_unknown_fields=True):
    background: bool

    async def begin(self, stage: Stage) -> None:
        if self.background:
            stage.device.background()
        else:
            stage.device.foreground()
        await stage.device.settle()


class SilentSwitch(Event, frozen=True, kw_only=True, forbid_unknown_fields=True):
    silent_switch: bool

    async def begin(self, stage: Stage) -> None:
        stage.device.silent_switch = self.silent_switch


class Volume(Event, frozen=True, kw_only=True, forbid_unknown_fields=True):
    volume: Annotated[float, msgspec.Meta(ge=0, le=1)]

    async def begin(self, stage: Stage) -> None:
        stage.device.volume = self.volume


class Press(Event, frozen=True, kw_only=True, forbid_unknown_fields=True):
    press: Button

    async def begin(self, stage: Stage) -> None:
        stage.device.press(self.press)
        await stage.device.settle()


class Plug(Event, frozen=True, kw_only=True, forbid_unknown_fields=True):
    plug: Pluggable

    async def begin(self, stage: Stage) -> None:
        stage.device.plug(self.plug)
        await stage.device.settle()


class Unplug(Event, frozen=True, kw_only=True, forbid_unknown_fields=True):
    unplug: Pluggable

    async def begin(self, stage: Stage) -> None:
        stage.device.unplug(self.unplug)
        await stage.device.settle()


AnyEvent = (
    Click
    | Expect
    | Always
    | Never
    | AppPlays
    | PhoneCall
    | Alarm
    | Assistant
    | Lock
    | Background
    | SilentSwitch
    | Volume
    | Press
    | Plug
    | Unplug
)
"""Each has `begin(stage)`, which makes it happen and returns its `Outcome`."""
KINDS: dict[str, type[AnyEvent]] = {
    "click": Click,
    "expect": Expect,
    "always": Always,
    "never": Never,
    "app": AppPlays,
    "phone_call": PhoneCall,
    "alarm": Alarm,
    "assistant": Assistant,
    "lock": Lock,
    "background": Background,
    "silent_switch": SilentSwitch,
    "volume": Volume,
    "press": Press,
    "plug": Plug,
    "unplug": Unplug,
}
"""The kinds of events, by the key that names each."""


class Events:
    """The events of a scenario's file. They begin one after another, each at its time; of the same time: ends first,
    then in the file's order."""

    def __init__(self, file: str, events: list[AnyEvent]) -> None:
        self._file = file
        self._events = events
        self._lasting: list[Act] = []
        """Ends that have not come: without its end an event would be over with this run."""
        self._last = 0
        """The event that begins or ends now, or is waited for."""

    async def run(self, device: Device, page: Page) -> None:
        """Raises `ScenarioFailed` with the entry's number for an expectation that fails, an event that cannot be, and
        when it is cancelled."""
        stage = Stage(device, page)
        try:
            async with asyncio.TaskGroup() as group:
                for task in await self._play(stage, group):
                    task.cancel()
        except asyncio.CancelledError:
            raise ScenarioFailed(f"{self._place(self._last)}: {OUT_OF_TIME}") from None
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from failures.exceptions[0].__cause__

    async def _play(self, stage: Stage, group: asyncio.TaskGroup) -> list[asyncio.Task[None]]:
        """Makes it all happen, and returns what is to be over with the last event. An event that has to wait holds up
        those behind it, but no end."""
        clock = stage.device.clock
        start = clock.now()
        begins = deque(sorted(range(len(self._events)), key=lambda index: self._events[index].at))
        ends: list[tuple[float, int, Act]] = []
        beside: list[tuple[bool, asyncio.Task[None]]] = []
        begun: asyncio.Task[Outcome] | None = None
        while begins or ends or begun is not None:
            next_begin = start + self._events[begins[0]].at if begins and begun is None else math.inf
            next_end = ends[0][0] if ends else math.inf
            if begun is not None:
                await _until_done(begun, clock, next_end)
                if begun.done():
                    event, outcome, begun = self._events[self._last], begun.result(), None
                    if isinstance(outcome, Beside):
                        beside.append((outcome.has_end, group.create_task(self._at(self._last, outcome.work()))))
                    elif outcome is not None and isinstance(event, LastingEvent) and event.duration is not None:
                        heapq.heappush(ends, (start + event.at + event.duration, self._last, outcome))
                    elif outcome is not None:
                        self._lasting.append(outcome)
                    continue
            else:
                self._last = ends[0][1] if next_end <= next_begin + _SAME_TIME else begins[0]
                await clock.pause_at(max(clock.now(), min(next_begin, next_end)))
            if next_end <= next_begin + _SAME_TIME:
                _, index, end = heapq.heappop(ends)
                await self._at(index, end())
            else:
                self._last = begins.popleft()
                # what was held up holds up those behind it, and lasts as long as it says
                start += max(0.0, clock.now() - next_begin)
                begun = group.create_task(self._at(self._last, self._events[self._last].begin(stage)))
        if bounded := [task for has_end, task in beside if has_end]:
            await clock.run_until(asyncio.wait(bounded), timeout=_FOREVER)
        return [task for has_end, task in beside if not has_end]

    async def _at(self, index: int, work: Coroutine[Any, Any, _T]) -> _T:
        """Does a part of an event; what it raises names the event."""
        try:
            return await work
        except (Error, SessionError, ValueError) as error:
            raise ScenarioFailed(f"{self._place(index)}: {error}") from error

    def _place(self, index: int) -> str:
        return f"{self._file}: events[{index}], at {self._events[index].at:g} s"


async def _until_done(begun: asyncio.Task[Outcome], clock: Clock, end: float) -> None:
    """Returns when an event has begun, or at `end`. What has to wait lets the time of a manual clock pass itself."""
    if end == math.inf:
        await asyncio.wait({begun})
        return
    sleeping = asyncio.ensure_future(clock.sleep(max(0.0, end - clock.now())))
    try:
        await asyncio.wait({begun, sleeping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        sleeping.cancel()


def read_events(path: Path) -> Events:
    """Raises `ScenarioError` with the entry that is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError) as error:
        raise ScenarioError(f"{path.name} cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"{path.name} is no TOML: {error}") from error
    entries = table.pop("events", None)
    if table:
        raise ScenarioError(f"{path.name}: {next(iter(table))}: there is nothing but `events` in a scenario")
    if not isinstance(entries, list) or not entries:
        raise ScenarioError(f"{path.name}: events: a scenario needs a list of events")
    try:
        return Events(path.name, [_event(entry, f"events[{index}]") for index, entry in enumerate(entries)])
    except ScenarioError as error:
        raise ScenarioError(f"{path.name}: {error}") from error


def _event(entry: object, place: str) -> AnyEvent:
    """One entry: exactly one of its keys says what happens."""
    if not isinstance(entry, dict):
        raise ScenarioError(f'{place}: an event is a table, as {{ at = 1, click = "#play" }}, not {entry!r}')
    kinds = [key for key in KINDS if key in entry]
    if len(kinds) > 1:
        raise ScenarioError(f"{place}: {kinds[0]} and {kinds[1]} are two events; give each its own entry")
    if not kinds:
        given = [key for key in entry if key not in LastingEvent.__struct_encode_fields__]
        what = f"there is no event {', '.join(map(repr, given))}" if given else "nothing happens"
        raise ScenarioError(f"{place}: {what}; there is: {', '.join(KINDS)}")
    try:
        return msgspec.convert(entry, KINDS[kinds[0]])
    except msgspec.ValidationError as error:
        what, _, inside = str(error).partition(" - at `$")
        what += _known(KINDS[kinds[0]], inside.rstrip("`")) if "unknown field" in what else ""
        raise ScenarioError(f"{place}{inside.rstrip('`')}: {what}") from error


def _known(kind: type[AnyEvent], inside: str) -> str:
    """The keys that an event of that kind has, or what it is given for one of them."""
    table: type[msgspec.Struct] = Expectation if inside == ".expect" else kind
    return f"; there is: {', '.join(table.__struct_encode_fields__)}"


def _must_be_true(value: bool) -> None:
    if not value:
        raise ValueError("an event of the system can only begin (true); `for` says how long it lasts")
