"""A player listens to music of their own during a game: both are heard. The silent switch and a call come in."""

from shim import Device, Page, expect


async def scenario(device: Device, page: Page) -> None:
    music = device.app("Music", type="playback")
    music.play()
    await page.click("#start")
    await expect(device).to_hear(page)
    await expect(device).to_hear(music)
    await page.wait(1.5)

    device.silent_switch = True
    await expect(device).not_to_hear(page)
    await expect(device).to_hear(music)
    await expect(page).to_have_session(state="active")
    await page.wait(1)
    device.silent_switch = False

    async with device.phone_call():
        await expect(page).to_have_session(state="interrupted")
        assert music.state == "interrupted"
        await expect(page.locator("#status")).to_have_text("Paused")
        bounces = await page.locator("#bounces").seen_text()
        await page.wait(1)
        await expect(page.locator("#bounces"), "the game stands still during a call").to_have_text(bounces)

    await expect(page).to_have_session(state="active")
    assert music.state == "active"
    await expect(page.locator("#status")).to_have_text("Running")
    await page.wait(1)

    await page.click("#start")
    await expect(page).to_have_session(state="inactive")
    assert music.state == "active"
