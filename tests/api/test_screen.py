"""The lock, the app in the background, and tabs behind one another: what pages see, and what of them sounds on."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from aiohttp import web

from shim import Browser
from tests.conftest import Serve
from tests.sound import Sound, wav


@cache
def film(seconds: float = 10) -> bytes:
    """A WebM file with pictures and a tone of 500 Hz."""
    file = io.BytesIO()
    with av.open(file, "w", format="webm") as container:
        pictures = container.add_stream("libvpx", rate=5)
        pictures.width, pictures.height, pictures.pix_fmt = 64, 48, "yuv420p"
        sound = container.add_stream("libopus", rate=48_000)
        for number in range(round(seconds * 5)):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), number * 5 % 255, np.uint8), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 5)
            container.mux(pictures.encode(frame))
            at = np.arange(9600) + number * 9600
            samples = (np.sin(2 * np.pi * 500 * at / 48_000) * 16_000).astype("<i2")
            heard = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
            heard.sample_rate, heard.pts, heard.time_base = 48_000, number * 9600, Fraction(1, 48_000)
            container.mux(sound.encode(heard))
        container.mux(pictures.encode(None))
        container.mux(sound.encode(None))
    return file.getvalue()


PAGE = """<!doctype html><audio id=a src="/tone.wav" loop></audio><video id=v src="/film.webm" loop></video>
<button id=b>Click</button><script>
  const log = [];
  const until = async (holds) => { while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10)); };
  const context = () => {
    const c = new AudioContext(), o = new OscillatorNode(c, { frequency: 700 });
    o.connect(c.destination);
    o.start();
    return c;
  };
  for (const type of ["visibilitychange", "freeze", "resume"]) {
    document.addEventListener(type, () => log.push([type, document.visibilityState]));
  }
</script>"""


@asynccontextmanager
async def opened(serve: Serve, engine: str, policy: str = "ios", **options: Any) -> AsyncIterator[tuple[Any, Any, str]]:
    async def answer(request: web.Request) -> web.Response:
        if request.path == "/tone.wav":
            return web.Response(body=wav(600, 2), content_type="audio/wav")
        if request.path == "/film.webm":
            return web.Response(body=film(), content_type="video/webm")
        return web.Response(text=PAGE, content_type="text/html")

    origin = await serve(answer)
    async with Browser(engine=engine, policy=policy, **options) as browser:
        page = await browser.new_page()
        await page.goto(origin)
        yield browser, page, origin
        assert browser.device.faults == []
        assert list(page.errors) == []


async def test_one_tab_is_in_front(serve: Serve, engine: str) -> None:
    async with opened(serve, engine) as (browser, page, origin):
        frame = await page.evaluate("document.body.append(document.createElement('iframe')), document.hidden")
        assert frame is False
        other = await browser.new_page()
        await other.goto(origin)
        seen = "[document.visibilityState, document.hidden, ...Array.from(frames, (f) => f.document.hidden)]"
        assert [await one.evaluate(seen) for one in (page, other)] == [["visible", False, False], ["visible", False]]
        await other.bring_to_front()
        assert [await one.evaluate(seen) for one in (page, other)] == [["hidden", True, True], ["visible", False]]
        await page.bring_to_front()
        await page.bring_to_front()
        assert [await one.evaluate(seen) for one in (page, other)] == [["visible", False, False], ["hidden", True]]
        third = await browser.new_page()  # a new tab is in front
        await browser.device.settle()
        assert [one.visibility for one in (page, other, third)] == ["hidden", "hidden", "visible"]
        await third.goto(origin)
        assert await third.evaluate(seen) == ["visible", False]
        await page.goto(origin)  # also what it opens is behind
        assert await page.evaluate(seen) == ["hidden", True]
        await third.close()
        await browser.device.settle()
        assert [await one.evaluate("document.hidden") for one in (page, other)] == [False, True]
        assert await page.evaluate("log.at(-1)") == ["visibilitychange", "visible"]


async def test_what_a_page_hears_in_the_background(serve: Serve, engine: str) -> None:
    async with opened(serve, engine) as (browser, page, origin):
        device = browser.device
        other = await browser.new_page()
        await other.goto(origin)
        await page.bring_to_front()
        device.background(freeze=True)
        device.lock()
        device.unlock()
        assert device.in_background
        assert page.visibility == "hidden"
        device.foreground()
        device.foreground()
        await device.settle()
        events = [["visibilitychange", "hidden"], ["freeze", "hidden"], ["resume", "hidden"]]
        assert await page.evaluate("log") == [*events, ["visibilitychange", "visible"]]
        assert await other.evaluate("log") == events


async def test_what_sounds_is_not_frozen(serve: Serve, engine: str) -> None:
    async with opened(serve, engine) as (browser, page, _):
        await page.evaluate("a.play()")
        await page.wait_for_session("active")
        browser.device.background(freeze=True)
        browser.device.foreground()
        await browser.device.settle()
        assert [type_ for type_, _ in await page.evaluate("log")] == ["visibilitychange"] * 2


# what plays, the type that the page sets, what happens, and whether it goes on
CASES = {
    "a context under lock": ("globalThis.c = context()", "auto", "lock", False),
    "a context in the background": ("globalThis.c = context()", "auto", "background", False),
    "a context of an ambient page": ("globalThis.c = context()", "ambient", "lock", False),
    "a context of a playback page under lock": ("globalThis.c = context()", "playback", "lock", True),
    "a context of a playback page in the background": ("globalThis.c = context()", "playback", "background", True),
    "a context of a call page": ("globalThis.c = context()", "play-and-record", "lock", True),
    "a video of a playback page under lock": ("v.play()", "playback", "lock", False),
    "a video of a call page in the background": ("v.play()", "play-and-record", "background", False),
    "an audio element": ("a.play()", "auto", "lock", True),
    "an audio element in the background": ("a.play()", "auto", "background", True),
}


@pytest.mark.parametrize("case", CASES)
async def test_what_goes_on_on_ios(serve: Serve, engine: str, case: str, tmp_path: Path) -> None:
    script, type_, what, goes_on = CASES[case]
    async with opened(serve, engine, **({"clock": "manual"} if engine == "quickjs" else {})) as (browser, page, _):
        device = browser.device
        await page.evaluate(f"void (navigator.audioSession.type = '{type_}')")
        await page.evaluate(f"void ({script})")
        await browser.clock.run_until(page.wait_for_session("active"), timeout=30)
        begin, end = (device.lock, device.unlock) if what == "lock" else (device.background, device.foreground)
        recording = device.record(tmp_path / "out.wav")
        await page.wait(0.15)
        begin()
        await device.settle()
        hidden = device.now() - recording.start + 0.1
        # Long enough for a context's sound to be there where the machine is busy, as the recording's own gaps are.
        await page.wait(1.5 if goes_on else 0.5)
        assert page.session.state == ("active" if goes_on else "interrupted")
        if "context" in script:
            assert await page.evaluate("c.state") == ("running" if goes_on else "interrupted")
        seen = device.now() - recording.start
        end()
        await browser.clock.run_until(page.wait_for_session("active"), timeout=30)
        await page.wait(0.5)
        await recording.stop()
        if engine == "quickjs":  # the sound of Chromium's pages is Chromium's
            sound = Sound(tmp_path / "out.wav")
            frequency = {"g": 700, "v": 500, "a": 600}[script[0]]
            assert (sound.loudest(frequency, hidden, seen) > 0.05) is goes_on
            assert sound.loudest(frequency, seen, sound.duration) > 0.05


async def test_picture_in_picture_outlives_the_background_but_not_the_lock(serve: Serve, engine: str) -> None:
    async with opened(serve, engine) as (browser, page, _):
        device = browser.device
        await page.evaluate("v.play()")
        await page.wait_for_session("active")
        await page.evaluate("""b.onclick = () => v.requestPictureInPicture().then(
          (w) => log.push(w.constructor.name), (e) => log.push(`${e}`))""")
        await page.click("#b")
        await page.evaluate("until(() => log.length)")
        assert await page.evaluate("log.pop()") == "PictureInPictureWindow"
        assert await page.evaluate("document.pictureInPictureElement === v")
        await device.settle()
        device.background()
        await device.settle()
        assert (page.session.state, await page.evaluate("[v.paused, document.hidden]")) == ("active", [False, True])
        device.lock()
        await device.settle()
        assert (page.session.state, await page.evaluate("v.paused")) == ("interrupted", True)
        device.unlock()
        await page.evaluate("until(() => !v.paused)")
        await page.wait_for_session("active")
        await page.evaluate("document.exitPictureInPicture()")
        await page.evaluate("until(() => v.paused)")  # still in the background
        await page.wait_for_session("interrupted")
        device.foreground()
        await page.evaluate("until(() => !v.paused)")


@pytest.mark.parametrize(("policy", "mutes"), [("ios", True), ("android", False)])
async def test_the_camera_of_a_hidden_page(serve: Serve, engine: str, policy: str, mutes: bool) -> None:
    async with opened(serve, engine, policy) as (browser, page, _):
        device = browser.device
        await page.evaluate("""async () => {
          const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
          [globalThis.m] = stream.getAudioTracks();
          [globalThis.k] = stream.getVideoTracks();
          for (const type of ["mute", "unmute", "ended"]) k.addEventListener(type, () => log.push([type]));
        }""")
        await page.wait_for_session("active")
        events = [["visibilitychange", "hidden"], ["mute"], ["visibilitychange", "visible"], ["unmute"]]
        expected = [event for event in events if mutes or len(event) == 2]
        for hide, show in ((device.lock, device.unlock), (device.background, device.foreground)):
            hide()
            await device.settle()
            muted = "[k.muted, k.enabled, k.clone().muted, m.muted]"
            assert await page.evaluate(muted) == [mutes, True, mutes, False]
            show()
            await device.settle()
            assert await page.evaluate("[k.muted, log.splice(0)]") == [False, expected]
        other = await browser.new_page()
        await other.bring_to_front()
        assert await page.evaluate("k.muted") is mutes
        assert page.session.state == "active"  # the microphone goes on


@pytest.mark.parametrize("event", ["phone_call", "assistant"])
async def test_an_event_may_end_the_microphone(serve: Serve, engine: str, event: str) -> None:
    async with opened(serve, engine) as (browser, page, _):
        await page.evaluate("""async () => {
          const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
          [globalThis.m] = stream.getAudioTracks();
          [globalThis.k] = stream.getVideoTracks();
          for (const type of ["mute", "ended"]) m.addEventListener(type, () => log.push(type));
        }""")
        await page.wait_for_session("active")
        async with getattr(browser.device, event)(ends_microphones=True):
            await page.evaluate("until(() => log.includes('ended'))")
            assert await page.evaluate("[m.readyState, k.readyState]") == ["ended", "live"]
        await page.wait_for_session("inactive")
