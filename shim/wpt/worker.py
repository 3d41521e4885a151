"""The process in which tests run, one after another: `python -m shim.wpt.worker`. Jobs come on stdin, one JSON object a
line; what they came to goes to stdout in the same way. It ends with its stdin."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import BinaryIO

import msgspec

from .harness import Harness
from .manifest import Test
from .products import product as product_named
from .results import TestResult, TestStatus


class Job(msgspec.Struct, frozen=True):
    """A test, and what it is to run on."""

    product: str
    harness: Harness
    timeout_multiplier: float
    test: Test


class Ready(msgspec.Struct, tag=True):
    """The product is there."""

    version: str


class Failed(msgspec.Struct, tag=True):
    """The product could not be started."""

    message: str


class Done(msgspec.Struct, tag=True):
    """A test is over."""

    result: TestResult


Message = Ready | Failed | Done


async def _serve(jobs: BinaryIO, messages: BinaryIO) -> None:
    def send(message: Message) -> None:
        messages.write(msgspec.json.encode(message) + b"\n")
        messages.flush()

    product = None
    try:
        while line := await asyncio.to_thread(jobs.readline):
            job = msgspec.json.decode(line, type=Job)
            if product is None:
                starting = product_named(job.product)(job.harness, job.timeout_multiplier)
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
    asyncio.run(_serve(sys.stdin.buffer, messages))


if __name__ == "__main__":
    main()
