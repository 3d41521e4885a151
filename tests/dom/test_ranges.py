"""Ranges, the selection, tree walkers and node iterators. https://dom.spec.whatwg.org/#ranges and #traversal"""

# ruff: noqa: E501  (scripts stay on one line, so that the place of an error in them is plain)

from __future__ import annotations

import pytest

from tests.bare_page import BarePage
from tests.dom.conftest import MakePage

MARKUP = "<!doctype html><body><div><p>one</p><i>two</i><p>three</p></div>"
SETUP = (
    "const d = document.querySelector('div'), [p, i, q] = d.children; const r = document.createRange();"
    "const points = () => [r.startContainer.nodeValue ?? r.startContainer.nodeName, r.startOffset, r.endContainer.nodeValue ?? r.endContainer.nodeName, r.endOffset];"
    "const set = (a, b, c, e) => { r.setStart(a, b); r.setEnd(c, e) };"
)


@pytest.fixture
def ranged(make_page: MakePage) -> BarePage:
    page = make_page(MARKUP)
    page.run(SETUP)
    return page


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("", ["#document", 0, "#document", 0]),
        ("r.selectNode(i)", ["DIV", 1, "DIV", 2]),
        ("r.selectNodeContents(p.firstChild)", ["one", 0, "one", 3]),
        ("r.setStartBefore(i); r.setEndAfter(q)", ["DIV", 1, "DIV", 3]),
        ("r.setEnd(p, 0); r.setStart(i, 1)", ["I", 1, "I", 1]),
        ("r.setStart(i, 1); r.setEnd(p, 0)", ["P", 0, "P", 0]),
        ("r.selectNode(i); r.collapse(true)", ["DIV", 1, "DIV", 1]),
        ("r.selectNode(i); r.collapse()", ["DIV", 2, "DIV", 2]),
        ("r.selectNode(q); p.remove()", ["DIV", 1, "DIV", 2]),
        ("r.selectNodeContents(q); q.remove()", ["DIV", 2, "DIV", 2]),
        ("r.selectNode(i); d.prepend('x')", ["DIV", 2, "DIV", 3]),
        ("set(p.firstChild, 2, q.firstChild, 2); p.firstChild.deleteData(0, 1)", ["ne", 1, "three", 2]),
        ("set(p.firstChild, 2, q.firstChild, 2); p.firstChild.insertData(0, 'xx')", ["xxone", 4, "three", 2]),
        ("set(p.firstChild, 2, q.firstChild, 2); p.firstChild.data = 'z'", ["z", 0, "three", 2]),
        ("set(p.firstChild, 2, p, 1); p.firstChild.splitText(1)", ["ne", 1, "P", 2]),
        ("p.append('x'); set(p.lastChild, 1, p, 2); p.normalize()", ["onex", 4, "P", 1]),
        ("set(p.firstChild, 1, q.firstChild, 2); r.deleteContents()", ["DIV", 1, "DIV", 1]),
        ("d.innerHTML = ''", ["#document", 0, "#document", 0]),
    ],
)
def test_boundary_points_follow_the_tree(ranged: BarePage, script: str, expected: list[object]) -> None:
    ranged.run(script)
    assert ranged.evaluate("points()") == expected


def test_boundary_points_follow_the_tree_however_many_ranges_there_are(ranged: BarePage) -> None:
    ranged.run(
        "const all = Array.from({ length: 40 }, (_, at) => { const made = document.createRange();"
        " made.selectNodeContents([p.firstChild, i, q.firstChild, d][at % 4]); return made });"
        "p.remove(); d.append(p); i.firstChild.remove()"
    )
    expected = [["DIV", 0, 0], ["I", 0, 0], ["#text", 0, 5], ["DIV", 0, 2]] * 10
    assert ranged.evaluate("all.map((r) => [r.startContainer.nodeName, r.startOffset, r.endOffset])") == expected


@pytest.mark.parametrize(
    ("selected", "text", "fragment", "rest"),
    [
        ("r.selectNodeContents(d)", "onetwothree", "<p>one</p><i>two</i><p>three</p>", ""),
        ("set(p.firstChild, 1, q.firstChild, 2)", "netwoth", "<p>ne</p><i>two</i><p>th</p>", "<p>o</p><p>ree</p>"),
        ("set(p.firstChild, 1, p.firstChild, 2)", "n", "n", "<p>oe</p><i>two</i><p>three</p>"),
        ("set(d, 1, q.firstChild, 2)", "twoth", "<i>two</i><p>th</p>", "<p>one</p><p>ree</p>"),
        ("set(p.firstChild, 1, d, 2)", "netwo", "<p>ne</p><i>two</i>", "<p>o</p><p>three</p>"),
        ("r.selectNode(i); r.collapse()", "", "", "<p>one</p><i>two</i><p>three</p>"),
    ],
)
def test_contents(ranged: BarePage, selected: str, text: str, fragment: str, rest: str) -> None:
    ranged.run(
        selected + "; const html = (f) => { const x = document.createElement('x'); x.append(f); return x.innerHTML };"
    )
    assert ranged.evaluate("[`${r}`, html(r.cloneContents()), d.innerHTML]") == [
        text,
        fragment,
        "<p>one</p><i>two</i><p>three</p>",
    ]
    assert ranged.evaluate("[html(r.extractContents()), d.innerHTML, r.collapsed]") == [fragment, rest, True]


def test_inserting_and_surrounding(ranged: BarePage) -> None:
    ranged.run("set(p.firstChild, 1, p.firstChild, 2); r.surroundContents(document.createElement('b'));")
    assert ranged.evaluate("[p.innerHTML, points()]") == ["o<b>n</b>e", ["P", 1, "P", 2]]
    ranged.run("r.insertNode(document.createElement('u'));")
    assert ranged.evaluate("p.innerHTML") == "o<u></u><b>n</b>e"
    assert (
        ranged.evaluate("(set(p.firstChild, 0, i.firstChild, 1), r.surroundContents(document.createElement('b')))")[
            "thrown"
        ]
        == "InvalidStateError"
    )
    assert ranged.evaluate("(r.selectNodeContents(i), r.insertNode(d))")["thrown"] == "HierarchyRequestError"


def test_comparing(ranged: BarePage) -> None:
    ranged.run("r.selectNode(i); const s = r.cloneRange(); s.selectNodeContents(d);")
    assert ranged.evaluate(
        "[r.compareBoundaryPoints(Range.START_TO_START, s), r.compareBoundaryPoints(Range.END_TO_END, s), r.compareBoundaryPoints(Range.START_TO_END, s),"
        " r.compareBoundaryPoints(Range.END_TO_START, s), r.comparePoint(p, 0), r.comparePoint(i, 0), r.comparePoint(q, 0), r.isPointInRange(i, 0),"
        " r.intersectsNode(i), r.intersectsNode(p), r.isPointInRange(document.createElement('x'), 0), r.commonAncestorContainer === d]"
    ) == [1, -1, 1, -1, -1, 0, 1, True, True, False, False, True]


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("r.setStart(p.firstChild, 9)", "IndexSizeError"),
        ("r.setStart(document.doctype, 0)", "InvalidNodeTypeError"),
        ("r.selectNode(document)", "InvalidNodeTypeError"),
        ("r.compareBoundaryPoints(7, r)", "NotSupportedError"),
        ("r.comparePoint(document.createElement('x'), 0)", "WrongDocumentError"),
        (
            "new StaticRange({startContainer: document.doctype, startOffset: 0, endContainer: p, endOffset: 0})",
            "InvalidNodeTypeError",
        ),
        ("getSelection().getRangeAt(0)", "IndexSizeError"),
        ("getSelection().collapseToStart()", "InvalidStateError"),
    ],
)
def test_what_ranges_refuse(ranged: BarePage, call: str, name: str) -> None:
    assert ranged.evaluate(call)["thrown"] == name


def test_selection(ranged: BarePage) -> None:
    ranged.run("const s = getSelection(); s.setBaseAndExtent(q, 0, p, 0);")
    assert ranged.evaluate("[s.type, s.direction, s.anchorNode === q, s.focusNode === p, s.rangeCount, `${s}`, s.containsNode(i), s === document.getSelection()]") == [
        "Range", "backward", True, True, 1, "onetwo", True, True,
    ]  # fmt: skip
    ranged.run("s.collapse(i.firstChild, 1); s.extend(q, 0);")
    assert ranged.evaluate("[`${s}`, s.isCollapsed, (s.removeAllRanges(), s.rangeCount), s.anchorNode, s.type]") == [
        "wo",
        False,
        0,
        None,
        "None",
    ]
    ranged.run("s.addRange(r); r.selectNodeContents(i);")
    assert ranged.evaluate("[s.getRangeAt(0) === r, `${s}`]") == [True, "two"]


FILTERS = [
    ("NodeFilter.SHOW_ELEMENT", "null", ["DIV", "P", "I", "P"]),
    ("NodeFilter.SHOW_TEXT", "null", ["#text", "#text", "#text"]),
    ("NodeFilter.SHOW_ALL", "(n) => n.nodeName === 'I' ? NodeFilter.FILTER_REJECT : 1", None),
    (
        "NodeFilter.SHOW_ELEMENT",
        "{acceptNode: (n) => n.nodeName === 'DIV' ? NodeFilter.FILTER_SKIP : 1}",
        ["P", "I", "P"],
    ),
]


@pytest.mark.parametrize(("what", "filter_", "names"), FILTERS)
def test_walkers_and_iterators_there_and_back(
    ranged: BarePage, what: str, filter_: str, names: list[str] | None
) -> None:
    ranged.run(
        f"const w = document.createTreeWalker(document.body, {what}, {filter_}), n = document.createNodeIterator(document.body, {what}, {filter_});"
        "const all = (f) => { const found = []; for (let x; (x = f()); ) found.push(x.nodeName); return found };"
    )
    walker = names or ["DIV", "P", "#text", "P", "#text"]
    iterator = names or ["BODY", "DIV", "P", "#text", "#text", "P", "#text"]
    if "ELEMENT" in what:
        iterator = ["BODY", *iterator]
    assert ranged.evaluate("[all(() => w.nextNode()), all(() => n.nextNode())]") == [walker, iterator]
    back = walker[-2::-1] + (["BODY"] if "TEXT" not in what else [])
    assert ranged.evaluate("[all(() => w.previousNode()), all(() => n.previousNode())]") == [back, iterator[::-1]]


def test_walking_by_kinship(ranged: BarePage) -> None:
    ranged.run("const w = document.createTreeWalker(d, NodeFilter.SHOW_ELEMENT);")
    assert ranged.evaluate(
        "[w.firstChild() === p, w.nextSibling() === i, w.nextSibling() === q, w.nextSibling(), w.previousSibling() === i, w.parentNode() === d,"
        " w.parentNode(), w.lastChild() === q, w.firstChild(), w.currentNode === q, w.root === d, w.filter]"
    ) == [True, True, True, None, True, True, None, True, None, True, True, None]


def test_iterators_step_aside_when_their_node_goes(ranged: BarePage) -> None:
    ranged.run(
        "const n = document.createNodeIterator(d, NodeFilter.SHOW_ELEMENT); n.nextNode(); n.nextNode(); n.nextNode(); i.remove();"
    )
    assert ranged.evaluate("[n.referenceNode.nodeValue, n.pointerBeforeReferenceNode, n.nextNode() === q]") == [
        "one",
        False,
        True,
    ]


def test_a_filter_must_not_walk(ranged: BarePage) -> None:
    ranged.run("const w = document.createTreeWalker(d, -1, () => { w.nextNode(); return 1 });")
    assert ranged.evaluate("w.nextNode()")["thrown"] == "InvalidStateError"
    ranged.run("const x = document.createTreeWalker(d, -1, () => { throw new RangeError('mine') });")
    assert ranged.evaluate("x.nextNode()") == {"thrown": "RangeError", "message": "mine"}


def test_a_range_in_a_cdata_section(page: BarePage) -> None:
    page.run(
        "const xml = new DOMParser().parseFromString('<r><![CDATA[abcd]]></r>', 'text/xml'), r = xml.documentElement;"
        "const range = xml.createRange(); range.setStart(r.firstChild, 1); range.setEnd(r.firstChild, 3);"
    )
    assert page.evaluate("range.toString()") == "bc"
    page.run("const i = xml.createElement('i'); range.insertNode(i);")
    assert page.evaluate("new XMLSerializer().serializeToString(r)") == "<r><![CDATA[a]]><i/><![CDATA[bcd]]></r>"
    page.run("range.setStart(r.firstChild, 0); range.setEnd(r.lastChild, 1); range.surroundContents(i);")
    assert (
        page.evaluate("new XMLSerializer().serializeToString(r)")
        == "<r><![CDATA[]]><i><![CDATA[a]]><![CDATA[b]]></i><![CDATA[cd]]></r>"
    )
