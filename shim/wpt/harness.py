"""Location of the upstream harness: a WPT checkout, or the npm packages that bring it. It is never copied."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

_FROM_NPM = {
    "/resources/testharness.js": "wpt-runner/testharness/testharness.js",
    "/resources/idlharness.js": "wpt-runner/testharness/idlharness.js",
    "/resources/WebIDLParser.js": "wpt-runner/testharness/webidl2.js",
    "/common/gc.js": "wpt-runner/common/gc.js",
}
_INTERFACES = "/interfaces/"


class NoHarness(FileNotFoundError):
    """testharness.js is nowhere."""


class Harness(msgspec.Struct, frozen=True):
    """A WPT checkout, and the folder of npm packages; one of them may be missing. `runs_handlers`: the checkout's
    handlers in Python may run."""

    wpt_root: str | None
    node_modules: str | None
    runs_handlers: bool = False

    def has_handler(self, path: str) -> bool:
        """True when a handler that may run answers for a URL's path."""
        return (
            self.runs_handlers
            and self.wpt_root is not None
            and path.endswith(".py")
            and inside(Path(self.wpt_root), path) is not None
        )

    def file(self, path: str) -> Path | None:
        """The file that answers for a URL's path, None when there is none."""
        if self.wpt_root is not None and (found := inside(Path(self.wpt_root), path)):
            return found
        if self.node_modules is None:
            return None
        packages = Path(self.node_modules)
        if path in _FROM_NPM:
            return _existing(packages / _FROM_NPM[path])
        if path.startswith(_INTERFACES) and path.endswith(".idl"):
            return inside(packages / "@webref" / "idl", "/" + path.removeprefix(_INTERFACES))
        return None


def find_harness(wpt_root: Path | None, start: Path | None = None, *, runs_handlers: bool = False) -> Harness:
    """The harness of a checkout or, failing that, of the nearest `node_modules`. Raises `NoHarness`."""
    if wpt_root is not None and not (wpt_root / "resources" / "testharness.js").is_file():
        raise NoHarness(f"{wpt_root} is no WPT checkout: it has no resources/testharness.js")
    start = start or Path.cwd()
    checkout = Path(__file__).resolve().parents[2]
    candidates = [folder / "node_modules" for folder in (start, *start.parents, checkout)]
    packages = next((c for c in candidates if (c / "wpt-runner" / "testharness" / "testharness.js").is_file()), None)
    if wpt_root is None and packages is None:
        raise NoHarness(
            "testharness.js is not here: give --wpt-root a WPT checkout, or npm install wpt-runner @webref/idl"
        )
    return Harness(str(wpt_root.absolute()) if wpt_root else None, str(packages) if packages else None, runs_handlers)


def inside(root: Path, path: str) -> Path | None:
    """The file under `root` that a URL's path names, None when it is none or lies elsewhere."""
    try:
        file = _located(root, path)
        return _existing(file) if file is not None else None
    except (OSError, ValueError):  # no file can have that name
        return None


# OPTIMIZATION: each part of a path is looked at for links, and test after test loads the same scripts.


@lru_cache(maxsize=256)
def _located(root: Path, path: str) -> Path | None:
    """The location, if it is under `root`."""
    wanted = root / path.lstrip("/")
    file = _resolved(wanted.parent) / wanted.name
    if wanted.name == ".." or file.is_symlink():
        file = file.resolve()
    return file if file.is_relative_to(_resolved(root)) else None


@lru_cache(maxsize=256)
def _resolved(folder: Path) -> Path:
    return folder.resolve()


def _existing(file: Path) -> Path | None:
    return file if file.is_file() else None
