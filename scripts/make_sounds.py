"""Makes the sound and video files of examples/ from arithmetic alone: nobody's recordings are in the repo.

Run `python scripts/make_sounds.py` for those of examples/sounds, which tests use, and of the example pages; with a
DIRECTORY the former are written there. The output is the same on every run with the same FFmpeg build.
"""

import sys
import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

RATE = 48_000
FRAMES_PER_SECOND = 10
Samples = NDArray[np.float32]


def seconds(duration: float, rate: int = RATE) -> NDArray[np.float64]:
    """The time of each sample of `duration` seconds."""
    return np.arange(round(duration * rate)) / rate


def faded(samples: NDArray[np.float64], rate: int = RATE, fade: float = 0.01) -> Samples:
    """`samples` as float32 with short ramps at both ends, so that a start or an end does not click."""
    ramp = np.minimum(1.0, np.arange(samples.size) / (fade * rate))
    return (samples * ramp * ramp[::-1]).astype(np.float32)


def tone(frequency: float, duration: float, rate: int = RATE, level: float = 0.5) -> Samples:
    """A sine of `frequency` Hz and `level` linear gain."""
    return faded(level * np.sin(2 * np.pi * frequency * seconds(duration, rate)), rate)


def music(duration: float = 4.0) -> Samples:
    """Broken chords, one note every quarter of a second, each with two overtones and a decay."""
    notes = (261.63, 329.63, 392.0, 523.25, 220.0, 261.63, 329.63, 440.0)
    length = 0.25
    time = seconds(length)
    decay = np.exp(-time / 0.2)
    parts = []
    for index in range(round(duration / length)):
        pitch = notes[index % len(notes)]
        note = sum(np.sin(2 * np.pi * pitch * overtone * time) / overtone**2 for overtone in (1, 2, 3))
        parts.append(faded(0.3 * decay * note, fade=0.005))
    return np.concatenate(parts)


def voice(duration: float = 2.0) -> Samples:
    """Something voice-like: a buzz of 130 Hz through three formants, in four syllables a second."""
    time = seconds(duration)
    pitch = 130 * (1 + 0.05 * np.sin(2 * np.pi * 1.5 * time))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    buzz = np.zeros_like(time)
    for harmonic in range(1, 25):
        frequency = 130 * harmonic
        gain = sum(np.exp(-(((frequency - formant) / 150) ** 2)) for formant in (700, 1200, 2600)) + 0.02
        buzz += gain * np.sin(harmonic * phase)
    syllables = np.clip(np.sin(2 * np.pi * 4 * time), 0, 1) ** 0.5
    return faded(0.5 * buzz * syllables / np.abs(buzz).max())


def write_wav(path: Path, samples: Samples, rate: int) -> None:
    """Mono 16-bit PCM."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((samples * 32767).astype("<i2").tobytes())


def write_encoded(
    path: Path, audio_codec: str | None = None, samples: Samples | None = None, video_codec: str | None = None
) -> None:
    """Writes `samples` with `audio_codec`, and with `video_codec` a moving gradient of the same length (or 3 s)."""
    bitexact = {"flags": "+bitexact"}
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as output:
        audio = output.add_stream(audio_codec, rate=RATE, options=bitexact) if audio_codec else None
        if audio is not None:
            audio.layout = "mono"
            audio.bit_rate = 32_000
        video = output.add_stream(video_codec, rate=FRAMES_PER_SECOND, options=bitexact) if video_codec else None
        if video is not None:
            video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
            video.bit_rate = 24_000
            video.codec_context.thread_count = 1  # more threads make the output differ between machines
        duration = samples.size / RATE if samples is not None else 3.0
        if video is not None:
            for index in range(round(duration * FRAMES_PER_SECOND)):
                gradient = (np.add.outer(np.arange(48), np.arange(64)) * 2 + 8 * index) % 256
                picture = np.repeat(gradient[:, :, None], 3, axis=2).astype(np.uint8)
                frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
                frame.pts, frame.time_base = index, Fraction(1, FRAMES_PER_SECOND)
                output.mux(video.encode(frame))
            output.mux(video.encode(None))
        if audio is not None and samples is not None:
            for start in range(0, samples.size, 960):
                block = av.AudioFrame.from_ndarray(samples[None, start : start + 960], format="flt", layout="mono")
                block.sample_rate, block.pts, block.time_base = RATE, start, Fraction(1, RATE)
                output.mux(audio.encode(block))
            output.mux(audio.encode(None))


def make_sounds(directory: Path) -> None:
    """Writes every file into `directory`, which is created."""
    directory.mkdir(parents=True, exist_ok=True)
    write_wav(directory / "tone-1s.wav", tone(440, 1.0, 16_000), 16_000)
    write_wav(directory / "silence-4s.wav", np.zeros(4 * 8_000, np.float32), 8_000)
    write_encoded(directory / "music.ogg", "libopus", music())
    write_encoded(directory / "voice.ogg", "libopus", voice())
    write_encoded(directory / "ring.mp3", "libmp3lame", tone(880, 1.5))
    write_encoded(directory / "silent-video.webm", video_codec="libvpx")
    write_encoded(directory / "video-with-audio.webm", "libopus", music(3.0), "libvpx")
    write_encoded(directory / "video-with-audio.mp4", "aac", music(3.0), "libx264")


def make_sounds_of_the_examples(examples: Path) -> None:
    """Writes each beside the page that plays it: a page from a file reads no other folder."""
    write_wav(examples / "player" / "tone-1s.wav", tone(440, 1.0, 16_000), 16_000)
    write_encoded(examples / "video_call" / "other-person.webm", "libopus", music(3.0), "libvpx")
    write_encoded(examples / "podcast" / "episode.ogg", "libopus", voice(5.0))
    write_encoded(examples / "radio" / "station.ogg", "libopus", music())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        make_sounds(Path(sys.argv[1]))
    else:
        examples = Path(__file__).parent.parent / "examples"
        make_sounds(examples / "sounds")
        make_sounds_of_the_examples(examples)
