"""Every reflected attribute, by the rules of https://html.spec.whatwg.org/#reflecting-content-attributes-in-idl-attributes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shim.dom.interfaces import HTML_INTERFACES
from tests.html.page import HtmlPage
from tests.html.reflected import ENUMERATED, REFLECTED


@pytest.fixture
def page() -> Iterator[HtmlPage]:
    made = HtmlPage()
    yield made
    made.close()


def _cases(kind: str) -> list[tuple[str, str, str]]:
    found = []
    for tag, kinds in REFLECTED.items():
        for given, names in kinds.items():
            if given == kind or (kind == "number" and given[:4] in ("long", "coun")):
                for name in names.split():
                    idl, _, content = name.partition(":")
                    found.append((f"{tag}|{given}", idl, content or idl.lower()))
    return found


def _rows(page: HtmlPage, cases: list[tuple[str, str, str]], body: str) -> list[object]:
    """Runs `body` (a function of element, IDL name, content name) for every case, in one go."""
    listed = [[tag.split("|")[0], idl, content] for tag, idl, content in cases]
    return page.evaluate(  # type: ignore[no-any-return]
        f"{listed!r}.map(([tag, idl, content]) => {{ const e = document.createElement(tag); {body} }})".replace(
            "True", "true"
        )
    )


async def test_text(page: HtmlPage) -> None:
    cases = _cases("text")
    rows = _rows(
        page,
        cases,
        "const empty = e[idl]; e.setAttribute(content, ' a B '); const read = e[idl]; e[idl] = "
        "'x'; const set = e.getAttribute(content);"
        " e[idl] = 5; return [empty, read, set, e[idl], typeof e[idl]]",
    )
    assert dict(zip(cases, rows, strict=True)) == {c: ["", " a B ", "x", "5", "string"] for c in cases}


async def test_flags(page: HtmlPage) -> None:
    cases = _cases("flag")
    rows = _rows(
        page,
        cases,
        "const none = e[idl]; e.setAttribute(content, 'false'); const there = e[idl]; e[idl] = "
        "''; const gone = e.hasAttribute(content);"
        " e[idl] = 'yes'; return [none, there, gone, e.getAttribute(content)]",
    )
    assert dict(zip(cases, rows, strict=True)) == {c: [False, True, False, ""] for c in cases}


async def test_urls(page: HtmlPage) -> None:
    cases = _cases("url")
    rows = _rows(
        page,
        cases,
        "const none = e[idl]; e[idl] = 'a b/../c?d#e'; const [read, kept] = [e[idl], "
        "e.getAttribute(content)]; e[idl] = 'http://[';"
        " return [none, read, kept, e[idl]]",
    )
    expected = ["", "https://example.test/dir/c?d#e", "a b/../c?d#e", "http://["]
    assert dict(zip(cases, rows, strict=True)) == dict.fromkeys(cases, expected)


_NUMBERS = {
    "": None,
    "x": None,
    "7": 7,
    " \t+7x": 7,
    "-3": -3,
    "0": 0,
    "2147483647": 2147483647,
    "2147483648": None,
    "1e3": 1,
    "-0": 0,
    "\u00a07": None,
}


async def test_numbers(page: HtmlPage) -> None:
    cases = _cases("number")
    texts = list(_NUMBERS)
    rows = _rows(
        page,
        cases,
        f"const read = {texts!r}.map((t) => (e.setAttribute(content, t), e[idl])); e[idl] = 12; "
        f"return [...read, e.getAttribute(content)]",
    )
    for (tag, idl, _), row in zip(cases, rows, strict=True):
        kind, default = tag.split("|")[1].split()
        numbers = [int(default) if n is None or (kind == "count" and n < 0) else n for n in _NUMBERS.values()]
        assert row == [*numbers, "12"], (tag, idl)


@pytest.mark.parametrize(("tag", "idl", "content", "keywords", "missing", "invalid"), ENUMERATED)
async def test_keywords(
    page: HtmlPage,
    tag: str,
    idl: str,
    content: str,
    keywords: tuple[str, ...],
    missing: str | None,
    invalid: str | None,
) -> None:
    texts = [*keywords, *[k.upper() for k in keywords], "nonsense", f"{keywords[-1]} "]
    row = page.evaluate(
        f"(() => {{ const e = document.createElement({tag!r}); const none = e[{idl!r}];"
        f" const read = {texts!r}.map((t) => (e.setAttribute({content!r}, t), e[{idl!r}]));"
        f" e[{idl!r}] = 'As Given'; return [none, ...read, e.getAttribute({content!r})] }})()"
    )
    assert row == [missing, *keywords, *keywords, invalid, invalid, "As Given"]


_CLAMPED = [("td", "colSpan", 1, 1, 1000), ("td", "rowSpan", 1, 0, 65534), ("col", "span", 1, 1, 1000)]


@pytest.mark.parametrize(("tag", "idl", "default", "low", "high"), _CLAMPED)
async def test_numbers_that_are_clamped(page: HtmlPage, tag: str, idl: str, default: int, low: int, high: int) -> None:
    texts = ["", "-1", "0", "7", "70000"]
    row = page.evaluate(
        f"(() => {{ const e = document.createElement({tag!r}); return {texts!r}.map((t) => "
        f"(e.setAttribute({idl!r}, t), e[{idl!r}])) }})()"
    )
    assert row == [default, default, max(low, 0), 7, high]


@pytest.mark.parametrize(("tag", "idl"), [("input", "maxLength"), ("input", "minLength"), ("textarea", "maxLength")])
async def test_numbers_that_are_not_negative(page: HtmlPage, tag: str, idl: str) -> None:
    assert page.evaluate(
        f"(() => {{ const e = document.createElement({tag!r}); const read = ['', '-1', '0', "
        f"'9'].map((t) => (e.setAttribute({idl!r}, t), e[{idl!r}]));"
        f" try {{ e[{idl!r}] = -1 }} catch (x) {{ read.push(x.name) }} return read }})()"
    ) == [-1, -1, 0, 9, "IndexSizeError"]


@pytest.mark.parametrize(
    ("tag", "idl", "default"), [("textarea", "cols", 20), ("textarea", "rows", 2), ("input", "size", 20)]
)
async def test_numbers_above_zero(page: HtmlPage, tag: str, idl: str, default: int) -> None:
    assert page.evaluate(
        f"(() => {{ const e = document.createElement({tag!r}); return [e[{idl!r}], ...['0', '-1', "
        f"'4'].map((t) => (e.setAttribute({idl!r}, t), e[{idl!r}]))] }})()"
    ) == [default, default, default, 4]


async def test_null_becomes_the_empty_string_where_the_idl_says_so(page: HtmlPage) -> None:
    pairs = [
        ("body", "bgColor"),
        ("table", "cellPadding"),
        ("font", "color"),
        ("img", "border"),
        ("iframe", "marginWidth"),
        ("td", "bgColor"),
    ]
    assert page.evaluate(
        f"{[list(p) for p in pairs]!r}.map(([tag, idl]) => {{ const e = "
        f"document.createElement(tag); e[idl] = null; return e[idl] }})"
    ) == [""] * len(pairs)
    assert page.evaluate("(() => { const e = document.createElement('a'); e.rel = null; return e.rel })()") == "null"


async def test_every_element_has_its_interface(page: HtmlPage) -> None:
    found = page.evaluate(
        f"{list(HTML_INTERFACES)!r}.map((tag) => "
        f"Object.prototype.toString.call(document.createElement(tag)).slice(8, -1))"
    )
    assert found == list(HTML_INTERFACES.values())


async def test_interfaces_inherit_and_cannot_be_called(page: HtmlPage) -> None:
    names = sorted(set(HTML_INTERFACES.values()) | {"HTMLUnknownElement"})
    rows = page.evaluate(
        f"{names!r}.map((n) => {{ const C = globalThis[n]; let t; try {{ new C() }} catch (e) {{ t = e.name }}"
        " return [typeof C, C.name === n, C === HTMLElement || C.prototype instanceof HTMLElement, t] })"
    )
    assert rows == [["function", True, True, "TypeError"]] * len(names)


async def test_token_lists_follow_their_attribute(page: HtmlPage) -> None:
    lists = [
        ("a", "relList", "rel"),
        ("area", "relList", "rel"),
        ("form", "relList", "rel"),
        ("link", "relList", "rel"),
        ("link", "sizes", "sizes"),
        ("iframe", "sandbox", "sandbox"),
        ("output", "htmlFor", "for"),
    ]
    rows = page.evaluate(
        f"{[list(p) for p in lists]!r}.map(([tag, idl, content]) => {{ const e = "
        f"document.createElement(tag); const same = e[idl] === e[idl];"
        " e[idl].add('x', 'y'); const text = e.getAttribute(content); e[idl] = 'z'; return "
        "[same, text, e.getAttribute(content), e[idl].length] })"
    )
    assert rows == [[True, "x y", "z", 1]] * len(lists)
    assert page.evaluate("document.createElement('link').relList.supports('stylesheet')") is True
    assert page.evaluate("document.createElement('iframe').sandbox.supports('allow-scripts')") is True
