"""A worker process, which runs tests of a product, one after another.

Jobs come on its socket, one JSON object a line; what they came to goes back in the same way. It ends with the socket.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import msgspec

from .jobs import Done, Failed, Job, Message, Ready
from .product import Product
from .products import product as product_of
from .results import TestStatus


def prepare(name: str) -> Callable[[socket.socket], Coroutine[Any, Any, None]]:
    """See `shim.processes.parent.Parent`; the argument is a product's name."""
    return partial(serve, product_of(name))


async def serve(kind: type[Product], jobs: socket.socket) -> None:
    """Returns when no more jobs come, or no more should."""
    lines, messages = await asyncio.open_connection(sock=jobs)

    async def send(message: Message) -> None:
        messages.write(msgspec.json.encode(message) + b"\n")
        await messages.drain()

    product = None
    try:
        while line := await lines.readline():
            job = msgspec.json.decode(line, type=Job)
            if product is None:
                starting = kind(job.harness, job.timeout_multiplier)
                try:
                    version = await starting.start()
                except (OSError, RuntimeError, ImportError) as error:
                    await send(Failed(f"{job.product}: {error}"))
                    return
                product = starting
                await send(Ready(version))
            result = await product.run(job.test)
            await send(Done(result))
            if result.status in (TestStatus.TIMEOUT, TestStatus.CRASH):
                return  # what hangs or has fallen over is not given another test
    finally:
        messages.close()
        if product is not None:
            await product.end()
        await messages.wait_closed()
