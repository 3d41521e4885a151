"""Sounds of native apps: each a file of its own, or a tone."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from shim.audio.errors import UnusableMediaError
from shim.audio.readers import LoopReader, tone
from shim.audio.resource import MediaResource
from shim.audio.voice import Reader, Voice
from shim.errors import Error

if TYPE_CHECKING:
    from .device import App, Device

_TONES = (523.25, 587.33, 659.26, 783.99, 880.0, 1046.5, 1174.66, 1318.51, 1567.98, 1760.0)
"""A pentatonic scale, in Hz: one tone for each app of a device in turn."""
_LOUDNESS = 0.1
"""The linear amplitude of these tones."""


class AppSound:
    """A `Sound`: it goes on where it paused. `open` makes what it sounds from so many seconds on."""

    def __init__(self, device: Device, app: App, open: Callable[[float], Reader]) -> None:
        self._device = device
        self._app = app
        self._open = open

    def listen(self) -> Voice:
        """See `Sound.listen`."""
        return _AppVoice(self._device, self._app, self._open)


class _AppVoice(Voice):
    """The time is the device's."""

    def __init__(self, device: Device, app: App, open: Callable[[float], Reader]) -> None:
        super().__init__(device.now, on_close=device.watch(self._look))
        self._app = app
        self._open = open
        self._played = 0.0
        self._since: float | None = None
        self._look()

    def _look(self) -> None:
        plays = self._app.state == "active"
        if plays == (self._since is not None):
            return
        now = self.now()
        if self._since is None:
            self._since = now
            self.begin(now, self._open(self._played))
        else:
            self._played += now - self._since
            self._since = None
            self.end(now)


def sound_of(sound: str | PathLike[str] | None, number: int) -> Callable[[float], Reader]:
    """The sound of an app: the file `sound`, over and over; without one, the tone of the `number`th app.

    Raises `Error` for a file that cannot be played.
    """
    if sound is None:
        frequency = _TONES[(number - 1) % len(_TONES)]
        return lambda played: tone(frequency, _LOUDNESS)
    try:
        resource = MediaResource.open(Path(sound).read_bytes())
    except OSError as error:
        raise Error(f"the app's sound {sound} cannot be read: {error.strerror or error}") from error
    except UnusableMediaError as error:
        raise Error(f"the app's sound {sound} cannot be played: {error}") from error
    if not resource.audio_tracks or resource.duration <= 0:
        raise Error(f"the app's sound {sound} has no audio in it")
    return lambda played: LoopReader(resource, played)
