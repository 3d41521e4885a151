"""A document's audio session: `js/polyfill` in its realm on one side, the device on the other."""

from __future__ import annotations

from collections.abc import Callable

from shim.device.device import Device
from shim.engine.realm import Realm, ScriptError
from shim.media.capture.capture_operations import CaptureOperations
from shim.media.element.element_operations import MediaOperations
from shim.polyfill.assembly import Part, part_source
from shim.session import AudioSession, RemoteSessionError

POLYFILL_TRIGGERS = {("Navigator", "audioSession"), ("Navigator", ""), ("", "AudioSession")}
"""Names whose first use attaches the polyfill to a document; "" stands for all names of the interface at once."""
WATCHED = {
    "HTMLMediaElement": Part.MEDIA_ELEMENT,
    "AudioContext": Part.AUDIO_CONTEXT,
    "MediaDevices": Part.CAPTURE,
    "SpeechSynthesis": Part.SPEECH,
    "MediaSession": Part.MEDIA_SESSION,
}
"""Interfaces whose objects are elements of the session, and the polyfill's part for each, loaded on its first use."""

_WATCHED_NAMES = frozenset(WATCHED)


class DocumentSession:
    """The link between one document's polyfill and the device. The polyfill is loaded when script first uses it."""

    def __init__(
        self, realm: Realm, device: Device, *, outer: int | None, tab_name: str, activate: Callable[[], None]
    ) -> None:
        """Opens the document on the device: in the document whose session's id is `outer`, or in a tab of its own.
        `activate` notes a gesture of the user."""
        self._realm = realm
        self._device = device
        self._activate = activate
        self.is_attached = False
        """The polyfill runs in the document."""
        self.id = device.add_document(self, outer, tab_name=tab_name, url=realm.url)
        realm.on_unknown = self._on_unknown
        realm.watched = _WATCHED_NAMES
        realm.on_used = self._watch

    def _on_unknown(self, interface: str, key: str) -> None:
        if (interface, key) in POLYFILL_TRIGGERS:
            self._attach()

    def _attach(self) -> None:
        """Runs `js/polyfill` in the document, once, with the in-process link at its other end."""
        if not self.is_attached and not self._realm.freed:
            self.is_attached = True
            self._realm.run_platform_script(part_source(Part.DOCUMENT))
            self._realm.call_even_retired("attachPolyfill")
            self._realm.run_platform_script(part_source(Part.DEVICE))
            self._realm.call_even_retired("watchPart")

    def _watch(self, interface: str) -> None:
        # The polyfill hears of these through their providers, which a listener alone does not make.
        if interface == "HTMLMediaElement":
            self._realm.provider(MediaOperations)
        elif interface == "MediaDevices":
            self._realm.provider(CaptureOperations)
        self._attach()
        self._realm.run_platform_script(part_source(WATCHED[interface]))
        self._realm.call("watchPart")

    def attribute(self, name: str) -> str:
        """`navigator.audioSession.type` or `.state` as the page would read it."""
        if not self.is_attached:
            return "auto" if name == "type" else "inactive"
        return str(self._realm.call("sessionAttribute", name))

    @property
    def model(self) -> AudioSession:
        """The session as the device keeps it."""
        return self._device.core.session(self.id)

    def deliver(self, text: str, *, by_user: bool = False) -> None:
        """Hands a message of the device to the polyfill, in a task of its own. Before there is one there is nobody to
        tell: it asks for `guard` when it begins."""
        if not self.is_attached:
            return

        def hand_over() -> None:
            if by_user:
                self._activate()
            self._realm.call("deliverSession", text)

        self._realm.loop.queue_task(hand_over, self._realm)

    def guard(self) -> str:
        """The message that tells what may not begin by itself in the document."""
        return self._device.guard_of_new() if self._realm.closed else self._device.guard(self.id)

    def media_came(self, number: int) -> None:
        """The polyfill is to know a media element that came from another document, by its number in the tree."""
        self._realm.loop.queue_task(lambda: self._realm.call("mediaCame", number), self._realm)

    def receive(self, text: str) -> None:
        """Takes a message of the polyfill."""
        if self._realm.closed:
            return
        try:
            self._device.receive(self.id, text)
        except RemoteSessionError as error:
            # A page that reaches into the polyfill and sends nonsense loses that message only.
            self._realm.uncaught(ScriptError(f"audio session: {error}", self._realm.url))


class Session:
    """A document's audio session as the page sees it. https://w3c.github.io/audio-session/#audiosession-interface"""

    def __init__(self, session: DocumentSession) -> None:
        self._session = session

    @property
    def type(self) -> str:
        """`navigator.audioSession.type`"""
        return self._session.attribute("type")

    @property
    def state(self) -> str:
        """`navigator.audioSession.state`: inactive, active or interrupted"""
        return self._session.attribute("state")

    @property
    def computed_type(self) -> str:
        """The type in effect. https://w3c.github.io/audio-session/#compute-the-audio-session-type"""
        return str(self._session.model.computed_type)

    def __repr__(self) -> str:
        return f"<Session type={self.type!r} state={self.state!r}>"
