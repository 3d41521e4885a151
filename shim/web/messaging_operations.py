"""Host operations of MessagePort, BroadcastChannel and a window's messages to itself."""

from __future__ import annotations

from shim.engine.memory import Held
from shim.engine.realm import Realm, operation

from .context import WebContext


class MessagingOperations:
    """Host operations of `js/platform/messaging`."""

    def __init__(self, realm: Realm, context: WebContext) -> None:
        self._realm = realm
        self._hub = context.channels
        self._origin = context.origin
        self._partition = context.partition

    def create_port_to_send(self) -> tuple[int, int]:
        """Two entangled ports: the first is closed with the realm, and the second is on its way to another one."""
        mine, other = self._hub.create_ports(self._realm)
        self._hub.release(other, self._realm)
        return mine, other

    @operation
    def create_ports(self) -> str:
        first, second = self._hub.create_ports(self._realm)
        return f"{first} {second}"

    @operation
    def post_to_port(self, number: int, message: str) -> None:
        self._hub.post(int(number), message, self._realm)

    @operation
    def start_port(self, number: int) -> None:
        self._hub.start(int(number), self._realm)

    @operation
    def close_port(self, number: int) -> None:
        self._hub.close(int(number), self._realm)

    @operation
    def release_port(self, number: int) -> None:
        self._hub.release(int(number), self._realm)

    @operation
    def adopt_port(self, number: int) -> bool:
        """Takes a port that came with a message; False when its other end was closed before it left."""
        return self._hub.adopt(int(number), self._realm)

    @operation
    def open_broadcast(self, name: str) -> int:
        # channels of several partitions have nothing to do with each other
        return self._hub.open_channel(self._realm, self._origin, f"{self._partition}\n{name}")

    @operation
    def broadcast(self, number: int, message: str) -> None:
        self._hub.broadcast(int(number), message, self._realm)

    @operation
    def close_broadcast(self, number: int) -> None:
        self._hub.close_channel(int(number), self._realm)

    @operation
    def message_origin(self) -> str:
        return str(self._origin)

    @operation
    def post_to_self(self, message: str, origin: str) -> None:
        realm, held = self._realm, Held(self._realm, message, len(message))
        realm.loop.queue_task(lambda: realm.call("deliverOwnMessage", held.value, origin), realm)

    def close(self) -> None:
        self._hub.drop(self._realm)
