"""Writes the types of `shim.sync_api` from the sources of the async API: `shim/sync_api/__init__.pyi`.

At run time the blocking API is made of the async one as it is; type checkers read this file. With `--check` nothing is
written, and the exit status is 1 if it is out of date. tests/sync_api does that.
"""

from __future__ import annotations

import ast
import builtins
import functools
import importlib
import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import shim
from shim import sync_api
from shim.chromium import frame as chromium_frame
from shim.chromium import page as chromium_page
from shim.chromium.browser import ChromiumBrowser
from shim.headless.browser import HeadlessBrowser
from shim.sync_api import blocking

STUB = Path(shim.__file__).parent / "sync_api" / "__init__.pyi"
ON_CHROMIUM: dict[str, type] = {
    "Browser": ChromiumBrowser,
    "Frame": chromium_frame.Frame,
    "Page": chromium_page.Page,
    "Session": chromium_frame.Session,
}
"""Classes of which only what both engines have is for callers."""
INNER = {
    "App": {"take_press"},
    "Browser": {"bring_to_front", "documents", "handling", "loop", "page_closed", "screen_changed", "visibility_of"},
    "Device": {
        "add_document",
        "app_closed",
        "begin",
        "captures",
        "core",
        "end",
        "faults",
        "guard",
        "guard_of_new",
        "join",
        "leave",
        "name_tab",
        "note",
        "participant",
        "receive",
        "remove_document",
        "rename_document",
        "sounds",
        "surroundings",
        "take_all",
        "tell",
    },
    "Frame": {"is_loaded", "ask", "perform", "settle"},
    "Page": {"announce_popup", "report_crash", "report_error", "report_missing", "screen_changed", "tell_missing"},
    "Recording": {"sound_added", "sound_removed"},
    "Route": {"decided", "decision"},
}
"""Public members that are for other parts of the package."""
Members = dict[str, list[Callable[[], str]]]
KEPT = ("classmethod", "overload", "property", "staticmethod")
"""Decorators that make a difference for types."""
TYPE_VARIABLES = {"_SessionT": "Session", "_Page": "Page"}
HEADER = """\"\"\"Types of the blocking API. Written by scripts/write_sync_stub.py; not to be edited.\"\"\"

"""


@functools.cache
def tree_of(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


@functools.cache
def imports_of(module: ModuleType) -> dict[str, tuple[str, str]]:
    """Sources of a module's imported names: for each the module that it comes from, and its name there."""
    found = {}
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.ImportFrom):
            package = module.__name__ if hasattr(module, "__path__") else module.__name__.rpartition(".")[0]
            base = importlib.util.resolve_name("." * node.level + (node.module or ""), package)
            found.update({alias.asname or alias.name: (base, alias.name) for alias in node.names})
    return found


class Stub:
    """The stub as it is being written."""

    def __init__(self) -> None:
        self.imported: dict[str, tuple[str, str]] = {}
        self.classes: dict[str, type] = {}
        self.waiting: list[tuple[str, type]] = []
        self.parts: list[str] = []

    # names ------------------------------------------------------------------------------------------------------------

    def class_name(self, real: type) -> str:
        """The name of a class of the stub, which is written if it is not yet."""
        name = blocking.blocking_class(real).__name__
        if name not in self.classes:
            self.classes[name] = real
            self.waiting.append((name, real))
        return name

    def name(self, module: ModuleType, name: str) -> str:
        """The name in the stub for a name of a module."""
        if name in TYPE_VARIABLES:
            return self.class_name(getattr(shim, TYPE_VARIABLES[name]))
        if hasattr(builtins, name) and name not in imports_of(module) and not hasattr(module, name):
            return name
        origin, original = imports_of(module).get(name, (module.__name__, name))
        value = getattr(importlib.import_module(origin), original)
        if inspect.isclass(value) and blocking.is_live(value):
            return self.class_name(value)
        taken = self.imported.get(original, (origin, original)) != (origin, original) or original in shim.__all__
        alias = f"_{original}" if taken and getattr(shim, original, None) is not value else original
        self.imported[alias] = origin, original
        return alias

    def annotation(self, module: ModuleType, node: ast.expr | None) -> str:
        """A type in the stub for one in a module: what is awaited is there at once."""
        if node is None:
            return "None"
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node = ast.parse(node.value, mode="eval").body
        if isinstance(node, ast.Subscript):
            outer = ast.unparse(node.value)
            if outer.rpartition(".")[2] in ("Future", "Awaitable", "Coroutine"):
                return self.annotation(module, node.slice)
            if outer == "Literal":
                self.imported["Literal"] = "typing", "Literal"
                return ast.unparse(node)
            if outer == "AbstractAsyncContextManager":
                self.imported["AbstractContextManager"] = "contextlib", "AbstractContextManager"
                inner = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) else node.slice
                return f"AbstractContextManager[{self.annotation(module, inner)}]"
            of = self.annotation(module, node.value)
            return of if of in self.classes else f"{of}[{self.annotation(module, node.slice)}]"
        if isinstance(node, ast.BinOp):
            return f"{self.annotation(module, node.left)} | {self.annotation(module, node.right)}"
        if isinstance(node, ast.Tuple | ast.List):
            inner = ", ".join(self.annotation(module, one) for one in node.elts)
            return f"[{inner}]" if isinstance(node, ast.List) else inner
        if isinstance(node, ast.Name):
            value = getattr(module, node.id, None)
            return "None" if inspect.isclass(value) and hasattr(value, "__await__") else self.name(module, node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            # A module's name: of a package of others, `turbohtml.Document`.
            self.imported[node.value.id] = node.value.id, ""
        return ast.unparse(node)

    # functions --------------------------------------------------------------------------------------------------------

    def function(self, module: ModuleType, node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
        arguments = node.args
        defaults: list[ast.expr | None] = [None] * (len(arguments.args) - len(arguments.defaults))
        defaults += arguments.defaults

        def one(argument: ast.arg, default: ast.expr | None) -> str:
            if argument.arg in ("self", "cls"):
                return argument.arg
            text = f"{argument.arg}: {self.annotation(module, argument.annotation)}"
            return f"{text} = {self.default(module, default)}" if default is not None else text

        given = [one(argument, default) for argument, default in zip(arguments.args, defaults, strict=True)]
        if arguments.vararg:
            given.append("*" + one(arguments.vararg, None))
        elif arguments.kwonlyargs:
            given.append("*")
        given += [one(*pair) for pair in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
        marks = [ast.unparse(mark) for mark in node.decorator_list]
        self.imported.update({mark: ("typing", mark) for mark in marks if mark == "overload"})
        kept = [f"@{mark}\n" for mark in marks if mark in KEPT or mark.endswith(".setter")]
        return f"{''.join(kept)}def {node.name}({', '.join(given)}) -> {self.annotation(module, node.returns)}: ...\n"

    @staticmethod
    def default(module: ModuleType, node: ast.expr) -> str:
        """A value that a reader can see, in the place of a name for it."""
        if isinstance(node, ast.Name) and isinstance(value := getattr(module, node.id, None), int | float | str):
            return repr(value)
        return ast.unparse(node)

    # classes ----------------------------------------------------------------------------------------------------------

    def members(self, real: type) -> Members:
        """The public members of a class by name, with what writes each into the stub; those of its bases first."""
        found: Members = {}
        for class_ in reversed(real.__mro__):
            module = sys.modules[class_.__module__]
            if module.__name__.partition(".")[0] != "shim":
                continue
            for name, writers in self.own_members(module, class_).items():
                found.pop(name, None)
                found[name] = writers
        return found

    def own_members(self, module: ModuleType, class_: type) -> Members:
        found: Members = {}
        overloaded: set[str] = set()
        classes = (node for node in ast.walk(tree_of(module)) if isinstance(node, ast.ClassDef))
        for node in next((one.body for one in classes if one.name == class_.__name__), []):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                if node.name == "__init__":
                    found.update(self.attributes(module, node))
                elif not node.name.startswith("_") or node.name == "__call__":
                    is_overload = any(ast.unparse(mark) == "overload" for mark in node.decorator_list)
                    if is_overload or node.name not in overloaded:
                        found.setdefault(node.name, []).append(partial(self.function, module, node))
                    if is_overload:
                        overloaded.add(node.name)
            elif isinstance(node, ast.AnnAssign) and not (name := ast.unparse(node.target)).startswith("_"):
                found[name] = [partial(self.attribute, module, name, node, {})]
        return found

    def attributes(self, module: ModuleType, init: ast.FunctionDef | ast.AsyncFunctionDef) -> Members:
        parameters = {one.arg: one.annotation for one in (*init.args.args, *init.args.kwonlyargs)}
        found: Members = {}
        for node in ast.walk(init):
            if isinstance(node, ast.Assign | ast.AnnAssign):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                is_own = isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self"
                if isinstance(target, ast.Attribute) and is_own and not target.attr.startswith("_"):
                    found[target.attr] = [partial(self.attribute, module, target.attr, node, parameters)]
        return found

    def attribute(
        self, module: ModuleType, name: str, node: ast.Assign | ast.AnnAssign, parameters: dict[str, ast.expr | None]
    ) -> str:
        if isinstance(node, ast.AnnAssign):
            return f"{name}: {self.annotation(module, node.annotation)}\n"
        return f"{name}: {self.inferred(module, node.value, parameters)}\n"

    def inferred(self, module: ModuleType, value: ast.expr, parameters: dict[str, ast.expr | None]) -> str:
        """The type of what an attribute is set to, where that can be seen."""
        if isinstance(value, ast.Constant):
            return type(value.value).__name__
        if isinstance(value, ast.Name) and value.id in parameters:
            return self.annotation(module, parameters[value.id])
        if isinstance(value, ast.BoolOp):
            value = value.values[-1]
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            called = getattr(module, value.func.id, None)
            if inspect.isclass(called):
                return self.name(module, value.func.id)
            returned = inspect.signature(called).return_annotation if called is not None else inspect.Signature.empty
            if isinstance(returned, str):
                return self.annotation(sys.modules[called.__module__], ast.parse(returned, mode="eval").body)
        return "?"

    def write_class(self, name: str, real: type) -> str:
        if name == "Browser":
            real = HeadlessBrowser
        members = self.members(real)
        if other := ON_CHROMIUM.get(name):
            both = self.members(other)
            members = {key: writers for key, writers in members.items() if key in both}
        inner = INNER.get(name, ())
        body = [write() for key, writers in members.items() if key not in inner for write in writers]
        unknown = [text for text in body if text.rstrip().endswith(": ?")]
        if unknown:
            raise SystemExit(f"{name}: give these attributes a type where they are set, or list them: {unknown}")
        if name in ("Browser", "Device"):
            body.insert(0, self.constructor(name))
        if hasattr(real, "__aenter__"):
            self.imported["TracebackType"] = "types", "TracebackType"
            body += [f"def __enter__(self) -> {self.entered(real)}: ...\n", EXIT]
        lines = [f"    {line}\n" for text in body for line in text.splitlines()] or ["    ...\n"]
        return f"class {name}:\n{''.join(lines)}\n"

    def entered(self, real: type) -> str:
        module = sys.modules[real.__aenter__.__module__]  # type: ignore[attr-defined]
        returned = inspect.signature(real.__aenter__).return_annotation  # type: ignore[attr-defined]
        return self.annotation(module, ast.parse(str(returned), mode="eval").body)

    def constructor(self, name: str) -> str:
        module = sys.modules[getattr(shim, name).__module__]
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.ClassDef) and node.name == name:
                for one in node.body:
                    if isinstance(one, ast.FunctionDef) and one.name == "__init__":
                        return self.function(module, one)
        raise SystemExit(f"{name} has no __init__")

    # the whole --------------------------------------------------------------------------------------------------------

    def text(self) -> str:
        self.imported["Any"] = "typing", "Any"
        names = [name for name in sync_api.__all__ if name != "inject"]
        for name in names:
            value = getattr(shim, name)
            if inspect.isclass(value) and blocking.is_live(value):
                self.class_name(value)
            elif blocking.is_live(type(value)):
                self.parts.append(f"{name}: {self.class_name(type(value))}\n")
            elif inspect.isfunction(value):
                module = sys.modules[value.__module__]
                nodes = [node for node in tree_of(module).body if getattr(node, "name", "") == name]
                functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
                self.parts += [self.function(module, node) for node in (functions[:-1] or functions)]
            else:
                self.imported[name] = value.__module__, name
        self.parts.append(self.function(sys.modules["shim.inject"], inject_node()))
        while self.waiting:
            self.parts.append(self.write_class(*self.waiting.pop(0)))
        listed = "".join(f'    "{name}",\n' for name in sorted(sync_api.__all__))
        return formatted(f"{HEADER}{''.join(self.lines())}\n__all__ = [\n{listed}]\n\n{''.join(self.parts)}")

    def lines(self) -> Iterator[str]:
        for alias, (origin, name) in sorted(self.imported.items()):
            if not name:
                yield f"import {origin}\n"
            else:
                yield f"from {origin} import {name}{f' as {alias}' if alias != name else ''}\n"


EXIT = (
    "def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None)"
    " -> bool | None: ...\n"
)


def inject_node() -> ast.FunctionDef | ast.AsyncFunctionDef:
    module: Any = importlib.import_module("shim.inject")
    return next(
        node
        for node in tree_of(module).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == "inject"
    )


def formatted(text: str) -> str:
    """The text as the formatter has it, with its imports in order."""
    for command in (["check", "--select=I,F401", "--fix", "--quiet"], ["format", "--quiet"]):
        ruff = [Path(sys.executable).with_name("ruff"), *command, "--stdin-filename", STUB, "-"]
        text = subprocess.run(ruff, input=text, capture_output=True, text=True, check=True).stdout
    return text


def main() -> int:
    text = Stub().text()
    if "--check" in sys.argv:
        is_current = STUB.is_file() and STUB.read_text(encoding="utf-8") == text
        print("" if is_current else f"{STUB.name} is out of date: run scripts/write_sync_stub.py")
        return 0 if is_current else 1
    STUB.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
