"""The loop of a measured Python process: a request a line on stdin, its answer a line on stdout. node/serve.mjs is its
counterpart; sides.py is the other end."""

import asyncio
import gc
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import psutil

Handler = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]


def resident_bytes() -> int:
    """The memory of this process that is in use after garbage collection."""
    gc.collect()
    return psutil.Process().memory_info().rss


async def serve(name: str, handlers: dict[str, Handler]) -> None:
    """Announces `name`, then answers requests until stdin closes."""
    _send({"name": name})
    while line := await asyncio.to_thread(sys.stdin.readline):
        request = json.loads(line)
        _send(await handlers[request["do"]](request))


def _send(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
