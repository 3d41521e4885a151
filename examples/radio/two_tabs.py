"""The same radio in two tabs: only one of them plays, the other says why it does not."""

from shim import Device, Page, expect


async def scenario(device: Device, page: Page) -> None:
    await page.click("#play")
    await expect(device).to_hear(page)
    await page.wait(1)

    other = await page.browser.new_page()
    await other.goto(page.url)
    await other.click("#play")
    await expect(device).to_hear(other)
    await expect(device).not_to_hear(page)
    await expect(page.locator("#status")).to_have_text("Something else is playing")
    await page.wait(1)

    await page.click("#play")
    await expect(device).to_hear(page)
    await expect(device).not_to_hear(other)
    await page.wait(1)

    await page.click("#play")
    await expect(page).to_have_session(state="inactive")
    await expect(page.locator("#status")).to_have_text("Off")
