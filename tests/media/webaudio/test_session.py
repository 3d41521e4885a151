"""AudioContexts as elements of the audio session: heard by their samples, interrupted by a phone call."""

from __future__ import annotations

import pytest

from shim import Browser
from shim.headless.page import Page

CONTENT = """
<script>
  var log = [];
  navigator.audioSession.onstatechange = () => log.push(`session ${navigator.audioSession.state}`);
  var context = new AudioContext(), gain = new GainNode(context, { gain: 0 }), o = new OscillatorNode(context);
  context.onstatechange = () => log.push(context.state);
  o.connect(gain).connect(context.destination);
  o.start();
</script>"""


async def sounding_page(browser: Browser) -> Page:
    page = await browser.new_page()
    await page.set_content(CONTENT, url="https://example.test/")
    await page.wait_for_function("context.state === 'running'", timeout=5)
    assert page.session.state == "inactive"
    await page.evaluate("gain.gain.value = 0.01; 0")
    await page.wait_for_session("active", timeout=5)
    return page


@pytest.mark.real_time
async def test_session_is_active_while_samples_are_not_zero(browser: Browser) -> None:
    page = await sounding_page(browser)
    await page.evaluate("gain.gain.value = 0; 0")
    await page.wait_for_session("inactive", timeout=5)
    assert await page.evaluate("context.state") == "running"


async def test_phone_call_interrupts_the_context_and_resume_waits_for_its_end(browser: Browser) -> None:
    page = await sounding_page(browser)
    async with browser.device.phone_call():
        await page.wait_for_function("context.state === 'interrupted'", timeout=5)
        held = await page.evaluate("context.currentTime")
        await page.evaluate("(context.resume().then(() => log.push('resumed')), 0)")
        await page.evaluate("new Promise((resolve) => setTimeout(resolve, 50))")
        assert await page.evaluate("[context.state, context.currentTime]") == ["interrupted", held]
    await page.wait_for_function("context.state === 'running'", timeout=5)
    await page.wait_for_session("active", timeout=5)
    told = [entry for entry in await page.evaluate("log") if not entry.startswith("session")]
    assert told == ["running", "interrupted", "resumed", "running"]


async def test_context_that_the_page_suspends_meanwhile_stays_suspended(browser: Browser) -> None:
    page = await sounding_page(browser)
    async with browser.device.phone_call():
        await page.wait_for_function("context.state === 'interrupted'", timeout=5)
        await page.evaluate("context.suspend()")
        await page.wait_for_function("context.state === 'suspended'", timeout=5)
    await page.wait_until_idle(timeout=5)
    assert await page.evaluate("context.state") == "suspended"
    await page.evaluate("context.resume()")
    assert await page.evaluate("context.state") == "running"
