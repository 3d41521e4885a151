"""A page whose sites are answered by routes: `a.test` and `b.test` are different origins."""

from collections.abc import AsyncIterator

import pytest

from shim import Browser, Page


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with Browser(allow_hosts=("*",)) as browser:
        yield browser


@pytest.fixture
async def page(browser: Browser) -> Page:
    page = await browser.new_page()
    for host in ("a.test", "b.test"):
        page.route(
            f"https://{host}/child",
            body="<p id=c>child</p><script>var x = 1; var log = []</script>",
            content_type="text/html",
        )
        page.route(f"https://{host}/other", body="<p id=o>other</p>", content_type="text/html")
    return page
