"""Nodes and their mixins: moving about, changing the tree, what is refused. https://dom.spec.whatwg.org/#nodes"""

# ruff: noqa: E501  (scripts stay on one line, so that the place of an error in them is plain)

from __future__ import annotations

import pytest

from tests.bare_page import BarePage
from tests.dom.conftest import MakePage

KINDS = [
    ("document", 9, "#document", None),
    ("document.doctype", 10, "html", None),
    ("document.body", 1, "BODY", None),
    ("document.createElementNS('urn:x', 'p:Q')", 1, "p:Q", None),
    ("document.createTextNode('a')", 3, "#text", "a"),
    ("document.createComment('a')", 8, "#comment", "a"),
    ("document.createDocumentFragment()", 11, "#document-fragment", None),
    ("document.createProcessingInstruction('t', 'd')", 7, "t", "d"),
    ("new Document().createCDATASection('c')", 4, "#cdata-section", "c"),
    ("document.createAttribute('Name')", 2, "name", ""),
    ("document.createElement('div').attachShadow({mode: 'open'})", 11, "#document-fragment", None),
]


@pytest.mark.parametrize(("made", "node_type", "name", "value"), KINDS)
def test_type_name_and_value_of_every_kind_of_node(
    page: BarePage, made: str, node_type: int, name: str, value: str | None
) -> None:
    assert page.evaluate(f"(n => [n.nodeType, n.nodeName, n.nodeValue])({made})") == [node_type, name, value]


def test_moving_about(page: BarePage) -> None:
    page.run("const a = document.getElementById('a'), [p, q] = a.children;")
    assert page.evaluate(
        "[a.firstChild === p, a.lastChild === q, p.nextSibling.data, q.previousSibling.data, p.nextElementSibling === q,"
        " q.previousElementSibling === p, a.firstElementChild === p, a.lastElementChild === q, a.childElementCount,"
        " p.parentNode === a, p.parentElement === a, document.documentElement.parentElement, p.getRootNode() === document,"
        " p.isConnected, p.ownerDocument === document, document.ownerDocument, a.hasChildNodes(), p.contains(p.firstChild)]"
    ) == [True, True, "t", "t", True, True, True, True, 2, True, True, None, True, True, True, None, True, True]


def test_wrappers_keep_identity_and_expandos(page: BarePage) -> None:
    page.run("document.querySelector('p').mine = 1; var kept = document.querySelector('p');")
    page.run("kept.remove(); document.body.append(kept);")
    assert page.evaluate("[document.body.lastChild === kept, document.body.lastChild.mine]") == [True, 1]


@pytest.mark.parametrize(
    ("call", "markup"),
    [
        ("a.append(b, 'x')", "<p>1</p>t<p>2</p><b></b>x"),
        ("a.prepend('x', b)", "x<b></b><p>1</p>t<p>2</p>"),
        ("a.replaceChildren(b, b)", "<b></b>"),
        ("a.replaceChildren()", ""),
        ("p.before(b, 'x')", "<b></b>x<p>1</p>t<p>2</p>"),
        ("p.after('x', b)", "<p>1</p>x<b></b>t<p>2</p>"),
        ("p.after(p.nextSibling)", "<p>1</p>t<p>2</p>"),
        ("p.replaceWith(b, p)", "<b></b><p>1</p>t<p>2</p>"),
        ("p.replaceWith('x')", "xt<p>2</p>"),
        ("p.remove()", "t<p>2</p>"),
        ("a.appendChild(p)", "t<p>2</p><p>1</p>"),
        ("a.insertBefore(p, p)", "<p>1</p>t<p>2</p>"),
        ("a.insertBefore(a.lastChild, p)", "<p>2</p><p>1</p>t"),
        ("a.replaceChild(a.lastChild, p)", "<p>2</p>t"),
        ("a.replaceChild(p, p)", "<p>1</p>t<p>2</p>"),
        ("a.removeChild(p)", "t<p>2</p>"),
        ("a.insertBefore(fragment, a.lastChild)", "<p>1</p>t<i></i>f<p>2</p>"),
        ("a.textContent = 'x<'", "x&lt;"),
        ("a.textContent = ''", ""),
        ("a.insertAdjacentElement('afterbegin', b)", "<b></b><p>1</p>t<p>2</p>"),
        ("p.insertAdjacentElement('beforebegin', b)", "<b></b><p>1</p>t<p>2</p>"),
        ("p.insertAdjacentText('afterEnd', 'x')", "<p>1</p>xt<p>2</p>"),
        ("p.insertAdjacentHTML('beforeend', '<i>')", "<p>1<i></i></p>t<p>2</p>"),
        ("a.innerHTML = '<b>x'", "<b>x</b>"),
        ("p.outerHTML = 'x<u>'", "x<u></u>t<p>2</p>"),
        ("p.outerHTML = ''", "t<p>2</p>"),
        ("a.moveBefore(a.lastChild, p)", "<p>2</p><p>1</p>t"),
    ],
)
def test_changing_the_tree(make_page: MakePage, call: str, markup: str) -> None:
    page = make_page("<!doctype html><body><div><p>1</p>t<p>2</p></div>")
    page.run(
        "const a = document.querySelector('div'), p = a.firstChild, b = document.createElement('b'), fragment = new DocumentFragment();"
        "fragment.append(document.createElement('i'), 'f');" + call
    )
    assert page.evaluate("a.innerHTML") == markup


@pytest.mark.parametrize("observed", [False, True])
@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("a.append(document.body)", "HierarchyRequestError"),
        ("a.append(a)", "HierarchyRequestError"),
        ("p.firstChild.appendChild(document.createElement('b'))", "HierarchyRequestError"),
        ("a.append(document)", "HierarchyRequestError"),
        ("a.append(document.doctype)", "HierarchyRequestError"),
        ("document.append('x')", "HierarchyRequestError"),
        ("document.append(document.createElement('b'))", "HierarchyRequestError"),
        ("document.prepend(document.createElement('b'))", "HierarchyRequestError"),
        ("document.replaceChildren(document.createElement('b'))", "HierarchyRequestError"),
        ("document.append(document.implementation.createDocumentType('x', '', ''))", "HierarchyRequestError"),
        ("document.append(new Document().createCDATASection('x'))", "HierarchyRequestError"),
        (
            "(f => (f.append(new Document().createCDATASection('x')), document.append(f)))(new DocumentFragment())",
            "HierarchyRequestError",
        ),
        ("(h => h.attachShadow({mode: 'open'}).append(h))(document.createElement('div'))", "HierarchyRequestError"),
        ("(t => t.content.append(t))(document.createElement('template'))", "HierarchyRequestError"),
        ("a.append(a.attributes[0])", "HierarchyRequestError"),
        ("a.appendChild(a.attributes[0])", "HierarchyRequestError"),
        ("a.insertBefore(p, document.body)", "NotFoundError"),
        ("a.removeChild(document.body)", "NotFoundError"),
        ("a.replaceChild(p, document.body)", "NotFoundError"),
        ("document.documentElement.outerHTML = ''", "NoModificationAllowedError"),
        ("document.createElement('p').insertAdjacentHTML('afterend', '')", "NoModificationAllowedError"),
        ("a.insertAdjacentHTML('nowhere', '')", "SyntaxError"),
        ("a.insertAdjacentElement('nowhere', p)", "SyntaxError"),
        ("document.createElement('1')", "InvalidCharacterError"),
        ("document.createElement('')", "InvalidCharacterError"),
        ("document.createElementNS(null, 'a:b')", "NamespaceError"),
        ("document.createElementNS('urn:x', 'xml:b')", "NamespaceError"),
        ("document.createElementNS('urn:x', 'xmlns')", "NamespaceError"),
        ("a.setAttribute('a b', '')", "InvalidCharacterError"),
        ("a.toggleAttribute('')", "InvalidCharacterError"),
        ("document.createCDATASection('x')", "NotSupportedError"),
        ("document.adoptNode(document)", "NotSupportedError"),
        ("document.importNode(document)", "NotSupportedError"),
        ("a.querySelector('p[')", "SyntaxError"),
        ("p.firstChild.substringData(9, 1)", "IndexSizeError"),
        ("p.firstChild.splitText(9)", "IndexSizeError"),
        ("document.createElement('img').attachShadow({mode: 'open'})", "NotSupportedError"),
        ("a.attachShadow({mode: 'other'})", "TypeError"),
        ("a.appendChild(null)", "TypeError"),
        ("a.appendChild({})", "TypeError"),
        ("a.insertBefore(p)", "TypeError"),
        ("Node.prototype.appendChild.call({}, p)", "TypeError"),
    ],
)
def test_what_is_refused_changes_nothing(page: BarePage, call: str, name: str, observed: bool) -> None:
    page.run(
        "const a = document.getElementById('a'), p = a.firstChild; var before = document.documentElement.outerHTML;"
    )
    if observed:
        page.run("new MutationObserver(() => {}).observe(document, {subtree: true, childList: true, attributes: true})")
    assert page.evaluate(f"(() => {{ try {{ {call} }} catch (e) {{ return e.name }} }})()") == name
    assert page.evaluate("document.documentElement.outerHTML === before")


def test_a_document_may_lose_its_only_child_and_get_another(page: BarePage) -> None:
    page.run("var root = document.documentElement; document.removeChild(document.doctype); document.removeChild(root);")
    assert page.evaluate("[document.childNodes.length, document.documentElement, document.body, root.isConnected]") == [
        0,
        None,
        None,
        False,
    ]
    page.run("document.append(document.createComment('c'), root);")
    assert page.evaluate(
        "[document.documentElement === root, root.isConnected, document.nodeType, document.childNodes.length]"
    ) == [
        True,
        True,
        9,
        2,
    ]
    page.run("root.replaceWith(document.createElement('x'))")
    assert page.evaluate("[document.documentElement.tagName, document === document.documentElement.parentNode]") == [
        "X",
        True,
    ]


def test_positions(page: BarePage) -> None:
    page.run("const a = document.getElementById('a'), [p, q] = a.children, d = document.createElement('d');")
    assert page.evaluate(
        "[a.compareDocumentPosition(a), p.compareDocumentPosition(q), q.compareDocumentPosition(p), a.compareDocumentPosition(p),"
        " p.compareDocumentPosition(a), p.compareDocumentPosition(d) & ~6, a.attributes[0].compareDocumentPosition(a.attributes[1]),"
        " a.compareDocumentPosition(a.attributes[0]), a.attributes[0].compareDocumentPosition(p)]"
    ) == [0, 4, 2, 20, 10, 33, 36, 20, 4]


@pytest.mark.parametrize(
    ("script", "result"),
    [
        ("n.cloneNode().outerHTML", '<div id="a" class="x y"></div>'),
        ("n.cloneNode(true).outerHTML", '<div id="a" class="x y"><p>1</p>t<p name="q">2</p></div>'),
        ("n.cloneNode(true).isEqualNode(n)", True),
        ("n.cloneNode(false).isEqualNode(n)", False),
        ("n.cloneNode(true).isConnected", False),
        ("document.cloneNode(true).isEqualNode(document)", True),
        ("document.cloneNode(true) === document", False),
        ("document.cloneNode(true).body.firstChild.ownerDocument === document", False),
        ("document.importNode(n).childNodes.length", 0),
        ("document.importNode(n, true).childNodes.length", 3),
        ("document.createTextNode('x').cloneNode().data", "x"),
        ("document.doctype.cloneNode().name", "html"),
        ("n.attributes[1].cloneNode().value", "x y"),
        ("n.attributes[1].cloneNode().ownerElement", None),
    ],
)
def test_clones(page: BarePage, script: str, result: object) -> None:
    assert page.evaluate(f"(n => {script})(document.getElementById('a'))") == result


def test_normalize_joins_texts_and_drops_empty_ones(page: BarePage) -> None:
    page.run(
        "const d = document.createElement('d'); d.append('a', '', 'b', document.createElement('i'), '', 'c'); d.normalize();"
    )
    assert page.evaluate("[...d.childNodes].map(n => n.nodeValue)") == ["ab", None, "c"]


def test_character_data_counts_utf_16_units(page: BarePage) -> None:
    page.run("const t = document.createTextNode('a\\u{1F600}b');")
    assert page.evaluate(
        "[t.length, t.substringData(3, 9), (t.insertData(3, 'x'), t.data), (t.deleteData(1, 2), t.data)]"
    ) == [
        4,
        "b",
        "a\U0001f600xb",
        "axb",
    ]
    page.run(
        "t.replaceData(1, 1, 'yz'); t.appendData('!'); const rest = t.splitText(2); document.body.append(t, rest);"
    )
    assert page.evaluate("[t.data, rest.data, rest.wholeText]") == ["ay", "zb!", "ayzb!"]


def test_namespaces_are_looked_up(page: BarePage) -> None:
    page.run(
        "const d = new DOMParser().parseFromString('<a xmlns=\"urn:d\" xmlns:p=\"urn:p\"><p:b/></a>', 'text/xml').documentElement.firstChild;"
    )
    assert page.evaluate(
        "[d.lookupNamespaceURI(null), d.lookupNamespaceURI('p'), d.lookupPrefix('urn:p'), d.isDefaultNamespace('urn:d'), d.lookupNamespaceURI('q'),"
        " d.namespaceURI, d.prefix, d.localName, document.body.lookupNamespaceURI(null), document.createElement('x').lookupNamespaceURI('xml')]"
    ) == [
        "urn:d", "urn:p", "p", True, None, "urn:p", "p", "b", "http://www.w3.org/1999/xhtml", "http://www.w3.org/XML/1998/namespace",
    ]  # fmt: skip


EQUALITY = [
    ("[document.createElement('p'), there.createElement('p')]", True),
    ("[attributed('urn:a', 'x:n', '1'), attributed('urn:a', 'y:n', '1')]", True),
    ("[attributed('urn:a', 'x:n', '1'), attributed('urn:b', 'x:n', '1')]", False),
    ("[attributed('urn:a', 'x:n', '1'), attributed('urn:a', 'x:n', '2')]", False),
    ("[attributed('urn:a', 'n', '1'), attributed(null, 'n', '1')]", False),
    ("[document.doctype, document.implementation.createDocumentType('html', '', '')]", True),
    ("[document.doctype, document.implementation.createDocumentType('html', 'p', '')]", False),
    ("[there.doctype, document.implementation.createDocumentType('HTML', '', '')]", False),
    ("[xml.createCDATASection('a'), xml.createTextNode('a')]", False),
    ("[xml.createComment('a'), document.createComment('a')]", True),
    ("[xml.createProcessingInstruction('a', 'b'), xml.createProcessingInstruction('b', 'b')]", False),
    ("[document, there]", False),
    ("[document.cloneNode(true), document]", True),
]


@pytest.mark.parametrize(("pair", "equal"), EQUALITY)
def test_equality_does_not_depend_on_documents_and_prefixes_of_attributes(
    page: BarePage, pair: str, equal: bool
) -> None:
    page.run(
        "const there = document.implementation.createHTMLDocument('other'), xml = new Document();"
        "const attributed = (...a) => (e => (e.setAttributeNS(...a), e))(document.createElementNS('urn:e', 'e'));"
    )
    assert page.evaluate(f"(([a, b]) => [a.isEqualNode(b), b.isEqualNode(a), a.isEqualNode(a)])({pair})") == [
        equal,
        equal,
        True,
    ]
