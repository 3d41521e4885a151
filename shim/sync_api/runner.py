"""The event loop behind blocking calls: it runs on the caller's thread, and only while a call waits."""

from __future__ import annotations

import asyncio
import inspect
import threading
import weakref
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from shim.errors import Error


class Runner:
    """A loop for one browser, or for those that share a device.

    Handlers of the caller run between two runs of the loop, not in it: they may make blocking calls themselves.
    """

    def __init__(self) -> None:
        _refuse_other_loops()
        self.loop = asyncio.new_event_loop()
        self._thread = threading.get_ident()
        self._outside: deque[Callable[[], None]] = deque()
        self._pause: asyncio.Future[None] | None = None
        self.objects: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()
        """Blocking objects, by the id of the object of the async API that they hold."""
        self.has_playwright = False
        """Pages of Playwright's blocking API are on its device."""
        weakref.finalize(self, self.loop.close)

    def call(self, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """The result of a function that is called in the loop, awaited if it is awaitable.

        Raises what it raises, what a handler raised meanwhile, and `Error` where nobody can wait for it.
        """
        self._check()

        async def called() -> Any:
            result = function(*arguments, **options)
            return await result if inspect.isawaitable(result) else result

        task = self.loop.create_task(called())
        task.add_done_callback(lambda _: self._stop())
        try:
            while not task.done():
                self._run()
                while self._outside:
                    self._outside.popleft()()
        except BaseException:
            task.cancel()
            raise
        return task.result()

    def outside(self, function: Callable[[], Any]) -> Awaitable[Any]:
        """Has a function called by whoever waits for the loop, while it stands still. Returns its result to come,
        None if it raises: the caller gets the error."""
        result: asyncio.Future[Any] = self.loop.create_future()

        def call() -> None:
            value = None
            try:
                value = function()
            finally:  # what it raises is for the caller
                if not result.done():
                    result.set_result(value)

        self._outside.append(call)
        self._stop()
        return result

    def _run(self) -> None:
        """Runs the loop until `_stop` is called."""
        before, self._pause = self._pause, self.loop.create_future()
        # Playwright's sync API keeps a loop of its own marked as running while the caller has the thread.
        suspended = asyncio._get_running_loop()
        asyncio._set_running_loop(None)
        try:
            self.loop.run_until_complete(self._pause)
        finally:
            asyncio._set_running_loop(suspended)
            self._pause = before

    def _stop(self) -> None:
        if self._pause is not None and not self._pause.done():
            self._pause.set_result(None)

    def _check(self) -> None:
        if threading.get_ident() != self._thread:
            raise Error("this object belongs to the thread that made its browser; make a browser in each thread")
        if self.loop.is_running():
            raise Error(
                "no blocking call can be made from here: the page waits for what this function returns. Make it after "
                "the function has returned, or in a handler of `page.on`"
            )
        _refuse_other_loops()


def _refuse_other_loops() -> None:
    running = asyncio._get_running_loop()
    if running is not None and asyncio.current_task(running) is not None:
        raise Error(
            "shim.sync_api blocks, and an asyncio event loop runs here: in an `async def` use the async API, "
            "`from shim import Browser`, and await its methods"
        )
