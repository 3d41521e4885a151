"""The process in which tests of a product run, one after another: `python -m shim.wpt.worker PRODUCT`.

Jobs come on stdin, one JSON object a line; what they came to goes to stdout in the same way. It ends with its stdin.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import BinaryIO

import msgspec

from .jobs import Done, Failed, Job, Message, Ready
from .product import Product
from .products import product as product_named
from .results import TestStatus

_SECONDS_TO_END = 5.0
"""For what a test holds, once nobody waits for its result. A page that never ends does not leave its script for it."""


def _watched(jobs: BinaryIO, loop: asyncio.AbstractEventLoop) -> asyncio.Queue[bytes]:
    """The lines of stdin, and an empty one at its end. What is still there a while later is killed, with all that it
    started: a killed command leaves nothing behind."""
    lines: asyncio.Queue[bytes] = asyncio.Queue()

    def watch() -> None:
        line = b"\n"
        while line:
            line = jobs.readline()
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(lines.put_nowait, line)
        time.sleep(_SECONDS_TO_END)
        with suppress(ProcessLookupError):  # it leads no group: somebody started it by hand
            os.killpg(os.getpid(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()
    return lines


async def _serve(kind: type[Product], jobs: BinaryIO, messages: BinaryIO) -> None:
    def send(message: Message) -> None:
        messages.write(msgspec.json.encode(message) + b"\n")
        messages.flush()

    product = None
    lines = _watched(jobs, asyncio.get_running_loop())
    try:
        while line := await lines.get():
            job = msgspec.json.decode(line, type=Job)
            if product is None:
                starting = kind(job.harness, job.timeout_multiplier)
                try:
                    version = await starting.start()
                except (OSError, RuntimeError, ImportError) as error:
                    send(Failed(f"{job.product}: {error}"))
                    return
                product = starting
                send(Ready(version))
            result = await product.run(job.test)
            send(Done(result))
            if result.status in (TestStatus.TIMEOUT, TestStatus.CRASH):
                return  # what hangs or has fallen over is not given another test
    finally:
        if product is not None:
            await product.stop()


def main() -> None:
    """Keeps stdout for messages: what anything prints goes to stderr."""
    messages = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    kind = product_named(sys.argv[1])
    # A file of its own: Python cannot end while a thread reads the one that it knows.
    asyncio.run(_serve(kind, os.fdopen(os.dup(0), "rb"), messages))


if __name__ == "__main__":
    main()
