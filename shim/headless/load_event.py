"""A document's `load` event: what delays it, and whether it has fired."""

from __future__ import annotations

import asyncio
from typing import Any


class LoadEvent:
    """https://html.spec.whatwg.org/multipage/parsing.html#delay-the-load-event"""

    def __init__(self) -> None:
        self.fired = False
        self.has_content = False
        """`DOMContentLoaded` has fired."""
        self._delays = 0
        self._aborted = False
        self._settled = asyncio.Event()
        self._fetches: set[asyncio.Task[Any]] = set()

    @property
    def is_delayed(self) -> bool:
        return self._delays > 0

    def delay(self, delaying: bool) -> None:
        """Something starts or stops delaying the event."""
        self._delays += 1 if delaying else -1
        if self._delays == 0:
            self._settled.set()

    async def until_nothing_delays(self) -> None:
        """Returns when nothing delays the event, or the document is gone."""
        while self.is_delayed and not self._aborted:
            self._settled.clear()
            await self._settled.wait()

    def renew(self) -> None:
        """The document has been opened anew: the events of its loading fire again."""
        self.fired = self.has_content = False

    def add_fetch(self, fetch: asyncio.Task[Any]) -> None:
        """A fetch that ends with the document."""
        self._fetches.add(fetch)
        fetch.add_done_callback(self._fetched)

    def _fetched(self, fetch: asyncio.Task[Any]) -> None:
        self._fetches.discard(fetch)
        if not fetch.cancelled():
            fetch.exception()

    def abort(self) -> None:
        """The document goes: its fetches end, and whoever waits for the event goes on."""
        self._aborted = True
        for fetch in list(self._fetches):
            fetch.cancel()
        self._settled.set()
