"""Joins compiled members into the scripts that a realm loads at once. Each script has a price, whatever is in it."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from dataclasses import dataclass

from . import bindings, idl
from .bindings import MemberSource
from .index import platform
from .language import keeper

SMALL = 12
"""An interface with no more members than this is built whole."""
EXTENDED = frozenset({"Navigator"})
"""Interfaces to which a script of the embedder's adds a member when it is first asked for: they are not built whole
from the start, however small, so that the realm hears of it."""
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
    "UIEvent": frozenset(),
}
"""Members that most pages use (see docs/platform.md): they come with their interface, the others do not, be it small
or large."""


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """Helpers and interfaces that come together when one of them is first used, in the same piece with the bundle of
    the helper `needs`, if that is not there yet."""

    helpers: tuple[str, ...]
    interfaces: tuple[str, ...]
    needs: str | None = None


BUNDLES = (
    Bundle(
        (
            "wrap", "wrapNode", "adoptNode", "implOf", "nodes", "impls", "treeVersion", "treeVersionReads",
            "readTreeVersion", "documentId", "tagInterfaces", "instance", "mayBeElsewhere", "callbackInterface",
            "checkListener", "passiveByDefault",
        ),
        ("Node", "Document", "HTMLDocument", "Element", "HTMLElement"),
    ),
    Bundle(
        (
            "currentEvent", "initEvent", "createEvent", "fire", "fireAt", "removeListener", "dispatch",
            "invokeStep", "legacyTypes", "innerInvoke", "eventPath", "freshPath", "wholePath", "stepId", "making",
            "copyOfArray", "place",
        ),
        ("Event",),
    ),
    Bundle(
        ("activationTarget", "canActivate", "preActivate", "activate", "click", "activateButton"),
        ("UIEvent", "MouseEvent", "PointerEvent"),
        needs="createEvent",
    ),
    Bundle(("enumerated", "lower"), ()),
    Bundle(("timers", "setTimer", "clearTimer", "runTimer"), ()),
    Bundle(("live", "items", "collection", "itemAt", "exotic", "Exotic", "iterable"), ("HTMLCollection", "NodeList")),
    Bundle(
        (
            "fetch", "initRequest", "requestMethod", "fetches", "startFetch", "takeFetch", "fetchDone", "headerSlots",
            "getHeader", "appendHeader", "headerValue", "byteString", "headerName", "mayChangeHeader",
            "isForbiddenHeader", "newHeaders", "extractBody", "consumeBody", "readBody", "isUnusable", "bodyUsed",
            "newResponse", "sendRequest", "headersToSend",
        ),
        ("Headers", "Response"),
    ),
    Bundle(("urlParts", "absolute"), ()),
    Bundle(("abort", "runAbortSteps", "abortError", "onAbort"), ("AbortController", "AbortSignal")),
    Bundle(("utf8", "isBufferSource", "isBuffer"), ()),
    Bundle(("dictionary", "converters"), ()),
    Bundle(("pairMethods", "pairsOf", "iterations", "iteratorPrototype"), ()),
)  # fmt: skip
"""Bundles of what most pages that use one of these use together."""
_BUNDLE_OF = {name: bundle for bundle in BUNDLES for name in bundle.helpers + bundle.interfaces}


def bundle_of(name: str) -> Bundle | None:
    """The bundle that a helper or an interface is in."""
    return _BUNDLE_OF.get(name)


@functools.cache
def helpers_with(name: str) -> tuple[str, ...]:
    """The helpers that come with `$.name`, which is in no bundle: those of its library that are in none either. Raises
    `KeyError` when there is none."""
    return tuple(n for n in platform().library(name) if n not in _BUNDLE_OF)


@functools.cache
def function_of(pieces: tuple[MemberSource, ...], *, secure: bool) -> str | None:
    """A function of `$` and `h` that makes an object with these members, or None when there is none to show."""
    shown = [p.source for p in pieces if (secure or not p.secure) and p.source]
    return "(function($,h){'use strict';return{" + ",".join(shown) + "}})" if shown else None


@functools.cache
def unit(helpers: tuple[str, ...], interfaces: tuple[str, ...], *, secure: bool, watched: frozenset[str]) -> str:
    """A function of `$` and `h` that makes what `install` in webidl.js reads: helpers, the functions that compute
    states, and descriptions of interfaces, ancestors first."""
    pieces = [platform().helper(name) for name in helpers]
    functions = ",".join(p.source for p in pieces if not p.is_state)
    states = ",".join(p.source for p in pieces if p.is_state)
    described = ",".join(_description(name, secure, name in watched) for name in interfaces)
    made = f"helpers:{{{functions}}},states:{{{states}}},interfaces:[{described}]"
    return f"(function($,h){{'use strict';return{{{made}}}}})"


def first_bundles(root: str) -> tuple[Bundle, ...]:
    """The bundles that come with the interface of the global object: what nodes need, where there are nodes, and
    timers."""
    return (_BUNDLE_OF["wrap"], _BUNDLE_OF["timers"]) if root == "Window" else ()


@functools.cache
def bootstrap(root: str, bundles: tuple[Bundle, ...], *, secure: bool, missing: tuple[str, ...]) -> str:
    """webidl.js with what a realm of this global object starts with, `bundles` among it: a function of the host's
    callable, the handover, and what all realms of a runtime share."""
    helpers = tuple(name for bundle in bundles for name in bundle.helpers)
    interfaces = tuple(name for bundle in bundles for name in bundle.interfaces)
    first = unit(helpers, (*_parents(root), root, *interfaces), secure=secure, watched=frozenset())
    source = platform().bootstrap.rstrip().removesuffix(";")
    return (
        f"(function(host, handover, shared){{return({source}\n)"
        f"(host, handover, shared,{first},{json.dumps(root)},{keeper(missing)})}})"
    )


def _parents(name: str) -> tuple[str, ...]:
    """The interfaces that one inherits from, the first ancestor first."""
    return tuple(platform().lineage(name))[:0:-1]


@functools.cache
def plain(name: str) -> str | None:
    """An interface that has nothing but members, which may come later, in a line: its name, its parent, its string
    tag, and "whole" when there are no members. None for any other."""
    interface = platform().interface(name)
    if (
        interface.parent is None
        or interface.hooks
        or interface.iterable
        or interface.unscopable
        or interface.unforgeable
        or "Global" in interface.attributes
        or any(_is_constant(n, p) for n, p in interface.members.items())
        or any(n in interface.members for n in _inherited(name))
        or (eager(name) and (len(interface.members) > SMALL or name in OFTEN))
    ):
        return None
    tag = interface.attributes.get("ToStringTag", name)
    return f"{name} {interface.parent} {tag}{'' if interface.members else ' whole'}"


def _is_constant(name: str, piece: MemberSource) -> bool:
    return piece.source.startswith(f"{name}:")


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
    if constants := [n for n, p in from_start.items() if _is_constant(n, p)]:
        parts.append(f"constants:{json.dumps(constants)}")
    if is_global:
        parts.append("global:true")
    elif interface.unforgeable:
        parts.append(f"unforgeable:{_object([interface.members[n] for n in interface.unforgeable], secure)}")
    if interface.hooks:
        parts.append(f"hooks:{{__proto__:null,{interface.hooks}}}")
    if interface.iterable:
        parts.append(f"iterable:{json.dumps(interface.iterable)}")
    if interface.unscopable:
        parts.append(f"unscopable:{json.dumps(dict.fromkeys(interface.unscopable, True))}")
    if watched:
        parts.append("watched:true")
    return "{__proto__:null," + ",".join(parts) + "}"


def _object(pieces: Iterable[MemberSource], secure: bool) -> str:
    return "{" + ",".join(p.source for p in pieces if secure or not p.secure) + "}"


@functools.cache
def eager(name: str) -> dict[str, MemberSource]:
    """The members that stand on a prototype from the start: all of a small interface's, those that most pages use, and
    those that an ancestor has too, for which a lookup would otherwise find the ancestor's."""
    index = platform()
    interface = index.interface(name)
    is_global = "Global" in interface.attributes
    own = {n: p for n, p in interface.members.items() if is_global or n not in interface.unforgeable}
    if len(own) <= SMALL and not is_global and name not in EXTENDED and name not in OFTEN:
        return own
    wanted = _inherited(name) | OFTEN.get(name, frozenset())
    return {n: p for n, p in own.items() if n in wanted}


def _inherited(name: str) -> set[str]:
    """The names of members that an interface's ancestors have."""
    found = {"toString"}
    parent = platform().interface(name).parent
    while parent is not None:
        found |= platform().interface(parent).members.keys()
        parent = platform().interface(parent).parent
    return found


@functools.cache
def dictionary_converter(name: str) -> str:
    """A function of `$` that makes the converter of a dictionary, inherited members first."""
    index = platform()
    definitions: list[idl.Definition] = []
    definition = index.type(name)
    while definition is not None:
        definitions.insert(0, definition)
        definition = index.type(definition.parent) if definition.parent else None
    compiler = bindings.Compiler(index, name, is_global=False)
    text = "".join(compiler.dictionary(d) for d in definitions)
    check = f"if(V!=null&&typeof V!='object'&&typeof V!='function')throw new $.TypeError('{name}: not an object');"
    return f"(function($,h){{'use strict';return V=>{{{check}const R={{__proto__:null}};{text}return R}}}})"
