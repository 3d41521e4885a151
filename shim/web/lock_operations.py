"""Web locks of one browser, by origin, and their host operations. https://w3c.github.io/web-locks/"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shim.engine.numbers import unguessable
from shim.engine.realm import Realm, dom_exception, operation
from shim.net.url import Origin

if TYPE_CHECKING:
    from .context import WebContext

MOST = 10_000
"""Locks and requests for them that a document may have."""


@dataclass(eq=False, slots=True)
class _Request:
    number: int
    realm: Realm
    client: str
    name: str
    shared: bool


@dataclass(slots=True)
class _Queue:
    """One name: who holds it, and who waits in their order."""

    held: list[_Request] = field(default_factory=list)
    waiting: deque[_Request] = field(default_factory=deque)

    def is_free_for(self, shared: bool) -> bool:
        return not self.waiting and (not self.held or (shared and all(r.shared for r in self.held)))


class LockHub:
    """The locks of one browser."""

    def __init__(self) -> None:
        self._queues: dict[tuple[Origin, str], _Queue] = {}

    def request(self, origin: Origin, request: _Request, *, waits: bool, steals: bool) -> None:
        """https://w3c.github.io/web-locks/#request-a-lock"""
        queue = self._queues.setdefault((origin, request.name), _Queue())
        if steals:
            for held in queue.held:
                _tell(held.realm, "lockStolen", held.number)
            queue.held = [request]
            _tell(request.realm, "lockGranted", request.number, True)
        elif queue.is_free_for(request.shared):
            queue.held.append(request)
            _tell(request.realm, "lockGranted", request.number, True)
        elif waits:
            queue.waiting.append(request)
        else:
            _tell(request.realm, "lockGranted", request.number, False)

    def drop(self, origin: Origin, is_gone: Callable[[_Request], bool]) -> None:
        """Takes requests away, and gives what they held to those who wait."""
        for key, queue in list(self._queues.items()):
            if key[0] != origin:
                continue
            queue.held = [r for r in queue.held if not is_gone(r)]
            queue.waiting = deque(r for r in queue.waiting if not is_gone(r))
            while queue.waiting:
                first = queue.waiting[0]
                if queue.held and not (first.shared and all(r.shared for r in queue.held)):
                    break
                queue.held.append(queue.waiting.popleft())
                _tell(first.realm, "lockGranted", first.number, True)
            if not queue.held:
                del self._queues[key]

    def snapshot(self, origin: Origin) -> dict[str, list[dict[str, str]]]:
        """https://w3c.github.io/web-locks/#snapshot-the-lock-state"""

        def shown(request: _Request) -> dict[str, str]:
            mode = "shared" if request.shared else "exclusive"
            return {"name": request.name, "mode": mode, "clientId": request.client}

        queues = [queue for (own, _), queue in self._queues.items() if own == origin]
        return {
            "held": [shown(r) for queue in queues for r in queue.held],
            "pending": [shown(r) for queue in queues for r in queue.waiting],
        }


def _tell(realm: Realm, helper: str, number: int, *arguments: bool) -> None:
    realm.loop.queue_task(lambda: realm.call(helper, number, *arguments), realm)


class LockOperations:
    """Host operations of `js/platform/locks`."""

    def __init__(self, realm: Realm, context: WebContext) -> None:
        self._realm = realm
        self._hub = context.locks
        self._origin = context.origin
        self._client = f"{unguessable(()):x}"
        self._own: dict[int, _Request] = {}

    @operation
    def request_lock(self, name: str, shared: bool, if_available: bool, steal: bool) -> int:
        if self._origin.is_opaque and self._origin.scheme != "file":
            raise dom_exception("SecurityError", "Access to the Locks API is denied in this context.")
        if len(self._own) >= MOST:
            raise dom_exception("QuotaExceededError", f"This document has {MOST} locks and requests for more.")
        number = unguessable(self._own)
        request = self._own[number] = _Request(number, self._realm, self._client, name, bool(shared))
        self._hub.request(self._origin, request, waits=not if_available, steals=bool(steal))
        return number

    @operation
    def release_lock(self, number: float) -> None:
        request = self._own.pop(int(number), None)
        if request is not None:
            self._hub.drop(self._origin, lambda other: other is request)

    @operation
    def query_locks(self) -> str:
        return json.dumps(self._hub.snapshot(self._origin))

    def close(self) -> None:
        self._hub.drop(self._origin, lambda request: request.realm is self._realm)
