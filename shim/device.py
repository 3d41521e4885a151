"""The device that a browser runs on, as a test steers it: apps, calls, the silent switch, the lock, headphones."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from .media.capture import Microphone, Speaker
from .session import (
    Audible,
    Level,
    Notification,
    Output,
    Participant,
    Policy,
    PolicyError,
    SessionType,
    SystemEvent,
    Timeline,
)
from .session.policy import NAMES, TYPES
from .session.surroundings import pluggable
from .session_host import Delivery, deliveries

if TYPE_CHECKING:
    from .browser import Browser


def load_policy(policy: str | PathLike[str] | Mapping[str, object] | Policy) -> Policy:
    """A policy by its name, from a TOML file, or from a mapping of the same shape. Raises `PolicyError`."""
    if isinstance(policy, Policy):
        return policy
    if isinstance(policy, Mapping):
        return Policy.parse(policy)
    path = Path(policy)
    if str(policy) in NAMES or not path.is_file():
        return Policy.named(str(policy))
    try:
        return Policy.read(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError) as error:
        raise PolicyError("", f"{path} cannot be read: {error}") from error


class App:
    """A native app. Made by `Device.app`."""

    def __init__(self, device: Device, participant: Participant) -> None:
        self._device = device
        self._participant = participant

    @property
    def name(self) -> str:
        return self._participant.name

    @property
    def type(self) -> str:
        """The type of its audio, as those of the pages' sessions."""
        return str(self._participant.type)

    @property
    def state(self) -> str:
        """`inactive`, `active` or `interrupted`."""
        return str(self._participant.state)

    @property
    def gain(self) -> float:
        """Linear, lower while it is ducked, 0 while it is muted. The device's volume is not in it."""
        return self._device.core.gain_of(self._participant)

    def play(self) -> bool:
        """Asks for the focus and plays. Returns whether it does; if not, it was refused, or is interrupted."""
        self._device.tell(self._device.core.play(self._participant, self._device.now()))
        return self.state == "active"

    def pause(self) -> None:
        """Pauses. Whether others resume is the policy's: on Android a paused app keeps the focus."""
        self._device.tell(self._device.core.pause(self._participant, self._device.now()))

    def stop(self, *, resume: bool = True) -> None:
        """Gives up the focus. Those that it had interrupted resume, unless it ends without telling them."""
        self._device.tell(self._device.core.stop(self._participant, self._device.now(), resume=resume))

    def close(self) -> None:
        """The app ends, or is killed."""
        self._device.tell(self._device.core.remove_app(self._participant, self._device.now()))

    def __repr__(self) -> str:
        return f"<App {self.name!r} {self.type} {self.state}>"


class Device:
    """What happens around the pages. What a method does reaches pages in tasks of theirs, soon after it returns."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.core = browser.session_host.device
        """The model; its times are those of `now()`."""

    def now(self) -> float:
        """Seconds since the browser was made."""
        return self._browser.loop.now()

    def tell(self, notifications: Iterable[Notification]) -> None:
        """Hands what the model has to say to the documents."""
        self._deliver(deliveries(list(notifications)))

    def _deliver(self, messages: Iterable[Delivery]) -> None:
        self._browser.deliver(messages)

    @property
    def policy(self) -> Policy:
        """How the device arbitrates."""
        return self.core.policy

    @property
    def timeline(self) -> Timeline:
        """Every transition of every session and app, with its cause; times are seconds since the browser was made."""
        return self.core.timeline

    @property
    def levels(self) -> list[Level]:
        """Every change of a gain by ducking, muting and the silent switch."""
        return self.core.levels

    def audible(self) -> list[Audible]:
        """What a person hears now: name, type, gain and output of each tab and app. Calls and alarms are not in it."""
        return self.core.audible()

    # participants -----------------------------------------------------------------------------------------------------

    def app(self, name: str, *, type: str = "playback") -> App:
        """A native app, which does not play yet. Raises an error for a type that is none, or `auto`."""
        return App(self, self.core.add_app(name, _session_type(type)))

    # events -----------------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def _event(self, event: SystemEvent, *, resume: bool) -> AsyncIterator[None]:
        loop = self._browser.loop
        participant, notifications = self.core.begin_event(event, self.now())
        self.tell(notifications)
        await loop.settle()
        try:
            yield
        finally:
            self.tell(self.core.end_event(participant, self.now(), resume=resume))
            await loop.settle()

    def phone_call(self, *, resume: bool = True) -> AbstractAsyncContextManager[None]:
        """An async context manager: a call for as long as the block runs. What it does to whom is the policy's.

        Events nest. Without `resume` what it interrupted is not to resume.
        """
        return self._event(SystemEvent.CALL, resume=resume)

    def alarm(self, *, resume: bool = True) -> AbstractAsyncContextManager[None]:
        """An alarm or a timer; see `phone_call`."""
        return self._event(SystemEvent.ALARM, resume=resume)

    def assistant(self, *, resume: bool = True) -> AbstractAsyncContextManager[None]:
        """The voice assistant; see `phone_call`."""
        return self._event(SystemEvent.ASSISTANT, resume=resume)

    # surroundings -----------------------------------------------------------------------------------------------------

    @property
    def silent_switch(self) -> bool:
        """The ring/silent switch: it mutes the types that the policy names. No state changes."""
        return self.core.surroundings.silent_switch

    @silent_switch.setter
    def silent_switch(self, on: bool) -> None:
        self.core.set_silent_switch(bool(on), self.now())

    @property
    def volume(self) -> float:
        """Linear, from 0 to 1; in the gain of everything that is audible."""
        return self.core.surroundings.volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self.core.set_volume(volume)

    @property
    def locked(self) -> bool:
        """Whether the screen is locked."""
        return self.core.surroundings.is_locked

    def lock(self) -> None:
        """Locks the screen: pages are hidden, and interrupted as the policy says."""
        self._set_locked(True)

    def unlock(self) -> None:
        """Unlocks the screen: pages are visible, and resume."""
        self._set_locked(False)

    def _set_locked(self, locked: bool) -> None:
        if locked == self.locked:
            return
        notifications = self.core.set_locked(locked, self.now())
        for window in self._browser.windows.values():
            window.set_visibility("hidden" if locked else "visible")
        self.tell(notifications)

    def plug(self, name: str) -> None:
        """Connects `headphones` or `bluetooth`: sound moves there, pages get `devicechange`."""
        output = pluggable(name)
        if output in self.core.surroundings.plugged:
            raise ValueError(f"{name!r} is plugged in already")
        self.core.plug(output)
        capture, label = self._browser.capture, _LABELS[output]
        capture.plug(Speaker(label, group=label))
        if output is Output.BLUETOOTH:
            capture.plug(Microphone(label, group=label))

    def unplug(self, name: str) -> None:
        """Disconnects it: what was heard there moves to the next output, or is paused for good, as the policy says."""
        self._deliver(self._browser.session_host.unplug(name, self.now()))
        self._browser.capture.unplug(_LABELS[pluggable(name)])


_LABELS = {Output.HEADPHONES: "Headphones", Output.BLUETOOTH: "Bluetooth"}


def _session_type(name: str) -> SessionType:
    if name not in TYPES:
        raise ValueError(f"an app's type is {name!r}; it can be: {', '.join(TYPES)}")
    return SessionType(name)
