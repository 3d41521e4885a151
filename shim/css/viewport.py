"""The viewport that a document is seen through, whose size may change: a page's, or that of an iframe."""

from __future__ import annotations

from collections.abc import Callable

from .conditions import Screen


class Viewport:
    """A size in CSS pixels, which is measured when somebody asks for it, and again once `version` has changed."""

    def __init__(self, measure: Callable[[], tuple[int, int]], version: Callable[[], object]) -> None:
        self._measure = measure
        self.version = version
        self._measured_at: object = None
        self._screen: Screen | None = None

    @property
    def screen(self) -> Screen:
        """The screen that media queries ask about."""
        now = self.version()
        if self._screen is None or self._measured_at != now:
            self._screen, self._measured_at = Screen(*self._measure()), now
        return self._screen

    @property
    def width(self) -> int:
        """In CSS pixels."""
        return self.screen.width

    @property
    def height(self) -> int:
        """In CSS pixels."""
        return self.screen.height


def fixed_viewport() -> Viewport:
    """A viewport that keeps the size which a screen has if nobody says else."""
    screen = Screen()
    return Viewport(lambda: (screen.width, screen.height), lambda: None)
