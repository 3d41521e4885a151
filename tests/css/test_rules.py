"""Which elements a rule is tried for."""

from __future__ import annotations

import pytest
from turbohtml import parse

from shim.css.rules import ActiveRule, ActiveRules, keys_of
from shim.css.syntax import StyleRule, parse_sheet


@pytest.mark.parametrize(
    ("selector", "keys"),
    [
        ("p", ["p"]),
        (".a > .b.c", [".b", ".c"]),
        ("ul li#one:not(.gone):hover", ["li", "#one"]),
        (":where(.css-1x).btn:where([data-on])", [".css-1x", ".btn", "[data-on"]),
        (".a:is(.b, .c[title='x, y)'])", [".a", ".b or [title"]),
        (".a :where(*)", []),
        (".a :is(.b, *)", []),
        (r".md\:w-1\/2", [".md:w-1/2"]),
        (r".\32 xl", [".2xl"]),
        ("svg|rect", ["rect"]),
        ("*", []),
        (":root", []),
        (".open.", []),
        ("a[href$='(']", ["a", "[href"]),
        ("a\\", []),
        (":is(" * 2000 + "a" + ")" * 2000, []),
    ],
)
def test_what_a_selector_asks_of_its_subject(selector: str, keys: list[str]) -> None:
    assert [" or ".join(sorted(each, key=lambda key: key[0] != ".")) for each in keys_of(selector)] == keys


def test_only_rules_that_may_match_are_tried() -> None:
    sheet = r".a .b{} :where(.css-1).btn{} .md\:w{} [data-x]{} li{} *{} :is(.p, .q) > i:is(.x, .y){}"
    rules = [ActiveRule(rule, 0) for rule in parse_sheet(sheet) if isinstance(rule, StyleRule)]
    active = ActiveRules(rules, {})
    document = parse("<p class='btn css-1'><p class='md:w'><li data-x><i class=y></i>")

    def tried(tag: str, nth: int = 0) -> list[str]:
        element = list(document.iter_elements([tag]))[nth]
        return [each.rule.selector for each in active.that_may_match(element)]

    assert tried("p") == [":where(.css-1).btn", "*"]
    assert tried("p", 1) == [r".md\:w", "*"]
    assert tried("li") == ["[data-x]", "li", "*"]
    assert tried("i") == ["*", ":is(.p, .q) > i:is(.x, .y)"]
