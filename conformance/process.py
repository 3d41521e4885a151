"""Programs that are started here, waited for, and ended."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import Process
from contextlib import suppress
from pathlib import Path

SECONDS_TO_START = 60.0
SECONDS_TO_STOP = 10.0


async def until_exists(path: Path, process: Process) -> None:
    """Returns once the program has made the file; raises `RuntimeError` if it ends without."""
    async with asyncio.timeout(SECONDS_TO_START):
        while not path.exists():  # noqa: ASYNC240
            if process.returncode is not None:
                raise RuntimeError(f"the program that was to make {path.name} ended with {process.returncode}")
            await asyncio.sleep(0.05)


async def stop(process: Process) -> None:
    """Asks it to end, and ends it if it does not."""
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(SECONDS_TO_STOP):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
