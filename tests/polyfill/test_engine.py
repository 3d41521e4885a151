"""The polyfill in a page of the real engine: real media elements, the in-process link, a phone call."""

import pytest

from shim import Browser
from shim.engine.platform import units as pieces
from tests.paths import ROOT

SOUND = (ROOT / "examples" / "sounds" / "voice.ogg").as_uri()
PAGE = f"""<audio id=a loop src="{SOUND}"></audio><script>
  var log = [], a = document.querySelector("#a");
  navigator.audioSession.onstatechange = (e) => log.push(e.isTrusted + " " + navigator.audioSession.state);
  for (const type of ["playing", "pause"]) a.addEventListener(type, () => log.push(type));
</script>"""


async def test_element_plays_is_interrupted_and_resumes() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content(PAGE, url=SOUND)
        await page.evaluate("a.play()")
        await page.wait_for_session("active")
        async with browser.device.phone_call():
            await page.wait_for_session("interrupted")
            await page.wait_for_function("a.paused")
        await page.wait_for_session("active")
        await page.wait_for_function("!a.paused && log.length >= 6")
        await page.evaluate("a.pause()")
        await page.wait_for_session("inactive")
        assert await page.evaluate("log") == [
            "playing",
            "true active",
            "true interrupted",
            "pause",
            "true active",
            "playing",
            "pause",
            "true inactive",
        ]
        assert [str(t.cause) for t in browser.device.timeline] == [
            "element became audible: audio#1",
            "phone call",
            "phone call ended",
            "element no longer audible: audio#1",
        ]
        assert browser.device.faults == []


LOOKS = [
    "Object.getOwnPropertyDescriptor(Navigator.prototype, 'audioSession').get.call(navigator).state",
    "Object.keys(Navigator.prototype).includes('audioSession') && navigator.audioSession.state",
    "(() => { for (let i = 0; i < 100; i++) navigator['x' + i]; return navigator.audioSession.state })()",
    "'audioSession' in Navigator.prototype && 'audioSession' in navigator && navigator.audioSession.state",
    "AudioSession.name && navigator.audioSession.state",
]


@pytest.mark.parametrize("small", [pieces.SMALL, 1000])
@pytest.mark.parametrize("look", LOOKS)
async def test_attribute_is_there_however_it_is_looked_for(
    look: str, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where an interface like Navigator would be built whole."""
    cached = (pieces.eager, pieces.unit, pieces.plain)
    monkeypatch.setattr(pieces, "SMALL", small)
    for function in cached:
        function.cache_clear()
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("")
        assert await page.evaluate(look) == "inactive"
    for function in cached:
        function.cache_clear()
