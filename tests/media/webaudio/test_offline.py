"""Output of graphs, compared with known signals."""

from __future__ import annotations

import numpy as np
import pytest

from tests.media.webaudio.conftest import AudioPage

RATE = 48000


def spectrum_peak(samples: np.ndarray) -> float:
    """The frequency in Hz of the strongest part."""
    windowed = samples * np.hanning(len(samples))
    return float(np.argmax(np.abs(np.fft.rfft(windowed))) * RATE / len(samples))


async def test_oscillator_has_its_frequency_and_amplitude(page: AudioPage) -> None:
    (samples,) = await page.render(
        "const o = new OscillatorNode(context, { frequency: 1000 }); o.connect(context.destination); o.start();",
        "{ length: 48000 }",
    )
    assert spectrum_peak(samples) == pytest.approx(1000, abs=1)
    expected = np.sin(2 * np.pi * 1000 * np.arange(48000) / RATE)
    assert np.abs(samples - expected).max() < 1e-3


async def test_periodic_wave_has_the_harmonics_it_was_given(page: AudioPage) -> None:
    (samples,) = await page.render(
        """const o = context.createOscillator();
        o.setPeriodicWave(context.createPeriodicWave([0, 0, 0, 0], [0, 0, 0, 1]));
        o.frequency.value = 200; o.connect(context.destination); o.start();""",
        "{ length: 48000 }",
    )
    assert spectrum_peak(samples) == pytest.approx(600, abs=1)


async def test_gain_follows_its_automation_sample_by_sample(page: AudioPage) -> None:
    (samples,) = await page.render(
        """const source = context.createConstantSource(), gain = context.createGain();
        gain.gain.setValueAtTime(0, 0).linearRampToValueAtTime(1, 1);
        source.connect(gain).connect(context.destination); source.start();""",
        "{ length: 48000 }",
    )
    assert np.abs(samples - np.arange(48000) / 48000).max() < 1e-4


async def test_exponential_ramp_target_and_curve(page: AudioPage) -> None:
    (samples,) = await page.render(
        """const source = context.createConstantSource(), { offset } = source;
        offset.setValueAtTime(1, 0).exponentialRampToValueAtTime(0.25, 0.5);
        offset.setTargetAtTime(1, 0.5, 0.1).setValueCurveAtTime([0, 1, 0], 1.5, 0.5);
        source.connect(context.destination); source.start();""",
        "{ length: 96000 }",
    )
    time = np.arange(96000) / RATE
    assert np.abs(samples - 0.25 ** (2 * time))[:24000].max() < 1e-4
    target = 1 + (0.25 - 1) * np.exp(-(time - 0.5) / 0.1)
    assert np.abs(samples - target)[24000:72000].max() < 1e-3
    assert samples[84000] == pytest.approx(1, abs=1e-3)
    assert samples[78000] == pytest.approx(0.5, abs=1e-3)


async def test_cancelled_automation_does_not_happen(page: AudioPage) -> None:
    (samples,) = await page.render(
        """const source = context.createConstantSource();
        source.offset.setValueAtTime(5, 0.05).cancelScheduledValues(0.01);
        source.connect(context.destination); source.start();"""
    )
    assert set(samples) == {1.0}


async def test_curve_that_is_cancelled_midway_goes_or_holds(page: AudioPage) -> None:
    build = """const source = context.createConstantSource();
        source.offset.setValueCurveAtTime([0, 1, 0], 0.2, 0.4).{}(0.3).setValueAtTime(5, 0.5);
        source.connect(context.destination); source.start();"""
    (cancelled,) = await page.render(build.format("cancelScheduledValues"), "{ length: 48000 }")
    assert set(cancelled[:24000]) == {1.0}
    (held,) = await page.render(build.format("cancelAndHoldAtTime"), "{ length: 48000 }")
    assert held[12000] == pytest.approx(0.25, abs=0.01)
    assert held[14500:23900] == pytest.approx(np.full(9400, 0.5), abs=0.01)
    assert held[24100] == cancelled[24100] == 5


async def test_detached_samples_are_silence(page: AudioPage) -> None:
    (samples,) = await page.render(
        """const s = ramp(context, 1, 1), data = s.buffer.getChannelData(0);
        data.buffer.transfer(); s.connect(context.destination); s.start();"""
    )
    assert not samples.any()


async def test_source_plays_between_start_and_stop(page: AudioPage) -> None:
    (samples,) = await page.render(
        """const source = context.createConstantSource();
        source.connect(context.destination); source.start(999.5 / 48000); source.stop(1999.5 / 48000);"""
    )
    assert np.flatnonzero(samples).tolist() == list(range(1000, 2000))


async def test_buffer_content_is_acquired_at_start(page: AudioPage) -> None:
    (samples,) = await page.render(
        """const buffer = context.createBuffer(1, 100, 48000), data = buffer.getChannelData(0);
        const play = (when) => { const s = context.createBufferSource(); s.buffer = buffer;
          s.connect(context.destination); s.start(when); };
        data.fill(1); play(0); data.fill(0.5); play(0.01); data.fill(7);"""
    )
    assert samples[:100].tolist() == [1] * 100
    assert samples[100] == 0
    assert samples[480:580].tolist() == [0.5] * 100


async def test_buffer_source_loops_and_takes_offset_and_duration(page: AudioPage) -> None:
    looped = await page.render(
        "const s = ramp(context, 1, 2, 3, 4); s.loop = true; s.loopStart = 1 / 8192; s.loopEnd = 3 / 8192;"
        "s.connect(context.destination); s.start();",
        "{ length: 8, rate: 8192 }",
    )
    assert looped[0].tolist() == [1, 2, 3, 2, 3, 2, 3, 2]
    part = await page.render(
        "const s = ramp(context, 1, 2, 3, 4); s.connect(context.destination); s.start(0, 1 / 8192, 2 / 8192);",
        "{ length: 8, rate: 8192 }",
    )
    assert part[0].tolist() == [2, 3, 0, 0, 0, 0, 0, 0]


async def test_delay_moves_the_signal(page: AudioPage) -> None:
    (samples,) = await page.render(
        """const delay = new DelayNode(context, { delayTime: 480 / 48000 });
        const s = ramp(context, 1); s.connect(delay).connect(context.destination); s.start();"""
    )
    assert np.argmax(samples) == 480
    assert samples.max() == pytest.approx(1, abs=1e-3)


async def test_lowpass_lets_low_frequencies_pass_only(page: AudioPage) -> None:
    build = """const o = new OscillatorNode(context, {{ frequency: {} }});
        o.connect(new BiquadFilterNode(context, {{ type: "lowpass",
          frequency: 500 }})).connect(context.destination); o.start();"""
    low = await page.render(build.format(100), "{ length: 24000 }")
    high = await page.render(build.format(8000), "{ length: 24000 }")
    assert np.abs(low[0][12000:]).max() > 0.9
    assert np.abs(high[0][12000:]).max() < 0.01


async def test_frequency_response_is_that_of_the_filter(page: AudioPage) -> None:
    response = await page.evaluate(
        """(() => {
          const context = new OfflineAudioContext(1, 1, 48000), filter = context.createIIRFilter([0.5, 0.5], [1]);
          const f = Float32Array.of(0, 12000, 24000, 30000), m = new Float32Array(4), p = new Float32Array(4);
          filter.getFrequencyResponse(f, m, p);
          return [Array.from(m), thrown(() => filter.getFrequencyResponse(f, m, new Float32Array(1)))];
        })()"""
    )
    assert response[0][:3] == pytest.approx([1, np.sqrt(0.5), 0], abs=1e-6)
    assert np.isnan(response[0][3])
    assert response[1] == "InvalidAccessError"


async def test_channels_are_split_merged_and_panned(page: AudioPage) -> None:
    swapped = await page.render(
        """const buffer = context.createBuffer(2, 4, 48000);
        buffer.getChannelData(0).fill(1); buffer.getChannelData(1).fill(2);
        const source = new AudioBufferSourceNode(context, { buffer }),
          split = context.createChannelSplitter(2), merge = context.createChannelMerger(2);
        source.connect(split); split.connect(merge, 0, 1); split.connect(merge, 1, 0);
          merge.connect(context.destination); source.start();""",
        "{ channels: 2, length: 4 }",
    )
    assert swapped.tolist() == [[2] * 4, [1] * 4]
    panned = await page.render(
        """const s = context.createConstantSource();
        s.connect(new StereoPannerNode(context, { pan: -1 })).connect(context.destination); s.start();""",
        "{ channels: 2 }",
    )
    assert panned[0] == pytest.approx(np.ones(4096), abs=1e-5)
    assert np.abs(panned[1]).max() < 1e-5


async def test_panner_attenuates_by_distance(page: AudioPage) -> None:
    (samples,) = await page.render(
        """const s = context.createConstantSource(), panner = new PannerNode(context, { positionZ: -10 });
        s.connect(panner).connect(context.destination); s.start();"""
    )
    assert samples[-1] == pytest.approx(np.sqrt(0.5) / 10, rel=1e-3)


async def test_convolver_and_shaper(page: AudioPage) -> None:
    (echo,) = await page.render(
        """const response = context.createBuffer(1, 100, 48000); response.getChannelData(0).set([1], 50);
        const convolver = new ConvolverNode(context, { buffer: response, disableNormalization: true });
        const s = ramp(context, 1); s.connect(convolver).connect(context.destination); s.start();"""
    )
    assert np.argmax(echo) == 50
    (shaped,) = await page.render(
        """const s = context.createConstantSource(), shaper = context.createWaveShaper(); s.offset.value = 0.5;
        shaper.curve = Float32Array.of(0, 0, 0); shaper.curve = null; shaper.curve = Float32Array.of(1, 0, -1);
        s.connect(shaper).connect(context.destination); s.start();"""
    )
    assert shaped[-1] == -0.5


async def test_connection_to_a_parameter_adds_to_it(page: AudioPage) -> None:
    (samples,) = await page.render(
        """const a = context.createConstantSource(), b = context.createConstantSource(), gain = context.createGain();
        b.offset.value = 2; b.connect(gain.gain); a.connect(gain).connect(context.destination); a.start();
          b.start();"""
    )
    assert samples[-1] == 3


async def test_compressor_reduces_what_is_loud(page: AudioPage) -> None:
    level = await page.evaluate(
        """(async () => {
          const context = new OfflineAudioContext(1, 48000, 48000), o = context.createOscillator(),
            c = context.createDynamicsCompressor();
          o.connect(c).connect(context.destination); o.start(); await context.startRendering(); return c.reduction;
        })()"""
    )
    assert -60 < level < -3


async def test_rendering_suspends_where_it_was_asked_to_even_from_a_suspension(page: AudioPage) -> None:
    samples, times = await page.evaluate(
        """(async () => {
          const times = [];
          const [samples] = await render((context) => {
            const source = context.createConstantSource(); source.connect(context.destination); source.start();
            const at = (time, value, then) => context.suspend(time).then(() => {
              times.push([context.currentTime, context.state]); source.offset.value = value; then?.();
                context.resume();
            });
            at(0.01, 2, () => at(0.05, 3));
          }, { length: 4800 });
          return [[samples[0], samples[600], samples[3000]], times];
        })()"""
    )
    assert samples == [1, 2, 3]
    assert times == [[pytest.approx(512 / RATE), "suspended"], [pytest.approx(2432 / RATE), "suspended"]]


async def test_script_processor_makes_the_samples(page: AudioPage) -> None:
    (samples,) = await page.render(
        """const s = context.createConstantSource(), processor = context.createScriptProcessor(256, 1, 1);
        processor.onaudioprocess = ({ inputBuffer, outputBuffer }) => {
          outputBuffer.getChannelData(0).set(inputBuffer.getChannelData(0).map((x) => x / 4));
        };
        s.connect(processor).connect(context.destination); s.start();"""
    )
    assert set(samples[1024:]) == {0.25}


async def test_offline_context_ends_closed_and_renders_once(page: AudioPage) -> None:
    assert await page.evaluate(
        """(async () => {
          const context = new OfflineAudioContext({ length: 128, sampleRate: 8000 }), events = [];
          context.onstatechange = () => events.push(context.state);
          context.oncomplete = (e) => events.push(["complete", e.renderedBuffer === buffer,
            e instanceof OfflineAudioCompletionEvent]);
          const before = [context.state, context.length, context.destination.channelCount];
          const buffer = await context.startRendering();
          await new Promise((resolve) => setTimeout(resolve));
          return [before, events, context.state, await context.startRendering().catch((e) => e.name),
            await context.suspend(0).catch((e) => e.name)];
        })()"""
    ) == [
        ["suspended", 128, 1],
        ["running", "closed", ["complete", True, True]],
        "closed",
        "InvalidStateError",
        "InvalidStateError",
    ]
