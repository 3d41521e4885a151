"""Lines of scripts, and what stands at a place of them."""

import pytest

from shim.engine.mending import mended
from shim.engine.missing_names import Reading
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
    places = {1: Reading.NAME, 16: Reading.QUESTION, 24: Reading.VALUE}
    assert {at: scripts.reading("b", 12, at, "nowhere") for at in places} == places
    assert scripts.reading("b", 13, 1, "nowhere") is Reading.VALUE
    assert scripts.reading("a", 12, 1, "nowhere") is Reading.VALUE


def test_scripts_of_one_file_are_told_apart_by_their_lines() -> None:
    scripts = Scripts()
    scripts.add("here", "page", 3)
    scripts.add("\nthere", "page", 7)
    assert scripts.reading("page", 4, 1, "here") is Reading.NAME
    assert scripts.reading("page", 9, 1, "there") is Reading.NAME
    assert scripts.reading("page", 8, 1, "there") is Reading.VALUE


def test_a_name_is_read_across_lines() -> None:
    scripts = Scripts()
    scripts.add("if (\nwindow.x) y;\nwindow\n.x()", "page", 0)
    assert scripts.reading("page", 2, 1, "x") is Reading.QUESTION
    assert scripts.reading("page", 3, 1, "x") is Reading.USE


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
    assert scripts.reading(EVALUATED, first + 2, 1, "two") is Reading.NAME


def test_constructing_what_a_constructor_makes_is_put_into_parentheses() -> None:
    assert (
        mended("a = new new X(1)(2).v; new new o.X; // new new X(1)")
        == "a = new (new X(1))(2).v; new new o.X; // new new X(1)"
    )
    assert mended("new new new (class {})(')')(`ä`)()") == "new (new (new (class {})(')'))(`ä`))()"
    assert mended("const x = 'new new X(1)(2)'") == "const x = 'new new X(1)(2)'"


def test_columns_count_bytes() -> None:
    scripts = Scripts()
    scripts.add("/\ufffd/; e.nodeType", "page", 0)
    assert scripts.reading("page", 1, 1 + len("/\ufffd/; ".encode()), "nodeType") is Reading.VALUE
    assert scripts.reading("page", 1, 1 + len("/\ufffd/; e.".encode()), "nodeType") is Reading.NAME
