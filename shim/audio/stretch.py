"""Sound that is played faster or slower at the same pitch, by FFmpeg's filter `atempo`."""

from __future__ import annotations

from collections.abc import Iterator

from shim.lazy import av, np

from .envelope import RATE
from .samples import Block

_LEAST_TEMPO = 0.5
"""The slowest that one filter goes; slower ones are several in a row."""


def at_tempo(blocks: Iterator[Block], tempo: float) -> Iterator[Block]:
    """Stereo blocks at `RATE`, played `tempo` times as fast (above 0) without a change of pitch."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(format="flt", sample_rate=RATE, layout="stereo")
    filters = [graph.add("atempo", repr(part)) for part in _parts(tempo)]
    sink = graph.add("abuffersink")
    graph.link_nodes(source, *filters, sink).configure()
    for block in blocks:
        frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate = RATE
        source.push(frame)
        yield from _pulled(sink)
    source.push(None)
    yield from _pulled(sink)


def _parts(tempo: float) -> Iterator[float]:
    """Tempos of filters in a row that make up `tempo`."""
    while tempo < _LEAST_TEMPO:
        yield _LEAST_TEMPO
        tempo /= _LEAST_TEMPO
    yield tempo


def _pulled(sink: av.filter.context.FilterContext) -> Iterator[Block]:
    while True:
        try:
            frame = sink.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        assert isinstance(frame, av.AudioFrame)
        yield frame.to_ndarray().reshape(-1, 2).astype(np.float32, copy=False)
