"""The processes that are measured, one per side, and what is made of their figures: medians and ratios."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any, Self

HERE = Path(__file__).resolve().parent

OURS, HAPPY_DOM, JSDOM, BARE = "ours", "happy-dom", "jsdom", "bare engine"

COMMANDS = {
    OURS: [sys.executable, "-m", "benchmarks.workers.shim_pages"],
    HAPPY_DOM: ["node", "--expose-gc", "benchmarks/node/happy_dom.mjs"],
    JSDOM: ["node", "--expose-gc", "benchmarks/node/jsdom.mjs"],
    BARE: [sys.executable, "-m", "benchmarks.workers.bare_context"],
}


class Side:
    """A running measured process. Its figures are taken inside it, so that talking to it costs nothing."""

    def __init__(self, label: str) -> None:
        self.label = label

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            COMMANDS[self.label], cwd=HERE.parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.name: str = self._receive()["name"]
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def ask(self, do: str, **request: Any) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **request}) + "\n")
        self._process.stdin.flush()
        return self._receive()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"benchmarks: {self.label} ended with status {self._process.wait()}, see its error above")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def running(*labels: str) -> Iterator[dict[str, Side]]:
    """The sides of these labels, each in a fresh process."""
    if shutil.which("node") is None:
        raise SystemExit("benchmarks: node is not installed: run `make setup`")
    with ExitStack() as stack:
        yield {label: stack.enter_context(Side(label)) for label in labels}


def interleaved(sides: dict[str, Side], rounds: int, measure: Callable[[Side], float]) -> dict[str, list[float]]:
    """`rounds` figures of each side, taken in turns, every round starting with another side."""
    figures: dict[str, list[float]] = {label: [] for label in sides}
    order = list(sides.values())
    for _ in range(rounds):
        for side in order:
            figures[side.label].append(measure(side))
        order.append(order.pop(0))
    return figures


def agree(results: dict[str, Any]) -> None:
    """Fails when the sides did not do the same."""
    if len({json.dumps(result) for result in results.values()}) != 1:
        raise SystemExit(f"benchmarks: the sides disagree, so there is nothing to compare: {results}")


def ratio(figures: dict[str, list[float]], label: str) -> float:
    """Ours through `label`'s: the median over the rounds."""
    return median(ours / theirs for ours, theirs in zip(figures[OURS], figures[label], strict=True))


def verdict(value: float, target: float | None) -> str:
    """A ratio beside its target, as a table shows it."""
    if target is None:
        return f"{value:.2f}x"
    return f"{value:.2f}x (target {target}x, {'[green]reached' if value <= target else '[red]missed'}[/])"
