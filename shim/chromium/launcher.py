"""Starts Chromium with a profile of its own, and ends it. It also ends when this process does, however that ends."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress

from shim.api.page import VIEWPORT
from shim.devtools.connection import Connection, Values
from shim.errors import Error

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SECONDS_TO_START = 30.0
_SECONDS_TO_END = 5.0
_ARGUMENTS = (
    "--headless",
    "--remote-debugging-port=0",
    # Chromium ends when the other end of this pipe is closed, which the system does for a process that died.
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--mute-audio",
    "--hide-scrollbars",
    f"--window-size={VIEWPORT[0]},{VIEWPORT[1]}",
    "--window-position=0,0",
    "--use-fake-device-for-media-stream",
    "--allow-file-access-from-files",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-component-update",
    "--disable-popup-blocking",
    "--disable-renderer-backgrounding",
    "--disable-sync",
    # A sandboxed frame with `srcdoc` would get a process of its own, and run before it can be injected into.
    "--disable-features=BackForwardCache,IsolateSandboxedIframes,MediaRouter,Translate",
)


def program() -> str:
    """The path of Chromium: that in CHROMIUM_PATH, or the first of its usual names. Raises `Error` without one."""
    found = os.environ.get("CHROMIUM_PATH") or next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if found is None:
        raise Error(
            f"no Chromium is installed (looked for {', '.join(_PROGRAMS)}): install it with your package manager, "
            "or set CHROMIUM_PATH"
        )
    return found


def is_installed() -> bool:
    """True when there is a Chromium to start."""
    return bool(os.environ.get("CHROMIUM_PATH") or any(map(shutil.which, _PROGRAMS)))


class Chromium:
    """A running Chromium. Made by `start`."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        profile: tempfile.TemporaryDirectory[str],
        pipes: tuple[int, int],
    ) -> None:
        self._process = process
        self._profile = profile
        self._pipes = pipes
        self.address = ""
        """The address of its DevTools protocol."""
        self.connection: Connection

    @property
    def context(self) -> Values:
        """Parameters of a command that name where tabs are opened and permissions are given: the profile itself."""
        return {}

    @classmethod
    async def start(cls, arguments: Iterable[str] = ()) -> Chromium:
        """Starts it. Raises `Error` when there is none, or it does not start."""
        path = program()
        profile = tempfile.TemporaryDirectory(prefix="audio-shim-", ignore_cleanup_errors=True)
        # Its own sandbox does not work for root.
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command = [*_ARGUMENTS, *sandbox, f"--user-data-dir={profile.name}", *arguments, "about:blank"]
        reads, pipe = os.pipe()
        answers, writes = os.pipe()

        def hand_over() -> None:
            ends = os.dup(reads), os.dup(writes)
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        try:
            process = await asyncio.create_subprocess_exec(
                path,
                *command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
                preexec_fn=hand_over,
                close_fds=False,
            )
        except OSError as error:
            os.close(pipe)
            os.close(answers)
            profile.cleanup()
            raise Error(f"{path} does not start: {error}") from error
        finally:
            os.close(reads)
            os.close(writes)
        chromium = cls(process, profile, (pipe, answers))
        try:
            chromium.address = await chromium._read_address(path)
            chromium.connection = await Connection.open(chromium.address)
        except BaseException:
            await chromium.stop()
            raise
        return chromium

    async def _read_address(self, path: str) -> str:
        assert self._process.stderr is not None
        said = []
        with suppress(TimeoutError):
            async with asyncio.timeout(_SECONDS_TO_START):
                async for line in self._process.stderr:
                    said.append(line.decode(errors="replace").strip())
                    if said[-1].startswith("DevTools listening on "):
                        self._draining = asyncio.ensure_future(_drain(self._process.stderr))
                        return said[-1].split()[-1]
        raise Error(f"{path} did not start: {' / '.join(said[-3:]) or 'it said nothing'}")

    async def stop(self) -> None:
        """Ends it and deletes its profile."""
        if hasattr(self, "connection"):
            with suppress(Error, TimeoutError):
                async with asyncio.timeout(_SECONDS_TO_END):
                    await self.connection.browser.send("Browser.close")
            await self.connection.close()
        for end in self._pipes:
            os.close(end)
        try:
            async with asyncio.timeout(_SECONDS_TO_END):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        self._profile.cleanup()


async def _drain(stream: asyncio.StreamReader) -> None:
    """Reads on, so that nobody waits to write."""
    while await stream.read(65_536):
        pass
