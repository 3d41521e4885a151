"""What `test_playwright.py` runs in an environment of its own: Playwright cannot share one with pyppeteer."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable

from playwright.async_api import async_playwright

from shim import Device
from shim.inject import inject
from tests.real_browsers import serve, tree

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

        await page.goto(site.at("c", SOUND))
        await until(lambda: tree(device) == ["active"])
        await page.reload()
        await page.go_back()
        await until(lambda: tree(device) == ["inactive [active [inactive], inactive]"])
        await page.close()
        assert tree(device) == []
        await injection.close()
        assert device.faults == []
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
