"""The bare pages of the DOM's tests."""

from tests.dom.conftest import make_page, page

__all__ = ["make_page", "page"]
