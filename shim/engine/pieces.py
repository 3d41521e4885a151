"""Joins compiled members into the scripts that a realm loads at once. Loading costs about 10 µs a script, whatever
is in it."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable

from . import glue, idl
from .glue import Piece
from .interfaces import platform

SMALL = 12
"""An interface with no more members than this is built whole."""
OFTEN: dict[str, frozenset[str]] = {
    "Window": frozenset({"document", "setTimeout", "addEventListener"}),
    "EventTarget": frozenset({"addEventListener", "removeEventListener", "dispatchEvent"}),
    "Node": frozenset(
        {"appendChild", "textContent", "parentNode", "firstChild", "nextSibling", "insertBefore", "removeChild"}
    ),
    "Element": frozenset(
        {
            "setAttribute",
            "getAttribute",
            "className",
            "classList",
            "id",
            "querySelector",
            "innerHTML",
            "children",
            "append",
        }
    ),
    "Document": frozenset({"createElement", "getElementById", "querySelector", "querySelectorAll", "body"}),
    "HTMLElement": frozenset({"click"}),
    "Event": frozenset({"type", "target", "preventDefault"}),
}
"""Members that most pages use (see docs/platform.md): they come with their interface."""


def function_of(pieces: Iterable[Piece], *, secure: bool) -> str | None:
    """A function of `$` and `h` that makes an object with these members, or None when there is none to show."""
    shown = [p.source for p in pieces if (secure or not p.secure) and p.source]
    return "(function($,h){'use strict';return{" + ",".join(shown) + "}})" if shown else None


@functools.cache
def chain(names: tuple[str, ...], *, secure: bool, watched: frozenset[str]) -> str:
    """A function of `$` and `h` that describes interfaces, ancestors first: an array of what `record` in webidl.js
    reads."""
    described = ",".join(_description(name, secure, name in watched) for name in names)
    return f"(function($,h){{'use strict';return[{described}]}})"


def _description(name: str, secure: bool, watched: bool) -> str:
    interface = platform().interface(name)
    is_global = "Global" in interface.attributes
    from_start = eager(name)
    parts = [
        f"name:{json.dumps(name)}",
        f"parent:{json.dumps(interface.parent)}",
        f"tag:{json.dumps(interface.attributes.get('ToStringTag', name))}",
        f"whole:{json.dumps(not is_global and len(interface.members) == len(from_start) + len(interface.unforgeable))}",
        f"eager:{_object(from_start.values(), secure)}",
    ]
    if constants := [n for n, p in from_start.items() if p.source.startswith(f"{n}:")]:
        parts.append(f"constants:{json.dumps(constants)}")
    if is_global:
        parts.append("global:true")
    elif interface.unforgeable:
        parts.append(f"unforgeable:{_object([interface.members[n] for n in interface.unforgeable], secure)}")
    if interface.hooks:
        parts.append(f"hooks:{{{interface.hooks}}}")
    if interface.iterable:
        parts.append(f"iterable:{json.dumps(interface.iterable)}")
    if interface.unscopable:
        parts.append(f"unscopable:{json.dumps(dict.fromkeys(interface.unscopable, True))}")
    if watched:
        parts.append("watched:true")
    return "{" + ",".join(parts) + "}"


def _object(pieces: Iterable[Piece], secure: bool) -> str:
    return "{" + ",".join(p.source for p in pieces if secure or not p.secure) + "}"


@functools.cache
def eager(name: str) -> dict[str, Piece]:
    """The members that stand on a prototype from the start: all of a small interface's, those that most pages use, and
    those that an ancestor has too, for which a lookup would otherwise find the ancestor's."""
    index = platform()
    interface = index.interface(name)
    inherited = {"toString"}
    parent = interface.parent
    while parent is not None:
        inherited |= index.interface(parent).members.keys()
        parent = index.interface(parent).parent
    is_global = "Global" in interface.attributes
    own = {n: p for n, p in interface.members.items() if is_global or n not in interface.unforgeable}
    if len(own) <= SMALL and not is_global:
        return own
    wanted = inherited | OFTEN.get(name, frozenset())
    return {n: p for n, p in own.items() if n in wanted}


@functools.cache
def dictionary_converter(name: str) -> str:
    """A function of `$` that makes the converter of a dictionary, inherited members first."""
    index = platform()
    definitions: list[idl.Definition] = []
    definition = index.type(name)
    while definition is not None:
        definitions.insert(0, definition)
        definition = index.type(definition.parent) if definition.parent else None
    compiler = glue.Compiler(index, name, is_global=False)
    text = "".join(compiler.dictionary(d) for d in definitions)
    check = f"if(V!=null&&typeof V!='object'&&typeof V!='function')throw new $.TypeError('{name}: not an object');"
    return f"(function($,h){{'use strict';return V=>{{{check}const R={{}};{text}return R}}}})"
