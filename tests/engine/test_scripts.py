"""Lines of scripts, and what stands at a place of them."""

import pytest

from shim.engine.scripts import EVALUATED, SHARED, Scripts, line_breaks, line_of

LINES = ["one", "", "three", "  typeof four(five)", ""]
SHORT = "\n".join(LINES)
LONG = "x" * SHARED.start + "\n" + SHORT


@pytest.mark.parametrize("source", [SHORT, LONG, "", "x" * SHARED.start], ids=["short", "long", "empty", "one line"])
def test_lines_of_scripts_that_are_remembered_and_that_are_not(source: str) -> None:
    lines = source.split("\n")
    assert line_breaks(source) == len(lines) - 1
    assert [line_of(source, number) for number in range(1, len(lines) + 3)] == [*lines, "", ""]


@pytest.mark.parametrize("before", ["", "x" * SHARED.start + ";"], ids=["short", "long"])
def test_what_must_resolve(before: str) -> None:
    scripts = Scripts()
    scripts.add("first\nscript", "a", 0)
    scripts.add(f"{before}\nnowhere;typeof nowhere;nowhereElse", "b", 10)
    places = {1: True, 16: False, 24: False}
    assert {at: scripts.is_reference("b", 12, at, "nowhere") for at in places} == places
    assert not scripts.is_reference("b", 13, 1, "nowhere")
    assert not scripts.is_reference("a", 12, 1, "nowhere")


def test_scripts_of_one_file_are_told_apart_by_their_lines() -> None:
    scripts = Scripts()
    scripts.add("here", "page", 3)
    scripts.add("\nthere", "page", 7)
    assert scripts.is_reference("page", 4, 1, "here")
    assert scripts.is_reference("page", 9, 1, "there")
    assert not scripts.is_reference("page", 8, 1, "there")


def test_urls_are_those_of_known_files() -> None:
    scripts = Scripts()
    scripts.add("", "page", 0)
    scripts.add("", "page, another one", 0, "page")
    assert [scripts.url_of(file, 1) for file in ("page", "page, another one", "unknown")] == ["page", "page", None]


def test_evaluated_code_has_lines_of_its_own() -> None:
    scripts = Scripts()
    first = scripts.add_evaluated("one\ntwo", "evaluate")
    second = scripts.add_evaluated("three", "console")
    assert [scripts.url_of(EVALUATED, line) for line in (1, first + 2, second + 1)] == [None, "evaluate", "console"]
    assert [scripts.line_of(line) for line in (first + 2, second + 1)] == [2, 1]
    assert scripts.is_reference(EVALUATED, first + 2, 1, "two")
