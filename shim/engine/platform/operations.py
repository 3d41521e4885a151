"""Host operations: Python methods that `js/platform` calls, each with a number that is the same in every realm."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

_argument_counts: dict[str, int] = {}
"""The number of arguments of each operation, by name."""
MOST_ARGUMENTS = 6
"""Arguments that a call from script can have: js/platform/webidl.js has a function for each number of them."""
_REPLACED = frozenset(
    {
        "insert", "move", "remove", "remove_child", "replace_child", "replace_children", "set_text_content",
        "set_inner_html", "set_html_unsafe", "set_outer_html", "insert_adjacent_html", "contextual_fragment",
        "range_contents", "range_insert", "set_title", "write", "open_document", "set_attribute", "remove_attribute",
        "set_attribute_ns", "put_attribute", "adopt", "create_element", "create_element_ns", "clone",
    }
)  # fmt: skip
"""Operations that html/custom-reactions.js puts its own functions in place of."""
_CALL = re.compile(r"(?<![\w.$])((?:\$\.)?h)\.(\w+)\((\s*\))?")


def operation(method: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a provider's method as a host operation, reached from `js/platform` as `h.<name>`. It may take and
    return None, bool, float, str and ints that fit a double, six at the most; it may raise `HostError`.

    Raises `TypeError` for a method that takes more.
    """
    count = method.__code__.co_argcount - 1
    if count > MOST_ARGUMENTS:
        raise TypeError(
            f"{method.__qualname__} takes {count} arguments; a host operation takes {MOST_ARGUMENTS} at most"
        )
    method.__host_operation__ = True  # type: ignore[attr-defined]
    _argument_counts.setdefault(method.__name__, count)
    return method


def operations_of(provider: type) -> list[str]:
    """The names of a provider class's host operations."""
    return [n for n in dir(provider) if getattr(getattr(provider, n), "__host_operation__", False)]


def argument_count(name: str) -> int:
    """The number of arguments of an operation."""
    return _argument_counts[name]


@functools.cache
def numbered_operations() -> tuple[str, ...]:
    """The names of operations by number, sorted: whatever order their modules were imported in. What is declared after
    the first look has no number, and is called by its name."""
    return tuple(sorted(_argument_counts))


@functools.cache
def _numbers() -> dict[str, int]:
    return {name: number for number, name in enumerate(numbered_operations())}


@functools.cache
def providers_by_operation(kinds: tuple[type, ...]) -> dict[str, type]:
    """The provider class of each host operation."""
    return {name: kind for kind in kinds for name in operations_of(kind)}


def bind_calls(source: str) -> str:
    """JavaScript in which calls of host operations name the operation by its number, so that no realm has to look it
    up: `h.get_attribute(id, "x")` becomes `h.$2(60, id, "x")`."""
    numbers = _numbers()

    def bound(call: re.Match[str]) -> str:
        number = numbers.get(call[2])
        if number is None or call[2] in _REPLACED:
            return call[0]
        return f"{call[1]}.${argument_count(call[2])}({number}" + (")" if call[3] else ",")

    return _CALL.sub(bound, source) if "h." in source else source
