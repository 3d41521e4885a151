"""The sound of the documents of this process, for the recordings of the host's device."""

from __future__ import annotations

import asyncio

from shim.api.events import Changes
from shim.audio.envelope import RATE
from shim.audio.mix import Mix
from shim.audio.sounds import LAG, Sound
from shim.device.device import Device
from shim.isolated.messages import Heard, HeardUntil
from shim.lazy import np

from .link import HostLink

_TICK = 0.05


class SoundStream:
    """Sends what each document sounds, while the host listens."""

    def __init__(self, device: Device, host: HostLink) -> None:
        self._device = device
        self._host = host
        self._mixes: dict[int, Mix] = {}
        self._start = 0.0
        self._frames = 0
        self._task: asyncio.Task[None] | None = None
        self.is_wanted = False
        """True while the host listens."""
        self._sent = Changes()

    def listen(self, on: bool) -> None:
        """The host listens from now on, or does not any more."""
        sounds = self._device.sounds
        if on and not self.is_wanted:
            self.is_wanted = True
            self._start, self._frames = self._device.now(), 0
            for owner, sound in sounds:
                self.sound_added(owner, sound)
            sounds.listeners.append(self)
            if not self._device.clock.is_manual:
                self._task = asyncio.get_running_loop().create_task(self._run())
        elif not on and self.is_wanted:
            self.is_wanted = False
            if self._task is not None:
                self._task.cancel()
                self._task = None
            sounds.listeners.remove(self)
            for mix in self._mixes.values():
                mix.close()
            self._mixes.clear()

    def sound_added(self, owner: int, sound: Sound) -> None:
        """See `Listener`."""
        mix = self._mixes.get(owner)
        if mix is None:
            mix = self._mixes[owner] = Mix(self._device.now)
        mix.add(sound)

    def sound_removed(self, sound: Sound) -> None:
        """See `Listener`."""
        for mix in self._mixes.values():
            if sound in mix:
                mix.remove(sound)

    async def drain(self) -> None:
        """Returns when what has sounded until now is sent."""
        now = self._device.now()
        if self._device.clock.is_manual:
            self.send_until(now)
        while self._task is not None and self._start + self._frames / RATE < now:
            await self._sent.next()

    def send_until(self, time: float) -> None:
        """Sends what sounds until then and is known, if the host listens."""
        while self.is_wanted and (frames := round((time - self._start) * RATE) - self._frames) > 0:
            self._send(min(frames, RATE))

    async def _run(self) -> None:
        while True:
            known = round((self._device.now() - LAG - self._start) * RATE)
            if known > self._frames:
                self._send(known - self._frames)
                self._sent.notify()
            await asyncio.sleep(_TICK)

    def _send(self, frames: int) -> None:
        start = self._start + self._frames / RATE
        self._frames += frames
        for document, mix in list(self._mixes.items()):
            block = np.zeros((frames, 2), np.float32)
            mix.add_to(block, start)
            if mix.is_over:
                del self._mixes[document]
            if block.any():
                self._host.send(Heard(document, start, block.tobytes()))
        if self._task is not None:
            self._host.send(HeardUntil(self._start + self._frames / RATE))
