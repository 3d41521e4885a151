"""Two tabs of Chromium and a page on QuickJS on one device. Run it in the project's folder."""

import asyncio

from shim import Browser, expect


async def main() -> None:
    async with Browser(engine="chromium") as chromium, Browser(device=chromium.device) as quickjs:
        pages = [await chromium.new_page(), await chromium.new_page(), await quickjs.new_page()]
        for page in pages:
            await page.goto("examples/radio/index.html")
            await page.click("#play")  # type "playback": one radio stops the other
            await expect(page).to_have_session(state="active")
        for page in pages[:2]:
            await expect(page).to_have_session(state="inactive")
            await page.evaluate("navigator.audioSession.type = 'ambient'; audio.play()")  # mixes with the third
            await expect(page).to_have_session(state="active")
        async with chromium.device.phone_call():
            print(*(page.session.state for page in pages))  # interrupted interrupted interrupted
        print(*(page.session.state for page in pages))  # active active active


asyncio.run(main())
