"""Tests wait for the time of the system only where that is what they are about, and are marked `real_time` then."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT

MOST = 0.1
"""Seconds that any test may sleep: by such steps it looks again at what it waits for."""


def unmarked_sleeps(source: str) -> list[int]:
    """Lines that sleep longer, outside of functions that are marked."""
    return list(_look(ast.parse(source))) if "sleep(" in source else []


def _look(node: ast.AST) -> Iterator[int]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        if any(ast.unparse(decorator) == "pytest.mark.real_time" for decorator in node.decorator_list):
            return
    elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("asyncio.sleep", "time.sleep"):
        seconds = node.args[0]
        if not isinstance(seconds, ast.Constant) or not isinstance(seconds.value, int | float) or seconds.value > MOST:
            yield node.lineno
    for child in ast.iter_child_nodes(node):
        yield from _look(child)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("async def test() -> None:\n    await asyncio.sleep(0.2)", [2]),
        ("def test() -> None:\n    time.sleep(SECONDS)", [2]),
        ("def test() -> None:\n    while True:\n        time.sleep(0.05)", []),
        ("@pytest.mark.real_time\nasync def test() -> None:\n    await asyncio.sleep(0.2)", []),
        ("async def test(clock) -> None:\n    await clock.sleep(20)", []),
    ],
)
def test_what_is_found(source: str, lines: list[int]) -> None:
    assert unmarked_sleeps(source) == lines


def test_no_test_sleeps_that_does_not_say_so() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted(Path(ROOT, "tests").rglob("test_*.py"))
        for line in unmarked_sleeps(path.read_text(encoding="utf-8"))
    ]
    assert found == [], "let the time of a manual clock pass, wait for an event, or mark the test real_time"
