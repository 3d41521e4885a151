"""Recordings that dashboards begin: one of each device at most, in a folder that goes with the server."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, TypeAlias

from shim.device.device import Device
from shim.device.recording import Recording
from shim.errors import Error
from shim.server.documents.hub import Hub

from .commands import BadCommandError

_log = logging.getLogger("shim.server")

State: TypeAlias = Literal["none", "running", "ending", "done"]


@dataclass(slots=True)
class _One:
    device: Device
    recording: Recording
    alarm: asyncio.TimerHandle
    ending: asyncio.Task[None] | None = None
    is_done: bool = False


class Recordings:
    """The recordings of the devices of a hub, each of `limit` seconds at the most."""

    def __init__(self, hub: Hub, limit: float) -> None:
        self._hub = hub
        self._limit = limit
        self._by_name: dict[str, _One] = {}
        self._folder: TemporaryDirectory[str] | None = None

    def state(self, name: str) -> State:
        """The state of a device's recording."""
        one = self._of(name)
        if one is None:
            return "none"
        if one.is_done:
            return "done"
        return "running" if one.ending is None else "ending"

    def begin(self, name: str) -> None:
        """Begins one; an earlier one is lost. One that runs goes on. Raises `BadCommandError`."""
        if self.state(name) in ("running", "ending"):
            return
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="audio-shim-")
        device = self._hub.devices[name]
        try:
            recording = device.record(Path(self._folder.name) / f"recording-{name}.wav")
        except Error as error:
            raise BadCommandError(str(error)) from error
        alarm = asyncio.get_running_loop().call_later(self._limit, self.end, name)
        self._by_name[name] = _One(device, recording, alarm)
        self._hub.enter(name)  # the device does not go while it is recorded

    def end(self, name: str) -> None:
        """Ends the one that runs; its file is there a little later."""
        one = self._of(name)
        if one is not None and one.ending is None:
            one.alarm.cancel()
            one.ending = asyncio.create_task(self._end(name, one))

    async def _end(self, name: str, one: _One) -> None:
        try:
            await one.recording.stop()
            one.is_done = True
        except Error as error:
            _log.warning("%s", error)
            del self._by_name[name]
        finally:
            self._hub.exit(name)

    def finished(self, name: str) -> Recording | None:
        """The recording of a device that is complete."""
        one = self._of(name)
        return one.recording if one is not None and one.is_done else None

    def _of(self, name: str) -> _One | None:
        """The recording of the device that has that name now."""
        one = self._by_name.get(name)
        return one if one is not None and one.device is self._hub.devices.get(name) else None

    async def close(self) -> None:
        """Ends and removes them all."""
        for name in list(self._by_name):
            self.end(name)
        await asyncio.gather(*(one.ending for one in self._by_name.values() if one.ending is not None))
        if self._folder is not None:
            self._folder.cleanup()
