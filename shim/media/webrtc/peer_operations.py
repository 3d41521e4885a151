"""Host operations of RTCPeerConnection and RTCDataChannel."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from shim.engine.event_loop import Timer
from shim.engine.memory import Held
from shim.engine.realm import Realm, dom_exception, from_json, known, one_of, operation

from .channels import Channel
from .negotiation import new_fingerprint
from .peers import Peer, Peers
from .stats import reports
from .transceivers import Transceiver

_KINDS = ("audio", "video")
_DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive", "stopped")
_DESCRIPTIONS = ("offer", "pranswer", "answer", "rollback")


class _Host:
    """The `PeerHost` of one peer."""

    def __init__(self, realm: Realm, number: int) -> None:
        self.realm = realm
        self._number = number

    def tell(self, step: list[Any]) -> None:
        text = json.dumps(step)
        self.realm.loop.queue_task(lambda: self.realm.call("rtcStep", self._number, text), self.realm)

    def now(self) -> float:
        return self.realm.loop.now()

    def call_later(self, delay: float, callback: Callable[[], None], *, awaited: bool = True) -> Timer:
        loop = self.realm.loop
        return loop.call_at(loop.now() + delay, callback, self.realm, counts=None if awaited else False)


class PeerOperations:
    """Host operations of `js/platform/webrtc`; `peers` are the browser's."""

    def __init__(self, realm: Realm, peers: Peers) -> None:
        self._realm = realm
        self._all = peers
        self._peers: dict[int, Peer] = {}

    @operation
    def rtc_create(self, fingerprint: str) -> int:
        """`fingerprint` is that of a certificate, or empty for a new one."""
        number = next(self._all.numbers)
        self._peers[number] = Peer(self._all, _Host(self._realm, number), fingerprint)
        return number

    @operation
    def rtc_fingerprint(self) -> str:
        return new_fingerprint()

    @operation
    def rtc_stats(self, number: int) -> str:
        """The reports of a peer, as JSON."""
        peer = self._peer(number)
        peer.measure()
        return json.dumps(reports(peer))

    @operation
    def rtc_source(self, number: int, transceiver: int) -> str:
        """The answer of a receiver's `getSynchronizationSources()`, as JSON; nothing when nothing came in."""
        peer, t = self._peer(number), self._transceiver(number, transceiver)
        peer.measure()
        far = t.far
        if far is None or not t.received.packets:
            return ""
        level = {"audioLevel": min(1.0, t.received.level)} if t.kind == "audio" else {}
        return json.dumps({"source": far.ssrc, "rtpTimestamp": t.received.rtp_time, **level})

    @operation
    def rtc_wait(self, number: int, transceiver: int, delay: float) -> None:
        """Calls `$.dtmfPlayout` after `delay` milliseconds."""
        loop = self._realm.loop
        due = loop.now() + delay / 1000
        loop.call_at(due, lambda: self._realm.call("dtmfPlayout", number, transceiver), self._realm)

    @operation
    def rtc_close(self, number: int) -> None:
        self._peer(number).close()

    @operation
    def rtc_snapshot(self, number: int) -> str:
        return json.dumps(self._peer(number).snapshot())

    def _peer(self, number: int) -> Peer:
        return known(number, self._peers, "RTCPeerConnection")

    def _transceiver(self, peer: int, number: int) -> Transceiver:
        return known(number, {each.number: each for each in self._peer(peer).transceivers}, "RTCRtpTransceiver")

    # media ------------------------------------------------------------------------------------------------------------

    @operation
    def rtc_add_track(self, number: int, track: int, streams: str) -> int:
        return self._peer(number).add_track(self._all.streams.track(track), from_json(streams, list[str])).number

    @operation
    def rtc_add_transceiver(self, number: int, kind: str, track: int, direction: str, streams: str) -> int:
        sent = self._all.streams.track(track) if track else None
        return (
            self._peer(number)
            .add_transceiver(one_of(kind, _KINDS), one_of(direction, _DIRECTIONS), sent, from_json(streams, list[str]))
            .number
        )

    @operation
    def rtc_remove_track(self, number: int, transceiver: int) -> None:
        self._peer(number).remove_track(self._transceiver(number, transceiver))

    @operation
    def rtc_replace_track(self, number: int, transceiver: int, track: int) -> None:
        sent = self._all.streams.track(track) if track else None
        self._peer(number).replace_track(self._transceiver(number, transceiver), sent)

    @operation
    def rtc_activate(self, number: int, transceiver: int, active: bool) -> None:
        self._transceiver(number, transceiver).active = active

    @operation
    def rtc_set_streams(self, number: int, transceiver: int, streams: str) -> None:
        self._transceiver(number, transceiver).stream_ids = from_json(streams, list[str])
        self._peer(number).check_negotiation()

    @operation
    def rtc_direction(self, number: int, transceiver: int, direction: str) -> None:
        self._peer(number).set_direction(self._transceiver(number, transceiver), direction)

    @operation
    def rtc_stop(self, number: int, transceiver: int) -> None:
        self._peer(number).stop(self._transceiver(number, transceiver))

    # negotiation ------------------------------------------------------------------------------------------------------

    @operation
    def rtc_offer(self, number: int, restart: bool) -> str:
        return self._peer(number).create_offer(restart=restart)

    @operation
    def rtc_answer(self, number: int) -> str:
        return self._peer(number).create_answer()

    @operation
    def rtc_set(self, number: int, local: bool, type_: str, sdp: str) -> str:
        return json.dumps(self._peer(number).set_description(local, one_of(type_, _DESCRIPTIONS), sdp))

    @operation
    def rtc_candidate(self, number: int, candidate: str) -> None:
        self._peer(number).add_candidate(candidate)

    @operation
    def rtc_restart(self, number: int) -> None:
        self._peer(number).restart_ice()

    @operation
    def rtc_needs_negotiation(self, number: int) -> bool:
        return self._peer(number).is_negotiation_needed()

    # data -------------------------------------------------------------------------------------------------------------

    @operation
    def rtc_create_channel(self, number: int, label: str, options: str) -> str:
        return json.dumps(self._peer(number).create_channel(label, from_json(options, dict[str, Any])).describe())

    @operation
    def rtc_close_channel(self, number: int) -> None:
        if channel := self._channel(number):
            channel.close()

    @operation
    def rtc_send_text(self, number: int, text: str, size: int) -> None:
        self._send(number, size, text, b"")

    @operation
    def rtc_send_bytes(self, number: int, size: int) -> None:
        self._send(number, size, None, self._realm.take_bytes())

    def _channel(self, number: int) -> Channel | None:
        return next((c for peer in self._peers.values() for c in peer.channels if c.number == number), None)

    def _send(self, number: int, size: int, text: str | None, data: bytes) -> None:
        """The message is out of the buffer, and at the other end, a task later."""
        realm = self._realm
        channel = self._channel(number)
        if channel is None:
            raise dom_exception("InvalidStateError", "The data channel is closed.")
        realm.loop.queue_task(lambda: realm.call("channelSent", number, size), realm)
        channel.messages_sent += 1
        channel.bytes_sent += int(size)
        far = channel.far
        if far is not None:
            far.messages_received += 1
            far.bytes_received += int(size)
            assert isinstance(far.peer.host, _Host)
            there = far.peer.host.realm
            message = data if text is None else text
            held = Held(realm, message, len(message))

            def deliver() -> None:
                if isinstance(held.value, bytes):
                    there.hand_bytes(held.value)
                there.call("channelMessage", far.number, held.value if isinstance(held.value, str) else None)

            realm.loop.queue_task(deliver, there)

    def close(self) -> None:
        for peer in self._peers.values():
            peer.close()
