"""Tells a container format from its first bytes, as browsers do for media, whatever the server called it.

The names are those of FFmpeg's demuxers; only formats that browsers play are known.
"""


def sniff_container(data: bytes) -> str | None:
    """https://mimesniff.spec.whatwg.org/#rules-for-sniffing-audio-and-video-specifically

    INTEROP: ADTS and FLAC are told as well, which browsers play but the standard's table does not list.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    if data[:4] == b"OggS":
        return "ogg"
    if data[:4] == b"\x1a\x45\xdf\xa3":
        return "matroska"
    if data[4:8] in (b"ftyp", b"moov"):
        return "mov"
    start = _after_id3(data)
    if data[start : start + 4] == b"fLaC":
        return "flac"
    return _mpeg_audio(data[start : start + 2]) or ("mp3" if start else None)


def _after_id3(data: bytes) -> int:
    """The start of the audio behind an ID3v2 tag, whose size is four bytes of seven bits."""
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _mpeg_audio(header: bytes) -> str | None:
    """A frame header: eleven set bits, two of version, two of layer (0 in ADTS, 1 for layer III)."""
    if len(header) < 2 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return None
    return {0: "aac", 1: "mp3"}.get(header[1] >> 1 & 3)
