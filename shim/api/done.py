"""Results of methods that are done at once, which may be awaited as in Playwright."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any


class Done:
    """Something that is done already, and can be awaited all the same."""

    def __await__(self) -> Generator[Any, None, None]:
        return
        yield
