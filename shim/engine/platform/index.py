"""Compiles the interface files of `js/platform` into small pieces of JavaScript that realms evaluate on first use.

Each file pairs Web IDL with a class that implements it. Evaluating JavaScript has its price in each document
(docs/engine.md), so a realm is given one member at a time: IDL supplies the brand check and the conversions, the class
supplies the body. The files themselves are evaluated once per process, in a context of their own, and read back with
`Function.prototype.toString`.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec
import quickjs

from shim.remembered import remembered
from shim.resources import js_dir

from . import bindings, idl
from .disk_cache import DiskCache, disk_cache
from .operations import bind_calls
from .own_references import OwnReferenceError, rewritten, without_templates

COLLECT = r"""
(function () {
  const seen = [];
  const pick = (object) => {
    const found = {};
    for (const key of Object.getOwnPropertyNames(object)) {
      const d = Object.getOwnPropertyDescriptor(object, key);
      if (typeof object === "function" && ["length", "name", "prototype"].includes(key)) continue;
      if (key === "constructor" && typeof object !== "function") continue;
      found[key] = {};
      if (d.get) found[key].get = d.get.toString();
      if (d.set) found[key].set = d.set.toString();
      if (typeof d.value === "function") found[key].method = d.value.toString();
    }
    return found;
  };
  globalThis.define = (idl, implementation = class {}) =>
    void seen.push({ idl, members: pick(implementation.prototype), statics: pick(implementation) });
  globalThis.library = (helpers) => void seen.push({ helpers: pick(helpers) });
  globalThis.globals = (values) => void seen.push({ globals: pick(values) });
  globalThis.collected = () => JSON.stringify(seen.splice(0));
})();
"""
_DEFINITION = re.compile(
    r"^\s*(?:(?:define\(\s*)?`)?\s*(?:\[[^\n]*\]\s*)?(partial\s+interface(?:\s+mixin)?|partial\s+dictionary|interface\s+mixin|callback\s+interface|interface|dictionary|enum|typedef"
    r"|callback)\s+([^{;=]*?)\s*(?::\s*\w+\s*)?(?=[{;=])",
    re.M,
)
_INCLUDES = re.compile(r"^\s*(\w+)\s+includes\s+(\w+)\s*;", re.M)
_ALIAS = re.compile(r"LegacyWindowAlias=\(?([\w, ]+)\)?[^\]]*\]\s*interface (\w+)")
_BOOTSTRAP = "webidl.js"
_COLLECTOR_STACK = 512 * 1024
_T = TypeVar("_T")
_HOOK_FLAGS = {"LegacyOverrideBuiltIns": "$overrides", "LegacyUnenumerableNamedProperties": "$unenumerable"}
_GLOBAL = re.compile(r"^  (?:get |async )?(\w+)\(", re.M)


@dataclass(slots=True)
class Interface:
    """One interface with its mixins and partials: what a realm needs to build its prototype and its interface
    object."""

    name: str
    parent: str | None
    attributes: dict[str, str]
    constructor: bindings.MemberSource | None = None
    members: dict[str, bindings.MemberSource] = field(default_factory=dict)
    statics: dict[str, bindings.MemberSource] = field(default_factory=dict)
    hooks: str = ""
    iterable: dict[str, object] | None = None
    unforgeable: list[str] = field(default_factory=list)
    unscopable: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Part:
    path: str
    definition: idl.Definition
    members: dict[str, dict[str, str]]
    statics: dict[str, dict[str, str]]


@dataclass(slots=True)
class _File:
    """Contents of a file: parts of interfaces, helpers by library, globals, other types."""

    parts: list[_Part] = field(default_factory=list)
    libraries: list[dict[str, bindings.MemberSource]] = field(default_factory=list)
    globals: dict[str, bindings.MemberSource] = field(default_factory=dict)
    types: list[idl.Definition] = field(default_factory=list)


@dataclass(slots=True)
class _Index:
    """Index of the files that define things. Paths are names under the root."""

    defined_in: dict[str, list[str]] = field(default_factory=dict)
    mixins: dict[str, list[str]] = field(default_factory=dict)
    helpers: dict[str, str] = field(default_factory=dict)
    globals: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    interface_names: set[str] = field(default_factory=set)

    def scan(self, path: str, source: str) -> None:
        """Adds what a file has."""
        for kind, name in _DEFINITION.findall(source):
            name = name.split()[-1] if kind == "typedef" else name.strip()
            key = re.sub(r"\s+", " ", kind)
            places = self.defined_in.setdefault(name, [])
            if path not in places:
                places.append(path)
            if key == "interface":
                self.interface_names.add(name)
        for name, mixin in _INCLUDES.findall(source):
            self.mixins.setdefault(name, []).append(mixin)
        for marker, index in (("library({", self.helpers), ("globals({", self.globals)):
            for block in source.split("\n" + marker)[1:]:
                for name in _GLOBAL.findall(block.split("\n})")[0]):
                    index[name] = path
        for names, interface in _ALIAS.findall(source):
            self.aliases.update({name.strip(): interface for name in names.split(",")})


class Platform:
    """The index of `js/platform`. Files are read, parsed and compiled only when something in them is first used."""

    def __init__(self, root: Path, cache: DiskCache | None = None) -> None:
        self._root = root
        self._cache = cache
        self.is_global_name = remembered(1024)(self._is_global_name)
        self.lineage = lru_cache(maxsize=1024)(self._lineage)
        """An interface and those that it inherits from."""
        self._making = threading.RLock()
        """One thread at a time: the collector, which lets others run, is one for all."""
        self._files: dict[str, _File] = {}
        self._interfaces: dict[str, Interface] = {}
        self._helper_pieces: dict[str, bindings.MemberSource] = {}
        self._libraries: dict[str, tuple[str, ...]] = {}
        self._global_sources: dict[str, bindings.MemberSource] = {}
        self._types: dict[str, idl.Definition] = {}
        self._index = self._kept("index", _Index, self._scan)

    @cached_property
    def bootstrap(self) -> str:
        """The script that builds everything else in a realm."""
        return self._kept("bootstrap", str, lambda: without_templates(self._source(_BOOTSTRAP)))

    @cached_property
    def _collector(self) -> quickjs.Context:
        collector = quickjs.Context()
        collector.set_max_stack_size(_COLLECTOR_STACK)
        collector.eval(COLLECT)
        return collector

    def _kept(self, key: str, kind: type[_T], make: Callable[[], _T]) -> _T:
        """The value that was made before, by this process or an earlier one, else a new one."""
        with self._making:
            if self._cache is None:
                return make()
            if (kept := self._cache.get(key)) is not None:
                return msgspec.msgpack.decode(kept, type=kind)
            made = make()
            self._cache.put(key, msgspec.msgpack.encode(made))
            return made

    def _source(self, path: str) -> str:
        return (self._root / path).read_text("utf-8")

    def script(self, source: str) -> str:
        """A function of `$` that evaluates an expression of ours, such as a part of js/polyfill, with references of its
        own."""
        key = "script " + hashlib.sha256(source.encode()).hexdigest()
        return self._kept(key, str, lambda: rewritten(f"(($) => {source})"))

    def _scan(self) -> _Index:
        index = _Index()
        for path in sorted(self._root.rglob("*.js")):
            name = path.relative_to(self._root).as_posix()
            if name != _BOOTSTRAP:
                index.scan(name, self._source(name))
        return index

    @property
    def interface_names(self) -> set[str]:
        """All interfaces that there are."""
        return self._index.interface_names

    @property
    def aliases(self) -> dict[str, str]:
        """`[LegacyWindowAlias]` names and the interfaces that they stand for."""
        return self._index.aliases

    def _load(self, path: str) -> list[_Part]:
        """The parts in a file; its helpers and globals go to their tables."""
        file = self._files.get(path)
        if file is None:
            file = self._files[path] = self._kept("file " + path, _File, lambda: self._evaluate(path))
            for library in file.libraries:
                self._helper_pieces.update(library)
                self._libraries.update(dict.fromkeys(library, tuple(library)))
            self._global_sources.update(file.globals)
            self._types.update({definition.name: definition for definition in file.types})
        return file.parts

    def _evaluate(self, path: str) -> _File:
        file = _File()
        try:
            self._collector.eval(rewritten(self._source(path)))
            for entry in json.loads(self._collector.eval("collected()")):
                if "helpers" in entry:
                    file.libraries.append({n: bindings.helper(n, source) for n, source in entry["helpers"].items()})
                for name, source in entry.get("globals", {}).items():
                    file.globals[name] = bindings.global_value(name, source)
                for definition in idl.parse(entry["idl"]) if "idl" in entry else ():
                    if definition.kind in ("interface", "mixin", "partial"):
                        file.parts.append(_Part(path, definition, entry["members"], entry["statics"]))
                    elif definition.kind not in ("includes",):
                        file.types.append(definition)
        except (quickjs.JSException, idl.IdlError, bindings.InterfaceFileError, OwnReferenceError) as error:
            raise bindings.InterfaceFileError(f"{path}: {error}") from error
        return file

    def type(self, name: str) -> idl.Definition | None:
        """The dictionary, enum, typedef or callback of that name, or None: then the name is an interface's or a
        builtin's."""
        if name not in self._types:
            for path in self._index.defined_in.get(name, ()):
                self._load(path)
        return self._types.get(name)

    def _lineage(self, name: str) -> tuple[str, ...]:
        found: list[str] = []
        current: str | None = name
        while current is not None:
            found.append(current)
            mains = (p.definition for p in self._parts_of(current) if p.definition.kind == "interface")
            current = next((main.parent for main in mains), None)
        return tuple(found)

    def interface(self, name: str) -> Interface:
        """The compiled interface; raises `KeyError` when no file defines it."""
        found = self._interfaces.get(name)
        if found is None:
            found = self._interfaces[name] = self._kept("interface " + name, Interface, lambda: self._compile(name))
        return found

    def _compile(self, name: str) -> Interface:
        parts = self._parts_of(name)
        main = next((p.definition for p in parts if p.definition.kind == "interface"), None)
        if main is None:
            raise KeyError(name)
        result = Interface(name, main.parent, main.attributes)
        for mixin in self._index.mixins.get(name, ()):
            parts += self._parts_of(mixin)
        compiler = bindings.Compiler(self, result.name, is_global="Global" in main.attributes)
        for part in parts:
            for member in part.definition.members:
                inherited = {k: v for k, v in part.definition.attributes.items() if k == "SecureContext"}
                member.attributes.update(inherited if part.definition.kind == "partial" else {})
                try:
                    compiler.add(result, member, part.members, part.statics)
                except bindings.InterfaceFileError as error:
                    raise bindings.InterfaceFileError(f"{part.path}: {name}.{member.name}: {error}") from None
            hooks = {k: v["method"] for k, v in part.statics.items() if k.startswith("$")}
            if hooks:
                result.hooks += bind_calls(",".join(hooks.values())) + ","
        if result.hooks:
            for attribute, flag in _HOOK_FLAGS.items():
                if attribute in main.attributes:
                    result.hooks += f"{flag}(){{return true}},"
        if result.constructor is None:
            result.constructor = compiler.illegal_constructor()
        return result

    def _parts_of(self, name: str) -> list[_Part]:
        paths = self._index.defined_in.get(name, ())
        return [part for path in paths for part in self._load(path) if part.definition.name == name]

    def helper(self, name: str) -> bindings.MemberSource:
        """The internal function or state `$.name`; raises `KeyError` when there is none."""
        if name not in self._helper_pieces:
            self._load(self._index.helpers[name])
        return self._helper_pieces[name]

    def library(self, name: str) -> tuple[str, ...]:
        """The names of the helpers that share a library with `$.name`; raises `KeyError` when there is none."""
        self.helper(name)
        return self._libraries[name]

    def global_value(self, name: str) -> bindings.MemberSource | None:
        """The lazily computed global `name` (a namespace object, a legacy factory function), or None."""
        if name not in self._global_sources and name in self._index.globals:
            self._load(self._index.globals[name])
        return self._global_sources.get(name)

    @cached_property
    def global_names(self) -> list[str]:
        """Every name that the platform puts on the global object."""
        names = {*self.interface_names, *self._index.globals, *self.interface("Window").members, *self.aliases}
        return sorted(filter(self.is_global_name, names))

    def _is_global_name(self, name: str) -> bool:
        """True for a name of those. No interface is compiled to answer but the one of that name, and Window."""
        if name in self._index.globals or name in self.aliases or name in self.interface("Window").members:
            return True
        return name in self.interface_names and "LegacyNoInterfaceObject" not in self.interface(name).attributes


@cache
def platform() -> Platform:
    """The one index of this process."""
    return Platform(js_dir() / "platform", disk_cache())
