"""A document at the other end of a WebSocket. It outlives a lost connection, and misses no message meanwhile."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable

from shim.device.device import Device
from shim.server.transport.limits import TokenBucket
from shim.server.transport.messages import encode_frame
from shim.server.transport.websocket import WebSocket
from shim.session import RemoteSessionError

_CONFIRM_AFTER = 32
"""Messages received before they are confirmed in a frame of their own."""


class ServedDocument:
    """The device's link to the document, and the state of the conversation with it.

    `on_outgoing` is called when there may be a frame to write.
    """

    def __init__(
        self,
        device_name: str,
        device: Device,
        url: str,
        bucket: TokenBucket,
        on_outgoing: Callable[[ServedDocument], None],
    ) -> None:
        self.id = 0
        """On its device."""
        self.device_name = device_name
        self.device = device
        self.url = url
        """As the page says."""
        self.key = secrets.token_urlsafe(16)
        """The documents in its frames show it to join its tab."""
        self.resume_key = secrets.token_urlsafe(16)
        self.received = 0
        """Messages that came from it."""
        self.socket: WebSocket | None = None
        """None while the connection is lost."""
        self.is_speaking = False
        """While what it says is taken; then it is answered without `on_outgoing`."""
        self.expiry: asyncio.TimerHandle | None = None
        self.bucket = bucket
        self._on_outgoing = on_outgoing
        self._fresh: list[str] = []  # what is not written on this connection
        self._written: list[str] = []  # what is, and it has not confirmed
        self._confirmed = 0
        self._told_received = 0

    def deliver(self, text: str, *, by_user: bool = False) -> None:
        """Queues a message for the document; `by_user` cannot be told to a browser from afar."""
        self._fresh.append(text)
        if not self.is_speaking:
            self._on_outgoing(self)

    @property
    def unconfirmed(self) -> int:
        """The number of messages that the document has not confirmed."""
        return len(self._written) + len(self._fresh)

    def confirm(self, received: int) -> None:
        """The document has received so many messages. Raises `RemoteSessionError` if it cannot have."""
        new = received - self._confirmed
        if not 0 <= new <= len(self._written):
            sent = self._confirmed + len(self._written)
            raise RemoteSessionError(f"{received} messages are said to be received, of {sent} sent")
        del self._written[:new]
        self._confirmed = received

    def connect(self, socket: WebSocket, received: int) -> None:
        """Goes on over another connection, by which the document has received so many messages."""
        self.confirm(received)
        self._fresh[:0] = self._written
        self._written.clear()
        self._told_received = self.received
        self.socket = socket
        if self.expiry is not None:
            self.expiry.cancel()
            self.expiry = None

    def next_frame(self) -> bytes | None:
        """The frame that is to be written now, if any."""
        fresh = self._fresh
        if not fresh and self.received - self._told_received < _CONFIRM_AFTER:
            return None
        self._fresh = []
        self._written.extend(fresh)
        self._told_received = self.received
        return encode_frame(self.received, fresh)
