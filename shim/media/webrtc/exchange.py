"""Exchange of a peer connection, as its page asks for it: transceivers and data channels.
https://w3c.github.io/webrtc-pc/#rtp-media-api"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from shim.engine.realm import dom_exception
from shim.media.services import Cancellable
from shim.media.streams.streams import Streams, Track

from . import sdp as sdp
from .channels import MAX_CHANNELS, Channel
from .transceivers import Transceiver


class PeerHost(Protocol):
    """The page's end of a peer."""

    def tell(self, step: list[Any]) -> None:
        """Hands a step to the page's object, in a task."""

    def now(self) -> float:
        """Seconds of the event loop."""

    def call_later(self, delay: float, callback: Callable[[], None], *, awaited: bool = True) -> Cancellable:
        """Calls back after `delay` seconds. `awaited`: the page is not idle before."""


class Exchange(ABC):
    """The half of an RTCPeerConnection that has transceivers and data channels."""

    def __init__(self, host: PeerHost, streams: Streams, numbers: Iterator[int]) -> None:
        self.host = host
        self.transceivers: list[Transceiver] = []
        self.channels: list[Channel] = []
        self.channels_opened = 0
        self.channels_closed = 0
        self.is_active = False
        self.is_connected = False
        self.closed = False
        self.other: Exchange | None = None
        self._streams = streams
        self._numbers = numbers

    @abstractmethod
    def check_negotiation(self) -> None:
        """https://w3c.github.io/webrtc-pc/#dfn-update-the-negotiation-needed-flag"""

    @abstractmethod
    def flows_changed(self) -> None:
        """Something that is sent or received may have changed."""

    def _check_open(self) -> None:
        if self.closed:
            raise dom_exception("InvalidStateError", "The RTCPeerConnection is closed.")

    # media ------------------------------------------------------------------------------------------------------------

    def add_track(self, track: Track, stream_ids: Sequence[str]) -> Transceiver:
        """https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-addtrack"""
        self._check_open()
        if any(t.track is track and not t.stopped for t in self.transceivers):
            raise dom_exception("InvalidAccessError", "The track is being sent already.")
        for transceiver in self.transceivers:
            is_free = transceiver.track is None and not transceiver.has_sent and not transceiver.stopped
            if is_free and transceiver.kind == track.kind:
                transceiver.direction = sdp.join(True, sdp.receives(transceiver.direction))
                break
        else:
            transceiver = self._add(track.kind, "sendrecv")
            transceiver.was_added_by_track = True
        transceiver.track = track
        transceiver.stream_ids = list(stream_ids)
        self.check_negotiation()
        return transceiver

    def add_transceiver(self, kind: str, direction: str, track: Track | None, stream_ids: Sequence[str]) -> Transceiver:
        """https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-addtransceiver"""
        self._check_open()
        transceiver = self._add(kind, direction)
        transceiver.track = track
        transceiver.stream_ids = list(stream_ids)
        self.check_negotiation()
        return transceiver

    def _add(self, kind: str, direction: str, track_id: str = "") -> Transceiver:
        streams = self._streams
        transceiver = Transceiver(self, next(self._numbers), kind, direction, streams, track_id)
        self.transceivers.append(transceiver)
        return transceiver

    def remove_track(self, transceiver: Transceiver) -> None:
        """https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-removetrack"""
        self._check_open()
        if transceiver.track is not None and not transceiver.stopped:
            transceiver.track = None
            transceiver.direction = sdp.join(False, sdp.receives(transceiver.direction))
            self.check_negotiation()

    def replace_track(self, transceiver: Transceiver, track: Track | None) -> None:
        """https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-replacetrack"""
        transceiver.track = track
        self.flows_changed()

    def set_direction(self, transceiver: Transceiver, direction: str) -> None:
        """https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-direction"""
        self._check_open()
        if transceiver.direction != direction:
            transceiver.direction = direction
            self.check_negotiation()

    def stop(self, transceiver: Transceiver) -> None:
        """https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-stop; the next offer tells the other side."""
        self._check_open()
        if not transceiver.stopped:
            self._stop(transceiver)
            self.check_negotiation()

    def _stop(self, transceiver: Transceiver) -> None:
        transceiver.stopped = True
        transceiver.direction = "inactive"
        transceiver.current_direction = None
        self.host.tell(["ended", transceiver.receiver.number])
        self.flows_changed()

    # data -------------------------------------------------------------------------------------------------------------

    def add_channel(self, label: str, options: dict[str, Any], id_: int | None = None) -> Channel:
        """https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-createdatachannel"""
        self._check_open()
        if len(self.channels) >= MAX_CHANNELS or (id_ is not None and any(c.id == id_ for c in self.channels)):
            raise dom_exception("OperationError", "There is no free data channel of that id.")
        channel = Channel(self, next(self._numbers), label, options, id_)
        self.channels.append(channel)
        return channel

    def create_channel(self, label: str, options: dict[str, Any]) -> Channel:
        """A channel that the page wants: it opens once the peers are connected and have agreed on data."""
        channel = self.add_channel(label, options, options["id"] if options.get("negotiated") else None)
        self.check_negotiation()
        self.flows_changed()
        return channel
