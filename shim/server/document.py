"""A document at the other end of a WebSocket. It outlives a lost connection, and misses no message meanwhile."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from itertools import islice

from aiohttp import web

from ..device import Device
from ..session import RemoteSessionError
from .envelope import encode_frame
from .limits import TokenBucket

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
        self.socket: web.WebSocketResponse | None = None
        """None while the connection is lost."""
        self.expiry: asyncio.TimerHandle | None = None
        self.bucket = bucket
        self._on_outgoing = on_outgoing
        self._outbox: deque[str] = deque()  # what it has not confirmed
        self._confirmed = 0
        self._written = 0  # of the outbox, on this connection
        self._told_received = 0

    def deliver(self, text: str) -> None:
        """Queues a message for the document."""
        self._outbox.append(text)
        self._on_outgoing(self)

    @property
    def unconfirmed(self) -> int:
        """How many messages it has not confirmed."""
        return len(self._outbox)

    def confirm(self, received: int) -> None:
        """The document has received so many messages. Raises `RemoteSessionError` if it cannot have."""
        new = received - self._confirmed
        if not 0 <= new <= self._written:
            sent = self._confirmed + self._written
            raise RemoteSessionError(f"{received} messages are said to be received, of {sent} sent")
        for _ in range(new):
            self._outbox.popleft()
        self._confirmed = received
        self._written -= new

    def connect(self, socket: web.WebSocketResponse, received: int) -> None:
        """Goes on over another connection, by which the document has received so many messages."""
        self._written = len(self._outbox)
        self.confirm(received)
        self._written = 0
        self._told_received = self.received
        self.socket = socket
        if self.expiry is not None:
            self.expiry.cancel()
            self.expiry = None

    def next_frame(self) -> str | None:
        """What is to be written now, if anything."""
        fresh = list(islice(self._outbox, self._written, None))
        if not fresh and self.received - self._told_received < _CONFIRM_AFTER:
            return None
        self._written = len(self._outbox)
        self._told_received = self.received
        return encode_frame(self.received, fresh)
