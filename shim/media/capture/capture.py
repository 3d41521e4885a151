"""Capture of a browser: its devices, the permissions to use them, and all of its streams and tracks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from shim.media.streams.streams import Streams

from .constraints import Choice, Constraints, select_settings
from .devices import Camera, InputDevice, Microphone, Recording, Silence, Speaker
from .permissions import Permissions

__all__ = ["Camera", "Capture", "InputDevice", "Microphone", "Permissions", "Recording", "Silence", "Speaker"]

KINDS: dict[str, tuple[type[InputDevice], str]] = {"audio": (Microphone, "microphone"), "video": (Camera, "camera")}
"""For each kind of track: the device that gives it, and the permission that it takes."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reason why a request fails: the exception's name, and its message (of an OverconstrainedError: the
    constraint)."""

    name: str
    message: str


class Capture:
    """One per browser. A tone microphone, a camera and a speaker are plugged in unless `devices` are given.

    `permissions` are the defaults of `Permissions`; `now` is the time of the browser's event loop.
    """

    def __init__(
        self,
        permissions: Mapping[str, str] | None = None,
        devices: Iterable[InputDevice] | None = None,
        now: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self.permissions = Permissions(permissions)
        self.streams = Streams(now)
        self._devices = list(devices) if devices is not None else [Microphone(), Camera(), Speaker()]
        self.listeners: set[Callable[[Sequence[InputDevice]], None]] = set()
        """Called when the devices have changed, with those that are gone."""
        self.hearers: set[Callable[[str, float], None]] = set()
        """Called with what a person says, and how sure a recognizer can be of it."""

    @property
    def devices(self) -> Sequence[InputDevice]:
        """The devices that are plugged in, in the order in which they were; the first of a kind is its default."""
        return tuple(self._devices)

    def plug(self, *devices: InputDevice) -> None:
        """Devices come, at once: pages get one `devicechange`. Raises `ValueError` when one of that kind and label is
        there."""
        for device in devices:
            if any(type(d) is type(device) and d.label == device.label for d in self._devices):
                raise ValueError(f"there is already a {type(device).__name__.lower()} {device.label!r}")
        self._devices += devices
        self._changed([])

    def unplug(self, label: str) -> None:
        """The devices of that label go: their tracks end, pages get `devicechange`. Raises `ValueError` without one."""
        lost = [d for d in self._devices if d.label == label]
        if not lost:
            known = ", ".join(repr(d.label) for d in self._devices) or "none"
            raise ValueError(f"there is no device {label!r}; there are: {known}")
        for device in lost:
            self._devices.remove(device)
        self._changed(lost)

    def say(self, text: str, *, confidence: float = 0.9) -> None:
        """A person says `text` to the microphones: each `SpeechRecognition` that listens gets it as a result, with this
        `confidence` (0 to 1). Microphones do not sound of it. Raises `ValueError` for a text without a word."""
        if not text.strip():
            raise ValueError("there is nothing to say: give a text with a word in it")
        if not 0 <= confidence <= 1:
            raise ValueError(f"confidence is a number from 0 to 1, not {confidence!r}")
        for hearer in list(self.hearers):
            hearer(text, confidence)

    def _changed(self, lost: Sequence[InputDevice]) -> None:
        for listener in list(self.listeners):
            listener(lost)

    def choose(self, wanted: Mapping[str, Constraints], origin: str) -> list[Choice] | Refusal | None:
        """https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia, step 10 on

        `wanted` maps `audio` and `video` to constraints. None while the user has yet to decide.
        """
        chosen = []
        for kind, constraints in wanted.items():
            devices = [d for d in self._devices if isinstance(d, KINDS[kind][0])]
            if not devices:
                return Refusal("NotFoundError", f"There is no device for {kind}.")
            choice = select_settings(devices, constraints, origin)
            if isinstance(choice, str):
                return Refusal("OverconstrainedError", choice)
            chosen.append(choice)
        states = {self.permissions.state(KINDS[kind][1], origin) for kind in wanted}
        if "denied" in states:
            return Refusal("NotAllowedError", "Permission denied.")
        return None if "prompt" in states else chosen
