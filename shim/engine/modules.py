"""The modules of a realm: read from bytecode, linked and evaluated, and what `import()` asks for.

Loading the modules that a module requests is the embedder's part (shim/html/module_scripts.py). The engine would do it
by callbacks that answer at once, which a network cannot, so it is asked for nothing but names:

- Once all modules of a graph are there, each is read into the realm, and the engine asks which one each request is,
  module by module and in their order. Bytecode has no import attributes, so the order is what tells requests apart.
- `import()` asks for a module, too. It gets a small one which exports `then`: the promise of `import()` follows that
  function, which has the right graph loaded in the background and resolves with the right namespace.

https://tc39.es/ecma262/#sec-modules
https://github.com/quickjs-ng/quickjs/blob/master/quickjs.c: js_resolve_module, JS_ReadModule, js_dynamic_import_job
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from . import c_api, layout, module_compiler
from .c_api import _free_to_run as free_to_run
from .c_api import _held as held
from .c_api import _Value as Value
from .module_compiler import ANY, CompiledModule, Initialize, Load, ModuleRequest, Normalize, compile_module, pointer
from .native_context import NativeContext
from .native_runtime import Thrown

if TYPE_CHECKING:
    from .realm import Realm

MARK: Final = "\u00b7"
"""Separator behind a URL in the name of a further module that has it: no serialized URL has this character."""
_TAG_MODULE: Final = -3

_add_export = held("JS_AddModuleExport", ctypes.c_int, pointer, pointer, ctypes.c_char_p)
_set_export = held("JS_SetModuleExport", ctypes.c_int, pointer, pointer, ctypes.c_char_p, Value)
_set_private_value = held("JS_SetModulePrivateValue", ctypes.c_int, pointer, pointer, Value)
_get_private_value = held("JS_GetModulePrivateValue", Value, pointer, pointer)
_import_meta = held("JS_GetImportMeta", Value, pointer, pointer)
_throw_type_error = held("JS_ThrowTypeError", Value, pointer, ctypes.c_char_p)
_resolve_module = free_to_run("JS_ResolveModule", ctypes.c_int, pointer, Value)
_namespace = free_to_run("JS_GetModuleNamespace", Value, pointer, pointer)


# Fields of JSModuleDef behind its pointer, on 64-bit machines.
_HAS_TOP_LEVEL_AWAIT: Final = 144
_STATUS: Final = 147
_ASYNC_EVALUATION: Final = 188
_EVALUATING_ASYNC, _EVALUATED = 4, 5


def _check_layout() -> None:
    """Evaluates a module and looks at the fields. Raises where the engine has them elsewhere."""
    compiled = module_compiler.EvaluatedModule("await 0")
    try:
        before = [compiled.field(offset) for offset in (_HAS_TOP_LEVEL_AWAIT, _STATUS, _ASYNC_EVALUATION)]
        compiled.run_jobs()
        after = [compiled.field(offset) for offset in (_STATUS, _ASYNC_EVALUATION)]
    finally:
        compiled.free()
    if before != [1, _EVALUATING_ASYNC, 1] or after != [_EVALUATED, 0]:
        raise layout._laid_out_differently()


_check_layout()


class ScriptValue:
    """A value of script that the host holds until the realm is freed."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value


@dataclass(eq=False, slots=True)
class ModuleRecord:
    """One module of a realm. https://tc39.es/ecma262/#sec-abstract-module-records

    `url` is the base URL of the script. `loaded` has the module of each request, in their order.
    """

    name: str
    url: str
    compiled: CompiledModule | None
    """None for a synthetic module."""
    loaded: list[ModuleRecord]
    definition: int | None = None
    """The JSModuleDef* once it was read into the realm."""

    @property
    def requests(self) -> tuple[ModuleRequest, ...]:
        """The modules that it requests."""
        return self.compiled.requests if self.compiled is not None else ()


@dataclass(frozen=True, slots=True)
class DynamicImport:
    """A place that imports a module by `import()`. `referrer`: the file of the script, or the name of the module."""

    referrer: str
    request: ModuleRequest


_realms: dict[int, Modules] = {}
"""By the JSContext*."""


class Modules:
    """The modules of one realm."""

    def __init__(self, realm: Realm, engine: NativeContext) -> None:
        self._realm = realm
        self._engine = engine
        self._context: int = engine._context
        self._values: list[Value] = []
        self._names: dict[str, int] = {}
        self._resolving: dict[str, Iterator[str]] | None = None
        self._is_reading = False
        self._is_broken = False
        self.imports: list[DynamicImport] = []
        """Places of `import()`, by the number that script knows them by."""
        self._import_numbers: dict[DynamicImport, int] = {}
        _realms[self._context] = self
        module_compiler.set_callbacks(engine._runtime, _normalize, _load)

    def close(self) -> None:
        """Lets go of everything in the realm, which is about to be freed."""
        _realms.pop(self._context, None)
        for each in self._values:
            c_api._free_value(self._context, each)
        self._values.clear()
        self._names.clear()
        del self._realm

    # values -----------------------------------------------------------------------------------------------------------

    def _keep(self, value: Value) -> ScriptValue:
        """Takes over a reference to a value."""
        self._values.append(value)
        return ScriptValue(value)

    def _thrown(self) -> ScriptValue:
        return self._keep(c_api._dup_value(self._context, self._engine._thrown))

    def _made_by(self, helper: str, *arguments: object) -> tuple[bool, ScriptValue]:
        """The value that `$.helper` lays into `$.handover[0]`; False before it when that is an error."""
        done = self._engine.call(helper, *arguments)
        if done is None:  # there is no memory left to make it
            return False, ScriptValue(c_api._UNDEFINED)
        return done, self._keep(c_api._get_index(self._context, self._engine._handover, 0))

    def create_error(self, type_: str, message: str) -> ScriptValue:
        """A `SyntaxError` or a `TypeError`."""
        with self._realm.entered():
            return self._made_by("createError", type_, message)[1]

    # making modules ---------------------------------------------------------------------------------------------------

    def _unique(self, name: str) -> str:
        count = self._names[name] = self._names.get(name, 0) + 1
        return name if count == 1 else f"{name}{MARK}{count}"

    # https://tc39.es/ecma262/#sec-parsemodule
    def parse(self, source: str, file: str, url: str, line: int = 0) -> ModuleRecord | ScriptValue:
        """The module of a text that stands below `line` others in `file`, or a SyntaxError."""
        name = self._unique(file)
        self._realm.add_source(source, name, line, file)
        compiled = compile_module(source, name, line + 1)
        if compiled is not None:
            return ModuleRecord(name, url, compiled, [])
        # in the realm, the same error is one of that realm, and knows its place
        with self._realm.entered():
            self._is_reading = True
            try:
                self._engine.compile_module(source, name, line + 1)
            except Thrown:
                return self._thrown()
            finally:
                self._is_reading = False
        raise MemoryError("the page is out of memory")

    # https://tc39.es/ecma262/#sec-create-default-export-synthetic-module
    def create_synthetic(self, type_: str, source: str, url: str) -> ModuleRecord | ScriptValue:
        """A module whose default export is made of a text: `json`, `css` or `text`. The error, if that is malformed."""
        with self._realm.entered():
            done, value = self._made_by("createModuleValue", type_, source)
        if not done:
            return value
        name = self._unique(f"{url}{MARK}{type_}")
        return ModuleRecord(name, url, None, [], self._new_module(name, _initialize_default, value, b"default"))

    def _new_module(self, name: str, initialize: Callable[..., int], value: ScriptValue, export: bytes) -> int:
        definition = module_compiler.new_module(self._context, name.encode("utf-8", "surrogatepass"), initialize)
        if definition is None or _add_export(self._context, definition, export) < 0:
            raise MemoryError("the page is out of memory")
        _set_private_value(self._context, definition, c_api._dup_value(self._context, value.value))
        return int(definition)

    # linking and evaluating -------------------------------------------------------------------------------------------

    def run(self, module: ModuleRecord) -> None:
        """Links and evaluates a module whose graph has been loaded. What is thrown, now or later, is reported."""
        self._realm.run(lambda: self._watch(self._evaluate(module)))

    def _watch(self, promise: Value) -> None:
        self._engine.call("watchModule", promise)
        c_api._free_value(self._context, promise)

    def report(self, error: ScriptValue) -> None:
        """https://html.spec.whatwg.org/#report-an-exception"""
        self._realm.call("reportThrown", error.value, "")
        self._realm.checkpoint()

    def describe(self, error: ScriptValue) -> str:
        """The name and the message of an error."""
        return self._realm.call("describeError", error.value) or ""

    # https://tc39.es/ecma262/#sec-ContinueDynamicImport steps 4 to 8
    def finish_import(self, number: int, module: ModuleRecord) -> None:
        """Settles the promise of an `import()` with a module whose graph has been loaded."""
        with self._realm.entered():
            try:
                promise = self._evaluate(module)
                namespace = self._engine._checked(self._engine._run(_namespace, self._context, module.definition))
            except Thrown:
                self._engine.call("importFailed", number, self._engine._thrown)
                return
            self._engine.call("importEvaluated", number, promise, namespace)
            c_api._free_value(self._context, promise)
            c_api._free_value(self._context, namespace)

    def fail_import(self, number: int, error: ScriptValue) -> None:
        """Rejects the promise of an `import()`."""
        self._realm.call("importFailed", number, error.value)

    # https://tc39.es/ecma262/#sec-moduleevaluation
    def _evaluate(self, module: ModuleRecord) -> Value:
        """Links and evaluates. Returns the promise of the evaluation; raises `Thrown` when the module cannot be linked.

        AD-HOC: the engine does both in one go, so a module is linked when it is to run and not when it was loaded.
        """
        graph = _graph_of(module)
        try:
            if self._is_broken:
                raise MemoryError("the page is out of memory")
            unread = [each for each in graph if each.definition is None]
            for each in unread:
                self._read(each)
            if unread:
                self._resolve(module, graph)
        except MemoryError:
            self._engine.throw_null()
        _mend_async_evaluation(graph)
        value = c_api._dup_value(self._context, Value(module.definition or 0, _TAG_MODULE))
        return self._engine._checked(self._engine._run(c_api._eval_function, self._context, value))

    def _read(self, module: ModuleRecord) -> None:
        assert module.compiled is not None
        engine, code = self._engine, module.compiled.code
        self._is_reading = True
        try:
            value = engine._ours(engine._run(c_api._read_object, self._context, code, len(code), c_api._READ_BYTECODE))
        finally:
            self._is_reading = False
        module.definition = value.u
        if module.compiled.has_meta:
            # https://html.spec.whatwg.org/#hostgetimportmetaproperties
            meta = _import_meta(self._context, module.definition)
            engine.call("describeImportMeta", meta, module.url)
            c_api._free_value(self._context, meta)

    def _resolve(self, module: ModuleRecord, graph: list[ModuleRecord]) -> None:
        """Has the engine ask which module each request is, for each module that it has not asked for before."""
        self._resolving = {each.name: iter([to.name for to in each.loaded]) for each in graph}
        try:
            value = Value(module.definition or 0, _TAG_MODULE)
            if self._engine._run(_resolve_module, self._context, value) < 0:
                self._is_broken = True  # the engine has freed some of the modules
                self._engine._ours(Value(0, c_api._TAG_EXCEPTION))
        finally:
            self._resolving = None

    # what the engine asks for -----------------------------------------------------------------------------------------

    def name_of(self, base: str, specifier: str, attributes: Value) -> str:
        """The name of the module that `base` requests."""
        if self._resolving is not None:
            return next(self._resolving[base])
        if self._is_reading:
            return ANY
        place = DynamicImport(base, ModuleRequest(specifier, module_compiler.attributes_of(self._context, attributes)))
        number = self._import_numbers.setdefault(place, len(self.imports))
        if number == len(self.imports):
            self.imports.append(place)
        return f"import{MARK}{number}"

    def load(self, name: str) -> int:
        """The module of a name that the realm does not have yet."""
        if name == ANY:
            definition = module_compiler.new_module(self._context, name.encode(), module_compiler.initialize_nothing)
            if definition is None:
                raise MemoryError("the page is out of memory")
            return int(definition)
        # the engine is in the midst of a microtask: the state of the thread must be where it was
        state = self._engine.runtime.thread_state
        try:
            done, importer = self._made_by("importer", int(name.rpartition(MARK)[2]))
        finally:
            self._engine.runtime.thread_state = state
        if not done:
            raise MemoryError("the page is out of memory")
        return self._new_module(name, _initialize_then, importer, b"then")


def _mend_async_evaluation(graph: list[ModuleRecord]) -> None:
    """Lets modules that have run be imported again.

    AD-HOC: the engine goes on marking a module that waited for another one's top-level await as waiting after it has
    run, and whoever imports it later would wait forever; the mark is taken off.
    """
    for module in graph:
        fields = (ctypes.c_uint8 * (_ASYNC_EVALUATION + 1)).from_address(module.definition or 0)
        if fields[_ASYNC_EVALUATION] and fields[_STATUS] == _EVALUATED:
            fields[_ASYNC_EVALUATION] = 0


def _graph_of(module: ModuleRecord) -> list[ModuleRecord]:
    found = {module: None}
    waiting = [module]
    while waiting:
        for each in waiting.pop().loaded:
            if each not in found:
                found[each] = None
                waiting.append(each)
    return list(found)


# The engine calls these, which must not raise.


def _normalize_request(context: int, base: bytes, specifier: bytes, attributes: Value, _: int | None) -> int | None:
    try:
        name = _realms[context].name_of(module_compiler.text(base), module_compiler.text(specifier), attributes)
        return module_compiler.copied(context, name)
    except Exception:
        _throw_type_error(context, b"the module could not be resolved")
        return None


def _load_request(context: int, name: bytes, _opaque: int | None, _attributes: Value) -> int | None:
    try:
        return _realms[context].load(module_compiler.text(name))
    except Exception:
        _throw_type_error(context, b"the module could not be loaded")
        return None


_normalize, _load = Normalize(_normalize_request), Load(_load_request)


def _initializer(export: bytes) -> Callable[..., int]:
    def initialize(context: int, module: int) -> int:
        return int(_set_export(context, module, export, _get_private_value(context, module)))

    return Initialize(initialize)


_initialize_default, _initialize_then = _initializer(b"default"), _initializer(b"then")
