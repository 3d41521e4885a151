"""Which types a SourceBuffer takes, and what parses them. https://www.w3.org/TR/mse-byte-stream-format-registry/"""

from __future__ import annotations

from collections.abc import Callable

from shim.media.mime import can_play_type
from shim.net import mime

from .byte_stream import ByteStreamParser
from .isobmff import IsoBmffParser
from .packed_audio import PackedAudioParser
from .webm import WebmParser

_PARSERS: dict[str, Callable[[], ByteStreamParser]] = {
    "audio/mp4": IsoBmffParser,
    "video/mp4": IsoBmffParser,
    "audio/webm": WebmParser,
    "video/webm": WebmParser,
    "audio/mpeg": lambda: PackedAudioParser("mp3"),
    "audio/aac": lambda: PackedAudioParser("aac"),
}
_WITHOUT_CODECS = frozenset({"audio/mpeg", "audio/aac"})
"""Types that say their codec by themselves, and may not be given one."""


def is_type_supported(type_: str) -> bool:
    """https://w3c.github.io/media-source/#dom-mediasource-istypesupported

    INTEROP: MP4 and WebM need a `codecs` parameter that says enough, as in Chromium, and MPEG audio must have none.
    """
    parsed = mime.parse(type_)
    if parsed is None or parsed.essence not in _PARSERS:
        return False
    if parsed.essence in _WITHOUT_CODECS:
        return "codecs" not in parsed.parameters
    return can_play_type(type_) == "probably"


def parser_of(type_: str) -> ByteStreamParser:
    """A parser of a type that is supported."""
    parsed = mime.parse(type_)
    assert parsed is not None
    return _PARSERS[parsed.essence]()
