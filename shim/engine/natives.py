"""The engine's own functions by class, as they were before any page, for realms that are just made.

OPTIMIZATION: taking them one by one makes 300 function objects in each realm, 60 µs and 45 KB. The engine has them in
tables (JSCFunctionListEntry), of which it makes a function when it is first asked for. Here tables are put together
from its entries, so that a realm gets all at once and makes those that it uses.
https://github.com/quickjs-ng/quickjs/blob/master/quickjs.h
"""

from __future__ import annotations

import ctypes
import threading
from dataclasses import dataclass
from functools import cache

import quickjs

from shim.errors import IncompatiblePackageError

from .c_api import _get_name, _global_object
from .layout import _pointers
from .platform.language import METHODS, NEIGHBOURS, SAMPLES, STATICS

_SLOT = 2  # words of a JSProperty
_LATER = 2  # JS_AUTOINIT_ID_PROP: made of an entry when it is first read
_OBJECT = 8  # JS_DEF_OBJECT
_CONFIGURABLE = 1 << 0


class Entry(ctypes.Structure):
    """JSCFunctionListEntry. `first` and `second` hold what depends on the kind."""

    _fields_ = (
        ("name", ctypes.c_char_p), ("flags", ctypes.c_uint8), ("kind", ctypes.c_uint8), ("magic", ctypes.c_int16),
        ("first", ctypes.c_uint64), ("second", ctypes.c_uint64),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Natives:
    """Native functions of a realm: a table of tables, and the names of functions that the engine has made before, which
    are in none."""

    table: ctypes.Array[Entry]
    missing: tuple[str, ...]
    """Such as `Array.prototype.values`."""
    parts: list[ctypes.Array[Entry]]
    """The tables that `table` refers to."""


_making = threading.Lock()


def natives() -> Natives:
    """The functions that platform code uses, the same for all realms. Raises `IncompatiblePackageError`."""
    with _making:
        return _natives()


@cache
def _natives() -> Natives:
    """The value of `natives`. It must be made once only: realms refer to its memory for as long as there are any."""
    reader = _Reader()
    missing: list[str] = []
    parts: dict[str, ctypes.Array[Entry]] = {}

    def add(table: str, expression: str, names: frozenset[str]) -> None:
        found = reader.entries(expression)
        missing.extend(f"{expression}.{name}" for name in sorted(names - found.keys()))
        entries = [found[name] for name in sorted(names & found.keys())]
        if table in NEIGHBOURS:
            method, first = NEIGHBOURS[table]
            entries += reader.before(found[method], first.encode())
        parts[table] = (Entry * len(entries))(*(Entry.from_address(address) for address in entries))

    for name, methods in METHODS.items():
        add(name, SAMPLES.get(name, f"{name}.prototype"), methods)
    for name, functions in STATICS.items():
        add(name + "_", name, functions)
    table = (Entry * len(parts))()
    for entry, (name, part) in zip(table, parts.items(), strict=True):
        entry.name, entry.flags, entry.kind = name.encode(), _CONFIGURABLE, _OBJECT
        entry.first, entry.second = ctypes.addressof(part), len(part)
    return Natives(table, tuple(missing), list(parts.values()))


class _Reader:
    """Reads the entries behind the functions of objects that no script has touched."""

    def __init__(self) -> None:
        self._scratch = quickjs.Context()
        self._context = _pointers(self._scratch)[1]
        self._properties = self._find_properties()
        template = Entry.from_address(self.entries("Array.prototype")["[Symbol.unscopables]"])
        if template.kind != _OBJECT or not template.first or template.second > 100:
            raise self._differs()

    def _object(self, expression: str) -> int:
        """The address of an object, which stays where it is."""
        self._scratch.eval(f"globalThis.all ??= []; all[all.length] = globalThis.read = {expression}")
        return int(_get_name(self._context, _global_object(self._context), b"read").u)

    def _find_properties(self) -> int:
        """The word of a JSObject that refers to its properties."""
        words = (ctypes.c_uint64 * 6).from_address(self._object("{ a: 0x5EED1, b: 0x5EED2 }"))
        for at in range(3, 6):
            if words[at] > 4096:
                values = (ctypes.c_uint32 * 8).from_address(words[at])
                if list(values[::2]) == [0x5EED1, 0, 0x5EED2, 0]:
                    return at
        raise self._differs()

    def entries(self, expression: str) -> dict[str, int]:
        """The addresses of the entries of functions that were not yet made, by name."""
        address = self._object(expression)
        count = int(self._scratch.eval("Reflect.ownKeys(read).length"))
        start = (ctypes.c_uint64 * 6).from_address(address)[self._properties]
        slots = (ctypes.c_uint64 * (_SLOT * count)).from_address(start)
        found = {}
        for realm, entry in zip(slots[::2], slots[1::2], strict=True):
            if realm == self._context | _LATER:
                found[Entry.from_address(entry).name.decode()] = int(entry)
        return found

    def before(self, entry: int, first: bytes) -> list[int]:
        """The entries in front of one, from that of the name `first` on: getters, which are never made later."""
        size = ctypes.sizeof(Entry)
        for count in range(1, 16):
            if Entry.from_address(entry - count * size).name == first:
                return [entry - i * size for i in range(1, count + 1)]
        raise self._differs()

    @staticmethod
    def _differs() -> IncompatiblePackageError:
        return IncompatiblePackageError("quickjs-ng", "it lays out its tables of functions differently")
