"""canPlayType, as browsers answer it."""

import pytest

from shim.media.mime import can_play_type


@pytest.mark.parametrize(
    ("mime_type", "answer"),
    [
        ("audio/wav", "maybe"),
        ("audio/x-wav", "maybe"),
        ('audio/wav; codecs="1"', "probably"),
        ('audio/wav; codecs="2"', ""),
        ("audio/mpeg", "probably"),
        ("audio/mp3", "probably"),
        ('audio/mpeg; codecs="mp3"', "probably"),
        ('audio/mpeg; codecs="vorbis"', ""),
        ("audio/aac", "probably"),
        ("audio/flac", "probably"),
        ("audio/ogg", "maybe"),
        ('audio/ogg; codecs="opus"', "probably"),
        ("audio/ogg; codecs=vorbis", "probably"),
        ("audio/ogg;codecs='flac'", "probably"),
        ('audio/ogg; codecs="speex"', ""),
        ("audio/webm", "maybe"),
        ('audio/webm; codecs="opus"', "probably"),
        ('audio/webm; codecs="vp8"', ""),
        ("video/webm", "maybe"),
        ('video/webm; codecs="vp8, opus"', "probably"),
        ('video/webm; codecs="vp9"', "probably"),
        ('video/webm; codecs="vp09.00.10.08"', "probably"),
        ('video/webm; codecs="av01.0.04M.08"', "probably"),
        ('video/webm; codecs="vp8, mp4a.40.2"', ""),
        ("video/mp4", "maybe"),
        ('video/mp4; codecs="avc1.42E01E, mp4a.40.2"', "probably"),
        ('video/mp4; codecs="avc1"', "maybe"),
        ('video/mp4; codecs="avc1.42E01E, mp4a.40"', "maybe"),
        ('audio/mp4; codecs="mp4a.40.2"', "probably"),
        ('audio/mp4; codecs="avc1.42E01E"', ""),
        ('audio/mp4; CODECS="mp4a.40.5"', "probably"),
        ("AUDIO/OGG", "maybe"),
        (' video/webm ; codecs="vp8"', "probably"),
        ('audio/ogg; codecs=""', "maybe"),
        ("audio/ogg; rate=48000", "maybe"),
        ("application/octet-stream", ""),
        ('application/octet-stream; codecs="opus"', ""),
        ("application/vnd.apple.mpegurl", "maybe"),
        ("audio/basic", ""),
        ("video/x-msvideo", ""),
        ("text/html", ""),
        ("audio", ""),
        ("", ""),
    ],
)
def test_answer(mime_type: str, answer: str) -> None:
    assert can_play_type(mime_type) == answer
