"""Every interface of the web APIs compiles, is whole, and has the shape that Web IDL gives it."""

from __future__ import annotations

import re

import pytest

from shim.engine.platform.index import platform
from shim.resources import js_dir
from tests.web.page import WebPage

FOLDERS = (
    "url", "encoding", "fetch", "xhr", "fileapi", "storage", "crypto", "console", "performance", "messaging",
    "history", "observers",
    "streams", "structured-clone", "websockets",
)  # fmt: skip


def interfaces() -> list[str]:
    """The names of the interfaces that the folders define."""
    sources = [path.read_text() for folder in FOLDERS for path in (js_dir() / "platform" / folder).glob("*.js")]
    defined = {name for text in sources for name in re.findall(r"^interface (\w+)", text, re.MULTILINE)}
    return sorted(defined & platform().interface_names)


@pytest.mark.parametrize("name", interfaces())
def test_every_member_is_implemented(name: str) -> None:
    interface = platform().interface(name)
    missing = [
        key
        for key, piece in {**interface.members, **interface.statics}.items()
        if f"$.missing('{name}." in piece.source
    ]
    assert missing == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_member_of_a_partial_interface_is_implemented(folder: str) -> None:
    for name in ("Window", "Navigator"):
        path = js_dir() / "platform" / folder / f"{name}.js"
        if path.exists():
            pieces = platform().interface(name).members
            declared = [m.name for part in platform()._load(f"{folder}/{name}.js") for m in part.definition.members]
            assert declared
            assert [m for m in declared if f"$.missing('{name}.{m}')" in pieces[m].source] == []


async def test_interface_objects(page: WebPage) -> None:
    for name in interfaces():
        shape = page.evaluate(f"""(() => {{
          const f = {name}, d = Object.getOwnPropertyDescriptor(window, '{name}'), p = f.prototype;
          const members = Object.getOwnPropertyNames(p).filter((k) => k !== 'constructor');
          const bad = members.filter((k) => {{
            const m = Object.getOwnPropertyDescriptor(p, k);
            if (/^[A-Z_]+$/.test(k)) return m.writable || !m.enumerable;
            return !m.enumerable || !m.configurable || ('value' in m && typeof m.value !== 'function');
          }});
          return [typeof f, f.name, d.enumerable, d.writable, d.configurable, p.constructor === f,
            p[Symbol.toStringTag], bad];
        }})()""")
        assert shape == ["function", name, False, True, True, True, name, []], name


@pytest.mark.parametrize(
    ("expression", "length"),
    [
        ("URL", 1), ("URLSearchParams", 0), ("URLSearchParams.prototype.append", 2),
        ("URLSearchParams.prototype.delete", 1),
        ("TextDecoder.prototype.decode", 0), ("Blob", 0), ("File", 2), ("Headers.prototype.set", 2), ("Request", 1),
        ("Response", 0),
        ("fetch", 1), ("XMLHttpRequest.prototype.open", 2), ("FormData.prototype.append", 2), ("history.pushState", 2),
        ("location.assign", 1), ("localStorage.setItem", 2), ("structuredClone", 1), ("postMessage", 1), ("WebSocket",
        1),
        ("ReadableStream", 0), ("MessagePort.prototype.postMessage", 1), ("performance.measure", 1),
        ("crypto.getRandomValues", 1),
        ("crypto.subtle.importKey", 5), ("IntersectionObserver", 1), ("atob", 1),
    ],
)  # fmt: skip
async def test_lengths(page: WebPage, expression: str, length: int) -> None:
    assert page.evaluate(f"{expression}.length") == length


@pytest.mark.parametrize(
    "expression",
    [
        "URL.prototype.href", "new URL()", "new URLSearchParams().append('x')", "Storage()", "new Storage()",
        "new History()", "new MessagePort()",
        "Headers.prototype.get.call({}, 'a')", "new Crypto()", "new FileList()",
        "XMLHttpRequest.prototype.readyState", "fetch.call({}, 'x')",
        "new SubtleCrypto()", "new Performance()", "new XMLHttpRequestUpload()",
        "new ReadableStreamDefaultController()",
    ],
)  # fmt: skip
async def test_misuse_is_a_type_error(page: WebPage, expression: str) -> None:
    thrown = await page.result(expression)
    assert thrown["thrown"] == "TypeError"


async def test_insecure_pages_lack_subtle_crypto() -> None:
    page = WebPage(url="http://example.test/")
    page.realm.secure = False
    assert page.evaluate(
        "[typeof crypto.subtle, typeof crypto.randomUUID, "
        "typeof crypto.getRandomValues, typeof SubtleCrypto]") == [
        "undefined", "undefined", "function", "undefined",
    ]  # fmt: skip
    page.close()
