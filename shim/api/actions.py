"""Actions of pages and frames on the first element of a selector: each is a locator's method, by Playwright's names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, overload

import turbohtml

from .files import Files
from .finding import Locatable
from .instead import Hinting
from .locator import Locator, State
from .selectors import parse_selector
from .waiting import DEFAULT_TIMEOUT


class SelectorActions(Hinting, Locatable):
    """Methods of pages and frames that take a selector, as `locator` does, and mean the first element that matches."""

    _KIND = "Frame"

    def _first(self, selector: str) -> Locator:
        return self._located((*parse_selector(selector), ["nth", 0]), repr(selector))

    async def click(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """See `Locator.click`."""
        await self._first(selector).click(timeout=timeout)

    async def dblclick(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """See `Locator.dblclick`."""
        await self._first(selector).dblclick(timeout=timeout)

    async def hover(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """See `Locator.hover`."""
        await self._first(selector).hover(timeout=timeout)

    async def fill(self, selector: str, value: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """See `Locator.fill`."""
        await self._first(selector).fill(value, timeout=timeout)

    async def press(self, selector: str, key: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """See `Locator.press`."""
        await self._first(selector).press(key, timeout=timeout)

    async def check(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """See `Locator.check`."""
        await self._first(selector).check(timeout=timeout)

    async def uncheck(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """See `Locator.uncheck`."""
        await self._first(selector).uncheck(timeout=timeout)

    async def select_option(
        self,
        selector: str,
        value: str | Sequence[str] | None = None,
        *,
        label: str | Sequence[str] | None = None,
        index: int | Sequence[int] | None = None,
        timeout: float = DEFAULT_TIMEOUT,
    ) -> list[str]:
        """See `Locator.select_option`."""
        return await self._first(selector).select_option(value, label=label, index=index, timeout=timeout)

    async def set_checked(self, selector: str, checked: bool, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """See `Locator.set_checked`."""
        await self._first(selector).set_checked(checked, timeout=timeout)

    async def set_input_files(self, selector: str, files: Files, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """See `Locator.set_input_files`."""
        await self._first(selector).set_input_files(files, timeout=timeout)

    async def dispatch_event(
        self,
        selector: str,
        type: str,
        event_init: dict[str, Any] | None = None,
        *,
        timeout: float = DEFAULT_TIMEOUT,
    ) -> None:
        """See `Locator.dispatch_event`."""
        await self._first(selector).dispatch_event(type, event_init, timeout=timeout)

    async def focus(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """See `Locator.focus`."""
        await self._first(selector).focus(timeout=timeout)

    async def is_visible(self, selector: str) -> bool:
        """See `Locator.is_visible`."""
        return await self._first(selector).is_visible()

    async def is_hidden(self, selector: str) -> bool:
        """See `Locator.is_hidden`."""
        return await self._first(selector).is_hidden()

    async def is_enabled(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> bool:
        """See `Locator.is_enabled`."""
        return await self._first(selector).is_enabled(timeout=timeout)

    async def is_disabled(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> bool:
        """See `Locator.is_disabled`."""
        return await self._first(selector).is_disabled(timeout=timeout)

    async def is_editable(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> bool:
        """See `Locator.is_editable`."""
        return await self._first(selector).is_editable(timeout=timeout)

    async def is_checked(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> bool:
        """See `Locator.is_checked`."""
        return await self._first(selector).is_checked(timeout=timeout)

    async def text_content(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> str:
        """See `Locator.text_content`."""
        return await self._first(selector).text_content(timeout=timeout)

    async def inner_text(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> str:
        """See `Locator.inner_text`."""
        return await self._first(selector).inner_text(timeout=timeout)

    async def inner_html(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> str:
        """See `Locator.inner_html`."""
        return await self._first(selector).inner_html(timeout=timeout)

    async def input_value(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> str:
        """See `Locator.input_value`."""
        return await self._first(selector).input_value(timeout=timeout)

    async def get_attribute(self, selector: str, name: str, *, timeout: float = DEFAULT_TIMEOUT) -> str | None:
        """See `Locator.get_attribute`."""
        return await self._first(selector).get_attribute(name, timeout=timeout)

    @overload
    async def wait_for_selector(
        self, selector: str, *, state: Literal["attached", "visible"] = "visible", timeout: float = DEFAULT_TIMEOUT
    ) -> turbohtml.Element: ...
    @overload
    async def wait_for_selector(
        self, selector: str, *, state: Literal["detached", "hidden"], timeout: float = DEFAULT_TIMEOUT
    ) -> None: ...
    async def wait_for_selector(
        self, selector: str, *, state: State = "visible", timeout: float = DEFAULT_TIMEOUT
    ) -> turbohtml.Element | None:
        """Waits until the first element that matches is visible, or what else `state` says: see `Locator.wait_for`.

        Returns it, as it is in `document`; None for `hidden` and `detached`. Raises `TimeoutError`.
        """
        first = self._first(selector)
        while True:
            await first.wait_for(state=state, timeout=timeout)
            if state in ("hidden", "detached"):
                return None
            if (found := await first._element()) is not None:
                return found
