"""The rules that match an element, and the declarations of theirs that win.
https://drafts.csswg.org/css-cascade-5/#cascade-sort"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum
from functools import cache

from turbohtml import Element

from shim.dom.query_operations import Query
from shim.dom.tree import Tree
from shim.engine.realm import HostError
from shim.remembered import remembered

from .logical import PLAIN
from .rules import ActiveRule, ActiveRules
from .selectors import Specificity, matches_inside
from .shorthands import expand_pending
from .syntax import Declaration, StyleRule, parse_sheet
from .user_agent_style import USER_AGENT_SHEET

USER_AGENT, AUTHOR, INLINE_STYLE = range(3)
Rank = tuple[bool, int, int, Specificity]
"""Importance, the origin, the layer, and the specificity."""
NO_SPECIFICITY: Specificity = (0, 0, 0)
_OF_INNER_TREE = 1 << 40
"""Layers of rules that shadow trees have for elements outside of them come so much before all others.
https://drafts.csswg.org/css-cascade-5/#cascade-context"""
_PLAIN = re.compile(r"[\w-]*(?:[.#][a-zA-Z_][\w-]*)+(?: [\w-]*(?:[.#][a-zA-Z_][\w-]*)+)*")
"""Selectors of names, classes and ids, which are understood for certain."""
Won = dict[str, tuple[Rank, str]]
"""The winning declarations: their ranks and values by property."""
Matched = tuple[ActiveRule, int, int, Specificity]
"""A rule that matches, its origin, its layer, and the specificity."""


def best_inside(active: ActiveRule, found: list[Specificity]) -> Iterator[Matched]:
    """A rule of a shadow tree for an element outside of it, by the specificities of its selectors that match."""
    if found:
        yield active, AUTHOR, active.layer - _OF_INNER_TREE, max(found)


def take(won: Won, declarations: Iterable[Declaration], origin: int, layer: int, specificity: Specificity) -> None:
    """Puts declarations among those that won before: importance comes first, then origin and style attribute, the
    layer, specificity, and the order."""
    for name, value, important in declarations:
        # among important declarations, earlier layers win
        rank: Rank = (important, origin, -layer if important else layer, specificity)
        for longhand, part in _longhands(name, value):
            before = won.get(longhand)
            if before is None:
                won[longhand] = rank, part
            elif rank >= before[0]:
                # the order of the winners tells which of two that are one property comes later
                del won[longhand]
                won[longhand] = rank, part


@remembered(4096)
def _longhands(name: str, value: str) -> tuple[tuple[str, str], ...]:
    """A declaration as longhands, those of the block axis as the physical ones that they are."""
    return tuple((PLAIN.get(longhand, longhand), part) for longhand, part in expand_pending(name, value))


def best_match(
    element: Element, selectors: Iterable[tuple[str, Specificity]], host: Element | None, tree: Tree
) -> Specificity | None:
    """The specificity of the most specific selector of a rule that matches; `host` is that of a shadow tree."""
    best: Specificity | None = None
    for text, specificity in selectors:
        way = _way_to_match(text)
        if way is _Way.NAME:
            is_match = element.tag == text
        elif way is _Way.PLAIN:
            is_match = element.matches(text)
        elif way is _Way.QUERY:
            is_match = _query_matches(Query(tree), element, text)
        else:
            is_match = matches_inside(element, text, host)
        if is_match and (best is None or specificity > best):
            best = specificity
    return best


class _Way(Enum):
    NAME, PLAIN, QUERY, OTHER = range(4)


@remembered(4096)
def _way_to_match(selector: str) -> _Way:
    """The way to find out whether a selector matches."""
    if ":defined" in selector or ":state(" in selector:
        return _Way.QUERY
    if _is_name(selector):
        return _Way.NAME
    return _Way.PLAIN if _PLAIN.fullmatch(selector) else _Way.OTHER


def _query_matches(query: Query, element: Element, selector: str) -> bool:
    """True for a match of what turbohtml does not know."""
    try:
        return query.matches(element, selector)
    except HostError:
        return False


def _is_name(selector: str) -> bool:
    return selector.isalnum() and selector.islower()


# OPTIMIZATION: most selectors of the user agent's sheet are the name of an element. All others are more specific.
@remembered(1024)
def user_agent_style(tag: str) -> Won:
    """The winning declarations of the user agent's sheet for the name of an element alone."""
    won: Won = {}
    for rule in _user_agent_rules():
        for text, specificity in rule.selectors:
            if _is_name(text) and text == tag:
                take(won, rule.declarations, USER_AGENT, 0, specificity)
    return won


@cache
def _user_agent_rules() -> list[StyleRule]:
    # the user agent's sheet has no important declaration
    return [rule for rule in parse_sheet(USER_AGENT_SHEET) if isinstance(rule, StyleRule)]


def _beyond_names(rule: StyleRule) -> ActiveRule | None:
    """A rule with those of its selectors that are not the name of an element."""
    selectors = tuple(selector for selector in rule.selectors if not _is_name(selector[0]))
    return ActiveRule(replace(rule, selectors=selectors), 0) if selectors else None


HIDDEN_POPOVER = ActiveRule(StyleRule("", (), (("display", "none", False),)), 0)
USER_AGENT_RULES = ActiveRules([rule for rule in map(_beyond_names, _user_agent_rules()) if rule is not None], {})
