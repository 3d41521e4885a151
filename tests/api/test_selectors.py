"""Selectors as text, and the steps that they are read into."""

from __future__ import annotations

import re
from typing import Any

import pytest

from shim import Error
from shim.api.selectors import parse_selector, pattern_of


@pytest.mark.parametrize(
    ("selector", "steps"),
    [
        ("#a", [["css", "#a"]]),
        ("ul li > b + c", [["css", "ul"], ["css", "li > b + c"]]),
        ("a>b", [["css", "a > b"]]),
        ("> b", [["css", ":scope > b"]]),
        (":scope > b", [["css", ":scope > b"]]),
        ('[title="a b > c"]', [["css", '[title="a b > c"]']]),
        ('[title=":visible"] i', [["css", '[title=":visible"]'], ["css", "i"]]),
        ("div:has(> b, c d)", [["css", "div:has(> b, c d)"]]),
        (":visible", [["css", "*"], ["visible", True]]),
        ("a.b:visible:first-child", [["css", "a.b:first-child"], ["visible", True]]),
        ("a > b:visible > c", [["css", "a > b"], ["visible", True], ["css", ":scope > c"]]),
        ("a:has-text('x, y') b", [["css", "a"], ["hasText", {"text": "x, y", "exact": False}], ["css", "b"]]),
        ("a:text-is('x')", [["css", "a"], ["text", {"text": "x", "exact": True}, "filter"]]),
        ("a:text-matches('x+', 'i')", [["css", "a"], ["text", {"regex": "x+", "flags": "i"}, "filter"]]),
        ("a:visible, b", [["any", [[["css", "a"], ["visible", True]], [["css", "b"]]]]]),
        ("text=Join", [["text", {"text": "Join", "exact": False}]]),
        ("text='Join'", [["text", {"text": "Join", "exact": True}]]),
        ("text=/jo+in/i", [["text", {"regex": "jo+in", "flags": "i"}]]),
        ("css=a >> nth=-1 >> visible=false", [["css", "a"], ["nth", -1], ["visible", False]]),
        ("role=button[name='x' s][level=2]", [["role", "button", {"name": {"text": "x", "exact": True}, "level": 2}]]),
        ("role=checkbox[checked]", [["role", "checkbox", {"checked": True}]]),
        ("//p", [["xpath", "//p"]]),
        ("xpath=//p[1]", [["xpath", "//p[1]"]]),
        ("data-testid=x", [["attribute", "data-testid", {"text": "x", "exact": True}]]),
        ("id=x", [["attribute", "id", {"text": "x", "exact": True}]]),
    ],
)
def test_the_steps_of_a_selector(selector: str, steps: list[Any]) -> None:
    assert list(parse_selector(selector)) == steps


@pytest.mark.parametrize(
    ("selector", "problem"),
    [
        ("a:visible + b", "`+` after :visible is not supported"),
        ("a:not(:visible)", "cannot stand within parentheses"),
        ("a:has-text('x'", "write :has-text("),
        ("nth=first", "nth= takes a number"),
        ("role=", "write a role so"),
        ("role=button[colour=red]", "a role has no attribute 'colour'; it has: name, checked"),
        ("jquery=a", "there is no selector engine 'jquery'"),
        ("  ", "the selector is empty"),
    ],
)
def test_a_selector_that_cannot_be_read_says_why(selector: str, problem: str) -> None:
    with pytest.raises(Error, match=re.escape(problem)):
        parse_selector(selector)


def test_a_pattern_is_a_text_or_an_expression() -> None:
    assert pattern_of("x", exact=True) == {"text": "x", "exact": True}
    assert pattern_of(re.compile("x", re.IGNORECASE | re.DOTALL)) == {"regex": "x", "flags": "is"}
    with pytest.raises(TypeError, match="a selector is text, not int"):
        parse_selector(3)  # type: ignore[arg-type]
