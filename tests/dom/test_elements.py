"""Elements: names, attributes, tokens, data attributes, queries. https://dom.spec.whatwg.org/#interface-element"""

# ruff: noqa: E501  (scripts stay on one line, so that the place of an error in them is plain)

from __future__ import annotations

import pytest

from tests.bare_page import BarePage
from tests.dom.conftest import MakePage

SVG = "http://www.w3.org/2000/svg"


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ("document.createElement('DiV')", ["DIV", "div", None, "http://www.w3.org/1999/xhtml", "HTMLDivElement"]),
        ("document.createElement('x-y')", ["X-Y", "x-y", None, "http://www.w3.org/1999/xhtml", "HTMLElement"]),
        ("document.createElement('xy')", ["XY", "xy", None, "http://www.w3.org/1999/xhtml", "HTMLUnknownElement"]),
        (
            f"document.createElementNS('{SVG}', 'linearGradient')",
            ["linearGradient", "linearGradient", None, SVG, "SVGElement"],
        ),
        (f"document.createElementNS('{SVG}', 'svg:g')", ["svg:g", "g", "svg", SVG, "SVGElement"]),
        (
            "document.createElementNS('http://www.w3.org/1999/xhtml', 'h:P')",
            ["H:P", "P", "h", "http://www.w3.org/1999/xhtml", "HTMLUnknownElement"],
        ),
        ("document.createElementNS(null, 'Q')", ["Q", "Q", None, None, "Element"]),
        ("document.createElementNS('urn:x', 'a:b')", ["a:b", "b", "a", "urn:x", "Element"]),
        ("document.createElement('a<b')", ["A<B", "a<b", None, "http://www.w3.org/1999/xhtml", "HTMLUnknownElement"]),
    ],
)
@pytest.mark.parametrize("inserted", [False, True])
def test_names_and_interfaces(page: BarePage, made: str, expected: list[object], inserted: bool) -> None:
    page.run(f"const e = {made}; {'document.body.append(e);' if inserted else ''}")
    assert page.evaluate("[e.tagName, e.localName, e.prefix, e.namespaceURI, e.constructor.name]") == expected


def test_attributes_by_name(page: BarePage) -> None:
    page.run("const a = document.getElementById('a'); a.setAttribute('Data-Foo', 1); a.setAttribute('empty', '');")
    assert page.evaluate(
        "[a.getAttribute('DATA-FOO'), a.getAttribute('empty'), a.getAttribute('none'), a.hasAttribute('Data-foo'), a.getAttributeNames(),"
        " a.toggleAttribute('t'), a.toggleAttribute('t'), a.toggleAttribute('t', false), a.toggleAttribute('t', true), a.hasAttributes(),"
        " (a.removeAttribute('CLASS'), a.className), (a.id = 'z', a.getAttribute('id')), document.createElement('p').hasAttributes()]"
    ) == ["1", "", None, True, ["id", "class", "data-foo", "empty"], True, False, False, True, True, "", "z", False]


def test_only_ascii_letters_of_attribute_names_are_lowered(page: BarePage) -> None:
    # U+212A, the Kelvin sign, has k as its small letter
    page.run("const p = document.createElement('p'); p.setAttribute('\\u00C4B', 1); p.setAttribute('\\u212A', 2);")
    assert page.evaluate("[p.getAttributeNames(), p.getAttribute('\\u00C4b'), p.getAttribute('\\u00E4b')]") == [
        ["\u00c4b", "\u212a"],
        "1",
        None,
    ]
    assert page.evaluate("[p.getAttribute('\\u212A'), p.getAttribute('k'), p.hasAttribute('\\u00C4B')]") == [
        "2",
        None,
        True,
    ]
    page.run("p.setAttribute('\\u00E4b', 3); p.setAttributeNS('urn:x', 'x:\\u00C4', 4)")
    assert page.evaluate("[...p.attributes].map((a) => a.name + a.value)") == [
        "\u00c4b1",
        "\u212a2",
        "\u00e4b3",
        "x:\u00c44",
    ]


def test_attributes_keep_their_case_outside_of_html(page: BarePage) -> None:
    page.run(
        f"const s = document.createElementNS('{SVG}', 'svg'); document.body.append(s);"
        "s.setAttribute('viewBox', '0 0 1 1'); s.setAttribute('preserveAspectRatio', 'none');"
        "s.setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:href', '#q'); s.setAttributeNS('urn:x', 'p:Q', 'v');"
    )
    assert page.evaluate(
        "[s.getAttribute('viewBox'), s.getAttribute('viewbox'), s.getAttributeNS('http://www.w3.org/1999/xlink', 'href'), s.getAttributeNS('urn:x', 'Q'),"
        " s.hasAttributeNS('urn:x', 'q'), s.outerHTML, s.cloneNode().getAttribute('preserveAspectRatio'), s.attributes[3].prefix]"
    ) == [
        "0 0 1 1", None, "#q", "v", False,
        '<svg viewBox="0 0 1 1" preserveAspectRatio="none" xlink:href="#q" p:Q="v"></svg>', "none", "p",
    ]  # fmt: skip
    page.run("s.removeAttributeNS('urn:x', 'Q'); s.removeAttribute('viewBox');")
    assert page.evaluate("s.getAttributeNames()") == ["preserveAspectRatio", "xlink:href"]


def test_parsed_foreign_attributes_have_namespaces(make_page: MakePage) -> None:
    page = make_page('<svg viewbox="1" xlink:href="#x" definitionurl="q"></svg><p xlink:href="y">')
    assert page.evaluate(
        "[...document.querySelector('svg').attributes].map(a => [a.name, a.localName, a.prefix, a.namespaceURI])"
    ) == [
        ["viewBox", "viewBox", None, None],
        ["xlink:href", "href", "xlink", "http://www.w3.org/1999/xlink"],
        ["definitionurl", "definitionurl", None, None],
    ]
    assert page.evaluate("document.querySelector('p').attributes[0].localName") == "xlink:href"


def test_attributes_that_are_set_by_qualified_name_have_no_namespace(make_page: MakePage) -> None:
    page = make_page("<svg></svg>")
    page.run(
        "const s = document.querySelector('svg'); for (const n of ['xlink:href', 'xmlns', 'id']) s.setAttribute(n, n)"
    )
    assert page.evaluate("[...s.attributes].map((a) => [a.localName, a.namespaceURI, a.value])") == [
        ["xlink:href", None, "xlink:href"],
        ["xmlns", None, "xmlns"],
        ["id", None, "id"],
    ]


def test_attribute_nodes(page: BarePage) -> None:
    page.run("const a = document.getElementById('a'), n = a.getAttributeNode('class');")
    assert page.evaluate(
        "[n === a.attributes['class'], n === a.attributes.getNamedItem('class'), n.ownerElement === a, n.value, (n.value = 'z', a.className),"
        " (a.className = 'w', n.value), n.specified, n.nodeType]"
    ) == [True, True, True, "x y", "z", "w", True, 2]
    page.run("a.removeAttributeNode(n); const other = document.createElement('b'); other.setAttributeNode(n);")
    assert page.evaluate(
        "[a.hasAttribute('class'), other.className, n.ownerElement === other, a.attributes.length]"
    ) == [False, "w", True, 1]
    assert page.evaluate("a.setAttributeNode(n)")["thrown"] == "InUseAttributeError"
    assert page.evaluate("a.removeAttributeNode(n)")["thrown"] == "NotFoundError"
    assert page.evaluate("a.attributes.removeNamedItem('none')")["thrown"] == "NotFoundError"
    page.run("other.removeAttribute('class'); n.value = 'free';")
    assert page.evaluate(
        "[n.ownerElement, n.value, Object.keys(a.attributes), 'id' in a.attributes, [...a.attributes].length]"
    ) == [
        None,
        "free",
        ["0"],
        True,
        1,
    ]


@pytest.mark.parametrize(
    ("call", "result", "value"),
    [
        ("c.add('z', 'x')", None, "x y z"),
        ("c.add('x')", None, "x y"),
        ("c.remove('x', 'q')", None, "y"),
        ("c.toggle('x')", False, "y"),
        ("c.toggle('z')", True, "x y z"),
        ("c.toggle('x', true)", True, "x y"),
        ("c.toggle('z', false)", False, "x y"),
        ("c.replace('x', 'z')", True, "z y"),
        ("c.replace('x', 'y')", True, "y"),
        ("c.replace('q', 'z')", False, "x y"),
        ("c.contains('y')", True, "x y"),
        ("c.item(1)", "y", "x y"),
        ("c.item(2)", None, "x y"),
        ("c[0]", "x", "x y"),
        ("c.length", 2, "x y"),
        ("c.value = 'a  a b'", "a  a b", "a  a b"),
        ("`${c}`", "x y", "x y"),
        ("[...c]", ["x", "y"], "x y"),
        ("[...c.entries()]", [[0, "x"], [1, "y"]], "x y"),
        ("Object.keys(c)", ["0", "1"], "x y"),
    ],
)
def test_tokens(page: BarePage, call: str, result: object, value: str) -> None:
    page.run("const e = document.getElementById('a'), c = e.classList;")
    assert page.evaluate(f"({call}) ?? null") == result
    assert page.evaluate("e.className") == value


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("c.add('')", "SyntaxError"),
        ("c.add('a b')", "InvalidCharacterError"),
        ("c.supports('a')", "TypeError"),
        ("c.replace('', 'a b')", "SyntaxError"),
    ],
)
def test_tokens_that_are_refused(page: BarePage, call: str, name: str) -> None:
    assert page.evaluate(f"(c => {call})(document.body.classList)")["thrown"] == name
    assert page.evaluate("document.body.hasAttribute('class')") is False


def test_class_list_is_set_through_its_value(page: BarePage) -> None:
    page.run("document.body.classList = 'q r'")
    assert page.evaluate("[document.body.className, document.body.classList === document.body.classList]") == [
        "q r",
        True,
    ]


def test_dataset(page: BarePage) -> None:
    page.run(
        "const a = document.getElementById('a'), d = a.dataset; d.fooBar = 1; d.x = 'y'; a.setAttribute('data-a-b-c', 'z');"
    )
    assert page.evaluate(
        "[a.getAttribute('data-foo-bar'), d.aBC, Object.keys(d), 'x' in d, delete d.x, d.x === undefined, a.hasAttribute('data-x'), JSON.stringify(d)]"
    ) == ["1", "z", ["fooBar", "x", "aBC"], True, True, True, False, '{"fooBar":"1","aBC":"z"}']
    assert page.evaluate("(d['foo-b'] = 1)")["thrown"] == "SyntaxError"


@pytest.mark.parametrize(
    ("selector", "count"),
    [
        ("p", 2), ("#a", 1), (".x.y", 1), ("div > p", 2), ("p + p", 1), ("p:not([name])", 1), ("[name=q]", 1), ("*", 7), ("p, div", 3),
        (":root", 1), (":scope > body", 1), ("p::before", 0), (":hover", 0), (":defined", 7), ("p:first-child", 1), (":is(p, div)", 3),
        ("div:has(> p)", 1), ("html body", 1), (":focus", 0), (":invalid", 0), ("#A", 0), ("P", 2), (":host", 0), (":popover-open", 0),
        (":nth-child(2n+1 of p)", 1), (":-webkit-autofill", 0), ("a:hover, p", 2), ('[name="q" i]', 1), ("p:focus-within", 0),
    ],
)  # fmt: skip
def test_selectors(page: BarePage, selector: str, count: int) -> None:
    assert page.evaluate(f"document.querySelectorAll({selector!r}).length") == count


@pytest.mark.parametrize(
    "selector", ["", " ", ",", "p[", "p >", "> p", ":nothing", "p:not()", "!", "..a", "#", "svg|p:nothing", "a{}"]
)
def test_selectors_that_are_none(page: BarePage, selector: str) -> None:
    for call in (
        f"document.querySelector({selector!r})",
        f"document.body.matches({selector!r})",
        f"document.body.closest({selector!r})",
    ):
        assert page.evaluate(call)["thrown"] == "SyntaxError"


@pytest.mark.parametrize("selector", [".none > * > *", ".none > * *", "#a > * > *", ":not(.none > * > *)"])
def test_child_combinators_end_at_an_element_without_a_parent(page: BarePage, selector: str) -> None:
    made = "const e = document.createElement('div'); e.innerHTML = '<p id=a><b><i></i></b></p>';"
    found = (
        f"[e.querySelectorAll(`{selector}`).length, e.matches(`{selector}`), e.firstChild.closest(`{selector}`)?.id]"
    )
    expected = {"#a > * > *": [1, False, None], ":not(.none > * > *)": [3, True, "a"]}
    assert page.evaluate(f"(() => {{ {made} return [{found}, e.parentNode] }})()") == [
        expected.get(selector, [0, False, None]),
        None,
    ]


def test_selectors_outside_of_a_document(page: BarePage) -> None:
    page.run(
        "const d = document.createElement('div'); d.innerHTML = '<p><b></b></p>'; const f = new DocumentFragment(); f.append(d.cloneNode(true));"
    )
    assert page.evaluate(
        "[d.matches(':root'), d.querySelectorAll('p:not(:root)').length, d.querySelector('div b') !== null, d.firstChild.closest('div') === d,"
        " d.querySelector(':scope > p') !== null, f.querySelectorAll('*').length, f.getElementById('x'), d.querySelector(':scope > b')]"
    ) == [False, 1, True, True, True, 3, None, None]


def test_template_contents_stand_apart(make_page: MakePage) -> None:
    page = make_page("<!doctype html><template><p>in</p><script>window.ran = 1</script></template><p>out</p>")
    page.run("const t = document.querySelector('template');")
    assert page.evaluate("[document.querySelectorAll('p').length, t.childNodes.length, t.innerHTML, t.outerHTML.length, t.cloneNode(true).innerHTML === t.innerHTML]") == [
        1, 0, "<p>in</p><script>window.ran = 1</script>", 61, True,
    ]  # fmt: skip
    page.run(
        "t.innerHTML = '<b>new</b>'; const made = document.createElement('template'); made.innerHTML = '<tr></tr>';"
    )
    assert page.evaluate("[t.innerHTML, t.childNodes.length, made.innerHTML, document.body.innerHTML]") == [
        "<b>new</b>",
        0,
        "<tr></tr>",
        "<p>out</p>",
    ]
