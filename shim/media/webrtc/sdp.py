"""Session descriptions: written so that a page finds in them what it looks for, read for what two of our peers need.

https://www.rfc-editor.org/rfc/rfc8829 (JSEP) says what stands in them, https://www.rfc-editor.org/rfc/rfc8866 how.
"""

from __future__ import annotations

from dataclasses import dataclass, field

DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive")
_CODECS = {
    "audio": {
        "111": "opus/48000/2",
        "9": "G722/8000",
        "0": "PCMU/8000",
        "8": "PCMA/8000",
        "126": "telephone-event/8000",
    },
    "video": {"96": "VP8/90000", "98": "VP9/90000", "102": "H264/90000"},
}


@dataclass(slots=True)
class Section:
    """One m= section. `streams` and `track` are the identifiers in its msid; a rejected one has port 0."""

    kind: str
    mid: str
    direction: str = "sendrecv"
    streams: list[str] = field(default_factory=list)
    track: str = ""
    rejected: bool = False


@dataclass(slots=True)
class Description:
    """Content of a description. `setup` is actpass, active or passive; `candidates` tells whether it has some in it."""

    sections: list[Section]
    ufrag: str
    password: str
    fingerprint: str
    setup: str = "actpass"
    candidates: list[str] = field(default_factory=list)

    def section(self, mid: str) -> Section | None:
        """The section of that mid."""
        return next((s for s in self.sections if s.mid == mid), None)


def reverse(direction: str) -> str:
    """A direction as the other side sees it."""
    return {"sendonly": "recvonly", "recvonly": "sendonly"}.get(direction, direction)


def intersect(one: str, other: str) -> str:
    """The direction that both directions allow."""
    return join(sends(one) and sends(other), receives(one) and receives(other))


def join(send: bool, receive: bool) -> str:
    """The direction that does just this."""
    return "sendrecv" if send and receive else "sendonly" if send else "recvonly" if receive else "inactive"


def sends(direction: str | None) -> bool:
    """True when media go out."""
    return direction in ("sendrecv", "sendonly")


def receives(direction: str | None) -> bool:
    """True when media come in."""
    return direction in ("sendrecv", "recvonly")


def write(description: Description, session: int, version: int) -> str:
    """The text of a description."""
    live = [s.mid for s in description.sections if not s.rejected]
    lines = ["v=0", f"o=- {session} {version} IN IP4 127.0.0.1", "s=-", "t=0 0"]
    if live:
        lines.append(f"a=group:BUNDLE {' '.join(live)}")
    lines += ["a=extmap-allow-mixed", "a=msid-semantic: WMS *"]
    for section in description.sections:
        lines += _section_lines(section, description)
    return "\r\n".join(lines) + "\r\n"


def _section_lines(section: Section, description: Description) -> list[str]:
    port = 0 if section.rejected else 9
    transport = [
        "c=IN IP4 0.0.0.0",
        *[f"a={line}" for line in description.candidates if not section.rejected],
        f"a=ice-ufrag:{description.ufrag}",
        f"a=ice-pwd:{description.password}",
        "a=ice-options:trickle",
        f"a=fingerprint:sha-256 {description.fingerprint}",
        f"a=setup:{description.setup}",
        f"a=mid:{section.mid}",
    ]
    if section.kind == "application":
        head = f"m=application {port} UDP/DTLS/SCTP webrtc-datachannel"
        return [head, *transport, "a=sctp-port:5000", "a=max-message-size:262144"]
    codecs = _CODECS[section.kind]
    lines = [f"m={section.kind} {port} UDP/TLS/RTP/SAVPF {' '.join(codecs)}", *transport, f"a={section.direction}"]
    if sends(section.direction):
        lines += [f"a=msid:{stream} {section.track}" for stream in section.streams or ["-"]]
    lines += ["a=rtcp-mux", "a=rtcp-rsize"]
    for payload, name in codecs.items():
        lines.append(f"a=rtpmap:{payload} {name}")
        if name.startswith("opus"):
            lines.append(f"a=fmtp:{payload} minptime=10;useinbandfec=1")
    return lines


def read(text: str) -> Description:
    """The description in a text, which a page may have changed or made up. Raises `ValueError` when it is not one."""
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    if lines[0] != "v=0":
        raise ValueError("the description does not begin with v=0")
    description = Description([], "", "", "")
    section: Section | None = None
    for line in lines:
        if len(line) < 2 or line[1] != "=":
            raise ValueError(f"{line!r} is not a line of a session description")
        kind, value = line[0], line[2:]
        if kind == "m":
            section = _media(value)
            description.sections.append(section)
        elif kind == "a":
            name, _, value = value.partition(":")
            _attribute(description, section, name, value)
    mids = [s.mid for s in description.sections]
    if "" in mids or len(set(mids)) < len(mids):
        raise ValueError("every m= section needs a mid of its own")
    return description


def _media(value: str) -> Section:
    kind, port, *_ = [*value.split(), "", ""]
    if kind not in ("audio", "video", "application") or not port.isdecimal():
        raise ValueError(f"m={value} cannot be exchanged: only audio, video and application can")
    return Section(kind, "", rejected=port == "0")


def _attribute(description: Description, section: Section | None, name: str, value: str) -> None:
    match name:
        case "ice-ufrag":
            description.ufrag = description.ufrag or value
        case "ice-pwd":
            description.password = description.password or value
        case "fingerprint":
            description.fingerprint = description.fingerprint or value.partition(" ")[2]
        case "setup":
            description.setup = value
        case "candidate" if f"candidate:{value}" not in description.candidates:
            description.candidates.append(f"candidate:{value}")
        case "mid" if section is not None:
            section.mid = value
        case "msid" if section is not None:
            stream, _, track = value.partition(" ")
            section.track = track
            if stream != "-":
                section.streams.append(stream)
        case _ if name in DIRECTIONS and section is not None:
            section.direction = name
