"""The reports of `getStats()`, as plain data: each has an id and a type. https://w3c.github.io/webrtc-stats/"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from shim.audio.envelope import RATE
from shim.media.streams.streams import VideoSource

from . import sdp as sdp
from .meters import HEADER, Meter
from .transceivers import DELAY, Transceiver

if TYPE_CHECKING:
    from .peers import Peer

Report = dict[str, Any]


def reports(peer: Peer) -> list[Report]:
    """Everything there is to say of a peer."""
    found = [_connection(peer), *_channels(peer)]
    for transceiver in peer.transceivers:
        found += _media(transceiver)
    if peer.local["pending"] or peer.local["current"]:
        found += _transport(peer, found)
        found += _codecs(found)
    return found


def _connection(peer: Peer) -> Report:
    opened, closed = peer.channels_opened, peer.channels_closed
    return {"id": "P", "type": "peer-connection", "dataChannelsOpened": opened, "dataChannelsClosed": closed}


def _channels(peer: Peer) -> Iterator[Report]:
    for channel in peer.channels:
        yield {
            "id": f"D{channel.number}",
            "type": "data-channel",
            "label": channel.label,
            "protocol": channel.options.get("protocol", ""),
            "state": channel.state,
            **({"dataChannelIdentifier": channel.id} if channel.id is not None else {}),
            "messagesSent": channel.messages_sent,
            "bytesSent": channel.bytes_sent,
            "messagesReceived": channel.messages_received,
            "bytesReceived": channel.bytes_received,
        }


def _media(t: Transceiver) -> Iterator[Report]:
    shared = {"kind": t.kind, "transportId": "T", "codecId": f"C{t.kind}"}
    if t.track is not None:
        yield _source(t)
    if sdp.sends(t.current_direction):
        rtp: Report = {**shared, "id": f"O{t.number}", "type": "outbound-rtp", "ssrc": t.ssrc, "mid": t.mid}
        if t.track is not None:
            rtp["mediaSourceId"] = f"S{t.number}"
        rtp |= {"packetsSent": t.sent.packets, "bytesSent": t.sent.payload_bytes, "active": t.active}
        rtp |= {"headerBytesSent": t.sent.packets * HEADER, "retransmittedPacketsSent": 0, "nackCount": 0}
        if t.kind == "video":
            rtp |= {"framesEncoded": t.sent.frames, "framesSent": t.sent.frames, **_size(t.track and t.track.source)}
        yield {**rtp, "remoteId": f"RI{t.number}"}
        trip = {"roundTripTime": 2 * DELAY, "totalRoundTripTime": 2 * DELAY, "roundTripTimeMeasurements": 1}
        remote = {**shared, "id": f"RI{t.number}", "type": "remote-inbound-rtp", "ssrc": t.ssrc, **trip}
        yield {**remote, "localId": f"O{t.number}", "packetsLost": 0, "fractionLost": 0, "jitter": 0}
    if sdp.receives(t.current_direction) and (far := t.far) is not None:
        received = t.received
        rtp = {**shared, "id": f"I{t.number}", "type": "inbound-rtp", "ssrc": far.ssrc, "mid": t.mid}
        rtp |= {"trackIdentifier": t.receiver.uuid, "packetsLost": 0, "packetsDiscarded": 0, "jitter": 0}
        rtp |= {"packetsReceived": received.packets, "bytesReceived": received.payload_bytes}
        rtp |= {"headerBytesReceived": received.packets * HEADER, "nackCount": 0}
        if t.kind == "video":
            rtp |= {
                "framesDecoded": received.frames,
                "framesReceived": received.frames,
                "framesDropped": 0,
                **_size(t.receiver.source),
            }
        else:
            samples = round(received.duration * RATE)
            rtp |= {**_sound(received), "totalSamplesReceived": samples, "concealedSamples": 0}
            rtp |= {"jitterBufferDelay": DELAY * samples, "jitterBufferEmittedCount": samples}
        yield {**rtp, "remoteId": f"RO{t.number}"}
        remote = {**shared, "id": f"RO{t.number}", "type": "remote-outbound-rtp", "ssrc": far.ssrc}
        counts = {"packetsSent": far.sent.packets, "bytesSent": far.sent.payload_bytes}
        yield {**remote, "localId": f"I{t.number}", **counts}


def _source(t: Transceiver) -> Report:
    assert t.track is not None
    report: Report = {"id": f"S{t.number}", "type": "media-source", "kind": t.kind, "trackIdentifier": t.track.uuid}
    if t.kind == "audio":
        return report | _sound(t.sent)
    source = t.track.source
    rate = {"framesPerSecond": source.frame_rate} if isinstance(source, VideoSource) else {}
    size = _size(source)
    return report | rate | {"width": size.get("frameWidth", 0), "height": size.get("frameHeight", 0)}


def _sound(meter: Meter) -> Report:
    return {
        "audioLevel": min(1.0, meter.level),
        "totalAudioEnergy": meter.energy,
        "totalSamplesDuration": meter.duration,
    }


def _size(source: object) -> Report:
    return {"frameWidth": source.width, "frameHeight": source.height} if isinstance(source, VideoSource) else {}


def _transport(peer: Peer, found: list[Report]) -> Iterator[Report]:
    counts = {
        "packetsSent": _sum(found, "packetsSent", "outbound-rtp") + _sum(found, "messagesSent", "data-channel"),
        "packetsReceived": _sum(found, "packetsReceived", "inbound-rtp")
        + _sum(found, "messagesReceived", "data-channel"),
        "bytesSent": _sum(found, "bytesSent") + _sum(found, "headerBytesSent"),
        "bytesReceived": _sum(found, "bytesReceived") + _sum(found, "headerBytesReceived"),
    }
    transport: Report = {"id": "T", "type": "transport", "iceState": peer.ice, "iceRole": peer.role, **counts}
    transport |= {"dtlsState": "connected" if peer.is_connected else "new", "localCertificateId": "LC"}
    transport["iceLocalUsernameFragment"] = peer.names[-1]
    yield {"id": "LC", "type": "certificate", "fingerprint": peer.fingerprint, "fingerprintAlgorithm": "sha-256"}
    address = {"transportId": "T", "port": 9, "protocol": "udp", "candidateType": "host", "priority": 2113937151}
    if peer.has_gathered:
        local = {"id": "LI", "type": "local-candidate", **address, "usernameFragment": peer.names[-1]}
        yield {**local, "address": peer.candidate().split()[4]}
    other = peer.other
    if other is not None:
        yield {"id": "RC", "type": "certificate", "fingerprint": other.fingerprint, "fingerprintAlgorithm": "sha-256"}
        remote = {"id": "RE", "type": "remote-candidate", **address, "usernameFragment": other.names[-1]}
        yield {**remote, "address": other.candidate().split()[4]}
        transport |= {"selectedCandidatePairId": "CP", "remoteCertificateId": "RC"}
        transport |= {"selectedCandidatePairChanges": 1, "tlsVersion": "FEFC", "dtlsRole": peer.dtls_role}
        pair: Report = {"id": "CP", "type": "candidate-pair", "transportId": "T", **counts}
        pair["state"] = "succeeded" if peer.is_connected else "in-progress"
        pair |= {"localCandidateId": "LI", "remoteCandidateId": "RE", "nominated": peer.is_connected}
        trip = {"currentRoundTripTime": 2 * DELAY, "totalRoundTripTime": 2 * DELAY}
        yield {**pair, **trip, "requestsSent": 1, "responsesReceived": 1}
    yield transport


def _sum(found: list[Report], name: str, type_: str = "") -> int:
    own = ("outbound-rtp", "inbound-rtp", "data-channel")
    return sum(report.get(name, 0) for report in found if report["type"] in own and type_ in ("", report["type"]))


def _codecs(found: list[Report]) -> Iterator[Report]:
    for id_ in sorted({report["codecId"] for report in found if "codecId" in report}):
        common = {"id": id_, "type": "codec", "transportId": "T"}
        if id_ == "Caudio":
            opus = {"payloadType": 111, "mimeType": "audio/opus", "clockRate": 48_000, "channels": 2}
            yield {**common, **opus, "sdpFmtpLine": "minptime=10;useinbandfec=1"}
        else:
            yield {**common, "payloadType": 96, "mimeType": "video/VP8", "clockRate": 90_000}
