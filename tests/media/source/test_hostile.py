"""Damaged and hostile segments and playlists end in an error of the page, in little time, and never in one of ours."""

from __future__ import annotations

import random
import struct
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from shim.engine.errors import HostError
from shim.media.hls.playlist import MediaPlaylist, PlaylistError, parse
from shim.media.hls.rendition import Rendition
from shim.media.source.buffered import BufferedPlayer
from shim.media.source.byte_stream import InvalidSegmentError
from shim.media.source.media_source import MediaSource
from shim.media.source.ranges import TimeRanges

from .segments import TYPES, encoded, segments

CASES = 150
LONGEST = 2.0
"""Seconds of processor time that one case may take, on a machine that is busy."""


class Host:
    """Runs tasks one at a time, and counts what is held."""

    def __init__(self) -> None:
        self.tasks: list[Callable[[], None]] = []
        self.held = 0
        self.events: list[str] = []
        self.last = 0

    def queue_task(self, task: Callable[[], None]) -> None:
        self.tasks.append(task)

    def queue_event(self, number: int, event_type: str, part: str = "") -> None:
        self.events.append(event_type)

    def tell_change(self, number: int, added: TimeRanges, removed: TimeRanges) -> None:
        self.events.append("bufferedchange")

    def new_number(self) -> int:
        self.last += 1
        return self.last

    def hold(self, size: int) -> None:
        self.held += size

    def let_go(self, size: int) -> None:
        self.held -= size

    def settle(self) -> None:
        while self.tasks:
            begin = time.process_time()
            self.tasks.pop(0)()
            assert time.process_time() - begin < LONGEST


class Player(BufferedPlayer):
    error = None
    media_position = 0.0

    def media_described(self) -> None: ...
    def media_changed(self) -> None: ...
    def media_duration_changed(self) -> None: ...
    def media_tainted(self) -> None: ...
    def media_moved(self, position: float) -> None: ...
    def media_failed(self, kind: str, message: str) -> None: ...


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, some left out, some twice; lengths made huge."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        if not damaged:
            break
        at = chance.randrange(len(damaged))
        match chance.randrange(5):
            case 0:
                damaged[at] = chance.randrange(256)
            case 1:
                del damaged[at : at + chance.randint(1, 40)]
            case 2:
                damaged[at:at] = damaged[at : at + chance.randint(1, 40)]
            case 3:
                damaged[at : at + 4] = struct.pack(">I", chance.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF)))
            case _:
                # What describes the rest lies at the beginning.
                damaged[chance.randrange(min(1500, len(damaged)))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


@pytest.mark.parametrize("kind", TYPES)
def test_mutated_segments(kind: str) -> None:
    chance = random.Random(kind)
    data = segments(kind, 2.0).whole
    decoded = 0
    for _ in range(CASES):
        host = Host()
        source = MediaSource(host, is_managed=chance.random() < 0.3)
        assert source.attach(Player())
        buffer = source.add_source_buffer(TYPES[kind])
        damaged = mutated(data, chance)
        at = 0
        while at < len(damaged):
            piece = damaged[at : at + chance.choice((17, 900, 20_000))]
            at += len(piece)
            with suppress(HostError):
                buffer.append_buffer(piece)
            host.settle()
            if "error" in host.events:
                break
        assert not buffer.updating
        begin = time.process_time()
        for _, block in zip(range(200), source.blocks(0.0), strict=False):
            decoded += len(block)
        assert time.process_time() - begin < LONGEST
        source.detach()
        assert host.held == 0
    assert decoded > 0


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", len(body) + 8, kind) + body


@pytest.mark.parametrize(
    "fragment",
    [
        # four thousand million samples without a byte of their own
        box(
            b"traf",
            box(b"tfhd", struct.pack(">III", 0x20018, 1, 0), b"\0" * 8),
            box(b"trun", struct.pack(">II", 0, 0xFFFFFFFF)),
        ),
        # a run that is shorter than it says
        box(b"traf", box(b"tfhd", struct.pack(">II", 0x20000, 1)), box(b"trun", struct.pack(">II", 0xF00, 1000))),
        # data before the fragment
        box(b"traf", box(b"tfhd", struct.pack(">II", 0x20000, 1)), box(b"trun", struct.pack(">IIi", 0x1, 1, -5000))),
        box(b"traf"),
    ],
    ids=["count", "short run", "before", "no header"],
)
def test_fragments_that_lie(fragment: bytes) -> None:
    host = Host()
    source = MediaSource(host, is_managed=False)
    source.attach(Player())
    buffer = source.add_source_buffer(TYPES["mp4"])
    buffer.append_buffer(segments("mp4").header)
    host.settle()
    assert "error" not in host.events
    buffer.append_buffer(box(b"moof", box(b"mfhd", b"\0" * 8), fragment) + box(b"mdat", b"\0" * 100))
    host.settle()
    assert "error" in host.events


def test_a_million_blocks_are_read_in_pieces() -> None:
    host = Host()
    source = MediaSource(host, is_managed=False)
    source.attach(Player())
    buffer = source.add_source_buffer(TYPES["webm"])
    buffer.append_buffer(segments("webm").header)
    host.settle()
    block = b"\xa3\x85\x81\x00\x00\x80\xfc"
    buffer.append_buffer(b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff\xe7\x81\x00" + block * 200_000)
    tasks = 0
    while host.tasks:
        begin = time.process_time()
        host.tasks.pop(0)()
        tasks += 1
        assert time.process_time() - begin < LONGEST
    assert tasks > 100
    assert "update" in host.events


class _Timeline:
    def __init__(self) -> None:
        self.offsets: dict[int, float] = {}


def test_mutated_playlists_and_their_segments() -> None:
    chance = random.Random(1)
    text = (
        '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:7\n#EXT-X-MAP:URI="h",BYTERANGE="10@2"\n'
        "#EXTINF:4.0,\n#EXT-X-BYTERANGE:100@5\na\n#EXT-X-DISCONTINUITY\n#EXTINF:3,\nb\n#EXT-X-ENDLIST\n"
        '#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO="x"\nv\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="x",URI="y"\n'
    )
    for _ in range(2000):
        lines = text.splitlines()
        chance.shuffle(lines)
        damaged = mutated("\n".join(["#EXTM3U", *lines[: chance.randrange(len(lines))]]).encode(), chance)
        with suppress(PlaylistError):
            parse(damaged.decode("utf-8", "replace"), lambda uri: f"https://example.test/{uri}")
    playlist = parse("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:2,\na\n#EXT-X-ENDLIST", str)
    assert isinstance(playlist, MediaPlaylist)
    data = encoded("mpegts", 2.0)
    for _ in range(CASES):
        rendition = Rendition("", _Timeline())
        rendition.update(playlist)
        begin = time.process_time()
        with suppress(InvalidSegmentError):
            rendition.take(rendition.playlist.segments[0], None, mutated(data, chance))
        assert time.process_time() - begin < LONGEST
