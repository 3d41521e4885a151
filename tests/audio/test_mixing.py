"""The parts of a mix without a browser: envelopes, voices, readers, and tracks that let sound through or not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from shim.audio.envelope import FADE, RATE, Envelope
from shim.audio.readers import LoopReader, SourceReader, to_stereo, tone
from shim.audio.resource import MediaResource
from shim.audio.samples import Block
from shim.audio.tone import Tone
from shim.audio.voice import Voice
from shim.audio.wav import WavFile
from shim.media.element.host import Playhead
from shim.media.element.voice import ElementVoice
from shim.media.streams.reader import StreamReader
from shim.media.streams.streams import Streams
from tests.paths import ROOT
from tests.sound import Sound, wav


def ones(frames: int) -> Block:
    return np.ones((frames, 2), np.float32)


def applied(envelope: Envelope, start: float, seconds: float) -> Block:
    block = ones(round(seconds * RATE))
    envelope.apply(block, start)
    envelope.forget(start)
    return block[:, 0]


def mixed(voice: Voice, start: float, seconds: float) -> Block:
    mix = np.zeros((round(seconds * RATE), 2), np.float32)
    voice.add_to(mix, start)
    return mix[:, 0]


class Constant:
    """A reader of ones that knows whether it was closed."""

    closed = False

    def read(self, start: float, frames: int) -> Block:
        return ones(frames)

    def close(self) -> None:
        self.closed = True


def test_ramps_are_straight_and_a_new_one_begins_where_the_last_has_come_to() -> None:
    envelope = Envelope(1.0)
    envelope.change(1.0, 0.2, 0.5)
    assert np.all(applied(envelope, 0.0, 0.5) == 1)
    part = applied(envelope, 1.0, 0.25)
    assert part[0] == 1
    assert np.ptp(np.diff(part)) < 1e-6
    envelope.change(1.25, 1.0, 0.5)
    part = applied(envelope, 1.25, 0.75)
    assert part[0] == pytest.approx(0.6)
    assert part[RATE // 4] == pytest.approx(0.8, abs=1e-4)
    assert part[-1] == 1
    envelope.change(3.0, 1.0, 0.5)
    assert np.all(applied(envelope, 2.9, 1) == 1)


def test_an_envelope_forgets_what_was() -> None:
    envelope = Envelope(0.0)
    for number in range(1000):
        envelope.change(number / 1000, number % 2, 0.0001)
    envelope.forget(2.0)
    assert len(envelope._times) == 1
    assert envelope.target == 1


def test_a_voice_fades_where_it_begins_and_ends() -> None:
    voice = Voice(lambda: 0.0)
    reader = Constant()
    voice.begin(0.1, reader)
    first = mixed(voice, 0.0, 0.2)
    assert not first[: RATE // 10].any()
    assert first[-1] == 1
    assert np.abs(np.diff(first)).max() < 0.01
    voice.end(0.25)
    second = mixed(voice, 0.2, 0.2)
    whole = np.concatenate([first, second])
    assert np.abs(np.diff(whole)).max() < 0.01
    assert whole[round(0.25 * RATE) - 1] == 1
    assert not whole[round((0.25 + FADE) * RATE) :].any()
    assert reader.closed
    assert voice.is_silent


def test_a_voice_that_goes_on_elsewhere_fades_from_one_to_the_other() -> None:
    voice = Voice(lambda: 0.0)
    voice.begin(0.0, Constant())
    voice.begin(0.05, Constant())
    sound = mixed(voice, 0.0, 0.1)
    assert np.all(np.abs(sound[round(FADE * RATE) :] - 1) < 0.01)
    last = Constant()
    voice.begin(0.2, last)
    voice.close()
    assert last.closed
    assert not mixed(voice, 0.1, 0.2).any()


def test_playing_for_no_time_opens_nothing() -> None:
    resource = MediaResource.open(wav(400, 1))
    voice = ElementVoice(lambda: 0.0)
    for number in range(10_000):
        at = number / 100_000
        voice.hear(Playhead(at, 0.0, 1.0, True, 1.0, resource))
        voice.hear(Playhead(at + 0.000005, 0.0, 1.0, False, 1.0, resource))
    assert not mixed(voice, 0.0, 0.2).any()
    assert voice.is_silent


def test_an_element_that_plays_backwards_or_without_a_sound_is_silent() -> None:
    silent = ROOT / "examples" / "sounds" / "silent-video.webm"
    voice = ElementVoice(lambda: 0.0)
    voice.hear(Playhead(0.0, 0.5, -1.0, True, 1.0, MediaResource.open(wav(400, 1))))
    assert not mixed(voice, 0.0, 0.1).any()
    voice.hear(Playhead(0.1, 0.0, 1.0, True, 1.0, MediaResource.open(silent.read_bytes())))
    voice.hear(Playhead(0.1, 0.0, 1.0, True, 1.0, None))
    assert not mixed(voice, 0.1, 0.1).any()


@pytest.mark.parametrize(
    ("rate", "keeps_pitch", "heard"),
    [(1.0, True, 440), (2.0, True, 440), (0.25, True, 440), (2.0, False, 880), (0.5, False, 220)],
)
def test_an_element_keeps_its_pitch_at_any_rate_unless_it_is_not_to(rate: float, keeps_pitch: bool, heard: int) -> None:
    voice = ElementVoice(lambda: 0.0)
    voice.hear(Playhead(0.0, 0.0, rate, True, 1.0, MediaResource.open(wav(440, 2)), keeps_pitch))
    sound = np.concatenate([mixed(voice, at / 10, 0.1) for at in range(9)])
    middle = sound[round(0.2 * RATE) : round(0.7 * RATE)]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert abs(np.argmax(spectrum) * RATE / len(middle) - heard) < 4
    assert 0.4 < np.sqrt(2 * np.mean(middle**2)) < 0.55
    rest = mixed(voice, 0.9, 2 / rate)
    assert np.abs(rest[round((2 / rate - 0.8) * RATE) :]).max(initial=0.0) < 0.001


def test_a_file_is_left_where_a_reader_was_not_asked_for_a_while() -> None:
    rate = RATE
    resource = MediaResource.open(wav(10, 2, rate=rate))
    voice = ElementVoice(lambda: 0.0)
    voice.hear(Playhead(0.0, 0.0, 1.0, True, 1.0, resource))
    expected = 0.5 * np.sin(2 * np.pi * 10 * np.arange(2 * rate) / rate)
    for start in (0.1, 0.2, 1.0):
        part = mixed(voice, start, 0.1)
        assert np.abs(part - expected[round(start * rate) :][: len(part)]).max() < 0.001


def test_a_loop_has_no_seam() -> None:
    reader = LoopReader(MediaResource.open(wav(480, 0.25, rate=RATE)), 10.1)
    sound = np.concatenate([reader.read(0.0, frames) for frames in (100, 30_000, 5000)])[:, 0]
    expected = 0.5 * np.sin(2 * np.pi * 480 * (0.1 + np.arange(len(sound)) / RATE))
    assert np.abs(sound - expected).max() < 0.001
    reader.close()


def test_layouts_become_stereo() -> None:
    def one(*frame: float) -> list[float]:
        return to_stereo(np.array([frame], np.float32))[0].tolist()

    assert one(0.5) == [0.5, 0.5]
    assert one(0.25, 0.5) == [0.25, 0.5]
    assert one(0.25, 0.5, 1) == [0.25, 0.5]
    assert one(1, 0, 0, 1) == [0.5, 0.5]
    assert one(0, 0, 1, 1, 0, 1) == pytest.approx([0.7071, 1.4142], abs=1e-3)


def test_a_stream_has_the_tracks_that_it_had_then() -> None:
    time = 0.0
    streams = Streams(lambda: time)
    first, second = (streams.add_track("audio", "", Tone(frequency), None) for frequency in (100, 1000))
    stream = streams.add_stream()
    stream.tracks = [first]
    reader = StreamReader(stream, lambda: time)
    time = 0.1
    stream.tracks.append(second)
    stream.changed()
    stream.changed()
    time = 0.2
    first.enabled = False
    time = 0.3
    second.muted = True
    time = 0.35
    second.muted = False
    got = reader.read(0.05, RATE // 2)[:, 0]
    at = 0.05 + np.arange(len(got)) / RATE
    low = np.where(at < 0.2, Tone(100).samples(0.05, len(at), RATE)[:, 0], 0)
    high = np.where((at >= 0.1) & ~((at >= 0.3) & (at < 0.35)), Tone(1000).samples(0.05, len(at), RATE)[:, 0], 0)
    assert np.count_nonzero(np.abs(got - low - high) > 0.001) <= 4
    reader.close()
    assert stream.listeners == set()


def test_what_a_track_let_through_is_forgotten_in_the_end() -> None:
    time = 0.0
    track = Streams(lambda: time).add_track("audio", "", Tone(), None)
    for number in range(10_000):
        time = number / 100
        track.enabled = not track.enabled
    assert len(track._flowed) < 500


def test_a_tone() -> None:
    assert isinstance(tone(100, 0.5), SourceReader)
    block = tone(100, 0.5).read(3.0, RATE)
    assert block.shape == (RATE, 2)
    assert np.abs(block).max() == pytest.approx(0.5, abs=1e-4)


def test_a_wav_file_can_be_read_at_any_time(tmp_path: Path) -> None:
    path = tmp_path / "out.wav"
    file = WavFile(path)
    assert Sound(path).duration == 0
    for count in (1, 2):
        file.write(ones(RATE) * 0.25)
        sound = Sound(path)
        assert sound.duration == count
        assert set(sound.samples.ravel()) == {0.25}
    file.close()
