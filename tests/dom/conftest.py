"""A fresh page for each test of the bindings."""

# ruff: noqa: E501  (scripts stay on one line, so that the place of an error in them is plain)

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.bare_page import BarePage

MakePage = Callable[[str], BarePage]


@pytest.fixture
def make_page() -> Iterator[MakePage]:
    """Pages of given markup; closed after the test, which fails when one had an uncaught error."""
    pages: list[BarePage] = []

    def make(html: str = "<!doctype html><body></body>") -> BarePage:
        pages.append(BarePage(html))
        return pages[-1]

    yield make
    for page in pages:
        assert page.errors == []
        page.close()


@pytest.fixture
def page(make_page: MakePage) -> BarePage:
    """A page with a little markup."""
    return make_page(
        '<!doctype html><html><head><title>t</title></head><body><div id="a" class="x y"><p>1</p>t<p name="q">2</p></div></body></html>'
    )
