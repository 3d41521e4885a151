"""A browser with one page."""

from collections.abc import AsyncIterator

import pytest

from shim import Browser, Page


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with Browser() as browser:
        yield browser


@pytest.fixture
async def page(browser: Browser) -> Page:
    return await browser.new_page()
