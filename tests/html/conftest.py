"""The fixture that makes pages and closes them."""

from collections.abc import Callable, Iterator

import pytest

from tests.html.page import HtmlPage


@pytest.fixture
def open_page() -> Iterator[Callable[[str], HtmlPage]]:
    """`open_page(markup)`: a page with that markup in its body."""
    pages: list[HtmlPage] = []

    def make(markup: str = "") -> HtmlPage:
        pages.append(HtmlPage(f"<!doctype html><html><head></head><body>{markup}</body></html>"))
        return pages[-1]

    yield make
    for page in pages:
        page.close()
