"""Scenario for Playwright's async API, which `test_playwright.py` runs."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable

from playwright.async_api import Browser, Page, async_playwright

from shim import Device
from shim.inject import inject
from tests.real_browsers import Site, serve, tree
from tests.workers import KINDS, START

SECONDS_TO_WAIT = 20.0
ARGUMENTS = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--site-per-process"]
LOOK = "<script>globalThis.seen = Object.getOwnPropertyNames(globalThis)</script>"
SOUND = "<audio src=/tone.wav loop autoplay></audio>"


async def main(chromium: str) -> None:
    device = Device()
    changed = asyncio.Event()
    device.watch(changed.set)

    async def until(holds: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(SECONDS_TO_WAIT):
                while not holds():
                    changed.clear()
                    await changed.wait()
        except TimeoutError:
            raise AssertionError(f"the device has {tree(device)}") from None

    async with async_playwright() as playwright, serve() as site:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        plain = await browser.new_page()
        await plain.goto(site.at("a", LOOK))
        expected = await plain.evaluate("seen")
        page = await browser.new_page()
        injection = await inject(page, device)
        assert tree(device) == ["inactive"]

        await page.goto(
            site.at("a", LOOK + site.frame("b", SOUND + site.frame("a")) + f"<iframe srcdoc='{LOOK}'></iframe>")
        )
        await until(lambda: tree(device) == ["inactive [active [inactive], inactive]"])
        assert {name for name in await page.evaluate("seen") if name not in expected} <= {
            "AudioSession",
            "__playwright__binding__",
            "__playwright__binding__controller__",
        }, await page.evaluate("seen")
        assert "AudioSession" in await page.evaluate("frames[1].seen")
        async with device.phone_call():
            await until(lambda: tree(device) == ["inactive [inactive, interrupted [inactive]]"])
            assert await page.frames[1].evaluate("document.querySelector('audio').paused")
        await until(lambda: tree(device) == ["inactive [active [inactive], inactive]"])
        device.lock()
        device.plug("headphones")
        await device.settle()
        assert await page.evaluate("document.visibilityState") == "hidden"
        listed = "navigator.mediaDevices.enumerateDevices().then(all => all.map(device => device.label))"
        assert "Headphones" in await page.evaluate(listed)
        device.unlock()

        await page.goto(site.at("a", START + site.frame("b", START)))
        # Playwright refuses those to frames of other sites, injected or not
        refused = {"service", "shared", "shared from a blob"}
        for frame, kinds in zip(page.frames, ({*KINDS}, {*KINDS} - refused), strict=True):
            expected = dict.fromkeys(sorted(kinds), "ok")
            answered = f"{sorted(kinds)}.every((kind) => globalThis.answers?.[kind]) && answers"
            said = await (await frame.wait_for_function(answered, timeout=SECONDS_TO_WAIT * 1000)).json_value()
            assert {kind: said[kind] for kind in expected} == expected
        await page.go_back()

        await page.goto(site.at("c", SOUND))
        await until(lambda: tree(device) == ["active"])
        await page.reload()
        await page.go_back()
        await until(lambda: tree(device) == ["inactive [active [inactive], inactive]"])
        await page.close()
        assert tree(device) == []
        await injection.close()
        await popups(browser, site, device, until)
        await contexts(browser, site, device, until)
        assert device.faults == []
        await browser.close()


async def popups(browser: Browser, site: Site, device: Device, until: Callable[..., Awaitable[None]]) -> None:
    """A popup of an injected page is a tab of its own."""
    context = await browser.new_context()
    page, other = await context.new_page(), await context.new_page()
    injection = await inject(page, device)
    await page.goto(site.at("a"))
    await other.goto(site.at("a"))
    await until(lambda: tree(device) == ["inactive"])

    async def opened(script: str) -> Page:
        async with page.expect_popup() as popup:
            await page.evaluate(script)
        return await popup.value

    seen = "<script>globalThis.seen = String(navigator.audioSession)</script>"
    # from their first moment
    popup = await opened("globalThis.w = open(''); globalThis.session = String(w.navigator.audioSession)")
    assert await page.evaluate("session") == "[object AudioSession]"
    await until(lambda: tree(device) == ["inactive", "inactive"])
    for host in "a", "b":
        before = set(device.documents)
        await page.evaluate(f"w.location = {site.at(host, seen + SOUND + site.frame('c', seen + SOUND))!r}")
        await until(
            lambda before=before: (
                tree(device) == ["inactive", "active [active]"] and len(before & {*device.documents}) == 1
            )
        )
        for frame in popup.frames:
            assert await frame.evaluate("seen") == "[object AudioSession]"
    async with device.phone_call():
        await until(lambda: tree(device) == ["inactive", "interrupted [interrupted]"])
    await popup.close()
    await until(lambda: tree(device) == ["inactive"])
    for host in "a", "b":
        popup = await opened(f"open({site.at(host, seen + SOUND + site.frame('c', SOUND))!r}) && 1")
        await until(lambda: tree(device) == ["inactive", "active [active]"])
        assert await popup.evaluate("seen") == "[object AudioSession]"
        if host == "a":
            await popup.close()
            await until(lambda: tree(device) == ["inactive"])
    # they open more
    async with popup.expect_popup() as inner:
        await popup.evaluate("open('') && 1")
    await until(lambda: tree(device) == ["inactive", "active [active]", "inactive"])
    await (await inner.value).close()
    await popup.close()
    # without an opener they take part once Playwright tells of them
    link = "Object.assign(document.createElement('a'), { href, target: '_blank', rel: 'noreferrer' }).click()"
    popup = await opened(f"const href = {site.at('b', SOUND)!r}; {link}")
    await until(lambda: tree(device) == ["inactive", "active"])
    await popup.goto(site.at("c", seen))
    assert await popup.evaluate("seen") == "[object AudioSession]"
    await until(lambda: tree(device) == ["inactive", "inactive"])
    await popup.close()
    # pages that were not injected into, and what they open, are on no device until they are
    assert await other.evaluate("navigator.audioSession") is None
    async with other.expect_popup() as info:
        await other.evaluate(f"open({site.at('a', SOUND)!r}) && 1")
    popup = await info.value
    await popup.wait_for_function("!document.querySelector('audio').paused")
    assert tree(device) == ["inactive"]
    second = await inject(popup, device)
    await until(lambda: tree(device) == ["inactive", "active"])
    async with device.phone_call():
        await popup.wait_for_function("document.querySelector('audio').paused")
    await second.close()
    assert tree(device) == ["inactive"]
    await injection.close()
    assert tree(device) == []
    await context.close()


async def contexts(browser: Browser, site: Site, device: Device, until: Callable[..., Awaitable[None]]) -> None:
    """All pages of a context: those that are there, and those that come."""
    context = await browser.new_context()
    first = await context.new_page()
    await first.goto(site.at("a", SOUND))
    injection = await inject(context, device)
    await until(lambda: tree(device) == ["active"])
    second = await context.new_page()
    await second.goto(site.at("a", SOUND))
    await until(lambda: tree(device) == ["inactive", "active"])
    async with second.expect_popup():
        await second.evaluate("open(location) && 1")
    await until(lambda: tree(device) == ["inactive", "inactive", "active"])
    await second.close()
    await until(lambda: tree(device) == ["inactive", "active"])
    await injection.close()
    assert tree(device) == []
    await (await context.new_page()).goto(site.at("a", SOUND))
    assert tree(device) == []
    await context.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
