"""Which room of the package may import which, read from the sources. Imports inside functions and for types count."""

from __future__ import annotations

import ast
import functools
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import shim
from tests.paths import ROOT

PACKAGE = Path(shim.__file__).parent
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
FOUNDATION = {
    "shim",
    "shim.clock",
    "shim.errors",
    "shim.files",
    "shim.lazy",
    "shim.plain_text",
    "shim.remembered",
    "shim.resources",
    "shim.types",
    "shim.version",
}
"""Modules at the top of the package that every room may import; of `shim` itself that is the version."""
ABOVE = {
    "session": set(),
    "net": set(),
    "link": {"session"},
    "audio": set(),
    "engine": set(),
    "dom": {"engine"},
    "css": {"engine", "dom"},
    "layout": {"engine", "dom", "css"},
    "html": {"engine", "dom", "css", "layout", "net"},
    "web": {"engine", "net"},
    "media": {"engine", "dom", "audio", "net"},
    "report": {"session", "audio"},
    "device": {"session", "link", "report", "audio"},
    "devtools": set(),
    "polyfill": set(),
    "api": {"net", "device", "session"},
    "inject": {"session", "link", "device", "devtools", "polyfill"},
    "headless": {
        "session",
        "net",
        "audio",
        "engine",
        "dom",
        "css",
        "layout",
        "html",
        "web",
        "media",
        "device",
        "polyfill",
        "api",
    },
    "processes": set(),
    "isolated": {"session", "net", "audio", "engine", "media", "device", "api", "headless", "processes"},
    "chromium": {"session", "net", "device", "devtools", "inject", "api"},
    "sync_api": {"device", "inject"},
    "pytest_plugin": {"device", "report", "sync_api"},
    "server": {"session", "link", "device", "report", "polyfill"},
    "scenario": {"session", "device", "headless"},
    "wpt": {"session", "net", "device", "devtools", "inject", "headless", "chromium", "processes"},
    "cli": {
        "session",
        "net",
        "device",
        "report",
        "api",
        "headless",
        "scenario",
        "server",
        "polyfill",
        "wpt",
        "processes",
    },
}
"""The rooms that a room may import. Headless and chromium do not import each other."""


TESTS = Path(__file__).parent
BESIDE_THE_PACKAGE = {"conformance", "docs", "examples", "fuzz", "packaging"}
"""Folders of tests of what is not in the package."""


def modules(folder: str = "") -> list[Path]:
    found = sorted((PACKAGE / folder).rglob("*.py"))
    assert found, f"shim/{folder} holds no module"
    return found


@functools.cache
def parts(path: Path) -> list[ast.AST]:
    """All nodes of a module's syntax."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def name_of(path: Path) -> str:
    names = ["shim", *path.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(names[:-1] if names[-1] == "__init__" else names)


NAMES = {name_of(path) for path in modules()}


def imports(path: Path) -> Iterator[str]:
    """The names of the modules of ours that a module imports."""
    package = ("shim", *path.relative_to(PACKAGE).parent.parts)
    for node in parts(path):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in NAMES)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            for name in node.names:
                full = f"{module}.{name.name}"
                if full in NAMES or module in NAMES:
                    yield full if full in NAMES else module


def folder_of(module: str) -> str:
    """The folder that a module lies in, as a dotted name."""
    is_package = (PACKAGE.parent / module.replace(".", "/")).is_dir()
    return module if is_package else module.rpartition(".")[0]


def room_of(module: str) -> str:
    """The folder of a module right below shim; empty for the modules at the top."""
    folder = folder_of(module).split(".")
    return folder[1] if len(folder) > 1 else ""


def edges() -> dict[str, set[str]]:
    """The folders that each folder imports; the modules at the top stand for themselves."""
    found: dict[str, set[str]] = {}
    for path in modules():
        module = name_of(path)
        source = module if folder_of(module) == "shim" else folder_of(module)
        targets = {name if folder_of(name) == "shim" else folder_of(name) for name in imports(path)}
        found.setdefault(source, set()).update(targets - {source})
    return found


def circles(graph: dict[str, set[str]]) -> list[set[str]]:
    """The sets of nodes that reach each other."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for target in graph.get(waiting.pop(), set()) - seen:
                seen.add(target)
                waiting.append(target)
        return seen

    reach = {node: reached(node) for node in graph}
    return [{a, b} for a, b in itertools.combinations(graph, 2) if b in reach[a] and a in reach[b]]


def test_no_two_folders_import_each_other_on_any_way() -> None:
    assert circles(edges()) == []


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [{"a", "b"}, {"a", "c"}, {"b", "c"}]


def test_every_room_is_in_the_table() -> None:
    assert {room_of(name) for name in NAMES} - {""} == set(ABOVE)


@pytest.mark.parametrize("room", sorted(ABOVE))
def test_a_room_imports_only_the_rooms_below_it(room: str) -> None:
    for path in modules(room):
        for name in imports(path):
            allowed = name in FOUNDATION or room_of(name) in ABOVE[room] | {room}
            assert allowed, f"{path.relative_to(PACKAGE)} imports {name}"


@pytest.mark.parametrize("room", sorted(ABOVE))
def test_no_permission_is_left_over(room: str) -> None:
    used = {room_of(name) for path in modules(room) for name in imports(path)} - {room, ""}
    assert ABOVE[room] - used == set()


def test_host_operations_stand_in_files_of_that_name() -> None:
    for path in modules():
        marks = [
            decorator
            for node in parts(path)
            if isinstance(node, ast.FunctionDef)
            for decorator in node.decorator_list
            if isinstance(decorator, ast.Name) and decorator.id == "operation"
        ]
        assert not marks or path.name.endswith("_operations.py"), path
        assert marks or not path.name.endswith("_operations.py"), f"{path} has no host operation"


def test_the_parts_of_a_document_do_not_know_what_is_made_of_them() -> None:
    """Browser, page and frame know each other, since `Frame.page` and `Page.browser` are for callers too. Nothing else
    of headless is in a circle."""
    room = "shim.headless."
    graph = {name_of(path): {name for name in imports(path) if name.startswith(room)} for path in modules("headless")}
    public = {f"{room}browser", f"{room}page", f"{room}frame"}
    assert [circle for circle in circles(graph) if not circle <= public] == []


def test_the_documentation_has_the_rooms_and_what_they_import() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .* \| (.*) \|$", ARCHITECTURE, re.MULTILINE)
    assert {room: set(re.findall(r"`(\w+)`", imported)) for room, imported in rows} == ABOVE


def test_every_file_that_the_documentation_names_exists() -> None:
    named = re.findall(r"`((?:[\w-]+/)+[\w*.-]+|\w+\.(?:py|js))`", ARCHITECTURE)
    assert len(named) > 60
    roots = (PACKAGE.parent, PACKAGE, PACKAGE / "headless")
    assert [name for name in named if not any([*root.glob(name)] for root in roots)] == []


def test_every_test_that_the_promises_name_exists() -> None:
    named = re.findall(r"`(tests/[^`]*)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert len(named) > 25
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_tests_of_a_room_are_in_the_folder_of_its_name() -> None:
    """A folder in which there are tests is one of the package, or of one module there."""
    for folder in sorted({path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")}):
        known = (PACKAGE / folder).is_dir() or (PACKAGE / folder).with_suffix(".py").is_file()
        assert known or str(folder) in BESIDE_THE_PACKAGE, f"tests/{folder} is like nothing in shim/"
