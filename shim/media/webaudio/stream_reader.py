"""Takes the samples out of a running graph: blocks of a stream of the package, read in a thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sink = Callable[[NDArray[np.float32], float], None]
"""Gets a block, float32 (frames, channels), and its sample rate in Hz; called in the reader's thread."""


class StreamReader:
    """Passes what a stream carries to a sink until it is closed."""

    def __init__(self, stream: Any, sink: Sink) -> None:
        self._blocks = stream.iterBuffers()
        self._stream = stream
        self._sink = sink
        self._closed = False
        self._thread = threading.Thread(target=self._read, name="audio-tap", daemon=True)
        self._thread.start()

    def _read(self) -> None:
        for block in self._blocks:
            if self._closed:
                return
            channels = [block.getChannelData(c) for c in range(block.numberOfChannels)]
            self._sink(np.array(channels, np.float32).T, float(block.sampleRate))

    def close(self) -> None:
        """No block is passed on any more."""
        self._closed = True
        self._stream.close()
