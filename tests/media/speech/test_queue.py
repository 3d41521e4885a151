"""The queue of utterances and its timing, under a clock of the test's own."""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Callable

import pytest

from shim.media.speech.speech import Speech, Utterance, Word, timed_words


class Timer:
    def __init__(self, callback: Callable[[], None]) -> None:
        self.callback: Callable[[], None] | None = callback

    def cancel(self) -> None:
        self.callback = None


class Clock:
    """A `SpeechHost` whose time passes when the test says so; `log` has the events with their times."""

    def __init__(self) -> None:
        self.time = 0.0
        self.log: list[tuple[object, ...]] = []
        self.handlers: dict[str, Callable[[], None]] = {}
        self._tasks: deque[Callable[[], None]] = deque()
        self._timers: list[tuple[float, int, Timer]] = []
        self._order = itertools.count()
        self.speech = Speech(self)

    def now(self) -> float:
        return self.time

    def queue_task(self, callback: Callable[[], None]) -> None:
        self._tasks.append(callback)

    def call_at(self, due: float, callback: Callable[[], None]) -> Timer:
        timer = Timer(callback)
        heapq.heappush(self._timers, (due, next(self._order), timer))
        return timer

    def event(self, number: int, type_: str, word: Word, elapsed: float, detail: str) -> None:
        self.log.append((round(self.time, 3), number, type_, word.place, round(elapsed, 3), detail))
        if handler := self.handlers.pop(type_, None):
            handler()

    def settle(self) -> None:
        while self._tasks:
            self._tasks.popleft()()

    def run_until(self, end: float) -> None:
        """Time passes."""
        self.settle()
        while self._timers and self._timers[0][0] <= end:
            due, _, timer = heapq.heappop(self._timers)
            self.time = max(self.time, due)
            if timer.callback is not None:
                timer.callback()
            self.settle()
        self.time = end

    def took(self) -> list[tuple[object, ...]]:
        """The types (and error codes) of the events so far, by utterance."""
        found, self.log = self.log, []
        return [(entry[1], entry[2], *([entry[5]] if entry[2] == "error" else [])) for entry in found]


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_an_utterance_begins_in_a_task_and_says_its_words(clock: Clock) -> None:
    speech = clock.speech
    speech.speak(Utterance(1, "Hello, big world."))
    assert (speech.pending, speech.speaking, clock.log) == (True, False, [])
    clock.settle()
    assert (speech.pending, speech.speaking) == (False, True)
    clock.run_until(10)
    assert clock.log == [
        (0, 1, "start", 0, 0, ""),
        (0, 1, "boundary", 0, 0, "word"),
        (0.48, 1, "boundary", 7, 0.48, "word"),
        (0.71, 1, "boundary", 11, 0.71, "word"),
        (1.44, 1, "end", 11, 1.44, ""),
    ]
    assert speech.speaking is False


def test_english_takes_about_180_words_a_minute() -> None:
    text = (
        "The quick brown fox jumps over the lazy dog and then it walks home through the dark wood with its friends. "
        * 10
    )
    words, duration = timed_words(text)
    assert 160 < len(words) / (duration / 60) < 210
    assert Utterance(1, text, 2.0).duration == pytest.approx(duration / 2)
    assert Utterance(1, text, 1000.0).duration == pytest.approx(duration / 10)
    assert Utterance(1, text, 0.0).duration == pytest.approx(duration * 10)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", []),
        (" ... ", []),
        ("a\U0001f600b c", [(0, 4), (5, 1)]),
        ("\U0001f600 x", [(3, 1)]),
        ("こんにちは", [(i, 1) for i in range(5)]),
        ("don't\nstop", [(0, 5), (6, 4)]),
    ],
)
def test_words_are_placed_in_utf16_units(text: str, places: list[tuple[int, int]]) -> None:
    assert [(word.place, word.length) for word in timed_words(text)[0]] == places


def test_utterances_follow_one_another(clock: Clock) -> None:
    for number in (1, 2, 3):
        clock.speech.speak(Utterance(number, "one"))
    clock.settle()
    assert clock.speech.pending
    clock.run_until(9)
    order = [(n, type_) for n in (1, 2, 3) for type_ in ("start", "boundary", "end")]
    assert clock.took() == order


def test_a_pause_stops_the_time_and_resume_goes_on(clock: Clock) -> None:
    speech = clock.speech
    speech.speak(Utterance(1, "stop here"))
    clock.run_until(0.1)
    speech.pause()
    speech.pause()
    clock.run_until(100)
    assert (speech.speaking, speech.paused) == (True, True)
    speech.resume()
    speech.resume()
    clock.run_until(200)
    assert clock.log == [
        (0, 1, "start", 0, 0, ""),
        (0, 1, "boundary", 0, 0, "word"),
        (0.1, 1, "pause", 0, 0.1, ""),
        (100, 1, "resume", 0, 0.1, ""),
        (100.18, 1, "boundary", 5, 0.28, "word"),
        (100.46, 1, "end", 5, 0.56, ""),
    ]


def test_what_is_said_to_a_paused_voice_waits(clock: Clock) -> None:
    clock.speech.pause()
    clock.speech.speak(Utterance(1, "later"))
    clock.run_until(5)
    assert (clock.log, clock.speech.pending, clock.speech.speaking) == ([], True, False)
    clock.speech.resume()
    clock.run_until(9)
    assert clock.took() == [(1, "start"), (1, "boundary"), (1, "end")]


def test_cancel_tells_what_had_begun_from_what_had_not(clock: Clock) -> None:
    speech = clock.speech
    speech.speak(Utterance(1, "first words"))
    speech.speak(Utterance(2, "second"))
    clock.run_until(0.1)
    speech.cancel()
    assert (speech.speaking, speech.pending) == (False, False)
    clock.run_until(9)
    assert clock.took() == [(1, "start"), (1, "boundary"), (1, "error", "interrupted"), (2, "error", "canceled")]
    speech.speak(Utterance(3, "x"))
    speech.cancel()
    speech.speak(Utterance(4, "y"))
    clock.run_until(20)
    assert clock.took() == [(4, "start"), (3, "error", "canceled"), (4, "boundary"), (4, "end")]


def test_cancel_leaves_the_pause(clock: Clock) -> None:
    speech = clock.speech
    speech.speak(Utterance(1, "words"))
    clock.run_until(0.1)
    speech.pause()
    speech.cancel()
    assert speech.paused
    clock.run_until(9)
    assert clock.took() == [(1, "start"), (1, "boundary"), (1, "pause"), (1, "error", "interrupted")]


@pytest.mark.parametrize("event", ["start", "boundary"])
def test_a_handler_may_cancel_and_speak(clock: Clock, event: str) -> None:
    def handler() -> None:
        clock.speech.cancel()
        clock.speech.speak(Utterance(2, "other"))

    clock.handlers[event] = handler
    clock.speech.speak(Utterance(1, "some words"))
    clock.run_until(9)
    before = [(1, "start")] if event == "start" else [(1, "start"), (1, "boundary")]
    assert clock.took() == [*before, (1, "error", "interrupted"), (2, "start"), (2, "boundary"), (2, "end")]


def test_a_handler_may_pause_and_resume(clock: Clock) -> None:
    def handler() -> None:
        clock.speech.pause()
        clock.speech.resume()

    clock.handlers["boundary"] = handler
    clock.speech.speak(Utterance(1, "one"))
    clock.run_until(9)
    assert clock.took() == [(1, "start"), (1, "boundary"), (1, "pause"), (1, "resume"), (1, "end")]
    assert clock.log == []


def test_late_timers_do_not_add_up(clock: Clock) -> None:
    clock.speech.speak(Utterance(1, "a b c d e f"))
    clock.settle()
    for step in range(1, 40):
        clock.time = step * 0.1  # every timer comes late
        clock.run_until(step * 0.1)
    times = [entry[0] for entry in clock.log]
    assert times[-1] == pytest.approx(0.8)  # 6 letters at 0.13 s
