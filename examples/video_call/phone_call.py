"""A phone call comes in during a video call: the page shows that it is on hold, and goes on afterwards."""

from shim import Device, Page, expect


async def scenario(device: Device, page: Page) -> None:
    banner = page.get_by_role("status")
    await page.get_by_role("button", name="Join").click()
    await expect(page).to_have_session(state="active", computed_type="play-and-record")
    await expect(device).to_hear(page, output="earpiece")
    await page.wait(1)

    async with device.phone_call():
        await expect(page).to_have_session(state="interrupted")
        await expect(banner).to_have_text("On hold")
        await expect(device).not_to_hear(page)
        await page.wait(1)

    await expect(page).to_have_session(state="active")
    await expect(banner).to_be_hidden()
    await page.wait(1)

    await page.get_by_role("button", name="Leave").click()
    await expect(page).to_have_session(state="inactive")
