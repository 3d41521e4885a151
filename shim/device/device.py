"""A device, as a test steers it: apps, calls, the silent switch, the lock, headphones; and the documents on it.

Each browser has one, or shares one that it is given. Documents join it by a `Link`, whatever engine they run in.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

from shim.audio.sounds import Sounds
from shim.clock import Clock, ClockName, make_clock
from shim.errors import TimeoutError, no_attribute
from shim.link.host import Delivery, SessionHost, text_of
from shim.link.messages import DocumentMessage
from shim.report.history import AppAdded, Closed, DocumentOpened, History, Note, Step, VolumeChange
from shim.session import (
    Audible,
    Button,
    ElementKind,
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
from shim.session.policy import NAMES, TYPES
from shim.session.surroundings import pluggable
from shim.types import AppType, Pluggable, PolicyName
from shim.types import Button as ButtonName

SECONDS_TO_SETTLE = 5.0
"""Pages that have not come to rest by then are not waited for any longer."""
MOST_CHANGES = 16
"""Changes of one session, until the pages have come to rest, of which more are taken for a page that never does."""
_NO_RECORDING = (
    'There is no recording. To see and hear what a person heard: recording = device.record("heard.wav"), and in the '
    "end device.report(path, recording=recording)."
)
builtins_timeout = asyncio.TimeoutError

if TYPE_CHECKING:
    from .recording import Recording

AnyPolicy: TypeAlias = PolicyName | str | PathLike[str] | Mapping[str, object] | Policy
"""A policy's name, the path of a TOML file, a mapping of the same shape, or the policy itself."""


def load_policy(policy: AnyPolicy) -> Policy:
    """A policy by its name, from a TOML file, or from a mapping of the same shape. Raises `PolicyError`."""
    if isinstance(policy, Policy):
        return policy
    if isinstance(policy, Mapping):
        return Policy.parse(policy)
    if not isinstance(policy, str | PathLike):
        raise TypeError(
            f"policy is {policy!r}; it can be {', '.join(NAMES)}, the path of a TOML file, a mapping or a Policy"
        )
    path = Path(policy)
    if str(policy) in NAMES or not (path.suffix or path.exists()):
        return Policy.named(str(policy))
    try:
        return Policy.read(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError) as error:
        raise PolicyError("", f"{path} cannot be read: {error}") from error
    except PolicyError as error:
        raise PolicyError(error.cell, f"{error.problem} (in {path})") from error


_INSTEAD = {
    "incoming_call": "write `async with device.phone_call():`",
    "interrupt": "write `async with device.phone_call():`, or alarm(), assistant()",
    "mute": "the silent switch is device.silent_switch = True",
    "set_output": "write device.plug('headphones') and device.unplug('headphones')",
    "set_silent": "write device.silent_switch = True",
    "set_volume": "write device.volume = 0.5",
    "unmute": "the silent switch is device.silent_switch = False",
}
"""Names that are easily thought of, with what to write in their place."""


class App:
    """A native app. Made by `Device.app`."""

    def __init__(self, device: Device, participant: Participant) -> None:
        self._device = device
        self._participant = participant
        self.pressed: list[str] = []
        """The buttons that came to it: see `Device.press`."""

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            raise no_attribute(self, "App", name, {})

    @property
    def id(self) -> int:
        """The participant's id in the model."""
        return self._participant.id

    @property
    def name(self) -> str:
        """The name that it was given."""
        return self._participant.name

    @property
    def type(self) -> AppType:
        """The type of its audio, as those of the pages' sessions."""
        return cast(AppType, str(self._participant.type))

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

    def take_press(self, button: Button) -> None:
        """Does what a player does: `Device.press` calls this."""
        self.pressed.append(str(button))
        if button is Button.PLAY or (button is Button.PLAY_PAUSE and self.state != "active"):
            self.play()
        elif button in (Button.PAUSE, Button.PLAY_PAUSE):
            self.pause()
        elif button is Button.STOP:
            self.stop()

    def close(self) -> None:
        """The app ends, or is killed."""
        notifications = self._device.core.remove_app(self._participant, self._device.now())
        self._device.app_closed(self)
        self._device.tell(notifications)

    def __repr__(self) -> str:
        return f"<App {self.name!r} {self.type} {self.state}>"


class Link(Protocol):
    """The device's end of the link to one document."""

    def deliver(self, text: str, *, by_user: bool = False) -> None:
        """Hands a message to the document's polyfill: in order, in a task of its own, which is a gesture of the user
        if it comes `by_user` and the engine can have it so. Does not wait."""


class Surroundings(Protocol):
    """Owner of pages on the device, which is told of changes that their audio sessions are not told of."""

    async def settle(self) -> None:
        """Returns when what the device has told the pages has had its effect; it may wait for ever."""

    def busy(self) -> list[str]:
        """The pages that `settle` waits for, and what they do, for a person to read."""

    def screen_changed(self) -> None:
        """The screen was locked or unlocked, or the browser went to the background or came to the foreground: pages
        are visible or hidden now. `Device.visibility` tells which."""

    def set_frozen(self, frozen: bool) -> None:
        """Pages in which nothing sounds are frozen, or go on."""

    def plug(self, output: Output) -> None:
        """Headphones or Bluetooth were connected."""

    def unplug(self, output: Output) -> None:
        """The output was disconnected."""


class Device:
    """The device around the pages. The effects of a method reach pages in tasks of theirs, soon after it returns.

    `policy`: how it arbitrates: `spec`, `ios`, `android`, `chromeos`, `desktop`, the path of a TOML file, a mapping of
    the same shape, or a `Policy`. See docs/device.md.
    `clock`: `system`; or `manual`, whose time passes only when it is told to; or a `Clock`. See docs/clock.md.
    """

    def __init__(self, policy: AnyPolicy = "spec", *, clock: ClockName | Clock = "system") -> None:
        self._host = SessionHost(load_policy(policy))
        self.clock: Clock = make_clock(clock)
        """The time of the device, and of the pages of our browser on it."""
        self._links: dict[int, Link] = {}
        self._surroundings: list[Surroundings] = []
        self._watchers: tuple[Callable[[], None], ...] = ()
        self._last_tab = 0
        self._said_at: float | None = None
        self._is_frozen = False
        self.documents: dict[int, DocumentOpened] = {}
        """The documents that are there, by their ids."""
        self.apps: dict[int, App] = {}
        """The apps that were not closed, by their ids."""
        self.core = self._host.device
        """The model; its times are those of `now()`."""
        self._history = History.of(self.core)
        self.sounds = Sounds()
        """All that can be heard, for recordings."""
        self.recordings: list[Recording] = []
        """The recordings that were not stopped."""

    def now(self) -> float:
        """Seconds on the clock: since the device was made, unless it was given a clock."""
        return self._said_at if self._said_at is not None else self.clock.now()

    def __repr__(self) -> str:
        return f"<Device {self.policy.name!r}>"

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            raise no_attribute(self, "Device", name, _INSTEAD)

    def __setattr__(self, name: str, value: object) -> None:
        # After it is made: `recordings` is the last attribute that `__init__` sets.
        if not name.startswith("_") and "recordings" in self.__dict__ and name not in (*self.__dict__, *_SETTABLE):
            raise AttributeError(f"a device has no {name!r} to be set; it has {' and '.join(_SETTABLE)}")
        super().__setattr__(name, value)

    # documents --------------------------------------------------------------------------------------------------------

    def add_document(self, link: Link, parent: int | None = None, *, tab_name: str = "", url: str = "") -> int:
        """A new document, below `parent` or at the top of a new tab, which is called so. Returns its id."""
        document = self._host.add_document(parent, tab_name=tab_name)
        self._links[document] = link
        tab = self.core.tab_of(document)
        name = tab.participant.name
        self.documents[document] = DocumentOpened(self.now(), document, parent, tab.id, name, url)
        self._history.opened.append(self.documents[document])
        self._deliver(self._host.guards())
        return document

    def guard(self, document: int) -> str:
        """The message about what may not begin by itself in a document that knows nothing yet."""
        return self._host.guard(document)

    def guard_of_new(self) -> str:
        """The same for the first document of a tab that will be opened."""
        return self._host.guard_of_new()

    def rename_document(self, document: int, url: str) -> None:
        """The document that is open there came from `url`."""
        self.documents[document] = self.documents[document]._replace(t=self.now(), url=url)
        self._history.opened.append(self.documents[document])
        self._changed()

    def remove_document(self, document: int) -> None:
        """The document and all below it are gone."""
        gone = [session.id for session in self.core.tab_of(document).sessions(self.core.session(document))]
        messages = self._host.remove_document(document, self.now())
        for one in gone:
            del self._links[one]
            del self.documents[one]
            self._history.closed.append(Closed(self.now(), one))
        self._deliver(messages)

    def captures(self, document: int) -> bool:
        """True while a microphone is among the document's elements."""
        return any(e.kind is ElementKind.MICROPHONE for e in self.core.session(document).elements.values())

    def receive(self, document: int, text: str | bytes, *, said_at: float | None = None) -> None:
        """Takes one message of a document. Raises `RemoteSessionError` for a bad one, which then has no effect.

        `said_at`: when it was said, by this device's clock, if it has been on its way since: what it does is done at
        that time, or at that of the last transition.
        """
        now = self.now()
        if said_at is not None and said_at < now:
            last = self.timeline[-1].t if self.timeline else 0.0
            self._said_at = now = max(said_at, last)
        try:
            self._deliver(self._host.receive(document, text, now))
        finally:
            self._said_at = None

    def take_all(self, document: int, messages: Sequence[DocumentMessage]) -> None:
        """Takes what a document said at one time, decoded already.

        Raises `RemoteSessionError` at a bad message. It and those after it have no effect then, those before it do.
        """
        now = self.now()
        take = self._host.take
        try:
            for message in messages:
                notifications = take(document, message, now)
                for guard in self._host.guards():
                    self._hand_over(guard.document, guard.text)
                for notification in notifications:
                    self._hand_over(notification.document, text_of(notification))
        finally:
            if self._watchers:
                self._changed()

    def note(self, source: str, level: str, text: str) -> None:
        """A page, by the name of its tab, said something: it is kept beside what its sessions went through."""
        self._history.note(Note(self.now(), source, level, text))

    def note_action(self, text: str, t: float) -> None:
        """A test did something as a user, at that time: the report shows it on a lane of its own."""
        self._history.step(Step(t, "action", text))

    def note_expectation(self, text: str, *, held: bool) -> None:
        """A test looked at something, and what it expected held or did not."""
        self._history.step(Step(self.now(), "held" if held else "failed", text))

    @property
    def faults(self) -> list[tuple[int, str]]:
        """Errors that a document's polyfill caught in itself: (document, text)."""
        return self._host.faults

    def name_tab(self) -> str:
        """A name for the next tab."""
        self._last_tab += 1
        return f"tab {self._last_tab}"

    def tell(self, notifications: Iterable[Notification]) -> None:
        """Hands what the model has to say to the documents."""
        self._deliver(self._host.deliveries(list(notifications)))

    def _deliver(self, messages: Iterable[Delivery]) -> None:
        for message in messages:
            self._hand_over(message.document, message.text)
        self._changed()

    def _hand_over(self, document: int, text: str, *, by_user: bool = False) -> None:
        link = self._links.get(document)
        if link is not None:
            link.deliver(text, by_user=by_user)

    # those who have pages on it ---------------------------------------------------------------------------------------

    def join(self, surroundings: Surroundings) -> None:
        """From now on it is told of the lock and of what is plugged."""
        self._surroundings.append(surroundings)

    def leave(self, surroundings: Surroundings) -> None:
        """Undoes `join`."""
        self._surroundings.remove(surroundings)

    @property
    def surroundings(self) -> tuple[Surroundings, ...]:
        """Surroundings that have joined and not left."""
        return tuple(self._surroundings)

    async def settle(self) -> None:
        """Returns when what the device has told the pages has had its effect, after 5 s at the latest.

        Raises `TimeoutError`, which names the page and what it does, if a page does not answer, or if its session goes
        on and on changing. One that only queues tasks without end is not waited for.
        """
        first = self.timeline.left_out + len(self.timeline)
        try:
            async with asyncio.timeout(SECONDS_TO_SETTLE):
                for one in list(self._surroundings):
                    await one.settle()
        except builtins_timeout:
            what = [what for one in self._surroundings for what in one.busy()]
            unrest = self._unrest(first) or what[:3] or ["nobody says why"]
        else:
            unrest = self._unrest(first)
        if unrest:
            raise TimeoutError(f"the pages do not come to rest: {'; '.join(unrest)}")

    def _unrest(self, first: int) -> list[str]:
        """Sessions that have changed too often since the transition of that number."""
        since = self.timeline[max(0, first - self.timeline.left_out) :]
        counts = Counter(t.document for t in since if t.document is not None and t.document in self.documents)
        last = {t.document: t for t in since}
        return [
            f"{self.documents[document].tab_name} ({self.documents[document].url}): its audio session changed {count} "
            f"times, at last from {last[document].from_state} to {last[document].to_state}: {last[document].cause}"
            for document, count in counts.most_common(3)
            if count > MOST_CHANGES
        ]

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Calls `watcher` after everything that may have changed the device. Returns what ends that."""
        self._watchers += (watcher,)
        return lambda: self._unwatch(watcher)

    def _unwatch(self, watcher: Callable[[], None]) -> None:
        at = self._watchers.index(watcher)
        self._watchers = self._watchers[:at] + self._watchers[at + 1 :]

    def _changed(self) -> None:
        for watcher in self._watchers:
            watcher()

    @property
    def policy(self) -> Policy:
        """The rules by which the device arbitrates."""
        return self.core.policy

    @property
    def timeline(self) -> Timeline:
        """Every transition of every session and app, with its cause; times are seconds since the device was made."""
        return self.core.timeline

    @property
    def history(self) -> History:
        """All that happened since the device was made: what its pictures are made of."""
        self._history.now = self.now()
        return self._history

    @property
    def levels(self) -> list[Level]:
        """Every change of a gain by ducking, muting and the silent switch."""
        return self.core.levels

    def audible(self) -> list[Audible]:
        """The sounds that a person hears now: name, type, gain and output of each tab and app. Calls and alarms are
        left out."""
        return self.core.audible()

    def record(self, path: str | PathLike[str]) -> Recording:
        """Records what a person hears, into a WAV file (48 kHz, stereo, 32-bit floats), from now on.

        Until `await recording.stop()`, or for as long as the block runs: `async with device.record("out.wav"):`; and
        no longer than the browser is open. Calls and alarms are not heard in it. Raises `Error` when the file cannot
        be written.
        """
        if not isinstance(path, str | PathLike):
            raise TypeError(f"a recording goes to a path, not {path!r}")
        if Path(path).suffix.lower() not in ("", ".wav"):
            raise ValueError(f"{fspath(path)} cannot be written: what is recorded is .wav")
        start = self.now()
        # Here and in `app`, for a device without sound needs no codecs and is imported in a third of the time.
        from .recording import Recording

        recording = Recording(self, path, start)
        self.recordings.append(recording)
        return recording

    async def close(self) -> None:
        """Stops its recordings. A browser closes a device of its own; one that browsers share has to be closed.

        Raises what `Recording.stop` does.
        """
        await asyncio.gather(*(recording.stop() for recording in self.recordings))

    def participant(self, owner: int) -> Participant:
        """The tab of a document, or the app, of that id."""
        return self.core.participant(owner)

    # looking at it ----------------------------------------------------------------------------------------------------

    def timeline_text(self, last: int | None = None) -> str:
        """The timeline for a person to read, a line for each transition, gain, call, switch and button; or only the
        `last` lines of it."""
        from shim.report.lines import timeline_lines  # OPTIMIZATION: few devices are looked at

        lines = timeline_lines(self.history)
        return "\n".join(lines if last is None else lines[max(0, len(lines) - last) :])

    def screenshot_timeline(self, path: str | PathLike[str]) -> None:
        """Writes the timeline as an SVG picture: a lane for each document, app, call and switch. Raises OSError."""
        from shim.report.files import write_picture  # OPTIMIZATION: few devices are looked at

        write_picture(self.history, path)

    def report(
        self,
        path: str | PathLike[str],
        *,
        recording: Recording | None = None,
        title: str = "",
        failures: Sequence[str] = (),
    ) -> None:
        """Writes the timeline, the pages' consoles and a recording, if there is one, as one HTML file. Raises OSError.

        A recording is part of the file up to 20 MB, and linked beyond that. `title`: what the report is called, by
        itself by the first page. `failures`: what the report says at its top to have gone wrong.
        """
        from shim.report.files import write_report
        from shim.report.html import About, Recorded

        if isinstance(failures, str):
            raise TypeError(f"failures is a list of texts, such as [{failures!r}]")
        recorded = None if recording is None else Recorded(recording.path, recording.start)
        write_report(
            self.history, path, About(title, failures=failures, no_recording=_NO_RECORDING), recording=recorded
        )

    # participants -----------------------------------------------------------------------------------------------------

    def app(self, name: str, *, type: AppType = "playback", sound: str | PathLike[str] | None = None) -> App:
        """A native app, which does not play yet.

        `sound`: a file that it plays over and over, as a recording hears it; without one it is a quiet tone, another
        for each app. Raises `TypeError` for a name that is not a string, `ValueError` for a type that is none, or
        `auto`, and `Error` for an unusable file.
        """
        from .app_sound import AppSound, sound_of

        if not isinstance(name, str):
            raise TypeError(f'an app has a name, such as "Music", not {name!r}')
        type_ = _session_type(type)
        opened = sound_of(sound, len(self._history.apps) + 1)
        participant = self.core.add_app(name, type_)
        app = self.apps[participant.id] = App(self, participant)
        self.sounds.add(participant.id, AppSound(self, app, opened))
        self._history.apps.append(AppAdded(self.now(), participant.id, name, participant.type))
        self._changed()
        return app

    def app_closed(self, app: App) -> None:
        """Forgets it: `App.close` calls this."""
        del self.apps[app.id]
        self.sounds.remove_all(app.id)
        self._history.closed.append(Closed(self.now(), app.id))

    # events -----------------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def _event(self, event: SystemEvent, *, resume: bool, ends_microphones: bool = False) -> AsyncIterator[None]:
        begun = self.begin(event)
        if ends_microphones:
            self._deliver(self._host.end_microphones())
        try:
            await self.settle()
            yield
        finally:
            if begun in self.core.events:
                self.end(begun, resume=resume)
            await self.settle()

    def begin(self, event: SystemEvent) -> Participant:
        """A call, an alarm or the assistant begins, and goes on until `end`; returns at once. `core.events` has all."""
        participant, notifications = self.core.begin_event(event, self.now())
        self.tell(notifications)
        return participant

    def end(self, event: Participant, *, resume: bool = True) -> None:
        """Ends what `begin` returned. Raises `LocalSessionError` if it has ended."""
        self.tell(self.core.end_event(event, self.now(), resume=resume))

    def phone_call(self, *, resume: bool = True, ends_microphones: bool = False) -> AbstractAsyncContextManager[None]:
        """An async context manager: a call for as long as the block runs, unless a person at the dashboard ends it.

        What it does to whom is the policy's. Events nest. Without `resume` what it interrupted is not to resume. With
        `ends_microphones` the tracks of microphones end instead of being muted, as they sometimes do on iOS.
        """
        return self._event(SystemEvent.CALL, resume=resume, ends_microphones=ends_microphones)

    def alarm(self, *, resume: bool = True) -> AbstractAsyncContextManager[None]:
        """An alarm or a timer; see `phone_call`."""
        return self._event(SystemEvent.ALARM, resume=resume)

    def assistant(self, *, resume: bool = True, ends_microphones: bool = False) -> AbstractAsyncContextManager[None]:
        """The voice assistant; see `phone_call`."""
        return self._event(SystemEvent.ASSISTANT, resume=resume, ends_microphones=ends_microphones)

    def press(self, button: ButtonName) -> str | None:
        """Presses a button of the lock screen, a headset or a car.

        `play`, `pause`, `play_pause`, `stop`, `next`, `previous`, `seek_forward`, `seek_backward`, `hang_up`,
        `toggle_microphone` or `toggle_camera`. It goes to who played last, by the policy, and to the phone during a
        call; returns the name of that tab, app or call, None if there is nobody. A page gets its Media Session's
        action, or the platform does what it does with the element. Raises `ValueError` for another name.
        """
        if button not in list(Button):
            raise ValueError(f"there is no button {button!r}; there is: {', '.join(Button)}")
        participant, message = self._host.press(Button(button), self.now())
        if message is not None:
            self._hand_over(message.document, message.text, by_user=True)
        elif participant is not None and participant.id in self.apps:
            self.apps[participant.id].take_press(Button(button))
        self._changed()
        return None if participant is None else participant.name

    # surroundings -----------------------------------------------------------------------------------------------------

    @property
    def silent_switch(self) -> bool:
        """The ring/silent switch: it mutes the types that the policy names. No state changes."""
        return self.core.surroundings.silent_switch

    @silent_switch.setter
    def silent_switch(self, on: bool) -> None:
        if not isinstance(on, bool):
            raise TypeError(f"the silent switch is True or False, not {on!r}")
        self.core.set_silent_switch(on, self.now())
        self._changed()

    @property
    def volume(self) -> float:
        """Linear, from 0 to 1; in the gain of everything that is audible."""
        return self.core.surroundings.volume

    @volume.setter
    def volume(self, volume: float) -> None:
        before = self.volume
        self.core.set_volume(volume)
        if volume != before:
            self._history.volumes.append(VolumeChange(self.now(), volume))
        self._changed()

    @property
    def locked(self) -> bool:
        """True when the screen is locked."""
        return self.core.surroundings.is_locked

    def lock(self) -> None:
        """Locks the screen: pages are hidden, and interrupted as the policy says."""
        self._set_locked(True)

    def unlock(self) -> None:
        """Unlocks the screen: pages are visible, and resume."""
        self._set_locked(False)

    @property
    def in_background(self) -> bool:
        """True when another app is in front of the browser."""
        return self.core.surroundings.in_background

    def background(self, *, freeze: bool = False) -> None:
        """Another app comes to the front: pages are hidden, and interrupted as the policy says.

        With `freeze` pages in which nothing sounds then get `freeze`; and `resume` in the foreground.
        """
        if self.in_background:
            return
        self._screen(self.core.set_background, True)
        if freeze:
            self._is_frozen = True
            for one in self._surroundings:
                one.set_frozen(True)

    def foreground(self) -> None:
        """The browser is in front again: pages are visible, and resume."""
        if not self.in_background:
            return
        if self._is_frozen:
            self._is_frozen = False
            for one in self._surroundings:
                one.set_frozen(False)
        self._screen(self.core.set_background, False)

    @property
    def visibility(self) -> str:
        """`visible`, or `hidden` while the screen is locked or the browser in the background."""
        return "hidden" if self.locked or self.in_background else "visible"

    def _set_locked(self, locked: bool) -> None:
        if locked != self.locked:
            self._screen(self.core.set_locked, locked)

    def _screen(self, change: Callable[[bool, float], list[Notification]], on: bool) -> None:
        notifications = change(on, self.now())
        for one in self._surroundings:
            one.screen_changed()
        self.tell(notifications)

    def plug(self, name: Pluggable) -> None:
        """Connects `headphones` or `bluetooth`: sound moves there, pages get `devicechange`.

        Raises `shim.Error` when it is connected already, or cannot be.
        """
        output = pluggable(name)
        self.core.plug(output, self.now())
        for one in self._surroundings:
            one.plug(output)
        self._changed()

    def unplug(self, name: Pluggable) -> None:
        """Disconnects it: what was heard there moves to the next output, or is paused for good, as the policy says."""
        self._deliver(self._host.unplug(name, self.now()))
        for one in self._surroundings:
            one.unplug(pluggable(name))


_SETTABLE = ("silent_switch", "volume")
"""Properties of a device that can be set."""


def _session_type(name: str) -> SessionType:
    if name not in TYPES:
        raise ValueError(f"an app's type is {name!r}; it can be: {', '.join(TYPES)}")
    return SessionType(name)
