# ruff: noqa: E501 expressions are lines
"""Answers of Web Audio on both engines: contexts of frames that are gone, sinks, options, filters, ranges."""

from __future__ import annotations

from typing import Any

import pytest

from shim import Browser
from tests.real_browsers import need_chromium
from tests.sound import wav

URL = "https://example.test/"
SAME = r"""
(async () => { const f = document.body.appendChild(document.createElement("iframe")); const c = new f.contentWindow.AudioContext(), o = new f.contentWindow.OfflineAudioContext(1, 8, 48000); f.remove(); const found = [c.state]; for (const call of [() => c.suspend(), () => c.resume(), () => c.close(), () => c.decodeAudioData(new ArrayBuffer(1)), () => o.startRendering()]) found.push(await call().catch((e) => e.name)); return found })()
(async () => { const found = []; for (const [b, a] of [[[0.5, 0.5], [1]], [[1], [1, 0.5]], [[1, 0, 2], [1, 0.5]]]) { const c = new OfflineAudioContext(1, 6, 48000); const s = new AudioBufferSourceNode(c, { buffer: c.createBuffer(1, 6, 48000) }); s.buffer.getChannelData(0)[0] = 1; s.connect(c.createIIRFilter(b, a)).connect(c.destination); s.start(); found.push([...(await c.startRendering()).getChannelData(0)]) } return found })()
(() => { const c = new OfflineAudioContext(1, 1, 48000); return [c.createBufferSource().detune, c.createOscillator().detune, c.createBiquadFilter().detune, c.createBiquadFilter().gain].map((p) => [p.minValue, p.maxValue]) })()
new Promise((done) => { const c = new AudioContext({ sinkId: "nowhere" }); c.onerror = (e) => { c.close(); done(e.type) } })
(async () => { const c = new AudioContext(), log = []; await c.resume(); await new Promise((done) => setTimeout(done)); c.onstatechange = () => log.push(c.state); c.onsinkchange = () => log.push(c.sinkId.type); await c.setSinkId({ type: "none" }); await new Promise((done) => (function look() { if (log.length >= 3) done(); else setTimeout(look) })()); const found = [log, await c.setSinkId("nowhere").catch((e) => e.name)]; await c.close(); return [...found, await c.setSinkId("nowhere").catch((e) => e.name)] })()
(async () => { const c = new OfflineAudioContext(1, 128, 48000); await c.audioWorklet.addModule(URL.createObjectURL(new Blob(["registerProcessor('p', class extends AudioWorkletProcessor { constructor(o) { super(); this.port.postMessage(Object.keys(o).sort().map((k) => [k, o[k]])) } process() {} })"], { type: "text/javascript" }))); const n = new AudioWorkletNode(c, "p", { channelCount: 4, channelInterpretation: "discrete", processorOptions: { a: 1 } }); return new Promise((done) => { n.port.onmessage = (e) => done(e.data) }) })()
(async () => { const c = new OfflineAudioContext(1, 128, 48000); await c.audioWorklet.addModule(URL.createObjectURL(new Blob(["registerProcessor('p', class extends AudioWorkletProcessor { constructor(o) { super(); this.port.onmessageerror = (e) => this.port.postMessage(e.type); this.port.start(); this.port.postMessage(['Blob', 'XMLHttpRequest', 'MessageChannel', 'WebSocket', 'crypto', 'performance', 'MessagePort', 'AudioWorkletProcessor', 'console', 'Headers'].map((n) => n in globalThis)) } process() {} })"], { type: "text/javascript" }))); const n = new AudioWorkletNode(c, "p"), found = []; await new Promise((done) => { n.port.onmessage = (e) => { found.push(e.data); if (found.length === 2) done() }; n.port.postMessage(new Blob(["x"])) }); const o = new AudioWorkletNode(c, "p", { processorOptions: { blob: new Blob(["x"]) } }); return [...found, await new Promise((done) => { o.onprocessorerror = (e) => done(e.constructor.name) })] })()
"""
AUTOMATION = r"""
(p) => p.setTargetAtTime(0, 0.375, 0.1)
(p) => p.setTargetAtTime(0, 0.375, 0.1).setValueAtTime(0.5, 0.2)
(p) => { p.setTargetAtTime(0, 0.375, 0.1); p.value = 0.25 }
(p) => p.setTargetAtTime(0, 0.1, 0.1).setTargetAtTime(1, 0.375, 0.05)
(p) => p.setValueCurveAtTime([0, 1], 0.1, 0.1).setTargetAtTime(0, 0.375, 0.1)
(p) => p.setTargetAtTime(0, 0.2, 0.1).linearRampToValueAtTime(1, 0.4)
(p) => p.setValueAtTime(0, 0).linearRampToValueAtTime(1, 0.3).cancelAndHoldAtTime(0.2).linearRampToValueAtTime(0, 0.4)
(p) => p.setValueAtTime(0, 0).linearRampToValueAtTime(1, 0.3).cancelAndHoldAtTime(0.2).setTargetAtTime(0, 0.375, 0.1)
(p) => p.setValueAtTime(0.1, 0).exponentialRampToValueAtTime(1, 0.3).cancelAndHoldAtTime(0.2).setValueAtTime(0, 0.4)
(p) => p.linearRampToValueAtTime(3, 0.4).cancelAndHoldAtTime(0.2).setValueAtTime(0, 0.4)
(p) => p.setTargetAtTime(0, 0.1, 0.1).setValueCurveAtTime([0, 1], 0.2, 0.1)
(p) => p.setValueAtTime(0.5, 0).setValueCurveAtTime([0, 1], 0.2, 0.1)
(p) => p.linearRampToValueAtTime(0.5, 0.1).setValueCurveAtTime([0, 1], 0.2, 0.1)
(p) => p.setValueCurveAtTime([0, 1], 0.05, 0.05).setValueCurveAtTime([0, 2], 0.2, 0.1)
(p) => p.setTargetAtTime(0, 0.2, 0.1).cancelAndHoldAtTime(0.2).setValueAtTime(0.5, 0.4)
(p) => p.setValueCurveAtTime([0, 1], 0.1, 0.2).cancelAndHoldAtTime(0.2).setValueAtTime(0.75, 0.4)
(p) => p.setValueCurveAtTime([-1, 1], 0.2, 0.1).cancelAndHoldAtTime(0.2)
(p) => p.setValueAtTime(0.5, 0.1).setValueCurveAtTime([0, 1], 0.1, 0.2).cancelScheduledValues(0.2).setValueAtTime(0.25, 0.2)
(p) => p.setValueAtTime(0.5, 0.2).setValueAtTime(0.75, 0.3).cancelAndHoldAtTime(0.2)
(p) => p.setValueAtTime(0.5, 0.4).setTargetAtTime(0, 0, 0.1)
(p) => p.setValueAtTime(0.5, 0.4).setTargetAtTime(0, 0.1, 0.1)
(p) => p.setValueCurveAtTime([0, 1], 0.4, 0.05).setTargetAtTime(0, 0, 0.1)
(p) => p.linearRampToValueAtTime(0, 0.4).linearRampToValueAtTime(0.5, 0.2)
(p) => p.linearRampToValueAtTime(0, 0.41).setTargetAtTime(0.5, 0, 0.1)
(p) => p.setValueAtTime(0.5, 0.4).linearRampToValueAtTime(0, 0.3).cancelScheduledValues(0.25)
"""
_RENDER = """async (automate) => {
    const c = new OfflineAudioContext(1, 24000, 48000), source = new ConstantSourceNode(c);
    source.connect(c.destination);
    source.start();
    automate(source.offset);
    const samples = (await c.startRendering()).getChannelData(0);
    return [0, 200, 4900, 9700, 11000, 12100, 15000, 17900, 18100, 23999].map((at) => Math.round(samples[at] * 1e4) / 1e4);
}"""


async def _answers(engine: str) -> dict[str, Any]:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html><body>x", url=URL)
        found = {line: await page.evaluate(line) for line in SAME.strip().splitlines()}
        return found | {line: await page.evaluate(f"({_RENDER})({line})") for line in AUTOMATION.strip().splitlines()}


async def test_answers_are_as_in_chromium() -> None:
    need_chromium()
    ours, theirs = await _answers("quickjs"), await _answers("chromium")
    assert ours == theirs


# Chromium holds the value until the ramp's end instead, unless no other event is there.
@pytest.mark.parametrize(
    ("automate", "value"),
    [
        ("p.setValueAtTime(0.5, 0.4).linearRampToValueAtTime(0, 0.3)", 1 / 3),
        ("p.setValueAtTime(0.5, 0.4).exponentialRampToValueAtTime(0.001, 0.3)", 0.01),
        ("p.setTargetAtTime(0.5, 0.4, 0.1).linearRampToValueAtTime(0, 0.3)", 1 / 3),
        ("p.setValueCurveAtTime([0, 1], 0.4, 0.05).linearRampToValueAtTime(0, 0.3)", 1 / 3),
        ("p.setValueAtTime(0.5, 0.4).linearRampToValueAtTime(0, 0.3).cancelScheduledValues(0.35)", 1 / 3),
        ("p.setValueAtTime(0.5, 0.4).linearRampToValueAtTime(0, 0.3).cancelAndHoldAtTime(0.2)", 1 / 3),
    ],
)
async def test_a_ramp_before_the_first_event_begins_when_it_was_asked_for(automate: str, value: float) -> None:
    """https://webaudio.github.io/web-audio-api/#dom-audioparam-linearramptovalueattime"""
    async with Browser() as browser:
        page = await browser.new_page()
        samples = await page.evaluate(f"({_RENDER.replace('[0, 200', '[9600, 200')})((p) => {automate})")
        assert samples[0] == pytest.approx(value, abs=1e-4)


async def test_media_of_another_origin_is_silent_in_a_graph_unless_it_is_shared() -> None:
    async with Browser(clock="manual") as browser:
        page = await browser.new_page()
        headers = {"access-control-allow-origin": "*"}
        await page.route("https://other.test/*", body=wav(440, 2.0), content_type="audio/wav", headers=headers)
        await page.set_content("<!doctype html><audio></audio><audio crossorigin></audio>", url=URL)
        await page.evaluate("""
            for (const audio of document.querySelectorAll("audio")) {
              const context = new AudioContext(), analyser = context.createAnalyser();
              context.createMediaElementSource(audio).connect(analyser);
              audio.src = "https://other.test/a.wav";
              audio.play();
              audio.sounds = () => {
                const data = new Float32Array(2048);
                analyser.getFloatTimeDomainData(data);
                return data.some((x) => x !== 0);
              };
            }""")
        await browser.clock.run_for(1)
        found = "[...document.querySelectorAll('audio')].map((audio) => [audio.currentTime > 0.5, audio.sounds()])"
        assert await page.evaluate(found) == [[True, False], [True, True]]
