"""The device as the documents of this process see it: what they say goes to the host's, which answers."""

from __future__ import annotations

from shim.clock import Clock
from shim.device.device import Device, Link
from shim.isolated.messages import DocumentOpened, DocumentRemoved, DocumentRenamed, Said

from .link import HostLink


class HostDevice(Device):
    """`clock` shows the time that the host's device has."""

    def __init__(self, host: HostLink, clock: Clock) -> None:
        super().__init__(clock=clock)
        self._host_link = host
        self._last = 0
        self._opened: dict[int, Link] = {}

    def add_document(self, link: Link, parent: int | None = None, *, tab_name: str = "", url: str = "") -> int:
        """See `Device`. Tabs are called by their numbers here."""
        self._last += 1
        self._opened[self._last] = link
        self._host_link.send(DocumentOpened(self._last, parent, int(tab_name), url))
        return self._last

    def rename_document(self, document: int, url: str) -> None:
        self._host_link.send(DocumentRenamed(document, url))

    def remove_document(self, document: int) -> None:
        if self._opened.pop(document, None) is not None:
            self._host_link.send(DocumentRemoved(document))

    def receive(self, document: int, text: str | bytes, *, said_at: float | None = None) -> None:
        self._host_link.send(Said(document, text if isinstance(text, str) else text.decode(), self.now()))

    def captures(self, document: int) -> bool:
        return bool(self._host_link.ask("captures", document))

    def deliver(self, document: int, text: str, *, by_user: bool) -> None:
        """A message of the host's device to a document."""
        if (link := self._opened.get(document)) is not None:
            link.deliver(text, by_user=by_user)

    def guard(self, document: int) -> str:
        return str(self._host_link.ask("guard", document))

    def guard_of_new(self) -> str:
        return str(self._host_link.ask("guard", 0))

    def note(self, source: str, level: str, text: str) -> None:
        """The host notes it when it hears of it."""

    def name_tab(self) -> str:
        self._last_tab += 1
        return str(self._last_tab)
