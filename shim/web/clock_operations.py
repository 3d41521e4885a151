"""Host operation of `performance.timeOrigin`. https://www.w3.org/TR/hr-time-3/"""

from __future__ import annotations

import time

from shim.engine.realm import operation


class ClockOperations:
    """Wall-clock time; `performance.now()` itself is with the timers."""

    @operation
    def wall_clock(self) -> float:
        """Milliseconds since 1970."""
        return time.time() * 1000
