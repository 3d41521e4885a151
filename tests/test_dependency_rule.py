"""Which folder of the package may import which, read from the sources: an import inside a function counts too."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import shim

PACKAGE = Path(shim.__file__).parent
FOLDERS = ("session", "engine", "dom", "media", "net")


def imports(path: Path) -> Iterator[str]:
    """Absolute names of what a module imports."""
    package = ("shim", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            yield module
            yield from (f"{module}.{name.name}" for name in node.names)


def own_imports(path: Path) -> set[str]:
    return {name for name in imports(path) if name == "shim" or name.startswith("shim.")}


def modules(folder: str) -> list[Path]:
    found = sorted((PACKAGE / folder).rglob("*.py"))
    assert found, f"shim/{folder} holds no module"
    return found


def test_the_session_model_imports_nothing_but_itself() -> None:
    for path in modules("session"):
        assert {name for name in own_imports(path) if not name.startswith("shim.session")} == set(), path


def test_the_protocol_imports_the_session_model_only() -> None:
    assert all(name.startswith("shim.session") for name in own_imports(PACKAGE / "link" / "messages.py") - {"shim"})


@pytest.mark.parametrize("folder", [f for f in FOLDERS if f != "session"])
def test_the_page_environment_does_not_know_the_session_model(folder: str) -> None:
    for path in modules(folder):
        known = {n for n in own_imports(path) if n.startswith(("shim.session", "shim.link"))}
        assert known == set(), path
