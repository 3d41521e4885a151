"""A phone call comes in during a video call: the page shows that it is on hold, and goes on afterwards."""

from shim import Device, Page


async def scenario(device: Device, page: Page) -> None:
    await page.click("#join")
    await page.wait_for_session("active")
    assert page.session.computed_type == "play-and-record"
    assert [heard.output for heard in device.audible()] == ["earpiece"]
    await page.wait(1)

    async with device.phone_call():
        await page.wait_for_session("interrupted")
        assert page.document.select_one("#banner").text == "On hold"
        assert device.audible() == []
        await page.wait(1)

    await page.wait_for_session("active")
    assert page.document.select_one("#banner").text == ""
    await page.wait(1)

    await page.click("#leave")
    await page.wait_for_session("inactive")
