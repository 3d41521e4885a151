"""Sources of samples: signals, buffers, tracks and streams without a page."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from shim.audio.tone import Tone
from shim.media.capture.capture import Recording, Silence
from shim.media.streams.streams import BufferedSource, Streams, VideoSource


def test_a_tone_goes_on_from_block_to_block_at_any_rate() -> None:
    tone = Tone(440, 0.5)
    whole = tone.samples(3600.25, 960, 48_000)
    assert whole.shape == (960, 1)
    assert whole.dtype == np.float32
    parts = [tone.samples(3600.25 + at / 48_000, 320, 48_000) for at in (0, 320, 640)]
    assert np.allclose(np.concatenate(parts), whole, atol=1e-4)
    assert np.allclose(tone.samples(3600.25, 480, 24_000), whole[::2], atol=1e-4)
    spectrum = np.abs(np.fft.rfft(tone.samples(1.0, 48_000, 48_000)[:, 0]))
    assert int(spectrum.argmax()) == 440
    assert 0.49 < float(np.abs(whole).max()) <= 0.5


def test_a_recording_repeats(tmp_path: Path) -> None:
    path = tmp_path / "step.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(np.repeat([8192, -16384], 4000).astype("<i2").tobytes())
    recording = Recording(path)
    assert recording.sample_rate == 8000
    values = [float(recording.samples(t, 1, 48_000)[0, 0]) for t in (0.1, 0.7, 1.1, 1.7)]
    assert values == [0.25, -0.5, 0.25, -0.5]
    (tmp_path / "empty.txt").write_text("no sound")
    with pytest.raises(Exception, match="format"):
        Recording(tmp_path / "empty.txt")


def test_a_buffer_gives_what_was_pushed_and_silence_around_it() -> None:
    buffer = BufferedSource(2, 100)
    buffer.push(1.0, np.ones((50, 2), np.float32))
    buffer.push(2.0, np.full((50, 2), 0.5, np.float32))
    assert buffer.samples(0.9, 30, 100)[:, 0].tolist() == [0.0] * 10 + [1.0] * 20
    assert buffer.samples(1.49, 3, 100)[:, 1].tolist() == [1.0, 0.0, 0.0]
    assert buffer.samples(2.4, 4, 20)[:, 0].tolist() == [0.5, 0.5, 0.0, 0.0]
    buffer.push(60.0, np.ones((1, 2), np.float32))
    assert not buffer.samples(57.0, 290, 100).any()
    assert not buffer.samples(1.0, 50, 100).any()


def test_a_track_lets_through_what_its_page_lets_through() -> None:
    streams = Streams()
    track = streams.add_track("audio", "m", Tone(), None)
    clone = streams.clone_track(track)
    for attribute in ("muted", "ended"):
        assert track.samples(0.1, 100, 48_000).any()
        setattr(track, attribute, True)
        assert not track.samples(0.1, 100, 48_000).any()
        setattr(track, attribute, False)
    track.enabled = False
    assert not track.samples(0.1, 100, 48_000).any()
    assert clone.samples(0.1, 100, 48_000).any()


def test_a_stream_says_what_it_plays_and_when_that_changes() -> None:
    streams = Streams()
    audio, video = (
        streams.add_track("audio", "m", Tone(), None),
        streams.add_track("video", "c", VideoSource(4, 3, 30), None),
    )
    stream = streams.add_stream()
    for track in (audio, video):
        stream.add(track)
    heard: list[bool] = []
    stream.listeners.add(lambda: heard.append(stream.active))
    assert [t.label for t in stream.audio_tracks] == ["m"]
    assert [(t.width, t.height) for t in stream.video_tracks] == [(4, 3)]
    streams.end_track(audio)
    streams.end_track(audio)
    assert (heard, stream.audio_tracks) == ([True], [])
    streams.end_track(video)
    assert heard == [True, False]


def test_a_stream_mixes_its_tracks() -> None:
    streams = Streams()
    stream = streams.add_stream()
    for source in (Tone(100), Tone(100, channels=2), Silence()):
        stream.add(streams.add_track("audio", "", source, None))
    single = Tone(100).samples(0.3, 64, 8000)
    mixed = stream.samples(0.3, 64, 8000, 2)
    assert np.allclose(mixed, np.hstack([single, single]) * 2)
