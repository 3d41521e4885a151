"""XHTML, SVG and other XML as documents of a page. https://html.spec.whatwg.org/#read-xml"""

import pytest

from shim import Page
from tests.headless.loader.pages import Site

XHTML = "application/xhtml+xml"
START = '<html xmlns="http://www.w3.org/1999/xhtml">'
STRICT = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'


async def load(page: Page, site: Site, body: str | bytes, content_type: str = XHTML) -> None:
    site.files["/"] = (body, content_type)
    await page.goto(site.origin + "/")


@pytest.mark.parametrize(
    "script",
    [
        "<script><![CDATA[ ran = 1 < 2 && true ]]></script>",
        "<script>//<![CDATA[\n ran = 1 < 2 && true //]]>\n</script>",
        "<script> ran = 1 &lt; 2 &amp;&amp; true </script>",
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">ran = document.currentScript.prefix === "h"</h:script>',
        '<script src="a.js"/><script>ran = before</script>',
        '<svg xmlns="http://www.w3.org/2000/svg"><script>ran = 1 &lt; 2</script></svg>',
    ],
)
async def test_scripts_run(page: Page, site: Site, script: str) -> None:
    site.files["/a.js"] = "before = document.querySelectorAll('script').length === 1"
    await load(page, site, f"{START}<head>{script}</head><body/></html><!-- after -->")
    assert await page.evaluate("ran") is True
    assert await page.evaluate("[document.childNodes.length, document.body.nodeName]") == [2, "body"]


async def test_scripts_of_other_namespaces_do_not(page: Page, site: Site) -> None:
    await load(
        page, site, f'{START}<script xmlns="urn:x">ran = 1</script><x:script xmlns:x="urn:x">ran = 2</x:script></html>'
    )
    assert await page.evaluate("typeof ran") == "undefined"
    assert await page.evaluate("document.getElementsByTagName('script')[0] instanceof HTMLElement") is False


async def test_the_document_is_one_of_xml(page: Page, site: Site) -> None:
    await load(page, site, f"<!DOCTYPE html>{START}<body><P/><p><template><b/></template></p></body></html>")
    assert await page.evaluate("[document.contentType, document instanceof XMLDocument]") == [XHTML, True]
    assert await page.evaluate("[...document.body.children].map((p) => p.nodeName + p.constructor.name)") == [
        "PHTMLUnknownElement",
        "pHTMLParagraphElement",
    ]
    assert await page.evaluate("document.createElement('DIV').outerHTML") == (
        '<DIV xmlns="http://www.w3.org/1999/xhtml"></DIV>'
    )
    assert await page.evaluate("document.querySelector('template').content.firstChild.nodeName") == "b"
    assert await page.evaluate("(document.body.innerHTML = '<i/><i/>', document.body.childNodes.length)") == 2
    thrown = "(f) => { try { f() } catch (error) { return error.name } }"
    for call in ("write('')", "open()", "close()"):
        assert await page.evaluate(f"({thrown})(() => document.{call})") == "InvalidStateError"
    assert await page.evaluate(f"({thrown})(() => document.body.innerHTML = '<i>')") == "SyntaxError"


async def test_svg(page: Page, site: Site) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"><script href="a.js"/></svg>'
    site.files["/a.js"] = "ran = document.documentElement.namespaceURI"
    await load(page, site, svg, "image/svg+xml")
    assert await page.evaluate("ran") == "http://www.w3.org/2000/svg"
    assert await page.evaluate("document.createElement('a').namespaceURI") is None


@pytest.mark.parametrize(
    ("doctype", "text"),
    [
        (STRICT, "a&nbsp;b&eacute;"),
        ('<!DOCTYPE html [<!ENTITY nbsp "&#160;"> <!ENTITY eacute \'&x;\'><!ENTITY x "é">]>', "a&nbsp;b&eacute;"),
        ("", "<![CDATA[a\xa0b]]>&#233;"),
    ],
)
async def test_entities(page: Page, site: Site, doctype: str, text: str) -> None:
    await load(page, site, f"{doctype}{START}<body><p>{text}</p></body></html>")
    assert await page.evaluate("document.querySelector('p').textContent") == "a\xa0bé"


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        (f"{START}<body></html>", "mismatched-tag"),
        (f"{START}&nbsp;</html>", "undefined-entity"),
        ("<x:a/>", "undeclared-namespace"),
        ("", "no-root-element"),
        ("<a>]]></a>", "cdata-close"),
        ('<!DOCTYPE a [<!ENTITY a "&a;">]><a>&a;</a>', "contains itself"),
        (
            "<!DOCTYPE a [<!ENTITY e0 'x'>"
            + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 15))
            + "]><a>&e14;</a>",
            "more than",
        ),
        (
            "<!DOCTYPE a [<!ENTITY e0 ''>"
            + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 15))
            + "]><a>&e14;</a>",
            "more than",
        ),
    ],
)
async def test_what_is_not_well_formed_says_why(page: Page, site: Site, markup: str, message: str) -> None:
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    await load(page, site, markup)
    assert await page.evaluate("document.documentElement.nodeName") == "parsererror"
    assert message in await page.evaluate("document.documentElement.textContent")
    assert [line for line in said if "not well-formed" in line and message in line]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<a>é</a>".encode(), "text/xml"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode("latin-1"), "text/xml"),
        ("<a>é</a>".encode("utf-16"), "application/xml"),
        ("<a>é</a>".encode("latin-1"), "application/xml;charset=latin1"),
    ],
)
async def test_encodings(page: Page, site: Site, body: bytes, content_type: str) -> None:
    await load(page, site, body, content_type)
    assert await page.evaluate("document.documentElement.textContent") == "é"


async def test_an_html_page_may_go_on_after_its_end(page: Page, site: Site) -> None:
    await load(page, site, "<!doctype html><script>ran = 1</script></html><!-- a --><!-- b -->", "text/html")
    assert await page.evaluate("[ran, document.childNodes.length]") == [1, 4]


@pytest.mark.parametrize("change", ["document.replaceChildren()", "document.documentElement.remove()"])
@pytest.mark.parametrize("then", ["", "document.append(document.createElement('html'))"])
async def test_a_page_may_go_on_after_its_document_was_emptied(page: Page, site: Site, change: str, then: str) -> None:
    for start, content_type in (("<html>", "text/html"), (START, XHTML)):
        body = f"{start}<body><script>{change}; {then}</script><p></p></body></html><!-- a --><!-- b -->"
        await load(page, site, body, content_type)
        assert await page.evaluate("document.lastChild.data") == " b "
        assert await page.evaluate("document.documentElement === null") is (then == "")


async def test_scripts_in_markup_do_not_run(page: Page, site: Site) -> None:
    await load(page, site, f"{START}<body><p/></body></html>")
    await page.evaluate("""{
        const script = '<script>ran = 1<' + '/script>';
        document.body.innerHTML = script;
        document.body.insertAdjacentHTML('beforeend', `<p>${script}</p>`);
        const xhtml = `<p xmlns="${document.body.namespaceURI}">${script}</p>`;
        const other = new DOMParser().parseFromString(xhtml, 'text/xml');
        document.body.append(document.adoptNode(other.documentElement));
    }""")
    assert await page.evaluate("[document.scripts.length, typeof ran]") == [3, "undefined"]
    await page.evaluate(
        "document.body.append(document.createRange().createContextualFragment('<script>ran = 1</script>'))"
    )
    assert await page.evaluate("typeof ran") == "undefined"  # the context is the document: no namespace
    await page.evaluate("""{
        const range = document.createRange();
        range.selectNodeContents(document.body);
        document.body.append(range.createContextualFragment('<script>ran = 1</script>'));
    }""")
    assert await page.evaluate("ran") == 1
