"""Peer connections between pages of one browser: offers, answers, and the connection that follows from them.

https://w3c.github.io/webrtc-pc/, as far as two of our own peers need it. Nothing leaves the process: a description
carries its peer's ICE user name, by which `Peers` finds the other side; media and data go straight across.
FIXME: ICE servers are not asked, there is no simulcast, bundling is always on and codecs are not negotiated.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable

from shim.engine.realm import dom_exception
from shim.media.services import Cancellable
from shim.media.streams.streams import Streams

from . import sdp as sdp
from .channels import open_channels
from .exchange import PeerHost
from .negotiation import Negotiation
from .sdp import Description

CONNECTING = 0.02
"""Seconds from the moment that two peers know each other until they are connected."""
LOST = 5.0
"""Seconds from the moment that the other side is gone until this is noticed."""
TICK = 0.25
LONGEST = 4.0
"""Seconds between two looks at what is sent and received, and how far back the samples go."""
CHECKING = 15.0
"""Seconds that a peer looks for the other side before it gives up."""


class Peers:
    """Every peer of a browser, by the ICE user names that it has gone by."""

    def __init__(self, streams: Streams) -> None:
        self.streams = streams
        self.numbers = itertools.count(1)
        self._by_name: dict[str, Peer] = {}

    def new_name(self, peer: Peer) -> str:
        """A new ICE user name for a peer."""
        name = secrets.token_hex(4)
        self._by_name[name] = peer
        return name

    def find(self, name: str) -> Peer | None:
        """The peer that goes, or went, by that name."""
        return self._by_name.get(name)

    def forget(self, peer: Peer) -> None:
        """The peer was closed."""
        for name in peer.names:
            self._by_name.pop(name, None)


class Peer(Negotiation):
    """One RTCPeerConnection."""

    other: Peer | None

    def __init__(self, peers: Peers, host: PeerHost, fingerprint: str = "") -> None:
        self._peers = peers
        self._has_candidate = False
        self.ice = "new"
        self._measured = 0.0
        self._ticker: Cancellable | None = None
        self._timer: Cancellable | None = None
        super().__init__(host, peers.streams, peers.numbers, lambda: peers.new_name(self), fingerprint)

    def described(self, description: Description, local: bool) -> None:
        """A description was set: it may say how to reach the other side."""
        if not local:
            self._has_candidate |= bool(description.candidates)
        self._find_other()

    def add_candidate(self, candidate: str) -> None:
        """https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate; an empty one ends the candidates."""
        if self.remote["current"] is None and self.remote["pending"] is None:
            raise dom_exception("InvalidStateError", "There is no remote description.")
        if candidate:
            if not candidate.removeprefix("a=").startswith("candidate:"):
                raise dom_exception("OperationError", "The candidate does not parse.")
            self._has_candidate = True
            self._find_other()

    def _remote_name(self) -> str:
        found = self.remote["pending"] or self.remote["current"]
        return sdp.read(found[1]).ufrag if found is not None else ""

    def _find_other(self) -> None:
        """Looks for the peer that the descriptions speak of.

        Each of the two has to mean the other, and one has to know how to reach the other.
        """
        has_local = self.local["pending"] or self.local["current"]
        if self.closed or not has_local or not (name := self._remote_name()):
            return
        if self.ice == "new":
            self._set_ice("checking", "connecting")
            self._timer = self.host.call_later(CHECKING, lambda: self._set_ice("failed", "failed"))
        other = self._peers.find(name)
        if other is None or self.other is other or other.closed:
            return
        if other._remote_name() in self.names and (self._has_candidate or other._has_candidate):
            for near, far in ((self, other), (other, self)):
                near.other = far
                near._wait(CONNECTING, near._connect)

    def _wait(self, delay: float, callback: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.host.call_later(delay, callback)

    def _set_ice(self, ice: str, connection: str) -> None:
        self.ice = ice
        self.host.tell(["state", "iceConnectionState", ice, "iceconnectionstatechange"])
        self.host.tell(["state", "connectionState", connection, "connectionstatechange"])

    def _connect(self) -> None:
        if self.closed or self.other is None:
            return
        self.is_connected = True
        self._measured = self.host.now()
        if self._ticker is not None:
            self._ticker.cancel()
        self._tick()
        self._set_ice("connected", "connected")
        self.flows_changed()

    # traffic ----------------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        if self.is_connected and not self.closed:
            self.measure()
            self._ticker = self.host.call_later(TICK, self._tick, awaited=False)

    def measure(self) -> None:
        """Counts what has gone through since the last time."""
        now = self.host.now()
        if self.is_connected and now > self._measured:
            for transceiver in self.transceivers:
                transceiver.measure(max(self._measured, now - LONGEST), now)
        self._measured = now

    @property
    def dtls_role(self) -> str:
        """https://w3c.github.io/webrtc-stats/#dom-rtcdtlsrole"""
        return "client" if self.is_active else "server"

    def flows_changed(self) -> None:
        """Tells receivers on both sides, and opens what data channels can be opened."""
        self.update_flow()
        if self.other is not None:
            self.other.update_flow()
        self._open_channels()

    def update_flow(self) -> None:
        """Receivers are muted while nothing comes in. https://w3c.github.io/webrtc-pc/#mediastreamtrack-network-use"""
        for transceiver in self.transceivers:
            track, far = transceiver.receiver, transceiver.far
            if transceiver.flows == track.muted and not track.ended:
                if far is not None and far.track is not None and far.kind == "video":
                    track.source = far.track.source
                self.host.tell(["muted", track.number, not transceiver.flows])

    def _open_channels(self) -> None:
        other = self.other
        if other is None or not (self.is_connected and other.is_connected):
            return
        if self._has_agreed_on_data() and other._has_agreed_on_data():
            open_channels(self, other)

    def _has_agreed_on_data(self) -> bool:
        return self._application is not None and self.signaling == "stable"

    # the end ----------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-close: the page's own objects hear nothing of it."""
        if self.closed:
            return
        self.closed = True
        self._peers.forget(self)
        if self._timer is not None:
            self._timer.cancel()
        other, self.other, self.is_connected = self.other, None, False
        if other is not None:
            other._lose()

    def _lose(self) -> None:
        self.measure()
        self.other = None
        self.is_connected = False
        self.host.tell(["transportclosed"])
        self.update_flow()
        for channel in list(self.channels):
            if channel.state == "open":
                channel.close()
        self._wait(LOST, self._disconnected)

    def _disconnected(self) -> None:
        self._set_ice("disconnected", "disconnected")
        self._wait(CHECKING, lambda: self._set_ice("failed", "failed"))
