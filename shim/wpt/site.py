"""Answers of the test server, without sockets: files, wrapped scripts, header files, substitution, the harness.

https://web-platform-tests.org/writing-tests/server-features.html
"""

from __future__ import annotations

import html
import mimetypes
import re
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from .answers import Answer, Ask, refusal
from .handlers import HANDLERS
from .harness import Harness, inside
from .manifest import metadata, url_of
from .pipes import apply_pipes
from .substitution import Addresses, SubstitutionError, substitute

HERE = Path(__file__).parent
DRIVER = "/_driver/"
"""Address to which pages send results and commands."""
_WRAPPED = {".window.html": ".window.js", ".any.html": ".any.js"}
_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".idl": "text/plain",
    ".json": "application/json",
    ".oga": "audio/ogg",
    ".ogv": "video/ogg",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".m4a": "audio/mp4",
    ".xht": "application/xhtml+xml",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
}
_MARKUP = (".html", ".htm", ".xhtml", ".xht", ".svg", ".xml")
_HEAD = re.compile(rb"\r?\n\r?\n")
_LARGE = 1024**2
"""Bytes from which on a file is read each time."""
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")
_ANY_GLOBAL = (
    "<script>self.GLOBAL = { isWindow: () => true, isWorker: () => false, isShadowRealm: () => false };</script>\n"
)


class Site:
    """The files under a root, and the harness. `values` is what the page scripts are told, as JSON."""

    def __init__(self, root: Path, harness: Harness, addresses: Addresses) -> None:
        self._root = root
        self._harness = harness
        self.addresses = addresses
        self.values: dict[str, object] = {}

    def answer(self, ask: Ask) -> Answer:
        """The answer to a request for a file."""
        split = urlsplit(ask.url)
        path = unquote(split.path, errors="surrogateescape")
        own = self._own(path)
        if own is not None:
            return own
        file = inside(self._root, path) or self._harness.file(path)
        if file is None:
            wrapped = self._wrapped(path, split.query)
            return wrapped or refusal(404, f"there is no {path}{_hint(path)}")
        if file.suffix == ".py":
            return _handled(path, split.query)
        try:
            answer = Answer(_content(file), headers=[("Content-Type", _content_type(file))])
            if file.suffix == ".asis":
                return _as_is(answer.body)
            self._add_headers(answer, file, ask)
            is_markup = file.suffix in _MARKUP
            if ".sub." in file.name:
                answer.body = self._substitute(answer.body, ask, escape=is_markup)
            apply_pipes(
                split.query,
                answer,
                lambda body, escape: self._substitute(body, ask, escape=escape),
                is_markup=is_markup,
            )
        except (SubstitutionError, OSError, ValueError, IndexError) as error:
            return refusal(500, f"{path}: {error}")
        return _part(answer, ask.headers.get("range"))

    def _own(self, path: str) -> Answer | None:
        """The scripts that a runner brings to the harness."""
        name = path.removeprefix("/resources/")
        if name == "testharnessreport.js" or name == "testdriver-vendor.js":
            values = msgspec.json.encode(self.values).decode()
            return _script(f"(({_own_source(name).strip().rstrip(';')})({values}));")
        if name == "testdriver.js" and self._harness.wpt_root is None:
            return _script(_own_source(name))
        return None

    def _wrapped(self, path: str, query: str) -> Answer | None:
        """The page around a *.window.js or *.any.js."""
        for ending, script_ending in _WRAPPED.items():
            if not path.endswith(ending):
                continue
            script = path.removesuffix(ending) + script_ending
            file = inside(self._root, script) or self._harness.file(script)
            if file is not None:
                return _html(_wrapper(script, query, file, ending))
        return None

    def _substitute(self, body: bytes, ask: Ask, *, escape: bool) -> bytes:
        return substitute(body, self.addresses, ask.url, ask.headers, escape=escape)

    def _add_headers(self, answer: Answer, file: Path, ask: Ask) -> None:
        """https://web-platform-tests.org/writing-tests/server-features.html#static-headers"""
        there = _header_files(file.parent, file.parent.stat().st_mtime_ns)
        for name in ("__dir__", file.name):
            for ending in (".headers", ".sub.headers"):
                if name + ending not in there:
                    continue
                text = file.with_name(name + ending).read_bytes()
                if ending == ".sub.headers":
                    text = self._substitute(text, ask, escape=False)
                for line in text.decode().splitlines():
                    key, colon, value = line.partition(":")
                    if colon:
                        answer.set_header(key.strip(), value.strip())


def _content(file: Path) -> bytes:
    status = file.stat()
    if status.st_size > _LARGE:
        return file.read_bytes()
    return _known_content(file, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=32)
def _known_content(file: Path, modified: int, size: int) -> bytes:
    """OPTIMIZATION: test after test loads the harness, and what is the same object need not be decoded anew."""
    return file.read_bytes()


@lru_cache(maxsize=256)
def _header_files(folder: Path, modified: int) -> frozenset[str]:
    """OPTIMIZATION: hardly a file has any, and there could be four."""
    return frozenset(file.name for file in folder.iterdir() if file.suffix == ".headers" and file.is_file())


@cache
def _own_source(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _wrapper(script: str, query: str, file: Path, ending: str) -> str:
    meta = list(metadata(file.read_text(encoding="utf-8-sig", errors="replace")))
    titles = "".join(f"<title>{html.escape(value)}</title>\n" for key, value in meta if key == "title")
    long = '<meta name="timeout" content="long">\n' if ("timeout", "long") in meta else ""
    scripts = "".join(f'<script src="{html.escape(value)}"></script>\n' for key, value in meta if key == "script")
    source = url_of(script) + ("?" + query if query else "")
    return (
        f"<!doctype html>\n<meta charset=utf-8>\n{titles}{long}{_ANY_GLOBAL if ending == '.any.html' else ''}"
        '<script src="/resources/testharness.js"></script>\n<script src="/resources/testharnessreport.js"></script>\n'
        f'{scripts}<div id=log></div>\n<script src="{html.escape(source)}"></script>\n'
    )


def _hint(path: str) -> str:
    shared = path.startswith(("/common/", "/media/", "/resources/", "/interfaces/"))
    return ": it is part of a WPT checkout, which --wpt-root names" if shared else ""


def _script(source: str) -> Answer:
    return Answer(source.encode(), headers=[("Content-Type", "text/javascript;charset=utf-8")])


def _html(source: str) -> Answer:
    return Answer(source.encode(), headers=[("Content-Type", "text/html;charset=utf-8")])


def _content_type(file: Path) -> str:
    return _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "text/plain"


def _handled(path: str, query: str) -> Answer:
    """The answer of a handler in Python."""
    handler = HANDLERS.get(path)
    if handler is None:
        return refusal(501, f"{path}: handlers in Python run with --allow-handlers")
    try:
        return handler(dict(parse_qsl(query, keep_blank_values=True)))
    except (ValueError, KeyError) as error:
        return refusal(500, f"{path}: it cannot be asked for ?{query}: {error}")


def _as_is(source: bytes) -> Answer:
    """https://web-platform-tests.org/writing-tests/server-features.html#asis-files: a response as it goes over the
    wire. Raises `ValueError`."""
    head, *rest = _HEAD.split(source, 1)
    first, *lines = head.decode("latin-1").splitlines()
    _, status, *reason = first.split(" ", 2)
    pairs = (line.partition(":") for line in lines)
    headers = [(name.strip(), value.strip()) for name, colon, value in pairs if colon]
    return Answer(b"".join(rest), int(status), headers, reason="".join(reason))


def _part(answer: Answer, wanted: str | None) -> Answer:
    """https://httpwg.org/specs/rfc9110.html#range.requests: one range is answered, several are not."""
    found = _RANGE.match(wanted or "")
    size = len(answer.body)
    if found is None or answer.status != 200 or not (found[1] or found[2]):
        return answer
    if found[1] and found[2] and int(found[2]) < int(found[1]):
        return answer
    start = int(found[1]) if found[1] else max(0, size - int(found[2]))
    end = min(int(found[2]), size - 1) if found[1] and found[2] else size - 1
    if start > end:
        return Answer(b"", 416, [("Content-Range", f"bytes */{size}")])
    headers = [*answer.headers, ("Content-Range", f"bytes {start}-{end}/{size}"), ("Accept-Ranges", "bytes")]
    return Answer(answer.body[start : end + 1], 206, headers)
