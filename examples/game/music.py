"""A player listens to music of their own during a game: both are heard. The silent switch and a call come in."""

from shim import Device, Page


async def scenario(device: Device, page: Page) -> None:
    music = device.app("Music", type="playback")
    music.play()
    await page.click("#start")
    await page.wait_for_session("active")
    assert music.state == "active"
    assert [heard.name for heard in device.audible()] == [page.name, "Music"]
    await page.wait_for_timeout(1500)

    device.silent_switch = True
    assert [heard.name for heard in device.audible()] == ["Music"]
    assert page.session.state == "active"
    await page.wait_for_timeout(1000)
    device.silent_switch = False

    async with device.phone_call():
        await page.wait_for_session("interrupted")
        assert music.state == "interrupted"
        assert await page.evaluate("document.querySelector('#status').innerText") == "Paused"
        bounces = await page.evaluate("document.querySelector('#bounces').innerText")
        await page.wait_for_timeout(1000)
        assert await page.evaluate("document.querySelector('#bounces').innerText") == bounces, (
            "the game goes on during a call"
        )

    await page.wait_for_session("active")
    assert music.state == "active"
    assert await page.evaluate("document.querySelector('#status').innerText") == "Running"
    await page.wait_for_timeout(1000)

    await page.click("#start")
    await page.wait_for_session("inactive")
    assert music.state == "active"
