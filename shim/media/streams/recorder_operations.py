"""Host operations of MediaRecorder. https://w3c.github.io/mediacapture-record/"""

from __future__ import annotations

from collections.abc import Callable

from shim.engine.event_loop import Timer
from shim.engine.memory import Held, OutOfMemoryError
from shim.engine.realm import Realm, known, one_of, operation

from .recording import CONTAINERS, ENCODERS, Format, Recording
from .streams import Streams

TICK = 0.1
"""Seconds between two looks at the stream: what is muted or disabled in between is heard for so long at most."""


class _Recorder:
    """A `Recording` in time."""

    def __init__(
        self, realm: Realm, number: int, recording: Recording, timeslice: float, done: Callable[[], None]
    ) -> None:
        self._realm = realm
        self._number = number
        self._recording = recording
        self._timeslice = timeslice
        self._done = done
        self._is_paused = False
        self._begun = self._cut = realm.loop.now()
        self._timer: Timer | None = None
        self._held: Held[None] | None = None
        self._tracks = list(recording.stream.tracks)
        recording.stream.listeners.add(self._stream_changed)
        self._await_tick()

    def _await_tick(self) -> None:
        loop = self._realm.loop
        self._timer = loop.call_at(loop.now() + TICK, self._tick, self._realm, counts=False)

    def _tick(self) -> None:
        now = self._realm.loop.now()
        self._advance()
        try:
            self._held = None
            self._held = Held(self._realm, None, self._recording.waiting)
        except OutOfMemoryError as error:
            self._fail("UnknownError", str(error))
            return
        if self._timeslice and now - self._cut >= self._timeslice and not self._is_paused:
            self._deliver(self._recording.take())
        self._await_tick()

    def _advance(self) -> None:
        now = self._realm.loop.now()
        if self._is_paused:
            self._recording.skip_to(now)
        else:
            self._recording.advance(now)

    def pause(self, paused: bool) -> None:
        self._advance()
        self._is_paused = paused

    def request(self) -> None:
        self._advance()
        data = self._recording.take()
        self._realm.loop.queue_task(lambda: self._deliver(data), self._realm)

    # https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start step 14
    def _stream_changed(self) -> None:
        stream = self._recording.stream
        if stream.tracks != self._tracks:
            self._fail("InvalidModificationError", "The stream has other tracks than when the recording began.")
        elif not stream.active:
            self.stop()

    def _fail(self, name: str, message: str) -> None:
        self._realm.loop.queue_task(
            lambda: self._realm.call("recorderFailed", self._number, name, message), self._realm
        )
        self.stop()

    def stop(self) -> None:
        if self._timer is None:
            return
        self._advance()
        self.close()
        data = self._recording.finish()
        self._realm.loop.queue_task(lambda: self._deliver(data), self._realm)
        self._realm.loop.queue_task(self._stopped, self._realm)

    def _stopped(self) -> None:
        self._realm.call("recorderStopped", self._number)
        self._done()

    def _deliver(self, data: bytes) -> None:
        now = self._realm.loop.now()
        timecode, self._cut = (self._cut - self._begun) * 1000, now
        self._realm.hand_bytes(data)
        self._realm.call("recorderData", self._number, timecode)

    def close(self) -> None:
        self._held = None
        self._recording.stream.listeners.discard(self._stream_changed)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class RecorderOperations:
    """Host operations of `js/platform/mediacapture/recorders.js`."""

    def __init__(self, realm: Realm, streams: Streams) -> None:
        self._realm = realm
        self._streams = streams
        self._running: dict[int, _Recorder] = {}

    @operation
    def recorder_start(
        self, number: int, stream: int, timeslice: float, audio_bits: int | None, video: str, container: str
    ) -> None:
        """`timeslice` in milliseconds, 0 for one piece at the end; the others as in `Format`, but "" for no video."""
        number = int(number)
        format_ = Format(
            None if audio_bits is None else int(audio_bits),
            one_of(video, ENCODERS) if video else None,
            one_of(container, CONTAINERS),
        )
        recording = Recording(self._streams.stream(stream), self._realm.loop.now(), format_)
        self._running[number] = _Recorder(
            self._realm, number, recording, timeslice / 1000, lambda: self._running.__delitem__(number)
        )

    @operation
    def recorder_pause(self, number: int, paused: bool) -> None:
        known(number, self._running, "MediaRecorder").pause(paused)

    @operation
    def recorder_request(self, number: int) -> None:
        known(number, self._running, "MediaRecorder").request()

    @operation
    def recorder_stop(self, number: int) -> None:
        known(number, self._running, "MediaRecorder").stop()

    def close(self) -> None:
        for recorder in self._running.values():
            recorder.close()
