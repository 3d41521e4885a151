"""Finds the tests in files and folders, by WPT's rules.

https://web-platform-tests.org/writing-tests/file-names.html and
https://web-platform-tests.org/writing-tests/testharness.html
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

if TYPE_CHECKING:
    from turbohtml import Document

SHORT, LONG = 10.0, 60.0
"""Seconds that a file has, and that one with `timeout=long` has."""
_META = re.compile(r"//\s*META:\s*(\w+)=(.*)$")
_HTML = (".html", ".htm")
_XML = (".xhtml", ".xht", ".svg", ".xml")
_SCRIPTS = {".window.js": ".window.html", ".any.js": ".any.html"}
_NO_TESTS_IN = {"resources", "support", "tools", "node_modules"}
_NO_TESTS_IN_ROOTS = {"common", "interfaces", "media"}
_WINDOW_GLOBALS = {"window", "default"}
# https://web-platform-tests.org/writing-tests/file-names.html#test-features, and what they are called here
_KINDS = {
    "manual": "manual",
    "visual": "visual",
    "print": "printing",
    "crash": "crash tests",
    "ref": "references",
    "notref": "references",
    "support": "support files",
}
_KIND = re.compile(rf"-({'|'.join(_KINDS)})$")
_UNSAFE = re.compile(r"[%?#\\\x00-\x20\x7f\ud800-\udfff]")


class Test(msgspec.Struct, frozen=True):
    """`id` is its URL from the root, as WPT names tests. `timeout` in seconds. `root`: the folder that is `/`."""

    __test__ = False
    id: str
    root: str
    timeout: float = SHORT

    @property
    def is_https(self) -> bool:
        """True when the file's name asks for a secure page."""
        return "https" in self.id.partition("?")[0].rpartition("/")[2].split(".")


class NoTests(ValueError):
    """A path leads to no test."""


class _OtherTest(Exception):
    """A file holds tests of a kind that is not run here, which `str()` names."""


def find_tests(paths: Iterable[Path], wpt_root: Path | None) -> tuple[list[Test], Counter[str]]:
    """The tests in the paths, in the order of their names within each, and how many files of other kinds there are.
    Raises `NoTests`."""
    found: dict[str, Test] = {}
    others: Counter[str] = Counter()
    for path in paths:
        path = Path(os.path.abspath(path))  # noqa: PTH100 - links stay what they are
        try:
            tests, more = _tests_below(path, root_of(path, wpt_root))
        except OSError as error:
            raise NoTests(f"{error.filename or path} cannot be read: {error.strerror}") from None
        others += more
        for test in tests:
            other = found.setdefault(test.id, test)
            if other.root != test.root:
                raise NoTests(
                    f"{other.id} is in {other.root} and in {test.root}: run them apart, or below one folder named"
                    " wpt_tests"
                )
    if not found:
        raise NoTests(f"there are no tests that can be run here: {list_of(others)}")
    return list(found.values()), others


def _tests_below(path: Path, root: Path) -> tuple[list[Test], Counter[str]]:
    """Raises `NoTests` and `OSError`."""
    if not path.exists():
        raise NoTests(f"there is no {path}")
    is_folder = path.is_dir()
    tests: list[Test] = []
    others: Counter[str] = Counter()
    if not is_folder and not path.is_file():
        raise NoTests(f"{path} is neither a file nor a folder")
    for file in sorted(_walk(path, root, set())) if is_folder else [path]:
        try:
            tests += tests_of(file, root, explicit=not is_folder)
        except _OtherTest as kind:
            others[str(kind)] += 1
    if not tests and not others:
        raise NoTests(f"there are no tests in {path}: *.html with testharness.js, *.window.js, *.any.js")
    return tests, others


def list_of(others: Counter[str]) -> str:
    """The files that are not run, in words."""
    return ", ".join(f"{count} {kind}" for kind, count in sorted(others.items()))


def root_of(path: Path, wpt_root: Path | None) -> Path:
    """The folder that is `/`: the WPT checkout, a folder named `wpt_tests` around the path, or else its own folder."""
    folders = [path, *path.parents] if path.is_dir() else list(path.parents)
    if wpt_root is not None and wpt_root.absolute() in folders:
        return wpt_root.absolute()
    for folder in folders:
        if folder.name == "wpt_tests" or (folder / "resources" / "testharness.js").is_file():
            return folder
    return folders[0]


def _walk(folder: Path, root: Path, above: set[Path]) -> Iterator[Path]:
    """The files in a folder and below. `above`: the folders that lead here, for links may lead back."""
    real = folder.resolve()
    if real in above:
        return
    for entry in folder.iterdir():
        name = entry.name
        if name.startswith(".") or name in _NO_TESTS_IN or (folder == root and name in _NO_TESTS_IN_ROOTS):
            continue
        if entry.is_dir():
            yield from _walk(entry, root, above | {real})
        elif entry.is_file():
            yield entry


def tests_of(file: Path, root: Path, *, explicit: bool) -> list[Test]:
    """The tests of one file, one for each variant. A page that does not load the harness is one if it was asked for."""
    url = url_of("/" + file.relative_to(root).as_posix())
    if file.suffix in (*_HTML, *_XML, ".js") and (kind := _kind(file)) is not None:
        raise _OtherTest(kind)
    if not file.resolve().is_relative_to(root.resolve()):
        raise _OtherTest("links to what is not below the root")
    for ending, page in _SCRIPTS.items():
        if file.name.endswith(ending):
            meta = list(metadata(_read(file)))
            if ending == ".any.js" and not _runs_in_window(meta):
                raise _OtherTest("for workers")
            url = url.removesuffix(ending) + page
            return _variants(url, root, meta)
    if file.suffix not in (*_HTML, *_XML):
        return []
    document = _parse(file)
    scripts = (e for e in document.iter_elements() if e.tag.rpartition(":")[2] == "script")
    sources = [script.attr("src") or script.attr("href") or script.attr("xlink:href") or "" for script in scripts]
    if not any(source.endswith("/resources/testharness.js") for source in sources):
        if any({"match", "mismatch"} & set((link.attr("rel") or "").split()) for link in document.find_all("link")):
            raise _OtherTest("reference tests")
        if not explicit:
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


def url_of(path: str) -> str:
    """A path as it stands in URLs: only what cannot stand there for itself is escaped."""
    return _UNSAFE.sub(lambda found: quote(os.fsencode(found[0])), path)


def _kind(file: Path) -> str | None:
    """The kind that a file's name or folder tells, None for a test of the harness."""
    if file.name.endswith((".worker.js", ".serviceworker.js", ".sharedworker.js")):
        return "for workers"
    if file.parent.name == "crashtests":
        return _KINDS["crash"]
    base = file.name.partition(".")[0]
    if base in ("reference", "ref"):
        return _KINDS["ref"]
    found = _KIND.search(base)
    return _KINDS[found[1]] if found is not None else None


def _parse(file: Path) -> Document:
    import turbohtml  # OPTIMIZATION: takes 25 ms to import, and the first worker starts without waiting for it

    source = _read(file)
    if file.suffix in _XML:
        try:
            return turbohtml.parse_xml(source)
        except turbohtml.HTMLParseError:
            pass  # looked at as HTML; what is wrong with it the page will say
    return turbohtml.parse(source)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8-sig", errors="replace")
