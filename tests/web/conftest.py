"""Pages for tests of the web APIs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest

from tests.web.page import URL, Shared, WebPage

Open = Callable[..., WebPage]


@pytest.fixture
async def shared() -> AsyncIterator[Shared]:
    """The parts that the test's pages have in common."""
    shared = Shared()
    yield shared
    await shared.fetcher.close()


@pytest.fixture
async def open_page(shared: Shared) -> AsyncIterator[Open]:
    """`open_page(url=..., html=..., tab=...)`: a page of the test's browser."""
    pages: list[WebPage] = []

    def open_(url: str = URL, html: str = "<!doctype html><body></body>", tab: object | None = None) -> WebPage:
        pages.append(WebPage(html, url, shared, tab))
        return pages[-1]

    yield open_
    for page in pages:
        page.close()


@pytest.fixture
async def page(open_page: Open) -> WebPage:
    return open_page()
