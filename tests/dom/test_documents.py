"""Documents: their parts, further documents in one realm, markup in and out. https://dom.spec.whatwg.org/#interface-document"""

# ruff: noqa: E501  (scripts stay on one line, so that the place of an error in them is plain)

from __future__ import annotations

import pytest

from tests.bare_page import BarePage
from tests.dom.conftest import MakePage


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("document.title", "t"),
        (
            "(document.title = ' a  b ', [document.title, document.querySelector('title').textContent])",
            ["a b", " a  b "],
        ),
        ("document.head.tagName", "HEAD"),
        ("document.body.tagName", "BODY"),
        ("document.URL === document.documentURI", True),
        ("document.compatMode", "CSS1Compat"),
        ("document.characterSet", "UTF-8"),
        ("document.contentType", "text/html"),
        ("[document.doctype.name, document.doctype.publicId, document.doctype.systemId]", ["html", "", ""]),
        ("document.defaultView === window", True),
        ("document.readyState", "loading"),
        ("[document.hidden, document.visibilityState, document.hasFocus()]", [False, "visible", True]),
        ("document.activeElement === document.body", True),
        ("document.currentScript", None),
        ("document.cookie", ""),
        ("document.referrer", ""),
        ("document.scrollingElement === document.documentElement", True),
        ("document.constructor.name", "HTMLDocument"),
        ("document.implementation === document.implementation && document.implementation.hasFeature()", True),
        ("document.getElementById('a').className", "x y"),
        ("document.getElementById('none')", None),
        ("document.getElementById('')", None),
        ("document.designMode", "off"),
        ("document.createEvent('mouseEvents').constructor.name", "MouseEvent"),
        ("document.getElementsByName('q').constructor.name", "NodeList"),
    ],
)
def test_parts(page: BarePage, expression: str, value: object) -> None:
    assert page.evaluate(expression) == value


def test_what_the_embedder_knows(page: BarePage) -> None:
    jar: list[str] = []
    page.tree.ready_state = "complete"
    page.tree.visibility_state = "hidden"
    page.tree.referrer = "https://from.test/"
    page.tree.read_cookies = lambda: "; ".join(jar)
    page.tree.write_cookie = jar.append
    page.tree.current_script = page.tree.document.select_one("p")
    page.run("document.cookie = 'a=1'; document.cookie = 'b=2';")
    assert page.evaluate("[document.readyState, document.hidden, document.referrer, document.cookie, document.currentScript.tagName]") == [
        "complete", True, "https://from.test/", "a=1; b=2", "P",
    ]  # fmt: skip


def test_writing_goes_to_the_loader(page: BarePage) -> None:
    written: list[str] = []
    page.tree.on_write = written.append
    page.run("document.write('<p>', 1, '</p>'); document.writeln('x');")
    assert written == ["<p>1</p>", "x\n"]


def test_setting_the_body(page: BarePage) -> None:
    page.run("const b = document.createElement('body'); document.body = b;")
    assert page.evaluate("[document.body === b, document.documentElement.lastChild === b]") == [True, True]
    assert page.evaluate("document.body = document.createElement('p')")["thrown"] == "HierarchyRequestError"


def test_a_second_document(page: BarePage) -> None:
    page.run(
        "const d = document.implementation.createHTMLDocument('second'), e = d.createElement('DIV'); d.body.append(e, 'x');"
    )
    assert page.evaluate(
        "[d.title, d.defaultView, d.URL, d.readyState, e.ownerDocument === d, e.isConnected, d.querySelector('div') === e, document.querySelector('#second'),"
        " d.doctype.name, d.location, d.createTextNode('').ownerDocument === d, d.cookie, d.hidden, d.constructor.name, d.getElementsByTagName('div').length]"
    ) == [
        "second",
        None,
        "about:blank",
        "complete",
        True,
        True,
        True,
        None,
        "html",
        None,
        True,
        "",
        True,
        "Document",
        1,
    ]
    page.run("document.body.append(e);")
    assert page.evaluate("[e.ownerDocument === document, d.body.innerHTML, document.body.lastChild === e]") == [
        True,
        "x",
        True,
    ]
    page.run("e.remove(); const kept = d.body.firstChild; kept.remove();")
    assert (
        page.evaluate(
            "[e.ownerDocument === document, kept.ownerDocument === d, document.adoptNode(kept) === kept, kept.ownerDocument === document]"
        )
        == [True] * 4
    )
    assert page.evaluate(
        "[document.importNode(d.body, true).ownerDocument === document, d.importNode(document.body).ownerDocument === d]"
    ) == [True, True]
    assert page.evaluate("document.implementation.createHTMLDocument().querySelector('title')") is None


def test_xml_documents(page: BarePage) -> None:
    page.run(
        "const d = document.implementation.createDocument('urn:x', 'p:Root', document.implementation.createDocumentType('p:Root', 'pub', 'sys'));"
        "const e = d.createElement('Child'); d.documentElement.append(e); e.setAttribute('Attr', 'v'); e.innerHTML = '<a/><B xmlns=\"urn:y\">t</B>';"
    )
    assert page.evaluate(
        "[d.contentType, d.constructor.name, d.documentElement.tagName, e.tagName, e.namespaceURI, e.getAttribute('attr'), e.childNodes.length, e.lastChild.namespaceURI,"
        " e.lastChild.tagName, e.innerHTML, d.doctype.systemId, d.createCDATASection('c').data]"
    ) == [
        "application/xml", "XMLDocument", "p:Root", "Child", None, None, 2, "urn:y", "B", '<a/><B xmlns="urn:y">t</B>', "sys", "c",
    ]  # fmt: skip
    assert page.evaluate("new XMLSerializer().serializeToString(d)") == (
        '<!DOCTYPE p:Root PUBLIC "pub" "sys"><p:Root xmlns:p="urn:x"><Child Attr="v"><a/><B xmlns="urn:y">t</B></Child></p:Root>'
    )
    page.run("document.body.append(e)")
    assert page.evaluate("[e.tagName, e.getAttribute('Attr'), e.lastChild.tagName, e.ownerDocument === document]") == [
        "Child",
        "v",
        "B",
        True,
    ]
    assert page.evaluate("e.innerHTML = '<bad'") == "<bad"


def test_parsing_documents(page: BarePage) -> None:
    page.run(
        "const p = new DOMParser(), h = p.parseFromString('<p>1<p>2<script>window.ran = 1</script><template>t</template>', 'text/html'), x = p.parseFromString('<a><b></a>', 'text/xml');"
    )
    assert page.evaluate(
        "[h.body.children.length, h.URL, h.compatMode, window.ran, x.documentElement.localName, h.querySelector('template').childNodes.length,"
        " p.parseFromString('<svg xmlns=\"http://www.w3.org/2000/svg\"/>', 'image/svg+xml').documentElement.constructor.name]"
    ) == [2, "https://example.test/dir/page.html", "BackCompat", None, "parsererror", 0, "SVGElement"]
    assert page.evaluate("p.parseFromString('', 'text/plain')")["thrown"] == "TypeError"


@pytest.mark.parametrize(
    ("markup", "again"),
    [
        ("a&amp;b<br>&lt;", None),
        ('<p title="&quot;&amp;">x</p>', None),
        ('<svg viewBox="0 0 1 1"><path d="M0"></path></svg>', None),
        ("<textarea>a\nb</textarea>", None),
        ("<b>1<i>2</b>3</i>", "<b>1<i>2</i></b><i>3</i>"),
        ("<tr><td>x", "x"),
        ("<!--c--><style>a > b</style>", None),
        ("x<template><i></i></template>", None),
    ],
)
@pytest.mark.parametrize("odd", [False, True])
def test_markup_there_and_back(page: BarePage, markup: str, again: str | None, odd: bool) -> None:
    if odd:
        page.run("document.createElementNS('urn:x', 'a:b')")
    page.run("const d = document.createElement('div');")
    page.realm.run_script(f"d.innerHTML = {markup!r}", "u")
    assert page.evaluate("d.innerHTML") == (again or markup)


def test_scripts_from_markup_do_not_run(page: BarePage) -> None:
    started: list[str] = []
    page.tree.inserted["script"] = lambda script: started.append(script.text)
    page.run(
        "document.body.innerHTML = '<script>1</script>'; document.body.insertAdjacentHTML('beforeend', '<p><script>2</script></p>');"
    )
    assert started == []
    page.run(
        "const s = document.createElement('script'); s.text = '3'; document.body.append(s); document.body.append(document.body.firstChild.cloneNode(true));"
    )
    assert started == ["3"]
    page.run("document.body.append(document.createRange().createContextualFragment('<script>4</script>'))")
    assert started == ["3", "4"]


def test_hooks_see_elements_come_and_go_once(make_page: MakePage) -> None:
    page = make_page("<!doctype html><body><div></div>")
    log: list[str] = []
    page.tree.inserted["audio"] = lambda e: log.append("+" + (e.attr("id") or ""))
    page.tree.removed["audio"] = lambda e: log.append("-" + (e.attr("id") or ""))
    page.run(
        "const d = document.querySelector('div'), f = new DocumentFragment(); for (const id of ['a', 'b']) { const e = document.createElement('audio'); e.id = id; f.append(e); }"
    )
    assert log == []
    page.run("d.append(f);")
    assert log == ["+a", "+b"]
    page.run("document.body.prepend(d.firstChild);")
    assert log == ["+a", "+b", "-a", "+a"]
    log.clear()
    page.run(
        "const p = document.createElement('p'); p.append(d); document.body.append(p); p.remove(); d.innerHTML = '<audio id=c></audio>';"
    )
    assert log == ["-b", "+b", "-b"]
    log.clear()
    page.run(
        "document.body.append(p); d.innerHTML = ''; const h = document.createElement('div'); h.attachShadow({mode: 'closed'}).innerHTML = '<audio id=s></audio>'; document.body.append(h); h.remove();"
    )
    assert log == ["+c", "-c", "+s", "-s"]


def test_attribute_hooks(page: BarePage) -> None:
    log: list[object] = []
    page.tree.changed["p", "src"] = lambda element, value: log.append(value)
    page.run(
        "const p = document.querySelector('p'); p.setAttribute('SRC', '1'); p.src = 0; p.id = 'x'; p.setAttribute('src', '1'); p.removeAttribute('src'); p.removeAttribute('src');"
    )
    page.run(
        "p.attributes.setNamedItem(document.createAttribute('src')); document.body.setAttribute('src', '2'); p.toggleAttribute('src');"
    )
    assert log == ["1", "1", None, "", None]


def test_focus_is_lost_with_the_element(page: BarePage) -> None:
    page.tree.focused = page.tree.document.select_one("p")
    assert page.evaluate("[document.activeElement.tagName, document.querySelectorAll(':focus').length, document.body.matches(':focus-within'), document.body.innerHTML.includes('shim')]") == [
        "P", 1, True, False,
    ]  # fmt: skip
    page.run("document.getElementById('a').remove()")
    assert page.evaluate("[document.activeElement.tagName, document.querySelector(':focus')]") == ["BODY", None]


def test_long_concatenations_reach_the_host(page: BarePage) -> None:
    page.run(
        "let html = ''; for (let i = 0; i < 300; i++) html += '<p class=\"item\">number ' + i + '</p>'; document.body.innerHTML = html;"
    )
    assert page.evaluate(
        "[document.body.children.length, (document.body.title = html + html, document.body.title.length === 2 * html.length)]"
    ) == [
        300,
        True,
    ]


def test_very_deep_trees(page: BarePage) -> None:
    page.run("document.body.innerHTML = '<i>'.repeat(50000); const d = document.body.firstChild;")
    assert page.evaluate(
        "[document.querySelectorAll('i').length, d.outerHTML.length, d.isEqualNode(d.cloneNode(true)), new XMLSerializer().serializeToString(d).length > 350000]"
    ) == [50000, 350000, True, True]
    page.run("document.body.innerHTML = '<template>'.repeat(2000) + '<i>'.repeat(5000);")
    assert page.evaluate("[document.body.innerHTML.length, document.body.cloneNode(true).innerHTML.length]") == [
        77000,
        77000,
    ]


def test_nodes_stay_those_of_a_document_that_gets_its_first_child(make_page: MakePage) -> None:
    page = make_page("<!doctype html>")
    page.run(
        "const d = document.implementation.createDocument(null, null);"
        "const made = [1, 2].map(() => d.createProcessingInstruction('a', 'b'));"
        "const left = d.createComment('c'); d.append(made[0]); made[0].remove(); d.append(made[1])"
    )
    assert page.evaluate("[...made, left].map((node) => node.ownerDocument === d)") == [True] * 3
