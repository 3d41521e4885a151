"""A browser, a page and a web site for each test of loading."""

from collections.abc import AsyncIterator

import pytest

from shim import Browser, Page
from tests.headless.loader.pages import Site, serving


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with serving() as site:
        yield site


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with Browser() as browser:
        yield await browser.new_page()
