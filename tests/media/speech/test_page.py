"""speechSynthesis as pages see it, and as an element of their audio session."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shim import Browser
from shim.headless.page import Page

SPEAK = """(text) => {
  globalThis.log ??= [];
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.rate = 10;
  for (const type of ["start", "end", "error", "pause", "resume"])
    utterance.addEventListener(type, (e) => log.push(e.type));
  utterance.onboundary = (e) => log.push([e.name, e.charIndex, e.charLength]);
  utterance.onerror = (e) => log.push([e.constructor.name, e.error]);
  speechSynthesis.speak(utterance);
  globalThis.utterance = utterance;
}"""


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with Browser(clock="manual") as browser:
        made = await browser.new_page()
        await made.set_content("<!doctype html><p>speech</p>", url="https://example.test/")
        yield made
        assert list(made.errors) == []
        assert made.missing == []
        assert browser.device.faults == []


async def until_idle(page: Page) -> None:
    await page.browser.clock.run_until(page.wait_until_idle(), timeout=30)


async def test_says_a_text(page: Page) -> None:
    await page.evaluate(SPEAK, "Hello world")
    await until_idle(page)
    assert await page.evaluate("log") == ["start", ["word", 0, 5], ["word", 6, 5], "end"]
    assert (
        await page.evaluate("[speechSynthesis.speaking, speechSynthesis.pending, speechSynthesis.paused]")
        == [False] * 3
    )


async def test_cancel_is_an_error_of_the_utterance(page: Page) -> None:
    await page.evaluate(SPEAK, "Hello world")
    await page.wait_for_function("speechSynthesis.speaking")
    await page.evaluate("speechSynthesis.cancel()")
    await until_idle(page)
    assert (await page.evaluate("log"))[-2:] == ["error", ["SpeechSynthesisErrorEvent", "interrupted"]]


async def test_voices_come_with_an_event(page: Page) -> None:
    voices = await page.evaluate("""() => new Promise((resolve) => {
        const before = speechSynthesis.getVoices().length;
        speechSynthesis.onvoiceschanged = () => {
          const [first, second] = speechSynthesis.getVoices();
          const isSame = speechSynthesis.getVoices()[0] === first;
          resolve([before, first.lang, first.default, second.default, first.localService, isSame]);
        };
    })""")
    assert voices == [0, "en-US", True, False, True, True]
    await page.evaluate("void (globalThis.utterance = new SpeechSynthesisUtterance())")
    await page.evaluate("void (utterance.voice = speechSynthesis.getVoices()[1])")
    assert await page.evaluate("utterance.voice.lang") == "en-GB"


async def test_shapes(page: Page) -> None:
    assert await page.evaluate("""[
        `${speechSynthesis}`, SpeechSynthesisUtterance.length, new SpeechSynthesisUtterance().text,
        new SpeechSynthesisUtterance(5).text, new SpeechSynthesisUtterance("a").rate,
        speechSynthesis === window.speechSynthesis, SpeechSynthesisEvent.length,
    ]""") == ["[object SpeechSynthesis]", 0, "", "5", 1, True, 2]
    assert (
        await page.evaluate("""[
        () => new SpeechSynthesis(),
        () => speechSynthesis.speak("text"),
        () => { new SpeechSynthesisUtterance().rate = NaN },
        () => new SpeechSynthesisEvent("x", {}),
        () => new SpeechSynthesisErrorEvent("x", { utterance: new SpeechSynthesisUtterance(), error: "no" }),
    ].map((f) => { try { f(); return null } catch (e) { return e.name } })""")
        == ["TypeError"] * 5
    )


async def test_speech_is_an_element_of_the_session(page: Page) -> None:
    await page.evaluate("void (navigator.audioSession.onstatechange = () => log.push(navigator.audioSession.state))")
    await page.evaluate(SPEAK, "A few words that take a while to be said by this voice, at this rate")
    await page.wait_for_session("active")
    assert page.session.computed_type == "transient"
    await until_idle(page)
    await page.wait_for_session("inactive")
    states = [entry for entry in await page.evaluate("log") if entry in ("active", "inactive")]
    assert states == ["active", "inactive"]


async def test_a_phone_call_pauses_speech(page: Page) -> None:
    await page.evaluate(SPEAK, "A few words that take a while to be said by this voice, at this rate, " * 3)
    await page.wait_for_session("active")
    async with page.browser.device.phone_call():
        await page.wait_for_session("interrupted")
        await page.wait_for_function("speechSynthesis.paused")
        await until_idle(page)
        assert await page.evaluate("speechSynthesis.speaking") is True
    await until_idle(page)
    log = [entry for entry in await page.evaluate("log") if isinstance(entry, str)]
    assert log == ["start", "pause", "resume", "end"]
