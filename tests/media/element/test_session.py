"""Media elements as elements of the audio session, from the parser or from script to the device's timeline."""

from __future__ import annotations

from shim import Browser
from tests.media.element.conftest import SoundPage, data_url


async def test_autoplay_markup_makes_the_session_active_and_its_end_inactive(sound_page: SoundPage) -> None:
    page = sound_page.page
    await sound_page.load(f'<audio autoplay src="{data_url("tone-1s.wav")}"></audio>')
    await page.wait_for_session("active")
    assert page.session.computed_type == "playback"
    await page.evaluate("document.querySelector('audio').playbackRate = 16")
    await sound_page.until_idle()
    assert page.session.state == "inactive"
    assert sound_page.transitions() == [
        ("active", "element became audible: audio#1"),
        ("inactive", "element no longer audible: audio#1"),
    ]


async def test_a_detached_audio_played_by_script(sound_page: SoundPage) -> None:
    await sound_page.load(
        "<script>navigator.audioSession.onstatechange = () => log.push(navigator.audioSession.state)</script>"
    )
    states = await sound_page.run("""
      const a = new Audio("tone-1s.wav");
      const before = navigator.audioSession.state;
      await a.play();
      await once(navigator.audioSession, "statechange");
      a.playbackRate = 16;
      await once(a, "ended");
      return [before, a.ended];
    """)
    assert states == ["inactive", True]
    await sound_page.until_idle()
    assert await sound_page.log() == ["active", "inactive"]
    assert [state for state, _ in sound_page.transitions()] == ["active", "inactive"]


async def test_what_is_muted_silent_or_without_sound_never_activates(sound_page: SoundPage) -> None:
    await sound_page.load('<audio autoplay muted src="tone-1s.wav"></audio>')
    await sound_page.run("""
      const silent = new Audio("tone-1s.wav");
      silent.volume = 0;
      const video = document.createElement("video");
      video.src = "silent-video.webm";
      for (const a of [silent, video, document.querySelector("audio")]) { a.playbackRate = 16; await a.play(); }
    """)
    await sound_page.until_idle()
    assert sound_page.page.session.state == "inactive"
    assert sound_page.transitions() == []


async def test_muting_and_unmuting_while_playing(sound_page: SoundPage) -> None:
    page = sound_page.page
    await sound_page.load()
    await sound_page.run('globalThis.a = new Audio("music.ogg"); await a.play();')
    await page.wait_for_session("active")
    await page.evaluate("a.muted = true")
    await page.wait_for_session("inactive")
    await page.evaluate("a.muted = false")
    await page.wait_for_session("active")
    await page.evaluate("a.volume = 0")
    await page.wait_for_session("inactive")
    await page.evaluate("a.pause()")


async def test_a_seek_and_a_loop_do_not_end_the_session(sound_page: SoundPage) -> None:
    page = sound_page.page
    await sound_page.load()
    await sound_page.run("""
      globalThis.a = watch(new Audio("tone-1s.wav"));
      a.loop = true;
      a.playbackRate = 16;
      await a.play();
    """)
    await page.wait_for_session("active")
    await sound_page.run("a.currentTime = 0.5; await once(a, 'seeked'); await once(a, 'seeked');")
    assert page.session.state == "active"
    await sound_page.until_idle(timeout=2)  # a loop does not keep a page busy
    assert page.session.state == "active"
    assert [state for state, _ in sound_page.transitions()] == ["active"]


async def test_a_phone_call_pauses_and_resumes(sound_page: SoundPage) -> None:
    page = sound_page.page
    await sound_page.load()
    await sound_page.run('globalThis.a = watch(new Audio("music.ogg")); await a.play();')
    await page.wait_for_session("active")
    await sound_page.log()
    async with page.browser.device.phone_call():
        await page.wait_for_session("interrupted")
        await page.wait_for_function("a.paused")
        assert await sound_page.log() == ["timeupdate", "pause"]
        at = await page.evaluate("a.currentTime")
    await page.wait_for_session("active")
    await page.wait_for_function("log.includes('playing')")
    assert await page.evaluate("a.paused") is False
    assert await page.evaluate("a.currentTime") >= at


async def test_resuming_needs_no_user_gesture() -> None:
    async with Browser(autoplay="user-gesture") as browser:
        sound_page = SoundPage(await browser.new_page())
        page = sound_page.page
        await sound_page.load()
        refused = 'globalThis.a = new Audio("music.ogg"); return a.play().then(() => "played", (e) => e.name);'
        assert await sound_page.run(refused) == "NotAllowedError"
        page.user_activated = True
        await sound_page.run("await a.play()")
        await page.wait_for_session("active")
        async with browser.device.phone_call():
            await page.wait_for_session("interrupted")
            await page.wait_for_function("a.paused")
            page.user_activated = False
        await page.wait_for_session("active")
        await page.wait_for_function("!a.paused")


async def test_a_pause_of_the_page_during_a_call_is_final(sound_page: SoundPage) -> None:
    page = sound_page.page
    await sound_page.load()
    await sound_page.run('globalThis.a = new Audio("music.ogg"); await a.play();')
    await page.wait_for_session("active")
    async with page.browser.device.phone_call():
        await page.wait_for_session("interrupted")
        await page.evaluate("a.pause()")
    await page.wait_for_session("inactive")
    assert await page.evaluate("a.paused") is True


async def test_removing_the_element_ends_the_session(sound_page: SoundPage) -> None:
    page = sound_page.page
    await sound_page.load('<audio src="music.ogg" autoplay></audio>')
    await page.wait_for_session("active")
    await page.evaluate("document.querySelector('audio').remove()")
    await page.wait_for_session("inactive")


async def test_a_page_that_is_left_takes_its_sound_along(sound_page: SoundPage) -> None:
    page = sound_page.page
    await sound_page.load('<audio src="music.ogg" autoplay></audio>')
    await page.wait_for_session("active")
    await sound_page.load()
    assert page.session.state == "inactive"
    await sound_page.until_idle()
    assert sound_page.transitions()[-1][0] == "inactive"
