"""Style rules that apply, so ordered that few of them have to be tried for an element."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from turbohtml import Element

from shim.remembered import remembered

from .syntax import StyleRule

_MOST_NAMES = 1024
_MOVING = ("transition", "animation", "-webkit-transition", "-webkit-animation")
_COMBINATORS = " \t\n\r\f>+~"
_NAME = re.compile(r"(?:[\w-]|[^\x00-\x7f]|\\[0-9a-fA-F]{1,6}\s?|\\[^\n])+")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_Keys = frozenset[str]
"""Ids, classes, attribute and element names, with a sign in front, one of which an element must have."""


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A style rule that applies, with its place among cascade layers: later ones win, and what is in none."""

    rule: StyleRule
    layer: int


class ActiveRules:
    """The rules of one document or shadow tree that apply, in their order.

    OPTIMIZATION: a rule is only looked at for elements that have an id, a class, an attribute or the name that its last
    compound selector asks for; of several the one that the fewest rules ask for.
    """

    __slots__ = ("_any", "_attributes", "_found", "_named", "all", "keyframes", "moving")

    def __init__(self, rules: list[ActiveRule], keyframes: dict[str, str]) -> None:
        self.all = rules
        self.keyframes = keyframes
        """The texts of `@keyframes` rules by name."""
        self._found: dict[tuple[str, str | None, str | None, tuple[str, ...]], list[ActiveRule]] = {}
        self._attributes: set[str] = set()
        """The names of attributes that rules ask for."""
        self._any: list[int] = []
        self._named: dict[str, list[int]] = {}
        moving: list[str] = []
        choices = [[keys_of(text) for text, _ in active.rule.selectors] for active in rules]
        counts = Counter(key for one in choices for each in one for keys in each for key in keys)
        for number, active in enumerate(rules):
            for each in choices[number]:
                if not each:
                    self._any.append(number)
                    continue
                for key in each[0] if len(each) == 1 else min(each, key=lambda keys: sum(counts[key] for key in keys)):
                    self._named.setdefault(key, []).append(number)
                    if key[0] == "[":
                        self._attributes.add(key[1:])
            if any(name.startswith(_MOVING) for name, _, _ in active.rule.declarations):
                moving += [text for text, _ in active.rule.selectors]
        self.moving = tuple(moving)
        """The selectors of rules that declare transitions or animations."""

    def that_may_match(self, element: Element, *, by_name_only: bool = False) -> list[ActiveRule]:
        """The rules whose last compound selector an element fits, as far as names tell. `by_name_only`: none of the
        rules asks for an id or a class."""
        asked = self._attributes
        attributes = tuple([name for name in element.attrs if name.lower() in asked]) if asked else ()
        id_, classes = (None, None) if by_name_only else (element.attr("id"), element.attr("class"))
        key = element.tag, id_, classes, attributes
        rules = self._found.get(key)
        if rules is None:
            found, named = set(self._any), self._named
            found.update(named.get(element.tag.lower(), ()))
            found.update(named.get(f"#{id_}", ()))
            for word in (classes or "").split():
                found.update(named.get("." + word, ()))
            for name in attributes:
                found.update(named.get(f"[{name.lower()}", ()))
            rules = [self.all[number] for number in sorted(found)]
            if len(self._found) >= _MOST_NAMES:
                self._found.clear()
            self._found[key] = rules
        return rules


@remembered(16384)
def keys_of(selector: str) -> tuple[_Keys, ...]:
    """Keys that a selector's subject has for certain: of each set one or more. Empty where nothing is certain."""
    try:
        return tuple(_keys_of_compound(_subject(selector.strip())))
    except (IndexError, ValueError, RecursionError):  # nothing that is understood
        return ()


def _subject(selector: str) -> str:
    """The last compound selector."""
    start = at = 0
    while at < len(selector):
        if selector[at] in _COMBINATORS:
            start = at + 1
            at += 1
        else:
            at = _behind(selector, at)
    return selector[start:]


def _behind(text: str, at: int) -> int:
    """The position behind a character, an escape, or a bracket with all that is in it."""
    character = text[at]
    if character == "\\":
        escape = _ESCAPE.match(text, at)
        if escape is None:
            raise ValueError(text)
        return escape.end()
    if character in "([":
        at += 1
        while text[at] not in ")]":
            at = _behind_string(text, at) if text[at] in "\"'" else _behind(text, at)
    return at + 1


def _behind_string(text: str, at: int) -> int:
    quote, at = text[at], at + 1
    while text[at] != quote:
        at += 2 if text[at] == "\\" else 1
    return at + 1


def _keys_of_compound(compound: str) -> list[_Keys]:
    found: list[_Keys] = []
    at = 0
    while at < len(compound):
        sign = compound[at]
        if sign in ".#":
            name = _name_at(compound, at + 1)
            found.append(frozenset({sign + _ESCAPE.sub(_unescaped, name)}))
            at += 1 + len(name)
        elif sign == "[":
            name = _name_at(compound, at + 1)
            if "\\" not in name and compound[at + 1 + len(name)] != "|":
                found.append(frozenset({"[" + name.lower()}))
            at = _behind(compound, at)
        elif sign == ":":
            name = _name_at(compound, at + 1).lower()
            at += 1 + len(name)
            if compound[at : at + 1] == "(":
                end = _behind(compound, at)
                if name in ("is", "where", "-webkit-any", "matches"):
                    found += _keys_of_any(compound[at + 1 : end - 1])
                at = end
        elif sign in "*|":
            at += 1
        else:
            name = _name_at(compound, at)
            found.append(frozenset({name.lower()}))
            at += len(name)
            if compound[at : at + 1] == "|":  # it was a namespace
                found.pop()
    return found


def _keys_of_any(arguments: str) -> list[_Keys]:
    """The keys of `:is()` and `:where()`."""
    parts, start, at = [], 0, 0
    while at < len(arguments):
        if arguments[at] == ",":
            parts.append(arguments[start:at])
            start = at + 1
            at += 1
        else:
            at = _behind(arguments, at)
    choices = [keys_of(part) for part in [*parts, arguments[start:]]]
    if len(choices) == 1:
        return list(choices[0])
    return [frozenset().union(*(each[-1] for each in choices))] if all(choices) else []


def _name_at(text: str, at: int) -> str:
    found = _NAME.match(text, at)
    if found is None:
        raise ValueError(text)
    return found[0].rstrip() if "\\" not in found[0] else found[0]


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]
