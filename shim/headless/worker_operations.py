"""Host operations of workers: those of whoever starts one, and those of a worker's own script."""

from __future__ import annotations

from typing import Protocol

from shim.engine.realm import HostError, Realm, operation
from shim.net import url as urls
from shim.net.messages import Credentials
from shim.web.messaging_operations import MessagingOperations

from .worker_kind import StartedWorker, StartsWorkers, WorkerKind


class WorkerOperations:
    """Host operations of `js/platform/workers/workers.js`: the workers that one global object has started."""

    def __init__(
        self, realm: Realm, workers: StartsWorkers, origin: urls.Origin, partition: str, root: Realm | None = None
    ) -> None:
        self._realm = realm
        self._workers = workers
        self._origin = origin
        self._partition = partition
        self._root = root or realm
        self._started: dict[int, StartedWorker] = {}
        self._shared: list[StartedWorker] = []
        realm.loop.bind()

    @property
    def _messaging(self) -> MessagingOperations:
        operations: MessagingOperations = self._realm.provider(MessagingOperations)
        return operations

    @operation
    def worker_may_start(self, url: str) -> bool:
        """A worker's script is of the origin of whoever starts it, or at hand in its URL."""
        return urls.is_valid(url) and (
            url.startswith(("data:", f"blob:{self._origin}/"))
            or (url.startswith("file:") and self._origin.scheme == "file")
            or urls.same_origin(url, self._origin)
        )

    def _kind(self, url: str, name: str, type_: str, credentials: str, *, is_shared: bool) -> WorkerKind:
        if not self.worker_may_start(url):
            raise HostError("TypeError", f"{url[:200]!r} is not the URL of a worker's script")
        if credentials not in ("omit", "same-origin", "include"):
            raise HostError("TypeError", f"{credentials[:200]!r} is not a mode of credentials")
        mode: Credentials = credentials  # type: ignore[assignment]
        origin = urls.origin(url) if url.startswith("data:") else self._origin
        return WorkerKind(url, name, type_ == "module", mode, origin, self._partition, is_shared)

    @operation
    def worker_start(self, url: str, name: str, type_: str, credentials: str) -> int:
        """Starts a dedicated worker. Returns the number of the port through which messages come and go."""
        kind = self._kind(url, name, type_, credentials, is_shared=False)
        mine, other = self._messaging.create_port_to_send()
        worker = self._workers.start(kind, self._realm, self._root, mine, other)
        if worker is not None:
            self._started[mine] = worker
        return mine

    @operation
    def worker_terminate(self, number: int) -> None:
        """https://html.spec.whatwg.org/#terminate-a-worker"""
        worker = self._started.pop(int(number), None)
        if worker is not None:
            self._messaging.close_port(int(number))
            worker.end()

    @operation
    def shared_worker_connect(self, url: str, name: str, type_: str, credentials: str) -> int:
        """Starts a shared worker or connects to the one there is. Returns the number of a port."""
        kind = self._kind(url, name, type_, credentials, is_shared=True)
        mine, other = self._messaging.create_port_to_send()
        worker = self._workers.connect(kind, self._realm, mine, other)
        if worker is not None and worker not in self._shared:
            self._shared.append(worker)
        return mine

    def close(self) -> None:
        for worker in self._started.values():
            worker.end()
        for worker in self._shared:
            worker.leave(self._realm)


class ScopeOwner(Protocol):
    """The worker whose script it is. See `Worker`."""

    kind: WorkerKind

    def close_by_script(self) -> None: ...
    def import_script(self, url: str) -> bool: ...


class WorkerScopeOperations:
    """Host operations of `js/platform/workers/worker-scope.js`."""

    def __init__(self, worker: ScopeOwner) -> None:
        self._worker = worker

    @operation
    def worker_close(self) -> None:
        """https://html.spec.whatwg.org/#close-a-worker"""
        self._worker.close_by_script()

    @operation
    def worker_is_module(self) -> bool:
        return self._worker.kind.is_module

    @operation
    def worker_import(self, url: str) -> bool:
        """Fetches and runs a classic script. True when it threw: the error lies in the handover."""
        return self._worker.import_script(url)
