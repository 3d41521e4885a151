"""A sound card that is none: a PulseAudio of our own with a null sink, for as long as the block runs."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from .process import stop, until_exists

PULSEAUDIO = shutil.which("pulseaudio")


@asynccontextmanager
async def null_sink(directory: Path) -> AsyncIterator[dict[str, str]]:
    """Yields the environment variables under which a program plays into it."""
    if PULSEAUDIO is None:
        raise FileNotFoundError("PulseAudio is not installed, and Firefox plays nothing without a sound card")
    socket = directory / "pulse.socket"
    home = {**os.environ, "HOME": str(directory), "XDG_RUNTIME_DIR": str(directory)}
    process = await asyncio.create_subprocess_exec(
        PULSEAUDIO,
        *("-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes"),
        *("-L", "module-null-sink sink_name=nowhere"),
        *("-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}"),
        env=home,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await until_exists(socket, process)
        yield {"PULSE_SERVER": f"unix:{socket}"}
    finally:
        await stop(process)
