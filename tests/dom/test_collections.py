"""Live and static lists of nodes, as arrays and as objects. https://dom.spec.whatwg.org/#old-style-collections"""

# ruff: noqa: E501  (scripts stay on one line, so that the place of an error in them is plain)

from __future__ import annotations

import pytest

from tests.bare_page import BarePage


def test_child_nodes_are_live_and_the_same_object(page: BarePage) -> None:
    page.run("const a = document.getElementById('a'), n = a.childNodes; const before = n.length; a.append('x');")
    assert page.evaluate("[before, n.length, n === a.childNodes, n[3].data, n.item(9), n[9] === undefined]") == [
        3,
        4,
        True,
        "x",
        None,
        True,
    ]


def test_query_results_are_static(page: BarePage) -> None:
    page.run("const n = document.querySelectorAll('p'); n[0].remove();")
    assert page.evaluate("[n.length, n[0].textContent]") == [2, "1"]


def test_lists_follow_changes_that_the_host_makes(page: BarePage) -> None:
    page.run("const n = document.getElementsByTagName('p'); var before = n.length;")
    page.tree.document.select_one("p").extract()  # type: ignore[union-attr]
    assert page.evaluate("[before, n.length]") == [2, 1]


@pytest.mark.parametrize(
    ("made", "texts"),
    [
        ("document.getElementsByTagName('p')", ["1", "2"]),
        ("document.getElementsByTagName('P')", ["1", "2"]),
        ("document.getElementsByTagName('*')", 7),
        ("document.body.getElementsByTagName('div')", 1),
        ("document.getElementsByTagNameNS('http://www.w3.org/1999/xhtml', 'p')", ["1", "2"]),
        ("document.getElementsByTagNameNS('*', 'p')", ["1", "2"]),
        ("document.getElementsByTagNameNS(null, 'p')", []),
        ("document.getElementsByClassName('y x')", 1),
        ("document.getElementsByClassName('')", []),
        ("document.getElementsByName('q')", ["2"]),
        ("document.getElementById('a').children", ["1", "2"]),
        ("document.scripts", []),
        ("document.forms", []),
        ("document.images", []),
        ("document.links", []),
    ],
)
def test_what_is_in_a_collection(page: BarePage, made: str, texts: list[str] | int) -> None:
    if isinstance(texts, int):
        assert page.evaluate(f"{made}.length") == texts
    else:
        assert page.evaluate(f"Array.from({made}, e => e.textContent)") == texts
    assert page.evaluate(f"{made} === {made}") is True


def test_iteration(page: BarePage) -> None:
    page.run(
        "const n = document.querySelectorAll('p'), c = document.getElementById('a').children; var seen = []; for (const e of n) seen.push(e.textContent);"
    )
    assert page.evaluate(
        "[seen, [...c].length, Array.from(n).length, [...n.keys()], [...n.entries()].map(e => e[0]), n.forEach === Array.prototype.forEach,"
        " NodeList.prototype[Symbol.iterator] === Array.prototype.values, HTMLCollection.prototype.forEach === undefined,"
        " Array.prototype.map.call(c, e => e.tagName), (seen = [], n.forEach(function (e, i, l) { seen.push(i, l === n, this.k) }, {k: 1}), seen)]"
    ) == [["1", "2"], 2, 2, [0, 1], [0, 1], True, True, True, ["P", "P"], [0, True, 1, 1, True, 1]]


def test_collections_as_objects(page: BarePage) -> None:
    page.run("const c = document.getElementById('a').children; c.expando = 1;")
    assert page.evaluate(
        "[Object.keys(c), Object.getOwnPropertyNames(c), '0' in c, '2' in c, 'q' in c, c.q.textContent, c.namedItem('q').textContent, c.namedItem('zz'),"
        " delete c[5], Object.getOwnPropertyDescriptor(c, 0).writable, Object.getOwnPropertyDescriptor(c, 'q').enumerable, c.length, 'length' in c,"
        " Object.isExtensible(c), c.hasOwnProperty('length')]"
    ) == [
        ["0", "1", "expando"],
        ["0", "1", "q", "expando"],
        True,
        False,
        True,
        "2",
        "2",
        None,
        True,
        False,
        False,
        2,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "c[0] = 1",
        "c[9] = 1",
        "c.q = 1",
        "delete c[0]",
        "Object.defineProperty(c, 0, {value: 1})",
        "Object.preventExtensions(c)",
    ],
)
def test_what_a_collection_refuses(page: BarePage, statement: str) -> None:
    page.run("const c = document.getElementById('a').children;")
    assert (
        page.evaluate(
            f"(() => {{ 'use strict'; try {{ {statement}; return 'done' }} catch (e) {{ return e.name }} }})()"
        )
        == "TypeError"
    )
    page.run(f"(() => {{ {statement if not statement.startswith('Object') else ''} }})()")
    assert page.evaluate("[c.length, c[0].textContent]") == [2, "1"]


def test_own_properties_win_over_named_elements(page: BarePage) -> None:
    page.run(
        "document.getElementById('a').innerHTML = '<i id=length></i><i id=item></i><i name=mine></i>'; const c = document.getElementById('a').children;"
    )
    assert page.evaluate("[c.length, typeof c.item, c.mine.tagName, c.namedItem('length').id]") == [
        3,
        "function",
        "I",
        "length",
    ]


def test_many_lookups_cost_one_walk_while_nothing_changes(page: BarePage) -> None:
    page.run(
        "document.body.innerHTML = '<p></p>'.repeat(2000); const c = document.getElementsByTagName('p'); var sum = 0; for (let i = 0; i < c.length; i++) sum += c[i].nodeType;"
    )
    assert page.evaluate("sum") == 2000
