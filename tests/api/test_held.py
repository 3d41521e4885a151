"""Media that begin during an interruption are held before they sound or say that they play, on both engines."""

from __future__ import annotations

import asyncio
import base64
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from shim import Browser, Page, TimeoutError
from tests.conftest import clock_of
from tests.paths import ROOT
from tests.real_browsers import need_chromium, tone

URL = "https://example.test/"
SOUND = f"data:audio/wav;base64,{base64.b64encode(tone()).decode()}"
HEAD = """<!doctype html><script>
  const log = [], states = [], session = navigator.audioSession;
  session.onstatechange = () => states.push(session.state);
  const until = async (holds) => { while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10)); };
  const hear = (media) => {
    for (const type of ["play", "playing", "pause"]) media.addEventListener(type, () => log.push(type));
    return media;
  };
  const make = () => hear(new Audio("SOUND"));
  const oscillate = (context) => {
    const source = new OscillatorNode(context);
    source.connect(context.destination);
    source.start();
    context.onstatechange = () => log.push(context.state);
    return context;
  };
</script>""".replace("SOUND", SOUND)


@pytest.fixture
async def browser(engine: str) -> AsyncIterator[Browser]:
    async with Browser(engine=engine, clock=clock_of(engine)) as browser:
        yield browser
        assert browser.device.faults == []
        assert [str(e) for page in browser.pages for e in page.errors] == []


async def opened(browser: Browser, html: str = HEAD) -> Page:
    page = await browser.new_page()
    await page.set_content(html, url=URL)
    return page


@asynccontextmanager
async def silence(browser: Browser, engine: str, path: Path) -> AsyncIterator[None]:
    """Nothing is heard meanwhile. Chromium's sound goes to the machine's: there only the device is asked."""
    recording = browser.device.record(path) if engine == "quickjs" else None
    try:
        yield
        assert browser.device.audible() == []
    finally:
        if recording is not None:
            await recording.stop()
            assert loudest(path) == 0


def loudest(path: Path) -> float:
    data = path.read_bytes()
    return float(np.abs(np.frombuffer(data[data.index(b"data") + 8 :], np.float32)).max(initial=0))


async def run(page: Any, expression: str) -> Any:
    """The value of an expression in a page or a frame; the time that it takes passes, on either clock."""
    return await getattr(page, "page", page).browser.clock.run_until(page.evaluate(expression), timeout=30)


async def come_to(page: Page, state: Any) -> None:
    """Waits for the session to be in that state; the time that it takes passes."""
    await page.browser.clock.run_until(page.wait_for_session(state), timeout=30)


async def sleep(page: Page, seconds: float = 0.3) -> None:
    await page.browser.clock.run_for(seconds)


def interruptions(browser: Browser) -> dict[str, Any]:
    return {
        "phone call": browser.device.phone_call,
        "alarm": browser.device.alarm,
        "assistant": browser.device.assistant,
    }


EVENTS = pytest.mark.parametrize("event", ["phone call", "alarm", "assistant"])


# what a page does during the call; what it finds then; what it finds after it
CASES: dict[str, tuple[str, Any, str, Any]] = {
    "play()": (
        "globalThis.a = make(); a.play().then(() => log.push('resolved'))",
        [[], True, "interrupted"],
        "await until(() => log.includes('resolved')); return log",
        ["play", "playing", "resolved"],
    ),
    "play() of an element in the page": (
        "document.body.append(globalThis.a = hear(document.createElement('audio'))); "
        f"a.src = '{SOUND}'; a.play().then(() => log.push('resolved'))",
        [[], True, "interrupted"],
        "await until(() => log.includes('resolved')); return log",
        ["play", "playing", "resolved"],
    ),
    "autoplay": (
        "document.body.append(globalThis.a = hear(document.createElement('audio'))); a.autoplay = true;"
        f"a.src = '{SOUND}';",
        [[], True, "interrupted"],
        "await until(() => log.includes('playing')); return log",
        ["play", "playing"],
    ),
    "play() and pause()": (
        "globalThis.a = make(); a.play().catch((error) => log.push(error.name)); a.pause()",
        [["AbortError"], True, "interrupted"],
        "await until(() => session.state === 'inactive'); return [a.paused, log, states]",
        [True, ["AbortError"], ["interrupted", "inactive"]],
    ),
    "an element that is unmuted": (
        "globalThis.a = make(); a.muted = true; await a.play(); await until(() => log.length === 2); a.muted = false;"
        "await until(() => a.paused)",
        [["play", "playing", "pause"], True, "interrupted"],
        "await until(() => !a.paused); return a.muted",
        False,
    ),
}


@pytest.mark.parametrize("case", CASES)
async def test_media_elements(browser: Browser, engine: str, tmp_path: Path, case: str) -> None:
    act, found, after, left = CASES[case]
    page = await opened(browser)
    async with browser.device.phone_call(), silence(browser, engine, tmp_path / "call.wav"):
        await run(page, f"async () => {{ {act} }}")
        await sleep(page)
        assert await run(page, "[log, a.paused, session.state]") == found
    assert await run(page, f"async () => {{ {after} }}") == left


@EVENTS
async def test_each_event_holds(browser: Browser, engine: str, tmp_path: Path, event: str) -> None:
    page = await opened(browser)
    async with interruptions(browser)[event](), silence(browser, engine, tmp_path / "event.wav"):
        await run(page, "void (globalThis.a = make()).play()")
        await sleep(page)
        assert await run(page, "[log, states]") == [[], ["interrupted"]]
    await run(page, "until(() => !a.paused)")
    await come_to(page, "active")


async def test_a_page_that_plays_again_when_it_is_paused(browser: Browser, engine: str, tmp_path: Path) -> None:
    page = await opened(browser)
    await run(page, "async () => { globalThis.a = make(); a.onpause = () => a.play(); await a.play() }")
    await come_to(page, "active")
    async with browser.device.phone_call():
        await sleep(page, 0.1)
        async with silence(browser, engine, tmp_path / "call.wav"):
            await sleep(page)
            assert await run(page, "log.filter((x) => x === 'pause').length") == 1
    await come_to(page, "active")
    await run(page, "until(() => !a.paused)")


CONTEXTS = {
    "new": "globalThis.c = oscillate(new AudioContext())",
    "new, resume()": "globalThis.c = oscillate(new AudioContext()); c.resume().catch((e) => log.push(e.name))",
    "suspended before, resume()": "c.resume().then(() => log.push('resolved'), (e) => log.push(e.name))",
}


@pytest.mark.parametrize("policy", ["spec", "ios"])
@pytest.mark.parametrize("case", CONTEXTS)
async def test_contexts(engine: str, tmp_path: Path, policy: str, case: str) -> None:
    async with Browser(engine=engine, policy=policy, clock=clock_of(engine)) as browser:
        page = await opened(browser)
        if "before" in case:
            await run(page, "async () => { globalThis.c = oscillate(new AudioContext()); await c.suspend() }")
            await run(page, "until(() => c.state === 'suspended')")
            await come_to(page, "inactive")
            await run(page, "void (log.length = 0)")
        async with browser.device.phone_call(), silence(browser, engine, tmp_path / "call.wav"):
            await run(page, f"() => {{ {CONTEXTS[case]} }}")
            await sleep(page)
            rejected = policy == "spec" and "resume" in case
            state = "interrupted" if rejected else "suspended"
            assert await run(page, "c.state") == state
            said = await run(page, "log")
            assert "running" not in said
            assert ("InvalidStateError" in said) is rejected
            assert "resolved" not in said
        await run(page, "until(() => c.state === 'running')")
        await come_to(page, "active")


async def test_a_context_that_was_silent_stays_so(browser: Browser, engine: str, tmp_path: Path) -> None:
    page = await opened(browser)
    await run(page, "async () => { globalThis.c = new AudioContext(); await until(() => c.state === 'running') }")
    async with browser.device.phone_call(), silence(browser, engine, tmp_path / "call.wav"):
        assert await run(page, "c.state") == "interrupted"
        await run(page, "void oscillate(c)")
        await sleep(page)
        assert page.session.state == "inactive"
    await come_to(page, "active")


@pytest.mark.parametrize("resume", [True, False])
async def test_resume_and_then_an_end(engine: str, resume: bool) -> None:
    """WebKit's W31: without permission to resume the context is suspended."""
    async with Browser(engine=engine, policy="ios", clock=clock_of(engine)) as browser:
        page = await opened(browser)
        await run(page, "globalThis.c = oscillate(new AudioContext()); until(() => session.state === 'active')")
        async with browser.device.phone_call(resume=resume):
            await run(page, "until(() => c.state === 'interrupted')")
            await run(page, "void c.resume()")
        state = "running" if resume else "suspended"
        await run(page, f"until(() => c.state === '{state}')")


async def test_resume_ends_an_interruption_that_may_end(engine: str) -> None:
    """WebKit's W13: another app interrupts, and the page asks for the sound."""
    async with Browser(engine=engine, policy="ios", clock=clock_of(engine)) as browser:
        page = await opened(browser)
        await run(page, "session.type = 'playback'; globalThis.c = oscillate(new AudioContext())")
        await come_to(page, "active")
        music = browser.device.app("Music")
        music.play()
        await come_to(page, "interrupted")
        await run(page, "until(() => c.state === 'interrupted')")
        await run(page, "c.resume()")
        assert await run(page, "c.state") == "running"
        await come_to(page, "active")
        assert music.state == "inactive"


async def test_a_microphone_is_muted_from_its_beginning(browser: Browser) -> None:
    page = await opened(browser)
    async with browser.device.phone_call():
        await run(
            page,
            "async () => { globalThis.t = (await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks()[0];"
            "log.push(t.muted) }",
        )
        await sleep(page)
        assert await run(page, "[log, t.muted]") == [[True], True]
    await run(page, "until(() => !t.muted)")
    await come_to(page, "active")


async def test_speech_waits(browser: Browser, engine: str, tmp_path: Path) -> None:
    page = await opened(browser)
    async with browser.device.phone_call(), silence(browser, engine, tmp_path / "call.wav"):
        await run(
            page,
            "globalThis.u = new SpeechSynthesisUtterance('one two'); u.onstart = () => log.push('start');"
            "u.onend = u.onerror = () => log.push('end'); speechSynthesis.speak(u)",
        )
        await sleep(page)
        assert await run(page, "[log, states]") == [[], ["interrupted"]]
    if engine == "quickjs":  # Chromium may have no voice
        await run(page, "until(() => log.includes('end'))")
        assert await run(page, "log") == ["start", "end"]


AUTOPLAY = f"{HEAD}<audio id=a src='{SOUND}' autoplay></audio><script>hear(a)</script>"
SCRIPTED = f"{HEAD}<script>globalThis.a = make(); a.play(); oscillate(globalThis.c = new AudioContext())</script>"


@pytest.mark.parametrize("html", [AUTOPLAY, SCRIPTED], ids=["autoplay", "script"])
async def test_a_page_that_loads_meanwhile(browser: Browser, engine: str, tmp_path: Path, html: str) -> None:
    async with browser.device.phone_call(), silence(browser, engine, tmp_path / "call.wav"):
        page = await opened(browser, html)
        await sleep(page)
        assert await run(page, "[log.filter((x) => x !== 'suspended'), states, a.paused]") == [
            [],
            ["interrupted"],
            True,
        ]
    await run(page, "until(() => !a.paused)")
    await come_to(page, "active")


async def test_a_frame_that_loads_meanwhile(browser: Browser, engine: str, tmp_path: Path) -> None:
    page = await opened(browser)
    page.route(f"{URL}frame", body=AUTOPLAY)
    async with browser.device.phone_call(), silence(browser, engine, tmp_path / "call.wav"):
        await run(
            page,
            f"void (document.body.append(document.createElement('iframe')),"
            f" (frames[0].frameElement.src = '{URL}frame'))",
        )
        await run(page, "until(() => frames[0].a)")
        await sleep(page)
        frame = page.frames[1]
        assert await run(frame, "[log, states, a.paused]") == [[], ["interrupted"], True]
    await run(frame, "until(() => !a.paused)")


async def test_markup_without_a_script(engine: str, tmp_path: Path) -> None:
    async with Browser(engine=engine, clock=clock_of(engine)) as browser:
        async with browser.device.phone_call(), silence(browser, engine, tmp_path / "call.wav"):
            page = await opened(browser, f"<!doctype html><audio src='{SOUND}' autoplay></audio>")
            await sleep(page)
            assert await run(page, "document.querySelector('audio').paused")
        await come_to(page, "active")


async def test_pages_that_never_come_to_rest(engine: str) -> None:
    """Two players each of which plays again whenever it is paused: each stops the other, under an alarm that mixes."""
    policy = tomllib.loads((ROOT / "shim/session/policies/spec.toml").read_text(encoding="utf-8"))
    policy["events"]["alarm"] = dict.fromkeys(policy["events"]["alarm"], "mix")
    async with Browser(engine=engine, policy=policy) as browser:
        pages = [await opened(browser), await opened(browser)]
        for page in pages:
            await page.evaluate("void (globalThis.a = make()).play()")
            await page.evaluate("a.onpause = () => { a.play().catch(() => {}) }; 0")
        async with asyncio.timeout(30):
            for event in (browser.device.alarm, browser.device.phone_call):
                with suppress(TimeoutError):  # in a moment without a task they are at rest
                    async with event():
                        pass
        for page in pages:
            await page.evaluate("void (a.onpause = null)")


async def test_a_page_whose_session_goes_on_changing_is_named() -> None:
    async with Browser() as browser:
        page = await opened(browser)
        await page.evaluate("(globalThis.a = make()).play()")
        await page.wait_for_session("active")
        await page.evaluate("void (session.onstatechange = () => { a.muted = session.state === 'active' })")
        message = rf"tab 1 \({URL}\): its audio session changed \d+ times, at last from .* audible: audio#1"
        with pytest.raises(TimeoutError, match=message):
            async with browser.device.phone_call():
                pass
        assert browser.device.core.events == []
        await page.evaluate("void (session.onstatechange = null)")


@pytest.mark.real_time
async def test_a_page_that_does_not_answer_is_named() -> None:
    need_chromium()
    async with Browser(engine="chromium") as browser:
        page = await opened(browser)
        await page.evaluate("void setTimeout(() => { const end = Date.now() + 7000; while (Date.now() < end); }, 100)")
        await asyncio.sleep(0.3)
        with pytest.raises(TimeoutError, match=rf"{URL} does not answer"):
            async with browser.device.phone_call():
                pass
        assert browser.device.core.events == []


# Who waits stops nobody


async def test_a_page_that_only_tries_stops_nobody(browser: Browser) -> None:
    first, second = await opened(browser), await opened(browser)
    await run(first, "(globalThis.a = make()).play()")
    await come_to(first, "active")
    async with browser.device.phone_call():
        await run(second, "void (globalThis.a = make()).play().catch((error) => log.push(error.name))")
        await come_to(second, "interrupted")
        assert first.session.state == "interrupted"
        await run(second, "a.pause()")
        await run(second, "until(() => log.length)")
    await come_to(first, "active")
    assert await run(second, "[log, a.paused, session.state]") == [["AbortError"], True, "inactive"]


async def test_who_asked_last_wins_and_the_other_does_not_begin(browser: Browser) -> None:
    first, second = await opened(browser), await opened(browser)
    music = browser.device.app("Music")
    async with browser.device.phone_call():
        for page in (first, second):
            await run(page, "void (globalThis.a = make()).play().catch((error) => log.push(error.name))")
            await come_to(page, "interrupted")
        assert music.play() is False
        await run(second, "void a.play().catch((error) => log.push(error.name))")
        await sleep(second, 0.1)
    await come_to(second, "active")
    assert music.state == "inactive"
    await run(first, "until(() => log.length)")
    assert await run(first, "[log, a.paused, session.state]") == [["NotAllowedError"], True, "inactive"]


# What a tab's session is

FRAME = """new Promise((resolve) => {
  globalThis.f = document.createElement("iframe");
  f.srcdoc = "x";
  f.onload = resolve;
  document.body.append(f);
})"""


async def test_media_that_plays_and_is_adopted_takes_its_session_along(browser: Browser) -> None:
    page = await opened(browser)
    await run(page, FRAME)
    await run(page, "(globalThis.a = make()).play()")
    await come_to(page, "active")
    await run(page, "void f.contentDocument.adoptNode(a)")
    await run(page, "until(() => f.contentWindow.navigator.audioSession.state === 'active')")
    await run(page, "until(() => session.state === 'inactive')")
    assert not await run(page, "a.paused")
    await run(page, "a.pause(); until(() => f.contentWindow.navigator.audioSession.state === 'inactive')")


async def test_the_session_of_a_frame_that_is_gone_is_an_object(browser: Browser) -> None:
    page = await opened(browser)
    await run(page, FRAME)
    script = """(() => {
      const { navigator } = f.contentWindow;
      f.remove();
      const { audioSession } = navigator;
      return [String(audioSession), audioSession.type, audioSession.state, audioSession === navigator.audioSession];
    })()"""
    assert await run(page, script) == ["[object AudioSession]", "auto", "inactive", True]


async def test_brand_checks(browser: Browser) -> None:
    page = await opened(browser)
    script = """(() => {
      const messages = [];
      for (const [owner, names] of [[AudioSession.prototype, ["type", "state", "onstatechange"]],
          [Navigator.prototype, ["audioSession"]]]) {
        for (const name of names) {
          const { get, set } = Object.getOwnPropertyDescriptor(owner, name);
          for (const accessor of [get, set]) {
            for (const self of [{}, null, owner, new EventTarget()]) {
              if (!accessor) continue;
              try {
                accessor.call(self, "playback");
                messages.push("none");
              } catch (error) {
                messages.push(`${error}`);
              }
            }
          }
        }
      }
      return [[...new Set(messages)], session.type];
    })()"""
    assert await run(page, script) == [["TypeError: Illegal invocation"], "auto"]
