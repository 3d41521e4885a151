"""Microphones as elements of a page's audio session, in a whole browser."""

from __future__ import annotations

from shim import Browser

PAGE = "<!doctype html><p>call</p>"
START = """async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  [globalThis.track] = stream.getTracks();
  globalThis.log = [];
  for (const type of ["mute", "unmute", "ended"]) track.addEventListener(type, (e) => log.push(e.type));
  navigator.audioSession.onstatechange = () => log.push(navigator.audioSession.state);
}"""


async def test_a_phone_call_mutes_the_microphone() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content(PAGE, url="https://example.test/")
        await page.evaluate(START)
        await page.wait_for_session("active")
        track = browser.streams.tracks[0]
        async with browser.device.phone_call():
            await page.wait_for_session("interrupted")
            assert await page.evaluate("track.muted") is True
            assert not track.samples(0.1, 128, 48_000).any()
        await page.wait_for_session("active")
        await page.wait_until_idle()
        assert track.samples(0.1, 128, 48_000).any()
        log = await page.evaluate("log")
        assert [entry for entry in log if entry in ("mute", "unmute", "ended")] == ["mute", "unmute"]


async def test_an_explicit_type_without_recording_ends_and_refuses_microphones() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content(PAGE, url="https://example.test/")
        await page.evaluate(START)
        await page.evaluate("navigator.audioSession.type = 'playback'")
        await page.wait_until_idle()
        assert await page.evaluate("[track.readyState, log.includes('ended')]") == ["ended", True]
        refused = "navigator.mediaDevices.getUserMedia({ audio: true }).catch((e) => [e.name, e.message])"
        message = "AudioSession category is not compatible with audio capture."
        assert await page.evaluate(refused) == ["InvalidStateError", message]
        camera = "navigator.mediaDevices.getUserMedia({ video: true }).then((s) => s.active)"
        assert await page.evaluate(camera) is True
        await page.evaluate("navigator.audioSession.type = 'play-and-record'")
        assert await page.evaluate("navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => s.active)") is True


async def test_pages_without_a_secure_origin_have_no_devices() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content(PAGE, url="http://example.test/")
        assert await page.evaluate("[typeof navigator.mediaDevices, typeof MediaDevices]") == ["undefined", "undefined"]


async def test_the_browser_sets_what_is_allowed() -> None:
    ask = "navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => s.active, (e) => e.name)"
    async with Browser(permissions={"microphone": "denied"}) as browser:
        page = await browser.new_page()
        await page.set_content(PAGE, url="https://example.test/")
        assert await page.evaluate(ask) == "NotAllowedError"
        await browser.grant_permissions(["microphone"], origin="https://example.test")
        assert await page.evaluate(ask) is True
        await browser.clear_permissions()
        assert await page.evaluate(ask) == "NotAllowedError"
