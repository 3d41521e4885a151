"""Host operations of SpeechRecognition: it hears what `Capture.say` says.

https://webaudio.github.io/web-speech-api/#speechreco-section
"""

from __future__ import annotations

from shim.engine.event_loop import Timer
from shim.engine.realm import Realm, operation
from shim.media.capture.capture import Capture

_PATIENCE = 8.0
"""Seconds without a word after which a recognition ends. INTEROP: Chromium's."""


class RecognitionOperations:
    """Host operations of `js/platform/speech/recognition.js`; a recognition is known by the number that script gave."""

    def __init__(self, realm: Realm, capture: Capture) -> None:
        self._realm = realm
        self._capture = capture
        self._patience: dict[int, Timer] = {}

    @operation
    def recognition_listen(self, number: int) -> None:
        """The recognition hears what is said from now on."""
        number, loop = int(number), self._realm.loop
        self._capture.hearers.add(self._hear)
        self._patience[number] = loop.call_at(
            loop.now() + _PATIENCE, lambda: self._tire(number), self._realm, counts=False
        )

    @operation
    def recognition_end(self, number: int) -> None:
        """The recognition hears nothing any more."""
        self._stop_waiting(int(number))
        if not self._patience:
            self._capture.hearers.discard(self._hear)

    def _hear(self, text: str, confidence: float) -> None:
        loop = self._realm.loop
        loop.queue_task(lambda: self._realm.call("recognitionHears", text, confidence), self._realm)

    def _tire(self, number: int) -> None:
        self._realm.call("recognitionTires", number)

    def _stop_waiting(self, number: int) -> None:
        timer = self._patience.pop(number, None)
        if timer is not None:
            timer.cancel()

    def close(self) -> None:
        self._capture.hearers.discard(self._hear)
        for timer in self._patience.values():
            timer.cancel()
