"""The negotiation of a peer connection: what it sends and receives, offers and answers. https://www.rfc-editor.org/rfc/rfc8829"""

from __future__ import annotations

import itertools
import secrets
from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from shim.engine.realm import dom_exception
from shim.media.streams.streams import Streams

from . import sdp as sdp
from .exchange import Exchange, PeerHost
from .sdp import Description, Section
from .transceivers import Transceiver

_NEXT = {
    (True, "offer"): ({"stable", "have-local-offer"}, "have-local-offer"),
    (False, "offer"): ({"stable", "have-remote-offer"}, "have-remote-offer"),
    (True, "answer"): ({"have-remote-offer", "have-local-pranswer"}, "stable"),
    (False, "answer"): ({"have-local-offer", "have-remote-pranswer"}, "stable"),
    (True, "pranswer"): ({"have-remote-offer", "have-local-pranswer"}, "have-local-pranswer"),
    (False, "pranswer"): ({"have-local-offer", "have-remote-pranswer"}, "have-remote-pranswer"),
    (True, "rollback"): ({"have-local-offer", "have-local-pranswer"}, "stable"),
    (False, "rollback"): ({"have-remote-offer", "have-remote-pranswer"}, "stable"),
}
"""(local?, type) → the states in which it may be set, and the one that follows.

https://w3c.github.io/webrtc-pc/#rtcsignalingstate-enum
"""


def new_fingerprint() -> str:
    """The fingerprint of a certificate of which only the name is needed."""
    return ":".join(f"{byte:02X}" for byte in secrets.token_bytes(32))


class Negotiation(Exchange):
    """The half of an RTCPeerConnection that deals in descriptions. `new_name` gives it a new ICE user name."""

    def __init__(
        self,
        host: PeerHost,
        streams: Streams,
        numbers: Iterator[int],
        new_name: Callable[[], str],
        fingerprint: str,
    ) -> None:
        super().__init__(host, streams, numbers)
        self.signaling = "stable"
        self.local: dict[str, tuple[str, str] | None] = {"current": None, "pending": None}
        self.remote: dict[str, tuple[str, str] | None] = {"current": None, "pending": None}
        self.names = [new_name()]
        self._new_name = new_name
        self._password = secrets.token_hex(12)
        self.fingerprint = fingerprint or new_fingerprint()
        self.role = "unknown"
        """https://w3c.github.io/webrtc-pc/#dom-rtcicetransport-role"""
        self._session = secrets.randbelow(2**62)
        self._version = 1
        self._lines: list[tuple[str, str]] = []  # (mid, kind) of each m= section, in order
        self._application: str | None = None
        self._to_replace: set[str] = set()
        """ICE user names that are to give way. https://w3c.github.io/webrtc-pc/#dfn-localicecredentialstoreplace"""
        self._needs_negotiation = False
        self._saved: _Saved | None = None
        self.has_gathered = ""

    @abstractmethod
    def described(self, description: Description, local: bool) -> None:
        """A description was set."""

    # descriptions -----------------------------------------------------------------------------------------------------

    def create_offer(self, *, restart: bool = False) -> str:
        """https://www.rfc-editor.org/rfc/rfc8829#section-5.2"""
        self._check_open()
        if self.signaling not in ("stable", "have-local-offer"):
            raise dom_exception("InvalidStateError", f"The signaling state is {self.signaling}.")
        if self.remote["current"] is not None and (restart or self.names[-1] in self._to_replace):
            self.names.append(self._new_name())
        used = {mid for mid, _ in self._lines}
        lines = list(self._lines)
        for transceiver in self.transceivers:
            if transceiver.mid is None and not transceiver.stopped:
                if transceiver.planned_mid is None or transceiver.planned_mid in used:
                    transceiver.planned_mid = self._free_mid(used)
                used.add(transceiver.planned_mid)
                lines.append((transceiver.planned_mid, transceiver.kind))
        if self.channels and self._application is None:
            lines.append((self._free_mid(used), "application"))
        return self._write([self._own_section(mid, kind) for mid, kind in lines], "actpass")

    def create_answer(self) -> str:
        """https://www.rfc-editor.org/rfc/rfc8829#section-5.3"""
        self._check_open()
        if self.signaling not in ("have-remote-offer", "have-local-pranswer") or self.remote["pending"] is None:
            raise dom_exception("InvalidStateError", f"The signaling state is {self.signaling}.")
        offer = sdp.read(self.remote["pending"][1])
        before = self.remote["current"]
        restarts = before is not None and sdp.read(before[1]).ufrag != offer.ufrag
        if restarts and self.names[-1] in self._described_names():
            self.names.append(self._new_name())
        sections = []
        for offered in offer.sections:
            section = self._own_section(offered.mid, offered.kind)
            section.rejected = section.rejected or offered.rejected
            section.direction = sdp.intersect(section.direction, sdp.reverse(offered.direction))
            sections.append(section)
        return self._write(sections, "passive" if offer.setup == "active" else "active")

    def _described_names(self) -> set[str]:
        """The ICE user names of the local descriptions."""
        return {sdp.read(found[1]).ufrag for found in self.local.values() if found is not None}

    def _free_mid(self, used: set[str]) -> str:
        return next(str(n) for n in itertools.count() if str(n) not in used)

    def _by_mid(self, mid: str) -> Transceiver | None:
        return next((t for t in self.transceivers if mid in (t.mid, t.planned_mid if t.mid is None else None)), None)

    def _own_section(self, mid: str, kind: str) -> Section:
        transceiver = self._by_mid(mid)
        if transceiver is None:
            return Section(kind, mid, rejected=kind != "application")
        track = transceiver.track.uuid if transceiver.track is not None else str(transceiver.number)
        streams = list(transceiver.stream_ids)
        return Section(kind, mid, transceiver.direction, streams, track, rejected=transceiver.stopped)

    def _write(self, sections: list[Section], setup: str) -> str:
        self._version += 1
        candidates = [self.candidate(), "end-of-candidates"] if self.has_gathered == self.names[-1] else []
        name, password = self.names[-1], self._password
        description = Description(sections, name, password, self.fingerprint, setup, candidates)
        return sdp.write(description, self._session, self._version)

    def set_description(self, local: bool, type_: str, text: str) -> dict[str, Any]:
        """https://w3c.github.io/webrtc-pc/#set-the-session-description

        Returns what the page has to be told before its promise is resolved: `added` and `removed` tracks that come in.
        """
        self._check_open()
        allowed, following = _NEXT[local, type_]
        if self.signaling not in allowed:
            whose = "local" if local else "remote"
            raise dom_exception("InvalidStateError", f"A {whose} {type_} cannot be set in state {self.signaling}.")
        told: dict[str, Any] = {"added": [], "removed": []}
        if type_ == "rollback":
            told["removed"] = self._roll_back()
            self.flows_changed()
            return self._snapshot(told)
        try:
            description = sdp.read(text)
        except ValueError as error:
            raise dom_exception("OperationError", f"{error}.") from None
        if not description.ufrag and description.sections:
            raise dom_exception("OperationError", "The description has no ICE user name.")
        if self.signaling == "stable":
            kept = {t: (t.mid, list(t.remote_streams), t.is_announced) for t in self.transceivers}
            self._saved = _Saved(kept, list(self._lines), self._application)
        if self.role == "unknown":
            self.role = "controlling" if local == (type_ == "offer") else "controlled"
        side = self.local if local else self.remote
        self._associate(description, local)
        if not local:
            self._hear_of_tracks(description, told)
        side["pending"] = (type_, text)
        if type_ != "offer":
            self._agree(description, local, is_final=type_ == "answer")
        self.signaling = following
        self.described(description, local)
        self.flows_changed()
        result = self._snapshot(told)
        if local:
            self._gather(description)
        if following == "stable":
            self._needs_negotiation = False
            self.check_negotiation()
        return result

    def _associate(self, description: Description, local: bool) -> None:
        """Gives each section of audio or video its transceiver. https://www.rfc-editor.org/rfc/rfc8829#section-5.10"""
        for section in description.sections:
            if (section.mid, section.kind) not in self._lines:
                self._lines.append((section.mid, section.kind))
            if section.kind == "application":
                self._application = None if section.rejected else section.mid
                continue
            transceiver = (
                self._by_mid(section.mid)
                if local
                else next((t for t in self.transceivers if t.mid == section.mid), None)
            )
            if transceiver is None and not local and not section.rejected:
                transceiver = self._compatible(section)
                if transceiver is None:
                    transceiver = self._add(section.kind, "recvonly", section.track)
                    transceiver.came_with_offer = True
            if transceiver is not None:
                transceiver.mid = section.mid
                transceiver.planned_mid = None

    def _compatible(self, section: Section) -> Transceiver | None:
        if not sdp.receives(section.direction):
            return None
        return next(
            (
                t
                for t in self.transceivers
                if t.was_added_by_track and t.kind == section.kind and t.mid is None and not t.stopped
            ),
            None,
        )

    def _hear_of_tracks(self, description: Description, told: dict[str, Any]) -> None:
        """https://w3c.github.io/webrtc-pc/#process-remote-tracks"""
        for section in description.sections:
            transceiver = next((t for t in self.transceivers if t.mid == section.mid), None)
            if transceiver is None:
                continue
            comes = sdp.sends(section.direction) and not section.rejected
            before = transceiver.remote_streams
            transceiver.remote_streams = section.streams if comes else []
            for stream in before:
                if stream not in transceiver.remote_streams:
                    told["removed"].append([transceiver.number, stream])
            has_new = any(stream not in before for stream in transceiver.remote_streams)
            if comes and (has_new or not transceiver.is_announced):
                told["added"].append([transceiver.number, section.streams])
            transceiver.is_announced = comes

    def _agree(self, description: Description, local: bool, *, is_final: bool) -> None:
        """An answer: both sides know what goes where."""
        for section in description.sections:
            transceiver = next((t for t in self.transceivers if t.mid == section.mid), None)
            if transceiver is None:
                continue
            if section.rejected:
                if not transceiver.stopped:
                    self._stop(transceiver)
                continue
            transceiver.current_direction = section.direction if local else sdp.reverse(section.direction)
            transceiver.has_sent |= sdp.sends(transceiver.current_direction)
        if is_final:
            self.is_active = (description.setup == "active") == local
            for side in (self.local, self.remote):
                side["current"], side["pending"] = side["pending"], None
            self._saved = None
            if not self._to_replace & self._described_names():
                self._to_replace.clear()

    def _roll_back(self) -> list[list[Any]]:
        """https://www.rfc-editor.org/rfc/rfc8829#section-4.1.10.2

        Returns the tracks that had come in: the numbers of their transceivers, each with a stream.
        """
        removed: list[list[Any]] = []
        if self._saved is not None:
            kept, self._lines, self._application = self._saved
            for transceiver in self.transceivers:
                streams = transceiver.remote_streams
                nothing: tuple[str | None, list[str], bool] = (None, [], False)
                state = kept.get(transceiver, nothing)
                transceiver.mid, transceiver.remote_streams, transceiver.is_announced = state
                transceiver.planned_mid = None
                removed += [[transceiver.number, s] for s in streams if s not in transceiver.remote_streams]
            self.transceivers = [t for t in self.transceivers if t in kept or t.track or not t.came_with_offer]
            self._saved = None
        self.local["pending"] = self.remote["pending"] = None
        self.signaling = "stable"
        self._needs_negotiation = False
        self.check_negotiation()
        return removed

    def snapshot(self) -> dict[str, Any]:
        """The state of this peer as the page's object shows it."""
        return self._snapshot({})

    def _snapshot(self, told: dict[str, Any]) -> dict[str, Any]:
        return {
            **told,
            "signalingState": self.signaling,
            "local": self.local,
            "remote": self.remote,
            "role": self.role,
            "data": self._application is not None,
            "transceivers": [
                {
                    "number": t.number,
                    "kind": t.kind,
                    "mid": t.mid,
                    "direction": "stopped" if t.stopped else t.direction,
                    "currentDirection": "stopped" if t.stopped else t.current_direction,
                    "receiver": t.receiver.number,
                }
                for t in self.transceivers
            ],
        }

    # negotiation ------------------------------------------------------------------------------------------------------

    def check_negotiation(self) -> None:
        """https://w3c.github.io/webrtc-pc/#dfn-update-the-negotiation-needed-flag"""
        if self.closed or self.signaling != "stable":
            return
        needed = self.is_negotiation_needed()
        if needed and not self._needs_negotiation:
            self.host.tell(["negotiationneeded"])
        self._needs_negotiation = needed

    def is_negotiation_needed(self) -> bool:
        """https://w3c.github.io/webrtc-pc/#dfn-check-if-negotiation-is-needed"""
        if self._to_replace or (self.channels and self._application is None):
            return True
        if self.local["current"] is None or self.remote["current"] is None:
            return any(not t.stopped for t in self.transceivers)
        type_, text = self.local["current"]
        own, theirs = sdp.read(text), sdp.read(self.remote["current"][1])
        for t in self.transceivers:
            section, far = (own.section(t.mid), theirs.section(t.mid)) if t.mid is not None else (None, None)
            if section is None or far is None:
                if not t.stopped:
                    return True
                continue
            if t.stopped:
                if not section.rejected and not far.rejected:
                    return True
                continue
            if sdp.sends(t.direction) and section.streams != t.stream_ids:
                return True
            if type_ == "offer":
                if t.direction not in (section.direction, sdp.reverse(far.direction)):
                    return True
            elif section.direction != sdp.intersect(t.direction, sdp.reverse(far.direction)):
                return True
        return False

    # candidates -------------------------------------------------------------------------------------------------------

    def candidate(self) -> str:
        """The one candidate that a peer has."""
        name = self.names[-1]
        address = f"{self.fingerprint[:11].replace(':', '').lower()}-0000-4000-8000-{name.zfill(12)}.local"
        return f"candidate:1 1 udp 2113937151 {address} 9 typ host generation 0 ufrag {name} network-cost 999"

    def _gather(self, description: Description) -> None:
        """https://w3c.github.io/webrtc-pc/#dfn-ice-gathering-state"""
        name = self.names[-1]
        live = [(at, s) for at, s in enumerate(description.sections) if not s.rejected]
        if self.has_gathered == name or not live:
            return
        self.has_gathered = name
        at, section = live[0]
        place = {"sdpMid": section.mid, "sdpMLineIndex": at, "usernameFragment": name}
        self.host.tell(["state", "iceGatheringState", "gathering", "icegatheringstatechange"])
        self.host.tell(["candidate", {"candidate": self.candidate(), **place}])
        self.host.tell(["gathered"])
        self._put_candidates()

    def _put_candidates(self) -> None:
        """The local descriptions get the candidate, for pages that send them when gathering is complete."""
        place = "c=IN IP4 0.0.0.0\r\n"
        for which, found in self.local.items():
            if found is not None:
                text = found[1].replace(place, f"{place}a={self.candidate()}\r\na=end-of-candidates\r\n")
                self.local[which] = (found[0], text)

    def restart_ice(self) -> None:
        """https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-restartice"""
        self._to_replace = self._described_names()
        self.check_negotiation()


class _Saved(NamedTuple):
    """The state that a rollback goes back to."""

    transceivers: dict[Transceiver, tuple[str | None, list[str], bool]]
    """The transceivers, with their mids, remote streams, and whether the page was told of their tracks."""
    lines: list[tuple[str, str]]
    application: str | None
