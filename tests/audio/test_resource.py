"""Media resources from real files and from hostile bytes."""

import io
import struct
import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shim.audio import resource as resource_module
from shim.audio.errors import MediaErrorCode, UnusableMediaError
from shim.audio.resource import MediaResource
from tests.media.element.page import SOUNDS, sound

FILES = {
    # name: container, duration, sample rate, video size
    "music.ogg": ("ogg", 4.0, 48_000, None),
    "ring.mp3": ("mp3", 1.5, 48_000, None),
    "silence-4s.wav": ("wav", 4.0, 8_000, None),
    "silent-video.webm": ("matroska", 3.0, 0, (64, 48)),
    "tone-1s.wav": ("wav", 1.0, 16_000, None),
    "video-with-audio.mp4": ("mov", 3.0, 48_000, (64, 48)),
    "video-with-audio.webm": ("matroska", 3.0, 48_000, (64, 48)),
    "voice.ogg": ("ogg", 2.0, 48_000, None),
}


def wav(samples: np.ndarray, rate: int = 8_000, channels: int = 1) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((samples * 32767).astype("<i2").tobytes())
    return file.getvalue()


def encoded(container: str, codec: str, seconds: float, rate: int = 44_100, frequency: float = 440) -> bytes:
    """A stereo tone in a container that FFmpeg muxes into a stream without seeking, so that it has no duration."""
    file = io.BytesIO()
    time = np.arange(round(seconds * rate)) / rate
    tone = (0.5 * np.sin(2 * np.pi * frequency * time)).astype(np.float32)
    options = {"live": "1"} if container == "webm" else {"write_xing": "0"} if container == "mp3" else {}
    with av.open(file, "w", format=container, options=options) as out:
        stream = out.add_stream(codec, rate=rate)
        stream.layout = "stereo"
        size = 1024
        for start in range(0, tone.size, size):
            part = np.repeat(tone[start : start + size, None], 2, axis=1).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(part, format="flt", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return file.getvalue()


def strongest_frequency(samples: np.ndarray, rate: int) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(samples))) * rate / len(samples))


def test_every_example_sound_is_described_here() -> None:
    assert {path.name for path in SOUNDS.iterdir()} == set(FILES)
    assert sum(path.stat().st_size for path in SOUNDS.iterdir()) < 300_000


@pytest.mark.parametrize("name", FILES)
def test_metadata_of_the_example_sounds(name: str) -> None:
    container, duration, rate, size = FILES[name]
    media = MediaResource.open(sound(name))
    assert media.container == container
    assert media.duration == pytest.approx(duration, abs=0.01)
    assert media.sample_rate == rate
    assert media.channels == (1 if rate else 0)
    assert media.video_size == size
    assert media.decode_error is None


@pytest.mark.parametrize("name", [name for name, facts in FILES.items() if facts[2]])
def test_a_range_is_the_same_part_of_the_whole(name: str) -> None:
    media = MediaResource.open(sound(name))
    whole = media.decode()
    assert whole.shape == (round(media.duration * media.sample_rate), 1)
    assert whole.dtype == np.float32
    for start, end in ((0.0, 0.25), (0.3, 0.75), (0.7, 1.0)):
        part = media.decode(start, end)
        first = round(start * media.sample_rate)
        assert np.allclose(part, whole[first : first + len(part)], atol=1e-4)
        assert len(part) == round(end * media.sample_rate) - first


def test_pcm_decodes_to_its_own_samples() -> None:
    samples = np.linspace(-1, 1, 8_000)
    decoded = MediaResource.open(wav(samples)).decode()
    assert np.allclose(decoded[:, 0], samples, atol=1e-4)


def test_channels_stay_apart() -> None:
    left_only = np.stack([np.full(800, 0.5), np.zeros(800)], axis=1).reshape(-1)
    decoded = MediaResource.open(wav(left_only, channels=2)).decode()
    assert np.allclose(decoded.mean(axis=0), [0.5, 0.0], atol=1e-3)


@pytest.mark.parametrize(
    ("container", "codec", "sniffed"),
    [
        ("adts", "aac", "aac"),
        ("mp3", "libmp3lame", "mp3"),
        ("flac", "flac", "flac"),
        ("webm", "libopus", "matroska"),
        ("ogg", "libopus", "ogg"),
        ("mp4", "aac", "mov"),
    ],
)
def test_real_duration_and_pitch_even_without_a_header_that_says_so(container: str, codec: str, sniffed: str) -> None:
    rate = 48_000
    media = MediaResource.open(encoded(container, codec, 1.7, rate))
    assert media.container == sniffed
    assert media.duration == pytest.approx(1.7, abs=0.08)
    middle = media.decode(0.5, 1.5)
    assert middle.shape == (rate, 2)
    assert strongest_frequency(middle[:, 0], rate) == pytest.approx(440, abs=1)
    assert np.abs(middle).max() == pytest.approx(0.5, abs=0.05)


def test_an_id3_tag_before_the_audio_is_skipped() -> None:
    tag = b"ID3\x04\x00\x00" + bytes([0, 0, 1, 0]) + bytes(128)
    media = MediaResource.open(tag + sound("ring.mp3"))
    assert (media.container, round(media.duration, 1)) == ("mp3", 1.5)


def test_a_truncated_wav_lasts_as_long_as_its_samples() -> None:
    media = MediaResource.open(sound("tone-1s.wav")[:16_044])
    assert media.duration == pytest.approx(0.5, abs=0.001)


def with_duration(data: bytes, seconds: float) -> bytes:
    """A WebM file whose header says that it lasts `seconds` (element 0x4489, an eight byte float of milliseconds)."""
    start = data.index(b"\x44\x89\x88") + 3
    return data[:start] + struct.pack(">d", seconds * 1000) + data[start + 8 :]


def test_a_header_that_says_too_long_is_not_believed() -> None:
    data = sound("silent-video.webm")
    assert MediaResource.open(with_duration(data, 3.5)).duration == 3.5
    assert MediaResource.open(with_duration(data, 1e5)).duration == pytest.approx(3.0, abs=0.01)


def test_a_duration_that_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource_module, "MAX_DURATION", 2.0)
    assert "lasts 4 s" in refused(sound("music.ogg"))


def test_a_file_that_breaks_off_plays_up_to_there() -> None:
    media = MediaResource.open(sound("music.ogg")[:12_000])
    samples = media.decode(1.0, 4.0)
    assert samples[:24_000].any()
    assert not samples[-24_000:].any()


def test_outside_of_the_track_is_silence() -> None:
    media = MediaResource.open(wav(np.full(8_000, 0.5)))
    beyond = media.decode(0.5, 2.0)
    assert beyond.shape == (12_000, 1)
    assert beyond[3_999, 0] == pytest.approx(0.5, abs=1e-3)
    assert not beyond[4_000:].any()


def test_a_file_without_audio_decodes_to_nothing() -> None:
    media = MediaResource.open(sound("silent-video.webm"))
    assert media.decode().shape == (0, 0)
    assert list(media.blocks()) == []


def test_blocks_start_where_asked_and_reach_the_end() -> None:
    media = MediaResource.open(sound("music.ogg"))
    assert sum(len(block) for block in media.blocks(1.0)) == 3 * 48_000


def test_an_impossible_range_is_refused() -> None:
    media = MediaResource.open(sound("tone-1s.wav"))
    for start, end in ((-1.0, 1.0), (1.0, 0.5)):
        with pytest.raises(ValueError, match="cannot decode"):
            media.decode(start, end)
    with pytest.raises(ValueError, match="in parts"):
        media.decode(0.0, 1e6)


def refused(data: bytes, content_type: str = "") -> str:
    with pytest.raises(UnusableMediaError) as caught:
        MediaResource.open(data, content_type)
    assert caught.value.error.code == MediaErrorCode.SRC_NOT_SUPPORTED
    assert caught.value.error.message == str(caught.value)
    return str(caught.value)


def test_bytes_that_are_no_media_are_refused_with_their_content_type() -> None:
    assert "served as text/html" in refused(b"<!doctype html><p>404", "text/html")
    refused(b"")


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith((".wav", ".mp3", ".ogg"))])
def test_a_damaged_header_is_refused(name: str) -> None:
    data = sound(name)
    assert "damaged" in refused(data[:12] + bytes(len(data) - 12))


@pytest.mark.parametrize(
    "playlist",
    [
        b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{path}\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile '{path}'\n",
        b"<?xml version='1.0'?><MPD><Period><AdaptationSet><BaseURL>{path}</BaseURL></AdaptationSet></Period></MPD>",
        b"[playlist]\nFile1={path}\n",
        b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n",
    ],
)
def test_playlists_that_name_other_files_are_no_media(playlist: bytes) -> None:
    path = str((SOUNDS / "tone-1s.wav").resolve()).encode()
    refused(playlist.replace(b"{path}", path))


def test_a_demuxer_that_would_open_other_files_is_not_let(tmp_path: Path) -> None:
    """The second line of defence, were a playlist format ever let in: first it is shown that the attack works."""
    segment = tmp_path / "segment.ts"
    source = av.open(io.BytesIO(sound("video-with-audio.mp4")))
    with source, av.open(str(segment), "w", format="mpegts") as out:
        stream = out.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(audio=0):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    hls = f"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:3,\n{segment.as_uri()}\n#EXT-X-ENDLIST\n".encode()
    concat = f"ffconcat version 1.0\nfile '{segment}'\n".encode()
    for format_name, playlist, options in (("hls", hls, {}), ("concat", concat, {"safe": "0"})):
        with av.open(io.BytesIO(playlist), "r", format=format_name, options=options) as unprotected:
            assert sum(packet.size for packet in unprotected.demux()) > 10_000
        with pytest.raises(OSError, match=r"may not refer|not permitted"):
            resource_module.open_container(playlist, format_name)
        whitelist_only = {**resource_module._CONTAINER_OPTIONS, **options}
        with pytest.raises(ValueError, match=r"Invalid"):
            av.open(io.BytesIO(playlist), "r", format=format_name, options=whitelist_only)


def test_a_codec_that_browsers_do_not_play_is_refused() -> None:
    assert "no track" in refused(encoded("matroska", "ac3", 0.5, 48_000))


def test_a_sample_rate_or_channel_count_out_of_bounds_is_refused() -> None:
    assert "no track" in refused(wav(np.zeros(100), rate=10))
    assert "no track" in refused(wav(np.zeros(4_000), channels=40))


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource_module, "MAX_BYTES", 1_000)
    assert "more than the limit of 1000" in refused(sound("tone-1s.wav"))


def test_a_search_for_the_end_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource_module, "SCAN_SECONDS", -1.0)
    long = encoded("mp3", "libmp3lame", 30.0, 48_000)
    assert "took more than" in refused(long)


def test_audio_that_does_not_decode_is_known_beforehand() -> None:
    data = bytearray(sound("video-with-audio.mp4"))
    start = data.index(b"mdat") + 4
    end = data.index(b"moov") - 4 if data.index(b"moov") > start else len(data)
    data[start:end] = b"\xff" * (end - start)
    media = MediaResource.open(bytes(data))
    assert media.decode_error is not None
    assert "aac" in media.decode_error
    assert not media.decode().any()


@settings(max_examples=150)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_damaged_files_are_either_played_or_refused(name: str, data: st.DataObject) -> None:
    broken = bytearray(sound(name))
    for _ in range(data.draw(st.integers(1, 12))):
        broken[data.draw(st.integers(0, min(len(broken), 2_000) - 1))] = data.draw(st.integers(0, 255))
    broken = broken[: data.draw(st.integers(0, len(broken)))]
    try:
        media = MediaResource.open(bytes(broken))
    except UnusableMediaError:
        return
    samples = media.decode(0.0, min(media.duration, 1.0))
    assert samples.shape[1] == media.channels
