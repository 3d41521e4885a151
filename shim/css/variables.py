"""Values with custom properties in the place of `var()`. https://drafts.csswg.org/css-variables-1/"""

from __future__ import annotations

import re
from typing import Final, Protocol

from turbohtml import Element

_VARIABLE: Final = re.compile(r"var\(\s*(--[^\s,()]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
_MOST_FALLBACKS: Final = 16
"""Fallbacks within each other that are looked into."""
_DEEPEST: Final = 40
"""Custom properties that may lead to each other."""
_LONGEST: Final = 10_000
"""Characters that a value with its variables may come to: each may have another one many times."""
_INVALID: Final = "initial"
"""The keyword that has a custom property's value be the guaranteed-invalid one."""
_Key = tuple[int, str]


class Declared(Protocol):
    """The cascade, which knows what properties are declared to be."""

    def declared(self, element: Element, name: str) -> str | None: ...


class Variables:
    """The custom properties of one tree's elements."""

    def __init__(self, cascade: Declared) -> None:
        self._cascade = cascade
        self._path: list[_Key] = []
        """The custom properties of elements whose values are being found, each for the one before it."""
        self._found: dict[_Key, str] = {}
        """The values that were found since the first of them was asked for."""
        self._invalid: set[_Key] = set()

    # https://drafts.csswg.org/css-variables-1/#substitute-a-var
    def put_in(self, element: Element, value: str) -> str | None:
        """A value with all variables put in; None for one that is invalid then."""
        is_valid = True

        def put(found: re.Match[str]) -> str:
            nonlocal is_valid
            own = self._cascade.declared(element, found[1])
            if own is None and found[2] is None:
                is_valid = False
            return (found[2] or "") if own is None else own

        for _ in range(_MOST_FALLBACKS):
            value, count = _VARIABLE.subn(put, value)
            if not is_valid or len(value) > _LONGEST:
                return None
            if count == 0:
                break
        return value.strip()

    # https://drafts.csswg.org/css-variables-1/#cycles
    def custom(self, element: Element, name: str, value: str) -> str:
        """The value of a custom property that an element has, with its variables put in: a keyword when it is
        invalid, as one is that leads back to itself."""
        key = id(element), name
        known = self._found.get(key)
        if known is not None:
            return known
        if key in self._path or len(self._path) >= _DEEPEST:
            self._invalid.update(self._path[self._path.index(key) :] if key in self._path else self._path)
            return _INVALID
        self._path.append(key)
        try:
            text = self.put_in(element, value)
        finally:
            self._path.pop()
        found = self._found[key] = _INVALID if text is None or key in self._invalid else text
        if not self._path:
            self._found.clear()
            self._invalid.clear()
        return found
