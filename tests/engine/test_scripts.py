"""Lines of scripts, and what stands at a place of them."""

import pytest

from shim.engine.scripts import SHARED, Scripts, line_breaks, line_of

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
    base = scripts.add(f"{before}\nnowhere;typeof nowhere;nowhereElse", "b", 0)
    places = {1: True, 16: False, 24: False}
    assert {at: scripts.is_reference(base + 2, at, "nowhere") for at in places} == places
    assert not scripts.is_reference(base + 3, 1, "nowhere")
