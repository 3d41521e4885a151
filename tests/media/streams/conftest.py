"""The capturing pages of the tests of capture."""

from tests.media.capture.conftest import page

__all__ = ["page"]
