"""The devices by name, and the documents on them: who joins whom, who may come back, who is gone."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Mapping
from os import PathLike

from shim.device.device import Device, load_policy
from shim.server.transport.limits import Limits, TokenBucket
from shim.server.transport.messages import CloseCode, Connect, Refused
from shim.session import Policy

from .document import ServedDocument
from .residents import Residents

DEFAULT_DEVICE = "default"
_DEVICE_NAME = re.compile(r"[\w-]{1,64}")


class Hub:
    """`policy` is that of the devices that it makes. `on_outgoing` is called for a document that there may be something
    to tell, `on_gone` for one that was removed, with the reason.
    """

    def __init__(
        self,
        policy: str | PathLike[str] | Mapping[str, object] | Policy,
        limits: Limits,
        on_outgoing: Callable[[ServedDocument], None],
        on_gone: Callable[[ServedDocument, CloseCode, str], None],
    ) -> None:
        self._policy = load_policy(policy)
        self._limits = limits
        self._on_outgoing = on_outgoing
        self._on_gone = on_gone
        self.devices: dict[str, Device] = {}
        self._residents: dict[str, Residents] = {}
        self._kept: set[str] = set()
        self._guests: Counter[str] = Counter()
        self._empty: dict[str, asyncio.TimerHandle] = {}
        self._counts: Counter[str] = Counter()
        self.documents: dict[tuple[str, int], ServedDocument] = {}
        """By the device's name and the document's id on it."""
        self._by_key: dict[str, ServedDocument] = {}
        self._by_resume_key: dict[str, ServedDocument] = {}

    def device(self, name: str, *, kept: bool = False) -> Device:
        """The device of that name, made when first asked for. Unless it is `kept` it goes when nothing is on it. Raises
        `Refused` for a bad name, or one too many."""
        known = self.devices.get(name)
        if known is not None:
            if kept:
                self._kept.add(name)
            return known
        if not _DEVICE_NAME.fullmatch(name):
            raise Refused(CloseCode.BAD_MESSAGE, "a device's name is 1 to 64 letters, digits, - and _")
        if len(self.devices) >= self._limits.devices:
            raise Refused(CloseCode.TOO_MANY_DOCUMENTS, f"there are {self._limits.devices} devices, and no more can be")
        device = self._put(name, Device(self._policy))
        if kept or name == DEFAULT_DEVICE:
            self._kept.add(name)
        else:
            self._look_later(name)
        return device

    def add_device(self, name: str, device: Device) -> None:
        """A device that documents find under that name, and that is kept."""
        self._put(name, device)
        self._kept.add(name)

    def _put(self, name: str, device: Device) -> Device:
        self.devices[name] = device
        self._residents[name] = Residents(device, lambda: self._on(name))
        return device

    # devices that are empty -------------------------------------------------------------------------------------------

    def enter(self, name: str) -> None:
        """Somebody looks at the device of that name: until `exit` it is not empty."""
        self._guests[name] += 1

    def exit(self, name: str) -> None:
        """Undoes `enter`."""
        self._guests[name] -= 1
        self._look_later(name)

    def _look_later(self, name: str) -> None:
        """The device goes when it is empty until then."""
        if (timer := self._empty.pop(name, None)) is not None:
            timer.cancel()
        if name not in self._kept:
            self._empty[name] = asyncio.get_running_loop().call_later(self._limits.empty_device, self._drop, name)

    def _drop(self, name: str) -> None:
        device = self.devices[name]
        if self._counts[name] or self._guests[name] or device.apps or device.core.events:
            self._look_later(name)
        elif name not in self._kept:
            self._counts.pop(name, None)
            self._guests.pop(name, None)
            del self._empty[name], self.devices[name]
            self._residents.pop(name).leave()

    def _on(self, device_name: str) -> list[ServedDocument]:
        return [document for (name, _), document in self.documents.items() if name == device_name]

    def add(self, device_name: str, connect: Connect) -> ServedDocument:
        """A new document: in its parent's tab, on the parent's device, or at the top of a new tab. Raises `Refused`."""
        parent = None
        if connect.parent is not None:
            parent = self._by_key.get(connect.parent)
            if parent is None:
                raise Refused(CloseCode.NO_PARENT, "no document has the key of the parent")
            device_name = parent.device_name
        device = self.device(device_name)
        self._check_room(device_name, device, parent)
        now = asyncio.get_running_loop().time()
        bucket = TokenBucket(self._limits.messages_per_second, self._limits.burst, now)
        document = ServedDocument(device_name, device, connect.url, bucket, self._on_outgoing)
        if parent is None:
            document.id = device.add_document(document, tab_name=device.name_tab(), url=connect.url)
        else:
            document.id = device.add_document(document, parent.id, url=connect.url)
        self.documents[device_name, document.id] = document
        self._counts[device_name] += 1
        self._by_key[document.key] = document
        self._by_resume_key[document.resume_key] = document
        return document

    def _check_room(self, device_name: str, device: Device, parent: ServedDocument | None) -> None:
        on_device = self._counts[device_name]
        if on_device >= self._limits.documents_per_device:
            reason = f"there are {on_device} documents on device {device_name}, and no more can be"
            raise Refused(CloseCode.TOO_MANY_DOCUMENTS, reason)
        if parent is None:
            return
        in_tab = sum(1 for _ in device.core.tab_of(parent.id).sessions())
        if in_tab >= self._limits.documents_per_tab:
            reason = f"there are {in_tab} documents in the tab, and no more can be"
            raise Refused(CloseCode.TOO_MANY_DOCUMENTS, reason)

    def resume(self, key: str) -> ServedDocument:
        """The document of that secret. Raises `Refused` if it is gone."""
        document = self._by_resume_key.get(key)
        if document is None:
            raise Refused(CloseCode.GONE, "the session is gone: connect anew")
        return document

    def lost(self, document: ServedDocument) -> None:
        """Its connection is lost: it is removed unless it comes back in time."""
        document.socket = None
        document.expiry = asyncio.get_running_loop().call_later(
            self._limits.grace, self.remove, document, CloseCode.GONE, "it did not come back in time"
        )

    def remove(self, document: ServedDocument, code: CloseCode, reason: str) -> None:
        """The document is gone, for `reason`, and with it those below it."""
        if (document.device_name, document.id) not in self.documents:
            return
        core = document.device.core
        sessions = core.tab_of(document.id).sessions(core.session(document.id))
        gone = [self.documents.pop((document.device_name, session.id)) for session in sessions]
        document.device.remove_document(document.id)
        self._counts[document.device_name] -= len(gone)
        if not self._counts[document.device_name]:
            self._look_later(document.device_name)
        for one in gone:
            del self._by_key[one.key]
            del self._by_resume_key[one.resume_key]
            if one.expiry is not None:
                one.expiry.cancel()
            if one is document:
                self._on_gone(one, code, reason)
            else:
                self._on_gone(one, CloseCode.GONE, "the document that holds it is gone")

    def close(self) -> None:
        """All documents are gone."""
        for document in list(self.documents.values()):
            self.remove(document, CloseCode.GOING_AWAY, "the server stops")
        for residents in self._residents.values():
            residents.leave()
        for timer in self._empty.values():
            timer.cancel()
        self._empty.clear()
