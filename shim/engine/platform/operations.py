"""Host operations: Python methods that `js/platform` calls, each with a number that is the same in every realm."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

operation_index: dict[str, tuple[int, int]] = {}
"""The number of an operation and how many arguments it takes, by name."""
operation_names: list[str] = []
"""The names of operations by number."""
_REPLACED = frozenset(
    {
        "insert", "remove", "remove_child", "replace_child", "replace_children", "collect", "set_text_content",
        "set_inner_html", "set_outer_html", "insert_adjacent_html", "write", "set_attribute", "remove_attribute",
        "set_attribute_ns", "put_attribute", "create_element", "clone", "adopt",
    }
)  # fmt: skip
"""What html/custom-reactions.js puts its own functions in place of."""
_BUILTIN = re.compile(r"(?<![\w.$])(?:JSON\.(parse|stringify)|new (Map|Set|WeakMap|WeakSet))\(")
_CALL = re.compile(r"(?<![\w.$])((?:\$\.)?h)\.(\w+)\((\s*\))?")


def operation(method: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a provider's method as a host operation, reached from `js/platform` as `h.<name>`. It may take and
    return None, bool, float, str and ints that fit a double; it may raise `HostError`."""
    method.__host_operation__ = True  # type: ignore[attr-defined]
    name = method.__name__
    if name not in operation_index:
        operation_index[name] = (len(operation_names), method.__code__.co_argcount - 1)
        operation_names.append(name)
    return method


def operations_of(provider: type) -> list[str]:
    """The names of a provider class's host operations."""
    return [n for n in dir(provider) if getattr(getattr(provider, n), "__host_operation__", False)]


@functools.cache
def providers_by_operation(kinds: tuple[type, ...]) -> dict[str, type]:
    """Which provider class has which host operation."""
    return {name: kind for kind in kinds for name in operations_of(kind)}


def bind_calls(source: str) -> str:
    """JavaScript in which calls of host operations name the operation by its number, so that no realm has to look it
    up: `h.get_attribute(id, "x")` becomes `h.$2(60, id, "x")`. Containers and JSON are those of js/platform/webidl.js,
    which a page cannot change: `new Map()` becomes `new $.Map()`, `JSON.parse(x)` becomes `$.parse(x)`."""
    source = _BUILTIN.sub(lambda found: f"$.{found[1]}(" if found[1] else f"new $.{found[2]}(", source)

    def bound(call: re.Match[str]) -> str:
        known = operation_index.get(call[2])
        if known is None or call[2] in _REPLACED:
            return call[0]
        number, count = known
        return f"{call[1]}.${count}({number}" + (")" if call[3] else ",")

    return _CALL.sub(bound, source) if "h." in source else source
