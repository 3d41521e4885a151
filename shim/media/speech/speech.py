"""Speech synthesis without a voice: a queue of utterances that take as long as they would take to say.

No engine and no event loop: whoever owns a `Speech` gives it a clock.
https://webaudio.github.io/web-speech-api/#tts-section
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from shim.media.services import Cancellable

# About 180 English words a minute at rate 1: a word takes a moment, and each of its letters another.
SECONDS_PER_WORD = 0.08
SECONDS_PER_LETTER = 0.05
SECONDS_PER_IDEOGRAPH = 0.2
_PAUSES = {",": 0.15, ";": 0.2, ":": 0.2, ".": 0.4, "!": 0.4, "?": 0.4, "\u3001": 0.15, "\u3002": 0.4}
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_WORD = rf"[{_IDEOGRAPH}]|[^\s\u3001\u3002{_IDEOGRAPH}]+|[\u3001\u3002]"
"""OPTIMIZATION: compiled when something is said, for it takes 3 ms."""
_LETTERS = re.compile(r"\w")
MIN_RATE, MAX_RATE = 0.1, 10.0


class Word(NamedTuple):
    """A word's place in the text, in UTF-16 units, and when it is said, in seconds from the start at rate 1."""

    time: float
    place: int
    length: int


@dataclass(eq=False, slots=True)
class Utterance:
    """A text that is to be said. `rate` is 1 for the normal speed, `volume` linear, `number` the page's name for it."""

    number: int
    text: str
    rate: float = 1.0
    volume: float = 1.0
    words: list[Word] = field(init=False)
    duration: float = field(init=False)
    """Seconds, at its own rate."""

    def __post_init__(self) -> None:
        speed = min(max(self.rate, MIN_RATE), MAX_RATE)
        words, duration = timed_words(self.text)
        self.words = [Word(time / speed, index, length) for time, index, length in words]
        self.duration = duration / speed


def timed_words(text: str) -> tuple[list[Word], float]:
    """The words of a text and how long it takes to say it at rate 1, in seconds."""
    words = []
    time = 0.0
    index = position = 0
    for match in re.finditer(_WORD, text):
        word = match.group()
        index += _units(text[position : match.start()])
        position = match.start()
        letters = len(_LETTERS.findall(word))
        if letters:
            words.append(Word(time, index, _units(word)))
        if re.match(f"[{_IDEOGRAPH}]", word):
            time += SECONDS_PER_IDEOGRAPH
        elif letters:
            time += SECONDS_PER_WORD + SECONDS_PER_LETTER * letters
        time += _PAUSES.get(word[-1], 0.0)
    return words, time


def _units(text: str) -> int:
    return len(text) + sum(ord(c) > 0xFFFF for c in text)


class SpeechHost(Protocol):
    """The owner of a `Speech`. Times are seconds of `now()`."""

    def now(self) -> float:
        """A clock that never goes back."""

    def call_at(self, due: float, callback: Callable[[], None]) -> Cancellable:
        """Calls back in a task once `now()` has reached `due`."""

    def queue_task(self, callback: Callable[[], None]) -> None:
        """Calls back in a task."""

    def event(self, number: int, type_: str, word: Word, elapsed: float, detail: str) -> None:
        """Fires an event at an utterance, now. `detail` is the name of a boundary, or the code of an error."""


_NO_WORD = Word(0.0, 0, 0)


class Speech:
    """A document's speechSynthesis."""

    def __init__(self, host: SpeechHost) -> None:
        self._host = host
        self._queue: deque[Utterance] = deque()
        self._current: Utterance | None = None
        self._word = _NO_WORD
        self._next_word = 0
        self._spoken = 0.0  # seconds of the current utterance until `_since`
        self._since = 0.0
        self._timer: Cancellable | None = None
        self._is_paused = False
        self._start_is_queued = False
        self.listeners: list[Callable[[Utterance | None], None]] = []
        """Called with what is said from now on; None: nothing."""

    @property
    def said(self) -> Utterance | None:
        """The utterance that is being said; None while speech is paused too."""
        return self._current if self._timer is not None else None

    def _tell(self, utterance: Utterance | None) -> None:
        for listener in list(self.listeners):
            listener(utterance)

    @property
    def pending(self) -> bool:
        """True when an utterance waits that has not begun."""
        return bool(self._queue)

    @property
    def speaking(self) -> bool:
        """True when an utterance has begun and is not over; pausing does not change it."""
        return self._current is not None

    @property
    def paused(self) -> bool:
        """True when nothing is said until `resume`."""
        return self._is_paused

    def speak(self, utterance: Utterance) -> None:
        """https://webaudio.github.io/web-speech-api/#dom-speechsynthesis-speak"""
        self._queue.append(utterance)
        self._queue_start()

    def cancel(self) -> None:
        """https://webaudio.github.io/web-speech-api/#dom-speechsynthesis-cancel: `paused` stays as it is."""
        lost, self._queue = self._queue, deque()
        if self._current is not None:
            self._fail(self._current, "interrupted", self._elapsed())
            self._stop()
            self._current = None
        for utterance in lost:
            self._fail(utterance, "canceled", 0.0)

    def pause(self) -> None:
        """https://webaudio.github.io/web-speech-api/#dom-speechsynthesis-pause"""
        if self._is_paused:
            return
        self._is_paused = True
        if self._current is not None:
            self._stop()
            self._queue_event(self._current, "pause")

    def resume(self) -> None:
        """https://webaudio.github.io/web-speech-api/#dom-speechsynthesis-resume"""
        if not self._is_paused:
            return
        self._is_paused = False
        if self._current is None:
            self._queue_start()
            return
        self._queue_event(self._current, "resume")
        self._go_on()

    def close(self) -> None:
        """Nothing is said any more, and nobody told."""
        self._stop()
        self._queue.clear()
        self._current = None

    def _queue_start(self) -> None:
        if not self._start_is_queued:
            self._start_is_queued = True
            self._host.queue_task(self._start)

    def _start(self) -> None:
        self._start_is_queued = False
        if self._current is not None or self._is_paused or not self._queue:
            return
        utterance = self._current = self._queue.popleft()
        self._word, self._next_word, self._spoken = _NO_WORD, 0, 0.0
        self._host.event(utterance.number, "start", _NO_WORD, 0.0, "")
        # the page may have paused or cancelled in its handler
        if self._current is utterance and not self._is_paused:
            self._go_on()

    def _go_on(self) -> None:
        self._since = self._host.now()
        self._await_next()
        self._tell(self._current)

    def _next_time(self, utterance: Utterance) -> float:
        """The time of the next word, or of the utterance's end."""
        return utterance.words[self._next_word].time if self._next_word < len(utterance.words) else utterance.duration

    def _await_next(self) -> None:
        assert self._current is not None
        due = self._since + self._next_time(self._current) - self._spoken
        self._timer = self._host.call_at(due, self._come_to)

    def _come_to(self) -> None:
        utterance = self._current
        if utterance is None or self._timer is None:
            return
        self._timer = None
        # A late timer does not make the speech longer.
        reached = self._next_time(utterance)
        self._since += reached - self._spoken
        self._spoken = reached
        if self._next_word < len(utterance.words):
            self._word = utterance.words[self._next_word]
            self._next_word += 1
            self._host.event(utterance.number, "boundary", self._word, self._spoken, "word")
            if self._current is utterance and not self._is_paused and self._timer is None:
                self._await_next()
        else:
            self._current = None
            self._tell(None)
            self._host.event(utterance.number, "end", self._word, utterance.duration, "")
            if self._queue:
                self._queue_start()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._spoken = self._elapsed(running=True)
            self._tell(None)

    def _elapsed(self, *, running: bool = False) -> float:
        """Seconds of the current utterance that were said."""
        ticking = running or self._timer is not None
        return self._spoken + (self._host.now() - self._since if ticking else 0.0)

    def _queue_event(self, utterance: Utterance, type_: str) -> None:
        word, elapsed = self._word, self._elapsed()
        self._host.queue_task(lambda: self._host.event(utterance.number, type_, word, elapsed, ""))

    def _fail(self, utterance: Utterance, error: str, elapsed: float) -> None:
        word = self._word if utterance is self._current else _NO_WORD
        self._host.queue_task(lambda: self._host.event(utterance.number, "error", word, elapsed, error))
