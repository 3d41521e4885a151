"""Scenario for Playwright's blocking API, which `test_playwright.py` runs."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

import shim
from shim.inject import inject as inject_async
from shim.sync_api import Browser, Device, Error, inject
from tests.real_browsers import Site, serve, tree

SECONDS_TO_WAIT = 20.0
ARGUMENTS = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--site-per-process"]
SOUND = "<audio src=/tone.wav loop autoplay></audio>"
SEEN = "<script>globalThis.seen = String(navigator.audioSession)</script>"


@contextmanager
def serving() -> Iterator[Site]:
    """The site, on a thread of its own: here nothing runs between blocking calls."""
    loop, ready, ending = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    sites: list[Site] = []

    async def run() -> None:
        async with serve() as site:
            sites.append(site)
            ready.set()
            await ending.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),))
    thread.start()
    assert ready.wait(SECONDS_TO_WAIT)
    yield sites[0]
    loop.call_soon_threadsafe(ending.set)
    thread.join()
    loop.close()


def until(page: Page, holds: Callable[[], bool], what: Callable[[], object]) -> None:
    for _ in range(int(SECONDS_TO_WAIT * 100)):
        if holds():
            return
        page.wait_for_timeout(10)
    raise AssertionError(f"the device has {what()}")


def main(chromium: str) -> None:
    with sync_playwright() as playwright, serving() as site:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        pages(browser.new_context(), site)
        contexts(browser.new_context(), site)
        refusals(browser.new_page())
        browser.close()


def pages(context: BrowserContext, site: Site) -> None:
    """A page, the frames in it and what it opens."""
    device = Device("ios")
    page = context.new_page()
    injection = inject(page, device, tab_name="call page")

    def has(*tabs: str) -> None:
        until(page, lambda: tree(device) == list(tabs), lambda: tree(device))

    page.goto(site.at("a", SEEN + SOUND + site.frame("b", SEEN + SOUND)))
    assert [frame.evaluate("seen") for frame in page.frames] == ["[object AudioSession]"] * 2
    has("active [active]")
    with device.phone_call():
        # the call has reached the pages by now
        assert tree(device) == ["interrupted [interrupted]"]
        assert page.frames[1].evaluate("navigator.audioSession.state") == "interrupted"
        assert page.evaluate("document.querySelector('audio').paused")
    has("active [active]")
    assert {item.participant for item in device.timeline} == {"call page"}
    device.lock()
    device.settle()
    assert page.evaluate("document.visibilityState") == "hidden"
    device.unlock()

    page.goto(site.at("a", "<script>addEventListener('click', () => open(location))</script>"))
    has("inactive")
    with page.expect_popup() as opened:
        page.click("html")
    has("inactive", "inactive")
    opened.value.close()
    with page.expect_popup() as opened:
        page.evaluate(f"open({site.at('b', SOUND)!r}, '_blank', 'noopener') && 1")
    has("inactive", "active")
    opened.value.goto(site.at("c", SEEN))
    assert opened.value.evaluate("seen") == "[object AudioSession]"
    injection.close()
    assert tree(device) == []
    context.close()


def contexts(context: BrowserContext, site: Site) -> None:
    """All pages of a context: those that are there, and those that come."""
    first = context.new_page()
    first.goto(site.at("a", SOUND))
    device = Device()
    injection = inject(context, device)

    def has(*tabs: str) -> None:
        until(first, lambda: tree(device) == list(tabs), lambda: tree(device))

    has("active")
    second = context.new_page()
    second.goto(site.at("a", SEEN + SOUND))
    assert second.evaluate("seen") == "[object AudioSession]"
    has("inactive", "active")  # by the policy `spec` the second stops the first
    with second.expect_popup():
        second.evaluate("open(location) && 1")
    has("inactive", "inactive", "active")
    with pytest.raises(ValueError, match="this context has been injected into already"):
        inject(context, Device())
    with pytest.raises(ValueError, match="tab_name is for one page"):
        inject(context, Device(), tab_name="one")
    second.close()
    has("inactive", "active")
    injection.close()
    assert tree(device) == []
    later = context.new_page()
    later.goto(site.at("a", SOUND))
    assert tree(device) == []
    inject(context, device)
    until(later, lambda: len(tree(device)) == 3, lambda: tree(device))
    context.close()


def refusals(page: Page) -> None:
    """Each says what to use instead."""
    with pytest.raises(TypeError, match=r"inject into it with shim\.sync_api"):
        inject_async(page, shim.Device()).send(None)
    with pytest.raises(TypeError, match=r"is not a device of shim\.sync_api"):
        inject(page, shim.Device())
    with pytest.raises(TypeError, match="is not a page of Playwright's sync API"):
        inject("page", Device())
    device = Device()
    with Browser(device=device), pytest.raises(Error, match="give each a device"):
        inject(page, device)
    inject(page, device)
    with pytest.raises(Error, match="give each a device"):
        Browser(device=device)


if __name__ == "__main__":
    main(sys.argv[1])
