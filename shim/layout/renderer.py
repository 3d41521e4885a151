"""The renderer: blitz-py (Stylo, Taffy, Parley, Vello) in a process of its own, which starts with the first document
that asks where something is.

Markup of strangers can neither hang nor crash the host: a request that takes too long, too much memory, or that the
renderer does not survive, is an error, and the next one has a new process.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
import threading
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from shim.errors import Error

from . import renderer_process
from .renderer_process import LENGTH

LAYOUT_SECONDS = 2.0
"""Processor time of a layout at the most."""
PICTURE_SECONDS = 10.0
"""Processor time of a picture at the most."""
MOST_PIXELS = 32_000_000
_PATIENCE = 10
"""Times the processor time is what a request may take by the clock."""
_MOST_BYTES = 16 * 1024**2
"""Bytes of a request."""

Kind = Literal["png", "jpeg"]
Clip = tuple[int, int, int, int]
"""Left, top, width and height of a part of a document."""
Box = tuple[float, float, float, float]
"""Left, top, width and height, in CSS pixels."""


class RenderingError(Error):
    """A document was not laid out or drawn."""


class Renderer:
    """The process, or the one that takes its place. Threads may share it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def boxes(self, html: str, width: int, height: int) -> dict[str, Box]:
        """The border boxes of the elements with an id, by it; (x, y, 0, 0) of those without a box, and of those in
        lines. Raises `RenderingError`."""
        found: dict[str, Box] = json.loads(self._request(LAYOUT_SECONDS, html=html, width=width, height=height))
        return found

    def picture(self, html: str, width: int, height: int, clip: Clip, kind: Kind = "png", scale: float = 1.0) -> bytes:
        """A part of a document that is laid out in that size, `scale` times as large. Raises `RenderingError`."""
        if not (clip[2] > 0 and clip[3] > 0):
            raise RenderingError("a picture of what has no size cannot be had")
        if max(width * height, clip[2] * clip[3]) > MOST_PIXELS:
            raise RenderingError(f"a picture of {width} x {height} pixels is too large")
        values = {"html": html, "width": width, "height": height, "clip": clip, "kind": kind, "scale": scale}
        return self._request(PICTURE_SECONDS, **values)

    def _request(self, seconds: float, **values: Any) -> bytes:
        request = json.dumps({"seconds": seconds, **values}).encode()
        if len(request) > _MOST_BYTES:
            raise RenderingError(f"the document is too large to be laid out: it takes {len(request):,} bytes")
        with self._lock:
            process = self._running()
            assert process.stdin is not None
            try:
                process.stdin.write(LENGTH.pack(len(request)) + request)
                process.stdin.flush()
                deadline = time.monotonic() + seconds * _PATIENCE
                (size,) = LENGTH.unpack(self._read(process, LENGTH.size, deadline))
                return self._read(process, size, deadline)
            except (OSError, EOFError):
                self._end()
                raise RenderingError(
                    f"the renderer ended: the document takes more than {seconds:g} s, or too much memory"
                ) from None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            spec = find_spec("blitz_py")
            if spec is None or spec.origin is None:
                raise RenderingError("blitz-py is not installed, which lays pages out: pip install blitz-py")
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", renderer_process.__file__, str(Path(spec.origin).parents[1])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    @staticmethod
    def _read(process: subprocess.Popen[bytes], size: int, deadline: float) -> bytes:
        """Raises `EOFError` and `OSError`."""
        assert process.stdout is not None
        file, found = process.stdout.fileno(), bytearray()
        while len(found) < size:
            if not select.select([file], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise EOFError
            part = os.read(file, size - len(found))
            if not part:
                raise EOFError
            found += part
        return bytes(found)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            assert process.stdin is not None
            assert process.stdout is not None
            with suppress(OSError):  # what was not written yet
                process.stdin.close()
            process.stdout.close()
            process.wait()

    def close(self) -> None:
        """Ends the process, if there is one."""
        with self._lock:
            self._end()


_renderers: dict[int, Renderer] = {}


def renderer() -> Renderer:
    """The one of this process; a process that was forked from another has its own."""
    return _renderers.setdefault(os.getpid(), Renderer())


@atexit.register
def close_renderer() -> None:
    """Ends the renderer of this process, if there is one."""
    own = _renderers.pop(os.getpid(), None)
    if own is not None:
        own.close()
