"""Markup at a URL, which a page of a browser of its own fetches, on the engine of the test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from shim import Browser, Page


@asynccontextmanager
async def opened(engine: str, url: str, markup: str) -> AsyncIterator[Page]:
    """A page of a browser of its own, when its document has loaded. It closes with the browser."""
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        page.route(url, body=markup, content_type="text/html")
        await page.goto(url)
        yield page
