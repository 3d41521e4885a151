"""Tests wait for the time of the system only where that is what they are about, and are marked `real_time` then.

That holds for sleeps in Python, and for timers in the scripts of pages that are not on a manual clock.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT

MOST = 0.1
"""Seconds that any test may sleep: by such steps it looks again at what it waits for."""
NEVER = 4.0
"""Seconds after which no test is there any more: such a timer is not waited for."""
MARK = "pytest.mark.real_time"
_TIMER = re.compile(r"\bset(?:Timeout|Interval)\(")
_NUMBER = re.compile(r"[0-9][0-9_]*(?:\.[0-9]+)?(?:e[0-9]+)?")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def unmarked_sleeps(source: str) -> list[int]:
    """Lines that sleep longer, outside of functions that are marked."""
    return list(_look(ast.parse(source))) if "sleep(" in source else []


def _look(node: ast.AST) -> Iterator[int]:
    if isinstance(node, _Function) and _is_marked(node):
        return
    if isinstance(node, ast.Call) and ast.unparse(node.func) in ("asyncio.sleep", "time.sleep"):
        seconds = node.args[0]
        if not isinstance(seconds, ast.Constant) or not isinstance(seconds.value, int | float) or seconds.value > MOST:
            yield node.lineno
    for child in ast.iter_child_nodes(node):
        yield from _look(child)


def _is_marked(function: _Function) -> bool:
    return any(ast.unparse(decorator) == MARK for decorator in function.decorator_list)


def unmarked_timers(source: str, *around: str) -> list[int]:
    """Lines of the tests whose pages wait longer for a timer, by the time of the system.

    A test is what it says and what the functions, fixtures and constants say that it names, which are in the module or
    `around` it: conftest files. Where one of them speaks of a manual clock the test is taken to be on one.
    """
    if not _TIMER.search(source):
        return []
    named: dict[str, ast.stmt] = {}
    texts: dict[ast.stmt, str] = {}
    for text in (*around, source):
        for node in ast.parse(text).body:
            texts[node] = _segment(text, node)
            for name in _names_of(node):
                named[name] = node
    found = []
    for name, node in named.items():
        if isinstance(node, _Function) and name.startswith("test_") and not _is_marked(node):
            parts = _all_that_is_named(node, named)
            said = "".join(texts[part] for part in parts)
            if re.search("manual", said, re.IGNORECASE) is None and any(MOST < delay < NEVER for delay in timers(said)):
                found.append(node.lineno)
    return sorted(found)


def _segment(source: str, node: ast.stmt) -> str:
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
    return "\n".join(source.splitlines()[first - 1 : node.end_lineno]) + "\n"


def _names_of(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, _Function | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            if isinstance(target, ast.Name):
                yield target.id


def _all_that_is_named(node: ast.stmt, named: dict[str, ast.stmt]) -> list[ast.stmt]:
    found = [node]
    for part in found:
        for inner in ast.walk(part):
            name = inner.id if isinstance(inner, ast.Name) else inner.arg if isinstance(inner, ast.arg) else ""
            if name in named and named[name] not in found and not name.startswith("test_"):
                found.append(named[name])
    return found


def timers(script: str) -> Iterator[float]:
    """Seconds of the timers whose delay is a number."""
    for match in _TIMER.finditer(script):
        depth, start = 1, match.end()
        for at in range(start, len(script)):
            depth += (script[at] in "([{") - (script[at] in ")]}")
            if depth == 1 and script[at] == ",":
                start = at + 1
            if depth == 0:
                delay = script[start:at].strip()
                if _NUMBER.fullmatch(delay):
                    yield float(delay.replace("_", "")) / 1000
                break


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


def test_timers_have_delays() -> None:
    script = (
        "setTimeout(() => f(1, 2), 300); setTimeout(f); setInterval(g, 1_000); setTimeout(f, delay); setTimeout(f, 5"
    )
    assert list(timers(script)) == [0.3, 1]


WAIT = "await page.evaluate('new Promise((done) => setTimeout(done, 300))')"
OF_TAB = WAIT.replace("page", "tab")
MANUAL = 'async def page():\n    yield Browser(clock="manual")\n'


@pytest.mark.parametrize(
    ("source", "around", "lines"),
    [
        (f"async def test_it(page):\n    {WAIT}", "", [1]),
        (f"def test_it(page):\n    run(CASES)\nCASES = [{WAIT[6:]!r}]", "", [1]),
        (f"@pytest.mark.real_time\nasync def test_it(page):\n    {WAIT}", "", []),
        (f"async def test_it(page):\n    {WAIT}", MANUAL, []),
        (f"{MANUAL}async def test_it(page):\n    {WAIT}\nasync def test_other(tab):\n    {OF_TAB}", "", [5]),
        ("async def test_it(page):\n    await page.evaluate('setTimeout(f, 50); setTimeout(f, 6000)')", "", []),
    ],
)
def test_what_is_found_of_timers(source: str, around: str, lines: list[int]) -> None:
    assert unmarked_timers(source, around) == lines


def test_no_test_waits_that_does_not_say_so() -> None:
    found = []
    for path in sorted(Path(ROOT, "tests").rglob("test_*.py")):
        if path == Path(__file__):
            continue
        source = path.read_text(encoding="utf-8")
        around = [parent / "conftest.py" for parent in path.parents if parent.is_relative_to(ROOT / "tests")][::-1]
        texts = [conftest.read_text(encoding="utf-8") for conftest in around if conftest.exists()]
        lines = sorted({*unmarked_sleeps(source), *unmarked_timers(source, *texts)})
        found.extend(f"{path.relative_to(ROOT)}:{line}" for line in lines)
    assert found == [], "let the time of a manual clock pass, wait for an event, or mark the test real_time"
