"""Recordings of a page: media elements, AudioContexts, speech, streams, at the right times and levels."""

from __future__ import annotations

from pathlib import Path

import pytest

from shim import Browser
from tests.device.recording.conftest import open_page
from tests.sound import Sound

GRAPH = """
  globalThis.c = new AudioContext();
  globalThis.tone = (frequency) => { const o = new OscillatorNode(c, { frequency }); o.start(); return o; };
"""


async def test_volume_muted_and_rate(browser: Browser, path: Path) -> None:
    page = await open_page(browser)
    device = browser.device
    times = []
    async with device.record(path) as recording:
        await page.evaluate("(globalThis.a = media(400), a.volume = 0.5, a.play())")
        faster = "a.preservesPitch = false; a.playbackRate = 2"
        for change in ("0", "a.muted = true", "a.muted = false; a.volume = 0.2", faster, "a.pause()"):
            await page.evaluate(f"void ({change})" if ";" not in change else f"(() => {{ {change} }})()")
            start = device.now() - recording.start + 0.01
            await page.browser.clock.run_for(0.2)
            times.append((start, device.now() - recording.start - 0.01))
    sound = Sound(path)
    for at, (frequency, level) in zip(times, [(400, 0.25), (400, 0), (400, 0.1), (800, 0.1), (800, 0)], strict=True):
        assert sound.level(frequency, *at) == pytest.approx(level, abs=0.003)
    assert sound.level(400, *times[3]) < 0.002
    assert sound.peak(*times[1]) == sound.peak(*times[4]) == 0
    assert sound.roughness(0, times[4][1], above=4000) < 0.003


async def test_seeking_and_loops_do_not_click_and_a_file_of_another_rate_is_in_tune(
    browser: Browser, path: Path
) -> None:
    page = await open_page(browser)
    async with browser.device.record(path) as recording:
        await page.evaluate("(globalThis.a = media(441), a.play())")
        for _ in range(4):
            await page.browser.clock.run_for(0.08)
            await page.evaluate("void (a.currentTime = 0.1234)")
        await page.evaluate("void (a.currentTime = 59.9)")
        await page.browser.clock.run_for(0.3)
        end = browser.device.now() - recording.start
    sound = Sound(path)
    assert sound.roughness(0, end, above=4000) < 0.004
    assert sound.loudest(441, 0, end) == pytest.approx(0.5, abs=0.01)


async def test_an_audio_context_is_heard_while_it_runs(browser: Browser, path: Path) -> None:
    page = await open_page(browser)
    device = browser.device
    await page.evaluate(f"(() => {{ {GRAPH} tone(600).connect(c.destination) }})()")
    async with device.record(path) as recording:
        await page.browser.clock.run_for(0.51)
        suspends = device.now() - recording.start
        await page.evaluate("c.suspend()")
        suspended = device.now() - recording.start + 0.01
        await page.browser.clock.run_for(0.2)
        resumes = device.now() - recording.start
        await page.evaluate("c.resume()")
        await page.browser.clock.run_for(0.5)
        end = device.now() - recording.start
        await page.evaluate("(() => { new AudioContext({ sinkId: { type: 'none' } }); c.close() })()")
    sound = Sound(path)
    assert sound.loudest(600, 0, suspends) == pytest.approx(1, abs=0.02)
    assert sound.peak(suspended, resumes) == 0
    assert sound.loudest(600, resumes, end) == pytest.approx(1, abs=0.02)
    assert sound.peak(0, end) < 1.05


async def test_a_context_that_begins_during_the_recording_at_another_rate_and_one_without_a_speaker(
    browser: Browser, path: Path
) -> None:
    page = await open_page(browser)
    async with browser.device.record(path) as recording:
        await page.evaluate("""(() => {
          for (const [frequency, options] of [[600, { sampleRate: 44100 }], [900, { sinkId: { type: "none" } }]]) {
            globalThis.c = new AudioContext(options);
            const o = new OscillatorNode(c, { frequency }); o.connect(c.destination); o.start();
          }
        })()""")
        await page.browser.clock.run_for(0.61)
        end = browser.device.now() - recording.start
    sound = Sound(path)
    assert sound.loudest(600, 0, end) == pytest.approx(1, abs=0.02)
    assert sound.loudest(900, 0, end) < 0.05


async def test_an_element_in_a_graph_is_heard_once(browser: Browser, path: Path) -> None:
    page = await open_page(browser)
    device = browser.device
    async with device.record(path) as recording:
        await page.evaluate("(globalThis.a = media(400)).play()")
        await page.browser.clock.run_for(0.2)
        alone = device.now() - recording.start
        await page.evaluate(f"""(() => {{ {GRAPH}
          const gain = new GainNode(c, {{ gain: 0.25 }});
          c.createMediaElementSource(a).connect(gain).connect(c.destination);
        }})()""")
        diverted = device.now() - recording.start + 0.01
        await page.browser.clock.run_for(0.61)
        end = device.now() - recording.start
    sound = Sound(path)
    assert sound.level(400, alone - 0.15, alone) == pytest.approx(0.5, abs=0.01)
    assert sound.loudest(400, diverted, end) == pytest.approx(0.125, abs=0.01)
    assert sound.peak(diverted, end) < 0.15


async def test_a_microphone_is_heard_only_through_an_element(browser: Browser, path: Path) -> None:
    page = await open_page(browser)
    device = browser.device
    marks = []
    async with device.record(path) as recording:
        await page.evaluate("""(async () => {
          globalThis.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        })()""")
        for change in (
            "",
            "(a = new Audio(), a.srcObject = stream, a.play())",
            "stream.getTracks()[0].enabled = false",
        ):
            await page.evaluate(f"(async () => {{ await ({change or 0}) }})()".replace("(a =", "(globalThis.a ="))
            start = device.now() - recording.start + 0.05
            await page.browser.clock.run_for(0.25)
            marks.append((start, device.now() - recording.start))
    sound = Sound(path)
    assert sound.peak(*marks[0]) == 0
    assert sound.level(440, *marks[1]) == pytest.approx(0.25, abs=0.01)
    assert sound.peak(*marks[2]) == 0


async def test_the_other_side_of_a_call_is_heard(browser: Browser, path: Path) -> None:
    page = await open_page(browser)
    async with browser.device.record(path) as recording:
        await page.evaluate("""(async () => {
          const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
          near.onicecandidate = (e) => far.addIceCandidate(e.candidate);
          far.onicecandidate = (e) => near.addIceCandidate(e.candidate);
          near.ontrack = (e) => {
            globalThis.a = new Audio();
            a.srcObject = new MediaStream([e.track]);
            a.play();
          };
          const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
          for (const track of stream.getTracks()) far.addTrack(track, stream);
          await far.setLocalDescription();
          await near.setRemoteDescription(far.localDescription);
          await near.setLocalDescription();
          await far.setRemoteDescription(near.localDescription);
        })()""")
        await browser.clock.run_until(page.wait_for_function("globalThis.a && a.currentTime > 0.5"), timeout=5)
        end = browser.device.now() - recording.start
    assert Sound(path).level(440, end - 0.3, end) == pytest.approx(0.25, abs=0.01)


async def test_speech_is_a_soft_tone_for_as_long_as_it_lasts(browser: Browser, path: Path) -> None:
    page = await open_page(browser)
    device = browser.device
    async with device.record(path) as recording:
        await page.evaluate("""new Promise((resolve) => {
          const u = new SpeechSynthesisUtterance("Turn left at the next corner");
          u.volume = 0.5;
          u.onboundary = resolve;
          speechSynthesis.speak(u);
        })""")
        begun = device.now() - recording.start
        await page.browser.clock.run_for(0.2)
        paused = device.now() - recording.start
        await page.evaluate("speechSynthesis.pause()")
        silent = device.now() - recording.start + 0.01
        await page.browser.clock.run_for(0.1)
        end = device.now() - recording.start
        await page.evaluate("speechSynthesis.cancel()")
    sound = Sound(path)
    assert sound.level(220, begun, paused) == pytest.approx(0.05, abs=0.005)
    assert sound.peak(silent, end) == 0


async def test_navigation_and_removal_end_the_sound(browser: Browser, path: Path) -> None:
    page = await open_page(browser, "<iframe srcdoc='<audio autoplay loop src=https://example.test/900.wav>'></iframe>")
    device = browser.device
    async with device.record(path) as recording:
        await page.evaluate("media(400).play()")
        await page.frames[1].evaluate("document.querySelector('audio').play()")
        start = device.now() - recording.start
        await page.browser.clock.run_for(0.2)
        removed = device.now() - recording.start
        await page.evaluate("document.querySelector('iframe').remove()")
        one = device.now() - recording.start + 0.01
        await page.browser.clock.run_for(0.1)
        left = device.now() - recording.start
        await page.goto("about:blank")
        none = device.now() - recording.start + 0.01
        await page.browser.clock.run_for(0.1)
        end = device.now() - recording.start
    sound = Sound(path)
    assert sound.level(900, start + 0.02, removed) == pytest.approx(0.5, abs=0.01)
    assert sound.level(400, start + 0.02, removed) == pytest.approx(0.5, abs=0.01)
    assert sound.level(900, one, left) < 0.005
    assert sound.level(400, one, left) == pytest.approx(0.5, abs=0.01)
    assert sound.peak(none, end) == 0
