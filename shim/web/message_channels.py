"""Message ports and broadcast channels of one browser: what passes between its documents.

https://html.spec.whatwg.org/#message-ports
"""

from __future__ import annotations

import itertools
from collections import deque
from dataclasses import dataclass, field

from shim.engine.realm import Realm
from shim.net.url import Origin


@dataclass(slots=True)
class _Port:
    """`realm` is None while the port is on its way to another document; `other` is the entangled port."""

    number: int
    realm: Realm | None
    other: int | None = None
    started: bool = False
    queue: deque[str] = field(default_factory=deque)


@dataclass(slots=True)
class _Channel:
    number: int
    realm: Realm
    origin: Origin
    name: str


class ChannelHub:
    """Numbers are of the browser, so that a port keeps its own wherever it goes. Messages are `$.serialize`'s text."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._ports: dict[int, _Port] = {}
        self._channels: dict[int, _Channel] = {}

    def create_ports(self, realm: Realm) -> tuple[int, int]:
        """Two entangled ports."""
        first, second = _Port(next(self._numbers), realm), _Port(next(self._numbers), realm)
        first.other, second.other = second.number, first.number
        self._ports[first.number], self._ports[second.number] = first, second
        return first.number, second.number

    def post(self, number: int, message: str) -> None:
        """Sends to the port's other end."""
        port = self._ports.get(number)
        other = self._ports.get(port.other) if port is not None and port.other is not None else None
        if other is not None:
            other.queue.append(message)
            self._schedule(other)

    def start(self, number: int) -> None:
        """https://html.spec.whatwg.org/#dom-messageport-start"""
        port = self._ports.get(number)
        if port is not None and not port.started:
            port.started = True
            for _ in port.queue:
                self._schedule(port)

    def _schedule(self, port: _Port) -> None:
        realm = port.realm
        if not port.started or realm is None or realm.closed:
            return

        def deliver() -> None:
            if port.queue and port.started and port.realm is realm:
                realm.call("deliverPort", port.number, port.queue.popleft())

        realm.loop.queue_task(deliver, realm)

    def release(self, number: int) -> None:
        """The port leaves its document; it keeps its messages until another one adopts it."""
        if (port := self._ports.get(number)) is not None:
            port.realm, port.started = None, False

    def adopt(self, number: int, realm: Realm) -> bool:
        """Takes a port that is on its way; it then belongs to `realm`. False when there is no such port."""
        port = self._ports.get(number)
        if port is None or port.realm is not None:
            return False
        port.realm = realm
        return True

    def close(self, number: int) -> None:
        """https://html.spec.whatwg.org/#disentangle"""
        port = self._ports.pop(number, None)
        other = self._ports.pop(port.other, None) if port is not None and port.other is not None else None
        if other is not None and (realm := other.realm) is not None and not realm.closed:
            waiting = list(other.queue) if other.started else []
            for message in waiting:
                realm.loop.queue_task(_Call(realm, "deliverPort", other.number, message), realm)
            other.queue.clear()
            realm.loop.queue_task(_Call(realm, "closePort", other.number), realm)

    def open_channel(self, realm: Realm, origin: Origin, name: str) -> int:
        """A new BroadcastChannel's number."""
        number = next(self._numbers)
        self._channels[number] = _Channel(number, realm, origin, name)
        return number

    def broadcast(self, number: int, message: str) -> None:
        """To every other channel of the same origin and name, oldest first. https://html.spec.whatwg.org/#dom-broadcastchannel-postmessage"""
        source = self._channels.get(number)
        if source is None:
            return
        for channel in list(self._channels.values()):
            if channel is source or channel.origin != source.origin or channel.name != source.name:
                continue
            call = _Call(channel.realm, "deliverBroadcast", channel.number, message, str(source.origin))
            channel.realm.loop.queue_task(call, channel.realm)

    def close_channel(self, number: int) -> None:
        self._channels.pop(number, None)

    def drop(self, realm: Realm) -> None:
        """Closes what belongs to a document that goes."""
        for port in [p for p in self._ports.values() if p.realm is realm]:
            self.close(port.number)
        for channel in [c for c in self._channels.values() if c.realm is realm]:
            del self._channels[channel.number]


class _Call:
    """A call into a realm as a task."""

    __slots__ = ("_arguments", "_realm")

    def __init__(self, realm: Realm, *arguments: object) -> None:
        self._realm = realm
        self._arguments = arguments

    def __call__(self) -> None:
        helper, *arguments = self._arguments
        self._realm.call(str(helper), *arguments)
