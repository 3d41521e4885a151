"""Fixtures for tests that pytest-asyncio runs: one for each scope that the loop of a test can have."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Literal, get_args

import pytest
import pytest_asyncio

from .browsers import opened_browser, opened_device

_Scope = Literal["function", "class", "module", "package", "session"]


def _device(scope: _Scope) -> Any:
    @pytest_asyncio.fixture(loop_scope=scope, name=f"_audio_device_asyncio_{scope}")
    async def device(request: pytest.FixtureRequest) -> AsyncIterator[Any]:
        async with opened_device(request) as device:
            yield device

    return device


def _browser(scope: _Scope) -> Any:
    @pytest_asyncio.fixture(loop_scope=scope, name=f"_audio_browser_asyncio_{scope}")
    async def browser(request: pytest.FixtureRequest, audio_device: Any) -> AsyncIterator[Any]:
        async with opened_browser(request, audio_device) as browser:
            yield browser

    return browser


def _page(scope: _Scope) -> Any:
    @pytest_asyncio.fixture(loop_scope=scope, name=f"_audio_page_asyncio_{scope}")
    async def page(audio_browser: Any) -> Any:
        return await audio_browser.new_page()

    return page


for _scope in get_args(_Scope):
    globals()[f"_device_{_scope}"] = _device(_scope)
    globals()[f"_browser_{_scope}"] = _browser(_scope)
    globals()[f"_page_{_scope}"] = _page(_scope)
