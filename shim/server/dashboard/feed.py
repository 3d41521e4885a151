"""Feed of the dashboards that look at one device: its state, its timeline and its log, as often as it changes.

All that look at a device get the same: it is made once. Making it takes a tenth of the process's time at the most, and
so does drawing the timeline, which costs far more: what was clicked is seen before.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import msgspec

from shim.device.device import Device
from shim.report.history import AppAdded, History
from shim.report.lanes import INACTIVE, lanes_of
from shim.report.svg import fragment, remarks
from shim.session import Cause, CauseKind, SessionState, Transition

from .commands import Seconds
from .log import Log
from .recordings import Recordings
from .state import snapshot

_logger = logging.getLogger("shim.server")
_EARLIER = Cause(CauseKind.INTERRUPTION, "before what is kept")
_PERIOD = 0.2
"""Seconds between two pushes at the least."""
_IDLE = 1.0
"""Seconds after which there is another although nothing happened: time goes on."""
_SHARE = 10.0
"""The pause after a push, as a multiple of the time that the push took."""
_KEPT = 2_000
"""Items of one kind of which a timeline is drawn, at the least; at the most twice as many."""
_MAX_LANES = 40
_FEW_LANES = 12
"""With more than that the silent ones are left out."""

_encoder = msgspec.json.Encoder()


class Viewer:
    """A dashboard: what it looks at, and what is yet to be written to it, of each kind the latest."""

    def __init__(self) -> None:
        self.seconds: Seconds = 30
        self.pending: dict[str, str] = {}
        self.wake = asyncio.Event()
        self.log_serial: int | None = None
        """The serial number of the last row that was sent; None before the first."""
        self.state = ""
        """The state that it was sent last."""

    def offer(self, kind: str, text: str) -> None:
        """To be written soon."""
        self.pending[kind] = text
        self.wake.set()

    def complain(self, text: str) -> None:
        """Tells the person that something went wrong."""
        self.offer("error", _encoder.encode({"op": "error", "text": text}).decode())

    def begin(self) -> None:
        """Begins to look at another device."""
        self.log_serial = None
        self.state = ""
        for kind in ("state", "log", "timeline"):
            self.pending.pop(kind, None)


class Feed:
    """Feed of the device `name` of `devices`. It runs while it has viewers."""

    def __init__(self, devices: dict[str, Device], name: str, recordings: Recordings) -> None:
        self._devices = devices
        self._recordings = recordings
        self._name = name
        self._device = devices[name]
        self._viewers: dict[Viewer, None] = {}
        self._changed = asyncio.Event()
        self._history = copy_of(self._device, _KEPT)
        self._sizes = self._device.history.sizes
        self._log = Log()
        self._log.add(self._history)
        self._task: asyncio.Task[None] | None = None

    def add(self, viewer: Viewer) -> None:
        """Adds a viewer, or shows it more or less of the past."""
        self._viewers[viewer] = None
        self._changed.set()
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    def remove(self, viewer: Viewer) -> None:
        """Removes a viewer."""
        self._viewers.pop(viewer, None)
        if not self._viewers and self._task is not None:
            self._task.cancel()
            self._task = None

    def changed(self) -> None:
        """Something beside the device itself has changed."""
        self._changed.set()

    @property
    def has_viewers(self) -> bool:
        return bool(self._viewers)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        end_watch = self._device.watch(self._changed.set)
        try:
            draw_at = loop.time()
            while True:
                self._changed.clear()
                pause = _SHARE * self._cost(self._push)
                if loop.time() >= draw_at:
                    draw_at = loop.time() + _SHARE * self._cost(self._push_timelines)
                await asyncio.sleep(max(_PERIOD, pause))
                # Time goes on; and what was not drawn yet is to be.
                until_next = _IDLE if draw_at <= loop.time() else min(_IDLE, draw_at - loop.time())
                with suppress(TimeoutError):
                    async with asyncio.timeout(until_next):
                        await self._changed.wait()
        finally:
            end_watch()

    def _cost(self, work: Callable[[], None]) -> float:
        """Does it, and returns how many seconds of the processor it took."""
        began = time.thread_time()
        try:
            work()
        except Exception:
            _logger.exception("internal error: dashboards of %s are not up to date", self._name)
        return time.thread_time() - began

    def _push(self) -> None:
        self._read()
        state = _encoder.encode(snapshot(self._devices, self._name, self._recordings.state(self._name))).decode()
        for viewer in self._viewers:
            if viewer.state != state:
                viewer.state = state
                viewer.offer("state", state)
            if "log" not in viewer.pending and viewer.log_serial != self._log.last:
                viewer.offer("log", self._log_for(viewer))

    def _push_timelines(self) -> None:
        drawings = {seconds: self._draw(seconds) for seconds in {viewer.seconds for viewer in self._viewers}}
        for viewer in self._viewers:
            viewer.offer("timeline", drawings[viewer.seconds])

    def _read(self) -> None:
        """Takes what is new in the device's history into a shorter one."""
        whole = self._device.history
        part = whole.since(self._sizes)
        self._sizes = whole.sizes
        self._log.add(part)
        self._history.extend(part)
        self._history.forget(_KEPT)

    def _draw(self, seconds: Seconds) -> str:
        lanes = lanes_of(self._history, self._history.now - seconds, _MAX_LANES)
        if len(lanes.lanes) > _FEW_LANES:
            sounding = [lane for lane in lanes.lanes if any(s.state != INACTIVE for s in lane.segments)]
            lanes.lanes_left_out += len(lanes.lanes) - len(sounding)
            lanes.lanes = sounding
        message = {"op": "timeline", "svg": fragment(lanes), "remarks": remarks(lanes)}
        return _encoder.encode(message).decode()

    def _log_for(self, viewer: Viewer) -> str:
        is_first = viewer.log_serial is None
        rows = self._log.since(viewer.log_serial or 0)
        left_out = 0 if viewer.log_serial is None else rows[0].serial - viewer.log_serial - 1
        viewer.log_serial = self._log.last
        return _encoder.encode({"op": "log", "first": is_first, "left_out": left_out, "rows": rows}).decode()


def copy_of(device: Device, keep: int) -> History:
    """The device's history as far as it is kept, with what was already so at its beginning. Of each kind it has the
    last `keep` items, or twice as many."""
    whole, copy = device.history, History()
    copy.extend(whole.since(copy.sizes))
    copy.start = start = whole.complete_since
    if start > 0:
        known = {item.id for item in copy.opened} | {item.id for item in copy.apps}
        copy.opened[:0] = [item._replace(t=start) for item in device.documents.values() if item.id not in known]
        copy.apps[:0] = [
            AppAdded(start, app.id, app.name, device.core.participant(app.id).type)
            for app in device.apps.values()
            if app.id not in known
        ]
        first = {}
        for transition in reversed(copy.transitions):
            first[transition.document or transition.participant_id] = transition.from_state
        copy.transitions[:0] = _states(device, first, start)
    copy.forget(keep)
    return copy


def _states(device: Device, first: dict[int, SessionState], start: float) -> Iterator[Transition]:
    """The states at `start` of those that are there: `first` are the states before their first transitions."""
    core = device.core
    for owner in [*device.documents, *device.apps]:
        participant = core.participant(owner)
        document = owner if owner in device.documents else None
        now = participant.state if document is None else core.session(document).state
        state = first.get(owner, now)
        if state is not SessionState.INACTIVE:
            tab = None if document is None else participant.id
            yield Transition(
                start, tab, document, SessionState.INACTIVE, state, _EARLIER, participant.name, participant.id
            )
