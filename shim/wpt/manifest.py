"""Finds the tests in files and folders, by WPT's rules.

https://web-platform-tests.org/writing-tests/file-names.html and
https://web-platform-tests.org/writing-tests/testharness.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

SHORT, LONG = 10.0, 60.0
"""Seconds that a file has, and that one with `timeout=long` has."""
_META = re.compile(r"//\s*META:\s*(\w+)=(.*)$")
_HTML = (".html", ".htm", ".xhtml")
_SCRIPTS = {".window.js": ".window.html", ".any.js": ".any.html"}
_NO_TESTS_IN = {"resources", "support", "tools", "common", "node_modules", "interfaces", "media"}
_NO_TEST = re.compile(r"-(manual|ref|notref|support)$|^(reference|ref)$")
_WINDOW_GLOBALS = {"window", "default"}


class Test(msgspec.Struct, frozen=True):
    """`id` is its URL from the root, as WPT names tests. `timeout` in seconds. `root`: the folder that is `/`."""

    __test__ = False
    id: str
    root: str
    timeout: float = SHORT

    @property
    def is_https(self) -> bool:
        """Whether the file's name asks for a secure page."""
        return "https" in self.id.partition("?")[0].rpartition("/")[2].split(".")


class NoTests(ValueError):
    """A path leads to no test."""


def find_tests(paths: Iterable[Path], wpt_root: Path | None) -> list[Test]:
    """The tests in the paths, in the order of their names within each. Raises `NoTests`."""
    found: dict[tuple[str, str], Test] = {}
    for path in paths:
        path = path.absolute()
        if not path.exists():
            raise NoTests(f"there is no {path}")
        root = root_of(path, wpt_root)
        files = sorted(_walk(path)) if path.is_dir() else [path]
        tests = [test for file in files for test in tests_of(file, root, explicit=not path.is_dir())]
        if not tests:
            raise NoTests(f"there are no tests in {path}: *.html with testharness.js, *.window.js, *.any.js")
        found.update({(test.root, test.id): test for test in tests})
    return list(found.values())


def root_of(path: Path, wpt_root: Path | None) -> Path:
    """The folder that is `/`: the WPT checkout, a folder named `wpt_tests` around the path, or else its own folder."""
    folders = [path, *path.parents] if path.is_dir() else list(path.parents)
    if wpt_root is not None and wpt_root.absolute() in folders:
        return wpt_root.absolute()
    for folder in folders:
        if folder.name == "wpt_tests" or (folder / "resources" / "testharness.js").is_file():
            return folder
    return folders[0]


def _walk(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if entry.name not in _NO_TESTS_IN:
                yield from _walk(entry)
        elif not _NO_TEST.search(entry.name.partition(".")[0]):
            yield entry


def tests_of(file: Path, root: Path, *, explicit: bool) -> list[Test]:
    """The tests of one file, one for each variant. A page that does not load the harness is one if it was asked for."""
    url = "/" + file.relative_to(root).as_posix()
    for ending, page in _SCRIPTS.items():
        if file.name.endswith(ending):
            meta = list(metadata(_read(file)))
            if ending == ".any.js" and not _runs_in_window(meta):
                return []
            url = url.removesuffix(ending) + page
            return _variants(url, root, meta)
    if file.suffix not in _HTML:
        return []
    import turbohtml  # OPTIMIZATION: takes 25 ms to import, and the first worker starts without waiting for it

    document = turbohtml.parse(_read(file))
    sources = [script.attr("src") or "" for script in document.find_all("script")]
    if not explicit and not any(source.endswith("/resources/testharness.js") for source in sources):
        return []
    named = [(m.attr("name") or "", m.attr("content") or "") for m in document.find_all("meta")]
    return _variants(url, root, named)


def _variants(url: str, root: Path, meta: list[tuple[str, str]]) -> list[Test]:
    timeout = LONG if ("timeout", "long") in meta else SHORT
    variants = [value for key, value in meta if key == "variant"] or [""]
    return [Test(url + variant, str(root), timeout) for variant in variants]


def metadata(source: str) -> Iterator[tuple[str, str]]:
    """The `// META: key=value` comments that a script opens with."""
    for line in source.splitlines():
        if found := _META.match(line):
            yield found[1], found[2].strip()
        elif line.strip() and not line.startswith("//"):
            return


def _runs_in_window(meta: list[tuple[str, str]]) -> bool:
    names = [name.strip() for key, value in meta if key == "global" for name in value.split(",")]
    return not names or bool(_WINDOW_GLOBALS & set(names))


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")
