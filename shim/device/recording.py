"""A recording of what a person hears of a device: the mix of all that sounds on it, into a WAV file as it goes."""

from __future__ import annotations

import asyncio
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np

from shim.audio.envelope import FADE, RATE, Envelope
from shim.audio.mix import Mix
from shim.audio.samples import Block
from shim.audio.sounds import LAG, Sound
from shim.audio.wav import WavFile
from shim.errors import Error
from shim.session import Participant

if TYPE_CHECKING:
    from .device import Device

_TICK = 0.1
_SOON = 0.01
"""Seconds after which it looks again whether the end is known."""
_CUT = 1 / RATE
_CHUNK = RATE // 10


class _Channel:
    """One participant: its voices, and what the device does to all of them."""

    def __init__(self, device: Device, participant: Participant) -> None:
        self._device = device
        self.participant = participant
        self.sounds = Mix(device.now)
        self._had_focus = participant.has_focus
        self._was_interrupted = participant.is_interrupted
        self._gain = Envelope(self._gain_now())

    def _gain_now(self) -> float:
        # An interrupted voice is silent at once, however long its page takes to stop.
        return 0.0 if self.participant.is_interrupted else self._device.core.gain_of(self.participant)

    def look(self, now: float) -> None:
        """The device may have changed what it does to the participant."""
        participant = self.participant
        at_once = not self._had_focus or self._was_interrupted or participant.is_interrupted
        # What was not heard yet and is held has nothing that could fade.
        fade = FADE if self._had_focus or not participant.is_interrupted else _CUT
        self._gain.change(now, self._gain_now(), fade if at_once else max(fade, self._device.policy.duck_ramp))
        self._had_focus, self._was_interrupted = participant.has_focus, participant.is_interrupted

    def add_to(self, mix: Block, start: float) -> None:
        """Adds what is heard from `start` on."""
        own = np.zeros_like(mix)
        self.sounds.add_to(own, start)
        self._gain.apply(own, start)
        self._gain.forget(start)
        mix += own


class Recording:
    """Made by `Device.record`. It goes on until `stop()`, or to the end of `async with device.record(path):`.

    48 kHz, stereo, 32-bit floats. The file can be read at any time, and is complete when `stop()` has returned.
    """

    def __init__(self, device: Device, path: str | PathLike[str], start: float) -> None:
        self.path = Path(path)
        """The WAV file."""
        self._done: asyncio.Future[Exception | None] = asyncio.get_running_loop().create_future()
        try:
            self._file = WavFile(path)
        except OSError as error:
            raise Error(f"cannot record to {self.path}: {error.strerror or error}") from error
        self.start = start
        """The beginning, in seconds on the device's clock."""
        self._device = device
        self._is_stopping = False
        self._frames = 0
        self._volume = Envelope(device.volume)
        self._channels: dict[int, _Channel] = {}
        for owner, sound in device.sounds:
            self.sound_added(owner, sound)
        device.sounds.listeners.append(self)
        self._stop_watching = device.watch(self._look)
        self._alarm = device.clock.call_at(start + _TICK, self._tick)

    async def stop(self) -> None:
        """Ends the recording now, and returns when the file is complete. Raises `Error` if it could not be written."""
        if not self._is_stopping:
            self._is_stopping = True
            end = self._device.now()
            self._device.recordings.remove(self)
            self._alarm.cancel()
            if self._device.clock.is_manual:
                await asyncio.gather(*(source.drain() for source in self._device.sounds.sources))
            self._finish(end)
        error = await asyncio.shield(self._done)
        if isinstance(error, OSError):
            raise Error(f"the recording {self.path} broke off: {error.strerror or error}") from error
        if error is not None:
            raise error

    def _finish(self, end: float) -> None:
        """Ends when all is known until then. A manual clock stands: what is not known by now comes only when it goes
        on."""
        clock, now = self._device.clock, self._device.now()
        known = end if clock.is_manual else min(end, self._device.sounds.known(now))
        self._write_until(known)
        if known == end:
            self._close()
        elif not self._done.done():
            self._alarm = clock.call_at(max(now + _SOON, end + LAG), lambda: self._finish(end))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    # what the device tells --------------------------------------------------------------------------------------------

    def sound_added(self, owner: int, sound: Sound) -> None:
        """See `Listener`."""
        participant = self._device.participant(owner)
        channel = self._channels.get(participant.id)
        if channel is None:
            channel = self._channels[participant.id] = _Channel(self._device, participant)
        channel.sounds.add(sound)

    def sound_removed(self, sound: Sound) -> None:
        """See `Listener`."""
        for channel in self._channels.values():
            if sound in channel.sounds:
                channel.sounds.remove(sound)

    def _look(self) -> None:
        now = self._device.now()
        self._volume.change(now, self._device.volume, FADE)
        for channel in self._channels.values():
            channel.look(now)

    # the file ---------------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        self._write_until(self._device.sounds.known(self._device.now()))
        if not self._done.done():
            self._alarm = self._device.clock.call_at(self._device.now() + _TICK, self._tick)

    def _write_until(self, until: float) -> None:
        """Writes what is heard before that time, which is known."""
        frames = round((until - self.start) * RATE)
        try:
            while self._frames < frames:
                self._write(min(_CHUNK, frames - self._frames))
        except Exception as error:
            self._close(error)

    def _close(self, error: Exception | None = None) -> None:
        if self._done.done():
            return
        self._alarm.cancel()
        self._stop_watching()
        self._device.sounds.listeners.remove(self)
        for channel in self._channels.values():
            channel.sounds.close()
        try:
            self._file.close()
        except OSError as broken:
            error = error or broken
        self._done.set_result(error)

    def _write(self, frames: int) -> None:
        start = self.start + self._frames / RATE
        mix = np.zeros((frames, 2), np.float32)
        for key, channel in list(self._channels.items()):
            channel.add_to(mix, start)
            if channel.sounds.is_over:
                del self._channels[key]
        self._volume.apply(mix, start)
        self._volume.forget(start)
        self._file.write(mix)
        self._frames += frames
