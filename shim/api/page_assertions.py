"""Assertions on a page and its audio session."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from shim.net.routes import Pattern as UrlPattern
from shim.net.routes import matcher

from .assertions import Assertions, Glance, fits_text, shown_pairs, shown_text
from .page import BasePage
from .selectors import Pattern

_STATES = ("inactive", "active", "interrupted")
_TYPES = ("auto", "playback", "transient", "transient-solo", "ambient", "play-and-record")


class PageAssertions(Assertions[BasePage[Any]]):
    """Assertions on a page. Made by `expect(page)`."""

    async def _wait(self, look: Callable[[], Awaitable[bool | None]], timeout: float) -> None:
        __tracebackhide__ = True
        await self._actual._until(look, timeout, lambda: "")

    async def to_have_session(
        self,
        *,
        state: str | None = None,
        type: str | None = None,
        computed_type: str | None = None,
        timeout: float | None = None,
    ) -> None:
        """The audio session of its main document has that state (`inactive`, `active`, `interrupted`), that `type` as
        `navigator.audioSession.type` gives it, and that type in effect, all that are given at once."""
        wanted = {"state": state, "type": type, "computed_type": computed_type}
        expected = {key: value for key, value in wanted.items() if value is not None}
        if not expected:
            raise TypeError("to_have_session expects nothing; give one or more of: state, type, computed_type")
        for key, value in expected.items():
            known = _STATES if key == "state" else _TYPES if key == "type" else _TYPES[1:]
            if value not in known:
                raise ValueError(f"{key} is {value!r}; it can be: {', '.join(known)}")

        async def look() -> Glance:
            session = self._actual.session
            seen = {"state": session.state, "type": session.type, "computed_type": session.computed_type}
            return all(seen[key] == value for key, value in expected.items()), shown_pairs(seen)

        await self._expect("to_have_session", shown_pairs(expected), look, timeout)

    async def not_to_have_session(
        self,
        *,
        state: str | None = None,
        type: str | None = None,
        computed_type: str | None = None,
        timeout: float | None = None,
    ) -> None:
        await self._not.to_have_session(state=state, type=type, computed_type=computed_type, timeout=timeout)

    async def to_have_url(self, url: UrlPattern, *, timeout: float | None = None) -> None:
        """Its URL is that: a text or a glob, a compiled regular expression, or a function that says so."""
        fits = matcher(url)

        async def look() -> Glance:
            return self._actual.url == url or fits(self._actual.url), repr(self._actual.url)

        await self._expect("to_have_url", shown_text(url), look, timeout)

    async def not_to_have_url(self, url: UrlPattern, *, timeout: float | None = None) -> None:
        await self._not.to_have_url(url, timeout=timeout)

    async def to_have_title(self, title: Pattern, *, timeout: float | None = None) -> None:
        """Its title is that."""
        fits = fits_text(title)

        async def look() -> Glance:
            found = await self._actual.title()
            return fits(found), repr(found)

        await self._expect("to_have_title", shown_text(title), look, timeout)

    async def not_to_have_title(self, title: Pattern, *, timeout: float | None = None) -> None:
        await self._not.to_have_title(title, timeout=timeout)
