"""The mix of several sounds on one clock."""

from __future__ import annotations

from collections.abc import Callable

from .samples import Block
from .sounds import Sound
from .voice import Voice


class Mix:
    """Sounds that come and go. Times are those of `now`; each voice has its own."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._voices: dict[Sound, Voice] = {}
        self._ahead: dict[Voice, float] = {}
        self._leaving: list[Voice] = []

    def __contains__(self, sound: Sound) -> bool:
        return sound in self._voices

    def add(self, sound: Sound) -> None:
        """The sound is heard from now on."""
        voice = self._voices[sound] = sound.listen()
        self._ahead[voice] = self._now() - voice.now()

    def remove(self, sound: Sound) -> None:
        """The sound is silent from now on; what it sounded until now is yet to be mixed."""
        voice = self._voices.pop(sound)
        voice.end(voice.now())
        self._leaving.append(voice)

    @property
    def is_over(self) -> bool:
        """True when nothing of it is left to be heard."""
        return not self._ahead

    def add_to(self, block: Block, start: float) -> None:
        """Adds what is heard from `start` on; goes on where the last call ended."""
        for voice, ahead in self._ahead.items():
            voice.add_to(block, start - ahead)
        for voice in [voice for voice in self._leaving if voice.is_silent]:
            self._leaving.remove(voice)
            self._close(voice)

    def _close(self, voice: Voice) -> None:
        del self._ahead[voice]
        voice.close()

    def close(self) -> None:
        """Nobody listens any more."""
        for voice in list(self._ahead):
            self._close(voice)
