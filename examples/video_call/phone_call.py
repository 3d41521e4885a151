"""A phone call comes in during a video call: the page shows that it is on hold, and goes on afterwards."""

from shim import Device, Page


async def scenario(device: Device, page: Page) -> None:
    await page.click("#join")
    await page.wait_for_session("active")
    assert page.session.computed_type == "play-and-record"
    assert [heard.output for heard in device.audible()] == ["earpiece"]
    await page.wait_for_timeout(1000)

    async with device.phone_call():
        await page.wait_for_session("interrupted")
        assert await page.evaluate("document.querySelector('#banner').innerText") == "On hold"
        assert device.audible() == []
        await page.wait_for_timeout(1000)

    await page.wait_for_session("active")
    assert await page.evaluate("document.querySelector('#banner').innerText") == ""
    await page.wait_for_timeout(1000)

    await page.click("#leave")
    await page.wait_for_session("inactive")
