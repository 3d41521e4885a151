"""Chromium that tests share: a browser of a test is a context of its own in a process that goes on to the next test."""

from __future__ import annotations

import atexit
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterable
from contextlib import suppress

import pytest

from shim.chromium import browser, launcher
from shim.devtools.connection import Connection
from shim.errors import Error


class SharedProcess:
    """A process that ends with this one. Its arguments are those that Chromium takes for all contexts."""

    def __init__(self, arguments: tuple[str, ...]) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="audio-shim-", ignore_cleanup_errors=True)
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        profile = f"--user-data-dir={self._profile.name}"
        command = [launcher.program(), *launcher._ARGUMENTS, *sandbox, profile, *arguments, "about:blank"]
        # It ends when the other ends of these are closed, however this process ends.
        (reads, pipe), (answers, writes) = os.pipe(), os.pipe()

        def hand_over() -> None:
            ends = os.dup(reads), os.dup(writes)
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        self._pipes = pipe, answers
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=hand_over,
            close_fds=False,
            text=True,
        )
        os.close(reads)
        os.close(writes)
        assert self.process.stderr is not None
        said = next((line for line in self.process.stderr if line.startswith("DevTools listening on ")), "")
        self.address = said.split()[-1] if said else ""
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        atexit.register(self.end)

    def end(self) -> None:
        for end in self._pipes:
            os.close(end)
        self.process.kill()
        self.process.wait()
        self._profile.cleanup()


_idle: dict[tuple[str, ...], list[SharedProcess]] = {}


class SharedChromium(launcher.Chromium):
    """The process that a test gets in place of a process of its own."""

    def __init__(self, shared: SharedProcess, arguments: tuple[str, ...]) -> None:
        self._shared = shared
        self._arguments = arguments
        self.address = shared.address
        self._context: dict[str, str] = {}

    @property
    def context(self) -> dict[str, str]:
        return self._context

    @classmethod
    async def start(cls, arguments: Iterable[str] = ()) -> SharedChromium:
        key = tuple(arguments)
        waiting = _idle.setdefault(key, [])
        shared = waiting.pop() if waiting else SharedProcess(key)
        chromium = cls(shared, key)
        chromium.connection = await Connection.open(chromium.address)
        made = await chromium.connection.browser.send("Target.createBrowserContext")
        chromium._context = {"browserContextId": made["browserContextId"]}
        return chromium

    async def stop(self) -> None:
        with suppress(Error):
            await self.connection.browser.send("Target.disposeBrowserContext", **self.context)
        await self.connection.close()
        if self._shared.process.poll() is None:
            _idle[self._arguments].append(self._shared)


def share_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the browsers of a test share a process with those of others. Browsers that are open at once do not."""
    monkeypatch.setattr(browser, "Chromium", SharedChromium)
