"""The `web-audio-api` package as it is: what it lacks, and the one way to call it.

What was found, with release 0.5.0:
- A real-time context (`{"sinkId": "none"}`) has threads of its own and costs 1 % of a core while it runs, nothing while
  it is suspended; 1,000 opened and closed one after another leave none behind, in 4 ms each. So live contexts
  use it and not an offline renderer driven in blocks. But one that is only dropped keeps its threads: close it.
- It starts to run when it is made, and stands at 0 when it is suspended at once.
- `resume`, `suspend` and `close` need a running asyncio loop that is still there when they are done.
- What the standard forbids makes the Rust side panic: a trace on stderr, a poisoned lock, and every later call to that
  object fails. So `js/platform` checks everything first. `PanicException` is no `Exception`.
- A curve that is cancelled midway stays in the timeline, and the next event in its time kills the renderer, which
  nothing tells.
- Whatever is done to a node of a live context, its end included, is a message in a channel for 256 of them; the package
  waits for room with the interpreter lock held, and for ever if the renderer is dead. See `renderer.py`.
- One thread runs the processors of the whole process, while renderers wait. When it makes one it holds a lock that is
  also taken, with the interpreter's, to make a node: Python that ran then would be a deadlock. See `worklets.py`.
- A processor is made when the renderer comes to its node, which is never while that is in a cycle without a delay.
- A node that got an event handler refers to itself and keeps its context, 40 KB or 170 KB, until `forget_handler`. So
  does for good a source whose `ended` never came. See `endings.py`.
- An AudioWorkletNode that has been rendered is kept by the package for good, and its context too.
- Samples go in through any float32 buffer and come out as lists.
- `suspend` of an offline context works only before `startRendering`, and rounds its time up to a render quantum.
- An offline context keeps a thread of the pool while it renders, and while its handlers run; not while it is suspended,
  which is the only time at which its rendering can be cancelled. What it renders takes memory as it goes.
- The renderer adds up its time: a source may stop, or a loop end, one frame off where a time is exactly a frame's.
- The curve of a WaveShaperNode can be set once; the buffer of an AudioBufferSourceNode too.
- `ended` and `audioprocess` are called from a thread of the context, and the renderer waits for the latter.
- Reading the next block of a `MediaStream` keeps the interpreter lock until there is one.
- An AnalyserNode mixes down to one channel.
"""

from __future__ import annotations

import ctypes
import functools
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from shim.engine.realm import dom_exception

QUANTUM = 128
"""Frames that are rendered at a time."""


@functools.cache
def package() -> ModuleType:
    """The package itself, imported by the first page that has a context."""
    import web_audio_api

    return web_audio_api


def set_handler(node: Any, event: str, handler: Callable[[Any], None]) -> bool:
    """Has `handler` called, in another thread, with a node's event "ended", or with each of its "audioprocess".

    Returns whether the node refers to itself from then on, which `forget_handler` undoes.
    """
    before = sys.getrefcount(node)
    setattr(node, f"on{event}", handler)
    return sys.getrefcount(node) > before


def forget_handler(node: Any, event: str) -> None:
    """Lets go of the handler of a node that refers to itself, so that it and its context can be freed.

    Called once, when no thread calls the handler any more or can come to; for "ended", only when that was called. No
    handler may be set afterwards.
    """
    if event == "audioprocess":
        node.onaudioprocess = None
        node.removeEventListener(event, None)  # frees what the package has in the place of the handler
    _release(node)


_release = ctypes.pythonapi.Py_DecRef
_release.argtypes = [ctypes.py_object]
_release.restype = None


_RATES = (3000, 768_000)
_MOST_CHANNELS = 32


@contextmanager
def contained() -> Iterator[None]:
    """A panic of the package, a number that it cannot take, a method that a kind of node lacks, or a renderer that has
    died becomes an error of the page, which has then found a way around a check. Anything else that is raised is a bug
    of ours and goes on."""
    try:
        yield
    except BaseException as error:
        if not (_is_panic(error) or _lacks(error) or isinstance(error, OverflowError | RuntimeError)):
            raise
        raise dom_exception("InvalidStateError", f"the audio renderer refused: {error}") from None


def _lacks(error: BaseException) -> bool:
    """True when something of the package lacks an attribute: its classes say that they are of the module `builtins`."""
    return isinstance(error, AttributeError) and str(error).startswith("'builtins.")


def _is_panic(error: BaseException) -> bool:
    """PyO3, with which the package is bound, makes the type of its panics anew in each library and exports none."""
    kind = type(error)
    return (kind.__module__, kind.__name__) == ("pyo3_runtime", "PanicException")


def check_format(rate: float, channels: int = 1) -> None:
    """Refuses what the package's contexts cannot have, before they are made: one that dies then leaves its threads."""
    if not (_RATES[0] <= rate <= _RATES[1] and 1 <= channels <= _MOST_CHANNELS):
        raise dom_exception("NotSupportedError", f"{channels} channels at {rate:g} Hz are not supported")


def floats(data: bytes) -> memoryview[float]:
    """32-bit floats out of bytes, as the package takes them; without what is left over."""
    return memoryview(data)[: len(data) // 4 * 4].cast("f")


def to_bytes(values: list[float]) -> bytes:
    """Numbers that the package gave, as 32-bit floats."""
    return array("f", values).tobytes()
