"""Markup of Chromium's documents at the moment it is asked for: `page.document` waits for nothing in asyncio.

A thread with a loop and a connection of its own asks, while the caller stands still.
"""

from __future__ import annotations

import asyncio
import builtins
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

from shim.devtools.connection import CdpSession, Connection
from shim.errors import Error, TimeoutError

_SECONDS_TO_ANSWER = 10.0
_T = TypeVar("_T")


class Snapshots:
    """Begins with its first use."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._loop: asyncio.AbstractEventLoop | None = None
        self._connection: Connection | None = None
        self._sessions: dict[str, CdpSession] = {}

    def take(self, target: str, frame: str, script: str) -> str:
        """The markup of a frame's document. Raises `Error` when the frame is gone, or its page does not answer."""
        return self._run(self._take(target, frame, script))

    def close(self) -> None:
        """Ends the thread."""
        if self._loop is not None:
            if self._connection is not None:
                self._run(self._connection.close())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    def _run(self, work: Coroutine[Any, Any, _T]) -> _T:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, name="audio-shim snapshots", daemon=True)
            self._thread.start()
        done = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return done.result(_SECONDS_TO_ANSWER)
        except builtins.TimeoutError:
            done.cancel()
            raise TimeoutError(f"the page did not show its document within {_SECONDS_TO_ANSWER:g} s") from None

    async def _take(self, target: str, frame: str, script: str) -> str:
        if self._connection is None:
            self._connection = await Connection.open(self._address)
        session = self._sessions.get(target)
        if session is None or session.closed:
            session = self._sessions[target] = await self._connection.browser.attach(target)
        world = await session.send("Page.createIsolatedWorld", frameId=frame, worldName="audio-shim snapshot")
        answer = await session.send(
            "Runtime.evaluate",
            expression=f"({script})()",
            contextId=world["executionContextId"],
            returnByValue=True,
        )
        if "exceptionDetails" in answer:
            raise Error("the document cannot be read")
        return str(answer["result"]["value"])
