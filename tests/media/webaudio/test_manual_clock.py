"""AudioContexts on a manual clock: they render in steps with it, and the same each time."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from shim import Browser, Page
from shim.media.webaudio.control import SPARE
from tests.sound import Sound, wav

URL = "https://example.test/"
EVERYTHING = """(async () => {
    c = new AudioContext(); log = [];
    const code = `registerProcessor('p', class extends AudioWorkletProcessor {
        n = 0;
        process(inputs, [[out]]) {
            if (++this.n % 375 === 0) this.port.postMessage(this.n);
            out.fill(0.1);
            return true;
        }
    })`;
    await c.audioWorklet.addModule('data:text/javascript,' + encodeURIComponent(code));
    const worklet = new AudioWorkletNode(c, 'p');
    worklet.port.onmessage = ({ data }) => log.push(['worklet', data]);
    worklet.connect(c.destination);
    const script = c.createScriptProcessor(4096, 1, 1);
    let blocks = 0;
    script.onaudioprocess = ({ outputBuffer }) => { outputBuffer.getChannelData(0).fill(0.1); blocks++; };
    script.connect(c.destination);
    const a = new Audio('tone.wav');
    c.createMediaElementSource(a).connect(c.destination);
    await a.play();
    const offline = new OfflineAudioContext(1, 4800, 48000);
    const tone = new OscillatorNode(offline);
    tone.connect(offline.destination);
    tone.start();
    offline.suspend(0.05).then(() => { log.push(['suspended', performance.now()]); offline.resume(); });
    const buffer = await offline.startRendering();
    const source = new AudioBufferSourceNode(c, { buffer });
    source.onended = () => log.push(['ended', c.currentTime, performance.now()]);
    source.connect(c.destination);
    source.start(0.5);
    setInterval(() => log.push([blocks, c.currentTime]), 500);
})()"""


async def open_page(browser: Browser) -> Page:
    page = await browser.new_page()
    page.route("**/tone.wav", body=wav(1000, 10), content_type="audio/wav")
    await page.set_content("<!doctype html>", url=URL)
    return page


async def test_time_and_sound_of_a_context(tmp_path: Path) -> None:
    path = tmp_path / "out.wav"
    async with Browser(clock="manual") as browser:
        page = await open_page(browser)
        async with browser.device.record(path):
            await page.evaluate("""
                c = new AudioContext(); log = [];
                g = new GainNode(c, { gain: 0.5 });
                o = new OscillatorNode(c, { frequency: 1000 });
                o.connect(g).connect(c.destination);
                o.onended = () => log.push(performance.now());
                o.start(); o.stop(1.5);
                setTimeout(() => { g.gain.value = 0.25 }, 500);
                setTimeout(() => c.suspend(), 1000);
                setTimeout(() => c.resume(), 2000);
            """)
            assert await page.evaluate("c.currentTime") == 0
            await browser.clock.run_for(0.75)
            # It renders 256 frames at a time.
            assert 0.744 < await page.evaluate("c.currentTime") <= 0.75
            await browser.clock.run_for(1)
            assert 0.994 < await page.evaluate("c.currentTime") <= 1
            await browser.clock.run_for(1.25)
            assert 1.98 < await page.evaluate("c.currentTime") <= 2
            assert await page.evaluate("c.state") == "running"
        (ended,) = await page.evaluate("log")
        assert ended == pytest.approx(2500, abs=12)
    sound = Sound(path)
    assert sound.duration == 3
    assert sound.level(1000, 0.05, 0.45) == pytest.approx(0.5, abs=0.005)
    assert sound.level(1000, 0.55, 0.9) == pytest.approx(0.25, abs=0.005)
    assert sound.peak(1.1, 1.9) == 0
    assert sound.level(1000, 2.1, 2.4) == pytest.approx(0.25, abs=0.005)
    assert sound.peak(2.6, 2.9) < 0.001


async def test_all_kinds_of_nodes_are_the_same_each_time(tmp_path: Path) -> None:
    runs: list[Any] = []
    for name in ("one.wav", "two.wav"):
        async with Browser(clock="manual") as browser:
            page = await open_page(browser)
            async with browser.device.record(tmp_path / name):
                await browser.clock.run_until(page.evaluate(EVERYTHING), timeout=5)
                await browser.clock.run_for(2)
            assert not page.errors
            runs.append((await page.evaluate("log"), (tmp_path / name).read_bytes(), repr(browser.device.history)))
    assert runs[0] == runs[1]
    log = runs[0][0]
    assert ["suspended", 0] in log
    assert [entry for entry in log if entry[0] == "worklet"] == [["worklet", 375], ["worklet", 750]]
    (ended,) = (entry for entry in log if entry[0] == "ended")
    assert ended[1] == pytest.approx(0.6, abs=0.012)
    blocks = [entry for entry in log if isinstance(entry[0], int)]
    assert [round(time, 1) for _, time in blocks] == [0.5, 1, 1.5, 2]
    assert blocks[-1][0] == 2 * 48_000 // 4096
    sound = Sound(tmp_path / "one.wav")
    assert sound.level(1000, 1, 1.9) == pytest.approx(0.5, abs=0.01)


async def test_a_jump_is_rendered_and_a_context_may_be_closed_by_its_own_sound() -> None:
    async with Browser(clock="manual") as browser:
        page = await open_page(browser)
        await page.evaluate("""
            c = new AudioContext();
            p = c.createScriptProcessor(4096, 1, 1);
            p.connect(c.destination);
            p.onaudioprocess = () => { if (c.currentTime > 30) c.close(); };
            d = new AudioContext(); 0
        """)
        await browser.clock.fast_forward(25)
        assert await page.evaluate("[Math.round(c.currentTime), Math.round(d.currentTime)]") == [25, 25]
        await browser.clock.run_for(10)
        assert await page.evaluate("[c.state, Math.round(c.currentTime), Math.round(d.currentTime)]") == [
            "closed",
            30,
            35,
        ]


async def test_contexts_are_closed_and_others_can_be_opened() -> None:
    await _until_closed()
    async with Browser(clock="manual") as browser:
        page = await open_page(browser)
        for _ in range(2):
            await page.evaluate(f"all = Array.from({{ length: {SPARE} }}, () => new AudioContext()); 0")
            await browser.clock.run_for(0.1)
            assert await page.evaluate("all.every((c) => c.currentTime > 0.09)")
            with pytest.raises(Exception, match=f"NotSupportedError: {SPARE} AudioContexts are open on manual clocks"):
                await page.evaluate("new AudioContext()")
            await page.evaluate("Promise.all(all.map((c) => c.close()))")
            await _until_closed()
        # Those of the system's clock are not in their way, nor are they in that of these.
        await page.evaluate("c = new AudioContext(); 0")
        async with Browser() as other:
            real = await open_page(other)
            await real.evaluate("c = new AudioContext(); 0")
            await real.wait_for_function("c.currentTime > 0.1")
        await browser.clock.run_for(0.1)
        assert await page.evaluate("c.currentTime > 0.09")


async def _until_closed() -> None:
    from shim.media.webaudio import stepped

    async with asyncio.timeout(20):
        while stepped._open:  # noqa: ASYNC110 - another thread empties it
            await asyncio.sleep(0.01)
