"""A phone call comes in during a video call: what the page shows, and what its audio session goes through."""

import asyncio
from pathlib import Path

from shim import Browser


async def main() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.goto(str(Path(__file__).with_name("index.html")))
        await page.click("#join")
        await page.wait_for_session("active")
        async with browser.device.phone_call():
            await page.wait_for_session("interrupted")
            print(f"during the call the page says: {page.document.select_one('#banner').text}")
        await page.wait_for_session("active")
        for item in browser.device.timeline:
            print(f"{item.t:.3f} s  {item.from_state} → {item.to_state}: {item.cause}")


asyncio.run(main())
