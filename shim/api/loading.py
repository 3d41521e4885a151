"""Loading of a page, as far as it is waited for. Names and behaviour follow Playwright's `Page`."""

from __future__ import annotations

import asyncio
import builtins
from abc import abstractmethod
from typing import Any, Literal, Protocol

from shim.errors import EvaluationError, TimeoutError
from shim.net.routes import Pattern as UrlPattern
from shim.net.routes import matcher

from .seconds import check_timeout
from .waiting import DEFAULT_TIMEOUT, Waits

WaitUntil = Literal["commit", "domcontentloaded", "load", "networkidle"]
WAIT_UNTIL = ("commit", "domcontentloaded", "load", "networkidle")
"""Points of a load that `goto` can wait for: the response, the parsed document, its `load` event, and half a second
without a request."""
NETWORK_QUIET = 0.5
"""Seconds without a request after which the network is idle."""
_LOOK_AGAIN = 0.05


class _Loaded(Protocol):
    @property
    def is_loaded(self) -> bool: ...


class Loading(Waits):
    """Base of what loads documents and makes requests."""

    _in_flight = 0
    _last_request = float("-inf")

    @property
    @abstractmethod
    def url(self) -> str:
        """The main frame's URL."""

    @property
    @abstractmethod
    def main_frame(self) -> _Loaded:
        """The frame that all others are in."""

    @abstractmethod
    async def evaluate(self, expression: str, arg: object = None) -> Any:
        """See `Frame.evaluate`."""

    async def wait_for_url(
        self, url: UrlPattern, *, wait_until: WaitUntil = "load", timeout: float = DEFAULT_TIMEOUT
    ) -> None:
        """Waits until the URL of the page matches (a glob, a compiled regular expression, or a function of the URL) and
        it is loaded, or what else `wait_until` says: see `goto`. Raises `TimeoutError`."""
        self._check_wait_until(wait_until)
        fits = matcher(url)

        async def look() -> bool | None:
            return self.url == url or fits(self.url) or None

        began = asyncio.get_running_loop().time()
        await self._until(look, timeout, lambda: f"the URL did not become {url!r} (it is {self.url!r})")
        if wait_until != "commit":
            rest = timeout - (asyncio.get_running_loop().time() - began)
            await self.wait_for_load_state(wait_until, timeout=max(rest, 0))

    async def wait_for_load_state(
        self,
        state: Literal["load", "domcontentloaded", "networkidle"] = "load",
        *,
        timeout: float = DEFAULT_TIMEOUT,
    ) -> None:
        """Waits until the main document is loaded (`load`), or only parsed (`domcontentloaded`), or until there was no
        request for half a second (`networkidle`). Raises `TimeoutError`."""
        if state not in WAIT_UNTIL[1:]:
            raise ValueError(f"state is {state!r}; it can be: {', '.join(WAIT_UNTIL[1:])}")

        async def look() -> bool | None:
            if self.main_frame.is_loaded:
                return True
            try:
                is_parsed = state == "domcontentloaded" and await self.evaluate("document.readyState") != "loading"
            except EvaluationError:
                return None  # it navigates
            return is_parsed or None

        loop = asyncio.get_running_loop()
        end = loop.time() + check_timeout(timeout)
        await self._until(look, timeout, lambda: f"the page did not come to {state}")
        if state == "networkidle":
            try:
                async with asyncio.timeout_at(end):
                    await self._until_network_is_idle()
            except builtins.TimeoutError:
                raise TimeoutError(f"the network did not become idle within {timeout:g} s") from None

    def _count_request(self, kind: str) -> None:
        """A request began or ended: `kind` is the name of its event."""
        self._in_flight += (kind == "request") - (kind in ("requestfinished", "requestfailed"))
        self._last_request = asyncio.get_running_loop().time()

    async def _until_network_is_idle(self) -> None:
        clock = asyncio.get_running_loop()
        # nobody is told when nothing happens
        while self._in_flight or clock.time() - self._last_request < NETWORK_QUIET:  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_AGAIN)

    @staticmethod
    def _check_wait_until(wait_until: str) -> None:
        if wait_until not in WAIT_UNTIL:
            raise ValueError(f"wait_until is {wait_until!r}; it can be: {', '.join(WAIT_UNTIL)}")
