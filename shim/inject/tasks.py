"""Work about pages that may go while it is under way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

_log = logging.getLogger("shim")


def in_a_task(coroutine: Coroutine[Any, Any, object], gone: type[Exception], what: str) -> asyncio.Future[object]:
    """Runs it, and returns its future. It may fail with `gone`; of any other error the log says that `what` was not
    injected into."""

    def look(done: asyncio.Future[object]) -> None:
        if not done.cancelled() and (error := done.exception()) is not None and not isinstance(error, gone):
            _log.error("%s was not injected into", what, exc_info=error)

    future = asyncio.ensure_future(coroutine)
    future.add_done_callback(look)
    return future
