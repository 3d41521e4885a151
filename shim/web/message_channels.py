"""Message ports and broadcast channels of one browser: what passes between its documents.

https://html.spec.whatwg.org/#message-ports
"""

from __future__ import annotations

import functools
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Concatenate, ParamSpec, TypeVar

from shim.engine.memory import Held, OutOfMemoryError
from shim.engine.numbers import unguessable
from shim.engine.realm import Realm
from shim.net.url import Origin

_P = ParamSpec("_P")
_T = TypeVar("_T")
_OVERHEAD = 512
"""Bytes that a message takes besides its text while it is on its way."""
_LATEST_ARRIVAL = 100
"""Documents that may go after the one that sent a port away before the port counts as lost. The message that carries it
was dropped then, or has arrived long ago."""


@dataclass(slots=True)
class _Port:
    """`realm` is None while the port is on its way to another document, and `sender` is the one that it left. `other`
    is the entangled port."""

    number: int
    realm: Realm | None
    other: int | None = None
    sender: Realm | None = None
    lost_after: int | None = None
    """Count of documents gone at which the port is lost; None while its sender is there."""
    started: bool = False
    is_orphan: bool = False
    """Its other end was closed before it was started."""
    queue: deque[Held[str]] = field(default_factory=deque)


@dataclass(slots=True)
class _Channel:
    number: int
    realm: Realm
    origin: Origin
    name: str


def _locked(method: Callable[Concatenate[ChannelHub, _P], _T]) -> Callable[Concatenate[ChannelHub, _P], _T]:
    @functools.wraps(method)
    def run(self: ChannelHub, /, *arguments: _P.args, **options: _P.kwargs) -> _T:
        with self._lock:
            return method(self, *arguments, **options)

    return run


class ChannelHub:
    """Numbers are of the browser, so that a port keeps its own wherever it goes. Messages are `$.serialize`'s text.

    A document acts on its own ports and channels alone; a port that is on its way is for the document that got its
    number in a message.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        """Held while anything here changes: workers are threads of their own."""
        self._ports: dict[int, _Port] = {}
        self._channels: dict[int, _Channel] = {}
        self._silent: set[Realm] = set()
        """Realms of workers that have closed themselves and whose last task is under way."""
        self._gone = 0
        """Count of documents that have gone."""
        self.on_broadcast: Callable[[Origin, str, str], None] | None = None
        """Called with each message to broadcast channels: their origin and name, and its text."""

    @_locked
    def create_ports(self, realm: Realm) -> tuple[int, int]:
        """Two entangled ports."""
        first, second = _Port(unguessable(self._ports), realm), _Port(unguessable(self._ports), realm)
        first.other, second.other = second.number, first.number
        self._ports[first.number], self._ports[second.number] = first, second
        return first.number, second.number

    def _own(self, number: int, realm: Realm) -> _Port | None:
        port = self._ports.get(number)
        return port if port is not None and port.realm is realm else None

    @_locked
    def post(self, number: int, message: str, realm: Realm) -> None:
        """Sends to the port's other end."""
        port = self._own(number, realm)
        other = self._ports.get(port.other) if port is not None and port.other is not None else None
        if other is not None:
            other.queue.append(Held(realm, message, len(message) + _OVERHEAD))
            self._schedule(other)

    @_locked
    def start(self, number: int, realm: Realm) -> None:
        """https://html.spec.whatwg.org/#dom-messageport-start"""
        port = self._own(number, realm)
        if port is not None and not port.started:
            port.started = True
            if port.is_orphan:
                self._end(port)
                return
            for _ in port.queue:
                self._schedule(port)

    def _schedule(self, port: _Port) -> None:
        realm = port.realm
        if not port.started or realm is None or realm.closed:
            return

        def deliver() -> None:
            with self._lock:
                if not (port.queue and port.started and port.realm is realm):
                    return
                message = port.queue.popleft()
            realm.call("deliverPort", port.number, message.value)

        realm.loop.post_task(deliver, realm)

    @_locked
    def release(self, number: int, realm: Realm) -> None:
        """The port leaves its document; it keeps its messages until another one adopts it."""
        if (port := self._own(number, realm)) is not None:
            port.realm, port.sender, port.started = None, realm, False

    @_locked
    def adopt(self, number: int, realm: Realm) -> bool:
        """Takes a port that is on its way; it then belongs to `realm`. False when there is no such port."""
        port = self._ports.get(number)
        if port is None or port.realm is not None:
            return False
        port.realm, port.sender, port.lost_after = realm, None, None
        return True

    @_locked
    def close(self, number: int, realm: Realm) -> None:
        """https://html.spec.whatwg.org/#disentangle"""
        port = self._ports.pop(number) if self._own(number, realm) is not None else None
        other = self._ports.get(port.other) if port is not None and port.other is not None else None
        if other is None:
            return
        other.other = None
        if other.realm is None:
            return  # it is on its way: whoever gets it finds what was sent through it
        if other.started or not other.queue:
            self._end(other)
        else:
            other.is_orphan = True  # whoever starts it gets what was sent to it

    def _end(self, port: _Port) -> None:
        """Delivers what has come to a port, and then that its other end was closed."""
        there = port.realm
        del self._ports[port.number]
        if there is None or there.closed:
            return
        for message in port.queue:
            there.loop.post_task(_Call(there, "deliverPort", port.number, message), there)
        port.queue.clear()
        there.loop.post_task(_Call(there, "closePort", port.number), there)

    @_locked
    def open_channel(self, realm: Realm, origin: Origin, name: str) -> int:
        """A new BroadcastChannel's number."""
        number = unguessable(self._channels)
        self._channels[number] = _Channel(number, realm, origin, name)
        return number

    @_locked
    def silence(self, realm: Realm) -> None:
        """Nothing is broadcast from there or to there any more. https://html.spec.whatwg.org/#eligible-for-messaging"""
        self._silent.add(realm)

    @_locked
    def broadcast(self, number: int, message: str, realm: Realm) -> None:
        """To every other channel of the same origin and name, oldest first. https://html.spec.whatwg.org/#dom-broadcastchannel-postmessage"""
        source = self._channels.get(number)
        if source is None or source.realm is not realm or realm in self._silent:
            return
        self._deliver(source.origin, source.name, Held(realm, message, len(message) + _OVERHEAD), source)
        if self.on_broadcast is not None:
            self.on_broadcast(source.origin, source.name, message)

    @_locked
    def take_broadcast(self, origin: Origin, name: str, message: str) -> None:
        """Hands on a message that a document elsewhere has sent. A page that has no room for it does not get it."""
        there = next((c for c in self._channels.values() if c.origin == origin and c.name == name), None)
        if there is not None:
            with suppress(OutOfMemoryError):
                self._deliver(origin, name, Held(there.realm, message, len(message)))

    def _deliver(self, origin: Origin, name: str, message: Held[str], source: _Channel | None = None) -> None:
        for channel in list(self._channels.values()):
            if channel is not source and channel.origin == origin and channel.name == name:
                if channel.realm in self._silent:
                    continue
                call = _Call(channel.realm, "deliverBroadcast", channel.number, message, str(origin))
                channel.realm.loop.post_task(call, channel.realm)

    @_locked
    def close_channel(self, number: int, realm: Realm) -> None:
        channel = self._channels.get(number)
        if channel is not None and channel.realm is realm:
            del self._channels[number]

    @_locked
    def drop(self, realm: Realm) -> None:
        """Closes what belongs to a document that goes."""
        for port in [p for p in self._ports.values() if p.realm is realm]:
            self.close(port.number, realm)
        for channel in [c for c in self._channels.values() if c.realm is realm]:
            del self._channels[channel.number]
        self._silent.discard(realm)
        self._gone += 1
        self._drop_lost_ports(realm)

    def _drop_lost_ports(self, gone: Realm) -> None:
        """Drops pairs of ports that no document has and that no message can bring to one any more."""
        for port in self._ports.values():
            if port.sender is gone:
                port.sender, port.lost_after = None, self._gone + _LATEST_ARRIVAL
        for port in list(self._ports.values()):
            other = self._ports.get(port.other) if port.other is not None else None
            if self._is_lost(port) and (other is None or self._is_lost(other)):
                del self._ports[port.number]

    def _is_lost(self, port: _Port) -> bool:
        return port.lost_after is not None and self._gone > port.lost_after


class _Call:
    """A call into a realm as a task."""

    __slots__ = ("_arguments", "_realm")

    def __init__(self, realm: Realm, *arguments: object) -> None:
        self._realm = realm
        self._arguments = arguments

    def __call__(self) -> None:
        helper, *arguments = self._arguments
        self._realm.call(str(helper), *(each.value if isinstance(each, Held) else each for each in arguments))
