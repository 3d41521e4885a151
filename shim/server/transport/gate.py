"""Connections that have not shown a token yet: they have little time and little room, so that they keep nobody out."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

from .limits import Limits

_Protocols = Callable[[], asyncio.Protocol]


class Gate:
    """Every connection comes in here, and leaves when it has shown a token. When there are too many the oldest one of
    the address that has the most gives way."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._waiting: dict[asyncio.Transport, str] = {}
        """Their addresses, the oldest first."""
        self._timers: dict[asyncio.Transport, asyncio.TimerHandle] = {}

    def protocols(self, make: _Protocols) -> _Protocols:
        """Factory of protocols for a server's connections, each of which then speaks with a protocol from `make`."""
        return lambda: _Doorman(self, make)

    def came(self, transport: asyncio.Transport) -> None:
        """A connection is there. It has to send a request in time."""
        for gone in [each for each in self._waiting if each.is_closing()]:
            self.admit(gone)
        peer = transport.get_extra_info("peername")
        self._waiting[transport] = peer = str(peer[0]) if peer else ""
        self._timers[transport] = asyncio.get_running_loop().call_later(self._limits.connecting, transport.abort)
        counts = Counter(self._waiting.values())
        if counts[peer] > self._limits.waiting_per_address:
            self._drop_one(peer)
        elif len(self._waiting) > self._limits.waiting:
            self._drop_one(max(counts, key=lambda each: counts[each]))

    def _drop_one(self, peer: str) -> None:
        oldest = next(each for each, address in self._waiting.items() if address == peer)
        self.admit(oldest)
        oldest.abort()

    def heard(self, transport: asyncio.Transport) -> None:
        """A request has come."""
        timer = self._timers.pop(transport, None)
        if timer is not None:
            timer.cancel()

    def admit(self, transport: asyncio.Transport) -> None:
        """The connection has shown a token: its own limits hold from now on."""
        self.heard(transport)
        self._waiting.pop(transport, None)

    def close(self) -> None:
        """Nobody waits any more."""
        for transport in list(self._waiting):
            self.admit(transport)


class _Doorman(asyncio.Protocol):
    """Stands in for the protocol of a connection until this is there."""

    def __init__(self, gate: Gate, make: _Protocols) -> None:
        self._gate = gate
        self._make = make

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        protocol = self._make()
        transport.set_protocol(protocol)
        protocol.connection_made(transport)
        self._gate.came(transport)
