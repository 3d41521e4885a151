"""Two tabs of Chromium and a page on QuickJS share one device."""

from __future__ import annotations

import subprocess
import sys
import textwrap

from shim import Browser, Page
from tests.paths import ROOT
from tests.real_browsers import need_chromium

RADIO = ROOT / "examples" / "radio" / "index.html"


async def test_tabs_of_two_engines_stop_and_interrupt_each_other() -> None:
    need_chromium()
    async with Browser(engine="chromium") as chromium, Browser(device=chromium.device) as quickjs:
        device = chromium.device
        pages = [await chromium.new_page(), await chromium.new_page(), await quickjs.new_page()]
        assert [page.name for page in pages] == ["tab 1", "tab 2", "tab 3"]
        for page in pages:
            await page.goto(RADIO)

        async def play(page: Page) -> None:
            await page.click("#play")
            await page.wait_for_session("active")
            await page.wait_for_function("!audio.paused")

        # each playback stops the one before it, within an engine and across
        await play(pages[0])
        for before, page in [(0, 1), (1, 2), (2, 0)]:
            await play(pages[page])
            await pages[before].wait_for_session("inactive")
            await pages[before].wait_for_function("audio.paused")
            assert [heard.name for heard in device.audible()] == [pages[page].name]
            cause = [entry for entry in device.timeline if entry.participant == pages[before].name][-1].cause
            assert str(cause) == f"stopped by {pages[page].name}"

        # what mixes plays together, a call interrupts all of it, and its end resumes all
        for page in pages[1:]:
            await page.evaluate("void (navigator.audioSession.type = 'ambient')")
            await play(page)
        assert len(device.audible()) == 3
        async with device.phone_call():
            assert [page.session.state for page in pages] == ["interrupted"] * 3
            assert [await page.evaluate("[navigator.audioSession.state, audio.paused]") for page in pages] == [
                ["interrupted", True]
            ] * 3
            assert device.audible() == []
        assert [page.session.state for page in pages] == ["active"] * 3
        for page in pages:
            await page.wait_for_function("!audio.paused")
        assert len(device.audible()) == 3

        # a tab that is closed, and a browser, leave the device
        await pages[0].close()
        assert [heard.name for heard in device.audible()] == ["tab 2", "tab 3"]
        await quickjs.close()
        assert [heard.name for heard in device.audible()] == ["tab 2"]
        assert device.faults == []


def test_the_readme_shows_the_example() -> None:
    _, _, rest = (ROOT / "README.md").read_text().partition("# examples/shared_device.py, its body\n")
    body = rest.partition("```")[0]
    assert len(body.splitlines()) > 10
    assert textwrap.indent(body, "    ") in (ROOT / "examples" / "shared_device.py").read_text()


def test_the_example_prints_what_it_says() -> None:
    need_chromium()
    done = subprocess.run(
        [sys.executable, "-W", "error", "examples/shared_device.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == "interrupted interrupted interrupted\nactive active active\n"
