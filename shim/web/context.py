"""Reach of one document's web APIs outside of their realm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from shim.net.fetcher import Fetcher, Scope
from shim.net.url import Origin

from .blobs import BlobStore
from .clipboard_operations import Clipboard
from .databases import DatabaseHub
from .lock_operations import LockHub
from .message_channels import ChannelHub
from .session_history import SessionHistory
from .storage_operations import StorageHub

Level = Literal["log", "info", "warn", "error", "debug"]


@dataclass(frozen=True, slots=True)
class ConsoleMessage:
    """One message on a page's console.

    `kind` is the console's method; `arguments` is a JSON array with what JSON can say of the arguments; the place is
    that of the call, with an empty `url` when it is not known.
    """

    level: Level
    kind: str
    text: str
    arguments: str = "[]"
    url: str = ""
    line: int = 0
    column: int = 0


def _ignore(*_: object) -> None:
    pass


@dataclass(slots=True)
class WebContext:
    """Surroundings of a document's web APIs: what belongs to the document (`origin`, the callbacks), to its navigable
    (`history`), to its page (`scope`) and to its browser (the rest).

    `tab` is what sessionStorage is kept by: the page. `navigate` gets an absolute URL and whether it replaces the
    current entry; navigation inside the document never comes there. `is_being_unloaded`: the document is just
    being asked whether it may go, and goes nowhere else. `base_url` gives the document's base URL; without it that is
    the document's own. `referrer_policy` is that of its requests, "" for the default.
    `partition` names the part of its origin that it sees, see `shim.net.url.partition`.
    """

    fetcher: Fetcher
    scope: Scope
    origin: Origin
    blobs: BlobStore
    storage: StorageHub
    channels: ChannelHub
    databases: DatabaseHub
    locks: LockHub
    history: SessionHistory
    tab: object
    clipboard: Clipboard = field(default_factory=Clipboard)
    on_console: Callable[[ConsoleMessage], None] = _ignore
    navigate: Callable[[str, bool], None] = _ignore
    reload: Callable[[], None] = _ignore
    base_url: Callable[[], str] | None = None
    is_being_unloaded: Callable[[], bool] = bool
    referrer_policy: Callable[[], str] = str
    partition: str = ""
