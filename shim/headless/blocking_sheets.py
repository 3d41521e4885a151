"""The style sheets of a document that its scripts wait for.

https://html.spec.whatwg.org/multipage/semantics.html#script-blocking-style-sheet-set
"""

from __future__ import annotations

import asyncio


class BlockingSheets:
    """Count of the style sheets from the parser that are still loading."""

    def __init__(self) -> None:
        self.is_parsing = False
        """The parser puts elements into the document: their sheets block scripts."""
        self._loading = 0
        self._none_loads = asyncio.Event()

    @property
    def are_loading(self) -> bool:
        return self._loading > 0

    def begin(self) -> None:
        """A sheet that blocks scripts starts loading."""
        self._loading += 1
        self._none_loads.clear()

    def end(self) -> None:
        """A sheet that blocks scripts has been loaded, or cannot be."""
        self._loading -= 1
        if self._loading == 0:
            self._none_loads.set()

    async def until_loaded(self) -> None:
        """Returns when no sheet blocks scripts, or the document is gone."""
        if self.are_loading:
            await self._none_loads.wait()

    def abort(self) -> None:
        """The document goes: whoever waits goes on."""
        self._none_loads.set()
