"""Pages on both engines, for tests of where elements are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from shim import Browser
from tests.real_browsers import need_chromium
from tests.shared_chromium import share_chromium


@pytest_asyncio.fixture(params=["quickjs", "isolated", "chromium"])
async def page(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    if request.param == "chromium":
        need_chromium()
        share_chromium(monkeypatch)
    options = {"isolated": True} if request.param == "isolated" else {"engine": request.param}
    async with Browser(**options) as browser:
        yield await browser.new_page()
