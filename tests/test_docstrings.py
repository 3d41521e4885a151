"""Docstrings begin with their subject."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT

FOLDERS = ("shim", "scripts", "fuzz", "benchmarks")
WITHOUT_SUBJECT = {
    "How", "It", "Of", "That", "Those", "What", "Whatever", "Where", "Whether", "Who", "Whoever",
}  # fmt: skip


def docstrings_of(source: str) -> Iterator[tuple[int, str]]:
    """The strings that stand by themselves in a module, a class or a function, with their lines."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            for each in node.body:
                value = each.value if isinstance(each, ast.Expr) else None
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.lineno, value.value


def without_subject(source: str) -> list[int]:
    """The lines of docstrings that begin with a word that names nothing."""
    return [line for line, text in docstrings_of(source) if _first(text) in WITHOUT_SUBJECT]


def _first(text: str) -> str:
    return text.split()[0].strip(",.:;") if text.split() else ""


@pytest.mark.parametrize("folder", FOLDERS)
def test_docstrings_begin_with_their_subject(folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted(Path(ROOT, folder).rglob("*.py"))
        for line in without_subject(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_docstring_without_a_subject_is_found() -> None:
    source = '"""Cache of scripts."""\nx = 1\n"""What is left."""\ndef f():\n    """Where it ends."""\n'
    assert without_subject(source) == [3, 5]
