"""Writes a file of expectations anew, so that it says what a run came to. What stays keeps its text, comments too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from shim.files import write_file

from .expectations import BadExpectations, Expectation, Reason, expectations_of, expected_instead, read_expectations
from .results import Line
from .runner import ProductRun

_TABLE = re.compile(r"^(?:#.*\n)*\[\[expect\]\]", re.M)


def update_expectations(file: Path, runs: Sequence[ProductRun], reason: Reason, *, is_whole: bool) -> None:
    """An entry goes when it speaks of a good result, when no result has its status, or, if all tests ran (`is_whole`),
    when it matches nothing. Each bad result that nothing expects then gets an entry of its own, with the reason of what
    spoke of it before, or else `reason`. Makes the file if there is none. Raises `BadExpectations`, `OSError`."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    expectations = read_expectations(file) if text else []
    starts = [found.start() for found in _TABLE.finditer(text)]
    if len(starts) != len(expectations):
        raise BadExpectations(f"{file}: it can be updated if each entry begins with a line [[expect]]")
    ends = [*starts[1:], len(text)] if starts else []
    blocks = {entry: text[start:end].strip() for entry, start, end in zip(expectations, starts, ends, strict=True)}
    head = (text[: starts[0]] if starts else text).strip()
    lines = list(_lines(runs))
    products = {None, *(run.product for run in runs)}
    kept = [
        entry for entry in expectations if entry.product not in products or _is_kept(entry, lines, is_whole=is_whole)
    ]
    added: dict[tuple[str, str, str], Expectation] = {}
    for product, test, line in lines:
        about = expectations_of(product, test, line, expectations)
        still = [entry for entry in about if entry in kept]
        if line.is_good or not expected_instead(line, still):
            continue
        entry = Expectation(
            test=test,
            subtest=line.subtest,
            product=product,
            status=line.status,
            reason=about[0].reason if about else reason,
        )
        added.setdefault(entry.key, entry)
    blocks |= {entry: _text(entry) for entry in added.values()}
    ordered = sorted([*kept, *added.values()], key=lambda entry: entry.key)
    parts = [*([head] if head else []), *(blocks[entry] for entry in ordered)]
    write_file(file, "\n\n".join(parts) + "\n")


def _lines(runs: Sequence[ProductRun]) -> Iterator[tuple[str, str, Line]]:
    for run in runs:
        for result in run.results:
            for line in result.lines():
                yield run.product, result.test, line


def _is_kept(entry: Expectation, lines: Sequence[tuple[str, str, Line]], *, is_whole: bool) -> bool:
    matched = [line for product, test, line in lines if entry.matches(product, test, line.subtest)]
    if not matched:
        return not is_whole
    return not any(line.is_good for line in matched) and any(line.status == entry.status for line in matched)


def _text(entry: Expectation) -> str:
    values = {
        "test": entry.test,
        "subtest": entry.subtest,
        "product": entry.product,
        "status": str(entry.status),
        "reason": str(entry.reason),
    }
    lines = [f"{name} = {_quoted(value)}" for name, value in values.items() if value is not None]
    return "\n".join(["[[expect]]", *lines])


def _quoted(text: str) -> str:
    """A basic string of TOML, which is one of JSON but for the character U+007F."""
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")
