"""`canPlayType`: which MIME types with which codecs this build of FFmpeg plays."""

import re
from functools import cache
from typing import Literal

from shim.lazy import av

CanPlayTypeResult = Literal["", "maybe", "probably"]

_AUDIO_MP4 = ("aac", "mp3", "opus", "flac")
_VIDEO_MP4 = (*_AUDIO_MP4, "h264", "vp9", "av1")
_OGG = ("opus", "vorbis", "flac")
_WEBM = ("opus", "vorbis")

# Codecs that may be inside each container, by FFmpeg's decoder names.
_CONTAINERS: dict[str, tuple[str, ...]] = {
    "audio/wav": ("pcm_s16le",),
    "audio/ogg": _OGG,
    "video/ogg": _OGG,
    "audio/webm": _WEBM,
    "video/webm": (*_WEBM, "vp8", "vp9", "av1"),
    "audio/mp4": _AUDIO_MP4,
    "video/mp4": _VIDEO_MP4,
}
# Playlists, whose segments may be anything that can be played.
_PLAYLISTS = ("application/vnd.apple.mpegurl", "application/x-mpegurl", "audio/mpegurl", "audio/x-mpegurl")
# Types that name their codec by themselves.
_SINGLE_CODEC = {"audio/mpeg": "mp3", "audio/aac": "aac", "audio/flac": "flac"}
_ALIASES = {
    "audio/wave": "audio/wav",
    "audio/x-wav": "audio/wav",
    "audio/vnd.wave": "audio/wav",
    "application/ogg": "video/ogg",
    "audio/x-m4a": "audio/mp4",
    "video/x-m4v": "video/mp4",
    "audio/mp3": "audio/mpeg",
    "audio/x-mp3": "audio/mpeg",
    "audio/aacp": "audio/aac",
    "audio/x-aac": "audio/aac",
    "audio/x-flac": "audio/flac",
}

# Codec strings of RFC 6381 and the registries it points to, and whether such a string says enough to be sure.
_CODECS: tuple[tuple[re.Pattern[str], str, bool], ...] = tuple(
    (re.compile(pattern), decoder, certain)
    for pattern, decoder, certain in (
        (r"1", "pcm_s16le", True),
        (r"opus|Opus", "opus", True),
        (r"vorbis", "vorbis", True),
        (r"flac|fLaC", "flac", True),
        (r"mp3|mp4a\.(69|6[bB])", "mp3", True),
        (r"mp4a\.40\.(2|02|5|05|29|42)|mp4a\.67", "aac", True),
        (r"mp4a\.40", "aac", False),
        (r"avc[13]\.[0-9a-fA-F]{6}", "h264", True),
        (r"avc[13](\.\d+\.\d+)?", "h264", False),
        (r"vp8(\.0)?|vp08(\.\d\d){3,8}", "vp8", True),
        (r"vp9(\.0)?|vp09(\.\d\d){3,8}", "vp9", True),
        (r"av01\.\d\.\d\d[MH]\.\d\d(\.\d+)*", "av1", True),
        (r"av01|av1", "av1", False),
    )
)


def can_play_type(mime_type: str) -> CanPlayTypeResult:
    """https://html.spec.whatwg.org/multipage/media.html#dom-navigator-canplaytype"""
    essence, _, parameters = mime_type.partition(";")
    essence = essence.strip().lower()
    essence = _ALIASES.get(essence, essence)
    if essence in _PLAYLISTS:
        return "maybe"
    allowed = _CONTAINERS.get(essence) or ((_SINGLE_CODEC[essence],) if essence in _SINGLE_CODEC else ())
    if not any(_decodes(codec) for codec in allowed):
        return ""
    codecs = _codecs_parameter(parameters)
    if not codecs:
        return "probably" if essence in _SINGLE_CODEC else "maybe"
    certain = True
    for codec in codecs:
        decoder, codec_certain = _decoder_of(codec)
        if decoder not in allowed or not _decodes(decoder):
            return ""
        certain = certain and codec_certain
    return "probably" if certain else "maybe"


def _codecs_parameter(parameters: str) -> list[str]:
    match = re.search(r"""(?:^|;)\s*codecs\s*=\s*(?:"([^"]*)"|'([^']*)'|([^;]*))""", parameters, re.IGNORECASE)
    value = next((group for group in match.groups() if group is not None), "") if match else ""
    return [codec.strip() for codec in value.split(",") if codec.strip()]


def _decoder_of(codec: str) -> tuple[str, bool]:
    for pattern, decoder, certain in _CODECS:
        if pattern.fullmatch(codec):
            return decoder, certain
    return "", False


@cache
def _decodes(decoder: str) -> bool:
    try:
        av.Codec(decoder, "r")
    except av.codec.codec.UnknownCodecError:
        return False
    return True
