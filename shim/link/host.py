"""Joins the links to the session model, sans-I/O: a document's message in, messages for documents out.

A link calls ``receive`` with what its document sent and delivers what comes back, each as a task of its own in its
document. The in-process link calls it synchronously, from inside the document's own algorithms.
"""

from collections.abc import Sequence

from shim.session import (
    MIX_ALL,
    Button,
    Device,
    ElementKind,
    Guard,
    Interruption,
    Notification,
    Participant,
    Policy,
    Press,
    RemoteSessionError,
    Resume,
)
from shim.session.now_playing import now_playing, session_of
from shim.session.types import Fact

from . import messages as protocol
from .messages import (
    Fault,
    Hello,
    Inactivate,
    NotifyState,
    PictureInPicture,
    RemoveElement,
    SetElement,
    Sink,
    StateNotified,
    TryActivating,
    TypeApplied,
)


class Delivery(Fact, frozen=True):
    """``text`` is to be handed to the link of ``document``, in order, as a task."""

    document: int
    text: str


_MICROPHONE = ElementKind.MICROPHONE

# Bounds on what a broken or hostile document can make the host remember.
MAX_FAULTS = 100


class SessionHost:
    """The host's end of all links. What the methods of ``device`` return goes through ``deliveries`` to the links, also
    when it is nothing."""

    def __init__(self, policy: Policy = MIX_ALL) -> None:
        self.device = Device(policy)
        self._settings = _settings(policy)
        self.faults: list[tuple[int, str]] = []
        """Errors that a document's polyfill caught in itself: (document, text)."""

    def add_document(self, parent: int | None = None, *, tab_name: str = "") -> int:
        """A new document, below ``parent`` or at the top of a new tab, which is called so; returns its id."""
        return self.device.add_document(parent, tab_name=tab_name).id

    def remove_document(self, document: int, now: float) -> list[Delivery]:
        """The document and all below it are gone; nothing more is delivered to them."""
        return self.deliveries(self.device.remove_document(document, now))

    def receive(self, document: int, text: str | bytes, now: float) -> list[Delivery]:
        """Takes one message of a document. Raises RemoteSessionError for a bad one, which then has no effect."""
        return self.deliveries(self.take(document, protocol.decode(text), now))

    def begin_interruption(self, name: str, now: float) -> tuple[Interruption, list[Delivery]]:
        """See Device.begin_interruption."""
        interruption, notifications = self.device.begin_interruption(name, now)
        return interruption, self.deliveries(notifications)

    def end_interruption(self, interruption: Interruption, now: float, *, resume: bool = True) -> list[Delivery]:
        """See Device.end_interruption."""
        return self.deliveries(self.device.end_interruption(interruption, now, resume=resume))

    def unplug(self, name: str, now: float) -> list[Delivery]:
        """See Device.unplug."""
        tabs, notifications = self.device.unplug(name, now)
        text = protocol.encode(protocol.SuspendElements())
        paused = [Delivery(s.id, text) for tab in tabs for s in self.device.tabs[tab].sessions()]
        return paused + self.deliveries(notifications)

    def end_microphones(self) -> list[Delivery]:
        """The system takes the microphone away from all who have it."""
        text = protocol.encode(protocol.EndMicrophones())
        sessions = (s for tab in self.device.tabs.values() for s in tab.sessions())
        return [Delivery(s.id, text) for s in sessions if any(e.kind is _MICROPHONE for e in s.elements.values())]

    def press(self, button: Button, now: float) -> tuple[Participant | None, Delivery | None]:
        """A button is pressed: the participant it goes to, and if that is a tab, what its document is told."""
        device = self.device
        participant = now_playing(device)
        name, owner = (participant.name, participant.id) if participant is not None else ("", 0)
        device.presses.append(Press(now, button, name, owner))
        session = session_of(device.tabs[owner], device.policy) if owner in device.tabs else None
        if session is None:
            return participant, None
        return participant, Delivery(session.id, protocol.encode(protocol.Press(button, device.policy.seek_seconds)))

    def take(self, document: int, message: protocol.DocumentMessage, now: float) -> Sequence[Notification | Delivery]:
        """As ``receive``, of a message that is decoded already; what it returns goes through ``deliveries``."""
        device = self.device
        # OPTIMIZATION: what comes most often comes first, and `match` takes three times as long to tell classes apart.
        if type(message) is SetElement:
            return device.set_element(document, message, now)
        if type(message) is StateNotified:
            return device.state_notified(document, message.state, now)
        if type(message) is TryActivating:
            return device.try_activating(document, message.element, message.serial, now)
        if type(message) is Inactivate:
            return device.inactivate(document, message.element, message.serial, now)
        if type(message) is TypeApplied:
            return device.type_applied(document, message.type, now)
        if type(message) is RemoveElement:
            return device.remove_element(document, message.id, now)
        if type(message) is PictureInPicture:
            return device.set_in_picture(document, message.id, now, on=message.on)
        if type(message) is Sink:
            device.set_sink(document, message.id, message.output)
        device.session(document)
        if type(message) is Hello:
            if message.version != protocol.VERSION:
                version = message.version
                raise RemoteSessionError(f"the polyfill speaks version {version}, the host {protocol.VERSION}")
            return [] if self._settings is None else [Delivery(document, self._settings)]
        if type(message) is Fault and len(self.faults) < MAX_FAULTS:
            self.faults.append((document, message.text))
        return []

    def deliveries(self, notifications: Sequence[Notification | Delivery]) -> list[Delivery]:
        """The messages to documents; first those on what may not begin by itself there from now on."""
        return [*self.guards(), *(Delivery(n.document, text_of(n)) for n in notifications)]

    def guards(self) -> list[Delivery]:
        """The messages that documents are told before all else."""
        return [Delivery(guard.document, self._guard_text(guard)) for guard in self.device.guards()]

    def guard(self, document: int) -> str:
        """The message that a document has to know from its beginning, which it is not told besides."""
        return self._guard_text(self.device.guard(document))

    def guard_of_new(self) -> str:
        """The same for the first document of a new tab."""
        return self._guard_text(self.device.guard_of_new())

    def _guard_text(self, guard: Guard) -> str:
        kinds = tuple(sorted(guard.kinds))
        rejects = self.device.policy.resume is Resume.REJECT
        return protocol.encode(protocol.Guard(kinds, guard.resume, rejects))


def _settings(policy: Policy) -> str | None:
    """The settings that a new document is told, as a message; None if there are none."""
    settings = protocol.Settings(policy.interruptions_call_handlers, policy.mutes_hidden_cameras)
    return None if settings == protocol.Settings() else protocol.encode(settings)


def text_of(notification: Notification | Delivery) -> str:
    """The message of a notification, as text."""
    if isinstance(notification, Delivery):
        return notification.text
    if notification.suspend or notification.may_play:
        suspend, may_play = notification.suspend, notification.may_play
        return protocol.encode(NotifyState(notification.state, notification.serial, suspend, may_play))
    # OPTIMIZATION: what comes with every change is written in a third of the time.
    return f'{{"op":"notify-state","state":"{notification.state}","serial":{notification.serial}}}'
