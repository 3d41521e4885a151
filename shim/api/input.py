"""The keyboard and the mouse of a page. Names follow Playwright's `Keyboard` and `Mouse`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from .instead import Hinting
from .keys import parse_press

if TYPE_CHECKING:
    from .locator import Locator


class Keyboard(Hinting):
    """Presses keys where the focus is. `page.keyboard`"""

    _KIND = "Keyboard"

    def __init__(self, focused: Callable[[], Awaitable[Locator]]) -> None:
        self._focused = focused

    async def press(self, key: str) -> None:
        """Presses a key: `a`, `Enter`, `Control+a`. Raises `Error` for one that there is not."""
        parse_press(key)
        await (await self._focused()).press(key)

    async def type(self, text: str) -> None:
        """Presses the key of each character."""
        for character in text:
            await self.press("Enter" if character == "\n" else character)


class Mouse(Hinting):
    """Points at places of the page, in CSS pixels from its upper left corner. `page.mouse`

    On QuickJS an event lies in the middle of the element that is there.
    """

    _KIND = "Mouse"

    def __init__(self, point: Callable[[float, float, str], Awaitable[Any]]) -> None:
        self._point = point

    async def click(self, x: float, y: float) -> None:
        """Clicks there."""
        await self._point(x, y, "click")

    async def dblclick(self, x: float, y: float) -> None:
        """Clicks there twice."""
        await self._point(x, y, "dblclick")

    async def move(self, x: float, y: float) -> None:
        """Moves the pointer there."""
        await self._point(x, y, "hover")
