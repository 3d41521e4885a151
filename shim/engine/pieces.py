"""The pieces of the platform that script of a realm asks for, and what it asks about global names."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .errors import HostError
from .missing_names import Reading, missing_names
from .platform.bindings import MemberSource
from .platform.index import Interface, platform
from .platform.units import (
    EXTENDED,
    Bundle,
    bundle_of,
    dictionary_converter,
    function_of,
    helpers_with,
    plain,
    unit,
)

if TYPE_CHECKING:
    from .native_context import NativeContext
    from .realm import Realm


class Pieces:
    """The pieces that a realm has been given. Each is laid into the handover, as a function of `$` and `h`.

    `root`: the interface of the global object. `bundles`: what the realm begins with. For the rest see `Realm`.
    """

    engine: NativeContext

    def __init__(
        self,
        realm: Realm,
        root: str,
        bundles: tuple[Bundle, ...],
        has_named: Callable[[str], bool] | None,
        hidden: frozenset[str],
    ) -> None:
        self._realm = realm
        self._platform = platform()
        self._root = self._platform.interface(root)
        self._has_named = has_named
        self._hidden = hidden
        self._missing: set[tuple[str, bool]] = set()
        self._brought = set(bundles)
        self._described = set(self._platform.lineage(root))
        for bundle in bundles:
            self._described.update(bundle.interfaces)

    def operations(self) -> dict[str | int, Callable[..., Any]]:
        """Functions that script calls, by the names under which it does."""
        return {
            "helper": self._helper,
            "interface": self._interface,
            "member": self._member,
            "members": self._members,
            "statics": lambda name, _: self._hand(*self._platform.interface(name).statics.values()),
            "constructor": self._constructor,
            "global": self._global_kind,
            "property": self._property_kind,
            "alias": lambda name: self._platform.aliases.get(name, name),
            "value": self._global_value,
            "globals": lambda: json.dumps(self._exposed()),
            "dictionary": lambda name, _: self._hand_source(dictionary_converter(name)),
            "missing": self._report_missing,
            "absent": self._absent,
        }

    def _hand_source(self, source: str) -> bool:
        self.engine.hand(source)
        return True

    def _hand(self, *pieces: MemberSource) -> bool:
        """Lays a function that makes an object of these pieces into the handover; False when there is none."""
        source = function_of(pieces, secure=self._realm.secure)
        return source is not None and self._hand_source(source)

    def _interface(self, name: str) -> bool | str:
        """Describes an interface, those of its ancestors that the realm does not have yet, and what comes with it: in
        the box, or in the answer when there is little to say."""
        bundle = bundle_of(name)
        if bundle is not None:
            return self._hand_bundle(bundle)
        if name not in self._realm.watched and self._platform.interface(name).parent in self._described:
            described = plain(name)
            if described is not None:
                self._described.add(name)
                return described
        return self._hand_unit((), (name,))

    def _helper(self, name: str, _: object) -> bool:
        """Lays a helper and what comes with it into the handover."""
        bundle = bundle_of(name)
        if bundle is not None:
            return self._hand_bundle(bundle)
        try:
            return self._hand_unit(helpers_with(name), ())
        except KeyError:
            return False

    def _hand_bundle(self, bundle: Bundle) -> bool:
        brought, helpers, interfaces = [bundle], bundle.helpers, bundle.interfaces
        needed = bundle_of(bundle.needs) if bundle.needs is not None else None
        if needed is not None and needed not in self._brought:
            brought.append(needed)
            helpers, interfaces = needed.helpers + helpers, needed.interfaces + interfaces
        self._hand_unit(helpers, interfaces)
        self._brought.update(brought)
        return True

    def _hand_unit(self, helpers: tuple[str, ...], interfaces: tuple[str, ...]) -> bool:
        names: list[str] = []
        for name in interfaces:
            at = len(names)
            current: str | None = name
            while current is not None and current not in self._described and current not in names:
                names.insert(at, current)
                current = self._platform.interface(current).parent
        self.engine.hand(unit(helpers, tuple(names), secure=self._realm.secure, watched=self._realm.watched))
        self._described.update(names)
        return True

    def _member(self, interface: str, key: str) -> str | None:
        """Lays a member into the handover, which `interface` or an ancestor has: the answer is whose it is."""
        current: str | None = interface
        while current is not None:
            found = self._platform.interface(current)
            piece = found.members.get(key)
            if piece is not None and (key not in found.unforgeable or "Global" in found.attributes):
                return current if self._hand(piece) else None
            current = found.parent
        if self._realm.on_unknown is not None:
            self._realm.on_unknown(interface, key)
        return None

    def _constructor(self, interface: str, _: object) -> bool:
        piece = self._platform.interface(interface).constructor
        assert piece is not None
        return self._hand(piece)

    def _members(self, interface: str, _: object) -> bool:
        # The provider may add a member, and after this no lookup asks for one.
        if interface in EXTENDED and self._realm.on_unknown is not None:
            self._realm.on_unknown(interface, "")
        found = self._platform.interface(interface)
        return self._hand(*(p for n, p in found.members.items() if n not in found.unforgeable))

    def _global_kind(self, name: str) -> int:
        """0: no such global; 1: a member of Window, 4: one that cannot be changed; 2: an interface object; 3: a
        lazily computed value."""
        index = self._platform
        window = self._root
        if name in window.members:
            return (
                0 if window.members[name].secure and not self._realm.secure else 4 if name in window.unforgeable else 1
            )
        if name in index.interface_names or name in index.aliases:
            interface = index.interface(index.aliases.get(name, name))
            hidden = "LegacyNoInterfaceObject" in interface.attributes or not self._is_exposed(interface)
            if hidden or ("SecureContext" in interface.attributes and not self._realm.secure):
                return 0
            return 2
        if index.global_value(name) is not None:
            return 3 if self._root.name == "Window" or name == "console" else 0
        if self._realm.on_unknown is not None:
            self._realm.on_unknown("", name)
        return 0

    def _property_kind(self, name: str) -> int:
        """The kind of the global of that name, or 5: a frame or an element of that name."""
        kind = self._global_kind(name)
        return 5 if kind == 0 and self._has_named is not None and self._has_named(name) else kind

    def _is_exposed(self, interface: Interface) -> bool:
        """https://webidl.spec.whatwg.org/#dfn-exposed"""
        if interface.name in self._hidden:
            return False
        exposed = _names(interface.attributes.get("Exposed", "*"))
        return "*" in exposed or not exposed.isdisjoint(_names(self._root.attributes["Global"]))

    def _global_value(self, name: str, _: object) -> bool:
        piece = self._platform.global_value(name)
        assert piece is not None
        return self._hand(piece)

    def _exposed(self) -> list[str]:
        start = time.monotonic()
        names = self._platform.global_names
        self._realm.runtime.native.deadline += time.monotonic() - start
        return [n for n in names if self._global_kind(n)]

    def _absent(self, file: str, line: float, column: float, name: str) -> None:
        """Reports a global name that is nowhere, if Chromium has it and the script there does not merely ask for it.
        Raises `HostError` where a browser without it throws an error; else it reads as undefined."""
        reading = self._realm.runtime.scripts.reading(file, line, column, name)
        is_lacking = self._lacks(name)
        if is_lacking and reading is not Reading.QUESTION:
            self._report_missing(name, reading is not Reading.VALUE)
        if reading is Reading.NAME:
            raise HostError("ReferenceError", f"{name} is not defined{': not implemented' if is_lacking else ''}")
        if reading is Reading.USE and is_lacking:
            raise HostError("TypeError", f"{name} is undefined: not implemented")

    def _lacks(self, name: str) -> bool:
        """True when Chromium has that global name, and this window lacks it."""
        if self._root.name != "Window":
            return False
        is_for_secure = missing_names().get(name)
        return is_for_secure is not None and (self._realm.secure or not is_for_secure)

    def _report_missing(self, name: str, is_use: bool = True) -> None:
        """Names what a page used and nothing implements, once each. `is_use`: False when it only took the value."""
        if (name, is_use) not in self._missing:
            self._missing.add((name, is_use))
            if self._realm.on_missing is not None:
                self._realm.on_missing(name, is_use)


def _names(attribute: str) -> set[str]:
    """The names in an extended attribute that has one, or several in parentheses."""
    return set(attribute.strip("()").replace(" ", "").split(","))
