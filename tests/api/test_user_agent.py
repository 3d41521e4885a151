"""The name of the browser that a test chooses reaches pages and servers, on both engines."""

from __future__ import annotations

import pytest
from aiohttp import web

from shim import Browser
from tests.conftest import Serve

NAME = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"


async def test_pages_and_servers_are_told(engine: str, serve: Serve) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(text=request.headers["User-Agent"], content_type="text/html")

    base = await serve(answer)
    async with Browser(engine=engine, user_agent=NAME) as browser:
        page = await browser.new_page()
        await page.goto(base)
        assert await page.evaluate("[navigator.userAgent, navigator.appVersion]") == [
            NAME,
            NAME.removeprefix("Mozilla/"),
        ]
        assert await page.evaluate("document.body.textContent") == NAME
        assert await page.evaluate("fetch('/x').then((response) => response.text())") == NAME


@pytest.mark.parametrize("name", ["a\nb", "é"])
async def test_a_name_that_is_no_header_is_refused(engine: str, name: str) -> None:
    with pytest.raises(ValueError, match="user_agent is"):
        Browser(engine=engine, user_agent=name)
