"""Data channels between two peers. https://w3c.github.io/webrtc-pc/#peer-to-peer-data-api"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .exchange import Exchange

MAX_CHANNELS = 1024


@dataclass(eq=False, slots=True)
class Channel:
    """One end of a data channel. `options` are the members of RTCDataChannelInit that both sides know."""

    peer: Exchange
    number: int
    label: str
    options: dict[str, Any]
    id: int | None = None
    state: str = "connecting"
    messages_sent: int = 0
    bytes_sent: int = 0
    messages_received: int = 0
    bytes_received: int = 0

    @property
    def negotiated(self) -> bool:
        """True when the page of each side makes its end by itself."""
        return bool(self.options.get("negotiated"))

    @property
    def far(self) -> Channel | None:
        """The other end, while it is open."""
        other = self.peer.other
        if other is None:
            return None
        return next((c for c in other.channels if c.id == self.id and c.state == "open"), None)

    def describe(self) -> dict[str, Any]:
        """The initial state of the page's object."""
        return {**self.options, "number": self.number, "label": self.label, "id": self.id}

    def open(self) -> None:
        """https://w3c.github.io/webrtc-pc/#announce-datachannel-open"""
        self.state = "open"
        self.peer.channels_opened += 1
        self.peer.host.tell(["channel", self.number, "open", self.id])

    def close(self) -> None:
        """https://w3c.github.io/webrtc-pc/#data-transport-closing-procedure: the other end closes, too."""
        if self.state in ("closing", "closed"):
            return
        far = self.far
        self._closed()
        if far is not None:
            far.peer.host.tell(["channel", far.number, "closing", far.id])
            far._closed()

    def _closed(self) -> None:
        self.peer.channels_closed += self.state == "open"
        self.state = "closed"
        if self in self.peer.channels:
            self.peer.channels.remove(self)
        self.peer.host.tell(["channel", self.number, "close", self.id])


def open_channels(near: Exchange, far: Exchange) -> None:
    """Opens what waits to be opened, on both sides, once their transport is there."""
    for peer, other in ((near, far), (far, near)):
        for channel in [c for c in peer.channels if c.state == "connecting"]:
            if channel.negotiated:
                channel.open()
                continue
            if channel.id is None:
                channel.id = _free_id(peer, other)
            twin = other.add_channel(channel.label, channel.options, channel.id)
            twin.state = "open"
            other.channels_opened += 1
            other.host.tell(["datachannel", twin.describe()])
            channel.open()


def _free_id(peer: Exchange, other: Exchange) -> int:
    """https://www.rfc-editor.org/rfc/rfc8832#section-6: even for the side that began the handshake."""
    used = {c.id for c in [*peer.channels, *other.channels]}
    return next(n for n in range(0 if peer.is_active else 1, 2 * MAX_CHANNELS, 2) if n not in used)
