"""A campaign: workers take targets by turns, where it ended is kept, and what fails is made small and kept."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from fuzz.failures import Failure, Failures
from fuzz.player import Player

TURN = 15.0
"""Seconds for which a process plays cases of one target, before another one takes its place."""
STATE = "state.json"


def say(text: str) -> None:
    """Prints a line of progress."""
    print(text, file=sys.stdout, flush=True)  # noqa: T201


@dataclass(slots=True)
class Progress:
    """Progress of a target."""

    next: int
    cases: int = 0
    seconds: float = 0.0


@dataclass
class Campaign:
    """Plays targets by turns. `seed`: the number of the first case of each; None: where the last campaign ended."""

    names: Sequence[str]
    failures: Failures
    seed: int | None
    workers: int
    progress: dict[str, Progress] = field(default_factory=dict)

    def run(self, seconds: float) -> int:
        """Plays for so long; returns the exit status."""
        kept = self._read()
        first = {name: self.seed if self.seed is not None else kept.get(name, 0) for name in self.names}
        self.progress = {name: Progress(first[name]) for name in self.names}
        self._lock = threading.Lock()
        self._end = time.monotonic() + seconds
        with ThreadPoolExecutor(max(1, self.workers)) as pool:
            for work in [pool.submit(self._work) for _ in range(max(1, self.workers))]:
                work.result()
        total = sum(one.cases for one in self.progress.values())
        for name, one in self.progress.items():
            rate = one.cases / one.seconds if one.seconds else 0.0
            say(f"{name:10} cases {first[name]} to {one.next - 1}, {rate:.1f} a second")
        say(f"{total} cases, {self.failures.summary}")
        return 1 if self.failures.found else 0

    def _work(self) -> None:
        while time.monotonic() < self._end:
            with self._lock:
                name = min(self.progress, key=lambda one: self.progress[one].seconds)
                self.progress[name].seconds += TURN
            self._take_turn(name)

    def _take_turn(self, name: str) -> None:
        start = time.monotonic()
        end = min(self._end, start + TURN)
        before: list[int] = []
        memory = 0
        failed = 0
        with self.failures.player(name) as player:
            while player.lives and (not before or time.monotonic() < end):
                number = self._next(name)
                answer = player.play(number)
                if answer.problem:
                    failed += 1
                    self.failures.add(Failure(name, number, answer.problem, tuple(before)))
                before.append(number)
                memory = max(memory, answer.memory)
            if player.lives and (status := player.end()) != 0:
                problem = f"end: the process ended with status {status}\n{player.last_words()}"
                self.failures.add(Failure(name, before[-1], problem, tuple(before)))
        with self._lock:
            taken = time.monotonic() - start
            self.progress[name].seconds += taken - TURN
            self._write()
            said = f"{failed} FAILED" if failed else ""
            span = f"{before[0]} to {before[-1]}" if before else "none"
            say(f"{name:10} {span:16} {len(before):5} cases {taken:6.1f} s {memory >> 20:5} MB  {said}")

    def _next(self, name: str) -> int:
        with self._lock:
            one = self.progress[name]
            one.next += 1
            one.cases += 1
            return one.next - 1

    def _read(self) -> dict[str, int]:
        path = self.failures.out / STATE
        return json.loads(path.read_text()) if path.is_file() else {}

    def _write(self) -> None:
        state = self._read() | {name: one.next for name, one in self.progress.items()}
        self.failures.out.mkdir(parents=True, exist_ok=True)
        (self.failures.out / STATE).write_text(json.dumps(state, indent=1) + "\n")


GROWTH = 64 * 1024**2
"""Bytes that a process may grow by while it plays many cases, after the first fifth of them."""
GROWTH_OF_CASE = 16 * 1024
"""And for each of them: a page that is leaked is at least 200 KB."""
GROWTH_OF_AUDIO = 256 * 1024
"""The same with audio contexts: the audio package keeps 110 KB of each that had a script processor or a worklet."""


def soak(name: str, seed: int, cases: int, failures: Failures) -> int:
    """Plays so many cases in one process, and looks at what it grows by. Returns the exit status."""
    settled = memory = 0
    start = time.monotonic()
    before: list[int] = []
    player = failures.player(name)
    try:
        for number in range(seed, seed + cases):
            answer = player.play(number)
            if answer.problem:
                failures.add(Failure(name, number, answer.problem, tuple(before)))
            before.append(number)
            if not player.lives:
                player = failures.player(name)
                settled, before = 0, []
            memory = answer.memory
            if not settled and number - seed >= cases // 5:
                settled = memory
        if (status := player.end()) != 0:
            problem = f"end: the process ended with status {status}\n{player.last_words()}"
            failures.add(Failure(name, seed + cases - 1, problem, tuple(before)))
    finally:
        player.__exit__()
    growth = memory - settled
    if growth > GROWTH + (GROWTH_OF_AUDIO if name == "webaudio" else GROWTH_OF_CASE) * cases:
        problem = f"growth: {growth >> 20} MB in {cases * 4 // 5} cases"
        failures.add(Failure(name, seed, problem, tuple(before)), alone=False)
    taken = time.monotonic() - start
    say(
        f"{name:10} {seed} to {seed + cases - 1}, {taken:.1f} s, {memory >> 20} MB"
        f" ({growth / 2**20:+.1f} MB after the first fifth), {failures.summary}"
    )
    return 1 if failures.found else 0


def replay(path: Path) -> int:
    """Plays a case that was kept. Returns the exit status."""
    kept = json.loads(path.read_text())
    with Player(kept["target"], isolated=kept["isolated"]) as player:
        problem = player.play(kept["number"], kept["pieces"]).problem
        if not problem and player.lives and (status := player.end()) != 0:
            problem = f"end: status {status}\n{player.last_words()}"
    say(f"{path}: {problem or 'nothing fails'}")
    return 1 if problem else 0
