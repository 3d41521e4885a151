"""Failures: each kind is kept once with the exact case, which is played alone and made as small as it gets."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fuzz.player import Player
from fuzz.targets import pieces_of

EXAMPLES = 2
"""Cases of one kind of failure that are kept."""
SMALLER = 40.0
"""Seconds that it may take to make a case smaller."""
_SHOWN = 1500


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that failed. `before`: the numbers of those that its process had played."""

    target: str
    number: int
    problem: str
    before: tuple[int, ...] = ()

    @property
    def kind(self) -> str:
        """A name that failures of the same cause mostly share: the kind of problem, and the last error that is named,
        without its numbers."""
        first, _, _ = self.problem.partition(":")
        lines = [line.strip() for line in self.problem.splitlines() if line.strip()]
        errors = [line for line in lines if re.match(r"[\w.]*(?:Error|Exception|Warning)\b|.*panicked", line)]
        places = [line for line in lines if line.startswith("File ")]
        last = (errors or places or lines or [""])[-1]
        if first in ("hang", "died") and places:
            last = places[0]
        return re.sub(r"0x[0-9a-f]+|\d+(\.\d+)?", "#", f"{self.target} {first} {last}")[:160]


class Failures:
    """The failures of a run, kept in a folder."""

    def __init__(self, out: Path, *, isolated: bool = False) -> None:
        self.out = out
        self._isolated = isolated
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def player(self, target: str) -> Player:
        """A fresh process for a target."""
        return Player(target, isolated=self._isolated)

    @property
    def found(self) -> int:
        """The number of cases that failed."""
        return sum(self._counts.values())

    @property
    def summary(self) -> str:
        """A line for a person."""
        if not self.found:
            return "none failed"
        return f"{self.found} failed, of {len(self._counts)} kinds"

    def add(self, failure: Failure, *, alone: bool = True) -> None:
        """Keeps a failure, unless there are enough of its kind. `alone`: looks whether the case fails by itself."""
        with self._lock:
            self._counts[failure.kind] += 1
            if self._counts[failure.kind] > EXAMPLES:
                return
        pieces = pieces_of(failure.target, failure.number)
        smallest = _smallest(failure, pieces, self.player) if alone else None
        small = pieces if smallest is None else smallest
        path = self.out / f"{failure.target}-{failure.number}.json"
        self.out.mkdir(parents=True, exist_ok=True)
        kept = {"target": failure.target, "number": failure.number, "problem": failure.problem, "pieces": small}
        kept["isolated"] = self._isolated
        path.write_text(json.dumps(kept, indent=1) + "\n")
        command = f"python -m fuzz {path}"
        if smallest is None:
            first = min(failure.before, default=failure.number)
            count = max(failure.number - first + 1, len(failure.before))
            command = f"python -m fuzz --target {failure.target} --seed {first} --cases {count}"
            command += " --isolated" if self._isolated else ""
        how = f"{len(small)} of {len(pieces)} pieces" if smallest is not None else "only after those before it"
        lines = failure.problem[:_SHOWN].replace("\n", "\n    ")
        print(f"FAILED {failure.target} {failure.number} ({how})\n    {lines}\n    again: {command}", flush=True)  # noqa: T201


class _Trial:
    """Looks whether cases fail as one did before: in a process that is used again while nothing fails in it."""

    def __init__(self, failure: Failure, start: Callable[[str], Player]) -> None:
        self._failure = failure
        self._start = start
        self._kind = failure.problem.partition(":")[0]
        self._player: Player | None = None

    def fails(self, pieces: list[str]) -> bool:
        """True when these pieces fail in the same way."""
        player = self._player = self._player or self._start(self._failure.target)
        problem = player.play(self._failure.number, pieces).problem
        if self._kind == "end" and player.lives and (status := player.end()) != 0:
            problem = f"end: status {status}"
        if problem or not player.lives:
            self.close()
        return bool(problem) and problem.partition(":")[0] == self._kind

    def close(self) -> None:
        """The next case gets a fresh process."""
        if self._player is not None:
            self._player.__exit__()
            self._player = None


def _smallest(failure: Failure, pieces: list[str], start: Callable[[str], Player]) -> list[str] | None:
    """The pieces without which the case does not fail by itself; None when it does not. Leaves pieces out, half of them
    to begin with, as long as it still fails."""
    trial = _Trial(failure, start)
    try:
        if not trial.fails(pieces):
            return None
        whole, end = pieces, time.monotonic() + SMALLER
        size = len(pieces) // 2
        while size and time.monotonic() < end:
            at = 0
            while at < len(pieces) and time.monotonic() < end:
                fewer = pieces[:at] + pieces[at + size :]
                if fewer and trial.fails(fewer):
                    pieces = fewer
                else:
                    at += size
            size = size // 2 if size > 1 else 0
        trial.close()
        return pieces if trial.fails(pieces) else whole
    finally:
        trial.close()
