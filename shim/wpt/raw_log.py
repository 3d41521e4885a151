"""Results as a file that grows while tests run: a JSON object a line, in the form of mozlog's raw logs.

https://firefox-source-docs.mozilla.org/mozbase/mozlog.html#data-format
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from time import time
from types import TracebackType
from typing import BinaryIO

import msgspec

from .children import Outcome
from .expectations import Expectation, expectations_of, expected_instead
from .manifest import Test
from .reports import file_of_product


class RawLog:
    """A file for each product, closed at the end of the `with` block. Each result is written when it comes, so a
    command that is killed leaves what came until then. Raises `OSError`."""

    def __init__(
        self, file: Path, products: Sequence[str], tests: Sequence[Test], expectations: list[Expectation]
    ) -> None:
        self._expectations = expectations
        self._stack = ExitStack()
        self._files: dict[str, BinaryIO] = {}
        names = [test.id for test in tests]
        for product in products:
            target = file_of_product(file, product, len(products))
            self._files[product] = self._stack.enter_context(target.open("wb", buffering=0))
            self._write(product, [_entry("suite_start", tests={"default": names}, run_info={"product": product})])

    def __enter__(self) -> RawLog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack:
            for product in self._files:
                self._write(product, [_entry("suite_end")])

    def add(self, outcome: Outcome) -> None:
        """Writes a result."""
        product, result = outcome.product, outcome.result
        entries = [_entry("test_start", outcome.began, test=result.test)]
        end = outcome.began + result.duration
        whole, *subtests = result.lines()
        for line in [*subtests, whole]:
            about = expectations_of(product, result.test, line, self._expectations)
            values: dict[str, object] = {"test": result.test, "status": line.status}
            if line.subtest is not None:
                values["subtest"] = line.subtest
            if line.message is not None:
                values["message"] = line.message
            expected = expected_instead(line, about)
            if expected:
                values["expected"], *others = expected
                if others:
                    values["known_intermittent"] = others
            entries.append(_entry("test_end" if line.subtest is None else "test_status", end, **values))
        self._write(product, entries)

    def _write(self, product: str, entries: list[dict[str, object]]) -> None:
        self._files[product].write(b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries))


def _entry(action: str, milliseconds: int | None = None, **values: object) -> dict[str, object]:
    """`milliseconds` since 1970; None: now."""
    if milliseconds is None:
        milliseconds = round(time() * 1000)
    return {
        "action": action,
        "time": milliseconds,
        "thread": "MainThread",
        "pid": os.getpid(),
        "source": "audio-shim",
        **values,
    }
