"""Compiles the interface files of `js/platform` into small pieces of JavaScript that realms evaluate on first use.

Each file pairs Web IDL with a class that implements it. Evaluating JavaScript costs about 50 µs per KB and per
document, so a
realm is given one member at a time: IDL supplies the brand check and the conversions, the class supplies the body.
The files themselves are evaluated once per process, in a context of their own, and read back with
`Function.prototype.toString`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import quickjs

from ..resources import js_dir
from . import glue, idl
from .operations import bind_calls

_COLLECT = r"""
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
    r"^\s*(?:define\(`)?\s*(?:\[[^\n]*\]\s*)?(partial\s+interface(?:\s+mixin)?|partial\s+dictionary|interface\s+mixin|callback\s+interface|interface|dictionary|enum|typedef"
    r"|callback)\s+([^{;=]*?)\s*(?::\s*\w+\s*)?(?=[{;=])",
    re.M,
)
_INCLUDES = re.compile(r"^\s*(\w+)\s+includes\s+(\w+)\s*;", re.M)
_HOOK_FLAGS = {"LegacyOverrideBuiltIns": "$overrides", "LegacyUnenumerableNamedProperties": "$unenumerable"}
_GLOBAL = re.compile(r"^  (?:get |async )?(\w+)\(", re.M)


@dataclass(slots=True)
class Interface:
    """One interface with its mixins and partials: what a realm needs to build its prototype and its interface
    object."""

    name: str
    parent: str | None
    attributes: dict[str, str]
    constructor: glue.Piece | None = None
    members: dict[str, glue.Piece] = field(default_factory=dict)
    statics: dict[str, glue.Piece] = field(default_factory=dict)
    hooks: str = ""
    iterable: dict[str, object] | None = None
    unforgeable: list[str] = field(default_factory=list)
    unscopable: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Part:
    definition: idl.Definition
    members: dict[str, dict[str, str]]
    statics: dict[str, dict[str, str]]


class Platform:
    """The index of `js/platform`. Files are read at once, parsed and compiled only when something in them is first
    used."""

    def __init__(self, root: Path) -> None:
        self._sources: dict[Path, str] = {p: p.read_text("utf-8") for p in sorted(root.rglob("*.js"))}
        self.bootstrap = self._sources.pop(root / "webidl.js")
        self._defined_in: dict[str, list[Path]] = {}
        self._mixins: dict[str, list[str]] = {}
        self._parts: dict[Path, list[_Part]] = {}
        self._interfaces: dict[str, Interface] = {}
        self._helpers: dict[str, Path] = {}
        self._helper_pieces: dict[str, glue.Piece] = {}
        self._libraries: dict[str, tuple[str, ...]] = {}
        self._globals: dict[str, Path] = {}
        self._global_sources: dict[str, glue.Piece] = {}
        self._types: dict[str, idl.Definition] = {}
        self._collector = quickjs.Context()
        self._collector.eval(_COLLECT)
        self.interface_names: set[str] = set()
        for path, source in self._sources.items():
            self._scan(path, source)

    def _scan(self, path: Path, source: str) -> None:
        for kind, name in _DEFINITION.findall(source):
            name = name.split()[-1] if kind == "typedef" else name.strip()
            key = re.sub(r"\s+", " ", kind)
            places = self._defined_in.setdefault(name, [])
            if path not in places:
                places.append(path)
            if key == "interface":
                self.interface_names.add(name)
        for name, mixin in _INCLUDES.findall(source):
            self._mixins.setdefault(name, []).append(mixin)
        for marker, index in (("library({", self._helpers), ("globals({", self._globals)):
            for block in source.split("\n" + marker)[1:]:
                for name in _GLOBAL.findall(block.split("\n})")[0]):
                    index[name] = path

    def _load(self, path: Path) -> list[_Part]:
        """Evaluates a file and keeps its parts; its helpers and globals go to their tables."""
        if path in self._parts:
            return self._parts[path]
        parts: list[_Part] = []
        try:
            self._collector.eval(self._sources[path])
            for entry in json.loads(self._collector.eval("collected()")):
                if "helpers" in entry:
                    names = tuple(entry["helpers"])
                    self._libraries.update(dict.fromkeys(names, names))
                    self._helper_pieces.update({n: glue.helper(n, source) for n, source in entry["helpers"].items()})
                for name, source in entry.get("globals", {}).items():
                    self._global_sources[name] = glue.global_value(name, source)
                for definition in idl.parse(entry["idl"]) if "idl" in entry else ():
                    if definition.kind in ("interface", "mixin", "partial"):
                        parts.append(_Part(definition, entry["members"], entry["statics"]))
                    elif definition.kind not in ("includes",):
                        self._types[definition.name] = definition
        except (quickjs.JSException, idl.IdlError, glue.GlueError) as error:
            raise glue.GlueError(f"{path.parent.name}/{path.name}: {error}") from error
        self._parts[path] = parts
        return parts

    def type(self, name: str) -> idl.Definition | None:
        """The dictionary, enum, typedef or callback of that name, or None: then the name is an interface's or a
        builtin's."""
        if name not in self._types:
            for path in self._defined_in.get(name, ()):
                self._load(path)
        return self._types.get(name)

    def lineage(self, name: str) -> Iterator[str]:
        """An interface and those that it inherits from."""
        current: str | None = name
        while current is not None:
            yield current
            mains = (p.definition for p in self._parts_of(current) if p.definition.kind == "interface")
            current = next((main.parent for main in mains), None)

    def interface(self, name: str) -> Interface:
        """The compiled interface; raises `KeyError` when no file defines it."""
        found = self._interfaces.get(name)
        if found is None:
            found = self._interfaces[name] = self._compile(name)
        return found

    def _compile(self, name: str) -> Interface:
        parts = self._parts_of(name)
        main = next((p.definition for p in parts if p.definition.kind == "interface"), None)
        if main is None:
            raise KeyError(name)
        result = Interface(name, main.parent, main.attributes)
        for mixin in self._mixins.get(name, ()):
            parts += self._parts_of(mixin)
        compiler = glue.Compiler(self, result.name, is_global="Global" in main.attributes)
        for part in parts:
            for member in part.definition.members:
                inherited = {k: v for k, v in part.definition.attributes.items() if k == "SecureContext"}
                member.attributes.update(inherited if part.definition.kind == "partial" else {})
                compiler.add(result, member, part.members, part.statics)
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
        paths = self._defined_in.get(name, ())
        return [part for path in paths for part in self._load(path) if part.definition.name == name]

    def helper(self, name: str) -> glue.Piece:
        """The internal function or state `$.name`; raises `KeyError` when there is none."""
        if name not in self._helper_pieces:
            self._load(self._helpers[name])
        return self._helper_pieces[name]

    def library(self, name: str) -> tuple[str, ...]:
        """The names of the helpers that share a library with `$.name`; raises `KeyError` when there is none."""
        self.helper(name)
        return self._libraries[name]

    def global_value(self, name: str) -> glue.Piece | None:
        """The lazily computed global `name` (a namespace object, a legacy factory function), or None."""
        if name not in self._global_sources and name in self._globals:
            self._load(self._globals[name])
        return self._global_sources.get(name)

    @cached_property
    def global_names(self) -> list[str]:
        """Every name that the platform puts on the global object."""
        window = self.interface("Window")
        exposed = [n for n in self.interface_names if "LegacyNoInterfaceObject" not in self.interface(n).attributes]
        return sorted({*exposed, *self._globals, *window.members, *self.aliases})

    @cached_property
    def aliases(self) -> dict[str, str]:
        """`[LegacyWindowAlias]` names and the interfaces that they stand for."""
        found = {}
        for source in self._sources.values():
            for names, interface in re.findall(r"LegacyWindowAlias=\(?([\w, ]+)\)?[^\]]*\]\s*interface (\w+)", source):
                found.update({n.strip(): interface for n in names.split(",")})
        return found


_platform: Platform | None = None


def platform() -> Platform:
    """The one index of this process."""
    global _platform
    if _platform is None:
        _platform = Platform(js_dir() / "platform")
    return _platform
