"""Host operations of the event loop and of `performance.timeOrigin`. https://www.w3.org/TR/hr-time-3/"""

from __future__ import annotations

import time

from shim.engine.realm import Realm, operation


class ClockOperations:
    """What `js/platform/performance` calls; `performance.now()` itself is with the timers."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm

    @operation
    def wall_clock(self) -> float:
        """Milliseconds since 1970."""
        return time.time() * 1000

    @operation
    def queue_helper(self, name: str) -> None:
        """Calls `$.name` in a task of its own."""
        realm = self._realm
        realm.loop.queue_task(lambda: realm.call(name), realm)
