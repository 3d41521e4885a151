"""Workers as documents, and other workers, know them. See `shim/headless/workers.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from shim.engine.realm import Realm
from shim.net.messages import Credentials
from shim.net.url import Origin


@dataclass(frozen=True, slots=True)
class WorkerKind:
    """Parameters that a worker is started with. All of them together identify a shared worker."""

    url: str
    name: str
    is_module: bool
    credentials: Credentials
    origin: Origin
    partition: str
    is_shared: bool


class StartedWorker(Protocol):
    """A worker, for whoever has started it."""

    @property
    def has_ended(self) -> bool: ...
    def end(self) -> None: ...
    def connect(self, user: Realm, outside: int, inside: int) -> None: ...
    def leave(self, user: Realm) -> None: ...


class StartsWorkers(Protocol):
    """The workers of a page. See `PageWorkers`."""

    def start(self, kind: WorkerKind, realm: Realm, root: Realm, outside: int, inside: int) -> StartedWorker | None: ...
    def connect(self, kind: WorkerKind, realm: Realm, outside: int, inside: int) -> StartedWorker | None: ...
    def end_of(self, root: Realm) -> None: ...
