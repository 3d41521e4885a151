"""Joins the links to the session model, sans-I/O: a document's message in, messages for documents out.

A link calls ``receive`` with what its document sent and delivers what comes back, each as a task of its own in its
document. The in-process link calls it synchronously, from inside the document's own algorithms.
"""

from collections.abc import Sequence
from typing import NamedTuple

from shim import protocol
from shim.session import MIX_ALL, Device, Element, Interruption, Notification, Policy, RemoteSessionError


class Delivery(NamedTuple):
    """``text`` is to be handed to the link of ``document``, in order, as a task."""

    document: int
    text: str


# What a broken or hostile document can make the host remember.
MAX_FAULTS = 100


class SessionHost:
    """The host's end of all links. What the methods of ``device`` return goes through ``deliveries`` to the links."""

    def __init__(self, policy: Policy = MIX_ALL) -> None:
        self.device = Device(policy)
        self.faults: list[tuple[int, str]] = []
        """Errors that a document's polyfill caught in itself: (document, text)."""

    def add_document(self, parent: int | None = None, *, tab_name: str = "") -> int:
        """A new document, below ``parent`` or at the top of a new tab, which is called so; returns its id."""
        return self.device.add_document(parent, tab_name=tab_name).id

    def remove_document(self, document: int, now: float) -> list[Delivery]:
        """The document and all below it are gone; nothing more is delivered to them."""
        return deliveries(self.device.remove_document(document, now))

    def receive(self, document: int, text: str | bytes, now: float) -> list[Delivery]:
        """Takes one message of a document. Raises RemoteSessionError for a bad one, which then has no effect."""
        return self.take(document, protocol.decode(text), now)

    def take(self, document: int, message: protocol.DocumentMessage, now: float) -> list[Delivery]:
        """As ``receive``, of a message that is decoded already."""
        return deliveries(self._dispatch(document, message, now))

    def begin_interruption(self, name: str, now: float) -> tuple[Interruption, list[Delivery]]:
        """See Device.begin_interruption."""
        interruption, notifications = self.device.begin_interruption(name, now)
        return interruption, deliveries(notifications)

    def end_interruption(self, interruption: Interruption, now: float, *, resume: bool = True) -> list[Delivery]:
        """See Device.end_interruption."""
        return deliveries(self.device.end_interruption(interruption, now, resume=resume))

    def unplug(self, name: str, now: float) -> list[Delivery]:
        """See Device.unplug."""
        tabs, notifications = self.device.unplug(name, now)
        text = protocol.encode(protocol.SuspendElements())
        paused = [Delivery(s.id, text) for tab in tabs for s in self.device.tabs[tab].sessions()]
        return paused + deliveries(notifications)

    def _dispatch(self, document: int, message: protocol.DocumentMessage, now: float) -> Sequence[Notification]:
        device = self.device
        match message:  # OPTIMIZATION: what comes most often comes first
            case protocol.SetElement(id=element_id, audible=audible, interrupted=interrupted):
                return device.set_element(document, Element(element_id, message.kind, audible, interrupted), now)
            case protocol.StateNotified(state=state):
                return device.state_notified(document, state, now)
            case protocol.TryActivating(element=element_id, serial=serial):
                return device.try_activating(document, element_id, serial, now)
            case protocol.Inactivate(element=silent, serial=serial):
                return device.inactivate(document, silent, serial, now)
            case protocol.TypeApplied(type=type_):
                return device.type_applied(document, type_, now)
            case protocol.RemoveElement(id=element_id):
                return device.remove_element(document, element_id, now)
            case protocol.Hello(version=version):
                device.session(document)
                if version != protocol.VERSION:
                    raise RemoteSessionError(f"the polyfill speaks version {version}, the host {protocol.VERSION}")
            case protocol.Fault(text=fault):
                device.session(document)
                if len(self.faults) < MAX_FAULTS:
                    self.faults.append((document, fault))
        return []


def deliveries(notifications: Sequence[Notification]) -> list[Delivery]:
    """What documents are to be told, as messages."""
    if not notifications:
        return []
    return [
        Delivery(n.document, protocol.encode(protocol.NotifyState(state=n.state, serial=n.serial, suspend=n.suspend)))
        for n in notifications
    ]
