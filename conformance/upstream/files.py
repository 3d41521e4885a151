"""The files of a folder that both runners can run, and a folder in which wpt-runner finds them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from shim.wpt.manifest import Test, find_tests

_SHARED = ("common", "fonts", "images", "interfaces", "media")
_OWN = {"testdriver-vendor.js", "testdriver.js", "testharnessreport.js"}
"""Scripts in /resources that each runner brings itself."""
_SERVER = (".py", "pipe=", "{{", "testdriver")
"""Words of files that need what wpt-runner does not have: handlers, pipes, substitution, a driver."""
_SCRIPTS = {".any.html": ".any.js", ".window.html": ".window.js"}


def comparable_tests(checkout: Path, folder: str) -> tuple[list[str], int]:
    """The names of the tests of a folder that both can run, and how many files were left out. Raises `NoTests`."""
    found, _ = find_tests([checkout / folder], checkout)
    by_file: dict[str, list[Test]] = {}
    for test in found:
        by_file.setdefault(test.id.partition("?")[0].partition("#")[0], []).append(test)
    names = [
        file
        for file, tests in by_file.items()
        if [test.id for test in tests] == [file] and _is_plain(file, source_of(checkout, file))
    ]
    return names, len(by_file) - len(names)


def source_of(checkout: Path, test: str) -> Path:
    """The file of a test."""
    for page, script in _SCRIPTS.items():
        if test.endswith(page):
            return checkout / (test.removesuffix(page) + script).lstrip("/")
    return checkout / test.lstrip("/")


def _is_plain(test: str, source: Path) -> bool:
    name = test.rpartition("/")[2]
    if ".https." in name or ".sub." in name:
        return False
    text = source.read_text(encoding="utf-8", errors="replace")
    return not any(word in text for word in _SERVER)


def make_view(checkout: Path, folder: str, view: Path) -> None:
    """Fills a folder with links to what a folder of tests needs, without the scripts that wpt-runner brings: it takes
    what is in the folder before its own."""
    top = folder.strip("/").partition("/")[0]
    _link(checkout, view, [top, *(name for name in _SHARED if (checkout / name).is_dir())])
    (view / "resources").mkdir()
    names = (file.name for file in (checkout / "resources").iterdir())
    _link(checkout / "resources", view / "resources", (name for name in names if name not in _OWN))


def _link(source: Path, target: Path, names: Iterable[str]) -> None:
    for name in names:
        (target / name).symlink_to(source / name)
