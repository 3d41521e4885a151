"""The sounds that can be heard on a device, so that a recording finds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .voice import Voice


LAG = 0.2
"""Seconds after which all that was to be heard in a process is known: AudioContexts hand over their samples a little
later."""


class Sound(Protocol):
    """A media element, an AudioContext, a document's speech, an app."""

    def listen(self) -> Voice:
        """A voice with the sound from now on, until the voice is closed."""


class Source(Protocol):
    """Another process, in which sounds are heard."""

    @property
    def heard_until(self) -> float:
        """The time, by the device's clock, until which it has told what was heard."""

    async def drain(self) -> None:
        """Returns when it has told what was heard until now and is known."""


class Listener(Protocol):
    """Receiver of all sounds, as they are added and removed."""

    def sound_added(self, owner: int, sound: Sound) -> None:
        """There is another one."""

    def sound_removed(self, sound: Sound) -> None:
        """The sound is silent for good."""


class Sounds:
    """All sounds of a device. An owner is the id of a document or of an app."""

    def __init__(self) -> None:
        self.listeners: list[Listener] = []
        self.sources: list[Source] = []
        """Sources of sounds that are heard elsewhere, and reported later."""
        self._sounds: dict[int, dict[Sound, None]] = {}

    def __iter__(self) -> Iterator[tuple[int, Sound]]:
        for owner, sounds in self._sounds.items():
            for sound in sounds:
                yield owner, sound

    def known(self, now: float) -> float:
        """The time until which all that was to be heard by `now` is known."""
        return min(now - LAG, *(source.heard_until for source in self.sources), now)

    def add(self, owner: int, sound: Sound) -> None:
        """To be called before it sounds."""
        self._sounds.setdefault(owner, {})[sound] = None
        for listener in list(self.listeners):
            listener.sound_added(owner, sound)

    def remove(self, owner: int, sound: Sound) -> None:
        """To be called when it will not sound any more."""
        self._sounds.get(owner, {}).pop(sound, None)
        self._removed(sound)

    def remove_all(self, owner: int) -> None:
        """The owner is gone."""
        for sound in self._sounds.pop(owner, ()):
            self._removed(sound)

    def _removed(self, sound: Sound) -> None:
        for listener in list(self.listeners):
            listener.sound_removed(sound)
