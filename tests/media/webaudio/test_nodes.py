"""Shapes of nodes, and the errors that the standard asks for."""

from __future__ import annotations

import pytest

from tests.media.webaudio.conftest import AudioPage

SHAPES = {
    "Analyser": [1, 1, 2, "max", "speakers"],
    "BiquadFilter": [1, 1, 2, "max", "speakers"],
    "BufferSource": [0, 1, 2, "max", "speakers"],
    "ChannelMerger": [6, 1, 1, "explicit", "speakers"],
    "ChannelSplitter": [1, 6, 6, "explicit", "discrete"],
    "ConstantSource": [0, 1, 2, "max", "speakers"],
    "Convolver": [1, 1, 2, "clamped-max", "speakers"],
    "Delay": [1, 1, 2, "max", "speakers"],
    "DynamicsCompressor": [1, 1, 2, "clamped-max", "speakers"],
    "Gain": [1, 1, 2, "max", "speakers"],
    "MediaStreamDestination": [1, 0, 2, "explicit", "speakers"],
    "Oscillator": [0, 1, 2, "max", "speakers"],
    "Panner": [1, 1, 2, "clamped-max", "speakers"],
    "ScriptProcessor": [1, 1, 2, "explicit", "speakers"],
    "StereoPanner": [1, 1, 2, "clamped-max", "speakers"],
    "WaveShaper": [1, 1, 2, "max", "speakers"],
}


@pytest.mark.parametrize("name", SHAPES)
async def test_node_has_its_shape(page: AudioPage, name: str) -> None:
    shape = await page.evaluate(
        f"""(() => {{
          const context = new AudioContext(), n = context.create{name}();
          return [n.numberOfInputs, n.numberOfOutputs, n.channelCount, n.channelCountMode,
            n.channelInterpretation, n.context === context];
        }})()"""
    )
    assert shape == [*SHAPES[name], True]


SET_TWICE = """const s = context.createBufferSource(), b = context.createBuffer(1, 1, 48000);
  s.buffer = b; s.buffer = null; s.buffer = b;"""


def trial(code: str) -> str:
    """The name of what `code` throws, given a context and some nodes."""
    return f"""(() => {{
      const context = new AudioContext(), gain = context.createGain(), osc = context.createOscillator();
      return thrown(() => {{ {code} }});
    }})()"""


ERRORS = {
    # connections
    "gain.connect(gain, 1)": "IndexSizeError",
    "gain.connect(gain, 0, 1)": "IndexSizeError",
    "gain.connect(gain.gain, 1)": "IndexSizeError",
    "gain.connect({})": "TypeError",
    "gain.connect(new AudioContext().destination)": "InvalidAccessError",
    "gain.connect(new AudioContext().createGain().gain)": "InvalidAccessError",
    "gain.disconnect(context.destination)": "InvalidAccessError",
    "gain.disconnect(3)": "IndexSizeError",
    "gain.connect(context.destination).disconnect(gain)": "InvalidAccessError",
    # constructors
    "new GainNode()": "TypeError",
    "new GainNode({})": "TypeError",
    "GainNode(context)": "TypeError",
    "new AudioNode()": "TypeError",
    "context.createDelay(200)": "NotSupportedError",
    "context.createDelay(0)": "NotSupportedError",
    "context.createBuffer(0, 1, 48000)": "NotSupportedError",
    "context.createBuffer(1, 0, 48000)": "NotSupportedError",
    "context.createBuffer(1, 1, 1)": "NotSupportedError",
    "context.createBuffer(32, 2 ** 31, 48000)": "RangeError",
    "context.createPeriodicWave([0], [1])": "IndexSizeError",
    "context.createPeriodicWave([0, 1], [1])": "IndexSizeError",
    "context.createIIRFilter([], [1])": "NotSupportedError",
    "context.createIIRFilter([0], [1])": "InvalidStateError",
    "context.createIIRFilter([1], [0])": "InvalidStateError",
    "context.createScriptProcessor(100)": "IndexSizeError",
    "context.createScriptProcessor(256, 0, 0)": "IndexSizeError",
    "context.createChannelSplitter(33)": "IndexSizeError",
    "context.createChannelMerger(0)": "IndexSizeError",
    "new OscillatorNode(context, { type: 'custom' })": "InvalidStateError",
    "new AnalyserNode(context, { fftSize: 100 })": "IndexSizeError",
    "new AnalyserNode(context, { minDecibels: 0 })": "IndexSizeError",
    "new PannerNode(context, { coneOuterGain: 2 })": "InvalidStateError",
    "new OfflineAudioContext(1, 2)": "TypeError",
    "new OfflineAudioContext(0, 1, 48000)": "NotSupportedError",
    # channels
    "gain.channelCount = 0": "NotSupportedError",
    "gain.channelCount = 33": "NotSupportedError",
    "context.createStereoPanner().channelCount = 3": "NotSupportedError",
    "context.createConvolver().channelCountMode = 'max'": "NotSupportedError",
    "context.createChannelMerger().channelCount = 2": "InvalidStateError",
    "context.createChannelSplitter().channelCountMode = 'max'": "InvalidStateError",
    "context.createChannelSplitter().channelInterpretation = 'speakers'": "InvalidStateError",
    "context.createScriptProcessor().channelCountMode = 'max'": "NotSupportedError",
    "context.destination.channelCount = 100": "IndexSizeError",
    "new OfflineAudioContext(1, 1, 48000).destination.channelCount = 2": "InvalidStateError",
    # sources
    "osc.stop()": "InvalidStateError",
    "osc.start(-1)": "RangeError",
    "osc.start(NaN)": "TypeError",
    "(osc.start(), osc.start())": "InvalidStateError",
    "(osc.start(), osc.stop(-1))": "RangeError",
    "osc.type = 'custom'": "InvalidStateError",
    "context.createBufferSource().start(0, -1)": "RangeError",
    "context.createBufferSource().start(0, 0, -1)": "RangeError",
    SET_TWICE: "InvalidStateError",
    "context.createConvolver().buffer = context.createBuffer(3, 1, 48000)": "NotSupportedError",
    "context.createConvolver().buffer = context.createBuffer(1, 1, 8000)": "NotSupportedError",
    "context.createWaveShaper().curve = Float32Array.of(1)": "InvalidStateError",
    "context.createWaveShaper().curve = [1, 2]": "TypeError",
    "context.createBuffer(1, 1, 48000).getChannelData(1)": "IndexSizeError",
    # parameters
    "gain.gain.setValueAtTime(1, -1)": "RangeError",
    "gain.gain.setValueAtTime(NaN, 1)": "TypeError",
    "gain.gain.exponentialRampToValueAtTime(0, 1)": "RangeError",
    "gain.gain.setTargetAtTime(0, 1, -1)": "RangeError",
    "gain.gain.setValueCurveAtTime([1], 1, 1)": "InvalidStateError",
    "gain.gain.setValueCurveAtTime([1, 2], 1, 0)": "RangeError",
    "gain.gain.setValueCurveAtTime([1, 2], 1, 1).setValueAtTime(1, 1.5)": "NotSupportedError",
    "gain.gain.setValueAtTime(1, 1.5).setValueCurveAtTime([1, 2], 1, 1)": "NotSupportedError",
    "gain.gain.cancelScheduledValues(-1)": "RangeError",
    "context.createBufferSource().playbackRate.automationRate = 'a-rate'": "InvalidStateError",
}


@pytest.mark.parametrize("code", ERRORS)
async def test_misuse_throws(page: AudioPage, code: str) -> None:
    assert await page.evaluate(trial(code)) == ERRORS[code]


ALLOWED = [
    "gain.gain.setValueCurveAtTime([1, 2], 1, 1).setValueAtTime(1, 2)",
    "gain.gain.setValueCurveAtTime([1, 2], 1, 1).cancelScheduledValues(0.5).setValueAtTime(1, 1.5)",
    "gain.gain.setValueCurveAtTime([1, 2], 22050, 5e-324)",
    "(gain.connect(gain), gain.connect(gain), gain.disconnect(gain), gain.disconnect())",
    "gain.channelCountMode = 'nonsense'",
    "context.createBuffer(1, 1, 3000)",
    "(osc.start(), osc.stop(1), osc.stop(2))",
    "context.close(), context.createGain().connect(context.destination)",
]


@pytest.mark.parametrize("code", ALLOWED)
async def test_use_that_looks_like_misuse_does_not_throw(page: AudioPage, code: str) -> None:
    assert await page.evaluate(trial(code)) is None


async def test_parameters_have_the_ranges_of_the_standard(page: AudioPage) -> None:
    found = await page.evaluate(
        """(() => {
          const c = new AudioContext(), p = (x) => [x.defaultValue, x.minValue, x.maxValue, x.automationRate];
          const b = c.createBiquadFilter();
          return [p(c.createDelay(2).delayTime), p(c.createOscillator().frequency),
            p(c.createOscillator().detune), p(b.frequency), p(b.gain),
            p(c.createStereoPanner().pan), p(c.createBufferSource().playbackRate),
              p(c.createDynamicsCompressor().threshold), p(c.listener.forwardZ)];
        })()"""
    )
    top = 3.4028234663852886e38
    assert found == [
        [0, 0, 2, "a-rate"],
        [440, -24000, 24000, "a-rate"],
        [0, -153600, 153600, "a-rate"],
        [350, 0, 24000, "a-rate"],
        [0, -top, pytest.approx(1541.27, abs=0.01), "a-rate"],
        [0, -1, 1, "a-rate"],
        [1, -top, top, "k-rate"],
        [-24, -100, 0, "k-rate"],
        [-1, -top, top, "a-rate"],
    ]


async def test_values_are_clamped_and_read_back_as_floats(page: AudioPage) -> None:
    assert await page.evaluate(
        """(() => {
          const c = new AudioContext(), { pan } = c.createStereoPanner(), { gain } = c.createGain();
          pan.value = 5; gain.value = 0.1;
          return [pan.value, gain.value === Math.fround(0.1), new GainNode(c, { gain: 0.5 }).gain.value,
            c.createGain().gain === gain, gain === gain];
        })()"""
    ) == [1, True, 0.5, False, True]


async def test_nodes_that_the_page_has_lost_are_forgotten(page: AudioPage) -> None:
    await page.evaluate("(globalThis.context = new AudioContext(), 0)")
    await page.evaluate(
        "(() => { for (let i = 0; i < 1000; i++) new GainNode(context).connect(context.destination) })()"
    )
    assert len(page.operations._things) < 100


async def test_analyser_sees_the_signal(page: AudioPage) -> None:
    peak, level, low = await page.evaluate(
        """(async () => {
          const context = new OfflineAudioContext(1, 48000, 48000), analyser = new AnalyserNode(context,
            { fftSize: 4096, smoothingTimeConstant: 0 });
          const o = new OscillatorNode(context, { frequency: 3000 });
            o.connect(analyser).connect(context.destination); o.start();
          await context.startRendering();
          const f = new Float32Array(analyser.frequencyBinCount), t = new Float32Array(4096),
            b = new Uint8Array(4096);
          analyser.getFloatFrequencyData(f); analyser.getFloatTimeDomainData(t); analyser.getByteTimeDomainData(b);
          return [f.indexOf(Math.max(...f)) * 48000 / 4096, Math.max(...t), Math.min(...b)];
        })()"""
    )
    assert peak == pytest.approx(3000, abs=12)
    assert level == pytest.approx(1, abs=1e-3)
    assert low <= 1
