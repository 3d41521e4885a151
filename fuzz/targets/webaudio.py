"""Web Audio: random graphs, with cycles, extreme parameters, worklets, live and offline, suspended and closed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from fuzz.stage import Stage, in_order

NUMBERS = (
    "0", "1", "-1", "0.5", "1e-40", "3.4e38", "-3.4e38", "440", "22050", "1e6", "128", "127.5", "32", "33", "0.001",
    "100", "c.currentTime", "c.currentTime + 0.01", "c.sampleRate / 2", "5e-324", "2**31",
)  # fmt: skip
WILD = (*NUMBERS, "NaN", "Infinity", "-Infinity", "1e308", "undefined", "null", "'x'")
CREATE = (
    "c.createGain()", "c.createOscillator()", "c.createDelay(D)", "c.createBiquadFilter()", "c.createPanner()",
    "c.createStereoPanner()", "c.createConvolver()", "c.createWaveShaper()", "c.createAnalyser()",
    "c.createConstantSource()", "c.createDynamicsCompressor()", "c.createChannelMerger(C)",
    "c.createChannelSplitter(C)", "c.createBufferSource()", "c.createScriptProcessor(256, C, C)",
    "c.createIIRFilter([1, X], [1, X])", "c.createMediaStreamDestination()", "new AudioWorkletNode(c, 'p')",
    "new AudioWorkletNode(c, 'p', { outputChannelCount: [C], numberOfInputs: 1 })",
    "new AudioWorkletNode(c, 'throws')", "new AudioWorkletNode(c, 'nan')",
    "new OscillatorNode(c, { frequency: X, detune: X })", "new PannerNode(c, { panningModel: 'HRTF' })",
    "new DelayNode(c, { delayTime: D })", "new ConvolverNode(c, { buffer: b(C, 1000) })",
    "c.createPeriodicWave([0, X, X], [0, X, X])", "new MediaElementAudioSourceNode(c, { mediaElement: new Audio() })",
    "c.createMediaStreamSource(c.createMediaStreamDestination().stream)",
)  # fmt: skip
STEPS = (
    "N.connect(N)", "N.connect(N)", "N.connect(N)", "N.connect(c.destination)", "N.connect(N, C, C)", "N.connect(P)",
    "N.disconnect()", "N.disconnect(N)", "N.disconnect(C)", "N.start(X)", "N.start()", "N.start(X, X, X)", "N.stop(X)",
    "N.stop()", "N.buffer = b(C, 500)", "N.buffer = null", "N.loop = true", "N.loopStart = X", "N.loopEnd = X",
    "N.curve = new Float32Array([X, X, X])", "N.oversample = '4x'", "N.type = 'triangle'", "N.type = 'lowshelf'",
    "N.setPeriodicWave(c.createPeriodicWave([0, X], [0, X]))", "N.fftSize = 2**15", "N.fftSize = 32",
    "N.normalize = false", "N.getFloatFrequencyData(new Float32Array(64))",
    "N.getByteTimeDomainData(new Uint8Array(64))", "N.smoothingTimeConstant = X",
    "N.getFrequencyResponse(new Float32Array([X]), new Float32Array(1), new Float32Array(1))", "N.channelCount = C",
    "N.channelCountMode = 'explicit'", "N.channelInterpretation = 'discrete'", "N.distanceModel = 'exponential'",
    "N.refDistance = X", "N.rolloffFactor = X", "N.coneOuterGain = X", "N.setPosition(X, X, X)",
    "c.listener.setPosition(X, X, X)", "c.listener.positionX.value = X", "P.value = X", "P.setValueAtTime(X, X)",
    "P.linearRampToValueAtTime(X, X)", "P.exponentialRampToValueAtTime(X, X)", "P.setTargetAtTime(X, X, X)",
    "P.setValueCurveAtTime([X, X, X], X, X)", "P.cancelScheduledValues(X)", "P.cancelAndHoldAtTime(X)",
    "P.automationRate = 'k-rate'", "b(C, 100).copyToChannel(new Float32Array(200), C, 3)",
    "b(C, 100).getChannelData(C).fill(X)", "N.onended = () => act()", "N.onaudioprocess = () => act()",
    "N.port.postMessage({ a: 1 })", "N.port.onmessage = () => act()", "N.port.close()", "N.mediaElement.play()",
    "c.suspend().then(act)", "c.resume().then(act)", "c.close().then(act)",
    "c.suspend(X).then(() => { act(); c.resume() })", "c.startRendering().then(act)",
    "c.decodeAudioData(new ArrayBuffer(50)).catch(act)", "c.setSinkId('')", "c.setSinkId({ type: 'none' })",
    "await pause(3)", "await pause(1)", "c.getOutputTimestamp()", "N.context === c", "P.minValue",
    "nodes.splice(0, 3)", "await c.audioWorklet.addModule(module)", "later.push(() => { S })",
    "c = new AudioContext({ sampleRate: R })", "c = new OfflineAudioContext(C, L, R)",
    "frame.contentWindow.AudioContext && nodes.push(new GainNode(c))", "frame.remove()",
)  # fmt: skip
RATES = ("8000", "44100", "48000", "96000", "3000", "768000")
MODULE = """registerProcessor("p", class extends AudioWorkletProcessor { static parameterDescriptors = [{
  name: "p", minValue: -1 }];
  process(i, o, p) { for (const c of o[0] ?? []) c.fill(p.p[0]); this.port.postMessage(currentFrame);
    return currentFrame < 5000 } });
registerProcessor("throws", class extends AudioWorkletProcessor { process() { throw new Error("x") } });
registerProcessor("nan", class extends AudioWorkletProcessor { process(i, o) { for (const c of o[0]) c.fill(NaN);
  return 1 } });"""
PRELUDE = """<!doctype html><body><iframe id=frame></iframe><script>
const nodes = [], later = [], module = "data:text/javascript," + encodeURIComponent(MODULE);
let depth = 0, c = CONTEXT;
const pause = (ms) => new Promise((f) => setTimeout(f, ms));
const act = () => { if (depth < 9) { depth++; try { later.shift()?.() } catch {} depth-- } };
const b = (channels, length) => c.createBuffer(channels || 1, length, c.sampleRate);
const n = (i) => nodes[i % nodes.length];
const param = (i, k) => { const node = n(i), found = [];
  for (const x in node) if (node[x] instanceof AudioParam) found.push(node[x]);
  return found[k % found.length] ?? node.parameters.get("p") };
onunhandledrejection = (e) => e.preventDefault();
</script>"""


_PLACE = re.compile(r"(?<![\w'])(?<!\w\.)[NPXDCRLS](?![\w'])")


def fill(chance: random.Random, text: str) -> str:
    """An operation with its places taken by what is chosen."""
    ways: dict[str, Callable[[], str]] = {
        "N": lambda: f"n({chance.randrange(40)})",
        "P": lambda: f"param({chance.randrange(40)}, {chance.randrange(6)})",
        "X": lambda: chance.choice(NUMBERS if chance.random() < 0.9 else WILD),
        "D": lambda: chance.choice(("0", "1", "0.001", "179", "180", "1e-9", "2")),
        "C": lambda: chance.choice(("0", "1", "2", "2", "6", "32", "33", "-1")),
        "R": lambda: chance.choice(RATES),
        "L": lambda: chance.choice(("1", "128", "1000", "20000")),
        "S": lambda: fill(chance, chance.choice([step for step in STEPS if "await" not in step])),
    }
    return _PLACE.sub(lambda place: ways[place[0]](), text)


def make(chance: random.Random) -> list[str]:
    """A context, then nodes and what is done with them."""
    pieces = [fill(chance, chance.choice(("new AudioContext()", "new OfflineAudioContext(C, L, R)")))]
    if chance.random() < 0.4:
        pieces.append("await c.audioWorklet.addModule(module)")
    for _ in range(chance.choice((4, 12, 40))):
        pieces.append(f"nodes.push({fill(chance, chance.choice(CREATE))})")
        pieces += [fill(chance, chance.choice(STEPS)) for _ in range(chance.randrange(4))]
    return [*pieces, "nodes.at(-1).connect(c.destination)", "c.startRendering?.()", "await pause(20)"]


async def play(pieces: list[str], stage: Stage) -> None:
    """Builds the graph and lets it sound for a little."""
    context = pieces[0] if pieces[0].startswith("new ") else "new AudioContext()"
    prelude = PRELUDE.replace("MODULE)", f"{MODULE!r})".replace("\\n", " ")).replace("CONTEXT", context)
    page = await stage.load(prelude)
    await stage.evaluate(page, f"async () => {{ {in_order(pieces[1:])} }}", 5)
