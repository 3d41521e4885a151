"""A player listens to music of their own during a game: both are heard. The silent switch and a call come in."""

from shim import Device, Page


async def scenario(device: Device, page: Page) -> None:
    music = device.app("Music", type="playback")
    music.play()
    await page.click("#start")
    await page.wait_for_session("active")
    assert music.state == "active"
    assert [heard.name for heard in device.audible()] == [page.name, "Music"]
    await page.wait(1.5)

    device.silent_switch = True
    assert [heard.name for heard in device.audible()] == ["Music"]
    assert page.session.state == "active"
    await page.wait(1)
    device.silent_switch = False

    async with device.phone_call():
        await page.wait_for_session("interrupted")
        assert music.state == "interrupted"
        assert page.document.select_one("#status").text == "Paused"
        bounces = page.document.select_one("#bounces").text
        await page.wait(1)
        assert page.document.select_one("#bounces").text == bounces, "the game goes on during a call"

    await page.wait_for_session("active")
    assert music.state == "active"
    assert page.document.select_one("#status").text == "Running"
    await page.wait(1)

    await page.click("#start")
    await page.wait_for_session("inactive")
    assert music.state == "active"
