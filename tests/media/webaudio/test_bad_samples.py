"""Samples that are no numbers: what comes of them in recordings and statistics, and filters that could make them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from shim.audio.envelope import RATE
from shim.audio.resource import MediaResource
from shim.audio.samples import LOUDEST, bounded
from tests.media.webaudio.conftest import AudioPage

TYPES = ["lowpass", "highpass", "bandpass", "lowshelf", "highshelf", "peaking", "notch", "allpass"]


def test_samples_are_numbers_within_bounds() -> None:
    given = np.array([[0.5, np.nan], [np.inf, -np.inf], [1e38, -2.0]], np.float32)
    found = bounded(given)
    assert found.dtype == np.float32
    assert found.tolist() == [[0.5, 0.0], [LOUDEST, -LOUDEST], [LOUDEST, -2.0]]


@pytest.mark.real_time
@pytest.mark.parametrize("bad", ["NaN", "Infinity", "3e38"])
async def test_bad_samples_spoil_nothing_else(page: AudioPage, bad: str, tmp_path: Path) -> None:
    device = page.page.browser.device
    recording = device.record(tmp_path / "out.wav")
    device.app("Music").play()
    found = await page.evaluate(f"""(async () => {{
      const context = new AudioContext(), buffer = new AudioBuffer({{ length: 4800, sampleRate: 48000 }});
      buffer.getChannelData(0).fill({bad}, 100, 2000);
      const source = new AudioBufferSourceNode(context, {{ buffer, loop: true }});
      const {{ stream }} = source.connect(context.createMediaStreamDestination());
      source.connect(context.destination);
      source.start();
      const recorder = new MediaRecorder(stream), ended = new Promise((resolve) => {{ recorder.onstop = resolve; }});
      let size = 0;
      recorder.ondataavailable = ({{ data }}) => {{ size += data.size; }};
      recorder.start();
      const a = new RTCPeerConnection(), b = new RTCPeerConnection();
      a.addTrack(stream.getTracks()[0], stream);
      a.onicecandidate = ({{ candidate }}) => b.addIceCandidate(candidate);
      const unmuted = new Promise((resolve) => {{ b.ontrack = ({{ track }}) => {{ track.onunmute = resolve; }}; }});
      await a.setLocalDescription();
      await b.setRemoteDescription(a.localDescription);
      await b.setLocalDescription();
      await a.setRemoteDescription(b.localDescription);
      await unmuted;
      const incoming = async () => [...(await b.getStats()).values()].find(({{ type }}) => type === "inbound-rtp");
      let stats;
      do stats = await incoming(); while (!(stats?.totalSamplesDuration > 0.3));
      recorder.stop();
      await ended;
      return [size > 0, Number.isFinite(stats.totalAudioEnergy)];
    }})()""")
    await recording.stop()
    assert found == [True, True]
    data = (tmp_path / "out.wav").read_bytes()
    samples = np.frombuffer(data[data.index(b"data") + 8 :], np.float32)
    assert len(samples) > RATE // 4
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() > 0.05


def test_a_file_with_bad_samples_is_decoded_to_numbers() -> None:
    samples = np.array([0.25, np.nan, np.inf, -0.25] * 1000, "<f4").tobytes()
    head = b"WAVEfmt " + (16).to_bytes(4, "little") + bytes([3, 0, 1, 0])
    rates = (48_000).to_bytes(4, "little") + (192_000).to_bytes(4, "little") + bytes([4, 0, 32, 0])
    body = head + rates + b"data" + len(samples).to_bytes(4, "little") + samples
    resource = MediaResource.open(b"RIFF" + len(body).to_bytes(4, "little") + body, "audio/wav")
    assert resource.decode()[:4, 0].tolist() == [0.25, 0.0, LOUDEST, -0.25]


@pytest.mark.parametrize("type_", TYPES)
async def test_a_filter_without_quality_has_numbers_for_samples(page: AudioPage, type_: str) -> None:
    found = await page.evaluate(f"""(async () => {{
      const seen = [];
      const ramp = "q.setValueAtTime(1, 0).linearRampToValueAtTime(0, 0.02)";
      for (const set of ["q.value = 0", "q.setValueAtTime(0, 0)", ramp]) {{
        const samples = await render((context) => {{
          const filter = new BiquadFilterNode(context, {{ type: "{type_}", Q: 0, gain: 6 }}), q = filter.Q;
          eval(set);
          seen.push(q.value <= 1);
          new ConstantSourceNode(context).connect(filter).connect(context.destination);
          const source = new OscillatorNode(context);
          source.connect(filter);
          source.start();
        }});
        seen.push(samples[0].every(Number.isFinite));
      }}
      return seen;
    }})()""")
    assert found == [True] * 6


async def test_a_quality_of_0_reads_as_0(page: AudioPage) -> None:
    assert await page.evaluate("(async () => new BiquadFilterNode(new AudioContext(), { Q: 0 }).Q.value)()") == 0
