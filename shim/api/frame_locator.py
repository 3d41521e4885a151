"""Elements in an iframe as a person would name them. Names and behaviour follow Playwright's `FrameLocator`."""

from __future__ import annotations

from typing import Any

import turbohtml

from shim.errors import Error

from .finding import Locatable
from .instead import Hinting
from .locator import LocatedFrame, Locator
from .selectors import Steps
from .waiting import Waits


class FrameLocator(Hinting, Locatable):
    """The document of the iframe that a locator finds when it is used, each time anew. Made by `frame_locator` and
    `locator.content_frame`."""

    _KIND = "FrameLocator"

    def __init__(self, owner: Locator) -> None:
        self._owner = owner

    @property
    def owner(self) -> Locator:
        """The locator of the iframe element."""
        return self._owner

    @property
    def first(self) -> FrameLocator:
        """The first of several iframes."""
        return FrameLocator(self._owner.first)

    @property
    def last(self) -> FrameLocator:
        """The last of several iframes."""
        return FrameLocator(self._owner.last)

    def nth(self, index: int) -> FrameLocator:
        """The one of that index, from 0; from the end if it is negative."""
        return FrameLocator(self._owner.nth(index))

    def _located(self, steps: Steps, text: str) -> Locator:
        return Locator(_InnerFrame(self._owner), steps, f"{self._owner}.content_frame.{text}")

    def __repr__(self) -> str:
        return f"<FrameLocator {self._owner}>"


class _InnerFrame:
    """The frame that an iframe has at the moment, which locators in it ask."""

    def __init__(self, owner: Locator) -> None:
        self._owner = owner
        self._last: LocatedFrame | None = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _InnerFrame):
            return False
        return (self._owner._frame, self._owner._steps) == (other._owner._frame, other._owner._steps)

    __hash__ = None  # type: ignore[assignment]

    @property
    def page(self) -> Waits:
        return self._owner._frame.page

    @property
    def document(self) -> turbohtml.Document:
        if self._last is None:
            raise Error(f"{self._owner} has not been looked for")
        return self._last.document

    @property
    def child_frames(self) -> list[Any]:
        return [] if self._last is None else list(self._last.child_frames)

    async def _found(self) -> LocatedFrame | None:
        found = await self._owner._frame.perform(self._owner._steps, "frame")
        if found is None or not found["count"]:
            self._last = None
        else:
            self._owner._require_one(found)
            if refusal := found.get("refusal"):
                raise Error(f"{self._owner}: {refusal}")
            children = self._owner._frame.child_frames
            index = found.get("value")
            self._last = children[index] if index is not None and index < len(children) else None
        return self._last

    async def ask(self, name: str, *arguments: object) -> Any:
        frame = await self._found()
        return None if frame is None else await frame.ask(name, *arguments)

    async def perform(self, steps: Steps, action: str, argument: object = None) -> dict[str, Any] | None:
        frame = await self._found()
        return None if frame is None else await frame.perform(steps, action, argument)

    async def settle(self) -> None:
        if self._last is not None:
            await self._last.settle()
