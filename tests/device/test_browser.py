"""`browser.device`: a page among apps, calls, switches and headphones, through the whole of the browser: on QuickJS
and on Chromium."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shim import Browser, Error, Page
from shim.session import Policy, PolicyError
from tests.paths import ROOT

SOUNDS = ROOT / "examples" / "sounds"
EXAMPLES = SOUNDS.parent
MUSIC = f"data:audio/ogg;base64,{base64.b64encode((SOUNDS / 'music.ogg').read_bytes()).decode()}"
PAGE = f"""<!doctype html><title>Player</title><audio loop src="{MUSIC}"></audio>
<script>
  globalThis.a = document.querySelector("audio");
  globalThis.log = [];
  navigator.audioSession.onstatechange = () => log.push(navigator.audioSession.state);
  for (const type of ["play", "pause"]) a.addEventListener(type, () => log.push(type));
  document.onvisibilitychange = () => log.push(document.visibilityState);
</script>"""


@pytest.fixture
async def browser(engine: str) -> AsyncIterator[Browser]:
    async with Browser(engine=engine) as browser:
        yield browser
        assert browser.device.faults == []
        assert [str(e) for page in browser.pages for e in page.errors] == []


async def player(browser: Browser) -> Page:
    page = await browser.new_page()
    await page.set_content(PAGE, url="https://example.test/")
    await page.evaluate("a.play()")
    await page.wait_for_session("active")
    return page


async def test_a_web_call_interrupts_music_and_is_interrupted_by_a_phone_call(browser: Browser) -> None:
    device = browser.device
    music = device.app("Music", type="playback")
    assert music.play()
    page = await browser.new_page()
    await page.goto(EXAMPLES / "video_call" / "index.html")
    await page.click("#join")
    await page.wait_for_session("active")
    await page.wait_for_function("!leave.disabled")
    assert (music.name, music.type, music.state, music.gain) == ("Music", "playback", "interrupted", 1.0)
    assert not music.play()
    async with device.phone_call():
        await page.wait_for_session("interrupted")
        banner = page.document.select_one("#banner")
        assert banner is not None
        assert banner.text == "On hold"
        assert device.audible() == []
    await page.wait_for_session("active")
    assert [(a.name, a.type, a.gain, a.output) for a in device.audible()] == [
        ("tab 1", "play-and-record", 1.0, "earpiece")
    ]
    await page.close()
    assert music.state == "active"
    assert [(t.participant, str(t.cause)) for t in device.timeline][-1] == ("Music", "tab 1 ended")


async def test_an_app_stops_the_page(browser: Browser) -> None:
    page = await player(browser)
    music = browser.device.app("Music")
    music.play()
    await page.wait_for_session("inactive")
    await page.wait_for_function("a.paused")
    music.stop()
    await page.wait_until_idle()
    assert await page.evaluate("log") == ["play", "active", "inactive", "pause"]
    assert repr(music) == "<App 'Music' playback inactive>"


async def test_two_tabs(browser: Browser) -> None:
    first = await player(browser)
    second = await player(browser)
    await first.wait_for_session("inactive")
    await first.wait_for_function("a.paused")
    assert [a.name for a in browser.device.audible()] == ["tab 2"]
    await second.close()
    assert browser.device.audible() == []


async def test_a_refused_page_does_not_begin(browser: Browser) -> None:
    call = browser.device.app("Call", type="play-and-record")
    call.play()
    page = await browser.new_page()
    await page.set_content(PAGE, url="https://example.test/")
    assert await page.evaluate("a.play().catch((error) => error.name)") == "NotAllowedError"
    assert await page.evaluate("[navigator.audioSession.state, a.paused, log]") == ["inactive", True, []]


async def test_a_prompt_ducks_the_page(browser: Browser) -> None:
    page = await player(browser)
    prompt = browser.device.app("Navigation", type="transient")
    prompt.play()
    assert [(a.name, a.gain) for a in browser.device.audible()] == [("tab 1", 0.2), ("Navigation", 1.0)]
    assert page.session.state == "active"
    prompt.pause()
    browser.device.volume = 0.5
    assert [(a.name, a.gain) for a in browser.device.audible()] == [("tab 1", 0.5)]
    assert browser.device.volume == 0.5
    assert [level.gain for level in browser.device.levels] == [0.2, 1.0]
    prompt.play()
    prompt.close()
    assert len(browser.device.audible()) == 1


async def test_alarm_and_assistant_nest(browser: Browser) -> None:
    page = await player(browser)
    async with browser.device.alarm():
        async with browser.device.assistant():
            assert page.session.state == "interrupted"
        assert page.session.state == "interrupted"
    assert page.session.state == "active"
    async with browser.device.alarm(resume=False):
        pass
    assert page.session.state == "inactive"
    assert str(browser.device.timeline[-1].cause) == "alarm ended, not to be resumed"


async def test_headphones_come_and_go(browser: Browser) -> None:
    page = await player(browser)
    await page.evaluate("void (navigator.mediaDevices.ondevicechange = () => log.push('devicechange'))")
    browser.device.plug("headphones")
    assert browser.device.audible()[0].output == "headphones"
    with pytest.raises(Error, match="plugged in already"):
        browser.device.plug("Headphones")
    browser.device.unplug("headphones")
    await page.wait_for_session("inactive")
    await page.wait_for_function("log.filter((e) => e === 'devicechange').length === 2")
    assert await page.evaluate("a.paused")
    browser.device.plug("bluetooth")
    listed = await page.evaluate("""async () => {
      await navigator.mediaDevices.getUserMedia({ audio: true });
      return (await navigator.mediaDevices.enumerateDevices()).map((d) => d.label).filter((l) => l === "Bluetooth");
    }""")
    assert listed == ["Bluetooth", "Bluetooth"]


async def test_lock_hides_pages(engine: str) -> None:
    async with Browser(engine=engine, policy="ios") as browser:
        audio = await player(browser)
        browser.device.lock()
        browser.device.lock()
        assert browser.device.locked
        assert await audio.evaluate("[document.hidden, log.at(-1)]") == [True, "hidden"]
        assert audio.session.state == "active"
        hidden = await browser.new_page()
        assert await hidden.evaluate("document.visibilityState") == "hidden"
        browser.device.unlock()
        assert await audio.evaluate("document.visibilityState") == "visible"


async def test_silent_switch_mutes_a_metronome_on_ios(engine: str) -> None:
    async with Browser(engine=engine, policy="ios") as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html>", url="https://example.test/")
        await page.evaluate("""() => {
          globalThis.c = new AudioContext();
          const tone = new OscillatorNode(c);
          tone.connect(c.destination);
          tone.start();
        }""")
        await page.wait_for_session("active")
        assert [a.type for a in browser.device.audible()] == ["ambient"]
        browser.device.silent_switch = True
        assert browser.device.silent_switch
        assert browser.device.audible() == []
        assert page.session.state == "active"
        async with browser.device.phone_call():
            assert page.session.state == "interrupted"
            assert await page.evaluate("c.state") == "interrupted"
        browser.device.silent_switch = False
        await page.wait_for_function("c.state === 'running'")


async def test_policies_by_name_file_and_object(tmp_path: Path) -> None:
    mine = ROOT / "shim" / "session" / "policies" / "desktop.toml"
    text = mine.read_text(encoding="utf-8").replace('name = "desktop"', 'name = "mine"')
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    assert Browser(policy=path).device.policy.name == "mine"
    assert Browser(policy=str(path)).device.policy.name == "mine"
    assert Browser(policy="chromeos").device.policy.name == "chromeos"
    policy = Policy.named("ios")
    assert Browser(policy=policy).device.policy is policy
    path.write_bytes(b"\xff")
    for unreadable in (path, tmp_path, tmp_path / "other.toml"):
        with pytest.raises(PolicyError, match=f"{unreadable.name} cannot be read"):
            Browser(policy=unreadable)
    for bad, problem in (("matrix = [", r"this is no TOML: .*"), ('name = "x"', r"matrix\.playback\.playback: .*")):
        path.write_text(bad, encoding="utf-8")
        with pytest.raises(PolicyError, match=rf"{problem}\(in .*mine\.toml\)"):
            Browser(policy=path)
    with pytest.raises(ValueError, match="there is no policy 'nothing'"):
        Browser(policy="nothing")
    with pytest.raises(PolicyError, match=r"matrix\.playback\.playback"):
        Browser(policy={"name": "x"})


async def test_apps_have_a_type(browser: Browser) -> None:
    for type_ in ("auto", "music"):
        with pytest.raises(ValueError, match="it can be: playback, transient"):
            browser.device.app("Music", type=type_)
