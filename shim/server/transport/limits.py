"""Limits of what one document, one tab and one device may take of the server."""

from __future__ import annotations

from dataclasses import dataclass

from .messages import CloseCode, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that an honest page does not reach. Times are in seconds."""

    waiting: int = 64
    """Connections that have not shown a token. With one more the oldest of the address that has the most is cut off."""
    waiting_per_address: int = 48
    devices: int = 32
    dashboards: int = 16
    commands_per_second: float = 50.0
    """From one dashboard, and twice as many at once."""
    apps: int = 64
    """On one device, made by dashboards."""
    events: int = 16
    """Calls, alarms and the like that are on at once on one device, begun by dashboards."""
    recording: float = 600.0
    """Seconds of a recording that a dashboard begins."""
    documents_per_device: int = 4096
    documents_per_tab: int = 256
    messages_per_second: float = 1000.0
    """From one document, for as long as it likes."""
    burst: float = 2000.0
    """From one document, at once."""
    unconfirmed: int = 256
    """Messages to a document that it has not confirmed; with one more it is too slow."""
    connecting: float = 5.0
    """Until the first request of a connection, and from then until its first frame."""
    idle_connection: float = 15.0
    """Until a connection is closed that asked for a file and might ask for another one."""
    empty_device: float = 60.0
    """Until a device is gone that pages or dashboards named and on which nothing is: no document, app or call, and no
    dashboard looks at it."""
    heartbeat: float = 15.0
    """Seconds of silence until a ping; after half of it more the connection is lost."""
    grace: float = 10.0
    """For how long a document without a connection is kept."""
    closing: float = 2.0
    """Until the other end has answered the end of a connection."""


class TokenBucket:
    """Lets `rate` messages a second through in the long run, and `burst` at once."""

    __slots__ = ("_burst", "_level", "_rate", "_since")

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self._rate = rate
        self._burst = burst
        self._level = burst
        self._since = now

    def take(self, count: int, now: float) -> None:
        """Raises `Refused` when that is too many."""
        level = self._level + (now - self._since) * self._rate
        if level > self._burst:
            level = self._burst
        self._level = level = level - count
        self._since = now
        if level < 0:
            reason = f"more than {self._rate:g} messages a second, and {self._burst:g} at once"
            raise Refused(CloseCode.TOO_MANY_MESSAGES, reason)
