"""The same radio in two tabs: only one of them plays, the other says why it does not."""

from shim import Device, Page


async def scenario(device: Device, page: Page) -> None:
    await page.click("#play")
    await page.wait_for_session("active")
    await page.wait_for_timeout(1000)

    other = await page.browser.new_page()
    await other.goto(page.url)
    await other.click("#play")
    await other.wait_for_session("active")
    await page.wait_for_session("inactive")
    await page.wait_for_function("status.textContent === 'Something else is playing'")
    assert [heard.name for heard in device.audible()] == [other.name]
    await page.wait_for_timeout(1000)

    await page.click("#play")
    await page.wait_for_session("active")
    await other.wait_for_session("inactive")
    assert [heard.name for heard in device.audible()] == [page.name]
    await page.wait_for_timeout(1000)

    await page.click("#play")
    await page.wait_for_session("inactive")
    assert await page.evaluate("document.querySelector('#status').innerText") == "Off"
