"""A Chromium of pyppeteer's that keeps the frames of each site in a process of their own, and a server of pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from tests.real_browsers import Site, launched, serve

# pyppeteer's own would keep frames of other sites in the process of the tab
LEFT_OUT = ["--disable-features=site-per-process"]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Any]:
    async with launched("--site-per-process", ignoreDefaultArgs=LEFT_OUT) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def site() -> AsyncIterator[Site]:
    async with serve() as site:
        yield site
