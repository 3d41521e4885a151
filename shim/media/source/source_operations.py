"""Host operations of `MediaSource` and `SourceBuffer`: `js/platform/mediasource` above, `media_source.py` below."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable

from shim.engine.realm import Realm, known, one_of, operation
from shim.net.url import without_fragment

from .formats import is_type_supported
from .media_source import MediaSource
from .ranges import TimeRanges
from .source_buffer import SourceBuffer

_SOURCE: dict[str, Callable[[MediaSource], bool | float | str]] = {
    "ready_state": lambda source: source.ready_state,
    "duration": lambda source: source.duration,
    "streaming": lambda source: source.streaming,
}
_BUFFER: dict[str, Callable[[SourceBuffer], bool | float | str]] = {
    "mode": lambda buffer: buffer.mode,
    "updating": lambda buffer: buffer.updating,
    "timestamp_offset": lambda buffer: buffer.timestamp_offset,
    "append_window_start": lambda buffer: buffer.append_window_start,
    "append_window_end": lambda buffer: buffer.append_window_end,
}
_SETTERS: dict[str, Callable[[SourceBuffer, float], None]] = {
    "timestamp_offset": lambda buffer, value: setattr(buffer, "timestamp_offset", value),
    "append_window_start": lambda buffer, value: buffer.set_window_start(value),
    "append_window_end": lambda buffer, value: buffer.set_window_end(value),
}


class MediaSourceOperations:
    """The media sources of one document, by number, and their object URLs. It is their `SourceHost`.

    OPTIMIZATION: a MediaSource is kept until the document goes, as its element is; what it holds goes with its element.
    """

    def __init__(self, realm: Realm, origin: str) -> None:
        self._realm = realm
        self._origin = origin
        self._sources: dict[int, MediaSource] = {}
        self._buffers: dict[int, SourceBuffer] = {}
        self._urls: dict[str, MediaSource] = {}
        self._last = 0

    # what media elements ask ------------------------------------------------------------------------------------------

    def at_url(self, url: str) -> MediaSource | None:
        """The MediaSource of an object URL."""
        return self._urls.get(without_fragment(url))

    def source(self, number: int) -> MediaSource:
        """The MediaSource of that number."""
        return known(number, self._sources, "MediaSource")

    # services of the document: see `SourceHost` -----------------------------------------------------------------------

    def queue_task(self, task: Callable[[], None]) -> None:
        self._realm.loop.queue_task(task, self._realm)

    def queue_event(self, number: int, event_type: str, part: str = "") -> None:
        self.queue_task(lambda: self._realm.call("fireAtMediaSource", number, part, event_type))

    def tell_change(self, number: int, added: TimeRanges, removed: TimeRanges) -> None:
        self.queue_task(lambda: self._realm.call("bufferedChanged", number, json.dumps(added), json.dumps(removed)))

    def new_number(self) -> int:
        self._last += 1
        return self._last

    def hold(self, size: int) -> None:
        self._realm.hold(size)

    def let_go(self, size: int) -> None:
        self._realm.let_go(size)

    # MediaSource ------------------------------------------------------------------------------------------------------

    @operation
    def source_create(self, is_managed: bool) -> int:
        """A new MediaSource; its number."""
        source = MediaSource(self, is_managed=is_managed)
        self._sources[source.number] = source
        return source.number

    @operation
    def source_get(self, number: int, name: str) -> bool | float | str:
        return _SOURCE[one_of(name, _SOURCE)](self.source(int(number)))

    @operation
    def source_buffers(self, number: int, name: str) -> str:
        """The numbers of all of its source buffers, or of the active ones, as JSON."""
        source = self.source(int(number))
        buffers = source.active_buffers if name == "activeSourceBuffers" else source.buffers
        return json.dumps([buffer.number for buffer in buffers])

    @operation
    def source_set_duration(self, number: int, duration: float) -> None:
        self.source(int(number)).set_duration(duration)

    @operation
    def source_add(self, number: int, type_: str) -> int:
        """`addSourceBuffer()`: the number of the new one."""
        buffer = self.source(int(number)).add_source_buffer(type_)
        self._buffers[buffer.number] = buffer
        return buffer.number

    @operation
    def source_remove(self, number: int, buffer: int) -> None:
        self.source(int(number)).remove_source_buffer(self._buffer(buffer))

    @operation
    def source_end(self, number: int, error: str) -> None:
        self.source(int(number)).end("network" if error == "network" else "decode" if error == "decode" else "")

    @operation
    def source_set_live(self, number: int, start: float, end: float) -> None:
        self.source(int(number)).set_live_seekable_range(start, end)

    @operation
    def source_clear_live(self, number: int) -> None:
        self.source(int(number)).clear_live_seekable_range()

    @operation
    def source_supports(self, type_: str) -> bool:
        return is_type_supported(type_)

    # https://w3c.github.io/media-source/#dom-url-createobjecturl
    @operation
    def source_url(self, number: int) -> str:
        url = f"blob:{self._origin}/{uuid.uuid4()}"
        self._urls[url] = self.source(int(number))
        return url

    @operation
    def source_revoke_url(self, url: str) -> None:
        self._urls.pop(url, None)

    # SourceBuffer -----------------------------------------------------------------------------------------------------

    def _buffer(self, number: float) -> SourceBuffer:
        return known(number, self._buffers, "SourceBuffer")

    @operation
    def buffer_get(self, number: int, name: str) -> bool | float | str:
        return _BUFFER[one_of(name, _BUFFER)](self._buffer(number))

    @operation
    def buffer_set(self, number: int, name: str, value: float) -> None:
        _SETTERS[one_of(name, _SETTERS)](self._buffer(number), value)

    @operation
    def buffer_set_mode(self, number: int, mode: str) -> None:
        self._buffer(number).mode = "sequence" if mode == "sequence" else "segments"

    @operation
    def buffer_ranges(self, number: int) -> str:
        """`buffered` as JSON: pairs of start and end."""
        return json.dumps(self._buffer(number).buffered)

    @operation
    def buffer_tracks(self, number: int, kind: str) -> str:
        """The tracks of a kind, audio or video, as JSON."""
        buffer = self._buffer(number)
        tracks = [track.info for track in (buffer.audio if kind == "audio" else buffer.video)]
        return json.dumps([{"id": track.id, "label": track.label, "language": track.language} for track in tracks])

    @operation
    def buffer_append(self, number: int) -> None:
        """`appendBuffer()`, with the bytes in the handover."""
        self._buffer(number).append_buffer(self._realm.take_bytes())

    @operation
    def buffer_abort(self, number: int) -> None:
        self._buffer(number).abort()

    @operation
    def buffer_change_type(self, number: int, type_: str) -> None:
        self._buffer(number).change_type(type_)

    @operation
    def buffer_remove(self, number: int, start: float, end: float) -> None:
        self._buffer(number).remove(start, end)
