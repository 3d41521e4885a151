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
import time
import tomllib
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated, ClassVar

import msgspec

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
Act = Callable[[], Awaitable["Act | None"]]
"""Does something, and returns what ends it if it lasts."""
_END, _BEGIN = range(2)
_Item = tuple[float, int, int, Act]


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
        await stage.page.click(self.click, timeout=CLICK_TIMEOUT)


class Expect(Event, frozen=True, kw_only=True, forbid_unknown_fields=True):
    expect: Expectation

    async def begin(self, stage: Stage) -> None:
        await self.expect.check(stage.device, stage.page)


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
"""Each has `begin(stage)`, which makes it happen and returns what ends it, if it lasts."""
KINDS: dict[str, type[AnyEvent]] = {
    "click": Click,
    "expect": Expect,
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
    """The events of a scenario's file. They happen one after another; of the same time: ends first, then in the file's
    order."""

    def __init__(self, file: str, events: list[AnyEvent]) -> None:
        self._file = file
        self._events = events
        self._lasting: list[Act] = []
        """Ends that have not come: without its end an event would be over with this run."""

    async def run(self, device: Device, page: Page) -> None:
        """Raises `ScenarioFailed` with the entry's number for an expectation that fails, an event that cannot be, and
        when it is cancelled."""
        start = time.monotonic()
        stage = Stage(device, page)
        agenda: list[_Item] = [(e.at, _BEGIN, i, partial(e.begin, stage)) for i, e in enumerate(self._events)]
        heapq.heapify(agenda)
        while agenda:
            at, _, index, act = heapq.heappop(agenda)
            place = f"{self._file}: events[{index}], at {at:g} s"
            try:
                await asyncio.sleep(start + at - time.monotonic())
                end = await act()
            except asyncio.CancelledError:
                raise ScenarioFailed(f"{place}: {OUT_OF_TIME}") from None
            except (Error, SessionError, ValueError) as error:
                raise ScenarioFailed(f"{place}: {error}") from error
            event = self._events[index]
            if end is None or not isinstance(event, LastingEvent):
                continue
            if event.duration is None:
                self._lasting.append(end)
            else:
                heapq.heappush(agenda, (round(at + event.duration, 6), _END, index, end))


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
