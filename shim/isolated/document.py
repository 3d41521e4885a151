"""A document of a page's process on the host's device: its link, and its sound."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from shim.audio.envelope import RATE
from shim.audio.samples import Block, bounded
from shim.audio.voice import Voice
from shim.lazy import np

from .messages import Deliver
from .process import Process

_KEPT = 4.0
"""Seconds of sound that are kept for whoever listens and has not read them."""


class RemoteDocument:
    """The device's link to a document, by its number in the process."""

    def __init__(self, process: Process, number: int, on_delivery: Callable[[], None]) -> None:
        self._process = process
        self._number = number
        self._on_delivery = on_delivery
        self.id = 0
        """On the device."""

    def deliver(self, text: str, *, by_user: bool = False) -> None:
        """See `shim.device.device.Link`."""
        self._on_delivery()
        self._process.send(Deliver(self._number, text, by_user))


class RemoteSound:
    """All that a document sounds. `on_listen` hears of each who begins to listen (True), and stops (False)."""

    def __init__(self, now: Callable[[], float], on_listen: Callable[[bool], None]) -> None:
        self._now = now
        self._on_listen = on_listen
        self._ears: list[_Ear] = []

    @property
    def is_heard(self) -> bool:
        """True while somebody listens."""
        return bool(self._ears)

    def listen(self) -> Voice:
        """See `Sound.listen`."""
        ear = _Ear()

        def close() -> None:
            self._ears.remove(ear)
            self._on_listen(False)

        self._ears.append(ear)
        self._on_listen(True)
        voice = Voice(self._now, on_close=close)
        voice.begin(self._now(), ear)
        return voice

    def hear(self, start: float, samples: bytes) -> None:
        """Takes sound that the process sent. Raises `ValueError` for what is not stereo."""
        block = bounded(np.frombuffer(samples, np.float32).reshape(-1, 2))
        for ear in self._ears:
            ear.hear(start, block)


class _Ear:
    """A `Reader` of what comes from the process."""

    def __init__(self) -> None:
        self._blocks: deque[tuple[float, Block]] = deque()

    def hear(self, start: float, block: Block) -> None:
        self._blocks.append((start, block))
        while self._blocks[0][0] < start - _KEPT:
            self._blocks.popleft()

    def read(self, start: float, frames: int) -> Block:
        """See `Reader.read`."""
        made = np.zeros((frames, 2), np.float32)
        for at, block in self._blocks:
            first = round((at - start) * RATE)
            begin, end = max(0, first), min(frames, first + len(block))
            if begin < end:
                made[begin:end] = block[begin - first : end - first]
        while self._blocks and round((self._blocks[0][0] - start) * RATE) + len(self._blocks[0][1]) <= frames:
            self._blocks.popleft()
        return made

    def close(self) -> None:
        self._blocks.clear()
